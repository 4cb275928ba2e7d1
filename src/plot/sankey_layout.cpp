// SPDX-License-Identifier: BSL-1.0
#include "plot/sankey_layout.hpp"

#include "plot/drawing.hpp"

#include <coopgraph/core/error.hpp>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <string>

namespace coopgraph::detail {
namespace {

constexpr int gap = 40;            // between two nodes' slots
constexpr int widest_gap = 500;    // between them where the column has room
constexpr int least_height = 6;    // of a band
constexpr int sweeps = 12;         // each to the right and back
constexpr double fine = 10'000.0;  // amounts as whole numbers, of the largest

void check(const sankey_data& data) {
  const std::size_t n = data.nodes.size();
  for (std::size_t i = 0; i < data.links.size(); ++i) {
    const auto& l = data.links[i];
    const std::string which = "link " + std::to_string(i);
    if (l.from >= n || l.to >= n)
      throw input_error("sankey_diagram", "position of " + which, std::to_string(std::max(l.from, l.to)),
                        "below " + std::to_string(n) + ", the number of nodes");
    if (l.kind && *l.kind >= data.kinds.size())
      throw input_error("sankey_diagram", "kind of " + which, std::to_string(*l.kind),
                        "below " + std::to_string(data.kinds.size()) + ", the number of kinds");
    check_amount("sankey_diagram", "amount of " + which, l.amount);
  }
}

/// As many links as lead to a node at most. Kahn's order; what is left over is in a circle.
std::vector<std::size_t> longest_paths(const sankey_data& data) {
  const std::size_t n = data.nodes.size();
  std::vector<std::vector<std::size_t>> next(n);
  std::vector<std::size_t> waits(n, 0);
  for (const auto& l : data.links) {
    next[l.from].push_back(l.to);
    ++waits[l.to];
  }
  std::vector<std::size_t> column(n, 0);
  std::vector<std::size_t> ready;
  for (std::size_t v = 0; v < n; ++v)
    if (waits[v] == 0) ready.push_back(v);
  for (std::size_t i = 0; i < ready.size(); ++i)
    for (const std::size_t to : next[ready[i]]) {
      column[to] = std::max(column[to], column[ready[i]] + 1);
      if (--waits[to] == 0) ready.push_back(to);
    }
  for (std::size_t v = 0; v < n; ++v)
    if (waits[v] > 0)
      throw input_error("sankey_diagram", "links through \"" + data.nodes[v].name + '"', "a circle",
                        "links that lead in no circle, or a column for each node");
  return column;
}

class placer {
 public:
  placer(const sankey_data& data, int height, std::span<const int> slot) : data_(data), slot_(slot) {
    at_.column = columns_of(data);
    for (std::size_t i = 0; i < data.links.size(); ++i)
      if (data.links[i].amount > 0.0) {
        at_.bands.push_back({.link = i});
        largest_ = std::max(largest_, data.links[i].amount);
      }
    sum_up();
    fill_columns();
    scale(height);
  }

  sankey_layout run() {
    place();
    std::vector<std::vector<std::size_t>> best = at_.columns;
    std::int64_t least = crossing(data_, at_);
    const auto keep = [&] {
      const std::int64_t now = crossing(data_, at_);
      if (now >= least) return;
      least = now;
      best = at_.columns;
    };
    for (int k = 0; k < 2 * sweeps && least > 0; ++k) {
      sweep(k % 2 == 0);
      const std::vector<std::vector<std::size_t>> swept = at_.columns;
      exchange_neighbours();
      keep();
      at_.columns = swept;
      place();
      keep();
    }
    at_.columns = best;
    place();
    place_bands();
    return at_;
  }

 private:
  [[nodiscard]] const sankey_data::link& link(const sankey_band& b) const { return data_.links[b.link]; }

  void sum_up() {
    const std::size_t n = data_.nodes.size();
    std::vector<double> in(n, 0.0);
    std::vector<double> out(n, 0.0);
    for (const auto& b : at_.bands) {
      out[link(b).from] += link(b).amount;
      in[link(b).to] += link(b).amount;
    }
    for (std::size_t v = 0; v < n; ++v) at_.amount.push_back(std::max(in[v], out[v]));
  }

