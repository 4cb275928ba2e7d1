// SPDX-License-Identifier: BSL-1.0
#include "support/igraph_peer.hpp"

#include <coopgraph/core/error.hpp>

#include <igraph/igraph.h>
#include <stdio_ext.h>
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <memory>

namespace coopgraph::bench {

namespace {

void check(igraph_error_t outcome) {
  if (outcome != IGRAPH_SUCCESS) throw error(igraph_strerror(outcome));
}

class real_vector {
 public:
  real_vector() { check(igraph_vector_init(&values, 0)); }
  real_vector(const real_vector&) = delete;
  real_vector& operator=(const real_vector&) = delete;
  ~real_vector() { igraph_vector_destroy(&values); }
  [[nodiscard]] std::vector<double> copy() const { return {values.stor_begin, values.end}; }

  igraph_vector_t values;
};

class whole_vector {
 public:
  whole_vector() { check(igraph_vector_int_init(&values, 0)); }
  whole_vector(const whole_vector&) = delete;
  whole_vector& operator=(const whole_vector&) = delete;
  ~whole_vector() { igraph_vector_int_destroy(&values); }
  template <class T>
  [[nodiscard]] std::vector<T> copy() const {
    std::vector<T> copied;
    copied.reserve(static_cast<std::size_t>(values.end - values.stor_begin));
    for (const igraph_integer_t* at = values.stor_begin; at != values.end; ++at) copied.push_back(static_cast<T>(*at));
    return copied;
  }

  igraph_vector_int_t values;
};

}  // namespace

struct igraph_edges::list {
  whole_vector ends;
  real_vector lengths;
  igraph_integer_t vertices = 0;
  bool directed = false;
};

struct igraph_peer::graph {
  graph(const graph&) = delete;
  graph& operator=(const graph&) = delete;
  explicit graph(std::shared_ptr<const igraph_edges::list> edges) : list(std::move(edges)) {
    check(igraph_create(&g, &list->ends.values, list->vertices, list->directed));
  }
  /// Takes what read(file, where to) makes.
  template <class Read>
  graph(const std::string& path, const Read& read) : list(std::make_shared<igraph_edges::list>()) {
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "r"), &std::fclose);
    if (!file) throw error("cannot open " + path);
    // igraph reads byte by byte: in a process that has had threads each byte would take a lock, which a user of igraph alone
    // does not pay.
    __fsetlocking(file.get(), FSETLOCKING_BYCALLER);
    check(read(file.get(), &g));
  }
  ~graph() { igraph_destroy(&g); }

  std::shared_ptr<const igraph_edges::list> list;
  igraph_t g;
};

igraph_edges::igraph_edges(const input& on) {
  auto made = std::make_shared<list>();
  made->vertices = static_cast<igraph_integer_t>(on.vertices);
  made->directed = on.orientation == direction::directed;
  for (const auto& [u, v] : on.edges) {
    check(igraph_vector_int_push_back(&made->ends.values, u));
    check(igraph_vector_int_push_back(&made->ends.values, v));
  }
  for (const std::int64_t length : on.lengths) check(igraph_vector_push_back(&made->lengths.values, static_cast<double>(length)));
  edges = std::move(made);
}

igraph_peer::igraph_peer(const igraph_edges& edges) : graph_(std::make_shared<const graph>(edges.edges)) {}

igraph_peer::igraph_peer(std::shared_ptr<const graph> made) : graph_(std::move(made)) {}

igraph_peer igraph_peer::read_edge_list(const std::string& path) {
  return igraph_peer(std::make_shared<const graph>(
      path, [](std::FILE* file, igraph_t* g) { return igraph_read_graph_edgelist(g, file, 0, IGRAPH_UNDIRECTED); }));
}

igraph_peer igraph_peer::read_named_edges(const std::string& path) {
  igraph_set_attribute_table(&igraph_cattribute_table);  // where names are kept
  return igraph_peer(std::make_shared<const graph>(path, [](std::FILE* file, igraph_t* g) {
    return igraph_read_graph_ncol(g, file, nullptr, true, IGRAPH_ADD_WEIGHTS_NO, IGRAPH_UNDIRECTED);
  }));
}

