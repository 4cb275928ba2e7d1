// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "cli/graph_output.hpp"

#include <coopgraph/centrality/degree.hpp>
#include <coopgraph/centrality/pagerank.hpp>
#include <coopgraph/core/scores.hpp>
#include <coopgraph/graph/edge_values.hpp>

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace coopgraph::cli {

/// What `rank` is asked for.
struct rank_options {
  graph_command_options common;
  std::string by;
  std::string mode = "all";
  bool normalized = false;
  double damping = pagerank_options{}.damping;
  double tolerance = pagerank_options{}.tolerance;
  std::size_t max_iterations = pagerank_options{}.max_iterations;
  std::string personalization;
  std::string dangling = "personalization";
  std::size_t top = 20;
};

/// What a measure is computed from.
struct rank_request {
  const rank_options& options;
  const input_graph& input;
  execution run;
};

/// A measure of all vertices, and what else JSON says of it.
struct measured {
  scores score;
  std::function<void(json_writer&)> members;
  std::vector<std::string> notes;
  bool has_answer = true;
};

struct rank_measure {
  std::string_view name;
  std::string_view title;
  measured (*compute)(const rank_request&);
};

/// The measures of --by a,b,… \throws usage_error for a name that there is not, or that is given twice
[[nodiscard]] std::vector<const rank_measure*> measures_of(const std::string& by);
/// What is wrong with the options of any measure. \throws usage_error
void check_rank_options(const rank_options& options);

// ---- what the measures share; rank_degree.cpp, rank_paths.cpp and rank_walks.cpp hold one function for each ----

/// The members "ties" and, if they are approximate, "why_approximate".
void write_ties(json_writer& json, ties how, const std::string& why);
/// A note where equal sums were recognised by a tolerance.
[[nodiscard]] std::vector<std::string> ties_notes(const char* measure, ties how, const std::string& why);
[[nodiscard]] degree_mode degree_mode_of(const rank_options& options);
[[nodiscard]] dangling_policy dangling_of(const rank_options& options);

/// \throws usage_error naming the first edge whose value the measure does not allow
template <value_kind K, class Allowed>
void check_values(const rank_request& r, const char* measure, const edge_values<K>& values, const char* what,
                  const Allowed& allowed, const char* range) {
  for (edge_id e = 0; e < values.size(); ++e)
    if (!allowed(values[e]))
      throw usage_error(std::string(measure) + ": the " + what + " of " + edge_name(r.input, e) + " is " + to_text(values[e]) +
                        (values[e] < 0.0 ? ", which is negative" : "") + "; allowed: " + range +
                        "; correct the data or name another " + what + " with --" + what);
}

[[nodiscard]] measured by_degree(const rank_request& r);
[[nodiscard]] measured by_strength(const rank_request& r);
[[nodiscard]] measured by_betweenness(const rank_request& r);
[[nodiscard]] measured by_pagerank(const rank_request& r);

}  // namespace coopgraph::cli
