// SPDX-License-Identifier: BSL-1.0
#include "centrality/betweenness/split.hpp"

#include <coopgraph/graph/breadth_first.hpp>
#include <coopgraph/graph/components.hpp>

#include <algorithm>
#include <numeric>
#include <span>

namespace coopgraph::detail {
namespace {

/// The tree of blocks and articulation points, as an order in which each block comes after the one that it hangs on.
struct block_tree {
  std::vector<std::uint32_t> order;
  std::vector<std::size_t> top;           // by block: the slot at which it hangs
  std::vector<std::size_t> slots_before;  // by vertex, and one more: places in slot_of
  std::vector<std::size_t> slot_of;       // the slots of each vertex

  [[nodiscard]] std::span<const std::size_t> slots(vertex_id v) const {
    return std::span(slot_of).subspan(slots_before[v], slots_before[v + std::size_t{1}] - slots_before[v]);
  }
  [[nodiscard]] bool is_cut(vertex_id v) const { return slots_before[v + std::size_t{1}] - slots_before[v] > 1; }
};

block_tree make_tree(const split_graph& split, std::size_t vertices) {
  block_tree tree;
  tree.slots_before.assign(vertices + 1, 0);
  for (const vertex_id v : split.vertex) ++tree.slots_before[v + std::size_t{1}];
  std::partial_sum(tree.slots_before.begin(), tree.slots_before.end(), tree.slots_before.begin());
  std::vector<std::size_t> next(tree.slots_before.begin(), tree.slots_before.end() - 1);
  std::vector<std::uint32_t> block_of(split.slots());
  tree.slot_of.resize(split.slots());
  for (std::uint32_t b = 0; b < split.blocks(); ++b)
    for (std::size_t slot = split.first[b]; slot < split.first[b + std::size_t{1}]; ++slot) {
      block_of[slot] = b;
      tree.slot_of[next[split.vertex[slot]]++] = slot;
    }

  constexpr std::size_t none = SIZE_MAX;
  tree.top.assign(split.blocks(), none);
  std::vector<bool> seen_vertex(vertices, false);
  const auto hang = [&](vertex_id v) {
    if (seen_vertex[v]) return;
    seen_vertex[v] = true;
    for (const std::size_t slot : tree.slots(v)) {
      if (tree.top[block_of[slot]] != none) continue;
      tree.top[block_of[slot]] = slot;
      tree.order.push_back(block_of[slot]);
    }
  };
  std::size_t seen = 0;
  for (vertex_id root = 0; root < vertices; ++root) {
    hang(root);
    for (; seen < tree.order.size(); ++seen) {
      const std::uint32_t b = tree.order[seen];
      for (std::size_t slot = split.first[b]; slot < split.first[b + std::size_t{1}]; ++slot) hang(split.vertex[slot]);
    }
  }
  return tree;
}

/// Sums over what is reached within a block: all of it if it is undirected or strongly connected; else vertices of one strong
/// component reach the same, and one search serves all of them.
class reach_counter {
 public:
  reach_counter(const split_graph& split, const block_tree& tree, const std::function<void()>& stop)
      : split_(split), tree_(tree), stop_(stop) {
    if (!split.directed) return;
    std::size_t largest = 0;
    for (std::size_t b = 0; b < split.blocks(); ++b) {
      const block_rows rows = split.block(b);
      largest = std::max(largest, rows.size);
      const partition strong = strong_search(directed_view{{}, {}, rows.out, rows.in}).run();
      components_.push_back(strong.clusters);
      component_.insert(component_.end(), strong.label.begin(), strong.label.end());
      stop_();
    }
    search_ = hop_search(largest);
  }

  /// By slot: the weight of what it stands for in its block; and, for articulation points, of what is behind it through its
  /// block.
  struct counts {
    std::vector<double> of_slot;
    std::vector<double> branch;
  };
  enum class side { sources, targets };

