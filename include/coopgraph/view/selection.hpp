// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/date.hpp>
#include <coopgraph/model/entities.hpp>
#include <coopgraph/model/vocabulary.hpp>

#include <optional>
#include <string>
#include <vector>

namespace coopgraph {

/// What becomes of a record that states no date when a time is asked for.
enum class undated_records { include, exclude };

/// Which records take part in a view: those that meet every condition.
struct record_filter {
  std::string field = {};                       ///< one of its fields; empty: any
  std::string kind = {};                        ///< of agreements; empty: any
  std::string product = {};                     ///< of flows; empty: any
  std::string region = {};                      ///< the key of a region: ties with at least one end in it; empty: any
  std::vector<agreement_status> statuses = {};  ///< empty: any
  std::optional<date> on = {};                  ///< in force on this day, or on at least one day of this month or year
  std::optional<stated_period> during = {};     ///< in force on at least one day of it; not together with `on`
  undated_records undated = undated_records::include;
};

/// The amount of a record that a view adds up: a measure of one unit and one basis. Different ones are never added.
struct amount_choice {
  std::string measure = {};                  ///< empty: each record counts 1
  std::string unit = {};                     ///< empty: the one unit that the measure has in the records taken
  std::optional<quantity_basis> basis = {};  ///< nothing: the one basis that it has in them
};

}  // namespace coopgraph
