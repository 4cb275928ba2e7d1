// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/io/csv.hpp>

#include "io/csv_parser.hpp"

#include <algorithm>
#include <utility>

namespace coopgraph {
namespace {

constexpr std::string_view delimiters = "\t !#$%&()*,/:;<=>?@[\\]^`{|}~";

csv_options checked(const csv_options& options) {
  const auto positive = [](const char* name, std::size_t value) {
    if (value == 0) throw option_error("csv_reader", name, "0", "at least 1");
  };
  positive("field_bytes", options.limits.field_bytes);
  positive("columns", options.limits.columns);
  positive("row_bytes", options.limits.row_bytes);
  positive("problems", options.limits.problems);
  positive("block_bytes", options.block_bytes);
  if (delimiters.find(options.delimiter) == std::string_view::npos) {
    const auto byte = static_cast<unsigned char>(options.delimiter);
    const bool visible = byte > 0x20 && byte < 0x7f;
    throw option_error("csv_reader", "delimiter",
                       visible ? "'" + std::string(1, options.delimiter) + "'" : "byte " + std::to_string(byte),
                       "a TAB, a space or one of " + std::string(delimiters.substr(2)));
  }
  return options;
}

}  // namespace

csv_reader::csv_reader(std::string_view bytes, std::string file, const csv_options& options)
    : parser_(
          std::make_unique<parser>(detail::text_window(bytes, file, checked(options).block_bytes), std::move(file), options)) {}

csv_reader::csv_reader(std::string_view bytes, std::string file, const csv_limits& limits)
    : csv_reader(bytes, std::move(file), csv_options{.limits = limits}) {}

csv_reader::csv_reader(std::unique_ptr<parser> p) noexcept : parser_(std::move(p)) {}

csv_reader csv_reader::open(const std::string& path, const csv_options& options) {
  return csv_reader(std::make_unique<parser>(detail::text_window(path, checked(options).block_bytes), path, options));
}

csv_reader::csv_reader(csv_reader&&) noexcept = default;
csv_reader& csv_reader::operator=(csv_reader&&) noexcept = default;
csv_reader::~csv_reader() = default;

bool csv_reader::next() { return parser_->next(row_); }

const std::vector<diagnostic>& csv_reader::problems() const noexcept { return parser_->problems(); }
std::size_t csv_reader::rows() const noexcept { return parser_->rows(); }

std::optional<char> likely_delimiter(std::span<const std::string_view> header) noexcept {
  if (header.size() != 1) return std::nullopt;
  std::optional<char> best;
  std::ptrdiff_t most = 0;
  for (const char candidate : {';', '\t', '|', ','}) {
    const auto count = std::count(header[0].begin(), header[0].end(), candidate);
    if (count > most) {
      most = count;
      best = candidate;
    }
  }
  return best;
}

}  // namespace coopgraph
