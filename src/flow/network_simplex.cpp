// SPDX-License-Identifier: BSL-1.0
#include "flow/network_simplex.hpp"

#include <coopgraph/core/error.hpp>
#include <coopgraph/graph/dijkstra.hpp>

#include <algorithm>
#include <numeric>
#include <utility>

namespace coopgraph::detail {

namespace {

constexpr std::size_t steps_between_stops = 262'144;
constexpr std::size_t pivots_between_looks = 256;
constexpr std::size_t steps_between_numberings = 8;  // an arc or vertex: which takes about as long as one such step
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
      number_(supply_.size() + 1),
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
    if (wandered_ > steps_between_numberings * (arcs_.size() + nodes_.size())) renumber();
    if (++pivots_ % pivots_between_looks != 0) continue;
    const std::size_t mean = std::exchange(walked_, 0) / pivots_between_looks;
    if (mean > limits.cycle_length && steps_ > limits.steps) return false;
  }
  level();
  rename_as_given();
  return true;
}

/// The arcs on cheapest ways to what lacks something, nearest first, as far as they can carry what is sent along them; the rest
/// hangs on the root by artificial arcs. An arc that carries nothing leads to the root.
void network_simplex::make_first_tree() {
  std::iota(number_.begin(), number_.end(), vertex_id{0});
  std::vector<std::uint32_t> way(root_, none);
  const std::vector<vertex_id> order = find_ways(way);
  std::vector<std::int64_t>& amount = supply_;  // with what arrives at each
  nodes_[root_] = {0, 0, none, none, 1, root_};
  for (std::size_t i = root_; i-- > 0;) {
    const vertex_id v = order[i];
    node& at = nodes_[v];
    const std::uint32_t a = way[v];
    if (a != none && capacity_[a] > amount[v]) {
      at = {capacity_[a] - amount[v], amount[v], arcs_[a].head, a, at.size, v};
      amount[at.parent] += amount[v];
    } else {
      const bool sends = amount[v] >= 0;
      at = {sends ? endless : -amount[v], sends ? amount[v] : endless, root_, none, at.size, v};
    }
    nodes_[at.parent].size += at.size;
  }
  std::vector<vertex_id> place(root_ + std::size_t{1});  // in preorder: of the next child
  std::vector<vertex_id> sequence(root_ + std::size_t{1});
  place[root_] = 1;
  sequence[0] = root_;
  for (const vertex_id v : order) {
    const node& at = nodes_[v];
    const vertex_id here = place[at.parent];
    place[at.parent] += at.size;
    place[v] = here + 1;
    sequence[here] = v;
    potential_[v] = at.edge != none ? potential_[at.parent] - arcs_[at.edge].cost : amount[v] >= 0 ? -dear_ : dear_;
  }
  for (vertex_id v = 0; v <= root_; ++v) {
    link(sequence[v], sequence[v == root_ ? 0 : v + 1]);
    nodes_[v].last = sequence[place[v] - 1];
  }
}

