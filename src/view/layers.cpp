// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/view/layers.hpp>

#include "view/projection.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <utility>

namespace coopgraph {
namespace {

/// A layer's place among the others: statuses come in their own order.
using layer_name = std::pair<std::size_t, std::string>;

std::vector<layer_name> layers_of(const agreement& a, layer_by by) {
  std::vector<layer_name> names;
  switch (by) {
    case layer_by::field:
      for (const std::string& field : a.fields) names.emplace_back(0, field);
      if (names.empty()) names.emplace_back(0, "");
      break;
    case layer_by::kind:
      names.emplace_back(0, a.kind);
      break;
    case layer_by::status:
      names.emplace_back(static_cast<std::size_t>(a.status), to_text(a.status));
      break;
  }
  return names;
}

}  // namespace

layered_view layers(const network& from, const projection_options& options, layer_by by) {
  std::map<layer_name, std::vector<agreement_id>> agreements_of;
  for (std::uint32_t i = 0; i < from.agreements().size(); ++i)
    for (layer_name& name : layers_of(from.agreements()[i], by)) agreements_of[std::move(name)].emplace_back(i);

  agreement_view whole = project_agreements(from, options);
  layered_view view;
  view.by = by;
  view.as = whole.as;
  view.unit = whole.unit;
  for (const auto& [name, agreements] : agreements_of) {
    agreement_view one = detail::project_some(from, options, agreements);
    if (one.taken > 0)
      view.layers.push_back(
          {name.second, std::move(one.graph), std::move(one.strengths), std::move(one.records), std::move(one.basis)});
  }
  view.actors = std::move(whole.actors);
  view.names = std::move(whole.names);
  view.places = std::move(whole.places);
  view.possibly = std::move(whole.possibly);
  view.undated = std::move(whole.undated);
  view.without_hub = std::move(whole.without_hub);
  view.left_out = std::move(whole.left_out);
  return view;
}

}  // namespace coopgraph
