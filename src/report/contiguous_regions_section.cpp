// SPDX-License-Identifier: BSL-1.0
#include "report/cluster_tables.hpp"
#include "report/report_tables.hpp"

#include <coopgraph/clustering/contiguous_leiden.hpp>
#include <coopgraph/clustering/overlapping_compare.hpp>
#include <coopgraph/clustering/quality.hpp>
#include <coopgraph/clustering/region_match.hpp>
#include <coopgraph/core/decimal.hpp>
#include <coopgraph/core/text.hpp>
#include <coopgraph/graph/contiguity.hpp>
#include <coopgraph/plot/cluster_map.hpp>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>
#include <variant>

namespace coopgraph::detail {
namespace {

using enum column_kind;
using texts = std::vector<std::string>;

constexpr std::size_t nearest = 4;

/// Who can be in a region: the actors that have a place, and a tie to another that has one.
std::vector<vertex_id> units_of(const network& from, const ties_of_all& ties) {
  const auto is_placed = [&](vertex_id v) { return from.actors()[v].where.has_value(); };
  std::vector<bool> is_unit(from.actors().size(), false);
  const auto take = [&](const auto& graph) {
    const auto g = graph.view();
    for (edge_id e = 0; e < g.edges(); ++e) {
      const vertex_id a = g.source[e];
      const vertex_id b = g.target[e];
      if (a != b && is_placed(a) && is_placed(b)) is_unit[a] = is_unit[b] = true;
    }
  };
  std::visit(take, ties.graph);
  std::vector<vertex_id> units;
  for (vertex_id v = 0; v < is_unit.size(); ++v)
    if (is_unit[v]) units.push_back(v);
  return units;
}

/// Neighbours by the places of the units; all other actors are islands.
undirected_graph neighbours_of(const network& from, const std::vector<vertex_id>& units) {
  std::vector<position> places;
  for (const vertex_id v : units) places.push_back(*from.actors()[v].where);
  const distance_contiguity_result near = nearest_neighbour_contiguity(places, nearest, {.islands = island_rule::connect});
  std::vector<endpoints> pairs;
  const auto g = near.graph.view();
  for (edge_id e = 0; e < g.edges(); ++e) pairs.push_back({units[g.source[e]], units[g.target[e]]});
  return {from.actors().size(), pairs};
}

/// The sum of a column; nothing unless each states a number.
std::optional<double> sum_of(const network& from, const std::vector<vertex_id>& members, const std::string& column) {
  double sum = 0.0;
  for (const vertex_id v : members) {
    const auto& attributes = from.actors()[v].attributes;
    const auto found = std::find_if(attributes.begin(), attributes.end(), [&](const attribute& a) { return a.name == column; });
    if (found == attributes.end()) return std::nullopt;
    const parsed_decimal number = parse_decimal(found->value);
    if (number.problem != number_problem::none) return std::nullopt;
    sum += to_double(number.value);
  }
  return sum;
}

table found_table(const network& from, const ties_of_all& ties, const partition& found, const shown_clusters& shown,
                  const region_match_result& match, const words& say) {
  table t(
      "contiguous_regions",
      say({"The regions, and the official region that each is nearest to", "Các vùng, và vùng chính thức gần nhất với mỗi vùng"}),
      {{"region", say({"Region", "Vùng"}), whole_number},
       {"members", say({"Members", "Số thành viên"}), whole_number},
       {"population", say({"Population", "Dân số"}), number},
       {"stays", say({"Share that stays within", "Tỷ lệ trong nội bộ"}), number},
       {"official", say({"Nearest official region", "Vùng chính thức gần nhất"}), text},
       {"jaccard", say({"Shared of both", "Phần chung"}), number},
       {"names", say({"Members", "Thành viên"}), list}});
  const partition_quality_result quality =
      std::visit([&](const auto& graph) { return partition_quality(graph, ties.strengths, found); }, ties.graph);
  const auto column = population_column(from);
  for (std::size_t c = 0; c < shown.members.size(); ++c) {
    if (shown.number[c] == 0) continue;
    texts names;
    for (const vertex_id v : shown.members[c]) names.push_back(ties.names[v]);
    const auto people = column ? sum_of(from, shown.members[c], *column) : std::nullopt;
    const auto stays = quality.clusters[c].supply_containment;
    const best_counterpart& best = match.best_region[c];
    const bool has_region = best.index != no_cluster;
    t.add_row({shown.number[c], static_cast<std::int64_t>(names.size()), people ? table_cell{*people} : table_cell{},
               stays ? table_cell{to_hundredths(*stays)} : table_cell{},
               has_region ? table_cell{from.regions()[best.index].name} : table_cell{},
               has_region ? table_cell{to_hundredths(best.jaccard)} : table_cell{}, std::move(names)});
  }
  if (column)
    t.add_note(say({"Population: the sum of the column {0} of actors.csv, where each member states it.",
                    "Dân số: tổng cột {0} của actors.csv, nếu mọi thành viên đều có số liệu."},
                   {*column}));
  t.add_note(say({"Shared of both: members in region and official region, divided by members in either.",
                  "Phần chung: số thành viên thuộc cả vùng và vùng chính thức, chia cho số thành viên thuộc một trong hai."}));
  return t;
}

table movers_table(const network& from, const ties_of_all& ties, const partition& found, const shown_clusters& shown,
                   const region_match_result& match, const words& say) {
  table t("contiguous_movers",
          say({"Who would have to move for the regions to be the official ones that they are matched with",
               "Những chủ thể phải chuyển để các vùng trùng với các vùng chính thức được ghép tương ứng"}),
          {{"actor", say({"Actor", "Chủ thể"}), text},
           {"from", say({"From region", "Từ vùng"}), whole_number},
           {"matched", say({"Which is matched with", "Được ghép với"}), text},
           {"to", say({"To official region", "Đến vùng chính thức"}), text}});
  const auto name_of = [&](std::uint32_t r) { return r == no_cluster ? table_cell{} : table_cell{from.regions()[r].name}; };
  for (const region_mover& m : match.movers) {
    const std::uint32_t c = found.label[m.vertex];
    if (shown.number[c] == 0) continue;
    t.add_row({ties.names[m.vertex], m.from == no_cluster ? table_cell{} : table_cell{shown.number[c]},
               name_of(match.region_of[c]), name_of(m.to)});
  }
  t.add_note(say({"Each region is matched with at most one official one, and each of these with at most one region.",
                  "Mỗi vùng được ghép với nhiều nhất một vùng chính thức, và mỗi vùng chính thức với nhiều nhất một vùng."}));
  t.add_note(say({"From: empty where the actor stays and is in another official region as well, which is matched, too.",
                  "Từ vùng: để trống nếu chủ thể ở lại và còn thuộc một vùng chính thức khác cũng được ghép."}));
  return t;
}

figure map_of(const network& from, const std::vector<vertex_id>& units, const undirected_graph& neighbours,
              const partition& found, const region_match_result& match, const shown_clusters& shown,
              const std::vector<unit_outline>& outlines, const words& say) {
  cluster_map_data data;
  std::vector<std::size_t> point(from.actors().size(), 0);
  for (const vertex_id v : units) {
    point[v] = data.units.size();
    const bool moves = std::any_of(match.movers.begin(), match.movers.end(),
                                   [&](const region_mover& m) { return m.vertex == v && m.from != no_cluster; });
    data.units.push_back(
        {from.actors()[v].name, from.actors()[v].where, static_cast<std::uint64_t>(shown.number[found.label[v]]), {}, {}, moves});
  }
  const auto g = neighbours.view();
  for (edge_id e = 0; e < g.edges(); ++e)
    if (found.label[g.source[e]] == found.label[g.target[e]]) data.joined.emplace_back(point[g.source[e]], point[g.target[e]]);
  std::vector<unit_outline> drawn;
  if (!outlines.empty())
    for (const vertex_id v : units) drawn.push_back(outlines[v]);
  figure map =
      cluster_map(data, {.id = "region-map",
                         .lang = say.in(),
                         .title = say({"Contiguous regions that the ties form", "Các vùng liền khối do liên kết tạo thành"}),
                         .cluster_word = say({"region", "vùng"}),
                         .outlines = std::move(drawn)});
  map.note.append(map.note.empty() ? "" : " ")
      .append(say({"Lines join neighbours in the same region.", "Các đường nối những láng giềng trong cùng vùng."}));
  return map;
}

/// The choices, in words.
std::string how_found(const contiguous_leiden_options& how, const words& say) {
  return say(
      {"Neighbours are taken from the places of the actors, as points: each and its {0} nearest, and where parts would stay "
       "unjoined the nearest pairs that join them; borders are not read. As many regions as the modularity of their ties is "
       "greatest with, at resolution {1}; no least size was asked for. The best of {2} from seed {3}.",
       "Láng giềng được xác định theo vị trí các chủ thể, coi là các điểm: mỗi điểm và {0} điểm gần nhất; nếu còn các phần rời "
       "nhau thì thêm các cặp gần nhất để nối chúng; không đọc đường ranh giới. Số vùng là số làm độ mô-đun của các liên kết lớn "
       "nhất, với độ phân giải {1}; không đặt quy mô tối thiểu. Kết quả tốt nhất của {2} với giá trị khởi tạo {3}."},
      {say.number(nearest), say.number(how.resolution), say.counted(how.runs, {"run", "lần chạy"}, {"runs", "lần chạy"}),
       to_text(how.seed)});
}

}  // namespace

report_section contiguous_regions_section(const network& from, const ties_of_all& ties, const contiguous_leiden_options& how,
                                          const std::vector<unit_outline>& outlines, const words& say) {
  report_section s{"contiguous-regions", say(contiguous_regions_heading), {}};
  const std::vector<vertex_id> units = units_of(from, ties);
  if (units.size() < 3) {
    s.text.push_back(
        ties.edges() == 0
            ? say({"There are no ties to form regions.", "Không có liên kết để tạo thành vùng."})
            : say({"Not computed: it takes ties among three actors that have a place at least; the columns lon and lat "
                   "of actors.csv give them one.",
                   "Không tính: cần liên kết giữa ít nhất ba chủ thể có vị trí; vị trí được nêu ở các cột lon và lat của "
                   "actors.csv."}));
    return s;
  }
  const undirected_graph neighbours = neighbours_of(from, units);
  const contiguous_leiden_result result =
      std::visit([&](const auto& graph) { return contiguous_leiden(graph, ties.strengths, neighbours, how); }, ties.graph);
  const partition& found = result.partition;
  const shown_clusters shown = shown_of(found);
  const cover official = regions_as_cover(from);
  const region_match_result match = match_regions(found, official);

  s.text.push_back(say({"{0} of {1}, in which one can go from each to each by neighbours: modularity {2}. {3}",
                        "{0} theo {1}, trong mỗi vùng có thể đi từ nơi này đến nơi khác qua các láng giềng: độ mô-đun {2}. {3}"},
                       {say.counted(static_cast<std::size_t>(shown.count), {"region", "vùng"}, {"regions", "vùng"}), ties.what,
                        say.number(to_hundredths(result.modularity)), how_found(how, say)}));
  if (ties.modelled > 0)
    s.text.push_back(say({"{0} of the {1} rest on a model: these regions are modelled, not observed.",
                          "{0} trong {1} dựa trên mô hình: các vùng này là kết quả mô hình, không phải quan sát."},
                         {say.number(ties.modelled), say.counted(ties.edges(), {"tie", "liên kết"}, {"ties", "liên kết"})}));
  const auto is_alone = [&](vertex_id v) { return shown.number[found.label[v]] == 0; };
  if (const auto alone = std::count_if(units.begin(), units.end(), is_alone); alone > 0)
    s.text.push_back(say({"{0} alone.", "{0} đứng riêng."},
                         {say.counted(static_cast<std::size_t>(alone), {"actor stays", "chủ thể"}, {"actors stay", "chủ thể"})}));
  if (const std::size_t others = from.actors().size() - units.size(); others > 0)
    s.text.push_back(say({"{0} no place, or no tie to one that has: in no region.",
                          "{0} không có vị trí, hoặc không có liên kết với chủ thể có vị trí: không thuộc vùng nào."},
                         {say.counted(others, {"actor has", "chủ thể"}, {"actors have", "chủ thể"})}));
  s.figures.push_back(map_of(from, units, neighbours, found, match, shown, outlines, say));
  s.tables.push_back(found_table(from, ties, found, shown, match, say));
  if (official.clusters.empty()) {
    s.text.push_back(say({"The dataset names no official regions to compare them with; regions.csv would.",
                          "Bộ dữ liệu không nêu vùng chính thức nào để so sánh; có thể bổ sung trong regions.csv."}));
    return s;
  }
  s.tables.push_back(movers_table(from, ties, found, shown, match, say));
  s.text.push_back(say({"Beside the official regions, which may overlap: omega index {0} (1: the same, about 0: by chance).",
                        "So với các vùng chính thức, vốn có thể chồng lấn: chỉ số omega {0} (1: trùng nhau, gần 0: ngẫu nhiên)."},
                       {say.number(to_hundredths(omega_index(make_cover(found), official).omega))}));
  return s;
}

}  // namespace coopgraph::detail
