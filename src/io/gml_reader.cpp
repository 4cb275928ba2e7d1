// SPDX-License-Identifier: BSL-1.0
#include "io/attribute_columns.hpp"
#include "io/gml_lexer.hpp"
#include "io/gml_text.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>

namespace coopgraph::detail {
namespace {

constexpr std::size_t most_path_bytes = 1024;  // of the keys around a value: they are part of its attribute's name

/// A whole number of 64 bits without a sign + or zeros in front.
std::optional<std::string> integer_text(std::string_view text) {
  const parsed_decimal read = parse_decimal(text);
  if (read.problem != number_problem::none || read.value.exponent < 0 || read.value.exponent > 18) return std::nullopt;
  constexpr std::size_t most_digits = 19;
  std::string canonical = coopgraph::to_text(read.value);
  const std::string_view digits = std::string_view(canonical).substr(canonical[0] == '-' ? 1 : 0);
  if (digits.size() > most_digits || (digits.size() == most_digits && digits > "9223372036854775807")) return std::nullopt;
  return canonical;
}

class gml_reader {
 public:
  gml_reader(text_window& text, const std::string& file, const graph_file_options& options)
      : file_(file),
        limits_(options.limits),
        problems_(file, options.limits.problems),
        in_(text, file, options, problems_),
        lexer_(in_),
        about_(attribute_owner::graph, value_literals::typed, file, options.limits),
        nodes_(attribute_owner::vertices, value_literals::typed, file, options.limits),
        edges_(attribute_owner::edges, value_literals::typed, file, options.limits) {}

  graph_document read() {
    for (;;) {
      const gml_token& token = lexer_.next();
      if (token.sign == gml_sign::end) break;
      if (token.sign == gml_sign::closes) {
        close(token);
      } else if (token.sign == gml_sign::key) {
        read_key(token);
      } else {
        in_.stop_at(
            token.line, token.column, "gml-syntax",
            "\"" + printable(token.text, 60) + "\" stands where a key is expected: GML is a list of keys with a value each");
      }
    }
    if (!levels_.empty())
      in_.stop_at(levels_.back().line, levels_.back().column, "gml-syntax", "the file ends before the ] that closes this list");
    if (!seen_graph_) in_.stop("gml-syntax", "the file has no list \"graph [ … ]\"");
    return finish();
  }

 private:
  enum class where { top, graph, node, edge, nested };
  struct level {
    where in;
    std::size_t path = 0;  // length of the path outside
    std::size_t line = 0;
    std::size_t column = 0;
  };
  struct place_of_key {
    std::size_t line;
    std::size_t column;
  };
  struct end_of_edge {
    std::size_t edge;
    bool is_source;
    std::size_t line;
    std::size_t column;
  };

  [[nodiscard]] where here() const { return levels_.empty() ? where::top : levels_.back().in; }

  void read_key(const gml_token& token) {
    key_ = token.text;
    at_ = {token.line, token.column};
    const gml_token& value = lexer_.next();
    if (value.sign == gml_sign::opens) return open();
    if (value.sign == gml_sign::key && is_word_for_number(value.text)) {
      problems_.add(value.line, value.column, "invalid-number",
                    key_ + " is " + value.text + "; allowed: a finite number, or a text in quotes");
      return;
    }
    if (value.sign != gml_sign::number && value.sign != gml_sign::text)
      in_.stop_at(value.line, value.column, "gml-syntax",
                  "the key " + printable(key_, 60) + " has no value; allowed: a number, a text in quotes, or a list [ … ]");
    take_value(value);
  }

  void problem(std::string code, std::string message) {
    problems_.add(at_.line, at_.column, std::move(code), std::move(message));
  }

  void open() {
    if (levels_.size() == limits_.depth)
      over_limit(file_, at_.line, "lists are nested to a greater depth", limits_.depth, "depth");
    const where outside = here();
    level inside{where::nested, path_.size(), at_.line, at_.column};
    if (outside == where::top && key_ == "graph") {
      if (seen_graph_) in_.stop_at(at_.line, at_.column, "gml-several-graphs", "a second graph; allowed: one graph in a file");
      seen_graph_ = true;
      inside.in = where::graph;
    } else if (outside == where::graph && key_ == "node") {
      inside.in = where::node;
      begin_node();
    } else if (outside == where::graph && key_ == "edge") {
      inside.in = where::edge;
      begin_edge();
    } else {
      if (is_structural(key_, outside)) problem("gml-structure", "the key " + key_ + " is a list; allowed: a number");
      if (path_.size() + key_.size() >= most_path_bytes)
        in_.stop_at(
            at_.line, at_.column, "gml-path",
            "the keys of nested lists have more than " + std::to_string(most_path_bytes) + " bytes together, which is allowed");
      path_ += key_;
      path_ += '.';
    }
    levels_.push_back(inside);
    if (inside.in != where::nested) owner_ = inside.in;
  }

