// SPDX-License-Identifier: BSL-1.0
#include "view/selection.hpp"

#include <coopgraph/core/error.hpp>
#include <coopgraph/core/text.hpp>

#include "model/near.hpp"

#include <algorithm>
#include <concepts>
#include <span>
#include <utility>

namespace coopgraph {

std::string to_text(tie_basis basis) {
  constexpr const char* words[] = {"stated", "bounded", "estimated", "modelled"};
  return words[static_cast<std::size_t>(basis)];
}

std::string to_text(left_out_reason reason) {
  switch (reason) {
    case left_out_reason::other_field:
      return "another field";
    case left_out_reason::other_kind:
      return "another kind";
    case left_out_reason::other_product:
      return "another product";
    case left_out_reason::other_status:
      return "another status";
    case left_out_reason::outside_region:
      return "no tie into the region";
    case left_out_reason::not_in_force:
      return "not in force at the time";
    case left_out_reason::undated:
      return "undated";
    case left_out_reason::party_not_in_force:
      return "the party takes no part in the period";
    case left_out_reason::members_not_named:
      return "the members are not named";
    case left_out_reason::fewer_than_two_actors:
      return "fewer than two actors are named";
    case left_out_reason::no_amount:
      return "the amount is not stated in numbers";
    case left_out_reason::not_broken_down:
      return "the amount is a total over several ties";
  }
  return {};
}

namespace detail {
namespace {

std::span<const agreement> records_of(const network& from, const agreement*) { return from.agreements(); }
std::span<const flow> records_of(const network& from, const flow*) { return from.flows(); }

template <class Record>
constexpr const char* records_word = std::same_as<Record, agreement> ? "agreements" : "flows";

/// \throws input_error unless one of the records has the word; those nearby are named
template <class Record, class WordsOf>
void check_word(const char* function, const network& from, const std::string& word, const char* parameter,
                const WordsOf& words_of) {
  if (word.empty()) return;
  near_words near(word);
  for (const Record& r : records_of(from, static_cast<const Record*>(nullptr)))
    for (const std::string& known : words_of(r)) {
      if (known == word) return;
      near.offer(known);
    }
  throw input_error(function, parameter, '"' + printable(word) + '"',
                    std::string("one that occurs in the ") + records_word<Record> + near.text());
}

bool has(const std::vector<std::string>& words, const std::string& word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

std::string texts_of(const std::vector<std::string>& texts) {
  std::string all;
  for (const std::string& text : texts) all.append(all.empty() ? "\"" : ", \"").append(printable(text)).append("\"");
  return all;
}

}  // namespace

template <class Record>
record_selector<Record>::record_selector(const char* function, const network& from, const record_filter& where) : where_(where) {
  check_word<Record>(function, from, where.field, "field",
                     [](const Record& r) -> std::span<const std::string> { return r.fields; });
  if constexpr (std::same_as<Record, agreement>) {
    check_word<Record>(function, from, where.kind, "kind", [](const Record& r) { return std::span(&r.kind, 1); });
    if (!where.product.empty())
      throw option_error(function, "product", '"' + printable(where.product) + '"', "nothing, for agreements have no product");
  } else {
    check_word<Record>(function, from, where.product, "product", [](const Record& r) { return std::span(&r.product, 1); });
    if (!where.kind.empty())
      throw option_error(function, "kind", '"' + printable(where.kind) + '"', "nothing, for flows have no kind");
  }
  if (where.on && where.during) throw option_error(function, "during", "given beside on", "one of the two");
  if (where.on) asked_ = through(where.on, where.on);
  if (where.during) asked_ = where.during->days();
  if (asked_ && asked_->empty())
    throw option_error(function, "during", "a time that ends before it begins", "a begin before the end");
  if (where.region.empty()) return;
  inside_.assign(from.actors().size(), false);
  for (const actor_id member : from.members(from.region_with(where.region), asked_ ? *asked_ : period{}))
    inside_[member.index()] = true;
}

template <class Record>
std::optional<left_out_reason> record_selector<Record>::why_left_out(const Record& record) const {
  if (!where_.field.empty() && !has(record.fields, where_.field)) return left_out_reason::other_field;
  if constexpr (std::same_as<Record, agreement>) {
    if (!where_.kind.empty() && record.kind != where_.kind) return left_out_reason::other_kind;
  } else {
    if (!where_.product.empty() && record.product != where_.product) return left_out_reason::other_product;
  }
  if (!where_.statuses.empty() &&
      std::find(where_.statuses.begin(), where_.statuses.end(), record.status) == where_.statuses.end())
    return left_out_reason::other_status;
  if (!asked_) return std::nullopt;
  const stated_period dates = dates_of(record);
  if (dates.undated() && where_.undated == undated_records::exclude) return left_out_reason::undated;
  return in_force_during(dates, *asked_) == in_force::no ? std::optional(left_out_reason::not_in_force) : std::nullopt;
}

template <class Record>
bool record_selector<Record>::in_region(actor_id a, actor_id b) const {
  return inside_.empty() || inside_[a.index()] || inside_[b.index()];
}

template <class Record>
measure_reader<Record>::measure_reader(const char* function, const network& from, const amount_choice& choice,
                                       const record_selector<Record>& selector)
    : choice_(choice) {
  if (choice.measure.empty()) return;
  std::vector<std::string> measures;
  std::vector<std::string> known_units;  // of the measure, in any record
  bool basis_known = !choice.basis;
  std::vector<std::string> units;  // in the records taken
  std::vector<quantity_basis> bases;
  const auto records = records_of(from, static_cast<const Record*>(nullptr));
  for (const Record& r : records)
    for (const quantity& q : r.quantities) {
      if (!has(measures, q.measure)) measures.push_back(q.measure);
      if (q.measure != choice.measure) continue;
      if (!has(known_units, q.unit)) known_units.push_back(q.unit);
      if (!choice.unit.empty() && q.unit != choice.unit) continue;
      if (choice.basis && q.basis != *choice.basis) continue;
      basis_known = true;
      if (!amount_of(q) || selector.why_left_out(r)) continue;
      if (!has(units, q.unit)) units.push_back(q.unit);
      if (std::find(bases.begin(), bases.end(), q.basis) == bases.end()) bases.push_back(q.basis);
    }
  if (!has(measures, choice.measure)) {
    near_words near(choice.measure);
    for (const std::string& known : measures) near.offer(known);
    throw input_error(function, "measure", '"' + printable(choice.measure) + '"',
                      std::string("one that is stated of the ") + records_word<Record> +
                          (measures.empty() ? ", of which none states any" : ": " + texts_of(measures)) + near.text());
  }
  if (!choice.unit.empty() && !has(known_units, choice.unit))
    throw input_error(function, "unit", '"' + printable(choice.unit) + '"', "one of " + texts_of(known_units));
  if (!basis_known) throw input_error(function, "basis", to_text(*choice.basis), "one that the measure has");
  if (units.size() > 1)
    throw input_error(function, "unit", "not given, and the measure has several", "one of " + texts_of(units));
  if (bases.size() > 1) {
    std::vector<std::string> words;
    for (const quantity_basis b : bases) words.push_back(to_text(b));
    throw input_error(function, "basis", "not given, and the measure has several", "one of " + texts_of(words));
  }
  if (!units.empty()) choice_.unit = units.front();
  if (!bases.empty()) choice_.basis = bases.front();
}

template <class Record>
std::optional<stated_amount> measure_reader<Record>::operator()(const Record& record) const {
  for (const quantity& q : record.quantities)
    if (q.measure == choice_.measure && q.unit == choice_.unit && q.basis == choice_.basis)
      if (const auto found = amount_of(q)) return found;
  return std::nullopt;
}

template class record_selector<agreement>;
template class record_selector<flow>;
template class measure_reader<agreement>;
template class measure_reader<flow>;

}  // namespace detail
}  // namespace coopgraph
