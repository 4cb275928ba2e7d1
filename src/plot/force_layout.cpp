// SPDX-License-Identifier: BSL-1.0
#include "plot/pivot_layout.hpp"
#include "plot/quadtree.hpp"

#include <coopgraph/core/error.hpp>
#include <coopgraph/core/parallel.hpp>
#include <coopgraph/core/text.hpp>
#include <coopgraph/plot/force_layout.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>
#include <string>
#include <tuple>
#include <utility>

namespace coopgraph::detail {
namespace {

constexpr double first_part = 0.4;  // of the iterations: attraction grows with the distance, then with its square root
constexpr double last_part = 0.7;   // from here on steps get shorter
constexpr double margin = 1.5;      // between components

struct component {
  std::vector<vertex_id> vertices;  // ascending
  tie_lists ties;
};

/// Ties above 0 between different vertices, both ways, parallel ones added up, by (vertex, neighbour).
std::vector<std::tuple<vertex_id, vertex_id, double>> ties_of(std::span<const vertex_id> source,
                                                              std::span<const vertex_id> target,
                                                              const edge_strengths* strengths) {
  std::vector<std::tuple<vertex_id, vertex_id, double>> all;
  for (edge_id e = 0; e < source.size(); ++e) {
    const double s = strengths == nullptr ? 1.0 : (*strengths)[e];
    if (s < 0.0) throw input_error("force_layout", "strength of edge " + std::to_string(e), to_text(s), "0 or above");
    if (source[e] == target[e] || !(s > 0.0)) continue;
    all.emplace_back(source[e], target[e], s);
    all.emplace_back(target[e], source[e], s);
  }
  std::sort(all.begin(), all.end());  // by strength as well, so that the order of edges does not show in sums
  std::size_t size = 0;
  for (const auto& t : all) {
    if (size > 0 && std::get<0>(all[size - 1]) == std::get<0>(t) && std::get<1>(all[size - 1]) == std::get<1>(t))
      std::get<2>(all[size - 1]) += std::get<2>(t);
    else
      all[size++] = t;
  }
  all.resize(size);
  double mean = 0.0;
  for (const auto& t : all) mean += std::get<2>(t) / static_cast<double>(size);
  for (auto& t : all) std::get<2>(t) /= mean;
  return all;
}

/// The largest first, then by their first vertex.
std::vector<component> components_of(std::size_t n, const std::vector<std::tuple<vertex_id, vertex_id, double>>& ties) {
  std::vector<std::size_t> offset(n + 1, 0);
  for (const auto& t : ties) ++offset[std::get<0>(t) + std::size_t{1}];
  std::partial_sum(offset.begin(), offset.end(), offset.begin());
  std::vector<bool> seen(n, false);
  std::vector<vertex_id> place(n, 0);
  std::vector<component> all;
  for (std::size_t start = 0; start < n; ++start) {
    if (seen[start]) continue;
    component c;
    c.vertices.push_back(static_cast<vertex_id>(start));
    seen[start] = true;
    for (std::size_t i = 0; i < c.vertices.size(); ++i)
      for (std::size_t k = offset[c.vertices[i]]; k < offset[c.vertices[i] + std::size_t{1}]; ++k) {
        const vertex_id u = std::get<1>(ties[k]);
        if (seen[u]) continue;
        seen[u] = true;
        c.vertices.push_back(u);
      }
    std::sort(c.vertices.begin(), c.vertices.end());
    for (std::size_t i = 0; i < c.vertices.size(); ++i) place[c.vertices[i]] = static_cast<vertex_id>(i);
    for (const vertex_id v : c.vertices) {
      for (std::size_t k = offset[v]; k < offset[v + std::size_t{1}]; ++k) {
        c.ties.neighbour.push_back(place[std::get<1>(ties[k])]);
        c.ties.strength.push_back(std::get<2>(ties[k]));
      }
      c.ties.offset.push_back(c.ties.neighbour.size());
    }
    all.push_back(std::move(c));
  }
  std::stable_sort(all.begin(), all.end(),
                   [](const component& a, const component& b) { return a.vertices.size() > b.vertices.size(); });
  return all;
}

class forces {
 public:
  forces(const tie_lists& ties, std::vector<plane_point> start, const force_layout_options& options)
      : ties_(ties), at_(std::move(start)), options_(options), force_(at_.size()), before_(at_.size()) {
    double mean = 0.0;
    for (std::size_t v = 0; v < at_.size(); ++v) {
      mass_.push_back(static_cast<double>(ties.degree(v) + 1));
      mean += mass_[v] / static_cast<double>(at_.size());
    }
    for (double& m : mass_) m /= std::sqrt(mean);
    scale_to(at_, std::sqrt(static_cast<double>(at_.size())));
  }

