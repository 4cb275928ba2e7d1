// SPDX-License-Identifier: BSL-1.0
#include "support/bench.hpp"
#include "support/boost_graphml_peer.hpp"

#include <coopgraph/core/random.hpp>
#include <coopgraph/io/graph_file.hpp>

#include <benchmark/benchmark.h>

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace coopgraph::bench {

namespace {

/// Any pairs of vertices alike, a number of six digits on each edge.
graph_document random_document(std::size_t vertices, std::size_t edges) {
  random_stream random(1, "graph files");
  graph_document made;
  for (std::size_t v = 0; v < vertices; ++v) made.ids.push_back("n" + std::to_string(v));
  made.edge_attributes = {{"weight", attribute_kind::number}};
  for (std::size_t e = 0; e < edges; ++e) {
    made.edges.push_back({static_cast<vertex_id>(random.below(vertices)), static_cast<vertex_id>(random.below(vertices))});
    made.edge_attributes[0].push_number(decimal_of(static_cast<double>(random.below(1'000'000)) / 1000.0));
  }
  return made;
}

/// A document in a file that is gone at the end.
class written_file {
 public:
  written_file(const graph_document& document, graph_format format)
      : path_((std::filesystem::temp_directory_path() / ("coopgraph-bench-" + std::to_string(::getpid()) + '.')).string() +
              std::string(name_of(format))) {
    (void)write_graph_file(document, path_, format);
  }
  written_file(const written_file&) = delete;
  written_file& operator=(const written_file&) = delete;
  ~written_file() { std::filesystem::remove(path_); }

  [[nodiscard]] const std::string& path() const noexcept { return path_; }

 private:
  std::string path_;
};

/// Degrees and weights, each in ascending order: names and the order of edges are the reader's own matter.
std::vector<double> sorted(std::vector<double> degrees, std::vector<double> weights) {
  std::sort(degrees.begin(), degrees.end());
  std::sort(weights.begin(), weights.end());
  degrees.insert(degrees.end(), weights.begin(), weights.end());
  return degrees;
}

struct document_and_graph {
  graph_document document;
  undirected_graph graph;
};

contestant our_reader(const std::string& path, graph_format format) {
  return entrant(
      "ours",
      [path, format] {
        graph_document document = read_graph_file(path, format);
        undirected_graph graph = graph_of<direction::undirected>(document);
        return document_and_graph{std::move(document), std::move(graph)};
      },
      [](const document_and_graph& read) {
        std::vector<double> degrees(read.graph.vertices());
        for (const endpoints& e : read.document.edges) {
          ++degrees[e.source];
          ++degrees[e.target];
        }
        std::vector<double> weights;
        for (const decimal& weight : read.document.of_edges("weight")->numbers) weights.push_back(to_double(weight));
        return sorted(std::move(degrees), std::move(weights));
      });
}

void race(side_by_side& harness, std::size_t vertices, std::size_t edges) {
  const graph_document document = random_document(vertices, edges);
  const written_file file(document, graph_format::graphml);
  input on{"any pairs", "any pairs n=" + std::to_string(vertices) + " m=" + std::to_string(edges), direction::undirected,
           vertices};
  on.edges = document.edges;
  std::vector<contestant> peers;
  if (igraph_peer::available())
    peers.push_back(entrant(
        "igraph_read_graph_graphml", [&] { return igraph_peer::read_graphml(file.path()); },
        [](const igraph_peer& g) { return sorted(g.degree(), g.edge_numbers("weight")); }));
  if (boost_graphml_peer::available())
    peers.push_back(entrant(
        "boost::read_graphml", [&] { return boost_graphml_peer(file.path()); },
        [](const boost_graphml_peer& g) { return sorted(g.degree(), g.weights()); }));
  harness.race("graphml", on, our_reader(file.path(), graph_format::graphml), peers,
               {.required = edges >= 1'000'000 ? std::optional<double>(10.0) : std::nullopt,
                .required_of = "boost::read_graphml",
                .tolerance = 0});
}

// From a file of GraphML to an undirected graph with its weights.
void races(side_by_side& harness) {
  if (!harness.wanted("graphml")) return;
  if (!harness.full_size()) return race(harness, 400, 2000);
  for (const std::size_t edges : {std::size_t{100'000}, std::size_t{300'000}, std::size_t{1'000'000}})
    race(harness, 200'000, edges);
}
const registration part("graphml", races);

void bm_read(benchmark::State& state, graph_format format) {
  const auto edges = static_cast<std::size_t>(state.range(0));
  const written_file file(random_document(edges / 5, edges), format);
  for (auto _ : state) benchmark::DoNotOptimize(read_graph_file(file.path(), format));
  state.counters["edges/s"] = benchmark::Counter(static_cast<double>(edges), benchmark::Counter::kIsIterationInvariantRate);
}
BENCHMARK_CAPTURE(bm_read, gexf, graph_format::gexf)->RangeMultiplier(8)->Range(1 << 12, 1 << 18);

void bm_write(benchmark::State& state, graph_format format) {
  const auto edges = static_cast<std::size_t>(state.range(0));
  const graph_document document = random_document(edges / 5, edges);
  for (auto _ : state) benchmark::DoNotOptimize(to_graph_text(document, format));
  state.counters["edges/s"] = benchmark::Counter(static_cast<double>(edges), benchmark::Counter::kIsIterationInvariantRate);
}
BENCHMARK_CAPTURE(bm_write, graphml, graph_format::graphml)->RangeMultiplier(8)->Range(1 << 12, 1 << 18);
BENCHMARK_CAPTURE(bm_write, gexf, graph_format::gexf)->RangeMultiplier(8)->Range(1 << 12, 1 << 18);

}  // namespace

}  // namespace coopgraph::bench
