// SPDX-License-Identifier: BSL-1.0
// Our graphs under Boost's concept checks and algorithms: what these find must be what they find on adjacency_list, or what our
// own algorithms find.
#include <coopgraph/graph/biconnected.hpp>
#include <coopgraph/graph/components.hpp>
#include <coopgraph/graph/dijkstra.hpp>

#include "small_cases.hpp"

#include <boost/graph/bellman_ford_shortest_paths.hpp>
#include <boost/graph/betweenness_centrality.hpp>
#include <boost/graph/biconnected_components.hpp>
#include <boost/graph/bipartite.hpp>
#include <boost/graph/boyer_myrvold_planar_test.hpp>
#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/connected_components.hpp>
#include <boost/graph/core_numbers.hpp>
#include <boost/graph/depth_first_search.hpp>
#include <boost/graph/dijkstra_shortest_paths.hpp>
#include <boost/graph/dominator_tree.hpp>
#include <boost/graph/floyd_warshall_shortest.hpp>
#include <boost/graph/graph_concepts.hpp>
#include <boost/graph/kruskal_min_spanning_tree.hpp>
#include <boost/graph/max_cardinality_matching.hpp>
#include <boost/graph/page_rank.hpp>
#include <boost/graph/prim_minimum_spanning_tree.hpp>
#include <boost/graph/reverse_graph.hpp>
#include <boost/graph/sequential_vertex_coloring.hpp>
#include <boost/graph/strong_components.hpp>
#include <boost/graph/topological_sort.hpp>
#include <boost/graph/undirected_dfs.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <limits>
#include <numeric>
#include <vector>