  void close(const gml_token& token) {
    if (levels_.empty()) in_.stop_at(token.line, token.column, "gml-syntax", "] closes a list that was never opened");
    const level closed = levels_.back();
    levels_.pop_back();
    path_.resize(closed.path);
    if (closed.in == where::node) end_node(closed);
    if (closed.in == where::edge) end_edge(closed);
    if (closed.in != where::nested) owner_ = here();
  }

  [[nodiscard]] static bool is_structural(std::string_view key, where in) {
    if (in == where::graph) return key == "directed" || key == "multigraph";
    if (in == where::node) return key == "id";
    return in == where::edge && (key == "source" || key == "target");
  }

  void take_value(const gml_token& value) {
    const where in = here();
    if (is_structural(key_, in)) return take_structure(value, in);
    if (value.sign == gml_sign::number && !check_number(value)) return;
    if (in == where::graph && (key_ == "node" || key_ == "edge"))
      return problem("gml-structure", "the key " + key_ + " has a value; allowed: a list [ … ]");
    if (in == where::top && key_ == gml_types_key && value.sign == gml_sign::text && add_declared(value.text, declared_)) {
      if (declared_.size() > 3 * limits_.attributes)
        over_limit(file_, value.line, "there are more attributes", limits_.attributes, "attributes");
      return;
    }
    path_ += key_;
    keep(value);
    path_.resize(path_.size() - key_.size());
  }

  bool check_number(const gml_token& value) {
    const number_problem found = parse_decimal(value.text).problem;
    if (found == number_problem::none) return true;
    const char* const why = found == number_problem::not_a_number ? "; allowed: a finite number, or a text in quotes"
                            : found == number_problem::out_of_range
                                ? ", out of range; allowed: numbers within those of doubles"
                                : ", out of range: it has more than 18 digits; write it as a text in "
                                  "quotes";
    problems_.add(value.line, value.column, "invalid-number", key_ + " is " + printable(value.text, 60) + why);
    return false;
  }

  /// Gives the element that is being read the value of path_.
  void keep(const gml_token& value) {
    const bool of_node = owner_ == where::node;
    const bool of_edge = owner_ == where::edge;
    attribute_columns& columns = of_node ? nodes_ : of_edge ? edges_ : about_;
    const std::size_t element = of_node ? ids_.size() : of_edge ? ends_.size() : 0;
    if ((of_node || of_edge) && ++values_here_ > limits_.per_element)
      over_limit(file_, value.line, std::string(of_node ? "a node" : "an edge") + " has more values", limits_.per_element,
                 "per-element");
    const std::uint32_t column = columns.column(path_, value.line);
    if (columns.has(column, element)) return repeat(value, columns, column, element);
    columns.give(column, element,
                 columns.keep(column, value.text, value.sign == gml_sign::text ? value_literal::text : value_literal::number),
                 value.line);
    marked_.clear();
    if (value.sign == gml_sign::text && value.text == "_networkx_list_start") marked_ = path_;
  }

  /// networkx writes a list of one value as a mark and the value behind it.
  void repeat(const gml_token& value, attribute_columns& columns, std::uint32_t column, std::size_t element) {
    if (marked_ == path_) {
      marked_.clear();
      columns.drop_last(column);
      columns.give(column, element,
                   columns.keep(column, value.text, value.sign == gml_sign::text ? value_literal::text : value_literal::number),
                   value.line);
      return;
    }
    if (repeated_++ == 0) first_repeated_ = path_;
  }

  void take_structure(const gml_token& value, where in) {
    if (in == where::graph) {
      if (value.text != "0" && value.text != "1")
        return problem("gml-structure", key_ + " is \"" + printable(value.text, 60) + "\"; allowed: 0 or 1");
      if (key_ == "directed") document_.directed = value.text == "1";
      return;
    }
    std::string id = value.text;
    if (value.sign == gml_sign::number) {
      if (auto integer = integer_text(value.text))
        id = std::move(*integer);
      else
        problem("invalid-id", key_ + " is " + printable(value.text, 60) +
                                  ", no whole number or out of range; allowed: whole numbers from -2^63 + 1 to 2^63 - 1");
    }
    if (id.empty()) return problem("invalid-id", key_ + " is empty; allowed: a whole number");
    std::optional<std::string>& into = in == where::node ? id_ : key_ == "source" ? source_ : target_;
    if (into) return problem("gml-structure", "the key " + key_ + " stands twice in one list");
    into = std::move(id);
    if (in == where::edge) (key_ == "source" ? source_at_ : target_at_) = at_;
  }

  void begin_node() {
    if (ids_.size() == limits_.vertices) over_limit(file_, at_.line, "there are more vertices", limits_.vertices, "vertices");
    values_here_ = 0;
    id_.reset();
  }

