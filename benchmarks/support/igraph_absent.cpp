// SPDX-License-Identifier: BSL-1.0
#include "support/igraph_peer.hpp"

#include <coopgraph/core/error.hpp>

namespace coopgraph::bench {

namespace {
[[noreturn]] void absent() { throw error("the benchmarks were built without igraph"); }
}  // namespace

igraph_edges::igraph_edges(const input&) {}
igraph_peer::igraph_peer(const igraph_edges&) { absent(); }
igraph_peer igraph_peer::read_edge_list(const std::string&) { absent(); }
igraph_peer igraph_peer::read_named_edges(const std::string&) { absent(); }
igraph_peer igraph_peer::read_graphml(const std::string&) { absent(); }
bool igraph_peer::available() { return false; }
std::string igraph_peer::version() { return "absent"; }
std::vector<double> igraph_peer::degree() const { absent(); }
std::vector<double> igraph_peer::edge_numbers(const std::string&) const { absent(); }
std::vector<double> igraph_peer::coreness() const { absent(); }
std::vector<double> igraph_peer::constraint() const { absent(); }
std::vector<double> igraph_peer::pagerank(double) const { absent(); }
std::vector<double> igraph_peer::betweenness_on_hops() const { absent(); }
std::vector<double> igraph_peer::betweenness_on_lengths() const { absent(); }
std::vector<double> igraph_peer::edge_betweenness_on_hops() const { absent(); }
std::vector<double> igraph_peer::closeness_on_hops() const { absent(); }
std::vector<double> igraph_peer::harmonic_on_hops() const { absent(); }
std::vector<double> igraph_peer::closeness_on_lengths() const { absent(); }
std::vector<double> igraph_peer::eigenvector() const { absent(); }
std::vector<double> igraph_peer::hubs() const { absent(); }
std::vector<std::uint32_t> igraph_peer::components() const { absent(); }
igraph_clusters igraph_peer::leiden(int, std::uint64_t) const { absent(); }
igraph_clusters igraph_peer::infomap(std::uint64_t) const { absent(); }
std::vector<double> igraph_peer::distances(std::span<const vertex_id>) const { absent(); }
double igraph_peer::maximum_flow(std::size_t, std::size_t) const { absent(); }
std::vector<double> igraph_peer::gomory_hu() const { absent(); }
double igraph_peer::global_minimum_cut() const { absent(); }
std::size_t igraph_peer::edges() const { absent(); }

}  // namespace coopgraph::bench
