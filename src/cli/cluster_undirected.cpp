// SPDX-License-Identifier: BSL-1.0
// Clusters of undirected graphs: spectral, hierarchical, core and periphery.
#include "cli/cluster_methods.hpp"
#include "cli/output.hpp"

#include <coopgraph/clustering/core_periphery.hpp>
#include <coopgraph/clustering/hierarchical.hpp>
#include <coopgraph/clustering/quality.hpp>
#include <coopgraph/clustering/spectral.hpp>

#include <utility>

namespace coopgraph::cli {
namespace {

void write_numbers(json_writer& json, const char* key, const std::vector<double>& numbers) {
  json.key(key).begin_array();
  for (const double x : numbers) json.value(x);
  json.end_array();
}

void write_optional(json_writer& json, const char* key, const std::optional<double>& number) {
  json.key(key);
  if (number)
    json.value(*number);
  else
    json.null();
}

std::string_view name_of(spectral_status status) {
  switch (status) {
    case spectral_status::found:
      return "found";
    case spectral_status::more_components:
      return "more_components";
    case spectral_status::fewer_vertices:
      break;
  }
  return "fewer_vertices";
}

}  // namespace

clustered by_spectral(const cluster_request& r) {
  constexpr std::pair<std::string_view, spectral_embedding> embeddings[] = {
      {"ng-jordan-weiss", spectral_embedding::ng_jordan_weiss}, {"shi-malik", spectral_embedding::shi_malik}};
  spectral_options how;
  if (r.options.clusters > 0) how.clusters = r.options.clusters;
  how.embedding = value_of("--embedding", r.options.embedding, embeddings);
  if (r.options.starts > 0) how.starts = r.options.starts;
  how.seed = r.options.seed;
  how.run = r.run;
  const undirected_graph& graph = undirected_input(r, "ties");
  const spectral_result found = spectral_clustering(graph, strengths_or_ones(r.input, "spectral"), how);
  clustered c{found.partition, "normalized cut", found.normalized_cut};
  c.members = [found, &r](json_writer& json) {
    json.key("status").value(name_of(found.status)).key("modularity").value(found.modularity);
    json.key("components").value(found.components);
    write_ids(json, "isolated", r.input, found.isolated);
    write_numbers(json, "eigenvalues", found.eigenvalues);
    write_numbers(json, "residuals", found.residuals);
    write_optional(json, "eigengap", found.eigengap);
    json.key("ambiguous")
        .value(found.ambiguous)
        .key("converged")
        .value(found.converged)
        .key("iterations")
        .value(found.iterations);
  };
  if (found.ambiguous) c.notes.emplace_back("ambiguous: other clusters are as good, for there is no gap between eigenvalues");
  if (found.status == spectral_status::more_components)
    c.notes.push_back("there are " + std::to_string(found.components) + " components, more than clusters: they are left apart");
  if (found.status == spectral_status::fewer_vertices) c.notes.emplace_back("there are fewer vertices with ties than clusters");
  if (!found.converged) c.notes.emplace_back("the eigenvectors did not converge");
  c.has_answer = found.status == spectral_status::found && found.converged;
  return c;
}

clustered by_hierarchical(const cluster_request& r) {
  constexpr std::pair<std::string_view, linkage> linkages[] = {
      {"single", linkage::single}, {"complete", linkage::complete}, {"average", linkage::average}};
  const cluster_options& o = r.options;
  hierarchical_options how{value_of("--linkage", o.linkage, linkages), r.run};
  const undirected_graph& graph = undirected_input(r, "ties");
  const edge_strengths strengths = strengths_or_ones(r.input, "hierarchical");
  const bool by_lengths = r.input.lengths.has_value();
  if (by_lengths)
    check_values(
        r.input, "hierarchical", *r.input.lengths, "length", [](double x) { return x >= 0.0; }, "lengths of 0 or above");
  const hierarchical_result found =
      by_lengths ? hierarchical_clustering(graph, *r.input.lengths, how) : hierarchical_clustering(graph, strengths, how);
  clustered c;
  const modularity_cut best = cut_at_greatest_modularity(graph, strengths, found.tree);
  c.partition = o.clusters > 0 || !o.height.empty() ? cut(r, found.tree) : best.partition;
  c.objective = "modularity";
  c.quality = modularity(graph, strengths, c.partition);
  c.members = [found](json_writer& json) {
    json.key("roots").begin_array();
    for (const std::uint32_t root : found.roots) json.value(root);
    json.end_array().key("ties").value(found.ties == ties::exact ? "exact" : "approximate");
    write_dendrogram(json, found.tree);
  };
  c.notes.push_back(by_lengths ? "by lengths: the shortest first"
                               : "by strengths: the strongest first; heights are minus the strength");
  return c;
}

clustered by_core_periphery(const cluster_request& r) {
  constexpr std::pair<std::string_view, core_to_periphery> ideals[] = {{"present", core_to_periphery::present},
                                                                       {"halfway", core_to_periphery::halfway},
                                                                       {"left-out", core_to_periphery::left_out}};
  core_periphery_options how;
  how.between = value_of("--core-to-periphery", r.options.core_to_periphery, ideals);
  if (r.options.starts > 0) how.starts = r.options.starts;
  how.seed = r.options.seed;
  how.run = r.run;
  const undirected_graph& graph = undirected_input(r, "ties");
  const edge_strengths strengths = strengths_or_ones(r.input, "core-periphery");
  const core_periphery_result found = core_periphery(graph, strengths, how);
  const coreness_result continuous = coreness(graph, strengths, {.run = r.run});
  clustered c{found.partition, "correlation", found.correlation.value_or(0.0)};
  c.members = [found, continuous, &r](json_writer& json) {
    write_ids(json, "core", r.input, found.core);
    write_optional(json, "correlation", found.correlation);
    write_optional(json, "mismatch", found.mismatch);
    json.key("optimal").value(found.optimal).key("iterations").value(found.iterations);
    json.key("coreness").begin_object();
    write_scores(json, r.input, continuous.score);
    write_optional(json, "correlation", continuous.correlation);
    json.key("converged").value(continuous.converged).key("iterations").value(continuous.iterations).end_object();
  };
  c.columns.push_back({{"coreness", "Coreness", column_kind::number}, score_cells(continuous.score)});
  if (!found.why_undefined.empty()) c.notes.push_back("no answer: " + found.why_undefined);
  if (found.optimal) c.notes.emplace_back("proven: no other core does better");
  if (!continuous.converged && continuous.why_undefined.empty()) c.notes.emplace_back("the coreness did not converge");
  c.has_answer = found.why_undefined.empty();
  return c;
}

}  // namespace coopgraph::cli
