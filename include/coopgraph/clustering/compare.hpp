// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/cover.hpp>
#include <coopgraph/core/execution.hpp>
#include <coopgraph/core/partition.hpp>

#include <cstdint>
#include <vector>

namespace coopgraph {

struct compare_options {
  execution run = {};
};

/// How alike two partitions of the same n vertices are. Logarithms are natural; H is the entropy of the shares of the clusters,
/// I the mutual information. What is 0/0 is answered as scikit-learn answers it.
struct partition_comparison {
  double nmi = 1.0;                          ///< 2 I / (H(a) + H(b)), in [0, 1]: the V-measure, too
  double nmi_sqrt = 1.0;                     ///< I / sqrt(H(a) H(b))
  double nmi_max = 1.0;                      ///< I / max(H(a), H(b))
  double ami = 1.0;                          ///< (I - E[I]) / ((H(a) + H(b)) / 2 - E[I]), at most 1, about 0 by chance
  double ari = 1.0;                          ///< the Rand index less what chance gives, at most 1, about 0 by chance
  double rand = 1.0;                         ///< the share of the pairs of vertices that both put together or both put apart
  double vi = 0.0;                           ///< variation of information H(a|b) + H(b|a), in nats: a distance
  double homogeneity = 1.0;                  ///< 1 - H(a|b) / H(a): 1 if each cluster of b lies in one of a
  double completeness = 1.0;                 ///< 1 - H(b|a) / H(b): 1 if each cluster of a lies in one of b
  std::uint64_t split_join = 0;              ///< van Dongen's distance, a_beyond_b + b_beyond_a
  std::uint64_t a_beyond_b = 0;              ///< n less the sum, over the clusters of a, of the most that it shares with one of b
  std::uint64_t b_beyond_a = 0;              ///< the same with a and b exchanged
  double entropy_a = 0.0;                    ///< H(a), in nats
  double entropy_b = 0.0;                    ///< H(b)
  double mutual_information = 0.0;           ///< I, in nats
  double expected_mutual_information = 0.0;  ///< E[I] over all ways to hand the labels of b out anew
};

/// Compares two partitions: a counts as the true one for homogeneity and completeness, else both play the same part. Labels
/// without a vertex do not count.
/// Degenerate cases, as scikit-learn: without vertices, and where both are one cluster, all agree (1, the distances 0). If one of
/// them is one cluster, nmi and ami are 0; homogeneity is 1 if H(a) = 0, completeness if H(b) = 0. Equal partitions have exactly
/// 1 throughout, independent ones (each overlap is what the sizes let one expect) nmi exactly 0. ami is exactly 0 if one of two
/// different partitions has every vertex alone. rand is 1 where there is no pair.
/// ari and rand are quotients of exact integers; E[I] sums whole hypergeometric distributions, so that only rounding is lost.
/// \throws input_error unless both label the same number of vertices, with labels below `clusters`, which is at most that number;
///         cancelled on request
/// Complexity: O(n log n) time and O(n) memory, without E[I]. That takes the sum over the pairs of different cluster sizes of the
/// width of a distribution, at most n sqrt(n) steps (seconds at a million vertices), and 8 bytes a vertex.
/// Reference: Vinh, Epps & Bailey (2010), jmlr.org/papers/v11/vinh10a.html; Hubert & Arabie (1985), doi:10.1007/BF01908075;
/// Meila (2007), doi:10.1016/j.jmva.2006.11.013; van Dongen (2000), ir.cwi.nl/pub/4461
[[nodiscard]] partition_comparison compare_partitions(const partition& a, const partition& b,
                                                      const compare_options& options = {});

struct label_matching {
  std::vector<std::uint32_t> partner;  ///< by cluster of a: its cluster of b, or no_cluster; no two have the same
  std::uint64_t moved = 0;             ///< vertices outside the partner of their cluster: the fewest that must move
};

/// The one-to-one matching of the clusters of two partitions under which the most vertices stay.
/// \throws as compare_partitions()
/// Complexity: O(n log n + k c log c) time for the k clusters of a and the c <= n pairs of clusters that share a vertex, in
/// practice far less, since a search ends near where it begins; O(n) memory.
/// Reference: Kuhn (1955), doi:10.1002/nav.3800020109
[[nodiscard]] label_matching match_labels(const partition& a, const partition& b, const compare_options& options = {});

}  // namespace coopgraph
