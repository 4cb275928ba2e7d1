// SPDX-License-Identifier: BSL-1.0
#include "clustering/region_growth.hpp"
#include "clustering/region_problem.hpp"
#include "clustering/region_search.hpp"
#include "clustering/region_starts.hpp"
#include "clustering/region_tree.hpp"
#include "clustering/region_watch.hpp"
#include "clustering/ward_linkage.hpp"

#include <coopgraph/clustering/azp.hpp>
#include <coopgraph/core/dendrogram.hpp>
#include <coopgraph/core/error.hpp>
#include <coopgraph/core/random.hpp>
#include <coopgraph/core/text.hpp>

#include <algorithm>
#include <array>
#include <numeric>
#include <vector>

namespace coopgraph::detail {
namespace {

bool reach_floor(const region_problem& problem, const std::vector<std::uint32_t>& label, std::size_t regions) {
  std::vector<std::int64_t> amount(regions, 0);
  std::vector<bool> exempt(regions, false);
  for (std::size_t u = 0; u < problem.units; ++u) {
    amount[label[u]] += problem.amount[u];
    if (problem.component_size[problem.component[u]] == 1) exempt[label[u]] = true;
  }
  for (std::size_t r = 0; r < regions; ++r)
    if (amount[r] < problem.floor && !exempt[r]) return false;
  return true;
}

class start_maker {
 public:
  start_maker(const region_problem& problem, std::size_t clusters) : problem_(problem), clusters_(clusters) {}

  [[nodiscard]] std::vector<std::uint32_t> make(std::size_t start, random_stream& random, region_watch& watch) const {
    std::vector<std::uint32_t> label;
    if (start == 0) label = by_merging(watch);
    if (start == 1) label = by_cutting(watch);
    if (label.empty()) label = by_chance(random, watch);
    return label;
  }

 private:
  [[nodiscard]] std::vector<std::uint32_t> by_merging(region_watch& watch) const {
    partition found = cut_at_count(ward_tree(problem_, watch), clusters_);
    if (!reach_floor(problem_, found.label, found.clusters)) return {};
    return std::move(found.label);
  }
  [[nodiscard]] std::vector<std::uint32_t> by_cutting(region_watch& watch) const {
    constexpr auto squared = region_dissimilarity::squared_euclidean;
    auto label = cut_forest(problem_, minimum_spanning_forest_of(problem_, squared, watch), clusters_, squared, watch);
    if (make_partition(label).clusters != clusters_) return {};
    return label;
  }
  [[nodiscard]] std::vector<std::uint32_t> by_chance(random_stream& random, region_watch& watch) const {
    std::vector<vertex_id> all(problem_.units);
    std::iota(all.begin(), all.end(), vertex_id{0});
    region_growth growth(problem_, random);
    constexpr std::array kinds{tree_kind::any, tree_kind::alike, tree_kind::walk};
    // Few of a large map: there, what a tree cannot do another can hardly.
    const std::size_t most_trees = std::clamp<std::size_t>(200'000 / std::max<std::size_t>(problem_.units, 1), 5, 100);
    for (std::size_t tree = 0; tree < most_trees; ++tree) {
      watch.check_stop();
      growth.grow(all, kinds[random.below(kinds.size())]);
      if (growth.cut_to_floor(clusters_) != clusters_) continue;
      std::vector<std::uint32_t> label(problem_.units);
      for (std::size_t i = 0; i < label.size(); ++i) label[growth.order()[i]] = growth.label()[i];
      return label;
    }
    return {};
  }

  const region_problem& problem_;
  std::size_t clusters_;
};

void check(const azp_options& options) {
  if (options.starts == 0) throw option_error("azp", "starts", "0", "1 or more");
  if (options.tabu_patience == 0) throw option_error("azp", "tabu_patience", "0", "1 or more");
}

/// What came nearest: as many regions as any start had.
contiguous_regions without_start(const region_problem& problem, const region_demand& demand, region_watch& watch) {
  constexpr auto squared = region_dissimilarity::squared_euclidean;
  const auto forest = minimum_spanning_forest_of(problem, squared, watch);
  contiguous_regions result = describe_regions(problem, cut_forest(problem, forest, *demand.clusters, squared, watch), squared);
  note_missing_clusters(result, demand);
  return result;
}

}  // namespace

contiguous_regions azp_of(const undirected_view& contiguity, const unit_attributes& attributes, const azp_options& options) {
  check(options);
  const region_demand demand{"azp", options.clusters, &options.floor, options.standardize, options.islands, &options.run};
  const region_problem problem = make_region_problem(contiguity, attributes, demand);
  if (auto refusal = proven_infeasible(problem, demand)) return *refusal;

  thread_pool pool(options.run);
  const execution stoppable{.threads = 1, .stop = options.run.stop};
  const start_maker starts(problem, options.clusters);
  const tabu_limits limits{std::min(options.tabu_length, problem.units / 4), options.tabu_patience};
  const auto [best, best_start] = best_of_starts(pool, options.starts, [&](std::size_t start) {
    region_watch watch(stoppable);
    random_stream random(options.seed, "azp", start);
    region_start found{starts.make(start, random, watch)};
    if (found.label.empty()) return found;
    region_search search(problem, found.label, static_cast<std::uint32_t>(options.clusters), random, watch);
    if (options.method == azp_method::greedy)
      search.descend();
    else
      search_by_tabu(search, limits);
    return region_start{search.labels(), 0, search.value(), search.examined()};
  });

  region_watch watch(stoppable);
  contiguous_regions result = best.label.empty() ? without_start(problem, demand, watch)
                                                 : describe_regions(problem, best.label, region_dissimilarity::squared_euclidean);
  result.seed = options.seed;
  result.starts = options.starts;
  result.best_start = best_start;
  result.examined = best.examined;
  pool.finish_progress();
  return result;
}

}  // namespace coopgraph::detail
