// SPDX-License-Identifier: BSL-1.0
// Contiguous regions of attributes: INPUT says who are neighbours, the attributes what they are like.
#include "cli/cluster_methods.hpp"
#include "cli/output.hpp"
#include "cli/vertex_numbers.hpp"

#include <coopgraph/clustering/azp.hpp>
#include <coopgraph/clustering/max_p_regions.hpp>
#include <coopgraph/clustering/p_regions_exact.hpp>
#include <coopgraph/clustering/redcap.hpp>
#include <coopgraph/clustering/skater.hpp>
#include <coopgraph/clustering/ward_spatial.hpp>

#include <utility>

namespace coopgraph::cli {
namespace {

constexpr std::pair<std::string_view, standardization> standardizations[] = {
    {"none", standardization::none}, {"z", standardization::z}, {"range", standardization::range}};
constexpr std::pair<std::string_view, island_policy> island_policies[] = {
    {"keep", island_policy::keep}, {"attach", island_policy::attach_to_nearest_by_attributes}};
constexpr std::pair<std::string_view, region_dissimilarity> dissimilarities[] = {
    {"squared-euclidean", region_dissimilarity::squared_euclidean},
    {"euclidean", region_dissimilarity::euclidean},
    {"manhattan", region_dissimilarity::manhattan}};

std::vector<std::string> columns_of(const cluster_request& r) {
  const std::string& list = r.options.attributes;
  if (list.empty())
    throw usage_error("--by " + r.options.by + " needs attributes: name columns of the node table (attributes of a dataset's " +
                      "actors) by --attributes COLUMN,…");
  std::vector<std::string> columns;
  for (std::size_t at = 0; at <= list.size();) {
    const std::size_t end = std::min(list.find(',', at), list.size());
    columns.push_back(list.substr(at, end - at));
    at = end + 1;
  }
  return columns;
}

unit_attributes attributes_of(const cluster_request& r) {
  const std::vector<std::string> columns = columns_of(r);
  const std::size_t n = r.input.vertices();
  unit_attributes attributes{columns.size(), std::vector<double>(n * columns.size())};
  for (std::size_t c = 0; c < columns.size(); ++c) {
    const auto numbers = read_vertex_numbers(r.input, r.options.common.input, "--attributes", columns[c]);
    for (vertex_id v = 0; v < n; ++v) {
      if (!numbers[v])
        throw usage_error("--attributes: " + printable(r.input.ids[v], 100) + " has no " + printable(columns[c]) +
                          "; allowed: columns with a number for each vertex");
      attributes.values[v * columns.size() + c] = to_double(*numbers[v]);
    }
  }
  return attributes;
}

/// What all these methods are asked with.
template <class Options>
Options asked(const cluster_request& r) {
  Options how;
  how.standardize = value_of("--standardize", r.options.standardize, standardizations);
  how.islands = value_of("--islands", r.options.islands, island_policies);
  how.run = r.run;
  if constexpr (requires { how.clusters; }) how.clusters = r.options.clusters;
  if constexpr (requires { how.floor; }) how.floor = floor_of(r);
  if constexpr (requires { how.seed; }) how.seed = r.options.seed;
  if constexpr (requires { how.starts; })
    if (r.options.starts > 0) how.starts = r.options.starts;
  if constexpr (requires { how.dissimilarity; })
    if (!r.options.dissimilarity.empty())
      how.dissimilarity = value_of("--dissimilarity", r.options.dissimilarity, dissimilarities);
  return how;
}

void write_regions(json_writer& json, const input_graph& input, const contiguous_regions& found, const std::string& attributes) {
  json.key("status").value(name_of(found.status));
  if (found.status != region_status::found) json.key("obstacle").value(name_of(found.obstacle)).key("why").value(found.why);
  json.key("within").value(found.within).key("between").value(found.between).key("total").value(found.total);
  json.key("optimal").value(found.optimal);
  if (found.bound > 0) json.key("bound").value(found.bound);
  if (found.starts > 0) json.key("starts").value(found.starts).key("best_start").value(found.best_start);
  if (found.examined > 0) json.key("examined").value(found.examined);
  write_ids(json, "islands", input, found.islands);
  json.key("attached").begin_array();
  for (const attached_island& a : found.attached)
    json.begin_object().key("island").value(input.ids[a.island]).key("neighbour").value(input.ids[a.neighbour]).end_object();
  json.end_array().key("attributes").value(attributes).key("constant_columns").begin_array();
  for (const std::uint32_t c : found.constant_columns) json.value(c);
  json.end_array();
}

clustered regions(const cluster_request& r, contiguous_regions found) {
  clustered c{found.partition, found.objective, found.value};
  c.has_answer = found.status == region_status::found;
  if (!c.has_answer) c.notes.push_back(found.why);
  c.notes.push_back("sums of squares: within " + to_text(found.within) + ", between " + to_text(found.between) + ", total " +
                    to_text(found.total) + (found.optimal ? "; proven to be the best" : ""));
  if (!found.islands.empty())
    c.notes.push_back(count_of(found.islands.size(), "island is", "islands are") + " a region each: without neighbours");
  c.members = [found = std::move(found), &r](json_writer& json) { write_regions(json, r.input, found, r.options.attributes); };
  return c;
}

const undirected_graph& neighbours_of(const cluster_request& r) { return undirected_input(r, "neighbours"); }

}  // namespace

clustered by_skater(const cluster_request& r) {
  auto how = asked<skater_options>(r);
  how.clusters = clusters_of(r);
  return regions(r, skater(neighbours_of(r), attributes_of(r), how));
}

clustered by_redcap(const cluster_request& r) {
  constexpr std::pair<std::string_view, redcap_order> orders[] = {{"first", redcap_order::first}, {"full", redcap_order::full}};
  constexpr std::pair<std::string_view, redcap_linkage> linkages[] = {
      {"single", redcap_linkage::single}, {"average", redcap_linkage::average}, {"complete", redcap_linkage::complete}};
  auto how = asked<redcap_options>(r);
  how.clusters = clusters_of(r);
  how.order = value_of("--order", r.options.order, orders);
  how.linkage = value_of("--linkage", r.options.linkage, linkages);
  return regions(r, redcap(neighbours_of(r), attributes_of(r), how));
}

clustered by_ward_spatial(const cluster_request& r) {
  auto how = asked<ward_spatial_options>(r);
  how.clusters = clusters_of(r);
  const ward_spatial_result found = ward_spatial(neighbours_of(r), attributes_of(r), how);
  clustered c = regions(r, found.regions);
  c.members = [of_regions = std::move(c.members), tree = found.tree](json_writer& json) {
    of_regions(json);
    write_dendrogram(json, tree);
  };
  return c;
}

clustered by_max_p(const cluster_request& r) {
  return regions(r, max_p_regions(neighbours_of(r), attributes_of(r), asked<max_p_regions_options>(r)));
}

clustered by_azp(const cluster_request& r) {
  constexpr std::pair<std::string_view, azp_method> azp_methods[] = {{"greedy", azp_method::greedy}, {"tabu", azp_method::tabu}};
  auto how = asked<azp_options>(r);
  how.clusters = clusters_of(r);
  how.method = value_of("--azp", r.options.azp, azp_methods);
  return regions(r, azp(neighbours_of(r), attributes_of(r), how));
}

clustered by_p_regions(const cluster_request& r) {
  return regions(r, p_regions_exact(neighbours_of(r), attributes_of(r), asked<p_regions_exact_options>(r)));
}

}  // namespace coopgraph::cli
