// SPDX-License-Identifier: BSL-1.0
#include "view/splitting.hpp"

#include <coopgraph/core/error.hpp>
#include <coopgraph/core/text.hpp>

#include "model/near.hpp"

#include <algorithm>
#include <utility>

namespace coopgraph::detail {
namespace {

const std::string* value_of(const actor& who, const std::string& attribute) {
  for (const auto& a : who.attributes)
    if (a.name == attribute) return &a.value;
  return nullptr;
}

/// factor * weight / sum for each weight; in doubles where 64 bits are too narrow.
std::vector<amount> proportional(std::span<const decimal> weights, std::int64_t factor) {
  std::vector<amount> parts;
  if (const auto whole = over_shared_unit(weights)) {
    std::optional<std::int64_t> sum = 0;
    for (const std::int64_t w : whole->numerators) sum = sum ? checked_add(*sum, w) : sum;
    if (sum) {
      for (const std::int64_t w : whole->numerators) parts.push_back(amount(rational(w, *sum)) * amount(rational(factor)));
      return parts;
    }
  }
  const double largest = to_double(*std::max_element(weights.begin(), weights.end()));
  double sum = 0.0;  // in units of the largest, so that it stays finite
  for (const decimal& w : weights) sum += to_double(w) / largest;
  for (const decimal& w : weights) {
    amount part;
    part.exact.reset();
    part.nearest = to_double(w) / largest / sum * static_cast<double>(factor);
    parts.push_back(part);
  }
  return parts;
}

bool above_one(const amount& a) { return a.exact ? a.exact->numerator() > a.exact->denominator() : a.nearest > 1.0; }

}  // namespace

splitter::splitter(const char* function, const network& from, const allocation& rule)
    : function_(function), from_(from), rule_(rule) {
  if (rule.by == allocation::rule::by_attribute) {
    near_words near(rule.attribute);
    for (const actor& a : from.actors()) {
      if (value_of(a, rule.attribute) != nullptr) return;
      for (const auto& known : a.attributes) near.offer(known.name);
    }
    throw input_error(function, "attribute", '"' + printable(rule.attribute) + '"', "one that an actor has" + near.text());
  }
  if (rule.by == allocation::rule::all_to || rule.by == allocation::rule::none_to) {
    if (!rule.actor) throw input_error(function, "actor", "not given", "the actor that gets all or nothing");
    (void)from[*rule.actor];
  }
}

std::vector<decimal> splitter::weights(std::span<const actor_id> over) const {
  constexpr decimal one{1, 0};
  std::vector<decimal> found(over.size(), one);
  const auto self = rule_.actor ? std::find(over.begin(), over.end(), *rule_.actor) : over.end();
  switch (rule_.by) {
    case allocation::rule::equal_shares:
      break;
    case allocation::rule::all_to:
      if (self == over.end()) break;
      std::fill(found.begin(), found.end(), decimal{});
      found[static_cast<std::size_t>(self - over.begin())] = one;
      break;
    case allocation::rule::none_to:
      if (self != over.end() && over.size() > 1) found[static_cast<std::size_t>(self - over.begin())] = decimal{};
      break;
    case allocation::rule::by_attribute:
      for (std::size_t i = 0; i < over.size(); ++i) {
        const actor& who = from_[over[i]];
        const std::string* text = value_of(who, rule_.attribute);
        const parsed_decimal number = text != nullptr ? parse_decimal(*text) : parsed_decimal{};
        if (text == nullptr || number.problem != number_problem::none || number.value < decimal{})
          throw input_error(function_, printable(rule_.attribute) + " of " + printable(who.key),
                            text == nullptr ? "missing" : '"' + printable(*text) + '"',
                            "a number >= 0 for each actor that a total is split over");
        found[i] = number.value;
      }
  }
  if (std::all_of(found.begin(), found.end(), [](const decimal& w) { return w == decimal{}; }))
    throw input_error(function_, printable(rule_.attribute), "0 for each of " + std::to_string(over.size()) + " actors",
                      "a sum above 0 over those that a total is split over");
  return found;
}

std::vector<amount> splitter::parts(std::span<const actor_id> over) const { return proportional(weights(over), 1); }

std::vector<amount> splitter::parts_of_number(std::span<const actor_id> over, std::uint32_t number) const {
  std::vector<amount> part(over.size(), amount(rational(1)));
  if (number >= over.size()) return part;
  const std::vector<decimal> weight = weights(over);
  std::vector<std::size_t> open;  // those with a weight that are not at 1
  for (std::size_t i = 0; i < over.size(); ++i)
    if (weight[i] != decimal{}) open.push_back(i);

  if (open.size() <= number) {  // all of these take part, and the others share what is left
    const auto others = static_cast<std::int64_t>(over.size() - open.size());
    const amount rest(rational(number - static_cast<std::int64_t>(open.size()), others));
    for (std::size_t i = 0; i < over.size(); ++i)
      if (weight[i] == decimal{}) part[i] = rest;
    return part;
  }
  for (std::size_t i = 0; i < over.size(); ++i)
    if (weight[i] == decimal{}) part[i] = amount();
  for (std::int64_t left = number;;) {
    std::vector<decimal> weight_of_open;
    for (const std::size_t i : open) weight_of_open.push_back(weight[i]);
    const std::vector<amount> shares = proportional(weight_of_open, left);
    std::vector<std::size_t> below;
    for (std::size_t k = 0; k < open.size(); ++k) {
      if (above_one(shares[k])) continue;
      part[open[k]] = shares[k];
      below.push_back(open[k]);
    }
    if (below.size() == open.size()) return part;
    for (std::size_t k = 0; k < open.size(); ++k)
      if (above_one(shares[k])) part[open[k]] = amount(rational(1));
    left -= static_cast<std::int64_t>(open.size() - below.size());
    open = std::move(below);
  }
}

}  // namespace coopgraph::detail
