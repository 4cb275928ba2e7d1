// SPDX-License-Identifier: BSL-1.0
#include "cli/rank_measures.hpp"

#include "cli/observation.hpp"

#include <algorithm>
#include <utility>

namespace coopgraph::cli {
namespace {

constexpr rank_measure measures[] = {{"degree", "Degree", by_degree, measure_scope::own_ties},
                                     {"strength", "Strength", by_strength, measure_scope::own_ties},
                                     {"closeness", "Closeness", by_closeness},
                                     {"harmonic", "Harmonic", by_harmonic},
                                     {"betweenness", "Betweenness", by_betweenness},
                                     {"edge-betweenness", "Edge betweenness", by_edge_betweenness},
                                     {"eigenvector", "Eigenvector", by_eigenvector},
                                     {"katz", "Katz", by_katz},
                                     {"pagerank", "PageRank", by_pagerank},
                                     {"hits", "Authority", by_hits},
                                     {"core", "Core", by_core},
                                     {"s-core", "s-core", by_s_core},
                                     {"constraint", "Constraint", by_constraint},
                                     {"effective-size", "Effective size", by_effective_size},
                                     {"efficiency", "Efficiency", by_efficiency},
                                     {"hierarchy", "Hierarchy", by_hierarchy},
                                     {"brokerage", "Brokered", by_brokerage},
                                     {"participation", "Participation", by_participation},
                                     {"within-module-z", "Within-module z", by_within_module_z}};

const rank_measure& measure_called(std::string_view name) {
  std::string allowed;
  for (const rank_measure& m : measures) {
    if (m.name == name) return m;
    allowed.append(allowed.empty() ? "" : ", ").append(m.name);
  }
  throw usage_error("there is no measure '" + std::string(name) + "'; allowed: " + allowed);
}

}  // namespace

std::vector<const rank_measure*> measures_of(const std::string& by) {
  std::vector<const rank_measure*> wanted;
  for (std::size_t at = 0; at <= by.size();) {
    const std::size_t end = std::min(by.find(',', at), by.size());
    const rank_measure& m = measure_called(std::string_view(by).substr(at, end - at));
    if (std::find(wanted.begin(), wanted.end(), &m) != wanted.end())
      throw usage_error("--by names " + std::string(m.name) + " twice; allowed: each measure once");
    wanted.push_back(&m);
    at = end + 1;
  }
  return wanted;
}

measured rank_measure::compute(const rank_request& r) const {
  if (r.recorded.empty()) return find(r);
  if (scope == measure_scope::own_ties) {
    measured m = find(r);
    m.notes.push_back(std::string(name) + ": " + r.recorded + "; of the others only their ties with these count");
    return m;
  }
  (void)find(r);  // what is wrong with the call is said first
  const std::string why = not_observed(r.recorded);
  measured m{{}, [why](json_writer& json) { json.key("not_observed").value(why); }, {std::string(name) + ": " + why}};
  m.score.values.assign(r.input.vertices(), 0.0);
  for (vertex_id v = 0; v < r.input.vertices(); ++v) m.score.undefined.push_back({v, "not observed"});
  m.has_answer = false;
  return m;
}

void write_ties(json_writer& json, ties how, const std::string& why) {
  json.key("ties").value(how == ties::exact ? "exact" : "approximate");
  if (how == ties::approximate) json.key("why_approximate").value(why);
}

std::vector<std::string> ties_notes(const char* measure, ties how, const std::string& why) {
  if (how == ties::exact) return {};
  return {std::string(measure) + ": equal sums were recognised by a tolerance, because " + why};
}

void check_rank_options(const rank_options& options) {
  (void)degree_mode_of(options);
  (void)convention_of(options);
  (void)dangling_of(options);
}

void note_ones(std::vector<std::string>& notes, const rank_request& r, const char* measure) {
  if (!r.input.strengths) notes.push_back(std::string(measure) + ": there are no strengths, each edge counts 1");
}

}  // namespace coopgraph::cli
