// SPDX-License-Identifier: BSL-1.0
#pragma once

// What a quality function expects between two vertices, in whole numbers. The engine gains
//   per_tie * (ties of v to cluster c) - (what the null model expects between v and c)
// and asks a null model for
//   weight, score                  the types of ties and of gains
//   per_tie                        a score
//   sums, no_sums(clusters)        what is kept of the vertices of each cluster
//   add(sums, c, v), remove(...)
//   seen_from(v, sums)             an object whose with(c) is what is expected between v and cluster c, of which v is no
//                                  member, and whose within(c) the same for c's other members if v is one
//   aggregated(part, parts)        the null model whose vertices are the parts: vertex v is in part[v]
// What is expected is symmetric, adds up over the vertices of both sides, and is not negative.

#include <coopgraph/core/ids.hpp>
#include <coopgraph/core/rational.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace coopgraph::detail::leiden_search {

/// per_pair * s_u * s_v is expected between u and v: modularity with the strengths of vertices as s, CPM with their sizes.
template <class Weight, class Factor, class Score>
struct one_factor {
  using weight = Weight;
  using score = Score;
  using sums = std::vector<Factor>;

  score per_tie{};
  score per_pair{};
  std::vector<Factor> factor{};  // by vertex

  [[nodiscard]] sums no_sums(std::size_t clusters) const { return sums(clusters, Factor{0}); }
  void add(sums& s, vertex_id c, vertex_id v) const { s[c] += factor[v]; }
  void remove(sums& s, vertex_id c, vertex_id v) const { s[c] -= factor[v]; }

  struct view {
    score scaled;
    Factor own;
    const Factor* sum;
    [[nodiscard]] score with(vertex_id c) const { return scaled * static_cast<score>(sum[c]); }
    [[nodiscard]] score within(vertex_id c) const { return scaled * static_cast<score>(sum[c] - own); }
  };
  [[nodiscard]] view seen_from(vertex_id v, const sums& s) const {
    return {per_pair * static_cast<score>(factor[v]), factor[v], s.data()};
  }

  // Of sets by their sums, whatever clusters there are
  [[nodiscard]] score expected(Factor a, Factor b) const { return per_pair * static_cast<score>(a) * static_cast<score>(b); }
  [[nodiscard]] static Factor joined(Factor a, Factor b) { return a + b; }
  [[nodiscard]] static Factor parted(Factor a, Factor b) { return a - b; }

  [[nodiscard]] one_factor aggregated(std::span<const vertex_id> part, std::size_t parts) const {
    one_factor made{per_tie, per_pair, std::vector<Factor>(parts, Factor{0})};
    for (std::size_t v = 0; v < part.size(); ++v) made.factor[part[v]] += factor[v];
    return made;
  }
};

/// per_pair * (out_u in_v + in_u out_v) is expected between u and v: the arcs both ways in directed modularity.
template <class Weight, class Factor, class Score>
struct two_factors {
  using weight = Weight;
  using score = Score;
  struct factors {
    Factor out{};
    Factor in{};
  };
  using sums = std::vector<factors>;

  score per_tie{};
  score per_pair{};
  std::vector<factors> factor{};  // by vertex

  [[nodiscard]] sums no_sums(std::size_t clusters) const { return sums(clusters); }
  void add(sums& s, vertex_id c, vertex_id v) const {
    s[c].out += factor[v].out;
    s[c].in += factor[v].in;
  }
  void remove(sums& s, vertex_id c, vertex_id v) const {
    s[c].out -= factor[v].out;
    s[c].in -= factor[v].in;
  }

  struct view {
    score scaled_out;
    score scaled_in;
    factors own;
    const factors* sum;
    [[nodiscard]] score with(vertex_id c) const {
      return scaled_out * static_cast<score>(sum[c].in) + scaled_in * static_cast<score>(sum[c].out);
    }
    [[nodiscard]] score within(vertex_id c) const {
      return scaled_out * static_cast<score>(sum[c].in - own.in) + scaled_in * static_cast<score>(sum[c].out - own.out);
    }
  };
  [[nodiscard]] view seen_from(vertex_id v, const sums& s) const {
    return {per_pair * static_cast<score>(factor[v].out), per_pair * static_cast<score>(factor[v].in), factor[v], s.data()};
  }

  // Of sets by their sums, whatever clusters there are
  [[nodiscard]] score expected(const factors& a, const factors& b) const {
    return per_pair * static_cast<score>(a.out) * static_cast<score>(b.in) +
           per_pair * static_cast<score>(a.in) * static_cast<score>(b.out);
  }
  [[nodiscard]] static factors joined(const factors& a, const factors& b) { return {a.out + b.out, a.in + b.in}; }
  [[nodiscard]] static factors parted(const factors& a, const factors& b) { return {a.out - b.out, a.in - b.in}; }

  [[nodiscard]] two_factors aggregated(std::span<const vertex_id> part, std::size_t parts) const {
    two_factors made{per_tie, per_pair, std::vector<factors>(parts)};
    for (std::size_t v = 0; v < part.size(); ++v) {
      made.factor[part[v]].out += factor[v].out;
      made.factor[part[v]].in += factor[v].in;
    }
    return made;
  }
};

}  // namespace coopgraph::detail::leiden_search
