// SPDX-License-Identifier: BSL-1.0
#include "clustering/contingency.hpp"

#include <coopgraph/clustering/overlapping_compare.hpp>
#include <coopgraph/core/elementary.hpp>
#include <coopgraph/core/error.hpp>
#include <coopgraph/core/parallel.hpp>
#include <coopgraph/core/rational.hpp>
#include <coopgraph/core/text.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
#include <utility>
#include <vector>

namespace coopgraph {
namespace {

using detail::compensated_sum;
using detail::lists;
using detail::tally;

void check(const char* function, const cover& a, const cover& b, const cover_compare_options& options) {
  detail::check_cover(function, "a", a);
  detail::check_cover(function, "b", b);
  if (a.vertices != b.vertices)
    throw input_error(function, "b", "of " + to_text(b.vertices) + " vertices", "as many as a has, " + to_text(a.vertices));
  detail::check_least_degree(function, options.least_degree);
}

// ---- the omega index ----

/// Pairs of vertices by how many clusters of a and how many of b they share.
class pair_counts {
 public:
  void add(std::uint32_t in_a, std::uint32_t in_b, std::uint64_t pairs) {
    if (in_a < few && in_b < few)
      small_[std::size_t{in_a} * few + in_b] += pairs;
    else
      large_[{in_a, in_b}] += pairs;
  }
  void add(const pair_counts& more) {
    for (std::size_t i = 0; i < small_.size(); ++i) small_[i] += more.small_[i];
    for (const auto& [shared, pairs] : more.large_) large_[shared] += pairs;
  }
  template <class Visit>
  void for_each(const Visit& visit) const {
    for (std::uint32_t i = 0; i < small_.size(); ++i)
      if (small_[i] != 0) visit(i / few, i % few, small_[i]);
    for (const auto& [shared, pairs] : large_) visit(shared.first, shared.second, pairs);
  }

