// SPDX-License-Identifier: BSL-1.0
#include "io/column_plan.hpp"
#include "io/dot_lexer.hpp"
#include "io/dot_text.hpp"
#include "io/left_out.hpp"

#include <algorithm>
#include <utility>

namespace coopgraph::detail {
namespace {

constexpr std::size_t most_types_bytes = std::size_t{16} << 10;  // in one text, so that each stays below any usual limit

bool is_plain(std::string_view id) {
  if (id.empty()) return false;
  if (is_ascii_letter(id[0]) || id[0] == '_')
    return std::all_of(id.begin(), id.end(), [](char c) { return is_ascii_letter(c) || is_ascii_digit(c) || c == '_'; }) &&
           !is_any_dot_word(id);
  const std::string_view digits = id.substr(id[0] == '-' ? 1 : 0);
  return std::any_of(digits.begin(), digits.end(), is_ascii_digit) && std::count(digits.begin(), digits.end(), '.') <= 1 &&
         std::all_of(digits.begin(), digits.end(), [](char c) { return is_ascii_digit(c) || c == '.'; });
}

/// Adds a text as an id of DOT. \pre dot_can_hold(text)
void add_id(std::string& out, std::string_view text) {
  if (is_plain(text)) {
    out += text;
    return;
  }
  out += '"';
  for (const char c : text) {
    if (c == '"') out += '\\';
    out += c;
  }
  out += '"';
}

/// Ids as they are written: those that DOT cannot hold get others, which none has.
class spelled_ids {
 public:
  explicit spelled_ids(const text_list& ids) : ids_(ids) {
    name_table taken;
    for (std::size_t i = 0; i < ids.size(); ++i) {
      if (dot_can_hold(ids[i])) continue;
      if (taken.size() == 0)
        for (std::size_t k = 0; k < ids.size(); ++k) static_cast<void>(taken.find_or_add(ids[k]));
      others_.emplace_back(i, free_name(as_dot_can_hold(ids[i]), taken));
    }
  }

  [[nodiscard]] std::string_view operator[](std::size_t i) const {
    const auto at = std::lower_bound(others_.begin(), others_.end(), i,
                                     [](const auto& other, std::size_t element) { return other.first < element; });
    return at != others_.end() && at->first == i ? std::string_view(at->second) : ids_[i];
  }
  [[nodiscard]] std::size_t changed() const noexcept { return others_.size(); }

 private:
  const text_list& ids_;
  std::vector<std::pair<std::size_t, std::string>> others_;  // by element
};

class dot_writer {
 public:
  dot_writer(const graph_document& d, text_sink& out, std::vector<std::string>& lost)
      : d_(d), out_(out), lost_(lost), ids_(d.ids), edge_ids_(d.edge_ids), changed_(ids_.changed() + edge_ids_.changed()) {}

  void write() {
    left_out without("DOT", lost_);
    without.periods(d_);
    without.outlines(d_);
    const column_plan about = plan_about();
    const column_plan nodes = plan_of(d_.vertex_attributes, attribute_owner::vertices);
    const column_plan edges = plan_edges();
    write_head();
    for (const column_plan* plan : {&about, &nodes, &edges}) write_types(*plan);
    write_about(about);
    for (std::size_t v = 0; v < d_.vertices(); ++v) {
      line_ = "  ";
      add_id(line_, ids_[v]);
      add_values(d_.vertex_attributes, nodes, v, {});
    }
    write_edges(edges);
    out_ << "}\n";
    if (changed_ > 0)
      lost_.push_back("DOT cannot end a text by a backslash, nor hold one before a quote or a line end: " +
                      std::to_string(changed_) + (changed_ == 1 ? " text has" : " texts have") + " two instead");
  }

 private:
  column_plan plan_of(const std::vector<attribute_column>& attributes, attribute_owner of, std::string_view reserved = {},
                      declaring when = declaring::where_needed) {
    column_plan plan;
    name_table taken;
    if (!reserved.empty()) static_cast<void>(taken.find_or_add(reserved));
    const auto stays = [&](const std::string& name) { return dot_can_hold(name) && name != reserved; };
    for (const attribute_column& a : attributes)
      if (stays(a.name)) static_cast<void>(taken.find_or_add(a.name));
    for (std::size_t i = 0; i < attributes.size(); ++i) {
      const std::string& name = attributes[i].name;
      plan.keys.push_back(stays(name) ? name : free_name(name == reserved ? name : "attribute", taken));
      plan.order.push_back(i);
    }
    declare(plan, of, attributes, value_literals::untyped, when);
    return plan;
  }

