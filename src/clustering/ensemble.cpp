// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/clustering/ensemble.hpp>
#include <coopgraph/clustering/quality.hpp>
#include <coopgraph/core/error.hpp>
#include <coopgraph/core/parallel.hpp>
#include <coopgraph/core/random.hpp>
#include <coopgraph/core/text.hpp>

#include "clustering/partition_sums.hpp"
#include "clustering/resampling.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace coopgraph::detail {
namespace {

constexpr const char* name = "leiden_ensemble";

void check_options(const ensemble_options& options) {
  const auto refuse = [](const char* parameter, double value, const char* allowed) {
    throw option_error(name, parameter, to_text(value), allowed);
  };
  if (options.runs == 0) refuse("runs", 0, "1 or more");
  if (!(options.threshold >= 0.0 && options.threshold < 1.0)) refuse("threshold", options.threshold, "[0, 1)");
  if (!(options.core > 0.0 && options.core <= 1.0)) refuse("core", options.core, "(0, 1]");
  if (options.max_rounds == 0) refuse("max_rounds", 0, "1 or more");
}

/// The objective of the runs, on the graph as it was given.
template <direction D>
[[nodiscard]] double quality_of(const csr_view<D>& graph, const edge_strengths& strengths, const partition& p,
                                const leiden_options& options) {
  if (options.objective == leiden_objective::modularity)
    return modularity_of(graph, &strengths, p, modularity_options{options.resolution});
  return constant_potts_of(graph, &strengths, p, cpm_options{options.resolution, options.node_sizes});
}

/// The runs of one ensemble, and those of each round of the search for the consensus.
template <direction D>
class ensemble_search {
 public:
  ensemble_search(const csr_view<D>& graph, const edge_strengths& strengths, const ensemble_options& options, thread_pool& pool)
      : graph_(graph), strengths_(strengths), options_(options), pool_(pool) {}

  [[nodiscard]] std::uint64_t seed_of(const char* purpose, std::uint64_t item) const {
    return random_stream(options_.seed, purpose, item).bits();
  }

  [[nodiscard]] std::vector<partition> run_members() {
    return run_each([&](std::size_t i) {
      if (options_.resampling == ensemble_resampling::none) return search(strengths_, seed_of("ensemble", i));
      random_stream random(options_.seed, "ensemble resampling", i);
      return search(resampled(strengths_, options_.resampling, random), seed_of("ensemble", i));
    });
  }

  [[nodiscard]] std::vector<double> qualities(const std::vector<partition>& runs) {
    std::vector<double> found(runs.size());
    pool_.for_each_chunk(runs.size(),
                         [&](std::size_t i) { found[i] = quality_of(graph_, strengths_, runs[i], options_.leiden); });
    return found;
  }

  void agree(std::vector<partition> runs, ensemble_result& result) {
    double progress = 0.5;
    for (; result.rounds < options_.max_rounds && !all_equal(runs); ++result.rounds) {
      pool_.set_progress_range(progress, (1.0 + progress) / 2.0);
      progress = (1.0 + progress) / 2.0;
      const edge_strengths damped = multiplied(strengths_, shared_often(runs), options_.runs);
      runs = run_each(
          [&](std::size_t i) { return search(damped, seed_of("consensus", std::uint64_t{result.rounds} * options_.runs + i)); });
    }
    result.converged = all_equal(runs);
    const std::vector<double> found = qualities(runs);
    const auto best = std::max_element(found.begin(), found.end()) - found.begin();
    result.consensus = std::move(runs[static_cast<std::size_t>(best)]);
    result.quality = found[static_cast<std::size_t>(best)];
  }

 private:
  [[nodiscard]] static bool all_equal(const std::vector<partition>& runs) {
    return std::all_of(runs.begin(), runs.end(), [&](const partition& p) { return p == runs[0]; });
  }

  template <class Search>
  [[nodiscard]] std::vector<partition> run_each(const Search& one) {
    std::vector<partition> found(options_.runs);
    pool_.for_each_chunk(found.size(), [&](std::size_t i) { found[i] = one(i); });
    return found;
  }

  [[nodiscard]] partition search(const edge_strengths& strengths, std::uint64_t seed) const {
    leiden_options options = options_.leiden;
    options.seed = seed;
    options.run = {1, options_.run.stop, {}};
    return leiden_of(graph_, &strengths, options).partition;
  }

