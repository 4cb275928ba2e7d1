// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/view/flow_projection.hpp>
#include <coopgraph/view/projection.hpp>

#include <optional>
#include <vector>

namespace coopgraph {

enum class calendar_step { year, month };

struct snapshot_options {
  calendar_step every = calendar_step::year;
  std::optional<date> first = {};  ///< nothing: the earliest date that a record states
  std::optional<date> last = {};   ///< nothing: the latest
};

/// What a network's records say of one year or month.
template <class View>
struct snapshot_at {
  date on;  ///< the year or month
  View view;
};

/// The agreements (flows) in force in each year or month from `first` to `last`, one view each, earliest first, all over the same
/// vertices. Each view counts what was certainly and what possibly in force (see agreement_view::possibly); what states no date
/// is in each or in none, as `where.undated` says. Where an end is not given and no record is dated: no view.
/// \throws as project_agreements() (project_flows())
/// \throws option_error if `where` asks for a time of its own, `first` lies after `last`, or there would be over 12,000 views
/// Complexity: that of the projection for each view.
[[nodiscard]] std::vector<snapshot_at<agreement_view>> agreement_snapshots(const network& from,
                                                                           const projection_options& options = {},
                                                                           const snapshot_options& when = {});
[[nodiscard]] std::vector<snapshot_at<flow_view>> flow_snapshots(const network& from, const flow_projection_options& options = {},
                                                                 const snapshot_options& when = {});

}  // namespace coopgraph
