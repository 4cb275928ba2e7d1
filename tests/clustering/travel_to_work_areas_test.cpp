// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/clustering/quality.hpp>
#include <coopgraph/clustering/travel_to_work_areas.hpp>
#include <coopgraph/core/error.hpp>

#include "clustering/flow_kit.hpp"
#include "support/matchers.hpp"

#include <gtest/gtest.h>
#include <boost/graph/adjacency_list.hpp>
#include <boost/multiprecision/cpp_int.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <stop_token>
#include <tuple>
#include <utility>
#include <vector>

namespace {

using namespace coopgraph;
using fraction = boost::multiprecision::cpp_rational;
using labels = std::vector<std::uint32_t>;

travel_to_work_options conditions(double min_size, double min_sc, double target_size, double target_sc) {
  return {.min_size = min_size,
          .min_self_containment = min_sc,
          .target_size = target_size,
          .target_self_containment = target_sc,
          .run = {.threads = 1}};
}

travel_to_work_result solve(const kit::flow_case& c, const travel_to_work_options& options) {
  return travel_to_work_areas(c.graph(), c.flows(), options);
}

// ---- an oracle: dense matrices, all sums anew in each step, fractions ----

/// Hundredths and whole sizes, so that the oracle needs no decimals.
struct whole_conditions {
  std::int64_t min_size = 0;
  std::int64_t min_sc = 67;
  std::int64_t target_size = 0;
  std::int64_t target_sc = 75;

  [[nodiscard]] travel_to_work_options options() const {
    return conditions(static_cast<double>(min_size), static_cast<double>(min_sc) / 100, static_cast<double>(target_size),
                      static_cast<double>(target_sc) / 100);
  }
  [[nodiscard]] fraction least() const { return fraction(min_sc, target_sc); }
};

struct sums {
  std::int64_t r = 0;
  std::int64_t w = 0;
  std::int64_t t = 0;
};

class oracle {
 public:
  oracle(const kit::flow_case& c, const whole_conditions& conditions) : flow_(c.matrix()), conditions_(conditions) {
    const std::size_t n = flow_.size();
    for (std::uint32_t u = 0; u < n; ++u) area_.push_back(u);
    for (std::size_t u = 0; u < n; ++u) {
      std::int64_t any = 0;
      for (std::size_t v = 0; v < n; ++v) any += flow_[u][v] + flow_[v][u];
      if (any == 0) idle_.push_back(static_cast<vertex_id>(u));
    }
    while (step()) ++iterations;
  }

  [[nodiscard]] const labels& areas() const { return area_; }
  [[nodiscard]] const std::vector<vertex_id>& idle() const { return idle_; }
  std::size_t iterations = 0;

  [[nodiscard]] sums of(const std::vector<bool>& in) const {
    sums s;
    for (std::size_t u = 0; u < flow_.size(); ++u)
      for (std::size_t v = 0; v < flow_.size(); ++v) {
        if (in[u]) s.r += flow_[u][v];
        if (in[v]) s.w += flow_[u][v];
        if (in[u] && in[v]) s.t += flow_[u][v];
      }
    return s;
  }
  [[nodiscard]] fraction validity(const sums& s) const {
    const fraction supply = s.r == 0 ? fraction(1) : fraction(s.t, s.r);  // the other one is 0 then
    const fraction demand = s.w == 0 ? fraction(1) : fraction(s.t, s.w);
    const fraction contained = std::min<fraction>(std::min(supply, demand) * 100 / conditions_.target_sc, 1);
    if (s.r >= conditions_.target_size || conditions_.min_sc == conditions_.target_sc) return contained;
    if (conditions_.target_size == conditions_.min_size) return 0;
    const fraction lacking(conditions_.target_size - s.r, conditions_.target_size - conditions_.min_size);
    return contained * std::max<fraction>(1 - (1 - conditions_.least()) * lacking, 0);
  }
  [[nodiscard]] bool meets(const sums& s) const { return s.r >= conditions_.min_size && validity(s) >= conditions_.least(); }
  [[nodiscard]] std::vector<bool> members(std::uint32_t label) const {
    std::vector<bool> in;
    for (const std::uint32_t a : area_) in.push_back(a == label);
    return in;
  }

