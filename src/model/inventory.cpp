// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/core/error.hpp>
#include <coopgraph/core/rational.hpp>
#include <coopgraph/model/inventory.hpp>

#include "model/participation.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <span>
#include <tuple>
#include <utility>

namespace coopgraph {
namespace {

/// Who a record names, and which groups it leaves without names.
struct parties_of_record {
  std::vector<actor_id> named;  // ascending, each once
  std::vector<actor_id> hubs;   // of the named: leads and hosts; not looked for in flows
  std::vector<unnamed_group> groups;
  period during;
};

void sort_unique(std::vector<actor_id>& actors) {
  std::sort(actors.begin(), actors.end());
  actors.erase(std::unique(actors.begin(), actors.end()), actors.end());
}

bool contains(const std::vector<actor_id>& sorted, actor_id who) { return std::binary_search(sorted.begin(), sorted.end(), who); }

void add_side(const network& from, parties_of_record& all, const any_record& record, const actor_or_region& who,
              const std::optional<party_extent>& extent) {
  std::vector<actor_id> actors;
  if (const auto* one = std::get_if<actor_id>(&who)) {
    actors.push_back(*one);
  } else {
    const region_id group = std::get<region_id>(who);
    actors = from.members(group, all.during);
    if (!extent || extent->how != party_extent::kind::all) {
      all.groups.push_back({record, group, extent, actors.size()});
      return;
    }
  }
  all.named.insert(all.named.end(), actors.begin(), actors.end());
}

parties_of_record parties_of(const network& from, agreement_id id) {
  const agreement& a = from[id];
  parties_of_record all;
  all.during = a.effective.days();
  const detail::participation found = detail::participation_in(from, a, all.during);
  for (const auto& side : found.sides) {
    all.named.push_back(side.who);
    if (side.hub) all.hubs.push_back(side.who);
  }
  for (const auto& [which, why] : found.without)
    if (why == detail::participation::reason::members_not_named) add_side(from, all, id, which->who, which->extent);
  return all;
}

parties_of_record parties_of(const network& from, flow_id id) {
  const flow& f = from[id];
  parties_of_record all;
  all.during = f.effective.days();
  for (const actor_or_region& end : {f.origin, f.destination}) add_side(from, all, id, end, std::nullopt);
  sort_unique(all.named);
  return all;
}

parties_of_record parties_of(const network& from, event_id id) {
  const event& e = from[id];
  parties_of_record all;
  all.during = e.on ? through(e.on, e.on) : period{};
  for (const participant& p : e.participants) add_side(from, all, id, p.who, p.extent);
  sort_unique(all.named);
  return all;
}

tie_state state_of(agreement_status status) {
  switch (status) {
    case agreement_status::proposed:
      return tie_state::proposed;
    case agreement_status::invited:
      return tie_state::invited;
    case agreement_status::signed_:
    case agreement_status::in_force:
      return tie_state::signed_;
    case agreement_status::ended:
      return tie_state::ended;
  }
  return tie_state::unknown;
}

/// Calls see(record, fields, status, parties, many) for each agreement and flow.
template <class See>
void for_each_tie_record(const network& from, const See& see) {
  for (std::uint32_t i = 0; i < from.agreements().size(); ++i) {
    const agreement& a = from.agreements()[i];
    see(any_record(agreement_id(i)), a.fields, a.status, parties_of(from, agreement_id(i)), a.counts == multiplicity::many);
  }
  for (std::uint32_t i = 0; i < from.flows().size(); ++i) {
    const flow& f = from.flows()[i];
    see(any_record(flow_id(i)), f.fields, f.status, parties_of(from, flow_id(i)), false);
  }
}

/// Calls named(actor) for each actor that the record ties by name to `of` (without one: to anybody), and possible(actor) for each
/// whom it may tie.
template <class Named, class Possible>
void for_each_partner(const network& from, const parties_of_record& parties, bool many, std::optional<actor_id> of,
                      const Named& named, const Possible& possible) {
  const bool star = many && !parties.hubs.empty();
  std::vector<actor_id> unnamed;
  for (const unnamed_group& g : parties.groups) {
    const auto members = from.members(g.group, parties.during);
    unnamed.insert(unnamed.end(), members.begin(), members.end());
  }
  sort_unique(unnamed);

  if (!of) {
    if (parties.named.size() >= 2) std::for_each(parties.named.begin(), parties.named.end(), named);
    if (!unnamed.empty()) {
      std::for_each(parties.named.begin(), parties.named.end(), possible);
      std::for_each(unnamed.begin(), unnamed.end(), possible);
    }
    return;
  }
  const bool of_is_named = contains(parties.named, *of);
  if (!of_is_named && !contains(unnamed, *of)) return;
  const bool of_is_hub = !star || contains(parties.hubs, *of);
  for (const actor_id other : parties.named) {
    if (other == *of || (!of_is_hub && !contains(parties.hubs, other))) continue;
    if (of_is_named)
      named(other);
    else
      possible(other);
  }
  if (of_is_hub)
    for (const actor_id other : unnamed)
      if (other != *of) possible(other);
}

void check_actor(const network& from, const std::optional<actor_id>& of) {
  if (of) (void)from[*of];
}

/// The sum, or nothing where it has more digits than a decimal holds.
std::optional<decimal> add(const decimal& a, const decimal& b) {
  if (a.mantissa == 0) return b;
  if (b.mantissa == 0) return a;
  const auto& [high, low] = a.exponent >= b.exponent ? std::pair(a, b) : std::pair(b, a);
  if (high.exponent - low.exponent > 18) return std::nullopt;
  int128 sum = int128{high.mantissa} * detail::power_of_ten(high.exponent - low.exponent) + low.mantissa;
  std::int32_t exponent = low.exponent;
  while (sum != 0 && sum % 10 == 0) {
    sum /= 10;
    ++exponent;
  }
  if (sum > INT64_MAX || sum < -int128{INT64_MAX}) return std::nullopt;
  return sum == 0 ? decimal{} : decimal{static_cast<std::int64_t>(sum), exponent};
}

/// A sum that stays "nothing" once it left the digits.
struct running_sum {
  decimal value{};
  bool fits = true;

