// SPDX-License-Identifier: BSL-1.0
#include "cli/flow_problems.hpp"

#include <coopgraph/flow/minimum_cost_flow.hpp>
#include <coopgraph/flow/shadow_prices.hpp>
#include <coopgraph/flow/transportation.hpp>

#include <algorithm>
#include <memory>
#include <utility>

namespace coopgraph::cli {
namespace {

/// With all its digits; what is no decimal fraction as the nearest double.
void write_cost(json_writer& json, const flow_cost& cost) {
  const std::string digits = to_text(cost);
  if (digits.find('/') == std::string::npos)
    json.number(digits);
  else
    json.value(to_double(cost));
}

balance balance_of(const flow_options& o, balance usual) {
  if (o.balance.empty()) return usual;
  if (o.balance == "equal") return balance::equal;
  if (o.balance == "supply-at-most") return balance::supply_at_most;
  throw usage_error("--balance is '" + printable(o.balance) +
                    "'; allowed: equal (all supplies are sent), supply-at-most (they may be kept)");
}

std::string_view name_of(minimum_cost_status status) {
  switch (status) {
    case minimum_cost_status::optimal:
      return "optimal";
    case minimum_cost_status::infeasible:
      return "infeasible";
    case minimum_cost_status::unbounded:
      break;
  }
  return "unbounded";
}

scaled_number value_at(const scaled_numbers& numbers, std::size_t i) { return {numbers.numerators[i], numbers.unit}; }
scaled_number value_at(const edge_costs& costs, edge_id e) { return {costs.numerators()[e], costs.unit()}; }

// ---- what goes where, at what cost: of both problems ----

struct priced_flow {
  const edge_flows& flow;
  const edge_costs& reduced;
  flow_cost cost;
};

void write_priced_flow(json_writer& json, const input_graph& input, const priced_flow& p) {
  write_cost(json.key("cost"), p.cost);
  json.key("flow").begin_array();
  for (edge_id e = 0; e < input.edges(); ++e) {
    json.begin_object();
    write_edge(json, input, e, ends_of_flow(input, p.flow, e));
    json.key("flow").value(amount_on(p.flow, e)).key("reduced_cost").value(value_at(p.reduced, e)).end_object();
  }
  json.end_array();
}

table priced_flow_table(const input_graph& input, const priced_flow& p, const std::string& title) {
  const flow_capacities capacities = capacities_or_unlimited(input);
  std::vector<edge_id> carrying;
  std::vector<std::optional<scaled_number>> flows;
  std::vector<std::optional<scaled_number>> limits;
  std::vector<std::optional<scaled_number>> costs;
  std::vector<std::optional<scaled_number>> reduced;
  for (edge_id e = 0; e < input.edges(); ++e) {
    if (amount_on(p.flow, e).numerator == 0) continue;
    carrying.push_back(e);
    flows.emplace_back(amount_on(p.flow, e));
    limits.push_back(capacity_of(capacities, e));
    costs.emplace_back(value_at(*input.costs, e));
    reduced.emplace_back(value_at(p.reduced, e));
  }
  const amount_cells cells[] = {amount_cells(flows), amount_cells(limits), amount_cells(costs), amount_cells(reduced)};
  table t("flow", title + to_text(p.cost),
          {{"source", "Source", column_kind::text},
           {"target", "Target", column_kind::text},
           {"flow", "Flow", cells[0].kind},
           {"capacity", "Capacity", cells[1].kind},
           {"cost", "Cost a unit", cells[2].kind},
           {"reduced_cost", "Reduced cost", cells[3].kind}});
  for (std::size_t i = 0; i < carrying.size(); ++i) {
    const auto [source, target] = ends_of_flow(input, p.flow, carrying[i]);
    t.add_row({source, target, cells[0].cells[i], cells[1].cells[i], cells[2].cells[i], cells[3].cells[i]});
  }
  t.add_note("a reduced cost below 0: a unit more of that capacity would save up to as much");
  return t;
}

// ---- minimum-cost flow ----

struct cheapest {
  const input_graph& input;
  minimum_cost_flow_result result;
  bool priced = false;
  std::vector<capacity_price> prices = {};

