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

std::size_t modelled_among(const std::vector<tie_basis>& basis) {
  return static_cast<std::size_t>(std::count(basis.begin(), basis.end(), tie_basis::modelled));
}

}  // namespace

ties_of_all ties_of_all_in(const network& from, const agreement_view& agreements, const words& say) {
  if (agreements.graph.view().edges() > 0 || from.flows().empty())
    return {agreements.graph, agreements.strengths, agreements.names, say({"agreements, by their number", "số thỏa thuận"}),
            modelled_among(agreements.basis)};
  const auto measure = one_measure(from);
  const flow_view flows = project_flows(from, {.strength = measure.value_or(amount_choice{})});
  std::string what = say({"flows, by their number", "số luồng"});
  if (measure)
    what = say({"flows, by {0}", "{0} của các luồng"}, {measure->measure + (flows.unit.empty() ? "" : " (" + flows.unit + ')')});
  return {flows.graph, flows.strengths, flows.names, std::move(what), modelled_among(flows.basis)};
}

}  // namespace coopgraph::detail
