// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/graph/graph.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace coopgraph::bench {

/// A question of minimum-cost flow as lists, the same for us and for every peer. It has an answer: supplies add up to 0, and all
/// of it can be sent.
struct min_cost_input {
  std::string family;
  std::string name;  ///< unique: "layered n=20000 m=190000"
  std::size_t vertices = 0;
  std::vector<endpoints> edges = {};        ///< arcs
  std::vector<std::int64_t> capacity = {};  ///< by edge
  std::vector<std::int64_t> cost = {};      ///< by edge, a unit of flow, >= 0
  std::vector<std::int64_t> supply = {};    ///< by vertex; positive = supply
};

/// The families:
///   transportation  as many origins as destinations, 122 arcs from each, no capacities that matter, costs 1 … 1000
///   layered         a supply chain of 20 layers, 10 arcs a vertex
///   netgen          random arcs between sources, sinks and what lies between, above a skeleton that carries all
///   grid            a torus whose arcs have capacities, supplies and demands spread over it
///   long-chain      a long strip of vertices, four wide, supplies at one end and demands at the other
///   road            a grid of two-way roads with costs like lengths, a hundredth of the crossings have supply or demand
[[nodiscard]] std::span<const std::string> min_cost_family_names();

/// A question of that family with about that many edges; the same on every machine. \throws input_error for an unknown family
[[nodiscard]] min_cost_input make_min_cost_input(const std::string& family, std::size_t edges);

}  // namespace coopgraph::bench
