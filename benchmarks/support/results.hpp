// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "support/growth.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace coopgraph::bench {

/// Ours against one peer on one input.
struct race_result {
  std::string kernel, input, peer;
  unsigned threads = 1;
  double ours_s = 0;
  double peer_s = 0;
  std::size_t peer_samples = 0;  ///< 1 where one run of the peer lasts long
  std::optional<double> required;
  bool agree = false;

  [[nodiscard]] double ratio() const { return peer_s / ours_s; }
};

/// A program that is no package, by way of one that is: elsewhere both were timed on such a graph, `factor` = its time by that
/// of `via`. Here it would take about factor times what `via` takes.
struct reference_result {
  std::string kernel, input, reference, via;
  double factor = 0;
  double ours_s = 0;
  double via_s = 0;
  std::optional<double> required = {};  ///< the least ratio that is aimed at

  [[nodiscard]] double ratio() const { return factor * via_s / ours_s; }
};

/// What holds a kernel back when all cores work: their arithmetic, or the memory that they share.
enum class bound { arithmetic, memory };

/// Ours with more threads against ours with one, and beside it the triad: what memory alone gives.
struct threads_result {
  std::string kernel, input;
  bound by = bound::memory;
  unsigned threads = 2;
  double one_s = 0;
  double many_s = 0;
  double triad_one_s = 0;
  double triad_many_s = 0;
  bool same_bits = false;
  bool judged = false;  ///< inputs are large enough
  std::optional<double> aim = {};

  [[nodiscard]] double ratio() const { return one_s / many_s; }
  [[nodiscard]] double triad_ratio() const { return triad_one_s / triad_many_s; }
  /// The aim, if one is set; 0.9 for each thread where arithmetic bounds, else 0.9 of what the triad gains.
  [[nodiscard]] double required() const { return aim ? *aim : 0.9 * (by == bound::arithmetic ? threads : triad_ratio()); }
};

/// A number other than a time, told or held against a limit.
struct count_result {
  std::string kernel, input, what;
  double value = 0;
  std::optional<double> at_most = {};
  std::optional<double> at_least = {};

  [[nodiscard]] bool met() const { return (!at_most || value <= *at_most) && (!at_least || value >= *at_least); }
};

/// What was not run.
struct left_out_result {
  std::string kernel, input, who, why;
};

/// The same kernel called through a front, against the call on the ready view.
struct front_result {
  std::string kernel, input, front;
  double kernel_s = 0;
  double front_s = 0;
  bool agree = false;

  [[nodiscard]] double price_percent() const { return (front_s / kernel_s - 1) * 100; }
};

struct growth_result {
  std::string kernel, family, who;
  std::vector<growth_point> points;
};

struct memory_result {
  std::string kernel, input, who;
  double bytes_per_edge = 0;
};

}  // namespace coopgraph::bench