  /// The attribute "name" is the graph's id, which stands before the others.
  column_plan plan_about() {
    const auto at = std::find_if(d_.about.begin(), d_.about.end(), [](const attribute_column& a) { return a.name == "name"; });
    if (at != d_.about.end() && at->has(0) && at->kind == attribute_kind::text && !at->texts[0].empty()) name_ = at->texts[0];
    const bool first = at == d_.about.begin();
    return plan_of(d_.about, attribute_owner::graph, dot_types_key,
                   name_.empty() || first ? declaring::where_needed : declaring::must);
  }

  column_plan plan_edges() {
    if (!d_.edge_ids.empty()) return plan_of(d_.edge_attributes, attribute_owner::edges, "key");
    return plan_of(d_.edge_attributes, attribute_owner::edges, {},
                   d_.of_edges("key") != nullptr ? declaring::must : declaring::where_needed);
  }

  void add_text(std::string_view text) {
    if (dot_can_hold(text)) return add_id(line_, text);
    ++changed_;
    add_id(line_, as_dot_can_hold(text));
  }

  void write_head() {
    line_ = d_.directed ? "digraph " : "graph ";
    if (!name_.empty()) {
      add_text(name_);
      line_ += ' ';
    }
    out_ << line_ << "{\n";
  }

  void write_types(const column_plan& plan) {
    std::string text;
    for (std::size_t i = 0; i < plan.declared.size(); ++i) {
      text += (text.empty() ? "" : " ") + to_text(plan.declared[i]);
      if (i + 1 < plan.declared.size() && text.size() < most_types_bytes) continue;
      line_ = "  graph [";
      line_.append(dot_types_key) += '=';
      add_id(line_, text);
      out_ << line_ << "];\n";
      text.clear();
    }
  }

  void write_about(const column_plan& plan) {
    for (std::size_t i = 0; i < d_.about.size(); ++i) {
      if (!d_.about[i].has(0) || (d_.about[i].name == "name" && !name_.empty())) continue;
      line_ = "  graph [";
      add_value(d_.about[i], plan.keys[i], 0);
      out_ << line_ << "];\n";
    }
  }

  void write_edges(const column_plan& plan) {
    const std::string_view between = d_.directed ? " -> " : " -- ";
    for (std::size_t e = 0; e < d_.edges.size(); ++e) {
      line_ = "  ";
      add_id(line_, ids_[d_.edges[e].source]);
      line_ += between;
      add_id(line_, ids_[d_.edges[e].target]);
      add_values(d_.edge_attributes, plan, e, d_.edge_ids.empty() ? std::string_view() : edge_ids_[e]);
    }
  }

  void add_value(const attribute_column& a, std::string_view key, std::size_t element) {
    add_id(line_, key);
    line_ += '=';
    if (a.kind == attribute_kind::text)
      add_text(a.texts[element]);
    else
      add_id(line_, written_number(a, element, value_literals::untyped));
  }

  /// Ends the line of an element.
  void add_values(const std::vector<attribute_column>& attributes, const column_plan& plan, std::size_t element,
                  std::string_view key) {
    std::string_view before = " [";
    if (!key.empty()) {
      line_ += " [key=";
      add_id(line_, key);
      before = ", ";
    }
    for (std::size_t i = 0; i < attributes.size(); ++i) {
      if (!attributes[i].has(element)) continue;
      line_ += before;
      before = ", ";
      add_value(attributes[i], plan.keys[i], element);
    }
    out_ << line_ << (before == ", " ? "];\n" : ";\n");
  }

  const graph_document& d_;
  text_sink& out_;
  std::vector<std::string>& lost_;
  spelled_ids ids_;
  spelled_ids edge_ids_;
  std::string name_;
  std::string line_;
  std::size_t changed_;
};

}  // namespace

bool dot_can_hold(std::string_view text) noexcept {
  bool hidden = false;  // an odd number of backslashes stands before
  for (const char c : text) {
    if (hidden && (c == '"' || c == '\n')) return false;
    hidden = c == '\\' && !hidden;
  }
  return !hidden;
}

std::string as_dot_can_hold(std::string_view text) {
  std::string out;
  bool hidden = false;
  for (const char c : text) {
    if (hidden && (c == '"' || c == '\n')) out += '\\';
    out += c;
    hidden = c == '\\' && !hidden;
  }
  if (hidden) out += '\\';
  return out;
}

void write_dot(const graph_document& document, text_sink& out, std::vector<std::string>& lost) {
  dot_writer(document, out, lost).write();
}

}  // namespace coopgraph::detail
