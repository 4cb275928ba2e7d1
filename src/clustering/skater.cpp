// SPDX-License-Identifier: BSL-1.0
#include "clustering/region_problem.hpp"
#include "clustering/region_tree.hpp"
#include "clustering/region_watch.hpp"

#include <coopgraph/clustering/skater.hpp>

namespace coopgraph::detail {

contiguous_regions skater_of(const undirected_view& contiguity, const unit_attributes& attributes,
                             const skater_options& options) {
  region_watch watch(options.run);
  const region_demand demand{"skater", options.clusters, &options.floor, options.standardize, options.islands, &options.run};
  const region_problem problem = make_region_problem(contiguity, attributes, demand);
  if (auto refusal = proven_infeasible(problem, demand)) return *refusal;

  const auto forest = minimum_spanning_forest_of(problem, options.dissimilarity, watch);
  const auto labels = cut_forest(problem, forest, options.clusters, options.dissimilarity, watch);
  contiguous_regions result = describe_regions(problem, labels, options.dissimilarity);
  note_missing_clusters(result, demand);
  watch.finish();
  return result;
}

}  // namespace coopgraph::detail
