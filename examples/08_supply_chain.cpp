// SPDX-License-Identifier: BSL-1.0
// Food on its way to the capital: how much can come, what holds it back, what
// is the cheapest plan, and on how few ways does it rest? No figures are
// known, so that all are modelled, by the rules of 08_food_model.hpp.
//   08_supply_chain [DATA [FOLDER]]
// reads DATA/vietnam and, if a FOLDER is named, writes the network there as a
// dataset: examples/data/hanoi-food-modelled was made in this way.
#include "08_food_model.hpp"

#include <coopgraph/core/text.hpp>
#include <coopgraph/flow/decomposition.hpp>
#include <coopgraph/flow/disjoint_paths.hpp>
#include <coopgraph/flow/maximum_flow.hpp>
#include <coopgraph/flow/minimum_cost_flow.hpp>
#include <coopgraph/flow/shadow_prices.hpp>
#include <coopgraph/flow/verify.hpp>
#include <coopgraph/flow/verify_paths.hpp>
#include <coopgraph/io/dataset.hpp>
#include <coopgraph/view/flow_projection.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <iostream>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace {

using coopgraph::edge_id;
using coopgraph::to_text;
using coopgraph::vertex_id;
using food::unit;

// A proof that does not hold ends the program.
void require(const std::vector<std::string>& violations) {
  if (!violations.empty()) throw std::runtime_error("a result is wrong: " + violations.front());
}

std::string rounded(double x) { return to_text(std::round(x * 100.0) / 100.0); }

class chain_analysis {
 public:
  chain_analysis(const coopgraph::network& from, const std::string& product)
      : view_(coopgraph::project_flows(from, {.where = {.product = product}, .capacity = {.measure = "capacity"}})) {
    const auto graph = view_.graph.view();
    std::vector<bool> sends(graph.vertices(), false);
    std::vector<bool> receives(graph.vertices(), false);
    for (edge_id e = 0; e < graph.edges(); ++e) {
      sends[graph.source[e]] = true;
      receives[graph.target[e]] = true;
    }
    for (vertex_id v = 0; v < graph.vertices(); ++v) {
      if (sends[v] && !receives[v]) sources_.push_back(v);
      if (!sends[v] && receives[v]) targets_.push_back(v);
    }
  }

  void print_throughput();
  void print_plan();
  void print_ways() const;

 private:
  [[nodiscard]] std::int64_t capacity(edge_id e) const { return std::llround(view_.capacities[e]); }
  [[nodiscard]] std::string link(edge_id e) const {
    const auto graph = view_.graph.view();
    return view_.names[graph.source[e]] + " -> " + view_.names[graph.target[e]];
  }
  [[nodiscard]] std::string way(const coopgraph::flow_path& path) const {
    std::string text;
    for (const vertex_id v : path.vertices) text += (text.empty() ? "" : " -> ") + view_.names[v];
    return text;
  }
  void print_bottlenecks() const;
  void print_prices(const coopgraph::vertex_supplies& supplies, const coopgraph::minimum_cost_flow_result& plan) const;
  void print_concentration(const coopgraph::edge_flows& flow) const;

  coopgraph::flow_view view_;
  std::vector<vertex_id> sources_, targets_;
  coopgraph::maximum_flow_result greatest_;
};

void chain_analysis::print_throughput() {
  const coopgraph::maximum_flow_options options{.cuts = coopgraph::flow_cuts::all};
  greatest_ = coopgraph::maximum_flow(view_.graph, view_.capacities, sources_, targets_, options);
  require(coopgraph::check_maximum_flow(view_.graph, view_.capacities, sources_, targets_, greatest_, options));
  std::int64_t asked = 0;
  const auto graph = view_.graph.view();
  for (edge_id e = 0; e < graph.edges(); ++e)
    if (view_.stage[e] == "consumption") asked += capacity(e);
  std::cout << "  Modelled throughput: " << to_text(greatest_.value) << ' ' << unit << " of " << asked
            << " that households ask for, from " << sources_.size() << " groups of producers\n"
            << "  Proof: whatever the plan, all of it crosses " << greatest_.minimum_cut.edges.size()
            << " links whose modelled capacities add up to " << to_text(greatest_.minimum_cut.capacity) << '\n';
  if (greatest_.value == coopgraph::scaled_number{asked}) {
    std::cout << "  All that they ask for arrives: no capacity on the way holds it back\n";
    return;
  }
  print_bottlenecks();
}

