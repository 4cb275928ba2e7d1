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
  for (std::size_t row = 0; row < hanoi().partners.rows().size(); ++row) found.insert(text(hanoi().partners, row, "partner"));
  EXPECT_EQ(found, expected);
  EXPECT_EQ(hanoi().partners.rows().size(), expected.size());
  EXPECT_THAT(hanoi().observed, ElementsAre("Hà Nội"));
}

TEST(report_on_hanoi, tells_a_proposal_from_an_invitation_and_from_a_signature) {
  const table& partners = hanoi().partners;
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
  const table& partners = hanoi().partners;
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
  const std::size_t row = row_of(hanoi().flows, "id", "f10-relief-2016");
  EXPECT_THAT(texts(hanoi().flows, row, "fields"), ElementsAre("relief"));
  EXPECT_EQ(text(hanoi().flows, row, "origin"), "Hà Nội");
  EXPECT_THAT(texts(hanoi().flows, row, "quantities"), Contains(HasSubstr("12 billion VND")));
}

TEST(report_on_hanoi, says_how_exact_a_quantity_is_and_in_which_words) {
  const std::size_t row = row_of(hanoi().agreements, "period", "2016 to 2020");
  EXPECT_EQ(whole(hanoi().agreements, row, "party_count"), 8);
  EXPECT_THAT(texts(hanoi().agreements, row, "quantities"), Contains(HasSubstr("at least 7")));
  EXPECT_THAT(texts(hanoi().agreements, row, "parties"), Contains(HasSubstr("tourism sector")));
}

TEST(report_on_hanoi, computes_the_measures_of_a_star) {
  // Hà Nội is the hub of 36 ties with 39 agreements; in a walk with damping d on a star of 36 leaves among 67 actors, of whom 30
  // have no tie and pass their weight to all alike, the weights follow from three linear equations: hub h, leaves l together,
  // others o: base = (1 - d + d o) / 67, o = 30 base, h = base + d l, l = 36 base + d h.
  const table& t = hanoi().centrality;
  EXPECT_EQ(t.rows().size(), 37U);
  EXPECT_EQ(text(t, 0, "actor"), "Hà Nội");
  EXPECT_EQ(whole(t, 0, "degree"), 36);
  EXPECT_EQ(std::get<double>(cell(t, 0, "strength")), 39.0);
  const double d = 0.85;
  const double base = (1 - d) / (67 - 30 * d);
  const double hub = (base + d * 36 * base) / (1 - d * d);
  EXPECT_NEAR(std::get<double>(cell(t, 0, "pagerank")), hub, 1e-9);
  EXPECT_THAT(t.notes(), Contains(HasSubstr("Only the ties of Hà Nội were recorded")));
}

TEST(report_on_hanoi, says_what_was_not_observed) {
  EXPECT_THAT(hanoi().not_observed, Contains(HasSubstr("Ties among the others were not looked for")));
  EXPECT_THAT(hanoi().not_observed, Contains(HasSubstr("is unknown: the source does not say that there is none")));
}

TEST(report, without_an_observation_says_so_and_ranks_all_actors) {
  const cooperation_report r = make_cooperation_report(firms().build());
  EXPECT_TRUE(r.observed.empty());
  ASSERT_EQ(r.partners.rows().size(), 4U);
  EXPECT_EQ(text(r.partners, 0, "partner"), "Firm c");  // two agreements each; c has three fields, a two
  EXPECT_EQ(text(r.partners, 1, "partner"), "Firm a");
  EXPECT_EQ(whole(r.partners, 0, "agreements"), 2);
  EXPECT_EQ(whole(r.partners, row_of(r.partners, "partner", "Firm d"), "ended"), 1);
  EXPECT_THAT(r.not_observed, Contains(HasSubstr("does not say whose ties were recorded")));
  EXPECT_THAT(r.findings, Contains(HasSubstr("does not say whose ties were recorded")));
  EXPECT_EQ(r.title, "Cooperation report");
}

