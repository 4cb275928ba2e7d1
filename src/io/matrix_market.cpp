// SPDX-License-Identifier: BSL-1.0
#include "io/graph_formats.hpp"
#include "io/left_out.hpp"
#include "io/line_reader.hpp"
#include "io/number_lines.hpp"

#include <coopgraph/core/diagnostic.hpp>
#include <coopgraph/core/text.hpp>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

namespace coopgraph::detail {
namespace {

enum class field { integer, real, pattern };

class matrix_market_reader {
 public:
  matrix_market_reader(text_window& text, const std::string& file, const graph_file_options& options)
      : lines_(text, file, options), ids_(lines_), file_(file) {}

  graph_document read() {
    if (!lines_.next()) lines_.problems().stop_at(1, 0, "empty-file", "the file is empty; " + header_allowed());
    read_header();
    bool more = lines_.next();
    for (; more && lines_.line()[0] == '%'; more = lines_.next())
      if (!ids_.take(lines_.line().substr(1))) ++comments_;
    if (!more) stop_at_end("the line of sizes is missing");
    read_sizes();
    if (field_ != field::pattern)
      weight_ = attribute_column{"weight", field_ == field::integer ? attribute_kind::integer : attribute_kind::number};
    while (lines_.next()) {
      if (lines_.line()[0] == '%')
        ++comments_;
      else if (coordinates_)
        read_entry();
      else
        read_dense();
    }
    check_end();
    lines_.problems().raise_if_any();
    return finish();
  }

 private:
  static std::string header_allowed() {
    return "allowed: \"%%MatrixMarket matrix coordinate|array real|integer|pattern general|symmetric\"";
  }
  [[noreturn]] void stop_at_end(const std::string& what) {
    lines_.problems().stop_at(lines_.lines(), 0, "unexpected-end", "the file ends too early: " + what);
  }
  [[noreturn]] void refuse(const line_word& at, const std::string& what) {
    lines_.problems().stop_at(lines_.number(), lines_.column_of(at), "unsupported-matrix", what);
  }

  void read_header() {
    line_word words[5];
    std::string small[5];
    for (std::size_t k = 0; k < 5; ++k) {
      const auto word = lines_.word();
      if (!word) break;
      words[k] = *word;
      small[k] = in_small_letters(word->text);
    }
    const auto is_any = [](const std::string& word, std::initializer_list<const char*> all) {
      return std::find(all.begin(), all.end(), word) != all.end();
    };
    if (small[0] != "%%matrixmarket" || small[1] != "matrix" || small[4].empty())
      refuse(words[0], "the file begins with \"" + printable(lines_.line(), 60) + "\"; " + header_allowed());
    if (!is_any(small[2], {"coordinate", "array"}))
      refuse(words[2], '"' + printable(words[2].text) + "\" is no format; " + header_allowed());
    if (small[3] == "complex") refuse(words[3], "the matrix is complex, which no edge's weight is; " + header_allowed());
    if (!is_any(small[3], {"real", "double", "integer", "pattern"}))
      refuse(words[3], '"' + printable(words[3].text) + "\" is no field; " + header_allowed());
    if (is_any(small[4], {"skew-symmetric", "hermitian"}))
      refuse(words[4], "the matrix is " + small[4] + ", which is no graph's; " + header_allowed());
    if (!is_any(small[4], {"general", "symmetric"}))
      refuse(words[4], '"' + printable(words[4].text) + "\" is no symmetry; " + header_allowed());
    coordinates_ = small[2] == "coordinate";
    field_ = small[3] == "pattern" ? field::pattern : small[3] == "integer" ? field::integer : field::real;
    symmetric_ = small[4] == "symmetric";
    if (!coordinates_ && field_ == field::pattern) refuse(words[3], "an array has values and is no pattern; " + header_allowed());
  }

  void read_sizes() {
    const auto first = lines_.word();
    const auto rows = lines_.count(first, "the number of rows");
    const auto second = lines_.word();
    const auto columns = lines_.count(second, "the number of columns");
    if (coordinates_) entries_ = lines_.count(lines_.word(), "the number of entries").value_or(0);
    lines_.problems().raise_if_any();
    lines_.expect_end();
    if (*rows != *columns)
      refuse(*first, "the matrix is not square but " + printable(first->text) + " x " + printable(second->text) +
                         "; allowed: a row and a column for each vertex");
    lines_.check_vertices(*rows);
    vertices_ = *rows;
    if (coordinates_) lines_.check_limit(entries_, lines_.limits().edges, "more entries", "edges");
  }

  void read_entry() {
    const auto first = lines_.word();
    const auto row = lines_.vertex(first, vertices_);
    const auto column = row ? lines_.vertex(lines_.word(), vertices_) : std::nullopt;
    if (!column) return;
    if (++read_ > entries_) {
      if (read_ == entries_ + 1)
        lines_.problem("too-many-values", "an entry behind the " + to_text(entries_) + " that the file announces");
      return;
    }
    if (symmetric_ && *row < *column)
      lines_.problem(*first, "above-diagonal",
                     "the entry of row " + to_text(*row + std::size_t{1}) + " and column " + to_text(*column + std::size_t{1}) +
                         " is above the diagonal; allowed in a symmetric matrix: entries on and below it");
    if (weight_) {
      const auto word = lines_.word();
      const auto value = lines_.number(word, "the entry");
      if (value) add_weight(*word, *value);
    }
    lines_.expect_end();
    add(*row, *column);
  }