 private:
  [[nodiscard]] bool is_idle(std::size_t u) const { return std::count(idle_.begin(), idle_.end(), u) > 0; }

  bool has_links(const std::vector<bool>& in) const {
    for (std::size_t u = 0; u < flow_.size(); ++u)
      for (std::size_t v = 0; v < flow_.size(); ++v)
        if (in[u] != in[v] && flow_[u][v] > 0) return true;
    return false;
  }

  bool step() {
    std::optional<std::tuple<fraction, std::int64_t, std::size_t, std::uint32_t>> worst;
    std::map<std::uint32_t, std::size_t> first;
    for (std::size_t u = flow_.size(); u-- > 0;) first[area_[u]] = u;
    for (const auto& [label, at] : first) {
      if (is_idle(at)) continue;
      const auto in = members(label);
      const sums s = of(in);
      if (meets(s) || !has_links(in)) continue;
      const auto key = std::make_tuple(validity(s), s.r, at, label);
      if (!worst || key < *worst) worst = key;
    }
    if (!worst) return false;
    constexpr std::uint32_t none = 1'000'000;
    std::vector<std::pair<std::int64_t, std::size_t>> units;
    for (std::size_t u = 0; u < flow_.size(); ++u)
      if (area_[u] == std::get<3>(*worst)) {
        std::vector<bool> alone(flow_.size(), false);
        alone[u] = true;
        units.emplace_back(-of(alone).r, u);
        area_[u] = none;
      }
    std::sort(units.begin(), units.end());
    while (!units.empty()) {
      std::vector<std::pair<std::int64_t, std::size_t>> waiting;
      for (const auto& unit : units)
        if (!give(unit.second, none)) waiting.push_back(unit);
      units = waiting;
    }
    return true;
  }

  bool give(std::size_t u, std::uint32_t none) {
    std::optional<std::pair<fraction, std::size_t>> best;  // the least of (- link, first unit)
    std::uint32_t to = none;
    std::vector<bool> alone(flow_.size(), false);
    alone[u] = true;
    const sums own = of(alone);
    std::map<std::uint32_t, std::size_t> first;
    for (std::size_t v = flow_.size(); v-- > 0;) first[area_[v]] = v;
    for (const auto& [label, at] : first) {
      if (label == none) continue;
      const auto in = members(label);
      const sums s = of(in);
      std::int64_t out = 0;
      std::int64_t back = 0;
      for (std::size_t v = 0; v < flow_.size(); ++v)
        if (in[v]) {
          out += flow_[u][v];
          back += flow_[v][u];
        }
      fraction link = 0;
      if (out > 0) link += fraction(out * out, own.r * s.w);
      if (back > 0) link += fraction(back * back, s.r * own.w);
      if (link == 0) continue;
      const auto key = std::make_pair(fraction(-link), at);
      if (!best || key < *best) {
        best = key;
        to = label;
      }
    }
    if (!best) return false;
    area_[u] = to;
    return true;
  }

