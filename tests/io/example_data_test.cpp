// SPDX-License-Identifier: BSL-1.0
// What the datasets in examples/data hold, against lists and totals that stand here.
#include <coopgraph/core/decimal.hpp>
#include <coopgraph/graph/builder.hpp>
#include <coopgraph/graph/components.hpp>
#include <coopgraph/io/csv.hpp>
#include <coopgraph/io/dataset.hpp>
#include <coopgraph/io/file.hpp>
#include <coopgraph/model/name_registry.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace coopgraph {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAreArray;
using texts = std::vector<std::string>;
using text_set = std::set<std::string>;

const std::string data_folder = COOPGRAPH_SOURCE_DIR "/examples/data/";

const network& vietnam() {
  static const network n = read_dataset(data_folder + "vietnam");
  return n;
}
const network& hanoi() {
  static const network n = read_dataset(data_folder + "hanoi-2018");
  return n;
}

bool is_new(const actor& a) { return a.key.starts_with("2025-"); }

/// The 63 provinces and cities of 2018, or the 34 of 2025.
std::vector<actor> units(const network& n, bool of_2025) {
  std::vector<actor> chosen;
  for (const actor& a : n.actors())
    if ((a.kind == "province" || a.kind == "city") && is_new(a) == of_2025) chosen.push_back(a);
  return chosen;
}

std::string value_of(const actor& a, std::string_view column) {
  for (const attribute& x : a.attributes)
    if (x.name == column) return x.value;
  return {};
}
double number_of(const actor& a, std::string_view column) { return to_double(parse_decimal(value_of(a, column)).value); }
double sum(const std::vector<actor>& actors, std::string_view column) {
  double total = 0;
  for (const actor& a : actors) total += number_of(a, column);
  return total;
}
text_set distinct(const std::vector<actor>& actors, std::string_view column) {
  text_set values;
  for (const actor& a : actors)
    if (const std::string value = value_of(a, column); !value.empty()) values.insert(value);
  return values;
}

text_set members(const network& n, const char* region) {
  text_set keys;
  for (const actor_id id : n.members(n.region_with(region))) keys.insert(n[id].key);
  return keys;
}

// ---- both ----

class ExampleData : public ::testing::TestWithParam<const char*> {};

TEST_P(ExampleData, ComesOutOfReadingAndWritingByteForByte) {
  const dataset_files stored = load_dataset(data_folder + GetParam());
  const dataset_files written = to_files(read_dataset(stored));
  ASSERT_EQ(written.files.size(), stored.files.size());
  for (std::size_t i = 0; i < stored.files.size(); ++i) {
    EXPECT_EQ(written.files[i].name, stored.files[i].name);
    EXPECT_EQ(written.files[i].bytes, stored.files[i].bytes) << stored.files[i].name;
  }
}

TEST_P(ExampleData, HasSixRegionsThatPartitionTheSixtyThree) {
  const network n = read_dataset(data_folder + GetParam());
  const std::vector<std::pair<const char*, std::size_t>> six{{"red-river-delta", 11},
                                                             {"northern-midlands-and-mountains", 14},
                                                             {"north-central-and-central-coast", 14},
                                                             {"central-highlands", 5},
                                                             {"south-east", 6},
                                                             {"mekong-delta", 13}};
  texts all;
  for (const auto& [region, size] : six) {
    const text_set inside = members(n, region);
    EXPECT_EQ(inside.size(), size) << region;
    all.insert(all.end(), inside.begin(), inside.end());
  }
  texts expected;
  for (const actor& a : units(n, false)) expected.push_back(a.key);
  EXPECT_EQ(expected.size(), 63U);
  EXPECT_THAT(all, UnorderedElementsAreArray(expected));
}

TEST_P(ExampleData, HasThreeNorthernRegionsWithFourteenMembersBesidesHanoi) {
  const network n = read_dataset(data_folder + GetParam());
  text_set together;
  for (const char* region : {"red-river-delta", "northern-key-economic-region", "capital-region"})
    together.merge(members(n, region));
  EXPECT_EQ(together.erase("01"), 1U);
  EXPECT_EQ(together.size(), 14U);
}

TEST_P(ExampleData, HasNoAliasThatFoldingMakesSuperfluousAndSaysWhatEachSourceIsFor) {
  const network n = read_dataset(data_folder + GetParam());
  std::set<std::pair<actor_or_region, std::string>> keys;
  for (const alias& a : n.aliases()) {
    EXPECT_NE(fold_name(a.text), fold_name(n.name_of(a.who))) << a.text;
    EXPECT_TRUE(keys.emplace(a.who, fold_name(a.text)).second) << a.text;
  }
  EXPECT_GE(n.aliases().size(), 13U);
  for (const source_document& s : n.sources()) EXPECT_FALSE(s.locator.empty()) << s.key;
}

