// SPDX-License-Identifier: BSL-1.0
#include "plot/chart_text.hpp"
#include "plot/drawing.hpp"
#include "plot/label_text.hpp"

#include <coopgraph/core/error.hpp>
#include <coopgraph/plot/heat_map.hpp>

#include <algorithm>
#include <map>
#include <numeric>
#include <utility>

namespace coopgraph {
namespace {

using detail::drawing;
using detail::map_box;
using detail::map_spot;
using detail::text_anchor;
using detail::words;
namespace palette = detail::palette;

constexpr std::size_t many = 20;  // from here on names stand on all sides
constexpr std::size_t longest_name = 26;
constexpr int gap = 30;  // between the matrix and the names, and between the parts of the legend

void check(const heat_map_data& data, const heat_map_options& options) {
  detail::check_id("heat_map", options.id);
  if (options.cell != 0) detail::check_range("heat_map", "cell", options.cell, 6, 60);
  if (options.most < 1 || options.most > 200) throw option_error("heat_map", "most", std::to_string(options.most), "1 to 200");
  const std::size_t n = data.names.size();
  if (!data.clusters.label.empty() && data.clusters.label.size() != n)
    throw input_error("heat_map", "number of clusters' labels", std::to_string(data.clusters.label.size()),
                      std::to_string(n) + ", one for each name, or none");
  std::map<std::pair<std::size_t, std::size_t>, std::size_t> seen;
  for (std::size_t i = 0; i < data.cells.size(); ++i) {
    const auto& c = data.cells[i];
    const std::string which = "cell " + std::to_string(i);
    if (c.row >= n || c.column >= n)
      throw input_error("heat_map", "position of " + which, std::to_string(std::max(c.row, c.column)),
                        "below " + std::to_string(n) + ", the number of names");
    detail::check_amount("heat_map", "amount of " + which, c.amount);
    const auto pair = data.kind == matrix_kind::mutual ? std::pair<std::size_t, std::size_t>(std::minmax(c.row, c.column))
                                                       : std::pair(c.row, c.column);
    const auto [other, fresh] = seen.emplace(pair, i);
    if (!fresh)
      throw input_error("heat_map", "pair of " + which, std::to_string(c.row) + ", " + std::to_string(c.column),
                        "one that no other cell has (cell " + std::to_string(other->second) + " does)");
  }
}

/// The names that are shown, in their order, and where the clusters begin.
struct arrangement {
  std::vector<std::size_t> shown = {};            // place -> name
  std::vector<std::optional<std::size_t>> place;  // name -> place
  std::vector<std::size_t> begins = {};           // places where a cluster begins, and the end
  std::vector<std::size_t> number = {};           // of each cluster, 1 up as the partition counts
};

arrangement arrange(const heat_map_data& data, std::size_t most) {
  const std::size_t n = data.names.size();
  const bool clustered = !data.clusters.label.empty();
  std::vector<double> sum(n, 0.0);
  for (const auto& c : data.cells) {
    sum[c.row] += c.amount;
    if (c.column != c.row) sum[c.column] += c.amount;
  }
  arrangement a;
  a.shown.resize(n);
  std::iota(a.shown.begin(), a.shown.end(), std::size_t{0});
  std::stable_sort(a.shown.begin(), a.shown.end(), [&](std::size_t x, std::size_t y) { return sum[x] > sum[y]; });
  if (n > most) a.shown.resize(most);
  if (clustered) {
    std::vector<double> of_cluster(data.clusters.clusters, 0.0);
    for (std::size_t v = 0; v < n; ++v) of_cluster[data.clusters.label[v]] += sum[v];
    std::stable_sort(a.shown.begin(), a.shown.end(), [&](std::size_t x, std::size_t y) {
      const auto p = data.clusters.label[x];
      const auto q = data.clusters.label[y];
      return of_cluster[p] != of_cluster[q] ? of_cluster[p] > of_cluster[q] : p < q;
    });
  }
  a.place.resize(n);
  for (std::size_t i = 0; i < a.shown.size(); ++i) {
    a.place[a.shown[i]] = i;
    if (!clustered || (i > 0 && data.clusters.label[a.shown[i]] == data.clusters.label[a.shown[i - 1]])) continue;
    a.begins.push_back(i);
    a.number.push_back(data.clusters.label[a.shown[i]] + std::size_t{1});
  }
  if (clustered) a.begins.push_back(a.shown.size());
  return a;
}

class matrix {
 public:
  matrix(const heat_map_data& data, const heat_map_options& options, arrangement order)
      : data_(data), say_(options.lang), order_(std::move(order)), steps_(amounts()) {
    const std::size_t n = order_.shown.size();
    side_ = options.cell != 0 ? options.cell * 10 : n <= 12 ? 300 : n <= many ? 200 : n <= 40 ? 130 : 105;
    font_ = std::clamp(side_ - 20, 50, 110);
    extent_ = static_cast<int>(n) * side_;
  }

