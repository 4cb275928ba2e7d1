// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/io/graph_document.hpp>

#include <algorithm>

namespace coopgraph {
namespace {

const attribute_column* found(const std::vector<attribute_column>& attributes, std::string_view name) noexcept {
  const auto at = std::find_if(attributes.begin(), attributes.end(), [&](const attribute_column& a) { return a.name == name; });
  return at == attributes.end() ? nullptr : &*at;
}

}  // namespace

bool attribute_column::has(std::size_t element) const noexcept {
  return !std::binary_search(missing.begin(), missing.end(), element);
}

std::string attribute_column::text_of(std::size_t element) const {
  if (!has(element)) return {};
  if (kind == attribute_kind::text) return std::string(texts[element]);
  if (kind == attribute_kind::boolean) return numbers[element].mantissa == 0 ? "false" : "true";
  return to_text(numbers[element]);
}

void attribute_column::push_missing() {
  missing.push_back(size());
  if (kind == attribute_kind::text)
    texts.push_back({});
  else
    numbers.push_back({});
}

const attribute_column* graph_document::of_vertices(std::string_view name) const noexcept {
  return found(vertex_attributes, name);
}

const attribute_column* graph_document::of_edges(std::string_view name) const noexcept { return found(edge_attributes, name); }

}  // namespace coopgraph
