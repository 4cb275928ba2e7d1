// SPDX-License-Identifier: BSL-1.0
#include "io/geojson.hpp"
#include "io/graph_formats.hpp"
#include "io/xml_formats.hpp"

#include <coopgraph/core/error.hpp>
#include <coopgraph/io/atomic_file.hpp>
#include <coopgraph/io/csv.hpp>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <system_error>
#include <utility>

namespace coopgraph {
namespace detail {
namespace {

constexpr graph_format all_formats[] = {graph_format::graphml, graph_format::gexf,   graph_format::pajek,
                                        graph_format::gml,     graph_format::dot,    graph_format::matrix_market,
                                        graph_format::dimacs,  graph_format::geojson};

const format_entry& entry_of(graph_format format) {
  for (const format_entry& entry : format_table())
    if (entry.format == format) return entry;
  throw option_error("graph_file", "format", std::to_string(static_cast<int>(format)), "a graph_format");
}

std::string lower_case(std::string_view text) {
  std::string lower(text);
  for (char& c : lower)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return lower;
}

void check_text(std::string_view text, const char* whose) {
  if (first_invalid_utf8(text) != text.npos || text.find('\0') != text.npos)
    throw input_error("write_graph_file", "document", "the text \"" + printable(text, 60) + "\" of " + whose,
                      "UTF-8 without NUL");
}

void check_values(const attribute_column& a, const char* whose) {
  const auto bad = [&](const std::string& what, const char* allowed) {
    throw input_error("write_graph_file", "document", "the attribute " + printable(a.name) + " of " + whose + " with " + what,
                      allowed);
  };
  for (std::size_t i = 0; i < a.texts.size(); ++i) check_text(a.texts[i], whose);
  for (std::size_t k = 0; k < a.missing.size(); ++k)
    if (a.missing[k] >= a.size() || (k > 0 && a.missing[k - 1] >= a.missing[k]))
      bad("the missing element " + std::to_string(a.missing[k]), "elements in ascending order");
  for (const decimal& value : a.numbers) {
    if (a.kind == attribute_kind::integer && value.exponent < 0) bad("the integer " + to_text(value), "whole numbers");
    if (a.kind == attribute_kind::boolean && value != decimal{} && value != decimal{1, 0})
      bad("the boolean " + to_text(value), "0 and 1");
  }
}

void check_attributes(const std::vector<attribute_column>& attributes, std::size_t elements, const char* whose) {
  std::vector<std::string_view> names;
  for (const attribute_column& a : attributes) {
    if (a.size() != elements)
      throw input_error("write_graph_file", "document",
                        "the attribute " + printable(a.name) + " of " + whose + " with " + std::to_string(a.size()) + " values",
                        "as many as elements, " + std::to_string(elements));
    check_text(a.name, whose);
    check_values(a, whose);
    names.push_back(a.name);
  }
  std::sort(names.begin(), names.end());
  const auto twice = std::adjacent_find(names.begin(), names.end());
  if (twice != names.end())
    throw input_error("write_graph_file", "document", "two attributes " + printable(*twice) + " of " + whose, "one of a name");
}

void check_ids(const text_list& ids, const char* whose) {
  std::vector<std::uint32_t> order(ids.size());
  for (std::size_t i = 0; i < ids.size(); ++i) order[i] = static_cast<std::uint32_t>(i);
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return ids[a] < ids[b]; });
  for (std::size_t i = 0; i < order.size(); ++i) {
    check_text(ids[order[i]], whose);
    if (ids[order[i]].empty()) throw input_error("write_graph_file", "document", std::string("an empty id of ") + whose, "texts");
    if (i > 0 && ids[order[i - 1]] == ids[order[i]])
      throw input_error("write_graph_file", "document", "the id " + printable(ids[order[i]]) + " twice among " + whose,
                        "unique ids");
  }
}

void check_spells(const std::vector<spell>& spells, std::size_t elements, const char* whose) {
  for (const spell& s : spells) {
    check_text(s.start, whose);
    check_text(s.end, whose);
    if (s.element >= elements)
      throw input_error("write_graph_file", "document",
                        std::string("a spell of the element ") + std::to_string(s.element) + " among " + whose,
                        "below " + std::to_string(elements));
  }
}

/// What every writer relies on.
void check_document(const graph_document& d) {
  check_ids(d.ids, "vertices");
  for (const endpoints& ends : d.edges)
    if (ends.source >= d.vertices() || ends.target >= d.vertices())
      throw input_error("write_graph_file", "document", "an edge of vertex " + std::to_string(std::max(ends.source, ends.target)),
                        "vertices");
  if (!d.edge_ids.empty()) {
    if (d.edge_ids.size() != d.edges.size())
      throw input_error("write_graph_file", "document", std::to_string(d.edge_ids.size()) + " ids of edges",
                        "none, or one for each of the " + std::to_string(d.edges.size()) + " edges");
    check_ids(d.edge_ids, "edges");
  }
  if (!d.outlines.empty() && d.outlines.size() != d.vertices())
    throw input_error("write_graph_file", "document", std::to_string(d.outlines.size()) + " outlines",
                      "none, or one for each of the " + std::to_string(d.vertices()) + " vertices");
  check_attributes(d.about, 1, "the graph");
  check_attributes(d.vertex_attributes, d.vertices(), "the vertices");
  check_attributes(d.edge_attributes, d.edges.size(), "the edges");
  check_spells(d.vertex_spells, d.vertices(), "the vertices");
  check_spells(d.edge_spells, d.edges.size(), "the edges");
}

void check_bytes(std::uintmax_t bytes, const std::string& name, const graph_file_options& options) {
  if (bytes > options.limits.file_bytes)
    over_limit(name, 0, "the file has " + std::to_string(bytes) + " bytes, more", options.limits.file_bytes, "graph-file-bytes");
}

/// \throws data_error if these are the first bytes of a file of another kind
void check_kind(const text_window& text, const std::string& name) {
  if (!text.foreign()) return;
  diagnostic problem = text.unreadable();
  problem.where.file = name;
  throw data_error({std::move(problem)});
}

void check_options(const graph_file_options& o) {
  const std::pair<const char*, std::size_t> all[] = {{"limits.file_bytes", o.limits.file_bytes},
                                                     {"limits.vertices", o.limits.vertices},
                                                     {"limits.edges", o.limits.edges},
                                                     {"limits.text_bytes", o.limits.text_bytes},
                                                     {"limits.attributes", o.limits.attributes},
                                                     {"limits.per_element", o.limits.per_element},
                                                     {"limits.values", o.limits.values},
                                                     {"limits.points", o.limits.points},
                                                     {"limits.depth", o.limits.depth},
                                                     {"limits.problems", o.limits.problems},
                                                     {"block_bytes", o.block_bytes}};
  for (const auto& [name, value] : all)
    if (value == 0) throw option_error("read_graph_file", name, "0", "1 or more");
}

}  // namespace

