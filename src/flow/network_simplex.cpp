// SPDX-License-Identifier: BSL-1.0
#include "flow/network_simplex.hpp"

#include <coopgraph/core/error.hpp>

#include <algorithm>
#include <utility>

namespace coopgraph::detail {

namespace {

constexpr std::size_t steps_between_stops = 262'144;
constexpr std::size_t pivots_between_looks = 1024;
constexpr std::int64_t endless = std::int64_t{1} << 62;
constexpr std::int64_t most_drift = std::int64_t{1} << 61;  // of the root: no sum of potentials leaves 64 bits

std::size_t root_of(std::size_t x) {
  std::size_t root = 0;
  for (std::size_t bit = std::size_t{1} << 31; bit != 0; bit >>= 1)
    if ((root + bit) * (root + bit) <= x) root += bit;
  return root;
}

}  // namespace

network_simplex::network_simplex(std::vector<std::int64_t> supply, std::size_t arcs, std::int64_t dear, const execution& run)
    : run_(run),
      supply_(std::move(supply)),
      dear_(dear),
      root_(static_cast<vertex_id>(supply_.size())),
      columns_(std::max<std::size_t>(1, root_of(arcs))),
      places_(arcs, columns_),
      arcs_(arcs),
      capacity_(arcs),
      turned_(arcs, false),
      potential_(supply_.size() + 1, 0),
      nodes_(supply_.size() + 1),
      next_(supply_.size() + 1),
      previous_(supply_.size() + 1),
      block_(std::max<std::size_t>(32, 3 * columns_)) {}

void network_simplex::add(vertex_id tail, vertex_id head, std::int64_t capacity, std::int64_t cost) {
  const std::size_t at = places_.next();
  arcs_[at] = {cost, tail, head};
  capacity_[at] = capacity;
}

void network_simplex::worked(std::size_t steps) {
  steps_ += steps;
  if (steps_ - stop_asked_at_ < steps_between_stops) return;
  stop_asked_at_ = steps_;
  if (run_.stop.stop_requested()) throw cancelled();
}

bool network_simplex::solve(const simplex_limits& limits) {
  if (pivots_ == 0) make_first_tree();
  for (;;) {
    const std::uint32_t entering = choose();
    if (entering == none) break;
    pivot(entering);
    if (++pivots_ % pivots_between_looks != 0) continue;
    const std::size_t mean = std::exchange(walked_, 0) / pivots_between_looks;
    if (mean > limits.cycle_length && steps_ > limits.steps) return false;
  }
  level();
  return true;
}

/// A star of artificial arcs. One that carries nothing leads to the root.
void network_simplex::make_first_tree() {
  nodes_[root_].size = root_ + 1;
  nodes_[root_].last = root_ == 0 ? 0 : root_ - 1;
  for (vertex_id v = 0; v < root_; ++v) {
    const bool sends = supply_[v] >= 0;
    nodes_[v] = {sends ? endless : -supply_[v], sends ? supply_[v] : endless, root_, none, 1, v};
    potential_[v] = sends ? -dear_ : dear_;
    link(v == 0 ? root_ : v - 1, v);
  }
  link(nodes_[root_].last, root_);
}

// ---- 1. which arc enters ----

std::uint32_t network_simplex::choose() {
  const std::size_t m = arcs_.size();
  std::size_t seen = 0;
  while (seen < m) {
    const std::size_t end = std::min(at_ + block_, m);
    std::int64_t best = 0;
    std::size_t found = m;
    for (std::size_t a = at_; a < end; ++a) {
      const std::int64_t reduced = arcs_[a].cost + potential_[arcs_[a].tail] - potential_[arcs_[a].head];
      if (reduced >= best) continue;
      best = reduced;
      found = a;
    }
    worked(end - at_);
    seen += end - at_;
    at_ = end == m ? 0 : end;
    if (found != m) return static_cast<std::uint32_t>(found);
  }
  return none;
}

// ---- 2. the cycle that it closes ----

/// Of the arcs that allow least, the last one leaves on the way from the join along the entering arc and back: so trees stay
/// strongly feasible.
network_simplex::cycle network_simplex::find_cycle(std::uint32_t entering) {
  vertex_id u = arcs_[entering].tail;
  vertex_id v = arcs_[entering].head;
  std::int64_t least_down = INT64_MAX;
  std::int64_t least_up = INT64_MAX;
  vertex_id above_tail = none;
  vertex_id above_head = none;
  std::size_t length = 0;
  for (; u != v; ++length) {
    if (nodes_[u].size < nodes_[v].size) {
      if (nodes_[u].down < least_down) {
        least_down = nodes_[u].down;
        above_tail = u;
      }
      u = nodes_[u].parent;
    } else {
      if (nodes_[v].up <= least_up) {
        least_up = nodes_[v].up;
        above_head = v;
      }
      v = nodes_[v].parent;
    }
  }
  worked(length);
  walked_ += length;
  const std::int64_t room = capacity_[entering];
  if (least_up <= std::min(room, least_down)) return {u, above_head, true, least_up};
  if (least_down < room) return {u, above_tail, false, least_down};
  return {u, none, false, room};
}

void network_simplex::push(std::uint32_t entering, const cycle& along) {
  if (along.amount == 0) return;
  for (vertex_id u = arcs_[entering].tail; u != along.join; u = nodes_[u].parent) {
    nodes_[u].down -= along.amount;
    nodes_[u].up += along.amount;
  }
  for (vertex_id v = arcs_[entering].head; v != along.join; v = nodes_[v].parent) {
    nodes_[v].up -= along.amount;
    nodes_[v].down += along.amount;
  }
}

void network_simplex::turn(std::uint32_t a) {
  std::swap(arcs_[a].tail, arcs_[a].head);
  arcs_[a].cost = -arcs_[a].cost;
  turned_[a] = !turned_[a];
}

void network_simplex::pivot(std::uint32_t entering) {
  const cycle along = find_cycle(entering);
  push(entering, along);
  if (along.leaving == none) return turn(entering);
  const std::uint32_t leaves = nodes_[along.leaving].edge;
  if (leaves != none) {
    const bool upwards = arcs_[leaves].tail == along.leaving;
    if ((upwards ? nodes_[along.leaving].up : nodes_[along.leaving].down) == 0) turn(leaves);
  }
  const auto [cost, tail, head] = arcs_[entering];
  node hung;
  hung.edge = entering;
  const std::int64_t left = capacity_[entering] - along.amount;
  hung.up = along.at_head ? along.amount : left;
  hung.down = along.at_head ? left : along.amount;
  hung.parent = along.at_head ? tail : head;
  move(along.at_head ? head : tail, hung.parent, hung, along);
}

// ---- 3. the new tree ----

/// Hangs the subtree that the leaving arc cuts off under the other end of the entering arc.
void network_simplex::move(vertex_id in, vertex_id under, const node& hung, const cycle& along) {
  const vertex_id out = along.leaving;
  const vertex_id old_parent = nodes_[out].parent;
  const vertex_id old_last = nodes_[out].last;
  const vertex_id before = previous_[out];
  const std::uint32_t size = nodes_[out].size;
  const auto [cost, tail, head] = arcs_[hung.edge];
  const std::int64_t reduced = cost + potential_[tail] - potential_[head];

  const vertex_id end = reorder(in, out, hung);
  std::size_t climbed = 0;
  for (vertex_id x = old_parent; x != none && nodes_[x].last == old_last; x = nodes_[x].parent, ++climbed)
    nodes_[x].last = before;
  for (vertex_id x = old_parent; x != along.join; x = nodes_[x].parent, ++climbed) nodes_[x].size -= size;
  if (nodes_[under].last == under)
    for (vertex_id x = under; x != none && nodes_[x].last == under; x = nodes_[x].parent, ++climbed) nodes_[x].last = end;
  for (vertex_id x = under; x != along.join; x = nodes_[x].parent, ++climbed) nodes_[x].size += size;
  worked(climbed);

  const vertex_id after = next_[under];
  link(under, in);
  link(end, after);
  shift(in, after, size, along.at_head ? reduced : -reduced);
}

/// Takes the subtree of `out` from the preorder and makes `in` its root: the subtree of `in`, then what is left of that of its
/// parent, and so on. Returns the last vertex in the new order.
vertex_id network_simplex::reorder(vertex_id in, vertex_id out, const node& hung) {
  const std::uint32_t total = nodes_[out].size;
  vertex_id end = nodes_[in].last;
  vertex_id before = previous_[in];
  link(before, next_[end]);
  vertex_id child = in;
  vertex_id child_last = end;
  node old = nodes_[in];  // as the child was
  nodes_[in] = hung;
  nodes_[in].size = total;
  while (child != out) {
    const vertex_id p = old.parent;
    const node was = nodes_[p];
    const vertex_id rest_last = was.last == child_last ? before : was.last;
    before = previous_[p];
    link(before, next_[rest_last]);
    link(end, p);
    end = rest_last;
    child_last = was.last;
    nodes_[p] = {old.down, old.up, child, old.edge, total - old.size, none};
    old = was;
    child = p;
    worked(1);
  }
  for (vertex_id x = out; x != in; x = nodes_[x].parent) nodes_[x].last = end;
  nodes_[in].last = end;
  return end;
}

/// Adds to the potentials of the `size` vertices from `in` on, or takes it from all others where these are fewer.
void network_simplex::shift(vertex_id in, vertex_id after, std::size_t size, std::int64_t change) {
  const std::size_t others = nodes_.size() - size;
  worked(std::min(size, others));
  if (size <= others) {
    for (vertex_id x = in; x != after; x = next_[x]) potential_[x] += change;
    return;
  }
  for (vertex_id x = after; x != in; x = next_[x]) potential_[x] -= change;
  if (potential_[root_] > most_drift || potential_[root_] < -most_drift) level();
}

/// Only differences of potentials count: the root is brought back to 0.
void network_simplex::level() {
  worked(potential_.size());
  const std::int64_t base = potential_[root_];
  for (std::int64_t& p : potential_) p -= base;
}

// ---- 4. what was found ----

bool network_simplex::feasible() const {
  for (vertex_id v = 0; v < root_; ++v)
    if (nodes_[v].edge == none && std::min(nodes_[v].up, nodes_[v].down) > 0) return false;
  return true;
}

std::vector<std::int64_t> network_simplex::flow() const {
  std::vector<std::int64_t> by_place(arcs_.size());
  for (std::size_t a = 0; a < arcs_.size(); ++a) by_place[a] = turned_[a] ? capacity_[a] : 0;
  for (vertex_id v = 0; v < root_; ++v) {
    const std::uint32_t a = nodes_[v].edge;
    if (a != none) by_place[a] = (arcs_[a].tail == v) != turned_[a] ? nodes_[v].down : nodes_[v].up;
  }
  std::vector<std::int64_t> flow(arcs_.size());
  column_order places(flow.size(), columns_);
  for (std::int64_t& f : flow) f = by_place[places.next()];
  return flow;
}

std::vector<vertex_id> network_simplex::subtree() const {
  std::vector<vertex_id> top(root_);
  for (vertex_id v = next_[root_]; v != root_; v = next_[v]) top[v] = nodes_[v].edge == none ? v : top[nodes_[v].parent];
  return top;
}

}  // namespace coopgraph::detail
