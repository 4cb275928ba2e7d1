// SPDX-License-Identifier: BSL-1.0
#include "support/bench.hpp"

#include <coopgraph/io/csv.hpp>

#include <benchmark/benchmark.h>

#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

namespace coopgraph::bench {

namespace {

/// A table of trade with the edges of a graph: whole numbers, decimals, and a name. Gone at the end.
class table_file {
 public:
  /// `names`: plain, or with letters that are not ASCII and in every eighth row in quotes with a comma.
  enum class names { plain, vietnamese };

  table_file(const input& on, names named)
      : path_((std::filesystem::temp_directory_path() / ("coopgraph-bench-" + std::to_string(::getpid()) + ".csv")).string()) {
    std::ofstream file(path_, std::ios::binary);
    file << "source,target,weight,year,value,name\n";
    std::string rows;
    for (std::size_t e = 0; e < on.edges.size(); ++e) {
      const auto length = static_cast<std::size_t>(on.lengths[e]);
      rows += std::to_string(on.edges[e].source) + ',' + std::to_string(on.edges[e].target) + ',' + std::to_string(length) +
              ".5," + std::to_string(2000 + e % 20) + ',' + std::to_string(length * 977 % 99991) + ".25,";
      if (named == names::plain)
        rows += "Ha Noi\n";
      else
        rows += e % 8 == 0 ? "\"Bà Rịa, Vũng Tàu\"\n" : "Hà Nội\n";
      if (rows.size() < (std::size_t{1} << 20)) continue;
      file << rows;
      rows.clear();
    }
    file << rows;
    if (!file.flush()) throw error("cannot write " + path_);
  }
  table_file(const table_file&) = delete;
  table_file& operator=(const table_file&) = delete;
  ~table_file() { std::filesystem::remove(path_); }

  [[nodiscard]] const std::string& path() const noexcept { return path_; }

 private:
  std::string path_;
};

/// What both must agree on: the rows and the sum of each column of numbers.
struct sums {
  std::size_t rows = 0;
  std::uint64_t whole[3] = {};
  double decimal[2] = {};

  /// Column 0, 1 and 3 hold whole numbers, 2 and 4 decimals.
  void add(std::size_t column, const char* from, const char* to) {
    if (column == 2 || column == 4) {
      double x = 0;
      std::from_chars(from, to, x);
      decimal[column / 4] += x;
    } else {
      std::uint32_t x = 0;
      std::from_chars(from, to, x);
      whole[column == 3 ? 2 : column] += x;
    }
  }
};

std::vector<double> answer_of(const sums& s) {
  return {static_cast<double>(s.rows),
          static_cast<double>(s.whole[0]),
          static_cast<double>(s.whole[1]),
          static_cast<double>(s.whole[2]),
          s.decimal[0],
          s.decimal[1]};
}

sums read_by_us(const std::string& path) {
  csv_reader reader = csv_reader::open(path);
  sums all;
  if (!reader.next()) return all;
  while (reader.next()) {
    const auto fields = reader.row().fields;
    for (std::size_t column = 0; column < 5; ++column)
      all.add(column, fields[column].data(), fields[column].data() + fields[column].size());
    ++all.rows;
  }
  if (!reader.problems().empty()) throw error("the table has problems");
  return all;
}

/// No checks and no generality: one pass over the bytes for commas, quotes and line ends, in blocks that stay in the cache. A
/// line end is taken for the end of a row when a block is cut, for no field of these tables holds one.
sums scan_and_parse(const std::string& path) {
  constexpr std::size_t block = std::size_t{1} << 18;
  std::vector<char> buffer(2 * block);
  std::ifstream file(path, std::ios::binary);
  sums all;
  bool header = true;
  for (std::size_t kept = 0;;) {
    file.read(buffer.data() + kept, static_cast<std::streamsize>(block));
    const std::string_view text(buffer.data(), kept + static_cast<std::size_t>(file.gcount()));
    const char* from = text.data();
    const char* const end = from + text.rfind('\n') + 1;  // of the last whole row
    std::size_t column = 0;
    bool quoted = false;
    for (const char* at = from; at != end; ++at) {
      if (*at == '"') quoted = !quoted;
      if (quoted || (*at != ',' && *at != '\n')) continue;
      if (column < 5 && !header) all.add(column, from, at);
      ++column;
      from = at + 1;
      if (*at == ',') continue;
      column = 0;
      all.rows += header ? 0U : 1U;
      header = false;
    }
    if (!file) return all;
    kept = static_cast<std::size_t>(text.data() + text.size() - end);
    std::copy(end, end + kept, buffer.data());
  }
}

void race(side_by_side& harness, const input& on, const std::string& kernel, table_file::names named,
          std::optional<double> required) {
  const table_file file(on, named);
  harness.race(kernel, on,
               entrant(
                   "ours", [&] { return read_by_us(file.path()); }, answer_of),
               {entrant(
                   "bare scan and parse", [&] { return scan_and_parse(file.path()); }, answer_of)},
               {.required = required, .tolerance = 0});
}

// From a file to the sums of its numbers.
void races(side_by_side& harness) {
  if (!harness.wanted("csv")) return;
  std::size_t largest = 0;
  const auto both = [&](const input& on, std::optional<double> required) {
    largest = std::max(largest, on.edges.size());
    race(harness, on, "csv", table_file::names::plain, required);
    race(harness, on, "csv, Vietnamese and quotes", table_file::names::vietnamese, required);
  };
  harness.for_each_input(load::linear, "r-mat", [&](const input& on) { both(on, std::nullopt); });
  if (largest < 500'000) return;  // a quick run
  input on{"table", "table rows=2000000", direction::directed, 0};
  for (std::uint32_t row = 0; row < 2'000'000; ++row) {
    on.edges.push_back({row % 99'991, row / 7});
    on.lengths.push_back(row % 9973);
  }
  both(on, 0.5);
}
const registration part("csv", races);

void bm_csv_reader(benchmark::State& state) {
  const table_file file(make_input("r-mat", static_cast<std::size_t>(state.range(0))), table_file::names::vietnamese);
  for (auto _ : state) {
    csv_reader reader = csv_reader::open(file.path());
    while (reader.next()) benchmark::DoNotOptimize(reader.row().fields.data());
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(std::filesystem::file_size(file.path())) * state.iterations());
}
BENCHMARK(bm_csv_reader)->RangeMultiplier(8)->Range(1 << 12, 1 << 18);

}  // namespace

}  // namespace coopgraph::bench
