// SPDX-License-Identifier: BSL-1.0
#include "plot/quadtree.hpp"

#include <coopgraph/core/error.hpp>
#include <coopgraph/core/random.hpp>
#include <coopgraph/graph/generators.hpp>
#include <coopgraph/plot/force_layout.hpp>

#include <gtest/gtest.h>
#include <boost/graph/adjacency_list.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <set>
#include <stop_token>
#include <utility>
#include <vector>

#include "support/graphs.hpp"

namespace coopgraph {
namespace {

using points = std::vector<plane_point>;

double distance(const plane_point& a, const plane_point& b) { return std::hypot(a.x - b.x, a.y - b.y); }

/// The share of each vertex's neighbours among as many nearest points, on average.
double preserved(const undirected_graph& graph, const points& at) {
  const auto g = graph.view();
  double sum = 0;
  std::size_t count = 0;
  for (vertex_id v = 0; v < g.vertices(); ++v) {
    const auto neighbours = g.out.targets_of(v);
    if (neighbours.empty()) continue;
    std::vector<std::pair<double, vertex_id>> others;
    for (vertex_id u = 0; u < g.vertices(); ++u)
      if (u != v) others.emplace_back(distance(at[v], at[u]), u);
    std::sort(others.begin(), others.end());
    std::size_t hits = 0;
    for (std::size_t k = 0; k < neighbours.size() && k < others.size(); ++k)
      hits += std::binary_search(neighbours.begin(), neighbours.end(), others[k].second);
    sum += static_cast<double>(hits) / static_cast<double>(neighbours.size());
    ++count;
  }
  return sum / static_cast<double>(count);
}

/// The standard deviation of the edges' lengths over their mean.
double variation(const undirected_graph& graph, const points& at) {
  const auto g = graph.view();
  double sum = 0;
  double squares = 0;
  for (edge_id e = 0; e < g.edges(); ++e) {
    const double d = distance(at[g.source[e]], at[g.target[e]]);
    sum += d;
    squares += d * d;
  }
  const auto m = static_cast<double>(g.edges());
  return std::sqrt(squares / m - sum / m * sum / m) / (sum / m);
}

/// How far distances are from hops, at the best scale: sum of (s |a - b| - h)^2 / h^2 over the pairs, by their number.
double stress(const undirected_graph& graph, const points& at) {
  const auto g = graph.view();
  double xx = 0;
  double x = 0;
  double pairs = 0;
  for (vertex_id s = 0; s < g.vertices(); ++s) {
    std::vector<std::size_t> hops(g.vertices(), 0);
    std::vector<vertex_id> queue{s};
    hops[s] = 1;
    for (std::size_t i = 0; i < queue.size(); ++i)
      for (const vertex_id u : g.out.targets_of(queue[i]))
        if (hops[u] == 0) {
          hops[u] = hops[queue[i]] + 1;
          queue.push_back(u);
        }
    for (vertex_id u = 0; u < g.vertices(); ++u) {
      if (u == s || hops[u] == 0) continue;
      const double ratio = distance(at[s], at[u]) / static_cast<double>(hops[u] - 1);
      xx += ratio * ratio;
      x += ratio;
      pairs += 1;
    }
  }
  return 1 - x * x / xx / pairs;
}

points at_random(std::size_t n) {
  random_stream random(7, "layout_test");
  points at;
  for (std::size_t i = 0; i < n; ++i) at.push_back({random.uniform(), random.uniform()});
  return at;
}
points on_a_circle(std::size_t n) {
  points at;
  for (std::size_t i = 0; i < n; ++i) {
    const double turn = 2 * std::acos(-1.0) * static_cast<double>(i) / static_cast<double>(n);
    at.push_back({std::cos(turn), std::sin(turn)});
  }
  return at;
}

lfr_result planted(std::uint64_t seed) {
  return lfr({.vertices = 300,
              .average_degree = 10,
              .max_degree = 30,
              .mu = 0.2,
              .min_community = 20,
              .max_community = 50,
              .seed = seed});
}

TEST(ForceLayout, clusters_of_three_hundred_vertices_stand_apart_and_neighbours_near) {
  for (const std::uint64_t seed : {1U, 2U, 3U, 4U, 5U}) {
    const lfr_result g = planted(seed);
    const points at = force_layout(g.graph, {.seed = seed}).at;
    std::size_t with_own = 0;
    for (std::size_t v = 0; v < at.size(); ++v) {
      std::size_t nearest = v == 0 ? 1 : 0;
      for (std::size_t u = 0; u < at.size(); ++u)
        if (u != v && distance(at[v], at[u]) < distance(at[v], at[nearest])) nearest = u;
      with_own += g.communities.label[v] == g.communities.label[nearest];
    }
    EXPECT_GE(with_own, 285U) << "the nearest point is of the same cluster for 19 of 20";
    const double kept = preserved(g.graph, at);
    EXPECT_GE(kept, 0.35);
    EXPECT_GE(kept, 5 * preserved(g.graph, at_random(300)));
    EXPECT_GE(kept, 5 * preserved(g.graph, on_a_circle(300)));
    EXPECT_LE(variation(g.graph, at), 1.6);
    EXPECT_LE(stress(g.graph, at), 0.8 * stress(g.graph, at_random(300)));
    EXPECT_LE(stress(g.graph, at), 0.8 * stress(g.graph, on_a_circle(300)));
  }
}

TEST(ForceLayout, a_lattice_unfolds) {
  const undirected_graph g = grid({.rows = 17, .columns = 18});
  const points at = force_layout(g).at;
  EXPECT_GE(preserved(g, at), 0.65);
  EXPECT_LE(variation(g, at), 0.6);
  EXPECT_LE(stress(g, at), 0.05);
}

TEST(ForceLayout, a_path_lies_in_its_order) {
  const points at = force_layout(kit::undirected(kit::path(30))).at;
  for (std::size_t v = 1; v + 1 < at.size(); ++v)
    EXPECT_GT((at[v + 1].x - at[v].x) * (at[v].x - at[v - 1].x) + (at[v + 1].y - at[v].y) * (at[v].y - at[v - 1].y), 0);
}

TEST(ForceLayout, the_same_bits_for_any_number_of_threads_and_another_picture_for_another_seed) {
  const lfr_result g = planted(1);
  for (const std::size_t exact : {std::size_t{2000}, std::size_t{0}}) {
    const points one = force_layout(g.graph, {.iterations = 60, .exact_below = exact, .run = {.threads = 1}}).at;
    EXPECT_EQ(one, force_layout(g.graph, {.iterations = 60, .exact_below = exact, .run = {.threads = 4}}).at);
    EXPECT_NE(one, force_layout(g.graph, {.seed = 1, .iterations = 60, .exact_below = exact}).at);
  }
}

TEST(ForceLayout, the_order_of_edges_directions_loops_and_the_kind_of_graph_do_not_matter) {
  random_stream random(3, "layout_test");
  for (int round = 0; round < 20; ++round) {
    kit::edge_list list = kit::random_multigraph(random, direction::undirected, 30, 40);
    const points at = force_layout(kit::undirected(list), {.iterations = 30}).at;
    kit::edge_list other = list;
    std::reverse(other.edges.begin(), other.edges.end());
    for (std::size_t e = 0; e < other.edges.size(); e += 2) std::swap(other.edges[e].source, other.edges[e].target);
    other.edges.push_back({3, 3});
    other.kind = direction::directed;
    EXPECT_EQ(at, force_layout(kit::directed(other), {.iterations = 30}).at);
    boost::adjacency_list<boost::listS, boost::vecS, boost::undirectedS> foreign(30);
    for (const endpoints& e : list.edges) add_edge(e.source, e.target, foreign);
    EXPECT_EQ(at, force_layout(foreign, {.iterations = 30}).at);
  }
}

TEST(ForceLayout, parallel_edges_add_up_and_ties_of_strength_0_do_not_count) {
  const std::vector<endpoints> once{{0, 1}, {1, 2}, {2, 3}, {3, 0}, {0, 2}};
  std::vector<endpoints> twice = once;
  twice.push_back({2, 1});
  twice.push_back({1, 3});
  const points a = force_layout(undirected_graph(4, once), edge_strengths::from({1, 3, 1, 1, 2})).at;
  const points b = force_layout(undirected_graph(4, twice), edge_strengths::from({1, 1, 1, 1, 2, 2, 0})).at;
  EXPECT_EQ(a, b);
}

TEST(ForceLayout, stronger_ties_are_shorter) {
  // A cycle of 12 with one strong tie.
  const kit::edge_list cycle = kit::cycle(12);
  std::vector<double> strengths(12, 1.0);
  strengths[3] = 20;
  const points at = force_layout(kit::undirected(cycle), edge_strengths::from(std::span<const double>(strengths))).at;
  const auto length = [&](std::size_t e) { return distance(at[cycle.edges[e].source], at[cycle.edges[e].target]); };
  for (std::size_t e = 0; e < 12; ++e) EXPECT_LE(length(3), length(e));
}

TEST(ForceLayout, components_do_not_overlap) {
  kit::edge_list list = kit::beside(kit::cycle(40), kit::beside(kit::complete(12), kit::beside(kit::path(2), kit::star(9))));
  list.vertices += 7;  // alone
  const points at = force_layout(kit::undirected(list)).at;
  const std::vector<std::size_t> begins{0, 40, 52, 54, 64};
  std::vector<std::array<double, 4>> boxes;
  for (std::size_t c = 0; c < begins.size(); ++c) {
    const std::size_t end = c + 1 < begins.size() ? begins[c + 1] : list.vertices;
    if (c + 1 == begins.size()) {
      for (std::size_t v = begins[c]; v < end; ++v) boxes.push_back({at[v].x, at[v].y, at[v].x, at[v].y});
      continue;
    }
    std::array<double, 4> box{1e9, 1e9, -1e9, -1e9};
    for (std::size_t v = begins[c]; v < end; ++v)
      box = {std::min(box[0], at[v].x), std::min(box[1], at[v].y), std::max(box[2], at[v].x), std::max(box[3], at[v].y)};
    boxes.push_back(box);
  }
  for (std::size_t i = 0; i < boxes.size(); ++i)
    for (std::size_t j = 0; j < i; ++j)
      EXPECT_TRUE(boxes[i][0] > boxes[j][2] || boxes[j][0] > boxes[i][2] || boxes[i][1] > boxes[j][3] ||
                  boxes[j][1] > boxes[i][3])
          << i << ", " << j;
}

TEST(ForceLayout, no_two_vertices_coincide_and_all_places_are_finite) {
  random_stream random(9, "layout_test");
  std::vector<kit::edge_list> lists{kit::star(50),
                                    kit::complete(30),
                                    kit::path(3),
                                    kit::complete(3),
                                    {direction::undirected, 5, {}},
                                    {direction::undirected, 1, {}}};
  for (int round = 0; round < 10; ++round)
    lists.push_back(kit::random_multigraph(random, direction::undirected, 40, 10 * static_cast<std::size_t>(round)));
  for (const kit::edge_list& list : lists)
    for (const std::size_t iterations : {std::size_t{0}, std::size_t{1}, std::size_t{400}}) {
      std::set<std::pair<double, double>> seen;
      for (const plane_point& p : force_layout(kit::undirected(list), {.iterations = iterations}).at) {
        EXPECT_TRUE(std::isfinite(p.x) && std::isfinite(p.y));
        EXPECT_TRUE(seen.emplace(p.x, p.y).second);
      }
    }
  EXPECT_TRUE(force_layout(undirected_graph()).at.empty());
}

TEST(ForceLayout, the_quadtree_is_near_the_sum_over_all_pairs) {
  random_stream random(11, "layout_test");
  for (int round = 0; round < 10; ++round) {
    points at = at_random(500);
    if (round % 3 == 1)
      for (std::size_t i = 0; i < 400; ++i) at[i] = at[i % 5];  // many coincide
    std::vector<double> mass;
    for (std::size_t i = 0; i < at.size(); ++i) mass.push_back(1 + random.uniform());
    const detail::quadtree tree(at, mass);
    double error = 0;
    double all = 0;
    for (std::size_t p = 0; p < at.size(); ++p) {
      plane_point sum;
      for (std::size_t q = 0; q < at.size(); ++q) {
        const double d = distance(at[p], at[q]);
        if (d > 0) sum = {sum.x + mass[q] * (at[p].x - at[q].x) / d / d, sum.y + mass[q] * (at[p].y - at[q].y) / d / d};
      }
      error += distance(sum, tree.push_on(p));
      all += std::hypot(sum.x, sum.y);
    }
    EXPECT_LE(error, 0.1 * all);
  }
}

TEST(ForceLayout, refuses_bad_strengths_and_options_and_stops_on_request) {
  const undirected_graph g(3, {{0, 1}, {1, 2}});
  EXPECT_THROW((void)force_layout(g, edge_strengths::from({1})), input_error);
  EXPECT_THROW((void)force_layout(g, edge_strengths::from({1, -1})), input_error);
  EXPECT_THROW((void)force_layout(g, {.iterations = 100'001}), option_error);
  std::stop_source stop;
  stop.request_stop();
  EXPECT_THROW((void)force_layout(planted(1).graph, {.run = {.stop = stop.get_token()}}), cancelled);
  double last = 0;
  (void)force_layout(planted(1).graph, {.iterations = 20, .run = {.progress = [&](double part) {
                                                            EXPECT_GE(part, last);
                                                            last = part;
                                                          }}});
  EXPECT_EQ(last, 1.0);
}

}  // namespace
}  // namespace coopgraph
