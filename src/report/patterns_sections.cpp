// SPDX-License-Identifier: BSL-1.0
#include "report/disjoint_regions.hpp"
#include "report/report_tables.hpp"

#include <coopgraph/plot/chord_diagram.hpp>
#include <coopgraph/plot/heat_map.hpp>
#include <coopgraph/plot/sankey_diagram.hpp>
#include <coopgraph/plot/timeline.hpp>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace coopgraph::detail {
namespace {

using enum column_kind;

/// Amounts between two, the largest first.
template <class Amount>
std::vector<Amount> largest_first(std::vector<Amount> amounts) {
  std::stable_sort(amounts.begin(), amounts.end(), [](const Amount& a, const Amount& b) { return a.amount > b.amount; });
  return amounts;
}

std::string amount_title(const std::string& unit, const words& say) {
  return unit.empty() ? say({"Records", "Số bản ghi"}) : unit;
}

table pairs_table(const heat_map_data& data, const words& say) {
  const bool directed = data.kind == matrix_kind::directed;
  table t("pairs", say({"All pairs with a tie, the strongest first", "Tất cả các cặp có liên kết, mạnh nhất trước"}),
          {{"first", directed ? say({"From", "Từ"}) : say({"One", "Chủ thể"}), text},
           {"second", directed ? say({"To", "Đến"}) : say({"Other", "Chủ thể kia"}), text},
           {"amount", amount_title(data.unit, say), number}});
  for (const heat_map_data::cell& c : largest_first(data.cells)) t.add_row({data.names[c.row], data.names[c.column], c.amount});
  return t;
}

table chords_table(const chord_data& data, const words& say) {
  const bool directed = data.kind == chord_kind::directed;
  table t("region_exchange", say({"Between the regions, and within each", "Giữa các vùng và trong từng vùng"}),
          {{"first", directed ? say({"From", "Từ"}) : say({"Region", "Vùng"}), text},
           {"second", directed ? say({"To", "Đến"}) : say({"With", "Với"}), text},
           {"amount", amount_title(data.unit, say), number}});
  for (const chord_data::chord& c : largest_first(data.chords))
    if (c.amount > 0.0) t.add_row({data.names[c.from], data.names[c.to], c.amount});
  return t;
}

/// The actors by regions that do not overlap, as a picture takes them.
vertex_groups groups_of(const regions_apart& regions) {
  vertex_groups groups;
  std::vector<std::optional<std::size_t>> place(regions.names.size());
  for (std::size_t g = 0; g < regions.names.size(); ++g) {
    if (regions.names[g].empty()) continue;
    place[g] = groups.names.size();
    groups.names.push_back(regions.names[g]);
  }
  for (const std::uint32_t g : regions.groups.label) groups.of.push_back(place[g]);
  return groups;
}

}  // namespace

report_section matrix_section(const agreement_view& view, const flow_view& flows, const partition& clusters, const words& say) {
  report_section s{"matrix", say({"Who is tied to whom, in every pair", "Ai liên kết với ai, theo từng cặp"}), {}};
  const bool by_agreements = view.taken > 0;
  const heat_map_data data = by_agreements ? make_heat_map(view, clusters) : make_heat_map(flows, clusters);
  if (data.cells.empty()) {
    s.text.push_back(say({"There are no ties of two actors by name.", "Không có liên kết nào giữa hai chủ thể được nêu tên."}));
    return s;
  }
  s.text.push_back(
      by_agreements ? say({"Each cell is the number of agreements of two actors; names stand by the clusters that the ties form.",
                           "Mỗi ô là số thỏa thuận của hai chủ thể; tên xếp theo các cụm do liên kết tạo thành."})
                    : say({"Each cell is what goes from its row to its column; names stand by the clusters that the ties form.",
                           "Mỗi ô là lượng đi từ hàng đến cột; tên xếp theo các cụm do liên kết tạo thành."}));
  s.figures.push_back(heat_map(data, {.id = "matrix-figure", .lang = say.in()}));
  s.tables.push_back(pairs_table(data, say));
  return s;
}

report_section region_exchange_section(const network& from, const agreement_view& view, const flow_view& flows,
                                       const words& say) {
  report_section s{"region-exchange", say({"Between the regions", "Giữa các vùng"}), {}};
  const regions_apart regions = disjoint_regions(from);
  if (regions.taken.size() < 2) {
    s.text.push_back(say({"Not drawn: it takes two regions without a common member; regions.csv would name them.",
                          "Chưa vẽ: cần ít nhất hai vùng không có thành viên chung; bảng regions.csv sẽ nêu các vùng đó."}));
    return s;
  }
  const chord_data data = view.taken > 0 ? make_chords(view, groups_of(regions)) : make_chords(flows, groups_of(regions));
  table t = chords_table(data, say);
  if (t.rows().empty()) {
    s.text.push_back(say(
        {"No tie by name joins members of these regions.", "Không có liên kết đích danh nào nối thành viên của các vùng này."}));
    return s;
  }
  if (regions.regions > regions.taken.size())
    s.text.push_back(say({"Regions overlap; taken in the order of the dataset are those that share no member: {0}.",
                          "Các vùng chồng lấn; theo thứ tự của bộ dữ liệu, chỉ tính những vùng không có thành viên chung: {0}."},
                         {say.joined(groups_of(regions).names)}));
  s.figures.push_back(chord_diagram(data, {.id = "region-exchange-figure", .lang = say.in()}));
  s.tables.push_back(std::move(t));
  return s;
}

report_section stages_section(const flow_view& flows, const words& say) {
  report_section s{"stages", say({"What passes through which stages", "Cái gì đi qua những công đoạn nào"}), {}};
  if (flows.taken == 0) {
    s.text.push_back(say(
        {"Not drawn: no flow leads from one actor to another by name; the columns origin, destination, stage and product of "
         "flows.csv would show the stages of a supply.",
         "Chưa vẽ: không có luồng nào đi từ một chủ thể đến một chủ thể khác được nêu tên; các cột origin, destination, stage "
         "và product của flows.csv sẽ cho thấy các công đoạn cung ứng."}));
    return s;
  }
  s.text.push_back(say({"Bands are as high as what goes; the table of flows holds each number.",
                        "Độ cao của dải là lượng đi qua; bảng các luồng nêu từng con số."}));
  s.see.push_back("table-flows");
  s.figures.push_back(sankey_diagram(flows, {.id = "stages-figure", .lang = say.in()}));
  return s;
}

report_section timeline_section(const network& from, const words& say) {
  report_section s{"timeline", say({"Agreements over time", "Thỏa thuận theo thời gian"}), {}};
  const timeline_data data = make_timeline(from, say.in());
  const auto is_dated = [](const timeline_data::row& r) { return r.when.first || r.when.last; };
  if (std::none_of(data.rows.begin(), data.rows.end(), is_dated)) {
    s.text.push_back(
        say({"No agreement states a date; the columns signed_on, effective_from and effective_to of agreements.csv "
             "would.",
             "Không thỏa thuận nào nêu ngày; các cột signed_on, effective_from và effective_to của agreements.csv sẽ "
             "nêu."}));
    return s;
  }
  s.text.push_back(say({"Arrows: a begin or an end that is not stated.", "Mũi tên: bắt đầu hoặc kết thúc không được nêu."}));
  s.see.push_back("table-agreements");
  s.figures.push_back(timeline(data, {.id = "timeline-figure", .lang = say.in()}));
  return s;
}

}  // namespace coopgraph::detail
