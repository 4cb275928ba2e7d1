// SPDX-License-Identifier: BSL-1.0
// What carrying promises of every network, against an oracle that follows the units by recursion over sets of their keys.
#include <coopgraph/core/random.hpp>
#include <coopgraph/model/network_builder.hpp>
#include <coopgraph/model/vintage.hpp>

#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "support/dataset_kit.hpp"
#include "support/random_network.hpp"

namespace coopgraph {
namespace {

using key_set = std::set<std::string>;

/// Units of before 2000, of 2000 to 2009 (or on) and of after 2009, and actors without dates, with records among all of them.
class reform_maker {
 public:
  explicit reform_maker(std::uint64_t seed) : random_(seed, "vintages") {}

  /// Nothing if the records broke a rule (a region and its only member as the parties of an agreement).
  std::optional<network> make() {
    for (std::size_t k = 2 + below(3); k > 0; --k) add_unit("o", "", "1999-12-31", first_);
    for (std::size_t k = 1 + below(4); k > 0; --k) add_unit("c", "2000-01-01", chance(2) ? "2009-12-31" : "", second_);
    for (std::size_t k = 1 + below(3); k > 0; --k) add_unit("n", "2010-01-01", "", third_);
    for (std::size_t k = 1 + below(3); k > 0; --k) add_unit("t", "", "", always_);
    hand_over();
    add_regions();
    add_records();
    observation_record seen{.absence = "none"};
    for (const unit& u : units_)
      if (chance(5)) seen.whose.emplace_back(u.key);
    builder_.observe(std::move(seen));
    try {
      return builder_.build();
    } catch (const data_error&) {
      return std::nullopt;
    }
  }

 private:
  struct unit {
    std::string key;
    std::string first;
    std::string last;
  };

  std::size_t below(std::size_t bound) { return static_cast<std::size_t>(random_.below(bound)); }
  bool chance(std::size_t one_in) { return below(one_in) == 0; }
  const std::string& any(const std::vector<std::string>& list) { return list[below(list.size())]; }

  void add_unit(const char* kind, const char* first, const char* last, std::vector<std::string>& list) {
    const std::string key = kind + std::to_string(units_.size());
    const std::string parent = units_.empty() || chance(2) ? std::string() : units_[below(units_.size())].key;
    builder_.add(actor_record{.id = key,
                              .name = "unit " + key,
                              .parent = parent,
                              .valid_from = first,
                              .valid_to = last,
                              .attributes = {{"population", std::to_string(below(100))}, {kind, "x"}}});
    builder_.add(alias_record{.id = key, .alias = "alias"});
    units_.push_back({key, first, last});
    list.push_back(key);
  }

  void pass(const std::string& from, std::vector<std::string> heirs, const std::string& on, bool lives_on) {
    constexpr const char* shares[3][3] = {{"1", "", ""}, {"0.25", "0.75", ""}, {"0.5", "0.125", "0.375"}};
    std::set<std::string> chosen;
    for (std::size_t k = 1 + below(3); k > 0; --k) chosen.insert(any(heirs));
    if (lives_on) chosen = {from, any(heirs)};
    std::size_t k = 0;
    for (const std::string& to : chosen)
      builder_.add(crosswalk_record{.from = from, .to = to, .share = shares[chosen.size() - 1][k++], .date = on});
  }

  void hand_over() {
    auto heirs = second_;
    heirs.insert(heirs.end(), always_.begin(), always_.end());
    for (const std::string& u : first_)
      if (!chance(6)) pass(u, heirs, "2000-01-01", false);
    heirs = third_;
    for (const unit& u : units_)
      if (u.first == "2000-01-01" && u.last.empty()) heirs.push_back(u.key);
    if (chance(2)) heirs.push_back(always_[0]);
    for (const unit& u : units_)
      if (u.first == "2000-01-01" && !u.last.empty() && !chance(6)) pass(u.key, heirs, chance(4) ? "" : "2010-01-01", false);
    if (chance(2)) pass(always_.back(), third_, "2010-01-01", true);
  }

  void add_regions() {
    for (std::size_t k = below(4); k > 0; --k) {
      const std::string key = "r" + std::to_string(k);
      const unit& first = units_[below(units_.size())];
      for (const unit& u : units_) {
        if (u.key != first.key && chance(2)) continue;
        const bool dated = chance(2);
        builder_.add(region_record{
            .region = key, .actor = u.key, .valid_from = dated ? u.first : std::string(), .valid_to = dated ? u.last : ""});
      }
      if (!regions_.empty() && chance(2)) builder_.add(region_record{.region = key, .actor = regions_.back()});
      regions_.push_back(key);
    }
  }

