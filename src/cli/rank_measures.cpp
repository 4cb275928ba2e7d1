// SPDX-License-Identifier: BSL-1.0
#include "cli/rank_measures.hpp"

#include <coopgraph/report/cooperation_report.hpp>

#include <algorithm>
#include <array>

namespace coopgraph::cli {
namespace {

constexpr std::array<std::string_view, 15> later_measures{
    "closeness",  "harmonic",       "edge-betweenness", "eigenvector", "katz",      "hits",          "core",           "s-core",
    "constraint", "effective-size", "efficiency",       "hierarchy",   "brokerage", "participation", "within-module-z"};

constexpr rank_measure measures[] = {{"degree", "Degree", by_degree},
                                     {"strength", "Strength", by_strength},
                                     {"betweenness", "Betweenness", by_betweenness},
                                     {"pagerank", "PageRank", by_pagerank}};

const rank_measure& measure_called(std::string_view name) {
  std::string allowed;
  for (const rank_measure& m : measures) {
    if (m.name == name) return m;
    allowed.append(allowed.empty() ? "" : ", ").append(m.name);
  }
  if (std::find(later_measures.begin(), later_measures.end(), name) != later_measures.end())
    throw usage_error("the measure " + std::string(name) + " is not part of version " + std::string(library_version()) +
                      "; allowed: " + allowed);
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
  (void)dangling_of(options);
}

}  // namespace coopgraph::cli
