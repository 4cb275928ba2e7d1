// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/io/csv.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace coopgraph {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

/// What a reader said of a text.
struct account {
  std::vector<std::pair<std::size_t, std::vector<std::string>>> rows;       // with their lines
  std::vector<std::tuple<std::size_t, std::size_t, std::string>> problems;  // line, column, code

  friend bool operator==(const account&, const account&) = default;
};

std::ostream& operator<<(std::ostream& out, const account& a) {
  return out << ::testing::PrintToString(a.rows) << ' ' << ::testing::PrintToString(a.problems);
}

account account_of(csv_reader reader, std::vector<std::string>* messages = nullptr) {
  account a;
  while (reader.next()) {
    const csv_row row = reader.row();
    a.rows.emplace_back(row.line, std::vector<std::string>(row.fields.begin(), row.fields.end()));
  }
  for (const diagnostic& d : reader.problems()) {
    a.problems.emplace_back(d.where.line, d.where.column, d.code);
    if (messages != nullptr) messages->push_back(d.message);
  }
  return a;
}

/// The grammar again, as a machine that is fed one character after the other and remembers nothing but its state.
class slow_reader {
 public:
  explicit slow_reader(std::string text) {
    if (text.substr(0, 3) == "\xEF\xBB\xBF") text.erase(0, 3);
    const auto [readable, code] = readable_part(text);
    tail_ = code;
    for (std::size_t i = 0; i < readable && now_ != state::ended; ++i) {
      const bool crlf = text[i] == '\r' && i + 1 < readable && text[i + 1] == '\n';
      feed(text[i], crlf);
      if (crlf && now_ == state::row_start) ++i;
    }
    if (now_ != state::ended) finish();
  }

  account said;

 private:
  enum class state { row_start, field_start, bare, bare_with_quote, quoted, quote_in_quoted, junk, ended };

  static bool character_at(const std::string& text, std::size_t i, std::size_t length) {
    if (i + length > text.size()) return false;
    // All characters of the alphabet of these tests that are not ASCII.
    const std::string_view c = std::string_view(text).substr(i, length);
    return c == "\xC3\xA9" || c == "\xE1\xBB\x99" || c == "\xF0\x9F\x8C\x8F" || c == "\xEF\xBB\xBF";
  }
  static std::pair<std::size_t, std::string> readable_part(const std::string& text) {
    for (std::size_t i = 0; i < text.size();) {
      if (text[i] == '\0') return {i, "csv-nul"};
      std::size_t length = static_cast<unsigned char>(text[i]) < 0x80 ? 1 : 0;
      for (std::size_t n = 2; n <= 4; ++n)
        if (length == 0 && character_at(text, i, n)) length = n;
      if (length == 0) return {i, "csv-encoding"};
      i += length;
    }
    return {text.size(), ""};
  }

  void problem(std::size_t line, std::size_t column, const std::string& code) {
    said.problems.emplace_back(line, column, code);
    good_ = false;
  }

  void end_field() {
    row_.push_back(field_);
    field_.clear();
    now_ = state::field_start;
  }
  void end_row() {
    const bool blank = row_.size() == 1 && row_[0].empty() && !begins_with_quote_;
    if (good_ && !blank) {
      if (width_ == 0) width_ = row_.size();
      if (row_.size() == width_)
        said.rows.emplace_back(row_line_, row_);
      else
        said.problems.emplace_back(row_line_, 0, "csv-fields");
    }
    row_.clear();
    good_ = true;
    now_ = state::row_start;
  }

  void feed(char c, bool crlf) {
    if (now_ == state::row_start) {
      row_line_ = line_;
      begins_with_quote_ = c == '"';
      now_ = state::field_start;
    }
    if (now_ == state::quoted) {
      if (c == '"')
        now_ = state::quote_in_quoted;
      else
        field_ += c;
      line_ += c == '\n' ? 1U : 0U;
      return;
    }
    if (now_ == state::quote_in_quoted && c == '"') {
      field_ += c;
      now_ = state::quoted;
      return;
    }
    if (now_ == state::field_start && c == '"') {
      opened_ = line_;
      now_ = state::quoted;
      return;
    }
    if (c == ',' || c == '\n' || c == '\r') return feed_end(c, crlf);
    if (now_ == state::quote_in_quoted) {
      problem(line_, row_.size() + 1, "csv-quote");
      now_ = state::junk;
    } else if (now_ == state::field_start) {
      now_ = state::bare;
    }
    if (now_ == state::bare && c == '"') now_ = state::bare_with_quote;
    field_ += c;
  }

