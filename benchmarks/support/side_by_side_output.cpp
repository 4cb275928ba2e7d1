// SPDX-License-Identifier: BSL-1.0
#include "support/side_by_side.hpp"

#include <nlohmann/json.hpp>

#include <cstdio>

namespace coopgraph::bench {

namespace {

using nlohmann::ordered_json;

ordered_json number_or_null(const std::optional<double>& x) { return x ? ordered_json(*x) : ordered_json(nullptr); }

ordered_json json_of(const race_result& r) {
  return {{"kernel", r.kernel}, {"input", r.input},   {"threads", r.threads}, {"ours_s", r.ours_s},
          {"peer", r.peer},     {"peer_s", r.peer_s}, {"ratio", r.ratio()},   {"required", number_or_null(r.required)},
          {"agree", r.agree}};
}

ordered_json json_of(const growth_result& g) {
  ordered_json sizes = ordered_json::array();
  ordered_json seconds = ordered_json::array();
  for (const growth_point& p : g.points) {
    sizes.push_back(p.size);
    seconds.push_back(p.seconds);
  }
  return {{"kernel", g.kernel},
          {"family", g.family},
          {"who", g.who},
          {"exponent", number_or_null(fitted_exponent(g.points))},
          {"vertices_plus_edges", sizes},
          {"seconds", seconds}};
}

ordered_json json_of(const memory_result& m) {
  return {{"kernel", m.kernel}, {"input", m.input}, {"who", m.who}, {"bytes_per_edge", m.bytes_per_edge}};
}

ordered_json json_of(const front_result& f) {
  return {{"kernel", f.kernel},     {"input", f.input},     {"front", f.front},
          {"kernel_s", f.kernel_s}, {"front_s", f.front_s}, {"price_percent", f.price_percent()},
          {"agree", f.agree}};
}

template <class T>
ordered_json json_list(const std::vector<T>& items) {
  ordered_json list = ordered_json::array();
  for (const T& item : items) list.push_back(json_of(item));
  return list;
}

}  // namespace

std::string to_json(const side_by_side& harness, const std::vector<std::pair<std::string, std::string>>& run) {
  ordered_json document;
  document["run"] = ordered_json::object();
  for (const auto& [key, value] : run) document["run"][key] = value;
  document["results"] = json_list(harness.races());
  document["growth"] = json_list(harness.growth());
  document["memory"] = json_list(harness.memory());
  document["fronts"] = json_list(harness.fronts());
  return document.dump(1) + "\n";
}

std::string growth_table(const side_by_side& harness) {
  std::string table;
  char line[200];
  for (const growth_result& g : harness.growth()) {
    const auto exponent = fitted_exponent(g.points);
    if (!exponent) continue;
    std::snprintf(line, sizeof line, "growth  %-28s %-18s %-36s (V+E)^%.2f over %zu sizes\n", g.kernel.c_str(), g.family.c_str(),
                  g.who.c_str(), *exponent, g.points.size());
    table += line;
  }
  for (const memory_result& m : harness.memory()) {
    std::snprintf(line, sizeof line, "memory  %-28s %-30s %-36s %8.1f bytes per edge\n", m.kernel.c_str(), m.input.c_str(),
                  m.who.c_str(), m.bytes_per_edge);
    table += line;
  }
  return table;
}

}  // namespace coopgraph::bench
