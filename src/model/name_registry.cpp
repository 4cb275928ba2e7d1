// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/core/error.hpp>
#include <coopgraph/model/name_registry.hpp>

#include "model/fold.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <tuple>

namespace coopgraph {
namespace {

using keys = std::vector<std::pair<std::string, std::uint32_t>>;

constexpr std::size_t most_suggestions = 5;
constexpr std::size_t most_edits = 2;
constexpr std::size_t least_part = 4;  // letters: every third name of Vietnam holds "ha" or "an"

template <class List>
void sort_distinct(List& list) {
  std::sort(list.begin(), list.end());
  list.erase(std::unique(list.begin(), list.end()), list.end());
}

/// The items that have this key, in their order.
[[nodiscard]] std::vector<std::uint32_t> having(const keys& list, const std::string& key) {
  std::vector<std::uint32_t> items;
  for (auto at = std::lower_bound(list.begin(), list.end(), std::pair(key, std::uint32_t{0}));
       at != list.end() && at->first == key; ++at)
    items.push_back(at->second);
  return items;
}

/// The fewest edits that turn a into b if they are at most limit, else limit + 1: the diagonals around the middle one of the
/// usual table, where all others are beyond the limit. \pre limit <= most_edits. Complexity: O(|a|).
[[nodiscard]] std::size_t edits(std::u32string_view a, std::u32string_view b, std::size_t limit) {
  if (std::max(a.size(), b.size()) - std::min(a.size(), b.size()) > limit) return limit + 1;
  const std::size_t beyond = limit + 1;
  std::array<std::size_t, 2 * most_edits + 3> row{};  // row[d + 1] is column i + d - limit; a wall on either side
  row.fill(beyond);
  for (std::size_t d = limit; d <= 2 * limit; ++d) row[d + 1] = d - limit;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    for (std::size_t d = 0; d <= 2 * limit; ++d) {
      std::size_t& here = row[d + 1];
      if (i + d < limit || i + d - limit > b.size()) {
        here = beyond;
        continue;
      }
      const std::size_t j = i + d - limit;
      const std::size_t replaced = j == 0 ? beyond : here + (a[i - 1] == b[j - 1] ? 0U : 1U);
      here = std::min({replaced, row[d] + 1, row[d + 2] + 1, beyond});
    }
  }
  return row[b.size() + limit - a.size() + 1];
}

/// How many edits lie between two looks if they are near each other.
[[nodiscard]] std::optional<std::size_t> distance(std::u32string_view a, std::u32string_view b) {
  const std::size_t limit = a.size() < least_part ? 1 : most_edits;
  if (const std::size_t found = edits(a, b, limit); found <= limit) return found;
  const std::u32string_view longer = a.size() < b.size() ? b : a;
  const std::u32string_view shorter = a.size() < b.size() ? a : b;
  if (shorter.size() < least_part || longer.find(shorter) == std::u32string_view::npos) return std::nullopt;
  return longer.size() - shorter.size();
}

/// The first `count` different values, in their order.
[[nodiscard]] std::vector<std::uint32_t> first_distinct(const std::vector<std::uint32_t>& values, std::size_t count) {
  std::vector<std::uint32_t> kept;
  for (const std::uint32_t value : values) {
    if (kept.size() == count) break;
    if (std::find(kept.begin(), kept.end(), value) == kept.end()) kept.push_back(value);
  }
  return kept;
}

[[nodiscard]] std::vector<std::uint32_t> nearest(const keys& list, const std::string& key) {
  const std::u32string look = detail::look_of(key);
  std::vector<std::pair<std::size_t, std::uint32_t>> found;
  for (const auto& [candidate, item] : list)
    if (const auto edits_apart = distance(look, detail::look_of(candidate))) found.emplace_back(*edits_apart, item);
  std::sort(found.begin(), found.end());
  std::vector<std::uint32_t> items;
  items.reserve(found.size());
  for (const auto& [edits_apart, item] : found) items.push_back(item);
  return first_distinct(items, most_suggestions);
}

[[nodiscard]] char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

[[nodiscard]] bool holds_codes(const std::string& column) {
  std::string name = column;
  std::transform(name.begin(), name.end(), name.begin(), lower);
  return name.find("code") != std::string::npos || name.find("iso") != std::string::npos;
}

/// Without the spaces around it: ASCII's, U+00A0 and U+FEFF, as spreadsheets leave them.
[[nodiscard]] std::string_view trimmed(std::string_view text) {
  constexpr std::array<std::string_view, 8> spaces{" ", "\t", "\n", "\v", "\f", "\r", "\xC2\xA0", "\xEF\xBB\xBF"};
  for (bool changed = true; changed;) {
    changed = false;
    for (const std::string_view space : spaces) {
      if (text.substr(0, space.size()) == space) {
        text.remove_prefix(space.size());
        changed = true;
      }
      if (text.size() >= space.size() && text.substr(text.size() - space.size()) == space) {
        text.remove_suffix(space.size());
        changed = true;
      }
    }
  }
  return text;
}

/// What is left of a code without country, case and leading zeros: "vn-01" and "1" -> "1".
[[nodiscard]] std::string hint_key(std::string_view code) {
  if (const std::size_t dash = code.rfind('-'); dash != std::string_view::npos) code.remove_prefix(dash + 1);
  while (code.size() > 1 && code.front() == '0') code.remove_prefix(1);
  std::string key(code);
  std::transform(key.begin(), key.end(), key.begin(), lower);
  return key;
}

[[nodiscard]] std::vector<actor_or_region> targets_of(const network& from, const std::optional<date>& on) {
  std::vector<actor_or_region> targets;
  const auto count = [](std::size_t n) { return static_cast<std::uint32_t>(n); };
  for (std::uint32_t i = 0; i < count(from.actors().size()); ++i)
    if (!on || from.actors()[i].valid.days().overlaps(through(on, on))) targets.emplace_back(actor_id(i));
  for (std::uint32_t i = 0; i < count(from.regions().size()); ++i) targets.emplace_back(region_id(i));
  return targets;
}

/// \pre targets is sorted
[[nodiscard]] std::vector<name_registry::entry> names_of(const network& from, const std::vector<actor_or_region>& targets) {
  std::vector<name_registry::entry> names;
  for (std::size_t i = 0; i < targets.size(); ++i) names.push_back({from.name_of(targets[i]), static_cast<std::uint32_t>(i)});
  for (const alias& a : from.aliases()) {
    const auto at = std::lower_bound(targets.begin(), targets.end(), a.who);
    if (at != targets.end() && *at == a.who) names.push_back({a.text, static_cast<std::uint32_t>(at - targets.begin())});
  }
  return names;
}

void check_code_system(const network& from, const std::string& code_system) {
  if (code_system.empty() || code_system == "id") return;
  std::vector<std::string> columns;
  for (const actor& a : from.actors())
    for (const attribute& value : a.attributes) columns.push_back(value.name);
  sort_distinct(columns);
  if (std::binary_search(columns.begin(), columns.end(), code_system)) return;
  std::string allowed = "\"id\" or an attribute of the actors (";
  for (std::size_t i = 0; i < columns.size() && i < 20; ++i) allowed += (i > 0 ? ", " : "") + printable(columns[i]);
  if (columns.size() > 20) allowed += ", …";
  allowed += columns.empty() ? "there is none)" : ")";
  throw input_error("network_names", "code_system", '"' + printable(code_system) + '"', allowed);
}

}  // namespace