  kit::flow_matrix flow_;
  whole_conditions conditions_;
  labels area_;
  std::vector<vertex_id> idle_;
};

/// What a result says of its areas, by its own partition, in doubles.
void expect_sound(const kit::flow_case& c, const travel_to_work_options& o, const travel_to_work_result& r) {
  const auto t = c.matrix();
  std::vector<std::uint32_t> unmet;
  std::size_t units = 0;
  ASSERT_EQ(r.areas.size(), r.partition.clusters);
  for (std::uint32_t a = 0; a < r.areas.size(); ++a) {
    double sent = 0, received = 0, within = 0, crossing = 0;
    for (std::size_t u = 0; u < t.size(); ++u)
      for (std::size_t v = 0; v < t.size(); ++v) {
        const bool from = r.partition.label[u] == a;
        const bool to = r.partition.label[v] == a;
        const auto flow = static_cast<double>(t[u][v]);
        sent += from ? flow : 0;
        received += to ? flow : 0;
        within += from && to ? flow : 0;
        crossing += from != to ? flow : 0;
      }
    const travel_to_work_area& area = r.areas[a];
    units += area.units;
    EXPECT_DOUBLE_EQ(area.size, sent);
    EXPECT_DOUBLE_EQ(area.jobs, received);
    EXPECT_DOUBLE_EQ(area.internal, within);
    EXPECT_EQ(area.supply.has_value(), sent > 0);
    EXPECT_EQ(area.demand.has_value(), received > 0);
    EXPECT_DOUBLE_EQ(area.supply.value_or(0), sent > 0 ? within / sent : 0);
    EXPECT_DOUBLE_EQ(area.demand.value_or(0), received > 0 ? within / received : 0);
    if (sent + received == 0) {
      EXPECT_FALSE(area.meets);
      EXPECT_EQ(area.units, 1U);
      continue;
    }
    if (!area.meets) {
      unmet.push_back(a);
      EXPECT_EQ(crossing, 0.0) << "an area that fails and has links was left";
      continue;
    }
    const double contained = std::min(area.supply.value_or(1), area.demand.value_or(1));
    EXPECT_GE(area.size, o.min_size);
    EXPECT_GE(contained, o.min_self_containment * (1 - 1e-12));
    // On the straight line between (minSZ, tarSC) and (tarSZ, minSC), as a share of tarSC, or above it.
    EXPECT_GE(area.validity, o.min_self_containment / o.target_self_containment * (1 - 1e-12));
    EXPECT_LE(area.validity, 1.0);
  }
  EXPECT_EQ(units, t.size());
  EXPECT_EQ(r.unmet, unmet);
}

// ---- hand-solved ----

//   0 <-> 1 strongly, 2 <-> 3 strongly, a few between 1 and 2
kit::flow_case two_towns() { return kit::from_matrix({{60, 40, 0, 0}, {30, 60, 10, 0}, {0, 10, 60, 30}, {0, 0, 40, 60}}); }

TEST(TravelToWorkAreas, TwoTownsWithTheirSuburbsAreTwoAreas) {
  // Alone, each unit keeps 60 of 100: below 67. Unit 0 (R 100, W 90, T 60: X = 0.6 / 0.75 = 0.8 times Z = 1) like unit 3; units 1
  // and 2 have R 100, W 110, so SC = 60/110 and X is lowest: 1 is dissolved first (before 2: the first of equals) and goes to 0,
  // with a link of 30^2/(100 * 90) + 40^2/(100 * 110) = 0.245, not to 2, with 100/(100 * 110) + 100/(100 * 110). Area {0, 1}: R
  // 200, W 200, T 190. Then 2 goes to 3.
  const auto r = solve(two_towns(), conditions(100, 0.67, 100, 0.75));
  EXPECT_EQ(r.partition.label, (labels{0, 0, 1, 1}));
  EXPECT_EQ(r.iterations, 2U);
  EXPECT_EQ(r.reassigned, 2U);
  EXPECT_TRUE(r.unmet.empty());
  EXPECT_TRUE(r.unallocated.empty());
  EXPECT_EQ(r.ties, ties::exact);
  for (const auto& area : r.areas) {
    EXPECT_EQ(area.units, 2U);
    EXPECT_EQ(area.size, 200.0);
    EXPECT_EQ(area.jobs, 200.0);
    EXPECT_EQ(area.internal, 190.0);
    EXPECT_EQ(*area.supply, 0.95);
    EXPECT_EQ(*area.demand, 0.95);
    EXPECT_EQ(area.validity, 1.0);
    EXPECT_TRUE(area.meets);
  }
}

TEST(TravelToWorkAreas, WhatSufficesAlreadyIsLeftAlone) {
  const auto r = solve(two_towns(), conditions(100, 0.5, 100, 0.5));
  EXPECT_EQ(r.partition.clusters, 4U);
  EXPECT_EQ(r.iterations, 0U);
}

TEST(TravelToWorkAreas, SizeMakesUpForSelfContainmentAlongAStraightLine) {
  // One unit of R = W = 200 that keeps T of it, halfway between the sizes 100 and 300: Z = 1 - (1 - 0.5/0.8) / 2 = 0.8125. It
  // suffices if T / 200 / 0.8 * 0.8125 >= 0.5 / 0.8, that is T >= 123.08.
  for (const std::int64_t kept : {123, 124}) {
    const auto c = kit::from_matrix({{kept, 200 - kept}, {200 - kept, 1'000'000}});
    const auto r = solve(c, conditions(100, 0.5, 300, 0.8));
    EXPECT_EQ(r.partition.clusters, kept == 124 ? 2U : 1U) << kept;
  }
}

TEST(TravelToWorkAreas, AThresholdThatIsMetExactlyIsMet) {
  // T / R = 0.7 = minSC at R = tarSZ: in doubles 0.7 / 0.9 and (7 / 10) / 0.9 need not be equal.
  for (const std::int64_t scale : {1, 3, 7, 11, 13, 1'000'003}) {
    const auto c = kit::from_matrix({{7 * scale, 3 * scale}, {3 * scale, 7 * scale}});
    const auto size = static_cast<double>(10 * scale);
    EXPECT_EQ(solve(c, conditions(0, 0.7, size, 0.9)).partition.clusters, 2U) << scale;
    EXPECT_EQ(solve(c, conditions(0, 0.7000000001, size, 0.9)).partition.clusters, 1U) << scale;
    EXPECT_EQ(solve(c, conditions(size, 0.5, size + 1, 0.7)).partition.clusters, 2U) << scale;
    EXPECT_EQ(solve(c, conditions(size + 1, 0.5, size + 1, 0.7)).partition.clusters, 1U) << scale;
  }
}

TEST(TravelToWorkAreas, TheUnitsOfADissolvedAreaAreGivenAwayOneByOneAndCountWhereTheyAre) {
  // 1 goes to 2, being tied to it most, but together they are too small. Then 1 goes to 0, as 2 is in no area; and 2 follows it,
  // as 2 * 30^2 / (51 * 971), the link to {0, 1}, is more than 2 * 20^2 / (51 * 920), that to 3.
  const auto c = kit::from_matrix({{900, 20, 0, 0}, {20, 1, 30, 0}, {0, 30, 1, 20}, {0, 0, 20, 900}});
  const auto r = solve(c, conditions(200, 0.6, 300, 0.7));
  EXPECT_EQ(r.partition.label, (labels{0, 0, 0, 1}));
  EXPECT_EQ(r.iterations, 2U);
  EXPECT_EQ(r.reassigned, 3U);
}

TEST(TravelToWorkAreas, OfEqualLinksTheAreaWithTheFirstUnitTakesTheUnit) {
  const auto c = kit::from_matrix({{300, 0, 10}, {0, 300, 10}, {10, 10, 1}});
  EXPECT_EQ(solve(c, conditions(100, 0.5, 200, 0.6)).partition.label, (labels{0, 1, 0}));
}

TEST(TravelToWorkAreas, UnitsWithoutFlowsAreListedAndStandAlone) {
  const auto c = kit::from_matrix({{0, 0, 0}, {0, 50, 10}, {0, 10, 50}});
  const auto r = solve(c, conditions(100, 0.5, 100, 0.6));
  EXPECT_EQ(r.unallocated, (std::vector<vertex_id>{0}));
  EXPECT_EQ(r.partition.label, (labels{0, 1, 1}));
  EXPECT_FALSE(r.areas[0].meets);
  EXPECT_FALSE(r.areas[0].supply.has_value());
  EXPECT_FALSE(r.areas[0].demand.has_value());
  EXPECT_TRUE(r.areas[1].meets);
  EXPECT_TRUE(r.unmet.empty());
}

TEST(TravelToWorkAreas, AnAreaThatFailsAndHasNoLinksIsKeptAndReported) {
  const auto c = kit::from_matrix({{10, 5, 0, 0}, {5, 10, 0, 0}, {0, 0, 500, 100}, {0, 0, 100, 500}});
  const auto r = solve(c, conditions(100, 0.5, 200, 0.6));
  EXPECT_EQ(r.partition.label, (labels{0, 0, 1, 2}));
  EXPECT_EQ(r.unmet, (labels{0}));
  EXPECT_FALSE(r.areas[0].meets);
}

TEST(TravelToWorkAreas, WhereEveryoneCrossesAllBecomeOneArea) {
  const auto c = kit::from_matrix({{0, 10, 10}, {10, 0, 10}, {10, 10, 0}});
  const auto r = solve(c, conditions(0, 0.9, 0, 0.9));
  EXPECT_EQ(r.partition.clusters, 1U);
  EXPECT_TRUE(r.areas[0].meets);
  EXPECT_EQ(r.areas[0].validity, 1.0);
}

TEST(TravelToWorkAreas, AUnitThatOnlySendsAndOneThatOnlyReceivesFindTheirArea) {
  const auto c = kit::from_matrix({{0, 50, 0}, {0, 100, 0}, {0, 5, 0}});
  const auto r = solve(c, conditions(100, 0.5, 200, 0.6));
  EXPECT_EQ(r.partition.clusters, 1U);
  const auto only_loop = solve(kit::from_matrix({{7}}), conditions(5, 1, 7, 1));
  EXPECT_TRUE(only_loop.areas[0].meets);
}

// ---- against the oracle ----

TEST(TravelToWorkAreas, AgreesWithDenseMatricesAndFractionsOnRandomGraphs) {
  for (std::uint64_t item = 0; item < 600; ++item) {
    random_stream random(1, "ttwa", item);
    const std::size_t n = 2 + random.below(11);
    const std::uint64_t greatest = item % 3 == 0 ? 4 : item % 3 == 1 ? 50 : 100'000;  // small ones tie often
    const auto c = kit::random_flows(random, n, 1 + random.below(4 * n), greatest);
    whole_conditions w;
    w.min_size = static_cast<std::int64_t>(random.below(greatest + 1));
    w.target_size = w.min_size + static_cast<std::int64_t>(random.below(3 * greatest));
    w.min_sc = 1 + static_cast<std::int64_t>(random.below(100));
    w.target_sc = w.min_sc + static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(101 - w.min_sc)));
    const oracle expected(c, w);
    const auto r = solve(c, w.options());
    EXPECT_EQ(r.partition, make_partition(expected.areas())) << item;
    EXPECT_EQ(r.iterations, expected.iterations) << item;
    EXPECT_EQ(r.unallocated, expected.idle()) << item;
    for (std::uint32_t u = 0; u < n; ++u) {
      const sums s = expected.of(expected.members(expected.areas()[u]));
      if (s.r + s.w == 0) continue;
      const auto& area = r.areas[r.partition.label[u]];
      EXPECT_EQ(area.meets, expected.meets(s)) << item;
      EXPECT_NEAR(area.validity, expected.validity(s).convert_to<double>(), 1e-12) << item;
    }
    expect_sound(c, w.options(), r);
    if (HasFailure()) return;
  }
}

