// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/model/network.hpp>
#include <coopgraph/report/table.hpp>
#include <coopgraph/view/projection.hpp>

#include <string>
#include <vector>

namespace coopgraph::detail {

/// "about 400 chains (source: …)": a number as the source states it, with how exact it is.
[[nodiscard]] std::string to_sentence(const quantity& q);
/// "2016 to 2020", "from 2016", "to 2018-06"; empty if undated.
[[nodiscard]] std::string to_sentence(const stated_period& p);

[[nodiscard]] table partners_table(const network& from, const agreement_view& view);
[[nodiscard]] table agreements_table(const network& from);
[[nodiscard]] table flows_table(const network& from);
[[nodiscard]] table left_out_table(const network& from, const agreement_view& view);

}  // namespace coopgraph::detail