  /// The largest above; what joins several stands last.
  void fill_columns() {
    for (std::size_t v = 0; v < data_.nodes.size(); ++v) {
      if (at_.columns.size() <= at_.column[v]) at_.columns.resize(at_.column[v] + 1);
      if (at_.amount[v] > 0.0) at_.columns[at_.column[v]].push_back(v);
    }
    for (auto& nodes : at_.columns)
      std::stable_sort(nodes.begin(), nodes.end(), [&](std::size_t a, std::size_t b) {
        if (last(a) != last(b)) return last(b);
        return at_.amount[a] > at_.amount[b];
      });
  }
  [[nodiscard]] bool last(std::size_t v) const { return data_.nodes[v].stands_for > 1; }

  void scale(int height) {
    double most = 0.0;
    for (const auto& nodes : at_.columns) {
      double sum = 0.0;
      for (const std::size_t v : nodes) sum += at_.amount[v];
      most = std::max(most, sum);
    }
    at_.bars.resize(data_.nodes.size());
    std::vector<int> in(data_.nodes.size(), 0);
    std::vector<int> out(data_.nodes.size(), 0);
    for (auto& b : at_.bands) {
      b.height = std::max(least_height, static_cast<int>(std::lround(link(b).amount / most * height)));
      out[link(b).from] += b.height;
      in[link(b).to] += b.height;
    }
    for (std::size_t v = 0; v < at_.bars.size(); ++v) at_.bars[v].height = std::max(in[v], out[v]);
    for (const auto& nodes : at_.columns) {
      int needs = -gap;
      for (const std::size_t v : nodes) needs += slot_of(v) + gap;
      at_.height = std::max(at_.height, needs);
    }
  }
  [[nodiscard]] int slot_of(std::size_t v) const { return std::max(at_.bars[v].height, slot_[v]); }

  void place() {
    for (const auto& nodes : at_.columns) {
      if (nodes.empty()) continue;
      int needs = 0;
      for (const std::size_t v : nodes) needs += slot_of(v);
      const int parts = static_cast<int>(nodes.size()) + 1;
      const int between = nodes.size() == 1 ? 0 : std::clamp((at_.height - needs) / parts, gap, widest_gap);
      int y = (at_.height - needs - between * (parts - 2)) / 2;
      for (const std::size_t v : nodes) {
        at_.bars[v].top = y + (slot_of(v) - at_.bars[v].height) / 2;
        y += slot_of(v) + between;
      }
    }
  }

  [[nodiscard]] std::int64_t middle(std::size_t v) const { return 2 * at_.bars[v].top + at_.bars[v].height; }

  void sweep(bool to_the_right) {
    const std::size_t k = at_.columns.size();
    for (std::size_t step = 1; step < k; ++step) {
      const std::size_t c = to_the_right ? step : k - 1 - step;
      std::map<std::size_t, std::pair<std::int64_t, std::int64_t>> sum;  // node -> weighted middles, weights
      for (const auto& b : at_.bands) {
        const std::size_t here = to_the_right ? link(b).to : link(b).from;
        const std::size_t there = to_the_right ? link(b).from : link(b).to;
        if (at_.column[here] != c) continue;
        auto& [middles, weights] = sum[here];
        middles += b.height * middle(there) * 16;
        weights += b.height;
      }
      std::vector<std::pair<std::int64_t, std::size_t>> order;
      for (const std::size_t v : at_.columns[c])
        order.emplace_back(sum.count(v) != 0 ? sum[v].first / sum[v].second : 16 * middle(v), v);
      std::stable_sort(order.begin(), order.end(), [&](const auto& a, const auto& b) {
        if (last(a.second) != last(b.second)) return last(b.second);
        return a.first < b.first;
      });
      for (std::size_t i = 0; i < order.size(); ++i) at_.columns[c][i] = order[i].second;
      place();
    }
  }

