// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/clustering/leiden.hpp>
#include <coopgraph/clustering/membership.hpp>
#include <coopgraph/core/error.hpp>
#include <coopgraph/core/random.hpp>
#include <coopgraph/graph/graph.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

namespace coopgraph::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using members = std::vector<cover_member>;

partition labels(std::vector<std::uint32_t> label, std::uint32_t clusters) { return {std::move(label), clusters}; }

TEST(MembershipCover, GivesTheMeanShareOfRunsWithTheOtherMembers) {
  // Vertex 2 sides with 0 and 1 in two of four runs, with 3 and 4 in the others.
  const partition left = labels({0, 0, 0, 1, 1}, 2);
  const partition right = labels({0, 0, 1, 1, 1}, 2);
  const std::vector<partition> runs{left, right, left, right};
  const cover found = membership_cover(co_assignments(runs), left);
  EXPECT_EQ(found.vertices, 5U);
  EXPECT_THAT(found.clusters, ElementsAre(members{{0, 0.75}, {1, 0.75}, {2, 0.5}, {3, 2.0 / 12}, {4, 2.0 / 12}},
                                          members{{2, 0.5}, {3, 1.0}, {4, 1.0}}));
  EXPECT_THAT(membership_cover(co_assignments(runs), left, {.least_degree = 0.6}).clusters,
              ElementsAre(members{{0, 0.75}, {1, 0.75}}, members{{3, 1.0}, {4, 1.0}}));
}

TEST(MembershipCover, OfAClusterOfOneIsTheShareInWhichItIsAlone) {
  const std::vector<partition> runs{labels({0, 1, 1}, 2), labels({0, 0, 1}, 2)};
  const cover found = membership_cover(co_assignments(runs), labels({0, 1, 1}, 2));
  EXPECT_THAT(found.clusters, ElementsAre(members{{0, 0.5}, {1, 0.5}}, members{{0, 0.25}, {1, 0.5}, {2, 0.5}}));
}

TEST(MembershipCover, AgreesWithPairByPairOnRandomRuns) {
  for (std::uint64_t round = 0; round < 200; ++round) {
    random_stream random(1, "membership", round);
    const std::size_t n = 1 + random.below(9);
    std::vector<partition> runs;
    for (std::size_t r = 0; r < 1 + random.below(7); ++r) {
      partition p;
      p.clusters = 3;
      for (std::size_t v = 0; v < n; ++v) p.label.push_back(static_cast<std::uint32_t>(random.below(3)));
      runs.push_back(p);
    }
    const co_assignments together{runs};
    const partition& by = runs.front();
    const cover found = membership_cover(together, by, {.least_degree = 1e-9});
    for (std::uint32_t c = 0; c < by.clusters; ++c) {
      members expected;
      for (vertex_id v = 0; v < n; ++v) {
        double sum = 0.0;
        int others = 0;
        for (vertex_id u = 0; u < n; ++u)
          if (u != v && by.label[u] == c) {
            sum += together(u, v);
            ++others;
          }
        if (others > 0 && sum > 0.0) expected.push_back({v, sum / others});
        if (others > 0 || by.label[v] != c) continue;
        int alone = 0;
        for (const partition& p : runs) alone += std::count(p.label.begin(), p.label.end(), p.label[v]) == 1 ? 1 : 0;
        if (alone > 0) expected.push_back({v, static_cast<double>(alone) / static_cast<double>(runs.size())});
      }
      ASSERT_EQ(found.clusters[c].size(), expected.size()) << "round " << round;
      for (std::size_t i = 0; i < expected.size(); ++i) {
        EXPECT_EQ(found.clusters[c][i].vertex, expected[i].vertex);
        EXPECT_NEAR(found.clusters[c][i].degree, expected[i].degree, 1e-12);
      }
    }
  }
}

TEST(MembershipCover, IsThePartitionItselfWhereAllRunsAgree) {
  const undirected_graph graph(6, {{0, 1}, {1, 2}, {2, 0}, {2, 3}, {3, 4}, {4, 5}, {5, 3}});
  const ensemble_result found = leiden_ensemble(graph, {.runs = 20});
  EXPECT_EQ(membership_cover(found.together, found.consensus), make_cover(found.consensus));
}

TEST(MembershipCover, RefusesBadCalls) {
  const std::vector<partition> runs{labels({0, 1}, 2)};
  const co_assignments together{runs};
  EXPECT_THROW((void)membership_cover(together, labels({0, 1, 1}, 2)), input_error);
  EXPECT_THROW((void)membership_cover(together, labels({0, 2}, 2)), input_error);
  EXPECT_THROW((void)membership_cover(co_assignments(), labels({}, 0)), input_error);
  for (const double least : {0.0, -1.0, 1.5, std::numeric_limits<double>::quiet_NaN()})
    EXPECT_THROW((void)membership_cover(together, labels({0, 1}, 2), {.least_degree = least}), option_error);
}

}  // namespace
}  // namespace coopgraph::test
