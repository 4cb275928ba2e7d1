// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/clustering/region_match.hpp>

#include <coopgraph/clustering/compare.hpp>
#include <coopgraph/core/error.hpp>
#include <coopgraph/core/random.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <set>
#include <stop_token>
#include <vector>

namespace {

using namespace coopgraph;
using numbers = std::vector<std::uint32_t>;
using set = std::set<vertex_id>;
using testing::ElementsAre;
using testing::IsEmpty;

cover cover_of(std::size_t vertices, const std::vector<set>& clusters) {
  cover c{vertices, {}};
  for (const auto& cluster : clusters) {
    c.clusters.emplace_back();
    for (const vertex_id v : cluster) c.clusters.back().push_back({v, 1.0});
  }
  return c;
}

std::vector<set> sets_of(const partition& p) {
  std::vector<set> made(p.clusters);
  for (vertex_id v = 0; v < p.label.size(); ++v) made[p.label[v]].insert(v);
  return made;
}

set common(const set& a, const set& b) {
  set made;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::inserter(made, made.end()));
  return made;
}

double jaccard(const set& a, const set& b) {
  const auto both = static_cast<double>(common(a, b).size());
  return both == 0 ? 0.0 : both / (static_cast<double>(a.size() + b.size()) - both);
}

/// The greatest sum over one-to-one pairs, by trying all.
double best_sum(const std::vector<set>& a, const std::vector<set>& b,
                const std::function<double(const set&, const set&)>& worth) {
  std::vector<std::size_t> to(std::max(a.size(), b.size()));
  for (std::size_t i = 0; i < to.size(); ++i) to[i] = i;
  double best = 0.0;
  do {
    double sum = 0.0;
    for (std::size_t i = 0; i < a.size(); ++i)
      if (to[i] < b.size()) sum += worth(a[i], b[to[i]]);
    best = std::max(best, sum);
  } while (std::next_permutation(to.begin(), to.end()));
  return best;
}

//   0 1 2 3 | 4 5 6 | 7 8        clusters 0, 1, 2
//   [0    ] [1      ]            regions: 3 is astray in 1, 7 as well, 8 is in none
//   [2              ]            and a region around both, with 7 and without 3
const partition found{{0, 0, 0, 0, 1, 1, 1, 2, 2}, 3};
const cover official = cover_of(9, {{0, 1, 2}, {3, 4, 5, 6, 7}, {0, 1, 2, 3, 4, 5, 6, 7}});

TEST(MatchRegions, IsSolvedByHand) {
  const region_match_result r = match_regions(found, official);
  EXPECT_THAT(r.overlaps, ElementsAre(ElementsAre(region_overlap{0, 3}, region_overlap{1, 1}, region_overlap{2, 4}),
                                      ElementsAre(region_overlap{1, 3}, region_overlap{2, 3}),
                                      ElementsAre(region_overlap{1, 1}, region_overlap{2, 1})));
  EXPECT_THAT(r.cluster_members, ElementsAre(4, 3, 2));
  EXPECT_THAT(r.region_members, ElementsAre(3, 5, 8));
  EXPECT_THAT(r.in_no_region, ElementsAre(0, 0, 1));
  EXPECT_THAT(r.best_region, ElementsAre(best_counterpart{0, 0.75, 1, 0.75}, best_counterpart{1, 1, 0.6, 0.6},
                                         best_counterpart{1, 0.5, 0.2, 1.0 / 6}));
  EXPECT_THAT(r.best_cluster, ElementsAre(best_counterpart{0, 0.75, 1, 0.75}, best_counterpart{1, 1, 0.6, 0.6},
                                          best_counterpart{0, 1, 0.5, 0.5}));
  EXPECT_THAT(r.region_of, ElementsAre(0, 1, 2));
  EXPECT_THAT(r.cluster_of, ElementsAre(0, 1, 2));
  EXPECT_THAT(r.within, ElementsAre(ElementsAre(2), ElementsAre(2), IsEmpty()));
  EXPECT_THAT(r.made_of, ElementsAre(IsEmpty(), IsEmpty(), IsEmpty()));
  // All but 7 and 8 have to join cluster 2, which is matched with the region around all; 3 moves to 1, 7 joins 1, 8 leaves 2.
  EXPECT_THAT(r.movers,
              ElementsAre(region_mover{0, no_cluster, 2}, region_mover{1, no_cluster, 2}, region_mover{2, no_cluster, 2},
                          region_mover{3, 0, 1}, region_mover{3, no_cluster, 2}, region_mover{4, no_cluster, 2},
                          region_mover{5, no_cluster, 2}, region_mover{6, no_cluster, 2}, region_mover{7, no_cluster, 1},
                          region_mover{8, 2, no_cluster}));
  EXPECT_EQ(r.moved, 9U);
}

