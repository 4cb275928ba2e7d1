// SPDX-License-Identifier: BSL-1.0
#include "io/character_reader.hpp"
#include "io/column_plan.hpp"
#include "io/gml_text.hpp"
#include "io/left_out.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <span>
#include <utility>

namespace coopgraph::detail {
namespace {

constexpr std::size_t most_parts = 8;         // of a name like graphics.x that becomes lists
constexpr std::size_t most_path_bytes = 512;  // of such a name

bool is_key(std::string_view text) {
  if (text.empty() || !is_ascii_letter(text[0])) return false;
  return std::all_of(text.begin(), text.end(), [](char c) { return is_ascii_letter(c) || is_ascii_digit(c) || c == '_'; });
}

std::vector<std::string_view> parts_of(std::string_view key) {
  std::vector<std::string_view> parts;
  for (;;) {
    const std::size_t point = key.find('.');
    parts.push_back(key.substr(0, point));
    if (point == std::string_view::npos) return parts;
    key.remove_prefix(point + 1);
  }
}

/// Whether a name can be a key, or keys of lists.
bool is_path(std::string_view name, std::span<const std::string_view> reserved) {
  if (name.size() > most_path_bytes || std::count(name.begin(), name.end(), '.') >= static_cast<std::ptrdiff_t>(most_parts))
    return false;
  const std::vector<std::string_view> parts = parts_of(name);
  return std::all_of(parts.begin(), parts.end(), is_key) &&
         std::find(reserved.begin(), reserved.end(), parts[0]) == reserved.end();
}

/// What is left of a name in a key of GML.
std::string key_like(std::string_view name) {
  std::string key;
  for (const char c : name)
    if (is_ascii_letter(c) || (is_ascii_digit(c) && !key.empty())) key += c;
  return key.empty() ? "attribute" : key;
}

column_plan plan_of(const std::vector<attribute_column>& attributes, attribute_owner of,
                    std::span<const std::string_view> reserved) {
  column_plan plan;
  name_table taken;
  for (const std::string_view key : reserved) static_cast<void>(taken.find_or_add(key));
  for (const attribute_column& a : attributes)
    if (is_path(a.name, reserved)) static_cast<void>(taken.find_or_add(a.name));
  name_table groups;
  std::vector<std::uint32_t> group_of;
  for (std::size_t i = 0; i < attributes.size(); ++i) {
    const std::string& name = attributes[i].name;
    plan.keys.push_back(is_path(name, reserved) ? name : free_name(key_like(name), taken));
    plan.order.push_back(i);
    group_of.push_back(groups.find_or_add(parts_of(plan.keys[i])[0]));
  }
  std::stable_sort(plan.order.begin(), plan.order.end(), [&](std::size_t a, std::size_t b) { return group_of[a] < group_of[b]; });
  declare(plan, of, attributes, value_literals::typed);
  return plan;
}

/// Writes the values of elements, each on a line, those of a common list together.
class value_writer {
 public:
  value_writer(const std::vector<attribute_column>& attributes, const column_plan& plan, text_sink& out)
      : attributes_(attributes), order_(plan.order), out_(out) {
    for (const std::size_t i : order_) parts_.push_back(parts_of(plan.keys[i]));
  }

  void write(std::size_t element, std::string_view indent) {
    for (std::size_t k = 0; k < order_.size(); ++k) {
      const attribute_column& a = attributes_[order_[k]];
      if (!a.has(element)) continue;
      const std::span<const std::string_view> parts = parts_[k];
      to_lists(parts.first(parts.size() - 1), indent);
      line_.assign(indent);
      line_.append(2 * open_.size(), ' ').append(parts.back()) += ' ';
      if (a.kind == attribute_kind::text) {
        line_ += '"';
        add_gml(line_, a.texts[element]);
        line_ += '"';
      } else {
        line_ += written_number(a, element, value_literals::typed);
      }
      line_ += '\n';
      out_ << line_;
    }
    to_lists({}, indent);
  }

 private:
  /// Ends and begins lists until exactly these are open.
  void to_lists(std::span<const std::string_view> wanted, std::string_view indent) {
    std::size_t common = 0;
    while (common < open_.size() && common < wanted.size() && open_[common] == wanted[common]) ++common;
    while (open_.size() > common) {
      open_.pop_back();
      out_ << indent << std::string(2 * open_.size(), ' ') << "]\n";
    }
    for (; open_.size() < wanted.size(); open_.push_back(wanted[open_.size()]))
      out_ << indent << std::string(2 * open_.size(), ' ') << wanted[open_.size()] << " [\n";
  }

