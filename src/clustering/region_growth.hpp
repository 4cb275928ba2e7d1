// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "clustering/region_problem.hpp"

#include <coopgraph/core/random.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace coopgraph::detail {

/// How a spanning tree is drawn: as a walk that goes on as far as it can (long and thin: few units are left over where it is
/// cut), any, or of edges between units that are alike.
enum class tree_kind { walk, any, alike };

/// A cut of a tree in two.
struct tree_cut {
  double gain = 0.0;              // by which the within sum of squares is smaller than that of the whole
  std::vector<vertex_id> inside;  // the units on one side
  std::vector<vertex_id> outside;
};

/// Spanning forests of sets of units, drawn at random, and their cuts.
class region_growth {
 public:
  region_growth(const region_problem& problem, random_stream& random);

  /// A spanning forest of the graph that the units span. What follows is about it.
  void grow(std::span<const vertex_id> units, tree_kind kind);

  /// Cuts it into as many trees that reach the floor as it has (found from the leaves upwards); islands stay as they are.
  /// `keep`: of the cuts, so many that there are no more trees than that; which ones is drawn.
  /// \returns the number of trees; label() names that of each unit
  std::uint32_t cut_to_floor(std::size_t keep);

  /// The edge whose cut lowers the within sum of squares most and leaves both sides at the floor. \pre one tree
  [[nodiscard]] std::optional<tree_cut> best_cut();

  /// By place in order().
  [[nodiscard]] const std::vector<std::uint32_t>& label() const { return label_; }
  /// The units, parents first, what hangs from a unit right behind it.
  [[nodiscard]] const std::vector<vertex_id>& order() const { return order_; }

 private:
  void grow_walk(std::span<const vertex_id> units);
  void grow_by_keys(std::span<const vertex_id> units, tree_kind kind);
  void join_leftovers();

  const region_problem& problem_;
  random_stream& random_;
  std::vector<std::uint32_t> local_;  // by unit: its place among the given ones, or none
  std::vector<vertex_id> order_;
  std::vector<std::uint32_t> parent_;  // by place
  std::vector<std::uint32_t> label_;
  std::vector<bool> is_cut_;  // by place: from its parent
  std::vector<std::int64_t> amount_;
  std::vector<std::uint32_t> size_;
  std::vector<double> sum_;
};

}  // namespace coopgraph::detail