  /// Neighbours in a column change places as long as less crosses then.
  void exchange_neighbours() {
    std::vector<std::vector<std::size_t>> bands_of(data_.nodes.size());
    for (std::size_t i = 0; i < at_.bands.size(); ++i)
      for (const std::size_t v : {link(at_.bands[i]).from, link(at_.bands[i]).to}) bands_of[v].push_back(i);
    bool moved = true;
    for (int round = 0; round < sweeps && moved; ++round) {
      moved = false;
      for (auto& nodes : at_.columns)
        for (std::size_t i = 1; i < nodes.size(); ++i) {
          const std::size_t upper = nodes[i - 1];
          const std::size_t lower = nodes[i];
          if (last(upper) != last(lower) || gain(bands_of[upper], bands_of[lower], upper, lower) <= 0) continue;
          std::swap(nodes[i - 1], nodes[i]);
          moved = true;
        }
      place();
    }
  }
  /// By how much less crosses if `upper` and `lower` change places.
  [[nodiscard]] std::int64_t gain(const std::vector<std::size_t>& of_upper, const std::vector<std::size_t>& of_lower,
                                  std::size_t upper, std::size_t lower) const {
    std::int64_t sum = 0;
    for (const std::size_t i : of_upper)
      for (const std::size_t j : of_lower) {
        const auto& a = link(at_.bands[i]);
        const auto& b = link(at_.bands[j]);
        if (at_.column[a.from] != at_.column[b.from] || at_.column[a.to] != at_.column[b.to]) continue;
        const std::int64_t other_a = middle(a.from == upper ? a.to : a.from);
        const std::int64_t other_b = middle(b.from == lower ? b.to : b.from);
        const std::int64_t weight = std::int64_t{at_.bands[i].height} * at_.bands[j].height;
        if (other_a != other_b) sum += other_a > other_b ? weight : -weight;
      }
    return sum;
  }

  /// On each side of a node bands lie in the order of their other ends.
  void place_bands() {
    const auto by_end = [&](bool leaving) {
      std::vector<std::size_t> order(at_.bands.size());
      std::iota(order.begin(), order.end(), std::size_t{0});
      std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        const auto& x = link(at_.bands[a]);
        const auto& y = link(at_.bands[b]);
        const std::int64_t p = middle(leaving ? x.to : x.from);
        const std::int64_t q = middle(leaving ? y.to : y.from);
        return p != q ? p < q : x.kind < y.kind;
      });
      std::vector<int> used(data_.nodes.size(), 0);
      for (const std::size_t i : order) {
        auto& b = at_.bands[i];
        const std::size_t v = leaving ? link(b).from : link(b).to;
        (leaving ? b.from : b.to) = at_.bars[v].top + used[v];
        used[v] += b.height;
      }
    };
    by_end(true);
    by_end(false);
  }

  const sankey_data& data_;
  std::span<const int> slot_;
  double largest_ = 0.0;
  sankey_layout at_;
};

}  // namespace

std::vector<std::size_t> columns_of(const sankey_data& data) {
  check(data);
  const auto stated = static_cast<std::size_t>(
      std::count_if(data.nodes.begin(), data.nodes.end(), [](const auto& v) { return v.column.has_value(); }));
  if (stated == 0) return longest_paths(data);
  if (stated != data.nodes.size())
    throw input_error("sankey_diagram", "number of nodes with a column", std::to_string(stated),
                      "0 or " + std::to_string(data.nodes.size()) + ", all of them");
  std::vector<std::size_t> column;
  for (std::size_t v = 0; v < data.nodes.size(); ++v) {
    column.push_back(*data.nodes[v].column);
    if (column[v] >= 40)
      throw input_error("sankey_diagram", "column of node " + std::to_string(v), std::to_string(column[v]), "0 to 39");
  }
  for (std::size_t i = 0; i < data.links.size(); ++i)
    if (column[data.links[i].from] >= column[data.links[i].to])
      throw input_error("sankey_diagram", "column to which link " + std::to_string(i) + " leads",
                        std::to_string(column[data.links[i].to]),
                        "above " + std::to_string(column[data.links[i].from]) + ", from which it leads");
  return column;
}

std::int64_t crossing(const sankey_data& data, const sankey_layout& layout) {
  double largest = 0.0;
  for (const auto& l : data.links) largest = std::max(largest, l.amount);
  std::vector<std::int64_t> weight;
  for (const auto& b : layout.bands)
    weight.push_back(std::max<std::int64_t>(1, std::llround(data.links[b.link].amount / largest * fine)));
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < layout.bands.size(); ++i)
    for (std::size_t j = 0; j < i; ++j) {
      const auto& a = data.links[layout.bands[i].link];
      const auto& b = data.links[layout.bands[j].link];
      if (layout.column[a.from] != layout.column[b.from] || layout.column[a.to] != layout.column[b.to]) continue;
      const int left = layout.bars[a.from].top - layout.bars[b.from].top;
      const int right = layout.bars[a.to].top - layout.bars[b.to].top;
      if ((left < 0 && right > 0) || (left > 0 && right < 0)) sum += weight[i] * weight[j];
    }
  return sum;
}

sankey_layout lay_out(const sankey_data& data, int height, std::span<const int> slot) { return placer(data, height, slot).run(); }

}  // namespace coopgraph::detail
