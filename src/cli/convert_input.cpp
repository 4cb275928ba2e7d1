// SPDX-License-Identifier: BSL-1.0
#include "cli/convert_input.hpp"

#include "cli/dataset_input.hpp"
#include "cli/dataset_source.hpp"
#include "cli/edge_input.hpp"
#include "cli/graph_input.hpp"
#include "cli/vintage_input.hpp"

#include <coopgraph/report/fingerprint.hpp>
#include <coopgraph/report/graph_export.hpp>

#include <filesystem>
#include <utility>

namespace coopgraph::cli {
namespace {

namespace fs = std::filesystem;

std::string format_words() {
  std::string text;
  for (const graph_format format : graph_formats())
    if (!name_of(format).empty()) text.append(text.empty() ? "" : ", ").append(name_of(format));
  return text;
}

/// The tables that a folder of GraphFrames holds.
bool holds_frames(const std::string& folder) {
  std::error_code ignored;
  return fs::is_regular_file(fs::path(folder) / "vertices.csv", ignored) &&
         fs::is_regular_file(fs::path(folder) / "edges.csv", ignored) && !fs::exists(fs::path(folder) / "actors.csv", ignored);
}

void check_options(const convert_options& o, const convert_source& source) {
  if (source.graph) {
    check_for_graph_file(o.input);
    refuse_given({{"--nodes", !o.input.nodes.empty()}, {"--bad-rows skip", o.input.bad_rows == "skip"}}, o.input.path,
                 "edge tables", "a graph file");
  } else if (source.tables) {
    check_without_dataset(o.input, "an edge table");
    (void)o.input.for_edge_table();
  } else {
    check_for_dataset(o.input);
  }
  if (source.is_document() && o.input.parallel_edges != "keep")
    throw usage_error("--parallel-edges is '" + printable(o.input.parallel_edges) +
                      "'; of a graph file or table allowed: keep, as each edge has attributes of its own");
}

/// The options of a folder of GraphFrames: its tables.
input_options with_tables(const convert_options& o) {
  input_options input = o.input;
  std::error_code ignored;
  if (!fs::is_directory(input.path, ignored)) return input;
  if (input.nodes.empty()) input.nodes = (fs::path(input.path) / "vertices.csv").string();
  input.path = (fs::path(input.path) / "edges.csv").string();
  return input;
}

converted_input read_tables(const convert_options& o, table_shape shape, const context& where) {
  const input_options input = with_tables(o);
  read_graph_tables_options how;
  how.shape = shape;
  how.formulas = o.formulas == "guarded" ? formula_cells::guarded : formula_cells::plain;
  how.table = input.for_edge_table();
  how.table.run.stop = where.stop;
  if (input.strength == "none") how.table.find_strength = false;
  how.most_values = input.for_graph_file().values;
  if (!input.nodes.empty() && input.delimiter.empty()) {
    input_options by_extension;
    by_extension.path = input.nodes;
    how.nodes_delimiter = by_extension.for_edge_table().delimiter;
  }
  return {read_graph_tables(input.path, input.nodes, how), fingerprint_of(input)};
}

converted_input read_graph(const convert_options& o, graph_format format, const context& where) {
  converted_input input{read_document(o.input, format, where), fingerprint_of(o.input)};
  if (o.input.directed && !input.document.directed)
    throw usage_error("--directed is given, and " + printable(o.input.path) +
                      " says that its edges have no direction; leave it out");
  if (o.input.undirected) input.document.directed = false;
  return input;
}

converted_input read_network(const convert_options& o, const context& where) {
  const input_options& input = o.input;
  const std::string& parallel = input.parallel_edges;
  const bool flows = input.as == "flows";
  if (parallel != "keep" && (parallel != "sum" || flows))
    throw usage_error("--parallel-edges is '" + printable(parallel) + "'; to convert a dataset" + (flows ? "'s flows" : "") +
                      " allowed: keep" + (flows ? "" : ", sum"));
  if (!flows) (void)as_projection(input.as);
  (void)filter_of(input);
  (void)strength_of(input);
  const std::vector<allocation> rules = allocations_of(input);
  if (rules.size() > 1) throw usage_error("--allocate names several rules, and a graph is made by one; allowed: one rule");
  const auto rule = rules.empty() ? std::nullopt : std::optional(rules.front());
  check_vintage(input);
  const auto [from, vintage, fingerprint, notes] = read_in_units(input, where);
  check(where.stop);
  converted_input made;
  made.fingerprint = fingerprint;
  if (flows) {
    made.document = to_graph_document(from, project_flows(from, flow_projection_of(input, rule)));
  } else {
    projection_options how = projection_of(input, rule);
    how.edge_per_record = parallel == "keep";
    made.document = to_graph_document(from, project_agreements(from, how));
  }
  made.document.file = input.path;
  made.document.notes.insert(made.document.notes.begin(), notes.begin(), notes.end());
  if (vintage) made.document.notes.push_back(words_for(*vintage));
  if (flows && input.undirected) made.document.directed = false;
  return made;
}

}  // namespace

void refuse_selection(const input_options& o, const char* as) {
  const std::pair<const char*, bool> given[] = {{"--as", o.as != "star"},
                                                {"--field", !o.field.empty()},
                                                {"--kind", !o.kind.empty()},
                                                {"--product", !o.product.empty()},
                                                {"--status", !o.status.empty()},
                                                {"--region", !o.region.empty()},
                                                {"--on", !o.on.empty()},
                                                {"--since", !o.from.empty()},
                                                {"--until", !o.to.empty()},
                                                {"--undated", o.undated != "include"},
                                                {"--strength", !o.strength.empty()},
                                                {"--unit", !o.unit.empty()},
                                                {"--basis", !o.basis.empty()},
                                                {"--allocate", !o.allocate.empty()},
                                                {"--parallel-edges", o.parallel_edges != "keep"}};
  for (const auto& [option, is_given] : given)
    if (is_given) throw usage_error(std::string(option) + " chooses ties, and " + as + " holds all records; leave it out");
}

std::string read_words() { return format_words() + ", edges, gephi, graphframes, baci, comtrade, dataset, hif"; }
std::string written_words() { return format_words() + ", edges, gephi, graphframes, baci, comtrade, dataset, hif"; }

convert_source convert_source_of(const convert_options& o) {
  convert_source source;
  const bool folder = kind_of_path(o.input) == input_kind::dataset;
  if (!o.from.empty()) {
    source.graph = graph_format_named(o.from);
    source.tables = o.from == "csv" ? table_shape::edges : table_shape_named(o.from);
    if (!source.is_document() && o.from != "dataset" && o.from != "hif")
      throw usage_error("--from is '" + printable(o.from) + "'; allowed: " + read_words());
    if (folder && source.is_document() && source.tables != table_shape::graphframes)
      throw usage_error("--from is '" + printable(o.from) + "', and " + printable(o.input.path, 300) +
                        " is a folder; allowed: dataset, graphframes");
    if (folder != (o.from == "dataset") && !source.is_document())
      throw usage_error("--from is " + o.from + ", and " + printable(o.input.path, 300) + " is a " +
                        (folder ? "folder; allowed: dataset" : "file; allowed for datasets: a folder, or a file .hif.json"));
    if (o.from == "hif" && !is_hypergraph(o.input.path))
      throw usage_error("--from is hif, and " + printable(o.input.path, 300) + " has another extension; rename it to .hif.json");
  } else if (folder) {
    if (holds_frames(o.input.path)) source.tables = table_shape::graphframes;
  } else if (is_hypergraph(o.input.path)) {
    // as it is: a dataset in one file
  } else if (kind_of(o.input) == input_kind::graph_file) {
    source.graph = graph_format_of(o.input.path);
  } else {
    source.tables = table_shape::edges;
    for (const char* preset : {"baci", "comtrade", "gephi"})
      if (o.input.preset == preset) source.tables = table_shape_named(preset);
  }
  source.folder = folder;
  check_options(o, source);
  return source;
}

converted_input read_source(const convert_options& o, const convert_source& source, const context& where) {
  if (source.graph) return read_graph(o, *source.graph, where);
  if (source.tables) return read_tables(o, *source.tables, where);
  return read_network(o, where);
}

}  // namespace coopgraph::cli