TEST(MatchRegions, ListsWhoMovesBetweenRegionsThatDoNotOverlap) {
  const region_match_result r = match_regions(found, cover_of(9, {{0, 1, 2}, {3, 4, 5, 6, 7}}));
  EXPECT_THAT(r.region_of, ElementsAre(0, 1, no_cluster));
  // 8 is in no region and in a cluster without one: it need not move.
  EXPECT_THAT(r.movers, ElementsAre(region_mover{3, 0, 1}, region_mover{7, 2, 1}));
  EXPECT_EQ(r.moved, 2U);
  // A region for which no cluster is left is where its members go all the same.
  const region_match_result more = match_regions({{0, 0, 0, 0}, 1}, cover_of(4, {{0}, {1, 2}}));
  EXPECT_THAT(more.cluster_of, ElementsAre(no_cluster, 0));
  EXPECT_THAT(more.movers, ElementsAre(region_mover{0, 0, 0}, region_mover{3, 0, no_cluster}));
}

TEST(MatchRegions, NamesUnionsOfClustersAndNestedRegions) {
  const region_match_result r =
      match_regions({{0, 0, 1, 1, 2, 2}, 3}, cover_of(6, {{0, 1, 2, 3}, {0, 1}, {0, 2}, {}, {0, 1, 2, 3}, {0, 1, 2, 3, 4}}));
  EXPECT_THAT(r.made_of, ElementsAre(ElementsAre(0, 1), ElementsAre(0), IsEmpty(), IsEmpty(), ElementsAre(0, 1), IsEmpty()));
  EXPECT_THAT(r.within, ElementsAre(ElementsAre(4, 5), ElementsAre(0, 4, 5), ElementsAre(0, 4, 5), IsEmpty(), ElementsAre(0, 5),
                                    IsEmpty()));
}

TEST(MatchRegions, PrefersTheFirstOfEquallyNearOnes) {
  const region_match_result r = match_regions({{0, 0, 1, 1}, 2}, cover_of(4, {{0, 2}, {1, 3}}));
  EXPECT_EQ(r.best_region[0].index, 0U);
  EXPECT_EQ(r.best_region[1].index, 0U);
  EXPECT_EQ(r.best_cluster[0].index, 0U);
  EXPECT_EQ(r.best_cluster[1].index, 0U);
}

TEST(MatchRegions, FollowsItsDefinitionsOnRandomCovers) {
  for (std::uint64_t round = 0; round < 800; ++round) {
    random_stream random(1, "regions", round);
    const std::size_t n = random.below(20);
    numbers label;
    for (std::size_t v = 0; v < n; ++v) label.push_back(static_cast<std::uint32_t>(random.below(5)));
    const partition p = make_partition(label);
    std::vector<set> regions(random.below(6));
    for (set& region : regions) {
      const std::uint64_t share = random.below(7);
      for (vertex_id v = 0; v < n; ++v)
        if (random.below(6) < share) region.insert(v);
    }
    const std::vector<set> clusters = sets_of(p);
    const match_by by = round % 2 == 0 ? match_by::jaccard : match_by::members;
    const region_match_result r = match_regions(p, cover_of(n, regions), {.by = by});

    double sum = 0.0;
    const auto worth = [&](const set& a, const set& b) {
      return by == match_by::jaccard ? jaccard(a, b) : static_cast<double>(common(a, b).size());
    };
    for (std::uint32_t c = 0; c < clusters.size(); ++c) {
      std::size_t outside = 0;
      for (const vertex_id v : clusters[c])
        outside += std::none_of(regions.begin(), regions.end(), [&](const set& region) { return region.contains(v); }) ? 1U : 0U;
      ASSERT_EQ(r.in_no_region[c], outside);
      std::vector<region_overlap> overlaps;
      best_counterpart best;
      for (std::uint32_t k = 0; k < regions.size(); ++k) {
        const std::size_t shared = common(clusters[c], regions[k]).size();
        if (shared > 0) overlaps.push_back({k, static_cast<std::uint32_t>(shared)});
        const auto x = static_cast<double>(shared);
        if (jaccard(clusters[c], regions[k]) > best.jaccard)
          best = {k, x / static_cast<double>(clusters[c].size()), x / static_cast<double>(regions[k].size()),
                  jaccard(clusters[c], regions[k])};
      }
      ASSERT_EQ(r.overlaps[c], overlaps);
      ASSERT_EQ(r.best_region[c], best);
      if (r.region_of[c] != no_cluster) {
        ASSERT_EQ(r.cluster_of[r.region_of[c]], c);
        sum += worth(clusters[c], regions[r.region_of[c]]);
      }
    }
    ASSERT_NEAR(sum, best_sum(clusters, regions, worth), 1e-12);

    // Carried out, the moves make each cluster with a region that region.
    std::vector<set> after = clusters;
    std::set<vertex_id> movers;
    for (const region_mover& m : r.movers) {
      movers.insert(m.vertex);
      if (m.from != no_cluster) {
        ASSERT_EQ(after[m.from].erase(m.vertex), 1U);
      }
      if (m.to != no_cluster) {
        ASSERT_TRUE(regions[m.to].contains(m.vertex));
      }
      if (m.to != no_cluster && r.cluster_of[m.to] != no_cluster) {
        ASSERT_TRUE(after[r.cluster_of[m.to]].insert(m.vertex).second);
      }
    }
    ASSERT_EQ(movers.size(), r.moved);
    for (std::uint32_t c = 0; c < clusters.size(); ++c)
      if (r.region_of[c] != no_cluster) {
        ASSERT_EQ(after[c], regions[r.region_of[c]]);
      }

    for (std::uint32_t k = 0; k < regions.size(); ++k) {
      numbers inside;
      set all;
      for (std::uint32_t c = 0; c < clusters.size(); ++c)
        if (common(clusters[c], regions[k]) == clusters[c]) {
          inside.push_back(c);
          all.insert(clusters[c].begin(), clusters[c].end());
        }
      ASSERT_EQ(r.made_of[k], !regions[k].empty() && all == regions[k] ? inside : numbers());
      numbers around;
      for (std::uint32_t other = 0; other < regions.size(); ++other)
        if (other != k && !regions[k].empty() && common(regions[k], regions[other]) == regions[k]) around.push_back(other);
      ASSERT_EQ(r.within[k], around);
    }
  }
}

