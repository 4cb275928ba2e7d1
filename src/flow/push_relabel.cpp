// SPDX-License-Identifier: BSL-1.0
#include "flow/push_relabel.hpp"

#include <coopgraph/core/error.hpp>

#include <algorithm>
#include <utility>

namespace coopgraph::detail {

namespace {
constexpr std::size_t steps_between_stops = 65'536;
constexpr std::size_t work_of_a_relabelling = 12;  // besides its arcs, as the authors of the method found good
}  // namespace

push_relabel::push_relabel(residual_network& network, const std::vector<std::int64_t>& supply, const execution& run)
    : network_(network),
      supply_(supply),
      run_(run),
      vertices_(supply.size()),
      buckets_(supply.size() + 1),
      most_(static_cast<std::uint32_t>(supply.size() + 1)) {
  queue_.reserve(supply.size());
}

std::int64_t push_relabel::run() {
  for (std::size_t v = 0; v < vertices_.size(); ++v) {
    std::int64_t& left = network_.supply[v];
    if (left > 0)
      vertices_[v].excess = static_cast<std::uint64_t>(std::exchange(left, 0));
    else
      vertices_[v].takes = static_cast<std::uint64_t>(-left);
  }
  drain();
  const std::uint64_t value = std::exchange(taken_, 0);
  for (std::size_t v = 0; v < vertices_.size(); ++v) {
    vertex& self = vertices_[v];
    if (supply_[v] < 0) network_.supply[v] = -static_cast<std::int64_t>(self.takes);
    self.takes = supply_[v] > 0 ? static_cast<std::uint64_t>(supply_[v]) : 0;
    const std::uint64_t at_once = std::min(self.takes, self.excess);
    self.takes -= at_once;
    self.excess -= at_once;
  }
  drain();
  for (std::size_t v = 0; v < vertices_.size(); ++v)
    if (supply_[v] > 0) network_.supply[v] = supply_[v] - static_cast<std::int64_t>(vertices_[v].takes);
  return static_cast<std::int64_t>(value);
}

void push_relabel::worked(std::size_t steps) {
  since_stop_ += steps;
  if (since_stop_ < steps_between_stops) return;
  since_stop_ = 0;
  if (run_.stop.stop_requested()) throw cancelled();
}

void push_relabel::drain() {
  measure_distances();
  for (;;) {
    while (highest_active_ > 0 && buckets_[highest_active_].active == none) --highest_active_;
    if (highest_active_ == 0) return;  // no label is below 1
    bucket& top = buckets_[highest_active_];
    const vertex_id v = top.active;
    top.active = vertices_[v].next;
    discharge(v);
    // Once for so much work as the measuring itself takes.
    if (work_ > 2 * (6 * vertices_.size() + network_.arcs.size() / 2)) measure_distances();
  }
}

/// Exact distances to the sinks; all lists anew.
void push_relabel::measure_distances() {
  work_ = 0;
  highest_ = highest_active_ = 0;
  std::fill(buckets_.begin(), buckets_.end(), bucket{});
  queue_.clear();
  const auto reach = [&](vertex_id v, std::uint32_t label) {
    vertices_[v].label = label;
    vertices_[v].current = network_.first[v];
    list(v);
    queue_.push_back(v);
  };
  for (vertex& self : vertices_) self.label = most_;
  for (vertex_id v = 0; v < vertices_.size(); ++v)
    if (vertices_[v].takes > 0) reach(v, 1);
  for (std::size_t i = 0; i < queue_.size(); ++i) {
    const vertex_id u = queue_[i];
    const std::uint32_t label = vertices_[u].label + 1;
    worked(network_.first[u + std::size_t{1}] - network_.first[u] + 1);
    for (std::uint32_t a = network_.first[u]; a < network_.first[u + std::size_t{1}]; ++a) {
      const residual_arc& arc = network_.arcs[a];
      if (vertices_[arc.head].label == most_ && network_.arcs[arc.reverse].room > 0) reach(arc.head, label);
    }
  }
}

void push_relabel::list(vertex_id v) {
  vertex& self = vertices_[v];
  bucket& b = buckets_[self.label];
  highest_ = std::max(highest_, self.label);
  if (self.excess > 0) {
    self.next = b.active;
    b.active = v;
    highest_active_ = std::max(highest_active_, self.label);
    return;
  }
  self.next = b.idle;
  self.previous = none;
  if (b.idle != none) vertices_[b.idle].previous = v;
  b.idle = v;
}

void push_relabel::unlist_idle(vertex_id v) {
  const vertex& self = vertices_[v];
  if (self.previous == none)
    buckets_[self.label].idle = self.next;
  else
    vertices_[self.previous].next = self.next;
  if (self.next != none) vertices_[self.next].previous = self.previous;
}

void push_relabel::receive(vertex_id v, std::uint64_t amount) {
  vertex& self = vertices_[v];
  if (self.takes > 0) {
    const std::uint64_t at_once = std::min(self.takes, amount);
    self.takes -= at_once;
    taken_ += at_once;
    amount -= at_once;
    if (amount == 0) return;
  }
  if (self.excess == 0) {
    unlist_idle(v);
    self.excess = amount;
    list(v);
  } else {
    self.excess += amount;
  }
}

/// Pushes the excess of v, which is in no list, until there is none or v is cut off.
void push_relabel::discharge(vertex_id v) {
  vertex& self = vertices_[v];
  const std::uint32_t end = network_.first[v + std::size_t{1}];
  do {
    const std::uint32_t below = self.label - 1;
    const std::uint32_t begin = self.current;
    std::uint32_t a = begin;
    for (; a < end; ++a) {
      residual_arc& arc = network_.arcs[a];
      if (arc.room == 0 || vertices_[arc.head].label != below) continue;
      const std::uint64_t amount = std::min(self.excess, arc.room);
      arc.room -= amount;
      network_.arcs[arc.reverse].room += amount;
      receive(arc.head, amount);
      self.excess -= amount;
      if (self.excess == 0) break;
    }
    worked(a - begin + 1);
    self.current = a;
    if (self.excess == 0) return list(v);
  } while (relabel(v));
}

/// The least label that gives v an admissible arc; false if there is none below n. \pre v is in no list
bool push_relabel::relabel(vertex_id v) {
  vertex& self = vertices_[v];
  const bucket& left = buckets_[self.label];
  if (left.active == none && left.idle == none) {  // nobody else at this label: whoever is above has no way down
    cut_off_above(self.label);
    self.label = most_;
    return false;
  }
  const std::uint32_t end = network_.first[v + std::size_t{1}];
  work_ += work_of_a_relabelling + (end - network_.first[v]);
  worked(end - network_.first[v]);
  self.label = most_;
  for (std::uint32_t a = network_.first[v]; a < end; ++a) {
    const residual_arc& arc = network_.arcs[a];
    if (arc.room == 0 || vertices_[arc.head].label + 1 >= self.label) continue;
    self.label = vertices_[arc.head].label + 1;
    self.current = a;
  }
  return self.label < most_;
}

void push_relabel::cut_off_above(std::uint32_t label) {
  for (std::uint32_t d = label + 1; d <= highest_; ++d) {
    // Highest first: none above has an excess.
    for (std::uint32_t v = buckets_[d].idle; v != none; v = vertices_[v].next) vertices_[v].label = most_;
    buckets_[d] = {};
  }
  highest_ = label;
}

}  // namespace coopgraph::detail
