// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/date.hpp>
#include <coopgraph/core/decimal.hpp>
#include <coopgraph/core/diagnostic.hpp>
#include <coopgraph/model/network.hpp>
#include <coopgraph/model/records.hpp>

#include "model/cells.hpp"
#include "model/near.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

namespace coopgraph::detail {

using record_id = std::variant<agreement_id, flow_id, event_id>;

template <class Id>
[[nodiscard]] Id next_id(std::size_t size) {
  return Id(static_cast<std::uint32_t>(size));
}

/// "at FILE:LINE"
[[nodiscard]] inline std::string place_text(const place& p) {
  if (p.file.empty() && p.line == 0) return "above";
  return "at " + p.file + ':' + std::to_string(p.line);
}

/// Keys of one id space: what each stands for and where it was first given.
template <class Target>
class key_space {
 public:
  /// Whether the key is new; a second use is a problem.
  bool add(const row_reader& row, const cell& key, const place& where, Target target) {
    const auto [at, is_new] = keys_.try_emplace(key.text, std::pair(target, where));
    if (!is_new)
      row.problem(key, "duplicate-id",
                  "the id " + row_reader::quoted(key) + " is used twice; it was first given " + place_text(at->second.second));
    return is_new;
  }

  [[nodiscard]] const Target* find(const std::string& key) const {
    const auto at = keys_.find(key);
    return at == keys_.end() ? nullptr : &at->second.first;
  }

  /// The target of a key, or a problem with what lies near; `when_unknown` is given each near key.
  const Target* resolve(const row_reader& row, const cell& key, const char* code, std::string_view what,
                        const std::function<void(const Target&)>& when_unknown = {}) {
    const Target* found = find(key.text);
    if (found != nullptr) return found;
    std::string message = "there is no " + std::string(what) + ' ' + row_reader::quoted(key);
    if (suggestions_left_ > 0) {
      --suggestions_left_;
      near_words near(key.text);
      for (const auto& entry : keys_) near.offer(entry.first);
      message += near.text();
      if (when_unknown)
        for (const std::string& word : near.words()) when_unknown(keys_.at(word).first);
    }
    row.problem(key, code, std::move(message));
    return nullptr;
  }

 private:
  std::unordered_map<std::string, std::pair<Target, place>> keys_;
  int suggestions_left_ = 100;
};

/// What is known of the actors that a region, or a list of parties, stands for.
struct region_reach {
  std::optional<actor_id> first = {};  ///< one of them
  bool several = true;                 ///< whether there is another, or might be
  std::uint64_t most = UINT64_MAX;     ///< an upper bound of their number

  void add(const region_reach& other) noexcept {
    if (!first) first = other.first;
    several = several || other.several || (other.first && other.first != first);
    most = most > UINT64_MAX - other.most ? UINT64_MAX : most + other.most;
  }
};

/// Turns rows into the parts of a network, table by table, and notes every rule that is broken. What a broken row gives in the
/// meantime only keeps later rows from failing for its sake: with a problem there is no network.
/// The tables are read once each, in the order of the members. The rows must outlive it.
class checker {
 public:
  checker(std::vector<diagnostic> problems, const number_format& format) : problems_(std::move(problems)), format_(format) {}

  // check_actors.cpp
  void read_sources(const std::vector<source_record>& rows);
  void read_actors(const std::vector<actor_record>& rows);
  void read_regions(const std::vector<region_record>& rows);
  void read_aliases(const std::vector<alias_record>& rows);
  void read_observation(const observation_record& row);
  // check_crosswalk.cpp
  void read_crosswalk(const std::vector<crosswalk_record>& rows);
  // check_records.cpp
  void read_agreements(const std::vector<agreement_record>& rows);
  void read_flows(const std::vector<flow_record>& rows);
  void read_events(const std::vector<event_record>& rows);
  // check_parties.cpp
  void read_parties(const std::vector<party_record>& rows);
  void read_participants(const std::vector<participant_record>& rows);
  // check_quantities.cpp
  void read_quantities(const std::vector<quantity_record>& rows);

