// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/core/rational.hpp>

#include "model/checker.hpp"
#include "model/cycles.hpp"

#include <algorithm>
#include <array>
#include <tuple>

namespace coopgraph::detail {
namespace {

/// A date as numbers that can be ordered; "not stated" comes first.
std::array<int, 3> ordered(const std::optional<date>& d) {
  if (!d) return {0, 0, 0};
  return {d->year(), d->month(), d->day()};
}

std::string on_text(const cell& day) { return day.text.empty() ? std::string() : " on " + row_reader::quoted(day); }

constexpr int most_places = 18;  // of a share after the point: sums stay exact in 128 bits
constexpr int128 whole = 1'000'000'000'000'000'000;

}  // namespace

void checker::read_crosswalk(const std::vector<crosswalk_record>& rows) {
  std::vector<handover> read;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const crosswalk_record& r = rows[i];
    const row_reader row = reader(r.where, r.from);
    const auto* from = end_of_succession(row, r.from, "from");
    const auto* to = end_of_succession(row, r.to, "to");
    const auto on = row.day(r.date, "date");
    std::optional<decimal> share = r.share.text.empty() ? std::optional(decimal{1, 0}) : row.number(r.share, "share");
    if (share && (share->mantissa <= 0 || *share > decimal{1, 0} || share->exponent < -most_places)) {
      row.problem(
          r.share, "invalid-number",
          "share is " + row_reader::quoted(r.share) + "; allowed: above 0 and up to 1, at most 18 digits after the point");
      share.reset();
    }
    if (from == nullptr) continue;
    if (!on && !r.date.text.empty()) continue;  // to which date its share belongs is not known
    read.push_back({*from, to == nullptr ? std::nullopt : std::optional(*to), share, on, i});
    if (to != nullptr) parts_.crosswalk.push_back({*from, *to, share.value_or(decimal{1, 0}), on, r.where});
  }
  check_shares(rows, read);
  check_successions(rows, read);
}

const actor_id* checker::end_of_succession(const row_reader& row, const cell& key, std::string_view column) {
  if (!row.required(key, column)) return nullptr;
  const auto* who = who_.resolve(row, key, "unknown-actor", "actor");
  if (who == nullptr) return nullptr;
  if (const auto* id = std::get_if<actor_id>(who)) return id;
  row.problem(key, "unknown-actor", row_reader::quoted(key) + " is a region; allowed: an actor");
  return nullptr;
}

/// The shares of one actor on one date make up the whole; a successor named twice counts once.
void checker::check_shares(const std::vector<crosswalk_record>& rows, std::vector<handover>& read) {
  std::sort(read.begin(), read.end(), [](const handover& a, const handover& b) {
    return std::tuple(a.from, ordered(a.on), a.row) < std::tuple(b.from, ordered(b.on), b.row);
  });
  for (std::size_t first = 0, end = 0; first < read.size(); first = end) {
    while (end < read.size() && read[end].from == read[first].from && read[end].on == read[first].on) ++end;
    std::unordered_map<std::uint32_t, std::size_t> seen;
    int128 sum = 0;
    bool known = true;
    for (std::size_t i = first; i < end; ++i) {
      const crosswalk_record& r = rows[read[i].row];
      if (read[i].to) {
        const auto [at, is_new] = seen.try_emplace(read[i].to->index(), read[i].row);
        if (!is_new) {
          reader(r.where, r.from)
              .problem(r.to, "duplicate-succession",
                       row_reader::quoted(r.from) + " passes to " + row_reader::quoted(r.to) + on_text(r.date) +
                           " twice; it was first said " + place_text(rows[at->second].where));
          continue;
        }
      }
      known = known && read[i].share;
      if (read[i].share) sum += int128{read[i].share->mantissa} * power_of_ten(most_places + read[i].share->exponent);
    }
    if (!known || sum == whole) continue;
    const crosswalk_record& r = rows[read[first].row];
    const std::string text =
        sum <= 9 * whole ? to_text(without_trailing_zeros({static_cast<std::int64_t>(sum), -most_places})) : "more than 9";
    reader(r.where, r.from)
        .problem(r.share, r.from, "shares-do-not-add-up",
                 "the shares of " + row_reader::quoted(r.from) + on_text(r.date) + " add up to " + text + "; allowed: exactly 1");
  }
}