  void end_node(const level& at) {
    if (!id_) {
      problems_.add(at.line, at.column, "missing-id", "a node without an id that can be read; allowed: id and a whole number");
      id_ = '?' + std::to_string(ids_.size());
    }
    const std::size_t known = vertices_.size();
    if (vertices_.find_or_add(*id_) < known)
      problems_.add(at.line, at.column, "duplicate-id",
                    "the id " + printable(*id_, 60) + " is a duplicate: an earlier node of the file has it");
    ids_.push_back(*id_);
  }

  void begin_edge() {
    if (ends_.size() == limits_.edges) over_limit(file_, at_.line, "there are more edges", limits_.edges, "edges");
    values_here_ = 0;
    source_.reset();
    target_.reset();
  }

  void end_edge(const level& at) {
    endpoints ends{no_vertex, no_vertex};
    for (const bool is_source : {true, false}) {
      const std::optional<std::string>& id = is_source ? source_ : target_;
      if (!id) {
        problems_.add(at.line, at.column, "missing-end",
                      std::string("an edge without a ") + (is_source ? "source" : "target") + " that can be read");
        continue;
      }
      const std::uint32_t vertex = vertices_.find(*id);
      (is_source ? ends.source : ends.target) = vertex;
      if (vertex != name_table::none) continue;
      const place_of_key& place = is_source ? source_at_ : target_at_;
      later_.push_back({ends_.size(), is_source, place.line, place.column});
      later_ids_.push_back(*id);
    }
    ends_.push_back(ends);
  }

  graph_document finish() {
    for (std::size_t i = 0; i < later_.size(); ++i) {
      const std::uint32_t vertex = vertices_.find(later_ids_[i]);
      if (vertex == name_table::none)
        problems_.add(later_[i].line, later_[i].column, "unknown-vertex",
                      std::string(later_[i].is_source ? "source " : "target ") + printable(later_ids_[i], 60) +
                          " is the id of no node; allowed: ids of nodes of this file");
      else
        (later_[i].is_source ? ends_[later_[i].edge].source : ends_[later_[i].edge].target) = vertex;
    }
    problems_.raise_if_any();
    vertices_ = {};
    document_.ids = std::move(ids_);
    document_.edges = std::move(ends_);
    document_.about = about_.finish(1, declared_, problems_);
    take_names();
    document_.vertex_attributes = nodes_.finish(document_.vertices(), declared_, problems_);
    if (auto ids = edges_.ids_under("id", document_.edges.size(), declared_)) {
      edges_.leave_out("id");
      document_.edge_ids = std::move(*ids);
    }
    document_.edge_attributes = edges_.finish(document_.edges.size(), declared_, problems_);
    problems_.raise_if_any();
    if (repeated_ > 0)
      document_.notes.push_back(std::to_string(repeated_) + (repeated_ == 1 ? " value repeats" : " values repeat") +
                                " a key of its element (the first: " + printable(first_repeated_, 60) +
                                "): a key keeps its first value");
    return std::move(document_);
  }

  /// Where numbers only count the nodes, or labels repeat them, the labels are the ids; what igraph calls name likewise.
  void take_names() {
    const bool counts = gml_ids_count(document_.ids);
    if (nodes_.has_any("label")) return take_names("label", counts);
    if (counts) take_names("name", counts);
  }
  void take_names(std::string_view key, bool counts) {
    if (!nodes_.all_texts(key)) return;
    auto ids = nodes_.ids_under(key, document_.vertices(), declared_);
    if (!ids || !(counts || *ids == document_.ids)) return;
    document_.ids = std::move(*ids);
    nodes_.leave_out(key);
  }

  const std::string& file_;
  const graph_limits& limits_;
  problem_list problems_;
  character_reader in_;
  gml_lexer lexer_;
  graph_document document_;
  attribute_columns about_;
  attribute_columns nodes_;
  attribute_columns edges_;
  std::vector<declared_attribute> declared_;

  std::vector<level> levels_;
  where owner_ = where::top;  // whose values are read: a node's, an edge's, or the graph's
  std::string path_;          // keys of the lists inside the element, each with a point behind it
  std::string key_;
  place_of_key at_{};
  bool seen_graph_ = false;
  std::string marked_;  // the path of the last value, if that was networkx's mark of a list
  std::size_t values_here_ = 0;
  std::size_t repeated_ = 0;
  std::string first_repeated_;

  std::optional<std::string> id_;
  std::optional<std::string> source_;
  std::optional<std::string> target_;
  place_of_key source_at_{};
  place_of_key target_at_{};
  text_list ids_;
  name_table vertices_;
  std::vector<endpoints> ends_;
  std::vector<end_of_edge> later_;  // ends of edges that stand before their nodes
  text_list later_ids_;
};

}  // namespace

graph_document read_gml(text_window& text, const std::string& name, const graph_file_options& options) {
  return gml_reader(text, name, options).read();
}

}  // namespace coopgraph::detail
