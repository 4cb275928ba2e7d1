// SPDX-License-Identifier: BSL-1.0
#include "clustering/region_growth.hpp"
#include "clustering/region_problem.hpp"
#include "clustering/region_search.hpp"
#include "clustering/region_starts.hpp"
#include "clustering/region_watch.hpp"

#include <coopgraph/clustering/max_p_regions.hpp>
#include <coopgraph/core/error.hpp>
#include <coopgraph/core/random.hpp>

#include <algorithm>
#include <array>
#include <numeric>
#include <vector>

namespace coopgraph::detail {
namespace {

constexpr unsigned trees_of_a_start = 12;
constexpr unsigned trees_of_a_group = 6;
constexpr std::size_t most_regions_of_a_group = 6;
constexpr unsigned passes_without_gain = 3;
constexpr std::array tree_kinds{tree_kind::walk, tree_kind::alike, tree_kind::any};

/// Regions at the floor, as many as are found.
class region_grower {
 public:
  region_grower(const region_problem& problem, random_stream& random, const region_watch& watch)
      : problem_(problem), random_(random), watch_(watch), growth_(problem, random) {}
  [[nodiscard]] region_start grow(std::uint32_t bound) {
    plant();
    for (unsigned idle = 0; idle < passes_without_gain && count() < bound;) idle = divide_groups(bound) ? 0 : idle + 1;
    return {label_, count()};
  }

 private:
  [[nodiscard]] std::uint32_t count() const { return static_cast<std::uint32_t>(members_.size()); }

  /// The best of some trees over all units.
  void plant() {
    std::vector<vertex_id> all(problem_.units);
    std::iota(all.begin(), all.end(), vertex_id{0});
    std::uint32_t most = 0;
    for (unsigned tree = 0; tree < trees_of_a_start; ++tree) {
      watch_.check_stop();
      growth_.grow(all, tree_kinds[tree % tree_kinds.size()]);
      const std::uint32_t regions = growth_.cut_to_floor(problem_.units);
      if (regions <= most) continue;
      most = regions;
      label_.resize(problem_.units);
      for (std::size_t i = 0; i < label_.size(); ++i) label_[growth_.order()[i]] = growth_.label()[i];
    }
    members_.assign(most, {});
    amount_.assign(most, 0);
    for (vertex_id u = 0; u < problem_.units; ++u) {
      members_[label_[u]].push_back(u);
      amount_[label_[u]] += problem_.amount[u];
    }
  }

  /// From each region a group of neighbouring regions is gathered until they have the floor once more than they are; if a tree
  /// over them has a region more, they become these. Where it has as many, the surplus has moved, and that may help the next.
  bool divide_groups(std::uint32_t bound) {
    const std::uint32_t before = count();
    std::vector<std::uint32_t> order(before);
    std::iota(order.begin(), order.end(), 0U);
    shuffle(std::span(order), random_);
    for (const std::uint32_t first : order) {
      watch_.check_stop();
      if (count() >= bound) break;
      gather(first);
      divide();
    }
    return count() > before;
  }

  void gather(std::uint32_t first) {
    group_.assign(1, first);
    std::int64_t amount = amount_[first];
    const auto enough = [&] { return amount / problem_.floor > static_cast<std::int64_t>(group_.size()); };
    while (group_.size() < most_regions_of_a_group && !enough()) {
      std::uint32_t drawn = 0;
      std::uint32_t choices = 0;
      for (const std::uint32_t r : group_)
        for (const vertex_id u : members_[r])
          for (const vertex_id v : problem_.neighbours_of(u)) {
            if (std::find(group_.begin(), group_.end(), label_[v]) != group_.end()) continue;
            if (random_.below(++choices) == 0) drawn = label_[v];
          }
      if (choices == 0) return;
      group_.push_back(drawn);
      amount += amount_[drawn];
    }
  }

