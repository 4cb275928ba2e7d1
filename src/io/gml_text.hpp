// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/io/graph_document.hpp>

#include <string>
#include <string_view>

namespace coopgraph::detail {

// GML is ASCII; other characters are entities of HTML (ISO 8859-1) or numbers of characters. Many programs write UTF-8 all the
// same.

/// A text between quotes as the characters that it means. What looks like an entity and is none stands for itself.
[[nodiscard]] std::string from_gml(std::string_view text);
/// Adds a text in ASCII without quotes and line ends: &amp; &quot; and &#N; for what is not printable ASCII.
void add_gml(std::string& out, std::string_view text);

/// Whether ids only count the vertices, from 0 or from 1: they are numbers of the file then, not of the vertices.
[[nodiscard]] bool gml_ids_count(const text_list& ids);

/// The key of GML in which our writers and readers agree on attributes ("attribute_columns.hpp").
constexpr std::string_view gml_types_key = "attributeTypes";

}  // namespace coopgraph::detail
