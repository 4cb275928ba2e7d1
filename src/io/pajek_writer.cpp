// SPDX-License-Identifier: BSL-1.0
#include "io/graph_formats.hpp"
#include "io/left_out.hpp"
#include "io/line_reader.hpp"
#include "io/name_table.hpp"
#include "io/number_lines.hpp"
#include "io/pajek_elements.hpp"
#include "io/pajek_vertices.hpp"
#include "io/shown_kinds.hpp"

#include <coopgraph/core/text.hpp>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace coopgraph::detail {
namespace {

/// Whether a text may stand without quotes: it begins with a letter and is no boolean and no "nan".
bool is_plain_word(std::string_view text) noexcept {
  const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  if (text.empty() || !letter(text[0]) || text == "true" || text == "false" || looks_like_number({text})) return false;
  return std::all_of(text.begin(), text.end(), [&](char c) { return letter(c) || is_digit(c) || c == '_'; });
}

std::string shown_name(std::string_view name) { return is_plain_word(name) ? std::string(name) : in_quotes(name); }

std::string shown_value(const attribute_column& values, std::size_t element) {
  if (values.kind == attribute_kind::text && is_plain_word(values.texts[element])) return std::string(values.texts[element]);
  return value_with_kind(values, element);
}

bool is_number(const attribute_column& a) noexcept {
  return a.kind == attribute_kind::number || a.kind == attribute_kind::integer;
}

/// The parameters and periods of vertices or of edges, and what of them is left out.
class parameter_writer {
 public:
  parameter_writer(const std::vector<attribute_column>& attributes, std::string_view whose)
      : attributes_(attributes), whose_(whose), met_(attributes.size()) {
    for (const attribute_column& a : attributes)
      if (a.missing.size() == a.size()) without_values_.push_back(a.name);
  }

  /// The attribute of this name that has values, which is written apart from the parameters.
  const attribute_column* take(std::string_view name) {
    for (const attribute_column& a : attributes_)
      if (a.name == name && a.missing.size() < a.size()) {
        apart_.push_back(&a);
        return &a;
      }
    return nullptr;
  }
  void leave_out(const attribute_column* a) {
    if (a != nullptr) unwritable_.push_back(a->name);
  }
  /// The attributes that were not taken are the parameters.
  void begin() {
    for (const attribute_column& a : attributes_)
      if (a.missing.size() < a.size() && std::find(apart_.begin(), apart_.end(), &a) == apart_.end()) parameters_.push_back(&a);
  }
  /// A reader has met the attribute now.
  void came(const attribute_column& a) {
    const auto at = static_cast<std::size_t>(&a - attributes_.data());
    if (!met_[at]) order_.push_back(at);
    met_[at] = true;
  }

  void write(text_sink& out, const attribute_column& a, std::string_view name, std::size_t element) {
    came(a);
    out << ' ' << shown_name(name) << ' ' << shown_value(a, element);
  }
  void write_parameters(text_sink& out, std::size_t element) {
    for (const attribute_column* a : parameters_)
      if (a->has(element)) write(out, *a, a->name, element);
  }

  void say(left_out& lost) const {
    const auto names = [&](const std::vector<std::string_view>& all, const char* which) {
      const bool one = all.size() == 1;
      return (one ? "the attribute " : "the attributes ") + listed(all) + " of " + std::string(whose_) + which +
             (one ? " is left out" : " are left out");
    };
    if (!without_values_.empty()) lost.say("Pajek states values only: " + names(without_values_, ", without any,"));
    if (!unwritable_.empty()) lost.say("Pajek uses the name otherwise: " + names(unwritable_, ""));
    if (!std::is_sorted(order_.begin(), order_.end()))
      lost.say("Pajek has no order of attributes: those of " + std::string(whose_) +
               " are read in the order of their first values");
  }