  [[nodiscard]] priced_flow flow() const { return {result.flow, result.reduced_costs, result.cost}; }
};

/// The full edges of reduced cost below 0: those whose capacity may be worth raising.
std::vector<edge_id> edges_to_price(const cheapest& c, const flow_capacities& capacities) {
  std::vector<edge_id> edges;
  for (edge_id e = 0; e < c.input.edges(); ++e)
    if (c.result.reduced_costs.numerators()[e] < 0 && !capacities.is_unlimited(e)) edges.push_back(e);
  return edges;
}

void write_prices(json_writer& json, const cheapest& c) {
  json.key("prices").begin_array();
  for (const capacity_price& p : c.prices) {
    json.begin_object();
    write_edge(json, c.input, p.edge, ends_of_flow(c.input, c.result.flow, p.edge));
    json.key("saving").value(p.saving);
    if (p.up_to)
      json.key("up_to").value(*p.up_to);
    else
      json.key("up_to").null();
    json.end_object();
  }
  json.end_array();
}

void write_overload(json_writer& json, const input_graph& input, const overloaded_cut& cut) {
  const flow_capacities capacities = capacities_or_unlimited(input);
  json.key("cut").begin_object();
  write_ids(json, "source_side", input, cut.source_side);
  json.key("edges").begin_array();
  for (const edge_id e : cut.edges) {
    json.begin_object();
    write_edge(json, input, e, ends_across(input, cut.source_side, e));
    if (const auto capacity = capacity_of(capacities, e)) json.key("capacity").value(*capacity);
    json.end_object();
  }
  json.end_array().key("required").value(cut.required).key("capacity").value(cut.capacity).end_object();
}

void write_cheapest(json_writer& json, const cheapest& c) {
  const minimum_cost_flow_result& found = c.result;
  json.key("status").value(name_of(found.status));
  if (found.status == minimum_cost_status::optimal) {
    write_priced_flow(json, c.input, c.flow());
    json.key("sent").begin_object();
    for (vertex_id v = 0; v < c.input.vertices(); ++v)
      json.key(c.input.ids[v]).value(scaled_number{found.sent.numerators()[v], found.sent.unit()});
    json.end_object().key("potential").begin_object();
    for (vertex_id v = 0; v < c.input.vertices(); ++v) json.key(c.input.ids[v]).value(value_at(found.potential, v));
    json.end_object();
    if (c.priced) write_prices(json, c);
    return;
  }
  json.key("cost").null();
  if (found.status == minimum_cost_status::infeasible) return write_overload(json, c.input, found.cut);
  json.key("unlimited_cycle").begin_object();
  write_path(json, c.input, found.unlimited_cycle);
  json.end_object();
}

table price_table(const cheapest& c) {
  std::vector<std::optional<scaled_number>> savings;
  std::vector<std::optional<scaled_number>> ranges;
  for (const capacity_price& p : c.prices) {
    savings.emplace_back(p.saving);
    ranges.push_back(p.up_to);
  }
  const amount_cells saving(savings);
  const amount_cells range(ranges);
  table t("prices", "What more capacity would save",
          {{"source", "Source", column_kind::text},
           {"target", "Target", column_kind::text},
           {"saving", "Saving a unit", saving.kind},
           {"up_to", "For so many units", range.kind}});
  for (std::size_t i = 0; i < c.prices.size(); ++i) {
    const auto [source, target] = ends_of_flow(c.input, c.result.flow, c.prices[i].edge);
    t.add_row({source, target, saving.cells[i], range.cells[i]});
  }
  if (std::find(ranges.begin(), ranges.end(), std::nullopt) != ranges.end()) t.add_note("without a number of units: for any");
  return t;
}

std::vector<table> tables_of(const cheapest& c) {
  const minimum_cost_flow_result& found = c.result;
  if (found.status == minimum_cost_status::optimal) {
    std::vector<table> tables{priced_flow_table(c.input, c.flow(), "The least cost: ")};
    if (c.priced) tables.push_back(price_table(c));
    return tables;
  }
  const bool unbounded = found.status == minimum_cost_status::unbounded;
  table t(unbounded ? "unlimited_cycle" : "cut", unbounded ? "A cycle that pays without limit" : "More than can leave these",
          {{"vertex", "Vertex", column_kind::text}});
  for (const vertex_id v : unbounded ? found.unlimited_cycle.vertices : found.cut.source_side) t.add_row({c.input.ids[v]});
  return {std::move(t)};
}

std::string why_no_answer(const cheapest& c) {
  const minimum_cost_flow_result& found = c.result;
  switch (found.status) {
    case minimum_cost_status::optimal:
      return {};
    case minimum_cost_status::unbounded:
      return "the cost is unbounded: this cycle of unlimited edges costs less than 0: " +
             some_ids(c.input, found.unlimited_cycle.vertices);
    case minimum_cost_status::infeasible:
      break;
  }
  if (found.cut.source_side.empty())
    return "infeasible: the demands exceed the supplies: " + to_text(found.cut.required) + " over " + to_text(found.cut.capacity);
  return "infeasible: " + to_text(found.cut.required) + " must leave these vertices and the edges out of them carry " +
         to_text(found.cut.capacity) + ": " + some_ids(c.input, found.cut.source_side);
}

/// \throws usage_error if supplies and demands differ where all supplies are to be sent
void check_balance(const vertex_supplies& net, balance total) {
  int128 supplied = 0;
  int128 demanded = 0;
  for (const std::int64_t n : net.numerators()) (n > 0 ? supplied : demanded) += n > 0 ? n : -int128{n};
  if (total == balance::supply_at_most || supplied == demanded) return;
  throw usage_error("the supplies are " + to_text(flow_cost{supplied, net.unit()}) + " in all, the demands " +
                    to_text(flow_cost{demanded, net.unit()}) + "; allowed: the same" +
                    (supplied > demanded ? ", or --balance supply-at-most, by which some supplies are kept" : ""));
}

// ---- transportation ----

/// INPUT's vertices as origins and destinations, and its edges as routes.
struct transport_problem {
  std::vector<vertex_id> origins;
  std::vector<vertex_id> destinations;
  std::vector<std::int64_t> supplies;
  std::vector<std::int64_t> demands;
  std::vector<transport_route> routes;
};

transport_problem transport_of(const input_graph& input, const vertex_supplies& net) {
  transport_problem p;
  std::vector<vertex_id> number(input.vertices(), no_vertex);
  for (vertex_id v = 0; v < input.vertices(); ++v) {
    const std::int64_t n = net.numerators()[v];
    if (n == 0) continue;
    std::vector<vertex_id>& side = n > 0 ? p.origins : p.destinations;
    number[v] = static_cast<vertex_id>(side.size());
    side.push_back(v);
    (n > 0 ? p.supplies : p.demands).push_back(n > 0 ? n : -n);
  }
  const auto [source, target] =
      on_graph(input, [](const auto& graph) { return std::pair(graph.view().source, graph.view().target); });
  for (edge_id e = 0; e < input.edges(); ++e) {
    vertex_id from = source[e];
    vertex_id to = target[e];
    if (!input.directed() && net.numerators()[from] < 0) std::swap(from, to);
    if (net.numerators()[from] <= 0 || net.numerators()[to] >= 0)
      throw usage_error("flow transport: the edge " + printable(edge_name(input, e), 200) +
                        " does not lead from a vertex with a supply to one with a demand; allowed: such routes only; goods that "
                        "pass through other vertices are for flow min-cost");
    p.routes.push_back({number[from], number[to]});
  }
  return p;
}

struct transported {
  const input_graph& input;
  transport_problem problem;
  transportation_result result;
  edge_flows flow = edge_flows::uniform(0);  ///< the amounts, with the sign of an undirected edge
};

/// An undirected edge that goes against its own ends carries less than 0, as in all flows.
edge_flows with_signs(const input_graph& input, const transport_problem& p, const edge_flows& amounts) {
  std::vector<std::int64_t> numbers(amounts.numerators().begin(), amounts.numerators().end());
  const auto source = on_graph(input, [](const auto& graph) { return graph.view().source; });
  for (edge_id e = 0; e < numbers.size(); ++e)
    if (source[e] != p.origins[p.routes[e].origin]) numbers[e] = -numbers[e];
  return edge_flows::over(amounts.unit(), std::move(numbers));
}

std::vector<vertex_id> all_of(const std::vector<vertex_id>& numbers, const std::vector<vertex_id>& vertex) {
  std::vector<vertex_id> found;
  for (const vertex_id i : numbers) found.push_back(vertex[i]);
  return found;
}

void write_transport(json_writer& json, const transported& t) {
  const transportation_result& found = t.result;
  json.key("status").value(name_of(found.status));
  if (found.status != minimum_cost_status::optimal) {
    json.key("cost").null().key("shortage").begin_object();
    write_ids(json, "destinations", t.input, all_of(found.shortage.destinations, t.problem.destinations));
    write_ids(json, "origins", t.input, all_of(found.shortage.origins, t.problem.origins));
    json.key("demand").value(found.shortage.demand).key("capacity").value(found.shortage.capacity).end_object();
    return;
  }
  write_priced_flow(json, t.input, {t.flow, found.reduced_costs, found.cost});
  json.key("potential").begin_object();
  for (std::size_t i = 0; i < t.problem.origins.size(); ++i)
    json.key(t.input.ids[t.problem.origins[i]]).value(value_at(found.origin_price, i));
  for (std::size_t i = 0; i < t.problem.destinations.size(); ++i)
    json.key(t.input.ids[t.problem.destinations[i]]).value(value_at(found.destination_price, i));
  json.end_object();
}

table transport_table(const transported& t) {
  const transportation_result& found = t.result;
  if (found.status == minimum_cost_status::optimal)
    return priced_flow_table(t.input, {t.flow, found.reduced_costs, found.cost}, "The least cost of the plan: ");
  table short_of("shortage", "More demand than can reach these", {{"vertex", "Vertex", column_kind::text}});
  for (const vertex_id v : all_of(found.shortage.destinations, t.problem.destinations)) short_of.add_row({t.input.ids[v]});
  return short_of;
}

std::string shortage_words(const transported& t) {
  const transport_shortage& s = t.result.shortage;
  const std::string places = ": " + some_ids(t.input, all_of(s.destinations, t.problem.destinations));
  if (s.origins.empty())
    return "infeasible: these destinations demand " + to_text(s.demand) + ", and the routes to them carry " +
           to_text(s.capacity) + places;
  return "infeasible: these destinations demand " + to_text(s.demand) + " more than " +
         some_ids(t.input, all_of(s.origins, t.problem.origins)) + " supply, and the routes from other origins carry " +
         to_text(s.capacity) + places;
}

}  // namespace

flow_answer answer_minimum_cost(const flow_request& r) {
  const vertex_supplies supplies = supplies_of(r);
  const flow_capacities capacities = capacities_or_unlimited(r.input);
  const minimum_cost_flow_options how{balance_of(r.options, minimum_cost_flow_options{}.total), r.input.lower, r.run};
  check_balance(supplies, how.total);
  const auto c = on_graph(r.input, [&](const auto& graph) {
    auto found = std::make_shared<cheapest>(
        cheapest{r.input, minimum_cost_flow(graph, capacities, *r.input.costs, supplies, how), r.options.prices});
    if (found->priced && found->result.status == minimum_cost_status::optimal)
      found->prices =
          capacity_prices(graph, capacities, *r.input.costs, supplies, found->result, edges_to_price(*found, capacities), how);
    return found;
  });
  return {[c](json_writer& json) { write_cheapest(json, *c); }, tables_of(*c), why_no_answer(*c)};
}

flow_answer answer_transportation(const flow_request& r) {
  const vertex_supplies net = supplies_of(r);
  transport_problem p = transport_of(r.input, net);
  const transportation_options how{balance_of(r.options, transportation_options{}.total), r.run};
  check_balance(net, how.total);
  const auto t = std::make_shared<transported>(
      transported{r.input, p,
                  transportation(vertex_supplies::over(net.unit(), p.supplies), vertex_supplies::over(net.unit(), p.demands),
                                 p.routes, *r.input.costs, capacities_or_unlimited(r.input), how)});
  t->flow = with_signs(r.input, t->problem, t->result.amounts);
  return {[t](json_writer& json) { write_transport(json, *t); },
          {transport_table(*t)},
          t->result.status == minimum_cost_status::optimal ? std::string() : shortage_words(*t)};
}

}  // namespace coopgraph::cli
