// SPDX-License-Identifier: BSL-1.0
#include "support/boost_peer.hpp"

#include <boost/graph/betweenness_centrality.hpp>
#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <boost/graph/core_numbers.hpp>
#include <boost/graph/dijkstra_shortest_paths_no_color_map.hpp>
#include <boost/graph/iteration_macros.hpp>
#include <boost/graph/page_rank.hpp>
#include <boost/pending/disjoint_sets.hpp>
#include <boost/property_map/property_map.hpp>
#include <boost/version.hpp>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <utility>

namespace coopgraph::bench {

namespace {

struct arc {
  std::int32_t length = 1;
};
using rows = boost::compressed_sparse_row_graph<boost::directedS, boost::no_property, arc, boost::no_property, std::uint32_t,
                                                std::uint32_t>;

rows build(const input& on) {
  const std::size_t copies = on.orientation == direction::undirected ? 2 : 1;
  std::vector<std::uint32_t> sources;
  std::vector<std::uint32_t> targets;
  std::vector<arc> arcs;
  sources.reserve(copies * on.edges.size());
  targets.reserve(copies * on.edges.size());
  arcs.reserve(copies * on.edges.size());
  for (std::size_t e = 0; e < on.edges.size(); ++e)
    for (std::size_t copy = 0; copy < copies; ++copy) {
      const auto [u, v] = on.edges[e];
      sources.push_back(copy == 0 ? u : v);
      targets.push_back(copy == 0 ? v : u);
      arcs.push_back({static_cast<std::int32_t>(on.lengths[e])});
    }
  return rows(boost::construct_inplace_from_sources_and_targets, sources, targets, arcs, static_cast<std::uint32_t>(on.vertices));
}

// page_rank() starts at ranks 1/n, but its formula has ranks whose mean is 1: started there, equal sweeps are equal work.
struct fixed_sweeps {
  std::size_t left;
  bool started = false;

  template <class RankMap, class Graph>
  bool operator()(const RankMap& rank, const Graph& g) {
    if (!started) {
      BGL_FORALL_VERTICES_T(v, g, Graph) put(rank, v, 1.0);
      started = true;
    }
    return left-- == 0;
  }
};

// Brandes with path counts as doubles: Boost's own choice, 32 bits here, overflows on a grid.
template <class Distance>
struct brandes_maps {
  explicit brandes_maps(const rows& g)
      : score(num_vertices(g)),
        dependency(num_vertices(g)),
        paths(num_vertices(g)),
        distance(num_vertices(g)),
        incoming(num_vertices(g)) {}

