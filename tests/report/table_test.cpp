// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/report/table.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <string>

namespace coopgraph {
namespace {

using testing::HasSubstr;
using list = std::vector<std::string>;

table small() {
  table t("towns", "Towns & ties",
          {{"name", "Name", column_kind::text},
           {"ties", "Ties", column_kind::whole_number},
           {"share", "Share", column_kind::number},
           {"fields", "Fields", column_kind::list}});
  t.add_row({"Đắk Nông", std::int64_t{12}, 0.5, list{"trade", "tourism"}});
  t.add_row({"Hue<", std::int64_t{-3}, table_cell(), list{}});
  t.add_note("A note.");
  return t;
}

std::string csv_of(const std::string& cell) {
  table t("t", "", {{"c", "C", column_kind::text}});
  t.add_row({cell});
  return to_csv(t).substr(2);
}

TEST(table, is_aligned_by_what_one_sees) {
  EXPECT_EQ(to_plain_text(small()),
            "Towns & ties\n"
            "Name      Ties  Share  Fields\n"
            "--------  ----  -----  --------------\n"
            "Đắk Nông    12    0.5  trade; tourism\n"
            "Hue<        -3\n"
            "A note.\n");
}

TEST(table, shows_controls_of_its_texts_on_a_terminal) {
  table t("t", "\x1b[2J", {{"c", "C", column_kind::text}});
  t.add_row({"a\n\u202e"});
  t.add_row({std::string(3000, 'x')});
  EXPECT_THAT(to_plain_text(t), HasSubstr("\\u{1b}[2J\n"));
  EXPECT_THAT(to_plain_text(t), HasSubstr("a\\u{0a}\\u{202e}\n"));
  EXPECT_THAT(to_plain_text(t), HasSubstr(std::string(3000, 'x')));
}

TEST(table, as_csv_has_the_keys_and_quotes_what_needs_it) {
  EXPECT_EQ(to_csv(small()), "name,ties,share,fields\nĐắk Nông,12,0.5,trade;tourism\nHue<,-3,,\n");
  EXPECT_EQ(csv_of("a,b"), "\"a,b\"\n");
  EXPECT_EQ(csv_of("say \"x\"\nthen"), "\"say \"\"x\"\"\nthen\"\n");
}

TEST(table, as_csv_disarms_formulas_but_not_numbers) {
  EXPECT_EQ(csv_of("=1+2"), "'=1+2\n");
  EXPECT_EQ(csv_of("+cmd|' /C calc'!A0"), "'+cmd|' /C calc'!A0\n");
  EXPECT_EQ(csv_of("-x"), "'-x\n");
  EXPECT_EQ(csv_of("@SUM(A1)"), "'@SUM(A1)\n");
  EXPECT_EQ(csv_of("\tx"), "'\tx\n");
  EXPECT_EQ(csv_of("\rx"), "\"'\rx\"\n");
  EXPECT_EQ(csv_of("=1,2"), "\"'=1,2\"\n");
  for (const char* number : {"-5", "+1.5", "-2e3", "-.5"}) EXPECT_EQ(csv_of(number), std::string(number) + '\n');
  EXPECT_EQ(csv_of("a=b"), "a=b\n");
}

TEST(table, as_csv_disarms_its_header_and_its_lists) {
  table t("t", "", {{"=k", "", column_kind::text}, {"l", "", column_kind::list}});
  t.add_row({"", list{"@a", "b"}});
  EXPECT_EQ(to_csv(t), "'=k,l\n,'@a;b\n");
}

TEST(table, as_html_escapes_every_text_that_it_was_given) {
  table t("t", "<1>", {{"k", "<2>", column_kind::text}, {"l", "<3>", column_kind::list}, {"n", "<4>", column_kind::number}});
  t.add_row({"<5>", list{"<6>", "<7>"}, 1.5});
  t.add_note("<8>");
  const std::string html = to_html(t).str();
  for (int i = 1; i <= 8; ++i) {
    EXPECT_THAT(html, HasSubstr("&lt;" + std::to_string(i) + "&gt;"));
    EXPECT_EQ(html.find('<' + std::to_string(i) + '>'), std::string::npos);
  }
  EXPECT_THAT(html, HasSubstr("<caption id=\"table-t\">&lt;1&gt;</caption>"));
  EXPECT_THAT(html, HasSubstr("<th scope=\"col\" class=\"n\">&lt;4&gt;</th>"));
  EXPECT_THAT(html, HasSubstr("<td class=\"n\" data-n=\"1.5\">1.5</td>"));
}

TEST(table, as_json_keeps_the_types) {
  json_writer json;
  append_json(json, small());
  const std::string text = json.finish();
  EXPECT_THAT(text, HasSubstr("\"ties\": 12"));
  EXPECT_THAT(text, HasSubstr("\"share\": null"));
  EXPECT_THAT(text, HasSubstr("\"name\": \"Hue\\u003c\""));
  EXPECT_THAT(text, HasSubstr("\"fields\": []"));
  EXPECT_THAT(text, HasSubstr("\"A note.\""));
}

TEST(table, refuses_rows_that_do_not_fit_its_columns) {
  table t("t", "", {{"n", "", column_kind::number}, {"w", "", column_kind::whole_number}});
  EXPECT_THROW(t.add_row({1.0}), input_error);
  EXPECT_THROW(t.add_row({std::int64_t{1}, std::int64_t{1}}), input_error);
  EXPECT_THROW(t.add_row({1.0, "x"}), input_error);
  EXPECT_THROW(t.add_row({std::nan(""), std::int64_t{1}}), input_error);
  EXPECT_THROW(t.add_row({HUGE_VAL, std::int64_t{1}}), input_error);
  EXPECT_EQ(t.rows().size(), 0U);
  t.add_row({{}, {}});
  EXPECT_EQ(t.rows().size(), 1U);
}

TEST(table, refuses_no_columns_and_two_of_one_key) {
  EXPECT_THROW(table("t", "", {}), input_error);
  EXPECT_THROW(table("t", "", {{"a", "", column_kind::text}, {"a", "", column_kind::list}}), input_error);
}

}  // namespace
}  // namespace coopgraph
