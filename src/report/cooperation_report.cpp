// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/core/text.hpp>
#include <coopgraph/plot/flow_map.hpp>
#include <coopgraph/plot/network_diagram.hpp>
#include <coopgraph/plot/tie_map.hpp>
#include <coopgraph/report/cooperation_report.hpp>
#include <coopgraph/report/inventory_tables.hpp>
#include <coopgraph/view/projection.hpp>
#include <coopgraph/view/record_fields.hpp>

#include "report/report_tables.hpp"

#include <algorithm>
#include <cstddef>
#include <functional>
#include <iterator>
#include <optional>
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

/// Whether a flow leads from one actor with a place to another.
bool joins_places(const flow_view& flows) {
  const auto g = flows.graph.view();
  for (edge_id e = 0; e < g.edges(); ++e)
    if (g.source[e] != g.target[e] && flows.places[g.source[e]] && flows.places[g.target[e]]) return true;
  return false;
}

/// The ties by how firm they are and by field, and what flows.
report_section map_section(const network& from, const agreement_view& view, const flow_view& flows,
                           const std::vector<unit_outline>& outlines, const words& say) {
  report_section map{"map", say({"The recorded ties on the map", "Các liên kết đã ghi nhận trên bản đồ"}), {}};
  const bool placed = std::any_of(from.actors().begin(), from.actors().end(), [](const actor& a) { return a.where.has_value(); });
  if (!placed) {
    map.text.push_back(say({"No actor has a place; the columns lon and lat of actors.csv give them one.",
                            "Chưa chủ thể nào có vị trí; vị trí được nêu ở các cột lon và lat của actors.csv."}));
    if (view.taken > 0) map.figures.push_back(network_diagram(view, {}, {.id = "tie-diagram", .lang = say.in()}));
    return map;
  }
  if (view.taken == 0 && !joins_places(flows)) map.text.push_back(say({"There is no tie to draw.", "Không có liên kết để vẽ."}));
  if (view.taken > 0) {
    const tie_map_data ties = make_tie_map(from, view, say.in());
    map.figures.push_back(tie_map(ties, {.id = "tie-map", .lang = say.in(), .outlines = outlines}));
    map.figures.push_back(tie_map(ties, {.id = "field-map",
                                         .lang = say.in(),
                                         .title = say({"Ties by field", "Liên kết theo lĩnh vực"}),
                                         .kinds = fields_of(from, view),
                                         .outlines = outlines}));
  }
  if (joins_places(flows))
    map.figures.push_back(flow_map(flows, {.id = "flow-map", .lang = say.in(), .kinds = flows.product, .outlines = outlines}));
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

/// Makes the report part by part; sections are found where they stand.
class report_maker {
 public:
  report_maker(const network& from, const report_options& options)
      : from_(from),
        say_(options.lang),
        outlines_(options.outlines),
        progress_(options.run.progress),
        run_{options.run.threads, options.run.stop},
        view_(project_agreements(from, {})),
        flows_(detail::flows_by_one_measure(from)),
        inventory_(inventory_tables(from, {.lang = options.lang})) {
    report_.lang = options.lang;
  }
  cooperation_report make();

 private:
  void describe();
  void add_plain_words();
  void add_central();
  void add_map();
  void add_patterns();
  void add_clusters();
  void add_flows();
  void add_method();
  void note_options();
  void part(const phrase& heading) { report_.parts.push_back({say_(heading), {}}); }
  void add(report_section section) {
    report_.parts.back().sections.push_back(section.id);
    report_.sections.push_back(std::move(section));
  }
  void add(const char* id, const phrase& heading, std::vector<table> tables) {
    add({id, say_(heading), {}, {}, std::move(tables)});
  }
  /// In place of an analysis that takes the ties of all.
  void add_not_observed(const char* id, const phrase& heading, const phrase& instead) {
    add(not_observed_section(id, heading, report_, instead, say_));
  }

  const network& from_;
  const words say_;
  const std::vector<unit_outline>& outlines_;
  const std::function<void(double)>& progress_;
  const execution run_;
  const agreement_view view_;
  const flow_view flows_;
  std::vector<table> inventory_;
  std::optional<detail::ties_of_all> ties_;        ///< nothing: only those of some were recorded
  std::optional<ensemble_result> clusters_found_;  ///< of ties_
  detail::centrality_options central_;
  ensemble_options clustered_{.resampling = ensemble_resampling::edges};
  contiguous_leiden_options in_one_piece_;
  cooperation_report report_;
};

void report_maker::describe() {
  report_.title = from_.about().title.empty() ? say_({"Cooperation report", "Báo cáo hợp tác"}) : from_.about().title;
  for (const actor_id a : from_.observed().whose) report_.observed.push_back(from_[a].name);
  if (report_.observed.empty()) ties_ = detail::ties_of_all_in(from_, view_, say_);
  if (std::string text = titles_of(from_.about().sources); !text.empty())
    report_.about.emplace_back(say_({"Source", "Nguồn"}), std::move(text));
  if (std::string text = titles_of(from_.about().licenses); !text.empty())
    report_.about.emplace_back(say_({"Licence", "Giấy phép"}), std::move(text));
  central_.run = clustered_.run = in_one_piece_.run = central_.walk.run = run_;
  if (ties_)
    clusters_found_ =
        std::visit([&](const auto& graph) { return leiden_ensemble(graph, ties_->strengths, clustered_); }, ties_->graph);
}

void report_maker::add_plain_words() {
  part({"What is known", "Những gì đã biết"});
  add("summary", {"In plain words", "Tóm tắt"}, {});  // said when all else is there
  add("certainty",
      {"What is stated, what is bounded, what is unknown", "Những gì đã nêu, những gì có giới hạn, những gì chưa biết"},
      taken_from(inventory_, {"stated", "unnamed", "undated", "without_tie"}));
}

void report_maker::add_central() {
  part({"Who is central, and who brokers", "Ai ở trung tâm, ai làm cầu nối"});
  add("partners", {"Partners", "Đối tác"}, {detail::partners_table(from_, view_, say_)});
  if (ties_) {
    add(detail::centrality_section(from_, *ties_, central_, say_));
    add(detail::brokers_section(from_, *ties_, run_, say_));
    return;
  }
  add_not_observed("centrality", {"Who is central", "Ai ở vị trí trung tâm"},
                   {"The partners are ranked above.", "Các đối tác đã được xếp hạng ở trên."});
  add_not_observed(
      "brokers", {"Who brokers between regions", "Ai làm cầu nối giữa các vùng"},
      {"Ties among the others would show whom they join.", "Liên kết giữa các chủ thể còn lại mới cho biết ai nối họ với nhau."});
}

void report_maker::add_map() {
  part({"On the map", "Trên bản đồ"});
  add(map_section(from_, view_, flows_, outlines_, say_));
}

void report_maker::add_patterns() {
  part({"Fields, regions, stages and years", "Lĩnh vực, vùng, công đoạn và năm"});
  add(ties_ ? detail::matrix_section(view_, flows_, clusters_found_->consensus, say_)
            : not_observed_section("matrix", {"Who is tied to whom, in every pair", "Ai liên kết với ai, theo từng cặp"}, report_,
                                   {"The partners table holds what is known; further rows of parties.csv would fill the matrix.",
                                    "Bảng đối tác nêu những gì đã biết; thêm dòng vào parties.csv sẽ lấp đầy ma trận."},
                                   say_));
  add(detail::region_exchange_section(from_, view_, flows_, say_));
  add(detail::stages_section(flows_, say_));
  add(detail::timeline_section(from_, say_));
  add("fields", {"Fields and years", "Lĩnh vực và năm"},
      {detail::field_matrix_table(from_, say_), detail::periods_table(from_, say_)});
  add("agreements", {"Agreements", "Thỏa thuận"}, {detail::agreements_table(from_, say_)});
  add("flows", {"Supply chains, transfers and totals", "Chuỗi cung ứng, chuyển giao và tổng lượng"},
      {detail::flows_table(from_, say_)});
  for (table& t : taken_from(inventory_, {"totals"})) report_.sections.back().tables.push_back(std::move(t));
  add(exchange_section(from_, say_));
  add("events", {"Events", "Sự kiện"}, {detail::events_table(from_, say_)});
}

void report_maker::add_clusters() {
  part({"Clusters and official regions", "Các cụm và các vùng chính thức"});
  add("regions", {"Official regions and their overlaps", "Các vùng chính thức và phần chồng lấn"},
      {detail::regions_table(from_, view_, say_), detail::joint_regions_table(from_, say_), detail::overlaps_table(from_, say_)});
  if (ties_) {
    add(detail::clusters_section(from_, *ties_, clustered_, *clusters_found_, outlines_, say_));
    add(detail::contiguous_regions_section(from_, *ties_, in_one_piece_, outlines_, say_));
    return;
  }
  add_not_observed("clusters", {"Clusters that the ties form", "Các cụm do liên kết tạo thành"},
                   {"Ties among the others would show which of them belong together.",
                    "Liên kết giữa các chủ thể còn lại mới cho biết những chủ thể nào thuộc về nhau."});
  add_not_observed("contiguous-regions", detail::contiguous_regions_heading,
                   {"Ties among the others would show which neighbours belong together.",
                    "Liên kết giữa các chủ thể còn lại mới cho biết những láng giềng nào thuộc về nhau."});
}

void report_maker::add_flows() {
  part({"How much can flow, and on how few it rests", "Khả năng lưu thông và mức độ tập trung"});
  add(detail::throughput_section(from_, say_, run_));
  add(detail::concentration_section(from_, ties_ ? &*ties_ : nullptr, say_));
}

void report_maker::add_method() {
  part({"Limits and method", "Giới hạn và phương pháp"});
  add({"not-observed", say_({"What was not observed", "Những gì chưa được quan sát"}),
       detail::not_observed_in(from_, view_, report_, say_)});
  add(left_out_section(from_, view_, say_));
}

void report_maker::note_options() {
  report_.options = {{"lang", std::string(code_of(report_.lang))},
                     {"projection", "star"},
                     {"statuses", "all"},
                     {"pagerank_damping", to_text(central_.walk.damping)},
                     {"pagerank_tolerance", to_text(central_.walk.tolerance)},
                     {"rank_draws", to_text(central_.draws)},
                     {"rank_seed", to_text(central_.seed)},
                     {"throughput", "by product and unit, of flows signed or in force"},
                     {"clusters", "leiden, modularity"},
                     {"clusters_resolution", to_text(clustered_.leiden.resolution)},
                     {"clusters_runs", to_text(clustered_.runs)},
                     {"clusters_resampling", "edges"},
                     {"clusters_seed", to_text(clustered_.seed)},
                     {"contiguous_regions", "leiden, modularity, each region in one piece"},
                     {"contiguous_regions_neighbours", "the 4 nearest either way, and what joins the parts"},
                     {"contiguous_regions_resolution", to_text(in_one_piece_.resolution)},
                     {"contiguous_regions_runs", to_text(in_one_piece_.runs)},
                     {"contiguous_regions_seed", to_text(in_one_piece_.seed)}};
}

cooperation_report report_maker::make() {
  describe();
  constexpr void (report_maker::*parts[])() = {
      &report_maker::add_plain_words, &report_maker::add_central, &report_maker::add_map,   &report_maker::add_patterns,
      &report_maker::add_clusters,    &report_maker::add_flows,   &report_maker::add_method};
  for (std::size_t p = 0; p < std::size(parts); ++p) {
    (this->*parts[p])();
    if (progress_) progress_(static_cast<double>(p + 1) / static_cast<double>(std::size(parts)));
  }
  note_options();
  for (detail::finding& one : detail::summary_of(from_, view_, report_, say_)) {
    report_.sections.front().text.push_back(std::move(one.words));
    report_.sections.front().see.push_back(std::move(one.see));
  }
  return std::move(report_);
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
  if (!options.outlines.empty() && options.outlines.size() != from.actors().size())
    throw input_error("make_cooperation_report", "outlines", std::to_string(options.outlines.size()),
                      "none, or one for each of the " + std::to_string(from.actors().size()) + " actors");
  return report_maker(from, options).make();
}

}  // namespace coopgraph
