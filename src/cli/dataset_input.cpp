// SPDX-License-Identifier: BSL-1.0
#include "cli/dataset_input.hpp"

#include "cli/graph_output.hpp"
#include "cli/observation.hpp"
#include "cli/output.hpp"
#include "cli/vintage_input.hpp"

#include <coopgraph/graph/builder.hpp>
#include <coopgraph/report/fingerprint.hpp>
#include <coopgraph/view/flow_projection.hpp>
#include <coopgraph/view/projection.hpp>

#include <algorithm>
#include <utility>

namespace coopgraph::cli {
namespace {

std::vector<std::string> words_of(const std::string& list) {
  std::vector<std::string> words;
  if (list.empty()) return words;
  for (std::size_t at = 0; at <= list.size();) {
    const std::size_t end = std::min(list.find(',', at), list.size());
    words.push_back(list.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

template <class View>
void take_account(input_graph& input, const View& view, const network& from) {
  for (const actor_id a : view.actors) input.ids.push_back(from[a].key);
  input.names = view.names;
  input.left_out = view.left_out;
  input.possibly.assign(view.possibly.begin(), view.possibly.end());
}

template <direction D>
void merge_rows(input_graph& input, const tie_rows& rows, const input_options& o) {
  const bool keep = o.parallel_edges == "keep";
  auto built = build_graph<D>(input.ids.size(), rows.ends,
                              {.parallel_edges = keep ? parallel_edge_policy::keep : parallel_edge_policy::merge});
  const std::size_t m = built.graph.edges();
  input.strengths = o.parallel_edges == "min" ? least_by_edge(rows.strengths, built.edge_of_row, m)
                                              : sum_by_edge(rows.strengths, built.edge_of_row, m);
  if (rows.capacities)
    input.capacities = o.parallel_edges == "min" ? least_by_edge(*rows.capacities, built.edge_of_row, m)
                                                 : sum_by_edge(*rows.capacities, built.edge_of_row, m);
  if (rows.costs && o.costs != amount_need::none) input.costs = sum_by_edge(*rows.costs, built.edge_of_row, m);
  std::vector<std::vector<any_record>> records(m);
  input.basis.assign(m, tie_basis::stated);
  for (std::size_t row = 0; row < rows.ends.size(); ++row) {
    const edge_id e = built.edge_of_row[row];
    if (records[e].empty() || records[e].back() != rows.records[row]) records[e].push_back(rows.records[row]);
    input.basis[e] = std::max(input.basis[e], rows.basis[row]);
  }
  std::vector<std::uint64_t> offset{0};
  std::vector<any_record> all;
  for (const auto& of_edge : records) {
    all.insert(all.end(), of_edge.begin(), of_edge.end());
    offset.push_back(all.size());
    input.largest_multiplicity = std::max(input.largest_multiplicity, of_edge.size());
  }
  input.merged_edges = built.merged_rows;
  input.behind = edge_records(std::move(offset), std::move(all));
  input.graph = std::move(built.graph);
}

std::string words_for_strength(const agreement_view& view, const std::string& as) {
  const bool all_weighted = as == "newman";
  if (all_weighted || view.without_hub.empty()) return all_weighted ? "records, weighted 1/(k-1)" : "records";
  return "records; " + count_of(view.without_hub.size(), "one without a hub", "of them without a hub") + " weighted 1/(k-1)";
}

void say_taken(input_graph& input, const input_options& o, const std::string& strength, const std::optional<allocation>& rule) {
  input.taken = {{"format", is_hypergraph(o.path) ? "hypergraph" : "dataset"},
                 {"ties", o.as == "flows" ? "flows" : "agreements"},
                 {"as", o.as},
                 {"direction", input.directed() ? "directed" : "undirected"}};
  for (const auto& [name, value] : {std::pair("field", &o.field), std::pair("kind", &o.kind), std::pair("product", &o.product),
                                    std::pair("status", &o.status), std::pair("region", &o.region), std::pair("on", &o.on),
                                    std::pair("from", &o.from), std::pair("to", &o.to)})
    if (!value->empty()) input.taken.emplace_back(name, *value);
  if (rule) input.taken.emplace_back("allocate", o.allocate);
  input.taken.emplace_back("strength", strength);
  input.taken.emplace_back("length", o.length);
  const auto resting_on = [&](tie_basis basis) {
    return static_cast<std::size_t>(std::count(input.basis.begin(), input.basis.end(), basis));
  };
  for (const tie_basis basis : {tie_basis::bounded, tie_basis::estimated, tie_basis::modelled})
    if (const std::size_t ties = resting_on(basis); ties > 0)
      input.taken.emplace_back(coopgraph::to_text(basis), count_of(ties, "tie", "ties"));
  if (!input.left_out.empty())
    input.taken.emplace_back("left_out", count_of(input.left_out.size(), "record or party", "records or parties"));
  if (!input.possibly.empty())
    input.taken.emplace_back("possibly_in_force", count_of(input.possibly.size(), "record", "records"));
}

void refuse_missing_ties(const network& from, const input_options& o) {
  const bool flows = o.as == "flows";
  if (o.without_ties || !(flows ? from.flows().empty() : from.agreements().empty())) return;
  const std::string other = flows                  ? from.agreements().empty() ? "" : "; its agreements are ties under --as star"
                            : from.flows().empty() ? ""
                                                   : "; its flows are ties under --as flows";
  throw data_error({{{o.path, 0, 0},
                     {},
                     flows ? "no-flows" : "no-agreements",
                     std::string("the dataset has no ") + (flows ? "flows" : "agreements") + ", and so no ties to analyse" +
                         other + "; add rows to " + (flows ? "flows.csv" : "agreements.csv and parties.csv") +
                         ", or give an edge table (origin,destination,value) of what shall be analysed"}});
}

/// A selection that leaves nothing is a mistake more often than a finding: it is said with what was left out.
void refuse_empty_selection(const input_graph& input, const network& from, const input_options& o) {
  if (o.without_ties || input.edges() > 0) return;
  std::vector<std::pair<left_out_reason, std::size_t>> reasons;
  for (const left_out_record& l : input.left_out) {
    const auto known = std::find_if(reasons.begin(), reasons.end(), [&](const auto& r) { return r.first == l.reason; });
    if (known == reasons.end())
      reasons.emplace_back(l.reason, 1);
    else
      ++known->second;
  }
  std::string why;
  for (const auto& [reason, count] : reasons)
    why.append(why.empty() ? ": " : ", ").append(std::to_string(count)).append(" ").append(coopgraph::to_text(reason));
  const std::size_t records = o.as == "flows" ? from.flows().size() : from.agreements().size();
  throw data_error(
      {{{o.path, 0, 0},
        {},
        "empty-selection",
        "none of its " + count_of(records, o.as == "flows" ? "flow" : "agreement", o.as == "flows" ? "flows" : "agreements") +
            " gives a tie under these options (left out" + why + "); widen the selection, or split totals by --allocate"}});
}

}  // namespace

/// Options that only the other kind of INPUT has are no mistake to pass over in silence.
void check_for_dataset(const input_options& o) {
  refuse_given({{"--preset", !o.preset.empty()},
                {"--nodes", !o.nodes.empty()},
                {"--match name", o.match == "name"},
                {"--source-column", !o.source_column.empty()},
                {"--target-column", !o.target_column.empty()},
                {"--bad-rows skip", o.bad_rows == "skip"}},
               o.path, "edge tables", "a dataset");
  refuse_given({{"--lower", !o.lower.empty()}, {"--cost", !o.cost.empty()}}, o.path, "edge tables", "a dataset");
  if (!o.capacity.empty() && o.as != "flows")
    throw usage_error("--capacity is for edge tables and for --as flows; agreements have no capacity");
  (void)o.for_edge_table();  // words that no option has are refused for both
  if (o.directed && o.as != "flows")
    throw usage_error("--directed is for edge tables and for --as flows; the ties of agreements have no direction");
  if (o.length != "hops" && o.length != "reciprocal")
    throw usage_error("--length is '" + printable(o.length) + "'; of a dataset allowed: hops, reciprocal");
}

std::string name_of(const allocation& rule) { return rule.by == allocation::rule::by_attribute ? rule.attribute : "equal"; }

record_filter filter_of(const input_options& o) {
  record_filter where;
  where.field = o.field;
  where.kind = o.kind;
  where.product = o.product;
  where.region = o.region;
  for (const std::string& word : words_of(o.status)) {
    const auto status = parse_status(word);
    if (!status) throw usage_error("--status is '" + printable(word) + "'; allowed: proposed, invited, signed, in force, ended");
    where.statuses.push_back(*status);
  }
  where.on = date_of("--on", o.on);
  if (!o.from.empty() || !o.to.empty()) {
    if (where.on)
      throw usage_error("--on is given beside " + o.from_option + " or " + o.to_option +
                        "; allowed: one date, or a time from and to");
    where.during = stated_period{date_of(o.from_option, o.from), date_of(o.to_option, o.to)};
    if (where.during->days().empty())
      throw usage_error(o.from_option + " " + o.from + " lies after " + o.to_option + " " + o.to +
                        "; allowed: a time that begins before it ends");
  }
  if (o.undated != "include" && o.undated != "exclude")
    throw usage_error("--undated is '" + printable(o.undated) + "'; allowed: include, exclude");
  check_absence(o);
  where.undated = o.undated == "include" ? undated_records::include : undated_records::exclude;
  return where;
}

amount_choice strength_of(const input_options& o) {
  amount_choice choice;
  if (o.strength != "none") choice.measure = o.strength;
  choice.unit = o.unit;
  if (!o.basis.empty()) {
    choice.basis = parse_basis(o.basis);
    if (!choice.basis)
      throw usage_error("--basis is '" + printable(o.basis) + "'; allowed: stated, potential, planned, estimated, modelled");
  }
  if (choice.measure.empty() && (!o.unit.empty() || !o.basis.empty()))
    throw usage_error("--unit and --basis are of a measure, and none is named; name one by --strength");
  return choice;
}

std::vector<allocation> allocations_of(const input_options& o) {
  std::vector<allocation> rules;
  for (const std::string& word : words_of(o.allocate)) {
    if (word.empty())
      throw usage_error("--allocate names an empty rule; allowed: equal, or attributes of the actors, joined by commas");
    allocation rule = word == "equal" ? allocation::equal_shares() : allocation::by_attribute(word);
    if (std::find(rules.begin(), rules.end(), rule) != rules.end())
      throw usage_error("--allocate names " + printable(word) + " twice; allowed: each rule once");
    rules.push_back(std::move(rule));
  }
  return rules;
}

projection as_projection(const std::string& as) {
  if (as == "star") return projection::star;
  if (as == "newman") return projection::newman;
  if (as == "clique") return projection::clique;
  throw usage_error("--as is '" + printable(as) + "'; allowed: star, newman, clique, flows (and, to project, incidence)");
}

void add_ties(input_graph& input, const tie_rows& rows, const input_options& o) {
  if (rows.directed && !o.undirected)
    merge_rows<direction::directed>(input, rows, o);
  else
    merge_rows<direction::undirected>(input, rows, o);
  if (o.strength == "none") input.strengths.reset();
}

projection_options projection_of(const input_options& o, const std::optional<allocation>& rule) {
  return {
      .where = filter_of(o), .as = as_projection(o.as), .strength = strength_of(o), .allocate = rule, .edge_per_record = true};
}

flow_projection_options flow_projection_of(const input_options& o, const std::optional<allocation>& rule) {
  return {.where = filter_of(o),
          .strength = strength_of(o),
          .capacity = {.measure = o.flows == amount_need::none ? o.capacity : o.flow},
          .allocate = rule};
}

/// Capacities of several units cannot limit one flow.
void check_capacity_units(const flow_view& view, const input_options& o) {
  if ((o.capacities == amount_need::none && o.flows == amount_need::none) || view.capacity_units.size() < 2) return;
  std::string units;
  for (const std::string& unit : view.capacity_units) units.append(units.empty() ? "" : ", ").append(printable(unit, 100));
  throw usage_error("the flows state capacities in several units (" + units + "); choose some of them by --product or --field");
}

/// Costs are needed of each flow, or of none.
void check_unit_costs(const flow_view& view, const network& from, const input_options& o) {
  if (o.costs != amount_need::required || view.without_cost.empty()) return;
  throw data_error({{{o.path, 0, 0},
                     from[view.records[view.without_cost.front()].front()].key,
                     "no-unit-cost",
                     count_of(view.without_cost.size(), "flow states", "flows state") +
                         " no unit_cost for the unit of its capacity; add them to flows.csv, or choose other flows by --product "
                         "or --field"}});
}

/// Of a dataset flows are what the capacities are of: a measure, or what each flow can carry.
void take_flows(input_graph& input, const input_options& o) {
  if (o.flows == amount_need::none || !input.capacities) return;
  if (!input.capacities->unlimited().empty())
    throw usage_error("--flow needs an amount of each flow, and " + edge_name(input, input.capacities->unlimited().front()) +
                      " states none; name a measure by --flow, or choose other flows by --product or --field");
  input.flows = input.capacities->limits().with_meaning<value_kind::flow>();
  input.capacities.reset();
}

input_graph project_dataset(const network& from, const input_options& o, const std::optional<allocation>& rule) {
  input_graph input;
  std::string strength;
  const auto take = [&](const auto& view, const std::string& counted) {
    take_account(input, view, from);
    add_ties(input, rows_of(view), o);
    strength = !input.strengths ? "none" : view.unit.empty() ? counted : strength_of(o).measure + " (" + view.unit + ')';
  };
  if (o.as == "flows") {
    const flow_view view = project_flows(from, flow_projection_of(o, rule));
    check_capacity_units(view, o);
    check_unit_costs(view, from, o);
    take(view, "records");
  } else {
    const agreement_view view = project_agreements(from, projection_of(o, rule));
    take(view, words_for_strength(view, o.as));
  }
  if (o.length == "reciprocal") {
    if (!input.strengths) throw usage_error("--length reciprocal needs strengths; leave out --strength none");
    input.lengths = reciprocal_lengths(*input.strengths);
  }
  say_taken(input, o, strength, rule);
  take_flows(input, o);
  if (input.capacities) input.taken.emplace_back("capacity", o.capacity.empty() ? "capacity" : o.capacity);
  if (input.costs) input.taken.emplace_back("cost", "unit_cost");
  if (input.flows) input.taken.emplace_back("flow", o.flow.empty() ? "capacity" : o.flow);
  return input;
}

input_graph read_dataset_graph(const input_options& o, const context& where) {
  check_for_dataset(o);
  (void)filter_of(o);  // what is wrong with the options is said before anything is read
  (void)strength_of(o);
  const std::vector<allocation> rules = allocations_of(o);
  if (o.as != "flows") (void)as_projection(o.as);
  check_vintage(o);
  auto [from, vintage, fingerprint, notes] = read_in_units(o, where);
  check(where.stop);
  refuse_missing_ties(from, o);
  input_graph input = project_dataset(from, o, rules.empty() ? std::nullopt : std::optional(rules.front()));
  refuse_empty_selection(input, from, o);
  check(where.stop);
  input.fingerprint = std::move(fingerprint);
  input.from = std::move(from);
  input.vintage = std::move(vintage);
  input.notes = std::move(notes);
  return input;
}

}  // namespace coopgraph::cli
