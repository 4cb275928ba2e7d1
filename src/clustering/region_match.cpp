// SPDX-License-Identifier: BSL-1.0
#include "clustering/bipartite_matching.hpp"
#include "clustering/contingency.hpp"

#include <coopgraph/clustering/region_match.hpp>
#include <coopgraph/core/error.hpp>
#include <coopgraph/core/parallel.hpp>
#include <coopgraph/core/rational.hpp>
#include <coopgraph/core/text.hpp>

#include <algorithm>
#include <utility>

namespace coopgraph {
namespace {

using detail::lists;
using detail::tally;

constexpr const char* function = "match_regions";

/// What both sides hold, in the two directions.
struct sides {
  const partition& found;
  lists members;  // by region
  lists regions;  // by vertex
};

void check(const partition& found, const cover& regions, const region_match_options& options) {
  detail::check_partition(function, "found", found);
  detail::check_cover(function, "regions", regions);
  if (found.label.size() != regions.vertices)
    throw input_error(function, "regions", "of " + to_text(regions.vertices) + " vertices",
                      "as many as `found` has, " + to_text(found.label.size()));
  detail::check_least_degree(function, options.least_degree);
}

void count_overlaps(const sides& s, const thread_pool& pool, region_match_result& result) {
  const std::size_t clusters = s.found.clusters;
  result.overlaps.resize(clusters);
  result.cluster_members.assign(clusters, 0);
  result.in_no_region.assign(clusters, 0);
  for (std::size_t v = 0; v < s.found.label.size(); ++v) {
    ++result.cluster_members[s.found.label[v]];
    if (s.regions[v].empty()) ++result.in_no_region[s.found.label[v]];
  }
  tally shared(clusters);
  for (std::uint32_t r = 0; r < s.members.size(); ++r) {
    if (r % 64 == 0) pool.check_stop();
    result.region_members.push_back(static_cast<std::uint32_t>(s.members[r].size()));
    for (const std::uint32_t v : s.members[r]) shared.add(s.found.label[v]);
    for (const std::uint32_t c : shared.seen()) result.overlaps[c].push_back({r, shared[c]});
    shared.clear();
  }
}

/// Members of either, who share some.
std::uint64_t members_of_either(const region_match_result& result, std::size_t cluster, const region_overlap& shared) {
  return std::uint64_t{result.cluster_members[cluster]} + result.region_members[shared.region] - shared.members;
}

/// The nearest counterpart so far, compared exactly.
class nearest {
 public:
  void offer(std::uint32_t index, std::uint32_t shared, std::uint32_t of_cluster, std::uint32_t of_region) {
    const std::uint64_t either = std::uint64_t{of_cluster} + of_region - shared;
    if (int128{shared} * either_ <= int128{shared_} * either) return;
    shared_ = shared;
    either_ = either;
    const auto x = static_cast<double>(shared);
    best_ = {index, x / of_cluster, x / of_region, x / static_cast<double>(either)};
  }
  [[nodiscard]] const best_counterpart& best() const noexcept { return best_; }

 private:
  std::uint64_t shared_ = 0;
  std::uint64_t either_ = 1;
  best_counterpart best_;
};

void find_nearest(region_match_result& result) {
  std::vector<nearest> of_region(result.region_members.size());
  for (std::uint32_t c = 0; c < result.overlaps.size(); ++c) {
    nearest of_cluster;
    for (const region_overlap& shared : result.overlaps[c]) {
      of_cluster.offer(shared.region, shared.members, result.cluster_members[c], result.region_members[shared.region]);
      of_region[shared.region].offer(c, shared.members, result.cluster_members[c], result.region_members[shared.region]);
    }
    result.best_region.push_back(of_cluster.best());
  }
  for (const nearest& n : of_region) result.best_cluster.push_back(n.best());
}

void match(match_by by, const thread_pool& pool, region_match_result& result) {
  detail::matching_weights pairs;
  pairs.columns = result.region_members.size();
  for (std::size_t c = 0; c < result.overlaps.size(); ++c) {
    for (const region_overlap& shared : result.overlaps[c]) {
      pairs.column.push_back(shared.region);
      const double jaccard = shared.members / static_cast<double>(members_of_either(result, c, shared));
      pairs.weight.push_back(by == match_by::members ? std::int64_t{shared.members}
                                                     : static_cast<std::int64_t>(jaccard * 0x1p48));
    }
    pairs.offset.push_back(pairs.column.size());
  }
  result.region_of = detail::heaviest_matching(pairs, pool);
  result.cluster_of.assign(pairs.columns, no_cluster);
  for (std::uint32_t c = 0; c < result.region_of.size(); ++c)
    if (result.region_of[c] != no_cluster) result.cluster_of[result.region_of[c]] = c;
}

void find_movers(const sides& s, region_match_result& result) {
  for (vertex_id v = 0; v < s.found.label.size(); ++v) {
    const std::uint32_t cluster = s.found.label[v];
    const std::uint32_t own = result.region_of[cluster];
    const auto regions = s.regions[v];
    const bool stays = own != no_cluster && std::binary_search(regions.begin(), regions.end(), own);
    const std::size_t before = result.movers.size();
    for (const std::uint32_t r : regions)
      if (r != own && result.cluster_of[r] != no_cluster)
        result.movers.push_back({v, result.movers.size() == before && !stays ? cluster : no_cluster, r});
    const bool goes = result.movers.size() > before;
    if (!goes && !stays && own != no_cluster)
      result.movers.push_back({v, cluster, regions.empty() ? no_cluster : regions.front()});
    if (result.movers.size() > before) ++result.moved;
  }
}

void find_unions(region_match_result& result) {
  result.made_of.resize(result.region_members.size());
  std::vector<std::uint64_t> covered(result.region_members.size(), 0);
  for (std::uint32_t c = 0; c < result.overlaps.size(); ++c)
    for (const auto& [region, members] : result.overlaps[c])
      if (members == result.cluster_members[c]) {
        covered[region] += members;
        result.made_of[region].push_back(c);
      }
  for (std::size_t r = 0; r < covered.size(); ++r)
    if (covered[r] != result.region_members[r]) result.made_of[r].clear();
}

void find_nested(const sides& s, const thread_pool& pool, region_match_result& result) {
  result.within.resize(s.members.size());
  tally shared(s.members.size());
  for (std::uint32_t r = 0; r < s.members.size(); ++r) {
    pool.check_stop();
    for (const std::uint32_t v : s.members[r])
      for (const std::uint32_t other : s.regions[v]) shared.add(other);
    for (const std::uint32_t other : shared.seen())
      if (other != r && shared[other] == s.members[r].size()) result.within[r].push_back(other);
    std::sort(result.within[r].begin(), result.within[r].end());
    shared.clear();
  }
}

}  // namespace

region_match_result match_regions(const partition& found, const cover& regions, const region_match_options& options) {
  check(found, regions, options);
  execution alone = options.run;
  alone.threads = 1;
  thread_pool pool(alone);
  lists members = detail::members_of(regions, options.least_degree);
  lists by_vertex = detail::inverse_of(members, regions.vertices);
  const sides s{found, std::move(members), std::move(by_vertex)};
  region_match_result result;
  count_overlaps(s, pool, result);
  find_nearest(result);
  match(options.by, pool, result);
  find_movers(s, result);
  find_unions(result);
  find_nested(s, pool, result);
  pool.finish_progress();
  return result;
}

}  // namespace coopgraph
