// SPDX-License-Identifier: BSL-1.0
#include "clustering/contingency.hpp"

#include <coopgraph/core/error.hpp>
#include <coopgraph/core/ids.hpp>
#include <coopgraph/core/text.hpp>

#include <algorithm>
#include <string>

namespace coopgraph::detail {

void check_partition(const char* function, const char* parameter, const partition& p) {
  const std::size_t n = p.label.size();
  if (n >= no_vertex) throw input_error(function, parameter, "of " + to_text(n) + " vertices", "fewer than 4294967295");
  if (p.clusters > n)
    throw input_error(function, parameter, "of " + to_text(p.clusters) + " clusters",
                      "no more clusters than vertices, which are " + to_text(n));
  for (std::size_t v = 0; v < n; ++v)
    if (p.label[v] >= p.clusters)
      throw input_error(function, parameter, "label " + to_text(p.label[v]) + " at vertex " + to_text(v),
                        "labels below clusters, which is " + to_text(p.clusters));
}

void check_cover(const char* function, const char* parameter, const cover& c) {
  if (c.vertices >= no_vertex)
    throw input_error(function, parameter, "of " + to_text(c.vertices) + " vertices", "fewer than 4294967295");
  if (c.clusters.size() >= no_cluster)
    throw input_error(function, parameter, "of " + to_text(c.clusters.size()) + " clusters", "fewer than 4294967295");
  for (std::size_t i = 0; i < c.clusters.size(); ++i) {
    const auto refuse = [&](const std::string& what, const char* allowed) {
      throw input_error(function, parameter, what + " in cluster " + to_text(i), allowed);
    };
    const std::vector<cover_member>& members = c.clusters[i];
    for (std::size_t k = 0; k < members.size(); ++k) {
      const auto [vertex, degree] = members[k];
      if (vertex >= c.vertices) refuse("vertex " + to_text(vertex), "vertices below `vertices`");
      if (k > 0 && vertex <= members[k - 1].vertex)
        refuse("vertex " + to_text(vertex) + " after " + to_text(members[k - 1].vertex), "ascending vertices, each once");
      if (!(degree > 0.0 && degree <= 1.0)) refuse("degree " + to_text(degree), "degrees in (0, 1]");
    }
  }
}

void check_least_degree(const char* function, double least_degree) {
  if (!(least_degree >= 0.0 && least_degree <= 1.0))
    throw option_error(function, "least_degree", to_text(least_degree), "[0, 1]");
}

contingency make_contingency(const char* function, const partition& a, const partition& b) {
  check_partition(function, "a", a);
  check_partition(function, "b", b);
  if (a.label.size() != b.label.size())
    throw input_error(function, "b", "of " + to_text(b.label.size()) + " vertices",
                      "as many as a has, " + to_text(a.label.size()));
  contingency table{a.label.size(), std::vector<std::uint32_t>(a.clusters), std::vector<std::uint32_t>(b.clusters), {}};
  std::vector<std::uint64_t> pairs;
  pairs.reserve(table.vertices);
  for (std::size_t v = 0; v < table.vertices; ++v) {
    pairs.push_back(std::uint64_t{a.label[v]} << 32 | b.label[v]);
    ++table.row_size[a.label[v]];
    ++table.column_size[b.label[v]];
  }
  std::sort(pairs.begin(), pairs.end());
  for (std::size_t first = 0, last = 0; first < pairs.size(); first = last) {
    while (last < pairs.size() && pairs[last] == pairs[first]) ++last;
    table.cells.push_back({static_cast<std::uint32_t>(pairs[first] >> 32), static_cast<std::uint32_t>(pairs[first]),
                           static_cast<std::uint32_t>(last - first)});
  }
  return table;
}

lists members_of(const cover& c, double least_degree) {
  lists members;
  members.offset.reserve(c.clusters.size() + 1);
  members.offset.push_back(0);
  for (const std::vector<cover_member>& cluster : c.clusters) {
    for (const cover_member& m : cluster)
      if (m.degree >= least_degree) members.values.push_back(m.vertex);
    members.offset.push_back(members.values.size());
  }
  return members;
}

lists inverse_of(const lists& of, std::size_t values) {
  lists inverse{std::vector<std::size_t>(values + 1, 0), std::vector<std::uint32_t>(of.values.size())};
  for (const std::uint32_t value : of.values) ++inverse.offset[value + 1];
  for (std::size_t value = 0; value < values; ++value) inverse.offset[value + 1] += inverse.offset[value];
  std::vector<std::size_t> next(inverse.offset.begin(), inverse.offset.end() - 1);
  for (std::size_t i = 0; i < of.size(); ++i)
    for (const std::uint32_t value : of[i]) inverse.values[next[value]++] = static_cast<std::uint32_t>(i);
  return inverse;
}

}  // namespace coopgraph::detail