void chain_analysis::print_bottlenecks() const {
  const std::vector<edge_id>& tight = greatest_.bottlenecks.edges;
  if (tight.empty()) {
    std::cout << "  To widen one link alone lets no more pass\n";
    return;
  }
  std::vector<std::pair<double, edge_id>> gains;  // below 0, so that the greatest comes first
  for (const edge_id e : tight) {
    const auto widened = coopgraph::maximum_flow(view_.graph, {view_.capacities, {e}}, sources_, targets_);
    require(coopgraph::check_maximum_flow(view_.graph, {view_.capacities, {e}}, sources_, targets_, widened));
    gains.emplace_back(coopgraph::to_double(greatest_.value) - coopgraph::to_double(widened.value), e);
  }
  std::sort(gains.begin(), gains.end());
  std::cout << "  Each of " << tight.size() << " links holds it back alone; widening one pays most at\n";
  for (std::size_t i = 0; i < std::min<std::size_t>(gains.size(), 3); ++i)
    std::cout << "    " << link(gains[i].second) << ": modelled capacity " << capacity(gains[i].second)
              << ", a tonne more lets a tonne more pass, up to " << rounded(-gains[i].first) << '\n';
}

// The cheapest way to bring each group of households what can arrive there.
void chain_analysis::print_plan() {
  const auto graph = view_.graph.view();
  std::vector<std::int64_t> asked(graph.vertices(), 0);
  std::vector<std::int64_t> arrives(graph.vertices(), 0);
  for (edge_id e = 0; e < graph.edges(); ++e) {
    asked[graph.source[e]] += std::binary_search(sources_.begin(), sources_.end(), graph.source[e]) ? capacity(e) : 0;
    arrives[graph.source[e]] = asked[graph.source[e]];
    if (!std::binary_search(targets_.begin(), targets_.end(), graph.target[e])) continue;
    asked[graph.target[e]] -= capacity(e);
    arrives[graph.target[e]] -= std::llround(greatest_.flow[e]);
  }
  const coopgraph::minimum_cost_flow_options options{.total = coopgraph::balance::supply_at_most};
  auto supplies = coopgraph::vertex_supplies::over(1, asked);
  auto plan = coopgraph::minimum_cost_flow(view_.graph, view_.capacities, view_.unit_costs, supplies, options);
  require(coopgraph::check_minimum_cost_flow(view_.graph, view_.capacities, view_.unit_costs, supplies, plan, options));
  if (plan.status == coopgraph::minimum_cost_status::infeasible) {
    std::cout << "  The modelled demand cannot be met: ";
    if (plan.cut.source_side.empty())
      std::cout << "producers have less";
    else
      std::cout << to_text(plan.cut.required) << " would have to cross links that carry " << to_text(plan.cut.capacity);
    std::cout << "; the plan brings what can arrive\n";
    supplies = coopgraph::vertex_supplies::over(1, arrives);
    plan = coopgraph::minimum_cost_flow(view_.graph, view_.capacities, view_.unit_costs, supplies, options);
    require(coopgraph::check_minimum_cost_flow(view_.graph, view_.capacities, view_.unit_costs, supplies, plan, options));
  }
  const double tonnes = coopgraph::to_double(greatest_.value);
  std::cout << "  Cheapest modelled plan: " << rounded(coopgraph::to_double(plan.cost) / 1000.0) << " million VND a day, "
            << rounded(coopgraph::to_double(plan.cost) / tonnes) << " thousand VND a tonne\n";
  print_prices(supplies, plan);
  print_concentration(plan.flow);
}

