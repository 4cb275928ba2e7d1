// SPDX-License-Identifier: BSL-1.0
#include "support/side_by_side.hpp"

#include <nlohmann/json.hpp>

#include <cstdio>

namespace coopgraph::bench {

namespace {

using nlohmann::ordered_json;

ordered_json number_or_null(const std::optional<double>& x) { return x ? ordered_json(*x) : ordered_json(nullptr); }

ordered_json json_of(const race_result& r) {
  return {{"kernel", r.kernel},   {"input", r.input},
          {"threads", r.threads}, {"ours_s", r.ours_s},
          {"peer", r.peer},       {"peer_s", r.peer_s},
          {"ratio", r.ratio()},   {"required", number_or_null(r.required)},
          {"agree", r.agree},     {"peer_samples", r.peer_samples}};
}

ordered_json json_of(const reference_result& r) {
  return {{"kernel", r.kernel}, {"input", r.input},   {"reference", r.reference},
          {"via", r.via},       {"factor", r.factor}, {"ours_s", r.ours_s},
          {"via_s", r.via_s},   {"ratio", r.ratio()}, {"required", number_or_null(r.required)}};
}

ordered_json json_of(const threads_result& t) {
  return {{"kernel", t.kernel},
          {"input", t.input},
          {"threads", t.threads},
          {"bound", t.by == bound::arithmetic ? "arithmetic" : "memory"},
          {"one_s", t.one_s},
          {"many_s", t.many_s},
          {"ratio", t.ratio()},
          {"triad_one_s", t.triad_one_s},
          {"triad_many_s", t.triad_many_s},
          {"triad_ratio", t.triad_ratio()},
          {"required", t.judged ? ordered_json(t.required()) : ordered_json(nullptr)},
          {"same_bits", t.same_bits}};
}

ordered_json json_of(const count_result& c) {
  return {{"kernel", c.kernel},
          {"input", c.input},
          {"what", c.what},
          {"value", c.value},
          {"at_most", number_or_null(c.at_most)},
          {"at_least", number_or_null(c.at_least)}};
}

ordered_json json_of(const left_out_result& l) {
  return {{"kernel", l.kernel}, {"input", l.input}, {"who", l.who}, {"why", l.why}};
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

template <class... Values>
std::string line_of(const char* format, Values... values) {
  char line[300];
  std::snprintf(line, sizeof line, format, values...);
  return line;
}

const char* met(bool is) { return is ? "met" : "NOT MET"; }

}  // namespace

std::string to_json(const side_by_side& harness, const std::vector<std::pair<std::string, std::string>>& run) {
  ordered_json document;
  document["run"] = ordered_json::object();
  for (const auto& [key, value] : run) document["run"][key] = value;
  document["results"] = json_list(harness.races());
  document["references"] = json_list(harness.references());
  document["threads"] = json_list(harness.threads());
  document["counts"] = json_list(harness.counts());
  document["left_out"] = json_list(harness.left_out());
  document["growth"] = json_list(harness.growth());
  document["memory"] = json_list(harness.memory());
  document["fronts"] = json_list(harness.fronts());
  return document.dump(1) + "\n";
}

std::string growth_table(const side_by_side& harness) {
  std::string table;
  for (const growth_result& g : harness.growth()) {
    const auto exponent = fitted_exponent(g.points);
    if (!exponent) continue;
    table += line_of("growth  %-28s %-18s %-36s (V+E)^%.2f over %zu sizes\n", g.kernel.c_str(), g.family.c_str(), g.who.c_str(),
                     *exponent, g.points.size());
  }
  for (const memory_result& m : harness.memory()) {
    table += line_of("memory  %-28s %-30s %-36s %8.1f bytes per edge\n", m.kernel.c_str(), m.input.c_str(), m.who.c_str(),
                     m.bytes_per_edge);
  }
  return table;
}

std::string verdict_table(const side_by_side& harness) {
  std::string table;
  for (const race_result& r : harness.races())
    if (r.required)
      table += line_of("required  %-24s %-34s %-38s %8.2fx of %5.1fx  %s\n", r.kernel.c_str(), r.input.c_str(), r.peer.c_str(),
                       r.ratio(), *r.required, met(r.ratio() >= *r.required));
  for (const count_result& c : harness.counts()) {
    table += line_of("%s  %-24s %-34s %-38s %8.6g", c.at_most || c.at_least ? "required" : "measured", c.kernel.c_str(),
                     c.input.c_str(), c.what.c_str(), c.value);
    if (c.at_most) table += line_of(" of at most %.6g", *c.at_most);
    if (c.at_least) table += line_of(" of at least %.6g", *c.at_least);
    table += c.at_most || c.at_least ? line_of("  %s\n", met(c.met())) : std::string("\n");
  }
  for (const reference_result& r : harness.references()) {
    table += line_of("reference %-24s %-34s %s, %.3f of %s: %.3f s, %.2fx", r.kernel.c_str(), r.input.c_str(),
                     r.reference.c_str(), r.factor, r.via.c_str(), r.factor * r.via_s, r.ratio());
    table += r.required ? line_of(" of %.2fx  %s\n", *r.required, met(r.ratio() >= *r.required)) : std::string("\n");
  }
  for (const threads_result& t : harness.threads()) {
    table += line_of("%u threads %-24s %-34s %8.2fx, triad %5.2fx, %s", t.threads, t.kernel.c_str(), t.input.c_str(), t.ratio(),
                     t.triad_ratio(), t.same_bits ? "same bits" : "DIFFERENT BITS");
    table += t.judged ? line_of("  of %5.2fx (%s bounds)  %s\n", t.required(),
                                t.by == bound::arithmetic ? "arithmetic" : "memory", met(t.ratio() >= t.required()))
                      : std::string("  (too small to judge)\n");
  }
  for (const left_out_result& l : harness.left_out())
    table += line_of("left out  %-24s %-34s %-38s %s\n", l.kernel.c_str(), l.input.c_str(), l.who.c_str(), l.why.c_str());
  return table;
}

}  // namespace coopgraph::bench
