// SPDX-License-Identifier: BSL-1.0
#pragma once

namespace coopgraph {

/// A point on the earth: degrees east in [-180, 180], degrees north in [-90, 90].
struct position {
  double lon = 0.0;
  double lat = 0.0;

  friend bool operator==(const position&, const position&) = default;
};

}  // namespace coopgraph
