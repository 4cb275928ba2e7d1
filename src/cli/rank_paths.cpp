// SPDX-License-Identifier: BSL-1.0
#include "cli/rank_measures.hpp"

#include <coopgraph/centrality/betweenness.hpp>

namespace coopgraph::cli {

measured by_betweenness(const rank_request& r) {
  if (r.input.lengths)
    check_values(
        r, "betweenness", *r.input.lengths, "length", [](double x) { return x > 0.0; }, "lengths above 0");
  const betweenness_options options{.normalized = r.options.normalized, .run = r.run};
  const betweenness_result found = on_graph(r.input, [&](const auto& graph) {
    return r.input.lengths ? betweenness(graph, *r.input.lengths, options) : betweenness(graph, options);
  });
  return {found.score,
          [found, normalized = options.normalized](json_writer& json) {
            json.key("normalized").value(normalized).key("pairs").value(found.pairs);
            write_ties(json, found.ties, found.why_approximate);
          },
          ties_notes("betweenness", found.ties, found.why_approximate)};
}

}  // namespace coopgraph::cli