  std::string someone() { return !regions_.empty() && chance(4) ? any(regions_) : units_[below(units_.size())].key; }
  std::string extent_of(const std::string& who) {
    constexpr const char* extents[] = {"", "", "almost all", "most", "some", "1"};
    return who[0] == 'r' ? extents[below(6)] : "";
  }

  void add_quantity(const std::string& record) {
    builder_.add(quantity_record{.record = record,
                                 .measure = "m",
                                 .value = std::to_string(below(1000)) + ".5",
                                 .unit = "t",
                                 .exactness = chance(2) ? "exact" : "about"});
  }

  void add_records() {
    for (std::size_t k = below(5); k > 0; --k) {
      const std::string id = "g" + std::to_string(k);
      const bool dated = chance(2);
      builder_.add(agreement_record{
          .id = id, .status = "signed", .effective_from = dated ? "1990" : "", .effective_to = dated ? "2020" : ""});
      std::set<std::string> parties;
      for (std::size_t n = 2 + below(3); n > 0; --n) parties.insert(someone());
      for (const std::string& who : parties) {
        party_record p{.agreement = id, .actor = who, .role = chance(2) ? "lead" : "", .extent = extent_of(who)};
        for (const unit& u : units_)
          if (u.key == who && chance(2)) p.valid_from = u.first, p.valid_to = u.last;
        builder_.add(std::move(p));
      }
      add_quantity(id);
    }
    for (std::size_t k = below(6); k > 0; --k) {
      const std::string id = "f" + std::to_string(k);
      builder_.add(flow_record{.id = id, .origin = someone(), .destination = someone(), .capacity = "7", .unit = "t"});
      add_quantity(id);
    }
    for (std::size_t k = below(3); k > 0; --k) {
      const std::string id = "e" + std::to_string(k);
      builder_.add(event_record{.id = id, .title = "E"});
      std::set<std::string> who;
      for (std::size_t n = below(4); n > 0; --n) who.insert(someone());
      for (const std::string& w : who) builder_.add(participant_record{.event = id, .actor = w, .extent = extent_of(w)});
      add_quantity(id);
    }
  }

  random_stream random_;
  network_builder builder_;
  std::vector<unit> units_;
  std::vector<std::string> first_, second_, third_, always_, regions_;
};

/// The oracle.
class unit_oracle {
 public:
  unit_oracle(const network& n, day_number day) : unit_oracle(n, day, n) {}
  unit_oracle(const network& n, day_number day, const network& units) : n_(n), day_(day), units_(units) {}

  [[nodiscard]] key_set units_of(actor_id a) const {
    const auto unit = units_.find_actor(n_[a].key);
    return unit ? successors_of(*unit) : key_set{n_[a].key};
  }
  [[nodiscard]] key_set units_of(const actor_or_region& who) const {
    if (const auto* id = std::get_if<actor_id>(&who)) return units_of(*id);
    key_set found;
    for (const membership& m : n_[std::get<region_id>(who)].members) found.merge(units_of(m.member));
    return found;
  }
  [[nodiscard]] key_set actors_of(const actor_or_region& who) const {
    if (const auto* id = std::get_if<actor_id>(&who)) return {n_[*id].key};
    key_set found;
    for (const membership& m : n_[std::get<region_id>(who)].members) found.merge(actors_of(m.member));
    return found;
  }

 private:
  [[nodiscard]] key_set successors_of(actor_id a) const {
    const period life = units_[a].valid.days();
    key_set found;
    if (life.to && *life.to <= day_) {
      for (const succession& s : units_.crosswalk())
        if (s.from == a) found.merge(successors_of(s.to));
    } else if (life.from && *life.from > day_) {
      found = origins_of(a);
    }
    return found.empty() ? key_set{units_[a].key} : found;
  }
  [[nodiscard]] key_set origins_of(actor_id a) const {
    const auto& first = units_[a].valid.first;
    if (!first || first->first_day() <= day_) return {units_[a].key};
    key_set found;
    for (const succession& s : units_.crosswalk())
      if (s.to == a && s.from != a) found.merge(origins_of(s.from));
    return found;
  }

