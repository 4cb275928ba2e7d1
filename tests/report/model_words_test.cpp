// SPDX-License-Identifier: BSL-1.0
#include "report/model_words.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

namespace coopgraph {
namespace {

using detail::word_of;
using detail::words;

const words english(language::english);
const words vietnamese(language::vietnamese);

/// In English each word is that of to_text(); in Vietnamese it is another, and no two of one kind are the same.
template <class Value>
void expect_words(const std::vector<Value>& values) {
  std::set<std::string> said;
  for (const Value& v : values) {
    EXPECT_EQ(word_of(v, english), to_text(v));
    EXPECT_NE(word_of(v, vietnamese), to_text(v));
    EXPECT_TRUE(said.insert(word_of(v, vietnamese)).second) << word_of(v, vietnamese);
  }
}
template <class Enum>
void expect_words_up_to(Enum last) {
  std::vector<Enum> values;
  for (int i = 0; i <= static_cast<int>(last); ++i) values.push_back(static_cast<Enum>(i));
  expect_words(values);
}

TEST(words_of_the_model, are_in_english_those_of_the_tables_and_differ_in_vietnamese) {
  expect_words_up_to(agreement_status::ended);
  expect_words_up_to(multiplicity::many);
  expect_words_up_to(number_exactness::verbal);
  expect_words_up_to(quantity_basis::modelled);
  expect_words_up_to(tie_basis::modelled);
  expect_words_up_to(tie_state::signed_);
  expect_words_up_to(change_kind::takes_place);
  expect_words_up_to(left_out_reason::not_broken_down);
  using kind = party_extent::kind;
  expect_words<party_extent>({{kind::all, 0}, {kind::almost_all, 0}, {kind::most, 0}, {kind::some, 0}});
  EXPECT_EQ(word_of(party_extent{kind::number, 49}, vietnamese), "49");
  EXPECT_EQ(word_of(party_extent{kind::number, 12345}, vietnamese), "12.345");
}

}  // namespace
}  // namespace coopgraph
