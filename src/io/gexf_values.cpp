// SPDX-License-Identifier: BSL-1.0
#include "io/gexf_handler.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace coopgraph::detail {
namespace {

constexpr std::size_t none = graph_assembly::none;

attribute_kind kind_of(std::string_view type) {
  struct row {
    std::string_view name;
    attribute_kind kind;
  };
  static constexpr row types[] = {
      {"boolean", attribute_kind::boolean}, {"integer", attribute_kind::integer}, {"long", attribute_kind::integer},
      {"short", attribute_kind::integer},   {"byte", attribute_kind::integer},    {"biginteger", attribute_kind::integer},
      {"float", attribute_kind::number},    {"double", attribute_kind::number},   {"bigdecimal", attribute_kind::number}};
  for (const row& known : types)
    if (known.name == type) return known.kind;
  return attribute_kind::text;
}

bool is_unbounded(std::string_view moment) {
  return moment.empty() || moment == "-Infinity" || moment == "Infinity" || moment == "+Infinity" || moment == "-INF" ||
         moment == "INF";
}

}  // namespace

gexf_handler::element_kind::element_kind(xml_reader& reader, const graph_limits& limits, graph_assembly& assembly, bool nodes)
    : made(assembly),
      is_node(nodes),
      natives(nodes ? std::span<const gexf_native>(gexf_of_nodes) : std::span<const gexf_native>(gexf_of_edges)),
      native(reader, limits, nodes ? "vertices" : "edges") {
  native_columns.fill(none);
}

gexf_handler::gexf_handler(xml_reader& reader, const graph_file_options& options, problem_list& problems)
    : reader_(reader),
      limits_(options.limits),
      problems_(problems),
      made_(reader, options, problems),
      nodes_(reader, options.limits, made_, true),
      edges_(reader, options.limits, made_, false) {}

// ---- attributes ----

void gexf_handler::begin_attribute(const xml_attributes& attributes) {
  const std::string_view id = attributes.find("id");
  const std::string_view title = attributes.find("title");
  if (id.empty()) return refuse("missing-id", "an attribute without an id; allowed: an id by which values name it");
  if (of_->ids.find(id) != name_table::none)
    return refuse("duplicate-id", "the attribute " + printable(id) + " is declared twice; allowed: once");
  if (of_->columns.size() >= limits_.attributes) reader_.over("more attributes", limits_.attributes, "attributes");
  (void)of_->ids.find_or_add(id);
  of_->columns.push_back(of_->declared().declare(title.data() == nullptr ? id : title, kind_of(attributes.find("type"))));
  of_->timed.push_back(none);
  of_->varying.push_back(none);
  open_.push_back(tag::attribute);
}

void gexf_handler::value(const xml_attributes& attributes) {
  std::string_view id;
  std::string_view text;
  bool timed = false;
  attributes.for_each([&](std::string_view name, std::string_view what) {
    if (name == "for" || (name == "id" && id.data() == nullptr))
      id = what;
    else if (name == "value")
      text = what;
    else
      timed |= name == "start" || name == "end" || name == "startopen" || name == "endopen" || name == "timestamp";
  });
  const std::uint32_t attribute = of_->ids.find(id);
  if (attribute == name_table::none)
    reader_.add("unknown-attribute", "a value of the attribute " + printable(id) + ", which is not declared; allowed: those of " +
                                         "<attributes class=\"" + (of_ == &nodes_ ? "node" : "edge") + "\">");
  else if (text.data() == nullptr)
    reader_.add("missing-value", "an attvalue without a value; allowed: a value, or no attvalue");
  else
    put_value(attribute, text, timed);
  skip();
}

/// A value that changes in time is none: the document has one for each element.
void gexf_handler::put_value(std::size_t attribute, std::string_view text, bool timed) {
  document_columns& columns = of_->declared();
  const std::size_t column = of_->columns[attribute];
  if (of_->varying[attribute] == element_) {
    ++varying_values_;
    return;
  }
  if (columns.has_value(column, element_) && (timed || of_->timed[attribute] == element_)) {
    columns.take_back(column);
    of_->varying[attribute] = element_;
    varying_values_ += 2;
    if (of_->timed[attribute] == element_) --timed_values_;
    return;
  }
  columns.put(column, element_, text);
  if (!timed) return;
  of_->timed[attribute] = element_;
  ++timed_values_;
}

bool gexf_handler::put_native(std::string_view part, std::string_view name, std::string_view value) {
  for (std::size_t row = 0; row < of_->natives.size(); ++row) {
    const gexf_native& native = of_->natives[row];
    if (native.part != part || native.name != name) continue;
    std::size_t& column = of_->native_columns[row];
    if (column == none) {
      column = of_->native.declare(native.column, native.kind);
      of_->native.check(element_ + 1);
      if (native.column == "weight") of_->native.set_default(column, "1");  // as GEXF says
    }
    if (native.column == "weight") ++weights_;
    of_->native.put(column, element_, value);
    return true;
  }
  return false;
}

void gexf_handler::tell_of_graph(std::string_view name, std::string_view text) {
  made_.of_graph.put(made_.of_graph.declare(name, attribute_kind::text), 0, text);
}

std::optional<bool> gexf_handler::direction(std::string_view name, std::string_view value) {
  if (value == "directed") return true;
  if (value == "undirected") return false;
  if (value == "mutual")
    reader_.add("mutual-edge", printable(name) + " is mutual; allowed: directed, undirected. Write two directed edges instead");
  else
    reader_.add("invalid-direction", printable(name) + " is " + printable(value) + "; allowed: directed, undirected");
  return std::nullopt;
}

// ---- time ----

