// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/model/network_builder.hpp>

#include <initializer_list>
#include <string>
#include <vector>

namespace coopgraph::testing {

/// Adds actors whose names are their ids.
inline void add_actors(network_builder& b, std::initializer_list<const char*> ids) {
  for (const char* id : ids) b.add(actor_record{.id = id, .name = id});
}

/// Adds a signed agreement of parties without roles; "x:lead" gives a role.
inline void add_agreement(network_builder& b, const char* id, std::initializer_list<const char*> parties,
                          const char* fields = "") {
  b.add(agreement_record{.id = id, .status = "signed", .fields = fields});
  for (const std::string p : parties) {
    const auto colon = p.find(':');
    b.add(party_record{.agreement = id, .actor = p.substr(0, colon), .role = colon == p.npos ? "" : p.substr(colon + 1)});
  }
}

/// The problems that build() names; none if it succeeds.
inline std::vector<diagnostic> problems_of(const network_builder& b) {
  try {
    (void)b.build();
  } catch (const data_error& e) {
    return e.diagnostics();
  }
  return {};
}

}  // namespace coopgraph::testing
