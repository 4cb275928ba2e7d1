// SPDX-License-Identifier: BSL-1.0
// The model behind 10_report: cooperation of many sides, by rules, as no
// record of it exists. Who exchanges most by the dataset vietnam-modelled
// makes agreements; regions have programmes; three products go to markets.
// What it makes is marked as modelled throughout.
#pragma once

#include <coopgraph/core/text.hpp>
#include <coopgraph/model/network.hpp>
#include <coopgraph/model/network_builder.hpp>
#include <coopgraph/view/flow_projection.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <tuple>
#include <utility>
#include <variant>
#include <vector>

namespace cooperation {

using coopgraph::to_text;

// The socio-economic regions: each province is in one of them.
inline constexpr std::array regions{"northern-midlands-and-mountains",
                                    "red-river-delta",
                                    "north-central-and-central-coast",
                                    "central-highlands",
                                    "south-east",
                                    "mekong-delta"};

// All numbers are assumptions. Members of a region send to a hub, which sends on to markets.
struct product {
  const char* name;
  const char* region;
  const char* hub;                     // id of a province
  std::array<const char*, 3> markets;  // ids of cities
  std::int64_t sent;                   // tonnes a day, of 100,000 people of a sender
  std::int64_t wanted;                 // tonnes a day, of 100,000 people of a market
  std::int64_t cost;                   // thousand VND a tonne on the first leg
};
inline constexpr std::array<product, 3> products{{{"rice", "mekong-delta", "92", {"79", "48", "01"}, 30, 18, 300},
                                                  {"vegetables", "red-river-delta", "33", {"01", "31", "22"}, 14, 25, 200},
                                                  {"coffee", "central-highlands", "66", {"79", "48", "01"}, 9, 2, 900}}};

struct pair_of_provinces {
  std::int64_t exchange;  // index of the dataset vietnam-modelled, both ways together
  std::uint32_t a, b;     // actors, a < b
};

class cooperation_model {
 public:
  // `exchange` is the dataset vietnam-modelled.
  explicit cooperation_model(const coopgraph::network& exchange) : of_(exchange) {
    describe();
    add_provinces();
    rank_pairs();
    add_minutes();
    add_tourism();
    add_programmes();
    for (const product& p : products) add_supply(p);
  }
  coopgraph::network build() { return b_.build(); }

 private:
  void describe();
  void add_provinces();
  void rank_pairs();
  void add_minutes();
  void add_tourism();
  void add_programmes();
  void add_supply(const product& p);
  void add_agreement(coopgraph::agreement_record row, const std::vector<std::string>& parties, std::int64_t exchange);
  void add_flow(const product& p, const char* stage, const std::string& from, const std::string& to, std::int64_t tonnes,
                std::int64_t cost);
  [[nodiscard]] std::string id(std::uint32_t actor) const { return of_.actors()[actor].key; }
  [[nodiscard]] std::string name(std::uint32_t actor) const { return of_.actors()[actor].name; }