// What cheaper links that are full would save if they carried more.
void chain_analysis::print_prices(const coopgraph::vertex_supplies& supplies,
                                  const coopgraph::minimum_cost_flow_result& plan) const {
  std::vector<edge_id> full;
  for (edge_id e = 0; e < view_.graph.edges(); ++e)
    if (plan.reduced_costs[e] < 0.0) full.push_back(e);
  auto prices = coopgraph::capacity_prices(view_.graph, view_.capacities, view_.unit_costs, supplies, plan, full,
                                           {.total = coopgraph::balance::supply_at_most});
  std::erase_if(prices, [](const auto& p) { return p.saving.numerator == 0; });
  std::stable_sort(prices.begin(), prices.end(),
                   [](const auto& a, const auto& b) { return coopgraph::to_double(a.saving) > coopgraph::to_double(b.saving); });
  std::cout << "  To widen " << prices.size() << " links would make it cheaper, most of all (modelled)\n";
  for (std::size_t i = 0; i < std::min<std::size_t>(prices.size(), 3); ++i)
    std::cout << "    " << link(prices[i].edge) << ": " << to_text(prices[i].saving) << " thousand VND saved by each tonne more"
              << (prices[i].up_to ? ", up to " + to_text(*prices[i].up_to) : std::string()) << '\n';
}

void chain_analysis::print_concentration(const coopgraph::edge_flows& flow) const {
  const auto parts = coopgraph::decompose_flow(view_.graph, flow);
  require(coopgraph::check_decomposition(view_.graph, flow, parts));
  double total = 0.0;
  for (const auto& part : parts.paths) total += coopgraph::to_double(part.amount);
  double squares = 0.0;
  double first_five = 0.0;
  for (std::size_t i = 0; i < parts.paths.size(); ++i) {
    const double share = coopgraph::to_double(parts.paths[i].amount) / total;
    squares += share * share;
    if (i < 5) first_five += share;
  }
  std::cout << "  The modelled plan goes along " << parts.paths.size() << " ways, the five greatest carry "
            << std::llround(first_five * 100.0) << "%; it is as concentrated as " << rounded(1.0 / squares) << " equal ways\n";
  for (std::size_t i = 0; i < std::min<std::size_t>(parts.paths.size(), 5); ++i)
    std::cout << "    " << to_text(parts.paths[i].amount) << ": " << way(parts.paths[i].path) << '\n';
}

// Which producers reach the shops of the centre by two ways without a common link, and which depend on one?
void chain_analysis::print_ways() const {
  const auto at = std::find(view_.names.begin(), view_.names.end(), "Shops centre");
  const auto shops = static_cast<vertex_id>(at - view_.names.begin());
  const auto as_lengths = view_.unit_costs.with_meaning<coopgraph::value_kind::length>();
  std::optional<vertex_id> shown;
  std::vector<std::string> dependent;
  for (const vertex_id v : sources_) {
    const auto ways = coopgraph::disjoint_paths(view_.graph, v, shops);
    require(coopgraph::check_disjoint_paths(view_.graph, v, shops, ways));
    if (ways.paths.size() == 1)
      dependent.push_back(link(ways.cut_edges.front()));
    else if (!shown)
      shown = v;
  }
  std::cout << "  Of " << sources_.size() << " modelled groups of producers " << sources_.size() - dependent.size()
            << " reach the shops of the centre by two ways that share no link\n";
  if (shown)
    for (const auto& path : coopgraph::shortest_disjoint_paths(view_.graph, as_lengths, *shown, shops, 2).paths)
      std::cout << "    " << way(path) << '\n';
  if (!dependent.empty())
    std::cout << "  " << dependent.size() << " reach them only by way of one link, such as " << dependent.front() << '\n';
}

}  // namespace

int main(int count, char** arguments) {
  const std::string data = count > 1 ? arguments[1] : "examples/data";
  const coopgraph::network modelled = food::food_model(coopgraph::read_dataset(data + "/vietnam")).build();
  if (count > 2) coopgraph::write_dataset(modelled, arguments[2]);

  std::cout << "Modelled, not observed: " << modelled.flows().size() << " links between " << modelled.actors().size()
            << " actors; no figure below is a fact of Hanoi\n";
  for (const food::product& p : food::products) {
    std::cout << p.name << ", modelled, in " << unit << '\n';
    chain_analysis chain(modelled, p.name);
    chain.print_throughput();
    chain.print_plan();
    chain.print_ways();
  }
  std::cout << "Each greatest flow, cheapest plan, list of ways and pair of ways was checked by verify.hpp, which shares no code "
               "with the "
               "solvers: all hold\n";
}
