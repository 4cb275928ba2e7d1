// SPDX-License-Identifier: BSL-1.0
#pragma once

// What the tests of the generators ask of a graph.

#include <coopgraph/core/error.hpp>
#include <coopgraph/graph/graph.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace coopgraph::generated {

using pairs = std::vector<std::pair<vertex_id, vertex_id>>;

template <direction D>
pairs pairs_of(const basic_graph<D>& graph) {
  pairs list;
  const auto view = graph.view();
  for (std::size_t e = 0; e < view.edges(); ++e) list.emplace_back(view.source[e], view.target[e]);
  return list;
}

inline pairs unordered(pairs list) {
  for (auto& [u, v] : list)
    if (v < u) std::swap(u, v);
  return list;
}

inline std::size_t loops_in(const pairs& list) {
  return static_cast<std::size_t>(std::count_if(list.begin(), list.end(), [](const auto& p) { return p.first == p.second; }));
}

inline bool is_simple(const pairs& list) {
  return loops_in(list) == 0 && std::set(list.begin(), list.end()).size() == list.size();
}

inline std::vector<std::size_t> degrees(std::size_t n, const pairs& list) {
  std::vector<std::size_t> degree(n, 0);
  for (const auto& [u, v] : list) {
    ++degree[u];
    ++degree[v];
  }
  return degree;
}

// Connected pieces by relabelling until nothing changes: slow and obvious.
inline std::size_t pieces(std::size_t n, const pairs& list) {
  std::vector<std::size_t> label(n);
  std::iota(label.begin(), label.end(), std::size_t{0});
  for (bool changed = true; changed;) {
    changed = false;
    for (const auto& [u, v] : list) {
      const std::size_t least = std::min(label[u], label[v]);
      changed = changed || label[u] != least || label[v] != least;
      label[u] = label[v] = least;
    }
  }
  return std::set(label.begin(), label.end()).size();
}

inline std::uint64_t fold(std::uint64_t digest, std::uint64_t word) {
  return (std::rotl(digest, 5) ^ word) * 0x9e3779b97f4a7c15U;
}

template <direction D>
std::uint64_t digest_of(const basic_graph<D>& graph) {
  std::uint64_t digest = fold(0, graph.view().vertices());
  for (const auto& [u, v] : pairs_of(graph)) digest = fold(fold(digest, u), v);
  return digest;
}

template <class Call>
void expect_refused(const Call& call, const std::string& parameter) {
  try {
    call();
    FAIL() << "accepted, but " << parameter << " is outside its range";
  } catch (const option_error& problem) {
    EXPECT_EQ(problem.parameter(), parameter) << problem.what();
  }
}

}  // namespace coopgraph::generated
