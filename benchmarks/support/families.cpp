// SPDX-License-Identifier: BSL-1.0
#include "support/families.hpp"

#include <coopgraph/core/error.hpp>
#include <coopgraph/core/random.hpp>
#include <coopgraph/graph/generators.hpp>

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cmath>
#include <fstream>
#include <functional>
#include <utility>

namespace coopgraph::bench {

namespace {

const std::array<std::string, 5> families{"grid", "barabasi-albert", "r-mat", "ring-of-cliques", "supply-chain"};
const std::array<std::string, 6> flow_families{"vision-grid", "faint-grid", "rmf-long", "rmf-wide", "supply-network", "r-mat"};

template <direction D>
input from_graph(const std::string& family, const basic_graph<D>& graph) {
  input on{.family = family,
           .name = family + " n=" + std::to_string(graph.vertices()) + " m=" + std::to_string(graph.edges()),
           .orientation = D,
           .vertices = graph.vertices()};
  const csr_view<D> view = graph.view();
  for (std::size_t e = 0; e < view.edges(); ++e) {
    on.edges.push_back({view.source[e], view.target[e]});
    const std::uint64_t ends = (std::uint64_t{view.source[e]} << 32) | view.target[e];
    on.lengths.push_back(1 + static_cast<std::int64_t>((ends * 0x9e3779b97f4a7c15U) >> 40) % 100);
  }
  return on;
}

void add(input& to, std::size_t source, std::size_t target, std::int64_t capacity) {
  to.edges.push_back({static_cast<vertex_id>(source), static_cast<vertex_id>(target)});
  to.lengths.push_back(capacity);
}

input named(input on) {
  on.name = on.family + " n=" + std::to_string(on.vertices) + " m=" + std::to_string(on.edges.size());
  return on;
}

input vision_grid(const std::string& family, std::size_t side, std::int64_t contrast) {
  input on{.family = family, .name = {}, .vertices = side * side + 2};
  const std::size_t source = side * side;
  random_stream random(42, "vision-grid");
  for (std::size_t pixel = 0; pixel < source; ++pixel) {
    const std::size_t row = pixel / side;
    const std::size_t column = pixel % side;
    if (column + 1 < side) add(on, pixel, pixel + 1, 10 + static_cast<std::int64_t>(random.below(20)));
    if (row + 1 < side) add(on, pixel, pixel + side, 10 + static_cast<std::int64_t>(random.below(20)));
    const bool inside = (row / 16 * 7 + column / 16 * 13) % 5 < 2;  // of a blob
    const std::int64_t light = (inside ? contrast : -contrast) + static_cast<std::int64_t>(random.below(101)) - 50;
    if (light > 0) add(on, source, pixel, light);
    if (light < 0) add(on, pixel, source + 1, -light);
  }
  return named(std::move(on));
}

/// Square frames one behind the other, wide open within, each vertex tied to one of the next frame. Goldfarb & Grigoriadis
/// (1988), doi:10.1007/BF02288322
input rmf(const std::string& family, std::size_t side, std::size_t frames) {
  const std::size_t frame = side * side;
  input on{.family = family, .name = {}, .orientation = direction::directed, .vertices = frames * frame + 2};
  random_stream random(42, "rmf");
  constexpr std::int64_t most = 100;
  const std::int64_t open = most * static_cast<std::int64_t>(frame);
  std::vector<std::size_t> next(frame);
  for (std::size_t v = 0; v < frames * frame; ++v) {
    const std::size_t row = v % frame / side;
    const std::size_t column = v % side;
    if (column + 1 < side) add(on, v, v + 1, open), add(on, v + 1, v, open);
    if (row + 1 < side) add(on, v, v + side, open), add(on, v + side, v, open);
  }
  for (std::size_t f = 0; f + 1 < frames; ++f) {
    for (std::size_t i = 0; i < frame; ++i) next[i] = i;
    for (std::size_t i = frame; i > 1; --i) std::swap(next[i - 1], next[random.below(i)]);
    for (std::size_t i = 0; i < frame; ++i)
      add(on, f * frame + i, (f + 1) * frame + next[i], 1 + static_cast<std::int64_t>(random.below(most)));
  }
  add(on, on.vertices - 2, 0, open);
  add(on, frames * frame - 1, on.vertices - 1, open);
  return named(std::move(on));
}

input supply_network(std::size_t layers, std::size_t per_layer) {
  const auto chain = layered_supply_chain({.layers = layers, .vertices_per_layer = per_layer, .arcs_per_vertex = 4, .seed = 42});
  const directed_view view = chain.graph.view();
  input on{.family = "supply-network", .name = {}, .orientation = direction::directed, .vertices = view.vertices() + 2};
  for (edge_id e = 0; e < view.edges(); ++e) add(on, view.source[e], view.target[e], chain.capacities.numerators()[e]);
  for (const vertex_id v : chain.sources) add(on, view.vertices(), v, 1000);
  for (const vertex_id v : chain.sinks) add(on, v, view.vertices() + 1, 1000);
  return named(std::move(on));
}

std::size_t root_of(std::size_t x) { return static_cast<std::size_t>(std::sqrt(static_cast<double>(x))); }

std::vector<std::int64_t> numbers_of(const std::string& line, const std::string& where) {
  std::vector<std::int64_t> numbers;
  const char* at = line.data();
  const char* const end = at + line.size();
  while (at < end && *at != '\r') {
    std::int64_t number = 0;
    const auto [stop, problem] = std::from_chars(at, end, number);
    if (problem != std::errc()) throw input_error("read_inputs", where, line, "source,target,length in whole numbers");
    numbers.push_back(number);
    at = stop < end && *stop == ',' ? stop + 1 : stop;
  }
  if (numbers.size() < 3 || numbers[0] < 0 || numbers[1] < 0 || numbers[2] < 1)
    throw input_error("read_inputs", where, line, "source,target,length in whole numbers");
  return numbers;
}

input read_file(const std::filesystem::path& path) {
  std::ifstream file(path);
  if (!file) throw io_error("cannot read " + path.string());
  input on{.family = "file", .name = "file " + path.stem().string()};
  std::string line;
  std::getline(file, line);
  std::vector<std::pair<std::pair<vertex_id, vertex_id>, std::int64_t>> rows;
  while (std::getline(file, line)) {
    const auto row = numbers_of(line, path.string());
    const auto u = static_cast<vertex_id>(std::min(row[0], row[1]));
    const auto v = static_cast<vertex_id>(std::max(row[0], row[1]));
    on.vertices = std::max(on.vertices, v + std::size_t{1});
    if (u != v) rows.push_back({{u, v}, row[2]});
  }
  std::sort(rows.begin(), rows.end());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (i > 0 && rows[i].first == rows[i - 1].first) continue;
    on.edges.push_back({rows[i].first.first, rows[i].first.second});
    on.lengths.push_back(rows[i].second);
  }
  return on;
}

}  // namespace

