// SPDX-License-Identifier: BSL-1.0
#include "support/boost_flow_peer.hpp"

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/boykov_kolmogorov_max_flow.hpp>
#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <boost/graph/push_relabel_max_flow.hpp>
#include <boost/graph/stoer_wagner_min_cut.hpp>
#include <boost/property_map/property_map.hpp>

#include <numeric>
#include <utility>
#include <vector>

namespace coopgraph::bench {

namespace {

using rows = boost::compressed_sparse_row_graph<boost::directedS, boost::no_property, boost::no_property, boost::no_property,
                                                std::uint32_t, std::uint32_t>;
using descriptor = boost::graph_traits<rows>::edge_descriptor;

struct network {
  rows g;
  std::vector<std::int64_t> capacity;
  std::vector<descriptor> reverse;

  explicit network(const input& on) {
    const std::size_t m = on.edges.size();
    std::vector<std::uint32_t> place(on.vertices + 1, 0);  // where the next arc of a vertex goes
    for (const auto& [u, v] : on.edges) ++place[u + std::size_t{1}], ++place[v + std::size_t{1}];
    std::partial_sum(place.begin(), place.end(), place.begin());
    std::vector<std::pair<std::uint32_t, std::uint32_t>> arcs(2 * m);
    capacity.resize(2 * m);
    reverse.resize(2 * m);
    for (std::size_t e = 0; e < m; ++e) {
      const auto [u, v] = on.edges[e];
      const std::uint32_t forth = place[u]++;
      const std::uint32_t back = place[v]++;
      arcs[forth] = {u, v};
      arcs[back] = {v, u};
      capacity[forth] = on.lengths[e];
      capacity[back] = on.orientation == direction::undirected ? on.lengths[e] : 0;
      reverse[forth] = descriptor(v, back);
      reverse[back] = descriptor(u, forth);
    }
    g = rows(boost::edges_are_sorted, arcs.begin(), arcs.end(), static_cast<std::uint32_t>(on.vertices),
             static_cast<std::uint32_t>(2 * m));
  }

  template <class T>
  [[nodiscard]] auto by_edge(std::vector<T>& values) const {
    return boost::make_iterator_property_map(values.begin(), get(boost::edge_index, g));
  }
  template <class T>
  [[nodiscard]] auto by_vertex(std::vector<T>& values) const {
    return boost::make_iterator_property_map(values.begin(), get(boost::vertex_index, g));
  }
};

}  // namespace

std::int64_t boost_boykov_kolmogorov(const input& on, vertex_id source, vertex_id target) {
  network net(on);
  std::vector<std::int64_t> residual(net.capacity.size());
  std::vector<descriptor> predecessor(on.vertices);
  std::vector<boost::default_color_type> color(on.vertices);
  std::vector<std::uint32_t> distance(on.vertices);
  return boost::boykov_kolmogorov_max_flow(net.g, net.by_edge(net.capacity), net.by_edge(residual), net.by_edge(net.reverse),
                                           net.by_vertex(predecessor), net.by_vertex(color), net.by_vertex(distance),
                                           get(boost::vertex_index, net.g), source, target);
}

std::int64_t boost_push_relabel(const input& on, vertex_id source, vertex_id target) {
  network net(on);
  std::vector<std::int64_t> residual(net.capacity.size());
  return boost::push_relabel_max_flow(net.g, source, target, net.by_edge(net.capacity), net.by_edge(residual),
                                      net.by_edge(net.reverse), get(boost::vertex_index, net.g));
}

std::int64_t boost_stoer_wagner(const input& on) {
  using lists = boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS, boost::no_property,
                                      boost::property<boost::edge_weight_t, std::int64_t>>;
  lists g(on.vertices);
  for (std::size_t e = 0; e < on.edges.size(); ++e) add_edge(on.edges[e].source, on.edges[e].target, on.lengths[e], g);
  return boost::stoer_wagner_min_cut(g, get(boost::edge_weight, g));
}

}  // namespace coopgraph::bench
