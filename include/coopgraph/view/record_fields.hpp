// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/model/network.hpp>
#include <coopgraph/view/flow_projection.hpp>
#include <coopgraph/view/projection.hpp>

#include <string>
#include <vector>

namespace coopgraph {

/// The field of each edge, as its records name it: `several` if they name more than one, empty if none.
/// \pre the view is one of this network
/// Complexity: O(m + r) for m edges and r fields of their records.
[[nodiscard]] std::vector<std::string> fields_of(const network& from, const agreement_view& view,
                                                 const std::string& several = "several");
[[nodiscard]] std::vector<std::string> fields_of(const network& from, const flow_view& view,
                                                 const std::string& several = "several");

}  // namespace coopgraph
