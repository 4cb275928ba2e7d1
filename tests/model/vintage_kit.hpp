// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/model/network_builder.hpp>
#include <coopgraph/model/vintage.hpp>

#include <string>
#include <vector>

#include "support/small_network.hpp"

namespace coopgraph::testing {

inline const date reform(2010, 1, 1);

inline void add_unit(network_builder& b, const char* id, const char* first, const char* last) {
  b.add(actor_record{.id = id, .name = id, .valid_from = first, .valid_to = last});
}
/// A unit up to the reform, or from it on.
inline void add_old(network_builder& b, const char* id) { add_unit(b, id, "", "2009-12-31"); }
inline void add_new(network_builder& b, const char* id) { add_unit(b, id, "2010-01-01", ""); }
inline void pass(network_builder& b, const char* from, const char* to, const char* share = "", const char* on = "2010-01-01") {
  b.add(crosswalk_record{.from = from, .to = to, .share = share, .date = on});
}

/// a and b become m, d is divided over p and q, k becomes n (one to one), x lives through it all.
inline network_builder small_reform() {
  network_builder b;
  for (const char* id : {"a", "b", "d", "k"}) add_old(b, id);
  for (const char* id : {"m", "p", "q", "n"}) add_new(b, id);
  add_actors(b, {"x"});
  pass(b, "a", "m");
  pass(b, "b", "m");
  pass(b, "d", "p", "0.25");
  pass(b, "d", "q", "0.75");
  pass(b, "k", "n");
  return b;
}

inline std::vector<std::string> keys(const network& n, const std::vector<actor_id>& ids) {
  std::vector<std::string> all;
  for (const actor_id id : ids) all.push_back(n[id].key);
  return all;
}
inline std::vector<std::string> actor_keys(const network& n) {
  std::vector<std::string> all;
  for (const actor& a : n.actors()) all.push_back(a.key);
  return all;
}
inline std::vector<std::string> member_keys(const network& n, const char* region) {
  return keys(n, n.members(n.region_with(region)));
}
/// "actor" or "actor:role", in the order of the rows.
inline std::vector<std::string> parties(const network& n, const char* agreement) {
  std::vector<std::string> all;
  for (const party& p : n[n.agreement_with(agreement)].parties)
    all.push_back(n.key_of(p.who) + (p.role.empty() ? "" : ":" + p.role) +
                  (p.extent == party_extent{} ? "" : " " + to_text(p.extent)));
  return all;
}
/// "passed on: p 1/4, q 3/4"
inline std::string fate(const network& from, const carried_network& c, const char* key) {
  const auto& change = c.actors.at(from.actor_with(key).index());
  std::string text = to_text(change.fate) + ':';
  for (const auto& part : change.now)
    text += ' ' + c.result[part.unit].key + ' ' +
            (part.share ? std::to_string(part.share->numerator()) + '/' + std::to_string(part.share->denominator()) : "?");
  return text;
}
/// "record unit: was, was"
inline std::vector<std::string> merged(const network& from, const carried_network& c) {
  std::vector<std::string> all;
  for (const auto& m : c.merged) {
    std::string text = key_of(from, m.record) + ' ' + c.result[m.unit].key + ':';
    for (const std::string& key : keys(from, m.was)) text += ' ' + key;
    all.push_back(text);
  }
  return all;
}
inline std::vector<std::string> loops(const network& from, const carried_network& c) {
  std::vector<std::string> all;
  for (const auto& l : c.loops) all.push_back(key_of(from, l.record) + " in " + c.result[l.unit].key + (l.kept ? " kept" : ""));
  return all;
}

}  // namespace coopgraph::testing
