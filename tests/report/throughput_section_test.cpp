// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/core/random.hpp>
#include <coopgraph/io/dataset.hpp>
#include <coopgraph/model/network_builder.hpp>
#include <coopgraph/report/cooperation_report.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace coopgraph {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::Each;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using list = std::vector<std::string>;

network example(const std::string& name) { return read_dataset(COOPGRAPH_SOURCE_DIR "/examples/data/" + name); }

report_section section_of(const network& n) { return make_cooperation_report(n).section("throughput"); }

const table* find_table(const report_section& s, const std::string& key) {
  const auto at = std::find_if(s.tables.begin(), s.tables.end(), [&](const table& t) { return t.key() == key; });
  return at == s.tables.end() ? nullptr : &*at;
}
const table& table_in(const report_section& s, const std::string& key) {
  const table* t = find_table(s, key);
  if (t == nullptr) throw std::runtime_error("no table " + key);
  return *t;
}
const table_cell& cell(const table& t, std::size_t row, const std::string& key) {
  const auto columns = t.columns();
  const auto at = std::find_if(columns.begin(), columns.end(), [&](const table_column& c) { return c.key == key; });
  if (at == columns.end()) throw std::runtime_error("no column " + key);
  return t.rows()[row][static_cast<std::size_t>(at - columns.begin())];
}
std::string text(const table& t, std::size_t row, const std::string& key) { return std::get<std::string>(cell(t, row, key)); }
list texts(const table& t, std::size_t row, const std::string& key) { return std::get<list>(cell(t, row, key)); }
double number(const table& t, std::size_t row, const std::string& key) { return std::get<double>(cell(t, row, key)); }
list column(const table& t, const std::string& key) {
  list all;
  for (std::size_t row = 0; row < t.rows().size(); ++row) all.push_back(text(t, row, key));
  return all;
}

/// A builder with these actors, and flows of rice in tonnes.
struct chain_builder {
  network_builder b;
  int flows = 0;

  explicit chain_builder(const list& actors) {
    for (const std::string& id : actors) b.add(actor_record{.id = id, .name = "Firm " + id});
  }
  std::string flow(const std::string& from, const std::string& to, const std::string& capacity,
                   const std::string& product = "rice", const std::string& unit = "t", const std::string& status = "") {
    const std::string id = "f" + std::to_string(++flows);
    b.add(flow_record{.id = id,
                      .origin = from,
                      .destination = to,
                      .product = product,
                      .status = status,
                      .capacity = capacity,
                      .unit = capacity.empty() ? "" : unit});
    return id;
  }
  void member(const std::string& region, const std::string& actor) {
    b.add(region_record{.region = region, .name = "Region " + region, .actor = actor});
  }
  report_section section() { return section_of(b.build()); }
};

TEST(ThroughputSection, FindsTheThroughputTheBottleneckAndTheWaysOfAChain) {
  chain_builder c({"a", "b", "hub", "market", "shop"});
  c.flow("a", "hub", "0.1");
  c.flow("b", "hub", "0.2");
  c.flow("hub", "market", "0.25");
  c.flow("market", "shop", "1");
  const report_section s = c.section();
  EXPECT_THAT(s.text, Contains(HasSubstr("origins are the actors that send it and do not receive it")));
  EXPECT_THAT(s.text, Contains(AllOf(HasSubstr("rice (t; stated): at most 0.25 can go from 2 origins to 1 destination."),
                                     HasSubstr("crosses 1 flow of capacity 0.25 in all"),
                                     HasSubstr("most of all Firm hub to Firm market: without its limit 0.05 more can arrive"),
                                     HasSubstr("It can go on 2 ways."))));
  const table& totals = table_in(s, "throughput");
  ASSERT_THAT(totals.rows(), SizeIs(1));
  EXPECT_EQ(number(totals, 0, "throughput"), 0.25);
  EXPECT_EQ(number(totals, 0, "cut_capacity"), 0.25);
  const table& narrow = table_in(s, "bottlenecks");
  ASSERT_THAT(narrow.rows(), SizeIs(1));
  EXPECT_EQ(text(narrow, 0, "record"), "f3");
  EXPECT_EQ(text(narrow, 0, "alone"), "yes");
  EXPECT_EQ(number(narrow, 0, "gain"), 0.05);
  const table& ways = table_in(s, "flow_paths");
  ASSERT_THAT(ways.rows(), SizeIs(2));
  EXPECT_EQ(number(ways, 0, "amount") + number(ways, 1, "amount"), 0.25);
  EXPECT_THAT(texts(ways, 0, "way"), ElementsAre("Firm hub", "Firm market"));
  EXPECT_EQ(text(ways, 0, "destination"), "Firm shop");
}

