// SPDX-License-Identifier: BSL-1.0
// A modelled network where no ties are known: gravity on public facts. How
// much would the 63 provinces exchange if only people and distance counted?
//   06_modelled_network [DATA [FOLDER]]
// reads DATA/vietnam and, if a FOLDER is named, writes the network there as a
// dataset: examples/data/vietnam-modelled was made in this way. Each number
// is marked as modelled and stays so in whatever is made of it.
#include <coopgraph/centrality/degree.hpp>
#include <coopgraph/core/ranking.hpp>
#include <coopgraph/core/text.hpp>
#include <coopgraph/io/dataset.hpp>
#include <coopgraph/io/edge_table.hpp>
#include <coopgraph/model/network_builder.hpp>
#include <coopgraph/view/flow_projection.hpp>

#include <cmath>
#include <cstdint>
#include <iostream>
#include <numbers>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace {

struct province {
  std::string id;
  coopgraph::position where;
  double people = 0.0;  // census of 2019
};

// Kilometres along the surface of a sphere (haversine).
double distance(const coopgraph::position& a, const coopgraph::position& b) {
  constexpr double radius = 6371.0;
  constexpr double degree = std::numbers::pi / 180.0;
  const double north = std::sin((b.lat - a.lat) * degree / 2.0);
  const double east = std::sin((b.lon - a.lon) * degree / 2.0);
  const double h = north * north + std::cos(a.lat * degree) * std::cos(b.lat * degree) * east * east;
  return 2.0 * radius * std::asin(std::sqrt(h));
}

std::vector<province> provinces_of_2019(const coopgraph::network& vietnam) {
  std::vector<province> found;
  for (const coopgraph::actor& a : vietnam.actors())
    for (const coopgraph::attribute& column : a.attributes)
      if (column.name == "population_2019" && !a.valid.first) found.push_back({a.key, a.where.value(), std::stod(column.value)});
  return found;
}

using pair_of_ids = std::pair<std::string, std::string>;

std::set<pair_of_ids> neighbours(const std::string& file) {
  const auto borders = coopgraph::read_edge_table(file, {.source_column = "a", .target_column = "b", .find_strength = false});
  std::set<pair_of_ids> pairs;
  for (const coopgraph::endpoints& e : borders.rows) {
    pairs.emplace(borders.ids[e.source], borders.ids[e.target]);
    pairs.emplace(borders.ids[e.target], borders.ids[e.source]);
  }
  return pairs;
}

// T = P P / d^2, with P in 100,000 people and d in 10 km; twice that between
// neighbours by land. Whole numbers; what would be 0 is no flow.
std::int64_t gravity(const province& from, const province& to, bool neighbours) {
  const double d = distance(from.where, to.where) / 10.0;
  const double exchange = (from.people / 1e5) * (to.people / 1e5) / (d * d);
  return std::llround((neighbours ? 2.0 : 1.0) * exchange);
}

void add_frame(coopgraph::network_builder& b, const coopgraph::network& vietnam) {
  b.describe({.name = "vietnam-modelled",
              .title = "Modelled exchange between the 63 provinces of Viet Nam",
              .description =
                  "No observation: every flow is modelled from public facts by T = P_i P_j / d^2, with P the census of 2019 in "
                  "100,000 people and d the distance of the centres in 10 km; twice that between provinces with a common land "
                  "border; rounded to whole numbers, and what rounds to 0 is left out. Written by examples/06_modelled_network.",
              .licenses = {vietnam.about().licenses.begin(), vietnam.about().licenses.end()},
              .sources = {{.title = "populations, positions, borders and regions: the dataset vietnam", .path = "../vietnam"}}});
  b.observe({.title = "all pairs, by a model"});
  b.add(coopgraph::source_record{.id = "gravity-model",
                                 .title = "T = P_i P_j / d^2, twice that between neighbours by land: a model, no observation",
                                 .publisher = "coopgraph",
                                 .locator = "examples/06_modelled_network.cpp"});
  for (const coopgraph::actor& a : vietnam.actors()) {
    if (a.valid.first) continue;  // one of the units of 2025
    coopgraph::actor_record row{.id = a.key, .name = a.name, .kind = a.kind};
    row.lon = coopgraph::to_text(a.where->lon);
    row.lat = coopgraph::to_text(a.where->lat);
    for (const coopgraph::attribute& column : a.attributes)
      if (column.name == "population_2019") row.attributes.emplace_back(column.name, column.value);
    b.add(std::move(row));
  }
  for (const coopgraph::alias& other : vietnam.aliases())
    if (vietnam.key_of(other.who).rfind("2025-", 0) != 0)
      b.add(coopgraph::alias_record{.id = vietnam.key_of(other.who), .alias = other.text});
  for (const coopgraph::region& r : vietnam.regions())
    for (const coopgraph::membership& m : r.members)
      b.add(coopgraph::region_record{.region = r.key, .name = r.name, .actor = vietnam.key_of(m.member)});
}

void add_flow(coopgraph::network_builder& b, const province& from, const province& to, std::int64_t exchange) {
  const std::string id = from.id + '-' + to.id;
  b.add(coopgraph::flow_record{.id = id,
                               .origin = from.id,
                               .destination = to.id,
                               .product = "goods",
                               .field = "trade",
                               .effective_from = "2019",
                               .effective_to = "2019",
                               .source = "gravity-model"});
  b.add(coopgraph::quantity_record{.record = id,
                                   .measure = "exchange",
                                   .value = coopgraph::to_text(exchange),
                                   .unit = "index",
                                   .exactness = "about",
                                   .basis = "modelled"});
}

}  // namespace

int main(int count, char** arguments) {
  const std::string data = count > 1 ? arguments[1] : "examples/data";
  const coopgraph::network vietnam = coopgraph::read_dataset(data + "/vietnam");
  const std::vector<province> provinces = provinces_of_2019(vietnam);
  const std::set<pair_of_ids> by_land = neighbours(data + "/vietnam/borders.csv");

  coopgraph::network_builder b;
  add_frame(b, vietnam);
  std::int64_t total = 0;
  for (const province& from : provinces)
    for (const province& to : provinces) {
      const std::int64_t exchange = from.id == to.id ? 0 : gravity(from, to, by_land.count({from.id, to.id}) > 0);
      if (exchange == 0) continue;
      add_flow(b, from, to, exchange);
      total += exchange;
    }
  const coopgraph::network modelled = b.build();
  if (count > 2) coopgraph::write_dataset(modelled, arguments[2]);

  std::cout << "Modelled, not observed: " << provinces.size() << " provinces, " << modelled.flows().size() << " flows, exchange "
            << total << " (index)\n";
  const auto view = coopgraph::project_flows(modelled, {.strength = {.measure = "exchange"}});
  const auto ranked = coopgraph::strength(view.graph, view.strengths, {.mode = coopgraph::degree_mode::out}).score;
  for (const auto& [name, score] : coopgraph::top(view.names, ranked, 5))
    std::cout << "  " << name << " sends " << coopgraph::to_text(score) << '\n';
}
