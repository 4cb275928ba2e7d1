// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/view/incidence.hpp>

#include "model/participation.hpp"
#include "view/selection.hpp"

#include <cstdint>
#include <numeric>
#include <utility>

namespace coopgraph {
namespace {

using reason = detail::participation::reason;

/// Adds the agreement as the next vertex, with its edges; false if it names nobody that the filter lets pass.
bool add_agreement(incidence_view& view, std::vector<endpoints>& edges, std::vector<agreement_id>& records,
                   const detail::participation& found, agreement_id id, const detail::record_selector<agreement>& selector) {
  const auto vertex = static_cast<vertex_id>(view.names.size());
  const std::size_t before = edges.size();
  for (const auto& side : found.sides) {
    if (!selector.in_region(side.who, side.who)) continue;
    edges.push_back({side.who.index(), vertex});
    records.push_back(id);
    view.hub.push_back(side.hub);
  }
  return edges.size() > before;
}

}  // namespace

incidence_view incidence(const network& from, const record_filter& where) {
  const detail::record_selector<agreement> selector("incidence", from, where);
  incidence_view view;
  detail::add_actors(view, from);
  std::vector<endpoints> edges;
  std::vector<agreement_id> records;
  for (std::uint32_t i = 0; i < from.agreements().size(); ++i) {
    const agreement& a = from.agreements()[i];
    const agreement_id id(i);
    if (const auto why = selector.why_left_out(a)) {
      view.left_out.push_back({id, *why});
      continue;
    }
    const auto found = detail::participation_in(from, a, selector.days_of(a));
    for (const auto& [which, why] : found.without)
      view.left_out.push_back(
          {id, why == reason::not_in_period ? left_out_reason::party_not_in_force : left_out_reason::members_not_named,
           which->who});
    if (!add_agreement(view, edges, records, found, id, selector)) {
      view.left_out.push_back(
          {id, found.sides.empty() ? left_out_reason::fewer_than_two_actors : left_out_reason::outside_region});
      continue;
    }
    view.agreements.push_back(id);
    view.names.push_back(a.key);
    view.places.push_back(std::nullopt);
    selector.note_time(view, a, id);
  }
  std::vector<std::uint64_t> offset(edges.size() + 1);
  std::iota(offset.begin(), offset.end(), std::uint64_t{0});
  view.records = edge_records(std::move(offset), std::move(records));
  view.strengths = edge_strengths::uniform(edges.size());
  view.basis.assign(edges.size(), tie_basis::stated);
  view.graph = undirected_graph(view.names.size(), std::move(edges));
  return view;
}

}  // namespace coopgraph
