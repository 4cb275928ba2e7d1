// SPDX-License-Identifier: BSL-1.0
#include "cli/convert_input.hpp"
#include "cli/dataset_source.hpp"
#include "cli/graph_input.hpp"
#include "cli/outlines.hpp"
#include "cli/output.hpp"
#include "cli/vintage_input.hpp"

#include <coopgraph/io/atomic_file.hpp>
#include <coopgraph/io/graph_tables.hpp>
#include <coopgraph/io/hif.hpp>

#include <CLI/CLI.hpp>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <ostream>
#include <unordered_map>
#include <utility>

namespace coopgraph::cli {
namespace {

namespace fs = std::filesystem;

/// What shall be written: a graph file, tables, or a dataset.
struct destination {
  std::optional<graph_format> graph = {};
  std::optional<table_shape> tables = {};
  bool hypergraph = false;
  bool dataset = false;
  std::string edges = {};  ///< of tables: the file of the edges
  std::string nodes = {};  ///< and that of the vertices
};

/// What came of it.
struct conversion {
  std::vector<std::string> written;
  std::size_t vertices = 0;
  std::size_t edges = 0;
  bool directed = false;
  std::vector<std::string> lost;
};

std::string beside(const std::string& file, const char* suffix) {
  fs::path path(file);
  return (path.parent_path() / (path.stem().string() + suffix)).string();
}

destination destination_of(const convert_options& o) {
  destination to;
  const bool csv = fs::path(o.out).extension() == ".csv";
  if (!o.to.empty()) {
    to.graph = graph_format_named(o.to);
    to.tables = o.to == "csv" ? table_shape::edges : table_shape_named(o.to);
    to.hypergraph = o.to == "hif";
    to.dataset = o.to == "dataset";
    if (!to.graph && !to.tables && !to.hypergraph && !to.dataset)
      throw usage_error("--to is '" + printable(o.to) + "'; allowed: " + written_words());
  } else {
    to.graph = graph_format_of(o.out);
    to.hypergraph = is_hypergraph(o.out);
    if (csv) to.tables = table_shape::edges;
    if (!to.graph && !to.tables && !to.hypergraph)
      throw usage_error(printable(o.out, 300) + ": what shall this be? Allowed: a name that ends in .csv, .hif.json, " +
                        graph_extensions() + ", or --to " + written_words());
  }
  if (!to.tables) {
    if (!o.nodes_out.empty()) throw usage_error("--nodes-out is for tables; what else is written holds its vertices itself");
    return to;
  }
  const bool folder = to.tables == table_shape::graphframes && !csv;
  to.edges = folder ? (fs::path(o.out) / "edges.csv").string() : o.out;
  to.nodes = !o.nodes_out.empty() ? o.nodes_out
             : folder             ? (fs::path(o.out) / "vertices.csv").string()
                                  : beside(o.out, "-nodes.csv");
  return to;
}

bool same_file(const std::string& a, const std::string& b) {
  std::error_code ignored;
  return fs::equivalent(a, b, ignored) || fs::path(a).lexically_normal() == fs::path(b).lexically_normal();
}

/// What is read is never written over.
void refuse_overwriting(const convert_options& o, const destination& to) {
  std::vector<std::string> out{to.tables ? to.edges : o.out};
  if (to.tables) out.push_back(to.nodes);
  if (!o.output.file.empty()) out.push_back(o.output.file);
  if (to.tables && same_file(out[0], out[1]))
    throw usage_error("both tables would be the file " + printable(out[0], 300) + "; name another by --nodes-out");
  if (!o.output.file.empty() && (same_file(out.back(), out.front()) || (to.tables && same_file(out.back(), to.nodes))))
    throw usage_error("--output is the file for what is told, and OUT as well; name another");
  for (const std::string& file : out) {
    for (const std::string* in : {&o.input.path, &o.input.nodes, &o.outlines})
      if (!in->empty() && same_file(file, *in))
        throw usage_error(printable(file, 300) + " would be written over, and is read; give OUT another name");
    std::error_code ignored;
    const fs::path folder = fs::path(file).parent_path();
    if (fs::is_directory(o.input.path, ignored) && same_file(folder.empty() ? "." : folder.string(), o.input.path))
      throw usage_error(printable(file, 300) + " would be written into the folder that is read; give OUT another place");
  }
}

void add_outlines(graph_document& d, const convert_options& o, std::vector<std::string>& notes, const context& where) {
  if (o.outlines.empty()) return;
  matched_outlines matched = read_outlines(
      o.outlines, d.vertices(), [&](std::size_t v) { return d.ids[v]; }, "vertex", "vertices", o.input, where);
  notes.insert(notes.end(), matched.notes.begin(), matched.notes.end());
  d.outlines = std::move(matched.outlines);
}

/// The attribute that --strength names becomes the weight; none: there is no weight. What was the weight keeps another name.
void take_strength(graph_document& d, const convert_options& o, std::vector<std::string>& notes) {
  const std::string& name = o.input.strength;
  if (name.empty() || name == "weight") return;
  std::vector<attribute_column>& all = d.edge_attributes;
  const auto called = [&](std::string_view wanted) {
    return std::find_if(all.begin(), all.end(), [&](const attribute_column& a) { return a.name == wanted; });
  };
  const auto found = called(name);
  if (name != "none") {
    std::string there;
    for (const attribute_column& a : all) there.append(there.empty() ? "" : ", ").append(printable(a.name, 60));
    if (found == all.end())
      throw usage_error("--strength is '" + printable(name, 100) + "', which is no attribute of the edges; allowed: " +
                        (there.empty() ? "none, as there is none" : printable(there, 400) + ", none"));
    auto numbers = numbers_of(*found);
    if (!numbers)
      throw usage_error("--strength is '" + printable(name, 100) +
                        "', which holds other things than numbers; name another attribute");
    if (found->kind != attribute_kind::integer) found->kind = attribute_kind::number;
    found->texts = {};
    found->numbers = std::move(numbers->values);
  }
  if (const auto weight = called("weight"); weight != all.end()) {
    std::string other = "weight_2";
    for (std::size_t n = 3; called(other) != all.end(); ++n) other = "weight_" + std::to_string(n);
    weight->name = other;
    notes.push_back("the attribute weight is now " + other);
  }
  if (name == "none") return;
  found->name = "weight";
  notes.push_back("the attribute " + printable(name, 100) + " is now weight");
}

conversion write(const graph_document& d, const convert_options& o, const destination& to) {
  conversion done_so_far{{}, d.vertices(), d.edges.size(), d.directed, {}};
  if (to.graph) {
    done_so_far.lost = write_graph_file(d, o.out, *to.graph);
    done_so_far.written = {o.out};
    return done_so_far;
  }
  graph_tables tables = to_graph_tables(d, {*to.tables, o.formulas == "plain" ? formula_cells::plain : formula_cells::guarded});
  if (to.tables == table_shape::graphframes && to.edges != o.out) {
    std::error_code problem;
    fs::create_directories(o.out, problem);
    if (problem) throw io_error(printable(o.out) + ": the folder cannot be made: " + problem.message());
  }
  write_file(to.nodes, tables.nodes);
  write_file(to.edges, tables.edges);
  done_so_far.lost = std::move(tables.lost);
  done_so_far.written = {to.edges, to.nodes};
  return done_so_far;
}

void deliver_result(const conversion& c, const std::vector<std::string>& notes, const convert_options& o, const CLI::App& app,
                    const std::string& fingerprint, const context& where) {
  for (const std::string& text : c.lost) note(o.output, where, "not kept: " + text);
  for (const std::string& text : notes) note(o.output, where, text);
  const auto write_texts = [](json_writer& json, const char* key, const std::vector<std::string>& texts) {
    json.key(key).begin_array();
    for (const std::string& text : texts) json.value(text);
    json.end_array();
  };
  const output_format format = o.output.chosen();
  if (format == output_format::json) {
    json_writer json;
    json.begin_object();
    write_texts(json, "written", c.written);
    json.key("graph").begin_object();
    json.key("vertices").value(c.vertices).key("edges").value(c.edges).key("directed").value(c.directed).end_object();
    write_texts(json, "lost", c.lost);
    write_texts(json, "notes", notes);
    write_run(json, describe_run(app, fingerprint));
    return deliver(o.output, where, json.end_object().finish());
  }
  table t("written", "Written",
          {{"file", "File"},
           {"vertices", "Vertices", column_kind::whole_number},
           {"edges", "Edges", column_kind::whole_number},
           {"directed", "Directed"}});
  for (const std::string& file : c.written)
    t.add_row({file, static_cast<std::int64_t>(c.vertices), static_cast<std::int64_t>(c.edges), c.directed ? "yes" : "no"});
  deliver(o.output, where, format == output_format::csv ? to_csv(t) : plain_text(t, o.output, where));
}

/// A dataset or hypergraph as the other.
status convert_network(const convert_options& o, const destination& to, const CLI::App& app, const context& where) {
  refuse_selection(o.input, to.hypergraph ? "a hypergraph" : "a dataset");
  if (!o.outlines.empty()) throw usage_error("--outlines is for graph files; leave it out");
  check_vintage(o.input);
  auto [from, vintage, fingerprint, notes] = read_in_units(o.input, where);
  if (vintage) notes.push_back(words_for(*vintage));
  conversion c{{o.out}, from.actors().size(), from.agreements().size(), false, {}};
  if (to.hypergraph)
    c.lost = write_hif(from, o.out);
  else
    write_dataset(from, o.out);
  deliver_result(c, notes, o, app, fingerprint, where);
  return done;
}

status convert(const convert_options& o, const CLI::App& app, const context& where) {
  (void)o.output.chosen();
  if (!o.formulas.empty() && o.formulas != "plain" && o.formulas != "guarded")
    throw usage_error("--formulas is '" + printable(o.formulas) + "'; allowed: guarded, plain");
  const convert_source source = convert_source_of(o);
  const destination to = destination_of(o);
  refuse_overwriting(o, to);
  if (to.hypergraph || to.dataset) {
    if (!source.is_document()) return convert_network(o, to, app, where);
    throw usage_error(printable(o.input.path, 300) + " states no agreements: who signed what, when, and by which source; " +
                      (to.dataset ? "a dataset" : "a hypergraph") +
                      " is made of a dataset or a hypergraph (.hif.json) only; allowed for OUT: a graph file or tables");
  }
  converted_input input = read_source(o, source, where);
  check(where.stop);
  std::vector<std::string> notes = std::exchange(input.document.notes, {});
  add_outlines(input.document, o, notes, where);
  if (source.is_document()) take_strength(input.document, o, notes);
  check(where.stop);
  deliver_result(write(input.document, o, to), notes, o, app, input.fingerprint, where);
  return done;
}

}  // namespace

runner declare_convert(CLI::App& app) {
  const auto options = std::make_shared<convert_options>();
  options->input.parallel_edges = "keep";
  app.add_option(
         "IN", options->input.path,
         "A dataset (a folder or .hif.json), an edge table (.csv, .tsv, .txt) or a graph file (" + graph_extensions() + ")")
      ->required();
  app.add_option("OUT", options->out,
                 "The file that is written, whole or not at all: a graph file or hypergraph (.hif.json) by its extension, or a "
                 "table of edges (.csv) with one "
                 "of the vertices beside it (X-nodes.csv)")
      ->required();
  app.add_option("--from", options->from, "What IN is, where its extension does not say it: " + read_words());
  app.add_option("--to", options->to, "What OUT shall be, where its extension does not say it: " + written_words());
  app.add_option("--nodes-out", options->nodes_out, "Of tables: the file of the vertices");
  app.add_option("--outlines", options->outlines, "A GeoJSON file with areas of the vertices' ids, whose outlines are added");
  app.add_option(
      "--formulas", options->formulas,
      "Cells of tables that a spreadsheet would take for formulas: guarded (written behind an apostrophe, which reading "
      "takes away) or plain; else they are guarded when written, and read as they are");
  options->input.declare_table_columns(app);
  app.get_option("--strength")
      ->description("The column or attribute that is the weight, or none. Of a dataset: a measure; else the number of records");
  options->input.declare_selection(app, "--since", "--until");
  app.add_option("--parallel-edges", options->input.parallel_edges,
                 "Of a dataset: keep (an edge for each record of a pair), or sum (one edge for all of them)")
      ->capture_default_str();
  options->output.declare(app);
  app.get_option("--output")->description("The file for what is told, not for the graph; else the standard output");
  app.footer(
      "What the format of OUT cannot keep is said on the standard error, and under \"lost\" in --format json.\n"
      "Examples:\n"
      "  coopgraph convert hanoi-2018 hanoi.gexf\n"
      "  coopgraph convert hanoi-2018 hanoi.geojson --outlines provinces.geojson\n"
      "  coopgraph convert hanoi-2018 hanoi.hif.json\n"
      "  coopgraph convert friends.net friends.graphml\n"
      "  coopgraph convert BACI_HS22_Y2023.csv trade.gexf --from baci\n"
      "  coopgraph convert trade.graphml trade.csv --to gephi");
  return [options, &app](const context& where) { return convert(*options, app, where); };
}

}  // namespace coopgraph::cli
