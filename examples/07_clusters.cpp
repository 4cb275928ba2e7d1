// SPDX-License-Identifier: BSL-1.0
// Which regions do the ties themselves form, how sure is that, and how do they
// differ from the official ones? On the modelled exchange between the 63
// provinces, and on flows of your own between them:
//   07_clusters [DATA [FLOWS.csv]]
// FLOWS.csv has the columns origin,destination,people; its ends are ids of the
// provinces (01, 02, …).
#include <coopgraph/clustering/compare.hpp>
#include <coopgraph/clustering/ensemble.hpp>
#include <coopgraph/clustering/region_match.hpp>
#include <coopgraph/core/cover.hpp>
#include <coopgraph/core/text.hpp>
#include <coopgraph/io/dataset.hpp>
#include <coopgraph/io/edge_table.hpp>
#include <coopgraph/view/flow_projection.hpp>

#include <algorithm>
#include <cstdint>
#include <iostream>
#include <string>
#include <vector>

namespace {

const std::vector<std::string> six{"northern-midlands-and-mountains",
                                   "red-river-delta",
                                   "north-central-and-central-coast",
                                   "central-highlands",
                                   "south-east",
                                   "mekong-delta"};
const std::vector<std::string> northern{"red-river-delta", "northern-key-economic-region", "capital-region"};

std::string rounded(double x) { return coopgraph::to_text(static_cast<double>(static_cast<int>(x * 100.0 + 0.5)) / 100.0); }

// Regions as sets of vertices: they overlap.
coopgraph::cover cover_of(const coopgraph::network& provinces, const std::vector<std::string>& keys) {
  coopgraph::cover regions{provinces.actors().size(), {}};
  for (const std::string& key : keys) {
    regions.clusters.emplace_back();
    for (const coopgraph::actor_id member : provinces.members(provinces.region_with(key)))
      regions.clusters.back().push_back({static_cast<coopgraph::vertex_id>(member.index()), 1.0});
  }
  return regions;
}

// The six regions have each province once.
coopgraph::partition partition_of(const coopgraph::cover& regions) {
  std::vector<std::uint32_t> label(regions.vertices, 0);
  for (std::uint32_t r = 0; r < regions.clusters.size(); ++r)
    for (const coopgraph::cover_member& m : regions.clusters[r]) label[m.vertex] = r;
  return coopgraph::make_partition(label);
}

void print_clusters(const coopgraph::network& provinces, const coopgraph::ensemble_result& found) {
  for (std::uint32_t c = 0; c < found.consensus.clusters; ++c) {
    std::vector<std::string> border;
    std::size_t members = 0;
    for (std::size_t v = 0; v < found.members.size(); ++v) {
      if (found.consensus.label[v] != c) continue;
      ++members;
      if (!found.members[v].core) border.push_back(provinces.actors()[v].name);
    }
    std::cout << "  cluster " << c + 1 << ": " << members << " provinces, confidence " << rounded(found.confidence[c]);
    if (!border.empty()) std::cout << "; " << border.size() << " at the border, such as " << border.front();
    std::cout << '\n';
  }
}

void compare_with_regions(const coopgraph::network& provinces, const coopgraph::partition& clusters) {
  const coopgraph::cover official = cover_of(provinces, six);
  const auto alike = coopgraph::compare_partitions(partition_of(official), clusters);
  std::cout << "Beside the six official regions: AMI " << rounded(alike.ami) << ", ARI " << rounded(alike.ari) << '\n';
  const auto match = coopgraph::match_regions(clusters, official);
  std::cout << match.moved << " provinces would have to move, such as\n";
  for (std::size_t i = 0; i < std::min<std::size_t>(match.movers.size(), 3); ++i) {
    const coopgraph::region_mover& m = match.movers[i];
    std::cout << "  " << provinces.actors()[m.vertex].name;
    if (m.from != coopgraph::no_cluster) std::cout << " from cluster " << m.from + 1;
    if (m.to != coopgraph::no_cluster) std::cout << " to " << provinces[provinces.region_with(six[m.to])].name;
    std::cout << '\n';
  }
  std::cout << "The three overlapping regions of the north, each in how many clusters\n";
  const coopgraph::cover three = cover_of(provinces, northern);
  const auto north = coopgraph::match_regions(clusters, three);
  for (std::uint32_t r = 0; r < northern.size(); ++r) {
    const auto touched = std::count_if(north.overlaps.begin(), north.overlaps.end(), [&](const auto& row) {
      return std::any_of(row.begin(), row.end(), [&](const coopgraph::region_overlap& o) { return o.region == r; });
    });
    std::cout << "  " << provinces[provinces.region_with(northern[r])].name << ": " << touched << ", best cluster "
              << north.best_cluster[r].index + 1 << " holds " << rounded(north.best_cluster[r].recall) << " of it\n";
  }
}

void analyse(const coopgraph::network& provinces, const coopgraph::directed_graph& graph,
             const coopgraph::edge_strengths& strengths) {
  const auto found = coopgraph::leiden_ensemble(graph, strengths, {.resampling = coopgraph::ensemble_resampling::edges});
  std::cout << "Consensus of " << found.together.runs() << " runs on ties drawn anew: " << found.consensus.clusters
            << " clusters, modularity " << rounded(found.modularity) << '\n';
  print_clusters(provinces, found);
  compare_with_regions(provinces, found.consensus);
}

// A graph whose vertex v is actor v, from flows by ids.
void analyse_table(const coopgraph::network& provinces, const std::string& file) {
  const coopgraph::edge_table table = coopgraph::read_edge_table(
      file, {.number_columns = {"people"}, .find_strength = false, .direction = coopgraph::edge_direction::directed});
  std::vector<coopgraph::vertex_id> vertex;
  for (const std::string& id : table.ids) vertex.push_back(static_cast<coopgraph::vertex_id>(provinces.actor_with(id).index()));
  std::vector<coopgraph::endpoints> ends;
  for (const coopgraph::endpoints& row : table.rows) ends.push_back({vertex[row.source], vertex[row.target]});
  analyse(provinces, coopgraph::directed_graph(provinces.actors().size(), ends),
          coopgraph::edge_strengths::from(table.numbers.front().values));
}

}  // namespace

int main(int count, char** arguments) {
  const std::string data = count > 1 ? arguments[1] : "examples/data";
  const coopgraph::network modelled = coopgraph::read_dataset(data + "/vietnam-modelled");
  if (count > 2) {
    analyse_table(modelled, arguments[2]);
    return 0;
  }
  std::cout << "Modelled exchange between the 63 provinces (not observed)\n";
  const coopgraph::flow_view view = coopgraph::project_flows(modelled, {.strength = {.measure = "exchange"}});
  analyse(modelled, view.graph, view.strengths);

  const coopgraph::network hanoi = coopgraph::read_dataset(data + "/hanoi-2018");
  std::cout << "Clusters of Hanoi's cooperation in 2018: ";
  if (!hanoi.observed().whose.empty())
    std::cout << "ties among the others were not observed, only those of " << hanoi[hanoi.observed().whose.front()].name << '\n';
}
