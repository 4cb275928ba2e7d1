// SPDX-License-Identifier: BSL-1.0
// Clusters by Leiden: once, as an ensemble, or over a range of resolutions.
#include "cli/cluster_methods.hpp"
#include "cli/groups.hpp"
#include "cli/output.hpp"
#include "cli/vertex_numbers.hpp"
#include "cli/vertex_rows.hpp"

#include <coopgraph/clustering/membership.hpp>
#include <coopgraph/clustering/resolution_scan.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <tuple>
#include <utility>

namespace coopgraph::cli {
namespace {

template <class Value>
struct word {
  std::string_view text;
  Value value;
};
constexpr word<leiden_objective> objectives[] = {{"modularity", leiden_objective::modularity}, {"cpm", leiden_objective::cpm}};
constexpr word<leiden_preset> presets[] = {{"fast", leiden_preset::fast}, {"best", leiden_preset::best}};
constexpr word<ensemble_resampling> resamplings[] = {
    {"none", ensemble_resampling::none}, {"edges", ensemble_resampling::edges}, {"poisson", ensemble_resampling::poisson}};

leiden_options leiden_of(const cluster_request& r) {
  const cluster_options& o = r.options;
  leiden_options how;
  how.objective = objective_of(o);
  how.preset = preset_of(o);
  how.resolution = o.resolution;
  how.node_sizes = node_sizes_of(r);
  if (!o.initial.empty()) how.initial = read_groups(r.input, o.common.input, "--initial", o.initial, "label").groups;
  if (!o.fixed.empty()) {
    const std::array<std::string, 1> columns{"id"};
    for (const vertex_row& row : read_vertex_rows(r.input, o.common.input, o.fixed, columns)) how.fixed.push_back(row.vertex);
  }
  how.largest_cluster = o.largest_cluster;
  if (o.runs) how.runs = *o.runs;
  how.randomness = o.randomness;
  how.seed = o.seed;
  how.run = r.run;
  return how;
}

clustered once(const cluster_request& r, const leiden_options& how) {
  const edge_strengths strengths = strengths_or_ones(r.input, r.options.by.c_str());
  const leiden_result found = on_graph(r.input, [&](const auto& graph) { return leiden(graph, strengths, how); });
  clustered c{found.partition, r.options.objective, found.quality, {}, [found](json_writer& json) {
                json.key("modularity").value(found.modularity).key("converged").value(found.converged);
                json.key("iterations").value(found.iterations).key("best_run").value(found.best_run);
                json.key("edge_visits").value(found.edge_visits);
              }};
  if (r.options.objective != "modularity") c.notes.push_back("modularity " + to_text(found.modularity));
  if (!found.converged && how.preset == leiden_preset::best)
    c.notes.push_back("the search was ended before nothing improved any more");
  return c;
}

/// {"source", "target", "share"} for each pair that is ever together, and each once.
void write_pairs(json_writer& json, const input_graph& input, const co_assignments& together) {
  json.key("together").begin_array();
  for (vertex_id u = 0; u < together.vertices(); ++u)
    for (const co_assigned& other : together.of(u)) {
      if (other.vertex < u) continue;
      json.begin_object().key("source").value(input.ids[u]).key("target").value(input.ids[other.vertex]);
      json.key("share").value(other.share).end_object();
    }
  json.end_array();
}

void write_ensemble(json_writer& json, const cluster_request& r, const ensemble_result& found) {
  json.key("modularity").value(found.modularity).key("converged").value(found.converged).key("rounds").value(found.rounds);
  json.key("ensemble").begin_object().key("runs").value(found.together.runs()).key("resample").value(r.options.resample);
  json.key("mean_quality").value(found.mean_quality).key("quality_deviation").value(found.quality_deviation);
  json.key("confidence").begin_array();
  for (const double confidence : found.confidence) json.value(confidence);
  json.end_array().key("members").begin_object();
  for (vertex_id v = 0; v < found.members.size(); ++v) {
    const ensemble_member& m = found.members[v];
    json.key(r.input.ids[v]).begin_object().key("confidence").value(m.confidence).key("core").value(m.core).key("next_best");
    m.next_best ? json.value(*m.next_best) : json.null();
    json.key("next_share").value(m.next_share).end_object();
  }
  json.end_object();
  if (r.options.pairs) write_pairs(json, r.input, found.together);
  json.end_object();
}

/// {LABEL: {ID: degree}}
void write_memberships(json_writer& json, const input_graph& input, const cover& members) {
  json.key("memberships").begin_object();
  for (std::size_t c = 0; c < members.clusters.size(); ++c) {
    json.key(std::to_string(c)).begin_object();
    for (const cover_member& m : members.clusters[c]) json.key(input.ids[m.vertex]).value(m.degree);
    json.end_object();
  }
  json.end_object();
}

clustered as_ensemble(const cluster_request& r, const leiden_options& how) {
  ensemble_options many;
  many.leiden = how;
  many.runs = r.options.ensemble;
  many.resampling = value_of("--resample", r.options.resample, resamplings);
  many.core = r.options.core;
  many.seed = r.options.seed;
  many.run = r.run;
  const edge_strengths strengths = strengths_or_ones(r.input, r.options.by.c_str());
  const ensemble_result found = on_graph(r.input, [&](const auto& graph) { return leiden_ensemble(graph, strengths, many); });
  clustered c{found.consensus, r.options.objective, found.quality, {}, [found, &r](json_writer& json) {
                write_ensemble(json, r, found);
                if (r.options.memberships != 0.0)
                  write_memberships(json, r.input,
                                    membership_cover(found.together, found.consensus, {.least_degree = r.options.memberships}));
              }};
  vertex_column confidence{{"confidence", "Confidence", column_kind::number}, {}};
  vertex_column place{{"place", "Place", column_kind::text}, {}};
  vertex_column next{{"next_best", "Next best", column_kind::whole_number}, {}};
  vertex_column share{{"next_share", "Its share", column_kind::number}, {}};
  for (const ensemble_member& m : found.members) {
    confidence.cells.emplace_back(m.confidence);
    place.cells.emplace_back(m.core ? "core" : "border");
    next.cells.push_back(m.next_best ? table_cell{std::int64_t{*m.next_best}} : table_cell{});
    share.cells.emplace_back(m.next_share);
  }
  c.columns = {std::move(confidence), std::move(place), std::move(next), std::move(share)};
  c.notes.push_back("consensus of " + count_of(found.together.runs(), "run", "runs") + ", whose quality is " +
                    to_text(found.mean_quality) + " on average, standard deviation " + to_text(found.quality_deviation));
  if (!found.converged) c.notes.push_back("the runs did not come to agree: the best of the last round is shown");
  return c;
}

/// "0.5,4" as two numbers.
std::pair<double, double> range_of(const std::string& text) {
  const std::size_t comma = text.find(',');
  const parsed_decimal low = parse_decimal(text.substr(0, comma));
  const parsed_decimal high = comma == std::string::npos ? low : parse_decimal(text.substr(comma + 1));
  if (comma == std::string::npos || low.problem != number_problem::none || high.problem != number_problem::none)
    throw usage_error("--scan is '" + printable(text) + "'; allowed: the lowest and the highest resolution, such as 0.5,4");
  return {to_double(low.value), to_double(high.value)};
}

void write_plateaus(json_writer& json, const input_graph& input, const resolution_scan_result& found) {
  json.key("plateaus").begin_array();
  for (const resolution_plateau& p : found.plateaus) {
    json.begin_object().key("from").value(p.from).key("to").value(p.to).key("log_width").value(p.log_width);
    json.key("within").value(p.within).key("expected").value(p.expected).key("found").value(p.found);
    write_partition(json, input, p.partition);
    json.end_object();
  }
  json.end_array().key("by_stability").begin_array();
  for (const std::uint32_t i : found.by_stability) json.value(i);
  json.end_array().key("partitions").value(found.partitions).key("runs").value(found.runs);
  json.key("settled").value(found.settled);
}

clustered over_resolutions(const cluster_request& r, const leiden_options& how) {
  resolution_scan_options scan;
  scan.leiden = how;
  std::tie(scan.lowest, scan.highest) = range_of(r.options.scan);
  scan.seed = r.options.seed;
  scan.run = r.run;
  const edge_strengths strengths = strengths_or_ones(r.input, r.options.by.c_str());
  const resolution_scan_result found =
      on_graph(r.input, [&](const auto& graph) { return scan_resolutions(graph, strengths, scan); });
  table t("plateaus", "Partitions that are the best over a range of resolutions",
          {{"from", "From", column_kind::number},
           {"to", "To", column_kind::number},
           {"log_width", "Log width", column_kind::number},
           {"clusters", "Clusters", column_kind::whole_number},
           {"within", "Within", column_kind::number},
           {"expected", "Expected", column_kind::number}});
  for (const resolution_plateau& p : found.plateaus)
    t.add_row({p.from, p.to, p.log_width, std::int64_t{p.partition.clusters}, p.within, p.expected});
  t.add_note("quality = within - resolution x expected; the widest is the most stable");
  if (!found.settled) t.add_note("not settled: more runs might find partitions that are better somewhere between");
  clustered c;
  c.objective = r.options.objective;
  c.members = [found, &r](json_writer& json) { write_plateaus(json, r.input, found); };
  if (!found.by_stability.empty()) {
    const resolution_plateau& widest = found.plateaus[found.by_stability.front()];
    c.partition = widest.partition;
    c.resolution = std::sqrt(widest.from * widest.to);
    c.quality = widest.within - *c.resolution * widest.expected;
  }
  c.instead = std::move(t);
  return c;
}

}  // namespace

std::vector<double> node_sizes_of(const cluster_request& r) {
  const std::string& given = r.options.node_sizes;
  if (given.empty()) return {};
  std::error_code problem;
  const bool is_attribute = (r.input.from || r.input.is_graph_file) && !std::filesystem::is_regular_file(given, problem);
  const input_options& how = r.options.common.input;
  const auto numbers =
      is_attribute ? read_vertex_numbers(r.input, how, "--node-sizes", given) : read_vertex_amounts(r.input, how, given, "size");
  std::vector<double> sizes;
  for (vertex_id v = 0; v < numbers.size(); ++v) {
    if (!numbers[v] || numbers[v]->mantissa < 0)
      throw usage_error("--node-sizes: " + printable(r.input.ids[v]) + " has no number of 0 or above in " + printable(given) +
                        "; allowed: an attribute that every actor of a dataset or vertex of a graph file has, or a file with the "
                        "columns id,size and a row "
                        "for each vertex");
    sizes.push_back(to_double(*numbers[v]));
  }
  return sizes;
}

leiden_objective objective_of(const cluster_options& o) { return value_of("--objective", o.objective, objectives); }
leiden_preset preset_of(const cluster_options& o) { return value_of("--preset", o.preset, presets); }

void refuse_plain_search_only(const cluster_options& o, const char* because) {
  const std::pair<const char*, bool> given[] = {{"--initial", !o.initial.empty()},
                                                {"--fixed", !o.fixed.empty()},
                                                {"--largest-cluster", o.largest_cluster != 0.0},
                                                {"--ensemble", o.ensemble > 0},
                                                {"--scan", !o.scan.empty()}};
  for (const auto& [option, is_given] : given)
    if (is_given) throw usage_error(std::string(option) + " is not for " + because + "; leave one of them out");
}

void refuse_leiden_only(const cluster_options& o, const char* because) {
  if (o.objective != "modularity")
    throw usage_error(std::string("--objective cpm is not for ") + because + "; leave one of them out");
  refuse_plain_search_only(o, because);
}

clustered by_leiden(const cluster_request& r) {
  constexpr word<bool> null_models[] = {{"configuration", false}, {"spatial", true}};
  const bool spatial = value_of("--null-model", r.options.null_model, null_models);
  if (has_neighbours(r.options)) {
    if (spatial || r.options.parts.given())
      throw usage_error("--contiguity, --nearest and --within are not for --null-model spatial, --layers and --every");
    return by_contiguous_leiden(r);
  }
  if (r.options.parts.given()) {
    if (spatial) throw usage_error("--null-model spatial is not for --layers and --every; leave one of them out");
    return by_multislice_leiden(r);
  }
  if (spatial) return by_spatial_leiden(r);
  const leiden_options how = leiden_of(r);
  if (r.options.ensemble > 0 && !r.options.scan.empty())
    throw usage_error("--ensemble and --scan are both given; allowed: one of them");
  if (r.options.ensemble > 0) return as_ensemble(r, how);
  if (!r.options.scan.empty()) return over_resolutions(r, how);
  return once(r, how);
}

}  // namespace coopgraph::cli