TEST(ThroughputSection, SaysWhereNoFlowIsWorthWideningAlone) {
  chain_builder c({"a", "b", "c"});
  c.flow("a", "b", "2");
  c.flow("b", "c", "2");
  const report_section s = c.section();
  EXPECT_THAT(s.text, Contains(HasSubstr("To widen one of them alone lets no more arrive. It can go on one way.")));
  ASSERT_THAT(table_in(s, "bottlenecks").rows(), SizeIs(1));
  EXPECT_EQ(text(table_in(s, "bottlenecks"), 0, "alone"), "only with others");
  EXPECT_EQ(number(table_in(s, "bottlenecks"), 0, "gain"), 0.0);
}

TEST(ThroughputSection, LeavesTheGainOutWhereNothingElseIsALimit) {
  chain_builder c({"a", "b"});
  c.flow("a", "b", "2");
  const report_section s = c.section();
  EXPECT_THAT(s.text, Contains(HasSubstr("most of all Firm a to Firm b: nothing else limits what can arrive")));
  EXPECT_TRUE(std::holds_alternative<std::monostate>(cell(table_in(s, "bottlenecks"), 0, "gain")));
}

TEST(ThroughputSection, KeepsProductsApartAndDoesNotAddUnits) {
  chain_builder c({"a", "b"});
  c.flow("a", "b", "5");
  c.flow("a", "b", "7", "milk", "litres");
  c.flow("a", "b", "7", "tea", "t");
  c.b.add(flow_record{
      .id = "other", .origin = "a", .destination = "b", .chain = "gifts", .product = "tea", .capacity = "7", .unit = "boxes"});
  c.flow("a", "b", "", "salt");
  const report_section s = c.section();
  EXPECT_THAT(column(table_in(s, "throughput"), "what"), ElementsAre("rice", "milk"));
  EXPECT_THAT(s.text, Contains(HasSubstr("Capacities in several units do not add up: tea.")));
  EXPECT_THAT(s.text, Contains(HasSubstr("Without any capacity: salt; the column capacity of flows.csv")));
}

TEST(ThroughputSection, MarksOnWhatACapacityRests) {
  chain_builder c({"a", "b", "m", "z"});
  const std::string modelled = c.flow("a", "m", "5");
  c.b.add(quantity_record{
      .record = modelled, .measure = "capacity", .value = "5", .unit = "t", .exactness = "about", .basis = "modelled"});
  const std::string bounded = c.flow("b", "m", "1");
  c.b.add(quantity_record{.record = bounded, .measure = "capacity", .high = "1", .unit = "t", .exactness = "at most"});
  c.flow("m", "z", "9");
  const report_section s = c.section();
  EXPECT_THAT(s.text, Contains(HasSubstr("rice (t; modelled): at most 6")));
  EXPECT_THAT(column(table_in(s, "bottlenecks"), "basis"), ElementsAre("modelled", "bounded"));
  EXPECT_THAT(column(table_in(s, "flow_paths"), "basis"), ElementsAre("modelled", "bounded"));
  EXPECT_THAT(column(table_in(s, "throughput"), "basis"), ElementsAre("modelled")) << "the least firm of all";
}

TEST(ThroughputSection, ReadsTheMeasureCapacityWhereNoFlowHasTheColumn) {
  chain_builder c({"a", "b"});
  for (const char* most : {"3", "4"}) {
    const std::string id = c.flow("a", "b", "");
    c.b.add(quantity_record{.record = id, .measure = "capacity", .high = most, .unit = "t", .exactness = "at most"});
  }
  EXPECT_THAT(c.section().text, Contains(HasSubstr("rice (t; bounded): at most 7")));
}

