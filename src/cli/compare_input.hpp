// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "cli/input.hpp"

#include <coopgraph/core/cover.hpp>
#include <coopgraph/core/partition.hpp>

#include <optional>
#include <string>
#include <vector>

namespace coopgraph::cli {

/// What is compared, and how it is read.
struct compare_sources {
  input_options tables;  ///< how A is written, and B
  std::string a;
  std::string b;              ///< a file like A, or a dataset
  std::string regions;        ///< of a dataset: keys joined by commas; empty: all
  std::string on;             ///< of a dataset: the members at this date
  double least_degree = 0.0;  ///< memberships of a lesser degree are left out
};

/// One side: named clusters of the vertices of both.
struct compare_side {
  cover clusters;
  std::vector<std::string> keys;        ///< by cluster, as they stand in the file or dataset
  std::vector<std::string> names;       ///< by cluster; the key where there is no name
  bool is_cover = false;                ///< of a file: whether its clusters stand under `region`
  std::optional<partition> whole = {};  ///< the same, if each vertex is in exactly one cluster
  std::string why_not_whole = {};       ///< else: "2 ids are in several regions and 1 in none"
};

struct compare_input {
  std::vector<std::string> ids;  ///< by vertex
  compare_side a;
  compare_side b;
  std::vector<std::string> left_out;  ///< members of the regions of a dataset that A does not hold
  std::string fingerprint;
};

/// Reads both sides. A file has the columns id and label, each id once, or id, region and perhaps degree, for clusters that
/// overlap and leave ids out. \throws data_error with all problems: ids in one file only (a file with regions may leave some
/// out), ids that stand twice, …;
///         usage_error for options that B has no use for
[[nodiscard]] compare_input read_sides(const compare_sources& from, const context& where);

}  // namespace coopgraph::cli
