// SPDX-License-Identifier: BSL-1.0
#include "clustering/flow_table.hpp"

#include <coopgraph/clustering/dominant_flows.hpp>

#include <algorithm>
#include <cstddef>
#include <numeric>

namespace coopgraph::detail {
namespace {

[[nodiscard]] double in_measure(const flow_table& table, std::int64_t flow) {
  return table.ties == ties::exact ? times(flow, table.unit) : static_cast<double>(flow) * table.about;
}

/// Which pair of u is its largest flow; nothing where u sends nothing.
[[nodiscard]] const flow_pair* largest_flow(const flow_table& table, const std::vector<std::int64_t>& inflow, vertex_id u) {
  const flow_pair* best = nullptr;
  for (const flow_pair& pair : table.of(u)) {  // by unit: of equals the first stays
    if (pair.sent == 0) continue;
    const bool better =
        best == nullptr || pair.sent > best->sent || (pair.sent == best->sent && inflow[pair.unit] > inflow[best->unit]);
    if (better) best = &pair;
  }
  return best;
}

/// From the largest unit down, so that whoever is depended on comes before.
void follow_to_terminals(const std::vector<std::int64_t>& inflow, dominant_flows_result& result) {
  const std::size_t n = inflow.size();
  std::vector<vertex_id> order(n);
  std::iota(order.begin(), order.end(), vertex_id{0});
  std::sort(order.begin(), order.end(),
            [&](vertex_id u, vertex_id v) { return inflow[u] != inflow[v] ? inflow[u] > inflow[v] : u < v; });
  std::vector<std::uint32_t> terminal(n);
  result.depth.assign(n, 0);
  for (const vertex_id u : order) {
    const vertex_id above = result.dominant[u];
    terminal[u] = above == no_vertex ? u : terminal[above];
    result.depth[u] = above == no_vertex ? 0 : result.depth[above] + 1;
  }
  result.partition = make_partition(terminal);
}

}  // namespace

dominant_flows_result dominant_flows_of(const directed_view& graph, const edge_strengths& flows) {
  const flow_table table = make_flow_table("dominant_flows", graph, flows);
  const std::size_t n = table.units();
  dominant_flows_result result;
  result.ties = table.ties;
  result.why_approximate = table.why_approximate;
  result.dominant.assign(n, no_vertex);
  result.largest_to.assign(n, no_vertex);
  result.largest_flow.assign(n, 0.0);
  std::vector<std::int64_t> inflow(n);
  for (vertex_id u = 0; u < n; ++u) {
    inflow[u] = table.received[u] - table.own[u];
    result.inflow.push_back(in_measure(table, inflow[u]));
  }
  for (vertex_id u = 0; u < n; ++u) {
    const flow_pair* const largest = largest_flow(table, inflow, u);
    if (largest != nullptr) {
      result.largest_to[u] = largest->unit;
      result.largest_flow[u] = in_measure(table, largest->sent);
    }
    if (largest != nullptr && inflow[largest->unit] > inflow[u])
      result.dominant[u] = largest->unit;
    else
      result.terminals.push_back(u);
  }
  follow_to_terminals(inflow, result);
  return result;
}

}  // namespace coopgraph::detail
