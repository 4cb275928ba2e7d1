// SPDX-License-Identifier: BSL-1.0
#include "clustering/flow_table.hpp"

#include "clustering/leiden_numbers.hpp"
#include "clustering/partition_sums.hpp"

#include <coopgraph/core/error.hpp>

namespace coopgraph::detail {
namespace {

constexpr unsigned most_bits = 62;

void set_unit(flow_table& table, const whole_numbers& whole, const edge_strengths& flows) {
  table.total = static_cast<std::int64_t>(whole.sum);
  table.about = whole.unit;
  if (whole.exact_unit) {
    table.unit = *whole.exact_unit;
    return;
  }
  table.ties = ties::approximate;
  table.why_approximate = flows.is_exact() ? "the flows add up to more than 2^62 of their shared unit" : flows.why_approximate();
}

/// The pairs of unit u: its row of arcs out and that of arcs in, both sorted by the other end, merged.
void add_row(flow_table& table, const directed_view& graph, const whole_numbers& flow, vertex_id u) {
  const auto to = graph.out.targets_of(u);
  const auto from = graph.in.targets_of(u);
  const auto out = graph.out.edges_of(u);
  const auto in = graph.in.edges_of(u);
  std::size_t i = 0;
  std::size_t k = 0;
  while (i < to.size() || k < from.size()) {
    const vertex_id v = i == to.size() || (k < from.size() && from[k] < to[i]) ? from[k] : to[i];
    flow_pair pair{v, 0, 0};
    for (; i < to.size() && to[i] == v; ++i) pair.sent += flow[out[i]];
    for (; k < from.size() && from[k] == v; ++k) pair.received += flow[in[k]];
    table.sent[u] += pair.sent;
    table.received[u] += pair.received;
    if (v == u)
      table.own[u] = pair.sent;
    else if (pair.sent + pair.received > 0)
      table.pairs.push_back(pair);
  }
}

}  // namespace

flow_table make_flow_table(const char* function, const directed_view& graph, const edge_strengths& flows) {
  partition_measures::check_strengths(function, &flows, graph.edges());
  const whole_numbers whole = to_whole(flows, most_bits);
  if (whole.sum == 0)
    throw input_error(function, "flows", graph.edges() == 0 ? "none" : "0 on every edge", "at least one flow above 0");
  flow_table table;
  set_unit(table, whole, flows);
  const std::size_t n = graph.vertices();
  table.own.assign(n, 0);
  table.sent.assign(n, 0);
  table.received.assign(n, 0);
  table.first.assign(1, 0);
  for (vertex_id u = 0; u < n; ++u) {
    add_row(table, graph, whole, u);
    table.first.push_back(table.pairs.size());
  }
  return table;
}

}  // namespace coopgraph::detail
