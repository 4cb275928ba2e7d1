// SPDX-License-Identifier: BSL-1.0
#include "cli/graph_input.hpp"

#include "cli/edge_input.hpp"
#include "cli/observation.hpp"
#include "cli/output.hpp"
#include "model/near.hpp"

#include <algorithm>
#include <cctype>
#include <unordered_map>
#include <utility>

namespace coopgraph::cli {
namespace {

/// As column names are compared: without case, spaces, "_" and "-".
std::string folded(std::string_view name) {
  std::string text;
  for (const char c : name)
    if (c != ' ' && c != '_' && c != '-') text += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

/// The attribute of this name, byte by byte, else the only one that is equal when folded.
const attribute_column* called(const std::vector<attribute_column>& attributes, std::string_view name) {
  const attribute_column* alike = nullptr;
  std::size_t count = 0;
  for (const attribute_column& a : attributes) {
    if (a.name == name) return &a;
    if (folded(a.name) != folded(name)) continue;
    alike = &a;
    ++count;
  }
  return count == 1 ? alike : nullptr;
}

std::string names_of(const std::vector<attribute_column>& attributes) {
  std::string names;
  for (const attribute_column& a : attributes) names.append(names.empty() ? "" : ", ").append(printable(a.name, 60));
  return names.empty() ? "none" : printable(names, 400);
}

[[noreturn]] void refuse(const graph_document& d, const char* code, const std::string& message) {
  throw data_error({{{d.file, 0, 0}, {}, code, message}});
}

std::string edge_text(const graph_document& d, edge_id e) {
  return "edge " + std::to_string(e) + " (" + printable(d.ids[d.edges[e].source], 100) + (d.directed ? " -> " : " - ") +
         printable(d.ids[d.edges[e].target], 100) + ')';
}

/// The numbers of an attribute that the user names.
number_column wanted_numbers(const graph_document& d, const std::string& name) {
  const attribute_column* found = called(d.edge_attributes, name);
  if (found == nullptr) {
    detail::near_words near(name);
    for (const attribute_column& a : d.edge_attributes) near.offer(a.name);
    refuse(d, "no-such-column",
           "the edges have no attribute \"" + printable(name, 100) + "\"; their attributes are " + names_of(d.edge_attributes) +
               printable(near.text(), 200));
  }
  if (auto numbers = numbers_of(*found)) {
    numbers->name = name;
    return *std::move(numbers);
  }
  for (edge_id e = 0; e < found->size(); ++e)
    if (found->has(e) && (found->kind != attribute_kind::text || parse_decimal(found->texts[e]).problem != number_problem::none))
      refuse(d, "invalid-number",
             edge_text(d, e) + ": " + printable(name, 100) + " is '" + printable(found->text_of(e), 100) +
                 "'; allowed: numbers of up to 18 digits; name another attribute");
  refuse(d, "invalid-number", printable(name, 100) + " holds no numbers; name another attribute");
}

/// The attribute that is the strength where none is named: weight, or else the only one of strength and value.
std::optional<number_column> usual_strength(const graph_document& d) {
  std::vector<number_column> candidates;
  for (const char* name : {"weight", "strength", "value"}) {
    const attribute_column* found = called(d.edge_attributes, name);
    if (found == nullptr || (found->kind == attribute_kind::boolean)) continue;
    if (auto numbers = numbers_of(*found)) candidates.push_back(*std::move(numbers));
    if (!candidates.empty() && std::string_view(name) == "weight") return candidates.front();
  }
  if (candidates.size() > 1)
    refuse(d, "ambiguous-column",
           "these attributes of the edges could both be the strength: " + printable(candidates[0].name, 100) + " and " +
               printable(candidates[1].name, 100) + "; name one by --strength");
  if (candidates.empty()) return std::nullopt;
  return candidates.front();
}

/// What a vertex is called: its label, name or title where it has one.
std::vector<std::string> names_of_vertices(const graph_document& d) {
  const attribute_column* found = nullptr;
  for (const char* name : {"label", "name", "title"})
    if (found == nullptr) found = called(d.vertex_attributes, name);
  std::vector<std::string> names;
  names.reserve(d.vertices());
  for (std::size_t v = 0; v < d.vertices(); ++v) {
    std::string name = found == nullptr ? std::string() : found->text_of(v);
    names.push_back(name.empty() ? std::string(d.ids[v]) : std::move(name));
  }
  return names;
}

/// The options with the attributes of their usual names, where a command has a use for such.
input_options with_usual_names(input_options o, const graph_document& d) {
  const auto name = [&](amount_need need, std::string& into, const char* option, const char* holds,
                        std::initializer_list<const char*> usual) {
    if (need == amount_need::none || !into.empty()) return;
    for (const char* word : usual)
      if (into.empty() && d.of_edges(word) != nullptr) into = word;
    if (into.empty() && need == amount_need::required)
      throw usage_error(std::string("which attribute of the edges holds the ") + holds + "? None is called " + *usual.begin() +
                        "; name one by " + option + "; the attributes are " + names_of(d.edge_attributes));
  };
  name(o.capacities, o.capacity, "--capacity", "capacities", {"capacity"});
  name(o.costs, o.cost, "--cost", "costs", {"cost", "unit_cost"});
  name(o.flows, o.flow, "--flow", "flows", {"flow"});
  return o;
}

/// Names of a node table for the vertices of the file.
void take_names(input_graph& input, const input_options& o) {
  edge_table_options how = o.for_edge_table();
  input_options by_extension;
  by_extension.path = o.nodes;
  if (o.delimiter.empty()) how.delimiter = by_extension.for_edge_table().delimiter;
  const node_table nodes = read_node_table(o.nodes, how);
  std::unordered_map<std::string_view, vertex_id> vertex;
  for (vertex_id v = 0; v < input.ids.size(); ++v) vertex.emplace(input.ids[v], v);
  std::vector<diagnostic> problems;
  for (std::size_t row = 0; row < nodes.ids.size(); ++row) {
    const auto found = vertex.find(nodes.ids[row]);
    if (found != vertex.end())
      input.names[found->second] = nodes.names[row];
    else if (problems.size() < how.csv.problems)
      problems.push_back({{o.nodes, nodes.lines[row], 0},
                          {},
                          "unknown-vertex",
                          "'" + printable(nodes.ids[row], 100) + "' is no vertex of " + printable(o.path, 200) +
                              "; allowed: ids of the graph file, some of them or all"});
  }
  if (!problems.empty()) throw data_error(std::move(problems));
}

/// What a file that was made of a dataset says of whose ties were recorded.
void take_observation(input_graph& input, const graph_document& d) {
  const auto text = [&](std::string_view name) {
    for (const attribute_column& a : d.about)
      if (a.name == name) return a.text_of(0);
    return std::string();
  };
  const std::string observed = text("observed");
  if (observed.empty() || text("absence") == "none") return;
  std::vector<std::string_view> ids;
  for (std::size_t at = 0; at <= observed.size();) {
    const std::size_t end = std::min(observed.find(';', at), observed.size());
    ids.push_back(std::string_view(observed).substr(at, end - at));
    at = end + 1;
  }
  constexpr std::size_t most = 3;
  if (ids.size() > most) input.recorded = count_of(ids.size(), "actor", "actors");
  for (std::size_t i = 0; i < ids.size() && ids.size() <= most; ++i) {
    const auto at = std::find(input.ids.begin(), input.ids.end(), ids[i]);
    input.recorded.append(i == 0 ? "" : ", ");
    input.recorded.append(at == input.ids.end() ? ids[i] : input.names[static_cast<std::size_t>(at - input.ids.begin())]);
  }
}

}  // namespace

std::string graph_extensions() {
  std::string text;
  for (const graph_format format : graph_formats())
    for (const std::string_view extension : extensions_of(format)) text.append(text.empty() ? "." : ", .").append(extension);
  return text;
}

graph_document read_document(const input_options& o, graph_format format, const context& where) {
  return read_graph_file(o.path, format,
                         {.limits = o.for_graph_file(), .run = {.threads = 1, .stop = where.stop, .progress = where.progress}});
}

std::optional<number_column> numbers_of(const attribute_column& values) {
  number_column column{values.name, {}, values.missing};
  if (values.kind != attribute_kind::text) {
    column.values = values.numbers;
    return column;
  }
  column.values.reserve(values.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!values.has(i)) {
      column.values.emplace_back();
      continue;
    }
    const parsed_decimal read = parse_decimal(values.texts[i]);
    if (read.problem != number_problem::none) return std::nullopt;
    column.values.push_back(read.value);
  }
  return column;
}

void check_for_graph_file(const input_options& o) {
  check_absence(o);
  input_options others = o;
  others.absence.clear();  // of whose ties were recorded a file made of a dataset may speak
  check_without_dataset(others, "a graph file");
  refuse_given({{"--preset", !o.preset.empty()},
                {"--match name", o.match == "name"},
                {"--source-column", !o.source_column.empty()},
                {"--target-column", !o.target_column.empty()}},
               o.path, "edge tables", "a graph file");
  (void)o.for_edge_table();  // words that no option has are refused
}

edge_table checked_rows_of(const graph_document& d, const input_options& o) {
  if (o.directed && !d.directed)
    throw usage_error("--directed is given, and " + printable(o.path) +
                      " says that its edges have no direction; leave it out, or give a file with directed edges");
  edge_table table;
  table.file = d.file;
  table.directed = d.directed && !o.undirected;
  const edge_table_options how = o.for_edge_table();
  for (const std::string& name : how.number_columns) table.numbers.push_back(wanted_numbers(d, name));
  if (how.find_strength)
    if (auto strength = usual_strength(d)) {
      table.strength_column = strength->name;
      if (table.find(strength->name) == nullptr) table.numbers.push_back(*std::move(strength));
    }
  table.ids.reserve(d.vertices());
  for (std::size_t v = 0; v < d.vertices(); ++v) table.ids.emplace_back(d.ids[v]);
  table.names = names_of_vertices(d);
  table.rows = d.edges;
  check_numbers(table, o, how);
  return table;
}

input_graph read_graph_input(const input_options& o, const context& where) {
  check_for_graph_file(o);
  const graph_format format = *graph_format_of(o.path);
  graph_document d = read_document(o, format, where);
  check(where.stop);
  const input_options named = with_usual_names(o, d);
  input_graph input = make_graph(checked_rows_of(d, named), std::string(name_of(format)), named, where);
  if (!o.nodes.empty()) take_names(input, o);
  take_observation(input, d);
  input.is_graph_file = true;
  input.notes = std::move(d.notes);
  input.vertex_attributes = std::move(d.vertex_attributes);
  input.fingerprint = fingerprint_of(o);
  return input;
}

}  // namespace coopgraph::cli
