// SPDX-License-Identifier: BSL-1.0
// Values without a graph are always a mistake.
// expect: edge_values|private
#include <coopgraph/graph/edge_values.hpp>

using namespace coopgraph;

edge_lengths call() {
#ifdef WRONG_CALL
  return edge_lengths();
#endif
  return edge_lengths::uniform(3);
}
