// SPDX-License-Identifier: BSL-1.0
#pragma once

// A level of the search: the graph whose vertices are parts of what was found below, and how it is made.

#include "clustering/touching.hpp"
#include "core/workspaces.hpp"

#include <coopgraph/core/ids.hpp>
#include <coopgraph/core/parallel.hpp>

#include <algorithm>
#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <span>
#include <utility>
#include <vector>

namespace coopgraph::detail::leiden_search {

/// The ties of each vertex to others: no loops, which change no gain. A vertex may stand in a row more than once.
template <class Weight>
struct tie_lists {
  std::vector<std::uint64_t> offset;  // n + 1
  std::vector<vertex_id> target;
  std::vector<Weight> weight;  // > 0; none: each is 1

  [[nodiscard]] std::size_t vertices() const noexcept { return offset.size() - 1; }
  [[nodiscard]] std::uint64_t degree(std::size_t v) const noexcept { return offset[v + 1] - offset[v]; }

  /// Calls visit(target, weight) along the row of v.
  template <class Visit>
  void each(vertex_id v, const Visit& visit) const {
    const std::uint64_t first = offset[v];
    const std::uint64_t last = offset[v + std::size_t{1}];
    if (weight.empty())
      for (std::uint64_t at = first; at < last; ++at) visit(target[at], Weight{1});
    else
      for (std::uint64_t at = first; at < last; ++at) visit(target[at], weight[at]);
  }
};

/// Reach: anywhere, or where_they_touch (touching.hpp): then clusters and parts are connected by what touches, not by ties.
template <class NullModel, class Reach = anywhere>
struct level {
  tie_lists<typename NullModel::weight> ties;
  NullModel null;
  std::vector<std::uint8_t> anchored = {};  // by vertex: it stays in its cluster, with which no other such vertex may be; or none
  std::vector<std::int64_t> size = {};      // by vertex: what the largest cluster is measured by; or none
  [[no_unique_address]] Reach reach = {};

  [[nodiscard]] std::size_t vertices() const noexcept { return ties.vertices(); }
  [[nodiscard]] bool is_anchored(vertex_id v) const noexcept { return !anchored.empty() && anchored[v] != 0; }
};

/// The ties of one vertex, summed by cluster.
template <class Weight>
class tie_sums {
 public:
  explicit tie_sums(std::size_t clusters) : to_(clusters, Weight{0}), touched_(clusters + 1) {}

  void add(vertex_id cluster, Weight weight) noexcept { count_ = put(count_, cluster, weight); }

  /// Adds the ties of v to the clusters that label[…] gives.
  void add_row(const tie_lists<Weight>& ties, vertex_id v, const vertex_id* label) noexcept {
    const vertex_id* const target = ties.target.data();
    const std::uint64_t last = ties.offset[v + std::size_t{1}];
    std::size_t count = count_;  // stays in a register
    if (ties.weight.empty()) {
      for (std::uint64_t at = ties.offset[v]; at < last; ++at) count = put(count, label[target[at]], Weight{1});
    } else {
      const Weight* const weight = ties.weight.data();
      for (std::uint64_t at = ties.offset[v]; at < last; ++at) count = put(count, label[target[at]], weight[at]);
    }
    count_ = count;
  }

  /// The same for those ties alone whose clusters are first … first + size - 1, of which others may change the labels meanwhile
  /// to such as are outside of that range. Returns their sum.
  Weight add_row_within(const tie_lists<Weight>& ties, vertex_id v, vertex_id* label, vertex_id first, vertex_id size) noexcept {
    constexpr std::uint64_t at_once = 256;
    std::array<vertex_id, at_once> cluster;
    std::array<Weight, at_once> weight;
    Weight sum{0};
    const std::uint64_t end = ties.offset[v + std::size_t{1}];
    for (std::uint64_t from = ties.offset[v]; from < end; from += at_once) {
      // Two steps without a branch: whether a tie is inside would often be guessed wrong.
      const std::uint64_t to = std::min(end, from + at_once);
      std::size_t inside = 0;
      for (std::uint64_t at = from; at < to; ++at) {
        cluster[inside] = std::atomic_ref(label[ties.target[at]]).load(std::memory_order_relaxed);
        if (!ties.weight.empty()) weight[inside] = ties.weight[at];
        inside += static_cast<std::size_t>(cluster[inside] - first < size);
      }
      std::size_t count = count_;
      if (ties.weight.empty()) {
        for (std::size_t i = 0; i < inside; ++i) count = put(count, cluster[i], Weight{1});
        sum += static_cast<Weight>(inside);
      } else {
        for (std::size_t i = 0; i < inside; ++i) {
          count = put(count, cluster[i], weight[i]);
          sum += weight[i];
        }
      }
      count_ = count;
    }
    return sum;
  }

  [[nodiscard]] Weight to(vertex_id cluster) const noexcept { return to_[cluster]; }
  [[nodiscard]] std::span<const vertex_id> touched() const noexcept { return {touched_.data(), count_}; }
  void clear() noexcept {
    for (const vertex_id c : touched()) to_[c] = Weight{0};
    count_ = 0;
  }

 private:
  /// Returns how many clusters have been touched now. No branch: whether one has been would often be guessed wrong.
  std::size_t put(std::size_t count, vertex_id cluster, Weight weight) noexcept {
    const Weight before = to_[cluster];
    touched_[count] = cluster;
    to_[cluster] = before + weight;
    return count + static_cast<std::size_t>(before == Weight{0});
  }

