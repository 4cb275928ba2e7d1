// SPDX-License-Identifier: BSL-1.0
#include "model/checker.hpp"

#include <algorithm>
#include <tuple>

namespace coopgraph::detail {

quantity checker::read_quantity(const row_reader& row, const quantity_record& r) {
  (void)row.required(r.measure, "measure");
  quantity q{r.measure.text,
             row.number(r.value, "value"),
             row.number(r.low, "low"),
             row.number(r.high, "high"),
             r.unit.text,
             row.word(r.exactness, "exactness", parse_exactness,
                      "exact, about, at least, at most, between, order of magnitude, verbal", number_exactness::exact),
             row.word(r.basis, "basis", parse_basis, "stated, potential, planned, estimated, modelled", quantity_basis::stated),
             r.phrase.text,
             r.where};
  const cell& number = !r.value.text.empty() ? r.value : !r.low.text.empty() ? r.low : r.high;
  if (!number.text.empty() && r.unit.text.empty())
    row.problem(r.unit, number, "number-without-unit", "unit is missing; a number needs one");
  if (row.required(r.exactness, "exactness") && parse_exactness(r.exactness.text)) check_exactness(row, r, q);
  return q;
}

/// By what the cells hold, not by what could be read of them: a number that is none has been told already.
void checker::check_exactness(const row_reader& row, const quantity_record& r, const quantity& q) {
  const bool value = !r.value.text.empty();
  const bool low = !r.low.text.empty();
  const bool high = !r.high.text.empty();
  const auto contradicts = [&](std::string_view needs) {
    row.problem(r.exactness, "number-contradicts-exactness",
                "exactness is " + row_reader::quoted(r.exactness) + "; it needs " + std::string(needs));
  };
  switch (q.exactness) {
    case number_exactness::exact:
    case number_exactness::about:
      if (!value || low || high) contradicts("a value, and neither low nor high");
      break;
    case number_exactness::at_least:
      if (value == low || high) contradicts("a value or a low, and no high");
      break;
    case number_exactness::at_most:
      if (value == high || low) contradicts("a value or a high, and no low");
      break;
    case number_exactness::between:
      if (!low || !high || value) contradicts("a low and a high, and no value");
      if (q.low && q.high && *q.low > *q.high)
        row.problem(
            r.low, "number-contradicts-exactness",
            "low " + row_reader::quoted(r.low) + " is above high " + row_reader::quoted(r.high) + "; allowed: low up to high");
      break;
    case number_exactness::order_of_magnitude:
      if ((!value && q.phrase.empty()) || low || high) {
        contradicts("a value or a phrase, and neither low nor high");
      } else if (q.value && q.value->mantissa <= 0) {
        row.problem(r.value, "number-contradicts-exactness",
                    "value is " + row_reader::quoted(r.value) + "; an order of magnitude is above 0");
      }
      break;
    case number_exactness::verbal:
      if (value || low || high || q.phrase.empty()) contradicts("a phrase, and no number");
      break;
  }
}

std::vector<quantity>& checker::quantities_of(const record_id& record) {
  if (const auto* a = std::get_if<agreement_id>(&record)) return parts_.agreements[a->index()].quantities;
  if (const auto* f = std::get_if<flow_id>(&record)) return parts_.flows[f->index()].quantities;
  return parts_.events[std::get<event_id>(record).index()].quantities;
}

void checker::read_quantities(const std::vector<quantity_record>& rows) {
  std::vector<unit_use> uses;
  std::vector<std::size_t> known;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const quantity_record& r = rows[i];
    const row_reader row = reader(r.where, r.record);
    quantity q = read_quantity(row, r);
    if (!row.required(r.record, "record")) continue;
    const record_id* record = record_.resolve(row, r.record, "unknown-record", "agreement, flow or event");
    if (record == nullptr) continue;
    const bool has_number = q.value || q.low || q.high;
    if (has_number && !q.unit.empty() && !q.measure.empty())
      uses.push_back({r.record.text + '\0' + q.measure,
                      "the measure " + row_reader::quoted(r.measure) + " of " + row_reader::quoted(r.record), row, &r.unit,
                      &r.where});
    if (!q.measure.empty()) known.push_back(i);
    quantities_of(*record).push_back(std::move(q));
  }
  check_units(uses);
  check_twice(rows, std::move(known));
}

/// Of one record a measure is stated once on each basis, or it would count twice; without a number, once in the same words.
void checker::check_twice(const std::vector<quantity_record>& rows, std::vector<std::size_t> known) {
  const auto key = [&](std::size_t i) {
    const quantity_record& r = rows[i];
    const bool number = !r.value.text.empty() || !r.low.text.empty() || !r.high.text.empty();
    const std::string_view basis = r.basis.text.empty() ? std::string_view("stated") : std::string_view(r.basis.text);
    // Of two units mixed-units tells.
    return std::tuple<std::string_view, std::string_view, std::string_view, bool, std::string_view>(
        r.record.text, r.measure.text, basis, number, number ? r.unit.text : r.phrase.text);
  };
  std::sort(known.begin(), known.end(),
            [&](std::size_t a, std::size_t b) { return std::pair(key(a), a) < std::pair(key(b), b); });
  for (std::size_t i = 1, first = 0; i < known.size(); ++i) {
    if (key(known[i]) != key(known[first])) {
      first = i;
      continue;
    }
    const quantity_record& r = rows[known[i]];
    reader(r.where, r.record)
        .problem(r.measure, "duplicate-quantity",
                 row_reader::quoted(r.measure) + " of " + row_reader::quoted(r.record) +
                     " is stated twice on the same basis; it was first stated " + place_text(rows[known[first]].where) +
                     "; allowed: once, or measures of different names");
  }
}

/// Amounts of one group have one unit: told are those that do not have the unit of most (of equally many, the first).
void checker::check_units(const std::vector<unit_use>& uses) {
  struct group {
    std::unordered_map<std::string_view, std::size_t> count = {};
    const unit_use* usual = nullptr;
  };
  std::unordered_map<std::string_view, group> groups;
  for (const unit_use& use : uses) ++groups[use.group].count[use.unit->text];
  for (const unit_use& use : uses) {
    group& g = groups[use.group];
    if (g.usual == nullptr || g.count[use.unit->text] > g.count[g.usual->unit->text]) g.usual = &use;
  }
  for (const unit_use& use : uses) {
    const unit_use& usual = *groups[use.group].usual;
    if (use.unit->text == usual.unit->text) continue;
    use.row.problem(*use.unit, "mixed-units",
                    "unit is " + row_reader::quoted(*use.unit) + ", but " + use.what + " is also stated in " +
                        row_reader::quoted(*usual.unit) + ' ' + place_text(*usual.where) +
                        "; allowed: one unit, so that nothing unlike adds up");
  }
}

}  // namespace coopgraph::detail
