// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/clustering/ensemble.hpp>

#include "clustering/partition_sums.hpp"

namespace coopgraph {

co_assignments::co_assignments(std::span<const partition> runs) : vertices_(runs.empty() ? 0 : runs[0].label.size()) {
  label_.reserve(runs.size() * vertices_);
  member_.resize(runs.size() * vertices_);
  first_cluster_.push_back(0);
  for (const partition& p : runs) {
    detail::partition_measures::check_partition("co_assignments", p, vertices_);
    const std::size_t before = label_.size();
    const std::size_t first = first_member_.size();
    label_.insert(label_.end(), p.label.begin(), p.label.end());
    // Members in the order of their clusters: how many, where each begins, and each vertex to the next place of its cluster.
    first_member_.resize(first + p.clusters, 0);
    for (const std::uint32_t c : p.label) ++first_member_[first + c];
    std::uint64_t place = before;
    for (std::size_t c = first; c < first_member_.size(); ++c) {
      const std::uint64_t size = first_member_[c];
      first_member_[c] = place;
      place += size;
    }
    std::vector<std::uint64_t> next(first_member_.begin() + static_cast<std::ptrdiff_t>(first), first_member_.end());
    for (std::size_t v = 0; v < vertices_; ++v) member_[next[p.label[v]]++] = static_cast<vertex_id>(v);
    first_cluster_.push_back(first_member_.size());
  }
  first_member_.push_back(label_.size());
}

partition co_assignments::run(std::size_t r) const {
  const auto first = label_.begin() + static_cast<std::ptrdiff_t>(r * vertices_);
  return {{first, first + static_cast<std::ptrdiff_t>(vertices_)},
          static_cast<std::uint32_t>(first_cluster_[r + 1] - first_cluster_[r])};
}

std::uint32_t co_assignments::count(vertex_id u, vertex_id v) const {
  std::uint32_t together = 0;
  for (std::size_t at = 0; at < label_.size(); at += vertices_) together += label_[at + u] == label_[at + v] ? 1U : 0U;
  return together;
}

std::uint32_t co_assignments::alone(vertex_id v) const {
  std::uint32_t alone = 0;
  for (std::size_t r = 0; r < runs(); ++r) {
    const std::uint64_t cluster = first_cluster_[r] + label_[r * vertices_ + v];
    if (first_member_[cluster + 1] - first_member_[cluster] == 1) ++alone;
  }
  return alone;
}

std::vector<co_assigned> co_assignments::of(vertex_id v) const {
  std::vector<std::uint32_t> together(vertices_, 0);
  for (std::size_t r = 0; r < runs(); ++r) {
    const std::uint64_t cluster = first_cluster_[r] + label_[r * vertices_ + v];
    for (std::uint64_t at = first_member_[cluster]; at < first_member_[cluster + 1]; ++at) ++together[member_[at]];
  }
  std::vector<co_assigned> found;
  for (vertex_id u = 0; u < vertices_; ++u)
    if (u != v && together[u] > 0) found.push_back({u, static_cast<double>(together[u]) / static_cast<double>(runs())});
  return found;
}

}  // namespace coopgraph
