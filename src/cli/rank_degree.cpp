// SPDX-License-Identifier: BSL-1.0
#include "cli/rank_measures.hpp"

#include <coopgraph/centrality/core.hpp>
#include <coopgraph/centrality/degree.hpp>
#include <coopgraph/centrality/s_core.hpp>

namespace coopgraph::cli {
namespace {

const char* mode_word(degree_mode mode) { return mode == degree_mode::in ? "in" : mode == degree_mode::out ? "out" : "all"; }

/// The member "order": the ids as they were peeled off.
void write_order(json_writer& json, const input_graph& input, const std::vector<vertex_id>& order) {
  json.key("order").begin_array();
  for (const vertex_id v : order) json.value(input.ids[v]);
  json.end_array();
}

}  // namespace

degree_mode degree_mode_of(const rank_options& options) {
  if (options.mode.empty() || options.mode == "all") return degree_mode::all;
  if (options.mode == "in") return degree_mode::in;
  if (options.mode == "out") return degree_mode::out;
  throw usage_error("--mode is '" + printable(options.mode) + "'; allowed: in, out, all");
}

measured by_degree(const rank_request& r) {
  const degree_mode mode = degree_mode_of(r.options);
  const degree_result found = on_graph(r.input, [&](const auto& graph) { return degree(graph, {.mode = mode}); });
  return {found.score,
          [mode](json_writer& json) {
            json.key("mode").value(mode_word(mode));
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
  note_ones(notes, r, "strength");
  return {found.score,
          [mode, given, how = found.ties, why = found.why_approximate](json_writer& json) {
            json.key("mode").value(mode_word(mode)).key("strengths").value(given ? "given" : "each edge counts 1");
            write_ties(json, how, why);
          },
          std::move(notes)};
}

measured by_core(const rank_request& r) {
  const degree_mode mode = degree_mode_of(r.options);
  const core_result found = on_graph(r.input, [&](const auto& graph) { return core_numbers(graph, {.mode = mode}); });
  return {found.score, [mode, most = found.degeneracy, order = found.order, &r](json_writer& json) {
            json.key("mode").value(mode_word(mode)).key("degeneracy").value(most);
            write_order(json, r.input, order);
            write_ties(json, ties::exact, {});
          }};
}

measured by_s_core(const rank_request& r) {
  const degree_mode mode = degree_mode_of(r.options);
  const edge_strengths strengths = strengths_or_ones(r.input, "s-core");
  const s_core_result found =
      on_graph(r.input, [&](const auto& graph) { return s_core_numbers(graph, strengths, {.mode = mode, .run = r.run}); });
  std::vector<std::string> notes = ties_notes("s-core", found.ties, found.why_approximate);
  note_ones(notes, r, "s-core");
  return {found.score,
          [mode, found, &r](json_writer& json) {
            json.key("mode").value(mode_word(mode));
            write_order(json, r.input, found.order);
            write_ties(json, found.ties, found.why_approximate);
          },
          std::move(notes)};
}

}  // namespace coopgraph::cli
