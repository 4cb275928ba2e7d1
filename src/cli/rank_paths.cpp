// SPDX-License-Identifier: BSL-1.0
#include "cli/output.hpp"
#include "cli/rank_measures.hpp"

#include <coopgraph/centrality/approximate_betweenness.hpp>
#include <coopgraph/centrality/betweenness.hpp>
#include <coopgraph/centrality/closeness.hpp>
#include <coopgraph/centrality/edge_betweenness.hpp>
#include <coopgraph/centrality/harmonic.hpp>

#include <algorithm>
#include <array>
#include <numeric>
#include <utility>

namespace coopgraph::cli {
namespace {

/// The vertices of --sources FILE or --targets FILE; nothing: all.
std::optional<std::vector<vertex_id>> chosen_vertices(const rank_request& r, const std::string& file) {
  if (file.empty()) return std::nullopt;
  std::vector<vertex_id> chosen;
  const std::array<std::string, 1> columns{"id"};
  for (const vertex_row& row : read_vertex_rows(r.input, r.options.common.input, file, columns)) chosen.push_back(row.vertex);
  std::sort(chosen.begin(), chosen.end());
  return chosen;
}

void check_lengths(const rank_request& r, const char* measure) {
  if (r.input.lengths)
    check_values(
        r.input, measure, *r.input.lengths, "length", [](double x) { return x > 0.0; }, "lengths above 0");
}

/// Calls with the lengths, or without where hops are meant.
template <class Call>
auto over_lengths(const rank_request& r, const Call& call) {
  return on_graph(r.input, [&](const auto& graph) { return r.input.lengths ? call(graph, *r.input.lengths) : call(graph); });
}

measured by_sampled_betweenness(const rank_request& r) {
  if (r.input.lengths) throw usage_error("--epsilon samples paths of hops, and --length is given; leave one of them out");
  if (!r.options.sources.empty() || !r.options.targets.empty())
    throw usage_error("--epsilon samples all pairs, and --sources or --targets are given; leave one of them out");
  const approximate_betweenness_options options{
      .epsilon = *r.options.epsilon, .delta = r.options.delta, .seed = r.options.seed, .run = r.run};
  const approximate_betweenness_result found =
      on_graph(r.input, [&](const auto& graph) { return approximate_betweenness(graph, options); });
  return {
      found.score,
      [found, seed = options.seed](json_writer& json) {
        json.key("normalized").value(true).key("epsilon").value(found.epsilon).key("delta").value(found.delta);
        json.key("bound").value(found.bound).key("samples").value(found.samples).key("seed").value(seed);
      },
      {"betweenness: a fraction of all pairs, by " + count_of(found.samples, "sample", "samples") + "; every score is within " +
       to_text(found.bound) + " of the exact one with probability " + to_text(1.0 - found.delta)}};
}

const char* mode_word(distance_mode mode) {
  return mode == distance_mode::in ? "in" : mode == distance_mode::out ? "out" : "all";
}

}  // namespace

distance_mode distance_mode_of(const rank_options& options) {
  if (options.mode.empty()) return distance_mode::out;
  switch (degree_mode_of(options)) {
    case degree_mode::in:
      return distance_mode::in;
    case degree_mode::out:
      return distance_mode::out;
    case degree_mode::all:
      break;
  }
  return distance_mode::all;
}

closeness_convention convention_of(const rank_options& options) {
  if (options.convention == "classic") return closeness_convention::classic;
  if (options.convention == "wasserman-faust") return closeness_convention::wasserman_faust;
  throw usage_error("--convention is '" + printable(options.convention) + "'; allowed: classic, wasserman-faust");
}

measured by_closeness(const rank_request& r) {
  check_lengths(r, "closeness");
  const closeness_options options{.convention = convention_of(r.options), .mode = distance_mode_of(r.options), .run = r.run};
  const closeness_result found =
      over_lengths(r, [&](const auto& graph, const auto&... lengths) { return closeness(graph, lengths..., options); });
  std::vector<std::string> notes = ties_notes("closeness", found.ties, found.why_approximate);
  if (!found.connected)
    notes.push_back(
        "closeness: not every vertex reaches every other; --convention wasserman-faust weighs scores by how many are reached");
  return {found.score,
          [found, mode = options.mode, convention = r.options.convention](json_writer& json) {
            json.key("convention").value(convention).key("mode").value(mode_word(mode)).key("connected").value(found.connected);
            write_ties(json, found.ties, found.why_approximate);
          },
          std::move(notes)};
}

measured by_harmonic(const rank_request& r) {
  check_lengths(r, "harmonic");
  const harmonic_options options{.normalized = r.options.normalized, .mode = distance_mode_of(r.options), .run = r.run};
  const harmonic_result found =
      over_lengths(r, [&](const auto& graph, const auto&... lengths) { return harmonic(graph, lengths..., options); });
  return {found.score,
          [found, options](json_writer& json) {
            json.key("normalized").value(options.normalized).key("mode").value(mode_word(options.mode));
            write_ties(json, found.ties, found.why_approximate);
          },
          ties_notes("harmonic", found.ties, found.why_approximate)};
}

measured by_betweenness(const rank_request& r) {
  if (r.options.epsilon) return by_sampled_betweenness(r);
  check_lengths(r, "betweenness");
  const betweenness_options options{.normalized = r.options.normalized,
                                    .sources = chosen_vertices(r, r.options.sources),
                                    .targets = chosen_vertices(r, r.options.targets),
                                    .run = r.run};
  const betweenness_result found =
      over_lengths(r, [&](const auto& graph, const auto&... lengths) { return betweenness(graph, lengths..., options); });
  return {found.score,
          [found, normalized = options.normalized](json_writer& json) {
            json.key("normalized").value(normalized).key("pairs").value(found.pairs);
            write_ties(json, found.ties, found.why_approximate);
          },
          ties_notes("betweenness", found.ties, found.why_approximate)};
}

measured by_edge_betweenness(const rank_request& r) {
  check_lengths(r, "edge-betweenness");
  const edge_betweenness_options options{.normalized = r.options.normalized,
                                         .sources = chosen_vertices(r, r.options.sources),
                                         .targets = chosen_vertices(r, r.options.targets),
                                         .run = r.run};
  const edge_betweenness_result found =
      over_lengths(r, [&](const auto& graph, const auto&... lengths) { return edge_betweenness(graph, lengths..., options); });
  measured m{{},
             [found, normalized = options.normalized, &r](json_writer& json) {
               json.key("edges").begin_array();
               for (edge_id e = 0; e < found.score.size(); ++e) {
                 json.begin_object();
                 write_edge(json, r.input, e, ends_of(r.input, e));
                 json.key("score").value(found.score[e]).end_object();
               }
               json.end_array().key("normalized").value(normalized).key("pairs").value(found.pairs);
               write_ties(json, found.ties, found.why_approximate);
             },
             ties_notes("edge-betweenness", found.ties, found.why_approximate)};
  m.has_own_shape = true;
  m.edges.emplace("edge_betweenness", "The edges by betweenness",
                  std::vector<table_column>{{"source", "Source", column_kind::text},
                                            {"target", "Target", column_kind::text},
                                            {"score", "Betweenness", column_kind::number}});
  std::vector<edge_id> order(found.score.size());
  std::iota(order.begin(), order.end(), edge_id{0});
  std::stable_sort(order.begin(), order.end(), [&](edge_id a, edge_id b) { return found.score[a] > found.score[b]; });
  for (const edge_id e : order) {
    const auto [source, target] = ends_of(r.input, e);
    m.edges->add_row({source, target, found.score[e]});
  }
  for (const std::string& note : m.notes) m.edges->add_note(note);
  return m;
}

}  // namespace coopgraph::cli
