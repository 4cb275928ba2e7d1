// SPDX-License-Identifier: BSL-1.0
#include "plot/chart_text.hpp"

#include <coopgraph/core/error.hpp>
#include <coopgraph/plot/sankey_diagram.hpp>

#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <span>
#include <tuple>
#include <utility>

namespace coopgraph {
namespace {

using detail::words;

constexpr std::size_t most_kinds = 8;

/// Distinct texts in the order of their first appearance.
class text_list {
 public:
  std::size_t number_of(const std::string& text) {
    const auto [at, fresh] = number_.emplace(text, all_.size());
    if (fresh) all_.push_back(text);
    return at->second;
  }
  [[nodiscard]] const std::vector<std::string>& all() const { return all_; }

 private:
  std::map<std::string, std::size_t> number_;
  std::vector<std::string> all_;
};

/// The stages in the order in which actors pass goods on: of those before which no other one has to come the first to appear;
/// where each has to wait for another, the first of all.
std::vector<std::size_t> order_of_stages(const flow_view& view, std::span<const std::size_t> stage_of, std::size_t stages) {
  const auto g = view.graph.view();
  std::vector<std::set<std::size_t>> receives(g.vertices());
  for (edge_id e = 0; e < g.edges(); ++e)
    if (stage_of[e] < stages) receives[g.target[e]].insert(stage_of[e]);
  std::set<std::pair<std::size_t, std::size_t>> before;
  for (edge_id e = 0; e < g.edges(); ++e)
    if (stage_of[e] < stages)
      for (const std::size_t s : receives[g.source[e]])
        if (s != stage_of[e]) before.emplace(s, stage_of[e]);
  std::vector<std::size_t> order;
  std::vector<bool> placed(stages, false);
  while (order.size() < stages) {
    std::optional<std::size_t> next;
    for (std::size_t s = 0; s < stages && !next; ++s) {
      const auto waits = [&](const auto& pair) { return pair.second == s && !placed[pair.first]; };
      if (!placed[s] && std::none_of(before.begin(), before.end(), waits)) next = s;
    }
    for (std::size_t s = 0; s < stages && !next; ++s)
      if (!placed[s]) next = s;
    placed[*next] = true;
    order.push_back(*next);
  }
  return order;
}

class maker {
 public:
  maker(const flow_view& view, const sankey_choice& choice)
      : view_(view), g_(view.graph.view()), choice_(choice), say_(choice.lang) {
    data_.unit = view.unit;
  }

  sankey_data make() {
    const auto states = [](const std::vector<std::string>& texts) {
      return std::any_of(texts.begin(), texts.end(), [](const std::string& t) { return !t.empty(); });
    };
    if (states(view_.stage))
      by_stages();
    else if (states(view_.product))
      by_products();
    else
      by_ends();
    join_small();
    data_.note = noted();
    return data_;
  }

 private:
  [[nodiscard]] bool counts(edge_id e) {
    if (view_.strengths[e] > 0.0) return true;
    ++without_amount_;
    return false;
  }

  std::size_t node_of(std::size_t column, std::size_t vertex) {
    const auto [at, fresh] = nodes_.emplace(std::pair(column, vertex), data_.nodes.size());
    if (fresh) data_.nodes.push_back({.name = view_.names[vertex], .column = column, .actor = vertex});
    return at->second;
  }

  void by_stages() {
    text_list stages;
    std::vector<std::size_t> stage_of;
    for (const std::string& s : view_.stage) stage_of.push_back(s.empty() ? std::size_t(-1) : stages.number_of(s));
    const std::vector<std::size_t> order = order_of_stages(view_, stage_of, stages.all().size());
    std::vector<std::size_t> column(order.size());
    for (std::size_t i = 0; i < order.size(); ++i) {
      column[order[i]] = i;
      data_.steps.push_back(stages.all()[order[i]]);
    }
    const std::vector<std::optional<std::size_t>> kind = kinds();
    for (edge_id e = 0; e < g_.edges(); ++e) {
      if (stage_of[e] >= stages.all().size()) {
        ++without_stage_;
        continue;
      }
      if (!counts(e)) continue;
      const std::size_t at = column[stage_of[e]];
      data_.links.push_back({node_of(at, g_.source[e]), node_of(at + 1, g_.target[e]), view_.strengths[e], kind[e]});
    }
  }

  /// The products as kinds, the largest first; beyond eight the smallest are one.
  std::vector<std::optional<std::size_t>> kinds() {
    std::map<std::string, double> sum;
    for (edge_id e = 0; e < g_.edges(); ++e) sum[view_.product[e]] += view_.strengths[e];
    if (sum.size() == 1 && sum.begin()->first.empty()) return std::vector<std::optional<std::size_t>>(g_.edges());
    std::vector<std::string> names;
    for (const auto& [name, amount] : sum) names.push_back(name);
    std::stable_sort(names.begin(), names.end(), [&](const auto& a, const auto& b) { return sum[a] > sum[b]; });
    const std::size_t shown = names.size() <= most_kinds ? names.size() : most_kinds - 1;
    std::map<std::string, std::size_t> number;
    for (std::size_t k = 0; k < names.size(); ++k) number[names[k]] = std::min(k, shown);
    for (std::size_t k = 0; k < shown; ++k) data_.kinds.push_back(product_name(names[k]));
    if (shown < names.size())
      data_.kinds.push_back(say_({"{0} other products", "{0} sản phẩm khác"}, {say_.number(names.size() - shown)}));
    std::vector<std::optional<std::size_t>> of;
    for (const std::string& p : view_.product) of.emplace_back(number[p]);
    return of;
  }
  [[nodiscard]] std::string product_name(const std::string& product) const {
    return product.empty() ? say_({"no product stated", "không nêu sản phẩm"}) : product;
  }