TEST(ThroughputSection, SaysWhatMayMakeTheFiguresTooHighOrTooLow) {
  chain_builder c({"a", "b", "m", "z"});
  c.flow("a", "m", "");
  c.flow("m", "z", "4");
  c.flow("b", "z", "8", "rice", "t", "proposed");
  c.b.add(flow_record{
      .id = "old", .origin = "b", .destination = "z", .product = "rice", .effective_to = "2016", .capacity = "1", .unit = "t"});
  c.b.add(flow_record{
      .id = "new", .origin = "b", .destination = "z", .product = "rice", .effective_from = "2018", .capacity = "1", .unit = "t"});
  c.b.observe({.whose = {"z"}});
  const report_section s = c.section();
  EXPECT_THAT(s.text, Contains(AllOf(HasSubstr("at most 6"), HasSubstr("1 flow states no capacity and counts as unlimited"))));
  EXPECT_THAT(s.text, Contains("Left out: 1 flow that is proposed, invited or ended."));
  EXPECT_THAT(s.text, Contains(HasSubstr("Not all flows were there on one day")));
  EXPECT_THAT(s.text, Contains(HasSubstr("Only the ties of Firm z were recorded")));
}

TEST(ThroughputSection, SaysWhyThereIsNoFigure) {
  chain_builder open({"a", "m", "z"});
  open.flow("a", "m", "");
  open.flow("m", "z", "");
  open.flow("a", "z", "1");
  EXPECT_THAT(open.section().text,
              Contains(HasSubstr("no limit is stated, for flows without a capacity lead from Firm a to Firm z; the columns")));
  EXPECT_EQ(find_table(open.section(), "throughput"), nullptr);

  chain_builder circle({"a", "b"});
  circle.flow("a", "b", "1");
  circle.flow("b", "a", "1");
  circle.flow("a", "a", "1");
  EXPECT_THAT(circle.section().text, Contains(HasSubstr("where it begins or ends is not stated")));

  chain_builder apart({"a", "b", "m", "z"});
  apart.flow("a", "m", "0");
  apart.flow("m", "z", "1");
  EXPECT_THAT(apart.section().text, Contains(HasSubstr("nothing can go from an origin to a destination")));
  EXPECT_EQ(find_table(apart.section(), "flow_paths"), nullptr);

  chain_builder vast({"a", "b", "z"});
  vast.flow("a", "z", "9000000000000000001");
  vast.flow("b", "z", "9000000000000000003");
  EXPECT_THAT(vast.section().text, Contains(AllOf(HasSubstr("not computed"), HasSubstr("overflow"))));
}

TEST(ThroughputSection, IsOneSentenceWhereNoFlowStatesACapacity) {
  EXPECT_THAT(
      section_of(example("vietnam-modelled")).text,
      ElementsAre("Not decided by the data: no flow that is signed or in force states a capacity; the columns capacity and "
                  "unit of flows.csv would say it, on flows from one actor to another along the whole chain."));
  EXPECT_THAT(section_of(example("vietnam-modelled")).tables, IsEmpty());
  EXPECT_THAT(section_of(example("vietnam")).text,
              ElementsAre("There are no flows; flows.csv would hold them, with their capacities."));
  EXPECT_THAT(section_of(network_builder().build()).tables, IsEmpty());
}

TEST(ThroughputSection, OfHanoiHoldsOnlyWhatNoSplitOfTheTotalsChanges) {
  const report_section s = section_of(example("hanoi-2018"));
  EXPECT_THAT(s.text, ElementsAre(HasSubstr("no flow that is signed or in force states a capacity; the columns"),
                                  HasSubstr("all else is not decided by the data")));
  ASSERT_THAT(s.tables, SizeIs(1)) << "no bottlenecks, no ways";
  const table& t = table_in(s, "split_totals");
  ASSERT_THAT(column(t, "what"), ElementsAre("farm products", "relief"));
  EXPECT_EQ(number(t, 0, "equally"), 400.0);
  EXPECT_EQ(number(t, 0, "by_people"), 400.0);
  EXPECT_THAT(column(t, "holds"), ElementsAre("400", "12"));
  EXPECT_THAT(texts(t, 0, "origins"), ElementsAre("The other 62 provinces and cities"));
  EXPECT_THAT(texts(t, 0, "stated"), ElementsAre(HasSubstr("about 400 chains"))) << "with how exact it is";
  for (std::size_t row = 0; row < 2; ++row) {
    EXPECT_THAT(texts(t, row, "same"), ElementsAre("not decided by the data"));
    EXPECT_THAT(texts(t, row, "narrow"), ElementsAre("not decided by the data"));
  }
  EXPECT_THAT(column(t, "basis"), Each("stated"));
}

