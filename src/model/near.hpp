// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace coopgraph::detail {

/// The fewest insertions, deletions and replacements of bytes that turn a into b, or limit + 1 if they are more than limit.
/// Complexity: O(|a| |b|) time, O(|b|) memory.
[[nodiscard]] inline std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit) {
  if (std::max(a.size(), b.size()) - std::min(a.size(), b.size()) > limit) return limit + 1;
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0U : 1U);
      diagonal = std::exchange(row[j], std::min({row[j] + 1, row[j - 1] + 1, replaced}));
    }
  }
  return std::min(row[b.size()], limit + 1);
}

/// Collects what lies within two edits of a word (one, if the word is short), the nearest first, at most three.
class near_words {
 public:
  explicit near_words(std::string_view word) : word_(word.substr(0, 64)), limit_(word.size() < 4 ? 1 : 2) {}

  void offer(std::string_view candidate) {
    if (candidate.size() > 64) return;
    const std::size_t distance = edit_distance(word_, candidate, limit_);
    if (distance <= limit_) found_.emplace_back(distance, candidate);
  }

  /// All that were found, in the order of the offers.
  [[nodiscard]] std::vector<std::string> words() const {
    std::vector<std::string> all;
    for (const auto& entry : found_) all.push_back(entry.second);
    return all;
  }

  /// "", or "; did you mean a, b or c?" with `lead` in place of "; "
  [[nodiscard]] std::string text(std::string_view lead = "; ") {
    std::sort(found_.begin(), found_.end());
    found_.erase(std::unique(found_.begin(), found_.end()), found_.end());
    if (found_.empty()) return {};
    std::string out = std::string(lead) + "did you mean ";
    const std::size_t shown = std::min<std::size_t>(found_.size(), 3);
    for (std::size_t i = 0; i < shown; ++i) {
      if (i > 0) out += i + 1 == shown ? " or " : ", ";
      out += '"' + found_[i].second + '"';
    }
    return out + '?';
  }

 private:
  std::string_view word_;
  std::size_t limit_;
  std::vector<std::pair<std::size_t, std::string>> found_;
};

}  // namespace coopgraph::detail
