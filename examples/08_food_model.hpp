// SPDX-License-Identifier: BSL-1.0
// The model behind 08_supply_chain: the food supply of Hanoi by rules and
// assumptions, as no figures are known. The provinces around Hanoi grow, hubs
// collect, markets sell on, shops serve the households. What it makes is
// marked as modelled throughout.
#pragma once

#include <coopgraph/core/text.hpp>
#include <coopgraph/model/network.hpp>
#include <coopgraph/model/network_builder.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numbers>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace food {

using coopgraph::to_text;

inline constexpr std::array regions{"red-river-delta", "northern-key-economic-region", "capital-region"};
inline constexpr const char* unit = "tonnes a day";

struct site {
  std::string id;
  std::string name;
  coopgraph::position where;
};

struct province {
  site at;
  std::string kind;
  std::int64_t people = 0;  // census of 2019
};

// All numbers are assumptions. Amounts in grams a head and day, costs in thousand VND a tonne.
struct product {
  std::string name;
  std::string producers;
  std::string hub;
  std::vector<std::string> hubs_in;  // ids of provinces
  std::int64_t grams_eaten;          // by a head in Hanoi
  std::int64_t grams_sent;           // by a head of a province that is next door
  std::int64_t hub_to_market;        // tonnes a day that a hub can send to one market
  std::int64_t farm_gate;            // cost of what is grown
  std::int64_t processing;           // cost at a hub
};

inline const std::array<product, 2> products{
    {{"vegetables", "Vegetable growers", "Collection centre", {"17", "26", "30", "35"}, 200, 250, 260, 4000, 300},
     {"meat", "Livestock farms", "Slaughterhouse", {"19", "25", "33"}, 100, 130, 120, 45000, 2500}}};

struct group {
  const char* id;
  std::int64_t percent;  // of the people of Hanoi
  double north, east;    // of its centre, in degrees
};
inline constexpr std::array<group, 5> groups{{{"centre", 30, 0.0, 0.0},
                                              {"north", 20, 0.15, 0.0},
                                              {"south", 20, -0.15, 0.0},
                                              {"east", 15, 0.0, 0.15},
                                              {"west", 15, 0.0, -0.15}}};
inline constexpr std::array<group, 3> market_places{{{"north", 0, 0.1, 0.05}, {"south", 0, -0.1, 0.05}, {"west", 0, 0.0, -0.2}}};

// Whole kilometres along the surface of a sphere (haversine), at least 15.
inline std::int64_t kilometres(const site& from, const site& to) {
  constexpr double degree = std::numbers::pi / 180.0;
  const coopgraph::position a = from.where;
  const coopgraph::position b = to.where;
  const double north = std::sin((b.lat - a.lat) * degree / 2.0);
  const double east = std::sin((b.lon - a.lon) * degree / 2.0);
  const double h = north * north + std::cos(a.lat * degree) * std::cos(b.lat * degree) * east * east;
  return std::max<std::int64_t>(15, std::llround(2.0 * 6371.0 * std::asin(std::sqrt(h))));
}

inline std::vector<site> nearest_first(const site& to, std::vector<site> sites) {
  std::sort(sites.begin(), sites.end(), [&](const site& a, const site& b) {
    return std::pair(kilometres(to, a), a.id) < std::pair(kilometres(to, b), b.id);
  });
  return sites;
}

class food_model {
 public:
  explicit food_model(const coopgraph::network& vietnam) : vietnam_(vietnam) {
    describe();
    add_provinces();
    for (const group& g : market_places) markets_.push_back(add_site("market", g, "Wholesale market ", "wholesale market"));
    for (const group& g : groups) {
      shops_.push_back(add_site("shops", g, "Shops ", "retail"));
      households_.push_back(add_site("households", g, "Households ", "households"));
    }
    for (const product& p : products) add_chain(p);
  }
  coopgraph::network build() { return b_.build(); }

 private:
  void describe();
  void add_provinces();
  site add_site(const std::string& layer, const group& g, const std::string& name, const std::string& kind);
  site add_actor(const site& at, const std::string& kind, const std::string& parent);
  void add_chain(const product& p);
  void add_flow(const product& p, const char* stage, const site& from, const site& to, std::int64_t capacity, std::int64_t cost);

  const coopgraph::network& vietnam_;
  coopgraph::network_builder b_;
  std::vector<province> provinces_;
  std::vector<site> markets_, shops_, households_;
};

inline void food_model::describe() {
  b_.describe(
      {.name = "hanoi-food-modelled",
       .title = "Modelled food supply of Hanoi: every figure is modelled, none is observed",
       .description =
           "No observation: every producer, hub, market, shop, capacity and cost is modelled by the rules of "
           "examples/08_food_model.hpp, none is a fact of Hanoi or of a province. Only the provinces (the members of the three "
           "regions around Hanoi), their positions, regions and populations are from the dataset vietnam. Producers of a "
           "province "
           "send P g 50 / (50 + d), with P its people (a fifth of them in a city), g grams a head and day (vegetables 250, meat "
           "130) and d the kilometres to Hanoi; from 30 tonnes on a third goes to the second nearest hub, all else to the "
           "nearest. Households ask for 200 g of vegetables and 100 g of meat a head. Capacities in tonnes a day, unit costs in "
           "thousand VND a tonne. "
           "Written by examples/08_supply_chain.",
       .licenses = {{.name = "BSL-1.0",
                     .title = "Boost Software License 1.0 (wording, arrangement and modelled figures, none of which is an "
                              "observation; facts are free; positions are derived from boundaries under the MIT licence)",
                     .path = "https://www.boost.org/LICENSE_1_0.txt"}},
       .sources = {{.title = "provinces, populations, positions and regions: the dataset vietnam", .path = "../vietnam"}}});
  b_.observe({.title = "a supply chain, by a model"});
  b_.add(coopgraph::source_record{.id = "food-model",
                                  .title = "producers, hubs, markets and shops by rules and assumptions: a model, no observation",
                                  .publisher = "coopgraph",
                                  .locator = "examples/08_food_model.hpp"});
}