  const std::vector<attribute_column>& attributes_;
  const std::vector<std::size_t>& order_;
  text_sink& out_;
  std::vector<std::vector<std::string_view>> parts_;
  std::vector<std::string_view> open_;
  std::string line_;
};

bool is_integer(std::string_view id) {
  std::int32_t value = 0;
  const auto read = std::from_chars(id.data(), id.data() + id.size(), value);
  return read.ec == std::errc() && read.ptr == id.data() + id.size() && std::to_string(value) == id;
}

bool all_integers(const text_list& ids) {
  for (std::size_t i = 0; i < ids.size(); ++i)
    if (!is_integer(ids[i])) return false;
  return true;
}

/// Whether the labels would be taken for the ids when they are read again.
bool would_be_ids(const attribute_column& label, const graph_document& d) {
  if (label.missing.size() == label.size()) return true;  // no label at all: an attribute "name" could be taken
  if (label.kind != attribute_kind::text || !label.missing.empty() || !are_ids(label.texts)) return false;
  return gml_ids_count(d.ids) || label.texts == d.ids;
}

/// networkx wants to be told where edges are parallel, and takes the attribute "key" of a multigraph's edges for its own keys.
bool is_multigraph(const graph_document& d) {
  if (d.of_edges("key") != nullptr) return true;
  std::vector<std::uint64_t> pairs;
  pairs.reserve(d.edges.size());
  for (const endpoints& e : d.edges) {
    const bool as_it_is = d.directed || e.source <= e.target;
    pairs.push_back(std::uint64_t{as_it_is ? e.source : e.target} << 32 | (as_it_is ? e.target : e.source));
  }
  std::sort(pairs.begin(), pairs.end());
  return std::adjacent_find(pairs.begin(), pairs.end()) != pairs.end();
}

void write_types(const column_plan& plan, text_sink& out) {
  for (const declared_attribute& d : plan.declared) {
    std::string text;
    add_gml(text, to_text(d));
    out << gml_types_key << " \"" << text << "\"\n";
  }
}

void write_text(std::string_view key, std::string_view value, text_sink& out) {
  std::string line = "    ";
  line.append(key) += " \"";
  add_gml(line, value);
  out << line << "\"\n";
}

}  // namespace

void write_gml(const graph_document& d, text_sink& out, std::vector<std::string>& lost) {
  left_out without("GML", lost);
  without.periods(d);
  without.outlines(d);
  const bool integers = all_integers(d.ids);
  const attribute_column* const label = d.of_vertices("label");
  const bool own_labels = integers && label != nullptr && !would_be_ids(*label, d);
  constexpr std::string_view of_graph[] = {"directed", "multigraph", "node", "edge"};
  constexpr std::string_view of_nodes[] = {"id", "label"};
  constexpr std::string_view of_edges[] = {"source", "target", "id"};
  const column_plan about = plan_of(d.about, attribute_owner::graph, of_graph);
  const column_plan nodes =
      plan_of(d.vertex_attributes, attribute_owner::vertices, std::span(of_nodes).first(own_labels ? 1 : 2));
  const column_plan edges = plan_of(d.edge_attributes, attribute_owner::edges, of_edges);
  for (const column_plan* plan : {&about, &nodes, &edges}) write_types(*plan, out);

  out << "graph [\n  directed " << (d.directed ? '1' : '0') << '\n';
  if (is_multigraph(d)) out << "  multigraph 1\n";
  value_writer(d.about, about, out).write(0, "  ");
  value_writer node_values(d.vertex_attributes, nodes, out);
  for (std::size_t v = 0; v < d.vertices(); ++v) {
    out << "  node [\n    id " << (integers ? std::string(d.ids[v]) : std::to_string(v)) << '\n';
    if (!own_labels) write_text("label", d.ids[v], out);
    node_values.write(v, "    ");
    out << "  ]\n";
  }
  value_writer edge_values(d.edge_attributes, edges, out);
  const bool integer_edges = all_integers(d.edge_ids);
  for (std::size_t e = 0; e < d.edges.size(); ++e) {
    const auto end = [&](vertex_id v) { return integers ? std::string(d.ids[v]) : std::to_string(v); };
    out << "  edge [\n    source " << end(d.edges[e].source) << "\n    target " << end(d.edges[e].target) << '\n';
    if (!d.edge_ids.empty() && integer_edges)
      out << "    id " << d.edge_ids[e] << '\n';
    else if (!d.edge_ids.empty())
      write_text("id", d.edge_ids[e], out);
    edge_values.write(e, "    ");
    out << "  ]\n";
  }
  out << "]\n";
}

}  // namespace coopgraph::detail
