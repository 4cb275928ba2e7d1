// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/decimal.hpp>
#include <coopgraph/core/error.hpp>
#include <coopgraph/model/network.hpp>
#include <coopgraph/model/records.hpp>

#include <vector>

namespace coopgraph {

/// Collects rows in any order and makes a network of them once all rules are checked:
///     network_builder b;
///     b.add(actor_record{.id = "01", .name = "Hà Nội"});
///     network n = b.build();
/// What is refused, by the codes of the diagnostics, which are stable:
///   missing-value, invalid-value, invalid-number, invalid-date, invalid-position, end-before-start: a cell that cannot be read
///   unknown-actor, -agreement, -event, -record, -source: an id that nothing has, or a thing of another kind
///   duplicate-id: actors and regions share one id space, agreements, flows and events another
///   duplicate-alias, -field, -quantity, -succession; duplicate-member, -party, -participant (in the same role, on some same day)
///   inconsistent-name: two names of one region; region-cycle, parent-cycle, succession-cycle: once for each circle
///   membership-outside-validity: a membership of days on which the actor does not exist
///   record-outside-validity: an agreement (its period; without one, its signature), flow or event at a time when an actor that
///   it
///     names does not exist, or a party of days on which its actor does not; if that holds for all of several, once at the date
///   party-outside-agreement: a party of days that are none of its agreement's
///   too-few-parties: an agreement of fewer than two parties, or whose parties and their members are all one actor
///   extent-exceeds-region: a number of members that the region does not have
///   signed-after-end: signed when it was over; status-contradicts-signature: proposed or invited, with a date of signature
///   certified-without-product, stage-without-chain, number-without-unit, number-contradicts-exactness
///   mixed-units: amounts that would be added up (one measure of one record; capacities and unit costs of the flows of one chain
///     and product), at each unit that is not the usual one
///   duplicate-quantity: one measure of one record on the same basis twice with a number, or twice in the same words
///   shares-do-not-add-up: shares of one actor on one date that are not 1 together, exactly, at the first of them
///   succession-outside-validity: an actor that does not exist up to the date or goes on after it (unless it passes a share to
///     itself), or a successor that does not exist on it
///   too-many: the rest beyond 1,000 problems
class network_builder {
 public:
  void describe(dataset_description about);
  void observe(observation_record row);
  /// How the numbers of all rows are written; by default with "." as decimal separator and no group separator.
  /// \throws input_error as parse_decimal() does
  void numbers_as(number_format format);
  void add(actor_record row);
  void add(alias_record row);
  void add(region_record row);  ///< one per member: rows of the same `region` make up one region
  void add(agreement_record row);
  void add(party_record row);
  void add(flow_record row);
  void add(quantity_record row);
  void add(event_record row);
  void add(participant_record row);
  void add(crosswalk_record row);
  void add(source_record row);
  /// A problem that the reader of the rows has found; build() reports it with its own.
  void report(diagnostic problem);

  /// Checks every rule of the model over all rows and makes the network.
  /// \throws data_error with all problems, sorted by file, line and column (beyond 1,000 of them the last counts the rest)
  /// Complexity: O(rows log rows), but O(ids) for each unknown id whose neighbours are suggested (at most 100 of them).
  [[nodiscard]] network build() const;

 private:
  dataset_description about_;
  observation_record observation_;
  number_format format_;
  std::vector<actor_record> actors_;
  std::vector<alias_record> aliases_;
  std::vector<region_record> regions_;
  std::vector<agreement_record> agreements_;
  std::vector<party_record> parties_;
  std::vector<flow_record> flows_;
  std::vector<quantity_record> quantities_;
  std::vector<event_record> events_;
  std::vector<participant_record> participants_;
  std::vector<crosswalk_record> crosswalk_;
  std::vector<source_record> sources_;
  std::vector<diagnostic> problems_;
};

}  // namespace coopgraph
