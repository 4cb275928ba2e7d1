// SPDX-License-Identifier: BSL-1.0
// The Hypergraph Interchange Format: nodes, edges and incidences as the rows of a network.
#include "io/dataset_tables.hpp"
#include "io/json_collection.hpp"
#include "io/name_table.hpp"

#include <coopgraph/io/hif.hpp>
#include <coopgraph/model/network_builder.hpp>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

namespace coopgraph {
namespace detail {
namespace {

using kind = json_value::kind;

[[nodiscard]] bool is_simple(const json_value& value) { return !value.is(kind::list) && !value.is(kind::object); }

/// A weight of 1 says nothing.
[[nodiscard]] bool has_weight(const json_value& element) {
  const json_value* weight = element.find("weight");
  return weight != nullptr && !weight->is(kind::null) && parse_decimal(weight->text).value != decimal{1, 0};
}

class hif_reader final : public json_collection {
 public:
  hif_reader(const std::string& name, const graph_file_options& options) : json_collection(name, options) {}

  hif_document read(text_window& text);

 private:
  /// The attributes of an element: what stands in "attrs", then its own other members.
  using attributes = std::vector<const json_value*>;
  struct hyperedge {
    std::uint32_t first = name_table::none;  ///< of its nodes
    bool has_two = false;
    bool is_listed = false;
  };
  struct incidence {
    std::uint32_t edge;
    party_record row;
  };

  [[nodiscard]] bool is_long(std::string_view member) const override {
    return member == "nodes" || member == "edges" || member == "incidences";
  }
  void take_element(const json_value& element) override;
  void take_member(const json_value& member) override;
  void take_other(const json_value& value) override {
    problem(value, "not-hif", "the text is no object; allowed: a hypergraph in HIF with a list of incidences");
  }
  void take_node(const json_value& element);
  void take_edge(const json_value& element);
  void take_incidence(const json_value& element);
  void take_region(const json_value& element, const std::string& id, const attributes& given, const json_value& members);
  void take_metadata(const json_value& metadata);
  void take_observation(const json_value& stated);

  [[nodiscard]] std::optional<std::string> id_in(const json_value& element, std::string_view member, name_table& forms);
  [[nodiscard]] attributes attributes_of(const json_value& element);
  [[nodiscard]] place place_of(const json_value& at) const { return {name_, at.line, 0}; }
  /// A value as the cell of a row that stands in this line.
  [[nodiscard]] cell cell_of(const json_value& value, std::size_t line);
  /// Fills the columns of a row but its first, or with it; whether one has the name of the value.
  template <class Record>
  bool fill(Record& row, const json_value& value);
  /// A list of objects as rows; each is handed to `take`.
  template <class Record, class Take>
  void rows_in(const json_value& list, const Take& take);
  void take_aliases(const json_value& list, const std::string& id);
  void leave_out(const char* of, const json_value& attribute) { ++left_out_[{of, attribute.name}]; }

  void add_nodes_of_incidences();
  std::size_t add_agreements();
  void add_notes(hif_document& made, std::size_t too_small) const;