  drawing draw() {
    drawing d;
    add_guides(d);
    for (const auto& c : data_.cells) {
      add_cell(d, c.row, c.column, c.amount);
      if (data_.kind == matrix_kind::mutual && c.row != c.column) add_cell(d, c.column, c.row, c.amount);
    }
    add_clusters(d);
    add_names(d);
    add_legend(d);
    return d;
  }

  [[nodiscard]] std::string described() const {
    const bool mutual = data_.kind == matrix_kind::mutual;
    std::string text = mutual ? say_({"A matrix of {0} with {1}.", "Ma trận của {0} với {1}."},
                                     {say_.counted(order_.shown.size(), {"actor", "chủ thể"}, {"actors", "chủ thể"}),
                                      say_.counted(data_.cells.size(), {"tie", "liên kết"}, {"ties", "liên kết"})})
                              : say_({"A matrix of {0} with {1}; rows are origins, columns destinations.",
                                      "Ma trận của {0} với {1}; hàng là nơi đi, cột là nơi đến."},
                                     {say_.counted(order_.shown.size(), {"actor", "chủ thể"}, {"actors", "chủ thể"}),
                                      say_.counted(data_.cells.size(), {"flow between two", "luồng giữa hai bên"},
                                                   {"flows between two", "luồng giữa hai bên"})});
    std::vector<std::size_t> largest(data_.cells.size());
    std::iota(largest.begin(), largest.end(), std::size_t{0});
    std::stable_sort(largest.begin(), largest.end(),
                     [&](std::size_t x, std::size_t y) { return data_.cells[x].amount > data_.cells[y].amount; });
    if (largest.size() > 3) largest.resize(3);
    std::vector<std::string> said;
    for (const std::size_t i : largest) said.push_back(told(data_.cells[i].row, data_.cells[i].column, data_.cells[i].amount));
    if (!said.empty()) text += ' ' + say_({"The largest: {0}.", "Lớn nhất: {0}."}, {listed(said)});
    if (order_.number.size() > 1)
      text += ' ' + say_({"Ordered by {0}.", "Xếp theo {0}."},
                         {say_.counted(order_.number.size(), {"cluster", "cụm"}, {"clusters", "cụm"})});
    return text;
  }

 private:
  [[nodiscard]] std::vector<double> amounts() const {
    std::vector<double> all;
    for (const auto& c : data_.cells) all.push_back(c.amount);
    return all;
  }
  static std::string listed(const std::vector<std::string>& items) {
    std::string all;
    for (const std::string& i : items) all += (all.empty() ? "" : "; ") + i;
    return all;
  }
  [[nodiscard]] std::string told(std::size_t row, std::size_t column, double amount) const {
    const char* between = data_.kind == matrix_kind::mutual ? " – " : " → ";
    return data_.names[row] + between + data_.names[column] + ": " + detail::with_unit(say_, amount, data_.unit);
  }
  [[nodiscard]] int at(std::size_t place) const { return static_cast<int>(place) * side_; }
  [[nodiscard]] std::string name(std::size_t place) const {
    return detail::shortened(data_.names[order_.shown[place]], longest_name);
  }

  void add_guides(drawing& d) const {
    d.rectangle({0, 0, extent_, extent_}, {.stroke = palette::rule});
    const std::size_t n = order_.shown.size();
    if (n > many)
      for (std::size_t i = 5; i < n; i += 5) {
        d.line({{0, at(i)}, {extent_, at(i)}}, {.stroke = palette::rule, .width = 5});
        d.line({{at(i), 0}, {at(i), extent_}}, {.stroke = palette::rule, .width = 5});
      }
    for (std::size_t i = 0; i < n; ++i)
      d.rectangle({at(i) + 5, at(i) + 5, at(i) + side_ - 5, at(i) + side_ - 5}, {.fill = "#f0f0f0"});
  }

