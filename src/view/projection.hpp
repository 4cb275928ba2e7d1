// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/view/projection.hpp>

#include <span>

namespace coopgraph::detail {

/// project_agreements() of some agreements alone, ascending; the others are not even left out. Unit and basis of a measure are
/// those of the whole network.
[[nodiscard]] agreement_view project_some(const network& from, const projection_options& options,
                                          std::span<const agreement_id> agreements);

}  // namespace coopgraph::detail