std::span<const std::string> family_names() { return families; }

std::vector<std::size_t> edge_counts(scale s) {
  const std::array<std::size_t, 3> linear{std::size_t{1} << 14, std::size_t{1} << 17, std::size_t{1} << 20};
  const std::array<std::size_t, 3> quadratic{std::size_t{1} << 10, std::size_t{1} << 12, std::size_t{1} << 14};
  std::vector<std::size_t> counts;
  for (const std::size_t edges : s.work == load::linear ? linear : quadratic)
    counts.push_back(std::max<std::size_t>(64, edges / s.divisor));
  return counts;
}

std::span<const std::string> flow_family_names() { return flow_families; }

std::pair<vertex_id, vertex_id> flow_ends(const input& on) {
  if (on.family != "r-mat") return {static_cast<vertex_id>(on.vertices - 2), static_cast<vertex_id>(on.vertices - 1)};
  std::vector<std::pair<std::size_t, vertex_id>> degree(on.vertices);
  for (vertex_id v = 0; v < on.vertices; ++v) degree[v].second = v;
  for (const auto& [u, v] : on.edges) ++degree[u].first, ++degree[v].first;
  std::partial_sort(degree.begin(), degree.begin() + 2, degree.end(), std::greater<>());
  return {degree[0].second, degree[1].second};
}

