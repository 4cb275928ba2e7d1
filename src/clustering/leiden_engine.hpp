// SPDX-License-Identifier: BSL-1.0
#pragma once

// The Leiden algorithm on whole numbers, for any null model (leiden_null_models.hpp says what one has to offer).

#include "clustering/leiden_level.hpp"
#include "clustering/leiden_moving.hpp"
#include "clustering/leiden_refinement.hpp"

#include <coopgraph/core/parallel.hpp>
#include <coopgraph/core/random.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <numeric>
#include <span>
#include <utility>
#include <vector>

namespace coopgraph::detail::leiden_search {

/// The vertices of a run in a random order, and by vertex its place there.
struct search_order {
  std::vector<vertex_id> vertex;
  std::vector<vertex_id> place;

  search_order(std::size_t n, std::uint64_t seed) : vertex(n), place(n) {
    std::iota(vertex.begin(), vertex.end(), vertex_id{0});
    random_stream random(seed, "leiden.order");
    shuffle(std::span(vertex), random);
    for (std::size_t i = 0; i < n; ++i) place[vertex[i]] = static_cast<vertex_id>(i);
  }
};

struct search_options {
  std::int64_t size_limit = std::numeric_limits<std::int64_t>::max();  // counts if the level has sizes
  double theta = 0.0;                                                  // of the refinement, in scores
  unsigned max_iterations = 1;
  unsigned hasty_iterations = 0;   // in the first so many, local moving on large levels ends with a round in which fewer
  std::uint64_t hasty_share = 64;  // than one in so many vertices move
  std::uint64_t seed = 1;
  double progress_from = 0.0;  // the share of all work that the search is
  double progress_to = 1.0;
};

template <class Score>
struct search_outcome {
  Score gain{};  // of all moves: by how much the quality has risen
  bool converged = false;
  unsigned iterations = 0;
  std::uint64_t arcs = 0;
};

/// Gives each connected part of a cluster a label of its own. \pre labels are below the number of vertices
template <class Weight>
void split_into_connected(const tie_lists<Weight>& ties, std::span<vertex_id> label) {
  std::vector<vertex_id> part(label.size(), no_vertex);
  std::vector<vertex_id> found;
  vertex_id parts = 0;
  for (std::size_t s = 0; s < label.size(); ++s) {
    if (part[s] != no_vertex) continue;
    part[s] = parts;
    found.assign(1, static_cast<vertex_id>(s));
    while (!found.empty()) {
      const vertex_id v = found.back();
      found.pop_back();
      ties.each(v, [&](vertex_id u, Weight) {
        if (part[u] != no_vertex || label[u] != label[v]) return;
        part[u] = parts;
        found.push_back(u);
      });
    }
    ++parts;
  }
  std::copy(part.begin(), part.end(), label.begin());
}

template <class NullModel, class Reach = anywhere>
class search {
 public:
  using score = typename NullModel::score;

  /// `finest` outlives the search.
  search(thread_pool& pool, const level<NullModel, Reach>& finest, const search_options& options)
      : pool_(pool), finest_(finest), options_(options), random_(options.seed, "leiden") {}

  /// Betters the clusters by iterations until one changes nothing, or as many as allowed have been made.
  /// \pre labels are below the number of vertices; clusters are connected, none has two anchored vertices or is above the limit
  search_outcome<score> run(std::vector<vertex_id>& label) {
    search_outcome<score> outcome;
    while (!outcome.converged && outcome.iterations < options_.max_iterations) {
      tell_progress(outcome.iterations);
      outcome.converged = !iterate(label, outcome.iterations < options_.hasty_iterations ? options_.hasty_share : 0);
      ++outcome.iterations;
    }
    outcome.arcs = arcs_;
    outcome.gain = gain_;
    return outcome;
  }

 private:
  /// How many iterations there will be is not known: each takes half of what is left.
  void tell_progress(unsigned iterations) {
    const double done = 1.0 - std::ldexp(1.0, -static_cast<int>(std::min(iterations, 60U)));
    const double fraction = options_.progress_from + (options_.progress_to - options_.progress_from) * done;
    pool_.set_progress_range(fraction, fraction);
  }

  /// One iteration. Returns whether a vertex moved on any level: then the quality has risen.
  /// Where share > 0, a vertex in so many has to move for another round of batches.
  bool iterate(std::vector<vertex_id>& label, std::uint64_t share) {
    std::vector<std::vector<vertex_id>> part_of;  // by level: the vertex above of each vertex
    level<NullModel, Reach> coarse;
    const level<NullModel, Reach>* on = &finest_;
    std::uint64_t moves = 0;
    for (;;) {
      // 1. Local moving
      const std::uint64_t enough_moves = share == 0 ? 0 : on->vertices() / share;
      const auto moved = local_moving<NullModel, Reach>(pool_, *on, label, options_.size_limit).run(enough_moves);
      moves += moved.moves;
      gain_ += moved.gain;
      arcs_ += moved.arcs;
      const std::size_t clusters = number_anew(label, on->vertices());
      if (clusters == on->vertices()) {
        if (moved.moves == 0) break;  // no two of them gain by merging
        share = 0;
        continue;
      }

      // 2. Refinement
      auto refined = refinement<NullModel, Reach>(*on, label, clusters, options_.theta, random_.bits()).run(pool_);
      arcs_ += refined.arcs;
      if constexpr (Reach::is_limited) {
        // Where few parts merge, because what is tied does not touch, the clusters go up as they are.
        if (refined.parts >= on->vertices() - on->vertices() / 8) refined = {label, clusters, 0};
      }
      if (refined.parts == on->vertices()) {
        // Had no vertex gained by moving, each cluster would have a merger: some members have to leave first.
        if (moved.moves == 0) break;
        share = 0;
        continue;
      }

      // 3. Aggregation by the refined parts, which start out in the clusters that local moving found
      std::vector<vertex_id> label_of_part(refined.parts);
      for (std::size_t v = 0; v < label.size(); ++v) label_of_part[refined.part[v]] = label[v];
      arcs_ += on->ties.target.size();
      coarse = aggregate(pool_, *on, refined.part, refined.parts);
      on = &coarse;
      label = std::move(label_of_part);
      part_of.push_back(std::move(refined.part));
    }
    // 4. Back to the vertices of the finest level
    for (; !part_of.empty(); part_of.pop_back()) {
      std::vector<vertex_id> below(part_of.back().size());
      for (std::size_t v = 0; v < below.size(); ++v) below[v] = label[part_of.back()[v]];
      label = std::move(below);
    }
    return moves != 0;
  }

  thread_pool& pool_;
  const level<NullModel, Reach>& finest_;
  search_options options_;
  random_stream random_;
  std::uint64_t arcs_ = 0;
  score gain_{};
};

}  // namespace coopgraph::detail::leiden_search
