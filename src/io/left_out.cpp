// SPDX-License-Identifier: BSL-1.0
#include "io/left_out.hpp"

#include <coopgraph/core/diagnostic.hpp>

#include <algorithm>

namespace coopgraph::detail {

std::string listed(std::span<const std::string_view> names) {
  constexpr std::size_t most = 8;
  const std::size_t shown = std::min(names.size(), most);
  std::string all;
  for (std::size_t i = 0; i < shown; ++i) {
    if (i > 0) all += i + 1 == names.size() ? " and " : ", ";
    all += '"' + printable(names[i], 60) + '"';
  }
  if (names.size() > shown) all += " and " + std::to_string(names.size() - shown) + " more";
  return all;
}

void left_out::count(std::string_view what, std::size_t number) {
  if (number == 0) return;
  say(std::string(format_) + " has no " + std::string(what) + ": " + std::to_string(number) +
      (number == 1 ? " is left out" : " are left out"));
}

void left_out::attributes(std::string_view what, std::span<const attribute_column> all, std::span<const std::string_view> kept) {
  std::vector<std::string_view> names;
  for (const attribute_column& a : all)
    if (std::find(kept.begin(), kept.end(), a.name) == kept.end()) names.push_back(a.name);
  if (names.empty()) return;
  say(std::string(format_) + " has no " + std::string(what) + ": " + listed(names) +
      (names.size() == 1 ? " is left out" : " are left out"));
}

void left_out::periods(const graph_document& document) {
  const std::size_t spells = document.vertex_spells.size() + document.edge_spells.size();
  const std::string none = std::string(format_) + " has no periods: ";
  if (spells > 0)
    say(none + std::to_string(spells) + (spells == 1 ? " spell is" : " spells are") + " left out");
  else if (!document.time_format.empty())
    say(none + "their format \"" + printable(document.time_format) + "\" is left out");
}

}  // namespace coopgraph::detail
