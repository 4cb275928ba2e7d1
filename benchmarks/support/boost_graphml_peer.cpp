// SPDX-License-Identifier: BSL-1.0
#include "support/boost_graphml_peer.hpp"

#include <coopgraph/core/error.hpp>

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/graphml.hpp>
#include <boost/property_map/dynamic_property_map.hpp>

#include <fstream>

namespace coopgraph::bench {

namespace {

struct weighted {
  double weight = 0;
};

}  // namespace

struct boost_graphml_peer::graph {
  boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS, boost::no_property, weighted> g;
};

boost_graphml_peer::boost_graphml_peer(const std::string& path) {
  auto made = std::make_shared<graph>();
  boost::dynamic_properties properties(boost::ignore_other_properties);
  properties.property("weight", boost::get(&weighted::weight, made->g));
  std::ifstream file(path);
  if (!file) throw error("cannot open " + path);
  boost::read_graphml(file, made->g, properties);
  graph_ = std::move(made);
}

bool boost_graphml_peer::available() { return true; }

std::vector<double> boost_graphml_peer::degree() const {
  std::vector<double> all;
  for (const auto v : boost::make_iterator_range(boost::vertices(graph_->g)))
    all.push_back(static_cast<double>(boost::out_degree(v, graph_->g)));
  return all;
}

std::vector<double> boost_graphml_peer::weights() const {
  std::vector<double> all;
  for (const auto e : boost::make_iterator_range(boost::edges(graph_->g))) all.push_back(graph_->g[e].weight);
  return all;
}

}  // namespace coopgraph::bench
