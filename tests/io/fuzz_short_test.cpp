// SPDX-License-Identifier: BSL-1.0
// The fuzz target of datasets on a few thousand inputs that are the same in every run: the examples with their bytes and lines
// changed. It aborts where what was accepted is not read again as the same.
#include <coopgraph/io/dataset.hpp>

#include "support/dataset_kit.hpp"
#include "support/text_mutator.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

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
  explicit mutator(std::uint64_t seed) : texts_(seed, specials) {}

  void change(dataset_files& files) {
    for (std::size_t times = texts_.below(2) == 0 ? 1 : 1 + texts_.below(3); times > 0; --times) {
      std::string& bytes = files.files[texts_.below(files.files.size())].bytes;
      if (bytes.empty()) continue;
      switch (texts_.below(9)) {
        case 0:
          texts_.flip_bit(bytes);
          break;
        case 1:
          texts_.cut(bytes);
          break;
        case 2:
          texts_.insert_special(bytes);
          break;
        case 3:
          texts_.swap_two(bytes);
          break;
        case 4:
        case 5:
          texts_.change_line(bytes, files.files[texts_.below(files.files.size())].bytes);
          break;
        default:
          change_text(bytes);
      }
    }
  }

 private:
  /// Puts something special into a quoted text: a cell, which is quoted then, or a text of JSON.
  void change_text(std::string& bytes) {
    const std::size_t at = texts_.below(bytes.size());
    const std::size_t before = at == 0 ? bytes.npos : bytes.find_last_of(",\n", at - 1);
    const std::size_t begin = before == bytes.npos ? 0 : before + 1;
    const std::size_t end = std::min(bytes.find_first_of(",\n", at), bytes.size());
    std::string text = bytes.substr(begin, end - begin);
    if (text.find('"') == text.npos) text = '"' + text + '"';
    texts_.insert_special(text, texts_.below(2) == 0 ? text.rfind('"') : text.find('"') + 1);
    bytes.replace(begin, end - begin, text);
  }

  kit::text_mutator texts_;
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