input make_input(const std::string& family, std::size_t edges) {
  if (family == "vision-grid") return vision_grid(family, root_of(edges / 3) + 1, 20);
  if (family == "faint-grid") return vision_grid(family, root_of(edges / 3) + 1, 5);
  if (family == "rmf-long") {  // twice as deep as a frame has vertices: 16 x 16 x 512 at 640,000 edges
    const std::size_t side = std::max<std::size_t>(2, root_of(root_of(edges / 10)));
    return rmf(family, side, std::max<std::size_t>(2, edges / (5 * side * side)));
  }
  if (family == "rmf-wide") {  // three times as wide as deep: 72 x 72 x 24 at 620,000 edges
    const auto side = static_cast<std::size_t>(std::cbrt(3.0 * static_cast<double>(edges) / 5.0));
    return rmf(family, std::max<std::size_t>(2, side), std::max<std::size_t>(2, side / 3));
  }
  if (family == "grid") {
    const std::size_t side = root_of(edges / 2) + 1;
    return from_graph(family, grid({.rows = side, .columns = side}));
  }
  if (family == "barabasi-albert")
    return from_graph(family, barabasi_albert({.vertices = edges / 8 + 8, .edges_per_vertex = 8, .seed = 42}));
  if (family == "sparse-random") return from_graph(family, gnm({.vertices = edges / 4 + 8, .edges = edges, .seed = 42}));
  if (family == "r-mat") {
    const auto bits = static_cast<std::uint32_t>(std::bit_width(edges / 16) - (edges < 16 ? 0 : 1));
    return from_graph(family, rmat({.scale = bits, .edge_factor = 16, .seed = 42}));
  }
  if (family == "ring-of-cliques")
    return from_graph(family, ring_of_cliques({.cliques = std::max<std::size_t>(3, edges / 46), .size = 10}).graph);
  if (family == "supply-chain" || family == "supply-network") {
    const std::size_t layer = std::max<std::size_t>(4, root_of(edges / 4));
    if (family == "supply-network") return supply_network(std::max<std::size_t>(2, edges / (4 * layer)), layer);
    return from_graph(family, layered_supply_chain({.layers = std::max<std::size_t>(2, edges / (4 * layer) + 1),
                                                    .vertices_per_layer = layer,
                                                    .arcs_per_vertex = 4,
                                                    .seed = 42})
                                  .graph);
  }
  throw input_error("make_input", "family", family, "a name in family_names()");
}

planted_input make_lfr(std::size_t vertices) {
  auto made = lfr({.vertices = vertices,
                   .average_degree = 20.4,
                   .max_degree = 100,
                   .tau1 = 2.5,
                   .tau2 = 1.5,
                   .mu = 0.4,
                   .min_community = 50,
                   .max_community = std::clamp<std::size_t>(vertices / 10, 61, 1000),  // more than 0.6 of the greatest degree
                   .seed = 42});
  return {from_graph("lfr", made.graph), std::move(made.communities)};
}

input without_isolated(const input& on) {
  std::vector<vertex_id> number(on.vertices, 0);
  for (const auto& [u, v] : on.edges) number[u] = number[v] = 1;
  vertex_id next = 0;
  for (vertex_id& n : number) n = n == 1 ? next++ : 0;
  input dense = on;
  dense.vertices = next;
  for (endpoints& edge : dense.edges) edge = {number[edge.source], number[edge.target]};
  return on.family == "file" ? dense : named(std::move(dense));
}

std::vector<input> read_inputs(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> paths;
  std::error_code none;
  for (const auto& entry : std::filesystem::directory_iterator(folder / "graphs", none))
    if (entry.path().extension() == ".csv") paths.push_back(entry.path());
  std::sort(paths.begin(), paths.end());
  std::vector<input> inputs;
  for (const auto& path : paths) inputs.push_back(read_file(path));
  return inputs;
}

}  // namespace coopgraph::bench