  [[nodiscard]] counts run(const std::vector<double>& own, side way) {
    counts found{std::vector<double>(split_.slots(), 0.0), std::vector<double>(split_.slots(), 0.0)};
    std::vector<double> total = own;  // by vertex: first what hangs below it, in the end everything

    // 1. From the leaves of the tree to its roots: what hangs below.
    for (std::size_t i = tree_.order.size(); i-- > 0;) {
      const std::uint32_t b = tree_.order[i];
      const std::size_t top = tree_.top[b];
      double sum = 0.0;
      for (std::size_t slot = split_.first[b]; slot < split_.first[b + std::size_t{1}]; ++slot) {
        found.of_slot[slot] = slot == top ? 0.0 : total[split_.vertex[slot]];
        sum += found.of_slot[slot];
      }
      known_.assign(1, sum);
      found.branch[top] = behind(found.of_slot, b, top, way);
      total[split_.vertex[top]] += found.branch[top];
    }

    // 2. From the roots to the leaves: what comes from above.
    for (const std::uint32_t b : tree_.order) {
      const std::size_t top = tree_.top[b];
      found.of_slot[top] = total[split_.vertex[top]] - found.branch[top];
      double sum = 0.0;
      for (std::size_t slot = split_.first[b]; slot < split_.first[b + std::size_t{1}]; ++slot) sum += found.of_slot[slot];
      known_.assign(1, sum);
      for (std::size_t slot = split_.first[b]; slot < split_.first[b + std::size_t{1}]; ++slot) {
        if (slot == top || !tree_.is_cut(split_.vertex[slot])) continue;
        found.branch[slot] = behind(found.of_slot, b, slot, way);
        total[split_.vertex[slot]] += found.branch[slot];
      }
    }
    return found;
  }

 private:
  /// The weight of what is reached from a slot within its block, itself left out. \pre known_ holds that of the whole block
  [[nodiscard]] double behind(const std::vector<double>& of_slot, std::uint32_t b, std::size_t slot, side way) {
    const double all = known_.front();
    if (!split_.directed || components_[b] == 1 || all == 0.0) return all - of_slot[slot];
    constexpr double unknown = -1.0;
    if (known_.size() == 1) known_.resize(1 + std::size_t{components_[b]}, unknown);
    double& known = known_[1 + std::size_t{component_[slot]}];
    if (known == unknown) {
      const block_rows rows = split_.block(b);
      search_.run(way == side::targets ? rows.out : rows.in, static_cast<vertex_id>(slot - rows.first), stop_);
      stop_();
      known = 0.0;
      for (const vertex_id v : search_.order()) known += of_slot[rows.first + v];
    }
    return known - of_slot[slot];
  }

  const split_graph& split_;
  const block_tree& tree_;
  const std::function<void()>& stop_;
  std::vector<std::uint32_t> components_;  // by block: how many strong components it has; empty if undirected
  std::vector<std::uint32_t> component_;   // by slot, counted within its block
  std::vector<double> known_;              // of the block at hand: the weight of all of it, then of what each component reaches
  hop_search search_{0};
};

}  // namespace

void count_reach(split_graph& split, std::size_t vertices, const std::vector<pair_weights>& kinds,
                 const std::function<void()>& stop) {
  const block_tree tree = make_tree(split, vertices);
  stop();
  reach_counter counter(split, tree, stop);
  split.through.assign(vertices, 0.0);
  for (const pair_weights& kind : kinds) {
    auto sources = counter.run(kind.source, reach_counter::side::sources);
    auto targets = counter.run(kind.target, reach_counter::side::targets);
    for (vertex_id v = 0; v < vertices; ++v) {
      double in = 0.0;
      double out = 0.0;
      double same = 0.0;  // pairs that come and leave by one block
      for (const std::size_t slot : tree.slots(v)) {
        in += sources.branch[slot];
        out += targets.branch[slot];
        same += sources.branch[slot] * targets.branch[slot];
      }
      if (tree.is_cut(v)) split.through[v] += in * out - same;
    }
    split.weights.push_back({std::move(sources.of_slot), std::move(targets.of_slot)});
  }
}

}  // namespace coopgraph::detail
