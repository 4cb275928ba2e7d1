// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "cli/graph_output.hpp"
#include "cli/vertex_rows.hpp"

#include <coopgraph/centrality/approximate_betweenness.hpp>
#include <coopgraph/centrality/closeness.hpp>
#include <coopgraph/centrality/degree.hpp>
#include <coopgraph/centrality/katz.hpp>
#include <coopgraph/centrality/pagerank.hpp>
#include <coopgraph/core/scores.hpp>
#include <coopgraph/graph/edge_values.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace coopgraph::cli {

/// What `rank` is asked for.
struct rank_options {
  graph_command_options common;
  std::string by;
  std::string mode;  ///< empty: each measure's own, out for distances, else all
  bool normalized = false;
  std::string convention = "classic";
  double damping = pagerank_options{}.damping;
  std::optional<double> tolerance;            ///< nothing: the measure's own
  std::optional<std::size_t> max_iterations;  ///< alike
  std::string personalization;
  std::string dangling = "personalization";
  double alpha = katz_options{}.alpha;
  double beta = katz_options{}.beta;
  std::string sources;
  std::string targets;
  std::optional<double> epsilon;  ///< given: betweenness by sampling
  double delta = approximate_betweenness_options{}.delta;
  std::uint64_t seed = 0;
  std::string groups;
  std::size_t top = 20;
};

/// What a measure is computed from.
struct rank_request {
  const rank_options& options;
  const input_graph& input;
  std::string recorded;  ///< of recorded_only(): empty if the ties of all were
  execution run;
};

/// A further column of a measure: its key and title behind the measure's own, and its values.
struct further_scores {
  std::string key;
  std::string title;
  scores score;
};

/// A measure of all vertices (or of edges: then `edges` holds it), and what else JSON says of it.
struct measured {
  scores score;                               ///< by which vertices are ranked
  std::function<void(json_writer&)> members;  ///< besides "scores" and "undefined", or instead of them
  std::vector<std::string> notes = {};
  bool has_answer = true;
  std::vector<further_scores> further = {};
  bool has_own_shape = false;       ///< `members` writes the scores, too
  std::optional<table> edges = {};  ///< a row for each edge, the greatest first
};

/// What a measure is about: each vertex's own ties, or where it stands among the ties of all.
enum class measure_scope { own_ties, all_ties };

struct rank_measure {
  std::string_view name;
  std::string_view title;
  measured (*find)(const rank_request&);
  measure_scope scope = measure_scope::all_ties;

  /// What find() gives, as far as the ties that it takes were observed.
  [[nodiscard]] measured compute(const rank_request& r) const;
};

/// The measures of --by a,b,… \throws usage_error for a name that there is not, or that is given twice
[[nodiscard]] std::vector<const rank_measure*> measures_of(const std::string& by);
/// What is wrong with the options of any measure. \throws usage_error
void check_rank_options(const rank_options& options);

// ---- what the measures share; each stands in one of the files rank_….cpp ----

/// The members "ties" and, if they are approximate, "why_approximate".
void write_ties(json_writer& json, ties how, const std::string& why);
/// A note where equal sums were recognised by a tolerance.
[[nodiscard]] std::vector<std::string> ties_notes(const char* measure, ties how, const std::string& why);
[[nodiscard]] degree_mode degree_mode_of(const rank_options& options);
[[nodiscard]] distance_mode distance_mode_of(const rank_options& options);
[[nodiscard]] closeness_convention convention_of(const rank_options& options);
[[nodiscard]] dangling_policy dangling_of(const rank_options& options);

/// A note where there are no strengths.
void note_ones(std::vector<std::string>& notes, const rank_request& r, const char* measure);

[[nodiscard]] measured by_degree(const rank_request& r);
[[nodiscard]] measured by_strength(const rank_request& r);
[[nodiscard]] measured by_closeness(const rank_request& r);
[[nodiscard]] measured by_harmonic(const rank_request& r);
[[nodiscard]] measured by_betweenness(const rank_request& r);
[[nodiscard]] measured by_edge_betweenness(const rank_request& r);
[[nodiscard]] measured by_eigenvector(const rank_request& r);
[[nodiscard]] measured by_katz(const rank_request& r);
[[nodiscard]] measured by_pagerank(const rank_request& r);
[[nodiscard]] measured by_hits(const rank_request& r);
[[nodiscard]] measured by_core(const rank_request& r);
[[nodiscard]] measured by_s_core(const rank_request& r);
[[nodiscard]] measured by_constraint(const rank_request& r);
[[nodiscard]] measured by_effective_size(const rank_request& r);
[[nodiscard]] measured by_efficiency(const rank_request& r);
[[nodiscard]] measured by_hierarchy(const rank_request& r);
[[nodiscard]] measured by_brokerage(const rank_request& r);
[[nodiscard]] measured by_participation(const rank_request& r);
[[nodiscard]] measured by_within_module_z(const rank_request& r);

}  // namespace coopgraph::cli