  /// `done` of `all` is the work before, for the progress.
  std::vector<plane_point> run(thread_pool& pool, double done, double all) {
    const double size = static_cast<double>(at_.size());
    for (std::size_t i = 0; i < options_.iterations; ++i) {
      const double part = static_cast<double>(i) / static_cast<double>(options_.iterations);
      const double next = static_cast<double>(i + 1) / static_cast<double>(options_.iterations);
      pool.check_stop();
      pool.set_progress_range((done + part * size) / all, (done + next * size) / all);
      push_and_pull(pool, part >= first_part);
      move(part < last_part ? 1.0 : (1.0 - part) / (1.0 - last_part));
    }
    return at_;
  }

 private:
  void push_and_pull(thread_pool& pool, bool clustered) {
    std::optional<quadtree> tree;
    if (at_.size() >= options_.exact_below) tree.emplace(at_, mass_);
    std::swap(force_, before_);
    parallel_for(pool, at_.size(), 64, [&](index_range vertices) {
      pool.check_stop();
      for (std::size_t v = vertices.first; v < vertices.last; ++v) {
        const plane_point push = tree ? tree->push_on(v) : push_on(v);
        plane_point sum{mass_[v] * push.x, mass_[v] * push.y};
        for (std::size_t k = ties_.offset[v]; k < ties_.offset[v + 1]; ++k) {
          const double dx = at_[ties_.neighbour[k]].x - at_[v].x;
          const double dy = at_[ties_.neighbour[k]].y - at_[v].y;
          const double distance = clustered ? std::sqrt(std::sqrt(dx * dx + dy * dy)) : 1.0;
          if (!(distance > 0.0)) continue;
          const double pull = ties_.strength[k] / distance;
          sum = {sum.x + pull * dx, sum.y + pull * dy};
        }
        force_[v] = sum;
      }
    });
  }

  [[nodiscard]] plane_point push_on(std::size_t v) const {
    const plane_point at = at_[v];
    plane_point sum;
    for (std::size_t u = 0; u < at_.size(); ++u) {
      const double dx = at.x - at_[u].x;
      const double dy = at.y - at_[u].y;
      const double square = dx * dx + dy * dy;
      if (!(square > 0.0)) continue;
      const double push = mass_[u] / square;
      sum = {sum.x + push * dx, sum.y + push * dy};
    }
    return sum;
  }

  /// Who swings moves little, who is drawn on moves far.
  void move(double cooling) {
    std::vector<double> swing(at_.size());
    double swings = 0.0;
    double draws = 0.0;
    for (std::size_t v = 0; v < at_.size(); ++v) {
      const plane_point& f = force_[v];
      const plane_point& b = before_[v];
      swing[v] = std::sqrt((f.x - b.x) * (f.x - b.x) + (f.y - b.y) * (f.y - b.y));
      swings += mass_[v] * swing[v];
      draws += mass_[v] * std::sqrt((f.x + b.x) * (f.x + b.x) + (f.y + b.y) * (f.y + b.y)) / 2.0;
    }
    const double wanted = swings > 0.0 ? draws / swings : speed_;
    speed_ = std::min(wanted, 1.5 * speed_);
    for (std::size_t v = 0; v < at_.size(); ++v) {
      const double step = cooling * speed_ / (1.0 + std::sqrt(speed_ * swing[v]));
      at_[v] = {at_[v].x + step * force_[v].x, at_[v].y + step * force_[v].y};
    }
  }

