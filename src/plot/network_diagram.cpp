// SPDX-License-Identifier: BSL-1.0
#include "plot/chart_text.hpp"
#include "plot/disc_separation.hpp"
#include "plot/drawing.hpp"
#include "plot/label_placement.hpp"
#include "plot/label_text.hpp"

#include <coopgraph/core/error.hpp>
#include <coopgraph/plot/force_layout.hpp>
#include <coopgraph/plot/network_diagram.hpp>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <optional>
#include <utility>

namespace coopgraph {
namespace {

using detail::drawing;
using detail::map_box;
using detail::map_disc;
using detail::text_anchor;
using detail::words;
namespace palette = detail::palette;

constexpr int disc_gap = 12;
constexpr int number_radius = 58;  // from here on a disc has room for its cluster's number
constexpr std::size_t most_numbers = 24;
constexpr std::size_t most_keys = 12;
constexpr std::size_t surely_named = 6;  // the strongest, whose names stand even away from their discs
constexpr std::size_t longest_name = 26;

void check(const network_diagram_data& data, const network_diagram_options& options) {
  detail::check_id("network_diagram", options.id);
  if (options.width != 0) detail::check_range("network_diagram", "width", options.width, 200, 4000);
  if (options.labels > 500) throw option_error("network_diagram", "labels", std::to_string(options.labels), "0 to 500");
  const std::size_t n = data.names.size();
  if (!data.clusters.label.empty() && data.clusters.label.size() != n)
    throw input_error("network_diagram", "number of clusters' labels", std::to_string(data.clusters.label.size()),
                      std::to_string(n) + ", one for each name, or none");
  for (std::size_t i = 0; i < data.ties.size(); ++i) {
    const auto& t = data.ties[i];
    const std::string which = "tie " + std::to_string(i);
    if (t.from >= n || t.to >= n)
      throw input_error("network_diagram", "position of " + which, std::to_string(std::max(t.from, t.to)),
                        "below " + std::to_string(n) + ", the number of names");
    detail::check_amount("network_diagram", "strength of " + which, t.strength);
  }
}

/// Parallel ties added up (directed ones by direction), without loops, in the order of their ends.
std::vector<network_diagram_data::tie> merged(const network_diagram_data& data) {
  std::map<std::pair<std::size_t, std::size_t>, double> sum;
  for (const auto& t : data.ties) {
    if (t.from == t.to) continue;
    const bool turned = !data.directed && t.from > t.to;
    sum[turned ? std::pair(t.to, t.from) : std::pair(t.from, t.to)] += t.strength;
  }
  std::vector<network_diagram_data::tie> ties;
  for (const auto& [pair, strength] : sum) ties.push_back({pair.first, pair.second, strength});
  return ties;
}

class diagram {
 public:
  diagram(const network_diagram_data& data, const network_diagram_options& options, const words& say)
      : data_(data),
        options_(options),
        say_(say),
        ties_(merged(data)),
        sum_(data.names.size(), 0.0),
        count_(data.names.size(), 0) {
    for (const auto& t : ties_)
      for (const std::size_t v : {t.from, t.to}) {
        sum_[v] += t.strength;
        ++count_[v];
      }
    by_strength_.resize(data.names.size());
    std::iota(by_strength_.begin(), by_strength_.end(), std::size_t{0});
    std::stable_sort(by_strength_.begin(), by_strength_.end(), [&](std::size_t a, std::size_t b) { return sum_[a] > sum_[b]; });
    choose_clusters();
    choose_radii();
    place();
  }

  drawing draw() const {
    drawing d;
    add_ties(d);
    for (const std::size_t v : by_strength_) add_disc(d, v);
    add_names(d);
    add_legend(d);
    return d;
  }
  [[nodiscard]] std::string described() const {
    std::string text = say_({"{0} and {1}, placed so that those who are tied are near each other.",
                             "{0} và {1}, xếp sao cho các bên có liên kết nằm gần nhau."},
                            {say_.counted(data_.names.size(), {"actor", "chủ thể"}, {"actors", "chủ thể"}),
                             say_.counted(ties_.size(), {"tie", "liên kết"}, {"ties", "liên kết"})});
    std::string list;
    for (std::size_t i = 0; i < std::min<std::size_t>(3, by_strength_.size()); ++i)
      if (sum_[by_strength_[i]] > 0.0)
        list += (list.empty() ? "" : "; ") + data_.names[by_strength_[i]] + ' ' +
                detail::with_unit(say_, sum_[by_strength_[i]], data_.unit);
    if (!list.empty()) text += ' ' + say_({"The strongest: {0}.", "Mạnh nhất: {0}."}, {list});
    if (clusters_.size() > 1)
      text += ' ' + say_({"Colours and numbers tell {0}.", "Màu và số chỉ {0}."},
                         {say_.counted(clusters_.size(), {"cluster", "cụm"}, {"clusters", "cụm"})});
    return text;
  }