std::span<const format_entry> format_table() noexcept {
  // Sorted as graph_format is.
  static const std::vector<format_entry> table{
      {graph_format::graphml, "graphml", "GraphML", {"graphml", "xml"}, read_graphml, write_graphml},
      {graph_format::gexf, "gexf", "GEXF", {"gexf"}, read_gexf, write_gexf},
      {graph_format::pajek, "pajek", "Pajek", {"net", "paj"}, read_pajek, write_pajek},
      {graph_format::gml, "gml", "GML", {"gml"}, read_gml, write_gml},
      {graph_format::dot, "dot", "DOT", {"dot", "gv"}, read_dot, write_dot},
      {graph_format::matrix_market, "matrix-market", "MatrixMarket", {"mtx"}, read_matrix_market, write_matrix_market},
      {graph_format::dimacs, "dimacs", "DIMACS", {"max", "min", "dimacs"}, read_dimacs, write_dimacs},
      {graph_format::geojson, "geojson", "GeoJSON", {"geojson"}, read_geojson, write_geojson},
  };
  return table;
}

text_window open_text(const std::string& path, const graph_file_options& options) {
  check_options(options);
  std::error_code ignored;
  const auto size = std::filesystem::file_size(path, ignored);
  if (!ignored) check_bytes(size, path, options);
  text_window text(path, options.block_bytes);
  check_kind(text, path);
  if (!ignored && size > 0 && options.run.progress)
    text.tell([size, progress = options.run.progress](std::size_t passed) {
      progress(static_cast<double>(passed) / static_cast<double>(size));
    });
  return text;
}

