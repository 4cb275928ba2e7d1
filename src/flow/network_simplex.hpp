// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/execution.hpp>
#include <coopgraph/core/ids.hpp>

#include "core/large_vector.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace coopgraph::detail {

/// Where the search gives up, because another way is faster from there.
struct simplex_limits {
  std::size_t steps = 0;                // arcs and vertices looked at, about: what is done in any case
  std::size_t cycle_length = SIZE_MAX;  // of some thousand pivots in a row, in the mean
};

/// Item j of many stands in column j mod columns, one column after the other: neighbours in the old order are far apart in the
/// new.
class column_order {
 public:
  column_order(std::size_t items, std::size_t columns)
      : columns_(columns), in_column_(items / columns), longer_(items % columns) {}

  /// The place of the next item: that of item 0, of item 1, …
  [[nodiscard]] std::size_t next() {
    const std::size_t place = start_ + row_;
    start_ += in_column_ + (column_ < longer_ ? 1 : 0);
    if (++column_ == columns_) {
      column_ = start_ = 0;
      ++row_;
    }
    return place;
  }
  /// The item that stands at a place.
  [[nodiscard]] std::size_t item_at(std::size_t place) const {
    const std::size_t in_longer = longer_ * (in_column_ + 1);
    if (place < in_longer) return place % (in_column_ + 1) * columns_ + place / (in_column_ + 1);
    return (place - in_longer) % in_column_ * columns_ + longer_ + (place - in_longer) / in_column_;
  }

 private:
  std::size_t columns_;
  std::size_t in_column_;  // items in a short column; the first `longer_` have one more
  std::size_t longer_;
  std::size_t column_ = 0;
  std::size_t start_ = 0;  // of the column
  std::size_t row_ = 0;
};

/// Minimum-cost flow by the primal network simplex. Every arc carries 0 or its capacity, but for those of a spanning tree, whose
/// root is one vertex more, tied to each vertex by an artificial arc that costs more than any path. An arc whose reduced cost
/// says that it pays enters the tree, flow is pushed along the cycle that it closes, and an arc that is full or empty leaves.
/// Trees are strongly feasible (from each vertex some flow can be sent to the root), so that no cycle of degenerate pivots
/// occurs. Cunningham (1976), doi:10.1007/BF01580686. Of a block of arcs the one that pays best enters; the arcs of a block lie
/// far from each other in the graph. The tree is kept as its preorder with sizes and last descendants of subtrees: Király &
/// Kovács (2012), arXiv:1207.6381. The first tree is made of cheapest ways to what lacks something. From time to time vertices
/// are numbered anew, in preorder, so that the memory of subtrees and of ways to the root is dense.
class network_simplex {
 public:
  /// \pre arcs < 2^31. The cost of no path without repeated vertices is `dear` or more, either way round, and dear <= 2^60.
  network_simplex(std::vector<std::int64_t> supply, std::size_t arcs, std::int64_t dear, const execution& run);

  /// The next arc. \pre tail and head differ; 0 < capacity < 2^61
  void add(vertex_id tail, vertex_id head, std::int64_t capacity, std::int64_t cost);

  /// Whether an optimum was found; else the limits were reached, and another call goes on from there. \pre all arcs are added
  [[nodiscard]] bool solve(const simplex_limits& limits);

  /// Whether all supplies could be sent. \pre solve() has found an optimum
  [[nodiscard]] bool feasible() const;
  /// By arc, in the order in which they were added.
  [[nodiscard]] std::vector<std::int64_t> flow() const;
  /// By vertex, cost + potential[tail] - potential[head] >= 0 where an arc has room, <= 0 where it carries something. Vertices
  /// that are tied to the rest by artificial arcs only are about `dear` below 0 (more is there than is sent away) or above it.
  [[nodiscard]] const std::vector<std::int64_t>& potential() const noexcept { return potential_; }
  /// By vertex: the child of the root in whose subtree it is, which no artificial arc divides.
  [[nodiscard]] std::vector<vertex_id> subtree() const;

 private:
  static constexpr std::uint32_t none = UINT32_MAX;

  // An arc at its capacity is kept the other way round, with its cost negated: then each arc that is not in the tree pays if its
  // reduced cost is below 0, and those in the tree have 0.
  struct arc {
    std::int64_t cost;
    vertex_id tail;
    vertex_id head;
  };

  struct alignas(32) node {
    std::int64_t up = 0;        // what can still be sent to the parent
    std::int64_t down = 0;      // and from it
    vertex_id parent = none;    // none: the root
    std::uint32_t edge = none;  // the arc to the parent; none: artificial
    std::uint32_t size = 1;     // of the subtree
    vertex_id last = none;      // of the subtree, in preorder
  };

  struct cycle {
    vertex_id join;            // where the ways from both ends of the entering arc to the root meet
    vertex_id leaving = none;  // the vertex whose arc to its parent leaves; none: the entering arc goes to its other bound
    bool at_head = false;      // whether it is above the entering arc's head
    std::int64_t amount;       // to be pushed
  };

  void make_first_tree();
  [[nodiscard]] std::vector<vertex_id> find_ways(std::vector<std::uint32_t>& way);
  void worked(std::size_t steps);
  [[nodiscard]] std::uint32_t choose();
  void pivot(std::uint32_t entering);
  [[nodiscard]] cycle find_cycle(std::uint32_t entering);
  void push(std::uint32_t entering, const cycle& along);
  void turn(std::uint32_t a);
  void move(vertex_id in, vertex_id under, const node& hung, const cycle& along);
  [[nodiscard]] vertex_id reorder(vertex_id in, vertex_id out, const node& hung);
  void shift(vertex_id in, vertex_id after, std::size_t size, std::int64_t change);
  void level();
  void renumber();
  void rename_as_given();
  void rename(const std::vector<vertex_id>& now);
  void link(vertex_id a, vertex_id b) { next_[a] = b, previous_[b] = a; }

  const execution& run_;
  std::vector<std::int64_t> supply_;
  std::int64_t dear_;
  vertex_id root_;
  std::size_t columns_;
  column_order places_;  // of the arcs that are added
  large_vector<arc> arcs_;
  large_vector<std::int64_t> capacity_;
  std::vector<bool> turned_;
  std::vector<std::int64_t> potential_;
  std::vector<node> nodes_;
  std::vector<vertex_id> next_;  // in preorder, after the last one the root
  std::vector<vertex_id> previous_;
  std::vector<vertex_id> number_;  // by vertex: what it is called here
  std::size_t block_;
  std::size_t at_ = 0;  // where the next block begins
  std::size_t pivots_ = 0;
  std::size_t walked_ = 0;  // along cycles, since the limits were looked at
  std::size_t steps_ = 0;
  std::size_t wandered_ = 0;  // from vertex to vertex, since they were numbered
  bool renumbered_ = false;
  std::size_t stop_asked_at_ = 0;
};

}  // namespace coopgraph::detail
