// SPDX-License-Identifier: BSL-1.0
#include "clustering/region_problem.hpp"
#include "clustering/region_watch.hpp"
#include "clustering/ward_linkage.hpp"

#include <coopgraph/clustering/ward_spatial.hpp>

namespace coopgraph::detail {

ward_spatial_result ward_spatial_of(const undirected_view& contiguity, const unit_attributes& attributes,
                                    const ward_spatial_options& options) {
  region_watch watch(options.run);
  const region_demand demand{"ward_spatial", options.clusters, nullptr, options.standardize, options.islands, &options.run};
  const region_problem problem = make_region_problem(contiguity, attributes, demand);
  ward_spatial_result result;
  result.tree = ward_tree(problem, watch);
  if (auto refusal = proven_infeasible(problem, demand)) {
    result.regions = *refusal;
  } else {
    const partition labels = cut_at_count(result.tree, options.clusters);
    result.regions = describe_regions(problem, labels.label, region_dissimilarity::squared_euclidean);
    watch.finish();
  }
  return result;
}

}  // namespace coopgraph::detail
