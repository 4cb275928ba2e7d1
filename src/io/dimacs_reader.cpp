// SPDX-License-Identifier: BSL-1.0
#include "io/graph_formats.hpp"
#include "io/line_reader.hpp"
#include "io/number_lines.hpp"
#include "io/shown_kinds.hpp"

#include <coopgraph/core/diagnostic.hpp>
#include <coopgraph/core/text.hpp>

#include <array>
#include <optional>
#include <string>
#include <utility>

namespace coopgraph::detail {
namespace {

enum class problem_kind { maximum, minimum, shortest_path, coloring };

/// Lines that begin with a letter: comments, one problem, nodes, arcs.
class dimacs_reader {
 public:
  dimacs_reader(text_window& text, const std::string& file, const graph_file_options& options)
      : lines_(text, file, options), ids_(lines_), columns_(options.limits, file) {}

  graph_document read() {
    while (lines_.next()) {
      const auto letter = lines_.word();
      if (letter->text == "c") {
        if (!ids_.take(lines_.rest())) ++comments_;
      } else if (letter->text == "p") {
        read_problem(*letter);
      } else if (!kind_) {
        lines_.problems().stop_at(
            lines_.number(), 1, "no-problem",
            "the file begins with \"" + printable(lines_.line(), 60) +
                "\"; allowed: comments (c …), then \"p max n m\", \"p min n m\", \"p sp n m\" or \"p edge n m\"");
      } else if (letter->text == "n") {
        read_node();
      } else if (letter->text == (*kind_ == problem_kind::coloring ? "e" : "a")) {
        read_arc();
      } else {
        lines_.problem(*letter, "unknown-line",
                       "a line begins with \"" + printable(letter->text) + "\"; allowed: c, p, n and " +
                           (*kind_ == problem_kind::coloring ? "e" : "a"));
      }
    }
    check_end();
    lines_.problems().raise_if_any();
    return finish();
  }

 private:
  void read_problem(const line_word& at) {
    if (kind_) return lines_.problem(at, "twice", "a second problem; allowed: one of a file");
    const auto word = lines_.word();
    const std::string name = word ? std::string(word->text) : std::string();
    const std::pair<const char*, problem_kind> kinds[] = {{"max", problem_kind::maximum},      {"min", problem_kind::minimum},
                                                          {"sp", problem_kind::shortest_path}, {"edge", problem_kind::coloring},
                                                          {"col", problem_kind::coloring},     {"edges", problem_kind::coloring}};
    for (const auto& [known, kind] : kinds)
      if (name == known) kind_ = kind;
    if (!kind_)
      lines_.problems().stop_at(lines_.number(), lines_.column_of(at), "unknown-problem",
                                "the problem \"" + printable(name) + "\" is not read; allowed: max, min, sp and edge");
    const auto vertices = lines_.count(lines_.word(), "the number of nodes");
    const auto arcs = lines_.count(lines_.word(), "the number of arcs");
    lines_.problems().raise_if_any();
    lines_.expect_end();
    lines_.check_vertices(*vertices);
    lines_.check_limit(*arcs, lines_.limits().edges, "more arcs", "edges");
    vertices_ = *vertices;
    announced_ = *arcs;
    constexpr const char* of_minimum[] = {"lower", "capacity", "cost"};
    if (kind_ == problem_kind::maximum) arc_columns_ = {columns_.number_column("capacity", lines_.number())};
    if (kind_ == problem_kind::shortest_path) arc_columns_ = {columns_.number_column("length", lines_.number())};
    if (kind_ == problem_kind::minimum)
      for (const char* const column : of_minimum) arc_columns_.push_back(columns_.number_column(column, lines_.number()));
  }

  /// n id s|t; n id flow
  void read_node() {
    const auto at = lines_.word();
    const auto vertex = lines_.vertex(at, vertices_);
    if (!vertex) return;
    if (kind_ == problem_kind::maximum) {
      const auto role = lines_.word();
      if (!role || (role->text != "s" && role->text != "t"))
        return lines_.problem(role.value_or(*at), "node",
                              "a node of a maximum flow is its source (s) or its target (t), not " +
                                  (role ? '"' + printable(role->text) + '"' : "nothing"));
      std::optional<vertex_id>& end = role->text == "s" ? source_ : target_;
      if (end)
        return lines_.problem(*role, "twice", "a second node " + std::string(role->text) + "; allowed: one source, one target");
      end = *vertex;
    } else if (kind_ == problem_kind::minimum) {
      read_supply(*at, *vertex);
    } else {
      ++passed_over_;  // a source of shortest paths, a colour
      while (lines_.word()) {
      }
    }
    lines_.expect_end();
  }

