// SPDX-License-Identifier: BSL-1.0
#include "support/bench.hpp"
#include "support/timing.hpp"

#include <coopgraph/clustering/leiden.hpp>
#include <coopgraph/clustering/quality.hpp>
#include <coopgraph/core/error.hpp>

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace coopgraph::bench {

namespace {

constexpr const char* two_iterations = "igraph leiden, 2 iterations";
constexpr const char* until_stable = "igraph leiden, until stable";
constexpr const char* by_leidenalg = "leidenalg, 2 iterations";

// Clusters of different programs differ. What is compared is whether what each says of its own is so: {1} if it is.
std::vector<double> holds(bool so) { return {so ? 1.0 : 0.0}; }

/// What a program found.
struct findings {
  std::map<std::uint64_t, double> modularities;  // by seed
  std::uint64_t edge_visits = 0;

  [[nodiscard]] double middle() const {
    std::vector<double> all;
    for (const auto& [seed, modularity] : modularities) all.push_back(modularity);
    return median(std::move(all));
  }
};

/// A program on one graph; `with_seed` makes the contestant, whose answer adds to the findings.
struct program {
  std::string name;
  std::function<contestant(std::uint64_t seed)> with_seed;
  std::shared_ptr<findings> found = std::make_shared<findings>();
};

program ours(const undirected_graph& graph, leiden_preset preset) {
  program one{.name = "ours", .with_seed = {}};
  one.with_seed = [&graph, preset, found = one.found](std::uint64_t seed) {
    return entrant(
        "ours", [&graph, preset, seed] { return leiden(graph, {.preset = preset, .seed = seed, .run = {.threads = 1}}); },
        [&graph, seed, found](const leiden_result& r) {
          const auto quality = partition_quality(graph, r.partition);
          found->modularities[seed] = quality.modularity;
          found->edge_visits = r.edge_visits;
          return holds(std::abs(quality.modularity - r.modularity) <= 1e-12 && quality.disconnected == 0);
        });
  };
  return one;
}

/// What a peer made, and what it says that it is worth.
std::vector<double> judged(const undirected_graph& graph, const std::vector<std::uint32_t>& labels, double stated,
                           double& recomputed) {
  if (labels.size() != graph.vertices()) return holds(false);
  recomputed = modularity(graph, make_partition(labels));
  return holds(std::abs(recomputed - stated) <= 1e-9);
}

program igraphs(const undirected_graph& graph, const igraph_peer& g, int iterations) {
  program one{.name = iterations < 0 ? until_stable : two_iterations, .with_seed = {}};
  one.with_seed = [&graph, g, iterations, name = one.name, found = one.found](std::uint64_t seed) {
    return entrant(
        name, [g, iterations, seed] { return g.leiden(iterations, seed); },
        [&graph, seed, found](const igraph_clusters& r) { return judged(graph, r.labels, r.stated, found->modularities[seed]); });
  };
  return one;
}

program leidenalgs(const undirected_graph& graph, const leidenalg_peer& l) {
  program one{.name = by_leidenalg, .with_seed = {}};
  one.with_seed = [&graph, l, name = one.name, found = one.found](std::uint64_t seed) {
    return l.kernel(name, "leiden", {"iterations=2", option_text("seed", static_cast<double>(seed))},
                    [&graph, seed, found](const std::vector<double>& numbers) {
                      std::vector<std::uint32_t> labels;
                      for (std::size_t i = 1; i < numbers.size(); ++i) labels.push_back(static_cast<std::uint32_t>(numbers[i]));
                      return numbers.empty() ? holds(false) : judged(graph, labels, numbers[0], found->modularities[seed]);
                    });
  };
  return one;
}

/// GVE-Louvain, which is no package: its time by that of igraph's two iterations on such a graph, and what it reached.
struct louvain {
  double factor = 1;
  double share = 1;                       ///< of the modularity that those iterations reach
  std::optional<double> modularity = {};  ///< in place of it where the graph is the very same
};

/// Both presets against the peers on one graph.
class course {
 public:
  /// Medians are over so many seeds.
  course(side_by_side& harness, const input& on, std::size_t seeds)
      : harness_(harness), on_(on), graph_(on.vertices, on.edges), seeds_(harness.full_size() ? seeds : 1) {}

  [[nodiscard]] double size() const { return static_cast<double>(on_.vertices + on_.edges.size()); }
  /// By `run`.
  [[nodiscard]] double visits(const std::string& kernel) const { return visits_.at(kernel); }

  void run(const std::optional<louvain>& reference) {
    // A peer that would take too long is not even given the graph.
    std::vector<program> peers;
    if (igraph_peer::available()) {
      const igraph_peer g{igraph_edges(on_)};
      peers.push_back(igraphs(graph_, g, 2));
      if (!harness_.would_take_too_long("leiden-best", on_, until_stable)) peers.push_back(igraphs(graph_, g, -1));
    }
    if (harness_.wanted("leiden-best") && leidenalg_peer::available() &&
        !harness_.would_take_too_long("leiden-best", on_, by_leidenalg))
      peers.push_back(leidenalgs(graph_, leidenalg_peer(on_)));
    if (harness_.wanted("leiden-best")) race_best(peers);
    if (harness_.wanted("leiden-fast")) race_fast(peers, reference);
  }

  void more_threads(const std::string& kernel, leiden_preset preset) {
    harness_.more_threads(
        kernel, on_, bound::arithmetic,
        [&](unsigned threads) {
          return entrant(
              "ours", [this, preset, threads] { return leiden(graph_, {.preset = preset, .run = {.threads = threads}}); },
              [](const leiden_result& r) {
                std::vector<double> all(r.partition.label.begin(), r.partition.label.end());
                all.push_back(r.quality);
                return all;
              });
        },
        1.6);
  }

 private:
  void race_best(const std::vector<program>& peers) {
    const program best = ours(graph_, leiden_preset::best);
    std::vector<contestant> rivals;
    for (const program& peer : peers) rivals.push_back(peer.with_seed(1));
    race_options options{.tolerance = 0};
    if (harness_.full_size()) options.required = 1.0, options.required_of = two_iterations;
    harness_.race("leiden-best", on_, best.with_seed(1), rivals, options);

    std::optional<double> reached;
    for (const program& peer : peers) {
      const auto middle = median_modularity("leiden-best", peer);
      if (middle) reached = std::max(reached.value_or(*middle), *middle);
    }
    note("leiden-best", best, reached);
  }

  void race_fast(const std::vector<program>& peers, const std::optional<louvain>& reference) {
    const program fast = ours(graph_, leiden_preset::fast);
    std::vector<contestant> rivals;
    for (const program& peer : peers)
      if (peer.name == two_iterations) rivals.push_back(as_raced(peer));
    harness_.race("leiden-fast", on_, fast.with_seed(1), rivals, {.tolerance = 0});

    std::optional<double> reached;
    if (reference) {
      const auto required = harness_.full_size() ? std::optional(0.5) : std::nullopt;
      harness_.refer("leiden-fast", on_, "GVE-Louvain", two_iterations, reference->factor, required);
      reached = reference->modularity;
      for (const program& peer : peers)
        if (!reached && peer.name == two_iterations && !peer.found->modularities.empty())
          reached = reference->share * peer.found->middle();
    }
    note("leiden-fast", fast, reached);
  }

  /// One that lasts is not run a second time: its clock tells what it took in the race before.
  [[nodiscard]] contestant as_raced(const program& one) const {
    const auto seconds = raced_seconds("leiden-best", one.name);
    if (!seconds || *seconds < 5) return one.with_seed(1);
    return {.name = one.name,
            .run = [] {},
            .answer = [] { return holds(true); },
            .forget = [] {},
            .own_clock = [s = *seconds] { return s; }};
  }

  /// Seconds of a program in the race on this graph, if it took part.
  [[nodiscard]] std::optional<double> raced_seconds(const std::string& kernel, const std::string& who) const {
    for (const race_result& r : harness_.races())
      if (r.kernel == kernel && r.input == on_.name && r.peer == who) return r.peer_s;
    return std::nullopt;
  }

  /// Over the seeds; over the race's own alone where a run takes more than 10 s. Nothing if the program did not race.
  [[nodiscard]] std::optional<double> median_modularity(const std::string& kernel, const program& one) {
    if (one.found->modularities.empty()) return std::nullopt;
    const std::size_t seeds = raced_seconds(kernel, one.name).value_or(0) > 10 ? 1 : seeds_;
    for (std::uint64_t seed = 2; seed <= seeds; ++seed) {
      const contestant again = one.with_seed(seed);
      again.run();
      if (again.answer() != holds(true)) throw error(one.name + " on " + on_.name + ": it is not what it says that it is");
      again.forget();
    }
    const std::size_t runs = one.found->modularities.size();
    harness_.tell(kernel, on_, "modularity, " + one.name + ", seeds: " + std::to_string(runs), one.found->middle());
    return one.found->middle();
  }

  /// `reached`: the modularity, by others, that ours is held against.
  void note(const std::string& kernel, const program& one, const std::optional<double>& reached) {
    visits_[kernel] = static_cast<double>(one.found->edge_visits);
    harness_.tell(kernel, on_, "edge visits by edges", visits_[kernel] / static_cast<double>(on_.edges.size()));
    const auto middle = median_modularity(kernel, one);
    if (middle && reached) harness_.count_at_least(kernel, on_, "modularity, by what others reach", *middle, *reached - 0.0005);
  }

  side_by_side& harness_;
  const input& on_;
  undirected_graph graph_;
  std::size_t seeds_;
  std::map<std::string, double> visits_;
};

void races(side_by_side& harness) {
  const std::vector<std::string> kernels{"leiden-best", "leiden-fast"};
  if (std::none_of(kernels.begin(), kernels.end(), [&](const std::string& kernel) { return harness.wanted(kernel); })) return;
  {
    const planted_input planted = make_lfr(harness.full_size() ? 100'000 : 4000);
    course on(harness, planted.on, 10);
    on.run(louvain{.factor = 1 / 6.55});
    on.more_threads("leiden-best", leiden_preset::best);
  }
  harness.for_each_input(load::linear, "file", [&](const input& file) {
    if (file.name == "file debdeps") course(harness, file, 10).run(louvain{.factor = 1 / 7.25, .modularity = 0.6886});
  });

  // Of scales 14, 16 and 18; then 20.
  std::map<std::string, std::vector<growth_point>> visits;
  const auto on_rmat = [&](const input& rmat, std::size_t seeds, const std::optional<louvain>& reference, bool with_threads) {
    course on(harness, rmat, seeds);
    on.run(reference);
    if (with_threads) on.more_threads("leiden-best", leiden_preset::best);
    if (with_threads) on.more_threads("leiden-fast", leiden_preset::fast);
    for (const std::string& kernel : kernels)
      if (harness.wanted(kernel)) visits[kernel].push_back({on.size(), on.visits(kernel)});
  };
  const std::size_t asked = std::size_t{1} << (harness.full_size() ? 24 : 17);
  on_rmat(make_input("r-mat", asked / 64), 3, std::nullopt, false);
  on_rmat(make_input("r-mat", asked / 16), 3, std::nullopt, false);
  on_rmat(make_input("r-mat", asked / 4), 10, louvain{.factor = 1 / 17.3, .share = 0.0833 / 0.0895}, true);
  const input small = harness.full_size() ? input() : make_input("r-mat", asked);
  const input& large = harness.full_size() ? harness.large_rmat() : small;
  on_rmat(large, 3, louvain{.factor = 1 / 13.5, .share = 0.0735 / 0.0816}, false);
  for (const auto& [kernel, points] : visits)
    if (const auto exponent = fitted_exponent(points)) harness.count(kernel, large, "exponent of edge visits", *exponent, 1.1);
}
const registration part("leiden", races);

void bm_leiden(benchmark::State& state) {
  const input on = make_input("r-mat", static_cast<std::size_t>(state.range(0)));
  const undirected_graph graph(on.vertices, on.edges);
  std::uint64_t visits = 0;
  for (auto _ : state) visits = leiden(graph, {.preset = leiden_preset::fast, .run = {.threads = 1}}).edge_visits;
  state.counters["visits/edge"] = static_cast<double>(visits) / static_cast<double>(on.edges.size());
}
BENCHMARK(bm_leiden)->RangeMultiplier(8)->Range(1 << 12, 1 << 18)->Unit(benchmark::kMillisecond);

}  // namespace

}  // namespace coopgraph::bench