 private:
  static constexpr std::uint32_t few = 4;
  std::array<std::uint64_t, std::size_t{few} * few> small_{};
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint64_t> large_;
};

/// Vertices that are in the same clusters of both covers are of one kind.
struct vertex_kinds {
  std::vector<std::uint64_t> vertices;  // by kind
  lists clusters;                       // by kind; those of b after those of a
  lists members;                        // by cluster: the kinds in it, ascending
  std::size_t clusters_of_a = 0;
};

/// Each cluster splits the kinds that it holds a part of.
std::vector<std::uint32_t> kind_of_vertices(const lists& members, std::size_t n) {
  std::vector<std::uint32_t> kind(n, 0);
  std::vector<std::uint32_t> split{no_cluster};  // by kind: what those of it in the cluster at hand become
  for (std::size_t c = 0; c < members.size(); ++c) {
    const std::size_t before = split.size();
    for (const std::uint32_t v : members[c]) {
      if (split[kind[v]] == no_cluster) {
        split[kind[v]] = static_cast<std::uint32_t>(split.size());
        split.push_back(no_cluster);
      }
      kind[v] = split[kind[v]];
    }
    std::fill(split.begin(), split.begin() + static_cast<std::ptrdiff_t>(before), no_cluster);
  }
  return kind;
}

vertex_kinds kinds_of(const lists& a, const lists& b, std::size_t n) {
  lists both = a;
  for (std::size_t c = 0; c < b.size(); ++c) both.offset.push_back(a.values.size() + b.offset[c + 1]);
  both.values.insert(both.values.end(), b.values.begin(), b.values.end());
  const partition kind = make_partition(kind_of_vertices(both, n));
  const lists of_vertex = detail::inverse_of(both, n);
  vertex_kinds kinds{std::vector<std::uint64_t>(kind.clusters, 0), {{0}, {}}, {}, a.size()};
  for (std::size_t v = 0; v < n; ++v)
    if (kinds.vertices[kind.label[v]]++ == 0) {  // kinds come in the order of their first vertices
      kinds.clusters.values.insert(kinds.clusters.values.end(), of_vertex[v].begin(), of_vertex[v].end());
      kinds.clusters.offset.push_back(kinds.clusters.values.size());
    }
  kinds.members = detail::inverse_of(kinds.clusters, both.size());
  return kinds;
}

/// The pairs of a vertex of kind k with those of the same and of later kinds that share a cluster.
void count_pairs(const vertex_kinds& kinds, std::uint32_t k, tally& in_a, tally& in_b, pair_counts& counts) {
  const auto of_k = kinds.clusters[k];
  for (const std::uint32_t c : of_k)
    for (const std::uint32_t other : kinds.members[c]) {
      if (other <= k) continue;
      (c < kinds.clusters_of_a ? in_a : in_b).add(other);
    }
  const auto shared_a = static_cast<std::uint32_t>(
      std::lower_bound(of_k.begin(), of_k.end(), static_cast<std::uint32_t>(kinds.clusters_of_a)) - of_k.begin());
  const std::uint64_t size = kinds.vertices[k];
  const std::uint64_t within = size % 2 == 0 ? size / 2 * (size - 1) : (size - 1) / 2 * size;
  if (!of_k.empty()) counts.add(shared_a, static_cast<std::uint32_t>(of_k.size()) - shared_a, within);
  for (const std::uint32_t other : in_a.seen()) counts.add(in_a[other], in_b[other], size * kinds.vertices[other]);
  for (const std::uint32_t other : in_b.seen())
    if (in_a[other] == 0) counts.add(0, in_b[other], size * kinds.vertices[other]);
  in_a.clear();
  in_b.clear();
}

pair_counts count_all_pairs(thread_pool& pool, const vertex_kinds& kinds) {
  const std::size_t all = kinds.vertices.size();
  // Each chunk has two counters for each kind.
  return parallel_reduce(
      pool, all, std::max<std::size_t>(64, all / 256), pair_counts(),
      [&](index_range range) {
        tally in_a(all);
        tally in_b(all);
        pair_counts counts;
        for (std::size_t k = range.first; k < range.last; ++k) {
          if (k % 64 == 0) pool.check_stop();
          count_pairs(kinds, static_cast<std::uint32_t>(k), in_a, in_b, counts);
        }
        return counts;
      },
      [](pair_counts x, const pair_counts& y) {
        x.add(y);
        return x;
      });
}

omega_result omega_of(const pair_counts& counts, std::size_t n) {
  const std::uint64_t all = n < 2 ? 0 : n % 2 == 0 ? n / 2 * (n - 1) : (n - 1) / 2 * n;
  std::map<std::uint32_t, std::uint64_t> shared_a;
  std::map<std::uint32_t, std::uint64_t> shared_b;
  std::uint64_t apart = all;
  std::uint64_t agree = 0;
  counts.for_each([&](std::uint32_t in_a, std::uint32_t in_b, std::uint64_t pairs) {
    shared_a[in_a] += pairs;
    shared_b[in_b] += pairs;
    apart -= pairs;
    if (in_a == in_b) agree += pairs;
  });
  shared_a[0] += apart;
  shared_b[0] += apart;
  agree += apart;
  int128 by_chance = 0;  // of all^2, below 2^126
  for (const auto& [shared, pairs] : shared_a)
    if (const auto found = shared_b.find(shared); found != shared_b.end()) by_chance += int128{pairs} * found->second;
  if (all == 0) return {};
  const int128 most = int128{all} * all;
  omega_result result;
  result.observed = static_cast<double>(agree) / static_cast<double>(all);
  result.expected = static_cast<double>(by_chance) / static_cast<double>(most);
  if (agree != all) result.omega = static_cast<double>(int128{agree} * all - by_chance) / static_cast<double>(most - by_chance);
  return result;
}

// ---- overlapping normalised mutual information ----

lists without_empty(const lists& of) {
  lists kept{{0}, of.values};
  for (std::size_t i = 0; i < of.size(); ++i)
    if (!of[i].empty()) kept.offset.push_back(of.offset[i + 1]);
  return kept;
}

/// Clusters of one cover as questions about a vertex, and the sizes that they have.
struct questions {
  explicit questions(const lists& members_of_clusters, std::size_t n)
      : members(without_empty(members_of_clusters)), by_vertex(detail::inverse_of(members, n)) {
    std::vector<std::size_t> all;
    for (std::size_t i = 0; i < members.size(); ++i) all.push_back(members[i].size());
    std::sort(all.begin(), all.end());
    for (const std::size_t size : all) {
      if (sizes.empty() || sizes.back() != size) {
        sizes.push_back(size);
        clusters.push_back(0);
      }
      ++clusters.back();
    }
  }

  [[nodiscard]] std::size_t place_of(std::size_t size) const {
    return static_cast<std::size_t>(std::lower_bound(sizes.begin(), sizes.end(), size) - sizes.begin());
  }

  lists members;
  lists by_vertex;
  std::vector<std::size_t> sizes;       // the different ones, ascending
  std::vector<std::uint32_t> clusters;  // by place in `sizes`: how many have it
};

/// x log(n / x) by x.
class entropy_terms {
 public:
  entropy_terms(thread_pool& pool, std::size_t n) : h_(n + 1, 0.0) {
    const double log_n = n == 0 ? 0.0 : elementary::log(static_cast<double>(n));
    parallel_for(pool, n == 0 ? 0 : n - 1, 4096, [&](index_range range) {
      for (std::size_t i = range.first; i < range.last; ++i) {
        const auto x = static_cast<double>(i + 1);
        h_[i + 1] = x * (log_n - elementary::log(x));
      }
    });
  }

  [[nodiscard]] std::size_t n() const noexcept { return h_.size() - 1; }
  /// n times the entropy of whether a vertex is in a cluster of this size.
  [[nodiscard]] double of(std::size_t size) const { return h_[size] + h_[n() - size]; }
  /// What is left of it where one knows whether the vertex is in another cluster.
  [[nodiscard]] double given(std::size_t size, std::size_t other, std::size_t both) const {
    const double agree = h_[n() - size - other + both] + h_[both];
    const double differ = h_[size - both] + h_[other - both];
    if (agree < differ * (1.0 - 1e-12)) return of(size);  // h(1/2) is h(1/4), but for rounding
    return std::clamp(agree + differ - of(other), 0.0, of(size));
  }

