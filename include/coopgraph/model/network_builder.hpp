// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/error.hpp>
#include <coopgraph/model/network.hpp>
#include <coopgraph/model/records.hpp>

#include <vector>

namespace coopgraph {

/// Collects rows in any order and makes a network of them once all rules are checked:
///     network_builder b;
///     b.add(actor_record{.id = "01", .name = "Hà Nội"});
///     network n = b.build();
/// The codes of the diagnostics are stable: missing-value, invalid-value, invalid-number, invalid-date, invalid-position,
/// duplicate-id, duplicate-member, duplicate-party, duplicate-field, inconsistent-name, unknown-actor, unknown-region,
/// unknown-agreement, unknown-record, unknown-source, too-few-parties, end-before-start, membership-outside-validity,
/// region-cycle, parent-cycle, certified-without-product, number-without-unit, number-contradicts-exactness, too-many.
class network_builder {
 public:
  void describe(dataset_description about);
  void observe(observation_record row);
  void add(actor_record row);
  void add(region_record row);  ///< one per member: rows of the same `region` make up one region
  void add(agreement_record row);
  void add(party_record row);
  void add(flow_record row);
  void add(quantity_record row);
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
  std::vector<actor_record> actors_;
  std::vector<region_record> regions_;
  std::vector<agreement_record> agreements_;
  std::vector<party_record> parties_;
  std::vector<flow_record> flows_;
  std::vector<quantity_record> quantities_;
  std::vector<source_record> sources_;
  std::vector<diagnostic> problems_;
};

}  // namespace coopgraph
