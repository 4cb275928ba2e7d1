// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/core/random.hpp>
#include <coopgraph/model/name_registry.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "vietnamese_names.hpp"

namespace coopgraph {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;
using testing::provinces_of_2018;
using ::testing::SizeIs;
using testing::spellings;
using testing::utf8;

name_registry registry_of(const std::vector<std::string>& names) {
  std::vector<name_registry::entry> entries;
  for (const std::string& name : names) entries.push_back({name, static_cast<std::uint32_t>(entries.size())});
  return name_registry(entries);
}

const name_registry& all_provinces() {
  static const name_registry registry = [] {
    std::vector<std::string> names;
    for (const auto name : provinces_of_2018) names.push_back(utf8(name));
    return registry_of(names);
  }();
  return registry;
}

std::uint32_t province(std::u32string_view name) {
  const auto* at = std::find(provinces_of_2018.begin(), provinces_of_2018.end(), name);
  EXPECT_NE(at, provinces_of_2018.end());
  return static_cast<std::uint32_t>(at - provinces_of_2018.begin());
}

void expect_found(const name_registry& registry, const std::string& text, std::uint32_t item) {
  const name_match found = registry.find(text);
  EXPECT_EQ(found.item, item) << text;
  EXPECT_FALSE(found.ambiguous) << text;
  EXPECT_THAT(found.suggestions, IsEmpty()) << text;
}

void expect_suggested(const name_registry& registry, const std::string& text, const std::vector<std::uint32_t>& items) {
  const name_match found = registry.find(text);
  EXPECT_EQ(found.item, std::nullopt) << text;
  EXPECT_FALSE(found.ambiguous) << text;
  EXPECT_EQ(found.suggestions, items) << text;
}

void expect_nothing(const name_registry& registry, const std::string& text) { expect_suggested(registry, text, {}); }

TEST(NameRegistry, FindsAnySpellingOfThe63Provinces) {
  for (std::uint32_t i = 0; i < provinces_of_2018.size(); ++i) {
    const auto variants = spellings(provinces_of_2018[i]);
    EXPECT_GE(variants.size(), 50U);
    for (const auto& variant : variants) expect_found(all_provinces(), utf8(variant), i);
  }
}

TEST(NameRegistry, FindsNamesByAnySpellingInTheRegistry) {
  for (std::uint32_t i = 0; i < provinces_of_2018.size(); ++i) {
    std::vector<std::string> names;
    for (const auto& variant : spellings(provinces_of_2018[i])) names.push_back(utf8(variant));
    for (const std::string& name : names) expect_found(registry_of({name}), utf8(provinces_of_2018[i]), 0);
  }
}

TEST(NameRegistry, FindsTheJoinedFormsOfEnglishTexts) {
  for (const auto& [text, name] : {std::pair{"Hanoi", U"Hà Nội"},
                                   {"HANOI", U"Hà Nội"},
                                   {"Hanoi City", U"Hà Nội"},
                                   {"Daklak", U"Đắk Lắk"},
                                   {"DakNong", U"Đắk Nông"},
                                   {"HaiPhong", U"Hải Phòng"},
                                   {"Haiphong city", U"Hải Phòng"},
                                   {"Da Nang", U"Đà Nẵng"},
                                   {"Kontum", U"Kon Tum"},
                                   {"Ha Giang Province", U"Hà Giang"},
                                   {"Ho Chi Minh City", U"Hồ Chí Minh"},
                                   {"Baria-Vungtau", U"Bà Rịa - Vũng Tàu"},
                                   {"Bà Rịa–Vũng Tàu", U"Bà Rịa - Vũng Tàu"},
                                   {"Thừa Thiên-Huế", U"Thừa Thiên Huế"},
                                   {"Thừa Thiên – Huế", U"Thừa Thiên Huế"},
                                   {"Thua Thien-Hue", U"Thừa Thiên Huế"}})
    expect_found(all_provinces(), text, province(name));
}

TEST(NameRegistry, TheFoldedKeysOfThe63AreDistinct) {
  std::set<std::string> keys;
  for (const auto name : provinces_of_2018) keys.insert(fold_name(utf8(name)));
  EXPECT_THAT(keys, SizeIs(63));
  EXPECT_THAT(keys, Not(Contains("")));
}

TEST(NameRegistry, AKeyIsFoldedAsItsCommentSays) {
  for (const auto& [text, key] : {std::pair{"Đắk Lắk", "daklak"},
                                  {"Bà Rịa - Vũng Tàu", "bariavungtau"},
                                  {"M'Drắk", "mdrak"},
                                  {"\"Ea_H’leo\"", "eahleo"},
                                  {"Straße", "strasse"},
                                  {"ＨÀ ＮỘＩ", "hanoi"},
                                  {"ﬁn 2", "fin2"},
                                  {"", ""},
                                  {" - . ' _ ", ""},
                                  {"\xEF\xBB\xBF", ""},
                                  {"H? N?i", "h?n?i"},
                                  {"H\xEF\xBF\xBD N\xEF\xBF\xBDi", "h\xEF\xBF\xBDn\xEF\xBF\xBDi"},
                                  {"Hà Nội (cũ)", "hanoi(cu)"},
                                  {"Bà Rịa, Vũng Tàu", "baria,vungtau"},
                                  {"กี", "กี"},
                                  {"Ха", "ха"}})
    EXPECT_EQ(fold_name(text), key) << text;
  EXPECT_NE(fold_name("กา"), fold_name("กี")) << "the vowel signs of Thai are no diacritics";
  EXPECT_NE(fold_name("ວຽງຈັນ"), fold_name("ວຽງຈນ"));
}

TEST(NameRegistry, AKeyIsItsOwnKey) {
  for (const auto name : provinces_of_2018)
    for (const auto& variant : spellings(name)) EXPECT_EQ(fold_name(fold_name(utf8(variant))), fold_name(utf8(name)));
}

TEST(NameRegistry, WordsForAKindOfUnitAreLeftOutAtWordsOnly) {
  for (const auto& [text, key] : {std::pair{"Tỉnh Hà Giang", "hagiang"},
                                  {"Thủ đô Thành phố Hà Nội", "hanoi"},
                                  {"TP.HCM", "hcm"},
                                  {"TPHCM", "tphcm"},
                                  {"T.P.H.C.M", "hcm"},
                                  {"Tĩnh Gia", "tinhgia"},
                                  {"Tịnh Biên", "tinhbien"},
                                  {"Tỉnhgia", "tinhgia"},
                                  {"Thanh Hóa", "thanhhoa"},
                                  {"Thánh phố X", "thanhphox"},
                                  {"Thủ Dầu Một", "thudaumot"},
                                  {"Velocity", "velocity"},
                                  {"City Hanoi", "cityhanoi"}})
    EXPECT_EQ(fold_name(text), key) << text;
}

TEST(NameRegistry, ANameOfNothingButSuchWordsKeepsThem) {
  for (const auto& [text, key] : {std::pair{"Tỉnh", "tinh"},
                                  {"TP.", "tp"},
                                  {"T.P.", "tp"},
                                  {"Thành phố", "thanhpho"},
                                  {"Thủ đô", "thudo"},
                                  {"Province", "province"},
                                  {"Tỉnh Tỉnh", "tinh"},
                                  {"Thành phố City", "city"}})
    EXPECT_EQ(fold_name(text), key) << text;
}

TEST(NameRegistry, ANameWithAllItsWordsIsPreferred) {
  const name_registry both = registry_of({"Huế", "TP. Huế", "Gia", "Tinh Gia"});
  expect_found(both, "Huế", 0);
  expect_found(both, "TP Hue", 1);
  expect_found(both, "Tinh Gia", 3);
  expect_found(both, "Tỉnh Gia", 3);
  const name_match other = both.find("Tỉnh Huế");
  EXPECT_TRUE(other.ambiguous);
  EXPECT_THAT(other.suggestions, ElementsAre(0, 1));
  expect_found(registry_of({"Huế"}), "TP. Huế", 0);
  expect_found(registry_of({"TP. Huế"}), "Huế", 0);
}

TEST(NameRegistry, NearNamesAreSuggestedAndNeverTaken) {
  for (const auto& [a, b] : {std::pair{U"Bình Thuận", U"Ninh Thuận"},
                             {U"Hà Giang", U"Hậu Giang"},
                             {U"Khánh Hòa", U"Thanh Hóa"},
                             {U"Kiên Giang", U"Tiền Giang"},
                             {U"Quảng Bình", U"Quảng Ninh"}}) {
    for (const auto& [kept, gone] : {std::pair{a, b}, std::pair{b, a}}) {
      std::vector<name_registry::entry> others;
      for (std::uint32_t i = 0; i < provinces_of_2018.size(); ++i)
        if (provinces_of_2018[i] != gone) others.push_back({utf8(provinces_of_2018[i]), i});
      for (const auto& variant : spellings(gone)) {
        const name_match found = name_registry(others).find(utf8(variant));
        EXPECT_EQ(found.item, std::nullopt);
        EXPECT_FALSE(found.ambiguous);
        EXPECT_THAT(found.suggestions, Contains(province(kept))) << utf8(variant);
      }
    }
  }
}

TEST(NameRegistry, LettersOfOtherScriptsThatLookLatinAreSuggested) {
  const std::uint32_t hanoi = province(U"Hà Nội");
  expect_suggested(all_provinces(), "H\u0430 N\u043ei", {hanoi, province(U"Hà Nam")});  // Cyrillic а, о
  expect_suggested(all_provinces(), "\u041d\u0430 N\u043e\u0456", {hanoi, province(U"Hà Nam")});
  expect_suggested(all_provinces(), "\u0397\u0391 \u039d\u039f\u0399", {hanoi, province(U"Hà Nam")});  // Greek throughout
  expect_suggested(all_provinces(), "Hu\u0435 C\u0456ty", {});
}

TEST(NameRegistry, SuggestsNamesThatHoldTheTextOrAreHeldByIt) {
  expect_suggested(all_provinces(), "Ủy ban nhân dân thành phố Hà Nội", {province(U"Hà Nội")});
  expect_suggested(all_provinces(), "Vũng Tàu", {province(U"Bà Rịa - Vũng Tàu")});
  expect_suggested(all_provinces(), "Huế", {});  // fewer than four letters
  const name_match many = all_provinces().find("Giang");
  EXPECT_THAT(many.suggestions, SizeIs(5)) << "never more than five";
  EXPECT_THAT(many.suggestions, ElementsAre(province(U"Hà Giang"), province(U"An Giang"), province(U"Bắc Giang"),
                                            province(U"Hậu Giang"), province(U"Tiền Giang")))
      << "the nearest first, then in the order of the items";
}

TEST(NameRegistry, TellsWhatIsAmbiguous) {
  const std::vector<name_registry::entry> entries = {{"Hà Nội", 7}, {"Ha Noi", 3}, {"HANOI", 7}, {"Hà Nam", 1}};
  const name_match found = name_registry(entries).find("Hà Nội");
  EXPECT_EQ(found.item, std::nullopt);
  EXPECT_TRUE(found.ambiguous);
  EXPECT_THAT(found.suggestions, ElementsAre(3, 7));
  const name_match many = registry_of({"a", "A", "á", "à", "ạ", "ả", "b"}).find("â");
  EXPECT_TRUE(many.ambiguous);
  EXPECT_THAT(many.suggestions, ElementsAre(0, 1, 2, 3, 4));
}

TEST(NameRegistry, SeveralNamesMayMeanOneThing) {
  const std::vector<name_registry::entry> entries = {
      {"Hồ Chí Minh", 0}, {"Sài Gòn", 0}, {"TP.HCM", 0}, {"Đắk Lắk", 1}, {"Đắc Lắc", 1}};
  const name_registry registry(entries);
  for (const char* text :
       {"TP. Hồ Chí Minh", "Ho Chi Minh City", "Saigon", "HCM", "TPHCM", "tp hcm", "HCM City", "Thành phố HCM"})
    expect_found(registry, text, 0);
  for (const char* text : {"Dac Lac", "Daklak", "Tỉnh Đắc Lắc"}) expect_found(registry, text, 1);
}

TEST(NameRegistry, WhatHasNoKeyIsNeverFound) {
  const name_registry registry = registry_of({"", " - ", "\xFF", std::string(1001, 'a'), "Hà Nội", std::string(1000, 'b')});
  for (const std::string text :
       {"", " ", "-", "...", "\xFF", "H\xC3", "\xEF\xBB\xBF", "\xED\xA0\x80", "\xC0\xAF", "H\xE0 N\xF4i"})
    expect_nothing(registry, text);
  expect_nothing(registry, std::string(1001, 'a'));
  EXPECT_EQ(fold_name(std::string(1001, 'a')), "");
  expect_found(registry, std::string(1000, 'B'), 5);
  expect_nothing(registry_of({}), "Hà Nội");
  EXPECT_EQ(fold_name(std::string_view("H\0a", 3)), std::string("h\0a", 3));
}

TEST(NameRegistry, AnOverlongTextCostsNothing) {
  const std::string huge(std::size_t{1} << 26, 'a');
  const auto start = std::chrono::steady_clock::now();
  for (int i = 0; i < 1000; ++i) expect_nothing(all_provinces(), huge);
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(5)) << "reading the text would take minutes";
}

