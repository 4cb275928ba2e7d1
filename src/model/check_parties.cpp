// SPDX-License-Identifier: BSL-1.0
#include "model/checker.hpp"
#include "model/overlaps.hpp"

#include <algorithm>
#include <tuple>

namespace coopgraph::detail {
namespace {

std::string period_text(const stated_period& p) {
  std::string text = p.first ? "from " + to_text(*p.first) : std::string();
  if (p.last) text.append(text.empty() ? "to " : " to ").append(to_text(*p.last));
  return text;
}

}  // namespace

bool checker::lives_during(const actor_or_region& who, const period& days) const {
  const auto* id = std::get_if<actor_id>(&who);
  return id == nullptr || parts_.actors[id->index()].valid.days().overlaps(days);
}

std::string checker::life_text(const actor_or_region& who) const {
  const auto* id = std::get_if<actor_id>(&who);
  if (id == nullptr) return {};
  return " (valid " + period_text(parts_.actors[id->index()].valid) + ')';
}

bool checker::check_life(const row_reader& row, const actor_or_region& who, const cell& named, const stated_period& valid,
                         const cell& from, const cell& to, const char* code, const std::string& what) const {
  const auto* id = std::get_if<actor_id>(&who);
  if (id == nullptr) return true;
  const stated_period& life = parts_.actors[id->index()].valid;
  const std::string actor = "the actor " + row_reader::quoted(named);
  bool within = true;
  if (valid.first && life.first && valid.first->first_day() < life.first->first_day()) {
    within = false;
    row.problem(from, code,
                what + " begins " + to_text(*valid.first) + ", before " + actor + " does (" + to_text(*life.first) + ')');
  }
  if (valid.last && life.last && valid.last->last_day() > life.last->last_day()) {
    within = false;
    row.problem(to, code, what + " ends " + to_text(*valid.last) + ", after " + actor + " does (" + to_text(*life.last) + ')');
  }
  if (within && !valid.days().overlaps(life.days())) {
    within = false;
    row.problem(named, code, what + " lies outside the validity of " + actor + life_text(who));
  }
  return within;
}

/// How much of `who` takes part; an extent is refused where it says nothing that could be true.
party_extent checker::read_extent(const row_reader& row, const cell& extent, const cell& named,
                                  const actor_or_region* who) const {
  const auto read = row.word(extent, "extent", parse_extent,
                             "all, almost all, most, some, or a whole number from 1 to 1000000000", party_extent{});
  if (who == nullptr || read == party_extent{}) return read;
  if (std::holds_alternative<actor_id>(*who)) {
    row.problem(extent, "invalid-value",
                "extent is " + row_reader::quoted(extent) + " of a single actor; allowed: all, or nothing");
  } else if (const std::uint64_t most = reach_[std::get<region_id>(*who).index()].most;
             read.how == party_extent::kind::number && read.count > most) {
    row.problem(extent, "extent-exceeds-region",
                "extent is " + row_reader::quoted(extent) + ", but " + row_reader::quoted(named) + " has only " +
                    std::to_string(most) + (most == 1 ? " member" : " members"));
  }
  return read;
}

/// Who of a record's parties does not exist at its time: each is a problem, but where none does it is the record's date.
void checker::tell_strangers(const place& where, const cell& record, const cell& dated, const std::string& what,
                             const strangers& found) {
  if (found.rows.empty()) return;
  const std::string tail = " while the " + what + (what == "event" ? " takes place" : " is in effect");
  if (found.rows.size() > 1 && found.rows.size() == found.actors) {
    reader(where, record)
        .problem(dated, "record-outside-validity",
                 "none of the " + std::to_string(found.actors) + " actors that it names exists" + tail +
                     "; allowed: a time that overlaps their validity");
    return;
  }
  for (const stranger& s : found.rows)
    s.row.problem(*s.named, "record-outside-validity",
                  row_reader::quoted(*s.named) + " does not exist" + tail + life_text(s.who) +
                      "; allowed: a time that overlaps its validity");
}

void checker::read_parties(const std::vector<party_record>& rows) {
  std::vector<std::size_t> unknown(parts_.agreements.size(), 0);  // rows that may name a party of the agreement
  std::vector<strangers> outside(parts_.agreements.size());
  std::vector<dated_row<std::tuple<std::uint32_t, actor_or_region, std::string_view, std::string_view>>> given;
  const auto nearly = [&](const record_id& near) {
    if (const auto* id = std::get_if<agreement_id>(&near)) ++unknown[id->index()];
  };
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const party_record& r = rows[i];
    const row_reader row = reader(r.where, r.agreement);
    const record_id* record = row.required(r.agreement, "agreement")
                                  ? record_.resolve(row, r.agreement, "unknown-agreement", "agreement", nearly)
                                  : nullptr;
    const auto* who = row.required(r.actor, "actor") ? who_.resolve(row, r.actor, "unknown-actor", "actor or region") : nullptr;
    const party_extent extent = read_extent(row, r.extent, r.actor, who);
    const stated_period valid = row.days(r.valid_from, r.valid_to, "valid");
    const auto* agreed = record == nullptr ? nullptr : std::get_if<agreement_id>(record);
    if (record != nullptr && agreed == nullptr)
      row.problem(r.agreement, "unknown-agreement",
                  row_reader::quoted(r.agreement) + (std::holds_alternative<flow_id>(*record) ? " is a flow" : " is an event") +
                      "; allowed: an agreement");
    if (agreed == nullptr) continue;
    if (who == nullptr) {
      ++unknown[agreed->index()];
      continue;
    }
    agreement& a = parts_.agreements[agreed->index()];
    a.parties.push_back({*who, r.role.text, r.of.text, extent, valid, r.where});
    given.push_back({{agreed->index(), *who, r.role.text, r.of.text}, valid.days(), i});
    check_party_time(row, r, a, outside[agreed->index()]);
  }
  for (const std::size_t i : overlapping(std::move(given)))
    reader(rows[i].where, rows[i].agreement)
        .problem(rows[i].actor, "duplicate-party",
                 row_reader::quoted(rows[i].actor) +
                     " is a party of this agreement twice in the same role at the same time; allowed: once");
  for (std::size_t i = 0; i < outside.size(); ++i) {
    const agreement_record& r = *agreement_rows_[i];
    const cell& dated = !r.effective_from.text.empty() ? r.effective_from
                        : r.effective_to.text.empty()  ? r.signed_on
                                                       : r.effective_to;
    tell_strangers(r.where, r.id, dated, "agreement", outside[i]);
    check_number_of_parties(parts_.agreements[i], unknown[i]);
  }
}