  /// By edge: in how many runs its ends are together, 0 where that is too seldom.
  [[nodiscard]] std::vector<std::int64_t> shared_often(const std::vector<partition>& runs) {
    std::vector<std::int64_t> count(graph_.edges(), 0);
    parallel_for(pool_, graph_.edges(), 8192, [&](const index_range& range) {
      for (const partition& p : runs)
        for (std::size_t e = range.first; e < range.last; ++e)
          count[e] += p.label[graph_.source[e]] == p.label[graph_.target[e]] ? 1 : 0;
    });
    // A vertex without an edge that is shared often keeps the one that it shares most, of equal ones the strongest.
    std::vector<edge_id> most(graph_.vertices(), no_edge);
    const auto prefer = [&](vertex_id v, edge_id e) {
      edge_id& best = most[v];
      if (best == no_edge || count[e] > count[best] || (count[e] == count[best] && strengths_[e] > strengths_[best])) best = e;
    };
    const auto counts_for_others = [&](edge_id e) { return graph_.source[e] != graph_.target[e] && strengths_[e] > 0.0; };
    for (edge_id e = 0; e < graph_.edges(); ++e)
      if (counts_for_others(e)) {
        prefer(graph_.source[e], e);
        prefer(graph_.target[e], e);
      }
    for (edge_id e = 0; e < graph_.edges(); ++e) {
      const bool often = static_cast<double>(count[e]) / options_.runs > options_.threshold;
      if (!often && most[graph_.source[e]] != e && most[graph_.target[e]] != e) count[e] = 0;
    }
    return count;
  }