namespace coopgraph {
namespace {

using small_cases::plain_graph;

template <class G>
void check_concepts() {
  using vertex = typename boost::graph_traits<G>::vertex_descriptor;
  using edge = typename boost::graph_traits<G>::edge_descriptor;
  BOOST_CONCEPT_ASSERT((boost::concepts::GraphConcept<G>));
  BOOST_CONCEPT_ASSERT((boost::concepts::VertexListGraphConcept<G>));
  BOOST_CONCEPT_ASSERT((boost::concepts::EdgeListGraphConcept<G>));
  BOOST_CONCEPT_ASSERT((boost::concepts::IncidenceGraphConcept<G>));
  BOOST_CONCEPT_ASSERT((boost::concepts::AdjacencyGraphConcept<G>));
  BOOST_CONCEPT_ASSERT((boost::concepts::BidirectionalGraphConcept<G>));
  BOOST_CONCEPT_ASSERT((boost::concepts::ReadablePropertyGraphConcept<G, vertex, boost::vertex_index_t>));
  BOOST_CONCEPT_ASSERT((boost::concepts::ReadablePropertyGraphConcept<G, edge, boost::edge_index_t>));
  BOOST_CONCEPT_ASSERT((boost::RandomAccessIteratorConcept<typename boost::graph_traits<G>::vertex_iterator>));
}

TEST(BoostModel, OfBothGraphTypesPassesBoostsConceptChecks) {
  check_concepts<undirected_graph>();
  check_concepts<directed_graph>();
  EXPECT_EQ(boost::graph_traits<undirected_graph>::null_vertex(), no_vertex);
}

/// Calls use(ours, its Boost twin) for a number of random multigraphs of either kind.
template <class Use>
void on_undirected(const Use& use, std::size_t most_edges = 18) {
  for (std::uint64_t seed = 0; seed < 150; ++seed) {
    SCOPED_TRACE(seed);
    const plain_graph g = small_cases::random_case(seed, 9, most_edges);
    use(g, g.undirected(), small_cases::as_vectors<boost::undirectedS>(g));
    if (testing::Test::HasFatalFailure()) return;
  }
}
template <class Use>
void on_directed(const Use& use, std::size_t most_edges = 24) {
  for (std::uint64_t seed = 0; seed < 150; ++seed) {
    SCOPED_TRACE(seed);
    const plain_graph g = small_cases::random_case(seed, 9, most_edges);
    use(g, g.directed(), small_cases::as_vectors<boost::bidirectionalS>(g));
    if (testing::Test::HasFatalFailure()) return;
  }
}
/// The same on both kinds.
template <class Use>
void on_both(const Use& use) {
  on_undirected(use);
  if (!testing::Test::HasFatalFailure()) on_directed(use);
}

/// A property map of the edges of one of our graphs.
template <class Graph, class Value>
auto by_edge(const Graph& graph, std::vector<Value>& values) {
  return boost::make_iterator_property_map(values.begin(), get(boost::edge_index, graph));
}
template <class Value>
auto by_vertex(std::vector<Value>& values) {
  return boost::make_iterator_property_map(values.begin(), boost::typed_identity_property_map<std::size_t>());
}

bool has_loop(const plain_graph& g) {
  return std::any_of(g.ends.begin(), g.ends.end(), [](const endpoints& e) { return e.source == e.target; });
}

constexpr std::int64_t unreached = std::numeric_limits<std::int64_t>::max();

std::vector<std::int64_t> whole_distances(const shortest_paths_result& found) {
  std::vector<std::int64_t> d;
  for (std::size_t v = 0; v < found.distance.size(); ++v)
    d.push_back(found.reached[v] ? static_cast<std::int64_t>(found.distance[v]) : unreached);
  return d;
}

TEST(BoostModel, RunsBreadthFirstSearch) {
  on_both([](const plain_graph& g, const auto& ours, const auto&) {
    std::vector<std::uint32_t> distance(g.n, 0);
    std::vector<vertex_id> predecessor(g.n, no_vertex);
    boost::breadth_first_search(ours, 0,
                                boost::visitor(boost::make_bfs_visitor(
                                    std::make_pair(boost::record_distances(by_vertex(distance), boost::on_tree_edge()),
                                                   boost::record_predecessors(by_vertex(predecessor), boost::on_tree_edge())))));
    const auto found = breadth_first(ours, 0);
    ASSERT_EQ(distance, found.distance);
    ASSERT_EQ(predecessor, found.predecessor);
  });
}

struct edge_kinds : boost::default_dfs_visitor {
  std::size_t* tree;
  std::size_t* other;
  template <class Edge, class Graph>
  void tree_edge(Edge, const Graph&) {
    ++*tree;
  }
  template <class Edge, class Graph>
  void back_edge(Edge, const Graph&) {
    ++*other;
  }
  template <class Edge, class Graph>
  void forward_or_cross_edge(Edge, const Graph&) {
    ++*other;
  }
};

TEST(BoostModel, RunsDepthFirstSearch) {
  on_undirected([](const plain_graph& g, const auto& ours, const auto&) {
    std::size_t tree = 0;
    std::size_t other = 0;
    edge_kinds count;
    count.tree = &tree;
    count.other = &other;
    std::vector<boost::default_color_type> vertex_colour(g.n);
    std::vector<boost::default_color_type> edge_colour(g.ends.size());
    boost::undirected_dfs(
        ours, boost::visitor(count).vertex_color_map(by_vertex(vertex_colour)).edge_color_map(by_edge(ours, edge_colour)));
    ASSERT_EQ(tree, g.n - weak_components(ours).clusters);
    ASSERT_GE(tree + other, g.ends.size());  // a loop, being listed twice, may be seen twice
  });
  on_directed([](const plain_graph& g, const auto& ours, const auto&) {
    std::size_t tree = 0;
    std::size_t other = 0;
    edge_kinds count;
    count.tree = &tree;
    count.other = &other;
    boost::depth_first_search(ours, boost::visitor(count));
    ASSERT_EQ(tree + other, g.ends.size());
  });
}

TEST(BoostModel, RunsDijkstra) {
  on_both([](const plain_graph& g, const auto& ours, const auto&) {
    auto length = g.length;
    std::vector<std::int64_t> distance(g.n);
    boost::dijkstra_shortest_paths(ours, vertex_id{0},
                                   boost::weight_map(by_edge(ours, length)).distance_map(by_vertex(distance)));
    ASSERT_EQ(distance, whole_distances(dijkstra(ours, g.lengths(), 0)));
  });
}

TEST(BoostModel, RunsBellmanFord) {
  on_both([](const plain_graph& g, const auto& ours, const auto&) {
    auto length = g.length;
    std::vector<std::int64_t> distance(g.n);
    std::vector<vertex_id> predecessor(g.n);
    ASSERT_TRUE(boost::bellman_ford_shortest_paths(ours, boost::weight_map(by_edge(ours, length))
                                                             .distance_map(by_vertex(distance))
                                                             .predecessor_map(by_vertex(predecessor))
                                                             .root_vertex(0U)));
    ASSERT_EQ(distance, whole_distances(dijkstra(ours, g.lengths(), 0)));
  });
}

TEST(BoostModel, RunsFloydWarshall) {
  on_both([](const plain_graph& g, const auto& ours, const auto&) {
    auto length = g.length;
    std::vector<std::vector<std::int64_t>> d(g.n, std::vector<std::int64_t>(g.n));
    ASSERT_TRUE(boost::floyd_warshall_all_pairs_shortest_paths(ours, d, boost::weight_map(by_edge(ours, length))));
    for (vertex_id s = 0; s < g.n; ++s) ASSERT_EQ(d[s], whole_distances(dijkstra(ours, g.lengths(), s)));
  });
}

TEST(BoostModel, RunsConnectedAndStrongComponents) {
  on_undirected([](const plain_graph& g, const auto& ours, const auto&) {
    std::vector<std::uint32_t> label(g.n);
    ASSERT_EQ(boost::connected_components(ours, by_vertex(label)), weak_components(ours).clusters);
    ASSERT_EQ(label, weak_components(ours).label);
  });
  on_directed([](const plain_graph& g, const auto& ours, const auto&) {
    std::vector<std::uint32_t> label(g.n);
    ASSERT_EQ(boost::strong_components(ours, by_vertex(label)), strong_components(ours).clusters);
    ASSERT_EQ(make_partition(label), strong_components(ours));
  });
}

TEST(BoostModel, RunsBiconnectedComponents) {
  on_undirected(
      [](const plain_graph&, const auto& ours, const auto&) {
        std::vector<vertex_id> points;
        boost::articulation_points(ours, std::back_inserter(points));
        std::sort(points.begin(), points.end());
        ASSERT_EQ(points, articulation_points(ours));
        std::vector<std::size_t> component(ours.edges());
        ASSERT_EQ(boost::biconnected_components(ours, by_edge(ours, component)), blocks(ours).count);
      },
      11);
}

TEST(BoostModel, RunsKruskalAndPrim) {
  int spanned = 0;
  on_undirected([&](const plain_graph& g, const auto& ours, const auto& twin) {
    auto length = g.length;
    std::vector<typename boost::graph_traits<undirected_graph>::edge_descriptor> forest;
    boost::kruskal_minimum_spanning_tree(ours, std::back_inserter(forest), boost::weight_map(by_edge(ours, length)));
    ASSERT_EQ(forest.size(), g.n - weak_components(ours).clusters);
    std::int64_t total = 0;
    for (const auto& e : forest) total += g.length[e.id];

    std::vector<typename boost::graph_traits<std::decay_t<decltype(twin)>>::edge_descriptor> twin_forest;
    boost::kruskal_minimum_spanning_tree(twin, std::back_inserter(twin_forest));
    double twin_total = 0.0;
    for (const auto& e : twin_forest) twin_total += get(boost::edge_weight, twin, e);
    ASSERT_EQ(static_cast<double>(total), twin_total);

    // Boost's prim takes a loop for the tree edge of its vertex.
    if (weak_components(ours).clusters != 1 || has_loop(g)) return;
    ++spanned;
    std::vector<vertex_id> parent(g.n);
    std::vector<std::int64_t> distance(g.n);
    boost::prim_minimum_spanning_tree(ours, by_vertex(parent),
                                      boost::weight_map(by_edge(ours, length)).distance_map(by_vertex(distance)).root_vertex(0U));
    std::int64_t prim_total = 0;
    for (vertex_id v = 0; v < g.n; ++v) {
      if (parent[v] == v) continue;
      std::int64_t least = unreached;
      for (std::size_t e = 0; e < g.ends.size(); ++e)
        if (g.ends[e] == endpoints{v, parent[v]} || g.ends[e] == endpoints{parent[v], v}) least = std::min(least, g.length[e]);
      prim_total += least;
    }
    ASSERT_EQ(prim_total, total);
  });
  EXPECT_GT(spanned, 5);
}

TEST(BoostModel, RunsTopologicalSort) {
  int sorted = 0;
  on_directed([&](const plain_graph& g, const auto& ours, const auto&) {
    std::vector<vertex_id> order;
    const bool acyclic = !has_loop(g) && strong_components(ours).clusters == g.n;
    if (!acyclic) {
      ASSERT_THROW(boost::topological_sort(ours, std::back_inserter(order)), boost::not_a_dag);
      return;
    }
    ++sorted;
    boost::topological_sort(ours, std::back_inserter(order));  // from the last to the first
    std::vector<std::size_t> place(g.n);
    for (std::size_t i = 0; i < g.n; ++i) place[order[i]] = i;
    for (const auto& e : g.ends) ASSERT_GT(place[e.source], place[e.target]);
  });
  EXPECT_GT(sorted, 10);
}

TEST(BoostModel, RunsBrandesBetweenness) {
  on_both([](const plain_graph& g, const auto& ours, const auto& twin) {
    std::vector<double> score(g.n);
    std::vector<double> twin_score(g.n);
    boost::brandes_betweenness_centrality(ours, by_vertex(score));
    boost::brandes_betweenness_centrality(twin, by_vertex(twin_score));
    for (std::size_t v = 0; v < g.n; ++v) ASSERT_NEAR(score[v], twin_score[v], 1e-9);
  });
}

TEST(BoostModel, RunsCoreNumbers) {
  on_both([](const plain_graph& g, const auto& ours, const auto& twin) {
    if (has_loop(g)) return;  // Boost asks for none
    std::vector<std::size_t> core(g.n);
    std::vector<std::size_t> twin_core(g.n);
    boost::core_numbers(ours, by_vertex(core));
    boost::core_numbers(twin, by_vertex(twin_core));
    ASSERT_EQ(core, twin_core);
  });
}

TEST(BoostModel, RunsIsBipartiteAndTheGreedyColouring) {
  on_undirected([](const plain_graph& g, const auto& ours, const auto& twin) {
    ASSERT_EQ(boost::is_bipartite(ours), boost::is_bipartite(twin));
    std::vector<std::size_t> colour(g.n);
    std::vector<std::size_t> twin_colour(g.n);
    ASSERT_EQ(boost::sequential_vertex_coloring(ours, by_vertex(colour)),
              boost::sequential_vertex_coloring(twin, by_vertex(twin_colour)));
    ASSERT_EQ(colour, twin_colour);
  });
}

TEST(BoostModel, RunsPageRank) {
  on_directed([](const plain_graph& g, const auto& ours, const auto& twin) {
    std::vector<double> rank(g.n);
    std::vector<double> twin_rank(g.n);
    boost::graph::page_rank(ours, by_vertex(rank), boost::graph::n_iterations(20));
    boost::graph::page_rank(twin, by_vertex(twin_rank), boost::graph::n_iterations(20));
    for (std::size_t v = 0; v < g.n; ++v) ASSERT_NEAR(rank[v], twin_rank[v], 1e-12);
  });
}

TEST(BoostModel, RunsTheDominatorTree) {
  int reached = 0;
  on_directed([&](const plain_graph& g, const auto& ours, const auto& twin) {
    if (breadth_first(ours, 0).order.size() != g.n) return;  // vertices that are not mislead Boost
    ++reached;
    std::vector<vertex_id> dominator(g.n, no_vertex);
    std::vector<std::size_t> twin_dominator(g.n, no_vertex);
    boost::lengauer_tarjan_dominator_tree(ours, vertex_id{0}, by_vertex(dominator));
    boost::lengauer_tarjan_dominator_tree(twin, std::size_t{0}, by_vertex(twin_dominator));
    ASSERT_TRUE(std::equal(dominator.begin(), dominator.end(), twin_dominator.begin()));
  });
  EXPECT_GT(reached, 20);
}

TEST(BoostModel, RunsMaximumMatchingAndThePlanarityTest) {
  on_undirected([](const plain_graph& g, const auto& ours, const auto& twin) {
    std::vector<vertex_id> mate(g.n);
    std::vector<std::size_t> twin_mate(g.n);
    boost::edmonds_maximum_cardinality_matching(ours, by_vertex(mate));
    for (vertex_id v = 0; v < g.n; ++v)
      ASSERT_TRUE(mate[v] == no_vertex || (mate[mate[v]] == v && edge(v, mate[v], ours).second));
    boost::edmonds_maximum_cardinality_matching(twin, by_vertex(twin_mate));
    const auto paired = [](const auto& mates, auto none) {
      return std::count_if(mates.begin(), mates.end(), [&](auto v) { return v != none; });
    };
    ASSERT_EQ(paired(mate, no_vertex), paired(twin_mate, boost::graph_traits<std::decay_t<decltype(twin)>>::null_vertex()));
  });
  std::vector<endpoints> complete;
  for (vertex_id v = 0; v < 5; ++v)
    for (vertex_id u = 0; u < v; ++u) complete.push_back({u, v});
  EXPECT_FALSE(boost::boyer_myrvold_planarity_test(undirected_graph(5, complete)));
  complete.pop_back();
  EXPECT_TRUE(boost::boyer_myrvold_planarity_test(undirected_graph(5, complete)));
}

TEST(BoostModel, CanBeSeenReversed) {
  on_directed([](const plain_graph&, const auto& ours, const auto&) {
    const boost::reverse_graph<directed_graph> reversed(ours);
    std::vector<std::uint32_t> distance(ours.vertices(), 0);
    boost::breadth_first_search(
        reversed, vertex_id{0},
        boost::visitor(boost::make_bfs_visitor(boost::record_distances(by_vertex(distance), boost::on_tree_edge()))));
    ASSERT_EQ(distance, breadth_first(ours, 0, {.arcs = travel::against}).distance);
  });
}

TEST(BoostModel, ListsAnUndirectedLoopTwiceAsAdjacencyListDoes) {
  const undirected_graph g(2, {{0, 0}, {0, 1}});
  EXPECT_EQ(out_degree(0, g), 3U);
  boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS> twin(2);
  add_edge(0, 0, twin);
  add_edge(0, 1, twin);
  EXPECT_EQ(out_degree(0, twin), 3U);
}

TEST(BoostModel, FindsTheFirstOfParallelEdges) {
  on_both([](const plain_graph& g, const auto& ours, const auto& twin) {
    for (vertex_id u = 0; u < g.n; ++u)
      for (vertex_id v = 0; v < g.n; ++v) {
        const auto [e, found] = edge(u, v, ours);
        ASSERT_EQ(found, edge(u, v, twin).second);
        if (!found) continue;
        ASSERT_EQ(source(e, ours), u);
        ASSERT_EQ(target(e, ours), v);
        ASSERT_TRUE((g.ends[e.id] == endpoints{u, v}) || (g.ends[e.id] == endpoints{v, u}));
      }
  });
}

}  // namespace
}  // namespace coopgraph
