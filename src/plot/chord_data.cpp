// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/core/error.hpp>
#include <coopgraph/plot/chord_diagram.hpp>

#include <algorithm>
#include <map>
#include <utility>

namespace coopgraph {
namespace {

void check(const vertex_groups& groups, std::size_t vertices) {
  if (groups.of.size() != vertices)
    throw input_error("make_chords", "number of vertices' groups", std::to_string(groups.of.size()),
                      std::to_string(vertices) + ", one or nothing for each vertex");
  for (std::size_t v = 0; v < vertices; ++v)
    if (groups.of[v] && *groups.of[v] >= groups.names.size())
      throw input_error("make_chords", "group of vertex " + std::to_string(v), std::to_string(*groups.of[v]),
                        "below " + std::to_string(groups.names.size()) + ", the number of groups");
}

template <class View>
chord_data from_view(const View& view, const vertex_groups& groups, chord_kind kind) {
  const auto g = view.graph.view();
  check(groups, g.vertices());
  chord_data data;
  data.names = groups.names;
  data.kind = kind;
  data.unit = view.unit;
  // Chord 0 is what has an end in no group.
  std::map<std::pair<std::size_t, std::size_t>, std::size_t> chord_of;
  std::vector<edge_id> chord_of_edge;
  for (edge_id e = 0; e < g.edges(); ++e) {
    const auto from = groups.of[g.source[e]];
    const auto to = groups.of[g.target[e]];
    if (!from || !to) {
      chord_of_edge.push_back(0);
      ++data.outside;
      continue;
    }
    const bool turned = kind == chord_kind::mutual && *from > *to;
    const auto pair = turned ? std::pair(*to, *from) : std::pair(*from, *to);
    chord_of_edge.push_back(chord_of.emplace(pair, chord_of.size() + 1).first->second);
  }
  const edge_strengths sums = sum_by_edge(view.strengths, chord_of_edge, chord_of.size() + 1);
  data.outside_amount = sums[0];
  for (const auto& [pair, k] : chord_of) data.chords.push_back({pair.first, pair.second, sums[k]});
  return data;
}

}  // namespace

vertex_groups region_groups(const network& from, std::span<const actor_id> actors, std::span<const region_id> regions) {
  vertex_groups groups;
  std::map<std::size_t, std::size_t> group_of;  // by actor
  for (std::size_t k = 0; k < regions.size(); ++k) {
    groups.names.push_back(from[regions[k]].name);
    for (const actor_id a : from.members(regions[k])) {
      const auto [other, fresh] = group_of.emplace(a.index(), k);
      if (!fresh)
        throw input_error("region_groups", "a second region of " + from[a].key, from[regions[k]].key,
                          "regions that share no actor (" + from[regions[other->second]].key + " has it)");
    }
  }
  for (const actor_id a : actors) {
    (void)from[a];  // refuses an id of another network
    const auto found = group_of.find(a.index());
    groups.of.push_back(found == group_of.end() ? std::nullopt : std::optional(found->second));
  }
  return groups;
}

chord_data make_chords(const agreement_view& view, const vertex_groups& groups) {
  return from_view(view, groups, chord_kind::mutual);
}
chord_data make_chords(const flow_view& view, const vertex_groups& groups) {
  return from_view(view, groups, chord_kind::directed);
}

}  // namespace coopgraph
