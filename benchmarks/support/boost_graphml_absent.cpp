// SPDX-License-Identifier: BSL-1.0
// Where Boost.Graph's library was not found.
#include "support/boost_graphml_peer.hpp"

#include <coopgraph/core/error.hpp>

namespace coopgraph::bench {

struct boost_graphml_peer::graph {};

boost_graphml_peer::boost_graphml_peer(const std::string&) { throw error("Boost.Graph's library is not there"); }
bool boost_graphml_peer::available() { return false; }
std::vector<double> boost_graphml_peer::degree() const { return {}; }
std::vector<double> boost_graphml_peer::weights() const { return {}; }

}  // namespace coopgraph::bench
