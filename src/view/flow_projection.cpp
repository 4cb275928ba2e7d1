// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/view/flow_projection.hpp>

#include "view/selection.hpp"
#include "view/splitting.hpp"

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <utility>
#include <variant>

namespace coopgraph {
namespace {

using detail::amount;
using detail::stated_amount;

constexpr const char* caller = "project_flows";

/// An end of a flow: one actor, or the members over which a group's total is split.
struct flow_end {
  std::vector<actor_id> who;
  std::vector<amount> parts;
  bool split = false;
};

class flow_projector {
 public:
  flow_projector(const network& from, const flow_projection_options& options)
      : from_(from),
        selector_(caller, from, options.where),
        strength_(caller, from, options.strength, selector_),
        capacity_(caller, from, options.capacity, selector_) {
    if (options.allocate) splitter_.emplace(caller, from, *options.allocate);
  }

  flow_view project();

 private:
  void add_flow(const flow& f, flow_id id);
  [[nodiscard]] std::optional<flow_end> end_of(const flow& f, const actor_or_region& end, const actor_or_region& other) const;
  [[nodiscard]] std::optional<stated_amount> capacity_of(const flow& f) const;
  void add_edges(const flow& f, flow_id id, const flow_end& origin, const flow_end& destination);
  void finish();

  const network& from_;
  detail::record_selector<flow> selector_;
  detail::measure_reader<flow> strength_;
  detail::measure_reader<flow> capacity_;
  std::optional<detail::splitter> splitter_;
  std::vector<endpoints> edges_;
  std::vector<amount> strengths_;
  std::vector<amount> capacities_;
  std::vector<amount> costs_;
  std::vector<flow_id> records_;
  flow_view view_;
};

/// Nothing where the end is a group and nobody splits.
std::optional<flow_end> flow_projector::end_of(const flow& f, const actor_or_region& end, const actor_or_region& other) const {
  if (const auto* one = std::get_if<actor_id>(&end)) return flow_end{{*one}, {amount(rational(1))}};
  if (!splitter_) return std::nullopt;
  flow_end members{from_.members(std::get<region_id>(end), selector_.days_of(f)), {}, true};
  if (const auto* one = std::get_if<actor_id>(&other)) std::erase(members.who, *one);
  if (members.who.empty()) return std::nullopt;
  members.parts = splitter_->parts(members.who);
  return members;
}

std::optional<stated_amount> flow_projector::capacity_of(const flow& f) const {
  if (!capacity_.counts_records()) return capacity_(f);
  return detail::capacity_of(f);
}

void flow_projector::add_flow(const flow& f, flow_id id) {
  if (const auto reason = selector_.why_left_out(f)) return view_.left_out.push_back({id, *reason});
  const auto origin = end_of(f, f.origin, f.destination);
  const auto destination = end_of(f, f.destination, f.origin);
  if (!origin) view_.left_out.push_back({id, left_out_reason::members_not_named, f.origin});
  if (!destination) view_.left_out.push_back({id, left_out_reason::members_not_named, f.destination});
  if (!origin || !destination) return;
  if ((!strength_.counts_records() && !strength_(f)) || (!capacity_.counts_records() && !capacity_(f)))
    return view_.left_out.push_back({id, left_out_reason::no_amount});

  const std::size_t before = edges_.size();
  add_edges(f, id, *origin, *destination);
  if (edges_.size() == before) return view_.left_out.push_back({id, left_out_reason::outside_region});
  ++view_.taken;
  selector_.note_time(view_, f, id);
}

void flow_projector::add_edges(const flow& f, flow_id id, const flow_end& origin, const flow_end& destination) {
  const auto strength = strength_.counts_records() ? stated_amount{{1, 0}, tie_basis::stated} : *strength_(f);
  const auto capacity = capacity_of(f);
  tie_basis basis = capacity ? std::max(strength.basis, capacity->basis) : strength.basis;
  if (origin.split || destination.split) basis = tie_basis::estimated;
  const std::string& unit = capacity_.counts_records() ? f.unit : capacity_.unit();
  const auto cost = unit == f.unit ? f.unit_cost : std::nullopt;
  const std::size_t before = edges_.size();
  for (std::size_t i = 0; i < origin.who.size(); ++i)
    for (std::size_t j = 0; j < destination.who.size(); ++j) {
      const amount part = origin.parts[i] * destination.parts[j];
      if (part.nearest == 0.0 || !selector_.in_region(origin.who[i], destination.who[j])) continue;
      const edge_id e = edges_.size();
      edges_.push_back({origin.who[i].index(), destination.who[j].index()});
      strengths_.push_back(amount(strength.value) * part);
      capacities_.push_back(capacity ? amount(capacity->value) * part : amount());
      if (!capacity) view_.unlimited.push_back(e);
      costs_.push_back(cost ? amount(*cost) : amount());
      if (!cost) view_.without_cost.push_back(e);
      records_.push_back(id);
      view_.product.push_back(f.product);
      view_.chain.push_back(f.chain);
      view_.stage.push_back(f.stage);
      view_.basis.push_back(basis);
    }
  auto& units = view_.capacity_units;
  if (capacity && edges_.size() > before && std::find(units.begin(), units.end(), unit) == units.end()) units.push_back(unit);
}

void flow_projector::finish() {
  const std::size_t m = edges_.size();
  std::vector<edge_id> each(m);
  std::iota(each.begin(), each.end(), edge_id{0});
  view_.strengths = detail::sum_of_amounts<value_kind::strength>(strengths_, each, m);
  view_.capacities = detail::sum_of_amounts<value_kind::capacity>(capacities_, each, m);
  view_.unit_costs = detail::sum_of_amounts<value_kind::cost>(costs_, each, m);
  std::vector<std::uint64_t> offset(m + 1);
  std::iota(offset.begin(), offset.end(), std::uint64_t{0});
  view_.records = edge_records(std::move(offset), std::move(records_));
  view_.graph = directed_graph(from_.actors().size(), std::move(edges_));
}

flow_view flow_projector::project() {
  view_.unit = strength_.unit();
  detail::add_actors(view_, from_);
  for (std::uint32_t i = 0; i < from_.flows().size(); ++i) add_flow(from_.flows()[i], flow_id(i));
  finish();
  return std::move(view_);
}

}  // namespace

flow_view project_flows(const network& from, const flow_projection_options& options) {
  return flow_projector(from, options).project();
}

}  // namespace coopgraph
