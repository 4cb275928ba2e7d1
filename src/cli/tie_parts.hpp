// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "cli/dataset_input.hpp"

#include <string>
#include <vector>

namespace coopgraph::cli {

/// --layers and --every: the ties of a dataset in parts, by field, kind or status, or by year or month.
struct part_options {
  std::string layers;
  std::string every;

  [[nodiscard]] bool given() const { return !layers.empty() || !every.empty(); }
  /// What the headings are called; empty if no parts are asked for.
  [[nodiscard]] std::string heading() const { return !layers.empty() ? "layer" : !every.empty() ? "on" : ""; }
};

/// Ties under a heading: the name of a layer, the date of a snapshot, or nothing.
struct tie_part {
  std::string heading;
  input_graph ties;
};

/// \throws usage_error for words that the options do not have, and for options that do not go together
void check_parts(const part_options& parts, const input_options& input);

/// The ties of each part, all over the actors of the network. Of layers, the first tells what was left out of all. Those by date
/// reach from --from to --to, else over all dates that records state. \pre parts are asked for
[[nodiscard]] std::vector<tie_part> split_ties(const network& from, const input_options& input, const part_options& parts);

/// Vertices for the actors of a network, without ties.
[[nodiscard]] input_graph with_ids(const network& from);

/// Takes over what a view left out and what it took without being certain.
template <class View>
void take_account(input_graph& input, const View& view) {
  input.left_out = view.left_out;
  input.possibly.assign(view.possibly.begin(), view.possibly.end());
}

}  // namespace coopgraph::cli
