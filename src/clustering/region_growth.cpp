// SPDX-License-Identifier: BSL-1.0
#include "clustering/region_growth.hpp"

#include <coopgraph/graph/components.hpp>

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <utility>

namespace coopgraph::detail {
namespace {

constexpr std::uint32_t none = 0xffffffffU;

}  // namespace

region_growth::region_growth(const region_problem& problem, random_stream& random)
    : problem_(problem), random_(random), local_(problem.units, none) {}

void region_growth::grow(std::span<const vertex_id> units, tree_kind kind) {
  std::vector<vertex_id> drawn(units.begin(), units.end());
  shuffle(std::span(drawn), random_);
  for (std::uint32_t i = 0; i < drawn.size(); ++i) local_[drawn[i]] = i;
  order_.clear();
  parent_.clear();
  if (kind == tree_kind::walk)
    grow_walk(drawn);
  else
    grow_by_keys(drawn, kind);
  for (const vertex_id u : drawn) local_[u] = none;
}

void region_growth::grow_walk(std::span<const vertex_id> units) {
  std::vector<bool> met(units.size(), false);
  std::vector<std::pair<vertex_id, std::uint32_t>> stack;
  for (const vertex_id root : units) {
    if (met[local_[root]]) continue;
    stack.emplace_back(root, none);
    while (!stack.empty()) {
      const auto [u, parent] = stack.back();
      stack.pop_back();
      if (met[local_[u]]) continue;
      met[local_[u]] = true;
      const auto here = static_cast<std::uint32_t>(order_.size());
      order_.push_back(u);
      parent_.push_back(parent);
      const std::size_t first = stack.size();
      for (const vertex_id v : problem_.neighbours_of(u))
        if (local_[v] != none && !met[local_[v]]) stack.emplace_back(v, here);
      shuffle(std::span(stack).subspan(first), random_);
    }
  }
}

void region_growth::grow_by_keys(std::span<const vertex_id> units, tree_kind kind) {
  struct keyed {
    double key;
    std::uint32_t u;
    std::uint32_t v;
  };
  std::vector<keyed> edges;
  for (std::uint32_t i = 0; i < units.size(); ++i)
    for (const vertex_id other : problem_.neighbours_of(units[i])) {
      const std::uint32_t j = local_[other];
      if (j == none || j <= i) continue;
      const double draw = random_.uniform();
      const double apart = kind == tree_kind::alike
                               ? problem_.dissimilarity(units[i], other, region_dissimilarity::squared_euclidean) * (0.25 + draw)
                               : draw;
      edges.push_back({apart, i, j});
    }
  std::sort(edges.begin(), edges.end(), [](const keyed& a, const keyed& b) {
    if (a.key != b.key) return a.key < b.key;
    return a.u != b.u ? a.u < b.u : a.v < b.v;
  });
  vertex_sets sets(units.size());
  std::vector<std::size_t> offset(units.size() + 1, 0);
  std::size_t kept = 0;
  for (const keyed& e : edges) {
    if (sets.root(e.u) == sets.root(e.v)) continue;
    sets.join(e.u, e.v);
    ++offset[e.u + std::size_t{1}];
    ++offset[e.v + std::size_t{1}];
    edges[kept++] = e;
  }
  std::partial_sum(offset.begin(), offset.end(), offset.begin());
  std::vector<std::uint32_t> ends(2 * kept);
  std::vector<std::size_t> next(offset.begin(), offset.end() - 1);
  for (std::size_t i = 0; i < kept; ++i) {
    ends[next[edges[i].u]++] = edges[i].v;
    ends[next[edges[i].v]++] = edges[i].u;
  }

  std::vector<bool> met(units.size(), false);
  std::vector<std::pair<std::uint32_t, std::uint32_t>> stack;
  for (std::uint32_t root = 0; root < units.size(); ++root) {
    if (met[root]) continue;
    met[root] = true;
    stack.emplace_back(root, none);
    while (!stack.empty()) {
      const auto [i, parent] = stack.back();
      stack.pop_back();
      const auto here = static_cast<std::uint32_t>(order_.size());
      order_.push_back(units[i]);
      parent_.push_back(parent);
      for (std::size_t e = offset[i]; e < offset[i + std::size_t{1}]; ++e) {
        if (met[ends[e]]) continue;
        met[ends[e]] = true;
        stack.emplace_back(ends[e], here);
      }
    }
  }
}

/// What is left at a root, below the floor, joins one of the trees that were cut off it.
void region_growth::join_leftovers() {
  const std::size_t n = order_.size();
  std::vector<std::uint32_t> root(n, none);  // of the places not cut off, if it is below the floor
  std::vector<std::uint32_t> chosen(n, none);
  std::vector<std::uint32_t> choices(n, 0);
  for (std::uint32_t i = 0; i < n; ++i) {
    if (parent_[i] == none) {
      if (amount_[i] < problem_.floor) root[i] = i;
    } else if (!is_cut_[i]) {
      root[i] = root[parent_[i]];
    } else if (const std::uint32_t r = root[parent_[i]]; r != none) {
      ++choices[r];
      if (random_.below(choices[r]) == 0) chosen[r] = i;
    }
  }
  for (const std::uint32_t i : chosen)
    if (i != none) is_cut_[i] = false;
}

std::uint32_t region_growth::cut_to_floor(std::size_t keep) {
  const std::size_t n = order_.size();
  amount_.resize(n);
  is_cut_.assign(n, false);
  for (std::size_t i = 0; i < n; ++i) amount_[i] = problem_.amount[order_[i]];
  for (std::size_t i = n; i-- > 0;) {
    if (parent_[i] == none) continue;
    if (amount_[i] >= problem_.floor)
      is_cut_[i] = true;
    else
      amount_[parent_[i]] += amount_[i];
  }
  join_leftovers();

  std::vector<std::uint32_t> cuts;
  std::size_t trees = 0;
  for (std::uint32_t i = 0; i < n; ++i) {
    if (is_cut_[i]) cuts.push_back(i);
    if (is_cut_[i] || parent_[i] == none) ++trees;
  }
  shuffle(std::span(cuts), random_);
  for (; trees > keep && !cuts.empty(); --trees, cuts.pop_back()) is_cut_[cuts.back()] = false;

  label_.resize(n);
  std::uint32_t labels = 0;
  for (std::size_t i = 0; i < n; ++i) label_[i] = is_cut_[i] || parent_[i] == none ? labels++ : label_[parent_[i]];
  return labels;
}

std::optional<tree_cut> region_growth::best_cut() {
  const std::size_t n = order_.size();
  const std::size_t p = problem_.columns;
  amount_.resize(n);
  size_.assign(n, 1);
  sum_.resize(n * p);
  for (std::size_t i = 0; i < n; ++i) {
    amount_[i] = problem_.amount[order_[i]];
    std::copy_n(problem_.row(order_[i]), p, sum_.data() + i * p);
  }
  for (std::size_t i = n; i-- > 1;) {
    const std::size_t to = parent_[i];
    amount_[to] += amount_[i];
    size_[to] += size_[i];
    for (std::size_t j = 0; j < p; ++j) sum_[to * p + j] += sum_[i * p + j];
  }
  // The gain is n / (n_a n_b) |s_a - n_a / n s|^2, with the sums s of all and s_a of one side.
  std::size_t best = 0;
  double most = -1.0;
  for (std::size_t i = 1; i < n; ++i) {
    if (amount_[i] < problem_.floor || amount_[0] - amount_[i] < problem_.floor) continue;
    const double share = static_cast<double>(size_[i]) / static_cast<double>(n);
    double squares = 0.0;
    for (std::size_t j = 0; j < p; ++j) {
      const double d = sum_[i * p + j] - share * sum_[j];
      squares += d * d;
    }
    const double gain = squares / (share * static_cast<double>(n - size_[i]));
    if (gain <= most) continue;
    most = gain;
    best = i;
  }
  if (best == 0) return std::nullopt;
  tree_cut cut{most, {}, {}};
  for (std::size_t i = 0; i < n; ++i) (i >= best && i < best + size_[best] ? cut.inside : cut.outside).push_back(order_[i]);
  return cut;
}

}  // namespace coopgraph::detail