TEST(TravelToWorkAreas, OnLargerGraphsEveryAreaMeetsTheConditionsOrHasNoLinks) {
  for (std::uint64_t item = 0; item < 20; ++item) {
    random_stream random(2, "ttwa", item);
    const std::size_t n = 50 + random.below(150);
    const auto c = kit::random_flows(random, n, (1 + random.below(6)) * n, 1000);
    const auto options = conditions(2000 + static_cast<double>(random.below(3000)), 0.5 + 0.2 * random.uniform(), 20'000, 0.75);
    expect_sound(c, options, solve(c, options));
  }
}

// ---- what does not matter ----

TEST(TravelToWorkAreas, NamesAndTheOrderOfEdgesDoNotMatterWithoutTies) {
  for (std::uint64_t item = 0; item < 60; ++item) {
    random_stream random(3, "ttwa", item);
    const std::size_t n = 5 + random.below(40);
    auto c = kit::random_flows(random, n, 5 * n, 1'000'000'000);
    for (vertex_id u = 0; u < n; ++u) {  // units that send nothing would tie
      c.list.edges.push_back({u, u});
      c.flow.push_back(1 + static_cast<std::int64_t>(random.below(1'000'000'000)));
    }
    const auto options = conditions(1e9, 0.6, 6e9, 0.8);
    const auto name = kit::random_order(random, n);
    const auto r = solve(c, options);
    const auto other = solve(kit::renamed(c, name), options);
    labels back(n);
    for (std::size_t u = 0; u < n; ++u) back[u] = other.partition.label[name[u]];
    EXPECT_EQ(r.partition, make_partition(back)) << item;
    EXPECT_EQ(r.iterations, other.iterations) << item;
  }
}

TEST(TravelToWorkAreas, FlowsAndSizesInAnotherMeasureGiveTheSameAreas) {
  for (std::uint64_t item = 0; item < 60; ++item) {
    random_stream random(4, "ttwa", item);
    const auto c = kit::random_flows(random, 20, 80, item % 2 == 0 ? 10 : 100'000);
    const auto r = solve(c, conditions(30, 0.6, 100, 0.8));
    std::vector<double> thousandths;
    for (const auto f : c.flow) thousandths.push_back(static_cast<double>(f) / 1000);
    const auto small = travel_to_work_areas(c.graph(), edge_strengths::from(thousandths), conditions(0.03, 0.6, 0.1, 0.8));
    EXPECT_EQ(small.ties, ties::exact);
    EXPECT_EQ(r.partition, small.partition) << item;
  }
}

TEST(TravelToWorkAreas, TheNumberOfThreadsAndTheContainerDoNotMatter) {
  random_stream random(5, "ttwa");
  const auto c = kit::random_flows(random, 60, 400, 1000);
  auto options = conditions(3000, 0.6, 20'000, 0.75);
  const auto one = solve(c, options);
  using boost_graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::bidirectionalS>;
  boost_graph other(c.list.vertices);
  for (const auto& e : c.list.edges) add_edge(e.source, e.target, other);
  for (const unsigned threads : {2U, 8U}) {
    options.run.threads = threads;
    EXPECT_EQ(solve(c, options).partition, one.partition);
    EXPECT_EQ(travel_to_work_areas(other, c.flows(), options).partition, one.partition);
    EXPECT_EQ(travel_to_work_areas(c.graph().view(), c.flows(), options).iterations, one.iterations);
  }
}

TEST(TravelToWorkAreas, ParallelEdgesAddUp) {
  kit::flow_case parts;
  parts.list.vertices = 4;
  const auto whole = two_towns();
  for (std::size_t e = 0; e < whole.flow.size(); ++e)
    for (const std::int64_t part : {whole.flow[e] / 3, whole.flow[e] - whole.flow[e] / 3}) {
      parts.list.edges.push_back(whole.list.edges[e]);
      parts.flow.push_back(part);
    }
  const auto options = conditions(100, 0.67, 100, 0.75);
  EXPECT_EQ(solve(parts, options).partition, solve(whole, options).partition);
}

TEST(TravelToWorkAreas, RoundedAndVeryLargeFlowsAreToldAsApproximate) {
  const auto c = two_towns();
  const auto options = conditions(100, 0.67, 100, 0.75);
  std::vector<double> third;
  for (const auto f : c.flow) third.push_back(static_cast<double>(f) / 3);
  const auto rounded =
      travel_to_work_areas(c.graph(), edge_strengths::rounded(third, "thirds"), conditions(100 / 3.0, 0.67, 100 / 3.0, 0.75));
  EXPECT_EQ(rounded.ties, ties::approximate);
  EXPECT_EQ(rounded.why_approximate, "thirds");
  EXPECT_EQ(rounded.partition, solve(c, options).partition);

  auto large = c;
  for (auto& f : large.flow) f = f * 100'000'000'000'000'000 + 1;
  const auto r = solve(large, conditions(1e19, 0.67, 1e19, 0.75));
  EXPECT_EQ(r.ties, ties::approximate);
  EXPECT_FALSE(r.why_approximate.empty());
  EXPECT_EQ(r.partition.clusters, 2U);
}

// ---- refusals and interruptions ----

TEST(TravelToWorkAreas, RefusesFlowsThatAreNone) {
  const auto c = two_towns();
  auto negative = c;
  negative.flow[3] = -2;
  EXPECT_TRUE(kit::refuses<input_error>([&] { return solve(negative, {}); }, "strengths", "-2 at edge 3", "strengths >= 0"));
  EXPECT_TRUE(kit::refuses<input_error>([&] { return travel_to_work_areas(c.graph(), edge_strengths::uniform(3)); },
                                        "number of edge values", "3", "10, one for each edge"));
  EXPECT_TRUE(kit::refuses<input_error>([&] { return travel_to_work_areas(c.graph(), edge_strengths::uniform(10, 0)); }, "flows",
                                        "0 on every edge", "at least one flow above 0"));
  for (const std::size_t n : {0U, 1U, 5U})
    EXPECT_TRUE(kit::refuses<input_error>([&] { return travel_to_work_areas(directed_graph(n, {}), edge_strengths::uniform(0)); },
                                          "flows", "none", "at least one flow above 0"));
}

TEST(TravelToWorkAreas, RefusesConditionsOutsideTheirRange) {
  const auto c = two_towns();
  const auto refused = [&](const travel_to_work_options& o, const std::string& parameter, const std::string& value,
                           const std::string& allowed) {
    return kit::refuses<option_error>([&] { return solve(c, o); }, parameter, value, allowed);
  };
  constexpr double infinity = std::numeric_limits<double>::infinity();
  EXPECT_TRUE(refused(conditions(-1, 0.5, 10, 0.5), "min_size", "-1", "a finite number >= 0"));
  EXPECT_TRUE(refused(conditions(infinity, 0.5, infinity, 0.5), "min_size", "inf", "a finite number >= 0"));
  EXPECT_TRUE(refused(conditions(11, 0.5, 10, 0.5), "target_size", "10", "a finite number >= min_size, 11"));
  EXPECT_TRUE(refused(conditions(1, 0.5, infinity, 0.5), "target_size", "inf", "a finite number >= min_size, 1"));
  EXPECT_TRUE(refused(conditions(1, 0, 10, 0.5), "min_self_containment", "0", "(0, 1]"));
  EXPECT_TRUE(refused(conditions(1, 1.5, 10, 2), "min_self_containment", "1.5", "(0, 1]"));
  EXPECT_TRUE(
      refused(conditions(1, 0.75, 10, 0.7), "target_self_containment", "0.7", "[min_self_containment, 1], that is [0.75, 1]"));
  EXPECT_TRUE(
      refused(conditions(1, 0.75, 10, 1.1), "target_self_containment", "1.1", "[min_self_containment, 1], that is [0.75, 1]"));
}

TEST(TravelToWorkAreas, StopsOnRequestAndTellsItsProgress) {
  std::stop_source source;
  source.request_stop();
  auto options = conditions(100, 0.67, 100, 0.75);
  options.run.stop = source.get_token();
  EXPECT_THROW(static_cast<void>(solve(two_towns(), options)), cancelled);

  std::vector<double> told;
  options.run = {.threads = 1, .stop = {}, .progress = [&](double done) { told.push_back(done); }};
  static_cast<void>(solve(two_towns(), options));
  ASSERT_FALSE(told.empty());
  EXPECT_TRUE(std::is_sorted(told.begin(), told.end()));
  EXPECT_EQ(told.back(), 1.0);
}

// ---- real tables ----

TEST(TravelToWorkAreas, AreasOfRealTablesMeetTheConditionsOrAreReported) {
  const auto paris = kit::read_flows("commuting_paris/flows.csv", 3);
  if (paris.edges.empty()) GTEST_SKIP() << "COOPGRAPH_DATA has no commuting_paris/flows.csv";
  const directed_graph graph(paris.units, paris.edges);
  for (const double scale : {1.0, 0.1}) {
    const auto options = conditions(3500 * scale, 0.2, 25'000, 0.3);
    const auto r = travel_to_work_areas(graph, edge_strengths::from(paris.flow), options);
    EXPECT_GT(r.partition.clusters, 1U);
    EXPECT_TRUE(r.unallocated.empty());
    for (const auto& area : r.areas) {
      EXPECT_TRUE(area.meets);
      EXPECT_GE(std::min(*area.supply, *area.demand), 0.2);
      EXPECT_GE(area.size, options.min_size);
    }
  }
}

}  // namespace