text_window open_text(std::string_view bytes, const std::string& name, const graph_file_options& options) {
  check_options(options);
  check_bytes(bytes.size(), name, options);
  text_window text(bytes, name, options.block_bytes);
  check_kind(text, name);
  return text;
}

void over_limit(const std::string& file, std::size_t line, const std::string& what, std::size_t limit, std::string_view option) {
  throw limit_error(printable(file) + (line == 0 ? std::string() : ':' + std::to_string(line)) + ": " + what +
                    " than the limit of " + std::to_string(limit) + " (" + std::string(option) + ')');
}

}  // namespace detail

std::string_view name_of(graph_format format) noexcept {
  for (const detail::format_entry& entry : detail::format_table())
    if (entry.format == format) return entry.name;
  return {};
}

std::optional<graph_format> graph_format_named(std::string_view name) noexcept {
  for (const detail::format_entry& entry : detail::format_table())
    if (entry.name == name) return entry.format;
  return std::nullopt;
}

std::optional<graph_format> graph_format_of(std::string_view path) noexcept {
  const std::size_t dot = path.rfind('.');
  if (dot == path.npos || path.find('/', dot) != path.npos) return std::nullopt;
  const std::string extension = detail::lower_case(path.substr(dot + 1));
  for (const detail::format_entry& entry : detail::format_table())
    for (const std::string_view usual : entry.extensions)
      if (!usual.empty() && usual == extension) return entry.format;
  return std::nullopt;
}

std::span<const std::string_view> extensions_of(graph_format format) noexcept {
  for (const detail::format_entry& entry : detail::format_table()) {
    if (entry.format != format) continue;
    const auto end = std::find(entry.extensions.begin(), entry.extensions.end(), std::string_view());
    return {entry.extensions.begin(), end};
  }
  return {};
}

std::span<const graph_format> graph_formats() noexcept { return detail::all_formats; }

graph_document read_graph_file(const std::string& path, graph_format format, const graph_file_options& options) {
  detail::text_window text = detail::open_text(path, options);
  graph_document document = detail::entry_of(format).read(text, path, options);
  document.file = path;
  return document;
}

graph_document parse_graph(std::string_view bytes, const std::string& name, graph_format format,
                           const graph_file_options& options) {
  detail::text_window text = detail::open_text(bytes, name, options);
  graph_document document = detail::entry_of(format).read(text, name, options);
  document.file = name;
  return document;
}

std::vector<std::string> write_graph_file(const graph_document& document, const std::string& path, graph_format format) {
  const detail::format_entry& entry = detail::entry_of(format);
  detail::check_document(document);
  atomic_file file(path);
  detail::text_sink out(file);
  std::vector<std::string> lost;
  entry.write(document, out, lost);
  out.flush();
  file.finish();
  return lost;
}

written_graph to_graph_text(const graph_document& document, graph_format format) {
  const detail::format_entry& entry = detail::entry_of(format);
  detail::check_document(document);
  detail::text_sink out;
  written_graph written;
  entry.write(document, out, written.lost);
  written.bytes = out.take();
  return written;
}

}  // namespace coopgraph
