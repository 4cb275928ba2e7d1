// SPDX-License-Identifier: BSL-1.0
#include "report/ties_of_all.hpp"

#include <coopgraph/view/flow_projection.hpp>

#include <algorithm>
#include <optional>
#include <set>
#include <tuple>

namespace coopgraph::detail {
namespace {

/// What the flows can be measured by together: the one measure that they state, of one unit and basis; nothing if there are
/// several.
std::optional<amount_choice> one_measure(const network& from) {
  std::set<std::tuple<std::string, std::string, quantity_basis>> found;
  for (const flow& f : from.flows())
    for (const quantity& q : f.quantities) found.emplace(q.measure, q.unit, q.basis);
  if (found.size() != 1) return std::nullopt;
  amount_choice choice;
  choice.measure = std::get<0>(*found.begin());
  return choice;
}

/// Whether all numbers that it states are modelled, so that it is itself.
bool is_modelled(const agreement& a) {
  return !a.quantities.empty() && std::all_of(a.quantities.begin(), a.quantities.end(),
                                              [](const quantity& q) { return q.basis == quantity_basis::modelled; });
}

std::size_t modelled_among(const std::vector<tie_basis>& basis) {
  return static_cast<std::size_t>(std::count(basis.begin(), basis.end(), tie_basis::modelled));
}

/// Edges all of whose records are modelled.
std::size_t modelled_among(const network& from, const agreement_view& view) {
  std::size_t count = 0;
  for (edge_id e = 0; e < view.graph.view().edges(); ++e) {
    const auto records = view.records[e];
    if (std::all_of(records.begin(), records.end(), [&](agreement_id a) { return is_modelled(from[a]); })) ++count;
  }
  return count;
}

}  // namespace

flow_view flows_by_one_measure(const network& from) {
  return project_flows(from, {.strength = one_measure(from).value_or(amount_choice{})});
}

ties_of_all ties_of_all_in(const network& from, const agreement_view& agreements, const words& say) {
  if (agreements.graph.view().edges() > 0 || from.flows().empty())
    return {agreements.graph, agreements.strengths, agreements.names, say({"agreements, by their number", "số thỏa thuận"}),
            modelled_among(from, agreements)};
  const flow_view flows = flows_by_one_measure(from);
  std::string what = say({"flows, by their number", "số luồng"});
  if (const auto measure = one_measure(from))
    what = say({"flows, by {0}", "{0} của các luồng"}, {measure->measure + (flows.unit.empty() ? "" : " (" + flows.unit + ')')});
  return {flows.graph, flows.strengths, flows.names, std::move(what), modelled_among(flows.basis)};
}

}  // namespace coopgraph::detail