/// By vertex its arc on a cheapest way to some vertex that lacks something, costs below 0 taken as 0. Returns the vertices,
/// nearest first.
std::vector<vertex_id> network_simplex::find_ways(std::vector<std::uint32_t>& way) {
  std::vector<vertex_id> order;
  order.reserve(root_);
  std::vector<std::int64_t> distance(root_, INT64_MAX);
  lazy_heap<std::int64_t> queue;
  for (vertex_id v = 0; v < root_; ++v)
    if (supply_[v] < 0) queue.push({distance[v] = 0, v});
  if (!queue.empty()) {
    std::vector<std::uint32_t> first(root_ + std::size_t{2}, 0);
    std::vector<std::uint32_t> entering(arcs_.size());
    for (const arc& a : arcs_) ++first[a.head + std::size_t{2}];
    for (std::size_t v = 2; v < first.size(); ++v) first[v] += first[v - 1];
    for (std::uint32_t a = 0; a < arcs_.size(); ++a) entering[first[arcs_[a].head + std::size_t{1}]++] = a;
    worked(2 * arcs_.size());
    while (!queue.empty()) {
      const auto [d, u] = queue.pop();
      if (d != distance[u]) continue;
      order.push_back(u);
      for (std::uint32_t i = first[u]; i < first[u + std::size_t{1}]; ++i) {
        const arc& a = arcs_[entering[i]];
        const std::int64_t through = d + std::max<std::int64_t>(a.cost, 0);
        if (through >= distance[a.tail]) continue;
        distance[a.tail] = through;
        way[a.tail] = entering[i];
        queue.push({through, a.tail});
      }
      worked(first[u + std::size_t{1}] - first[u]);
    }
  }
  for (vertex_id v = 0; v < root_; ++v)
    if (distance[v] == INT64_MAX) order.push_back(v);
  return order;
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
  wandered_ += length;
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
  wandered_ += std::min(size, others);
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

/// Numbers the vertices in preorder, the root last, so that those that are visited together lie together.
void network_simplex::renumber() {
  std::vector<vertex_id> now(nodes_.size());
  now[root_] = root_;
  vertex_id count = 0;
  for (vertex_id x = next_[root_]; x != root_; x = next_[x]) now[x] = count++;
  rename(now);
  for (vertex_id& v : number_) v = now[v];
  wandered_ = 0;
  renumbered_ = true;
}

void network_simplex::rename_as_given() {
  if (!renumbered_) return;
  std::vector<vertex_id> given(nodes_.size());
  for (vertex_id v = 0; v <= root_; ++v) given[number_[v]] = v;
  rename(given);
  std::iota(number_.begin(), number_.end(), vertex_id{0});
  renumbered_ = false;
}

/// Gives each vertex v the number now[v].
void network_simplex::rename(const std::vector<vertex_id>& now) {
  std::vector<node> nodes(nodes_.size());
  std::vector<std::int64_t> potential(nodes_.size());
  std::vector<vertex_id> next(nodes_.size());
  for (vertex_id v = 0; v <= root_; ++v) {
    node& to = nodes[now[v]] = nodes_[v];
    if (v != root_) to.parent = now[to.parent];
    to.last = now[to.last];
    potential[now[v]] = potential_[v];
    next[now[v]] = now[next_[v]];
  }
  nodes_.swap(nodes);
  potential_.swap(potential);
  for (vertex_id v = 0; v <= root_; ++v) link(v, next[v]);
  for (arc& a : arcs_) {
    a.tail = now[a.tail];
    a.head = now[a.head];
  }
  worked(arcs_.size() + nodes_.size());
}

// ---- 4. what was found ----

bool network_simplex::feasible() const {
  for (vertex_id v = 0; v < root_; ++v)
    if (nodes_[v].edge == none && std::min(nodes_[v].up, nodes_[v].down) > 0) return false;
  return true;
}

std::vector<std::int64_t> network_simplex::flow() const {
  std::vector<std::int64_t> flow(arcs_.size());
  column_order places(flow.size(), columns_);
  for (std::int64_t& f : flow) {
    const std::size_t a = places.next();
    f = turned_[a] ? capacity_[a] : 0;
  }
  for (vertex_id v = 0; v < root_; ++v) {
    const std::uint32_t a = nodes_[v].edge;
    if (a != none) flow[places.item_at(a)] = (arcs_[a].tail == v) != turned_[a] ? nodes_[v].down : nodes_[v].up;
  }
  return flow;
}

std::vector<vertex_id> network_simplex::subtree() const {
  std::vector<vertex_id> top(root_);
  for (vertex_id v = next_[root_]; v != root_; v = next_[v]) top[v] = nodes_[v].edge == none ? v : top[nodes_[v].parent];
  return top;
}

}  // namespace coopgraph::detail