TEST(report, with_two_observed_actors_shows_each_tie_once) {
  network_builder b = firms();
  b.observe({.whose = {"a", "b"}, .absence = "none"});
  const cooperation_report r = make_cooperation_report(b.build());
  EXPECT_THAT(r.observed, ElementsAre("Firm a", "Firm b"));
  std::set<std::pair<std::string, std::string>> ties;
  for (std::size_t row = 0; row < r.partners.rows().size(); ++row)
    ties.emplace(text(r.partners, row, "actor"), text(r.partners, row, "partner"));
  EXPECT_THAT(ties, ElementsAre(std::pair("Firm a", "Firm b"), std::pair("Firm a", "Firm c"), std::pair("Firm b", "Firm d")));
  EXPECT_EQ(r.partners.rows().size(), 3U);
  EXPECT_THAT(r.not_observed, Contains(HasSubstr("does not exist as far as ties were recorded")));
}

TEST(report, says_which_parties_were_left_out_and_why) {
  network_builder b = firms();
  b.add(region_record{.region = "R", .name = "All firms", .actor = "c"});
  b.add(region_record{.region = "R", .name = "All firms", .actor = "d"});
  b.add(agreement_record{.id = "most", .title = "Minutes", .status = "signed"});
  b.add(party_record{.agreement = "most", .actor = "a", .role = "lead"});
  b.add(party_record{.agreement = "most", .actor = "R", .extent = "almost all"});
  const cooperation_report r = make_cooperation_report(b.build());
  const std::size_t row = row_of(r.left_out, "id", "most");
  EXPECT_EQ(text(r.left_out, row, "party"), "All firms");
  EXPECT_FALSE(text(r.left_out, row, "reason").empty());
  EXPECT_THAT(r.not_observed, Contains(HasSubstr("the true numbers may be higher")));
  EXPECT_THAT(texts(r.agreements, row_of(r.agreements, "id", "most"), "parties"),
              ElementsAre("Firm a", "All firms [almost all]"));
  EXPECT_THAT(make_cooperation_report(firms().build()).not_observed, Not(Contains(HasSubstr("may be higher"))));
}

TEST(report, names_the_records_that_have_no_lead) {
  network_builder b = firms();
  b.add(agreement_record{.id = "flat", .title = "flat", .status = "signed"});
  for (const char* who : {"a", "b", "c"}) b.add(party_record{.agreement = "flat", .actor = who});
  EXPECT_THAT(make_cooperation_report(b.build()).left_out.notes(), Contains(HasSubstr("flat names no lead or host")));
}

TEST(written_report, is_the_same_bytes_each_time_and_holds_no_other_files) {
  const scratch_folder one;
  const scratch_folder two;
  const run_record run{"report", fingerprint_dataset(hanoi_folder)};
  write_report(hanoi(), run, one.path());
  write_report(hanoi(), run, one.path());
  write_report(make_cooperation_report(read_dataset(hanoi_folder)), run, two.path());
  const list files{"index.html", "run.json", "partners.csv", "agreements.csv", "flows.csv", "centrality.csv", "left-out.csv"};
  for (const std::string& file : files) EXPECT_EQ(slurp(one / file), slurp(two / file)) << file;
  EXPECT_EQ(one.entries(), files.size());
}

TEST(written_report, is_a_page_that_needs_nothing_else_and_runs_nothing) {
  const std::string page = to_page(hanoi(), {"report"});
  EXPECT_THAT(page, testing::StartsWith("<!DOCTYPE html>\n<html lang=\"en\">"));
  for (const char* id : {"findings", "partners", "agreements", "flows", "centrality", "left-out", "not-observed", "run"})
    EXPECT_THAT(page, HasSubstr("<h2 id=\"" + std::string(id) + "\">"));
  EXPECT_THAT(page, HasSubstr("default-src 'none'"));
  EXPECT_THAT(page, HasSubstr("width=device-width"));
  for (const char* forbidden : {"<script", "<link", "<img", " src=", "style=\"", "unsafe", "http:", "https:"})
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