 private:
  const std::vector<attribute_column>& attributes_;
  std::string_view whose_;
  std::vector<const attribute_column*> apart_ = {};
  std::vector<const attribute_column*> parameters_ = {};
  std::vector<bool> met_;
  std::vector<std::size_t> order_ = {};  ///< in which a reader meets them
  std::vector<std::string_view> without_values_ = {};
  std::vector<std::string_view> unwritable_ = {};
};

/// Spells as Pajek's periods, element by element.
class period_writer {
 public:
  period_writer(const std::vector<spell>& spells, std::string_view time_format) : whole_(time_format == "integer") {
    for (const spell& s : spells) sorted_.push_back(&s);
    std::stable_sort(sorted_.begin(), sorted_.end(), [](const spell* a, const spell* b) { return a->element < b->element; });
  }

  void write(text_sink& out, std::size_t element) {
    bool open = false;
    for (; at_ < sorted_.size() && sorted_[at_]->element == element; ++at_) {
      const auto text = period(*sorted_[at_]);
      left_out_ += text ? 0U : 1U;
      if (text) out << (std::exchange(open, true) ? "," : " [") << *text;
    }
    if (open) out << ']';
  }

  [[nodiscard]] std::size_t left_out() const noexcept { return left_out_; }
  [[nodiscard]] std::size_t moved() const noexcept { return moved_; }

 private:
  /// An open end is the whole number inside next to it.
  std::optional<std::string> period(const spell& s) {
    const auto unwritable = [](const std::string& text) { return !text.empty() && !is_moment(text); };
    if (!whole_ || unwritable(s.start) || unwritable(s.end)) return std::nullopt;
    std::string start = s.start.empty() ? "*" : s.start_open ? to_text(moment(s.start) + 1) : s.start;
    const std::string end = s.end.empty() ? "*" : s.end_open ? to_text(moment(s.end) - 1) : s.end;
    if (!s.start.empty() && !s.end.empty() && moment(end) < moment(start)) return std::nullopt;
    moved_ += (s.start_open && !s.start.empty() ? 1U : 0U) + (s.end_open && !s.end.empty() ? 1U : 0U);
    return start == end && start != "*" ? start : start.append("-").append(end);
  }

  bool whole_;
  std::vector<const spell*> sorted_ = {};
  std::size_t at_ = 0;
  std::size_t left_out_ = 0;
  std::size_t moved_ = 0;
};

/// Whether the attribute says that the vertices of two modes, 1 and 2, stand one behind the other; then how many are of the
/// first.
std::optional<std::size_t> first_mode_of(const attribute_column* mode) {
  if (mode == nullptr || mode->kind != attribute_kind::integer || !mode->missing.empty()) return std::nullopt;
  std::size_t first = 0;
  while (first < mode->size() && mode->numbers[first] == decimal{1, 0}) ++first;
  for (std::size_t v = first; v < mode->size(); ++v)
    if (mode->numbers[v] != decimal{2, 0}) return std::nullopt;
  return first;
}

/// The labels that Pajek's lines can state: not empty. None: ids are the labels.
std::optional<attribute_column> labels_of(const attribute_column* label) {
  if (label == nullptr || label->kind != attribute_kind::text) return std::nullopt;
  attribute_column stated{"label"};
  for (std::size_t v = 0; v < label->size(); ++v) {
    if (label->texts[v].empty())
      stated.push_missing();
    else
      stated.push_text(label->texts[v]);
  }
  return stated.missing.size() == stated.size() ? std::nullopt : std::optional(std::move(stated));
}

class vertex_writer {
 public:
  vertex_writer(const graph_document& d, period_writer& periods)
      : d_(d), periods_(periods), parameters_(d.vertex_attributes, "vertices") {
    mode_ = parameters_.take("mode");
    first_mode_ = first_mode_of(mode_);
    if (first_mode_) parameters_.came(*mode_);
    label_ = parameters_.take("label");
    labels_ = labels_of(label_);
    if (labels_) parameters_.came(*label_);
    states_ids_ = labels_ && (!are_numbers(d.ids) || can_be_ids(*labels_));
    parameters_.leave_out(parameters_.take(pajek_id_name));
    for (std::size_t k = 0; k < 3; ++k) {
      constexpr std::string_view names[] = {"x", "y", "z"};
      axes_[k] = parameters_.take(names[k]);
      if (axes_[k] != nullptr && !is_number(*axes_[k])) parameters_.leave_out(std::exchange(axes_[k], nullptr));
    }
    shape_ = parameters_.take("shape");
    parameters_.begin();
  }

