// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/model/network.hpp>
#include <coopgraph/model/network_builder.hpp>
#include <coopgraph/model/vintage.hpp>

#include "model/unit_fates.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace coopgraph::detail {

/// Makes the network of another date and its report, table by table. Ids of the result are known before it is built: its actors
/// are those of the world that are kept, in their order; its regions the old ones, then the groups.
class carrier {
 public:
  carrier(const network& from, const unit_world& world, const date& on, const carry_options& options);

  /// \throws input_error if a unit of another network has the id of an actor or region of this one
  [[nodiscard]] carried_network carry();

 private:
  /// What carrying did to the members of a region, those of regions inside it included.
  struct reach {
    std::vector<actor_id> before;  // sorted
    std::vector<actor_id> after;   // sorted, of the result
    bool merged = false;
    bool divided = false;
  };

  // carry_units.cpp
  void choose_units();
  void count_parts(std::uint32_t position);
  void check_added_keys() const;
  void add_actors();
  [[nodiscard]] std::vector<std::optional<std::uint32_t>> new_parents();
  void tell_missing_attributes(std::uint32_t unit);
  void name_groups();
  void measure_regions();
  void tell_partial_members(std::uint32_t region);
  void add_regions();
  void add_aliases();
  void add_observation();
  void tell_actors();
  // carry_records.cpp
  void add_agreements();
  void add_flows();
  void add_events();

  [[nodiscard]] const actor& unit_at(std::uint32_t position) const;
  [[nodiscard]] bool is_added(std::uint32_t unit) const { return unit >= from_.actors().size(); }
  /// The one unit that an actor is now, if it was not divided.
  [[nodiscard]] std::optional<actor_id> now(actor_id was) const;
  [[nodiscard]] std::vector<actor_id> parts_now(actor_id was) const;
  [[nodiscard]] actor_or_region moved(const actor_or_region& who) const;
  [[nodiscard]] const std::string& new_key(const actor_or_region& who) const;
  [[nodiscard]] std::vector<actor_id> reach_before(const actor_or_region& who) const;
  [[nodiscard]] std::vector<actor_id> reach_after(const actor_or_region& who) const;
  /// The actor that all of these are, in the result; nothing if there are several.
  [[nodiscard]] std::optional<actor_id> only_actor(const std::vector<actor_or_region>& sides) const;
  [[nodiscard]] party_extent new_extent(const any_record& record, const actor_or_region& who, const party_extent& stated);
  void tell_split(const any_record& record, const actor_or_region& who);
  void tell_merged(const any_record& record, std::vector<actor_id> named);
  void tell_overlaps(flow_id record, const flow& f);
  void add_quantities(const std::string& record, const std::vector<quantity>& quantities);

  const network& from_;
  const unit_world& world_;
  const day_number day_;
  const carry_options options_;
  const std::vector<unit_fate> fates_;
  std::vector<std::uint32_t> kept_;                 // position in the result -> unit of the world
  std::vector<std::optional<actor_id>> position_;   // unit of the world -> position in the result
  std::vector<std::vector<actor_id>> parts_;        // position -> the actors that are (also) this unit
  std::vector<std::vector<actor_id>> whole_;        // position -> those of them that make up the unit
  std::vector<bool> incomplete_;                    // position -> whether the network lacks some of its parts
  std::vector<std::optional<region_id>> group_of_;  // actor -> the group that stands for it
  std::vector<actor_id> grouped_;                   // the actors that have groups, in the order of these
  std::vector<std::string> group_keys_;
  std::vector<reach> reaches_;  // region
  network_builder builder_;
  carried_network told_;
};

/// Rows of one key whose periods overlap become one row, through all of them, where the first was.
template <class Key>
struct united_row {
  Key key;
  stated_period valid;
  std::size_t row;
};
[[nodiscard]] stated_period hull(const stated_period& a, const stated_period& b);
template <class Key>
[[nodiscard]] std::vector<united_row<Key>> unite(std::vector<united_row<Key>> rows) {
  const auto begins = [](const united_row<Key>& r) { return r.valid.days().from; };  // no beginning comes first
  std::stable_sort(rows.begin(), rows.end(),
                   [&](const auto& a, const auto& b) { return a.key != b.key ? a.key < b.key : begins(a) < begins(b); });
  std::vector<united_row<Key>> whole;
  for (united_row<Key>& r : rows) {
    if (whole.empty() || whole.back().key != r.key || !whole.back().valid.days().overlaps(r.valid.days())) {
      whole.push_back(std::move(r));
      continue;
    }
    whole.back().valid = hull(whole.back().valid, r.valid);
    whole.back().row = std::min(whole.back().row, r.row);
  }
  std::stable_sort(whole.begin(), whole.end(), [](const auto& a, const auto& b) { return a.row < b.row; });
  return whole;
}

}  // namespace coopgraph::detail
