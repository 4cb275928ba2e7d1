// SPDX-License-Identifier: BSL-1.0
#include "io/graph_formats.hpp"
#include "io/left_out.hpp"
#include "io/number_lines.hpp"

#include <coopgraph/core/text.hpp>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace coopgraph::detail {
namespace {

bool is_number(const attribute_column* a) noexcept {
  return a != nullptr && (a->kind == attribute_kind::number || a->kind == attribute_kind::integer);
}

/// A column of numbers as a problem states it: a number for each element.
struct stated_column {
  const char* name;
  const attribute_column* values;  ///< or nullptr
  const char* absent;              ///< stands where there is no value
  bool absent_is_missing;          ///< and is read as that

  [[nodiscard]] std::string text(std::size_t element) const {
    if (values == nullptr || !values->has(element) || is_unlimited(element)) return absent;
    return to_text(values->numbers[element]);
  }
  /// A capacity below 0 would say that there is none.
  [[nodiscard]] bool is_unlimited(std::size_t element) const {
    return absent_is_missing && values->has(element) && values->numbers[element].mantissa < 0;
  }

  void say(left_out& lost, std::size_t elements) const {
    const std::string what = std::string("DIMACS states the attribute \"") + name + "\" ";
    if (values == nullptr) return lost.say(what + "of this problem: it is written as " + absent);
    if (!absent_is_missing && !values->missing.empty())
      lost.say(what + "of each element: " + to_text(values->missing.size()) + " that are missing are written as " + absent);
    std::size_t below = 0;
    bool whole = values->kind == attribute_kind::number;
    for (std::size_t e = 0; e < elements; ++e) {
      below += is_unlimited(e) ? 1U : 0U;
      whole = whole && (!values->has(e) || is_unlimited(e) || values->numbers[e].exponent >= 0);
    }
    if (below > 0) lost.say(what + "as unlimited where it is below 0: " + to_text(below));
    if (whole) lost.say(what + "without a kind: its numbers, which are all whole, are read as integers");
  }
};

enum class problem_kind { maximum, minimum, shortest_path, coloring };

class dimacs_writer {
 public:
  dimacs_writer(const graph_document& d, left_out& lost) : d_(d), lost_(lost) {
    const attribute_column* const capacity = column("capacity");
    const attribute_column* const lower = column("lower");
    const attribute_column* const cost = column("cost");
    const attribute_column* const length = column("length");
    const attribute_column* const of_vertices = d.of_vertices("supply");
    supply_ = {"supply", is_number(of_vertices) ? of_vertices : nullptr, "0", false};
    const bool flow = capacity != nullptr || lower != nullptr || cost != nullptr || supply_.values != nullptr;
    if (lower != nullptr || cost != nullptr || supply_.values != nullptr) {
      kind_ = problem_kind::minimum;
      columns_ = {{"lower", lower, "0", false}, {"capacity", capacity, "-1", true}, {"cost", cost, "0", false}};
    } else if (!flow && length != nullptr && d.directed) {
      kind_ = problem_kind::shortest_path;
      columns_ = {{"length", length, "0", false}};
    } else if (!flow && !d.directed) {
      kind_ = problem_kind::coloring;
    } else {
      columns_ = {{"capacity", capacity, "-1", true}};
    }
    twice_ = !d.directed && kind_ != problem_kind::coloring;
  }

  void write(text_sink& out) {
    constexpr const char* names[] = {"max", "min", "sp", "edge"};
    std::size_t arcs = d_.edges.size();
    if (twice_) arcs += static_cast<std::size_t>(std::count_if(d_.edges.begin(), d_.edges.end(), is_no_loop));
    out << "p " << names[static_cast<std::size_t>(kind_)] << ' ' << to_text(d_.vertices()) << ' ' << to_text(arcs) << '\n';
    write_id_lines(d_.ids, 'c', out);
    if (kind_ == problem_kind::maximum) write_ends(out);
    if (kind_ == problem_kind::minimum)
      for (std::size_t v = 0; v < d_.vertices(); ++v)
        if (const std::string supply = supply_.text(v); supply != "0") out << "n " << to_text(v + 1) << ' ' << supply << '\n';
    for (std::size_t e = 0; e < d_.edges.size(); ++e) {
      write_arc(out, d_.edges[e], e);
      if (twice_ && is_no_loop(d_.edges[e])) write_arc(out, {d_.edges[e].target, d_.edges[e].source}, e);
    }
    say();
  }

 private:
  static bool is_no_loop(const endpoints& ends) noexcept { return ends.source != ends.target; }

  const attribute_column* column(std::string_view name) const {
    const attribute_column* const found = d_.of_edges(name);
    return is_number(found) ? found : nullptr;
  }

  /// The vertices that the document names as source and target.
  void write_ends(text_sink& out) {
    for (const std::string_view name : {"source", "target"}) {
      const auto found =
          std::find_if(d_.about.begin(), d_.about.end(), [&](const attribute_column& a) { return a.name == name; });
      if (found == d_.about.end() || found->kind != attribute_kind::text || !found->has(0)) continue;
      std::size_t v = 0;
      while (v < d_.vertices() && d_.ids[v] != found->texts[0]) ++v;
      if (v == d_.vertices() || (!ends_.empty() && ends_.back().second == v)) continue;
      ends_.emplace_back(name, v);
      out << "n " << to_text(v + 1) << (name == "source" ? " s\n" : " t\n");
    }
  }

  void write_arc(text_sink& out, endpoints ends, std::size_t e) const {
    out << (kind_ == problem_kind::coloring ? "e " : "a ") << to_text(ends.source + std::size_t{1}) << ' '
        << to_text(ends.target + std::size_t{1});
    for (const stated_column& c : columns_) out << ' ' << c.text(e);
    out << '\n';
  }

  void say() {
    if (twice_)
      lost_.say("DIMACS has directed flows only: each of the " + to_text(d_.edges.size()) +
                " edges is written as two arcs, a loop as one");
    for (const stated_column& c : columns_) c.say(lost_, d_.edges.size());
    if (kind_ == problem_kind::minimum) supply_.say(lost_, d_.vertices());
    std::vector<std::string_view> kept;
    for (const auto& end : ends_) kept.emplace_back(end.first);
    lost_.attributes("attributes of the graph but source and target of a maximum flow", d_.about, kept);
    kept.clear();
    if (kind_ == problem_kind::minimum && supply_.values != nullptr) kept.emplace_back("supply");
    lost_.attributes("attributes of vertices but a supply", d_.vertex_attributes, kept);
    kept.clear();
    for (const stated_column& c : columns_)
      if (c.values != nullptr) kept.emplace_back(c.name);
    lost_.attributes("attributes of edges but those of its problem", d_.edge_attributes, kept);
    lost_.ids_of_edges(d_);
    lost_.periods(d_);
    lost_.outlines(d_);
  }

  const graph_document& d_;
  left_out& lost_;
  problem_kind kind_ = problem_kind::maximum;
  std::vector<stated_column> columns_ = {};  ///< in the order of a line
  stated_column supply_ = {};
  bool twice_ = false;  ///< an edge as two arcs
  std::vector<std::pair<std::string_view, std::size_t>> ends_ = {};
};

}  // namespace

void write_dimacs(const graph_document& document, text_sink& out, std::vector<std::string>& lost) {
  left_out said("DIMACS", lost);
  dimacs_writer(document, said).write(out);
}

}  // namespace coopgraph::detail
