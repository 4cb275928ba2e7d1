// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "io/text_sink.hpp"
#include "io/text_window.hpp"

#include <coopgraph/io/graph_file.hpp>

#include <algorithm>
#include <string>
#include <vector>

namespace coopgraph::detail {

/// Whether all whole numbers of an attribute have 64 bits at most.
inline bool fits_long(const attribute_column& a) {
  return std::all_of(a.numbers.begin(), a.numbers.end(), [](const decimal& d) {
    return d.exponent == 0 || (d.exponent > 0 && d.exponent <= 18 && digits_of(d.mantissa) + d.exponent <= 18);
  });
}

// The formats in XML, as format_entry wants them.
[[nodiscard]] graph_document read_graphml(text_window& text, const std::string& name, const graph_file_options& options);
void write_graphml(const graph_document& document, text_sink& sink, std::vector<std::string>& lost);
[[nodiscard]] graph_document read_gexf(text_window& text, const std::string& name, const graph_file_options& options);
void write_gexf(const graph_document& document, text_sink& sink, std::vector<std::string>& lost);

}  // namespace coopgraph::detail
