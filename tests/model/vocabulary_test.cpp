// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/model/vocabulary.hpp>

#include <gtest/gtest.h>

namespace coopgraph {
namespace {

TEST(Vocabulary, EveryWordOfTheTablesIsReadAndWrittenBack) {
  for (const char* word : {"proposed", "invited", "signed", "in force", "ended"})
    EXPECT_EQ(to_text(parse_status(word).value()), word);
  for (const char* word : {"one", "many"}) EXPECT_EQ(to_text(parse_multiplicity(word).value()), word);
  for (const char* word : {"exact", "about", "at least", "at most", "between", "order of magnitude", "verbal"})
    EXPECT_EQ(to_text(parse_exactness(word).value()), word);
  for (const char* word : {"stated", "potential", "planned", "estimated", "modelled"})
    EXPECT_EQ(to_text(parse_basis(word).value()), word);
  for (const char* word : {"unknown", "none"}) EXPECT_EQ(to_text(parse_absence(word).value()), word);
  for (const char* word : {"all", "almost all", "most", "some", "1", "49", "1000000000"})
    EXPECT_EQ(to_text(parse_extent(word).value()), word);
}

TEST(Vocabulary, AWordStandsForItsOwnMeaning) {
  EXPECT_EQ(parse_status("in force"), agreement_status::in_force);
  EXPECT_EQ(parse_status("signed"), agreement_status::signed_);
  EXPECT_EQ(parse_exactness("at most"), number_exactness::at_most);
  EXPECT_EQ(parse_basis("planned"), quantity_basis::planned);
  EXPECT_EQ(parse_absence("none"), absence_meaning::none);
  EXPECT_EQ(parse_multiplicity("many"), multiplicity::many);
  EXPECT_EQ(parse_extent("49"), (party_extent{party_extent::kind::number, 49}));
  EXPECT_EQ(parse_extent(""), party_extent{}) << "no extent is all";
}

TEST(Vocabulary, NothingElseIsRead) {
  for (const char* word : {"", "Signed", " signed", "signed ", "in_force", "inforce"}) EXPECT_FALSE(parse_status(word)) << word;
  for (const char* word : {"0", "-1", "1.5", "1000000001", "99999999999999999999", "49 ", "+4", "All", "few"})
    EXPECT_FALSE(parse_extent(word)) << word;
  EXPECT_FALSE(parse_exactness("approximately"));
  EXPECT_FALSE(parse_basis("estimate"));
  EXPECT_FALSE(parse_absence("zero"));
  EXPECT_FALSE(parse_multiplicity("2"));
}

}  // namespace
}  // namespace coopgraph
