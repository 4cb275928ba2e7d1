// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/model/ids.hpp>

#include <optional>
#include <string>
#include <utility>

namespace coopgraph {

/// How a view splits what is stated as a total over several (the members of a group, the partners of one record): the named step
/// that makes estimates of totals. Whatever it makes is marked `tie_basis::estimated`.
///   equal_shares   each of k gets 1/k
///   by_attribute   each gets its part of an attribute's sum: a column of the actors that holds a number >= 0 for each of them
///   all_to         one actor gets whatever it may have; totals that cannot be its own are split equally
///   none_to        one actor gets nothing wherever others may have it, who share equally
/// Of amounts >= 0 the last two are the ends of what the actor itself can have.
/// Shares are exact fractions as far as 64 bits hold them.
struct allocation {
  enum class rule { equal_shares, by_attribute, all_to, none_to };
  rule by = rule::equal_shares;
  std::string attribute = {};          ///< of by_attribute
  std::optional<actor_id> actor = {};  ///< of all_to and none_to

  [[nodiscard]] static allocation equal_shares() { return {}; }
  [[nodiscard]] static allocation by_attribute(std::string name) { return {rule::by_attribute, std::move(name), {}}; }
  [[nodiscard]] static allocation all_to(actor_id who) { return {rule::all_to, {}, who}; }
  [[nodiscard]] static allocation none_to(actor_id who) { return {rule::none_to, {}, who}; }

  friend bool operator==(const allocation&, const allocation&) = default;
};

}  // namespace coopgraph