/// The whole table of the definition.
std::size_t edits(const std::string& a, const std::string& b) {
  std::vector<std::vector<std::size_t>> table(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i)
    for (std::size_t j = 0; j <= b.size(); ++j) {
      if (i == 0 || j == 0) {
        table[i][j] = i + j;
        continue;
      }
      table[i][j] = std::min({table[i - 1][j] + 1, table[i][j - 1] + 1, table[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0U : 1U)});
    }
  return table.back().back();
}

std::string random_word(random_stream& random) {
  std::string word(1 + random.below(8), 'x');
  for (char& c : word) c = "abc"[random.below(3)];
  return word;
}

TEST(NameRegistry, SuggestionsAreWhatTheDefinitionSays) {
  for (std::uint64_t seed = 0; seed < 2000; ++seed) {
    random_stream random(seed, "suggestions");
    std::vector<std::string> names(1 + random.below(12));
    for (std::string& name : names) name = random_word(random);
    const std::string text = random_word(random);
    const name_match found = registry_of(names).find(text);
    std::vector<std::pair<std::size_t, std::uint32_t>> near;
    std::vector<std::uint32_t> same;
    for (std::uint32_t i = 0; i < names.size(); ++i) {
      const std::size_t apart = edits(text, names[i]);
      const bool part = std::min(text.size(), names[i].size()) >= 4 &&
                        (text.find(names[i]) != std::string::npos || names[i].find(text) != std::string::npos);
      if (apart == 0) same.push_back(i);
      if (apart <= (text.size() < 4 ? 1U : 2U) || part) near.emplace_back(apart, i);
    }
    std::sort(near.begin(), near.end());
    std::vector<std::uint32_t> expected;
    for (const auto& [apart, item] : near) expected.push_back(item);
    if (!same.empty()) expected = same;
    if (expected.size() > 5) expected.resize(5);
    if (same.size() == 1) {
      EXPECT_EQ(found.item, same[0]);
      EXPECT_THAT(found.suggestions, IsEmpty());
    } else {
      EXPECT_EQ(found.item, std::nullopt);
      EXPECT_EQ(found.suggestions, expected) << "seed " << seed;
      EXPECT_EQ(found.ambiguous, !same.empty());
    }
  }
}

