// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "cli/input.hpp"
#include "cli/output.hpp"

#include <coopgraph/io/graph_tables.hpp>

#include <optional>
#include <string>

namespace coopgraph::cli {

/// What `convert` is told.
struct convert_options {
  input_options input;  ///< its path is IN
  std::string out;
  std::string from;
  std::string to;
  std::string nodes_out;
  std::string outlines;
  std::string formulas;  ///< empty: guarded when written, plain when read
  output_options output;
};

/// What IN is: a dataset, or one of the others.
struct convert_source {
  std::optional<graph_format> graph = {};
  std::optional<table_shape> tables = {};
  bool folder = false;  ///< of a dataset; else it is a hypergraph

  [[nodiscard]] bool is_document() const noexcept { return graph || tables; }
};

/// "graphml, gexf, …": what --from and --to may be.
[[nodiscard]] std::string read_words();
[[nodiscard]] std::string written_words();

/// \throws usage_error for a word that --from does not have, and for options that IN has no use for; data_error if there is no IN
[[nodiscard]] convert_source convert_source_of(const convert_options& options);

/// IN as a document.
struct converted_input {
  graph_document document;
  std::string fingerprint;
};
[[nodiscard]] converted_input read_source(const convert_options& options, const convert_source& source, const context& where);

/// \throws usage_error for options that choose ties: a dataset is written whole
void refuse_selection(const input_options& options, const char* as);

}  // namespace coopgraph::cli