  void write(text_sink& out) {
    out << "*Vertices " << to_text(d_.vertices());
    if (first_mode_) out << ' ' << to_text(*first_mode_);
    out << '\n';
    for (std::size_t v = 0; v < d_.vertices(); ++v) {
      out << to_text(v + 1) << ' ' << (labels_ ? in_quotes(labels_->texts[v]) : in_quotes(d_.ids[v]));
      write_place_and_shape(out, v);
      if (states_ids_) out << ' ' << pajek_id_name << ' ' << in_quotes(d_.ids[v]);
      parameters_.write_parameters(out, v);
      periods_.write(out, v);
      out << '\n';
    }
  }

  void say(left_out& lost) const {
    parameters_.say(lost);
    if (label_ == nullptr || label_->kind != attribute_kind::text) return;
    const std::size_t none = labels_ ? labels_->missing.size() : label_->size();
    lost.count("empty labels", none - label_->missing.size());
  }

 private:
  /// Coordinates stand in their places as far as none is missing before them, then a shape; what is left is parameters.
  void write_place_and_shape(text_sink& out, std::size_t v) {
    std::size_t placed = 0;
    for (; placed < 3 && has(axes_[placed], v); ++placed) {
      parameters_.came(*axes_[placed]);
      out << ' ' << value_with_kind(*axes_[placed], v);
    }
    const bool lone = has(shape_, v) && shape_->kind == attribute_kind::text;
    if (lone) {
      parameters_.came(*shape_);
      out << ' ' << shown_value(*shape_, v);
    }
    for (; placed < 3; ++placed)
      if (has(axes_[placed], v)) parameters_.write(out, *axes_[placed], axes_[placed]->name, v);
    if (has(shape_, v) && !lone) parameters_.write(out, *shape_, "shape", v);
    if (has(mode_, v) && !first_mode_) parameters_.write(out, *mode_, "mode", v);
    if (has(label_, v) && label_->kind != attribute_kind::text) parameters_.write(out, *label_, "label", v);
  }
  static bool has(const attribute_column* a, std::size_t v) noexcept { return a != nullptr && a->has(v); }

  const graph_document& d_;
  period_writer& periods_;
  parameter_writer parameters_;
  const attribute_column* mode_ = nullptr;
  std::optional<std::size_t> first_mode_ = {};
  const attribute_column* label_ = nullptr;
  std::optional<attribute_column> labels_ = {};  ///< none: ids are the labels
  bool states_ids_ = false;
  const attribute_column* axes_[3] = {};
  const attribute_column* shape_ = nullptr;
};

/// How relations are numbered: those that are numbers by themselves, others by what is left.
class relation_numbers {
 public:
  explicit relation_numbers(const attribute_column* relation) {
    if (relation == nullptr || relation->kind != attribute_kind::text) return;
    constexpr std::size_t most = 1000;
    for (std::size_t e = 0; e < relation->size(); ++e)
      if (relation->has(e)) static_cast<void>(names_.find_or_add(relation->texts[e]));
    if (names_.size() > most) return;
    relation_ = relation;
    std::size_t next = 1;
    for (std::uint32_t k = 0; k < names_.size(); ++k) {
      while (names_.find(to_text(next)) != name_table::none) ++next;
      numbers_.push_back(is_count(names_.text(k)) ? std::string() : to_text(next++));
    }
  }

