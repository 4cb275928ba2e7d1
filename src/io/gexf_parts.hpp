// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/io/graph_document.hpp>

#include <array>
#include <cstddef>
#include <span>
#include <string_view>

namespace coopgraph::detail {

/// What GEXF has a place of its own for, and the document keeps as an attribute: of the element itself, or of one of its parts
/// (<viz:size value="…"/>).
struct gexf_native {
  std::string_view part;  ///< empty: the element itself
  std::string_view name;  ///< of the XML attribute
  std::string_view column;
  attribute_kind kind;
};

/// Columns of elements come first, those of parts last, each in this order.
inline constexpr gexf_native gexf_of_nodes[] = {
    {"", "label", "label", attribute_kind::text},
    {"", "pid", "parent", attribute_kind::text},
    {"color", "r", "viz.color.r", attribute_kind::integer},
    {"color", "g", "viz.color.g", attribute_kind::integer},
    {"color", "b", "viz.color.b", attribute_kind::integer},
    {"color", "a", "viz.color.a", attribute_kind::number},
    {"color", "hex", "viz.color.hex", attribute_kind::text},
    {"position", "x", "viz.x", attribute_kind::number},
    {"position", "y", "viz.y", attribute_kind::number},
    {"position", "z", "viz.z", attribute_kind::number},
    {"size", "value", "viz.size", attribute_kind::number},
    {"shape", "value", "viz.shape", attribute_kind::text},
    {"shape", "uri", "viz.shape.uri", attribute_kind::text},
};
inline constexpr gexf_native gexf_of_edges[] = {
    {"", "weight", "weight", attribute_kind::number},
    {"", "label", "label", attribute_kind::text},
    {"", "kind", "kind", attribute_kind::text},
    {"color", "r", "viz.color.r", attribute_kind::integer},
    {"color", "g", "viz.color.g", attribute_kind::integer},
    {"color", "b", "viz.color.b", attribute_kind::integer},
    {"color", "a", "viz.color.a", attribute_kind::number},
    {"color", "hex", "viz.color.hex", attribute_kind::text},
    {"thickness", "value", "viz.thickness", attribute_kind::number},
    {"shape", "value", "viz.shape", attribute_kind::text},
};
inline constexpr std::size_t most_gexf_natives = std::size(gexf_of_nodes);
static_assert(std::size(gexf_of_edges) <= most_gexf_natives);

/// What is told of the graph: <creator> and the like, and attributes of <meta> and <graph>.
inline constexpr std::string_view gexf_meta_attribute = "lastmodifieddate";
inline constexpr std::array<std::string_view, 4> gexf_meta_elements = {"creator", "keywords", "description", "title"};
inline constexpr std::array<std::string_view, 3> gexf_graph_attributes = {"start", "end", "timezone"};

[[nodiscard]] constexpr bool is_time_format(std::string_view format) noexcept {
  return format == "double" || format == "integer" || format == "date" || format == "dateTime";
}
/// "double", "date" or "dateTime": which of them a moment looks like; empty if it is none.
[[nodiscard]] std::string_view moment_format(std::string_view moment);
/// Whether a moment is one of this format. A date may be a year or a month, and be more exact than the format says.
[[nodiscard]] bool is_moment(std::string_view moment, std::string_view format);
/// Whether a spell begins no later than it ends, by whole days. \pre both are moments of the format
[[nodiscard]] bool in_order(std::string_view start, std::string_view end, std::string_view format);

}  // namespace coopgraph::detail