  const network& n_;
  day_number day_;
  const network& units_;
};

template <class Record>
std::string numbers_of(const Record& r) {
  std::string text;
  for (const quantity& q : r.quantities) text += q.measure + to_text(*q.value) + q.unit + to_text(q.exactness);
  return text;
}

std::size_t listed(const carried_network& c, const any_record& record) {
  std::size_t times = 0;
  for (const auto& l : c.loops) times += l.record == record ? 1U : 0U;
  return times;
}

using sides = std::set<std::pair<key_set, std::string>>;

void check_agreements(const network& from, const carried_network& c, const unit_oracle& before) {
  const unit_oracle after(c.result, 0);  // of the result, only members are asked for
  for (std::uint32_t i = 0; i < from.agreements().size(); ++i) {
    const agreement& a = from.agreements()[i];
    key_set all;
    sides expected;
    for (const party& p : a.parties) {
      expected.emplace(before.units_of(p.who), p.role);
      all.merge(before.units_of(p.who));
    }
    const auto kept = c.result.find_agreement(a.key);
    EXPECT_EQ(kept.has_value(), all.size() > 1) << a.key;
    EXPECT_EQ(listed(c, agreement_id(i)), kept ? 0U : 1U) << a.key;
    if (!kept) continue;
    sides found;
    for (const party& p : c.result[*kept].parties) found.emplace(after.actors_of(p.who), p.role);
    EXPECT_EQ(found, expected) << a.key;
    EXPECT_EQ(numbers_of(c.result[*kept]), numbers_of(a));
  }
}

void check_flows(const network& from, const carried_network& c, const unit_oracle& before, bool keep) {
  const unit_oracle after(c.result, 0);
  for (std::uint32_t i = 0; i < from.flows().size(); ++i) {
    const flow& f = from.flows()[i];
    key_set old = before.actors_of(f.origin);
    old.merge(before.actors_of(f.destination));
    key_set units = before.units_of(f.origin);
    units.merge(before.units_of(f.destination));
    const bool loop = units.size() == 1 && old.size() > 1;
    EXPECT_EQ(listed(c, flow_id(i)), loop ? 1U : 0U) << f.key;
    const auto kept = c.result.find_flow(f.key);
    ASSERT_EQ(kept.has_value(), keep || !loop) << f.key;
    if (!kept) continue;
    const flow& now = c.result[*kept];
    EXPECT_EQ(after.actors_of(now.origin), before.units_of(f.origin));
    EXPECT_EQ(after.actors_of(now.destination), before.units_of(f.destination));
    EXPECT_EQ(numbers_of(now), numbers_of(f));
    EXPECT_EQ(now.capacity, f.capacity);
  }
}

void check_events(const network& from, const carried_network& c, const unit_oracle& before) {
  const unit_oracle after(c.result, 0);
  ASSERT_EQ(c.result.events().size(), from.events().size());
  for (std::size_t i = 0; i < from.events().size(); ++i) {
    std::set<key_set> expected;
    std::set<key_set> found;
    for (const participant& p : from.events()[i].participants) expected.insert(before.units_of(p.who));
    for (const participant& p : c.result.events()[i].participants) found.insert(after.actors_of(p.who));
    EXPECT_EQ(found, expected);
    EXPECT_EQ(numbers_of(c.result.events()[i]), numbers_of(from.events()[i]));
  }
}

/// A sum of fractions with small denominators, in 512ths.
int in_512ths(const rational& r) { return static_cast<int>(r.numerator() * 512 / r.denominator()); }

void check_actors(const network& from, const carried_network& c, const unit_oracle& before) {
  ASSERT_EQ(c.actors.size(), from.actors().size());
  for (const auto& change : c.actors) {
    key_set found;
    int sum = 0;
    for (const auto& part : change.now) {
      found.insert(c.result[part.unit].key);
      if (part.share) sum += in_512ths(*part.share);
    }
    EXPECT_EQ(found, before.units_of(change.was)) << from[change.was].key;
    const bool known = change.fate != actor_fate::taken_back || change.now.size() == 1;
    EXPECT_EQ(sum, known ? 512 : 0) << from[change.was].key;
  }
  for (std::uint32_t r = 0; r < from.regions().size(); ++r)
    EXPECT_EQ(unit_oracle(c.result, 0).actors_of(region_id(r)), before.units_of(actor_or_region(region_id(r))));
}

TEST(CarriedVintages, AgreeWithAnOracleAndLoseNoRecordOnThousandsOfRandomNetworks) {
  std::size_t made = 0;
  std::map<std::string, std::size_t> seen;
  for (std::uint64_t seed = 0; seed < 1500; ++seed) {
    const auto from = reform_maker(seed).make();
    if (!from) continue;
    ++made;
    for (const date& on : {date(1995), date(2005), date(2015)}) {
      for (const inner_flows flows : {inner_flows::leave_out, inner_flows::keep}) {
        const carried_network c = carry(*from, on, {.flows = flows});
        const unit_oracle oracle(*from, on.last_day());
        check_actors(*from, c, oracle);
        check_agreements(*from, c, oracle);
        check_flows(*from, c, oracle, flows == inner_flows::keep);
        check_events(*from, c, oracle);
        seen["loops"] += c.loops.size();
        seen["merged"] += c.merged.size();
        seen["splits"] += c.splits.size();
        seen["extents"] += c.extents.size();
        seen["partial"] += c.partial.size();
        seen["parentless"] += c.parentless.size();
        seen["overlaps"] += c.overlaps.size();
        seen["reductions"] += c.reductions.size();
        if (HasFailure()) FAIL() << "seed " << seed << ", " << to_text(on);
      }
    }
  }
  EXPECT_GT(made, 1250U);
  for (const auto& [what, count] : seen) EXPECT_GT(count, 100U) << what << " hardly happen";
}

/// The network without crosswalk and dates in the units of 1995, if all of its actors are such.
std::optional<network> units_of_1995(const network& all) {
  carried_network c = carry(all, date(1995));
  for (const actor& a : c.result.actors())
    if (!all[all.actor_with(a.key)].valid.days().contains(date(1995).last_day())) return std::nullopt;
  return std::move(c.result);
}

TEST(CarriedVintages, ByTheCrosswalkOfOtherUnitsAgreeWithTheOracleToo) {
  std::size_t made = 0;
  std::size_t loops = 0;
  for (std::uint64_t seed = 0; seed < 6000; ++seed) {
    const auto all = reform_maker(seed).make();
    const auto from = all ? units_of_1995(*all) : std::nullopt;
    if (!from) continue;
    ++made;
    for (const date& on : {date(1995), date(2005), date(2015)}) {
      const std::string codes = seed % 2 == 0 ? "id" : "";
      const carried_network c = carry(*from, *all, {.as_of = date(1995), .code_system = codes}, on);
      const unit_oracle oracle(*from, on.last_day(), *all);
      check_actors(*from, c, oracle);
      check_agreements(*from, c, oracle);
      check_flows(*from, c, oracle, false);
      check_events(*from, c, oracle);
      loops += c.loops.size();
      if (HasFailure()) FAIL() << "seed " << seed << ", " << to_text(on);
    }
  }
  EXPECT_GT(made, 500U);
  EXPECT_GT(loops, 50U);
}

TEST(CarriedVintages, StayAsTheyAreWhenCarriedToTheSameDateAgain) {
  for (std::uint64_t seed = 0; seed < 500; ++seed) {
    const auto from = reform_maker(seed).make();
    if (!from) continue;
    for (const date& on : {date(1995), date(2005), date(2015)}) {
      const carried_network c = carry(*from, on);
      const carried_network again = carry(c.result, on);
      ASSERT_EQ(kit::all_of(again.result), kit::all_of(c.result)) << "seed " << seed;
      ASSERT_TRUE(again.loops.empty() && again.merged.empty() && again.splits.empty()) << "seed " << seed;
    }
  }
}

TEST(CarriedVintages, OfHardTextsThrowNothingAndLoseNothing) {
  for (std::uint64_t seed = 0; seed < 2000; ++seed) {
    const network from = kit::random_network(seed);
    for (const date& on : {date(2000), date(2030)}) {
      const carried_network c = carry(from, on);
      ASSERT_EQ(c.result.agreements().size(), from.agreements().size());
      ASSERT_EQ(c.result.flows().size(), from.flows().size());
      const bool changes_nothing = kit::all_of(c.result) == kit::all_of(from);
      ASSERT_EQ(changes_nothing, from.crosswalk().empty()) << "seed " << seed;
    }
    const carried_network by_ids = carry(from, from, {.as_of = date(2000), .code_system = "id"}, date(2030));
    ASSERT_EQ(by_ids.actors.size(), from.actors().size());
  }
}

}  // namespace
}  // namespace coopgraph