// The members of the three regions around Hanoi, and Hanoi.
inline void food_model::add_provinces() {
  std::set<coopgraph::actor_id> members;
  for (const char* key : regions)
    for (const coopgraph::actor_id member : vietnam_.members(vietnam_.region_with(key))) members.insert(member);
  for (const coopgraph::actor_id member : members) {
    const coopgraph::actor& a = vietnam_[member];
    province p{{a.key, a.name, a.where.value()}, a.kind};
    coopgraph::actor_record row{.id = a.key, .name = a.name, .kind = a.kind};
    row.lon = to_text(a.where->lon);
    row.lat = to_text(a.where->lat);
    for (const coopgraph::attribute& column : a.attributes)
      if (column.name == "population_2019") {
        p.people = std::stoll(column.value);
        row.attributes.emplace_back(column.name, column.value);
      }
    b_.add(std::move(row));
    provinces_.push_back(std::move(p));
  }
  for (const char* key : regions)
    for (const coopgraph::actor_id member : vietnam_.members(vietnam_.region_with(key)))
      b_.add(coopgraph::region_record{
          .region = key, .name = vietnam_[vietnam_.region_with(key)].name, .actor = vietnam_[member].key});
}

inline site food_model::add_actor(const site& at, const std::string& kind, const std::string& parent) {
  coopgraph::actor_record row{.id = at.id, .name = at.name, .kind = "modelled " + kind, .parent = parent};
  row.lon = to_text(at.where.lon);
  row.lat = to_text(at.where.lat);
  b_.add(std::move(row));
  return at;
}

inline site food_model::add_site(const std::string& layer, const group& g, const std::string& name, const std::string& kind) {
  const coopgraph::position centre = provinces_.front().at.where;  // 01 is Hanoi
  const auto rounded = [](double x) { return std::round(x * 1e4) / 1e4; };
  return add_actor({layer + '-' + g.id, name + g.id, {rounded(centre.lon + g.east), rounded(centre.lat + g.north)}}, kind, "01");
}

inline void food_model::add_chain(const product& p) {
  std::vector<site> hubs;
  for (const province& at : provinces_)
    if (std::find(p.hubs_in.begin(), p.hubs_in.end(), at.at.id) != p.hubs_in.end())
      hubs.push_back(add_actor({p.name + "-hub-" + at.at.id, p.hub + " in " + at.at.name, at.at.where}, "hub", at.at.id));
  for (const province& at : provinces_) {
    const std::int64_t people = at.kind == "city" ? at.people / 5 : at.people;
    const std::int64_t sent = people * p.grams_sent * 50 / ((50 + kilometres(at.at, provinces_.front().at)) * 1'000'000);
    const site producers =
        add_actor({p.name + '-' + at.at.id, p.producers + " of " + at.at.name, at.at.where}, "producers", at.at.id);
    const std::vector<site> near = nearest_first(producers, hubs);
    const std::int64_t second = sent < 30 ? 0 : sent / 3;
    add_flow(p, "collection", producers, near[0], sent - second, p.farm_gate + 3 * kilometres(producers, near[0]));
    if (second > 0) add_flow(p, "collection", producers, near[1], second, p.farm_gate + 3 * kilometres(producers, near[1]));
  }
  for (const site& hub : hubs) {
    const std::vector<site> near = nearest_first(hub, markets_);
    for (std::size_t i = 0; i < 2; ++i)
      add_flow(p, "wholesale", hub, near[i], p.hub_to_market, p.processing + 3 * kilometres(hub, near[i]));
  }
  for (std::size_t i = 0; i < groups.size(); ++i) {
    const std::int64_t asked = provinces_.front().people * groups[i].percent / 100 * p.grams_eaten / 1'000'000;
    for (const site& market : markets_)
      add_flow(p, "retail", market, shops_[i], (asked + 1) / 2, 100 + 5 * kilometres(market, shops_[i]));
    add_flow(p, "consumption", shops_[i], households_[i], asked, 400);
  }
}

inline void food_model::add_flow(const product& p, const char* stage, const site& from, const site& to, std::int64_t capacity,
                                 std::int64_t cost) {
  const std::string id = p.name + '-' + stage + '-' + from.id + '-' + to.id;
  b_.add(coopgraph::flow_record{.id = id,
                                .origin = from.id,
                                .destination = to.id,
                                .chain = p.name + " for Hanoi",
                                .stage = stage,
                                .product = p.name,
                                .field = "agriculture;trade",
                                .effective_from = "2019",
                                .effective_to = "2019",
                                .capacity = to_text(capacity),
                                .unit = unit,
                                .unit_cost = to_text(cost),
                                .source = "food-model"});
  b_.add(coopgraph::quantity_record{
      .record = id, .measure = "capacity", .value = to_text(capacity), .unit = unit, .exactness = "about", .basis = "modelled"});
}

}  // namespace food