  std::vector<double> score, dependency, paths;
  std::vector<Distance> distance;
  std::vector<std::vector<boost::graph_traits<rows>::edge_descriptor>> incoming;
};

template <class Distance, class... Weights>
std::vector<double> brandes(const rows& g, const Weights&... weights) {
  brandes_maps<Distance> maps(g);
  const auto index = get(boost::vertex_index, g);
  const auto map = [&](auto& values) { return boost::make_iterator_property_map(values.begin(), index); };
  boost::brandes_betweenness_centrality(g, map(maps.score), boost::dummy_property_map(), map(maps.incoming), map(maps.distance),
                                        map(maps.dependency), map(maps.paths), index, weights...);
  return std::move(maps.score);
}

}  // namespace

struct boost_peer::graph {
  rows g;
};

boost_peer::boost_peer(const input& on) : graph_(std::make_shared<const graph>(graph{build(on)})) {}

std::string boost_peer::version() { return BOOST_LIB_VERSION; }

std::size_t boost_peer::arcs() const { return num_edges(graph_->g); }

std::vector<double> boost_peer::degree() const {
  std::vector<double> degrees(num_vertices(graph_->g));
  BGL_FORALL_VERTICES(v, graph_->g, rows) degrees[v] = static_cast<double>(out_degree(v, graph_->g));
  return degrees;
}

std::vector<double> boost_peer::pagerank(double damping, std::size_t sweeps) const {
  std::vector<double> ranks(num_vertices(graph_->g));
  boost::graph::page_rank(graph_->g, boost::make_iterator_property_map(ranks.begin(), get(boost::vertex_index, graph_->g)),
                          fixed_sweeps{sweeps}, damping);
  return ranks;
}

std::size_t boost_peer::pagerank_sweeps(double damping, double change) const {
  const std::size_t n = num_vertices(graph_->g);
  std::vector<double> ranks(n);
  std::vector<double> before;
  std::size_t seen = 0;
  const auto done = [&](const auto& rank, const rows&) {
    std::vector<double> now(n, 1.0);  // where equal sweeps start, see fixed_sweeps
    double sum = 0;
    for (std::uint32_t v = 0; v < n; ++v) {
      if (seen == 0) put(rank, v, 1.0);
      sum += now[v] = get(rank, v);
    }
    double changed = 0;
    for (std::size_t v = 0; v < n; ++v) changed += std::fabs((now[v] /= sum) - (before.empty() ? 0.0 : before[v]));
    before.swap(now);
    return seen++ > 0 && changed <= change;
  };
  boost::graph::page_rank(graph_->g, boost::make_iterator_property_map(ranks.begin(), get(boost::vertex_index, graph_->g)),
                          std::ref(done), damping);
  return seen - 1;
}

std::vector<double> boost_peer::betweenness_on_hops() const { return brandes<std::int32_t>(graph_->g); }

std::vector<double> boost_peer::betweenness_on_lengths() const {
  return brandes<std::int32_t>(graph_->g, get(&arc::length, graph_->g));
}

std::vector<double> boost_peer::arc_betweenness_on_hops() const {
  brandes_maps<std::int32_t> maps(graph_->g);
  std::vector<double> score(num_edges(graph_->g));
  const auto index = get(boost::vertex_index, graph_->g);
  const auto map = [&](auto& values) { return boost::make_iterator_property_map(values.begin(), index); };
  boost::brandes_betweenness_centrality(graph_->g, map(maps.score),
                                        boost::make_iterator_property_map(score.begin(), get(boost::edge_index, graph_->g)),
                                        map(maps.incoming), map(maps.distance), map(maps.dependency), map(maps.paths), index);
  return score;
}

std::vector<double> boost_peer::by_edge(const input& on, const std::vector<double>& by_arc) const {
  const bool once = on.orientation == direction::undirected;
  const auto key = [once](vertex_id u, vertex_id v) {
    return once ? std::pair(std::min(u, v), std::max(u, v)) : std::pair(u, v);
  };
  std::vector<std::pair<std::pair<vertex_id, vertex_id>, std::size_t>> known;
  for (std::size_t e = 0; e < on.edges.size(); ++e) known.emplace_back(key(on.edges[e].source, on.edges[e].target), e);
  std::sort(known.begin(), known.end());
  std::vector<double> sums(on.edges.size(), 0.0);
  std::size_t arc = 0;
  BGL_FORALL_EDGES(a, graph_->g, rows) {
    const std::pair wanted(key(source(a, graph_->g), target(a, graph_->g)), std::size_t{0});
    sums[std::lower_bound(known.begin(), known.end(), wanted)->second] += by_arc[arc++];
  }
  return sums;
}

std::vector<double> boost_peer::core_numbers() const {
  std::vector<std::uint32_t> cores(num_vertices(graph_->g));
  boost::core_numbers(graph_->g, boost::make_iterator_property_map(cores.begin(), get(boost::vertex_index, graph_->g)));
  return {cores.begin(), cores.end()};
}

std::vector<double> boost_peer::distances(std::span<const vertex_id> sources) const {
  const rows& g = graph_->g;
  const auto index = get(boost::vertex_index, g);
  constexpr std::int32_t never = std::numeric_limits<std::int32_t>::max();
  std::vector<std::int32_t> distance(num_vertices(g));
  std::vector<std::uint32_t> predecessor(num_vertices(g));
  std::vector<double> found;
  found.reserve(sources.size() * num_vertices(g));
  for (const vertex_id s : sources) {
    boost::dijkstra_shortest_paths_no_color_map(
        g, s,
        boost::predecessor_map(boost::make_iterator_property_map(predecessor.begin(), index))
            .distance_map(boost::make_iterator_property_map(distance.begin(), index))
            .weight_map(get(&arc::length, g))
            .distance_inf(never));
    for (const std::int32_t d : distance) found.push_back(d == never ? -1.0 : static_cast<double>(d));
  }
  return found;
}

std::vector<std::uint32_t> boost_peer::components() const {
  const std::size_t n = num_vertices(graph_->g);
  std::vector<std::uint32_t> rank(n);
  std::vector<std::uint32_t> parent(n);
  const auto index = get(boost::vertex_index, graph_->g);
  boost::disjoint_sets sets(boost::make_iterator_property_map(rank.begin(), index),
                            boost::make_iterator_property_map(parent.begin(), index));
  for (std::uint32_t v = 0; v < n; ++v) sets.make_set(v);
  BGL_FORALL_EDGES(e, graph_->g, rows) sets.union_set(source(e, graph_->g), target(e, graph_->g));
  std::vector<std::uint32_t> label(n);
  for (std::uint32_t v = 0; v < n; ++v) label[v] = sets.find_set(v);
  return label;
}

}  // namespace coopgraph::bench
