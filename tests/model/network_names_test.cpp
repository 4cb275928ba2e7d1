// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/model/name_registry.hpp>
#include <coopgraph/model/network_builder.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "support/matchers.hpp"
#include "vietnamese_names.hpp"

namespace coopgraph {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::provinces_of_2018;
using testing::spellings;
using testing::units_of_2025;
using testing::utf8;

using ids = std::vector<std::string>;

/// Three provinces of 2018 with the codes of two systems, whose numbers collide, a ministry without a code and a region.
network coded(const char* ministry = "Trade Ministry") {
  network_builder b;
  b.add(actor_record{
      .id = "hn", .name = "Hà Nội", .attributes = {{"gso_code", "01"}, {"ISO_3166_2", "VN-HN"}, {"area", "3358.9"}}});
  b.add(actor_record{.id = "lc", .name = "Lai Châu", .attributes = {{"gso_code", " 12\xC2\xA0"}, {"ISO_3166_2", "VN-01"}}});
  b.add(actor_record{.id = "lo", .name = "Lào Cai", .attributes = {{"gso_code", "10"}, {"ISO_3166_2", "VN-02"}, {"area", "01"}}});
  b.add(actor_record{.id = "moit", .name = "Ministry of Industry and Trade"});
  b.add(region_record{.region = "rrd", .name = "Đồng bằng sông Hồng", .actor = "hn"});
  b.add(alias_record{.id = "hn", .alias = "Thăng Long"});
  b.add(alias_record{.id = "rrd", .alias = "Red River Delta"});
  b.add(alias_record{.id = "moit", .alias = ministry});
  return b.build();
}

/// The 63 provinces until 30 June 2025 and the 34 units since, in one network.
network both_vintages() {
  network_builder b;
  for (std::size_t i = 0; i < provinces_of_2018.size(); ++i)
    b.add(actor_record{.id = "old-" + std::to_string(i), .name = utf8(provinces_of_2018[i]), .valid_to = "2025-06-30"});
  for (std::size_t i = 0; i < units_of_2025.size(); ++i)
    b.add(actor_record{.id = "new-" + std::to_string(i), .name = utf8(units_of_2025[i]), .valid_from = "2025-07-01"});
  return b.build();
}

ids keys(const network& n, const std::vector<actor_or_region>& targets) {
  ids out;
  for (const actor_or_region& who : targets) out.push_back(n.key_of(who));
  return out;
}

void expect_found(const network& n, const network_names& names, const std::string& text, const std::string& key) {
  const auto match = names.find(text);
  ASSERT_TRUE(match.who) << text;
  EXPECT_EQ(n.key_of(*match.who), key) << text;
  EXPECT_THAT(match.suggestions, IsEmpty()) << text;
  EXPECT_FALSE(match.ambiguous) << text;
}

void expect_suggested(const network& n, const network_names& names, const std::string& text, const ids& expected) {
  const auto match = names.find(text);
  EXPECT_FALSE(match.who) << text;
  EXPECT_FALSE(match.ambiguous) << text;
  EXPECT_EQ(keys(n, match.suggestions), expected) << text;
}

void expect_ambiguous(const network& n, const network_names& names, const std::string& text, const ids& expected) {
  const auto match = names.find(text);
  EXPECT_FALSE(match.who) << text;
  EXPECT_TRUE(match.ambiguous) << text;
  EXPECT_EQ(keys(n, match.suggestions), expected) << text;
}

TEST(NetworkNames, FindsNamesAndAliasesOfActorsAndRegions) {
  const network n = coded();
  const network_names names(n);
  expect_found(n, names, "TP. Ha Noi", "hn");
  expect_found(n, names, "thang-long", "hn");
  expect_found(n, names, "ministry of industry and trade", "moit");
  expect_found(n, names, "Dong bang song Hong", "rrd");
  expect_found(n, names, "Red River  Delta", "rrd");
  expect_suggested(n, names, "Hà Nộii", {"hn"});
  expect_suggested(n, names, "Zürich", {});
}

TEST(NetworkNames, WithoutACodeSystemACodeIsOnlySuggested) {
  const network n = coded();
  const network_names names(n);
  expect_suggested(n, names, "01", {"hn", "lc"});  // as it stands before what it may be short for
  expect_suggested(n, names, " 01\xC2\xA0", {"hn", "lc"});
  expect_suggested(n, names, "VN-01", {"lc", "hn"});
  expect_suggested(n, names, "vn-hn", {"hn"});
  expect_suggested(n, names, "1", {"hn", "lc"});
  expect_suggested(n, names, "3358.9", {});
  expect_suggested(n, names, "99", {});
}

TEST(NetworkNames, CodeSystemsAreNeverMixed) {
  const network n = coded();
  const network_names gso(n, {.code_system = "gso_code"});
  expect_found(n, gso, "01", "hn");
  expect_found(n, gso, "\xEF\xBB\xBF 01\r\n", "hn");
  expect_found(n, gso, "Lai Chau", "lc");
  expect_suggested(n, gso, "VN-01", {"lc", "hn"});
  expect_suggested(n, gso, "1", {"hn", "lc"});
  expect_suggested(n, gso, "VN-HN", {"hn"});
  const network_names iso(n, {.code_system = "ISO_3166_2"});
  expect_found(n, iso, "VN-01", "lc");
  expect_suggested(n, iso, "01", {"hn", "lc"});
  expect_suggested(n, iso, "vn-01", {"hn", "lc"});
  const network_names area(n, {.code_system = "area"});
  expect_found(n, area, "01", "lo");
  expect_suggested(n, area, "1", {"hn", "lc", "lo"});
}

TEST(NetworkNames, IdsAreFoundOnlyAsACodeSystem) {
  const network n = coded();
  expect_suggested(n, network_names(n), "hn", {"hn"});
  expect_suggested(n, network_names(n, {.code_system = "gso_code"}), "moit", {"moit"});
  const network_names by_id(n, {.code_system = "id"});
  expect_found(n, by_id, " hn", "hn");
  expect_found(n, by_id, "rrd", "rrd");
  expect_suggested(n, by_id, "HN", {"hn"});
  expect_suggested(n, by_id, "01", {"hn", "lc"});
}

TEST(NetworkNames, ACodeOfOneThatIsANameOfAnotherIsAmbiguous) {
  const network n = coded("12");
  expect_found(n, network_names(n), "12", "moit");
  expect_ambiguous(n, network_names(n, {.code_system = "gso_code"}), "12", {"lc", "moit"});
}

TEST(NetworkNames, LongWordsAreNotTakenForShortenedCodes) {
  network_builder b;
  b.add(actor_record{.id = "vn-giang", .name = "Alpha", .attributes = {{"code", "00001234"}}});
  b.add(actor_record{.id = "b", .name = "Bravo", .attributes = {{"postcode", "-"}, {"iso", "XK-AB"}}});
  const network n = b.build();
  expect_suggested(n, network_names(n), "giang", {});
  expect_suggested(n, network_names(n), "vn-giang", {"vn-giang"});
  expect_suggested(n, network_names(n), "1234", {"vn-giang"});
  expect_suggested(n, network_names(n), "x-", {});
  expect_suggested(n, network_names(n), "xk-ab", {"b"});
  expect_suggested(n, network_names(n), "Ab", {"b"});
}

TEST(NetworkNames, AnUnknownCodeSystemIsABadCall) {
  const network n = coded();
  const auto with = [&n](const std::string& system) {
    return [&n, system] { return network_names(n, {.code_system = system}); };
  };
  EXPECT_TRUE(kit::refuses<input_error>(with("gso"), "code_system", "\"gso\"",
                                        "\"id\" or an attribute of the actors (ISO_3166_2, area, gso_code)"));
  EXPECT_TRUE(kit::refuses<input_error>([] { return network_names(network{}, {.code_system = "gso"}); }, "code_system", "\"gso\"",
                                        "\"id\" or an attribute of the actors (there is none)"));
  EXPECT_NO_THROW(network_names(network{}, {.code_system = "id"}));
  // The attribute need not be one of those who exist on the date.
  network_builder b;
  b.add(actor_record{.id = "a", .name = "A", .valid_to = "2000", .attributes = {{"gso_code", "01"}}});
  const network old = b.build();
  expect_suggested(old, network_names(old, {.on = date(2018), .code_system = "gso_code"}), "01", {});
}

TEST(NetworkNames, NamesOfTwoVintagesAreAmbiguousWithoutADate) {
  const network n = both_vintages();
  const network_names always(n);
  std::size_t shared = 0;
  for (std::size_t i = 0; i < units_of_2025.size(); ++i) {
    const auto* old = std::find(provinces_of_2018.begin(), provinces_of_2018.end(), units_of_2025[i]);
    const std::string key = "new-" + std::to_string(i);
    if (old == provinces_of_2018.end()) {
      expect_found(n, always, utf8(units_of_2025[i]), key);
      continue;
    }
    ++shared;
    for (const auto& variant : spellings(units_of_2025[i]))
      expect_ambiguous(n, always, utf8(variant), {"old-" + std::to_string(old - provinces_of_2018.begin()), key});
  }
  EXPECT_EQ(shared, 33U) << "all but Huế";
}

TEST(NetworkNames, ADateChoosesTheVintage) {
  const network n = both_vintages();
  const network_names before(n, {.on = date(2018)});
  const network_names last_day(n, {.on = date(2025, 6, 30)});
  const network_names after(n, {.on = date(2025, 7)});
  for (std::size_t i = 0; i < provinces_of_2018.size(); ++i)
    for (const auto& variant : spellings(provinces_of_2018[i])) {
      expect_found(n, before, utf8(variant), "old-" + std::to_string(i));
      expect_found(n, last_day, utf8(variant), "old-" + std::to_string(i));
    }
  for (std::size_t i = 0; i < units_of_2025.size(); ++i)
    for (const auto& variant : spellings(units_of_2025[i])) expect_found(n, after, utf8(variant), "new-" + std::to_string(i));
  EXPECT_FALSE(after.find("Hà Giang").who);
  EXPECT_FALSE(before.find("Huế").who);
  EXPECT_TRUE(network_names(n, {.on = date(2025)}).find("Hà Nội").ambiguous) << "both existed in this year";
  EXPECT_TRUE(network_names(n, {.on = date(2025, 7, 1)}).find("Hà Nội").who);
}

TEST(NetworkNames, CodesOfTwoVintagesAreAmbiguousWithoutADate) {
  network_builder b;
  b.add(actor_record{.id = "gl-old", .name = "Gia Lai", .valid_to = "2025-06-30", .attributes = {{"gso_code", "64"}}});
  b.add(actor_record{.id = "bd-old", .name = "Bình Định", .valid_to = "2025-06-30", .attributes = {{"gso_code", "52"}}});
  b.add(actor_record{.id = "gl-new", .name = "Gia Lai", .valid_from = "2025-07-01", .attributes = {{"gso_code", "52"}}});
  b.add(alias_record{.id = "gl-new", .alias = "Gia Lai - Bình Định"});
  b.add(alias_record{.id = "bd-old", .alias = "Nghĩa Bình"});
  const network n = b.build();
  expect_ambiguous(n, network_names(n, {.code_system = "gso_code"}), "52", {"bd-old", "gl-new"});
  expect_found(n, network_names(n, {.on = date(2018), .code_system = "gso_code"}), "52", "bd-old");
  expect_found(n, network_names(n, {.on = date(2026), .code_system = "gso_code"}), "52", "gl-new");
  EXPECT_FALSE(network_names(n, {.on = date(2018)}).find("Gia Lai - Bình Định").who) << "an alias goes with its actor";
  EXPECT_FALSE(network_names(n, {.on = date(2026)}).find("Nghĩa Bình").who);
  expect_found(n, network_names(n, {.on = date(2026)}), "Gia Lai – Bình Định", "gl-new");
}

TEST(NetworkNames, SuggestsAtMostFiveEachOnce) {
  network_builder b;
  for (const char* id : {"a", "b", "c", "d", "e", "f", "g"})
    b.add(actor_record{.id = id, .name = std::string("Hanoi ") + id, .attributes = {{"code", "7"}, {"iso", "7"}}});
  const network n = b.build();
  expect_suggested(n, network_names(n), "7", {"a", "b", "c", "d", "e"});
  expect_suggested(n, network_names(n), "Hanoi z", {"a", "b", "c", "d", "e"});
  expect_ambiguous(n, network_names(n, {.code_system = "code"}), "7", {"a", "b", "c", "d", "e"});
}

TEST(NetworkNames, WhatIsNoTextMeansNothing) {
  network_builder b;
  b.add(actor_record{.id = "-", .name = "-", .attributes = {{"code", std::string(1001, '1')}}});
  b.add(actor_record{.id = "b", .name = "bytes", .attributes = {{"code", "\xFF"}}});
  const network n = b.build();
  const network_names names(n, {.code_system = "code"});
  for (const std::string& text :
       {std::string(), std::string("  "), std::string("\xFF"), std::string("- \xC3"), std::string(1001, '1')})
    expect_suggested(n, names, text, {});
  expect_suggested(n, names, "-", {"-"});
  expect_found(n, network_names(n, {.code_system = "id"}), "-", "-");
  expect_suggested(network{}, network_names(network{}), "Hà Nội", {});
}

TEST(NetworkNames, OutlivesItsNetwork) {
  const network_names names = [] {
    const network n = coded();
    return network_names(n, {.code_system = "gso_code"});
  }();
  EXPECT_EQ(names.find("01").who, actor_or_region(actor_id(0)));
  EXPECT_EQ(names.find("Red River Delta").who, actor_or_region(region_id(0)));
}

}  // namespace
}  // namespace coopgraph