igraph_peer igraph_peer::read_graphml(const std::string& path) {
  igraph_set_attribute_table(&igraph_cattribute_table);
  return igraph_peer(
      std::make_shared<const graph>(path, [](std::FILE* file, igraph_t* g) { return igraph_read_graph_graphml(g, file, 0); }));
}

bool igraph_peer::available() { return true; }

std::string igraph_peer::version() {
  const char* text = nullptr;
  igraph_version(&text, nullptr, nullptr, nullptr);
  return text;
}

std::size_t igraph_peer::edges() const { return static_cast<std::size_t>(igraph_ecount(&graph_->g)); }

std::vector<double> igraph_peer::degree() const {
  whole_vector degrees;
  check(igraph_degree(&graph_->g, &degrees.values, igraph_vss_all(), IGRAPH_OUT, IGRAPH_LOOPS));
  return degrees.copy<double>();
}

std::vector<double> igraph_peer::edge_numbers(const std::string& name) const {
  real_vector numbers;
  check(igraph_cattribute_EANV(&graph_->g, name.c_str(), igraph_ess_all(IGRAPH_EDGEORDER_ID), &numbers.values));
  return numbers.copy();
}

std::vector<double> igraph_peer::coreness() const {
  whole_vector cores;
  check(igraph_coreness(&graph_->g, &cores.values, IGRAPH_ALL));
  return cores.copy<double>();
}

std::vector<double> igraph_peer::constraint() const {
  real_vector result;
  check(igraph_constraint(&graph_->g, &result.values, igraph_vss_all(), nullptr));
  std::vector<double> constraints = result.copy();
  for (double& constraint : constraints)
    if (!std::isfinite(constraint)) constraint = 0.0;
  return constraints;
}

std::vector<double> igraph_peer::pagerank(double damping) const {
  real_vector ranks;
  check(igraph_pagerank(&graph_->g, IGRAPH_PAGERANK_ALGO_PRPACK, &ranks.values, nullptr, igraph_vss_all(), graph_->list->directed,
                        damping, nullptr, nullptr));
  return ranks.copy();
}

std::vector<double> igraph_peer::betweenness_on_hops() const {
  real_vector result;
  check(igraph_betweenness(&graph_->g, &result.values, igraph_vss_all(), graph_->list->directed, nullptr));
  return result.copy();
}

std::vector<double> igraph_peer::betweenness_on_lengths() const {
  real_vector result;
  check(igraph_betweenness(&graph_->g, &result.values, igraph_vss_all(), graph_->list->directed, &graph_->list->lengths.values));
  return result.copy();
}

std::vector<double> igraph_peer::edge_betweenness_on_hops() const {
  real_vector result;
  check(igraph_edge_betweenness(&graph_->g, &result.values, graph_->list->directed, nullptr));
  return result.copy();
}

std::vector<double> igraph_peer::distances(std::span<const vertex_id> sources) const {
  whole_vector from;
  for (const vertex_id s : sources) check(igraph_vector_int_push_back(&from.values, static_cast<igraph_integer_t>(s)));
  igraph_matrix_t found;
  check(igraph_matrix_init(&found, 0, 0));
  const std::unique_ptr<igraph_matrix_t, void (*)(igraph_matrix_t*)> owner(&found, &igraph_matrix_destroy);
  check(igraph_distances_dijkstra(&graph_->g, &found, igraph_vss_vector(&from.values), igraph_vss_all(),
                                  &graph_->list->lengths.values, IGRAPH_OUT));
  std::vector<double> rows;
  for (igraph_integer_t s = 0; s < igraph_matrix_nrow(&found); ++s)
    for (igraph_integer_t v = 0; v < igraph_matrix_ncol(&found); ++v) {
      const double d = MATRIX(found, s, v);
      rows.push_back(std::isfinite(d) ? d : -1.0);
    }
  return rows;
}

double igraph_peer::maximum_flow(std::size_t source, std::size_t target) const {
  igraph_real_t value = 0;
  check(igraph_maxflow(&graph_->g, &value, nullptr, nullptr, nullptr, nullptr, static_cast<igraph_integer_t>(source),
                       static_cast<igraph_integer_t>(target), &graph_->list->lengths.values, nullptr));
  return value;
}

