// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/centrality/degree.hpp>
#include <coopgraph/centrality/pagerank.hpp>
#include <coopgraph/core/ranking.hpp>
#include <coopgraph/core/text.hpp>
#include <coopgraph/plot/tie_map.hpp>
#include <coopgraph/report/cooperation_report.hpp>
#include <coopgraph/report/inventory_tables.hpp>
#include <coopgraph/view/projection.hpp>

#include "report/report_tables.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>
#include <variant>

namespace coopgraph {
namespace {

using detail::phrase;
using detail::words;

/// What the dataset says of its sources or licences: the titles, or what else names them.
std::string titles_of(const std::vector<reference>& list) {
  std::string text;
  for (const reference& r : list) {
    const std::string& said = !r.title.empty() ? r.title : !r.name.empty() ? r.name : r.path;
    if (!said.empty()) text.append(text.empty() ? "" : "; ").append(said);
  }
  return text;
}

/// Where only some actors' ties were recorded, measures of all would measure the recording.
report_section not_observed_section(const char* id, const phrase& heading, const cooperation_report& report,
                                    const phrase& instead, const words& say) {
  return {id,
          say(heading),
          {say({"Not observed: it takes the ties of all actors, and only those of {0} were recorded. {1}",
                "Chưa được quan sát: cần liên kết của tất cả các chủ thể, trong khi chỉ liên kết của {0} được ghi nhận. {1}"},
               {say.joined(report.observed), say(instead)})}};
}

report_section centrality_section(const detail::ties_of_all& ties, const pagerank_options& walk_options, const words& say) {
  using enum column_kind;
  table t("centrality", say({"Actors by PageRank", "Các chủ thể theo PageRank"}),
          {{"rank", say({"Rank", "Hạng"}), whole_number},
           {"actor", say({"Actor", "Chủ thể"}), text},
           {"degree", say({"Degree", "Bậc"}), whole_number},
           {"strength", say({"Strength", "Cường độ"}), number},
           {"pagerank", "PageRank", number}});
  const pagerank_result walk =
      std::visit([&](const auto& graph) { return pagerank(graph, ties.strengths, walk_options); }, ties.graph);
  const degree_result ends = std::visit([](const auto& graph) { return degree(graph); }, ties.graph);
  const strength_result sums = std::visit([&](const auto& graph) { return strength(graph, ties.strengths); }, ties.graph);
  for (const ranked& row : rank(walk.score).rows)
    if (ends.score[row.vertex] > 0)
      t.add_row({static_cast<std::int64_t>(row.rank), ties.names[row.vertex], static_cast<std::int64_t>(ends.score[row.vertex]),
                 sums.score[row.vertex], row.score});
  if (!walk.converged)
    t.add_note(say({"PageRank did not converge: its residual is {0}.", "PageRank chưa hội tụ: phần dư là {0}."},
                   {say.number(walk.residual)}));
  std::string what = say({"By {0}.", "Theo {0}."}, {ties.what});
  if (ties.modelled > 0)
    what += ' ' + say({"{0} of the {1} rest on a model.", "{0} trong {1} dựa trên mô hình."},
                      {say.number(ties.modelled), say.counted(ties.edges(), {"tie", "liên kết"}, {"ties", "liên kết"})});
  return {"centrality", say({"Who is central", "Ai ở vị trí trung tâm"}), {std::move(what)}, {}, {std::move(t)}};
}

report_section map_section(const network& from, const agreement_view& view, const words& say) {
  report_section map{"map", say({"The recorded ties on the map", "Các liên kết đã ghi nhận trên bản đồ"}), {}};
  const bool placed = std::any_of(from.actors().begin(), from.actors().end(), [](const actor& a) { return a.where.has_value(); });
  if (!placed)
    map.text.push_back(say({"No actor has a place; the columns lon and lat of actors.csv give them one.",
                            "Chưa chủ thể nào có vị trí; vị trí được nêu ở các cột lon và lat của actors.csv."}));
  else if (view.taken == 0)
    map.text.push_back(say({"There is no tie to draw.", "Không có liên kết để vẽ."}));
  else
    map.figure = tie_map(make_tie_map(from, view));
  return map;
}

report_section exchange_section(const network& from, const words& say) {
  report_section exchange{"exchange", say({"What goes out and what comes in", "Những gì gửi đi và nhận về"}), {}};
  if (from.observed().whose.empty())
    exchange.text.push_back(
        say({"The dataset does not name actors whose ties were recorded, from whose side this could be told.",
             "Bộ dữ liệu không nêu chủ thể nào có liên kết được ghi nhận nên không thể trình bày từ phía chủ thể đó."}));
  else
    exchange.tables.push_back(detail::exchange_table(from, say));
  return exchange;
}

/// Moves the tables with these keys out of an inventory.
std::vector<table> taken_from(std::vector<table>& inventory, std::initializer_list<const char*> keys) {
  std::vector<table> taken;
  for (const char* key : keys)
    for (table& t : inventory)
      if (t.key() == key) taken.push_back(std::move(t));
  return taken;
}

report_section left_out_section(const network& from, const agreement_view& view, const words& say) {
  table t = detail::left_out_table(from, view, say);
  for (const agreement_id a : view.without_hub)
    t.add_note(
        say({"{0} names no lead or host: its ties join every pair of its parties, with strength 1/(k-1) each.",
             "{0} không nêu bên chủ trì hoặc đăng cai: liên kết nối mọi cặp bên tham gia, mỗi liên kết có cường độ 1/(k-1)."},
            {from[a].key}));
  return {"left-out", say({"What was left out, and why", "Những gì không được tính và lý do"}), {}, {}, {std::move(t)}};
}

}  // namespace

const report_section& cooperation_report::section(std::string_view id) const {
  for (const report_section& s : sections)
    if (s.id == id) return s;
  throw input_error("cooperation_report", "section", '"' + printable(id) + '"', "the id of one of its sections");
}

const table& cooperation_report::table_called(std::string_view key) const {
  for (const report_section& s : sections)
    for (const table& t : s.tables)
      if (t.key() == key) return t;
  throw input_error("cooperation_report", "table", '"' + printable(key) + '"', "the key of one of its tables");
}

cooperation_report make_cooperation_report(const network& from, const report_options& options) {
  const words say(options.lang);
  const execution run{options.run.threads, options.run.stop};
  const projection_options projected;
  const agreement_view view = project_agreements(from, projected);
  const pagerank_options walked{.run = run};
  const ensemble_options clustered{.resampling = ensemble_resampling::edges, .run = run};
  const contiguous_leiden_options in_one_piece{.run = run};
  cooperation_report report;
  report.lang = options.lang;
  report.title = from.about().title.empty() ? say({"Cooperation report", "Báo cáo hợp tác"}) : from.about().title;
  for (const actor_id a : from.observed().whose) report.observed.push_back(from[a].name);
  if (std::string text = titles_of(from.about().sources); !text.empty())
    report.about.emplace_back(say({"Source", "Nguồn"}), std::move(text));
  if (std::string text = titles_of(from.about().licenses); !text.empty())
    report.about.emplace_back(say({"Licence", "Giấy phép"}), std::move(text));

  std::vector<table> inventory = inventory_tables(from, {.lang = options.lang});
  auto& s = report.sections;
  s.push_back({"summary", say({"In plain words", "Tóm tắt"}), {}});
  s.push_back({"partners", say({"Partners", "Đối tác"}), {}, {}, {detail::partners_table(from, view, say)}});
  s.push_back(map_section(from, view, say));
  s.push_back({"fields",
               say({"Fields and years", "Lĩnh vực và năm"}),
               {},
               {},
               {detail::field_matrix_table(from, say), detail::periods_table(from, say)}});
  s.push_back({"agreements", say({"Agreements", "Thỏa thuận"}), {}, {}, {detail::agreements_table(from, say)}});
  s.push_back({"flows",
               say({"Supply chains, transfers and totals", "Chuỗi cung ứng, chuyển giao và tổng số"}),
               {},
               {},
               {detail::flows_table(from, say)}});
  for (table& t : taken_from(inventory, {"totals"})) s.back().tables.push_back(std::move(t));
  s.push_back(detail::throughput_section(from, say, run));
  s.push_back(exchange_section(from, say));
  s.push_back({"events", say({"Events", "Sự kiện"}), {}, {}, {detail::events_table(from, say)}});
  s.push_back(
      {"regions",
       say({"Official regions and their overlaps", "Các vùng chính thức và phần chồng lấn"}),
       {},
       {},
       {detail::regions_table(from, view, say), detail::joint_regions_table(from, say), detail::overlaps_table(from, say)}});
  s.push_back(
      {"certainty",
       say({"What is stated, what is bounded, what is unknown", "Những gì đã nêu, những gì có giới hạn, những gì chưa biết"}),
       {},
       {},
       taken_from(inventory, {"stated", "unnamed", "undated", "without_tie"})});
  if (report.observed.empty()) {
    const detail::ties_of_all ties = detail::ties_of_all_in(from, view, say);
    s.push_back(centrality_section(ties, walked, say));
    s.push_back(detail::clusters_section(from, ties, clustered, say));
    s.push_back(detail::contiguous_regions_section(from, ties, in_one_piece, say));
  } else {
    s.push_back(not_observed_section("centrality", {"Who is central", "Ai ở vị trí trung tâm"}, report,
                                     {"The partners are ranked above.", "Các đối tác đã được xếp hạng ở trên."}, say));
    s.push_back(not_observed_section("clusters", {"Clusters that the ties form", "Các cụm do liên kết tạo thành"}, report,
                                     {"Ties among the others would show which of them belong together.",
                                      "Liên kết giữa các chủ thể còn lại mới cho biết những chủ thể nào thuộc về nhau."},
                                     say));
    s.push_back(not_observed_section("contiguous-regions", detail::contiguous_regions_heading, report,
                                     {"Ties among the others would show which neighbours belong together.",
                                      "Liên kết giữa các chủ thể còn lại mới cho biết những láng giềng nào thuộc về nhau."},
                                     say));
  }
  s.push_back({"not-observed", say({"What was not observed", "Những gì chưa được quan sát"}),
               detail::not_observed_in(from, view, report, say)});
  s.push_back(left_out_section(from, view, say));
  s.front().text = detail::summary_of(from, view, report, say);

  report.options = {
      {"projection", "star"},
      {"statuses", "all"},
      {"pagerank_damping", to_text(walked.damping)},
      {"pagerank_tolerance", to_text(walked.tolerance)},
      {"throughput", say({"by product and unit, of flows signed or in force",
                          "theo sản phẩm và đơn vị, của các luồng đã ký hoặc có hiệu lực"})},
      {"clusters", "leiden, modularity"},
      {"clusters_resolution", to_text(clustered.leiden.resolution)},
      {"clusters_runs", to_text(clustered.runs)},
      {"clusters_resampling", "edges"},
      {"clusters_seed", to_text(clustered.seed)},
      {"contiguous_regions", say({"leiden, modularity, each region in one piece", "leiden, modularity, mỗi vùng liền khối"})},
      {"contiguous_regions_neighbours", say({"the 4 nearest either way, and what joins the parts",
                                             "4 láng giềng gần nhất theo cả hai chiều, và các cặp nối những phần rời nhau"})},
      {"contiguous_regions_resolution", to_text(in_one_piece.resolution)},
      {"contiguous_regions_runs", to_text(in_one_piece.runs)},
      {"contiguous_regions_seed", to_text(in_one_piece.seed)}};
  return report;
}

}  // namespace coopgraph
