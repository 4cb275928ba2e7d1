// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/date.hpp>
#include <coopgraph/model/entities.hpp>
#include <coopgraph/model/ids.hpp>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace coopgraph {

/// All that a network holds, each list in the order of its file. network_builder makes it consistent.
struct network_parts {
  dataset_description about;
  observation observed;
  std::vector<actor> actors;
  std::vector<region> regions;
  std::vector<agreement> agreements;
  std::vector<flow> flows;
  std::vector<event> events;
  std::vector<source_document> sources;
  std::vector<alias> aliases;
  std::vector<succession> crosswalk;
};

/// A checked, immutable cooperation network. Made by network_builder::build() or read_dataset().
/// An id stands for a position: `n.actors()[a.index()]` and `n[a]` are the same.
class network {
 public:
  network() = default;

  [[nodiscard]] const dataset_description& about() const noexcept { return parts_.about; }
  [[nodiscard]] const observation& observed() const noexcept { return parts_.observed; }
  [[nodiscard]] std::span<const actor> actors() const noexcept { return parts_.actors; }
  [[nodiscard]] std::span<const region> regions() const noexcept { return parts_.regions; }
  [[nodiscard]] std::span<const agreement> agreements() const noexcept { return parts_.agreements; }
  [[nodiscard]] std::span<const flow> flows() const noexcept { return parts_.flows; }
  [[nodiscard]] std::span<const event> events() const noexcept { return parts_.events; }
  [[nodiscard]] std::span<const source_document> sources() const noexcept { return parts_.sources; }
  [[nodiscard]] std::span<const alias> aliases() const noexcept { return parts_.aliases; }
  [[nodiscard]] std::span<const succession> crosswalk() const noexcept { return parts_.crosswalk; }

  /// \throws input_error if the id is not of this network
  [[nodiscard]] const actor& operator[](actor_id id) const;
  [[nodiscard]] const region& operator[](region_id id) const;
  [[nodiscard]] const agreement& operator[](agreement_id id) const;
  [[nodiscard]] const flow& operator[](flow_id id) const;
  [[nodiscard]] const event& operator[](event_id id) const;
  [[nodiscard]] const source_document& operator[](source_id id) const;

  /// The one with this key, or nothing. Complexity: O(log n).
  [[nodiscard]] std::optional<actor_id> find_actor(std::string_view key) const;
  [[nodiscard]] std::optional<region_id> find_region(std::string_view key) const;
  [[nodiscard]] std::optional<agreement_id> find_agreement(std::string_view key) const;
  [[nodiscard]] std::optional<flow_id> find_flow(std::string_view key) const;
  [[nodiscard]] std::optional<event_id> find_event(std::string_view key) const;
  [[nodiscard]] std::optional<source_id> find_source(std::string_view key) const;

  /// The one with this key.
  /// \throws input_error that names keys nearby if there is none. Complexity: O(log n), O(n) to fail.
  [[nodiscard]] actor_id actor_with(std::string_view key) const;
  [[nodiscard]] region_id region_with(std::string_view key) const;
  [[nodiscard]] agreement_id agreement_with(std::string_view key) const;
  [[nodiscard]] flow_id flow_with(std::string_view key) const;
  [[nodiscard]] event_id event_with(std::string_view key) const;
  [[nodiscard]] source_id source_with(std::string_view key) const;

  [[nodiscard]] const std::string& key_of(const actor_or_region& who) const;
  [[nodiscard]] const std::string& name_of(const actor_or_region& who) const;

  /// The actors of a region, those of regions inside it included, each once, in the order of the actors: who belongs to it
  /// on at least one day of `during` (by default: ever). Every membership on the way, and the actor's own validity, must
  /// overlap `during`. Complexity: O(memberships reached + k log k).
  [[nodiscard]] std::vector<actor_id> members(region_id which, const period& during = {}) const;

  /// The distinct fields of agreements, flows and events, sorted by their bytes.
  [[nodiscard]] std::vector<std::string> fields() const;

 private:
  friend class network_builder;
  using index = std::vector<std::pair<std::string, std::uint32_t>>;  // sorted by key

  explicit network(network_parts parts);

  network_parts parts_;
  index actor_index_;
  index region_index_;
  index agreement_index_;
  index flow_index_;
  index event_index_;
  index source_index_;
};

}  // namespace coopgraph
