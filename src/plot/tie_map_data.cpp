// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/plot/tie_map.hpp>

#include <algorithm>
#include <cstddef>
#include <string>

namespace coopgraph {
namespace {

std::string joined(const std::vector<std::string>& texts) {
  std::string all;
  for (const std::string& text : texts) all.append(all.empty() ? "" : ", ").append(text);
  return all;
}

std::string counted(std::size_t n, const std::string& one) { return std::to_string(n) + ' ' + one + (n == 1 ? "" : "s"); }

bool only_planned(const agreement& a) { return a.status == agreement_status::proposed || a.status == agreement_status::invited; }

/// "programme (signed): trade, tourism; conference (invited): investment"
std::string said_of(const network& from, std::span<const agreement_id> records) {
  constexpr std::size_t most = 8;
  std::string said;
  for (std::size_t i = 0; i < std::min(records.size(), most); ++i) {
    const agreement& a = from[records[i]];
    if (i > 0) said += "; ";
    said += (a.kind.empty() ? "agreement" : a.kind) + " (" + to_text(a.status) + ')';
    if (!a.fields.empty()) said += ": " + joined(a.fields);
  }
  if (records.size() > most) said += "; and " + std::to_string(records.size() - most) + " more";
  return said;
}

std::string in_words(const tie_map_data& data, const std::vector<std::string>& observed) {
  std::size_t placed = 0;
  for (const auto& p : data.points) placed += p.where.has_value();
  std::string said = observed.empty() ? "The record has " : joined(observed) + ": ";
  said += counted(data.ties.size(), observed.empty() ? "tie" : "recorded tie");
  std::string parts;
  const auto part = [&](map_tie_kind kind, const char* name) {
    const auto n = std::count_if(data.ties.begin(), data.ties.end(), [&](const auto& t) { return t.kind == kind; });
    if (n > 0) parts += (parts.empty() ? "" : ", ") + std::to_string(n) + name;
  };
  part(map_tie_kind::stated, " by agreements as stated");
  part(map_tie_kind::bounded, " by agreements that name only some of their parties");
  part(map_tie_kind::proposed, " only proposed or invited");
  if (!parts.empty()) said += " (" + parts + ')';
  return said + ". " + std::to_string(placed) + " of " + counted(data.points.size(), "actor") +
         (data.points.size() == 1 ? " has" : " have") + " a place on the map.";
}

}  // namespace

tie_map_data make_tie_map(const network& from, const agreement_view& view) {
  tie_map_data data;
  for (const actor_id a : view.actors) data.points.push_back({from[a].name, from[a].where, map_point_kind::other});
  const auto g = view.graph.view();
  for (edge_id e = 0; e < g.edges(); ++e) {
    const auto records = view.records[e];
    tie_map_data::tie tie{g.source[e], g.target[e], static_cast<double>(std::max<std::size_t>(records.size(), 1))};
    if (std::all_of(records.begin(), records.end(), [&](agreement_id r) { return only_planned(from[r]); }))
      tie.kind = map_tie_kind::proposed;
    else if (view.basis[e] != tie_basis::stated)
      tie.kind = map_tie_kind::bounded;
    tie.what = said_of(from, records);
    for (const std::size_t end : {tie.from, tie.to}) data.points[end].kind = map_point_kind::tied;
    data.ties.push_back(std::move(tie));
  }
  std::vector<std::string> observed;
  for (std::size_t v = 0; v < view.actors.size(); ++v) {
    const auto& whose = from.observed().whose;
    if (std::find(whose.begin(), whose.end(), view.actors[v]) == whose.end()) continue;
    data.points[v].kind = map_point_kind::observed;
    observed.push_back(data.points[v].name);
  }
  if (!observed.empty() && observed.size() <= 3) data.title = "Recorded ties of " + joined(observed);
  if (observed.size() > 3) observed = {std::to_string(observed.size()) + " observed actors"};
  data.description = in_words(data, observed);
  return data;
}

}  // namespace coopgraph