void gexf_handler::set_time_format(std::string_view format) {
  if (format == "float") format = "double";
  if (!is_time_format(format))
    reader_.add("invalid-timeformat", "timeformat is " + printable(format) + "; allowed: date, dateTime, integer, double");
  else
    time_format_ = format;
}

/// Whether the attribute of this name belongs to a spell.
bool gexf_handler::take_moment(spell& into, std::string_view name, std::string_view value) {
  const bool starts = name == "start" || name == "startopen";
  const bool ends = name == "end" || name == "endopen";
  const bool both = name == "timestamp";
  if (!starts && !ends && !both) return false;
  const std::string_view moment = trimmed(value);
  if (is_unbounded(moment)) return true;
  check_moment(moment);
  if (starts || both) {
    into.start = moment;
    into.start_open = name == "startopen";
  }
  if (ends || both) {
    into.end = moment;
    into.end_open = name == "endopen";
  }
  return true;
}

void gexf_handler::check_moment(std::string_view moment) {
  if (time_format_.empty()) time_format_ = moment_format(moment);
  if (time_format_ == "date" && moment.find('T') != moment.npos) time_format_ = "dateTime";
  if (!is_moment(moment, time_format_))
    reader_.add("invalid-time", "the time is " + printable(moment) + "; allowed: " +
                                    (time_format_.empty() ? "a number, or a date as 2018-06-30"
                                     : time_format_ == "integer" || time_format_ == "double"
                                         ? "a number, for the timeformat is " + time_format_
                                         : "a date as 2018-06-30, for the timeformat is " + time_format_));
}

void gexf_handler::add_spell(spell one) {
  std::vector<spell>& spells = of_->spells();
  if (spells.size() >= limits_.values) reader_.over("more spells", limits_.values, "values");
  if (!one.start.empty() && !one.end.empty() && is_moment(one.start, time_format_) && is_moment(one.end, time_format_) &&
      !in_order(one.start, one.end, time_format_))
    reader_.add("invalid-time", "a spell from " + printable(one.start) + " to " + printable(one.end) +
                                    "; allowed: an end that is not before the start");
  spells.push_back(std::move(one));
}

/// Spells tell more than the start and the end of the element itself, which cover them.
void gexf_handler::more_spells(const xml_attributes& attributes) {
  if (std::exchange(has_own_spell_, false)) {
    of_->spells().pop_back();
    ++covered_spells_;
  }
  spell one{element_};
  attributes.for_each([&](std::string_view name, std::string_view value) { (void)take_moment(one, name, value); });
  add_spell(std::move(one));
  skip();
}

// ---- the end ----

void gexf_handler::check_parents(const graph_document& d, problem_list& problems) const {
  const attribute_column* parents = d.of_vertices("parent");
  if (nodes_.native_columns[1] == none || parents == nullptr) return;
  for (std::size_t v = 0; v < d.vertices(); ++v)
    if (parents->has(v) && made_.vertex(parents->texts[v]) == name_table::none)
      problems.add(
          0, 0, "unknown-vertex",
          "the parent (pid) of node " + printable(d.ids[v]) + ", " + printable(parents->texts[v]) + ", is no node of the file");
}

/// Puts the columns of GEXF's own places around those that the file declares, which give way where names are the same.
void gexf_handler::join_natives(graph_document& d, element_kind& of) {
  std::vector<attribute_column> native = of.native.finish(of.elements(d));
  std::vector<attribute_column>& all = of.attributes(d);
  const auto taken = [&](std::string_view name) {
    const auto same = [&](const attribute_column& a) { return a.name == name; };
    return std::any_of(native.begin(), native.end(), same) || std::any_of(all.begin(), all.end(), same);
  };
  for (attribute_column& a : all) {
    if (std::none_of(native.begin(), native.end(), [&](const attribute_column& b) { return a.name == b.name; })) continue;
    std::string name = a.name + " (attribute)";
    while (taken(name)) name += '\'';
    d.notes.push_back("The declared attribute " + printable(a.name) + " is called " + printable(name) +
                      ", for the name belongs to what GEXF itself says");
    a.name = std::move(name);
  }
  std::vector<attribute_column> joined;
  const auto add = [&](bool parts) {
    for (std::size_t row = 0; row < of.natives.size(); ++row)
      if (of.native_columns[row] != none && of.natives[row].part.empty() != parts)
        joined.push_back(std::move(native[of.native_columns[row]]));
  };
  add(false);
  std::move(all.begin(), all.end(), std::back_inserter(joined));
  add(true);
  all = std::move(joined);
}

graph_document gexf_handler::finish() {
  if (!graph_seen_) problems_.add(0, 0, "no-graph", "the file has no graph; allowed: one <graph> inside <gexf>");
  const auto by_element = [](const spell& a, const spell& b) { return a.element < b.element; };
  for (std::vector<spell>* spells : {&made_.document.vertex_spells, &made_.document.edge_spells})
    std::stable_sort(spells->begin(), spells->end(), by_element);
  graph_document d = made_.finish();
  join_natives(d, nodes_);
  join_natives(d, edges_);
  check_parents(d, problems_);
  problems_.raise_if_any();
  if (!d.vertex_spells.empty() || !d.edge_spells.empty()) d.time_format = time_format_;
  const auto note = [&](std::size_t count, const char* what) {
    if (count > 0) d.notes.push_back(std::to_string(count) + what);
  };
  note(weights_ == 0 ? 0 : d.edges.size() - weights_, " edges have no weight, others have one: it is 1, as GEXF says");
  note(timed_values_, " values hold for a part of the time only: they are kept without it");
  note(varying_values_, " values of attributes that change in time are left out");
  note(covered_spells_, " elements state spells and a start or an end besides: their spells count");
  return d;
}

}  // namespace coopgraph::detail