INSTANTIATE_TEST_SUITE_P(Datasets, ExampleData, ::testing::Values("vietnam", "hanoi-2018"),
                         [](const auto& which) { return std::string(which.param) == "vietnam" ? "vietnam" : "hanoi"; });

TEST(ExampleDatasets, DescribeTheSixtyThreeAlike) {
  const std::vector<actor> here = units(vietnam(), false);
  const std::vector<actor> there = units(hanoi(), false);
  ASSERT_EQ(here.size(), there.size());
  for (std::size_t i = 0; i < here.size(); ++i) {
    EXPECT_EQ(here[i].key, there[i].key);
    EXPECT_EQ(here[i].name, there[i].name);
    EXPECT_EQ(here[i].kind, there[i].kind);
    EXPECT_EQ(here[i].where, there[i].where) << here[i].name;
    EXPECT_EQ(value_of(here[i], "population_2019"), value_of(there[i], "population_2019")) << here[i].name;
  }
  const auto aliases = [](const network& n) {
    std::set<std::pair<std::string, std::string>> rows;
    for (const alias& a : n.aliases())
      if (std::holds_alternative<actor_id>(a.who) && value_of(n[std::get<actor_id>(a.who)], "population_2019") != "" &&
          !n.key_of(a.who).starts_with("2025-"))
        rows.emplace(n.key_of(a.who), a.text);
    return rows;
  };
  EXPECT_EQ(aliases(vietnam()), aliases(hanoi()));
}

// ---- vietnam ----

TEST(Vietnam, HasTheSixtyThreeToTheirLastDayAndTheThirtyFourFromTheNext) {
  const auto old_units = units(vietnam(), false);
  const auto new_units = units(vietnam(), true);
  EXPECT_EQ(old_units.size(), 63U);
  EXPECT_EQ(new_units.size(), 34U);
  EXPECT_EQ(vietnam().actors().size(), 63U + 34U);
  for (const actor& a : old_units) EXPECT_EQ(a.valid, (stated_period{{}, date(2025, 6, 30)})) << a.key;
  for (const actor& a : new_units) EXPECT_EQ(a.valid, (stated_period{date(2025, 7, 1), {}})) << a.key;
  const auto cities = [](const std::vector<actor>& list) {
    return std::count_if(list.begin(), list.end(), [](const actor& a) { return a.kind == "city"; });
  };
  EXPECT_EQ(cities(old_units), 5);
  EXPECT_EQ(cities(new_units), 6) << "Huế is the sixth";
}

TEST(Vietnam, HasDistinctCodes) {
  EXPECT_EQ(distinct(units(vietnam(), false), "gso_code").size(), 63U);
  EXPECT_EQ(distinct(units(vietnam(), false), "iso_3166_2").size(), 63U);
  EXPECT_EQ(distinct(units(vietnam(), true), "gso_code").size(), 34U);
  EXPECT_EQ(distinct(units(vietnam(), true), "iso_3166_2").size(), 11U) << "none is assigned to the 23 merged ones";
  for (const actor& a : vietnam().actors()) EXPECT_EQ(a.key, (is_new(a) ? "2025-" : "") + value_of(a, "gso_code"));
  // The two systems number alike and differently: 01 is Hà Nội here and Lai Châu there.
  EXPECT_EQ(value_of(vietnam()[vietnam().actor_with("12")], "iso_3166_2"), "VN-01");
  EXPECT_EQ(vietnam()[vietnam().actor_with("12")].name, "Lai Châu");
}

