// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "cli/input.hpp"

#include <coopgraph/io/graph_file.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace coopgraph::cli {

/// ".graphml, .xml, .gexf, …": the extensions of all graph files.
[[nodiscard]] std::string graph_extensions();

/// Reads INPUT as a graph file, under the limits of --limit.
/// \throws data_error with all problems of the file, limit_error
[[nodiscard]] graph_document read_document(const input_options& options, graph_format format, const context& where);

/// A text attribute as numbers; nothing where it is another one than numbers.
[[nodiscard]] std::optional<number_column> numbers_of(const attribute_column& values);

/// The edges of a graph file as the rows of a table, with the numbers that the options ask for; each that must have one has it.
/// \throws data_error for an attribute that is not there or holds no numbers, usage_error for --directed on undirected edges
[[nodiscard]] edge_table checked_rows_of(const graph_document& document, const input_options& options);

/// INPUT, a graph file, as read_input() reads it.
[[nodiscard]] input_graph read_graph_input(const input_options& options, const context& where);

/// \throws usage_error for options that a graph file has no use for
void check_for_graph_file(const input_options& options);

}  // namespace coopgraph::cli
