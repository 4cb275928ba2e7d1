// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/io/graph_document.hpp>

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace coopgraph::detail {

/// The sentences of a writer about what its format cannot hold.
class left_out {
 public:
  left_out(std::string_view format, std::vector<std::string>& lost) : format_(format), lost_(lost) {}

  /// Adds a sentence as it is.
  void say(std::string sentence) { lost_.push_back(std::move(sentence)); }
  /// "FORMAT has no WHAT: 12 are left out", unless the number is 0.
  void count(std::string_view what, std::size_t number);
  /// "FORMAT has no WHAT: "a" and "b" are left out", of the attributes whose names are not among those that are kept.
  void attributes(std::string_view what, std::span<const attribute_column> all, std::span<const std::string_view> kept);
  /// Ids of edges, spells and outlines.
  void parts_beyond_attributes(const graph_document& document);

 private:
  std::string_view format_;
  std::vector<std::string>& lost_;
};

/// "a", "b" and 3 more
[[nodiscard]] std::string listed(std::span<const std::string_view> names);

}  // namespace coopgraph::detail