 private:
  struct cluster {
    std::size_t label = 0;
    std::size_t size = 0;
    std::size_t strongest = 0;
  };

  void choose_clusters() {
    if (data_.clusters.label.empty()) return;
    std::map<std::size_t, cluster> found;
    for (const std::size_t v : by_strength_) {
      const std::size_t label = data_.clusters.label[v];
      const auto [at, fresh] = found.emplace(label, cluster{label, 0, v});
      ++at->second.size;
    }
    for (const auto& [label, c] : found) clusters_.push_back(c);
    std::stable_sort(clusters_.begin(), clusters_.end(), [](const cluster& a, const cluster& b) { return a.size > b.size; });
  }

  void choose_radii() {
    const std::size_t n = data_.names.size();
    const int least = n <= 60 ? 45 : n <= 150 ? 34 : n <= 600 ? 26 : 15;
    const int most = n <= 60 ? 150 : n <= 150 ? 120 : n <= 600 ? 95 : 60;
    const double largest = n == 0 ? 0.0 : sum_[by_strength_[0]];
    for (std::size_t v = 0; v < n; ++v) {
      const double part = largest > 0.0 ? std::sqrt(sum_[v] / largest) : 0.0;
      radius_.push_back(least + static_cast<int>(std::lround(part * (most - least))));
    }
    if (clusters_.size() > 1)
      for (std::size_t k = 0; k < std::min(clusters_.size(), most_numbers); ++k)
        radius_[clusters_[k].strongest] = std::max(radius_[clusters_[k].strongest], number_radius);
  }

  void place() {
    std::vector<vertex_id> source;
    std::vector<vertex_id> target;
    std::vector<double> strength;
    for (const auto& t : ties_) {
      source.push_back(static_cast<vertex_id>(t.from));
      target.push_back(static_cast<vertex_id>(t.to));
      strength.push_back(t.strength);
    }
    const edge_strengths strengths = edge_strengths::rounded(strength, "sums of doubles");
    std::vector<plane_point> at =
        detail::force_layout_of(data_.names.size(), source, target, &strengths,
                                {.seed = options_.seed, .iterations = options_.iterations, .run = options_.run})
            .at;
    double reach = 1.0;
    for (const plane_point& p : at) reach = std::max({reach, p.x, p.y});
    const int wanted =
        options_.width != 0
            ? options_.width
            : std::clamp(static_cast<int>(std::lround(44.0 * std::sqrt(static_cast<double>(at.size())))), 260, 1400);
    for (plane_point& p : at) p = {p.x * wanted * 10.0 / reach, p.y * wanted * 10.0 / reach};
    discs_ = detail::separated(std::move(at), radius_, disc_gap);
  }

  void add_ties(drawing& d) const {
    double largest = 0.0;
    for (const auto& t : ties_) largest = std::max(largest, t.strength);
    for (const auto& t : ties_) {
      const double part = largest > 0.0 ? t.strength / largest : 0.0;
      const int width = 5 + static_cast<int>(std::lround(part * (data_.names.size() <= 60 ? 20.0 : 7.0)));
      const bool between = clustered() && data_.clusters.label[t.from] != data_.clusters.label[t.to];
      d.line({discs_[t.from].at, discs_[t.to].at}, {.stroke = palette::axis, .width = width, .opacity = between ? 30 : 50},
             {.tie = {{t.from, t.to}},
              .tooltip = data_.names[t.from] + (data_.directed ? " → " : " – ") + data_.names[t.to] + ": " +
                         detail::with_unit(say_, t.strength, data_.unit)});
    }
  }

  [[nodiscard]] bool clustered() const { return clusters_.size() > 1; }

  void add_disc(drawing& d, std::size_t v) const {
    const std::size_t label = clustered() ? data_.clusters.label[v] : 0;
    std::string told = data_.names[v] + ": " + detail::with_unit(say_, sum_[v], data_.unit) + ", " +
                       say_.counted(count_[v], {"tie", "liên kết"}, {"ties", "liên kết"});
    if (clustered()) told += ", " + say_({"cluster {0}", "cụm {0}"}, {std::to_string(label + 1)});
    d.circle(discs_[v], {.fill = palette::category_text(label), .stroke = palette::paper, .width = 8},
             {.actor = v, .tooltip = told});
    const std::string number = std::to_string(label + 1);
    const int size = std::min(110, radius_[v] * 13 / 10);
    if (!clustered() || radius_[v] < number_radius || detail::text_width(number, size) > 2 * radius_[v] - 20) return;
    d.text({discs_[v].at.x, discs_[v].at.y + size * 36 / 100}, number,
           {.size = size, .anchor = text_anchor::middle, .bold = true, .fill = palette::paper});
  }