/// The last party of an agreement against its actor's validity and the agreement's period: the first that does not fit is told.
void checker::check_party_time(const row_reader& row, const party_record& r, const agreement& a, strangers& outside) const {
  const party& p = a.parties.back();
  const bool is_actor = std::holds_alternative<actor_id>(p.who);
  if (is_actor) ++outside.actors;
  if (!check_life(row, p.who, r.actor, p.valid, r.valid_from, r.valid_to, "record-outside-validity", "the part of this party"))
    return;
  if (!p.valid.days().overlaps(a.effective.days())) {
    row.problem(p.valid.first ? r.valid_from : r.valid_to, "party-outside-agreement",
                "the part of " + row_reader::quoted(r.actor) + " does not overlap the period of the agreement" + " (" +
                    period_text(a.effective) + ")" + "; allowed: some of its days");
    return;
  }
  const period days = a.effective.undated() ? through(a.signed_on, a.signed_on) : a.effective.days();
  if (!lives_during(p.who, days)) outside.rows.push_back({row, &r.actor, p.who});
}

void checker::check_number_of_parties(const agreement& a, std::size_t unknown) {
  region_reach all{std::nullopt, false, 0};
  bool several = false;
  for (const party& p : a.parties) {
    several = several || p.who != a.parties.front().who;
    all.add(reach_of(p.who));
  }
  if (unknown + a.parties.size() >= 2 && (unknown > 0 || (several && all.several))) return;
  std::string found = "no party";
  if (!a.parties.empty()) found = "1 party";
  if (a.parties.size() > 1) found = "parties that are all the same actor";
  problems_.push_back({a.stated_at, a.key, "too-few-parties",
                       "the agreement \"" + printable(a.key) + "\" has " + found + "; allowed: two parties or more"});
}

void checker::read_participants(const std::vector<participant_record>& rows) {
  std::vector<strangers> outside(parts_.events.size());
  std::vector<dated_row<std::tuple<std::uint32_t, actor_or_region, std::string_view>>> given;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const participant_record& r = rows[i];
    const row_reader row = reader(r.where, r.event);
    const record_id* record = row.required(r.event, "event") ? record_.resolve(row, r.event, "unknown-event", "event") : nullptr;
    const auto* who = row.required(r.actor, "actor") ? who_.resolve(row, r.actor, "unknown-actor", "actor or region") : nullptr;
    const party_extent extent = read_extent(row, r.extent, r.actor, who);
    const auto* attended = record == nullptr ? nullptr : std::get_if<event_id>(record);
    if (record != nullptr && attended == nullptr)
      row.problem(r.event, "unknown-event",
                  row_reader::quoted(r.event) + (std::holds_alternative<flow_id>(*record) ? " is a flow" : " is an agreement") +
                      "; allowed: an event");
    if (attended == nullptr || who == nullptr) continue;
    event& e = parts_.events[attended->index()];
    e.participants.push_back({*who, r.role.text, extent, r.where});
    given.push_back({{attended->index(), *who, r.role.text}, {}, i});
    strangers& found = outside[attended->index()];
    if (std::holds_alternative<actor_id>(*who)) ++found.actors;
    if (!lives_during(*who, through(e.on, e.on))) found.rows.push_back({row, &r.actor, *who});
  }
  for (const std::size_t i : overlapping(std::move(given)))
    reader(rows[i].where, rows[i].event)
        .problem(rows[i].actor, "duplicate-participant",
                 row_reader::quoted(rows[i].actor) + " takes part in this event twice in the same role; allowed: once");
  for (std::size_t i = 0; i < outside.size(); ++i)
    tell_strangers(event_rows_[i]->where, event_rows_[i]->id, event_rows_[i]->date, "event", outside[i]);
}

}  // namespace coopgraph::detail
