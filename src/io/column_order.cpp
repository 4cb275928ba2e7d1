// SPDX-License-Identifier: BSL-1.0
#include "io/column_order.hpp"

#include <algorithm>
#include <cstddef>
#include <functional>
#include <queue>
#include <string_view>
#include <unordered_map>

namespace coopgraph::detail {
namespace {

using sequences = std::vector<std::vector<std::size_t>>;

/// Kahn's algorithm, the smallest number first; shorter than `count` if the sequences contradict each other.
std::vector<std::size_t> common_order(const sequences& all, std::size_t count) {
  std::vector<std::vector<std::size_t>> after(count);
  for (const auto& one : all)
    for (std::size_t i = 1; i < one.size(); ++i) after[one[i - 1]].push_back(one[i]);
  std::vector<std::size_t> waits_for(count, 0);
  for (auto& next : after) {
    std::sort(next.begin(), next.end());
    next.erase(std::unique(next.begin(), next.end()), next.end());
    for (const std::size_t k : next) ++waits_for[k];
  }
  std::priority_queue<std::size_t, std::vector<std::size_t>, std::greater<>> ready;
  for (std::size_t k = 0; k < count; ++k)
    if (waits_for[k] == 0) ready.push(k);
  std::vector<std::size_t> order;
  while (!ready.empty()) {
    order.push_back(ready.top());
    ready.pop();
    for (const std::size_t k : after[order.back()])
      if (--waits_for[k] == 0) ready.push(k);
  }
  return order;
}

}  // namespace

std::vector<std::string> attribute_columns(std::span<const actor> actors) {
  std::unordered_map<std::string_view, std::size_t> number_of;
  std::vector<std::string_view> names;
  sequences all;
  for (const actor& a : actors) {
    std::vector<std::size_t> own;
    for (const attribute& value : a.attributes) {
      const auto [at, is_new] = number_of.try_emplace(value.name, names.size());
      if (is_new) names.push_back(value.name);
      own.push_back(at->second);
    }
    // Most actors have the same attributes.
    if (!own.empty() && (all.empty() || all.back() != own)) all.push_back(std::move(own));
  }
  std::vector<std::size_t> order = common_order(all, names.size());
  if (order.size() < names.size()) {
    // Once the actors' own follow the order first seen, they contradict each other no more.
    for (auto& own : all) std::sort(own.begin(), own.end());
    order = common_order(all, names.size());
  }
  std::vector<std::string> columns;
  columns.reserve(order.size());
  for (const std::size_t k : order) columns.emplace_back(names[k]);
  return columns;
}

}  // namespace coopgraph::detail
