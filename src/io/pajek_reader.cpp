// SPDX-License-Identifier: BSL-1.0
#include "io/graph_formats.hpp"
#include "io/line_reader.hpp"
#include "io/number_lines.hpp"
#include "io/pajek_elements.hpp"
#include "io/pajek_links.hpp"
#include "io/pajek_vertices.hpp"

#include <coopgraph/core/diagnostic.hpp>

#include <optional>
#include <string>
#include <utility>

namespace coopgraph::detail {
namespace {

/// A file as a list of sections, each begun by a word with a star: a network, and partitions and vectors of its vertices.
class pajek_reader {
 public:
  pajek_reader(text_window& text, const std::string& file, const graph_file_options& options)
      : lines_(text, file, options), file_(file), vertices_(lines_, file), links_(lines_, file, vertices_) {}

  graph_document read() {
    while (lines_.next_with_quotes()) {
      if (lines_.line()[0] == '%')
        ++comments_;
      else if (lines_.line()[0] == '*')
        begin_section();
      else
        read_line();
    }
    end_section();
    if (!vertices_.begun())
      lines_.problems().add(lines_.lines(), 0, "no-vertices",
                            "the file ends without a line \"*Vertices n\", by which a network begins");
    lines_.problems().raise_if_any();
    vertices_.finish(document_);
    links_.finish(document_);
    if (!document_.vertex_spells.empty() || !document_.edge_spells.empty()) document_.time_format = "integer";
    for (attribute_column& a : values_) document_.vertex_attributes.push_back(std::move(a));
    make_names_unique(document_.vertex_attributes);
    if (comments_ > 0) note("lines of comments that are not kept: " + std::to_string(comments_));
    return std::move(document_);
  }

 private:
  enum class section { before, vertices, links, values, passed_over };
  /// What a project holds beside networks: partitions (a whole number for each vertex), vectors (a number), and others.
  enum class object_kind { partition, vector, other };
  struct object {
    std::string title;
    object_kind kind;
  };

  void note(const std::string& sentence) { document_.notes.push_back(printable(sentence, 400)); }
  void pass_over(const std::string& why) {
    note(why);
    section_ = section::passed_over;
  }

  void begin_section() {
    end_section();
    const std::string word = in_small_letters(lines_.word()->text);
    if (word == "*vertices" || word == "*vertex") return begin_vertices();
    object_.reset();
    if (word == "*network") return begin_network();
    if (word == "*partition" || word == "*vector") {
      object_ = {std::string(lines_.rest()), word == "*vector" ? object_kind::vector : object_kind::partition};
      lines_.check_limit(object_->title.size(), lines_.limits().text_bytes, "a text has more bytes", "text-bytes");
      if (object_->title.empty()) object_->title = word.substr(1);
    } else if (word == "*permutation" || word == "*cluster" || word == "*hierarchy") {
      object_ = {{}, object_kind::other};
      pass_over("not read: the " + word.substr(1) + " \"" + printable(lines_.rest()) + '"');
    } else if (pajek_links::shape_of(word) == pajek_links::shape::none) {
      lines_.problem("unknown-section",
                     '"' + printable(word) +
                         "\" begins no part that is read; allowed: *Network, *Vertices, *Arcs, *Edges, *Arcslist, "
                         "*Edgeslist, *Matrix, *Partition, *Vector");
    } else if (!vertices_.begun()) {
      lines_.problem("no-vertices", '"' + word + "\" stands before \"*Vertices n\", which says how many vertices there are");
    } else if (!other_network_) {
      section_ = section::links;
      links_.begin(word);
    }
  }

  void begin_network() {
    const std::string_view name = lines_.rest();
    lines_.check_limit(name.size(), lines_.limits().text_bytes, "a text has more bytes", "text-bytes");
    if (vertices_.begun() || !document_.about.empty()) {
      other_network_ = true;
      return pass_over("not read: another network, \"" + printable(name) + '"');
    }
    if (name.empty()) return;
    attribute_column made{"name"};
    const auto first = lines_.quoted_word();
    const bool in_quotes = first->quoted && first->text.size() + 2 == name.size() && name.back() == '"';
    made.push_text(in_quotes ? text_of(*first) : std::string(name));
    document_.about.push_back(std::move(made));
  }

  void begin_vertices() {
    const auto count = lines_.count(lines_.word(), "the number of vertices");
    if (object_) return begin_values(count.value_or(0));
    if (other_network_) return;
    if (vertices_.begun()) return lines_.problem("twice", "\"*Vertices\" stands a second time; allowed: once in a network");
    section_ = section::vertices;
    vertices_.begin(count.value_or(0));
  }

  void begin_values(std::size_t count) {
    if (object_->kind == object_kind::other) return;
    if (!vertices_.begun() || count != vertices_.count()) {
      pass_over("not read: \"" + printable(object_->title) + "\", whose " + std::to_string(count) +
                " values are not those of the network's vertices");
      object_.reset();
      return;
    }
    lines_.check_limit(values_.size() + 1, lines_.limits().attributes, "more attributes", "attributes");
    const std::size_t most = lines_.limits().values;
    if (count > 0 && values_.size() + 1 > most / count)
      over_limit(file_, lines_.number(), "more values of attributes", most, "values");
    values_.push_back({object_->title, object_->kind == object_kind::vector ? attribute_kind::number : attribute_kind::integer});
    section_ = section::values;
  }

  void end_section() {
    if (section_ == section::links) links_.end();
    if (section_ == section::values && values_.back().numbers.size() < vertices_.count())
      lines_.problems().add(lines_.lines(), 0, "too-few-values",
                            '"' + printable(values_.back().name) + "\" ends behind " +
                                std::to_string(values_.back().numbers.size()) + " of " + std::to_string(vertices_.count()) +
                                " values, one for each vertex");
    section_ = section::passed_over;
  }

  void read_line() {
    if (section_ == section::vertices) vertices_.read_line();
    if (section_ == section::links) links_.read_line();
    if (section_ == section::values) read_values();
    if (section_ == section::before) {
      lines_.problems().stop_at(lines_.number(), 1, "no-section",
                                "the file begins with \"" + printable(lines_.line(), 60) +
                                    "\"; allowed: \"*Vertices n\" or \"*Network\", by which a Pajek network begins");
    }
  }

  void read_values() {
    attribute_column& values = values_.back();
    const bool real = values.kind == attribute_kind::number;
    while (const auto word = lines_.word()) {
      if (values.numbers.size() == vertices_.count()) {
        section_ = section::passed_over;
        return lines_.problem(*word, "too-many-values",
                              '"' + printable(values.name) + "\" goes on behind " + std::to_string(vertices_.count()) +
                                  " values, one for each vertex");
      }
      const auto value = lines_.number(word, real ? "a value of the vector" : "a class of the partition");
      if (value && !real && value->exponent < 0)
        lines_.problem(*word, "invalid-number",
                       "a class of the partition is " + printable(word->text) + "; allowed: a whole number");
      values.push_number(value.value_or(decimal{}));
    }
  }

  line_reader lines_;
  const std::string& file_;
  pajek_vertices vertices_;
  pajek_links links_;
  graph_document document_;
  section section_ = section::before;
  std::optional<object> object_;  ///< whose "*Vertices n" is to come
  std::vector<attribute_column> values_;
  bool other_network_ = false;
  std::size_t comments_ = 0;
};

}  // namespace

graph_document read_pajek(text_window& text, const std::string& file, const graph_file_options& options) {
  return pajek_reader(text, file, options).read();
}

}  // namespace coopgraph::detail
