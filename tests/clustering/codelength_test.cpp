// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/clustering/codelength.hpp>

#include "support/graphs.hpp"

#include <gtest/gtest.h>

namespace {

using namespace coopgraph;

TEST(Codelength, OfTwoTrianglesIsThatOfInfomap) {
  // Infomap 2.15.1
  EXPECT_NEAR(codelength(kit::undirected(kit::two_triangles_and_a_bridge()), partition{{0, 0, 0, 1, 1, 1}, 2}), 2.3207303568,
              1e-10);
}

}  // namespace
