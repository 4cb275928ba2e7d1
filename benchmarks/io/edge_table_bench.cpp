// SPDX-License-Identifier: BSL-1.0
#include "support/bench.hpp"

#include <coopgraph/core/parallel.hpp>
#include <coopgraph/graph/generators.hpp>
#include <coopgraph/io/edge_table.hpp>

#include <benchmark/benchmark.h>

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace coopgraph::bench {

namespace {

/// One list of edges in three files, each as its reader likes it best; gone at the end.
class edge_files {
 public:
  explicit edge_files(const input& on)
      : stem_((std::filesystem::temp_directory_path() / ("coopgraph-bench-" + std::to_string(::getpid()))).string()) {
    write(table(), "source,target\n", "v", ",v", on);
    write(numbers(), "", "", " ", on);
    write(names(), "", "v", " v", on);
  }
  edge_files(const edge_files&) = delete;
  edge_files& operator=(const edge_files&) = delete;
  ~edge_files() {
    for (const std::string& path : {table(), numbers(), names()}) std::filesystem::remove(path);
  }

  [[nodiscard]] std::string table() const { return stem_ + ".csv"; }
  [[nodiscard]] std::string numbers() const { return stem_ + ".edges"; }
  [[nodiscard]] std::string names() const { return stem_ + ".ncol"; }

 private:
  static void write(const std::string& path, const std::string& header, const std::string& before, const std::string& between,
                    const input& on) {
    std::ofstream file(path, std::ios::binary);
    file << header;
    std::string lines;
    for (const endpoints& e : on.edges) {
      lines += before + std::to_string(e.source) + between + std::to_string(e.target) + '\n';
      if (lines.size() < (std::size_t{1} << 20)) continue;
      file << lines;
      lines.clear();
    }
    file << lines;
    if (!file.flush()) throw error("cannot write " + path);
  }

  std::string stem_;
};

/// The degrees in ascending order without those of vertices that have no edge: what is left when names are lost.
std::vector<double> degree_sequence(std::vector<double> degrees) {
  std::erase(degrees, 0.0);
  std::sort(degrees.begin(), degrees.end());
  return degrees;
}

struct named_graph {
  edge_table table;
  undirected_graph graph;
};

contestant our_reader(const std::string& path, unsigned threads) {
  return entrant(
      "ours",
      [path, threads] {
        edge_table table = read_edge_table(path, {.run = {.threads = threads}});
        undirected_graph graph = graph_of<direction::undirected>(table);
        return named_graph{std::move(table), std::move(graph)};
      },
      [](const named_graph& g) {
        std::vector<double> degrees;
        for (vertex_id v = 0; v < g.graph.vertices(); ++v) degrees.push_back(static_cast<double>(g.graph.view().out.degree(v)));
        return degree_sequence(std::move(degrees));
      });
}

void race(side_by_side& harness, const input& on, std::optional<double> required, bool with_names) {
  const edge_files files(on);
  std::vector<contestant> peers;
  if (igraph_peer::available()) {
    const auto degrees = [](const igraph_peer& g) { return degree_sequence(g.degree()); };
    peers.push_back(entrant(
        "igraph_read_graph_edgelist", [&] { return igraph_peer::read_edge_list(files.numbers()); }, degrees));
    if (with_names)
      peers.push_back(entrant(
          "igraph_read_graph_ncol", [&] { return igraph_peer::read_named_edges(files.names()); }, degrees));
  }
  const unsigned all = thread_pool({}).threads();
  harness.race("edge-table", on, our_reader(files.table(), all), peers, {.threads = all, .required = required, .tolerance = 0});
  if (all > 1) harness.race("edge-table, 1 thread", on, our_reader(files.table(), 1), peers, {.threads = 1, .tolerance = 0});
}

// From text to an undirected graph: a table of names for us, the numbers of the vertices or the same names for igraph.
void races(side_by_side& harness) {
  if (!harness.wanted("edge-table")) return;
  constexpr std::size_t usual = 500'000;
  std::size_t largest = 0;
  harness.for_each_input(load::linear, "r-mat", [&](const input& on) {
    largest = std::max(largest, on.edges.size());
    race(harness, on, std::nullopt, true);
  });
  if (largest < usual) return;  // a quick run
  const undirected_graph graph = rmat({.scale = 20});
  input on{"r-mat", "r-mat scale 20", direction::undirected, graph.vertices()};
  for (edge_id e = 0; e < graph.edges(); ++e) on.edges.push_back({graph.view().source[e], graph.view().target[e]});
  race(harness, on, 4.0, false);
}
const registration part("edge-table", races);

void bm_read_edge_table(benchmark::State& state) {
  const input on = make_input("r-mat", static_cast<std::size_t>(state.range(0)));
  const edge_files files(on);
  for (auto _ : state) benchmark::DoNotOptimize(read_edge_table(files.table(), {.run = {.threads = 1}}));
  state.counters["rows/s"] =
      benchmark::Counter(static_cast<double>(on.edges.size()), benchmark::Counter::kIsIterationInvariantRate);
}
BENCHMARK(bm_read_edge_table)->RangeMultiplier(8)->Range(1 << 12, 1 << 18);

}  // namespace

}  // namespace coopgraph::bench
