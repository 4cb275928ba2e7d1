// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/io/graph_document.hpp>

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <utility>
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
  void ids_of_edges(const graph_document& document) { count("ids of edges", document.edge_ids.size()); }
  /// Spells, or the format of their times where there are none.
  void periods(const graph_document& document);
  void outlines(const graph_document& document) { count("outlines", document.outlines.size()); }

 private:
  std::string_view format_;
  std::vector<std::string>& lost_;
};

/// "a", "b" and 3 more
[[nodiscard]] std::string listed(std::span<const std::string_view> names);

}  // namespace coopgraph::detail