  const tie_lists& ties_;
  std::vector<plane_point> at_;
  const force_layout_options& options_;
  std::vector<plane_point> force_;
  std::vector<plane_point> before_;
  std::vector<double> mass_;
  double speed_ = 0.1;
};

/// Puts boxes side by side in rows about as long as all is high; each component's points begin at its box.
void pack(const std::vector<component>& all, std::vector<std::vector<plane_point>>& points, force_layout_result& result) {
  struct box {
    plane_point least;
    double width;
    double height;
  };
  std::vector<box> boxes;
  double area = 0.0;
  double row = 0.0;
  for (const auto& component : points) {
    plane_point least = component[0];
    plane_point most = component[0];
    for (const plane_point& p : component) {
      least = {std::min(least.x, p.x), std::min(least.y, p.y)};
      most = {std::max(most.x, p.x), std::max(most.y, p.y)};
    }
    boxes.push_back({least, most.x - least.x + margin, most.y - least.y + margin});
    area += boxes.back().width * boxes.back().height;
    row = std::max(row, boxes.back().width);
  }
  row = std::max(row, 1.1 * std::sqrt(area));
  double x = 0.0;
  double y = 0.0;
  double height = 0.0;
  for (std::size_t c = 0; c < all.size(); ++c) {
    const box& b = boxes[c];
    if (x > 0.0 && x + b.width > row) {
      x = 0.0;
      y += height;
      height = 0.0;
    }
    for (std::size_t i = 0; i < all[c].vertices.size(); ++i)
      result.at[all[c].vertices[i]] = {x + points[c][i].x - b.least.x, y + points[c][i].y - b.least.y};
    x += b.width;
    height = std::max(height, b.height);
  }
}

/// Points that coincide are moved apart by a little.
void part_equal(std::vector<plane_point>& points) {
  std::vector<std::size_t> order(points.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto key = [&](std::size_t v) { return std::tuple(points[v].x, points[v].y); };
  for (bool moved = true; moved;) {
    moved = false;
    std::sort(order.begin(), order.end(),
              [&](std::size_t a, std::size_t b) { return key(a) != key(b) ? key(a) < key(b) : a < b; });
    double before_y = 0.0;
    for (std::size_t i = 1; i < order.size(); ++i) {
      before_y = points[order[i - 1]].y;
      if (key(order[i]) != key(order[i - 1])) continue;
      points[order[i]].y = before_y + 0.01 * static_cast<double>(i);
      moved = true;
    }
  }
}

}  // namespace

force_layout_result force_layout_of(std::size_t vertices, std::span<const vertex_id> source, std::span<const vertex_id> target,
                                    const edge_strengths* strengths, const force_layout_options& options) {
  if (options.iterations > 100'000)
    throw option_error("force_layout", "iterations", std::to_string(options.iterations), "0 to 100,000");
  if (strengths != nullptr) check_size("force_layout", *strengths, source.size());
  thread_pool pool(options.run);
  const std::vector<component> all = components_of(vertices, ties_of(source, target, strengths));
  std::vector<std::vector<plane_point>> points;
  double done = 0.0;
  for (const component& c : all) {
    pool.check_stop();
    const std::size_t n = c.vertices.size();
    if (n == 1) {
      points.push_back({{0.0, 0.0}});
    } else if (n == 2) {
      points.push_back({{0.0, 0.0}, {1.0, 0.0}});
    } else {
      points.push_back(
          forces(c.ties, pivot_layout(c.ties, options.seed), options).run(pool, done, static_cast<double>(vertices)));
      scale_to(points.back(), 0.6 * std::sqrt(static_cast<double>(n)));
      part_equal(points.back());
    }
    done += static_cast<double>(n);
  }
  force_layout_result result{std::vector<plane_point>(vertices)};
  if (vertices > 0) pack(all, points, result);
  pool.finish_progress();
  return result;
}

}  // namespace coopgraph::detail