  void read_supply(const line_word& at, vertex_id vertex) {
    const auto word = lines_.word();
    const auto value = lines_.number(word, "the supply");
    if (!value) return;
    if (supply_.size() <= vertex) supply_.resize(vertex + std::size_t{1});
    if (supply_[vertex]) return lines_.problem(at, "twice", "a second supply of node " + printable(at.text) + "; allowed: one");
    supply_[vertex] = *value;
    supplies_are_whole_ = supplies_are_whole_ && value->exponent >= 0 && word->text.find('.') == word->text.npos;
  }

  /// a u v capacity; a u v lower capacity cost; a u v length; e u v
  void read_arc() {
    const auto from = lines_.vertex(lines_.word(), vertices_);
    const auto to = from ? lines_.vertex(lines_.word(), vertices_) : std::nullopt;
    if (!to) return;
    const std::size_t edge = document_.edges.size();
    if (edge == announced_) {
      if (!std::exchange(said_too_many_, true))
        lines_.problem("too-many-values", "an arc behind the " + to_text(announced_) + " that the file announces");
      return;
    }
    constexpr const char* of_minimum[] = {"the lower bound", "the capacity", "the cost"};
    for (std::size_t k = 0; k < arc_columns_.size(); ++k) {
      const auto word = lines_.word();
      const bool capacity = kind_ == problem_kind::maximum || (kind_ == problem_kind::minimum && k == 1);
      const auto value = lines_.number(word, kind_ == problem_kind::minimum         ? of_minimum[k]
                                             : kind_ == problem_kind::shortest_path ? "the length"
                                                                                    : "the capacity");
      if (!value) return;
      if (capacity && value->mantissa < 0) continue;  // unlimited
      static_cast<void>(columns_.add_number(arc_columns_[k], edge, *value, word->text, lines_.number()));
    }
    lines_.expect_end();
    document_.edges.push_back({*from, *to});
  }

  void check_end() {
    if (!kind_) lines_.problems().stop_at(lines_.lines(), 0, "unexpected-end", "the file ends without a problem (p …)");
    if (lines_.problems().empty() && document_.edges.size() < announced_)
      lines_.problems().add(
          lines_.lines(), 0, "unexpected-end",
          "the file ends too early: it announces " + to_text(announced_) + " arcs and has " + to_text(document_.edges.size()));
    if (source_ && source_ == target_)
      lines_.problems().add(lines_.lines(), 0, "node", "the source is the target; allowed: two nodes");
  }

  graph_document finish() {
    document_.directed = kind_ != problem_kind::coloring;
    document_.ids = ids_.finish(vertices_, document_.notes);
    document_.edge_attributes = columns_.finish(document_.edges.size());
    if (kind_ == problem_kind::minimum) {
      attribute_column supply{"supply", supplies_are_whole_ ? attribute_kind::integer : attribute_kind::number};
      supply_.resize(vertices_);
      for (const auto& value : supply_) supply.push_number(value.value_or(decimal{}));
      document_.vertex_attributes.push_back(std::move(supply));
    }
    for (const auto& [name, end] : {std::pair{"source", source_}, std::pair{"target", target_}}) {
      if (!end) continue;
      attribute_column made{name};
      made.push_text(document_.ids[*end]);
      document_.about.push_back(std::move(made));
    }
    if (comments_ > 0) document_.notes.push_back("lines of comments that are not kept: " + to_text(comments_));
    if (passed_over_ > 0) document_.notes.push_back("lines of nodes that are not kept: " + to_text(passed_over_));
    return std::move(document_);
  }

  line_reader lines_;
  id_lines ids_;
  shown_columns columns_;
  graph_document document_;
  std::optional<problem_kind> kind_;
  std::size_t vertices_ = 0;
  std::size_t announced_ = 0;  // arcs
  std::vector<std::size_t> arc_columns_;
  std::optional<vertex_id> source_;
  std::optional<vertex_id> target_;
  std::vector<std::optional<decimal>> supply_;
  bool supplies_are_whole_ = true;
  bool said_too_many_ = false;
  std::size_t comments_ = 0;
  std::size_t passed_over_ = 0;
};

}  // namespace

graph_document read_dimacs(text_window& text, const std::string& file, const graph_file_options& options) {
  return dimacs_reader(text, file, options).read();
}

}  // namespace coopgraph::detail
