// SPDX-License-Identifier: BSL-1.0
// What examples/data/vietnam holds, against lists and totals that stand here.
#include "io/example_data.hpp"

#include <coopgraph/graph/builder.hpp>
#include <coopgraph/graph/components.hpp>
#include <coopgraph/io/csv.hpp>
#include <coopgraph/io/file.hpp>
#include <coopgraph/model/name_registry.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace coopgraph {
namespace {

using namespace kit;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

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

}  // namespace
}  // namespace coopgraph
