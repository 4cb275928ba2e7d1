// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "centrality/betweenness/dependencies.hpp"

#include <coopgraph/graph/breadth_first.hpp>
#include <coopgraph/graph/path_count.hpp>

#include <algorithm>
#include <cstddef>
#include <memory>
#include <utility>
#include <vector>

namespace coopgraph::detail {

/// The kernel that takes one source after the other, by any search; without lists of predecessors, for an arc (u, v) shows by
/// d(u) + l = d(v) that it is tight, on a shortest path. Where numbers of paths outgrow doubles they get exponents.
template <class Search>
class one_source_kernel final : public kernel {
 public:
  one_source_kernel(const split_graph& split, summed what, const std::function<void()>& stop, std::size_t largest_block,
                    Search search)
      : split_(split),
        what_(what),
        stop_(stop),
        search_(std::move(search)),
        sigma_(counts ? 0 : largest_block, 0.0),
        share_(largest_block, 0.0) {}

  void add(const batch& b, std::vector<double>& sums) override {
    rows_ = split_.block(b.block);
    target_weight_ = split_.weights[b.kind].target.data() + rows_.first;
    for (const vertex_id source : b.sources) {
      source_ = source;
      source_weight_ = split_.weights[b.kind].source[rows_.first + source];
      search_.run(rows_.out, source, stop_);
      if (what_ == summed::vertices)
        accumulate<summed::vertices>(sums.data() + rows_.first);
      else
        accumulate<summed::arcs>(sums.data());
    }
  }

 private:
  static constexpr bool counts = requires { Search::counts; };

  template <summed What>
  void accumulate(double* sums) {
    if (!count_plain()) return accumulate_with_exponents<What>(sums);
    const double* sigma = sigma_of_search();
    backwards([&](vertex_id u) {
      double sum = 0.0;
      each_arc(u, [&](std::uint64_t arc, vertex_id v) {
        const double share = tight(u, arc, v) ? share_[v] : 0.0;
        sum += share;
        if constexpr (What == summed::arcs) sums[arc] += source_weight_ * (sigma[u] * share);
      });
      const double delta = sigma[u] * sum;
      share_[u] = (target_weight_[u] + delta) / sigma[u];  // one division a vertex, not one an arc
      if constexpr (What == summed::vertices) {
        if (u != source_) sums[u] += source_weight_ * delta;
      }
    });
  }

  template <summed What>
  void accumulate_with_exponents(double* sums) {
    count_.resize(share_.size());
    count_with_exponents();
    stop_();
    backwards([&](vertex_id u) {
      double sum = 0.0;
      each_arc(u, [&](std::uint64_t arc, vertex_id v) {
        if (!tight(u, arc, v)) return;
        const double share = ratio(count_[u], count_[v]) * share_[v];
        sum += share;
        if constexpr (What == summed::arcs) sums[arc] += source_weight_ * share;
      });
      share_[u] = target_weight_[u] + sum;
      if constexpr (What == summed::vertices) {
        if (u != source_) sums[u] += source_weight_ * sum;
      }
    });
  }

  /// Calls visit(arc, v) for each arc (u, v).
  template <class Visit>
  void each_arc(vertex_id u, const Visit& visit) const {
    const std::uint64_t end = rows_.out.offset[u + std::size_t{1}];
    for (std::uint64_t arc = rows_.out.offset[u]; arc < end; ++arc) visit(arc, rows_.out.target[arc]);
  }

  [[nodiscard]] bool tight(vertex_id u, std::uint64_t arc, vertex_id v) const noexcept {
    if constexpr (counts)
      return search_.tight(u, arc, v);
    else
      return search_.tight(u, rows_.out.edge[arc], v);
  }

  /// Calls visit(u) for the reached vertices, the farthest first.
  template <class Visit>
  void backwards(const Visit& visit) const {
    std::int64_t budget = arcs_between_stops;
    const auto order = search_.order();
    for (std::size_t i = order.size(); i-- > 0;) {
      visit(order[i]);
      budget -= static_cast<std::int64_t>(rows_.out.degree(order[i])) + 1;
      if (budget > 0) continue;
      stop_();
      budget = arcs_between_stops;
    }
  }

  [[nodiscard]] const double* sigma_of_search() const {
    if constexpr (counts)
      return search_.sigma().data();
    else
      return sigma_.data();
  }

  /// False if a count is too large for doubles.
  [[nodiscard]] bool count_plain() {
    double greatest = 1.0;
    if constexpr (counts) {
      for (const vertex_id v : search_.order()) greatest = std::max(greatest, search_.sigma()[v]);
    } else {
      for (const vertex_id v : search_.order()) sigma_[v] = 0.0;
      sigma_[source_] = 1.0;
      for (const vertex_id u : search_.order()) {
        const double paths = sigma_[u];  // final: all that precede u in the order have added theirs
        greatest = std::max(greatest, paths);
        each_arc(u, [&](std::uint64_t arc, vertex_id v) {
          if (tight(u, arc, v)) sigma_[v] += paths;
        });
      }
      stop_();
    }
    return greatest <= greatest_plain_count;
  }

  void count_with_exponents() {
    for (const vertex_id v : search_.order()) count_[v] = {};
    count_[source_] = path_count::of(1);
    for (const vertex_id u : search_.order()) {
      const path_count paths = count_[u];
      each_arc(u, [&](std::uint64_t arc, vertex_id v) {
        if (tight(u, arc, v)) count_[v] += paths;
      });
    }
  }

  const split_graph& split_;
  summed what_;
  std::function<void()> stop_;
  Search search_;
  block_rows rows_;
  const double* target_weight_ = nullptr;
  vertex_id source_ = 0;
  double source_weight_ = 0.0;
  std::vector<double> sigma_;      // empty if the search counts
  std::vector<double> share_;      // (q + delta) / sigma, or q + delta with exponents
  std::vector<path_count> count_;  // empty until doubles do not do
};

}  // namespace coopgraph::detail