  void feed_end(char c, bool crlf) {
    if (now_ == state::bare_with_quote) problem(line_, row_.size() + 1, "csv-quote");
    if (c == '\r' && !crlf) {
      problem(line_, row_.size() + 1, "csv-line-end");
      now_ = state::ended;
      return;
    }
    end_field();
    if (c == ',') return;
    ++line_;
    end_row();
  }

  void finish() {
    if (now_ == state::bare_with_quote) problem(line_, row_.size() + 1, "csv-quote");
    if (!tail_.empty())
      problem(line_, row_.size() + 1, tail_);
    else if (now_ == state::quoted)
      problem(opened_, row_.size() + 1, "csv-unclosed-quote");
    else if (now_ != state::row_start)
      end_field(), end_row();
  }

  std::string tail_;
  state now_ = state::row_start;
  std::vector<std::string> row_;
  std::string field_;
  std::size_t line_ = 1;
  std::size_t row_line_ = 1;
  std::size_t opened_ = 1;
  std::size_t width_ = 0;
  bool good_ = true;
  bool begins_with_quote_ = false;
};

class random_text {
 public:
  explicit random_text(std::uint64_t seed) : state_(seed) {}

  std::uint64_t below(std::uint64_t n) {
    state_ = state_ * 6364136223846793005U + 1442695040888963407U;
    return (state_ >> 33) % n;
  }

  /// Of so many pieces; `tame` texts are tables for the greater part, others are anything.
  std::string operator()(std::size_t pieces, bool tame) {
    using namespace std::string_literals;
    static const std::vector<std::string> wild{
        "a",    ",",   "\"",           "\n",  "\r", "\r\n", "\xC3\xA9", "\xE1\xBB\x99", "\xF0\x9F\x8C\x8F",
        "\xC3", "\0"s, "\xEF\xBB\xBF", "\"\""};
    std::string text;
    while (text.size() < pieces) {
      if (!tame || below(60) == 0) {
        text += wild[below(below(4) == 0 ? wild.size() : 6)];
        continue;
      }
      static const std::vector<std::string> fields{"", "a", "12", "\"\"", "\"x\ny\"", "\"1,2\"", "\xE1\xBB\x99", "\"q\"\"q\""};
      text += fields[below(fields.size())] + "," + fields[below(fields.size())] + (below(4) == 0 ? "\r\n" : "\n");
    }
    return text;
  }

 private:
  std::uint64_t state_;
};

struct temporary_file {
  explicit temporary_file(std::string_view bytes)
      : path((std::filesystem::temp_directory_path() /
              ("coopgraph_csv_" + std::to_string(reinterpret_cast<std::uintptr_t>(this)) + "_" +
               ::testing::UnitTest::GetInstance()->current_test_info()->name() + ".csv"))
                 .string()) {
    write(bytes);
  }
  temporary_file(const temporary_file&) = delete;
  temporary_file& operator=(const temporary_file&) = delete;
  ~temporary_file() { std::filesystem::remove(path); }

