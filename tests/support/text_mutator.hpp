// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/random.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace coopgraph::kit {

/// Changes texts at random; the same seed gives the same changes.
class text_mutator {
 public:
  /// `specials`: what texts of the kind may break at; they outlive this.
  text_mutator(std::uint64_t seed, std::span<const std::string_view> specials) : random_(seed, "fuzz"), specials_(specials) {}

  std::size_t below(std::size_t bound) { return static_cast<std::size_t>(random_.below(bound)); }

  // \pre the text is not empty

  void flip_bit(std::string& bytes) {
    char& c = bytes[below(bytes.size())];
    c = static_cast<char>(static_cast<unsigned char>(c) ^ (1U << below(8)));
  }
  void cut(std::string& bytes) { bytes.resize(below(bytes.size())); }
  void swap_two(std::string& bytes) { std::swap(bytes[below(bytes.size())], bytes[below(bytes.size())]); }
  void insert_special(std::string& bytes) { insert_special(bytes, below(bytes.size())); }
  void insert_special(std::string& bytes, std::size_t at) { bytes.insert(at, specials_[below(specials_.size())]); }

  /// Deletes, doubles or moves one of its lines, or takes one from another text.
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

 private:
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
  std::span<const std::string_view> specials_;
};

}  // namespace coopgraph::kit
