// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/date.hpp>
#include <coopgraph/core/language.hpp>
#include <coopgraph/model/ids.hpp>
#include <coopgraph/model/network.hpp>
#include <coopgraph/report/table.hpp>

#include <optional>
#include <vector>

namespace coopgraph {

struct inventory_options {
  /// Whose ties the tables of partners show; nothing: the one actor whose ties were recorded, if there is exactly one, else the
  /// ties of everybody.
  std::optional<actor_id> of = {};
  std::optional<date> on = {};        ///< "today": for what ends soon; nothing: no such table
  std::optional<date> since = {};     ///< with `on`: what changed between the two; nothing: no such table
  int months = 12;                    ///< what ends soon ends within so many months of `on`, 1 to 1200
  language lang = language::english;  ///< of titles, notes and the words in cells
};

/// What a network states, bounds and does not know, as tables (see model/inventory.hpp for what each rests on), in this order:
///   holdings       what there is, by kind and status
///   stated         every quantity as it is stated, with what it bounds
///   totals         the sums by measure, unit and basis
///   unnamed        groups whose members a record does not name
///   undated        records without any date
///   ties_by_field  partner x field: signed, invited, proposed, ended, unknown, none
///   without_tie    actors without a recorded tie, and the records that may hold one
///   ending         what ends within `months` of `on`
///   changes        what changed from `since` to `on`
/// \throws input_error as the functions of model/inventory.hpp; option_error if there is `since` without `on`
[[nodiscard]] std::vector<table> inventory_tables(const network& from, const inventory_options& options = {});

}  // namespace coopgraph
