// SPDX-License-Identifier: BSL-1.0
// The search below its front: the gains that it adds up are those that the quality has risen by.
#include "clustering/leiden_engine.hpp"
#include "clustering/leiden_null_models.hpp"
#include "clustering/leiden_numbers.hpp"

#include <coopgraph/graph/generators.hpp>

#include "clustering/clustering_kit.hpp"
#include "support/graphs.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <numeric>
#include <span>
#include <vector>

namespace {

using namespace coopgraph;
using namespace coopgraph::detail::leiden_search;
using narrow = one_factor<std::uint32_t, std::uint32_t, std::int64_t>;
using wide = one_factor<std::int64_t, std::int64_t, int128>;

// Modularity at resolution 1, of edges that count once each, by whatever gives their ends.
template <class NullModel>
level<NullModel> level_of(const undirected_graph& graph) {
  const auto view = graph.view();
  const std::size_t n = view.vertices();
  level<NullModel> made;
  made.ties.offset.assign(1, 0);
  made.null.per_tie = static_cast<typename NullModel::score>(2 * view.edges());
  made.null.per_pair = 1;
  for (vertex_id v = 0; v < n; ++v) {
    for (const vertex_id u : view.out.targets_of(v))
      if (u != v) made.ties.target.push_back(u);
    made.ties.offset.push_back(made.ties.target.size());
    made.null.factor.push_back(static_cast<std::uint32_t>(view.out.degree(v)));
  }
  return made;
}

// 2m sum over C of (edges within C), minus half the sum of k(C)^2: what a move changes it by is its gain. Twice that, to be
// whole.
std::int64_t twice_worth_of(const undirected_view& graph, std::span<const vertex_id> label) {
  std::vector<std::int64_t> strength(label.size(), 0);
  std::int64_t within = 0;
  for (edge_id e = 0; e < graph.edges(); ++e) {
    ++strength[label[graph.source[e]]];
    ++strength[label[graph.target[e]]];
    within += label[graph.source[e]] == label[graph.target[e]] ? 1 : 0;
  }
  std::int64_t squares = 0;
  for (const std::int64_t k : strength) squares += k * k;
  return 4 * static_cast<std::int64_t>(graph.edges()) * within - squares;
}

template <class NullModel>
void expect_gains_to_add_up(const undirected_graph& graph, const search_options& options) {
  thread_pool pool({.threads = 2});
  const auto finest = level_of<NullModel>(graph);
  std::vector<vertex_id> label(finest.vertices());
  std::iota(label.begin(), label.end(), vertex_id{0});
  const std::int64_t before = twice_worth_of(graph.view(), label);
  const auto outcome = search(pool, finest, options).run(label);
  EXPECT_EQ(static_cast<std::int64_t>(2 * outcome.gain), twice_worth_of(graph.view(), label) - before);
  EXPECT_GT(outcome.gain, 0);
}

TEST(LeidenEngine, AddsUpItsGainsToWhatTheQualityHasRisenBy) {
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    random_stream random(seed, "leiden engine");
    const auto graph = kit::undirected(kit::random_multigraph(random, direction::undirected, 40, 70));
    expect_gains_to_add_up<narrow>(graph, {.theta = 1.0, .max_iterations = 3, .seed = seed});
    expect_gains_to_add_up<wide>(graph, {.theta = 1.0, .max_iterations = 3, .seed = seed});
  }
}

TEST(LeidenEngine, AddsThemUpAlsoWhereMovesAreProposedInParallel) {
  const auto graph = rmat({.scale = 13, .edge_factor = 20, .loops = true, .parallel_edges = true, .seed = 1});
  for (const unsigned hasty : {0U, 2U})
    expect_gains_to_add_up<narrow>(graph, {.theta = 100.0, .max_iterations = 2, .hasty_iterations = hasty, .seed = 5});
}

TEST(LeidenEngine, FindsTheSameWithNarrowAndWithWideNumbers) {
  const auto graph = rmat({.scale = 13, .edge_factor = 12, .seed = 2});
  thread_pool pool({.threads = 1});
  const search_options options{.theta = 100.0, .max_iterations = 2, .seed = 9};
  std::vector<vertex_id> by_narrow(graph.view().vertices());
  std::iota(by_narrow.begin(), by_narrow.end(), vertex_id{0});
  auto by_wide = by_narrow;
  const auto a = level_of<narrow>(graph);
  const auto b = level_of<wide>(graph);
  EXPECT_EQ(search(pool, a, options).run(by_narrow).gain, search(pool, b, options).run(by_wide).gain);
  EXPECT_EQ(by_narrow, by_wide);
}

TEST(LeidenEngine, LeavesNoVertexThatGainsOnceItMovesNone) {
  const auto graph = rmat({.scale = 13, .edge_factor = 20, .seed = 4});  // so many that moves are proposed in parallel
  thread_pool pool({.threads = 2});
  const auto on = level_of<narrow>(graph);
  std::vector<vertex_id> label(on.vertices());
  std::iota(label.begin(), label.end(), vertex_id{0});
  int rounds = 0;
  while (local_moving<narrow>(pool, on, label, 0).run(0).moves != 0) ASSERT_LT(++rounds, 100);
  EXPECT_GT(rounds, 1);
  std::vector<std::int64_t> sum(on.vertices(), 0);
  for (std::size_t v = 0; v < on.vertices(); ++v) sum[label[v]] += on.null.factor[v];
  for (vertex_id v = 0; v < on.vertices(); ++v) {
    const std::int64_t k = on.null.factor[v];
    std::vector<std::int64_t> ties(on.vertices(), 0);
    on.ties.each(v, [&](vertex_id u, std::uint32_t w) { ties[label[u]] += w; });
    const std::int64_t stay = on.null.per_tie * ties[label[v]] - k * (sum[label[v]] - k);
    ASSERT_GE(stay, 0) << v;
    on.ties.each(v, [&](vertex_id u, std::uint32_t) {
      if (label[u] != label[v]) {
        ASSERT_LE(on.null.per_tie * ties[label[u]] - k * sum[label[u]], stay) << v;
      }
    });
  }
}

