// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <optional>

namespace coopgraph {

/// Which walk the map equation describes. W is the sum of the strengths of all arcs; s(u) the sum over those that leave u.
enum class flow_model {
  undirected,  ///< arcs are followed both ways: p(v) in proportion to the strength at v. The default of undirected graphs
  directed,    ///< arcs are followed one way, and now and then the walk jumps. The default of directed graphs
  undirdir,    ///< p of the undirected model, then one step along the arcs, chosen among all the strength at u
  outdirdir,   ///< p in proportion to s, then one step along the arcs
  rawdir,      ///< strengths are the flow: that of an arc is strength / W, and p(v) what enters v
};

/// Where a jump lands. Isolated vertices are never landed on.
enum class teleportation_target {
  links,     ///< at v in proportion to the strength that leaves v; if jumps are recorded, to the strength that enters v
  vertices,  ///< at each vertex alike
};

/// The walk whose description the map equation measures, as Infomap 2 defines it: visit rates p, and the flow of each arc.
///
/// An undirected edge is two arcs, a loop one: so a loop counts once in the strength at its vertex here, as Infomap 2 has it.
/// Loops are visits that leave no module. Parallel edges add up, edges of strength 0 are left out. On an undirected graph all
/// models but `directed` are the same. undirdir and outdirdir come down to rawdir: p(u) over the strength it is divided by is the
/// same for each u; Infomap 2 agrees.
///
/// directed: pi is the stationary distribution of a walk that jumps with chance `teleportation`, and wherever no arc leaves, and
/// else takes an arc that leaves, in proportion to its strength. Unrecorded, the flow of an arc is then that of one more step
/// without jumps, pi(u) strength / s(u) / (1 - pi(vertices that no arc leaves)), and p(v) what enters v by arcs. Recorded, the
/// jumps are part of the description: p = pi, an arc has (1 - teleportation) pi(u) strength / s(u), and jumps enter and leave
/// modules as arcs do.
///
/// Where no edge has a strength above 0, and at isolated vertices, there is no flow; else p sums to 1.
struct map_equation_options {
  std::optional<flow_model> model = {};                       ///< none: undirected or directed, by the type of the graph
  bool recorded_teleportation = false;                        ///< whether jumps are described; directed only
  teleportation_target target = teleportation_target::links;  ///< directed only
  double teleportation = 0.15;                                ///< in [0, 1): the chance of a jump; directed only

  friend bool operator==(const map_equation_options&, const map_equation_options&) = default;
};

}  // namespace coopgraph
