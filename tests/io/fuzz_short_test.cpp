// SPDX-License-Identifier: BSL-1.0
// The fuzz target of datasets on a few thousand inputs that are the same in every run: the examples with their bytes and lines
// changed. It aborts where what was accepted is not read again as the same.
#include <coopgraph/core/random.hpp>
#include <coopgraph/io/dataset.hpp>

#include "support/dataset_kit.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer's name
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace coopgraph {
namespace {

/// What tables, JSON, texts and numbers may break at.
constexpr std::array<std::string_view, 26> specials{"\"",
                                                    "\"\"",
                                                    ",",
                                                    ";",
                                                    "\n",
                                                    "\r\n",
                                                    "\r",
                                                    std::string_view("\0", 1),
                                                    "\xFF",
                                                    "\xC3",
                                                    "\xEF\xBB\xBF",
                                                    "\t",
                                                    " ",
                                                    "'",
                                                    "\\\\",
                                                    "\\u001b",
                                                    "\\n",
                                                    "[[",
                                                    "-0",
                                                    "{\"a\":1}",
                                                    "1e999",
                                                    "0000-00-00",
                                                    "=1+",
                                                    "#file ",
                                                    "\x1b",
                                                    "\xE1\xBB\x87"};

/// Changes inputs; the same seed gives the same changes.
class mutator {
 public:
  explicit mutator(std::uint64_t seed) : random_(seed, "fuzz") {}

  void change(dataset_files& files) {
    for (std::size_t times = below(2) == 0 ? 1 : 1 + below(3); times > 0; --times) {
      std::string& bytes = files.files[below(files.files.size())].bytes;
      if (bytes.empty()) continue;
      switch (below(9)) {
        case 0:
          flip_bit(bytes);
          break;
        case 1:
          bytes.resize(below(bytes.size()));
          break;
        case 2:
          insert_special(bytes, below(bytes.size()));
          break;
        case 3:
          std::swap(bytes[below(bytes.size())], bytes[below(bytes.size())]);
          break;
        case 4:
        case 5:
          change_line(bytes, files.files[below(files.files.size())].bytes);
          break;
        default:
          change_text(bytes);
      }
    }
  }

 private:
  std::size_t below(std::size_t bound) { return static_cast<std::size_t>(random_.below(bound)); }
  void insert_special(std::string& bytes, std::size_t at) { bytes.insert(at, specials[below(specials.size())]); }

  void flip_bit(std::string& bytes) {
    char& c = bytes[below(bytes.size())];
    c = static_cast<char>(static_cast<unsigned char>(c) ^ (1U << below(8)));
  }

  /// Puts something special into a quoted text: a cell, which is quoted then, or a text of JSON.
  void change_text(std::string& bytes) {
    const std::size_t at = below(bytes.size());
    const std::size_t before = at == 0 ? bytes.npos : bytes.find_last_of(",\n", at - 1);
    const std::size_t begin = before == bytes.npos ? 0 : before + 1;
    const std::size_t end = std::min(bytes.find_first_of(",\n", at), bytes.size());
    std::string text = bytes.substr(begin, end - begin);
    if (text.find('"') == text.npos) text = '"' + text + '"';
    insert_special(text, below(2) == 0 ? text.rfind('"') : text.find('"') + 1);
    bytes.replace(begin, end - begin, text);
  }

  /// Deletes, doubles or moves one of its lines, or takes one from another file.
  void change_line(std::string& bytes, const std::string& other) {
    auto lines = lines_of(bytes);
    const auto others = lines_of(other);
    const std::size_t at = below(lines.size());
    switch (below(4)) {
      case 0:
        lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(at));
        break;
      case 1:
        lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(at), lines[at]);
        break;
      case 2:
        std::swap(lines[at], lines[below(lines.size())]);
        break;
      default:
        if (!others.empty()) lines[at] = others[below(others.size())];
    }
    bytes.clear();
    for (const std::string& line : lines) bytes += line;
  }

  static std::vector<std::string> lines_of(const std::string& bytes) {
    std::vector<std::string> lines;
    for (std::size_t begin = 0; begin < bytes.size();) {
      const std::size_t end = std::min(bytes.find('\n', begin), bytes.size() - 1) + 1;
      lines.push_back(bytes.substr(begin, end - begin));
      begin = end;
    }
    return lines;
  }

  random_stream random_;
};

/// The files as the fuzz target takes them apart.
std::string joined(const dataset_files& files) {
  std::string all;
  for (const auto& f : files.files) all.append("#file ").append(f.name).append("\n").append(f.bytes);
  return all;
}

void try_input(const std::string& bytes) {
  EXPECT_EQ(LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()), 0);
}

class ShortFuzz : public ::testing::TestWithParam<const char*> {};

TEST_P(ShortFuzz, ReadsChangedExamplesAgainAsTheyWereReadOrRefusesThem) {
  const dataset_files example = load_dataset(std::string(COOPGRAPH_SOURCE_DIR "/examples/data/") + GetParam());
  try_input(joined(example));
  constexpr std::uint64_t rounds = 1500;
  std::size_t looked_at = 0;
  std::size_t refused = 0;
  for (std::uint64_t seed = 0; seed < rounds; ++seed) {
    SCOPED_TRACE(seed);
    dataset_files files = example;
    mutator(seed).change(files);
    ASSERT_NO_THROW(try_input(joined(files)));
    if (seed % 15 != 0) continue;
    ++looked_at;
    try {
      if (!kit::problems_of(files).empty()) ++refused;
    } catch (const limit_error&) {
      ++refused;
    }
  }
  EXPECT_GT(refused, looked_at / 10);
  EXPECT_LT(refused, looked_at * 19 / 20) << "enough must be accepted to be written and read again";
}

TEST_P(ShortFuzz, TakesAnExampleThatEndsAnywhere) {
  const std::string whole = joined(load_dataset(std::string(COOPGRAPH_SOURCE_DIR "/examples/data/") + GetParam()));
  for (std::size_t size = 0; size < whole.size(); size += 1 + whole.size() / 200)
    ASSERT_NO_THROW(try_input(whole.substr(0, size))) << size;
}

INSTANTIATE_TEST_SUITE_P(Datasets, ShortFuzz, ::testing::Values("vietnam", "hanoi-2018"),
                         [](const auto& which) { return std::string(which.param) == "vietnam" ? "vietnam" : "hanoi"; });

}  // namespace
}  // namespace coopgraph