name_registry::name_registry(std::span<const entry> entries) {
  for (const entry& e : entries) {
    detail::folded_name name = detail::fold(e.name);
    if (name.full.empty()) continue;
    full_.emplace_back(std::move(name.full), e.item);
    bare_.emplace_back(std::move(name.bare), e.item);
  }
  sort_distinct(full_);
  sort_distinct(bare_);
}

std::vector<std::uint32_t> name_registry::named(std::string_view text) const {
  const detail::folded_name name = detail::fold(text);
  if (name.full.empty()) return {};
  std::vector<std::uint32_t> items = having(full_, name.full);
  if (items.empty()) items = having(bare_, name.bare);
  return items;
}

std::vector<std::uint32_t> name_registry::near(std::string_view text) const {
  const std::string key = fold_name(text);
  return key.empty() ? std::vector<std::uint32_t>{} : nearest(bare_, key);
}

name_match name_registry::find(std::string_view text) const {
  const std::vector<std::uint32_t> items = named(text);
  if (items.size() == 1) return {items.front(), {}, false};
  if (items.empty()) return {std::nullopt, near(text), false};
  return {std::nullopt, first_distinct(items, most_suggestions), true};
}

network_names::network_names(const network& from, const registry_options& options)
    : targets_(targets_of(from, options.on)), names_(names_of(from, targets_)) {
  check_code_system(from, options.code_system);
  for (std::uint32_t i = 0; i < targets_.size(); ++i) {
    const std::string& id = from.key_of(targets_[i]);
    if (options.code_system == "id") codes_.emplace_back(trimmed(id), i);
    hints_.push_back({hint_key(trimmed(id)), std::string(trimmed(id)), i});
    const auto* which = std::get_if<actor_id>(&targets_[i]);
    if (which == nullptr) continue;
    for (const attribute& a : from[*which].attributes) {
      const std::string_view code = trimmed(a.value);
      if (code.empty()) continue;
      if (a.name == options.code_system) codes_.emplace_back(code, i);
      if (a.name == options.code_system || holds_codes(a.name)) hints_.push_back({hint_key(code), std::string(code), i});
    }
  }
  sort_distinct(codes_);
  std::sort(hints_.begin(), hints_.end(),
            [](const hint& a, const hint& b) { return std::tie(a.key, a.target) < std::tie(b.key, b.target); });
}

std::vector<std::uint32_t> network_names::hinted(std::string_view code) const {
  const std::string key = hint_key(code);
  const auto below = [](const hint& h, const std::string& k) { return h.key < k; };
  const bool tells_little = key.empty() || (key.size() > 3 && key.find_first_not_of("0123456789") != std::string::npos);
  std::vector<std::uint32_t> same;
  std::vector<std::uint32_t> alike;
  for (auto at = std::lower_bound(hints_.begin(), hints_.end(), key, below); at != hints_.end() && at->key == key; ++at) {
    if (at->code == code) same.push_back(at->target);
    if (at->code != code && !tells_little) alike.push_back(at->target);
  }
  same.insert(same.end(), alike.begin(), alike.end());
  return same;
}

network_names::match network_names::find(std::string_view text) const {
  if (!detail::fold(text).readable) return {};
  const std::string code(trimmed(text));
  if (code.empty()) return {};

  std::vector<std::uint32_t> found = having(codes_, code);
  const std::vector<std::uint32_t> named = names_.named(text);
  found.insert(found.end(), named.begin(), named.end());
  sort_distinct(found);
  match result;
  if (found.size() == 1) {
    result.who = targets_[found.front()];
    return result;
  }
  result.ambiguous = !found.empty();
  if (found.empty()) {
    found = hinted(code);
    const std::vector<std::uint32_t> near = names_.near(text);
    found.insert(found.end(), near.begin(), near.end());
  }
  for (const std::uint32_t i : first_distinct(found, most_suggestions)) result.suggestions.push_back(targets_[i]);
  return result;
}

}  // namespace coopgraph