 private:
  std::vector<double> h_;
};

/// The least of what is left of cluster i of `from` over those of `to`. Of the clusters that share nothing with it one of each
/// size is asked, and where i is small only large ones: h(neither) is at most the sum of both sizes, h of a size below n/e is
/// more.
double left_of(const questions& from, const questions& to, std::size_t i, const entropy_terms& h, tally& shared,
               std::vector<std::uint32_t>& touched) {
  const std::size_t size = from.members[i].size();
  for (const std::uint32_t v : from.members[i])
    for (const std::uint32_t other : to.by_vertex[v]) shared.add(other);
  double least = h.of(size);
  for (const std::uint32_t other : shared.seen()) {
    const std::size_t size_of_other = to.members[other].size();
    least = std::min(least, h.given(size, size_of_other, shared[other]));
    ++touched[to.place_of(size_of_other)];
  }
  const std::size_t first = size > h.n() / 3 ? 0 : to.place_of(h.n() / 3);
  for (std::size_t place = first; place < to.sizes.size(); ++place)
    if (touched[place] < to.clusters[place]) least = std::min(least, h.given(size, to.sizes[place], 0));
  for (const std::uint32_t other : shared.seen()) touched[to.place_of(to.members[other].size())] = 0;
  shared.clear();
  return least;
}

/// n H(a), n H(a|b), and the mean of their quotients over the clusters.
struct information_left {
  double entropy = 0.0;
  double left = 0.0;
  double mean_share = 0.0;
};

information_left left_of_all(thread_pool& pool, const questions& from, const questions& to, const entropy_terms& h) {
  const std::size_t clusters = from.members.size();
  std::vector<double> left(clusters);
  parallel_for(pool, clusters, std::max<std::size_t>(64, clusters / 256), [&](index_range range) {
    tally shared(to.members.size());
    std::vector<std::uint32_t> touched(to.sizes.size(), 0);
    for (std::size_t i = range.first; i < range.last; ++i) {
      pool.check_stop();
      left[i] = left_of(from, to, i, h, shared, touched);
    }
  });
  const bool other_has_whole = !to.sizes.empty() && to.sizes.back() == h.n();
  compensated_sum entropy;
  compensated_sum rest;
  compensated_sum shares;
  for (std::size_t i = 0; i < clusters; ++i) {
    const double own = h.of(from.members[i].size());
    entropy.add(own);
    rest.add(left[i]);
    shares.add(own > 0.0 ? left[i] / own : other_has_whole ? 0.0 : 1.0);
  }
  return {entropy.value(), rest.value(), clusters == 0 ? 0.0 : shares.value() / static_cast<double>(clusters)};
}

}  // namespace

omega_result omega_index(const cover& a, const cover& b, const cover_compare_options& options) {
  check("omega_index", a, b, options);
  thread_pool pool(options.run);
  const vertex_kinds kinds =
      kinds_of(detail::members_of(a, options.least_degree), detail::members_of(b, options.least_degree), a.vertices);
  const omega_result result = omega_of(count_all_pairs(pool, kinds), a.vertices);
  pool.finish_progress();
  return result;
}

overlapping_nmi_result overlapping_nmi(const cover& a, const cover& b, const cover_compare_options& options) {
  check("overlapping_nmi", a, b, options);
  thread_pool pool(options.run);
  const entropy_terms h(pool, a.vertices);
  const questions of_a(detail::members_of(a, options.least_degree), a.vertices);
  const questions of_b(detail::members_of(b, options.least_degree), b.vertices);
  pool.set_progress_range(0.0, 0.5);
  const information_left from_a = left_of_all(pool, of_a, of_b, h);
  pool.set_progress_range(0.5, 1.0);
  const information_left from_b = left_of_all(pool, of_b, of_a, h);
  pool.finish_progress();

  overlapping_nmi_result result;
  const bool a_is_empty = of_a.members.size() == 0;
  const bool b_is_empty = of_b.members.size() == 0;
  if (!a_is_empty || !b_is_empty) {
    const auto n = static_cast<double>(a.vertices);
    result.entropy_a = from_a.entropy / n;
    result.entropy_b = from_b.entropy / n;
    result.mutual_information = ((from_a.entropy - from_a.left) + (from_b.entropy - from_b.left)) / 2 / n;
    const double most = std::max(from_a.entropy, from_b.entropy);
    if (a_is_empty || b_is_empty)
      result.nmi_max = result.nmi_lfk = 0.0;
    else
      result.nmi_lfk = std::clamp(1.0 - (from_a.mean_share + from_b.mean_share) / 2, 0.0, 1.0);
    if (!a_is_empty && !b_is_empty && most > 0.0)
      result.nmi_max = std::clamp(((from_a.entropy - from_a.left) + (from_b.entropy - from_b.left)) / 2 / most, 0.0, 1.0);
  }
  return result;
}

}  // namespace coopgraph
