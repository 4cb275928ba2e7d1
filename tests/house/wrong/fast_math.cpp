// SPDX-License-Identifier: BSL-1.0
// -ffast-math would break exact ties and equal bytes.
// wrong flags: -ffast-math
// expect: fast-math
#include <coopgraph/core/scores.hpp>

coopgraph::scores call() { return {}; }
