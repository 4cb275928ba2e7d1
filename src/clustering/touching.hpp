// SPDX-License-Identifier: BSL-1.0
#pragma once

// Which vertices touch, and what a search has to ask so that its clusters stay connected by that.

#include <coopgraph/core/ids.hpp>
#include <coopgraph/graph/csr_view.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace coopgraph::detail {

/// Rows without loops, each neighbour once.
struct touching {
  std::vector<std::uint64_t> offset;  // n + 1
  std::vector<vertex_id> target;

  [[nodiscard]] std::size_t vertices() const noexcept { return offset.size() - 1; }
  [[nodiscard]] std::span<const vertex_id> of(vertex_id v) const noexcept {
    return {target.data() + offset[v], target.data() + offset[v + std::size_t{1}]};
  }
};

/// Vertex i is order[i], which is at place[order[i]].
[[nodiscard]] touching touching_in(const undirected_view& graph, std::span<const vertex_id> order,
                                   std::span<const vertex_id> place);

/// Between the parts: two touch if members do. \pre part is below `parts`, and none is empty
[[nodiscard]] touching aggregated(const touching& below, std::span<const vertex_id> part, std::size_t parts);

/// The connected components, numbered by their least vertex. Returns how many there are.
[[nodiscard]] std::size_t components_of(const touching& touch, std::vector<vertex_id>& component);

/// The clusters that a vertex touches.
class touched_clusters {
 public:
  explicit touched_clusters(std::size_t clusters) : mark_(clusters, 0) {}

  template <class Label>
  void look_from(const touching& touch, vertex_id v, const Label& label) {
    if (++tick_ == 0) {
      mark_.assign(mark_.size(), 0);
      tick_ = 1;
    }
    for (const vertex_id u : touch.of(v)) mark_[label(u)] = tick_;
  }
  [[nodiscard]] bool has(vertex_id cluster) const noexcept { return mark_[cluster] == tick_; }

 private:
  std::vector<std::uint32_t> mark_;
  std::uint32_t tick_ = 0;
};

/// Whether clusters stay connected when a vertex leaves.
class cut_test {
 public:
  explicit cut_test(std::size_t vertices) : found_(vertices, 0), by_(vertices) {}

  /// Searches set out from the neighbours of v in its cluster, step by step in turn, until they have met or one can go no
  /// further: that takes time in proportion to the smaller parts where v holds its cluster together.
  [[nodiscard]] bool stays_connected_without(const touching& touch, std::span<const vertex_id> label, vertex_id v);

 private:
  struct front {
    std::vector<vertex_id> open;
    std::size_t next = 0;       // in open
    std::uint32_t parent = 0;   // of the searches that have met
    std::uint32_t running = 1;  // of the root: how many of them have not ended
  };

  [[nodiscard]] std::uint32_t root(std::uint32_t i) noexcept;
  [[nodiscard]] bool meet(std::uint32_t i, std::uint32_t j) noexcept;
  void set_out(std::uint32_t count, vertex_id from);

  std::vector<std::uint32_t> found_;  // by vertex: the tick of the test that found it
  std::vector<std::uint32_t> by_;     // by vertex: the search that did
  std::vector<front> fronts_;
  std::uint32_t tick_ = 0;
};

/// Policies of a search: where may vertices go?
struct anywhere {
  static constexpr bool is_limited = false;
};

/// To clusters that they touch, from such as stay connected without them.
struct where_they_touch {
  static constexpr bool is_limited = true;
  touching touch;
};

/// What a search of each kind asks when it looks at a vertex: nothing …
template <class Reach>
struct touch_view {
  explicit touch_view(std::size_t) {}
  template <class Label>
  void look_from(const Reach&, vertex_id, const Label&) const noexcept {}
  [[nodiscard]] bool has(vertex_id) const noexcept { return true; }
};
/// … or which clusters it touches.
template <>
struct touch_view<where_they_touch> {
  explicit touch_view(std::size_t clusters) : near(clusters) {}
  template <class Label>
  void look_from(const where_they_touch& reach, vertex_id v, const Label& label) {
    near.look_from(reach.touch, v, label);
  }
  [[nodiscard]] bool has(vertex_id cluster) const noexcept { return near.has(cluster); }
  touched_clusters near;
};

/// What a search of each kind asks before it moves a vertex.
template <class Reach>
struct move_guard {
  explicit move_guard(std::size_t) {}
  [[nodiscard]] bool may_leave(const Reach&, std::span<const vertex_id>, vertex_id) const noexcept { return true; }
};
template <>
struct move_guard<where_they_touch> {
  explicit move_guard(std::size_t vertices) : test(vertices) {}
  [[nodiscard]] bool may_leave(const where_they_touch& reach, std::span<const vertex_id> label, vertex_id v) {
    return test.stays_connected_without(reach.touch, label, v);
  }
  cut_test test;
};

}  // namespace coopgraph::detail
