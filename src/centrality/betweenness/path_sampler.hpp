// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/random.hpp>
#include <coopgraph/graph/csr_view.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

namespace coopgraph::detail {

/// Draws shortest paths, each of a pair's equally likely, by breadth-first search from both ends: the side whose next level has
/// fewer arcs goes on until an arc leads into what the other side has reached.
class path_sampler {
 public:
  path_sampler(const arc_rows& out, const arc_rows& in, std::size_t vertices)
      : from_s_(out, in, vertices), from_t_(in, out, vertices) {}

  /// Appends the inner vertices of a path from s to t, if there is one. \pre s != t
  void draw(vertex_id s, vertex_id t, random_stream& random, std::vector<vertex_id>& inner, const std::function<void()>& stop) {
    from_s_.start(s);
    from_t_.start(t);
    meetings_.clear();
    double ways = 0.0;
    while (meetings_.empty()) {
      if (from_s_.is_done() || from_t_.is_done()) return;  // one end is cut off from the other
      const bool forward = from_s_.arcs_ahead() <= from_t_.arcs_ahead();
      ways = forward ? from_s_.expand(from_t_, meetings_) : from_t_.expand(from_s_, meetings_);
      if (!forward)
        for (meeting& m : meetings_) std::swap(m.near, m.far);
      stop();
    }
    const meeting& chosen = pick(random, ways);
    if (chosen.near != s) from_s_.walk_back(chosen.near, s, random, inner);
    if (chosen.far != t) from_t_.walk_back(chosen.far, t, random, inner);
  }

 private:
  /// An arc between what the two sides have reached.
  struct meeting {
    vertex_id near;
    vertex_id far;
    double ways;  // sigma(near) sigma(far): paths that take this arc
  };

  /// One end's search, level by level.
  class side {
   public:
    side(const arc_rows& ahead, const arc_rows& back, std::size_t vertices)
        : ahead_(ahead), back_(back), level_(vertices, unknown), sigma_(vertices, 0.0) {}

    void start(vertex_id end) {
      for (const vertex_id v : reached_) level_[v] = unknown;
      reached_.assign(1, end);
      level_[end] = 0;
      sigma_[end] = 1.0;
      frontier_ = 0;
      arcs_ahead_ = ahead_.degree(end);
      depth_ = 0;
    }
    [[nodiscard]] bool is_done() const noexcept { return frontier_ == reached_.size(); }
    [[nodiscard]] std::uint64_t arcs_ahead() const noexcept { return arcs_ahead_; }

    /// Goes one level on. Where that meets the other side the meetings are listed instead; returns the sum of their ways.
    double expand(const side& other, std::vector<meeting>& meetings) {
      const std::size_t end = reached_.size();
      double ways = 0.0;
      arcs_ahead_ = 0;
      for (std::size_t i = frontier_; i < end; ++i) {
        const vertex_id u = reached_[i];
        for (const vertex_id v : ahead_.targets_of(u)) {
          if (other.level_[v] != unknown) {
            meetings.push_back({u, v, sigma_[u] * other.sigma_[v]});
            ways += meetings.back().ways;
          } else if (level_[v] == unknown) {
            level_[v] = depth_ + 1;
            sigma_[v] = sigma_[u];
            reached_.push_back(v);
            arcs_ahead_ += ahead_.degree(v);
          } else if (level_[v] == depth_ + 1) {
            sigma_[v] += sigma_[u];
          }
        }
      }
      frontier_ = end;
      ++depth_;
      bring_down_level();
      return ways;
    }

    /// Appends v and what lies between it and the end of this side on a path that is drawn.
    void walk_back(vertex_id v, vertex_id end, random_stream& random, std::vector<vertex_id>& inner) const {
      while (v != end) {
        inner.push_back(v);
        double ways = 0.0;
        const auto leads_here = [&](vertex_id u) { return level_[u] != unknown && level_[u] + 1 == level_[v]; };
        for (const vertex_id u : back_.targets_of(v))
          if (leads_here(u)) ways += sigma_[u];
        double left = random.uniform() * ways;
        vertex_id chosen = no_vertex;
        for (const vertex_id u : back_.targets_of(v)) {
          if (!leads_here(u)) continue;
          chosen = u;  // the last one, should rounding leave something
          left -= sigma_[u];
          if (left < 0.0) break;
        }
        v = chosen;
      }
    }

   private:
    static constexpr std::uint32_t unknown = 0xffffffffU;

    /// Only ratios within a level matter: where numbers of paths grow too large, a power of two brings all of a level down.
    void bring_down_level() {
      double greatest = 0.0;
      for (std::size_t i = frontier_; i < reached_.size(); ++i) greatest = std::max(greatest, sigma_[reached_[i]]);
      if (greatest <= 0x1p400) return;
      for (std::size_t i = frontier_; i < reached_.size(); ++i) sigma_[reached_[i]] *= 0x1p-380;
    }

    arc_rows ahead_;
    arc_rows back_;
    std::vector<std::uint32_t> level_;
    std::vector<double> sigma_;
    std::vector<vertex_id> reached_;
    std::size_t frontier_ = 0;  // where the last level begins
    std::uint64_t arcs_ahead_ = 0;
    std::uint32_t depth_ = 0;
  };

  [[nodiscard]] const meeting& pick(random_stream& random, double ways) const {
    double left = random.uniform() * ways;
    for (const meeting& m : meetings_) {
      left -= m.ways;
      if (left < 0.0) return m;
    }
    return meetings_.back();
  }

  side from_s_;
  side from_t_;
  std::vector<meeting> meetings_;
};

}  // namespace coopgraph::detail
