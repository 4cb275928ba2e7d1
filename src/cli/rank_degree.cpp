// SPDX-License-Identifier: BSL-1.0
#include "cli/rank_measures.hpp"

#include <coopgraph/centrality/degree.hpp>

namespace coopgraph::cli {

degree_mode degree_mode_of(const rank_options& options) {
  if (options.mode == "all") return degree_mode::all;
  if (options.mode == "in") return degree_mode::in;
  if (options.mode == "out") return degree_mode::out;
  throw usage_error("--mode is '" + options.mode + "'; allowed: in, out, all");
}

measured by_degree(const rank_request& r) {
  const degree_mode mode = degree_mode_of(r.options);
  const degree_result found = on_graph(r.input, [&](const auto& graph) { return degree(graph, {.mode = mode}); });
  return {found.score,
          [mode = r.options.mode](json_writer& json) {
            json.key("mode").value(mode);
            write_ties(json, ties::exact, {});
          },
          {}};
}

measured by_strength(const rank_request& r) {
  const degree_mode mode = degree_mode_of(r.options);
  const bool given = r.input.strengths.has_value();
  const edge_strengths strengths = given ? *r.input.strengths : edge_strengths::uniform(r.input.edges());
  const strength_result found = on_graph(r.input, [&](const auto& graph) { return strength(graph, strengths, {.mode = mode}); });
  std::vector<std::string> notes = ties_notes("strength", found.ties, found.why_approximate);
  if (!given) notes.emplace_back("strength: there are no strengths, each edge counts 1");
  return {found.score,
          [mode = r.options.mode, given, how = found.ties, why = found.why_approximate](json_writer& json) {
            json.key("mode").value(mode).key("strengths").value(given ? "given" : "each edge counts 1");
            write_ties(json, how, why);
          },
          std::move(notes)};
}

}  // namespace coopgraph::cli
