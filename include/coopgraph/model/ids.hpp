// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <variant>

namespace coopgraph {

/// The position of one thing of a network among its kind, in the order of the file. Ids of different kinds do not mix.
/// An id belongs to the network that gave it.
template <class Kind>
class entity_id {
 public:
  constexpr explicit entity_id(std::uint32_t index) noexcept : index_(index) {}
  [[nodiscard]] constexpr std::uint32_t index() const noexcept { return index_; }

  friend constexpr auto operator<=>(const entity_id&, const entity_id&) = default;

 private:
  std::uint32_t index_;
};

struct actor;
struct region;
struct agreement;
struct flow;
struct event;
struct source_document;

using actor_id = entity_id<actor>;
using region_id = entity_id<region>;
using agreement_id = entity_id<agreement>;
using flow_id = entity_id<flow>;
using event_id = entity_id<event>;
using source_id = entity_id<source_document>;

/// Who can be a party, an origin, a destination or a member of a region: an actor, or a region for a group of them.
using actor_or_region = std::variant<actor_id, region_id>;

/// A record of any kind.
using any_record = std::variant<agreement_id, flow_id, event_id>;

}  // namespace coopgraph