  std::vector<Weight> to_;
  std::vector<vertex_id> touched_;  // one place more than clusters, for what add() writes in vain
  std::size_t count_ = 0;
};

/// The vertices by group: those of group g stand at first[g] … first[g + 1] - 1, in their order.
struct grouped_vertices {
  std::vector<std::uint32_t> first;
  std::vector<vertex_id> vertex;

  [[nodiscard]] std::size_t groups() const noexcept { return first.size() - 1; }
  [[nodiscard]] std::span<vertex_id> of(std::size_t g) noexcept {
    return std::span(vertex).subspan(first[g], first[g + 1] - first[g]);
  }
  [[nodiscard]] std::span<const vertex_id> of(std::size_t g) const noexcept {
    return std::span(vertex).subspan(first[g], first[g + 1] - first[g]);
  }
};

[[nodiscard]] inline grouped_vertices group(std::span<const vertex_id> label, std::size_t groups) {
  grouped_vertices made{std::vector<std::uint32_t>(groups + 1, 0), std::vector<vertex_id>(label.size())};
  for (const vertex_id g : label) ++made.first[g + std::size_t{1}];
  std::partial_sum(made.first.begin(), made.first.end(), made.first.begin());
  std::vector<std::uint32_t> next(made.first.begin(), made.first.end() - 1);
  for (std::size_t v = 0; v < label.size(); ++v) made.vertex[next[label[v]]++] = static_cast<vertex_id>(v);
  return made;
}

/// Renames the labels 0, 1, … in the order in which they first appear. Returns how many there are. \pre labels are below `bound`
inline std::size_t number_anew(std::span<vertex_id> label, std::size_t bound) {
  std::vector<vertex_id> name(bound, no_vertex);
  vertex_id next = 0;
  for (vertex_id& c : label) {
    if (name[c] == no_vertex) name[c] = next++;
    c = name[c];
  }
  return next;
}

/// Cuts groups into runs with about so much work each. Returns where runs begin, and the number of groups.
template <class Work>
[[nodiscard]] std::vector<std::size_t> cut_by_work(std::size_t groups, std::uint64_t work_in_a_run, const Work& work) {
  std::vector<std::size_t> begin{0};
  std::uint64_t sum = 0;
  for (std::size_t g = 0; g < groups; ++g) {
    if (sum >= work_in_a_run) {
      begin.push_back(g);
      sum = 0;
    }
    sum += work(g);
  }
  begin.push_back(groups);
  return begin;
}

/// The ties between the parts: those of all members, summed by part.
template <class Weight>
[[nodiscard]] tie_lists<Weight> aggregate_ties(thread_pool& pool, const tie_lists<Weight>& ties, std::span<const vertex_id> part,
                                               std::size_t parts) {
  constexpr std::uint64_t arcs_in_a_run = std::uint64_t{1} << 15;
  struct run {
    std::vector<vertex_id> target;
    std::vector<Weight> weight;
  };
  const grouped_vertices members = group(part, parts);
  const auto begin = cut_by_work(parts, arcs_in_a_run, [&](std::size_t p) {
    std::uint64_t arcs = 1;
    for (const vertex_id v : members.of(p)) arcs += ties.degree(v);
    return arcs;
  });
  tie_lists<Weight> made{std::vector<std::uint64_t>(parts + 1, 0), {}, {}};
  std::vector<run> runs(begin.size() - 1);
  workspaces<tie_sums<Weight>> lent(parts);
  pool.for_each_chunk(runs.size(), [&](std::size_t r) {
    lent.borrow([&](tie_sums<Weight>& sums) {
      for (std::size_t p = begin[r]; p < begin[r + 1]; ++p) {
        for (const vertex_id v : members.of(p)) sums.add_row(ties, v, part.data());
        const std::size_t before = runs[r].target.size();
        for (const vertex_id other : sums.touched()) {
          if (other == p) continue;
          runs[r].target.push_back(other);
          runs[r].weight.push_back(sums.to(other));
        }
        made.offset[p + 1] = runs[r].target.size() - before;
        sums.clear();
      }
    });
  });
  std::partial_sum(made.offset.begin(), made.offset.end(), made.offset.begin());
  made.target.resize(static_cast<std::size_t>(made.offset[parts]));
  made.weight.resize(made.target.size());
  pool.for_each_chunk(runs.size(), [&](std::size_t r) {
    const auto at = static_cast<std::ptrdiff_t>(made.offset[begin[r]]);
    std::copy(runs[r].target.begin(), runs[r].target.end(), made.target.begin() + at);
    std::copy(runs[r].weight.begin(), runs[r].weight.end(), made.weight.begin() + at);
    runs[r] = {};
  });
  return made;
}

/// The level whose vertices are the parts. Each part holds at most one anchored vertex, or those of one cluster.
template <class NullModel, class Reach>
[[nodiscard]] level<NullModel, Reach> aggregate(thread_pool& pool, const level<NullModel, Reach>& below,
                                                std::span<const vertex_id> part, std::size_t parts) {
  level<NullModel, Reach> made{aggregate_ties(pool, below.ties, part, parts), below.null.aggregated(part, parts)};
  if (!below.anchored.empty()) {
    made.anchored.assign(parts, 0);
    for (std::size_t v = 0; v < part.size(); ++v) made.anchored[part[v]] |= below.anchored[v];
  }
  if (!below.size.empty()) {
    made.size.assign(parts, 0);
    for (std::size_t v = 0; v < part.size(); ++v) made.size[part[v]] += below.size[v];
  }
  if constexpr (Reach::is_limited) made.reach.touch = aggregated(below.reach.touch, part, parts);
  return made;
}

}  // namespace coopgraph::detail::leiden_search
