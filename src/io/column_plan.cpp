// SPDX-License-Identifier: BSL-1.0
#include "io/column_plan.hpp"

namespace coopgraph::detail {
namespace {

/// The first element that has a value, or the number of elements.
std::size_t first_value(const attribute_column& a) {
  std::size_t first = 0;
  while (first < a.missing.size() && a.missing[first] == first) ++first;
  return first;
}

/// As which kind the values alone are read again. \pre some element has one
attribute_kind read_as(const attribute_column& a, value_literals literals) {
  const bool typed = literals == value_literals::typed;
  if (typed && a.kind != attribute_kind::integer) return a.kind == attribute_kind::boolean ? attribute_kind::integer : a.kind;
  kind_guess guess;
  std::size_t missing = 0;
  for (std::size_t e = 0; e < a.size() && !guess.is_text(); ++e) {
    if (missing < a.missing.size() && a.missing[missing] == e)
      ++missing;
    else if (a.kind == attribute_kind::text)
      guess.see(a.texts[e]);
    else
      guess.see(written_number(a, e, literals));
  }
  return guess.kind();
}

bool says_itself(const column_plan& plan, const std::vector<attribute_column>& attributes, value_literals literals) {
  std::size_t before = 0;
  for (std::size_t i = 0; i < attributes.size(); ++i) {
    const attribute_column& a = attributes[i];
    const std::size_t first = first_value(a);
    if (plan.order[i] != i || plan.keys[i] != a.name || first == a.size() || first < before) return false;
    before = first;
    if (read_as(a, literals) != a.kind) return false;
  }
  return true;
}

}  // namespace

void declare(column_plan& plan, attribute_owner of, const std::vector<attribute_column>& attributes, value_literals literals,
             declaring when) {
  if (when == declaring::where_needed && says_itself(plan, attributes, literals)) return;
  for (std::size_t i = 0; i < attributes.size(); ++i)
    plan.declared.push_back({of, attributes[i].kind, attributes[i].name, plan.keys[i]});
}

std::string written_number(const attribute_column& a, std::size_t element, value_literals literals) {
  const decimal& value = a.numbers[element];
  if (a.kind == attribute_kind::boolean) {
    if (literals == value_literals::typed) return value.mantissa == 0 ? "0" : "1";
    return value.mantissa == 0 ? "false" : "true";
  }
  std::string text = a.text_of(element);
  const std::size_t exponent = text.find('e');
  if (exponent != std::string_view::npos) {
    if (literals == value_literals::typed) text.replace(exponent, 1, ".0E");
  } else if (a.kind == attribute_kind::number && text.find('.') == std::string_view::npos) {
    text += ".0";
  }
  return text;
}

std::string free_name(const std::string& wish, name_table& taken) {
  std::string name = wish;
  for (std::size_t number = 2; taken.find(name) != name_table::none; ++number) name = wish + std::to_string(number);
  static_cast<void>(taken.find_or_add(name));
  return name;
}

}  // namespace coopgraph::detail
