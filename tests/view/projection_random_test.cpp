// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/view/projection.hpp>

#include <coopgraph/core/random.hpp>
#include <coopgraph/model/network_builder.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <span>
#include <string>
#include <tuple>
#include <utility>
#include <variant>
#include <vector>

#include "support/random_network.hpp"

namespace coopgraph {
namespace {

/// Rows of a network with hubs, groups, totals and amounts, in an order of their own.
std::vector<std::function<void(network_builder&)>> random_rows(std::uint64_t seed) {
  random_stream random(seed, "rows");
  std::vector<std::function<void(network_builder&)>> rows;
  const auto add = [&](auto row) { rows.emplace_back([row](network_builder& b) { b.add(row); }); };
  const std::vector<std::string> ids{"a", "b", "c", "d", "e"};
  for (const std::string& id : ids) {
    actor_record r{.id = id, .name = id};
    r.attributes.emplace_back("w", std::to_string(1 + random.below(5)));
    add(r);
    for (const char* region : {"r0", "r1"})
      if (id == "a" || random.below(2) == 0) add(region_record{.region = region, .actor = id});
  }
  for (int k = 0; k < 6; ++k) {
    const std::string id = "g" + std::to_string(k);
    add(agreement_record{.id = id,
                         .status = "signed",
                         .counts = random.below(3) == 0 ? "many" : "one",
                         .effective_from = random.below(3) == 0 ? "2015" : ""});
    for (const char* who : {"a", "b", "c"}) {  // at least two actors
      constexpr const char* roles[] = {"", "", "lead", "host"};
      if (*who != 'c' || random.below(2) == 0) add(party_record{.agreement = id, .actor = who, .role = roles[random.below(4)]});
    }
    constexpr const char* extents[] = {"", "all", "some", "1"};
    for (const char* who : {"r0", "r1"})
      if (random.below(2) == 0) add(party_record{.agreement = id, .actor = who, .extent = extents[random.below(4)]});
    if (k == 0 || random.below(2) == 0)
      add(quantity_record{
          .record = id, .measure = "value", .value = std::to_string(random.below(9)), .unit = "t", .exactness = "exact"});
  }
  return rows;
}

network built(const std::vector<std::function<void(network_builder&)>>& rows) {
  network_builder b;
  for (const auto& add : rows) add(b);
  return b.build();
}

const projection_options choices[] = {
    {.as = projection::star},
    {.as = projection::newman},
    {.as = projection::clique},
    {.allocate = allocation::equal_shares()},
    {.strength = {.measure = "value"}, .allocate = allocation::by_attribute("w")},
};

/// Pair of names -> strength, basis and records by key.
auto by_names(const network& n, const agreement_view& v) {
  std::map<std::pair<std::string, std::string>, std::tuple<double, tie_basis, std::set<std::string>>> found;
  const auto g = v.graph.view();
  for (edge_id e = 0; e < g.edges(); ++e) {
    std::set<std::string> records;
    for (const agreement_id id : v.records[e]) records.insert(n[id].key);
    found[std::minmax(n[v.actors[g.source[e]]].key, n[v.actors[g.target[e]]].key)] = {v.strengths[e], v.basis[e], records};
  }
  return found;
}

TEST(AnyProjection, TheOrderOfRowsDoesNotMatter) {
  for (std::uint64_t seed = 0; seed < 80; ++seed) {
    auto rows = random_rows(seed);
    const network n = built(rows);
    random_stream random(seed, "order");
    shuffle(std::span(rows), random);
    const network m = built(rows);
    for (const projection_options& options : choices) {
      const auto v = project_agreements(n, options), w = project_agreements(m, options);
      EXPECT_EQ(by_names(n, v), by_names(m, w)) << "seed " << seed;
      EXPECT_EQ(v.taken, w.taken);
      EXPECT_EQ(v.left_out.size(), w.left_out.size());
    }
  }
}

TEST(AnyProjection, EdgesForEachRecordAddUpToTheMergedViewExactly) {
  for (std::uint64_t seed = 0; seed < 80; ++seed) {
    const network n = built(random_rows(seed));
    for (projection_options options : choices) {
      const auto merged = project_agreements(n, options);
      options.edge_per_record = true;
      const auto single = project_agreements(n, options);
      const auto g = merged.graph.view(), h = single.graph.view();
      std::vector<edge_id> edge_of;
      std::vector<tie_basis> basis(g.edges(), tie_basis::stated);
      std::vector<std::vector<agreement_id>> records(g.edges());
      for (edge_id i = 0, e = 0; i < h.edges(); ++i) {
        while (e < g.edges() && (g.source[e] != h.source[i] || g.target[e] != h.target[i])) ++e;
        ASSERT_LT(e, g.edges()) << "the same pairs in the same order, seed " << seed;
        edge_of.push_back(e);
        basis[e] = std::max(basis[e], single.basis[i]);
        ASSERT_EQ(single.records[i].size(), 1U);
        records[e].push_back(single.records[i].front());
      }
      ASSERT_TRUE(merged.strengths.is_exact());
      EXPECT_EQ(sum_by_edge(single.strengths, edge_of, g.edges()), merged.strengths) << "seed " << seed;
      EXPECT_EQ(basis, merged.basis);
      for (edge_id e = 0; e < g.edges(); ++e) EXPECT_THAT(merged.records[e], ::testing::ElementsAreArray(records[e]));
      EXPECT_EQ(single.left_out, merged.left_out);
    }
  }
}

/// Pairs ascending and once each, records ascending, each agreement taken or left out as a whole.
void expect_sound(const network& n, const agreement_view& v) {
  const auto g = v.graph.view();
  ASSERT_EQ(g.vertices(), n.actors().size());
  for (const std::size_t size : {v.strengths.size(), v.records.size(), v.basis.size()}) ASSERT_EQ(size, g.edges());
  std::set<agreement_id> taken, left;
  for (edge_id e = 0; e < g.edges(); ++e) {
    EXPECT_LT(g.source[e], g.target[e]);
    if (e > 0) {
      EXPECT_LT(std::pair(g.source[e - 1], g.target[e - 1]), std::pair(g.source[e], g.target[e]));
    }
    ASSERT_FALSE(v.records[e].empty());
    for (std::size_t i = 0; i < v.records[e].size(); ++i) {
      ASSERT_LT(v.records[e][i].index(), n.agreements().size());
      if (i > 0) {
        EXPECT_LT(v.records[e][i - 1], v.records[e][i]);
      }
      taken.insert(v.records[e][i]);
    }
  }
  for (const auto& l : v.left_out)
    if (!l.party) {
      EXPECT_TRUE(left.insert(std::get<agreement_id>(l.record)).second) << "told once";
      EXPECT_FALSE(taken.contains(std::get<agreement_id>(l.record))) << "taken and left out";
    }
  EXPECT_EQ(taken.size(), v.taken);
  EXPECT_EQ(taken.size() + left.size(), n.agreements().size()) << "none is lost";
  EXPECT_TRUE(
      std::is_sorted(v.left_out.begin(), v.left_out.end(), [](const auto& x, const auto& y) { return x.record < y.record; }));
}

TEST(AnyProjection, EveryAgreementIsTakenOrLeftOutWithAReason) {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const network any = kit::random_network(seed);
    for (const projection as : {projection::star, projection::newman, projection::clique}) {
      expect_sound(any, project_agreements(any, {.as = as}));
      expect_sound(any, project_agreements(any, {.where = {.on = date(2004)}, .as = as}));
      if (!any.regions().empty())
        expect_sound(any, project_agreements(any, {.where = {.region = any.regions()[0].key}, .as = as}));
    }
    const network hubs = built(random_rows(seed));
    for (const projection_options& options : choices) {
      expect_sound(hubs, project_agreements(hubs, options));
      auto inside = options;
      inside.where.region = "r1";
      expect_sound(hubs, project_agreements(hubs, inside));
    }
  }
}

}  // namespace
}  // namespace coopgraph
