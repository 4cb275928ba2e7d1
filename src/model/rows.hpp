// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/model/network.hpp>
#include <coopgraph/model/records.hpp>

#include <string>

namespace coopgraph::detail {

// The rows from which network_builder makes these things: the inverse of what it does with them. What means the same as an empty
// cell is one. `where` is the place where the thing was stated.

[[nodiscard]] actor_record row_of(const network& in, const actor& a);
[[nodiscard]] alias_record row_of(const network& in, const alias& a);
[[nodiscard]] region_record row_of(const network& in, const region& r, const membership& m);
[[nodiscard]] agreement_record row_of(const network& in, const agreement& a);
[[nodiscard]] party_record row_of(const network& in, const agreement& a, const party& p);
[[nodiscard]] flow_record row_of(const network& in, const flow& f);
[[nodiscard]] quantity_record row_of(const std::string& record, const quantity& q);
[[nodiscard]] event_record row_of(const network& in, const event& e);
[[nodiscard]] participant_record row_of(const network& in, const event& e, const participant& p);
[[nodiscard]] source_record row_of(const source_document& s);
[[nodiscard]] crosswalk_record row_of(const network& in, const succession& s);

}  // namespace coopgraph::detail
