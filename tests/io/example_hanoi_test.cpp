// SPDX-License-Identifier: BSL-1.0
// What examples/data/hanoi-2018 holds, fact by fact.
#include "io/example_data.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

namespace coopgraph {
namespace {

using namespace kit;
using ::testing::ElementsAre;

std::string joined(const text_list& words) {
  std::string all;
  for (const std::string& word : words) all += (all.empty() ? "" : ", ") + word;
  return all;
}

/// "01 host", "other-provinces almost all".
template <class Side>
std::string sides_text(const std::vector<Side>& sides) {
  text_list words;
  for (const Side& side : sides) {
    std::string word = hanoi().key_of(side.who);
    if (!side.role.empty()) word += ' ' + side.role;
    if (side.extent != party_extent{}) word += ' ' + to_text(side.extent);
    words.push_back(word);
  }
  return joined(words);
}

std::string days_text(const stated_period& days) {
  if (days.undated()) return "";
  return (days.first ? to_text(*days.first) : "") + ".." + (days.last ? to_text(*days.last) : "");
}

/// "minutes at most 400 minutes (up to 400 minutes)".
std::string quantities_text(const std::vector<quantity>& quantities) {
  text_list words;
  for (const quantity& q : quantities) {
    std::string word = q.measure + ' ' + to_text(q.exactness);
    for (const auto& number : {q.value, q.low, q.high})
      if (number) word += ' ' + to_text(*number) + ' ' + q.unit;
    if (q.basis != quantity_basis::stated) word += ", " + to_text(q.basis);
    words.push_back(word + " (" + q.phrase + ')');
  }
  return joined(words);
}

std::string line(const text_list& parts) {
  std::string all;
  for (const std::string& part : parts) all += (all.empty() ? "" : " | ") + (part.empty() ? "-" : part);
  return all;
}

/// All records: number of the fact -> kind, status, multiplicity | who | fields | when | quantities.
std::multimap<std::string, std::string> records() {
  const network& n = hanoi();
  std::multimap<std::string, std::string> all;
  for (const agreement& a : n.agreements())
    all.emplace(a.key.substr(0, 4),
                line({a.kind + ' ' + to_text(a.status) + ' ' + to_text(a.counts), sides_text(a.parties), joined(a.fields),
                      (a.signed_on ? to_text(*a.signed_on) : days_text(a.effective)), quantities_text(a.quantities)}));
  for (const flow& f : n.flows())
    all.emplace(f.key.substr(0, 4), line({"flow " + to_text(f.status) + ' ' + to_text(f.counts),
                                          n.key_of(f.origin) + " -> " + n.key_of(f.destination), joined(f.fields),
                                          days_text(f.effective), quantities_text(f.quantities)}));
  for (const event& e : n.events())
    all.emplace(e.key.substr(0, 4), line({"event", sides_text(e.participants), joined(e.fields), e.on ? to_text(*e.on) : "",
                                          quantities_text(e.quantities)}));
  return all;
}

TEST(Hanoi2018Facts, AreAllSixteenWithTheirExactnessAndPhraseAndNothingElse) {
  const std::multimap<std::string, std::string> facts{
      {"f01-", "event | 01 host, other-provinces some | investment | 2017 | -"},
      {"f02-",
       "minutes signed many | 01 lead, other-provinces almost all | - | ..2018-06 | partners verbal (almost all provinces and "
       "cities)"},
      {"f03-", "event | 01, mard, other-provinces some | agriculture, trade | 2017 | -"},
      {"f04-",
       "flow in force many | safe-food-producers -> 01 | agriculture, food safety | ..2018-06 | chains at least 60 chains (more "
       "than 60 chains)"},
      {"f05-",
       "flow in force many | other-provinces -> 01 | agriculture, food safety | ..2018-06 | chains about 400 chains (about 400 "
       "chains)"},
      {"f06-",
       "event | 01, moit, other-provinces leaders 49 | trade | 2017 | localities exact 49 localities (leaders of 49 localities)"},
      {"f07-",
       "minutes signed many | hanoi-enterprises lead, other-provinces some | trade | 2017 | minutes at most 400 minutes (up to "
       "400 minutes), value at least 25000 billion VND, potential (capacity to consume goods worth over 25,000 billion VND)"},
      {"f08-", "programme signed one | 01 lead, mekong-delta | investment, trade, tourism | - | -"},
      {"f09-",
       "programme signed one | 01 lead, 79, 25, 77, 70, 74, 75, 72 | tourism | 2016..2020 | partners at least 7 provinces and "
       "cities (the list of seven is left open)"},
      {"f10-",
       "flow ended many | 01 -> centre-and-highlands | relief | 2016..2016 | value exact 12 billion VND (the money saved on the "
       "Tet 2016 fireworks)"},
      {"f11-", "proposal proposed one | 01 lead, 14 | party building | 2015.. | -"},
      {"f12-", "proposal proposed one | 01 lead, 68 | party building | 2015.. | -"},
      {"f13-",
       "minutes signed many | 01 lead, other-provinces most | party building, personnel, administrative reform | 2015.. | "
       "minutes "
       "verbal (most minutes)"},
      {"f14-",
       "flow in force many | 01 -> other-provinces | personnel | ..2018-06 | delegations order of magnitude (dozens of "
       "delegations)"},
      {"f15-",
       "flow in force many | other-provinces -> 01 | administration | ..2018-06 | provinces visited order of magnitude (many "
       "provinces)"},
      {"f16-",
       "conference invited one | 01 host, 79 invited, 48 invited, 92 invited, northern-key-economic-region invited, "
       "red-river-delta invited, capital-region invited | investment | 2018..2018 | cities invited exact 3 cities (three "
       "cities), provinces invited exact 14 provinces (14 provinces of the three regions)"},
  };
  EXPECT_EQ(facts.size(), 16U);
  EXPECT_EQ(records(), facts);
}

TEST(Hanoi2018Facts, NameTheirSourceAndWhoseTiesWereLookedFor) {
  const network& n = hanoi();
  const source_id article = n.source_with("hanoimoi-2018");
  for (const agreement& a : n.agreements()) EXPECT_EQ(a.source, article) << a.key;
  for (const flow& f : n.flows()) EXPECT_EQ(f.source, article) << f.key;
  for (const event& e : n.events()) EXPECT_EQ(e.source, article) << e.key;
  EXPECT_THAT(n.observed().whose, ElementsAre(n.actor_with("01")));
  EXPECT_EQ(n.observed().absence, absence_meaning::unknown);
}

TEST(Hanoi2018Facts, KeepTheOtherProvincesApartFromHanoi) {
  text_set others = members(hanoi(), "other-provinces");
  EXPECT_EQ(others.size(), 62U);
  EXPECT_EQ(others.count("01"), 0U);
  EXPECT_EQ(hanoi()[hanoi().actor_with("hanoi-enterprises")].parent, hanoi().actor_with("01"));
  EXPECT_EQ(hanoi().actors().size(), 63U + 4U) << "with two ministries and two groups";
}

}  // namespace
}  // namespace coopgraph
