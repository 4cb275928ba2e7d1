// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/execution.hpp>
#include <coopgraph/core/partition.hpp>
#include <coopgraph/graph/edge_values.hpp>
#include <coopgraph/graph/snapshot.hpp>

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <span>
#include <type_traits>
#include <vector>

namespace coopgraph {

/// One graph of several over the same vertices: a field, a kind, a year. The graph and the strengths outlive it.
template <direction D>
struct slice {
  csr_view<D> graph;
  const edge_strengths* strengths = nullptr;  ///< none: each edge has strength 1
  double weight = 1.0;                        ///< > 0: what its ties count (see slice_scale)
  double resolution = 1.0;                    ///< gamma; > 0, at most 1e12
};

/// Which copies of a vertex hold together: adjacent: those in neighbouring slices, for slices that follow one another, as years
/// do; all: those in any two slices, for fields or kinds; multiplex: a vertex is in one cluster for all slices, which is the
/// limit of a coupling without bounds.
enum class slice_coupling { adjacent, all, multiplex };

/// What the weight of a slice multiplies: ties: its strengths, so that a slice counts by its weight and by how much it holds, as
/// in the reference; modularity: its modularity, as if its strengths had been divided by 2m_s (directed m_s), so that each slice
/// counts by its weight alone (one without ties counts nothing).
enum class slice_scale { ties, modularity };

struct multislice_options {
  slice_coupling coupling = slice_coupling::adjacent;
  double omega = 1.0;  ///< >= 0: the strength between two copies of a vertex; not read if multiplex
  slice_scale scale = slice_scale::ties;
  unsigned max_iterations = 100;  ///< >= 1: of a run
  unsigned runs = 1;              ///< >= 1: the best of so many, each with a stream of the seed of its own
  double randomness = 0.01;  ///< theta >= 0 of the refinement, in units of the mean weighted strength; 0: the best merge always
  std::uint64_t seed = 1;
  execution run = {};
};

struct multislice_result {
  coopgraph::partition partition;     ///< of all copies: vertex v of slice s is at s n + v. Labels are shared by all slices
  std::size_t vertices = 0;           ///< n
  double quality = 0.0;               ///< Q, summed anew over the given graphs
  std::vector<double> modularity;     ///< by slice: of its labels in its own graph, at resolution 1
  std::vector<std::size_t> switches;  ///< [s]: how many vertices have another label in slice s + 1 than in slice s
  bool converged = false;             ///< the last iteration changed nothing
  unsigned iterations = 0;            ///< of the best run
  unsigned best_run = 0;              ///< 0 … runs - 1
  std::uint64_t edge_visits = 0;      ///< how many ties all runs looked at, on all levels

  /// The labels of the vertices in one slice; make_partition() of them is the slice's partition on its own.
  [[nodiscard]] std::span<const std::uint32_t> labels_of(std::size_t slice) const {
    return std::span(partition.label).subspan(slice * vertices, vertices);
  }
};

/// Clusters of vertices in slices, of high quality, by the Leiden algorithm (leiden.hpp). The copies (v, s) of vertices are what
/// is clustered; over ordered pairs (i, s), (j, r) with one label,
///   Q = 1/2mu sum of [s = r] w_s (A_ijs - gamma_s k_is k_js / 2m_s) + [i = j] omega_sr
/// with k the strengths of vertices in their slice and 2m_s their sum, omega_sr = omega if slices s and r are coupled and s != r,
/// else 0, and 2mu the sum of all w_s A_ijs and omega_sr. Directed slices have k_out_is k_in_js / m_s instead (Leicht & Newman),
/// so that an edge is worth the same as arcs both ways. In multiplex form i's label is the same in every slice, there is no
/// omega, and Q = sum of w_s 2m_s Q_s / sum of w_s 2m_s; with slice_scale::modularity the weighted mean of the modularities Q_s.
/// A cluster is connected by ties of strength above 0, in any direction, within slices and by couplings between them. A copy
/// without ties goes where its coupling leads, and stands alone if omega is 0. Parallel edges add up; a loop counts twice at its
/// vertex if undirected. Gains are compared as whole numbers: exactly, or rounded first by about 1e-11 of the total where
/// weighted strengths and resolutions have no shared unit that fits. The order of vertices and slices and the seed decide among
/// equally good moves, the number of threads never. Without ties and couplings every copy stands alone, and Q is 0.
/// \throws input_error if slices have different numbers of vertices, more than 2^32 - 2 copies together or strengths, weighted or
/// not, that sum up to
///         more than 1e150, if there is not one strength per edge or one is negative; option_error for a weight that is not above
///         0, a resolution outside (0, 1e12], omega or randomness below 0, and for no runs or iterations; cancelled on request
/// Complexity: O(m + c) time for an iteration in practice, for m edges and c couplings in all; O(m + c + n L^2) memory for L
///             slices.
/// Reference: Mucha, Richardson, Macon, Porter & Onnela (2010), doi:10.1126/science.1184819; Traag, Waltman & van Eck (2019),
///            doi:10.1038/s41598-019-41695-z
[[nodiscard]] multislice_result multislice_leiden(std::span<const slice<direction::undirected>> slices,
                                                  const multislice_options& options = {});
[[nodiscard]] multislice_result multislice_leiden(std::span<const slice<direction::directed>> slices,
                                                  const multislice_options& options = {});

/// Slices of the items of a range in their order, each with weight 1: of layered_view::layers, of snapshots, or of anything with
/// a graph of ours and its strengths as members `graph` and `strengths`, itself or in `view`. The range outlives them.
template <class Range>
[[nodiscard]] auto slices_of(const Range& items);
template <class Range>
requires(!std::is_lvalue_reference_v<Range>) void slices_of(Range&& items) = delete;

// ---- end of the interface; the implementation follows ----

template <class Range>
auto slices_of(const Range& items) {
  const auto seen_in = [](const auto& item) -> const auto& {
    if constexpr (requires { item.view.graph; })
      return item.view;
    else
      return item;
  };
  using graph = std::remove_cvref_t<decltype(seen_in(*std::begin(items)).graph)>;
  std::vector<slice<direction_of<graph>>> made;
  for (const auto& item : items) made.push_back({view_of(seen_in(item).graph), &seen_in(item).strengths});
  return made;
}

}  // namespace coopgraph