  const csr_view<D>& graph_;
  const edge_strengths& strengths_;
  const ensemble_options& options_;
  thread_pool& pool_;
};

/// Members of clusters, and vertices of others that are tied to them.
struct cluster_neighbours {
  std::vector<vertex_id> member;          // by cluster
  std::vector<std::size_t> first_member;  // where those of a cluster begin; one more at the end
  std::vector<vertex_id> outsider;        // by cluster: each vertex that is no member and tied to one, once
  std::vector<std::size_t> first_outsider;
};

/// The vertices sorted by key, each key's in their order: (vertex, key) pairs in order of vertices.
void sort_by_cluster(const std::vector<std::pair<vertex_id, std::uint32_t>>& pairs, std::size_t clusters,
                     std::vector<vertex_id>& sorted, std::vector<std::size_t>& first) {
  first.assign(clusters + 1, 0);
  for (const auto& [v, c] : pairs) ++first[c + std::size_t{1}];
  for (std::size_t c = 0; c < clusters; ++c) first[c + 1] += first[c];
  std::vector<std::size_t> next = first;
  sorted.resize(pairs.size());
  for (const auto& [v, c] : pairs) sorted[next[c]++] = v;
}

template <direction D>
[[nodiscard]] cluster_neighbours neighbours_of_clusters(const csr_view<D>& graph, const partition& p) {
  std::vector<std::pair<vertex_id, std::uint32_t>> inside;
  std::vector<std::pair<vertex_id, std::uint32_t>> outside;
  std::vector<std::uint32_t> tied;
  for (vertex_id v = 0; v < graph.vertices(); ++v) {
    inside.emplace_back(v, p.label[v]);
    tied.clear();
    for (const vertex_id u : graph.out.targets_of(v)) tied.push_back(p.label[u]);
    if constexpr (D == direction::directed)
      for (const vertex_id u : graph.in.targets_of(v)) tied.push_back(p.label[u]);
    std::sort(tied.begin(), tied.end());
    tied.erase(std::unique(tied.begin(), tied.end()), tied.end());
    for (const std::uint32_t c : tied)
      if (c != p.label[v]) outside.emplace_back(v, c);
  }
  cluster_neighbours found;
  sort_by_cluster(inside, p.clusters, found.member, found.first_member);
  sort_by_cluster(outside, p.clusters, found.outsider, found.first_outsider);
  return found;
}

/// How often in all runs a vertex is with members of a cluster: summed over the runs and the members.
struct meetings {
  std::vector<std::uint64_t> of_member;    // by place in cluster_neighbours::member, with the other members
  std::vector<std::uint64_t> of_outsider;  // by place in outsider
};

[[nodiscard]] meetings count_meetings(const std::vector<partition>& runs, const partition& consensus,
                                      const cluster_neighbours& by_cluster, thread_pool& pool) {
  meetings found{std::vector<std::uint64_t>(by_cluster.member.size(), 0),
                 std::vector<std::uint64_t>(by_cluster.outsider.size(), 0)};
  std::size_t most = 0;
  for (const partition& p : runs) most = std::max(most, std::size_t{p.clusters});
  parallel_for(pool, consensus.clusters, consensus.clusters / 64 + 1, [&](const index_range& range) {
    std::vector<std::uint32_t> here(most, 0);  // by cluster of the run: how many of these members are in it
    for (std::size_t c = range.first; c < range.last; ++c) {
      const std::size_t first = by_cluster.first_member[c];
      const std::size_t last = by_cluster.first_member[c + 1];
      for (const partition& p : runs) {
        for (std::size_t at = first; at < last; ++at) ++here[p.label[by_cluster.member[at]]];
        for (std::size_t at = first; at < last; ++at) found.of_member[at] += here[p.label[by_cluster.member[at]]] - 1;
        for (std::size_t at = by_cluster.first_outsider[c]; at < by_cluster.first_outsider[c + 1]; ++at)
          found.of_outsider[at] += here[p.label[by_cluster.outsider[at]]];
        for (std::size_t at = first; at < last; ++at) here[p.label[by_cluster.member[at]]] = 0;
      }
      pool.check_stop();
    }
  });
  return found;
}

template <direction D>
void judge_members(const csr_view<D>& graph, const std::vector<partition>& runs, double core, thread_pool& pool,
                   ensemble_result& result) {
  const cluster_neighbours by_cluster = neighbours_of_clusters(graph, result.consensus);
  const meetings found = count_meetings(runs, result.consensus, by_cluster, pool);
  const auto all_runs = static_cast<double>(runs.size());
  result.members.resize(graph.vertices());
  result.confidence.assign(result.consensus.clusters, 0.0);
  std::vector<std::uint64_t> most(graph.vertices(), 0);  // meetings with next_best
  for (std::uint32_t c = 0; c < result.consensus.clusters; ++c) {
    const std::size_t size = by_cluster.first_member[c + std::size_t{1}] - by_cluster.first_member[c];
    partition_measures::compensated_sum sum;
    for (std::size_t at = by_cluster.first_member[c]; at < by_cluster.first_member[c + std::size_t{1}]; ++at) {
      const vertex_id v = by_cluster.member[at];
      ensemble_member& member = result.members[v];
      member.confidence = size == 1 ? result.together.alone(v) / all_runs
                                    : static_cast<double>(found.of_member[at]) / (all_runs * static_cast<double>(size - 1));
      member.core = member.confidence >= core;
      sum += member.confidence;
    }
    result.confidence[c] = static_cast<double>(sum) / static_cast<double>(size);
    for (std::size_t at = by_cluster.first_outsider[c]; at < by_cluster.first_outsider[c + std::size_t{1}]; ++at) {
      const vertex_id v = by_cluster.outsider[at];
      ensemble_member& member = result.members[v];
      if (found.of_outsider[at] == 0) continue;
      if (member.next_best) {  // more than with that one, member by member?
        const std::uint32_t other = *member.next_best;
        const std::size_t size_of_other = by_cluster.first_member[other + std::size_t{1}] - by_cluster.first_member[other];
        if (int128{found.of_outsider[at]} * size_of_other <= int128{most[v]} * size) continue;
      }
      most[v] = found.of_outsider[at];
      member.next_best = c;
      member.next_share = static_cast<double>(most[v]) / (all_runs * static_cast<double>(size));
    }
  }
}

void describe_qualities(ensemble_result& result) {
  const auto count = static_cast<double>(result.qualities.size());
  partition_measures::compensated_sum sum;
  for (const double q : result.qualities) sum += q / count;
  result.mean_quality = static_cast<double>(sum);
  partition_measures::compensated_sum squares;
  for (const double q : result.qualities) squares += (q - result.mean_quality) * (q - result.mean_quality) / count;
  result.quality_deviation = std::sqrt(static_cast<double>(squares));
}

template <direction D>
ensemble_result ensemble_in(const csr_view<D>& graph, const edge_strengths& strengths, const ensemble_options& options) {
  check_options(options);
  partition_measures::check_strengths(name, &strengths, graph.edges());
  check_resampling(name, strengths, options.resampling);
  thread_pool pool(options.run);
  ensemble_search search(graph, strengths, options, pool);
  ensemble_result result;
  for (unsigned i = 0; i < options.runs; ++i) result.seeds.push_back(search.seed_of("ensemble", i));

  pool.set_progress_range(0.0, 0.5);
  const std::vector<partition> runs = search.run_members();
  result.qualities = search.qualities(runs);
  describe_qualities(result);
  search.agree(runs, result);
  result.modularity = modularity_of(graph, &strengths, result.consensus, modularity_options{});
  result.together = co_assignments(runs);
  judge_members(graph, runs, options.core, pool, result);
  pool.finish_progress();
  return result;
}

}  // namespace

ensemble_result ensemble_of(const undirected_view& graph, const edge_strengths& strengths, const ensemble_options& options) {
  return ensemble_in(graph, strengths, options);
}
ensemble_result ensemble_of(const directed_view& graph, const edge_strengths& strengths, const ensemble_options& options) {
  return ensemble_in(graph, strengths, options);
}

}  // namespace coopgraph::detail