/// A total of 10 from p to the two of G, who send 3 and 8 on at most.
chain_builder split_chain(const std::string& people_of_a, const std::string& people_of_b, const std::string& last = "") {
  chain_builder c({"p", "m", "z"});
  for (const auto& [id, people] : {std::pair<std::string, std::string>("a", people_of_a), {"b", people_of_b}}) {
    actor_record row{.id = id, .name = "Firm " + id};
    if (!people.empty()) row.attributes.emplace_back("population_2019", people);
    c.b.add(std::move(row));
    c.member("G", id);
  }
  c.flow("p", "G", "10");
  c.flow("a", "m", "3");
  c.flow("b", "m", "8");
  c.flow("m", "z", last.empty() ? "20" : last);
  return c;
}

TEST(ThroughputSection, LeavesWhatDependsOnTheSplitUndecided) {
  const report_section s = split_chain("1", "4").section();
  EXPECT_EQ(find_table(s, "throughput"), nullptr);
  EXPECT_EQ(find_table(s, "flow_paths"), nullptr);
  const table& t = table_in(s, "split_totals");
  ASSERT_THAT(t.rows(), SizeIs(1));
  EXPECT_EQ(number(t, 0, "equally"), 8.0) << "3 and 5";
  EXPECT_EQ(number(t, 0, "by_people"), 10.0) << "2 and 8";
  EXPECT_EQ(text(t, 0, "holds"), "not decided by the data");
  EXPECT_THAT(texts(t, 0, "same"), ElementsAre("not decided by the data"));
  EXPECT_THAT(texts(t, 0, "narrow"), ElementsAre("not decided by the data"));
}

TEST(ThroughputSection, LeavesWhatTwoRulesAgreeOnUndecidedWhereAnEndDiffers) {
  const table t = table_in(split_chain("1", "1").section(), "split_totals");
  EXPECT_EQ(number(t, 0, "equally"), 8.0);
  EXPECT_EQ(number(t, 0, "by_people"), 8.0);
  EXPECT_EQ(text(t, 0, "holds"), "not decided by the data") << "3 if all 10 are for a";
}

TEST(ThroughputSection, DecidesWhatEachSplitHasInCommon) {
  const table t = table_in(split_chain("1", "4", "2").section(), "split_totals");
  EXPECT_EQ(text(t, 0, "holds"), "2");
  EXPECT_THAT(texts(t, 0, "narrow"), ElementsAre("Firm m to Firm z"));
  EXPECT_EQ(text(t, 0, "measure"), "capacity");
  EXPECT_EQ(text(t, 0, "unit"), "t");
}

TEST(ThroughputSection, DecidesWhatAGroupOfOneCarries) {
  chain_builder c({"z"});
  actor_record row{.id = "a", .name = "Firm a"};
  row.attributes.emplace_back("population", "7");
  c.b.add(std::move(row));
  c.member("G", "a");
  const std::string id = c.flow("G", "z", "5");
  c.b.add(
      quantity_record{.record = id, .measure = "capacity", .value = "5", .unit = "t", .exactness = "about", .basis = "modelled"});
  const table t = table_in(c.section(), "split_totals");
  EXPECT_EQ(text(t, 0, "holds"), "5");
  EXPECT_THAT(texts(t, 0, "same"), ElementsAre("Firm a to Firm z: 5"));
  EXPECT_THAT(texts(t, 0, "narrow"), ElementsAre("Firm a to Firm z"));
  EXPECT_EQ(text(t, 0, "basis"), "modelled");
}

