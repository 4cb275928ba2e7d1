// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "io/attribute_columns.hpp"
#include "io/dot_lexer.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace coopgraph::detail {

/// Reads DOT statement by statement; braces are kept on a stack of our own.
class dot_reader {
 public:
  dot_reader(text_window& text, const std::string& file, const graph_file_options& options);
  [[nodiscard]] graph_document read();

 private:
  using defaults = std::vector<std::uint32_t>;  // by column: the value that was kept, or 0

  /// One end of edges: a node, nodes with commas, or all nodes of a subgraph.
  struct chain_end {
    std::vector<vertex_id> vertices;
    std::vector<std::uint32_t> ports;  // of nodes: 1 + number of the port, 0 for none
    bool is_group = false;
    bool is_named = false;
    bool reopened = false;  // a subgraph whose name was used before
  };
  /// What is between braces that are open.
  struct scope {
    std::shared_ptr<const defaults> of_nodes = {};  // shared with what is outside until they change
    std::shared_ptr<const defaults> of_edges = {};
    std::vector<vertex_id> members = {};  // not of the outermost
    std::vector<chain_end> chain = {};    // ends of the statement that is being read
    bool end_is_read = false;             // the last of them is complete
    bool group_is_named = false;          // what is said of the group that opens next
    bool group_is_reopened = false;
  };

  void next() { lexer_.read(token_); }
  [[nodiscard]] bool is_word(std::string_view word) const;
  [[noreturn]] void unexpected(const std::string& allowed);
  void expect(dot_sign sign, const std::string& allowed);

  void read_head();
  void open_scope();
  void close_scope();
  void read_statement();
  void read_end();
  void behind_end();
  [[nodiscard]] std::uint32_t read_port();
  void read_assignment(const dot_token& name);
  void read_defaults();
  void read_lists();

  void graph_attribute(std::string_view key, std::string_view value, std::size_t line);
  void set_about(std::string_view key, std::string_view value, std::size_t line);
  [[nodiscard]] vertex_id vertex_of(const dot_token& name);
  void keep_list(attribute_columns& columns, std::size_t line);
  static void give_defaults(attribute_columns& columns, const std::shared_ptr<const defaults>& values, std::size_t element,
                            std::size_t line);
  void add_edges(const chain_end& tails, const chain_end& heads, std::size_t line);
  [[nodiscard]] std::size_t edge_between(vertex_id tail, vertex_id head, std::size_t line);
  void give_port(const chain_end& end, std::size_t i, std::string_view key, std::size_t edge, std::size_t line);
  [[nodiscard]] graph_document finish();
  void add_notes();

  const std::string& file_;
  const graph_file_options& options_;
  const graph_limits& limits_;
  problem_list problems_;
  character_reader in_;
  dot_lexer lexer_;
  dot_token token_;
  graph_document document_;
  bool strict_ = false;

  attribute_columns about_;
  attribute_columns nodes_;
  attribute_columns edges_;
  std::vector<declared_attribute> declared_;
  name_table vertices_;
  std::size_t known_vertices_ = 0;
  name_table ports_;
  name_table subgraph_names_;
  std::unordered_map<std::uint64_t, std::size_t> pairs_;  // of a strict graph: ends -> edge

  std::vector<scope> scopes_;
  text_list list_keys_;  // of the lists that were read last
  text_list list_values_;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> list_;  // the same: column, value kept

  std::size_t merged_ = 0;
  std::size_t subgraphs_ = 0;
  std::size_t attributes_of_subgraphs_ = 0;
};

}  // namespace coopgraph::detail