  void divide() {
    units_.clear();
    for (const std::uint32_t r : group_) units_.insert(units_.end(), members_[r].begin(), members_[r].end());
    if (units_.size() <= group_.size()) return;
    std::uint32_t regions = 0;
    for (unsigned tree = 0; tree < trees_of_a_group && regions <= group_.size(); ++tree) {
      growth_.grow(units_, tree_kinds[tree % tree_kinds.size()]);
      regions = growth_.cut_to_floor(group_.size() + 1);
    }
    if (regions < group_.size()) return;
    for (; group_.size() < regions; members_.emplace_back(), amount_.push_back(0)) group_.push_back(count());
    for (const std::uint32_t r : group_) {
      members_[r].clear();
      amount_[r] = 0;
    }
    for (std::size_t i = 0; i < units_.size(); ++i) {
      const vertex_id u = growth_.order()[i];
      const std::uint32_t r = group_[growth_.label()[i]];
      label_[u] = r;
      members_[r].push_back(u);
      amount_[r] += problem_.amount[u];
    }
  }

  const region_problem& problem_;
  random_stream& random_;
  const region_watch& watch_;
  region_growth growth_;
  std::vector<std::uint32_t> label_;
  std::vector<std::vector<vertex_id>> members_;
  std::vector<std::int64_t> amount_;
  std::vector<std::uint32_t> group_;
  std::vector<vertex_id> units_;
};

void check(const max_p_regions_options& options) {
  if (options.starts == 0) throw option_error("max_p_regions", "starts", "0", "1 or more");
  if (options.tabu_patience == 0) throw option_error("max_p_regions", "tabu_patience", "0", "1 or more");
}

/// Starts, those with fewer regions than the best without theirs.
std::vector<region_start> grown_starts(thread_pool& pool, const region_problem& problem, const max_p_regions_options& options,
                                       const execution& stoppable, std::uint32_t bound) {
  std::vector<region_start> starts(options.starts);
  parallel_for(pool, starts.size(), 1, [&](index_range range) {
    const region_watch watch(stoppable);
    for (std::size_t i = range.first; i < range.last; ++i) {
      random_stream random(options.seed, "max-p growth", i);
      starts[i] = region_grower(problem, random, watch).grow(bound);
    }
  });
  std::uint32_t most = 0;
  for (const region_start& start : starts) most = std::max(most, start.regions);
  for (region_start& start : starts)
    if (start.regions < most) start.label.clear();
  return starts;
}

}  // namespace

contiguous_regions max_p_regions_of(const undirected_view& contiguity, const unit_attributes& attributes,
                                    const max_p_regions_options& options) {
  check(options);
  const region_demand demand{"max_p_regions", {}, &options.floor, options.standardize, options.islands, &options.run};
  const region_problem problem = make_region_problem(contiguity, attributes, demand);
  if (auto refusal = proven_infeasible(problem, demand)) return *refusal;

  thread_pool pool(options.run);
  const execution stoppable{.threads = 1, .stop = options.run.stop};
  const std::uint32_t bound = most_clusters(problem);
  pool.set_progress_range(0.0, 0.3);
  const std::vector<region_start> starts = grown_starts(pool, problem, options, stoppable, bound);
  const tabu_limits limits{std::min(options.tabu_length, problem.units / 4), options.tabu_patience};
  pool.set_progress_range(0.3, 1.0);
  const auto [best, best_start] = best_of_starts(pool, options.starts, [&](std::size_t i) {
    const region_start& start = starts[i];
    if (start.label.empty()) return start;
    const region_watch watch(stoppable);
    random_stream random(options.seed, "max-p search", i);
    region_search search(problem, start.label, start.regions, random, watch);
    search_by_tabu(search, limits);
    return region_start{search.labels(), start.regions, search.value(), search.examined()};
  });

  contiguous_regions result = describe_regions(problem, best.label, region_dissimilarity::squared_euclidean);
  result.bound = bound;
  result.seed = options.seed;
  result.starts = options.starts;
  result.best_start = best_start;
  result.examined = best.examined;
  pool.finish_progress();
  return result;
}

}  // namespace coopgraph::detail