using set = std::uint32_t;

std::int64_t between(const kit::pair_table& t, set a, set b) {
  std::int64_t sum = 0;
  for (std::size_t u = 0; u < t.vertices(); ++u)
    for (std::size_t v = 0; v < t.vertices(); ++v)
      if ((a >> u & 1U) != 0 && (b >> v & 1U) != 0) sum += t.value[u][v];
  return sum;
}

// Whether part comes about as the paper says: a well connected vertex, which other well connected ones join without loss, one by
// one, as long as what they join is well connected to the rest of the cluster.
bool comes_about(const kit::pair_table& t, set part, set cluster) {
  const auto well_connected = [&](set s) { return between(t, s, cluster & ~s) >= 0; };
  std::vector<bool> good(std::size_t{part} + 1, false);
  for (set s = 1; s <= part; ++s) {
    if ((s & part) != s) continue;
    if ((s & (s - 1)) == 0) good[s] = true;
    for (set v = 1; v <= s && (s & (s - 1)) != 0; v <<= 1U)
      if ((s & v) != 0 && good[s & ~v] && well_connected(v) && well_connected(s & ~v) && between(t, v, s & ~v) >= 0)
        good[s] = true;
  }
  return good[part];
}

TEST(LeidenEngine, RefinesByMergersOfWhatIsWellConnectedAlone) {
  thread_pool pool({.threads = 1});
  int merged = 0;
  int kept_out = 0;
  for (std::uint64_t round = 0; round < 20'000; ++round) {
    random_stream random(12, "refinement", round);
    const std::size_t n = 3 + random.below(6);
    const auto list = kit::random_multigraph(random, direction::undirected, n, n + random.below(2 * n));
    const auto graph = kit::undirected(list);
    const auto table = kit::modularity_table(list, std::vector<std::int64_t>(list.edges.size(), 1));
    std::vector<vertex_id> label(n);  // any clusters, good or bad
    for (vertex_id& c : label) c = static_cast<vertex_id>(random.below(2));
    const std::size_t clusters = number_anew(label, n);
    const auto on = level_of<narrow>(graph);
    const double theta = static_cast<double>(random.below(3)) * 10.0;
    const auto refined = refinement<narrow>(on, label, clusters, theta, round).run(pool);
    for (std::size_t c = 0; c < clusters; ++c)
      for (std::size_t p = 0; p < refined.parts; ++p) {
        set cluster = 0;
        set part = 0;
        for (std::size_t v = 0; v < n; ++v) {
          if (label[v] == c) cluster |= set{1} << v;
          if (refined.part[v] == p) part |= set{1} << v;
        }
        if ((part & cluster) == 0) continue;
        ASSERT_EQ(part & ~cluster, 0u) << "round " << round;
        ASSERT_TRUE(comes_about(table, part, cluster)) << "round " << round;
        merged += (part & (part - 1)) != 0 ? 1 : 0;
        kept_out += part != cluster && between(table, part, cluster & ~part) < 0 ? 1 : 0;
      }
  }
  EXPECT_GT(merged, 5000);
  EXPECT_GT(kept_out, 5000);
}

TEST(LeidenNumbers, AreExactWhereTheyFitAndCloseWhereTheyDoNot) {
  using namespace coopgraph::detail;
  const auto exact = to_whole(edge_strengths::from({0.1, 0.2, 0.0}), 51);
  EXPECT_EQ(exact.numerator, (std::vector<std::int64_t>{1, 2, 0}));
  EXPECT_EQ(exact.sum, 3);
  EXPECT_DOUBLE_EQ(exact.unit, 0.1);
  const auto rounded = to_whole(edge_strengths::rounded({1e-300, 1e300, 0.0, 3e300}, "to test"), 51);
  EXPECT_EQ(rounded.numerator[0], 1);  // above 0 stays above 0
  EXPECT_EQ(rounded.numerator[2], 0);
  EXPECT_EQ(rounded.numerator[3], 3 * rounded.numerator[1]);
  EXPECT_LE(rounded.sum, int128{1} << 51);

  const auto six_fifths = modularity_scale(1.2, 154);
  EXPECT_TRUE(six_fifths.per_tie == 154 * 5 && six_fifths.per_pair == 6);
  for (const double gamma : {1e-9, 0.3333333333333333, 1.0, 3.141592653589793, 1e5, 1e300, 1e-300}) {
    const auto close = modularity_scale(gamma, (std::int64_t{1} << 51) - 1);
    EXPECT_GT(close.per_pair, 0);
    const double ratio = to_double(close.per_pair) / to_double(close.per_tie) * 0x1p51;
    if (gamma > 1e-6 && gamma < 1e6) {
      EXPECT_NEAR(ratio / gamma, 1.0, 1e-6) << gamma;
    }
  }
  const auto potts = potts_scale(0.25, ones(10), ones(5));
  EXPECT_TRUE(potts.per_tie == 4 && potts.per_pair == 1);
  for (const double gamma : {0.1, 1e-200, 1e200}) {
    const auto sizes = to_whole(edge_strengths::rounded({1.5, 2.25}, "to test"), 40);
    const auto close = potts_scale(gamma, rounded, sizes);
    EXPECT_GT(close.per_tie, 0);
    EXPECT_GE(close.per_pair, 0);
    EXPECT_LT(to_double(close.per_pair) * to_double(sizes.sum) * to_double(sizes.sum), 0x1p123);
  }
}

}  // namespace
