// SPDX-License-Identifier: BSL-1.0
#include "centrality/tie_rows.hpp"

#include <coopgraph/centrality/brokerage.hpp>
#include <coopgraph/core/error.hpp>
#include <coopgraph/core/parallel.hpp>
#include <coopgraph/core/rational.hpp>
#include <coopgraph/core/text.hpp>

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace coopgraph::detail {
namespace {

enum role : std::size_t { coordinator, itinerant, representative, gatekeeper, liaison, total };
constexpr std::size_t role_count = 6;

template <class Number>
using by_role = std::array<Number, role_count>;

std::array<scores*, role_count> all_of(brokerage_roles& roles) {
  return {&roles.coordinator, &roles.itinerant, &roles.representative, &roles.gatekeeper, &roles.liaison, &roles.total};
}

role role_in(std::uint32_t from, std::uint32_t broker, std::uint32_t to) {
  if (from == broker) return to == broker ? coordinator : representative;
  if (to == broker) return gatekeeper;
  return from == to ? itinerant : liaison;
}

// ---- what is counted ----

/// What ties a vertex to another.
using arcs = std::uint8_t;
constexpr arcs leaves = 1;
constexpr arcs enters = 2;

struct workspace : row_places {
  using row_places::row_places;
  struct tally {
    std::uint64_t in = 0;
    std::uint64_t out = 0;
    std::uint64_t both = 0;
  };
  std::vector<tally> by_group;
};

/// The paths a > v > c of different a and c, whether there is an arc a > c or not.
by_role<std::uint64_t> paths_through(const tie_rows<arcs>& rows, const partition& groups, std::size_t v, workspace& work) {
  work.by_group.resize(groups.clusters);
  const auto row = [&](const auto& visit) {
    for (std::uint64_t at = rows.offset[v]; at < rows.offset[v + 1]; ++at) visit(groups.label[rows.target[at]], rows.tie[at]);
  };
  workspace::tally all;
  const auto add = [](workspace::tally& to, arcs tie) {
    to.in += (tie & enters) != 0 ? 1U : 0U;
    to.out += (tie & leaves) != 0 ? 1U : 0U;
    to.both += tie == (enters | leaves) ? 1U : 0U;
  };
  row([&](std::uint32_t group, arcs tie) {
    add(work.by_group[group], tie);
    add(all, tie);
  });
  const std::uint32_t own = groups.label[v];
  const workspace::tally mine = work.by_group[own];
  by_role<std::uint64_t> paths{};
  row([&](std::uint32_t group, arcs) {  // each group once: what was added up is taken back
    workspace::tally& there = work.by_group[group];
    paths[group == own ? coordinator : itinerant] += there.in * there.out - there.both;
    there = {};
  });
  paths[representative] = mine.in * (all.out - mine.out);
  paths[gatekeeper] = (all.in - mine.in) * mine.out;
  paths[total] = all.in * all.out - all.both;
  paths[liaison] = paths[total] - paths[coordinator] - paths[itinerant] - paths[representative] - paths[gatekeeper];
  return paths;
}

/// As above, without those that an arc a > c closes.
by_role<std::uint64_t> brokered_by(const thread_pool& pool, const tie_rows<arcs>& rows, const partition& groups, std::size_t v,
                                   workspace& work) {
  by_role<std::uint64_t> open = paths_through(rows, groups, v, work);
  const std::uint64_t first = rows.offset[v];
  const std::uint32_t own = groups.label[v];
  const auto close = [&](std::size_t a, std::size_t c) {
    if ((rows.tie[first + a] & enters) == 0 || (rows.tie[first + c] & leaves) == 0) return;
    --open[role_in(groups.label[rows.target[first + a]], own, groups.label[rows.target[first + c]])];
    --open[total];
  };
  each_tie_among_partners(pool, rows, v, work, [&](std::size_t i, std::size_t j, arcs tie) {
    if ((tie & leaves) != 0) close(i, j);
    if ((tie & enters) != 0) close(j, i);
  });
  return open;
}

// ---- what is expected ----

/// How many ordered pairs (a, c) fit a role, and how many ordered pairs of such pairs share a or share c.
struct fitting_pairs {
  int128 pairs = 0;
  int128 sharing = 0;
};

/// Sums over all groups.
struct group_sizes {
  std::vector<std::int64_t> size;
  int128 squares = 0;
  int128 cubes = 0;
};

group_sizes sizes_of(const partition& groups) {
  group_sizes of{std::vector<std::int64_t>(groups.clusters, 0), 0, 0};
  for (const std::uint32_t label : groups.label) ++of.size[label];
  for (const int128 s : of.size) {
    of.squares += s * s;
    of.cubes += s * s * s;
  }
  return of;
}

/// For a broker in a group of k among n vertices. Counted by hand: a pair (a, c) shares a with (r - 1) others if a fits r of c.
by_role<fitting_pairs> pairs_for(const group_sizes& of, int128 n, int128 k) {
  const int128 rest = n - k;
  const int128 squares = of.squares - k * k;  // over the other groups
  const int128 cubes = of.cubes - k * k * k;
  by_role<fitting_pairs> fit;
  fit[coordinator] = {(k - 1) * (k - 2), 2 * (k - 1) * (k - 2) * (k - 3)};
  fit[itinerant] = {squares - rest, 2 * (cubes - 3 * squares + 2 * rest)};
  fit[representative] = {(k - 1) * rest, (k - 1) * rest * (rest - 1) + rest * (k - 1) * (k - 2)};
  fit[gatekeeper] = fit[representative];
  fit[liaison] = {rest * rest - squares, 2 * (rest * rest * rest - 2 * rest * squares + cubes - rest * rest + squares)};
  fit[total] = {(n - 1) * (n - 2), 2 * (n - 1) * (n - 2) * (n - 3)};
  return fit;
}

struct moments {
  double mean = 0.0;
  double variance = 0.0;
};

by_role<moments> moments_of(const by_role<fitting_pairs>& fit, double d, direction kind) {
  const double q = d * d * (1 - d);
  const double together = d * d * d * (1 - d) * (1 - d) * (1 - d);
  by_role<moments> found;
  for (std::size_t r = 0; r < role_count; ++r) {
    // On an undirected graph (a, c) and (c, a) are brokered together: where both fit, pairs come in twos.
    const bool in_twos = kind == direction::undirected && r != representative && r != gatekeeper;
    const double variance = to_double(fit[r].pairs) * q * (1 - q) + to_double(fit[r].sharing) * together;
    found[r] = {to_double(fit[r].pairs) * q, in_twos ? 2 * variance : variance};
  }
  return found;
}

/// Why there is no z.
std::string why_undefined(const fitting_pairs& fit, double density) {
  if (fit.pairs == 0) return "no two others have groups that fit the role";
  return density == 0.0 ? "the graph has no ties, and so has every random one"
                        : "all are tied, and so they are in every random graph";
}

void expect(brokerage_result& result, const partition& groups, direction kind) {
  const std::size_t n = groups.label.size();
  const group_sizes of = sizes_of(groups);
  std::vector<by_role<fitting_pairs>> fit;
  std::vector<by_role<moments>> expected;
  for (const std::int64_t size : of.size) {
    fit.push_back(size == 0 ? by_role<fitting_pairs>{} : pairs_for(of, static_cast<int128>(n), size));
    expected.push_back(moments_of(fit.back(), result.density, kind));
  }
  const auto found = all_of(result.roles);
  const auto mean = all_of(result.expected);
  const auto z = all_of(result.z);
  for (std::size_t r = 0; r < role_count; ++r)
    for (vertex_id v = 0; v < n; ++v) {
      const std::uint32_t group = groups.label[v];
      const moments& m = expected[group][r];
      mean[r]->values[v] = m.mean;
      if (m.variance > 0.0)
        z[r]->values[v] = (found[r]->values[v] - m.mean) / std::sqrt(m.variance);
      else
        z[r]->undefined.push_back({v, why_undefined(fit[group][r], result.density)});
    }
}

void check(const partition& groups, std::size_t n) {
  if (groups.label.size() != n)
    throw input_error("brokerage", "number of labels", to_text(groups.label.size()), to_text(n) + ", one for each vertex");
  for (std::size_t v = 0; v < n; ++v)
    if (groups.label[v] >= groups.clusters)
      throw input_error("brokerage", "label of vertex " + to_text(v), to_text(groups.label[v]),
                        "below " + to_text(groups.clusters) + ", the number of groups");
}

template <direction D>
brokerage_result run(const csr_view<D>& graph, const partition& groups, const brokerage_options& options) {
  constexpr std::size_t vertices_in_a_chunk = 64;
  const std::size_t n = graph.vertices();
  check(groups, n);
  thread_pool pool(options.run);
  pool.set_progress_range(0.0, 0.1);
  const auto rows = make_tie_rows<arcs>(pool, graph, [](const arc_run& there, const arc_run& back) -> arcs {
    if (D == direction::undirected) return leaves | enters;
    return static_cast<arcs>((there.first < there.last ? leaves : 0) | (back.first < back.last ? enters : 0));
  });

  brokerage_result result;
  const auto found = all_of(result.roles);
  for (std::size_t r = 0; r < role_count; ++r) {
    found[r]->values.assign(n, 0.0);
    found[r]->equality = score_equality::exact;
    all_of(result.expected)[r]->values.assign(n, 0.0);
    all_of(result.z)[r]->values.assign(n, 0.0);
  }
  std::uint64_t ties = 0;
  for (const arcs tie : rows.tie) ties += (tie & leaves) != 0 ? 1U : 0U;
  if (n > 1) result.density = static_cast<double>(ties) / (static_cast<double>(n) * static_cast<double>(n - 1));

  workspaces<workspace> free(n);
  pool.set_progress_range(0.1, 1.0);
  parallel_for(pool, n, vertices_in_a_chunk, [&](index_range range) {
    free.borrow([&](workspace& work) {
      for (std::size_t v = range.first; v < range.last; ++v) {
        const auto open = brokered_by(pool, rows, groups, v, work);
        for (std::size_t r = 0; r < role_count; ++r) found[r]->values[v] = static_cast<double>(open[r]);
      }
    });
  });
  expect(result, groups, D);
  pool.finish_progress();
  return result;
}

}  // namespace

brokerage_result brokerage_of(const undirected_view& graph, const partition& groups, const brokerage_options& options) {
  return run(graph, groups, options);
}

brokerage_result brokerage_of(const directed_view& graph, const partition& groups, const brokerage_options& options) {
  return run(graph, groups, options);
}

}  // namespace coopgraph::detail
