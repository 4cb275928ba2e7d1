// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/core/error.hpp>
#include <coopgraph/io/edge_table.hpp>
#include <coopgraph/io/file.hpp>

#include "io/edge_rows.hpp"

#include <string>

namespace coopgraph {
namespace {

void check(const edge_table_options& options) {
  if (options.most_vertices == 0 || options.most_vertices >= no_vertex)
    throw option_error("read_edge_table", "most_vertices", std::to_string(options.most_vertices), "1 to 2^32 - 2");
  (void)parse_decimal("0", options.numbers);  // refuses separators that cannot be
}

edge_table read(const std::string& path, const node_table* nodes, const edge_table_options& options) {
  check(options);
  if (auto table = detail::read_plain_edges(path, nodes, options)) return std::move(*table);
  return detail::read_edge_rows(read_file(path, options.file_bytes), path, nodes, options);
}

}  // namespace

const number_column* edge_table::find(std::string_view name) const noexcept {
  for (const number_column& column : numbers)
    if (column.name == name) return &column;
  return nullptr;
}

edge_table read_edge_table(const std::string& path, const edge_table_options& options) { return read(path, nullptr, options); }

edge_table read_edge_table(const std::string& path, const node_table& nodes, const edge_table_options& options) {
  return read(path, &nodes, options);
}

}  // namespace coopgraph
