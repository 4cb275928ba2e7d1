// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "flow/residual_network.hpp"

#include <coopgraph/core/execution.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace coopgraph::detail {

/// Where the search gives up, because pushing excesses is faster from there, or the value says enough.
struct augmenting_limits {
  std::size_t steps = SIZE_MAX;            // arcs looked at, about
  std::int32_t path_vertices = INT32_MAX;  // on a path that is augmented
  std::int64_t value = INT64_MAX;          // once it is reached only put_back() may follow
};

/// Maximum flow by two breadth-first trees that are kept from augmentation to augmentation: S grows from the sources along arcs
/// with room, T from the targets against them, level by level; roots are the vertices with supply, or with demand. Where they
/// meet a path is augmented; a vertex whose arc to its parent is full then seeks a parent one level nearer to its root, from
/// where it stopped seeking before; else it takes the least level that it can and its children seek in turn; where that is beyond
/// the grown levels it leaves the tree. Levels only rise and are lower bounds of distances, so that there are O(n m)
/// augmentations. When a tree cannot grow the flow is greatest. Where a large part of a tree is cut off, level by level its
/// vertices seek parents among each other: from begin() on both trees are grown anew where that has taken longer than to grow
/// them did. Goldberg, Hed, Kaplan, Tarjan & Werneck (2011),
/// doi:10.1007/978-3-642-23719-5_39
class augmenting_trees {
 public:
  /// \pre the greatest flow is below 2^63
  augmenting_trees(residual_network& network, const execution& run);

  /// Augments until the flow is greatest or a limit is reached, and returns what it added.
  [[nodiscard]] std::int64_t run(const augmenting_limits& limits);
  /// Whether the flow is greatest.
  [[nodiscard]] bool finished() const noexcept { return trees_[S].active.empty() || trees_[T].active.empty(); }
  /// Begins anew with one root each, which have no limit, on an undirected network that is as it was before any flow; it may have
  /// got more vertices. \pre no supply but that given here; put_back() came after what was run before
  void begin(vertex_id source, vertex_id target);
  /// The network becomes what it was at begin().
  void put_back();
  /// A side of a least cut, ascending: that of the tree which cannot grow. \pre finished(), nothing had a limit
  [[nodiscard]] std::vector<vertex_id> finished_side() const;
  /// By vertex: whether supply that is left over reaches it. \pre finished()
  [[nodiscard]] std::vector<bool> source_side();

 private:
  enum side : std::size_t { S = 0, T = 1 };
  static constexpr std::uint32_t orphan = UINT32_MAX;    // as parent: there is none any more
  static constexpr std::uint32_t root = UINT32_MAX - 1;  // as parent: it has supply or demand itself

  struct vertex {
    std::int32_t label = 0;         // level in S, 1 = root; minus the level in T; 0 = in no tree
    std::uint32_t parent = orphan;  // the arc to the parent
    std::uint32_t current = 0;      // no arc before it leads to a parent at this level
  };

  struct tree {
    std::vector<vertex_id> active;  // all at level `depth`, which are not yet scanned; some have left since
    std::vector<vertex_id> next;    // those at level depth + 1
    std::vector<vertex_id> orphans;
    std::int32_t depth = 1;
    std::int32_t highest = 1;  // a level above it is no level of the tree at present
  };

  /// 0 or below: in another tree, or in none.
  template <side X>
  [[nodiscard]] std::int32_t level(vertex_id v) const {
    return X == S ? vertices_[v].label : -vertices_[v].label;
  }
  /// What can be pushed along the tree arc between v and the parent at the head of arc a of v: in S towards v, in T from it.
  template <side X>
  [[nodiscard]] std::uint64_t& room_of_tree_arc(std::uint32_t a) {
    return X == S ? network_.arcs[network_.arcs[a].reverse].room : network_.arcs[a].room;
  }
  template <side X>
  void put(vertex_id v, std::int32_t level_of_v, std::uint32_t parent, std::uint32_t current);
  template <side X>
  void grow();
  template <side X>
  void scan(vertex_id u);
  void augment(std::uint32_t bridge);
  template <side X>
  [[nodiscard]] std::uint64_t least_room(vertex_id v, std::uint64_t least);
  template <side X>
  void push(vertex_id v, std::uint64_t amount);
  void plant();
  template <side X>
  void adopt();
  template <side X>
  void seek_parent(vertex_id v);
  template <side X>
  void rise(vertex_id v);
  void worked(std::size_t steps);

  residual_network& network_;
  const execution& run_;
  std::vector<vertex> vertices_;
  std::array<tree, 2> trees_;
  std::int64_t value_ = 0;
  std::size_t steps_ = 0;
  std::size_t stop_asked_at_ = 0;
  augmenting_limits limits_;
  bool puts_back_ = false;  // whether what is met and changed is noted, and trees are grown anew where that is faster
  bool stalled_ = false;    // whether they are to be
  vertex_id source_ = no_vertex;
  vertex_id target_ = no_vertex;
  std::size_t grown_ = 0;   // steps since the trees were last one root each: to grow them,
  std::size_t raised_ = 0;  // to find new parents
  std::vector<vertex_id> met_;
  std::vector<std::uint32_t> changed_;  // arcs, one of each pair
};

}  // namespace coopgraph::detail