  [[nodiscard]] bool used() const noexcept { return relation_ != nullptr; }
  /// " :2 "trade"", or nothing
  [[nodiscard]] std::string text(std::size_t edge) const {
    if (!relation_->has(edge)) return {};
    const std::string_view name = relation_->texts[edge];
    const std::string& number = numbers_[names_.find(name)];
    std::string text = " :";
    return number.empty() ? text.append(name) : text.append(number).append(1, ' ').append(in_quotes(name));
  }

 private:
  static bool is_count(std::string_view text) { return !text.empty() && std::all_of(text.begin(), text.end(), is_digit); }

  const attribute_column* relation_ = nullptr;
  name_table names_;
  std::vector<std::string> numbers_;  // of a name; empty: the name is it
};

void write_edges(const graph_document& d, text_sink& out, left_out& lost, period_writer& periods) {
  parameter_writer parameters(d.edge_attributes, "edges");
  const attribute_column* const relation = parameters.take("relation");
  const attribute_column* weight = parameters.take("weight");
  if (weight != nullptr && !is_number(*weight)) parameters.leave_out(std::exchange(weight, nullptr));
  const attribute_column* const label = parameters.take("label");
  parameters.leave_out(parameters.take("l"));
  parameters.begin();
  const relation_numbers relations(relation);

  const std::string word = d.directed ? "*Arcs" : "*Edges";
  std::string header = word;
  if (d.edges.empty() || !relations.used()) out << word << '\n';
  for (std::size_t e = 0; e < d.edges.size(); ++e) {
    if (relations.used()) {
      std::string section = word + relations.text(e);
      if (e == 0 || section != header) out << section << '\n';
      header = std::move(section);
      if (relation->has(e)) parameters.came(*relation);
    }
    out << to_text(d.edges[e].source + std::size_t{1}) << ' ' << to_text(d.edges[e].target + std::size_t{1});
    if (weight != nullptr && weight->has(e)) {
      parameters.came(*weight);
      out << ' ' << value_with_kind(*weight, e);
    }
    if (relation != nullptr && !relations.used() && relation->has(e)) parameters.write(out, *relation, "relation", e);
    if (label != nullptr && label->has(e)) parameters.write(out, *label, "l", e);
    parameters.write_parameters(out, e);
    periods.write(out, e);
    out << '\n';
  }
  parameters.say(lost);
}

/// Whether a name may stand behind *Network as it is.
bool stands_alone(std::string_view name) {
  constexpr std::string_view blanks = " \t\v\f";
  return !name.empty() && name[0] != '"' && name.find_first_of("\r\n") == name.npos && blanks.find(name.front()) == blanks.npos &&
         blanks.find(name.back()) == blanks.npos;
}

}  // namespace

void write_pajek(const graph_document& d, text_sink& out, std::vector<std::string>& lost) {
  left_out said("Pajek", lost);
  const auto name = std::find_if(d.about.begin(), d.about.end(), [](const attribute_column& a) {
    return a.name == "name" && a.kind == attribute_kind::text && a.has(0);
  });
  const bool named = name != d.about.end();
  if (named)
    out << "*Network " << (stands_alone(name->texts[0]) ? std::string(name->texts[0]) : in_quotes(name->texts[0])) << '\n';
  const std::string_view kept[] = {"name"};
  said.attributes("attributes of the network but a name", d.about, std::span(kept, named ? 1 : 0));

  period_writer of_vertices(d.vertex_spells, d.time_format);
  period_writer of_edges(d.edge_spells, d.time_format);
  vertex_writer vertices(d, of_vertices);
  vertices.write(out);
  vertices.say(said);
  write_edges(d, out, said, of_edges);
  said.count("ids of edges", d.edge_ids.size());
  said.count("periods but of whole numbers, none before their begin", of_vertices.left_out() + of_edges.left_out());
  const std::size_t moved = of_vertices.moved() + of_edges.moved();
  if (moved > 0)
    said.say("Pajek has no open ends of periods: " + to_text(moved) + " are written as the whole number next to them");
  said.count("outlines", d.outlines.size());
}

}  // namespace coopgraph::detail
