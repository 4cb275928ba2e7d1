// SPDX-License-Identifier: BSL-1.0
#pragma once

// The datasets in examples/data, and what their tests ask of them.

#include <coopgraph/core/decimal.hpp>
#include <coopgraph/io/dataset.hpp>

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace coopgraph::kit {

using text_list = std::vector<std::string>;
using text_set = std::set<std::string>;

inline const std::string data_folder = COOPGRAPH_SOURCE_DIR "/examples/data/";

inline const network& vietnam() {
  static const network n = read_dataset(data_folder + "vietnam");
  return n;
}
inline const network& hanoi() {
  static const network n = read_dataset(data_folder + "hanoi-2018");
  return n;
}

inline bool is_new(const actor& a) { return a.key.starts_with("2025-"); }

/// The 63 provinces and cities of 2018, or the 34 of 2025.
inline std::vector<actor> units(const network& n, bool of_2025) {
  std::vector<actor> chosen;
  for (const actor& a : n.actors())
    if ((a.kind == "province" || a.kind == "city") && is_new(a) == of_2025) chosen.push_back(a);
  return chosen;
}

inline std::string value_of(const actor& a, std::string_view column) {
  for (const attribute& x : a.attributes)
    if (x.name == column) return x.value;
  return {};
}
inline double number_of(const actor& a, std::string_view column) { return to_double(parse_decimal(value_of(a, column)).value); }
inline double sum(const std::vector<actor>& actors, std::string_view column) {
  double total = 0;
  for (const actor& a : actors) total += number_of(a, column);
  return total;
}
inline text_set distinct(const std::vector<actor>& actors, std::string_view column) {
  text_set values;
  for (const actor& a : actors)
    if (const std::string value = value_of(a, column); !value.empty()) values.insert(value);
  return values;
}

inline text_set members(const network& n, const char* region) {
  text_set keys;
  for (const actor_id id : n.members(n.region_with(region))) keys.insert(n[id].key);
  return keys;
}

}  // namespace coopgraph::kit
