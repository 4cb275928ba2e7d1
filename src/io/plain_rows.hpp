// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "io/column_mapping.hpp"

#include <coopgraph/io/csv.hpp>

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace coopgraph::detail {

/// As many bytes behind the rows must be there to be read.
inline constexpr std::size_t plain_padding = 64;

/// Of rows without a quote or NUL, in UTF-8, whose CRs all stand before an LF: whether there are CRs. Of others nothing.
struct row_facts {
  bool carriage_returns = false;
};
[[nodiscard]] inline std::optional<row_facts> plain_facts(std::string_view rows) {
  bool carriage_returns = false;
  bool high = false;
  std::size_t i = 0;
#ifdef __SSE2__
  __m128i quote_or_nul = _mm_setzero_si128();
  __m128i cr = _mm_setzero_si128();
  __m128i any = _mm_setzero_si128();
  for (; i + 16 <= rows.size(); i += 16) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(rows.data() + i));
    quote_or_nul = _mm_or_si128(quote_or_nul, _mm_cmpeq_epi8(bytes, _mm_set1_epi8('"')));
    quote_or_nul = _mm_or_si128(quote_or_nul, _mm_cmpeq_epi8(bytes, _mm_setzero_si128()));
    cr = _mm_or_si128(cr, _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\r')));
    any = _mm_or_si128(any, bytes);
  }
  if (_mm_movemask_epi8(quote_or_nul) != 0) return std::nullopt;
  carriage_returns = _mm_movemask_epi8(cr) != 0;
  high = _mm_movemask_epi8(any) != 0;
#endif
  for (; i < rows.size(); ++i) {
    const auto byte = static_cast<unsigned char>(rows[i]);
    if (byte == '"' || byte == 0) return std::nullopt;
    carriage_returns = carriage_returns || byte == '\r';
    high = high || byte >= 0x80;
  }
  if (high && first_invalid_utf8(rows) != rows.npos) return std::nullopt;
  if (carriage_returns)
    for (std::size_t at = rows.find('\r'); at != rows.npos; at = rows.find('\r', at + 1))
      if (at + 1 == rows.size() || rows[at + 1] != '\n') return std::nullopt;
  return row_facts{carriage_returns};
}

enum class row_scan { row, blank, not_plain };

/// Where in a row the fields stand that are wanted: the ends, then the numbers.
class row_layout {
 public:
  row_layout(const column_mapping& columns, const edge_table_options& options)
      : delimiter_(options.delimiter),
        longest_(options.csv.field_bytes),
        longest_row_(options.csv.row_bytes),
        uses_(columns.names.size()) {
    uses_[columns.source].push_back(0);
    uses_[columns.target].push_back(1);
    for (std::size_t i = 0; i < columns.numbers.size(); ++i) uses_[columns.numbers[i]].push_back(2 + i);
  }

  /// Reads the row at `at` into `wanted` and moves behind it. \pre the row ends with LF, and plain_padding bytes follow the last
  [[nodiscard]] row_scan scan(const char*& at, row_facts facts, std::span<std::string_view> wanted) const {
    if (*at == '\n' || (*at == '\r' && at[1] == '\n')) {
      at += *at == '\n' ? 1 : 2;
      return row_scan::blank;
    }
    const std::size_t last = uses_.size() - 1;
    const char* const begin = at;
    for (std::size_t f = 0;; ++f) {
      const char* const stop = end_of_field(at);
      std::size_t size = static_cast<std::size_t>(stop - at);
      if ((*stop == '\n') != (f == last)) return row_scan::not_plain;
      if (f == last && facts.carriage_returns && size > 0 && stop[-1] == '\r') --size;
      if (size > longest_) return row_scan::not_plain;
      for (const std::size_t use : uses_[f]) wanted[use] = {at, size};
      at = stop + 1;
      if (f == last) return static_cast<std::size_t>(stop - begin) > longest_row_ ? row_scan::not_plain : row_scan::row;
    }
  }

 private:
  /// The next delimiter or LF at or behind `at`.
  [[nodiscard]] const char* end_of_field(const char* at) const noexcept {
#ifdef __SSE2__
    const __m128i delimiter = _mm_set1_epi8(delimiter_);
    const __m128i newline = _mm_set1_epi8('\n');
    for (;; at += 16) {
      const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
      const __m128i stops = _mm_or_si128(_mm_cmpeq_epi8(bytes, delimiter), _mm_cmpeq_epi8(bytes, newline));
      const auto mask = static_cast<unsigned>(_mm_movemask_epi8(stops));
      if (mask != 0) return at + std::countr_zero(mask);
    }
#else
    while (*at != delimiter_ && *at != '\n') ++at;
    return at;
#endif
  }

  char delimiter_;
  std::size_t longest_;
  std::size_t longest_row_;
  std::vector<std::vector<std::size_t>> uses_;  // field -> places in `wanted`
};

}  // namespace coopgraph::detail