  network_builder builder_;
  dataset_description about_;
  name_table nodes_;
  name_table edges_;
  name_table node_numbers_;  ///< ids that came as numbers
  name_table node_texts_;
  name_table edge_numbers_;
  name_table edge_texts_;
  std::vector<bool> is_listed_;         ///< node -> it stands in the list of nodes
  std::vector<std::size_t> node_line_;  ///< node -> where it was named first
  std::vector<hyperedge> found_;        ///< edge
  std::vector<std::pair<std::uint32_t, agreement_record>> agreements_;
  std::vector<std::pair<std::uint32_t, quantity_record>> quantities_;
  std::vector<incidence> incidences_;
  std::set<std::string, std::less<>> sources_;
  std::map<std::pair<std::string, std::string>, std::size_t> left_out_;
  std::size_t weights_ = 0;
  bool directed_ = false;
};

std::optional<std::string> hif_reader::id_in(const json_value& element, std::string_view member, name_table& ids) {
  const json_value* id = element.find(member);
  if (id == nullptr) {
    problem(element, "missing-id", "this has no \"" + std::string(member) + "\"; it needs the id of one");
    return std::nullopt;
  }
  const bool is_number = id->is(kind::number) && id->text.find_first_of(".eE") == id->text.npos;
  if ((!id->is(kind::text) && !is_number) || id->text.empty()) {
    problem(*id, "invalid-id",
            "the id " + quoted(to_line(*id)) + " is no id; allowed: a text that is not empty, or a whole number");
    return std::nullopt;
  }
  const bool is_node = &ids == &nodes_;
  name_table& same_form = is_number ? (is_node ? node_numbers_ : edge_numbers_) : (is_node ? node_texts_ : edge_texts_);
  const name_table& other_form = is_number ? (is_node ? node_texts_ : edge_texts_) : (is_node ? node_numbers_ : edge_numbers_);
  const std::size_t before = same_form.size();
  if (same_form.find_or_add(id->text) == before && other_form.find(id->text) != name_table::none)
    problem(
        *id, "invalid-id",
        "the id " + quoted(id->text) + " comes as a text and as a number, which would be one; give one of the two another id");
  return id->text;
}

hif_reader::attributes hif_reader::attributes_of(const json_value& element) {
  attributes all;
  const auto is_own = [&](std::string_view name) {
    return name == "node" || name == "edge" || name == "weight" || (name == "direction" && member() == "incidences");
  };
  for (const char* name : {"attrs", "attr"})
    if (const json_value* inner = element.find(name)) {
      if (inner->is(kind::object))
        for (const json_value& value : inner->items) all.push_back(&value);
      else if (!inner->is(kind::null))
        problem(*inner, "invalid-value", std::string("\"") + name + "\" is no object; allowed: an object of attributes");
    }
  for (const json_value& value : element.items)
    if (!is_own(value.name) && value.name != "attrs" && value.name != "attr") all.push_back(&value);
  return all;
}

cell hif_reader::cell_of(const json_value& value, std::size_t line) {
  if (!is_simple(value)) {
    problem(value, "invalid-value",
            quoted(value.name) + " is a list or an object; allowed: a text, a number, true, false or null");
    return {};
  }
  if (value.is(kind::null)) return {};
  return {value.text, value.line == line ? value.column : 0};
}

template <class Record>
bool hif_reader::fill(Record& row, const json_value& value) {
  for (const auto& column : table_layout<Record>::columns) {
    if (column.name != value.name) continue;
    cell& into = row.*column.member;
    if (into.text.empty()) into = cell_of(value, row.where.line);
    return true;
  }
  return false;
}

template <class Record, class Take>
void hif_reader::rows_in(const json_value& list, const Take& take) {
  if (!list.is(kind::list)) return problem(list, "invalid-value", quoted(list.name) + " is no list; allowed: a list of objects");
  for (const json_value& item : list.items) {
    if (!item.is(kind::object)) {
      problem(item, "invalid-value", "the list " + quoted(list.name) + " holds something else; allowed: objects");
      continue;
    }
    Record row;
    row.where = place_of(item);
    for (const json_value& value : item.items)
      if (!fill(row, value)) leave_out("records", value);
    take(std::move(row));
  }
}

void hif_reader::take_element(const json_value& element) {
  if (!element.is(kind::object))
    return problem(element, "not-hif", "the list of " + member() + " holds something else; allowed: objects");
  if (member() == "nodes")
    take_node(element);
  else if (member() == "edges")
    take_edge(element);
  else
    take_incidence(element);
}

void hif_reader::take_member(const json_value& member) {
  if (is_long(member.name)) {
    problem(member, "not-hif", quoted(member.name) + " is no list; allowed: a list of objects");
  } else if (member.name == "network-type") {
    if (member.text != "undirected" && member.text != "directed" && member.text != "asc")
      return problem(member, "invalid-value",
                     "the network-type is " + quoted(to_line(member)) + "; allowed: undirected, directed, asc");
    directed_ = member.text == "directed";
  } else if (member.name != "metadata") {
    leave_out("the whole", member);
  } else if (!member.is(kind::object)) {
    problem(member, "invalid-value", "metadata is no object; allowed: an object");
  } else {
    take_metadata(member);
  }
}

void hif_reader::take_node(const json_value& element) {
  const auto id = id_in(element, "node", nodes_);
  if (!id) return;
  const std::uint32_t node = nodes_.find_or_add(*id);
  if (node >= options_.limits.vertices) over_limit(name_, element.line, "more nodes", options_.limits.vertices, "vertices");
  if (node == is_listed_.size()) {
    is_listed_.push_back(false);
    node_line_.push_back(element.line);
  }
  is_listed_[node] = true;

  const attributes given = attributes_of(element);
  for (const json_value* value : given)
    if (value->name == "members" && value->is(kind::list)) return take_region(element, *id, given, *value);
  actor_record row;
  row.where = place_of(element);
  row.id = {*id, element.find("node")->line == element.line ? element.find("node")->column : 0};
  std::set<std::string_view> seen;
  for (const json_value* value : given) {
    if (value->name == "aliases" && value->is(kind::list)) {
      take_aliases(*value, *id);
    } else if (value->name == "id" || !fill(row, *value)) {
      if (!seen.insert(value->name).second || value->is(kind::null)) continue;
      cell text = is_simple(*value) ? cell_of(*value, element.line) : cell(to_line(*value));
      if (value->is(kind::object) && value->empty()) continue;  // HyperNetX writes "misc_properties": {}
      row.attributes.emplace_back(value->name, std::move(text));
    }
  }
  if (const json_value* weight = element.find("weight"); weight != nullptr && seen.insert("weight").second)
    row.attributes.emplace_back("weight", cell_of(*weight, element.line));
  if (row.name.text.empty()) row.name = *id;
  builder_.add(std::move(row));
}

void hif_reader::take_aliases(const json_value& list, const std::string& id) {
  for (const json_value& item : list.items) {
    alias_record row{.id = id, .where = place_of(item)};
    row.alias = cell_of(item, item.line);
    builder_.add(std::move(row));
  }
}

void hif_reader::take_region(const json_value& element, const std::string& id, const attributes& given,
                             const json_value& members) {
  cell name;
  for (const json_value* value : given) {
    if (value == &members || value->name == "kind") continue;
    if (value->name == "name")
      name = cell_of(*value, element.line);
    else if (value->name == "aliases" && value->is(kind::list))
      take_aliases(*value, id);
    else
      leave_out("regions", *value);
  }
  if (members.empty()) problem(members, "invalid-value", "the region " + quoted(id) + " has no members; it needs one");
  for (const json_value& item : members.items) {
    region_record row;
    row.where = place_of(item);
    if (item.is(kind::object))
      for (const json_value& value : item.items) {
        if (value.name == "region" || value.name == "name" || !fill(row, value)) leave_out("members of regions", value);
      }
    else
      row.actor = cell_of(item, item.line);
    row.region = id;
    row.name = name;
    builder_.add(std::move(row));
  }
}

void hif_reader::take_edge(const json_value& element) {
  const auto id = id_in(element, "edge", edges_);
  if (!id) return;
  const std::uint32_t edge = edges_.find_or_add(*id);
  if (edge >= options_.limits.edges) over_limit(name_, element.line, "more edges", options_.limits.edges, "edges");
  if (edge == found_.size()) found_.emplace_back();
  found_[edge].is_listed = true;
  if (has_weight(element)) ++weights_;

  agreement_record row;
  row.where = place_of(element);
  row.id = {*id, element.find("edge")->line == element.line ? element.find("edge")->column : 0};
  cell other_title;
  for (const json_value* value : attributes_of(element)) {
    if (value->name == "quantities" && value->is(kind::list)) {
      rows_in<quantity_record>(*value, [&](quantity_record&& q) {
        q.record = *id;
        quantities_.emplace_back(edge, std::move(q));
      });
    } else if (value->name == "fields" && value->is(kind::list)) {
      for (const json_value& field : value->items)
        row.fields.text += (row.fields.text.empty() ? "" : ";") + cell_of(field, element.line).text;
    } else if (value->name == "name") {
      other_title = cell_of(*value, element.line);
    } else if (value->name == "id" || !fill(row, *value)) {
      if (!value->is(kind::object) || !value->empty()) leave_out("edges", *value);
    }
  }
  if (row.title.text.empty()) row.title = other_title;
  if (row.status.text.empty()) row.status = "in force";
  agreements_.emplace_back(edge, std::move(row));
}

void hif_reader::take_incidence(const json_value& element) {
  const auto edge_id = id_in(element, "edge", edges_);
  const auto node_id = id_in(element, "node", nodes_);
  if (!edge_id || !node_id) return;
  const std::uint32_t edge = edges_.find_or_add(*edge_id);
  const std::uint32_t node = nodes_.find_or_add(*node_id);
  const graph_limits& most = options_.limits;
  if (edge >= most.edges) over_limit(name_, element.line, "more edges", most.edges, "edges");
  if (node >= most.vertices) over_limit(name_, element.line, "more nodes", most.vertices, "vertices");
  if (incidences_.size() == most.edges) over_limit(name_, element.line, "more incidences", most.edges, "edges");
  if (edge == found_.size()) found_.emplace_back();
  if (node == is_listed_.size()) {
    is_listed_.push_back(false);
    node_line_.push_back(element.line);
  }
  hyperedge& of = found_[edge];
  if (of.first == name_table::none) of.first = node;
  of.has_two = of.has_two || of.first != node;
  if (has_weight(element)) ++weights_;

  party_record row;
  row.where = place_of(element);
  for (const json_value* value : attributes_of(element))
    if (value->name == "agreement" || value->name == "actor" || !fill(row, *value)) leave_out("incidences", *value);
  if (const json_value* direction = element.find("direction")) {
    if (direction->text != "head" && direction->text != "tail")
      problem(*direction, "invalid-value", "the direction is " + quoted(to_line(*direction)) + "; allowed: head, tail");
    if (row.role.text.empty()) row.role = cell_of(*direction, element.line);
  }
  row.agreement = *edge_id;
  row.actor = *node_id;
  incidences_.push_back({edge, std::move(row)});
}

void hif_reader::take_metadata(const json_value& metadata) {
  for (const json_value& value : metadata.items) {
    if (value.name == "title" || value.name == "description" || value.name == "name") {
      const std::string text = cell_of(value, 0).text;
      const bool is_short = text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-_.") == text.npos;
      if (value.name == "description")
        about_.description = text;
      else if (value.name == "title")
        about_.title = text;
      else if (is_short)
        about_.name = text;
      else if (about_.title.empty())
        about_.title = text;
    } else if (value.name == "licenses" && value.is(kind::list)) {
      for (const json_value& item : value.items) {
        reference license;
        for (auto [name, into] : {std::pair{"name", &license.name}, {"title", &license.title}, {"path", &license.path}})
          if (const json_value* part = item.find(name)) *into = cell_of(*part, 0).text;
        about_.licenses.push_back(std::move(license));
      }
    } else if (value.name == "sources") {
      rows_in<source_record>(value, [&](source_record&& row) {
        sources_.insert(row.id.text);
        builder_.add(std::move(row));
      });
    } else if (value.name == "observation" && value.is(kind::object)) {
      take_observation(value);
    } else {
      leave_out("the metadata", value);
    }
  }
}

void hif_reader::take_observation(const json_value& stated) {
  observation_record row;
  row.where = place_of(stated);
  for (const json_value& value : stated.items) {
    if (value.name == "title")
      row.title = cell_of(value, stated.line).text;
    else if (value.name == "absence")
      row.absence = cell_of(value, stated.line);
    else if (value.name == "whose" && value.is(kind::list))
      for (const json_value& item : value.items) row.whose.push_back(cell_of(item, stated.line));
    else
      leave_out("the observation", value);
  }
  builder_.observe(std::move(row));
}

/// Nodes and sources that are named, but not listed.
void hif_reader::add_nodes_of_incidences() {
  for (std::uint32_t node = 0; node < nodes_.size(); ++node) {
    if (is_listed_[node]) continue;
    const std::string id(nodes_.text(node));
    builder_.add(actor_record{.id = id, .name = id, .where = {name_, node_line_[node], 0}});
  }
  for (const auto& [edge, row] : agreements_)
    if (found_[edge].has_two && !row.source.text.empty() && sources_.insert(row.source.text).second)
      builder_.add(source_record{.id = row.source.text, .title = row.source.text, .where = row.where});
}

/// Edges of two nodes and more are agreements; how many are none.
std::size_t hif_reader::add_agreements() {
  for (auto& [edge, row] : agreements_)
    if (found_[edge].has_two) builder_.add(std::move(row));
  for (auto& [edge, row] : quantities_)
    if (found_[edge].has_two) builder_.add(std::move(row));
  for (incidence& each : incidences_) {
    hyperedge& of = found_[each.edge];
    if (!of.has_two) continue;
    if (!std::exchange(of.is_listed, true))
      builder_.add(agreement_record{.id = each.row.agreement, .status = "in force", .where = each.row.where});
    builder_.add(std::move(each.row));
  }
  return static_cast<std::size_t>(std::count_if(found_.begin(), found_.end(), [](const hyperedge& e) { return !e.has_two; }));
}

void hif_reader::add_notes(hif_document& made, std::size_t too_small) const {
  if (too_small > 0)
    made.notes.push_back(counted(too_small, "edge has", "edges have") +
                         " fewer than two nodes: no agreements, which are left out.");
  if (weights_ > 0)
    made.notes.push_back(counted(weights_, "weight", "weights") +
                         " of edges and incidences are not kept: an agreement has none.");
  if (directed_) made.notes.push_back("The hypergraph is directed: head and tail are the roles of the parties.");
  for (const auto& [what, count] : left_out_)
    made.notes.push_back("The attribute " + quoted(what.second) + " of " + what.first + " is not kept (" +
                         counted(count, "value", "values") + ").");
}

hif_document hif_reader::read(text_window& text) {
  read_all(text);
  problems_.raise_if_any();
  if (!has_member("incidences"))
    problems_.stop_at(1, 1, "missing-incidences", "the object has no list of incidences; a hypergraph in HIF needs one");
  hif_document made;
  builder_.describe(std::move(about_));
  add_nodes_of_incidences();
  const std::size_t too_small = add_agreements();
  made.from = builder_.build();
  add_notes(made, too_small);
  return made;
}

}  // namespace
}  // namespace detail

hif_document read_hif(const std::string& path, const graph_file_options& options) {
  detail::text_window text = detail::open_text(path, options);
  return detail::hif_reader(path, options).read(text);
}

hif_document parse_hif(std::string_view bytes, const std::string& name, const graph_file_options& options) {
  detail::text_window text = detail::open_text(bytes, name, options);
  return detail::hif_reader(name, options).read(text);
}

}  // namespace coopgraph
