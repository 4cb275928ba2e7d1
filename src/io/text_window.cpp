// SPDX-License-Identifier: BSL-1.0
#include "io/text_window.hpp"

#include "io/encoding.hpp"

#include <coopgraph/core/error.hpp>
#include <coopgraph/io/csv.hpp>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <system_error>
#include <utility>
#include <vector>

namespace coopgraph::detail {
namespace {

constexpr std::size_t sample_bytes = std::size_t{64} << 10;  // by which an encoding is judged
constexpr std::size_t most_characters = 32;
constexpr std::size_t lead_in_bytes = std::size_t{4} << 10;  // of which so many may stand before the first bad byte

}  // namespace

text_window::text_window(std::string_view bytes, std::string name, std::size_t block_bytes)
    : name_(std::move(name)), block_(block_bytes), data_(bytes.data()), have_(bytes.size()), all_fetched_(true) {
  begin();
}

text_window::text_window(const std::string& path, std::size_t block_bytes)
    : name_(path), block_(block_bytes), file_(open_regular(path)) {
  std::setvbuf(file_.get(), nullptr, _IONBF, 0);  // blocks are large: a second buffer would only copy
  begin();
}

/// Looks at the first bytes, which may be a byte order mark or those of another kind of file.
void text_window::begin() {
  fetch(block_);
  fetch(signature_bytes);
  const auto foreign = foreign_file({data_, have_}, name_);
  if (foreign) {
    unreadable_ = *foreign;
    foreign_ = complete_ = true;
    return;
  }
  if (std::string_view(data_, have_).starts_with("\xEF\xBB\xBF")) {
    data_ += 3;
    have_ -= 3;
    offset_ = 3;
  }
  check();
}

/// Makes have_ at least `bytes`, if the text is so long.
void text_window::fetch(std::size_t bytes) {
  if (all_fetched_ || have_ >= bytes) return;
  const std::size_t skipped = buffer_ ? static_cast<std::size_t>(data_ - buffer_.get()) : 0;
  if (skipped + bytes > room_) {
    const std::size_t room = std::max(bytes, 2 * room_);  // so that windows of slightly different sizes share one buffer
    auto larger = std::make_unique_for_overwrite<char[]>(room);
    if (have_ > 0) std::memcpy(larger.get(), data_, have_);
    buffer_ = std::move(larger);
    room_ = room;
    data_ = buffer_.get();
  }
  char* const into = buffer_.get() + (data_ - buffer_.get());
  while (have_ < bytes && !all_fetched_) {
    const std::size_t wanted = bytes - have_;
    const std::size_t got = std::fread(into + have_, 1, wanted, file_.get());
    have_ += got;
    if (got == wanted) continue;
    if (std::ferror(file_.get()) != 0)
      throw unreadable_file(name_, "unreadable-file", "reading fails: " + std::generic_category().message(errno));
    all_fetched_ = true;
  }
}

void text_window::advance(std::size_t used) {
  offset_ += used;
  have_ -= used;
  checked_ -= used;
  if (file_ && have_ > 0) {
    std::memmove(buffer_.get(), data_ + used, have_);
    data_ = buffer_.get();
  } else {
    data_ = file_ ? buffer_.get() : data_ + used;
  }
  if (!complete_) check();
  if (seen_) seen_(offset_);
}

/// Checks the next block, or as much as is unfinished already, until a byte more is readable or nothing follows.
void text_window::check() {
  const std::size_t before = checked_;
  std::size_t step = std::max(block_, checked_);
  while (checked_ == before && !complete_) {
    fetch(checked_ + step);
    const std::size_t end = std::min(have_, checked_ + step);
    const std::string_view fresh(data_ + checked_, end - checked_);
    const bool last = all_fetched_ && end == have_;
    const std::size_t nul = fresh.empty() ? fresh.npos : fresh.find('\0');
    const std::size_t invalid = first_invalid_utf8(fresh.substr(0, nul));
    if (invalid != fresh.npos && (last || nul != fresh.npos || fresh.size() - invalid >= 4)) {
      take(invalid);
      end_at(checked_, false);
    } else if (nul != fresh.npos) {
      take(nul);
      end_at(checked_, true);
    } else if (invalid != fresh.npos) {
      take(invalid);  // behind it a character that may go on behind the block
      step = std::max(step, std::size_t{4});
    } else {
      take(fresh.size());
      complete_ = last;
    }
  }
}

/// So many bytes more are checked.
void text_window::take(std::size_t bytes) {
  const auto leads = [](char c) { return static_cast<unsigned char>(c) >= 0xc0; };
  if (characters_ < most_characters)
    characters_ =
        std::min(most_characters,
                 characters_ + static_cast<std::size_t>(std::count_if(data_ + checked_, data_ + checked_ + bytes, leads)));
  checked_ += bytes;
}

void text_window::end_at(std::size_t bad, bool is_nul) {
  fetch(bad + sample_bytes);
  complete_ = true;
  const std::string_view all(data_, have_);
  std::size_t from = bad == 0 ? all.npos : all.rfind('\n', bad - 1);
  from = from == all.npos ? 0 : from + 1;
  from = std::max(from, bad - std::min(bad, lead_in_bytes));
  const byte_sample sample{all.substr(from, bad - from + sample_bytes), offset_ + from, bad - from, characters_};
  unreadable_ = is_nul ? nul_byte(sample, name_) : byte_not_utf8(sample, name_);
}

}  // namespace coopgraph::detail
