// SPDX-License-Identifier: BSL-1.0
// The page as a reader gets it: its parts and links, its policy, and what names that are markup, formulas or orders to a terminal
// become in each kind of file.
#include <coopgraph/io/dataset.hpp>
#include <coopgraph/io/graph_file.hpp>
#include <coopgraph/model/network_builder.hpp>
#include <coopgraph/report/cooperation_report.hpp>
#include <coopgraph/report/fingerprint.hpp>
#include <coopgraph/report/graph_export.hpp>
#include <coopgraph/view/projection.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <regex>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace coopgraph {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using texts = std::vector<std::string>;

const cooperation_report& many_sided() {
  static const cooperation_report report =
      make_cooperation_report(read_dataset(COOPGRAPH_SOURCE_DIR "/examples/data/vietnam-cooperation-modelled"));
  return report;
}
const cooperation_report& hanoi() {
  static const cooperation_report report =
      make_cooperation_report(read_dataset(COOPGRAPH_SOURCE_DIR "/examples/data/hanoi-2018"));
  return report;
}

texts all_matches(const std::string& text, const char* pattern) {
  const std::regex wanted(pattern);
  texts found;
  for (auto at = std::sregex_iterator(text.begin(), text.end(), wanted); at != std::sregex_iterator(); ++at)
    found.push_back((*at)[1].str());
  return found;
}

std::string between(const std::string& text, const std::string& open, const std::string& close) {
  const std::size_t begin = text.find(open) + open.size();
  return text.substr(begin, text.find(close, begin) - begin);
}

TEST(page, answers_seven_questions_in_order_and_every_section_belongs_to_one) {
  for (const cooperation_report* report : {&many_sided(), &hanoi()}) {
    ASSERT_THAT(report->parts, SizeIs(7));
    texts in_parts;
    for (const report_part& part : report->parts) in_parts.insert(in_parts.end(), part.sections.begin(), part.sections.end());
    texts sections;
    for (const report_section& s : report->sections) sections.push_back(s.id);
    EXPECT_EQ(in_parts, sections);
    EXPECT_EQ(sections.front(), "summary");
  }
}

TEST(page, says_its_findings_in_five_to_ten_sentences_each_of_which_leads_to_what_it_rests_on) {
  for (const cooperation_report* report : {&many_sided(), &hanoi()}) {
    const report_section& summary = report->section("summary");
    EXPECT_GE(summary.text.size(), 5U);
    EXPECT_LE(summary.text.size(), 10U);
    EXPECT_THAT(summary.see, SizeIs(summary.text.size()));
    for (const std::string& see : summary.see) EXPECT_FALSE(see.empty());
  }
}

TEST(page, has_each_id_once_and_every_link_finds_one) {
  for (const cooperation_report* report : {&many_sided(), &hanoi()}) {
    const std::string page = to_page(*report, {"report"});
    texts ids = all_matches(page, " id=\"([^\"]*)\"");
    const std::set<std::string> known(ids.begin(), ids.end());
    EXPECT_EQ(known.size(), ids.size());
    for (const std::string& target : all_matches(page, "href=\"#([^\"]*)\"")) EXPECT_THAT(known, Contains(target));
    EXPECT_THAT(all_matches(page, "(href=\"[^#])"), IsEmpty());
  }
}

TEST(page, shows_the_sections_of_a_many_sided_network_with_their_figures) {
  for (const char* id : {"map", "matrix", "region-exchange", "stages", "timeline", "clusters", "contiguous-regions"})
    EXPECT_THAT(many_sided().section(id).figures, Not(IsEmpty())) << id;
  for (const char* key : {"centrality", "centrality_by_field", "brokers", "pairs", "region_exchange", "clusters", "movers",
                          "throughput", "bottlenecks", "flow_paths", "concentration"})
    EXPECT_THAT(many_sided().table_called(key).rows(), Not(IsEmpty())) << key;
}