std::vector<double> igraph_peer::gomory_hu() const {
  real_vector weights;
  igraph_t tree;
  check(igraph_gomory_hu_tree(&graph_->g, &tree, &weights.values, &graph_->list->lengths.values));
  igraph_destroy(&tree);
  std::vector<double> sorted = weights.copy();
  std::sort(sorted.begin(), sorted.end());
  return sorted;
}

double igraph_peer::global_minimum_cut() const {
  igraph_real_t value = 0;
  check(igraph_mincut_value(&graph_->g, &value, &graph_->list->lengths.values));
  return value;
}

std::vector<double> igraph_peer::closeness_on_hops() const {
  real_vector result;
  check(igraph_closeness(&graph_->g, &result.values, nullptr, nullptr, igraph_vss_all(), IGRAPH_OUT, nullptr, true));
  return result.copy();
}

std::vector<double> igraph_peer::harmonic_on_hops() const {
  real_vector result;
  check(igraph_harmonic_centrality(&graph_->g, &result.values, igraph_vss_all(), IGRAPH_OUT, nullptr, false));
  return result.copy();
}

std::vector<double> igraph_peer::closeness_on_lengths() const {
  real_vector result;
  check(igraph_closeness(&graph_->g, &result.values, nullptr, nullptr, igraph_vss_all(), IGRAPH_OUT,
                         &graph_->list->lengths.values, true));
  return result.copy();
}

std::vector<double> igraph_peer::eigenvector() const {
  real_vector result;
  igraph_arpack_options_t options;
  igraph_arpack_options_init(&options);
  check(igraph_eigenvector_centrality(&graph_->g, &result.values, nullptr, graph_->list->directed, true, nullptr, &options));
  return result.copy();
}

std::vector<double> igraph_peer::hubs() const {
  real_vector result;
  real_vector authorities;
  igraph_arpack_options_t options;
  igraph_arpack_options_init(&options);
  check(igraph_hub_and_authority_scores(&graph_->g, &result.values, &authorities.values, nullptr, true, nullptr, &options));
  return result.copy();
}

std::vector<std::uint32_t> igraph_peer::components() const {
  whole_vector labels;
  check(igraph_connected_components(&graph_->g, &labels.values, nullptr, nullptr, IGRAPH_WEAK));
  return labels.copy<std::uint32_t>();
}

igraph_clusters igraph_peer::leiden(int iterations, std::uint64_t seed) const {
  check(igraph_rng_seed(igraph_rng_default(), static_cast<igraph_uint_t>(seed)));
  // Modularity is what it calls the general quality with degrees as weights of vertices.
  real_vector degrees;
  check(igraph_strength(&graph_->g, &degrees.values, igraph_vss_all(), IGRAPH_ALL, IGRAPH_LOOPS, nullptr));
  const double resolution = 1 / (2 * static_cast<double>(edges()));
  whole_vector labels;
  igraph_real_t quality = 0;
  const auto iterate = [&](bool start, int times) {
    igraph_integer_t clusters = 0;
    check(igraph_community_leiden(&graph_->g, nullptr, &degrees.values, resolution, 0.01, start, times, &labels.values, &clusters,
                                  &quality));
  };
  iterate(false, iterations < 0 ? 1 : iterations);
  // Told to go on until nothing changes, igraph before 1.0 ends after the first iteration that changes anything.
  for (double before = -1; iterations < 0 && quality > before + 1e-12;) {
    before = quality;
    iterate(true, 1);
  }
  return {labels.copy<std::uint32_t>(), quality};
}

igraph_clusters igraph_peer::infomap(std::uint64_t seed) const {
  check(igraph_rng_seed(igraph_rng_default(), static_cast<igraph_uint_t>(seed)));
  whole_vector labels;
  igraph_real_t codelength = 0;
  check(igraph_community_infomap(&graph_->g, nullptr, nullptr, 1, &labels.values, &codelength));
  return {labels.copy<std::uint32_t>(), codelength};
}

}  // namespace coopgraph::bench
