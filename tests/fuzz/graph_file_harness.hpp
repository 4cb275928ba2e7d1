// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/error.hpp>
#include <coopgraph/io/graph_file.hpp>

#include "io/graph_document_kit.hpp"

#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>

/// What must hold of any bytes that are read as a graph file; it aborts where something does not.
namespace coopgraph::fuzz {

[[noreturn]] inline void fail(graph_format format, const std::string& what, std::string_view text) {
  std::fprintf(stderr, "%s: %s\n----\n%.*s\n", std::string(name_of(format)).c_str(), what.c_str(), static_cast<int>(text.size()),
               text.data());
  std::abort();
}

/// As read by the limits of users, but for the number of vertices: a short line can announce ten million, each in its right.
inline graph_document read(std::string_view text, graph_format format, std::size_t block_bytes) {
  return parse_graph(text, "f", format, {.limits = {.vertices = 20'000}, .block_bytes = block_bytes});
}

inline std::optional<graph_document> read_if_right(std::string_view text, graph_format format, std::size_t block_bytes) {
  try {
    return read(text, format, block_bytes);
  } catch (const data_error&) {
    return std::nullopt;
  } catch (const limit_error&) {
    return std::nullopt;
  }
}

/// What is written is read again, as the same where nothing was lost.
inline void check_writing(const graph_document& document, graph_format format) {
  const written_graph written = to_graph_text(document, format);
  try {
    const graph_document again = read(written.bytes, format, 256 << 10);
    const std::string difference = kit::difference(document, again);
    if (written.lost.empty() && !difference.empty()) fail(format, "read again with a difference: " + difference, written.bytes);
  } catch (const error& e) {
    fail(format, std::string("what was written is refused: ") + e.what(), written.bytes);
  }
}

/// The first byte says the format that the rest is read in, by letters from 'a' in the order of graph_formats(), the second one
/// another that it is written in. What is accepted is the same for any size of blocks, can be written in its format, and is read
/// again. Returns whether it was accepted.
inline bool try_graph_file(std::string_view input) {
  if (input.size() < 2) return false;
  const auto chosen = [&](std::size_t at) {
    return graph_formats()[(static_cast<unsigned char>(input[at]) + std::size_t{256} - 'a') % graph_formats().size()];
  };
  const graph_format format = chosen(0);
  const graph_format other = chosen(1);
  if (name_of(format).empty()) return false;
  const std::string_view text = input.substr(2);
  const auto document = read_if_right(text, format, 256 << 10);
  const auto in_blocks = read_if_right(text, format, 1 + text.size() % 61);
  if (document.has_value() != in_blocks.has_value()) fail(format, "it depends on the size of blocks whether it is read", text);
  if (!document) return false;
  const std::string difference = kit::difference(*document, *in_blocks);
  if (!difference.empty()) fail(format, "it is read otherwise in small blocks: " + difference, text);
  try {
    check_writing(*document, format);
  } catch (const input_error& e) {
    fail(format, std::string("what was read cannot be written: ") + e.what(), text);
  }
  if (other == format || name_of(other).empty()) return true;
  try {
    check_writing(*document, other);
  } catch (const input_error&) {
    return true;  // a text that the other format cannot hold
  }
  return true;
}

}  // namespace coopgraph::fuzz