TEST(MatchRegions, OfAPartitionMovesAsFewAsAnyMatchingOfLabels) {
  for (std::uint64_t round = 0; round < 200; ++round) {
    random_stream random(2, "regions", round);
    numbers a;
    numbers b;
    for (std::size_t v = 0; v < 30; ++v) {
      a.push_back(static_cast<std::uint32_t>(random.below(6)));
      b.push_back(static_cast<std::uint32_t>(random.below(4)));
    }
    const partition p = make_partition(a);
    const partition q = make_partition(b);
    const region_match_result r = match_regions(p, make_cover(q), {.by = match_by::members});
    ASSERT_EQ(r.moved, match_labels(p, q).moved);
    ASSERT_EQ(r.movers.size(), r.moved);
  }
}

TEST(MatchRegions, TakesDegreesFromTheLeastThatIsAsked) {
  cover regions = cover_of(4, {{0, 1}});
  regions.clusters[0].push_back({2, 0.3});
  EXPECT_EQ(match_regions({{0, 0, 1, 1}, 2}, regions).region_members[0], 3U);
  EXPECT_EQ(match_regions({{0, 0, 1, 1}, 2}, regions, {.least_degree = 0.4}).region_members[0], 2U);
}

TEST(MatchRegions, AnswersWhereOneSideIsEmpty) {
  EXPECT_TRUE(match_regions({}, {}).movers.empty());
  const region_match_result none = match_regions({{0, 0, 1}, 2}, cover_of(3, {}));
  EXPECT_THAT(none.region_of, ElementsAre(no_cluster, no_cluster));
  EXPECT_THAT(none.in_no_region, ElementsAre(2, 1));
  EXPECT_THAT(none.best_region, ElementsAre(best_counterpart{}, best_counterpart{}));
  EXPECT_EQ(none.moved, 0U);
  EXPECT_THAT(match_regions({{0, 0}, 1}, cover_of(2, {{}})).best_cluster, ElementsAre(best_counterpart{}));
}

TEST(MatchRegions, NamesWhatIsWrongAndStopsOnRequest) {
  const partition p{{0, 0, 1}, 2};
  const auto refusal = [&](const partition& a, const cover& b, const region_match_options& how) -> std::string {
    try {
      (void)match_regions(a, b, how);
    } catch (const call_error& e) {
      return e.what();
    }
    return "nothing";
  };
  EXPECT_EQ(refusal(p, cover_of(2, {}), {}), "match_regions: regions is of 2 vertices; allowed: as many as `found` has, 3");
  EXPECT_EQ(refusal({{0, 3, 0}, 1}, cover_of(3, {}), {}),
            "match_regions: found is label 3 at vertex 1; allowed: labels below clusters, which is 1");
  EXPECT_EQ(refusal(p, cover_of(3, {{4}}), {}),
            "match_regions: regions is vertex 4 in cluster 0; allowed: vertices below `vertices`");
  EXPECT_EQ(refusal(p, cover_of(3, {}), {.least_degree = -1}), "match_regions: least_degree is -1; allowed: [0, 1]");
  std::stop_source source;
  source.request_stop();
  EXPECT_THROW((void)match_regions(p, cover_of(3, {{0}}), {.run = {.stop = source.get_token()}}), cancelled);
}

}  // namespace