TEST(ThroughputSection, TakesNoAmountForALimit) {
  chain_builder c({"z"});
  actor_record row{.id = "a", .name = "Firm a"};
  row.attributes.emplace_back("population", "7");
  c.b.add(std::move(row));
  c.member("G", "a");
  const std::string id = c.flow("G", "z", "");
  c.b.add(quantity_record{.record = id, .measure = "sent", .value = "5", .unit = "t", .exactness = "exact"});
  const table t = table_in(c.section(), "split_totals");
  EXPECT_EQ(text(t, 0, "measure"), "sent");
  EXPECT_THAT(texts(t, 0, "same"), ElementsAre("Firm a to Firm z: 5"));
  EXPECT_THAT(texts(t, 0, "narrow"), ElementsAre("not decided by the data"));
}

TEST(ThroughputSection, DoesNotCountWhatAnActorSendsToItself) {
  chain_builder c({"a", "z"});
  c.flow("a", "a", "9");
  c.flow("a", "z", "5");
  c.flow("z", "z", "9");
  EXPECT_THAT(c.section().text, Contains(HasSubstr("at most 5 can go from 1 origin to 1 destination")));
}

TEST(ThroughputSection, NamesTheFirstTwentyOfManyBottlenecks) {
  chain_builder c = split_chain("1", "4", "2");
  for (int i = 0; i < 25; ++i) {
    const std::string id = "x" + std::to_string(i);
    c.b.add(actor_record{.id = id, .name = "Firm " + id});
    c.flow(id, "z", "1");
  }
  const list narrow = texts(table_in(c.section(), "split_totals"), 0, "narrow");
  ASSERT_THAT(narrow, SizeIs(21));
  EXPECT_EQ(narrow.back(), "and 6 more") << "25 and m to z";
}

TEST(ThroughputSection, DecidesNothingByOneRule) {
  for (const auto& [a, b] : {std::pair<std::string, std::string>("", ""), {"1", ""}}) {
    const table t = table_in(split_chain(a, b, "2").section(), "split_totals");
    EXPECT_EQ(number(t, 0, "equally"), 2.0);
    EXPECT_TRUE(std::holds_alternative<std::monostate>(cell(t, 0, "by_people")));
    EXPECT_EQ(text(t, 0, "holds"), "not decided by the data");
    EXPECT_THAT(texts(t, 0, "narrow"), ElementsAre("not decided by the data"));
  }
}

TEST(ThroughputSection, LeavesGroupsWithoutACapacityOutAndSaysSo) {
  chain_builder c({"a", "b", "z"});
  c.member("G", "b");
  c.flow("a", "z", "5");
  c.flow("G", "z", "");
  const report_section s = c.section();
  EXPECT_THAT(s.text, Contains(HasSubstr("at most 5 can go from 1 origin")));
  EXPECT_THAT(s.text, Contains("Left out: 1 flow from or to groups without a capacity."));
}

TEST(ThroughputSection, SaysWhereACapacityCannotBeSplit) {
  chain_builder c({"a", "z"});
  c.member("G", "z");  // nobody of G but the other end
  c.flow("G", "z", "5");
  EXPECT_THAT(c.section().text, Contains(HasSubstr("Not decided by the data: rice, from or to groups over whose members")));
}

TEST(ThroughputSection, OfTheModelledFoodSupplyIsWhatItsProgramPrintsAndModelledThroughout) {
  const report_section s = section_of(example("hanoi-food-modelled"));
  const table& totals = table_in(s, "throughput");
  EXPECT_THAT(column(totals, "what"), ElementsAre("vegetables", "meat"));
  EXPECT_EQ(number(totals, 0, "throughput"), 1609.0);
  EXPECT_EQ(number(totals, 1, "throughput"), 720.0);
  const table& narrow = table_in(s, "bottlenecks");
  ASSERT_THAT(narrow.rows(), SizeIs(11));
  EXPECT_EQ(text(narrow, 5, "origin"), "Slaughterhouse in Hưng Yên");
  EXPECT_EQ(number(narrow, 5, "gain"), 83.0);
  EXPECT_THAT(column(narrow, "alone"), Each("yes"));
  for (const char* key : {"throughput", "bottlenecks", "flow_paths"})
    EXPECT_THAT(column(table_in(s, key), "basis"), Each("modelled")) << key;
  EXPECT_THAT(s.text, Not(Contains(HasSubstr("stated)"))));
}

