// SPDX-License-Identifier: BSL-1.0
#include "cli/cluster_methods.hpp"
#include "cli/groups.hpp"
#include "cli/observation.hpp"
#include "cli/output.hpp"

#include <coopgraph/clustering/codelength.hpp>
#include <coopgraph/clustering/quality.hpp>

#include <CLI/CLI.hpp>

#include <memory>
#include <ostream>

namespace coopgraph::cli {
namespace {

struct quality_options {
  graph_command_options common;
  std::string partition;
  double resolution = modularity_options{}.resolution;
  walk_options walk;
};

struct judged {
  grouping parts;
  partition_quality_result quality;
  double bits = 0.0;
};

std::string label_of(const judged& found, std::size_t cluster) {
  const std::string& name = found.parts.names[cluster];
  return name.empty() ? "(none)" : name;
}

table_cell cell_of(const std::optional<double>& value) { return value ? table_cell{*value} : table_cell{}; }

table cluster_table(const judged& found) {
  using enum column_kind;
  table t("clusters", "The clusters of the partition",
          {{"label", "Cluster", text},
           {"vertices", "Vertices", whole_number},
           {"parts", "Connected parts", whole_number},
           {"internal", "Within", number},
           {"leaving", "Leaving", number},
           {"entering", "Entering", number},
           {"conductance", "Conductance", number},
           {"supply", "Supply that stays", number},
           {"demand", "Demand met within", number}});
  for (std::size_t i = 0; i < found.quality.clusters.size(); ++i) {
    const cluster_quality& c = found.quality.clusters[i];
    t.add_row({label_of(found, i), static_cast<std::int64_t>(c.vertices), static_cast<std::int64_t>(c.parts), c.internal,
               c.leaving, c.entering, cell_of(c.conductance), cell_of(c.supply_containment), cell_of(c.demand_containment)});
  }
  t.add_note("modularity " + to_text(found.quality.modularity) + ", cpm " + to_text(found.quality.constant_potts) +
             ", codelength " + to_text(found.bits) + " bits, coverage " +
             (found.quality.coverage ? to_text(*found.quality.coverage) : "n/a (no strength)"));
  if (found.parts.without > 0)
    t.add_note(count_of(found.parts.without, "vertex is", "vertices are") + " in no cluster and " +
               (found.parts.without == 1 ? "is" : "are") + " taken as one more");
  return t;
}

void write_optional(json_writer& json, std::string_view key, const std::optional<double>& value) {
  json.key(key);
  value ? json.value(*value) : json.null();
}

void write_quality(json_writer& json, const judged& found, const map_equation_options& walk, bool directed) {
  const partition_quality_result& q = found.quality;
  json.key("clusters").value(q.clusters.size());
  json.key("modularity").value(q.modularity).key("cpm").value(q.constant_potts).key("codelength").value(found.bits);
  json.key("flow_model").value(name_of(walk.model.value_or(directed ? flow_model::directed : flow_model::undirected)));
  write_optional(json, "conductance", q.mean_conductance);
  write_optional(json, "worst_conductance", q.worst_conductance);
  write_optional(json, "coverage", q.coverage);
  json.key("total").value(q.total).key("cut").value(q.cut).key("disconnected").value(q.disconnected);
  json.key("self_containment").begin_object();
  for (std::size_t i = 0; i < q.clusters.size(); ++i) {
    json.key(label_of(found, i)).begin_object();
    write_optional(json, "supply", q.clusters[i].supply_containment);
    write_optional(json, "demand", q.clusters[i].demand_containment);
    json.end_object();
  }
  json.end_object().key("by_cluster").begin_object();
  for (std::size_t i = 0; i < q.clusters.size(); ++i) {
    const cluster_quality& c = q.clusters[i];
    json.key(label_of(found, i)).begin_object().key("vertices").value(c.vertices).key("parts").value(c.parts);
    json.key("internal").value(c.internal).key("leaving").value(c.leaving).key("entering").value(c.entering);
    write_optional(json, "conductance", c.conductance);
    json.end_object();
  }
  json.end_object();
}

status judge_partition(const quality_options& options, const CLI::App& app, const context& where) {
  const output_format format = options.common.output.chosen();
  const map_equation_options walk = options.walk.chosen();
  const input_graph input = options.common.read(where);
  const edge_strengths strengths = strengths_or_ones(input, "quality");
  judged found{read_groups(input, options.common.input, "--partition", options.partition, "label"), {}, 0.0};
  const partition_quality_options how{{options.resolution}, {options.resolution, {}}};
  on_graph(input, [&](const auto& graph) {
    found.quality = partition_quality(graph, strengths, found.parts.groups, how);
    found.bits = codelength(graph, strengths, found.parts.groups, walk, options.common.run(where));
  });
  if (const std::string recorded = recorded_only(input, options.common.input); !recorded.empty()) {
    where.err << "coopgraph: quality: " << printable(not_observed(recorded), 960) << '\n';
    return no_answer;
  }
  switch (format) {
    case output_format::table:
      deliver(options.common.output, where, plain_text(cluster_table(found), options.common.output, where));
      break;
    case output_format::csv:
      deliver(options.common.output, where, to_csv(cluster_table(found)));
      break;
    case output_format::json:
      deliver(options.common.output, where,
              json_result(app, input, [&](json_writer& json) { write_quality(json, found, walk, input.directed()); }));
      break;
  }
  return done;
}

}  // namespace

runner declare_quality(CLI::App& app) {
  const auto options = std::make_shared<quality_options>();
  options->common.declare(app);
  app.add_option("--partition", options->partition,
                 "A CSV file with the columns id,label, as cluster --format csv writes it; of a dataset also keys of regions, "
                 "joined by commas")
      ->required();
  app.add_option("--resolution", options->resolution, "Of modularity and cpm")->capture_default_str();
  options->walk.declare(app);
  app.footer(
      "Examples:\n"
      "  coopgraph quality trade.csv --partition clusters.csv\n"
      "  coopgraph quality vietnam-modelled --as flows --strength exchange --partition red-river-delta,mekong-delta");
  return [options, &app](const context& where) { return judge_partition(*options, app, where); };
}

}  // namespace coopgraph::cli