  [[nodiscard]] int label_size() const { return data_.names.size() <= 150 ? 105 : 95; }

  void add_names(drawing& d) const {
    detail::label_scene scene;
    scene.points = discs_;
    scene.picture = d.extent();
    const int beyond = 900;
    scene.picture = {scene.picture.left - beyond, scene.picture.top - 300, scene.picture.right + beyond,
                     scene.picture.bottom + 300};
    std::vector<std::size_t> named;
    for (std::size_t i = 0; i < std::min(options_.labels, by_strength_.size()); ++i) {
      const std::size_t v = by_strength_[i];
      if (data_.names[v].empty()) continue;
      const map_box room = detail::room_of({0, 0}, name(v), {.size = label_size()});
      scene.labels.push_back({v, room.right - room.left, room.bottom - room.top, named.size() < surely_named});
      named.push_back(v);
    }
    const detail::label_layout layout = detail::place_labels(scene);
    for (std::size_t i = 0; i < named.size(); ++i) {
      if (!layout.places[i]) continue;
      const map_box& box = layout.places[i]->box;
      if (layout.places[i]->leader) d.line(*layout.places[i]->leader, {.stroke = palette::axis, .width = 6});
      d.text({box.left, box.top + label_size() * 92 / 100}, name(named[i]), {.size = label_size(), .halo = true},
             {.actor = named[i], .tooltip = data_.names[named[i]]});
    }
  }
  [[nodiscard]] std::string name(std::size_t v) const { return detail::shortened(data_.names[v], longest_name); }

  void add_legend(drawing& d) const {
    if (!clustered()) return;
    const int left = d.extent().left;
    const int right = d.extent().right;
    int x = left;
    int y = d.extent().bottom + 210;
    std::size_t others = 0;
    const auto entry = [&](std::optional<std::size_t> label, const std::string& text) {
      const int width = (label ? 190 : 0) + detail::text_width(text, 100);
      if (x > left && x + width > right) {
        x = left;
        y += 175;
      }
      if (label) {
        d.circle({{x + 65, y - 34}, 65}, {.fill = palette::category_text(*label)});
        d.text({x + 65, y - 4}, std::to_string(*label + 1),
               {.size = 80, .anchor = text_anchor::middle, .bold = true, .fill = palette::paper});
      }
      d.text({x + (label ? 190 : 0), y}, text, {.size = 100});
      x += width + 150;
    };
    for (std::size_t k = 0; k < clusters_.size(); ++k) {
      if (k >= most_keys) {
        ++others;
        continue;
      }
      entry(clusters_[k].label, say_.counted(clusters_[k].size, {"actor", "chủ thể"}, {"actors", "chủ thể"}));
    }
    if (others > 0) entry(std::nullopt, say_({"and {0} smaller clusters", "và {0} cụm nhỏ hơn"}, {say_.number(others)}));
  }

  const network_diagram_data& data_;
  const network_diagram_options& options_;
  const words& say_;
  std::vector<network_diagram_data::tie> ties_;
  std::vector<double> sum_;         // of strengths, by name
  std::vector<std::size_t> count_;  // of ties
  std::vector<std::size_t> by_strength_;
  std::vector<cluster> clusters_;  // the largest first
  std::vector<int> radius_;
  std::vector<map_disc> discs_;
};

template <class View>
network_diagram_data from_view(const View& view, const partition& clusters, bool directed) {
  network_diagram_data data{.names = view.names, .ties = {}, .clusters = clusters, .directed = directed, .unit = view.unit};
  const auto g = view.graph.view();
  for (edge_id e = 0; e < g.edges(); ++e) data.ties.push_back({g.source[e], g.target[e], view.strengths[e]});
  return data;
}

}  // namespace

figure network_diagram(const network_diagram_data& data, const network_diagram_options& options) {
  check(data, options);
  const words say(options.lang);
  figure head{.id = options.id, .title = options.title, .description = {}, .svg = {}};
  if (head.title.empty()) head.title = say({"Who is tied to whom", "Ai liên kết với ai"});
  if (data.names.empty())
    return detail::picture_of_nothing("network-diagram", std::move(head), say({"There are no actors.", "Không có chủ thể nào."}),
                                      3000);
  const diagram all(data, options, say);
  head.description = all.described();
  return all.draw().finish("network-diagram", std::move(head));
}

figure network_diagram(const agreement_view& view, const partition& clusters, const network_diagram_options& options) {
  return network_diagram(from_view(view, clusters, false), options);
}
figure network_diagram(const flow_view& view, const partition& clusters, const network_diagram_options& options) {
  return network_diagram(from_view(view, clusters, true), options);
}

}  // namespace coopgraph