TEST(NameRegistry, RandomBytesAreHarmless) {
  std::vector<std::string> texts;
  for (std::uint64_t seed = 0; seed < 4000; ++seed) {
    random_stream random(seed, "bytes");
    std::string text = utf8(provinces_of_2018[random.below(63)]);
    if (random.below(3) == 0) text.clear();
    for (std::uint64_t i = 0, n = random.below(12); i < n; ++i) {
      const char byte = static_cast<char>(static_cast<unsigned char>(random.below(256)));
      if (text.empty() || random.below(2) == 0)
        text.insert(text.begin() + static_cast<std::ptrdiff_t>(random.below(text.size() + 1)), byte);
      else
        text[random.below(text.size())] = byte;
    }
    const name_match found = all_provinces().find(text);
    EXPECT_FALSE(found.ambiguous);
    EXPECT_FALSE(found.item && !found.suggestions.empty());
    EXPECT_EQ(fold_name(text).empty() && found.item, false);
    texts.push_back(std::move(text));
  }
  // Any code point, valid or not, in any place.
  for (char32_t c = 1; c < 0x110000; c += c < 0x3000 ? 1 : 37) {
    const std::string text = utf8(std::u32string{U'H', c, U'a'});
    const std::string key = fold_name(text);
    const bool surrogate = c >= 0xd800 && c < 0xe000;
    EXPECT_EQ(key.empty(), surrogate) << static_cast<std::uint32_t>(c);
    EXPECT_EQ(fold_name(key), key) << static_cast<std::uint32_t>(c);
  }
  const name_registry registry = registry_of(texts);
  for (const std::string& text : texts) {
    const name_match found = registry.find(text);
    EXPECT_EQ(fold_name(text).empty(), !found.item && !found.ambiguous) << "what is in the registry is found";
  }
}

TEST(NameRegistry, TheOrderOfTheEntriesDoesNotMatter) {
  std::vector<name_registry::entry> entries;
  for (std::uint32_t i = 0; i < provinces_of_2018.size(); ++i) entries.push_back({utf8(provinces_of_2018[i]), i % 40});
  std::vector<name_registry::entry> turned(entries.rbegin(), entries.rend());
  const name_registry a(entries);
  const name_registry b(turned);
  for (const char* text : {"Giang", "Ha Nam", "Bin Thuan", "Quảng", "Ninh Binhh", "x"}) {
    EXPECT_EQ(a.find(text).item, b.find(text).item);
    EXPECT_EQ(a.find(text).suggestions, b.find(text).suggestions);
  }
}

}  // namespace
}  // namespace coopgraph
