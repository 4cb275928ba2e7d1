// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/model/network_builder.hpp>
#include <coopgraph/view/projection.hpp>

#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "support/small_network.hpp"

namespace coopgraph::testing {

/// The exact value of an edge.
template <value_kind K>
rational exact(const edge_values<K>& values, edge_id e) {
  EXPECT_TRUE(values.is_exact());
  return rational::product(rational(values.numerators()[e]), values.unit()).value();
}

/// "h-a", the keys of an edge's ends.
template <class View>
std::string ends_of(const network& n, const View& v, edge_id e) {
  const auto g = v.graph.view();
  return n[v.actors[g.source[e]]].key + '-' + n[v.actors[g.target[e]]].key;
}

/// "h-a" -> strength, for every edge.
template <class View>
std::map<std::string, rational> exact_ties_of(const network& n, const View& v) {
  std::map<std::string, rational> found;
  for (edge_id e = 0; e < v.graph.edges(); ++e) found.emplace(ends_of(n, v, e), exact(v.strengths, e));
  return found;
}
inline std::map<std::string, double> ties_of(const network& n, const agreement_view& v) {
  std::map<std::string, double> found;
  for (edge_id e = 0; e < v.graph.edges(); ++e)
    EXPECT_TRUE(found.emplace(ends_of(n, v, e), v.strengths[e]).second) << "one edge for each pair";
  return found;
}

/// The sum of all strengths, exact.
template <class View>
rational total_of(const View& v) {
  std::int64_t sum = 0;
  for (const std::int64_t part : v.strengths.numerators()) sum += part;
  return rational::product(rational(sum), v.strengths.unit()).value();
}

/// The ties of the agreements with totals split.
inline std::map<std::string, rational> split(const network& n, const allocation& by, const std::string& measure = {}) {
  return exact_ties_of(n, project_agreements(n, {.strength = {.measure = measure}, .allocate = by}));
}

/// An actor with an attribute w; empty: without.
inline void add_weighted(network_builder& b, const std::string& id, const std::string& w) {
  actor_record r{.id = id, .name = id};
  if (!w.empty()) r.attributes.emplace_back("w", w);
  b.add(std::move(r));
}

/// Host h and a group r of a, b, c, … with these weights; agreement g of h and as many of r as `extent` says, of 12 chains.
inline network group_of(const std::vector<std::string>& weights, const std::string& extent) {
  network_builder b;
  add_actors(b, {"h"});
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const std::string id(1, static_cast<char>('a' + i));
    add_weighted(b, id, weights[i]);
    b.add(region_record{.region = "r", .actor = id});
  }
  add_agreement(b, {.id = "g", .status = "signed"}, {{.who = "h", .role = "lead"}, {.who = "r", .extent = extent}});
  b.add(quantity_record{.record = "g", .measure = "chains", .value = "12", .unit = "chains", .exactness = "exact"});
  return b.build();
}

}  // namespace coopgraph::testing