  void take(const decimal& d) {
    const auto next = add(value, d);
    fits = fits && next.has_value();
    if (next) value = *next;
  }
};

std::optional<decimal> low_end(const quantity& q) {
  if (q.exactness == number_exactness::exact) return q.value;
  if (q.exactness == number_exactness::between) return q.low;
  if (q.exactness == number_exactness::at_least) return q.value ? q.value : q.low;
  return std::nullopt;
}

std::optional<decimal> high_end(const quantity& q) {
  if (q.exactness == number_exactness::exact) return q.value;
  if (q.exactness == number_exactness::between) return q.high;
  if (q.exactness == number_exactness::at_most) return q.value ? q.value : q.high;
  return std::nullopt;
}

/// The first day of the month `months` later, at the same day of the month or at the month's last day.
day_number months_later(day_number day, int months) {
  const date d = date::of_day(day);
  const int index = d.year() * 12 + (d.month() - 1) + months;
  const int year = std::min(index / 12, 9999);
  const date month(year, index / 12 > 9999 ? 12 : index % 12 + 1);
  return std::min(month.first_day() + d.day() - 1, month.last_day());
}

}  // namespace

const std::string& key_of(const network& from, const any_record& record) {
  return std::visit([&](const auto& id) -> const std::string& { return from[id].key; }, record);
}

const std::string& title_of(const network& from, const any_record& record) {
  if (const auto* id = std::get_if<flow_id>(&record)) return from[*id].product.empty() ? from[*id].chain : from[*id].product;
  if (const auto* id = std::get_if<event_id>(&record)) return from[*id].title;
  return from[std::get<agreement_id>(record)].title;
}

std::string to_text(tie_state state) {
  constexpr std::array words{"none", "unknown", "ended", "proposed", "invited", "signed"};
  return words[static_cast<std::size_t>(state)];
}

std::string to_text(change_kind kind) {
  constexpr std::array words{"signed", "begins", "ends", "takes place"};
  return words[static_cast<std::size_t>(kind)];
}

tie_matrix ties_by_field(const network& from, std::optional<actor_id> of) {
  check_actor(from, of);
  tie_matrix m;
  m.of = of;
  for (std::uint32_t v = 0; v < from.actors().size(); ++v)
    if (!of || actor_id(v) != *of) m.partners.emplace_back(v);
  bool without_field = false;
  for_each_tie_record(from, [&](const any_record&, const auto& fields, agreement_status, const parties_of_record&, bool) {
    m.fields.insert(m.fields.end(), fields.begin(), fields.end());
    without_field = without_field || fields.empty();
  });
  std::sort(m.fields.begin(), m.fields.end());
  m.fields.erase(std::unique(m.fields.begin(), m.fields.end()), m.fields.end());
  if (without_field) m.fields.emplace_back();

  const tie_state absent = from.observed().absence == absence_meaning::none ? tie_state::none : tie_state::unknown;
  m.states.assign(m.partners.size() * m.fields.size(), absent);
  for_each_tie_record(from, [&](const any_record&, const std::vector<std::string>& fields, agreement_status status,
                                const parties_of_record& parties, bool many) {
    std::vector<std::size_t> columns;
    for (const std::string& f : fields)
      columns.push_back(static_cast<std::size_t>(std::lower_bound(m.fields.begin(), m.fields.end() - (without_field ? 1 : 0), f) -
                                                 m.fields.begin()));
    if (fields.empty()) columns.push_back(m.fields.size() - 1);
    const auto raise = [&](actor_id who, tie_state state) {
      const std::size_t row = who.index() - (of && who > *of ? 1U : 0U);
      for (const std::size_t column : columns) {
        tie_state& cell = m.states[row * m.fields.size() + column];
        cell = std::max(cell, state);
      }
    };
    for_each_partner(
        from, parties, many, of, [&](actor_id who) { raise(who, state_of(status)); },
        [&](actor_id who) { raise(who, tie_state::unknown); });
  });
  return m;
}

std::vector<untied_actor> actors_without_tie(const network& from, std::optional<actor_id> of) {
  check_actor(from, of);
  std::vector<bool> tied(from.actors().size(), false);
  std::vector<std::vector<any_record>> possible(from.actors().size());
  for_each_tie_record(from,
                      [&](const any_record& record, const auto&, agreement_status, const parties_of_record& parties, bool many) {
                        for_each_partner(
                            from, parties, many, of, [&](actor_id who) { tied[who.index()] = true; },
                            [&](actor_id who) {
                              auto& records = possible[who.index()];
                              if (records.empty() || records.back() != record) records.push_back(record);
                            });
                      });
  std::vector<untied_actor> found;
  for (std::uint32_t v = 0; v < from.actors().size(); ++v)
    if (!tied[v] && (!of || actor_id(v) != *of)) found.push_back({actor_id(v), std::move(possible[v])});
  return found;
}

std::vector<unnamed_group> unnamed_groups(const network& from) {
  std::vector<unnamed_group> found;
  const auto take = [&](const parties_of_record& parties) {
    found.insert(found.end(), parties.groups.begin(), parties.groups.end());
  };
  for (std::uint32_t i = 0; i < from.agreements().size(); ++i) take(parties_of(from, agreement_id(i)));
  for (std::uint32_t i = 0; i < from.flows().size(); ++i) take(parties_of(from, flow_id(i)));
  for (std::uint32_t i = 0; i < from.events().size(); ++i) take(parties_of(from, event_id(i)));
  return found;
}

std::vector<measure_total> totals_by_measure(const network& from) {
  struct sums {
    measure_total total;
    running_sum low;
    running_sum high;
  };
  std::map<std::tuple<std::string, std::string, quantity_basis>, sums> groups;
  const auto take = [&](const std::vector<quantity>& quantities) {
    for (const quantity& q : quantities) {
      sums& s = groups[{q.measure, q.unit, q.basis}];
      ++s.total.quantities;
      ++s.total.by_exactness[static_cast<std::size_t>(q.exactness)];
      if (const auto low = low_end(q)) {
        ++s.total.with_low;
        s.low.take(*low);
      }
      if (const auto high = high_end(q)) {
        ++s.total.with_high;
        s.high.take(*high);
      }
    }
  };
  for (const agreement& a : from.agreements()) take(a.quantities);
  for (const flow& f : from.flows()) take(f.quantities);
  for (const event& e : from.events()) take(e.quantities);

  std::vector<measure_total> totals;
  for (auto& [key, s] : groups) {
    std::tie(s.total.measure, s.total.unit, s.total.basis) = key;
    if (s.total.with_low > 0 && s.low.fits) s.total.low = s.low.value;
    if (s.total.with_high > 0 && s.high.fits) s.total.high = s.high.value;
    totals.push_back(std::move(s.total));
  }
  return totals;
}

std::vector<ending_record> records_ending(const network& from, const date& on, int months) {
  if (months < 1 || months > 1200) throw input_error("records_ending", "months", std::to_string(months), "1 to 1200");
  const period near{on.first_day(), months_later(on.first_day(), months)};
  std::vector<ending_record> found;
  const auto consider = [&](const any_record& record, agreement_status status, const stated_period& effective) {
    const bool holds = status == agreement_status::signed_ || status == agreement_status::in_force;
    if (holds && effective.last && near.contains(effective.last->last_day())) found.push_back({record, *effective.last});
  };
  for (std::uint32_t i = 0; i < from.agreements().size(); ++i)
    consider(agreement_id(i), from.agreements()[i].status, from.agreements()[i].effective);
  for (std::uint32_t i = 0; i < from.flows().size(); ++i) consider(flow_id(i), from.flows()[i].status, from.flows()[i].effective);
  std::stable_sort(found.begin(), found.end(),
                   [](const auto& a, const auto& b) { return a.last.last_day() < b.last.last_day(); });
  return found;
}

std::vector<change> changes_between(const network& from, const date& since, const date& until) {
  if (since.last_day() >= until.last_day())
    throw input_error("changes_between", "since", to_text(since), "a date before " + to_text(until));
  const period between{since.last_day() + 1, until.last_day() + 1};
  std::vector<change> found;
  const auto at = [&](change_kind what, const auto& which, const std::optional<date>& when) {
    if (!when || !between.overlaps(through(when, when))) return;
    found.push_back({what, which, *when, between.contains(when->first_day()) && between.contains(when->last_day())});
  };
  const auto period_of = [&](const auto& which, const stated_period& p) {
    at(change_kind::begins, which, p.first);
    if (p.last && between.contains(p.last->last_day() + 1)) found.push_back({change_kind::ends, which, *p.last, true});
  };
  for (std::uint32_t i = 0; i < from.agreements().size(); ++i) {
    at(change_kind::signed_, agreement_id(i), from.agreements()[i].signed_on);
    period_of(agreement_id(i), from.agreements()[i].effective);
  }
  for (std::uint32_t i = 0; i < from.flows().size(); ++i) period_of(flow_id(i), from.flows()[i].effective);
  for (std::uint32_t i = 0; i < from.events().size(); ++i) at(change_kind::takes_place, event_id(i), from.events()[i].on);
  for (std::uint32_t i = 0; i < from.actors().size(); ++i) period_of(actor_id(i), from.actors()[i].valid);
  std::stable_sort(found.begin(), found.end(),
                   [](const change& a, const change& b) { return a.when.first_day() < b.when.first_day(); });
  return found;
}

}  // namespace coopgraph