  void by_products() {
    data_.columns = {say_({"from", "nơi đi"}), say_({"product", "sản phẩm"}), say_({"to", "nơi đến"})};
    std::map<std::string, std::size_t> product_node;
    for (edge_id e = 0; e < g_.edges(); ++e) {
      if (!counts(e)) continue;
      const auto [at, fresh] = product_node.emplace(view_.product[e], data_.nodes.size());
      if (fresh) data_.nodes.push_back({.name = product_name(view_.product[e]), .column = 1});
      data_.links.push_back({node_of(0, g_.source[e]), at->second, view_.strengths[e]});
      data_.links.push_back({at->second, node_of(2, g_.target[e]), view_.strengths[e]});
    }
  }

  void by_ends() {
    data_.columns = {say_({"from", "nơi đi"}), say_({"to", "nơi đến"})};
    for (edge_id e = 0; e < g_.edges(); ++e)
      if (counts(e)) data_.links.push_back({node_of(0, g_.source[e]), node_of(1, g_.target[e]), view_.strengths[e]});
  }

  /// Joins the smallest nodes of columns that have too many, and adds up links of one pair and kind.
  void join_small() {
    const std::size_t n = data_.nodes.size();
    std::vector<double> in(n, 0.0);
    std::vector<double> out(n, 0.0);
    for (const auto& l : data_.links) {
      out[l.from] += l.amount;
      in[l.to] += l.amount;
    }
    std::map<std::size_t, std::vector<std::size_t>> columns;
    for (std::size_t v = 0; v < n; ++v) columns[*data_.nodes[v].column].push_back(v);
    std::vector<std::optional<std::size_t>> joined(n);  // the column whose last node it is in
    for (auto& [column, all] : columns) {
      if (all.size() <= choice_.most) continue;
      std::stable_sort(all.begin(), all.end(),
                       [&](std::size_t a, std::size_t b) { return std::max(in[a], out[a]) > std::max(in[b], out[b]); });
      for (std::size_t i = choice_.most - 1; i < all.size(); ++i) joined[all[i]] = column;
    }
    std::vector<sankey_data::node> nodes;
    std::vector<std::size_t> place(n);
    std::map<std::size_t, std::size_t> rest;  // column -> its last node
    for (std::size_t v = 0; v < n; ++v) {
      place[v] = nodes.size();
      if (!joined[v]) {
        nodes.push_back(data_.nodes[v]);
      } else if (const auto [at, fresh] = rest.emplace(*joined[v], nodes.size()); fresh) {
        nodes.push_back({.name = {}, .column = joined[v], .stands_for = 1});
      } else {
        place[v] = at->second;
        ++nodes[at->second].stands_for;
      }
    }
    for (const auto& [column, v] : rest)
      nodes[v].name = say_({"{0} others", "{0} đơn vị khác"}, {say_.number(nodes[v].stands_for)});
    data_.nodes = std::move(nodes);
    std::map<std::tuple<std::size_t, std::size_t, std::optional<std::size_t>>, double> sum;
    for (const auto& l : data_.links) sum[{place[l.from], place[l.to], l.kind}] += l.amount;
    data_.links.clear();
    for (const auto& [key, amount] : sum) data_.links.push_back({std::get<0>(key), std::get<1>(key), amount, std::get<2>(key)});
  }

  [[nodiscard]] std::string noted() const {
    std::string note;
    const auto add = [&](const std::string& sentence) { note += (note.empty() ? "" : " ") + sentence; };
    const auto flows = [&](std::size_t n) { return say_.counted(n, {"flow", "luồng"}, {"flows", "luồng"}); };
    if (without_stage_ > 0)
      add(say_({"Not drawn: {0} without a stage.", "Không vẽ: {0} không nêu công đoạn."}, {flows(without_stage_)}));
    if (without_amount_ > 0)
      add(say_({"Not drawn: {0} of amount 0.", "Không vẽ: {0} có lượng bằng 0."}, {flows(without_amount_)}));
    return note;
  }

  const flow_view& view_;
  directed_view g_;
  const sankey_choice& choice_;
  words say_;
  sankey_data data_;
  std::map<std::pair<std::size_t, std::size_t>, std::size_t> nodes_;  // column, vertex
  std::size_t without_stage_ = 0;
  std::size_t without_amount_ = 0;
};

}  // namespace

sankey_data make_sankey(const flow_view& view, const sankey_choice& choice) {
  if (choice.most < 2 || choice.most > 40) throw option_error("make_sankey", "most", std::to_string(choice.most), "2 to 40");
  return maker(view, choice).make();
}

figure sankey_diagram(const flow_view& view, const sankey_options& options) {
  return sankey_diagram(make_sankey(view, {.lang = options.lang}), options);
}

}  // namespace coopgraph