TEST(page, says_of_a_star_what_it_cannot_tell_and_what_would) {
  for (const char* id : {"centrality", "brokers", "matrix", "clusters", "contiguous-regions"}) {
    EXPECT_THAT(hanoi().section(id).figures, IsEmpty()) << id;
    EXPECT_THAT(hanoi().section(id).tables, IsEmpty()) << id;
    EXPECT_THAT(hanoi().section(id).text.front(), HasSubstr("Not observed")) << id;
  }
  EXPECT_THAT(hanoi().section("concentration").text.front(), HasSubstr("flows.csv"));
}

TEST(page, lets_in_nothing_but_its_own_style_and_script) {
  const std::string page = to_page(many_sided(), {"report"});
  const std::string policy = between(page, "Content-Security-Policy\" content=\"", "\"");
  EXPECT_THAT(policy, HasSubstr("default-src 'none'"));
  EXPECT_THAT(policy, HasSubstr("style-src 'sha256-" + to_base64(sha256(between(page, "<style>", "</style>"))) + "'"));
  EXPECT_THAT(policy, HasSubstr("script-src 'sha256-" + to_base64(sha256(between(page, "<script>", "</script>"))) + "'"));
  EXPECT_THAT(all_matches(page, "(<script)"), SizeIs(1));
  EXPECT_THAT(all_matches(page, "(<style)"), SizeIs(1));
  EXPECT_THAT(all_matches(page, "( style=)"), IsEmpty());
  EXPECT_THAT(all_matches(page, "( on[a-z]+=)"), IsEmpty());
  EXPECT_THAT(all_matches(page, "( src=|<link|<iframe|<img|<object|@import|url\\()"), IsEmpty());
}

TEST(page, draws_outlines_below_its_maps_and_refuses_those_of_others) {
  network_builder b;
  for (const char* id : {"a", "b", "c"})
    b.add(actor_record{.id = id, .name = id, .lon = std::to_string(id[0] - 'a'), .lat = "1"});
  b.add(agreement_record{.id = "r", .title = "r", .status = "signed"});
  for (const char* id : {"a", "b", "c"}) b.add(party_record{.agreement = "r", .actor = id});
  const network from = b.build();
  const auto maps = [&](std::vector<unit_outline> outlines) {
    const cooperation_report report = make_cooperation_report(from, {.outlines = std::move(outlines)});
    texts drawn;
    for (const char* section : {"map", "clusters", "contiguous-regions"})
      for (const figure& f : report.section(section).figures) drawn.push_back(f.svg.str());
    return drawn;
  };
  std::vector<unit_outline> squares(3);
  for (std::size_t i = 0; i < 3; ++i) {
    const double west = static_cast<double>(i) - 0.5;
    squares[i].rings = {{{west, 0.5}, {west + 1, 0.5}, {west + 1, 1.5}, {west, 1.5}, {west, 0.5}}};
  }
  const texts plain = maps({});
  const texts outlined = maps(squares);
  ASSERT_EQ(plain.size(), outlined.size());
  EXPECT_GE(plain.size(), 3U);
  for (std::size_t i = 0; i < plain.size(); ++i) EXPECT_GT(outlined[i].size(), plain[i].size() + 50);
  squares.pop_back();
  EXPECT_THROW((void)make_cooperation_report(from, {.outlines = squares}), input_error);
}

const char* const hostile[] = {"<script>alert(1)</script>", "\"quoted\" & 'single' <b>", "=cmd()",
                               "left \xE2\x80\xAE right",   "</title><svg onload=x>",    "-->]]>&amp;"};

