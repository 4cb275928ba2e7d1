// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/cover.hpp>
#include <coopgraph/core/execution.hpp>

#include <cstdint>

namespace coopgraph {

struct cover_compare_options {
  double least_degree = 0.0;  ///< in [0, 1]: who belongs to a cluster to a lesser degree does not belong to it
  execution run = {};
};

struct omega_result {
  double omega = 1.0;     ///< (observed - expected) / (1 - expected), at most 1, about 0 by chance
  double observed = 1.0;  ///< the share of the pairs of vertices that are together in as many clusters of a as of b
  double expected = 1.0;  ///< that share where the pairs of a and of b have nothing to do with each other
};

/// The omega index of two covers of the same vertices: the adjusted Rand index where a pair may be together in several clusters,
/// and where a vertex may be in none (it is together with nobody). On partitions it is that index, to the last bit.
/// A cluster that stands there twice counts twice. Covers under which all pairs agree have 1, those without a pair as well.
/// \throws input_error unless both are covers (see `cover`) of the same number of vertices; option_error; cancelled on request
/// Complexity: with s kinds of vertices (those of a kind are in the same clusters of a and of b), O(M log M + the sum over the
/// clusters of the square of the kinds in it) time for M memberships, and O(M) memory: no n x n table.
/// Reference: Collins & Dent (1988), doi:10.1207/s15327906mbr2302_6
[[nodiscard]] omega_result omega_index(const cover& a, const cover& b, const cover_compare_options& options = {});

struct overlapping_nmi_result {
  double nmi_max = 1.0;    ///< I(a : b) / max(H(a), H(b)), in [0, 1]: McDaid, Greene & Hurley
  double nmi_lfk = 1.0;    ///< 1 - (mean of H(A|b) / H(A) + mean of H(B|a) / H(B)) / 2: Lancichinetti, Fortunato & Kertesz
  double entropy_a = 0.0;  ///< H(a), the sum over the clusters, in nats
  double entropy_b = 0.0;  ///< H(b)
  double mutual_information = 0.0;  ///< I(a : b) = (H(a) - H(a|b) + H(b) - H(b|a)) / 2
};

/// Normalised mutual information of covers. H(A|b) is the least of H(A|B) over the clusters B of b, but H(A) where the best
/// of them tells A apart by what B is not: a B counts only if h(neither) + h(both) >= h(only A) + h(only B), within a
/// relative 1e-12, with h(x) = -x/n log(x/n); H(a|b) adds up over the clusters of a. nmi_lfk is known to be high for covers
/// that have little in common; nmi_max is what the later paper puts in its place.
/// Clusters without a vertex do not count. One that holds all vertices has no entropy: it adds nothing to H and I, and to
/// the mean of nmi_lfk 0 if the other cover has it as well, else 1. Where no cluster has entropy, nmi_max is 1: both covers
/// then hold the whole alone. Without clusters on either side both are 1, on one side 0.
/// \throws as omega_index()
/// Complexity: O(M log M + the sum over the vertices of (clusters of a it is in) x (clusters of b it is in)) time, and for
/// each cluster the different sizes of those above n / 3 (for such a cluster itself: of all) of the other cover; O(n + M)
/// memory.
/// Reference: Lancichinetti, Fortunato & Kertesz (2009), doi:10.1088/1367-2630/11/3/033015; McDaid, Greene & Hurley (2011),
/// doi:10.48550/arXiv.1110.2515
[[nodiscard]] overlapping_nmi_result overlapping_nmi(const cover& a, const cover& b, const cover_compare_options& options = {});

}  // namespace coopgraph
