// SPDX-License-Identifier: BSL-1.0
// Leiden over the layers or years of a dataset.
#include "cli/cluster_methods.hpp"
#include "cli/output.hpp"

#include <coopgraph/clustering/multislice.hpp>
#include <coopgraph/core/decimal.hpp>

#include <algorithm>
#include <utility>
#include <variant>

namespace coopgraph::cli {
namespace {

constexpr std::pair<std::string_view, slice_coupling> couplings[] = {
    {"adjacent", slice_coupling::adjacent}, {"all", slice_coupling::all}, {"multiplex", slice_coupling::multiplex}};
constexpr std::pair<std::string_view, slice_scale> scales[] = {{"ties", slice_scale::ties},
                                                               {"modularity", slice_scale::modularity}};

/// --weight NAME=W: what the ties of the slice with that heading count.
void set_weights(const cluster_options& o, const std::vector<tie_part>& parts, std::vector<double>& weights) {
  for (const std::string& given : o.weights) {
    const std::size_t sign = given.rfind('=');
    const auto named = std::find_if(parts.begin(), parts.end(), [&](const tie_part& p) {
      return sign != std::string::npos && p.heading == given.substr(0, sign);
    });
    const parsed_decimal number = parse_decimal(sign == std::string::npos ? "" : given.substr(sign + 1));
    if (named == parts.end() || number.problem != number_problem::none)
      throw usage_error("--weight is '" + printable(given) + "'; allowed: NAME=NUMBER with the name of a layer or a date");
    weights[static_cast<std::size_t>(named - parts.begin())] = to_double(number.value);
  }
}

template <direction D>
multislice_result found_in(const std::vector<tie_part>& parts, const std::vector<double>& weights, double resolution,
                           const multislice_options& how) {
  std::vector<slice<D>> slices;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const input_graph& ties = parts[i].ties;
    slices.push_back(
        {std::get<basic_graph<D>>(ties.graph).view(), ties.strengths ? &*ties.strengths : nullptr, weights[i], resolution});
  }
  return multislice_leiden(std::span<const slice<D>>(slices), how);
}

void write_slices(json_writer& json, const cluster_request& r, const std::vector<tie_part>& parts,
                  const multislice_result& found) {
  json.key("coupling").value(r.options.coupling).key("omega").value(r.options.omega);
  json.key("converged").value(found.converged).key("iterations").value(found.iterations);
  json.key("best_run").value(found.best_run).key("edge_visits").value(found.edge_visits);
  json.key("slices").begin_array();
  for (std::size_t s = 0; s < parts.size(); ++s) {
    json.begin_object().key(r.options.parts.heading()).value(parts[s].heading).key("modularity").value(found.modularity[s]);
    if (s + 1 < parts.size()) json.key("switches").value(found.switches[s]);
    json.key("partition").begin_object();
    const auto labels = found.labels_of(s);
    for (vertex_id v = 0; v < labels.size(); ++v) json.key(r.input.ids[v]).value(labels[v]);
    json.end_object().end_object();
  }
  json.end_array();
}

}  // namespace

clustered by_multislice_leiden(const cluster_request& r) {
  const cluster_options& o = r.options;
  refuse_leiden_only(o, "--layers and --every");
  const std::vector<tie_part> parts = split_ties(*r.input.from, o.common.input, o.parts);
  if (parts.empty())
    throw usage_error("no record gives a slice under these options; name others, or leave --layers and --every out");
  multislice_options how;
  how.coupling = value_of("--coupling", o.coupling, couplings);
  how.omega = o.omega;
  how.scale = value_of("--slice-scale", o.slice_scale, scales);
  if (o.runs) how.runs = *o.runs;
  how.randomness = o.randomness;
  how.seed = o.seed;
  how.run = r.run;
  std::vector<double> weights(parts.size(), 1.0);
  set_weights(o, parts, weights);
  const multislice_result found = parts.front().ties.directed()
                                      ? found_in<direction::directed>(parts, weights, o.resolution, how)
                                      : found_in<direction::undirected>(parts, weights, o.resolution, how);
  clustered c;
  // A vertex has a label in each slice: the table shows all of them, beside the one of the last.
  const auto last = found.labels_of(parts.size() - 1);
  c.partition.label.assign(last.begin(), last.end());
  c.partition.clusters = found.partition.clusters;
  c.objective = "multislice modularity";
  c.quality = found.quality;
  c.members = [found, parts, &r](json_writer& json) { write_slices(json, r, parts, found); };
  for (std::size_t s = 0; s < parts.size(); ++s) {
    const std::string heading = parts[s].heading.empty() ? "(none)" : parts[s].heading;
    vertex_column column{{"in_" + heading, heading, column_kind::whole_number}, {}};
    for (const std::uint32_t label : found.labels_of(s)) column.cells.emplace_back(std::int64_t{label});
    c.columns.push_back(std::move(column));
  }
  c.notes.push_back("labels are shared by all slices; the column Cluster is that of the last, " + parts.back().heading);
  return c;
}

}  // namespace coopgraph::cli
