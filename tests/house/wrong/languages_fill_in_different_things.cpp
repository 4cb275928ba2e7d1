// SPDX-License-Identifier: BSL-1.0
// A language that leaves out what another fills in would lose a number.
// expect: constant expression
#include "../../../src/core/words.hpp"

using namespace coopgraph::detail;

std::string call(const words& say) {
#ifdef WRONG_CALL
  return say({"{0} of {1}", "{0}"}, {"3", "9"});
#endif
  return say({"{0} of {1}", "{1}: {0}"}, {"3", "9"});
}