  void add_cell(drawing& d, std::size_t row, std::size_t column, double amount) const {
    const map_spot corner{at(*order_.place[column]), at(*order_.place[row])};
    const detail::meaning what{.tie = {{row, column}}, .tooltip = told(row, column, amount)};
    const int inset = side_ > 150 ? 8 : 5;
    const map_box box{corner.x + inset, corner.y + inset, corner.x + side_ - inset, corner.y + side_ - inset};
    const bool none = !(amount > 0.0);
    const std::size_t colour = none ? 0 : steps_.colour(steps_.step(amount));
    d.rectangle(box,
                none ? detail::paint{.fill = palette::paper, .stroke = palette::axis, .width = 6}
                     : detail::paint{.fill = palette::sequence[colour]},
                what);
    const std::string number = detail::short_number(say_, amount);
    if (side_ < 180 || detail::text_width(number, 95) > side_ - 2 * inset) return;
    d.text({corner.x + side_ / 2, corner.y + side_ / 2 + 34}, number,
           {.size = 95, .anchor = text_anchor::middle, .fill = none ? palette::ink : palette::sequence_texts[colour]});
  }

  void add_clusters(drawing& d) const {
    if (order_.number.size() < 2) return;
    for (std::size_t k = 0; k < order_.number.size(); ++k) {
      const int from = at(order_.begins[k]);
      const int to = at(order_.begins[k + 1]);
      if (k > 0) {
        d.line({{0, from}, {extent_, from}}, {.stroke = palette::axis, .width = 8});
        d.line({{from, 0}, {from, extent_}}, {.stroke = palette::axis, .width = 8});
      }
      d.rectangle({from, from, to, to}, {.stroke = palette::ink, .width = 16});
    }
  }

  void add_names(drawing& d) const {
    const std::size_t n = order_.shown.size();
    const int drop = font_ * 36 / 100;
    int widest = 0;
    for (std::size_t i = 0; i < n; ++i) widest = std::max(widest, detail::text_width(name(i), font_));
    for (std::size_t i = 0; i < n; ++i) {
      const int middle = at(i) + side_ / 2;
      const detail::meaning what{.actor = order_.shown[i], .tooltip = data_.names[order_.shown[i]]};
      d.text({-gap, middle + drop}, name(i), {.size = font_, .anchor = text_anchor::end}, what);
      d.text({middle + drop, -gap}, name(i), {.size = font_, .upwards = true}, what);
      if (n <= many) continue;
      d.text({extent_ + gap, middle + drop}, name(i), {.size = font_}, what);
      d.text({middle + drop, extent_ + gap}, name(i), {.size = font_, .anchor = text_anchor::end, .upwards = true}, what);
    }
    if (order_.number.size() > 1) add_numbers(d, widest);
    if (data_.kind == matrix_kind::directed) {
      d.text({-gap, -gap - 140}, say_({"from ↓", "từ ↓"}), {.size = 95, .anchor = text_anchor::end, .fill = palette::quiet});
      d.text({-gap, -gap}, say_({"to →", "đến →"}), {.size = 95, .anchor = text_anchor::end, .fill = palette::quiet});
    }
  }

  /// The clusters' numbers, left of the names, each beside a bar in its colour.
  void add_numbers(drawing& d, int widest) const {
    const int x = -gap - widest - 60;
    int last = -1000;
    for (std::size_t k = 0; k < order_.number.size(); ++k) {
      const int from = at(order_.begins[k]);
      const int to = at(order_.begins[k + 1]);
      d.rectangle({x, from + 10, x + 30, to - 10}, {.fill = palette::category(order_.number[k] - 1)});
      const int baseline = std::max((from + to) / 2 + 38, last + 135);  // numbers of small clusters give way downwards
      d.text({x - 30, baseline}, std::to_string(order_.number[k]),
             {.size = 105, .anchor = text_anchor::end, .bold = true, .fill = palette::category_text(order_.number[k] - 1)});
      last = baseline;
    }
  }