  /// \throws data_error if a rule is broken
  [[nodiscard]] network_parts finish();

 private:
  /// A unit that an amount is stated in; the amounts of one group would be added up.
  struct unit_use {
    std::string group;
    std::string what;  ///< the group, in words
    row_reader row;
    const cell* unit;
    const place* where;
  };
  /// The actors that a record names, and those that do not exist at its time.
  struct stranger {
    row_reader row;
    const cell* named;
    actor_or_region who;
  };
  struct strangers {
    std::size_t actors = 0;  ///< how many it names
    std::vector<stranger> rows = {};
  };
  /// A row of the crosswalk as far as it could be read.
  struct handover {
    actor_id from;
    std::optional<actor_id> to;
    std::optional<decimal> share;
    std::optional<date> on;
    std::size_t row;
  };

  [[nodiscard]] row_reader reader(const place& where, const cell& record) { return {problems_, format_, where, record.text}; }

  [[nodiscard]] static actor read_actor(const row_reader& row, const actor_record& r);
  void link_parents(const std::vector<actor_record>& rows);
  void name_regions(const std::vector<region_record>& rows);
  void fill_regions(const std::vector<region_record>& rows);
  void check_nesting(const std::vector<region_record>& rows);
  void measure_regions(const std::vector<std::vector<std::uint32_t>>& inner);
  [[nodiscard]] region_reach reach_of(const actor_or_region& who) const;

  [[nodiscard]] const actor_id* end_of_succession(const row_reader& row, const cell& key, std::string_view column);
  void check_shares(const std::vector<crosswalk_record>& rows, std::vector<handover>& read);
  void check_successions(const std::vector<crosswalk_record>& rows, std::vector<handover>& read);
  void check_succession_dates(const row_reader& row, const crosswalk_record& r, const handover& h, bool lives_on) const;

  [[nodiscard]] std::optional<source_id> cited(const row_reader& row, const cell& key);
  [[nodiscard]] static std::vector<std::string> split_fields(const row_reader& row, const cell& fields, std::string_view column);
  static void check_signature(const row_reader& row, const agreement_record& r, const agreement& a);
  static void check_flow(const row_reader& row, const flow_record& r);
  void check_flow_lives(const row_reader& row, const flow_record& r, const period& effective, const actor_or_region* origin,
                        const actor_or_region* destination) const;

  /// Whether the dates that two cells state lie within the validity of the actor that a third names; a region has none.
  [[nodiscard]] bool check_life(const row_reader& row, const actor_or_region& who, const cell& named, const stated_period& valid,
                                const cell& from, const cell& to, const char* code, const std::string& what) const;
  [[nodiscard]] bool lives_during(const actor_or_region& who, const period& days) const;
  [[nodiscard]] std::string life_text(const actor_or_region& who) const;
  void tell_strangers(const place& where, const cell& record, const cell& dated, const std::string& what, const strangers& found);

  [[nodiscard]] party_extent read_extent(const row_reader& row, const cell& extent, const cell& named,
                                         const actor_or_region* who) const;
  void check_party_time(const row_reader& row, const party_record& r, const agreement& a, strangers& outside) const;
  void check_number_of_parties(const agreement& a, std::size_t unknown);

  [[nodiscard]] static quantity read_quantity(const row_reader& row, const quantity_record& r);
  static void check_exactness(const row_reader& row, const quantity_record& r, const quantity& q);
  void check_twice(const std::vector<quantity_record>& rows, std::vector<std::size_t> known);
  static void check_units(const std::vector<unit_use>& uses);
  [[nodiscard]] std::vector<quantity>& quantities_of(const record_id& record);

  network_parts parts_;
  std::vector<diagnostic> problems_;
  number_format format_;
  key_space<actor_or_region> who_;
  key_space<record_id> record_;
  key_space<source_id> source_;
  std::vector<region_reach> reach_;                      // region -> its actors
  std::vector<const agreement_record*> agreement_rows_;  // agreement -> its row
  std::vector<const event_record*> event_rows_;          // event -> its row
};

}  // namespace coopgraph::detail