  void write(std::string_view bytes) const {
    std::ofstream(path, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  }

  std::string path;
};

TEST(CsvStream, TheReaderSaysWhatASlowMachineSaysWhateverTheBlocks) {
  random_text texts(20'180'601);
  for (int round = 0; round < 120'000; ++round) {
    const std::string bytes = texts(1 + texts.below(round % 10 == 0 ? 400 : 40), round % 2 == 0);
    const account expected = slow_reader(bytes).said;
    const std::size_t block = 1 + texts.below(round % 3 == 0 ? 200 : 9);
    ASSERT_EQ(account_of(csv_reader(bytes, "f.csv")), expected) << ::testing::PrintToString(bytes);
    ASSERT_EQ(account_of(csv_reader(bytes, "f.csv", {.block_bytes = block})), expected)
        << ::testing::PrintToString(bytes) << " in blocks of " << block;
  }
}

TEST(CsvStream, AFileReadInBlocksOfAnySizeIsTheSameAsTextInMemory) {
  random_text texts(63);
  const temporary_file file("");
  for (int round = 0; round < 300; ++round) {
    const std::string bytes = texts(1 + texts.below(80), round % 3 != 0);
    file.write(bytes);
    std::vector<std::string> in_memory;
    const account expected = account_of(csv_reader(bytes, file.path), &in_memory);
    for (std::size_t block = 1; block <= bytes.size() + 1; ++block) {
      std::vector<std::string> messages;
      ASSERT_EQ(account_of(csv_reader::open(file.path, {.block_bytes = block}), &messages), expected)
          << ::testing::PrintToString(bytes) << " in blocks of " << block;
      ASSERT_EQ(messages, in_memory) << ::testing::PrintToString(bytes) << " in blocks of " << block;
    }
  }
}

TEST(CsvStream, LimitsHoldWhateverTheBlocks) {
  random_text texts(34);
  std::size_t refused = 0;
  for (int round = 0; round < 20'000; ++round) {
    const std::string bytes = texts(1 + texts.below(60), round % 2 == 0);
    const csv_limits limits{.field_bytes = 1 + texts.below(6), .columns = 1 + texts.below(4), .row_bytes = 1 + texts.below(12)};
    const auto outcome = [&](std::size_t block) -> std::optional<account> {
      try {
        return account_of(csv_reader(bytes, "f.csv", {.limits = limits, .block_bytes = block}));
      } catch (const limit_error&) {
        return std::nullopt;
      }
    };
    const auto whole = outcome(1'000'000);
    refused += whole ? 0U : 1U;
    ASSERT_EQ(outcome(1 + texts.below(20)), whole) << ::testing::PrintToString(bytes);
  }
  EXPECT_GT(refused, 1000U);
}

TEST(CsvStream, ReadingStopsAfterTheSameProblemsWhateverTheBlocks) {
  std::string bytes = "a,b\n";
  for (int i = 0; i < 50; ++i) bytes += "1\n2,3\n";
  for (const std::size_t most : {std::size_t{1}, std::size_t{10}, std::size_t{50}}) {
    const csv_options whole{.limits = {.problems = most}};
    for (std::size_t block = 1; block < 30; ++block)
      EXPECT_EQ(account_of(csv_reader(bytes, "f.csv", {.limits = whole.limits, .block_bytes = block})),
                account_of(csv_reader(bytes, "f.csv", whole)));
  }
}

TEST(CsvStream, AReaderThatIsMovedReadsOn) {
  const temporary_file file("a,b\n1,2\n3,4\n");
  csv_reader first = csv_reader::open(file.path);
  ASSERT_TRUE(first.next());
  csv_reader second = std::move(first);
  EXPECT_THAT(second.row().fields, ElementsAre("a", "b")) << "the row stays valid";
  ASSERT_TRUE(second.next());
  EXPECT_THAT(second.row().fields, ElementsAre("1", "2"));
  csv_reader third("x\n", "g.csv");
  third = std::move(second);
  ASSERT_TRUE(third.next());
  EXPECT_THAT(third.row().fields, ElementsAre("3", "4"));
  EXPECT_FALSE(third.next());
}

TEST(CsvStream, AFileThatCannotBeReadIsNamed) {
  const auto code_of = [](const std::string& path) -> std::string {
    try {
      (void)csv_reader::open(path);
    } catch (const data_error& e) {
      EXPECT_EQ(e.diagnostics().at(0).where.file, path);
      return e.diagnostics().at(0).code;
    }
    return "opened";
  };
  EXPECT_EQ(code_of("/no/such/file.csv"), "no-such-file");
  EXPECT_EQ(code_of(std::filesystem::temp_directory_path().string()), "unreadable-file");
  EXPECT_THROW((void)csv_reader::open("/no/such/file.csv", {.delimiter = 'x'}), option_error);
}

std::size_t peak_kib() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);)
    if (line.starts_with("VmHWM:")) return std::stoul(line.substr(6));
  return 0;
}

TEST(CsvStream, AFileIsNeverWhollyInMemory) {
  constexpr std::size_t mib = 1024;
  if (!std::ofstream("/proc/self/clear_refs") || peak_kib() == 0) GTEST_SKIP() << "the system does not tell the peak of memory";
  const temporary_file file("");
  const auto growth_while_reading = [&](const std::string& piece, std::size_t pieces) {
    {
      std::ofstream out(file.path, std::ios::binary);
      out << "a,b\n";
      for (std::size_t i = 0; i < pieces; ++i) out << piece;
    }
    std::ofstream("/proc/self/clear_refs") << 5;
    const std::size_t before = peak_kib();
    try {
      csv_reader reader = csv_reader::open(file.path);
      while (reader.next()) {
      }
      EXPECT_THAT(reader.problems(), IsEmpty());
    } catch (const limit_error&) {
    }
    return peak_kib() - before;
  };
  std::string rows;
  for (int i = 0; i < 10'000; ++i) rows += "12345,67890\n";
  EXPECT_LT(growth_while_reading(rows, 400), 8 * mib) << "48 MB of rows";
  EXPECT_LT(growth_while_reading(std::string(100'000, 'A'), 400), 8 * mib) << "one field of 40 MB";

  EXPECT_LT(growth_while_reading(std::string(100'000, ','), 400), 8 * mib) << "40 million columns";
  EXPECT_LT(growth_while_reading(std::string(100'000, '\n'), 400), 8 * mib) << "40 million blank rows";
}

}  // namespace
}  // namespace coopgraph