TEST(ThroughputSection, HasTheSameBytesEachTime) {
  for (const char* name : {"hanoi-2018", "hanoi-food-modelled"}) {
    const network n = example(name);
    EXPECT_EQ(to_page(make_cooperation_report(n), {}), to_page(make_cooperation_report(n), {}));
  }
}

/// Flows between s (0), t (1) and few others, as rows; the least cut by trying all sides.
struct small_flows {
  std::size_t actors;
  std::vector<std::pair<std::size_t, std::size_t>> ends;
  std::vector<std::int64_t> capacity;

  [[nodiscard]] std::int64_t least_cut() const {
    std::int64_t least = INT64_MAX;
    for (std::uint32_t side = 1; side < 1U << actors; side += 2) {  // with s
      if ((side & 2U) != 0) continue;
      std::int64_t sum = 0;
      for (std::size_t i = 0; i < ends.size(); ++i)
        if ((side >> ends[i].first & 1U) != 0 && (side >> ends[i].second & 1U) == 0) sum += capacity[i];
      least = std::min(least, sum);
    }
    return least;
  }
};

small_flows random_flows(std::uint64_t seed) {
  random_stream random(seed);
  small_flows f{3 + random.below(4), {}, {}};
  const auto add = [&](std::size_t from, std::size_t to) {
    f.ends.emplace_back(from, to);
    f.capacity.push_back(static_cast<std::int64_t>(random.below(7)));
  };
  for (std::size_t v = 2; v < f.actors; ++v) {  // so that s and t are the only ends
    add(0, v);
    add(v, 1);
  }
  for (std::size_t i = random.below(10); i > 0; --i) {
    const std::size_t from = 2 + random.below(f.actors - 2);
    const std::size_t to = 2 + random.below(f.actors - 2);
    add(from, to);
  }
  return f;
}

TEST(ThroughputSection, AgreesWithTheLeastOfAllCutsOnRandomChains) {
  std::size_t widened = 0;
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    const small_flows f = random_flows(seed);
    chain_builder c({});
    for (std::size_t v = 0; v < f.actors; ++v) c.b.add(actor_record{.id = "v" + std::to_string(v), .name = std::to_string(v)});
    std::map<std::string, std::size_t> place;
    for (std::size_t i = 0; i < f.ends.size(); ++i)
      place[c.flow("v" + std::to_string(f.ends[i].first), "v" + std::to_string(f.ends[i].second),
                   std::to_string(f.capacity[i]))] = i;
    const report_section s = c.section();
    const std::int64_t least = f.least_cut();
    const table& totals = table_in(s, "throughput");
    ASSERT_EQ(number(totals, 0, "throughput"), static_cast<double>(least)) << "seed " << seed;
    if (least == 0) continue;

    std::map<std::string, double> gains;
    const table& narrow = table_in(s, "bottlenecks");
    for (std::size_t row = 0; row < narrow.rows().size(); ++row)
      if (text(narrow, row, "alone") == "yes") gains[text(narrow, row, "record")] = number(narrow, row, "gain");
    for (const auto& [record, i] : place) {
      small_flows more = f;
      more.capacity[i] += 1000;
      const std::int64_t gain = more.least_cut() - least;
      ASSERT_EQ(gains.count(record) > 0, gain > 0) << "seed " << seed << ", " << record;
      if (gain > 0) {
        EXPECT_EQ(gains[record], static_cast<double>(gain)) << "seed " << seed << ", " << record;
      }
      widened += gain > 0 ? 1U : 0U;
    }
    double sum = 0.0;
    const table& ways = table_in(s, "flow_paths");
    for (std::size_t row = 0; row < ways.rows().size(); ++row) {
      sum += number(ways, row, "amount");
      EXPECT_EQ(text(ways, row, "origin"), "0");
      EXPECT_EQ(text(ways, row, "destination"), "1");
    }
    EXPECT_EQ(sum, static_cast<double>(least)) << "seed " << seed;
  }
  EXPECT_GT(widened, 50U) << "else the chains have no bottlenecks to find";
}

}  // namespace
}  // namespace coopgraph
