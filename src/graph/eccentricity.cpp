// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/core/parallel.hpp>
#include <coopgraph/graph/components.hpp>
#include <coopgraph/graph/eccentricity.hpp>

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace coopgraph::detail {
namespace {

/// Searches that run at once, one in each bit of a word.
constexpr std::size_t word_bits = 64;
/// Batches of searches are dealt out in at most this many chunks, whatever the number of threads; each holds its own words.
constexpr std::size_t most_chunks = 64;

/// The chosen vertices among themselves, without loops and parallel arcs; `member` is in the order of a breadth-first search, so
/// that the searches of one batch begin close together and share most of their way.
struct simple_rows {
  std::vector<vertex_id> member;
  std::vector<std::uint64_t> offset;
  std::vector<vertex_id> target;  ///< places in `member`
};

template <class Chosen>
std::vector<vertex_id> search_order(const arc_rows& rows, std::size_t n, const Chosen& chosen) {
  std::vector<bool> seen(n, false);
  std::vector<vertex_id> order;
  std::size_t next = 0;
  for (vertex_id start = 0; start < n; ++start) {
    if (seen[start] || !chosen(start)) continue;
    seen[start] = true;
    order.push_back(start);
    for (; next < order.size(); ++next)
      for (const vertex_id w : rows.targets_of(order[next])) {
        if (seen[w] || !chosen(w)) continue;
        seen[w] = true;
        order.push_back(w);
      }
  }
  return order;
}

template <class Chosen>
simple_rows simplified(const arc_rows& rows, std::size_t n, const Chosen& chosen) {
  simple_rows simple{search_order(rows, n, chosen), {0}, {}};
  std::vector<vertex_id> place(n, no_vertex);
  for (std::size_t i = 0; i < simple.member.size(); ++i) place[simple.member[i]] = static_cast<vertex_id>(i);
  simple.offset.reserve(simple.member.size() + 1);
  for (const vertex_id v : simple.member) {
    vertex_id previous = v;
    for (const vertex_id w : rows.targets_of(v)) {
      if (w != previous && w != v && place[w] != no_vertex) simple.target.push_back(place[w]);
      previous = w;
    }
    simple.offset.push_back(simple.target.size());
  }
  return simple;
}

/// What a search from one vertex finds.
struct reach {
  std::uint32_t farthest = 0;
  std::uint32_t reached = 1;
  std::uint64_t sum = 0;  ///< of the distances: below 2^32 times 2^32
};

/// Breadth-first searches from up to 64 vertices at once: bit i of a word is the search from the i-th of them.
class word_search {
 public:
  explicit word_search(const simple_rows& rows)
      : rows_(rows), seen_(rows.member.size(), 0), front_(rows.member.size(), 0), next_(rows.member.size(), 0) {}

  /// \pre count <= 64
  void run(std::size_t first, std::size_t count, std::vector<reach>& found, const thread_pool& pool) {
    std::fill(seen_.begin(), seen_.end(), std::uint64_t{0});
    at_.clear();
    for (std::size_t i = 0; i < count; ++i) {
      seen_[first + i] = front_[first + i] = std::uint64_t{1} << i;
      at_.push_back(static_cast<vertex_id>(first + i));
    }
    for (std::uint32_t level = 1; !at_.empty(); ++level) {
      spread(pool);
      settle(level, first, found);
    }
  }

 private:
  /// The searches go one arc further, into `next_`; the vertices that they newly reach stand in `to_`.
  void spread(const thread_pool& pool) {
    to_.clear();
    for (const vertex_id u : at_) {
      const std::uint64_t searches = std::exchange(front_[u], 0);
      const std::uint64_t end = rows_.offset[u + std::size_t{1}];
      for (std::uint64_t arc = rows_.offset[u]; arc < end; ++arc) {
        const vertex_id v = rows_.target[arc];
        const std::uint64_t fresh = searches & ~seen_[v];
        if (fresh == 0) continue;
        if (next_[v] == 0) to_.push_back(v);
        next_[v] |= fresh;
      }
      budget_ -= static_cast<std::int64_t>(end - rows_.offset[u]) + 1;
      if (budget_ > 0) continue;
      pool.check_stop();
      budget_ = arcs_between_stops;
    }
  }

  void settle(std::uint32_t level, std::size_t first, std::vector<reach>& found) {
    for (const vertex_id v : to_) {
      seen_[v] |= next_[v];
      for (std::uint64_t bits = next_[v]; bits != 0; bits &= bits - 1) {
        reach& search = found[first + static_cast<std::size_t>(std::countr_zero(bits))];
        search.farthest = level;
        search.sum += level;
        ++search.reached;
      }
    }
    std::swap(front_, next_);  // all of the old front is 0
    std::swap(at_, to_);
  }

  const simple_rows& rows_;
  std::vector<std::uint64_t> seen_;
  std::vector<std::uint64_t> front_;
  std::vector<std::uint64_t> next_;
  std::vector<vertex_id> at_;
  std::vector<vertex_id> to_;
  std::int64_t budget_ = arcs_between_stops;
};

/// By place in rows.member.
std::vector<reach> search_from_all(const simple_rows& rows, const execution& run) {
  const std::size_t n = rows.member.size();
  std::vector<reach> found(n);
  thread_pool pool(run);
  const std::size_t batches = (n + word_bits - 1) / word_bits;
  const std::size_t chunk = std::max<std::size_t>(1, (batches + most_chunks - 1) / most_chunks);
  parallel_for(pool, batches, chunk, [&](index_range range) {
    word_search search(rows);
    for (std::size_t b = range.first; b < range.last; ++b)
      search.run(b * word_bits, std::min(word_bits, n - b * word_bits), found, pool);
  });
  pool.finish_progress();
  return found;
}

component_distances_result distances_in(const arc_rows& rows, const partition& parts, const execution& run) {
  component_distances_result result;
  if (parts.clusters == 0) {
    result.diameter.why_undefined = result.mean.why_undefined = "the graph has no vertices";
    if (run.progress) run.progress(1.0);
    return result;
  }
  std::vector<std::uint32_t> size(parts.clusters, 0);
  for (const std::uint32_t label : parts.label) ++size[label];
  const auto largest = static_cast<std::uint32_t>(std::max_element(size.begin(), size.end()) - size.begin());
  const simple_rows inside = simplified(rows, parts.label.size(), [&](vertex_id v) { return parts.label[v] == largest; });

  std::uint32_t diameter = 0;
  for (const reach& r : search_from_all(inside, run)) {
    diameter = std::max(diameter, r.farthest);
    result.sum += r.sum;
  }
  result.vertices = size[largest];
  result.pairs = std::uint64_t{result.vertices} * (result.vertices - std::uint64_t{1});
  result.diameter.value = static_cast<double>(diameter);
  if (result.pairs == 0)
    result.mean.why_undefined = "the largest component is a single vertex";
  else
    result.mean.value = to_double(result.sum) / static_cast<double>(result.pairs);
  return result;
}

}  // namespace

eccentricity_result eccentricity_of(const arc_rows& rows, std::size_t vertices, const execution& run) {
  const simple_rows simple = simplified(rows, vertices, [](vertex_id) { return true; });
  const std::vector<reach> found = search_from_all(simple, run);
  eccentricity_result result{
      {std::vector<double>(vertices, 0.0), {}, score_equality::exact}, std::vector<std::uint32_t>(vertices, 0), vertices > 0};
  for (std::size_t i = 0; i < vertices; ++i) {
    const vertex_id v = simple.member[i];
    result.score.values[v] = static_cast<double>(found[i].farthest);
    result.reached[v] = found[i].reached;
    if (found[i].reached != vertices) result.connected = false;
  }
  return result;
}

component_distances_result component_distances_of(const undirected_view& graph, const execution& run) {
  return distances_in(graph.out, weak_components(graph), run);
}

component_distances_result component_distances_of(const directed_view& graph, const execution& run) {
  return distances_in(graph.out, strong_components(graph), run);
}

}  // namespace coopgraph::detail
