// SPDX-License-Identifier: BSL-1.0
#include "report/many_sides.hpp"

#include <coopgraph/core/decimal.hpp>
#include <coopgraph/io/dataset.hpp>
#include <coopgraph/report/cooperation_report.hpp>
#include <coopgraph/report/inventory_tables.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <set>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace coopgraph {
namespace {

using test::many_sides;
using test::texts_of;
using testing::AllOf;
using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using list = std::vector<std::string>;

network example(const char* name) { return read_dataset(std::string(COOPGRAPH_SOURCE_DIR "/examples/data/") + name); }

/// A dataset and its reports in both languages; each is made once.
struct case_of {
  std::string name;
  network from;
  cooperation_report english = make_cooperation_report(from);
  cooperation_report vietnamese = make_cooperation_report(from, {.lang = language::vietnamese});
};

const std::vector<case_of>& cases() {
  static const std::vector<case_of> all = [] {
    std::vector<case_of> made;
    made.push_back({"nothing", network_builder().build()});
    made.push_back({"many sides", many_sides()});
    for (const char* name : {"hanoi-2018", "hanoi-food-modelled", "vietnam-modelled"}) made.push_back({name, example(name)});
    return made;
  }();
  return all;
}

bool is_letter(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x80 || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

/// The words of a text that do not come from the dataset; names of files and columns are one word ("flows.csv").
list own_words(std::string text, const list& of_dataset) {
  for (const std::string& spelled : of_dataset)
    for (std::size_t at = 0; (at = text.find(spelled, at)) != std::string::npos;) {
      const std::size_t end = at + spelled.size();
      const bool inside = (at > 0 && is_letter(text[at - 1]) && is_letter(spelled.front())) ||
                          (end < text.size() && is_letter(text[end]) && is_letter(spelled.back()));
      if (inside)
        ++at;
      else
        text.replace(at, spelled.size(), "|");
    }
  list found;
  std::string word;
  for (const char c : text + ' ')
    if (is_letter(c) || c == '_' || (c == '.' && !word.empty())) {
      word += c;
    } else if (!word.empty()) {
      if (word.back() == '.') word.pop_back();
      found.push_back(std::exchange(word, ""));
    }
  return found;
}

/// A text with its place, for messages.
using placed_text = std::pair<std::string, std::string>;

void add_texts(std::vector<placed_text>& all, const table& t) {
  const std::string at = "table " + t.key();
  all.emplace_back(at + " title", t.title());
  for (const table_column& c : t.columns()) all.emplace_back(at + " column " + c.key, c.title);
  for (const std::string& note : t.notes()) all.emplace_back(at + " note", note);
  for (const auto& row : t.rows())
    for (std::size_t c = 0; c < row.size(); ++c) {
      if (const auto* text = std::get_if<std::string>(&row[c])) all.emplace_back(at + " cell of " + t.columns()[c].key, *text);
      if (const auto* items = std::get_if<list>(&row[c]))
        for (const std::string& item : *items) all.emplace_back(at + " item of " + t.columns()[c].key, item);
    }
}

/// Every text of a report but its pictures, in one order in any language.
std::vector<placed_text> texts_of(const cooperation_report& report) {
  std::vector<placed_text> all{{"title", report.title}};
  for (const auto& [name, value] : report.about) all.insert(all.end(), {{"about", name}, {"about " + name, value}});
  for (const report_section& s : report.sections) {
    all.emplace_back("heading of " + s.id, s.heading);
    for (const std::string& sentence : s.text) all.emplace_back("text of " + s.id, sentence);
    for (const table& t : s.tables) add_texts(all, t);
  }
  return all;
}

/// Words of every English text. "to", "no", "the" and "in" are Vietnamese as well (big, full, card, print), but not of a report.
const std::set<std::string, std::less<>> english_words{
    "a",       "all",    "and",     "are",    "as",       "at",      "be",     "been",    "both",      "but",        "by",
    "each",    "for",    "from",    "has",    "have",     "if",      "in",     "is",      "it",        "its",        "many",
    "may",     "more",   "most",    "no",     "not",      "of",      "on",     "one",     "only",      "or",         "part",
    "than",    "that",   "the",     "their",  "them",     "they",    "this",   "tie",     "ties",      "to",         "was",
    "were",    "what",   "when",    "where",  "which",    "who",     "whose",  "why",     "with",      "year",       "yes",
    "none",    "about",  "flow",    "flows",  "actor",    "actors",  "record", "records", "agreement", "agreements", "region",
    "regions", "stated", "unknown", "signed", "proposed", "modelled"};

void expect_no_english(const std::vector<placed_text>& all, const list& of_dataset) {
  for (const auto& [at, text] : all)
    for (std::string word : own_words(text, of_dataset)) {
      if (word[0] >= 'A' && word[0] <= 'Z') word[0] = static_cast<char>(word[0] - 'A' + 'a');
      EXPECT_EQ(english_words.count(word), 0U) << word << " in " << at << ": " << text;
    }
}

/// Texts that are the same in both languages say nothing of their own.
void expect_all_said_twice(const std::vector<placed_text>& one, const std::vector<placed_text>& other, const list& of_dataset) {
  ASSERT_EQ(one.size(), other.size());
  for (std::size_t i = 0; i < one.size(); ++i) {
    if (one[i].second != other[i].second || one[i].second == "PageRank" || one[i].second == "HHI") continue;
    EXPECT_THAT(own_words(one[i].second, of_dataset), IsEmpty()) << one[i].first << ": " << one[i].second;
  }
}

/// The same keys and columns, as many rows and notes, the same numbers and the same empty cells.
void expect_same_numbers(const table& a, const table& b) {
  SCOPED_TRACE("table " + a.key());
  EXPECT_EQ(a.key(), b.key());
  EXPECT_EQ(a.notes().size(), b.notes().size());
  ASSERT_EQ(a.columns().size(), b.columns().size());
  for (std::size_t c = 0; c < a.columns().size(); ++c) {
    EXPECT_EQ(a.columns()[c].key, b.columns()[c].key);
    EXPECT_EQ(a.columns()[c].kind, b.columns()[c].kind);
  }
  ASSERT_EQ(a.rows().size(), b.rows().size());
  for (std::size_t r = 0; r < a.rows().size(); ++r)
    for (std::size_t c = 0; c < a.columns().size(); ++c) {
      const table_cell& left = a.rows()[r][c];
      const table_cell& right = b.rows()[r][c];
      ASSERT_EQ(left.index(), right.index());
      if (const auto* items = std::get_if<list>(&left)) {
        EXPECT_EQ(items->size(), std::get<list>(right).size());
      } else if (const auto* text = std::get_if<std::string>(&left)) {
        const auto& said = std::get<std::string>(right);
        EXPECT_EQ(text->empty(), said.empty());
        if (parse_decimal(*text).problem == number_problem::none) {
          EXPECT_EQ(*text, said);
        }
      } else {
        EXPECT_EQ(left, right);
      }
    }
}

TEST(report_in_vietnamese, says_nothing_in_english) {
  for (const case_of& c : cases()) {
    SCOPED_TRACE(c.name);
    expect_no_english(texts_of(c.vietnamese), texts_of(c.from));
  }
}

TEST(report_in_vietnamese, would_be_found_to_be_english_by_its_words) {
  for (const case_of& c : cases()) {
    std::size_t sentences = 0;
    std::size_t found = 0;
    for (const auto& [at, text] : texts_of(c.english)) {
      if (at.find("text of") != 0) continue;
      ++sentences;
      const list said = own_words(text, texts_of(c.from));
      found += std::any_of(said.begin(), said.end(), [](const auto& w) { return english_words.count(w) > 0; }) ? 1U : 0U;
    }
    EXPECT_GE(found * 10, sentences * 9) << c.name;
  }
}

TEST(report_in_vietnamese, says_otherwise_all_that_is_not_the_datasets) {
  for (const case_of& c : cases()) {
    SCOPED_TRACE(c.name);
    expect_all_said_twice(texts_of(c.english), texts_of(c.vietnamese), texts_of(c.from));
  }
}

TEST(report_in_vietnamese, has_the_sections_tables_rows_and_numbers_of_the_english_one) {
  for (const case_of& c : cases()) {
    SCOPED_TRACE(c.name);
    ASSERT_EQ(c.english.sections.size(), c.vietnamese.sections.size());
    EXPECT_EQ(c.english.observed, c.vietnamese.observed);
    for (std::size_t s = 0; s < c.english.sections.size(); ++s) {
      const report_section& one = c.english.sections[s];
      const report_section& other = c.vietnamese.sections[s];
      EXPECT_EQ(one.id, other.id);
      EXPECT_EQ(one.text.size(), other.text.size()) << one.id;
      ASSERT_EQ(one.tables.size(), other.tables.size()) << one.id;
      for (std::size_t t = 0; t < one.tables.size(); ++t) expect_same_numbers(one.tables[t], other.tables[t]);
    }
  }
}

TEST(report_in_vietnamese, writes_whole_letters) {
  // U+0300 to U+036F, marks that stand beside their letter, are 0xCC 0x80 to 0xCD 0xAF.
  for (const case_of& c : cases())
    for (const auto& [at, text] : texts_of(c.vietnamese))
      for (std::size_t i = 0; i + 1 < text.size(); ++i) {
        const auto first = static_cast<unsigned char>(text[i]);
        const auto second = static_cast<unsigned char>(text[i + 1]);
        EXPECT_FALSE(first == 0xCC || (first == 0xCD && second <= 0xAF)) << at << ": " << text;
      }
}

TEST(report_in_vietnamese, keeps_the_names_of_the_dataset) {
  const case_of& hanoi = cases()[2];
  EXPECT_EQ(hanoi.vietnamese.title, hanoi.english.title);
  EXPECT_EQ(hanoi.vietnamese.section("summary").heading, "Tóm tắt");
  EXPECT_EQ(hanoi.vietnamese.lang, language::vietnamese);
  EXPECT_EQ(hanoi.english.lang, language::english);
  EXPECT_THAT(hanoi.vietnamese.section("summary").text,
              Contains("Nhiều thỏa thuận và lĩnh vực nhất: Cần Thơ (2 thỏa thuận, 3 lĩnh vực)."));
  EXPECT_THAT(hanoi.vietnamese.section("summary").text, Contains("Đi cả hai chiều: knowledge."));
  EXPECT_EQ(cases()[0].vietnamese.title, "Báo cáo hợp tác");
}

TEST(report_in_vietnamese, is_marked_as_such_on_its_page) {
  EXPECT_THAT(to_page(cases()[1].vietnamese, {"report"}), HasSubstr("<html lang=\"vi\">"));
  EXPECT_THAT(to_page(cases()[1].english, {"report"}), HasSubstr("<html lang=\"en\">"));
}

TEST(numbers_of_a_report, stand_as_the_language_writes_them_where_people_read) {
  const cooperation_report& said = cases()[1].vietnamese;
  const auto statements = [](const cooperation_report& report) {
    list all;
    for (const auto& row : report.table_called("stated").rows()) all.push_back(std::get<std::string>(row[2]));
    return all;
  };
  EXPECT_THAT(statements(said), Contains("lượng: trong khoảng từ 12.345,5 đến 1.234.567 tấn"));
  EXPECT_THAT(statements(said), Contains("giá: ít nhất 25.000 tấn, kế hoạch"));
  EXPECT_THAT(statements(said), Contains("giá: nhiều nhất 0,5 tấn, ước tính"));
  EXPECT_THAT(statements(said), Contains("giá: bậc độ lớn 1000 tấn, tiềm năng"));
  EXPECT_THAT(statements(said), Contains("giá: nêu bằng lời tấn (\"rất nhiều\")"));
  EXPECT_THAT(statements(cases()[1].english), Contains("giá: at least 25000 tấn, planned")) << "as the dataset has it";
  EXPECT_THAT(said.section("throughput").text, Contains(HasSubstr("nhiều nhất 12.345,5 có thể đi từ 1 nơi đi")));
  EXPECT_THAT(cases()[1].english.section("throughput").text, Contains(HasSubstr("at most 12,345.5 can go from 1 origin")));
}

TEST(numbers_of_a_report, stand_for_machines_as_they_are) {
  for (const cooperation_report* report : {&cases()[1].english, &cases()[1].vietnamese}) {
    EXPECT_THAT(to_csv(report->table_called("throughput")), HasSubstr(",12345.5,"));
    EXPECT_THAT(to_csv(report->table_called("totals")), HasSubstr(",12345.5,1234567,"));
    EXPECT_THAT(to_plain_text(report->table_called("totals")), AllOf(HasSubstr(" 12345.5 "), HasSubstr(" 1234567 ")));
    EXPECT_THAT(to_json(*report, {"report"}), HasSubstr("12345.5"));
  }
}

TEST(numbers_of_a_report, stand_on_the_page_as_the_language_writes_them) {
  const table& totals = cases()[1].english.table_called("totals");
  EXPECT_THAT(to_html(totals).str(), HasSubstr(">12,345.5</td>"));
  EXPECT_THAT(to_html(totals, language::vietnamese).str(), HasSubstr(">12.345,5</td>"));
  EXPECT_THAT(to_html(totals, language::vietnamese).str(), HasSubstr(">1.234.567</td>"));
}

TEST(digits_on_a_page, are_words_where_they_are_no_number) {
  table t("t", "T", {{"d", "D", column_kind::digits}, {"s", "S", column_kind::text}});
  t.add_row({"12345678901234567890.5", "12345"});
  t.add_row({"not decided, 12345", "x"});
  t.add_row({std::monostate{}, "0.5"});
  const std::string html = to_html(t, language::vietnamese).str();
  EXPECT_THAT(html, HasSubstr(">12.345.678.901.234.567.890,5</td>"));
  EXPECT_THAT(html, HasSubstr(">not decided, 12345</td>"));
  EXPECT_THAT(html, HasSubstr("<td>12345</td>")) << "a text is left alone";
  EXPECT_THAT(html, HasSubstr("<td>0.5</td>"));
  EXPECT_EQ(to_csv(t), "d,s\n12345678901234567890.5,12345\n\"not decided, 12345\",x\n,0.5\n");
}

TEST(inventory_in_vietnamese, says_what_ends_and_what_changed_as_well) {
  const inventory_options options{.on = date(2019, 6), .since = date(2016, 12), .months = 24};
  for (const network& from : {many_sides(), example("hanoi-2018")}) {
    const std::vector<table> one = inventory_tables(from, options);
    inventory_options other_options = options;
    other_options.lang = language::vietnamese;
    const std::vector<table> other = inventory_tables(from, other_options);
    ASSERT_EQ(one.size(), 9U);
    ASSERT_EQ(other.size(), 9U);
    std::vector<placed_text> said;
    std::vector<placed_text> english_said;
    for (std::size_t t = 0; t < one.size(); ++t) {
      expect_same_numbers(one[t], other[t]);
      add_texts(english_said, one[t]);
      add_texts(said, other[t]);
    }
    expect_no_english(said, texts_of(from));
    expect_all_said_twice(english_said, said, texts_of(from));
  }
}

TEST(report_options, let_a_report_be_stopped_and_change_nothing_by_the_number_of_threads) {
  const case_of& modelled = cases()[4];
  std::stop_source source;
  source.request_stop();
  EXPECT_THROW((void)make_cooperation_report(modelled.from, {.run = {.stop = source.get_token()}}), cancelled);
  const cooperation_report alone = make_cooperation_report(modelled.from, {.lang = language::vietnamese, .run = {.threads = 1}});
  const cooperation_report together =
      make_cooperation_report(modelled.from, {.lang = language::vietnamese, .run = {.threads = 3}});
  EXPECT_EQ(to_json(alone, {"report"}), to_json(together, {"report"}));
}

}  // namespace
}  // namespace coopgraph
