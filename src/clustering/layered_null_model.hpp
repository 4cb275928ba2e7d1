// SPDX-License-Identifier: BSL-1.0
#pragma once

// What modularity expects layer by layer: a null model for the engine (leiden_null_models.hpp).

#include <coopgraph/core/ids.hpp>
#include <coopgraph/core/rational.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace coopgraph::detail::leiden_search {

/// Between u and v, the sum over layers of per_pair[layer] * (out_u in_v + in_u out_v) is expected. A vertex holds its factors in
/// those layers where it has any; clusters hold them for all layers.
class layered_factors {
 public:
  using weight = std::int64_t;
  using score = int128;
  struct factors {
    std::int64_t out = 0;
    std::int64_t in = 0;
  };
  struct entry {
    std::uint32_t layer = 0;
    factors of;
  };
  using sums = std::vector<factors>;  // cluster * layers + layer

  layered_factors() = default;
  layered_factors(score tie, std::vector<score> pair) : per_tie(tie), per_pair_(std::move(pair)) {}

  score per_tie{};

  /// Adds the next vertex. \pre entries are sorted by layer, no layer twice
  void append(std::span<const entry> entries) {
    entries_.insert(entries_.end(), entries.begin(), entries.end());
    first_.push_back(entries_.size());
  }

  [[nodiscard]] sums no_sums(std::size_t clusters) const { return sums(clusters * per_pair_.size()); }
  void add(sums& s, vertex_id c, vertex_id v) const {
    factors* const of_c = s.data() + c * per_pair_.size();
    for (const entry& e : entries_of(v)) {
      of_c[e.layer].out += e.of.out;
      of_c[e.layer].in += e.of.in;
    }
  }
  void remove(sums& s, vertex_id c, vertex_id v) const {
    factors* const of_c = s.data() + c * per_pair_.size();
    for (const entry& e : entries_of(v)) {
      of_c[e.layer].out -= e.of.out;
      of_c[e.layer].in -= e.of.in;
    }
  }

  struct view {
    std::span<const entry> own;
    const score* per_pair;
    std::size_t layers;
    const factors* sums;

    [[nodiscard]] score with(vertex_id c) const {
      score all = 0;
      for (const entry& e : own) {
        const factors& of_c = sums[c * layers + e.layer];
        all += per_pair[e.layer] * (static_cast<score>(e.of.out) * of_c.in + static_cast<score>(e.of.in) * of_c.out);
      }
      return all;
    }
    [[nodiscard]] score within(vertex_id c) const {
      score own_pair = 0;
      for (const entry& e : own) own_pair += per_pair[e.layer] * (2 * static_cast<score>(e.of.out) * e.of.in);
      return with(c) - own_pair;
    }
  };
  [[nodiscard]] view seen_from(vertex_id v, const sums& s) const {
    return {entries_of(v), per_pair_.data(), per_pair_.size(), s.data()};
  }

  [[nodiscard]] layered_factors aggregated(std::span<const vertex_id> part, std::size_t parts) const {
    std::vector<std::vector<entry>> joined(parts);
    for (std::size_t v = 0; v < part.size(); ++v) {
      std::vector<entry>& into = joined[part[v]];
      for (const entry& e : entries_of(static_cast<vertex_id>(v))) {
        const auto at =
            std::lower_bound(into.begin(), into.end(), e.layer, [](const entry& a, std::uint32_t l) { return a.layer < l; });
        if (at == into.end() || at->layer != e.layer) {
          into.insert(at, e);
        } else {
          at->of.out += e.of.out;
          at->of.in += e.of.in;
        }
      }
    }
    layered_factors made(per_tie, per_pair_);
    for (const std::vector<entry>& entries : joined) made.append(entries);
    return made;
  }

 private:
  [[nodiscard]] std::span<const entry> entries_of(vertex_id v) const {
    return std::span(entries_).subspan(first_[v], first_[v + std::size_t{1}] - first_[v]);
  }

  std::vector<score> per_pair_;           // by layer
  std::vector<std::size_t> first_ = {0};  // by vertex: where its entries begin
  std::vector<entry> entries_;
};

}  // namespace coopgraph::detail::leiden_search