/// Actors of hostile names, tied in a ring, at places, in two regions.
network hostile_network() {
  network_builder b;
  const std::size_t n = std::size(hostile);
  for (std::size_t i = 0; i < n; ++i) {
    actor_record row{.id = "a" + std::to_string(i), .name = hostile[i]};
    row.lon = std::to_string(100 + i);
    row.lat = std::to_string(10 + i % 3);
    b.add(row);
    b.add(region_record{.region = i < 3 ? "one" : "two", .name = i < 3 ? hostile[0] : hostile[1], .actor = row.id});
  }
  for (std::size_t i = 0; i < n; ++i) {
    const std::string id = "r" + std::to_string(i);
    b.add(agreement_record{
        .id = id, .title = hostile[i], .status = "in force", .fields = "<b>trade</b>", .effective_from = "2016"});
    b.add(party_record{.agreement = id, .actor = "a" + std::to_string(i), .role = "lead"});
    b.add(party_record{.agreement = id, .actor = "a" + std::to_string((i + 1) % n)});
    b.add(flow_record{.id = "f" + std::to_string(i),
                      .origin = "a" + std::to_string(i),
                      .destination = "a" + std::to_string((i + 2) % n),
                      .chain = "chain",
                      .stage = hostile[i],
                      .product = hostile[i],
                      .capacity = "5",
                      .unit = hostile[2]});
  }
  return b.build();
}

/// Names of the elements and attributes that a page opens.
std::multiset<std::string> markup_of(const std::string& page) {
  std::multiset<std::string> found;
  for (const std::string& tag : all_matches(page, "<([a-zA-Z!/][a-zA-Z0-9]*)")) found.insert(tag);
  return found;
}

TEST(hostile_names, come_out_as_text_on_the_page) {
  const network from = hostile_network();
  for (const language lang : {language::english, language::vietnamese}) {
    const std::string page = to_page(make_cooperation_report(from, {.lang = lang}), {"report"});
    EXPECT_THAT(all_matches(page, "(<script)"), SizeIs(1));
    EXPECT_THAT(markup_of(page).count("b"), 0U);
    EXPECT_THAT(page, Not(HasSubstr("<svg onload")));
    EXPECT_THAT(page, Not(HasSubstr("\xE2\x80\xAE")));
    EXPECT_THAT(page, HasSubstr("&lt;script&gt;alert(1)&lt;/script&gt;"));
  }
}

TEST(hostile_names, come_out_as_text_in_every_figure) {
  std::size_t figures = 0;
  for (const report_section& s : make_cooperation_report(hostile_network()).sections)
    for (const figure& f : s.figures) {
      ++figures;
      const std::string svg = to_svg(f);
      EXPECT_THAT(svg, Not(HasSubstr("<script"))) << f.id;
      EXPECT_THAT(svg, Not(HasSubstr("onload=x>"))) << f.id;
      EXPECT_THAT(svg, Not(HasSubstr("\xE2\x80\xAE"))) << f.id;
      EXPECT_THAT(all_matches(svg, "(<svg)"), SizeIs(1)) << f.id;
      EXPECT_THAT(markup_of(svg).count("b"), 0U) << f.id;
    }
  EXPECT_GE(figures, 7U);
}

TEST(hostile_names, are_no_formulas_in_a_sheet) {
  for (const report_section& s : make_cooperation_report(hostile_network()).sections)
    for (const table& t : s.tables) {
      const std::string csv = to_csv(t);
      EXPECT_THAT(csv, Not(testing::ContainsRegex("(^|[,\n])\"?=cmd"))) << t.key();
    }
}

TEST(hostile_names, are_the_same_names_again_in_graph_files) {
  const network from = hostile_network();
  const graph_document made = to_graph_document(from, project_agreements(from));
  const attribute_column* names = made.of_vertices("label");
  ASSERT_NE(names, nullptr);
  for (const graph_format format : {graph_format::graphml, graph_format::gexf, graph_format::gml, graph_format::geojson}) {
    const graph_document again = parse_graph(to_graph_text(made, format).bytes, "again", format);
    const attribute_column* read = again.of_vertices("label");
    for (std::size_t v = 0; v < std::size(hostile); ++v) {
      EXPECT_EQ(names->text_of(v), hostile[v]);
      if (read != nullptr)
        EXPECT_EQ(read->text_of(v), hostile[v]) << name_of(format);
      else
        EXPECT_EQ(again.ids[v], hostile[v]) << name_of(format);
    }
  }
}

}  // namespace
}  // namespace coopgraph
