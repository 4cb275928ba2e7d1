// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "clustering/region_growth.hpp"
#include "clustering/region_problem.hpp"
#include "clustering/region_watch.hpp"

#include <coopgraph/core/random.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace coopgraph::detail {

/// Regions, changed step by step so that the within sum of squares falls, while their number stays, each is connected and at the
/// floor. A step counts as better only beyond what rounding may be.
class region_search {
 public:
  /// \pre the regions are connected and at the floor
  region_search(const region_problem& problem, std::span<const std::uint32_t> labels, std::uint32_t regions,
                random_stream& random, const region_watch& watch);

  /// Units in random order, each to the neighbouring region where it lowers the sum most, until none does (Openshaw 1977).
  void descend();

  /// Always the best move that is not forbidden, even if it raises the sum; a unit may not come back to the region that it left
  /// for `length` steps. Ends after `patience` steps without a new least sum, whose regions it leaves (Openshaw & Rao 1995).
  void tabu(std::size_t length, std::size_t patience);

  /// Each two neighbouring regions are joined and cut anew along a tree drawn at random, if that lowers the sum.
  bool recombine();

  /// Three regions, each the neighbour of one of the others, are joined and divided anew along trees drawn at random, if that
  /// lowers the sum: where floors are tight, no two of them have room.
  bool recombine_groups();

  /// Regions are cut in two and as many times two others are joined, if that lowers the sum.
  bool relocate();

  [[nodiscard]] double value() const { return value_; }
  [[nodiscard]] const std::vector<std::uint32_t>& labels() const { return label_; }
  [[nodiscard]] std::uint64_t examined() const { return examined_; }

 private:
  struct move {
    double gain = 0.0;
    vertex_id unit = 0;
    std::uint32_t target = 0;
    std::uint32_t version = 0;

    // The best first, of equals the one with the lower numbers.
    friend bool operator<(const move& a, const move& b) {
      if (a.gain != b.gain) return a.gain < b.gain;
      return a.unit != b.unit ? a.unit > b.unit : a.target > b.target;
    }
  };
  struct region_pair {
    std::uint32_t first = 0;
    std::uint32_t second = 0;

    friend bool operator==(const region_pair&, const region_pair&) = default;
    friend auto operator<=>(const region_pair&, const region_pair&) = default;
  };

  void assign(const std::vector<std::uint32_t>& labels);
  void sum_up_region(std::uint32_t region);
  [[nodiscard]] double sum_of_squares_of(std::span<const vertex_id> units) const;
  [[nodiscard]] double gain(vertex_id unit, std::uint32_t target) const;
  [[nodiscard]] double between(std::uint32_t a, std::uint32_t b) const;
  [[nodiscard]] std::optional<move> best_move(vertex_id unit, std::size_t step);
  [[nodiscard]] bool may_leave(vertex_id unit);
  [[nodiscard]] bool stays_connected(vertex_id unit);
  void make(const move& m);
  void refresh(std::uint32_t a, std::uint32_t b, std::size_t step);
  void queue_move(vertex_id unit, std::size_t step);
  void drop_old_moves();
  [[nodiscard]] std::optional<move> best_queued();
  [[nodiscard]] std::vector<region_pair> neighbouring_regions() const;
  [[nodiscard]] bool are_neighbours(std::uint32_t a, std::uint32_t b) const;
  [[nodiscard]] std::optional<tree_cut> best_split(const std::vector<vertex_id>& members, tree_kind kind);
  [[nodiscard]] std::vector<std::uint32_t> gather_group(std::uint32_t first);
  [[nodiscard]] std::vector<std::vector<vertex_id>> parts_of_tree(std::size_t regions);
  bool divide_anew(const std::vector<std::uint32_t>& group);
  void give(std::span<const vertex_id> units, std::uint32_t region);

  const region_problem& problem_;
  random_stream& random_;
  const region_watch& watch_;
  region_growth growth_;
  std::size_t columns_;
  double rounding_ = 0.0;  // a gain beyond it is one

  std::vector<std::uint32_t> label_;
  std::vector<std::vector<vertex_id>> members_;  // by region
  std::vector<std::uint32_t> place_;             // by unit: among the members
  std::vector<double> sum_;                      // by region and column
  std::vector<std::int64_t> amount_;             // by region
  double value_ = 0.0;
  std::uint64_t examined_ = 0;

  std::vector<std::uint64_t> seen_;  // by unit: the last search that met it
  std::uint64_t search_ = 0;
  std::vector<vertex_id> found_;

  // Of tabu.
  std::vector<move> queue_;                   // a heap; a move of an old version is dropped when met
  std::vector<std::uint32_t> version_;        // by unit: of its move in the queue
  std::vector<std::uint32_t> forbidden_;      // by unit: the region that it left last
  std::vector<std::size_t> forbidden_until_;  // by unit: the step at which it may come back
};

}  // namespace coopgraph::detail
