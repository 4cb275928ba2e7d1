// SPDX-License-Identifier: BSL-1.0
// Which regions could the 63 provinces form, each in one piece on the map? By
// what they exchange (modelled), by what they are like (counted), and by whom
// they depend on (modelled); each beside the official regions:
//   09_regions [DATA]
// reads DATA/vietnam (census, areas, land borders) and DATA/vietnam-modelled
// (exchange, official regions). What is found is checked by code of its own.
#include <coopgraph/clustering/azp.hpp>
#include <coopgraph/clustering/compare.hpp>
#include <coopgraph/clustering/contiguous_leiden.hpp>
#include <coopgraph/clustering/dominant_flows.hpp>
#include <coopgraph/clustering/max_p_regions.hpp>
#include <coopgraph/clustering/quality.hpp>
#include <coopgraph/clustering/region_match.hpp>
#include <coopgraph/clustering/skater.hpp>
#include <coopgraph/clustering/verify_contiguity.hpp>
#include <coopgraph/clustering/verify_regions.hpp>
#include <coopgraph/core/cover.hpp>
#include <coopgraph/core/elementary.hpp>
#include <coopgraph/core/text.hpp>
#include <coopgraph/graph/contiguity.hpp>
#include <coopgraph/io/dataset.hpp>
#include <coopgraph/io/edge_table.hpp>
#include <coopgraph/view/flow_projection.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iostream>
#include <map>
#include <string>
#include <vector>

namespace {

constexpr double least_people = 5e6;  // the least official region, the Central Highlands, has 5.8 million

const std::vector<std::string> six{"northern-midlands-and-mountains",
                                   "red-river-delta",
                                   "north-central-and-central-coast",
                                   "central-highlands",
                                   "south-east",
                                   "mekong-delta"};
const std::vector<std::string> northern{"red-river-delta", "northern-key-economic-region", "capital-region"};

// Vertex v is province v throughout.
struct country {
  coopgraph::network provinces;
  coopgraph::flow_view exchange;  // modelled
  coopgraph::undirected_graph borders;
  std::vector<double> people;             // census of 2019
  coopgraph::unit_attributes attributes;  // density of 2019 (logarithm) and growth since 2009
  coopgraph::cover official;              // the six
  std::vector<std::uint32_t> official_region;
  coopgraph::partition official_parts;

