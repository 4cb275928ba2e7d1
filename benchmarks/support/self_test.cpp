// SPDX-License-Identifier: BSL-1.0
#include "support/child_process.hpp"
#include "support/igraph_peer.hpp"
#include "support/python_peer.hpp"
#include "support/side_by_side.hpp"
#include "support/triad.hpp"

#include <coopgraph/core/error.hpp>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <array>
#include <cmath>
#include <set>

namespace coopgraph::bench {
namespace {

using values = std::vector<double>;

contestant answering(std::string name, values answer) {
  return entrant(
      std::move(name), [answer] { return answer; }, [](const values& v) { return v; });
}

side_by_side quiet_harness() { return side_by_side({.repeats = 1, .divisor = 64, .sample_seconds = 1e-6, .quiet = true}); }

TEST(Growth, TheExponentOfAnExactPowerLawIsFound) {
  std::vector<growth_point> points;
  for (const double size : {100.0, 1000.0, 50000.0}) points.push_back({size, 3e-7 * std::pow(size, 1.75)});
  EXPECT_NEAR(fitted_exponent(points).value(), 1.75, 1e-12);
}

TEST(Growth, OneSizeOrNoTimeHasNoExponent) {
  EXPECT_FALSE(fitted_exponent(std::array{growth_point{10, 1}, growth_point{10, 2}}).has_value());
  EXPECT_FALSE(fitted_exponent(std::array{growth_point{10, 0}, growth_point{20, 2}}).has_value());
  EXPECT_FALSE(fitted_exponent({}).has_value());
}

TEST(Agreement, IsRelativeAndRefusesWhatIsNotFiniteOrOfOtherLength) {
  EXPECT_TRUE(agree({1e9, 0}, {1e9 + 0.5, 0}, 1e-9));
  EXPECT_FALSE(agree({1e9}, {1e9 + 2}, 1e-9));
  EXPECT_FALSE(agree({1}, {1, 1}, 1));
  EXPECT_FALSE(agree({NAN}, {NAN}, 1));
  EXPECT_FALSE(agree({1}, {std::nextafter(1.0, 2.0)}, 0));
}

TEST(SideBySide, ADisagreementIsDetected) {
  auto harness = quiet_harness();
  const input on = make_input("grid", 64);
  harness.race("k", on, answering("ours", {1, 2}), {answering("right", {1, 2})});
  EXPECT_TRUE(harness.all_agree());
  harness.race("k", on, answering("ours", {1, 2}), {answering("wrong", {1, 3})});
  EXPECT_FALSE(harness.all_agree());
}

TEST(SideBySide, AFrontThatChangesOneBitIsDetected) {
  auto harness = quiet_harness();
  harness.price("k", make_input("grid", 64), answering("view", {1}), {answering("front", {std::nextafter(1.0, 2.0)})});
  EXPECT_FALSE(harness.all_agree());
}

TEST(SideBySide, TheJsonHasTheFieldsThatScriptsRead) {
  auto harness = quiet_harness();
  harness.for_each_input(load::linear, "grid", [&](const input& on) {
    harness.race("k", on, answering("ours", {1}), {answering("a \"peer\"", {1})}, {.required = 2.0});
  });
  const auto json = nlohmann::json::parse(to_json(harness, {{"compiler", "none"}}));
  ASSERT_EQ(json.at("results").size(), 3U);
  const auto& first = json.at("results").at(0);
  for (const char* key : {"kernel", "input", "threads", "ours_s", "peer", "peer_s", "ratio", "required", "agree", "peer_samples"})
    EXPECT_TRUE(first.contains(key)) << key;
  EXPECT_EQ(first.at("peer"), "a \"peer\"");
  EXPECT_EQ(first.at("required"), 2.0);
  EXPECT_EQ(first.at("agree"), true);
  EXPECT_DOUBLE_EQ(first.at("ratio").get<double>(), first.at("peer_s").get<double>() / first.at("ours_s").get<double>());
  for (const char* key : {"references", "threads", "counts", "left_out", "growth", "memory", "fronts"})
    EXPECT_TRUE(json.at(key).is_array()) << key;
  EXPECT_EQ(json.at("growth").size(), 2U);
  EXPECT_EQ(json.at("growth").at(0).at("seconds").size(), 3U);
}

contestant taking(std::string name, double seconds, std::size_t& runs) {
  return {.name = std::move(name),
          .run = [&runs] { ++runs; },
          .answer = [] { return values{1}; },
          .forget = [] {},
          .own_clock = [seconds] { return seconds; }};
}

TEST(SideBySide, TheClockOfAContestantThatHasOneCounts) {
  auto harness = quiet_harness();
  std::size_t runs = 0;
  harness.race("k", make_input("grid", 64), taking("ours", 0.25, runs), {taking("peer", 1.0, runs)});
  EXPECT_EQ(harness.races().at(0).ratio(), 4.0);
  EXPECT_TRUE(harness.memory().empty());
}

TEST(SideBySide, ALongFirstRunIsTheOnlySample) {
  side_by_side harness({.repeats = 3, .long_run = 5, .quiet = true});
  std::size_t ours = 0;
  std::size_t peers = 0;
  harness.race("k", make_input("grid", 64), taking("ours", 4.9, ours), {taking("slow", 5.1, peers)});
  EXPECT_EQ(ours, 1U + 2U);
  EXPECT_EQ(peers, 1U);
  EXPECT_EQ(harness.races().at(0).peer_samples, 1U);
  EXPECT_EQ(harness.races().at(0).peer_s, 5.1);
}

TEST(SideBySide, WhatLastsTakesFewerSamples) {
  side_by_side harness({.repeats = 5, .long_run = 5, .sampling_seconds = 10, .quiet = true});
  std::size_t ours = 0;
  std::size_t peers = 0;
  harness.race("k", make_input("grid", 64), taking("ours", 1, ours), {taking("slow", 3, peers)});
  EXPECT_EQ(ours, 1U + 5U);
  EXPECT_EQ(peers, 1U + 3U);
  EXPECT_EQ(harness.races().at(0).peer_samples, 3U);
}

TEST(SideBySide, APeerThatWouldTakeTooLongIsLeftOutAndNamed) {
  side_by_side harness({.repeats = 1, .longest_run = 120, .quiet = true});
  std::size_t runs = 0;
  const auto race_on = [&](std::size_t edges) {
    harness.race("k", make_input("grid", edges), taking("ours", 0.1, runs), {taking("slow", 1, runs), taking("quick", 0.1, runs)},
                 {.work = load::quadratic});
  };
  race_on(100);
  race_on(10'000);  // 10,000 times as much work: 1000 s for the one that takes 0.1 s now
  EXPECT_EQ(harness.races().size(), 2U);
  ASSERT_EQ(harness.left_out().size(), 2U);
  EXPECT_EQ(harness.left_out().at(0).who, "slow");
  EXPECT_NE(verdict_table(harness).find("left out"), std::string::npos);
  harness.race("other", make_input("grid", 10'000), taking("ours", 0.1, runs), {taking("slow", 1, runs)});
  EXPECT_EQ(harness.races().size(), 3U);
}

TEST(SideBySide, AWordAnywhereInTheNameOfAKernelChoosesIt) {
  const side_by_side harness({.only = "between", .quiet = true});
  EXPECT_TRUE(harness.wanted("betweenness-hops"));
  EXPECT_TRUE(harness.wanted("edge-betweenness-hops"));
  EXPECT_FALSE(harness.wanted("closeness-hops"));
}

TEST(SideBySide, MoreThreadsThatChangeOneBitAreDetected) {
  const input on = make_input("grid", 64);
  auto same = quiet_harness();
  same.more_threads("k", on, bound::memory, [](unsigned) { return answering("ours", {1}); });
  EXPECT_TRUE(same.all_agree());
  auto other = quiet_harness();
  other.more_threads("k", on, bound::memory,
                     [](unsigned threads) { return answering("ours", {threads == 1 ? 1 : std::nextafter(1.0, 2.0)}); });
  EXPECT_FALSE(other.all_agree());
  EXPECT_EQ(other.threads().at(0).threads, 2U);
}

TEST(Results, MoreThreadsAreJudgedByArithmeticOrByTheTriad) {
  threads_result result;
  result.by = bound::arithmetic;
  result.one_s = result.triad_one_s = 3;
  result.many_s = result.triad_many_s = 2;
  EXPECT_DOUBLE_EQ(result.required(), 1.8);
  result.by = bound::memory;
  EXPECT_DOUBLE_EQ(result.required(), 1.35);
  EXPECT_DOUBLE_EQ(result.ratio(), 1.5);
}

TEST(Results, WhatIsAimedAtAndMissedIsNamed) {
  auto harness = quiet_harness();
  const input on = make_input("grid", 64);
  std::size_t runs = 0;
  harness.race("k", on, taking("ours", 1, runs), {taking("peer", 3, runs)}, {.required = 4.0});
  harness.count("k", on, "samples", 10, 9);
  const std::string missed = verdict_table(harness);
  EXPECT_NE(missed.find("3.00x of   4.0x  NOT MET"), std::string::npos) << missed;
  EXPECT_NE(missed.find("10 of at most 9  NOT MET"), std::string::npos) << missed;
}

TEST(Results, AReferenceIsReckonedFromThePeerThatTookPart) {
  auto harness = quiet_harness();
  const input on = make_input("grid", 64);
  std::size_t runs = 0;
  harness.race("k", on, taking("ours", 1, runs), {taking("peer", 8, runs)});
  harness.refer("k", on, "elsewhere", "peer", 0.25);
  harness.refer("k", on, "elsewhere", "nobody", 0.25);
  ASSERT_EQ(harness.references().size(), 1U);
  EXPECT_EQ(harness.references().at(0).ratio(), 2.0);
}

TEST(Results, ANumberBelowItsLeastIsNamedAndOneWithoutALimitIsOnlyTold) {
  auto harness = quiet_harness();
  const input on = make_input("grid", 64);
  harness.count_at_least("k", on, "modularity", 0.4321, 0.5);
  harness.count_at_least("k", on, "enough", 0.5, 0.5);
  harness.tell("k", on, "seen", 0.125);
  const std::string table = verdict_table(harness);
  EXPECT_NE(table.find("0.4321 of at least 0.5  NOT MET"), std::string::npos) << table;
  EXPECT_NE(table.find("0.5 of at least 0.5  met"), std::string::npos) << table;
  EXPECT_NE(table.find("0.125\n"), std::string::npos) << table;
  const auto counts = nlohmann::json::parse(to_json(harness, {})).at("counts");
  EXPECT_EQ(counts.at(0).at("at_least"), 0.5);
  EXPECT_TRUE(counts.at(0).at("at_most").is_null());
  EXPECT_TRUE(counts.at(2).at("at_least").is_null());
}

TEST(Results, AnAimAtOnePeerLeavesTheOthersAlone) {
  auto harness = quiet_harness();
  harness.race("k", make_input("grid", 64), answering("ours", {1}), {answering("a", {1}), answering("b", {1})},
               {.required = 2.0, .required_of = "b"});
  EXPECT_FALSE(harness.races().at(0).required.has_value());
  EXPECT_EQ(harness.races().at(1).required, 2.0);
}

TEST(Results, AnAimOfItsOwnStandsForWhatFollowsFromTheBound) {
  auto harness = quiet_harness();
  harness.more_threads(
      "k", make_input("grid", 64), bound::arithmetic, [](unsigned) { return answering("ours", {1}); }, 1.6);
  EXPECT_EQ(harness.threads().at(0).required(), 1.6);
}

TEST(Results, AReferenceThatIsNearerThanAimedAtIsNamed) {
  auto harness = quiet_harness();
  const input on = make_input("grid", 64);
  std::size_t runs = 0;
  harness.race("k", on, taking("ours", 1, runs), {taking("peer", 8, runs)});
  harness.refer("k", on, "elsewhere", "peer", 0.05, 0.5);
  EXPECT_NE(verdict_table(harness).find("0.40x of 0.50x  NOT MET"), std::string::npos) << verdict_table(harness);
}

TEST(SideBySide, HowLongARunWillTakeIsForetoldByGrowth) {
  side_by_side harness({.repeats = 1, .longest_run = 120, .quiet = true});
  input on{.family = "line", .name = "small", .vertices = 100};
  std::size_t runs = 0;
  const auto race_on = [&](std::size_t vertices, double seconds) {
    on.vertices = vertices;
    harness.race("k", on, taking("ours", 0.1, runs), {taking("peer", seconds, runs)});
  };
  EXPECT_EQ(harness.foretold_by_growth("k", on, "peer"), 0.0);
  race_on(100, 1);
  race_on(200, 4);
  on.vertices = 800;
  EXPECT_NEAR(harness.foretold_by_growth("k", on, "peer"), 64, 1e-9);
  EXPECT_FALSE(harness.would_take_too_long("k", on, "peer"));
  on.vertices = 1600;
  EXPECT_TRUE(harness.would_take_too_long("k", on, "peer"));
  EXPECT_EQ(harness.left_out().size(), 1U);
}

TEST(Triad, EachItemIsSetOnceForAnyNumberOfThreads) {
  triad memory((std::size_t{1} << 18) + 1);
  for (const unsigned threads : {1U, 2U}) {
    memory.run(threads);
    for (const double sum : memory.sums()) ASSERT_EQ(sum, 7.0);
  }
}

TEST(ChildProcess, AnswersALineToEachLine) {
  child_process echo({"cat"});
  EXPECT_EQ(echo.ask("one"), "one");
  EXPECT_EQ(echo.ask(std::string(100'000, 'x')).size(), 100'000U);
}

TEST(ChildProcess, OneThatHasEndedOrNeverBeganIsAnError) {
  EXPECT_THROW(child_process({"no-such-program-anywhere"}), error);
  child_process ended({"true"});
  EXPECT_THROW(static_cast<void>(ended.read_line()), error);
  EXPECT_THROW(static_cast<void>(ended.ask("one")), error);
}

TEST(GraphTool, AnswersByItsOwnClock) {
  if (!graph_tool_peer::available()) GTEST_SKIP() << "graph-tool is not there";
  const input path{.family = "path", .name = "path", .vertices = 4, .edges = {{0, 1}, {1, 2}, {2, 3}}, .lengths = {1, 1, 1}};
  const graph_tool_peer peer(path);
  const auto unchanged = [](values scores) { return scores; };
  const contestant hops = peer.kernel("hops", "betweenness-hops", {}, unchanged);
  hops.run();
  EXPECT_EQ(hops.answer(), (values{0, 2, 2, 0}));
  EXPECT_GT(hops.own_clock(), 0.0);
  const contestant edges = peer.kernel("edges", "edge-betweenness-hops", {}, unchanged, 2);
  edges.run();
  EXPECT_EQ(edges.answer(), (values{3, 4, 3}));
  EXPECT_THROW(peer.kernel("none", "no-such-kernel", {}, unchanged).run(), error);
}

// Two triangles with an edge between them: each a cluster, modularity 2 (3/7 - 1/4).
const input two_triangles{.family = "file",
                          .name = "two triangles",
                          .vertices = 6,
                          .edges = {{0, 1}, {0, 2}, {1, 2}, {3, 4}, {3, 5}, {4, 5}, {2, 3}},
                          .lengths = {1, 1, 1, 1, 1, 1, 1}};

TEST(Leidenalg, StatesTheModularityBeforeTheLabels) {
  if (!leidenalg_peer::available()) GTEST_SKIP() << "leidenalg is not there";
  const leidenalg_peer peer(two_triangles);
  const contestant leiden = peer.kernel("leiden", "leiden", {"iterations=-1", "seed=1"}, [](values numbers) { return numbers; });
  leiden.run();
  const values found = leiden.answer();
  ASSERT_EQ(found.size(), 7U);
  EXPECT_NEAR(found[0], 2 * (3.0 / 7 - 0.25), 1e-12);
  EXPECT_EQ(found[1], found[3]);
  EXPECT_NE(found[1], found[4]);
  EXPECT_EQ(found[4], found[6]);
}

TEST(ScikitLearn, PartsTwoTrianglesAtTheirBridge) {
  if (!sklearn_peer::available()) GTEST_SKIP() << "scikit-learn is not there";
  const sklearn_peer peer(two_triangles);
  const contestant spectral =
      peer.kernel("spectral", "spectral", {"clusters=2", "seed=1"}, [](values numbers) { return numbers; });
  spectral.run();
  const values found = spectral.answer();
  ASSERT_EQ(found.size(), 6U);
  EXPECT_EQ(found[0], found[2]);
  EXPECT_NE(found[2], found[3]);
  EXPECT_EQ(found[3], found[5]);
}

TEST(Igraph, StatesTheModularityOfItsClusters) {
  if (!igraph_peer::available()) GTEST_SKIP() << "igraph is not there";
  const auto found = igraph_peer(igraph_edges(two_triangles)).leiden(2, 1);
  EXPECT_NEAR(found.stated, 2 * (3.0 / 7 - 0.25), 1e-12);
  ASSERT_EQ(found.labels.size(), 6U);
  EXPECT_EQ(found.labels[0], found.labels[2]);
  EXPECT_NE(found.labels[2], found.labels[3]);
}

TEST(PythonPeer, APackageThatIsNotThereIsAbsentAndSaysSoWhenAsked) {
  const python_package nothing{"nothing", "no_such_peer.py"};
  EXPECT_EQ(python_peer::version(nothing), "not asked for");
  EXPECT_FALSE(python_peer::available(nothing));
  EXPECT_EQ(python_peer::version(nothing), "absent");
  EXPECT_THROW(python_peer(nothing, two_triangles), error);
}

TEST(Families, WithoutIsolatedVerticesTheEdgesStay) {
  const input on{.family = "file", .name = "gaps", .vertices = 7, .edges = {{1, 3}, {3, 6}, {1, 6}}, .lengths = {5, 6, 7}};
  const input dense = without_isolated(on);
  EXPECT_EQ(dense.vertices, 3U);
  EXPECT_EQ(dense.lengths, on.lengths);
  const std::vector<std::pair<vertex_id, vertex_id>> expected{{0, 1}, {1, 2}, {0, 2}};
  for (std::size_t e = 0; e < expected.size(); ++e) {
    const auto [u, v] = dense.edges.at(e);
    EXPECT_EQ(std::pair(u, v), expected[e]);
  }
  EXPECT_EQ(dense.name, "gaps");
}

TEST(Families, APlantedGraphHasACommunityForEachVertex) {
  const planted_input planted = make_lfr(2000);
  EXPECT_EQ(planted.communities.label.size(), planted.on.vertices);
  EXPECT_GT(planted.communities.clusters, 9U);
  std::size_t within = 0;
  for (const auto& [u, v] : planted.on.edges) within += planted.communities.label[u] == planted.communities.label[v] ? 1U : 0U;
  EXPECT_NEAR(static_cast<double>(within) / static_cast<double>(planted.on.edges.size()), 0.6, 0.03);
}

TEST(Families, EachInputIsSimpleAndAboutAsLargeAsAsked) {
  for (const std::string& family : family_names()) {
    const input on = make_input(family, 4096);
    EXPECT_GT(on.edges.size(), 1500U) << family;
    EXPECT_LT(on.edges.size(), 8200U) << family;
    EXPECT_EQ(on.lengths.size(), on.edges.size()) << family;
    std::set<std::pair<vertex_id, vertex_id>> pairs;
    for (const auto& [u, v] : on.edges) {
      EXPECT_NE(u, v) << family;
      EXPECT_TRUE(pairs.insert(std::minmax(u, v)).second) << family;
    }
    for (const std::int64_t length : on.lengths) EXPECT_TRUE(length >= 1 && length <= 100) << family;
  }
}

}  // namespace
}  // namespace coopgraph::bench
