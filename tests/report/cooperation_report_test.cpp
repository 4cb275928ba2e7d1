// SPDX-License-Identifier: BSL-1.0
#include "report/scratch_folder.hpp"

#include <coopgraph/io/dataset.hpp>
#include <coopgraph/model/network_builder.hpp>
#include <coopgraph/report/cooperation_report.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string>
#include <variant>

namespace coopgraph {
namespace {

using test::scratch_folder;
using test::slurp;
using test::spill;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using list = std::vector<std::string>;

const std::string hanoi_folder = COOPGRAPH_SOURCE_DIR "/examples/data/hanoi-2018";

const cooperation_report& hanoi() {
  static const cooperation_report report = make_cooperation_report(read_dataset(hanoi_folder));
  return report;
}

const table_cell& cell(const table& t, std::size_t row, const std::string& key) {
  const auto columns = t.columns();
  const auto at = std::find_if(columns.begin(), columns.end(), [&](const table_column& c) { return c.key == key; });
  if (at == columns.end()) throw std::runtime_error("no column " + key);
  return t.rows()[row][static_cast<std::size_t>(at - columns.begin())];
}
std::string text(const table& t, std::size_t row, const std::string& key) { return std::get<std::string>(cell(t, row, key)); }
list texts(const table& t, std::size_t row, const std::string& key) { return std::get<list>(cell(t, row, key)); }
std::int64_t whole(const table& t, std::size_t row, const std::string& key) { return std::get<std::int64_t>(cell(t, row, key)); }

std::size_t row_of(const table& t, const std::string& key, const std::string& value) {
  for (std::size_t row = 0; row < t.rows().size(); ++row)
    if (text(t, row, key) == value) return row;
  throw std::runtime_error("no row " + value);
}

/// Four firms and an agreement on each side of the square a-b-d-c.
network_builder firms() {
  network_builder b;
  for (const char* id : {"a", "b", "c", "d"}) b.add(actor_record{.id = id, .name = std::string("Firm ") + id});
  const auto deal = [&](const char* id, const char* status, const char* fields, std::vector<const char*> parties) {
    b.add(agreement_record{.id = id, .title = id, .status = status, .fields = fields});
    for (std::size_t i = 0; i < parties.size(); ++i)
      b.add(party_record{.agreement = id, .actor = parties[i], .role = i == 0 ? "lead" : ""});
  };
  deal("ab", "signed", "trade", {"a", "b"});
  deal("ac", "in force", "trade;tourism", {"a", "c"});
  deal("bd", "ended", "trade", {"b", "d"});
  deal("cd", "proposed", "relief", {"c", "d"});
  return b;
}

TEST(report_on_hanoi, lists_every_partner_that_the_source_names) {
  const std::set<std::string> expected{
      // F8: the Mekong Delta
      "Long An", "Tiền Giang", "Bến Tre", "Trà Vinh", "Vĩnh Long", "Đồng Tháp", "An Giang", "Kiên Giang", "Cần Thơ", "Hậu Giang",
      "Sóc Trăng", "Bạc Liêu", "Cà Mau",
      // F9: tourism
      "Thành phố Hồ Chí Minh", "Phú Thọ", "Bà Rịa - Vũng Tàu", "Bình Phước", "Bình Dương", "Đồng Nai", "Tây Ninh",
      // F11, F12
      "Sơn La", "Lâm Đồng",
      // F16: the 14 provinces of the three northern regions and Đà Nẵng
      "Vĩnh Phúc", "Bắc Ninh", "Quảng Ninh", "Hải Dương", "Hải Phòng", "Hưng Yên", "Thái Bình", "Hà Nam", "Nam Định", "Ninh Bình",
      "Hòa Bình", "Thái Nguyên", "Bắc Giang", "Đà Nẵng"};
  std::set<std::string> found;
  for (std::size_t row = 0; row < hanoi().table_called("partners").rows().size(); ++row)
    found.insert(text(hanoi().table_called("partners"), row, "partner"));
  EXPECT_EQ(found, expected);
  EXPECT_EQ(hanoi().table_called("partners").rows().size(), expected.size());
  EXPECT_THAT(hanoi().observed, ElementsAre("Hà Nội"));
}

TEST(report_on_hanoi, tells_a_proposal_from_an_invitation_and_from_a_signature) {
  const table& partners = hanoi().table_called("partners");
  const auto counts = [&](const std::string& name) {
    const std::size_t row = row_of(partners, "partner", name);
    return std::vector<std::int64_t>{whole(partners, row, "agreements"), whole(partners, row, "signed_or_in_force"),
                                     whole(partners, row, "proposed"), whole(partners, row, "invited"),
                                     whole(partners, row, "ended")};
  };
  EXPECT_THAT(counts("Sơn La"), ElementsAre(1, 0, 1, 0, 0));     // F11
  EXPECT_THAT(counts("Lâm Đồng"), ElementsAre(1, 0, 1, 0, 0));   // F12
  EXPECT_THAT(counts("Hải Phòng"), ElementsAre(1, 0, 0, 1, 0));  // F16
  EXPECT_THAT(counts("Cần Thơ"), ElementsAre(2, 1, 0, 1, 0));    // F8 and F16
  EXPECT_THAT(counts("Tây Ninh"), ElementsAre(1, 1, 0, 0, 0));   // F9
}

TEST(report_on_hanoi, ranks_by_agreements_then_fields_and_shows_ties) {
  const table& partners = hanoi().table_called("partners");
  EXPECT_EQ(text(partners, 0, "partner"), "Cần Thơ");
  EXPECT_THAT(texts(partners, 0, "fields"), ElementsAre("investment", "tourism", "trade"));
  EXPECT_EQ(whole(partners, 0, "rank"), 1);
  EXPECT_EQ(whole(partners, 0, "tied_with"), 0);
  std::map<std::int64_t, std::int64_t> group;
  for (std::size_t row = 0; row < partners.rows().size(); ++row) ++group[whole(partners, row, "rank")];
  EXPECT_THAT(group, ElementsAre(std::pair(1, 1), std::pair(2, 2), std::pair(4, 12), std::pair(16, 21)));
  for (std::size_t row = 0; row < partners.rows().size(); ++row)
    EXPECT_EQ(whole(partners, row, "tied_with"), group[whole(partners, row, "rank")] - 1);
}

TEST(report_on_hanoi, keeps_the_relief_total_on_its_group) {
  const std::size_t row = row_of(hanoi().table_called("flows"), "id", "f10-relief-2016");
  EXPECT_THAT(texts(hanoi().table_called("flows"), row, "fields"), ElementsAre("relief"));
  EXPECT_EQ(text(hanoi().table_called("flows"), row, "origin"), "Hà Nội");
  EXPECT_THAT(texts(hanoi().table_called("flows"), row, "quantities"), Contains(HasSubstr("12 billion VND")));
}

TEST(report_on_hanoi, says_how_exact_a_quantity_is_and_in_which_words) {
  const std::size_t row = row_of(hanoi().table_called("agreements"), "period", "2016 to 2020");
  EXPECT_EQ(whole(hanoi().table_called("agreements"), row, "party_count"), 8);
  EXPECT_THAT(texts(hanoi().table_called("agreements"), row, "quantities"), Contains(HasSubstr("at least 7")));
  EXPECT_THAT(texts(hanoi().table_called("agreements"), row, "parties"), Contains(HasSubstr("tourism sector")));
}

/// All that a report says, as text: sentences, cells and notes.
std::string all_of(const cooperation_report& report) {
  std::string all;
  for (const report_section& section : report.sections) {
    for (const std::string& sentence : section.text) all += sentence + '\n';
    for (const table& t : section.tables) all += to_plain_text(t);
  }
  return all;
}

TEST(report_on_hanoi, holds_every_fact_with_its_exactness) {
  const std::vector<std::pair<std::string, list>> facts{
      {"f01-signing-ceremony-2017", {"Hà Nội (host)", "The other 62 provinces and cities [some]"}},
      {"f02-minutes-with-provinces", {"[almost all]", "to 2018-06"}},
      {"f03-food-chains-conference", {"Ministry of Agriculture and Rural Development"}},
      {"f04-safe-food-chains", {"at least 60 chains (\"more than 60 chains\")"}},
      {"f05-farm-product-chains", {"about 400 chains (\"about 400 chains\")"}},
      {"f06-supply-and-demand-conference", {"49 localities (\"leaders of 49 localities\")", "[49]"}},
      {"f07-supply-and-demand-minutes", {"at most 400 minutes (\"up to 400 minutes\")", "at least 25000 billion VND, potential"}},
      {"f08-mekong-promotion", {"Mekong Delta [all]"}},
      {"f09-tourism-2016-2020", {"2016 to 2020", "at least 7 provinces and cities"}},
      {"f10-relief-2016", {"12 billion VND", "Centre and Central Highlands"}},
      {"f11-son-la-party-building", {"proposed", "from 2015"}},
      {"f12-lam-dong-party-building", {"proposed", "from 2015"}},
      {"f13-minutes-on-party-building", {"[most]", "stated in words (\"most minutes\")"}},
      {"f14-delegations-to-hanoi", {"order of magnitude (\"dozens of delegations\")"}},
      {"f15-delegations-of-hanoi", {"order of magnitude (\"many provinces\")"}},
      {"f16-conference-2018", {"invited", "3 cities", "14 provinces"}}};
  std::map<std::string, std::string> rows;  // id -> its cells, wherever the record has a row of its own
  for (const char* key : {"agreements", "flows", "events"}) {
    const table& t = hanoi().table_called(key);
    for (const auto& row : t.rows()) {
      table one("one", "", std::vector<table_column>(t.columns().begin(), t.columns().end()));
      one.add_row(row);
      rows[std::get<std::string>(row[0])] = to_plain_text(one);
    }
  }
  EXPECT_EQ(rows.size(), facts.size()) << "and no fact more";
  for (const auto& [id, parts] : facts)
    for (const std::string& part : parts) EXPECT_THAT(rows[id], HasSubstr(part)) << id;
}

TEST(report_on_hanoi, shows_fields_of_the_partners_and_never_guesses) {
  const table& t = hanoi().table_called("field_matrix");
  EXPECT_EQ(t.rows().size(), 37U) << "36 by agreement, and the producers of f04 by a flow";
  const auto state = [&](const char* partner, const char* field) {
    return text(t, row_of(t, "partner", partner), std::string("field_") + field);
  };
  EXPECT_EQ(state("Cần Thơ", "tourism"), "signed");
  EXPECT_EQ(state("Cần Thơ", "investment"), "signed") << "the programme is signed, the conference only an invitation";
  EXPECT_EQ(state("Hải Phòng", "investment"), "invited");
  EXPECT_EQ(state("Sơn La", "party building"), "proposed");
  EXPECT_EQ(state("Sơn La", "trade"), "?");
  EXPECT_THAT(t.notes(), Contains(HasSubstr("29 actors have no tie by name")));
}

TEST(report_on_hanoi, counts_agreements_by_field_and_year_as_far_as_dates_tell) {
  const table& t = hanoi().table_called("periods");
  const auto count = [&](const char* field, const char* status, const char* year) {
    for (std::size_t row = 0; row < t.rows().size(); ++row)
      if (text(t, row, "field") == field && text(t, row, "status") == status) return text(t, row, year);
    return std::string("no row");
  };
  EXPECT_EQ(count("tourism", "signed, in force or ended", "y2017"), "1") << "f09, from 2016 to 2020; f08 has no date";
  EXPECT_EQ(count("tourism", "signed, in force or ended", "y2015"), "");
  EXPECT_EQ(count("trade", "signed, in force or ended", "y2017"), "1") << "f07 was signed in 2017";
  EXPECT_EQ(count("trade", "signed, in force or ended", "y2018"), "0 (+1)") << "and states no end";
  EXPECT_EQ(count("investment", "proposed or invited", "y2018"), "1") << "f16";
  EXPECT_EQ(count("(field not stated)", "signed, in force or ended", "y2018"), "1") << "f02 ends in 2018";
  EXPECT_EQ(whole(t, row_of(t, "field", "tourism"), "undated"), 1);
}

TEST(report_on_hanoi, shows_what_goes_both_ways) {
  const table& t = hanoi().table_called("exchange");
  EXPECT_EQ(text(t, row_of(t, "what", "knowledge"), "both_ways"), "yes");
  EXPECT_THAT(texts(t, row_of(t, "what", "knowledge"), "out"), ElementsAre(HasSubstr("dozens of delegations")));
  EXPECT_THAT(texts(t, row_of(t, "what", "knowledge"), "in"), ElementsAre(HasSubstr("many provinces")));
  EXPECT_THAT(texts(t, row_of(t, "what", "relief"), "out"), ElementsAre(HasSubstr("12 billion VND")));
  EXPECT_EQ(text(t, row_of(t, "what", "farm products"), "both_ways"), "");
}

TEST(report_on_hanoi, shows_the_regions_their_overlaps_and_the_fourteen_of_the_conference) {
  const table& joint = hanoi().table_called("joint_regions");
  ASSERT_EQ(joint.rows().size(), 1U);
  EXPECT_EQ(text(joint, 0, "id"), "f16-conference-2018");
  EXPECT_EQ(whole(joint, 0, "members"), 14);
  EXPECT_THAT(
      texts(joint, 0, "names"),
      testing::UnorderedElementsAre("Vĩnh Phúc", "Bắc Ninh", "Quảng Ninh", "Hải Dương", "Hải Phòng", "Hưng Yên", "Thái Bình",
                                    "Hà Nam", "Nam Định", "Ninh Bình", "Hòa Bình", "Phú Thọ", "Thái Nguyên", "Bắc Giang"));
  const table& regions = hanoi().table_called("regions");
  const std::size_t delta = row_of(regions, "id", "mekong-delta");
  EXPECT_EQ(whole(regions, delta, "members"), 13);
  EXPECT_EQ(whole(regions, delta, "partners"), 13);
  EXPECT_EQ(whole(regions, row_of(regions, "id", "red-river-delta"), "partners"), 10) << "Hà Nội itself is one of the 11";
  EXPECT_EQ(whole(regions, row_of(regions, "id", "central-highlands"), "without"), 4) << "all but Lâm Đồng";
  const table& overlaps = hanoi().table_called("overlaps");
  bool found = false;
  for (std::size_t row = 0; row < overlaps.rows().size(); ++row) {
    const std::set<std::string> pair{text(overlaps, row, "first"), text(overlaps, row, "second")};
    if (pair != std::set<std::string>{"Northern Key Economic Region", "Red River Delta"}) continue;
    found = true;
    EXPECT_EQ(whole(overlaps, row, "shared"), 7);
    EXPECT_THAT(text(overlaps, row, "relation"), testing::AnyOf("lies inside", "holds all of it"));
  }
  EXPECT_TRUE(found);
}

TEST(report_on_hanoi, ranks_nothing_by_ties_that_were_not_observed) {
  EXPECT_THAT(hanoi().section("centrality").tables, testing::IsEmpty());
  EXPECT_THAT(hanoi().section("centrality").text, Contains(HasSubstr("Not observed")));
  EXPECT_THAT(all_of(hanoi()), Not(HasSubstr("PageRank")));
}

TEST(report_on_hanoi, says_the_main_things_in_plain_words) {
  const list& summary = hanoi().section("summary").text;
  EXPECT_GE(summary.size(), 5U);
  EXPECT_LE(summary.size(), 12U);
  EXPECT_THAT(summary, Contains(HasSubstr("36 ties by agreement")));
  EXPECT_THAT(summary, Contains(HasSubstr("20 with one that is signed or in force, 16 only by proposal, invitation")));
  EXPECT_THAT(summary, Contains(HasSubstr("Most agreements and fields: Cần Thơ (2 agreements, 3 fields)")));
  EXPECT_THAT(summary, Contains(HasSubstr("at least 60 chains")));
  EXPECT_THAT(summary, Contains(HasSubstr("Both ways go: knowledge.")));
  EXPECT_THAT(summary,
              Contains(HasSubstr("29 actors have no recorded tie by name with Hà Nội; whether there is one is unknown")));
}

TEST(report_on_hanoi, draws_the_ties_on_a_map) {
  ASSERT_EQ(hanoi().section("map").figures.size(), 2U);  // by how firm they are, and by field
  for (const figure& f : hanoi().section("map").figures) {
    EXPECT_THAT(f.svg.str(), HasSubstr("<svg"));
    for (const char* partner : {"Cần Thơ", "Sơn La", "Đà Nẵng"}) EXPECT_THAT(f.svg.str(), HasSubstr(partner));
  }
}

TEST(report, measures_the_actors_where_the_ties_of_all_were_recorded) {
  // a path d - b - a - c - d is a circle of four: all alike
  const cooperation_report r = make_cooperation_report(firms().build());
  const table& t = r.table_called("centrality");
  ASSERT_EQ(t.rows().size(), 4U);
  for (std::size_t row = 0; row < 4; ++row) {
    EXPECT_EQ(whole(t, row, "degree"), 2);
    EXPECT_EQ(std::get<double>(cell(t, row, "strength")), 2.0);
    EXPECT_NEAR(std::get<double>(cell(t, row, "pagerank")), 0.25, 1e-9);
  }
}

TEST(report, says_where_there_is_nothing_to_draw) {
  EXPECT_THAT(make_cooperation_report(firms().build()).section("map").text, Contains(HasSubstr("No actor has a place")));
  EXPECT_THAT(all_of(make_cooperation_report(network_builder().build())), HasSubstr("No actor has a place"));
}

TEST(report, refuses_sections_and_tables_that_it_does_not_have) {
  EXPECT_THROW((void)hanoi().section("weather"), input_error);
  EXPECT_THROW((void)hanoi().table_called("weather"), input_error);
}

TEST(report_on_hanoi, says_what_was_not_observed) {
  EXPECT_THAT(hanoi().section("not-observed").text, Contains(HasSubstr("Ties among the others were not looked for")));
  EXPECT_THAT(hanoi().section("not-observed").text,
              Contains(HasSubstr("is unknown: the source does not say that there is none")));
}

TEST(report, without_an_observation_says_so_and_ranks_all_actors) {
  const cooperation_report r = make_cooperation_report(firms().build());
  EXPECT_TRUE(r.observed.empty());
  ASSERT_EQ(r.table_called("partners").rows().size(), 4U);
  EXPECT_EQ(text(r.table_called("partners"), 0, "partner"), "Firm c");  // two agreements each; c has three fields, a two
  EXPECT_EQ(text(r.table_called("partners"), 1, "partner"), "Firm a");
  EXPECT_EQ(whole(r.table_called("partners"), 0, "agreements"), 2);
  EXPECT_EQ(whole(r.table_called("partners"), row_of(r.table_called("partners"), "partner", "Firm d"), "ended"), 1);
  EXPECT_THAT(r.section("not-observed").text, Contains(HasSubstr("does not say whose ties were recorded")));
  EXPECT_THAT(r.section("summary").text, Contains(HasSubstr("does not say whose ties were recorded")));
  EXPECT_EQ(r.title, "Cooperation report");
}

TEST(report, with_two_observed_actors_shows_each_tie_once) {
  network_builder b = firms();
  b.observe({.whose = {"a", "b"}, .absence = "none"});
  const cooperation_report r = make_cooperation_report(b.build());
  EXPECT_THAT(r.observed, ElementsAre("Firm a", "Firm b"));
  std::set<std::pair<std::string, std::string>> ties;
  for (std::size_t row = 0; row < r.table_called("partners").rows().size(); ++row)
    ties.emplace(text(r.table_called("partners"), row, "actor"), text(r.table_called("partners"), row, "partner"));
  EXPECT_THAT(ties, ElementsAre(std::pair("Firm a", "Firm b"), std::pair("Firm a", "Firm c"), std::pair("Firm b", "Firm d")));
  EXPECT_EQ(r.table_called("partners").rows().size(), 3U);
  EXPECT_THAT(r.section("not-observed").text, Contains(HasSubstr("does not exist as far as ties were recorded")));
}

TEST(report, says_which_parties_were_left_out_and_why) {
  network_builder b = firms();
  b.add(region_record{.region = "R", .name = "All firms", .actor = "c"});
  b.add(region_record{.region = "R", .name = "All firms", .actor = "d"});
  b.add(agreement_record{.id = "most", .title = "Minutes", .status = "signed"});
  b.add(party_record{.agreement = "most", .actor = "a", .role = "lead"});
  b.add(party_record{.agreement = "most", .actor = "R", .extent = "almost all"});
  const cooperation_report r = make_cooperation_report(b.build());
  const std::size_t row = row_of(r.table_called("left_out"), "id", "most");
  EXPECT_EQ(text(r.table_called("left_out"), row, "party"), "All firms");
  EXPECT_FALSE(text(r.table_called("left_out"), row, "reason").empty());
  EXPECT_THAT(r.section("not-observed").text, Contains(HasSubstr("the true numbers may be higher")));
  EXPECT_THAT(texts(r.table_called("agreements"), row_of(r.table_called("agreements"), "id", "most"), "parties"),
              ElementsAre("Firm a", "All firms [almost all]"));
  EXPECT_THAT(make_cooperation_report(firms().build()).section("not-observed").text, Not(Contains(HasSubstr("may be higher"))));
}

TEST(report, names_the_records_that_have_no_lead) {
  network_builder b = firms();
  b.add(agreement_record{.id = "flat", .title = "flat", .status = "signed"});
  for (const char* who : {"a", "b", "c"}) b.add(party_record{.agreement = "flat", .actor = who});
  EXPECT_THAT(make_cooperation_report(b.build()).table_called("left_out").notes(),
              Contains(HasSubstr("flat names no lead or host")));
}

TEST(written_report, is_the_same_bytes_each_time_and_holds_no_other_files) {
  const scratch_folder one;
  const scratch_folder two;
  const run_record run{"report", fingerprint_dataset(hanoi_folder)};
  write_report(hanoi(), run, one.path());
  write_report(hanoi(), run, one.path());
  write_report(make_cooperation_report(read_dataset(hanoi_folder)), run, two.path());
  const list files{"index.html",          "run.json",
                   "partners.csv",        "field-matrix.csv",
                   "periods.csv",         "agreements.csv",
                   "flows.csv",           "totals.csv",
                   "exchange.csv",        "events.csv",
                   "regions.csv",         "joint-regions.csv",
                   "overlaps.csv",        "stated.csv",
                   "unnamed.csv",         "undated.csv",
                   "without-tie.csv",     "left-out.csv",
                   "split-totals.csv",    "tie-map.svg",
                   "field-map.svg",       "timeline-figure.svg",
                   "region-exchange.csv", "region-exchange-figure.svg",
                   "stages-figure.svg"};
  for (const std::string& file : files) EXPECT_EQ(slurp(one / file), slurp(two / file)) << file;
  EXPECT_EQ(one.entries(), files.size());
}

TEST(written_report, is_a_page_that_needs_nothing_else) {
  const std::string page = to_page(hanoi(), {"report"});
  EXPECT_THAT(page, testing::StartsWith("<!DOCTYPE html>\n<html lang=\"en\">"));
  for (const char* id : {"summary",      "partners",      "map",        "fields",          "agreements",
                         "flows",        "throughput",    "exchange",   "events",          "regions",
                         "certainty",    "brokers",       "matrix",     "region-exchange", "stages",
                         "timeline",     "concentration", "centrality", "clusters",        "contiguous-regions",
                         "not-observed", "left-out",      "run"})
    EXPECT_THAT(page, HasSubstr("<h2 id=\"" + std::string(id) + "\">"));
  EXPECT_THAT(page, HasSubstr("default-src 'none'"));
  EXPECT_THAT(page, HasSubstr("width=device-width"));
  for (const char* forbidden : {"<link", "<img", " src=", "style=\"", "unsafe", "http:", "https:"})
    EXPECT_THAT(page, Not(HasSubstr(forbidden)));
  const std::size_t begin = page.find("<style>") + 7;
  const std::string style = page.substr(begin, page.find("</style>") - begin);
  EXPECT_THAT(page, HasSubstr("style-src 'sha256-" + to_base64(sha256(style)) + "'"));
}

TEST(report, names_all_sources_and_licences_by_their_titles_or_what_there_is) {
  network_builder b = firms();
  b.describe({.licenses = {{.name = "CC-BY-4.0"}, {.path = "licence.txt"}, {}},
              .sources = {{.title = "Daily"}, {.name = "gso", .title = "Statistics office", .path = "https://example.org"}}});
  EXPECT_THAT(make_cooperation_report(b.build()).about,
              ElementsAre(std::pair<std::string, std::string>("Source", "Daily; Statistics office"),
                          std::pair<std::string, std::string>("Licence", "CC-BY-4.0; licence.txt")));
}

TEST(written_report, escapes_what_the_dataset_brings) {
  network_builder b;
  b.describe({.title = "<i>title</i>", .licenses = {{.title = "<i>licence</i>"}}, .sources = {{.title = "<i>source</i>"}}});
  for (const char* id : {"<i>a</i>", "<i>b</i>"}) b.add(actor_record{.id = id, .name = id});
  b.observe({.whose = {"<i>a</i>"}});
  b.add(agreement_record{.id = "<i>id</i>", .title = "<i>t</i>", .kind = "<i>k</i>", .status = "signed", .fields = "<i>f</i>"});
  b.add(party_record{.agreement = "<i>id</i>", .actor = "<i>a</i>"});
  b.add(party_record{.agreement = "<i>id</i>", .actor = "<i>b</i>", .of = "<i>of</i>"});
  b.add(quantity_record{.record = "<i>id</i>", .measure = "<i>m</i>", .exactness = "verbal", .phrase = "<i>p</i>"});
  const std::string page =
      to_page(make_cooperation_report(b.build()), {"<i>command</i>", {{{"<i>file</i>", "<i>x</i>"}}, "<i>y</i>"}});
  EXPECT_THAT(page, Not(HasSubstr("<i>")));
  for (const char* word :
       {"title", "source", "licence", "a", "b", "id", "t", "k", "f", "of", "m", "p", "command", "file", "x", "y"})
    EXPECT_THAT(page, HasSubstr("&lt;i&gt;" + std::string(word) + "&lt;/i&gt;"));
}

TEST(written_report, records_what_was_run_on_which_bytes) {
  const scratch_folder folder;
  spill(folder / "actors.csv", "abc");
  spill(folder / "notes.txt", "not part of the dataset");
  const input_fingerprint print = fingerprint_dataset(folder.path());
  const std::string abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";  // FIPS 180-2, B.1
  ASSERT_EQ(print.files.size(), 1U);
  EXPECT_EQ(print.files[0].sha256, abc);
  EXPECT_EQ(print.sha256, to_hex(sha256(abc + "  actors.csv\n")));

  const scratch_folder out;
  write_report(hanoi(), {"report", print}, out.path());
  const std::string run = slurp(out / "run.json");
  for (const std::string& part :
       {"\"version\": \"" + std::string(library_version()) + '"', std::string("\"command\": \"report\""),
        std::string("\"projection\": \"star\""), "\"sha256\": \"" + print.sha256 + '"', "\"actors.csv\": \"" + abc})
    EXPECT_THAT(run, HasSubstr(part));
}

TEST(written_report, never_overwrites_a_dataset_and_makes_its_folder) {
  const scratch_folder folder;
  write_report(hanoi(), {"report"}, folder / "new/deep");
  EXPECT_TRUE(std::filesystem::exists(folder / "new/deep/index.html"));
  spill(folder / "actors.csv", "id,name\n");
  spill(folder / "agreements.csv", "mine");
  EXPECT_THROW(write_report(hanoi(), {"report"}, folder.path()), input_error);
  EXPECT_EQ(slurp(folder / "agreements.csv"), "mine");
  EXPECT_THROW(write_report(hanoi(), {"report"}, folder / "actors.csv"), io_error);
}

}  // namespace
}  // namespace coopgraph
