// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/clustering/azp.hpp>
#include <coopgraph/clustering/contiguous_regions.hpp>
#include <coopgraph/clustering/max_p_regions.hpp>
#include <coopgraph/clustering/p_regions_exact.hpp>
#include <coopgraph/clustering/redcap.hpp>
#include <coopgraph/clustering/skater.hpp>
#include <coopgraph/clustering/ward_spatial.hpp>
#include <coopgraph/core/execution.hpp>
#include <coopgraph/graph/graph.hpp>

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

/// All methods of contiguous regions, to be called alike.
namespace coopgraph::kit {

/// What the options of all methods hold.
struct region_request {
  std::size_t clusters = 0;
  region_floor floor = {};
  standardization standardize = standardization::z;
  island_policy islands = island_policy::keep;
  execution run = {.threads = 1};
};

struct region_method {
  std::string name;
  bool takes_clusters = true;
  bool takes_floor = true;
  double bound = 0.0;  // by how much of the total the sum of squares may be above the least, as its comment says
  std::function<contiguous_regions(const undirected_graph&, const unit_attributes&, const region_request&)> run = {};
};

inline region_method redcap_method(redcap_order order, redcap_linkage linkage) {
  return {"redcap", true, true, 0.7, [order, linkage](const auto& g, const auto& a, const region_request& d) {
            return redcap(g, a,
                          {.clusters = d.clusters,
                           .floor = d.floor,
                           .order = order,
                           .linkage = linkage,
                           .standardize = d.standardize,
                           .islands = d.islands,
                           .run = d.run});
          }};
}

inline region_method azp_way(const char* name, azp_method way, unsigned starts, double bound) {
  return {name, true, true, bound, [way, starts](const auto& g, const auto& a, const region_request& d) {
            return azp(g, a,
                       {.clusters = d.clusters,
                        .floor = d.floor,
                        .method = way,
                        .starts = starts,
                        .standardize = d.standardize,
                        .islands = d.islands,
                        .run = d.run});
          }};
}

/// `starts`: of those that use chance.
inline std::vector<region_method> all_methods(unsigned starts) {
  std::vector<region_method> all;
  all.push_back(
      {"skater", true, true, 0.7, [](const auto& g, const auto& a, const region_request& d) {
         return skater(
             g, a, {.clusters = d.clusters, .floor = d.floor, .standardize = d.standardize, .islands = d.islands, .run = d.run});
       }});
  for (const auto order : {redcap_order::first, redcap_order::full})
    for (const auto linkage : {redcap_linkage::single, redcap_linkage::average, redcap_linkage::complete})
      all.push_back(redcap_method(order, linkage));
  all.push_back({"ward_spatial", true, false, 0.7, [](const auto& g, const auto& a, const region_request& d) {
                   return ward_spatial(g, a,
                                       {.clusters = d.clusters, .standardize = d.standardize, .islands = d.islands, .run = d.run})
                       .regions;
                 }});
  all.push_back(azp_way("azp", azp_method::greedy, starts, 0.5));
  all.push_back(azp_way("azp", azp_method::tabu, starts, 0.25));
  all.push_back({"max_p_regions", false, true, 0.25, [starts](const auto& g, const auto& a, const region_request& d) {
                   return max_p_regions(
                       g, a,
                       {.floor = d.floor, .starts = starts, .standardize = d.standardize, .islands = d.islands, .run = d.run});
                 }});
  return all;
}

inline region_method exact() {
  return {"p_regions_exact", true, true, 0.0, [](const auto& g, const auto& a, const region_request& d) {
            return p_regions_exact(
                g, a,
                {.clusters = d.clusters, .floor = d.floor, .standardize = d.standardize, .islands = d.islands, .run = d.run});
          }};
}

inline std::vector<region_method> with_exact(unsigned starts) {
  std::vector<region_method> all = all_methods(starts);
  all.push_back(exact());
  return all;
}

}  // namespace coopgraph::kit
