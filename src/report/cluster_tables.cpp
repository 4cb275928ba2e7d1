// SPDX-License-Identifier: BSL-1.0
#include "report/cluster_tables.hpp"

#include "report/disjoint_regions.hpp"
#include "report/report_tables.hpp"

#include <coopgraph/clustering/ensemble.hpp>
#include <coopgraph/clustering/overlapping_compare.hpp>
#include <coopgraph/clustering/quality.hpp>
#include <coopgraph/clustering/region_match.hpp>
#include <coopgraph/core/cover.hpp>
#include <coopgraph/core/text.hpp>
#include <coopgraph/plot/cluster_map.hpp>

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>
#include <variant>

namespace coopgraph::detail {

double to_hundredths(double x) { return std::round(x * 100.0) / 100.0; }

cover regions_as_cover(const network& from) {
  cover c{from.actors().size(), {}};
  for (std::uint32_t r = 0; r < from.regions().size(); ++r) {
    c.clusters.emplace_back();
    for (const actor_id member : from.members(region_id(r)))
      c.clusters.back().push_back({static_cast<vertex_id>(member.index()), 1.0});
  }
  return c;
}

shown_clusters shown_of(const partition& parts) {
  shown_clusters s{std::vector<std::vector<vertex_id>>(parts.clusters), std::vector<std::int64_t>(parts.clusters, 0)};
  for (vertex_id v = 0; v < parts.label.size(); ++v) s.members[parts.label[v]].push_back(v);
  for (std::size_t c = 0; c < s.members.size(); ++c)
    if (s.members[c].size() > 1) s.number[c] = ++s.count;
  return s;
}

namespace {

using enum column_kind;
using texts = std::vector<std::string>;

std::int64_t whole(std::size_t n) { return static_cast<std::int64_t>(n); }

table clusters_table(const network& from, const ties_of_all& ties, const ensemble_result& found, const shown_clusters& shown,
                     const region_match_result& match, const words& say) {
  table t(
      "clusters",
      say({"The clusters, and the official region that each is nearest to", "Các cụm, và vùng chính thức gần nhất với mỗi cụm"}),
      {{"cluster", say({"Cluster", "Cụm"}), whole_number},
       {"members", say({"Members", "Số thành viên"}), whole_number},
       {"confidence", say({"Confidence", "Độ tin cậy"}), number},
       {"stays", say({"Share that stays within", "Tỷ lệ trong nội bộ"}), number},
       {"region", say({"Nearest region", "Vùng gần nhất"}), text},
       {"jaccard", say({"Shared of both", "Phần chung"}), number},
       {"names", say({"Members", "Thành viên"}), list}});
  const partition_quality_result quality =
      std::visit([&](const auto& graph) { return partition_quality(graph, ties.strengths, found.consensus); }, ties.graph);
  for (std::size_t c = 0; c < shown.members.size(); ++c) {
    if (shown.number[c] == 0) continue;
    const best_counterpart& best = match.best_region[c];
    texts names;
    for (const vertex_id v : shown.members[c]) names.push_back(ties.names[v]);
    const auto stays = quality.clusters[c].supply_containment;
    t.add_row({shown.number[c], whole(shown.members[c].size()), to_hundredths(found.confidence[c]),
               stays ? table_cell{to_hundredths(*stays)} : table_cell{},
               best.index == no_cluster ? table_cell{} : table_cell{from.regions()[best.index].name}, to_hundredths(best.jaccard),
               std::move(names)});
  }
  t.add_note(say({"Confidence: in which share of the runs a member is with another of its cluster, on average.",
                  "Độ tin cậy: tỷ lệ trung bình các lần chạy mà một thành viên ở cùng thành viên khác trong cụm của mình."}));
  t.add_note(say({"Shared of both: members in cluster and region, divided by members in either.",
                  "Phần chung: số thành viên thuộc cả cụm và vùng, chia cho số thành viên thuộc cụm hoặc vùng."}));
  return t;
}

table members_table(const network& from, const ties_of_all& ties, const ensemble_result& found, const shown_clusters& shown,
                    const cover& regions, const words& say) {
  table t("cluster_members", say({"Who belongs to its cluster how surely", "Độ tin cậy của việc thuộc cụm"}),
          {{"actor", say({"Actor", "Chủ thể"}), text},
           {"cluster", say({"Cluster", "Cụm"}), whole_number},
           {"confidence", say({"Confidence", "Độ tin cậy"}), number},
           {"place", say({"Place", "Vị trí"}), text},
           {"next", say({"Next best", "Cụm gần thứ hai"}), whole_number},
           {"next_share", say({"Share of runs there", "Tỷ lệ lần chạy ở đó"}), number},
           {"regions", say({"Official regions", "Vùng chính thức"}), list}});
  std::vector<texts> regions_of(from.actors().size());
  for (std::size_t r = 0; r < regions.clusters.size(); ++r)
    for (const cover_member& m : regions.clusters[r]) regions_of[m.vertex].push_back(from.regions()[r].name);
  for (std::size_t c = 0; c < shown.members.size(); ++c) {
    if (shown.number[c] == 0) continue;
    for (const vertex_id v : shown.members[c]) {
      const ensemble_member& m = found.members[v];
      const bool has_next = m.next_best && shown.number[*m.next_best] != 0;
      t.add_row({ties.names[v], shown.number[c], to_hundredths(m.confidence),
                 m.core ? say({"core", "lõi"}) : say({"border", "biên"}),
                 has_next ? table_cell{shown.number[*m.next_best]} : table_cell{},
                 has_next ? table_cell{to_hundredths(m.next_share)} : table_cell{}, regions_of[v]});
    }
  }
  return t;
}

table overlap_table(const network& from, const shown_clusters& shown, const region_match_result& match, const words& say) {
  table t("cluster_regions",
          say({"Who sits where: members that a cluster and a region share", "Đối chiếu: thành viên chung của cụm và vùng"}),
          {{"cluster", say({"Cluster", "Cụm"}), whole_number},
           {"region", say({"Region", "Vùng"}), text},
           {"shared", say({"Shared members", "Thành viên chung"}), whole_number},
           {"of_cluster", say({"Members of the cluster", "Thành viên của cụm"}), whole_number},
           {"of_region", say({"Members of the region", "Thành viên của vùng"}), whole_number},
           {"matched", say({"Matched", "Được ghép"}), text}});
  for (std::size_t c = 0; c < shown.members.size(); ++c) {
    if (shown.number[c] == 0) continue;
    for (const region_overlap& o : match.overlaps[c])
      t.add_row({shown.number[c], from.regions()[o.region].name, whole(o.members), whole(match.cluster_members[c]),
                 whole(match.region_members[o.region]), match.region_of[c] == o.region ? say({"yes", "có"}) : std::string()});
  }
  return t;
}

table movers_table(const network& from, const ties_of_all& ties, const shown_clusters& shown, const region_match_result& match,
                   const words& say) {
  table t("movers",
          say({"Who would have to move for the clusters to be the regions that they are matched with",
               "Những chủ thể phải chuyển để các cụm trùng với các vùng được ghép tương ứng"}),
          {{"actor", say({"Actor", "Chủ thể"}), text},
           {"from", say({"From cluster", "Từ cụm"}), whole_number},
           {"to", say({"To region", "Đến vùng"}), text}});
  for (const region_mover& m : match.movers) {
    const bool leaves = m.from != no_cluster && shown.number[m.from] != 0;
    t.add_row({ties.names[m.vertex], leaves ? table_cell{shown.number[m.from]} : table_cell{},
               m.to == no_cluster ? table_cell{} : table_cell{from.regions()[m.to].name}});
  }
  t.add_note(say({"Each cluster is matched with at most one region, and each region with at most one cluster.",
                  "Mỗi cụm được ghép với nhiều nhất một vùng, và mỗi vùng với nhiều nhất một cụm."}));
  return t;
}

/// The clusters at the places of their members, how sure each is, and the official regions as far as they do not overlap.
figure map_of(const network& from, const ties_of_all& ties, const ensemble_result& found, const shown_clusters& shown,
              const region_match_result& match, const std::vector<unit_outline>& outlines, const words& say) {
  const regions_apart regions = disjoint_regions(from);
  cluster_map_data data;
  for (vertex_id v = 0; v < ties.names.size(); ++v) {
    const auto number = static_cast<std::uint64_t>(shown.number[found.consensus.label[v]]);
    const bool moves =
        std::any_of(match.movers.begin(), match.movers.end(), [&](const region_mover& m) { return m.vertex == v; });
    data.units.push_back({ties.names[v], from.actors()[v].where, number,
                          number == 0 ? std::nullopt : std::optional(found.members[v].confidence),
                          regions.names[regions.groups.label[v]], moves && number != 0});
  }
  return cluster_map(data, {.id = "cluster-map", .lang = say.in(), .outlines = outlines});
}

}  // namespace

report_section clusters_section(const network& from, const ties_of_all& ties, const ensemble_options& how,
                                const ensemble_result& found, const std::vector<unit_outline>& outlines, const words& say) {
  report_section s{"clusters", say({"Clusters that the ties form", "Các cụm do liên kết tạo thành"}), {}};
  if (ties.edges() == 0) {
    s.text.push_back(say({"There are no ties to form clusters.", "Không có liên kết để tạo thành cụm."}));
    return s;
  }
  const shown_clusters shown = shown_of(found.consensus);
  const cover regions = regions_as_cover(from);
  const region_match_result match = match_regions(found.consensus, regions);

  const auto border = std::count_if(found.members.begin(), found.members.end(), [](const ensemble_member& m) { return !m.core; });
  s.text.push_back(
      say({"{0} of {1}: modularity {2}, the consensus of {3} on ties drawn anew. {4} at a border: with others of its cluster in "
           "fewer "
           "than nine of ten runs.",
           "{0} theo {1}: độ mô-đun {2}, là kết quả đồng thuận của {3} trên các liên kết được rút lại ngẫu nhiên. {4} ở vị trí "
           "biên: ở "
           "cùng các thành viên khác của cụm trong chưa đến chín phần mười số lần chạy."},
          {say.counted(static_cast<std::size_t>(shown.count), {"cluster", "cụm"}, {"clusters", "cụm"}), ties.what,
           say.number(to_hundredths(found.modularity)), say.counted(how.runs, {"run", "lần chạy"}, {"runs", "lần chạy"}),
           say.counted(static_cast<std::size_t>(border), {"actor is", "chủ thể"}, {"actors are", "chủ thể"})}));
  if (ties.modelled > 0)
    s.text.push_back(say({"{0} of the {1} rest on a model: these clusters are modelled, not observed.",
                          "{0} trong {1} dựa trên mô hình: các cụm này là kết quả mô hình, không phải quan sát."},
                         {say.number(ties.modelled), say.counted(ties.edges(), {"tie", "liên kết"}, {"ties", "liên kết"})}));
  if (std::any_of(from.actors().begin(), from.actors().end(), [](const actor& a) { return a.where.has_value(); }))
    s.figures.push_back(map_of(from, ties, found, shown, match, outlines, say));
  s.tables.push_back(clusters_table(from, ties, found, shown, match, say));
  s.tables.push_back(members_table(from, ties, found, shown, regions, say));
  if (regions.clusters.empty()) {
    s.text.push_back(say({"The dataset names no regions to compare them with; regions.csv would.",
                          "Bộ dữ liệu không nêu vùng nào để so sánh; có thể bổ sung trong regions.csv."}));
    return s;
  }
  s.text.push_back(say(
      {"Beside the official regions, which overlap: omega index {0} (1: the same, about 0: by chance); {1} would have to move.",
       "So với các vùng chính thức, vốn chồng lấn: chỉ số omega {0} (1: trùng nhau, gần 0: ngẫu nhiên); {1} phải chuyển."},
      {say.number(to_hundredths(omega_index(make_cover(found.consensus), regions).omega)),
       say.counted(match.moved, {"actor", "chủ thể"}, {"actors", "chủ thể"})}));
  s.tables.push_back(overlap_table(from, shown, match, say));
  s.tables.push_back(movers_table(from, ties, shown, match, say));
  return s;
}

}  // namespace coopgraph::detail