  void add(vertex_id row, vertex_id column) {
    lines_.check_limit(made_.edges.size() + 1, lines_.limits().edges, "more edges", "edges");
    made_.edges.push_back(symmetric_ ? endpoints{column, row} : endpoints{row, column});
  }

  void add_weight(const line_word& at, const decimal& value) {
    if (field_ == field::integer && value.exponent < 0)
      lines_.problem(at, "invalid-number",
                     "the entry is " + printable(at.text) + "; allowed in an integer matrix: whole numbers");
    const std::size_t most = lines_.limits().values;
    if (weight_->size() == most) over_limit(file_, lines_.number(), "more values of attributes", most, "values");
    weight_->push_number(value);
  }

  /// Column by column; of a symmetric matrix the part on and below the diagonal. What is 0 is no edge.
  void read_dense() {
    while (const auto word = lines_.word()) {
      if (column_ >= vertices_) {
        if (!std::exchange(said_too_many_, true))
          lines_.problem(*word, "too-many-values", "a value behind those of the " + to_text(vertices_) + " columns");
        return;
      }
      const auto value = lines_.number(word, "the value");
      if (value && value->mantissa != 0) {
        add_weight(*word, *value);
        add(static_cast<vertex_id>(row_), static_cast<vertex_id>(column_));
      }
      if (++row_ < vertices_) continue;
      ++column_;
      row_ = symmetric_ ? column_ : 0;
    }
  }

  void check_end() {
    if (coordinates_ && read_ < entries_) stop_at_end("it announces " + to_text(entries_) + " entries and has " + to_text(read_));
    if (!coordinates_ && column_ < vertices_)
      stop_at_end("behind row " + to_text(row_) + " of column " + to_text(column_ + 1) + " of " + to_text(vertices_));
  }

  graph_document finish() {
    made_.directed = !symmetric_;
    made_.ids = ids_.finish(vertices_, made_.notes);
    if (weight_) made_.edge_attributes.push_back(std::move(*weight_));
    if (comments_ > 0) made_.notes.push_back("lines of comments that are not kept: " + to_text(comments_));
    return std::move(made_);
  }

  line_reader lines_;
  id_lines ids_;
  const std::string& file_;
  std::optional<attribute_column> weight_;
  graph_document made_;
  bool coordinates_ = true;
  bool symmetric_ = false;
  field field_ = field::real;
  std::size_t comments_ = 0;
  std::size_t vertices_ = 0;
  std::size_t entries_ = 0;
  std::size_t read_ = 0;
  std::size_t row_ = 0;
  std::size_t column_ = 0;
  bool said_too_many_ = false;
};

/// Whether the values are whole and within 64 bits, as readers of integer matrices expect.
bool are_integers(const attribute_column& weight) {
  if (weight.kind != attribute_kind::integer) return false;
  return std::all_of(weight.numbers.begin(), weight.numbers.end(), [](const decimal& value) {
    return value.exponent == 0 || value.exponent + digits_of(value.mantissa) <= 18;
  });
}

}  // namespace

graph_document read_matrix_market(text_window& text, const std::string& file, const graph_file_options& options) {
  return matrix_market_reader(text, file, options).read();
}

void write_matrix_market(const graph_document& d, text_sink& out, std::vector<std::string>& lost) {
  left_out said("MatrixMarket", lost);
  const attribute_column* weight = d.of_edges("weight");
  if (weight != nullptr && weight->kind != attribute_kind::integer && weight->kind != attribute_kind::number) weight = nullptr;
  const bool integers = weight != nullptr && are_integers(*weight);
  const char* const field = weight == nullptr ? "pattern" : integers ? "integer" : "real";
  out << "%%MatrixMarket matrix coordinate " << field << (d.directed ? " general\n" : " symmetric\n");
  write_id_lines(d.ids, '%', out);
  out << to_text(d.vertices()) << ' ' << to_text(d.vertices()) << ' ' << to_text(d.edges.size()) << '\n';
  std::size_t turned = 0;
  for (std::size_t e = 0; e < d.edges.size(); ++e) {
    auto [row, column] = d.edges[e];
    if (!d.directed) std::swap(row, column);
    if (!d.directed && row < column) {
      std::swap(row, column);
      ++turned;
    }
    out << to_text(row + std::size_t{1}) << ' ' << to_text(column + std::size_t{1});
    if (weight != nullptr) out << ' ' << (weight->has(e) ? to_text(weight->numbers[e]) : std::string("1"));
    out << '\n';
  }
  if (turned > 0)
    said.say("MatrixMarket has no order of the ends of edges: " + to_text(turned) + " are read with the lesser vertex first");
  if (weight != nullptr && weight->kind == attribute_kind::integer && !integers)
    said.say("MatrixMarket has no integers beyond 64 bits: the weights are read as real numbers");
  if (weight != nullptr && !weight->missing.empty())
    said.say("MatrixMarket has no missing weights: " + to_text(weight->missing.size()) + " are written as 1");
  said.attributes("attributes of the graph", d.about, {});
  said.attributes("attributes of vertices", d.vertex_attributes, {});
  const std::string_view kept[] = {"weight"};
  said.attributes("attributes of edges but a weight of numbers", d.edge_attributes, std::span(kept, weight == nullptr ? 0 : 1));
  said.ids_of_edges(d);
  said.periods(d);
  said.outlines(d);
}

}  // namespace coopgraph::detail
