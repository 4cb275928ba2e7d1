// SPDX-License-Identifier: BSL-1.0
#include "centrality/walk_rows.hpp"

#include <coopgraph/core/error.hpp>
#include <coopgraph/core/rational.hpp>
#include <coopgraph/core/text.hpp>

#include <algorithm>
#include <bit>
#include <cmath>
#include <numeric>
#include <span>
#include <utility>

namespace coopgraph::detail {
namespace {

constexpr std::size_t chunk_vertices = 2048;

/// The strengths without their unit, which cancels: results do not depend on the measure, not by a bit.
struct plain_strengths {
  const edge_strengths* strengths;

  [[nodiscard]] double of(edge_id e) const {
    return strengths->is_exact() ? static_cast<double>(strengths->numerators()[e]) : strengths->approximate()[e];
  }

  [[nodiscard]] double sum(std::span<const edge_id> edges, vertex_id v) const {
    if (strengths == nullptr) return static_cast<double>(edges.size());
    if (strengths->is_exact()) {
      int128 whole = 0;
      for (const edge_id e : edges) whole += strengths->numerators()[e];
      return to_double(whole);
    }
    double total = 0.0;
    for (const edge_id e : edges) total += strengths->approximate()[e];
    if (!std::isfinite(total))
      throw input_error("pagerank", "strengths", "a sum at vertex " + to_text(v) + " beyond the range of a double",
                        "strengths whose sum at each vertex is below 1.8e308");
    return total;
  }
};

bool all_alike(const edge_strengths& strengths) {
  const auto same = [](const auto& values) {
    return !values.empty() && values.front() > 0 &&
           std::all_of(values.begin(), values.end(), [&](const auto& value) { return value == values.front(); });
  };
  return strengths.is_exact() ? same(strengths.numerators()) : same(strengths.approximate());
}

void check(const edge_strengths& strengths, std::size_t edges) {
  check_size("pagerank", strengths, edges);
  const auto refuse_negative = [&](const auto& values) {
    const auto found = std::find_if(values.begin(), values.end(), [](const auto& value) { return value < 0; });
    if (found == values.end()) return;
    const auto e = static_cast<edge_id>(found - values.begin());
    throw input_error("pagerank", "strengths", to_text(strengths[e]) + " at edge " + to_text(e), "strengths >= 0");
  };
  if (strengths.is_exact())
    refuse_negative(strengths.numerators());
  else
    refuse_negative(strengths.approximate());
}

/// Sorts by the group, 0 … groups - 1; equals stay as they are.
template <class Group>
void sort_by_group(std::span<vertex_id> vertices, std::size_t groups, const Group& group) {
  std::vector<std::size_t> next(groups + 1, 0);
  large_vector<std::pair<vertex_id, std::uint32_t>> before(vertices.size());
  for (std::size_t i = 0; i < vertices.size(); ++i) {
    before[i] = {vertices[i], static_cast<std::uint32_t>(group(vertices[i]))};
    ++next[before[i].second + 1];
  }
  for (std::size_t g = 1; g < groups; ++g) next[g] += next[g - 1];
  for (const auto& [v, g] : before) vertices[next[g]++] = v;
}

/// Moves movers among which there are no arcs behind the others, the core: from the last one on, whoever is no neighbour of one
/// taken. Returns the core's size: that of all if too few are apart to be of use.
std::size_t part_from_core(std::span<vertex_id> movers, const arc_rows& in) {
  if (movers.empty()) return 0;
  enum class part : unsigned char { open, core, apart };
  std::vector<part> of(in.offset.size() - 1, part::open);
  for (std::size_t i = movers.size(); i-- > 0;) {
    if (i >= 16) __builtin_prefetch(&of[movers[i - 16]]);
    if (i >= 16) __builtin_prefetch(&in.offset[movers[i - 16]]);
    if (i >= 8) __builtin_prefetch(in.target.data() + in.offset[movers[i - 8]]);
    const vertex_id v = movers[i];
    if (of[v] != part::open) continue;
    for (const vertex_id u : in.targets_of(v)) of[u] = part::core;
    if (of[v] == part::open) of[v] = part::apart;  // it has no loop
  }
  const auto in_core = [&](vertex_id v) { return of[v] != part::apart; };
  const auto core = static_cast<std::size_t>(std::count_if(movers.begin(), movers.end(), in_core));
  if (core > movers.size() / 5 * 3) return movers.size();
  sort_by_group(movers, 2, [&](vertex_id v) { return in_core(v) ? std::size_t{0} : std::size_t{1}; });
  return core;
}

/// By powers of two of the arcs that leave, most first, so that what is read often lies together; else neighbours by id stay near
/// each other, but in each block rows of the same length stand together, so that a processor foresees where rows end.
/// Vertices of strength 0 last.
void order(walk_rows& rows, const arc_rows& out, const arc_rows& in, const large_vector<double>& leaving) {
  rows.vertex.resize(leaving.size());
  std::iota(rows.vertex.begin(), rows.vertex.end(), vertex_id{0});
  rows.movers = leaving.size() - static_cast<std::size_t>(std::count(leaving.begin(), leaving.end(), 0.0));
  const std::span<vertex_id> all(rows.vertex);
  sort_by_group(all, 65, [&](vertex_id v) {
    return leaving[v] != 0.0 ? 64 - static_cast<std::size_t>(std::bit_width(out.degree(v))) : std::size_t{64};
  });
  constexpr std::size_t block = 4096;
  constexpr std::size_t longest = 255;  // in longer rows the end costs little
  const std::span<vertex_id> movers = all.first(rows.movers);
  rows.core = rows.symmetric ? part_from_core(movers, in) : rows.movers;
  for (const std::span<vertex_id> part : {movers.first(rows.core), movers.subspan(rows.core), all.subspan(rows.movers)})
    for (std::size_t first = 0; first < part.size(); first += block)
      sort_by_group(part.subspan(first, std::min(block, part.size() - first)), longest + 1,
                    [&](vertex_id v) { return longest - std::min<std::size_t>(in.degree(v), longest); });
}

/// Chunks of about equal work, cut by the graph alone.
void cut(walk_rows& rows) {
  constexpr std::uint64_t work = 1U << 15;
  constexpr std::uint64_t work_of_a_place = 8;  // in arcs
  rows.bound = {0};
  std::uint64_t done = 0;
  for (std::size_t i = 0; i < rows.places(); ++i) {
    done += work_of_a_place + rows.offset[i + 1] - rows.offset[i];
    if (done < work && i + 1 < rows.places()) continue;
    rows.bound.push_back(i + 1);
    done = 0;
  }
}

/// The power of two that brings the largest sum of strengths near 1; 0 if sums are so large, so small or so far apart that a
/// score over a sum, or its square, might leave the range of a double.
double scale_of(const walk_rows& rows, const large_vector<double>& leaving) {
  if (rows.movers == 0) return 1.0;
  double least = leaving[rows.vertex[0]];
  double most = least;
  for (std::size_t i = 0; i < rows.movers; ++i) {
    least = std::min(least, leaving[rows.vertex[i]]);
    most = std::max(most, leaving[rows.vertex[i]]);
  }
  const bool near = least >= 0x1p-500 && most <= 0x1p500 && most <= least * 0x1p60;
  return near ? std::ldexp(1.0, -std::ilogb(most)) : 0.0;
}

void fill(walk_rows& rows, thread_pool& pool, const arc_rows& in, const plain_strengths& plain,
          const large_vector<double>& leaving) {
  const std::size_t n = rows.places();
  large_vector<vertex_id> place(n);
  rows.offset.resize(n + 1);
  rows.offset[0] = 0;
  for (std::size_t i = 0; i < n; ++i) {
    place[rows.vertex[i]] = static_cast<vertex_id>(i);
    rows.offset[i + 1] = rows.offset[i] + in.degree(rows.vertex[i]);
  }
  cut(rows);

  const bool weighted = plain.strengths != nullptr;
  const double scale = weighted ? scale_of(rows, leaving) : 1.0;  // without one, weights are chances
  rows.symmetric = rows.symmetric && scale != 0.0;
  rows.divisor.assign(n, 1.0);
  if (scale != 0.0)
    for (std::size_t i = 0; i < rows.movers; ++i) rows.divisor[i] = scale * leaving[rows.vertex[i]];

  rows.from.resize(in.target.size());
  if (weighted) rows.weight.resize(in.target.size());
  rows.for_each_chunk(pool, [&](index_range range) {
    for (std::size_t i = range.first; i < range.last; ++i) {
      // Rows come from anywhere: those of the next places are asked for ahead of time.
      if (i + 24 < range.last) __builtin_prefetch(&in.offset[rows.vertex[i + 24]]);
      if (i + 12 < range.last) __builtin_prefetch(in.target.data() + in.offset[rows.vertex[i + 12]]);
      std::uint64_t to = rows.offset[i];
      const std::uint64_t last = in.offset[rows.vertex[i] + std::size_t{1}];
      for (std::uint64_t arc = in.offset[rows.vertex[i]]; arc < last; ++arc, ++to) {
        const vertex_id u = in.target[arc];
        rows.from[to] = place[u];
        if (!weighted) continue;
        const double strength = plain.of(in.edge[arc]);
        if (scale != 0.0)
          rows.weight[to] = scale * strength;
        else
          rows.weight[to] = leaving[u] == 0.0 ? 0.0 : strength / leaving[u];
      }
    }
  });
}

template <direction D>
walk_rows rows_of(thread_pool& pool, const csr_view<D>& graph, const edge_strengths* strengths) {
  if (strengths != nullptr) check(*strengths, graph.edges());
  const std::size_t n = graph.vertices();
  large_vector<double> leaving(n);
  const plain_strengths given{strengths};
  parallel_for(pool, n, chunk_vertices, [&](index_range range) {
    for (std::size_t v = range.first; v < range.last; ++v)
      leaving[v] = given.sum(graph.out.edges_of(static_cast<vertex_id>(v)), static_cast<vertex_id>(v));
  });
  const plain_strengths plain{strengths != nullptr && all_alike(*strengths) ? nullptr : strengths};
  if (plain.strengths != strengths)
    for (std::size_t v = 0; v < n; ++v) leaving[v] = static_cast<double>(graph.out.degree(static_cast<vertex_id>(v)));
  walk_rows rows;
  rows.symmetric = D == direction::undirected;
  order(rows, graph.out, graph.in, leaving);
  fill(rows, pool, graph.in, plain, leaving);
  return rows;
}

}  // namespace

walk_rows make_walk_rows(thread_pool& pool, const undirected_view& graph, const edge_strengths* strengths) {
  return rows_of(pool, graph, strengths);
}

walk_rows make_walk_rows(thread_pool& pool, const directed_view& graph, const edge_strengths* strengths) {
  return rows_of(pool, graph, strengths);
}

}  // namespace coopgraph::detail
