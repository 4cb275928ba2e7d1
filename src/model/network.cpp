// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/core/error.hpp>
#include <coopgraph/model/network.hpp>

#include "model/near.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace coopgraph {
namespace {

using index = std::vector<std::pair<std::string, std::uint32_t>>;

template <class Entity>
index index_of(const std::vector<Entity>& entities) {
  index keys;
  keys.reserve(entities.size());
  for (std::size_t i = 0; i < entities.size(); ++i) keys.emplace_back(entities[i].key, static_cast<std::uint32_t>(i));
  std::sort(keys.begin(), keys.end());
  return keys;
}

template <class Id>
std::optional<Id> find(const index& keys, std::string_view key) {
  const auto at =
      std::lower_bound(keys.begin(), keys.end(), key, [](const auto& entry, std::string_view k) { return entry.first < k; });
  if (at == keys.end() || at->first != key) return std::nullopt;
  return Id(at->second);
}

template <class Id>
Id find_or_throw(const char* function, const char* parameter, const index& keys, std::string_view key) {
  if (const auto found = find<Id>(keys, key)) return *found;
  detail::near_words near(key);
  for (const auto& entry : keys) near.offer(entry.first);
  throw input_error(function, parameter, '"' + printable(key) + '"', "a key of this network" + near.text());
}

template <class Entity, class Id>
const Entity& checked(const char* parameter, const std::vector<Entity>& entities, Id id) {
  if (id.index() >= entities.size())
    throw input_error("network", parameter, std::to_string(id.index()), "below " + std::to_string(entities.size()));
  return entities[id.index()];
}

}  // namespace

network::network(network_parts parts)
    : parts_(std::move(parts)),
      actor_index_(index_of(parts_.actors)),
      region_index_(index_of(parts_.regions)),
      agreement_index_(index_of(parts_.agreements)),
      flow_index_(index_of(parts_.flows)),
      event_index_(index_of(parts_.events)),
      source_index_(index_of(parts_.sources)) {}

const actor& network::operator[](actor_id id) const { return checked("actor_id", parts_.actors, id); }
const region& network::operator[](region_id id) const { return checked("region_id", parts_.regions, id); }
const agreement& network::operator[](agreement_id id) const { return checked("agreement_id", parts_.agreements, id); }
const flow& network::operator[](flow_id id) const { return checked("flow_id", parts_.flows, id); }
const event& network::operator[](event_id id) const { return checked("event_id", parts_.events, id); }
const source_document& network::operator[](source_id id) const { return checked("source_id", parts_.sources, id); }

std::optional<actor_id> network::find_actor(std::string_view key) const { return find<actor_id>(actor_index_, key); }
std::optional<region_id> network::find_region(std::string_view key) const { return find<region_id>(region_index_, key); }
std::optional<agreement_id> network::find_agreement(std::string_view key) const {
  return find<agreement_id>(agreement_index_, key);
}
std::optional<flow_id> network::find_flow(std::string_view key) const { return find<flow_id>(flow_index_, key); }
std::optional<event_id> network::find_event(std::string_view key) const { return find<event_id>(event_index_, key); }
std::optional<source_id> network::find_source(std::string_view key) const { return find<source_id>(source_index_, key); }

actor_id network::actor_with(std::string_view key) const {
  return find_or_throw<actor_id>("actor_with", "actor", actor_index_, key);
}
region_id network::region_with(std::string_view key) const {
  return find_or_throw<region_id>("region_with", "region", region_index_, key);
}
agreement_id network::agreement_with(std::string_view key) const {
  return find_or_throw<agreement_id>("agreement_with", "agreement", agreement_index_, key);
}
flow_id network::flow_with(std::string_view key) const { return find_or_throw<flow_id>("flow_with", "flow", flow_index_, key); }
event_id network::event_with(std::string_view key) const {
  return find_or_throw<event_id>("event_with", "event", event_index_, key);
}
source_id network::source_with(std::string_view key) const {
  return find_or_throw<source_id>("source_with", "source", source_index_, key);
}

const std::string& network::key_of(const actor_or_region& who) const {
  if (const auto* id = std::get_if<actor_id>(&who)) return (*this)[*id].key;
  return (*this)[std::get<region_id>(who)].key;
}

const std::string& network::name_of(const actor_or_region& who) const {
  if (const auto* id = std::get_if<actor_id>(&who)) return (*this)[*id].name;
  return (*this)[std::get<region_id>(who)].name;
}

std::vector<actor_id> network::members(region_id which, const period& during) const {
  (void)(*this)[which];
  std::vector<bool> seen(parts_.regions.size(), false);
  std::vector<region_id> open{which};
  seen[which.index()] = true;
  std::vector<actor_id> found;
  while (!open.empty()) {
    const region& at = parts_.regions[open.back().index()];
    open.pop_back();
    for (const membership& m : at.members) {
      if (!m.valid.days().overlaps(during)) continue;
      if (const auto* inner = std::get_if<region_id>(&m.member)) {
        if (!seen[inner->index()]) open.push_back(*inner);
        seen[inner->index()] = true;
      } else {
        const actor_id member = std::get<actor_id>(m.member);
        if (parts_.actors[member.index()].valid.days().overlaps(during)) found.push_back(member);
      }
    }
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

std::vector<std::string> network::fields() const {
  std::vector<std::string> all;
  const auto take = [&](const auto& records) {
    for (const auto& r : records) all.insert(all.end(), r.fields.begin(), r.fields.end());
  };
  take(parts_.agreements);
  take(parts_.flows);
  take(parts_.events);
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

}  // namespace coopgraph