  [[nodiscard]] const std::string& name(std::size_t v) const { return provinces.actors()[v].name; }
  [[nodiscard]] coopgraph::region_floor floor() const { return {.least = least_people, .amounts = people}; }
  [[nodiscard]] const std::string& region(const std::vector<std::string>& keys, std::uint32_t r) const {
    return provinces[provinces.region_with(keys[r])].name;
  }
};

std::string rounded(double x, double parts = 100.0) {
  return coopgraph::to_text(static_cast<double>(static_cast<std::int64_t>(x * parts + 0.5)) / parts);
}

std::string percent(double share) { return rounded(share * 100.0, 1.0) + "%"; }

std::string millions(double people) { return rounded(people / 1e6, 10.0) + " million people"; }

double number_of(const coopgraph::actor& province, const std::string& column) {
  for (const coopgraph::attribute& a : province.attributes)
    if (a.name == column) return std::stod(a.value);
  return 0.0;
}

coopgraph::cover cover_of(const coopgraph::network& provinces, const std::vector<std::string>& keys) {
  coopgraph::cover regions{provinces.actors().size(), {}};
  for (const std::string& key : keys) {
    regions.clusters.emplace_back();
    for (const coopgraph::actor_id member : provinces.members(provinces.region_with(key)))
      regions.clusters.back().push_back({static_cast<coopgraph::vertex_id>(member.index()), 1.0});
  }
  return regions;
}

// By province: its one region.
std::vector<std::uint32_t> region_of_each(const coopgraph::cover& regions) {
  std::vector<std::uint32_t> region(regions.vertices, 0);
  for (std::uint32_t r = 0; r < regions.clusters.size(); ++r)
    for (const coopgraph::cover_member& m : regions.clusters[r]) region[m.vertex] = r;
  return region;
}

country read_country(const std::string& data) {
  country c{.provinces = coopgraph::read_dataset(data + "/vietnam-modelled"),
            .exchange = {},
            .borders = {},
            .people = {},
            .attributes = {.columns = 2, .values = {}},
            .official = {},
            .official_region = {},
            .official_parts = {}};
  c.exchange = coopgraph::project_flows(c.provinces, {.strength = {.measure = "exchange"}});
  const coopgraph::network counted = coopgraph::read_dataset(data + "/vietnam");
  for (const coopgraph::actor& a : c.provinces.actors()) {
    const coopgraph::actor& p = counted[counted.actor_with(a.key)];
    c.people.push_back(number_of(p, "population_2019"));
    c.attributes.values.push_back(coopgraph::elementary::log(c.people.back() / number_of(p, "area_km2")));
    c.attributes.values.push_back(c.people.back() / number_of(p, "population_2009"));
  }
  const coopgraph::edge_table table = coopgraph::read_edge_table(
      data + "/vietnam/borders.csv", {.source_column = "a", .target_column = "b", .find_strength = false});
  std::vector<coopgraph::endpoints> pairs;
  const auto province = [&](coopgraph::vertex_id end) {
    return static_cast<coopgraph::vertex_id>(c.provinces.actor_with(table.ids[end]).index());
  };
  for (const coopgraph::endpoints& row : table.rows) pairs.push_back({province(row.source), province(row.target)});
  c.borders = coopgraph::border_contiguity(c.people.size(), pairs).graph;
  c.official = cover_of(c.provinces, six);
  c.official_region = region_of_each(c.official);
  c.official_parts = coopgraph::make_partition(c.official_region);
  return c;
}

// By region: the share of all exchange with an end in it that has both there.
std::vector<double> kept_within(const country& c, const coopgraph::partition& regions) {
  std::vector<double> kept;
  for (const auto& region : coopgraph::partition_quality(c.exchange.graph, c.exchange.strengths, regions).clusters)
    kept.push_back(region.supply_containment.value_or(0.0));
  return kept;
}

double modelled_modularity(const country& c, const coopgraph::partition& regions) {
  return coopgraph::partition_quality(c.exchange.graph, c.exchange.strengths, regions).modularity;
}

void print_checks(const std::vector<std::string>& problems) {
  std::cout << "  Checked anew: " << (problems.empty() ? "each region is in one piece, and all is as stated" : problems.front())
            << '\n';
}

void print_regions(const country& c, const coopgraph::partition& regions) {
  const std::vector<double> kept = kept_within(c, regions);
  const auto match = coopgraph::match_regions(regions, c.official);
  for (std::uint32_t r = 0; r < regions.clusters; ++r) {
    std::size_t largest = c.people.size();
    double people = 0.0;
    for (std::size_t v = 0; v < c.people.size(); ++v) {
      if (regions.label[v] != r) continue;
      people += c.people[v];
      if (largest == c.people.size() || c.people[v] > c.people[largest]) largest = v;
    }
    const coopgraph::best_counterpart& best = match.best_region[r];
    std::cout << "  " << r + 1 << ". with " << c.name(largest) << ": " << match.cluster_members[r] << " provinces, "
              << millions(people) << ", keeps " << percent(kept[r])
              << " of what it sends (modelled); nearest: " << c.region(six, best.index) << " ("
              << rounded(best.recall * match.region_members[best.index], 1.0) << " of its " << match.region_members[best.index]
              << ")\n";
  }
}

// Who would change region, grouped: from the official one to that which the
// found one stands for.
void print_movers(const country& c, const coopgraph::partition& regions, const std::string& basis) {
  const auto match = coopgraph::match_regions(regions, c.official);
  std::map<std::string, std::string> moves;
  for (const coopgraph::region_mover& m : match.movers) {
    const std::uint32_t found = regions.label[m.vertex];
    const std::string to = match.region_of[found] == coopgraph::no_cluster
                               ? "region " + std::to_string(found + 1) + ", which is new"
                               : c.region(six, match.region_of[found]);
    std::string& names = moves[c.region(six, c.official_region[m.vertex]) + " to " + to];
    names += (names.empty() ? "" : ", ") + c.name(m.vertex);
  }
  std::cout << "  " << match.moved << " of " << c.people.size() << " provinces would change region (" << basis << "):\n";
  for (const auto& [move, names] : moves) std::cout << "    " << move << ": " << names << '\n';
}

void print_likeness(const country& c, const coopgraph::partition& regions, const std::string& basis) {
  const auto alike = coopgraph::compare_partitions(c.official_parts, regions);
  std::cout << "  Beside the six official regions (" << basis << "): NMI " << rounded(alike.nmi) << ", AMI " << rounded(alike.ami)
            << " (1: the same; AMI about 0: by chance)\n";
}

// How the three overlapping regions of the north lie in the regions found.
void print_north(const country& c, const coopgraph::partition& regions, const std::string& basis) {
  const auto north = coopgraph::match_regions(regions, cover_of(c.provinces, northern));
  std::cout << "  The overlapping regions of the north (" << basis << "):\n";
  for (std::uint32_t r = 0; r < northern.size(); ++r) {
    const coopgraph::best_counterpart& best = north.best_cluster[r];
    std::cout << "    " << c.region(northern, r) << " (" << north.region_members[r] << "):";
    std::string parts;
    for (std::uint32_t found = 0; found < regions.clusters; ++found)
      for (const coopgraph::region_overlap& o : north.overlaps[found])
        if (o.region == r)
          parts += (parts.empty() ? " " : ", ") + std::to_string(o.members) + " in region " + std::to_string(found + 1);
    std::cout << parts << "; fits region " << best.index + 1 << " best, with " << percent(best.jaccard)
              << " of the members of either in both\n";
  }
}

void print_official(const country& c) {
  std::cout << "The six official regions\n";
  print_regions(c, c.official_parts);
  std::cout << "  In one piece each: " << (coopgraph::regions_are_contiguous(c.borders, c.official_parts) ? "yes" : "no")
            << "; modularity of the exchange (modelled): " << rounded(modelled_modularity(c, c.official_parts), 1000.0) << '\n';
}

void by_exchange(const country& c) {
  const coopgraph::contiguous_leiden_options asked{.floor = c.floor(), .clusters = 6};
  const auto found = coopgraph::contiguous_leiden(c.exchange.graph, c.exchange.strengths, c.borders, asked);
  std::cout << "\nSix regions that exchange most within themselves (modelled), of 5 million people at least\n";
  print_regions(c, found.partition);
  std::cout << "  Modularity of the exchange (modelled): " << rounded(found.modularity, 1000.0) << '\n';
  print_checks(coopgraph::check_region_evidence(c.borders, found.partition, found.evidence,
                                                {.clusters = asked.clusters, .floor = asked.floor}));
  const auto free = coopgraph::contiguous_leiden(c.exchange.graph, c.exchange.strengths, c.borders);
  std::cout << "  With neither number nor floor asked for: " << free.partition.clusters << " regions, modularity (modelled) "
            << rounded(free.modularity, 1000.0) << '\n';
  print_likeness(c, found.partition, "modelled");
  print_movers(c, found.partition, "modelled");
  print_north(c, found.partition, "modelled");
}

void print_alike(const country& c, const std::string& method, const coopgraph::contiguous_regions& found, std::size_t clusters) {
  const auto match = coopgraph::match_regions(found.partition, c.official);
  const auto alike = coopgraph::compare_partitions(c.official_parts, found.partition);
  std::cout << "  " << method << ": " << found.partition.clusters << " regions tell " << percent(found.between / found.total)
            << " of the differences; NMI " << rounded(alike.nmi) << ", AMI " << rounded(alike.ami) << "; " << match.moved
            << " would change region\n";
  print_checks(coopgraph::check_regions(c.borders, c.attributes, found, {.clusters = clusters, .floor = c.floor()}));
}

// The share of the differences that the six official regions tell; both
// attributes count alike, as they do for the methods.
double told_by_official(const country& c) {
  double told = 0.0;
  const std::size_t n = c.people.size();
  for (std::size_t column = 0; column < c.attributes.columns; ++column) {
    const auto value = [&](std::size_t v) { return c.attributes.values[v * c.attributes.columns + column]; };
    double mean = 0.0;
    for (std::size_t v = 0; v < n; ++v) mean += value(v) / static_cast<double>(n);
    double total = 0.0;
    for (std::size_t v = 0; v < n; ++v) total += (value(v) - mean) * (value(v) - mean);
    double between = 0.0;
    for (const auto& region : c.official.clusters) {
      double mean_of_region = 0.0;
      for (const coopgraph::cover_member& m : region) mean_of_region += value(m.vertex) / static_cast<double>(region.size());
      between += static_cast<double>(region.size()) * (mean_of_region - mean) * (mean_of_region - mean);
    }
    told += between / total / static_cast<double>(c.attributes.columns);
  }
  return told;
}

void by_likeness(const country& c) {
  std::cout << "\nRegions of provinces that are alike in density and growth (counted: census of 2009 and 2019), of 5 million\n"
               "people at least\n";
  std::cout << "  official: 6 regions tell " << percent(told_by_official(c)) << " of the differences\n";
  print_alike(c, "skater", coopgraph::skater(c.borders, c.attributes, {.clusters = 6, .floor = c.floor()}), 6);
  const auto best = coopgraph::azp(c.borders, c.attributes, {.clusters = 6, .floor = c.floor()});
  print_alike(c, "azp", best, 6);
  const auto most = coopgraph::max_p_regions(c.borders, c.attributes, {.floor = c.floor()});
  print_alike(c, "max-p", most, 0);
  std::cout << "  No division has more than " << most.bound << " regions of 5 million people; max-p found "
            << most.partition.clusters << ".\n  The six of azp:\n";
  print_regions(c, best.partition);
  print_north(c, best.partition, "counted");
}

void by_dependence(const country& c) {
  const auto found = coopgraph::dominant_flows(c.exchange.graph, c.exchange.strengths);
  std::cout << "\nWho depends on whom: each province on the one to which it sends most, if that one receives more (modelled)\n";
  std::vector<std::size_t> members(found.partition.clusters, 0);
  std::vector<std::uint32_t> farthest(found.partition.clusters, 0);
  for (std::size_t v = 0; v < c.people.size(); ++v) {
    const std::uint32_t field = found.partition.label[v];
    ++members[field];
    farthest[field] = std::max(farthest[field], found.depth[v]);
  }
  std::string alone;
  for (const coopgraph::vertex_id centre : found.terminals) {
    const std::uint32_t field = found.partition.label[centre];
    if (members[field] > 1)
      std::cout << "  " << c.name(centre) << ": " << members[field] - 1 << " provinces depend on it, "
                << (farthest[field] == 1 ? "all directly"
                                         : "the farthest by way of " + std::to_string(farthest[field] - 1) +
                                               (farthest[field] == 2 ? " other" : " others"))
                << " (modelled)\n";
    else
      alone += (alone.empty() ? "" : ", ") + c.name(centre);
  }
  if (!alone.empty()) std::cout << "  No centre and on none: " << alone << '\n';
  std::cout << "  Nobody asked these fields to be in one piece: "
            << (coopgraph::regions_are_contiguous(c.borders, found.partition) ? "each is" : "not each is") << '\n';
  print_likeness(c, found.partition, "modelled");
  print_north(c, found.partition, "modelled");
}

}  // namespace

int main(int count, char** arguments) {
  const country c = read_country(count > 1 ? arguments[1] : "examples/data");
  std::cout
      << c.people.size() << " provinces, " << c.borders.view().edges()
      << " pairs with a common land border. Exchange is modelled, not observed: twice as much between neighbours is part of\n"
         "the model. People are counted.\n\n";
  print_official(c);
  by_exchange(c);
  by_likeness(c);
  by_dependence(c);
}
