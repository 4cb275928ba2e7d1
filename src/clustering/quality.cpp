// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/clustering/quality.hpp>

#include <coopgraph/core/error.hpp>
#include <coopgraph/core/text.hpp>
#include <coopgraph/graph/components.hpp>

#include "clustering/partition_sums.hpp"

#include <algorithm>
#include <cmath>
#include <type_traits>

namespace coopgraph::detail {
namespace partition_measures {

double pairs_within(const partition& clusters, std::span<const double> sizes) {
  if (sizes.empty()) {
    std::vector<std::uint64_t> members(clusters.clusters, 0);
    for (const std::uint32_t c : clusters.label) ++members[c];
    std::uint64_t pairs = 0;  // below n^2 / 2 = 2^63
    for (const std::uint64_t n : members) pairs += n == 0 ? 0 : n * (n - 1) / 2;
    return static_cast<double>(pairs);
  }
  std::vector<compensated_sum> members(clusters.clusters);
  for (std::size_t v = 0; v < clusters.label.size(); ++v) members[clusters.label[v]] += sizes[v];
  compensated_sum pairs;
  for (const compensated_sum& sum : members) {
    const auto n = static_cast<double>(sum);
    pairs += n * (n - 1.0) / 2.0;
  }
  return static_cast<double>(pairs);
}

void check_partition(const char* function, const partition& clusters, std::size_t vertices) {
  if (clusters.label.size() != vertices)
    throw input_error(function, "number of labels", to_text(clusters.label.size()), to_text(vertices) + ", one for each vertex");
  for (std::size_t v = 0; v < vertices; ++v)
    if (clusters.label[v] >= clusters.clusters)
      throw input_error(function, "label of vertex " + to_text(v), to_text(clusters.label[v]),
                        "below " + to_text(clusters.clusters) + ", the number of clusters");
}

void check_strengths(const char* function, const edge_strengths* strengths, std::size_t edges) {
  if (strengths == nullptr) return;
  check_size(function, *strengths, edges);
  double sum = 0.0;
  for (edge_id e = 0; e < edges; ++e) {
    const double strength = (*strengths)[e];
    if (strength < 0.0) throw input_error(function, "strengths", to_text(strength) + " at edge " + to_text(e), "strengths >= 0");
    sum += strength;
  }
  if (!strengths->is_exact() && !std::isfinite(2.0 * sum))
    throw input_error(function, "strengths", "a sum beyond the range of a double", "strengths whose sum is below 8.9e307");
}

void check_resolution(const char* function, double resolution) {
  if (!(resolution > 0.0 && std::isfinite(resolution)))
    throw option_error(function, "resolution", to_text(resolution), "a finite number above 0");
}

void check_node_sizes(const char* function, std::span<const double> sizes, std::size_t vertices) {
  if (sizes.empty()) return;
  if (sizes.size() != vertices)
    throw option_error(function, "number of node_sizes", to_text(sizes.size()),
                       to_text(vertices) + ", one for each vertex, or none");
  for (std::size_t v = 0; v < vertices; ++v)
    if (!(sizes[v] >= 0.0 && std::isfinite(sizes[v])))
      throw option_error(function, "node_sizes", to_text(sizes[v]) + " at vertex " + to_text(v), "finite numbers >= 0");
}

}  // namespace partition_measures

namespace {

using namespace partition_measures;

template <class Number>
[[nodiscard]] bool is_zero(const Number& sum) {
  return value(sum) == 0.0;
}

/// a / b, or nothing if b is 0.
[[nodiscard]] std::optional<double> share(double a, double b) { return b > 0.0 ? std::optional<double>(a / b) : std::nullopt; }

template <direction D, class Number>
[[nodiscard]] double modularity_from(const partition_sums<Number>& sums, double resolution) {
  if (is_zero(sums.internal) && is_zero(sums.cut)) return 0.0;
  return value(sums.internal) / joined(sums.internal, sums.cut) - resolution * expected_share<D>(sums);
}

template <class Number>
[[nodiscard]] double strength_of(const partition_sums<Number>& sums, const Number& sum) {
  if constexpr (std::is_same_v<Number, int128>)
    return times(sum, sums.unit);
  else
    return value(sum);
}

template <direction D, class Number>
[[nodiscard]] double constant_potts_from(const char* function, const partition_sums<Number>& sums, const partition& clusters,
                                         const cpm_options& options) {
  const double pairs = (D == direction::undirected ? 1.0 : 2.0) * pairs_within(clusters, options.node_sizes);
  if (!std::isfinite(pairs))
    throw option_error(function, "node_sizes", "sizes whose squares are beyond the range of a double",
                       "sizes of clusters whose squares add up to below 1.8e308");
  const double quality = strength_of(sums, sums.internal) - options.resolution * pairs;
  if (!std::isfinite(quality))
    throw option_error(function, "resolution", to_text(options.resolution),
                       "values that keep the quality within the range of a double");
  return quality;
}

template <direction D>
double modularity_in(const csr_view<D>& graph, const edge_strengths* strengths, const partition& clusters,
                     const modularity_options& options) {
  check_resolution("modularity", options.resolution);
  check_partition("modularity", clusters, graph.vertices());
  check_strengths("modularity", strengths, graph.edges());
  return with_sums(graph, strengths, clusters, [&](const auto& sums) { return modularity_from<D>(sums, options.resolution); });
}

void check_cpm(const char* function, const cpm_options& options, std::size_t vertices) {
  check_resolution(function, options.resolution);
  check_node_sizes(function, options.node_sizes, vertices);
}

template <direction D>
double constant_potts_in(const csr_view<D>& graph, const edge_strengths* strengths, const partition& clusters,
                         const cpm_options& options) {
  check_cpm("constant_potts", options, graph.vertices());
  check_partition("constant_potts", clusters, graph.vertices());
  check_strengths("constant_potts", strengths, graph.edges());
  return with_sums(graph, strengths, clusters,
                   [&](const auto& sums) { return constant_potts_from<D>("constant_potts", sums, clusters, options); });
}

/// Counts the vertices of each cluster and its parts: a set of vertices that edges within join is one.
template <direction D>
void count_members(const csr_view<D>& graph, const partition& clusters, std::vector<cluster_quality>& into) {
  vertex_sets sets(graph.vertices());
  for (edge_id e = 0; e < graph.edges(); ++e)
    if (clusters.label[graph.source[e]] == clusters.label[graph.target[e]]) sets.join(graph.source[e], graph.target[e]);
  for (vertex_id v = 0; v < graph.vertices(); ++v) {
    cluster_quality& cluster = into[clusters.label[v]];
    ++cluster.vertices;
    if (sets.root(v) == v) ++cluster.parts;
  }
}

/// The strength at all vertices outside of each cluster: vol(rest).
template <class Number>
[[nodiscard]] std::vector<double> volumes_of_rest(const std::vector<Number>& volumes) {
  std::vector<double> rest(volumes.size(), 0.0);
  if constexpr (std::is_same_v<Number, int128>) {
    int128 all = 0;
    for (const int128 volume : volumes) all += volume;
    for (std::size_t c = 0; c < rest.size(); ++c) rest[c] = value(all - volumes[c]);
  } else {  // those before and those after it: a difference of rounded sums could be nothing but rounding
    compensated_sum before;
    for (std::size_t c = 0; c < rest.size(); ++c) {
      rest[c] = value(before);
      before += volumes[c];
    }
    compensated_sum after;
    for (std::size_t c = rest.size(); c-- > 0;) {
      rest[c] += value(after);
      after += volumes[c];
    }
  }
  return rest;
}

/// Strengths and shares of each cluster. In shares the unit cancels.
template <direction D, class Number>
void fill_strengths(const partition_sums<Number>& sums, std::vector<cluster_quality>& into) {
  using number = std::conditional_t<std::is_same_v<Number, int128>, int128, double>;
  std::vector<number> volumes;
  for (const cluster_sums<Number>& of : sums.clusters)
    volumes.push_back(2 * number(of.internal) + number(of.leaving) + number(of.entering));  // undirected: none is entering
  const std::vector<double> rest = volumes_of_rest(volumes);
  for (std::size_t c = 0; c < into.size(); ++c) {
    const cluster_sums<Number>& of = sums.clusters[c];
    into[c].internal = strength_of(sums, of.internal);
    into[c].leaving = strength_of(sums, of.leaving);
    into[c].entering = D == direction::undirected ? into[c].leaving : strength_of(sums, of.entering);
    into[c].conductance = share(joined(of.leaving, of.entering), std::min(value(volumes[c]), rest[c]));
    if constexpr (D == direction::undirected) {
      into[c].supply_containment = into[c].demand_containment = share(2.0 * value(of.internal), value(volumes[c]));
    } else {
      into[c].supply_containment = share(value(of.internal), joined(of.internal, of.leaving));
      into[c].demand_containment = share(value(of.internal), joined(of.internal, of.entering));
    }
  }
}

void sum_up(partition_quality_result& result) {
  compensated_sum conductances;
  double defined = 0.0;
  for (const cluster_quality& c : result.clusters) {
    if (c.parts > 1) ++result.disconnected;
    if (!c.conductance) continue;
    conductances += *c.conductance;
    defined += 1.0;
    result.worst_conductance = std::max(result.worst_conductance.value_or(0.0), *c.conductance);
  }
  result.mean_conductance = share(value(conductances), defined);
}

template <direction D>
partition_quality_result quality_in(const csr_view<D>& graph, const edge_strengths* strengths, const partition& clusters,
                                    const partition_quality_options& options) {
  constexpr const char* name = "partition_quality";
  check_resolution(name, options.modularity.resolution);
  check_cpm(name, options.cpm, graph.vertices());
  check_partition(name, clusters, graph.vertices());
  check_strengths(name, strengths, graph.edges());
  partition_quality_result result;
  result.clusters.resize(clusters.clusters);
  count_members(graph, clusters, result.clusters);
  with_sums(graph, strengths, clusters, [&](const auto& sums) {
    result.modularity = modularity_from<D>(sums, options.modularity.resolution);
    result.constant_potts = constant_potts_from<D>(name, sums, clusters, options.cpm);
    auto total = sums.internal;
    total += static_cast<std::conditional_t<std::is_same_v<decltype(total), int128>, int128, double>>(sums.cut);
    result.total = strength_of(sums, total);
    result.cut = strength_of(sums, sums.cut);
    result.coverage = share(value(sums.internal), value(total));
    fill_strengths<D>(sums, result.clusters);
  });
  sum_up(result);
  if (strengths != nullptr && !strengths->is_exact()) {
    result.ties = ties::approximate;
    result.why_approximate = strengths->why_approximate();
  }
  return result;
}

}  // namespace

double modularity_of(const undirected_view& graph, const edge_strengths* strengths, const partition& clusters,
                     const modularity_options& options) {
  return modularity_in(graph, strengths, clusters, options);
}
double modularity_of(const directed_view& graph, const edge_strengths* strengths, const partition& clusters,
                     const modularity_options& options) {
  return modularity_in(graph, strengths, clusters, options);
}

double constant_potts_of(const undirected_view& graph, const edge_strengths* strengths, const partition& clusters,
                         const cpm_options& options) {
  return constant_potts_in(graph, strengths, clusters, options);
}
double constant_potts_of(const directed_view& graph, const edge_strengths* strengths, const partition& clusters,
                         const cpm_options& options) {
  return constant_potts_in(graph, strengths, clusters, options);
}

partition_quality_result partition_quality_of(const undirected_view& graph, const edge_strengths* strengths,
                                              const partition& clusters, const partition_quality_options& options) {
  return quality_in(graph, strengths, clusters, options);
}
partition_quality_result partition_quality_of(const directed_view& graph, const edge_strengths* strengths,
                                              const partition& clusters, const partition_quality_options& options) {
  return quality_in(graph, strengths, clusters, options);
}

}  // namespace coopgraph::detail