void checker::check_successions(const std::vector<crosswalk_record>& rows, std::vector<handover>& read) {
  std::sort(read.begin(), read.end(), [](const handover& a, const handover& b) { return a.row < b.row; });
  successors next(parts_.actors.size());
  std::vector<std::tuple<actor_id, std::array<int, 3>>> lives_on;  // an actor that passes a share to itself
  for (const handover& h : read) {
    if (!h.to) continue;
    if (h.from == *h.to) {
      lives_on.emplace_back(h.from, ordered(h.on));
    } else {
      next[h.from.index()].push_back(h.to->index());
    }
  }
  std::sort(lives_on.begin(), lives_on.end());

  std::vector<std::size_t> cycle_of(next.size(), 0);
  const auto groups = cycles(next);
  for (std::size_t g = 0; g < groups.size(); ++g)
    for (const std::uint32_t a : groups[g]) cycle_of[a] = g + 1;
  std::vector<bool> told(groups.size() + 1, false);
  for (const handover& h : read) {
    if (!h.to) continue;
    const crosswalk_record& r = rows[h.row];
    const row_reader row = reader(r.where, r.from);
    const std::size_t cycle = cycle_of[h.from.index()];
    if (cycle != 0 && cycle == cycle_of[h.to->index()]) {  // its dates cannot be right either: one fault, one problem
      if (!told[cycle])
        row.problem(r.to, "succession-cycle",
                    row_reader::quoted(r.to) + " leads back to " + row_reader::quoted(r.from) +
                        "; allowed: successors that have not been predecessors");
      told[cycle] = true;
      continue;
    }
    const bool lives = std::binary_search(lives_on.begin(), lives_on.end(), std::tuple(h.from, ordered(h.on)));
    if (h.on) check_succession_dates(row, r, h, lives);
  }
}

void checker::check_succession_dates(const row_reader& row, const crosswalk_record& r, const handover& h, bool lives_on) const {
  const auto refuse = [&](const cell& at, std::string message) {
    row.problem(at, "succession-outside-validity", std::move(message));
  };
  const stated_period& old = parts_.actors[h.from.index()].valid;
  const std::string from = row_reader::quoted(r.from);
  const std::string day = row_reader::quoted(r.date);
  const day_number begins = h.on->first_day();
  const day_number ends = h.on->last_day();
  const day_number last = old.last ? old.last->last_day() : INT32_MAX;
  if (old.first && old.first->first_day() > ends) {
    refuse(r.from, from + " begins " + to_text(*old.first) + ", after " + day + ", when it is to pass to others");
  } else if (last < begins - 1) {
    refuse(r.from, from + " ends " + to_text(*old.last) + ", so that nobody has its share from then to " + day +
                       "; allowed: an end on the day before");
  } else if (!lives_on && (h.on->day() != 0 ? last >= begins : last > ends)) {
    refuse(r.from, from + " is still valid on " + day +
                       (old.last ? " (to " + to_text(*old.last) + ')' : " (its end is not stated)") +
                       "; allowed: an end before that day, or a row in which it passes a share to itself");
  }
  if (h.from == *h.to) return;
  const stated_period& young = parts_.actors[h.to->index()].valid;
  if (young.first && young.first->first_day() > ends) {
    refuse(r.to, row_reader::quoted(r.to) + " begins " + to_text(*young.first) + ", after " + day + ", when it is to take over");
  } else if (young.last && young.last->last_day() < begins) {
    refuse(r.to, row_reader::quoted(r.to) + " ends " + to_text(*young.last) + ", before " + day + ", when it is to take over");
  }
}

}  // namespace coopgraph::detail