  void add_legend(drawing& d) const {
    constexpr int size = 100;
    constexpr int sample = 140;
    const int left = d.extent().left;
    const int right = d.extent().right;
    const int top = d.extent().bottom + 60;
    int x = left;
    int y = top + sample;
    const auto entry = [&](const detail::paint* how, const std::string& text, const detail::text_look& look) {
      const int width = (how == nullptr ? 0 : sample + 40) + detail::planned_width(text, look);
      if (x > left && x + width > right) {
        x = left;
        y += sample + 60;
      }
      if (how != nullptr) d.rectangle({x, y - 110, x + sample, y + 30}, *how);
      d.text({x + width - detail::planned_width(text, look), y}, text, look);
      x += width + 140;
    };
    entry(nullptr, detail::unit_name(say_, data_.unit), {.size = size, .bold = true});
    const bool zero = std::any_of(data_.cells.begin(), data_.cells.end(), [](const auto& c) { return !(c.amount > 0.0); });
    const detail::paint none{.fill = palette::paper, .stroke = palette::axis, .width = 6};
    if (zero) entry(&none, "0", {.size = size});
    for (std::size_t k = 0; k < steps_.size(); ++k) {
      const detail::paint how{.fill = palette::sequence[steps_.colour(k)]};
      entry(&how, steps_.range(say_, k), {.size = size});
    }
    if (order_.number.size() > 1)
      entry(nullptr, say_({"framed: within a cluster", "trong khung: cùng một cụm"}), {.size = size, .fill = palette::quiet});
  }

  const heat_map_data& data_;
  words say_;
  arrangement order_;
  detail::amount_steps steps_;
  int side_ = 0;
  int font_ = 0;
  int extent_ = 0;
};

/// The cells of a graph: the strengths of each pair, added up exactly where they are exact.
template <class View>
heat_map_data from_view(const View& view, const partition& clusters, matrix_kind kind) {
  heat_map_data data;
  data.names = view.names;
  data.clusters = clusters;
  data.kind = kind;
  data.unit = view.unit;
  const auto g = view.graph.view();
  std::map<std::pair<vertex_id, vertex_id>, std::size_t> cell_of;
  std::vector<edge_id> cell_of_edge;
  for (edge_id e = 0; e < g.edges(); ++e) {
    const auto pair = kind == matrix_kind::mutual ? std::pair<vertex_id, vertex_id>(std::minmax(g.source[e], g.target[e]))
                                                  : std::pair(g.source[e], g.target[e]);
    cell_of_edge.push_back(cell_of.emplace(pair, cell_of.size()).first->second);
  }
  const edge_strengths sums = sum_by_edge(view.strengths, cell_of_edge, cell_of.size());
  for (const auto& [pair, k] : cell_of) data.cells.push_back({pair.first, pair.second, sums[k]});
  return data;
}

}  // namespace

heat_map_data make_heat_map(const agreement_view& view, const partition& clusters) {
  return from_view(view, clusters, matrix_kind::mutual);
}
heat_map_data make_heat_map(const flow_view& view, const partition& clusters) {
  return from_view(view, clusters, matrix_kind::directed);
}

figure heat_map(const heat_map_data& data, const heat_map_options& options) {
  check(data, options);
  const words say(options.lang);
  figure head{.id = options.id, .title = options.title, .description = {}, .svg = {}};
  if (head.title.empty())
    head.title = data.kind == matrix_kind::mutual ? say({"Ties of all pairs", "Liên kết của mọi cặp"})
                                                  : say({"Flows of all pairs", "Luồng của mọi cặp"});
  if (data.names.empty())
    return detail::picture_of_nothing("heat-map", std::move(head), say({"There are no actors.", "Không có chủ thể nào."}), 3000);
  arrangement order = arrange(data, options.most);
  heat_map_data shown = data;
  std::erase_if(shown.cells, [&](const auto& c) { return !order.place[c.row] || !order.place[c.column]; });
  if (order.shown.size() < data.names.size())
    head.note = say({"The matrix shows the {0} of {1} actors with the largest sums.",
                     "Ma trận chỉ gồm {0} trong {1} chủ thể có tổng lớn nhất."},
                    {say.number(order.shown.size()), say.number(data.names.size())});
  matrix m(shown, options, std::move(order));
  head.description = m.described();
  return m.draw().finish("heat-map", std::move(head));
}

figure heat_map(const agreement_view& view, const partition& clusters, const heat_map_options& options) {
  return heat_map(make_heat_map(view, clusters), options);
}
figure heat_map(const flow_view& view, const partition& clusters, const heat_map_options& options) {
  return heat_map(make_heat_map(view, clusters), options);
}

}  // namespace coopgraph