TEST(Vietnam, HasPopulationsThatAddUpToThePublishedTotalsOfTheCensuses) {
  for (const bool of_2025 : {false, true}) {
    EXPECT_EQ(sum(units(vietnam(), of_2025), "population_2009"), 85'846'997.0);
    EXPECT_EQ(sum(units(vietnam(), of_2025), "population_2019"), 96'208'984.0);
    EXPECT_NEAR(sum(units(vietnam(), of_2025), "area_km2"), 331'113.76, 1e-6);
  }
}

TEST(Vietnam, HasFourKeyEconomicRegionsAndTheCapitalRegion) {
  EXPECT_EQ(members(vietnam(), "northern-key-economic-region"), (text_set{"01", "22", "26", "27", "30", "31", "33"}));
  EXPECT_EQ(members(vietnam(), "central-key-economic-region"), (text_set{"46", "48", "49", "51", "52"}));
  EXPECT_EQ(members(vietnam(), "southern-key-economic-region"), (text_set{"70", "72", "74", "75", "77", "79", "80", "82"}));
  EXPECT_EQ(members(vietnam(), "mekong-delta-key-economic-region"), (text_set{"89", "91", "92", "96"}));
  EXPECT_EQ(members(vietnam(), "capital-region"), (text_set{"01", "17", "19", "24", "25", "26", "27", "30", "33", "35"}));
  EXPECT_EQ(vietnam().regions().size(), 6U + 4U + 1U);
  for (const region& r : vietnam().regions())
    for (const membership& m : r.members) EXPECT_EQ(m.valid.last, date(2025, 6, 30)) << r.key;
}

/// The 23 merged units, as the resolution names them and their parts.
const std::map<std::string, text_set> merged{
    {"Tuyên Quang", {"Tuyên Quang", "Hà Giang"}},
    {"Lào Cai", {"Lào Cai", "Yên Bái"}},
    {"Thái Nguyên", {"Thái Nguyên", "Bắc Kạn"}},
    {"Phú Thọ", {"Phú Thọ", "Vĩnh Phúc", "Hòa Bình"}},
    {"Bắc Ninh", {"Bắc Ninh", "Bắc Giang"}},
    {"Hưng Yên", {"Hưng Yên", "Thái Bình"}},
    {"Hải Phòng", {"Hải Phòng", "Hải Dương"}},
    {"Ninh Bình", {"Ninh Bình", "Hà Nam", "Nam Định"}},
    {"Quảng Trị", {"Quảng Trị", "Quảng Bình"}},
    {"Đà Nẵng", {"Đà Nẵng", "Quảng Nam"}},
    {"Quảng Ngãi", {"Quảng Ngãi", "Kon Tum"}},
    {"Gia Lai", {"Gia Lai", "Bình Định"}},
    {"Khánh Hòa", {"Khánh Hòa", "Ninh Thuận"}},
    {"Lâm Đồng", {"Lâm Đồng", "Đắk Nông", "Bình Thuận"}},
    {"Đắk Lắk", {"Đắk Lắk", "Phú Yên"}},
    {"Thành phố Hồ Chí Minh", {"Thành phố Hồ Chí Minh", "Bình Dương", "Bà Rịa - Vũng Tàu"}},
    {"Đồng Nai", {"Đồng Nai", "Bình Phước"}},
    {"Tây Ninh", {"Tây Ninh", "Long An"}},
    {"Cần Thơ", {"Cần Thơ", "Sóc Trăng", "Hậu Giang"}},
    {"Vĩnh Long", {"Vĩnh Long", "Bến Tre", "Trà Vinh"}},
    {"Đồng Tháp", {"Đồng Tháp", "Tiền Giang"}},
    {"Cà Mau", {"Cà Mau", "Bạc Liêu"}},
    {"An Giang", {"An Giang", "Kiên Giang"}},
};

TEST(Vietnam, HasACrosswalkThatUsesEachOfTheSixtyThreeOnceAndGivesTheThirtyFour) {
  const network& n = vietnam();
  std::set<actor_id> from;
  std::map<actor_id, std::vector<actor>> parts;
  for (const succession& s : n.crosswalk()) {
    EXPECT_FALSE(is_new(n[s.from]));
    EXPECT_TRUE(is_new(n[s.to]));
    EXPECT_TRUE(from.insert(s.from).second) << n[s.from].name;
    EXPECT_EQ(s.share, (decimal{1, 0}));
    EXPECT_EQ(s.on, date(2025, 7, 1));
    parts[s.to].push_back(n[s.from]);
  }
  EXPECT_EQ(from.size(), 63U);
  ASSERT_EQ(parts.size(), 34U);
  std::map<std::string, text_set> found;
  for (const auto& [to, list] : parts) {
    const actor& unit = n[to];
    const bool seat_is_inside =
        std::any_of(list.begin(), list.end(), [&](const actor& part) { return "2025-" + part.key == unit.key; });
    EXPECT_TRUE(seat_is_inside) << unit.name << " has the code of the part where its seat lies";
    for (const char* column : {"population_2009", "population_2019", "area_km2"})
      EXPECT_NEAR(sum(list, column), number_of(unit, column), 1e-6) << unit.name << ' ' << column;
    if (list.size() > 1) {
      for (const actor& part : list) found[unit.name].insert(part.name);
    } else {
      EXPECT_EQ(unit.name, list[0].name == "Thừa Thiên Huế" ? "Huế" : list[0].name);
      EXPECT_EQ(value_of(unit, "iso_3166_2"), value_of(list[0], "iso_3166_2"));
    }
  }
  EXPECT_EQ(found, merged);
  EXPECT_EQ(merged.size(), 23U);
}

TEST(Vietnam, PlacesAUnitOf2025AtTheMeanOfItsPartsWeightedByArea) {
  const network& n = vietnam();
  std::map<actor_id, std::vector<actor>> parts;
  for (const succession& s : n.crosswalk()) parts[s.to].push_back(n[s.from]);
  for (const auto& [to, list] : parts) {
    position mean;
    for (const actor& part : list) {
      mean.lon += part.where.value().lon * number_of(part, "area_km2") / number_of(n[to], "area_km2");
      mean.lat += part.where.value().lat * number_of(part, "area_km2") / number_of(n[to], "area_km2");
    }
    EXPECT_NEAR(n[to].where.value().lon, mean.lon, 5.1e-5) << n[to].name;
    EXPECT_NEAR(n[to].where.value().lat, mean.lat, 5.1e-5) << n[to].name;
  }
}

TEST(Vietnam, HasBordersThatNameEachPairOfProvincesOnceAndJoinThemAll) {
  const network& n = vietnam();
  const std::string bytes = read_file(data_folder + "vietnam/borders.csv");
  csv_reader rows(bytes, "borders.csv");
  ASSERT_TRUE(rows.next());
  EXPECT_THAT(rows.row().fields, ElementsAre("a", "b", "common_boundary_km", "centroid_distance_km"));
  graph_builder<direction::undirected> builder(63,
                                               {.parallel_edges = parallel_edge_policy::refuse, .loops = loop_policy::refuse});
  std::size_t pairs = 0;
  while (rows.next()) {
    const auto fields = rows.row().fields;
    const auto a = n.find_actor(fields[0]);
    const auto b = n.find_actor(fields[1]);
    ASSERT_TRUE(a && b) << fields[0] << ' ' << fields[1];
    EXPECT_FALSE(is_new(n[*a]) || is_new(n[*b]));
    for (const std::size_t column : {2U, 3U}) EXPECT_GT(to_double(parse_decimal(fields[column]).value), 0.0) << fields[0];
    builder.add_edge(a->index(), b->index());
    ++pairs;
  }
  EXPECT_THAT(rows.problems(), IsEmpty());
  EXPECT_EQ(pairs, 135U);
  EXPECT_EQ(weak_components(builder.build().graph).clusters, 1U) << "by land one can go from each to each";
}

TEST(Vietnam, FindsTheWellKnownOtherSpellings) {
  const network_names then(vietnam(), {.on = date(2018)});
  const network_names now(vietnam(), {.on = date(2026)});
  const auto found = [](const network_names& all, const char* text) {
    const auto match = all.find(text);
    return match.who ? vietnam().key_of(*match.who) : std::string("nothing");
  };
  for (const char* text : {"Sài Gòn", "Saigon", "TP.HCM", "TPHCM", "HCMC", "Ho Chi Minh City", "Hồ Chí Minh"}) {
    EXPECT_EQ(found(then, text), "79") << text;
    EXPECT_EQ(found(now, text), "2025-79") << text;
  }
  EXPECT_EQ(found(then, "Huế"), "46");
  EXPECT_EQ(found(now, "Huế"), "2025-46");
  EXPECT_EQ(found(then, "Dac Lac"), "66");
  EXPECT_EQ(found(then, "Bắc Cạn"), "06");
  EXPECT_EQ(found(then, "Tây Nguyên"), "central-highlands");
  EXPECT_EQ(found(then, "Gia Lai"), "64");
  EXPECT_EQ(found(now, "Gia Lai"), "2025-52") << "the name moved to another code";
}

// ---- hanoi-2018 ----

std::string joined(const texts& words) {
  std::string all;
  for (const std::string& word : words) all += (all.empty() ? "" : ", ") + word;
  return all;
}

/// "01 host", "other-provinces almost all".
template <class Side>
std::string sides_text(const std::vector<Side>& sides) {
  texts words;
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
  texts words;
  for (const quantity& q : quantities) {
    std::string word = q.measure + ' ' + to_text(q.exactness);
    for (const auto& number : {q.value, q.low, q.high})
      if (number) word += ' ' + to_text(*number) + ' ' + q.unit;
    if (q.basis != quantity_basis::stated) word += ", " + to_text(q.basis);
    words.push_back(word + " (" + q.phrase + ')');
  }
  return joined(words);
}

std::string line(const texts& parts) {
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