  const coopgraph::network& of_;
  coopgraph::network_builder b_;
  std::vector<std::int64_t> people_;      // by actor; census of 2019
  std::vector<std::size_t> region_;       // by actor, of `regions`
  std::vector<pair_of_provinces> pairs_;  // those that exchange most first
};

inline void cooperation_model::describe() {
  b_.describe(
      {.name = "vietnam-cooperation-modelled",
       .title = "Modelled cooperation of the 63 provinces of Viet Nam: every agreement and flow is modelled, none is observed",
       .description =
           "No observation: every agreement, programme, flow, capacity and cost follows from rules, none is a fact of a "
           "province. "
           "The 70 pairs that exchange most by the dataset vietnam-modelled have minutes on trade, the next 15 a proposal; pairs "
           "of provinces of two regions have a tourism programme, those that exchange most first, each province in one at most; "
           "each of the six "
           "socio-economic regions has a programme that its most populous province leads; rice, vegetables and coffee go from a "
           "region by way of a hub to three cities. Years and amounts are assumptions. Written by examples/10_report.",
       .licenses = {of_.about().licenses.begin(), of_.about().licenses.end()},
       .sources = {{.title = "provinces, positions, regions and exchange: the dataset vietnam-modelled",
                    .path = "../vietnam-modelled"}}});
  b_.observe({.title = "all pairs, by a model"});
  b_.add(coopgraph::source_record{.id = "cooperation-model",
                                  .title = "agreements, programmes and flows by rules: a model, no observation",
                                  .publisher = "coopgraph",
                                  .locator = "examples/10_cooperation_model.hpp"});
}

inline void cooperation_model::add_provinces() {
  for (const coopgraph::actor& a : of_.actors()) {
    coopgraph::actor_record row{.id = a.key, .name = a.name, .kind = a.kind};
    row.lon = to_text(a.where.value().lon);
    row.lat = to_text(a.where.value().lat);
    for (const coopgraph::attribute& column : a.attributes) row.attributes.emplace_back(column.name, column.value);
    people_.push_back(std::stoll(a.attributes.front().value));
    b_.add(std::move(row));
  }
  for (const coopgraph::alias& other : of_.aliases())
    if (std::holds_alternative<coopgraph::actor_id>(other.who))
      b_.add(coopgraph::alias_record{.id = of_.key_of(other.who), .alias = other.text});
  region_.resize(of_.actors().size());
  for (std::size_t r = 0; r < regions.size(); ++r)
    for (const coopgraph::actor_id member : of_.members(of_.region_with(regions[r]))) {
      region_[member.index()] = r;
      b_.add(coopgraph::region_record{
          .region = regions[r], .name = of_[of_.region_with(regions[r])].name, .actor = of_[member].key});
    }
}

inline void cooperation_model::rank_pairs() {
  const auto view = coopgraph::project_flows(of_, {.strength = {.measure = "exchange"}});
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::int64_t> both_ways;
  const auto g = view.graph.view();
  for (coopgraph::edge_id e = 0; e < g.edges(); ++e)
    both_ways[std::minmax(g.source[e], g.target[e])] += static_cast<std::int64_t>(view.strengths[e]);
  for (const auto& [ends, exchange] : both_ways) pairs_.push_back({exchange, ends.first, ends.second});
  std::stable_sort(pairs_.begin(), pairs_.end(),
                   [](const pair_of_provinces& x, const pair_of_provinces& y) { return x.exchange > y.exchange; });
}

inline void cooperation_model::add_agreement(coopgraph::agreement_record row, const std::vector<std::string>& parties,
                                             std::int64_t exchange) {
  row.source = "cooperation-model";
  b_.add(row);
  for (const std::string& party : parties)
    b_.add(coopgraph::party_record{.agreement = row.id, .actor = party, .role = party == parties.front() ? "lead" : ""});
  b_.add(coopgraph::quantity_record{.record = row.id,
                                    .measure = "exchange",
                                    .value = to_text(exchange),
                                    .unit = "index",
                                    .exactness = "about",
                                    .basis = "modelled"});
}

// Minutes of five years each; the later ranks began earlier and have ended.
inline void cooperation_model::add_minutes() {
  constexpr std::size_t agreed = 70;
  constexpr std::size_t proposed = 15;
  for (std::size_t rank = 0; rank < agreed + proposed; ++rank) {
    const auto& [exchange, a, b] = pairs_[rank];
    const std::int64_t begin = 2017 - static_cast<std::int64_t>(rank / 10);
    coopgraph::agreement_record row{.id = "trade-" + id(a) + '-' + id(b),
                                    .title = "Modelled minutes on trade, " + name(a) + " and " + name(b),
                                    .kind = "minutes",
                                    .fields = rank % 3 == 0 ? "investment;trade" : "trade"};
    if (rank < agreed) {
      row.status = begin + 4 < 2018 ? "ended" : "in force";
      row.effective_from = to_text(begin);
      row.effective_to = to_text(begin + 4);
    } else {
      row.status = "proposed";
    }
    add_agreement(std::move(row), {id(a), id(b)}, exchange);
  }
}

inline void cooperation_model::add_tourism() {
  std::vector<bool> has_one(region_.size(), false);
  for (const auto& [exchange, a, b] : pairs_) {
    if (region_[a] == region_[b] || has_one[a] || has_one[b]) continue;
    has_one[a] = has_one[b] = true;
    add_agreement({.id = "tourism-" + id(a) + '-' + id(b),
                   .title = "Modelled tourism programme, " + name(a) + " and " + name(b),
                   .kind = "programme",
                   .status = "in force",
                   .fields = "tourism",
                   .effective_from = "2016",
                   .effective_to = "2020"},
                  {id(a), id(b)}, exchange);
  }
}

inline void cooperation_model::add_programmes() {
  for (std::size_t r = 0; r < regions.size(); ++r) {
    std::uint32_t lead = 0;
    std::vector<std::string> parties;
    std::int64_t people = 0;
    for (std::uint32_t v = 0; v < region_.size(); ++v)
      if (region_[v] == r && people_[v] > people) people = people_[lead = v];
    parties.push_back(id(lead));
    std::int64_t exchange = 0;
    for (std::uint32_t v = 0; v < region_.size(); ++v)
      if (region_[v] == r && v != lead) parties.push_back(id(v));
    for (const pair_of_provinces& p : pairs_)
      if (region_[p.a] == r && region_[p.b] == r) exchange += p.exchange;
    add_agreement({.id = std::string("programme-") + regions[r],
                   .title = "Modelled programme of the region " + of_[of_.region_with(regions[r])].name,
                   .kind = "programme",
                   .status = "in force",
                   .fields = "agriculture;transport",
                   .effective_from = "2011",
                   .effective_to = "2020"},
                  parties, exchange);
  }
}

inline void cooperation_model::add_flow(const product& p, const char* stage, const std::string& from, const std::string& to,
                                        std::int64_t tonnes, std::int64_t cost) {
  const std::string key = std::string(p.name) + '-' + stage + '-' + from + '-' + to;
  b_.add(coopgraph::flow_record{.id = key,
                                .origin = from,
                                .destination = to,
                                .chain = std::string(p.name) + " to the cities",
                                .stage = stage,
                                .product = p.name,
                                .field = "agriculture;trade",
                                .effective_from = "2019",
                                .effective_to = "2019",
                                .capacity = to_text(tonnes),
                                .unit = "tonnes a day",
                                .unit_cost = to_text(cost),
                                .source = "cooperation-model"});
  b_.add(coopgraph::quantity_record{.record = key,
                                    .measure = "capacity",
                                    .value = to_text(tonnes),
                                    .unit = "tonnes a day",
                                    .exactness = "about",
                                    .basis = "modelled"});
}

inline void cooperation_model::add_supply(const product& p) {
  for (const coopgraph::actor_id member : of_.members(of_.region_with(p.region))) {
    const std::string from = of_[member].key;
    const bool is_market = std::find(p.markets.begin(), p.markets.end(), from) != p.markets.end();
    if (from != p.hub && !is_market) add_flow(p, "collection", from, p.hub, p.sent * people_[member.index()] / 100'000, p.cost);
  }
  std::int64_t leg = 2;
  for (const char* market : p.markets) {
    const std::int64_t people = people_[of_.actor_with(market).index()];
    add_flow(p, "wholesale", p.hub, market, p.wanted * people / 100'000, p.cost * leg++);
  }
}

}  // namespace cooperation
