// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/date.hpp>
#include <coopgraph/model/ids.hpp>
#include <coopgraph/model/network.hpp>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace coopgraph {

/// The key under which spellings of one name meet: NFKD, case folded, diacritics left out, đ and its look-alikes (U+00D0, U+0189)
/// as d, and without spaces, dashes, underscores, dots, quotes and what has no width. Words for a kind of unit are left out where
/// another word remains: "tỉnh", "thành phố", "TP", "T.P.", "thủ đô" before a name (in these marks or in none, so that
/// "Tĩnh Gia" stays whole), "Province", "City", "Municipality" after it. Letters of another script that look like Latin ones
/// stay what they are, and so do the vowel signs of other scripts. For lookup only: different words may share a key.
/// Text that is not UTF-8, or longer than 1,000 bytes, has no key: "". Complexity: O(|text|), O(1) beyond 1,000 bytes.
[[nodiscard]] std::string fold_name(std::string_view text);

/// What a text was found to mean.
struct name_match {
  std::optional<std::uint32_t> item;       ///< what it names, if exactly one thing has this key
  std::vector<std::uint32_t> suggestions;  ///< otherwise: what shares the key (ambiguous) or lies near it, at most 5
  bool ambiguous = false;                  ///< several things have this key
};

/// Finds things by any spelling of their names: by equal keys only. A name that is the text with all its words is preferred;
/// only where there is none, words for a kind of unit are left out of both ("TP. Huế" finds "Huế", unless there is a "TP. Huế").
///
/// What lies near is suggested, never taken: names within two insertions, deletions or replacements of letters (one, if the text
/// has fewer than four), and names that hold the text or are held by it (four letters or more). Here letters that look the same
/// count as the same (Cyrillic а and Latin a). The nearest come first, then the smaller items.
class name_registry {
 public:
  struct entry {
    std::string name;
    std::uint32_t item;
  };
  /// Several entries may name one item. An entry without a key is never found. Complexity: O(bytes + n log n).
  explicit name_registry(std::span<const entry> entries);

  /// Complexity: O(|text| log n) where it is found; where suggestions are looked for, O(|text|) for each byte of the names at
  /// worst, commonly O(bytes of the names); O(1) for texts of more than 1,000 bytes, which mean nothing.
  [[nodiscard]] name_match find(std::string_view text) const;

 private:
  friend class network_names;
  using keys = std::vector<std::pair<std::string, std::uint32_t>>;  // sorted, distinct

  /// All that the text names, in the order of the items.
  [[nodiscard]] std::vector<std::uint32_t> named(std::string_view text) const;
  /// What lies near, the nearest first.
  [[nodiscard]] std::vector<std::uint32_t> near(std::string_view text) const;

  keys full_;  // of all words
  keys bare_;  // without the words for a kind of unit
};

struct registry_options {
  /// Only actors that exist on this date (on a day of this month or year); nothing: all. Regions have no dates.
  std::optional<date> on = {};
  /// Also find codes: the attribute column that holds them ("gso_code"), or "id" for the ids of the dataset; empty: names only.
  std::string code_system = {};
};

/// The names and aliases of a network's actors and regions. It does not refer to the network afterwards.
class network_names {
 public:
  /// \throws input_error if no actor has the attribute code_system (and it is not "id")
  /// Complexity: O(bytes + n log n) for n names, aliases and codes.
  explicit network_names(const network& from, const registry_options& options = {});

  struct match {
    std::optional<actor_or_region> who;
    std::vector<actor_or_region> suggestions;  ///< at most 5
    bool ambiguous = false;
  };
  /// A name, an alias or, where a code system was chosen, a code of that system, exact but for surrounding spaces. A code that
  /// one has and a name that another has: ambiguous.
  ///
  /// Codes are never looked for in another system, and ids are codes too: "01" is Hà Nội by the statistics office and Lai Châu
  /// in ISO 3166-2. They are suggested, before names: who has the text as id, as a code of the chosen system or in an attribute
  /// column whose name holds "code" or "iso" in any case; then who has it there but for a country before a dash, case and
  /// leading zeros ("01" for VN-01, "1" for 01), if what is left is a number or has at most three characters.
  ///
  /// Complexity: as name_registry::find().
  [[nodiscard]] match find(std::string_view text) const;

 private:
  struct hint {
    std::string key;   // what is left of a code without country, case and leading zeros
    std::string code;  // as it stands
    std::uint32_t target;
  };

  [[nodiscard]] std::vector<std::uint32_t> hinted(std::string_view code) const;

  std::vector<actor_or_region> targets_;
  std::vector<std::pair<std::string, std::uint32_t>> codes_;  // of the chosen system, sorted, distinct
  std::vector<hint> hints_;                                   // codes of all systems, sorted by key
  name_registry names_;
};

}  // namespace coopgraph
