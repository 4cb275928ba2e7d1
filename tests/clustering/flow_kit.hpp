// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/random.hpp>
#include <coopgraph/graph/edge_values.hpp>
#include <coopgraph/graph/graph.hpp>

#include "support/graphs.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

namespace coopgraph::kit {

/// Flows from the row to the column.
using flow_matrix = std::vector<std::vector<std::int64_t>>;

/// A directed graph with whole flows.
struct flow_case {
  edge_list list{direction::directed, 0, {}};
  std::vector<std::int64_t> flow;

  [[nodiscard]] directed_graph graph() const { return directed(list); }
  [[nodiscard]] edge_strengths flows() const { return edge_strengths::over(1, flow); }
  [[nodiscard]] flow_matrix matrix() const {
    flow_matrix t(list.vertices, std::vector<std::int64_t>(list.vertices, 0));
    for (std::size_t e = 0; e < flow.size(); ++e) t[list.edges[e].source][list.edges[e].target] += flow[e];
    return t;
  }
};

[[nodiscard]] inline flow_case from_matrix(const flow_matrix& t) {
  flow_case c;
  c.list.vertices = t.size();
  for (vertex_id u = 0; u < t.size(); ++u)
    for (vertex_id v = 0; v < t.size(); ++v)
      if (t[u][v] != 0) {
        c.list.edges.push_back({u, v});
        c.flow.push_back(t[u][v]);
      }
  return c;
}

/// Loops, parallel edges, flows of 0 and units without flows occur; flows are below `greatest`.
[[nodiscard]] inline flow_case random_flows(random_stream& random, std::size_t units, std::size_t edges, std::uint64_t greatest) {
  flow_case c;
  c.list = random_multigraph(random, direction::directed, units, edges);
  for (std::size_t e = 0; e < edges; ++e) c.flow.push_back(static_cast<std::int64_t>(random.below(greatest)));
  if (edges > 0) c.flow[0] += 1;
  return c;
}

/// The same with every unit called name[unit], its edges in the opposite order.
[[nodiscard]] inline flow_case renamed(const flow_case& c, const std::vector<vertex_id>& name) {
  flow_case other{relabelled(c.list, name), c.flow};
  std::reverse(other.list.edges.begin(), other.list.edges.end());
  std::reverse(other.flow.begin(), other.flow.end());
  return other;
}

/// The table COOPGRAPH_DATA/`file` of origin, destination and, in column `at`, a flow; empty where there is none.
struct flow_file {
  std::size_t units = 0;
  std::vector<endpoints> edges;
  std::vector<double> flow;
};
[[nodiscard]] inline flow_file read_flows(const std::string& file, std::size_t at) {
  flow_file table;
  const char* folder = std::getenv("COOPGRAPH_DATA");
  std::ifstream in(folder == nullptr ? std::filesystem::path() : std::filesystem::path(folder) / file);
  std::map<std::string, vertex_id> number;
  std::string line;
  std::getline(in, line);
  while (std::getline(in, line)) {
    std::stringstream cells(line);
    std::vector<std::string> cell;
    for (std::string one; std::getline(cells, one, ',');) cell.push_back(one);
    const auto u = number.try_emplace(cell.at(0), static_cast<vertex_id>(number.size())).first->second;
    const auto v = number.try_emplace(cell.at(1), static_cast<vertex_id>(number.size())).first->second;
    table.edges.push_back({u, v});
    table.flow.push_back(std::stod(cell.at(at)));
  }
  table.units = number.size();
  return table;
}

}  // namespace coopgraph::kit
