// SPDX-License-Identifier: BSL-1.0
#include "flow/augmenting_trees.hpp"

#include <coopgraph/core/error.hpp>

#include <algorithm>
#include <cstdlib>

namespace coopgraph::detail {

namespace {
constexpr std::size_t steps_between_stops = 65'536;
constexpr std::size_t stall_factor = 2;
constexpr std::size_t stall_steps = 256;
}  // namespace

augmenting_trees::augmenting_trees(residual_network& network, const execution& run)
    : network_(network), run_(run), vertices_(network.supply.size()) {
  for (vertex_id v = 0; v < vertices_.size(); ++v) {
    if (network.supply[v] == 0) continue;
    const side x = network.supply[v] > 0 ? S : T;
    vertices_[v] = {x == S ? 1 : -1, root, network.first[v]};
    trees_[x].active.push_back(v);
  }
}

std::int64_t augmenting_trees::run(const augmenting_limits& limits) {
  limits_ = limits;
  while (!finished() && steps_ < limits_.steps) {
    if (trees_[S].active.size() <= trees_[T].active.size())
      grow<S>();
    else
      grow<T>();
    if (!stalled_) continue;
    plant();
    limits_ = limits;
  }
  return value_;
}

void augmenting_trees::begin(vertex_id source, vertex_id target) {
  puts_back_ = true;
  vertices_.resize(network_.supply.size());
  network_.supply[source] = INT64_MAX;
  network_.supply[target] = -INT64_MAX;
  source_ = source;
  target_ = target;
  value_ = 0;
  plant();
}

/// Trees of one root each.
void augmenting_trees::plant() {
  for (const vertex_id v : met_) vertices_[v] = {};
  met_.clear();
  for (tree& t : trees_) t.active.clear(), t.next.clear(), t.orphans.clear(), t.depth = t.highest = 1;
  put<S>(source_, 1, root, network_.first[source_]);
  put<T>(target_, 1, root, network_.first[target_]);
  grown_ = raised_ = 0;
  stalled_ = false;
}

void augmenting_trees::put_back() {
  for (const std::uint32_t a : changed_) {
    residual_arc& arc = network_.arcs[a];
    residual_arc& reverse = network_.arcs[arc.reverse];
    arc.room = reverse.room = (arc.room + reverse.room) / 2;  // both were the capacity
  }
  changed_.clear();
  network_.supply[source_] = network_.supply[target_] = 0;
}

std::vector<vertex_id> augmenting_trees::finished_side() const {
  const bool of_source = trees_[S].active.empty();
  std::vector<vertex_id> members;
  for (const vertex_id v : met_)
    if (of_source ? vertices_[v].label > 0 : vertices_[v].label < 0) members.push_back(v);
  std::sort(members.begin(), members.end());
  members.erase(std::unique(members.begin(), members.end()), members.end());
  return members;
}

std::vector<bool> augmenting_trees::source_side() {
  limits_ = {};
  steps_ = stop_asked_at_ = 0;
  while (!trees_[S].active.empty()) grow<S>();  // meets nothing of T any more
  std::vector<bool> reached(vertices_.size());
  for (std::size_t v = 0; v < reached.size(); ++v) reached[v] = vertices_[v].label > 0;
  return reached;
}

void augmenting_trees::worked(std::size_t steps) {
  steps_ += steps;
  if (steps_ - stop_asked_at_ < steps_between_stops) return;
  stop_asked_at_ = steps_;
  if (run_.stop.stop_requested()) throw cancelled();
}

template <augmenting_trees::side X>
void augmenting_trees::put(vertex_id v, std::int32_t level_of_v, std::uint32_t parent, std::uint32_t current) {
  if (puts_back_ && vertices_[v].label == 0) met_.push_back(v);
  vertices_[v] = {X == S ? level_of_v : -level_of_v, parent, current};
  tree& t = trees_[X];
  if (level_of_v == t.depth) t.active.push_back(v);
  if (level_of_v > t.depth) t.next.push_back(v);
}

// ---- 1. one more level ----

template <augmenting_trees::side X>
void augmenting_trees::grow() {
  tree& t = trees_[X];
  t.highest = t.depth + 1;
  for (std::size_t i = 0; i < t.active.size(); ++i) {  // rising vertices may be added meanwhile
    scan<X>(t.active[i]);
    if (steps_ >= limits_.steps) return;  // the level is not done, perhaps not even this vertex
  }
  t.active.clear();
  std::swap(t.active, t.next);
  ++t.depth;
}

template <augmenting_trees::side X>
void augmenting_trees::scan(vertex_id u) {
  const std::int32_t depth = trees_[X].depth;
  if (level<X>(u) != depth) return;
  const std::uint32_t end = network_.first[u + std::size_t{1}];
  worked(end - network_.first[u]);
  grown_ += end - network_.first[u];
  for (std::uint32_t a = network_.first[u]; a < end;) {
    const residual_arc& arc = network_.arcs[a];
    const vertex_id v = arc.head;
    const bool open = level<X>(v) <= 0 && (X == S ? arc.room : network_.arcs[arc.reverse].room) > 0;
    if (!open) {
      ++a;
    } else if (vertices_[v].label == 0) {
      put<X>(v, depth + 1, arc.reverse, network_.first[v]);
      ++a;
    } else {
      if (depth + std::abs(vertices_[v].label) > limits_.path_vertices) limits_.steps = 0;
      if (steps_ >= limits_.steps) return;
      augment(X == S ? a : arc.reverse);
      if (level<X>(u) != depth || stalled_) return;  // it left, or will be scanned at its new level
    }
  }
}

// ---- 2. a path from a source to a target ----

template <augmenting_trees::side X>
std::uint64_t augmenting_trees::least_room(vertex_id v, std::uint64_t least) {
  for (std::uint32_t a = vertices_[v].parent; a != root; a = vertices_[v].parent) {
    least = std::min(least, room_of_tree_arc<X>(a));
    v = network_.arcs[a].head;
  }
  const std::int64_t at_root = network_.supply[v];
  return std::min(least, static_cast<std::uint64_t>(X == S ? at_root : -at_root));
}

template <augmenting_trees::side X>
void augmenting_trees::push(vertex_id v, std::uint64_t amount) {
  std::vector<vertex_id>& orphans = trees_[X].orphans;
  std::size_t length = 0;
  for (std::uint32_t a = vertices_[v].parent; a != root; ++length) {
    residual_arc& arc = network_.arcs[a];
    residual_arc& reverse = network_.arcs[arc.reverse];
    residual_arc& along = X == S ? reverse : arc;
    residual_arc& against = X == S ? arc : reverse;
    along.room -= amount;
    against.room += amount;
    if (puts_back_) changed_.push_back(a);
    if (along.room == 0) {
      vertices_[v].parent = orphan;
      orphans.push_back(v);
    }
    v = arc.head;
    a = vertices_[v].parent;
  }
  std::int64_t& supply = network_.supply[v];
  supply += X == S ? -static_cast<std::int64_t>(amount) : static_cast<std::int64_t>(amount);
  if (supply == 0) {
    vertices_[v].parent = orphan;
    orphans.push_back(v);
  }
  std::reverse(orphans.begin(), orphans.end());  // those nearest to the root seek first
  worked(2 * length);
}

void augmenting_trees::augment(std::uint32_t bridge) {
  residual_arc& arc = network_.arcs[bridge];
  residual_arc& reverse = network_.arcs[arc.reverse];
  const vertex_id u = reverse.head;
  const vertex_id v = arc.head;
  const std::uint64_t amount = least_room<T>(v, least_room<S>(u, arc.room));
  arc.room -= amount;
  reverse.room += amount;
  if (puts_back_) changed_.push_back(bridge);
  push<S>(u, amount);
  push<T>(v, amount);
  value_ += static_cast<std::int64_t>(amount);
  if (value_ >= limits_.value) {
    limits_.steps = 0;
    return;
  }
  adopt<S>();
  adopt<T>();
}

// ---- 3. new parents ----

template <augmenting_trees::side X>
void augmenting_trees::adopt() {
  std::vector<vertex_id>& orphans = trees_[X].orphans;
  for (std::size_t i = 0; i < orphans.size() && !stalled_; ++i) {
    seek_parent<X>(orphans[i]);
    if (!puts_back_ || raised_ <= stall_factor * grown_ + stall_steps) continue;
    stalled_ = true;
    limits_.steps = 0;
  }
  orphans.clear();
}

template <augmenting_trees::side X>
void augmenting_trees::seek_parent(vertex_id v) {
  vertex& self = vertices_[v];
  const std::int32_t wanted = level<X>(v) - 1;
  if (wanted == 0) return rise<X>(v);  // it was a root
  const std::uint32_t end = network_.first[v + std::size_t{1}];
  for (std::uint32_t a = self.current; a < end; ++a) {
    if (level<X>(network_.arcs[a].head) != wanted || room_of_tree_arc<X>(a) == 0) continue;
    worked(a - self.current + 1);
    self.parent = self.current = a;
    return;
  }
  worked(end - self.current);
  rise<X>(v);
}

template <augmenting_trees::side X>
void augmenting_trees::rise(vertex_id v) {
  tree& t = trees_[X];
  std::int32_t least = t.highest;  // a parent is below it
  std::uint32_t parent = orphan;
  const std::uint32_t end = network_.first[v + std::size_t{1}];
  worked(end - network_.first[v]);
  raised_ += end - network_.first[v];
  for (std::uint32_t a = network_.first[v]; a < end; ++a) {
    const residual_arc& arc = network_.arcs[a];
    const std::int32_t found = level<X>(arc.head);
    if (found <= 0) continue;
    if (vertices_[arc.head].parent == arc.reverse) {  // a child
      vertices_[arc.head].parent = orphan;
      t.orphans.push_back(arc.head);
    }
    if (found >= least || room_of_tree_arc<X>(a) == 0) continue;
    least = found;
    parent = a;
  }
  if (parent == orphan)
    vertices_[v].label = 0;
  else
    put<X>(v, least + 1, parent, parent);
}

}  // namespace coopgraph::detail
