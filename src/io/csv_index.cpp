// SPDX-License-Identifier: BSL-1.0
#include "io/csv_index.hpp"

#include <bit>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace coopgraph::detail {

#ifdef __SSE2__
namespace {

/// Bit k is set if from[k] means something; 64 bytes.
class marker {
 public:
  explicit marker(char delimiter) : delimiter_(_mm_set1_epi8(delimiter)) {}

  std::uint64_t operator()(const char* from) const noexcept {
    std::uint64_t bits = 0;
    for (std::size_t k = 0; k < 4; ++k) {
      const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(from + 16 * k));
      const __m128i found = _mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(bytes, delimiter_), _mm_cmpeq_epi8(bytes, quote_)),
                                         _mm_or_si128(_mm_cmpeq_epi8(bytes, lf_), _mm_cmpeq_epi8(bytes, cr_)));
      bits |= static_cast<std::uint64_t>(static_cast<unsigned>(_mm_movemask_epi8(found))) << (16 * k);
    }
    return bits;
  }

 private:
  __m128i delimiter_;
  __m128i quote_ = _mm_set1_epi8('"');
  __m128i lf_ = _mm_set1_epi8('\n');
  __m128i cr_ = _mm_set1_epi8('\r');
};

}  // namespace
#endif

void csv_index::make_room(std::size_t bytes) {
  size_ = 0;
  if (room_ > bytes) return;
  places_ = std::make_unique_for_overwrite<std::uint32_t[]>(bytes + 1);  // add_plainly() writes one past the last
  room_ = bytes + 1;
}

void csv_index::add_plainly(const char* data, std::size_t from, std::size_t to, char delimiter) {
  for (std::size_t i = from; i < to; ++i) {
    // Written always, kept if it counts: no branch to guess.
    places_[size_] = static_cast<std::uint32_t>(i);
    const char c = data[i];
    size_ += static_cast<std::size_t>((c == delimiter) | (c == '"') | (c == '\n') | (c == '\r'));
  }
}

void csv_index::build(const char* data, std::size_t from, std::size_t to, char delimiter) {
  make_room(to - from);
#ifdef __SSE2__
  const marker marks(delimiter);
  std::uint32_t* out = places_.get();
  for (; from + 64 <= to; from += 64)
    for (std::uint64_t bits = marks(data + from); bits != 0; bits &= bits - 1)
      *out++ = static_cast<std::uint32_t>(from + static_cast<std::size_t>(std::countr_zero(bits)));
  size_ = static_cast<std::size_t>(out - places_.get());
#endif
  add_plainly(data, from, to, delimiter);
}

}  // namespace coopgraph::detail
