// SPDX-License-Identifier: BSL-1.0
#include "report/cluster_tables.hpp"
#include "report/disjoint_regions.hpp"
#include "report/report_tables.hpp"

#include "clustering/resampling.hpp"

#include <coopgraph/centrality/betweenness.hpp>
#include <coopgraph/centrality/brokerage.hpp>
#include <coopgraph/centrality/degree.hpp>
#include <coopgraph/centrality/pagerank.hpp>
#include <coopgraph/core/ranking.hpp>
#include <coopgraph/plot/interval_plot.hpp>
#include <coopgraph/view/layers.hpp>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>
#include <variant>

namespace coopgraph::detail {
namespace {

using enum column_kind;

/// Above so many steps (vertices times edges) paths are not counted.
constexpr std::size_t most_path_steps = 400'000'000;
/// Above so many edges in all draws ranks are not drawn anew.
constexpr std::size_t most_drawn_edges = 50'000'000;
constexpr std::size_t named_by_field = 5;

/// Between which ranks and PageRanks nine of ten draws put a vertex.
struct drawn_range {
  std::size_t low = 0;
  std::size_t high = 0;
  double low_score = 0.0;
  double high_score = 0.0;
};

/// What nine of ten lie between.
template <class T>
std::pair<T, T> nine_of_ten(std::vector<T> all) {
  std::sort(all.begin(), all.end());
  return {all[all.size() / 20], all[all.size() - 1 - all.size() / 20]};
}

/// By vertex, where the strength of each tie is drawn anew; empty: too many ties.
std::vector<drawn_range> ranges_of(const ties_of_all& ties, const centrality_options& how) {
  if (ties.edges() * how.draws > most_drawn_edges) return {};
  std::vector<std::vector<std::size_t>> ranks(ties.names.size());
  std::vector<std::vector<double>> found(ties.names.size());
  for (std::size_t draw = 0; draw < how.draws; ++draw) {
    if (how.run.stop.stop_requested()) throw cancelled();
    random_stream random(how.seed, "centrality", draw);
    const edge_strengths drawn = resampled(ties.strengths, ensemble_resampling::edges, random);
    const pagerank_result walk = std::visit([&](const auto& graph) { return pagerank(graph, drawn, how.walk); }, ties.graph);
    for (const ranked& row : rank(walk.score).rows) {
      ranks[row.vertex].push_back(row.rank);
      found[row.vertex].push_back(row.score);
    }
  }
  std::vector<drawn_range> ranges;
  for (vertex_id v = 0; v < ranks.size(); ++v) {
    const auto [low, high] = nine_of_ten(ranks[v]);
    const auto [low_score, high_score] = nine_of_ten(found[v]);
    ranges.push_back({low, high, low_score, high_score});
  }
  return ranges;
}

/// Betweenness over the reciprocals of the strengths; nothing where a strength is 0, or the network too large.
std::optional<scores> on_paths_in(const ties_of_all& ties, const execution& run) {
  if (ties.names.size() * ties.edges() > most_path_steps) return std::nullopt;
  for (edge_id e = 0; e < ties.edges(); ++e)
    if (!(ties.strengths[e] > 0.0)) return std::nullopt;
  const edge_lengths lengths = reciprocal_lengths(ties.strengths);
  return std::visit([&](const auto& graph) { return betweenness(graph, lengths, {.normalized = true, .run = run}).score; },
                    ties.graph);
}

table overall_table(const ties_of_all& ties, const pagerank_result& walk, const std::vector<drawn_range>& ranges,
                    const centrality_options& how, const words& say) {
  table t("centrality", say({"Actors by PageRank", "Các chủ thể theo PageRank"}),
          {{"rank", say({"Rank", "Hạng"}), whole_number},
           {"actor", say({"Actor", "Chủ thể"}), text},
           {"rank_low", say({"Rank, from", "Hạng, từ"}), whole_number},
           {"rank_high", say({"Rank, to", "Hạng, đến"}), whole_number},
           {"degree", say({"Degree", "Bậc"}), whole_number},
           {"strength", say({"Strength", "Cường độ"}), number},
           {"pagerank", "PageRank", number},
           {"betweenness", say({"Betweenness", "Độ trung gian"}), number}});
  const degree_result ends = std::visit([](const auto& graph) { return degree(graph); }, ties.graph);
  const strength_result sums = std::visit([&](const auto& graph) { return strength(graph, ties.strengths); }, ties.graph);
  const std::optional<scores> on_paths = on_paths_in(ties, how.run);
  for (const ranked& row : rank(walk.score).rows) {
    const vertex_id v = row.vertex;
    if (!(ends.score[v] > 0)) continue;
    const auto bound = [&](std::size_t r) { return table_cell{static_cast<std::int64_t>(r)}; };
    t.add_row({bound(row.rank), ties.names[v], ranges.empty() ? table_cell{} : bound(ranges[v].low),
               ranges.empty() ? table_cell{} : bound(ranges[v].high), static_cast<std::int64_t>(ends.score[v]), sums.score[v],
               row.score, on_paths ? table_cell{(*on_paths)[v]} : table_cell{}});
  }
  if (!ranges.empty())
    t.add_note(
        say({"Rank, from and to: between these lie nine of ten ranks in {0} networks whose ties are drawn from this one's, "
             "with replacement, as many as there are. Where two ranges overlap, the order is not decided.",
             "Hạng, từ và đến: chín phần mười số hạng nằm trong khoảng này ở {0} mạng lưới có các liên kết được rút có hoàn "
             "lại từ mạng này, với cùng số lượng. Khi hai khoảng giao nhau, thứ tự chưa xác định được."},
            {say.number(how.draws)}));
  t.add_note(walk.converged
                 ? say({"PageRank (damping {0}) is exact to {1} in all.", "PageRank (hệ số giảm {0}) chính xác đến {1}."},
                       {say.number(how.walk.damping), say.number(walk.error_bound)})
                 : say({"PageRank did not converge: its residual is {0}.", "PageRank không hội tụ: phần dư là {0}."},
                       {say.number(walk.residual)}));
  if (on_paths)
    t.add_note(
        say({"Betweenness: the share of pairs of others whose shortest paths pass through; a tie is the shorter, the "
             "stronger it is.",
             "Độ trung gian: tỷ lệ các cặp khác có đường đi ngắn nhất qua chủ thể này; liên kết càng mạnh thì càng ngắn."}));
  return t;
}

/// The first actors with the range of their PageRank; hollow where nine of ten draws do not give them one and the same rank.
figure range_figure(const ties_of_all& ties, const pagerank_result& walk, const std::vector<drawn_range>& ranges,
                    const words& say) {
  constexpr std::size_t most = 20;
  interval_data data{{}, "PageRank"};
  for (const ranked& row : rank(walk.score).rows) {
    if (data.rows.size() == most) break;
    const drawn_range& range = ranges[row.vertex];
    data.rows.push_back({ties.names[row.vertex], std::min(range.low_score, row.score), std::max(range.high_score, row.score),
                         row.score, say.number(row.rank), range.low == range.high, row.vertex});
  }
  return interval_plot(
      data, {.id = "centrality-figure",
             .lang = say.in(),
             .title = say({"The most central, and how sure that is", "Những chủ thể trung tâm nhất và mức độ chắc chắn"})});
}

/// Who is first in each field.
table by_field_table(const network& from, const words& say) {
  table t("centrality_by_field", say({"First in each field, by strength", "Đứng đầu từng lĩnh vực, theo cường độ"}),
          {{"field", say({"Field", "Lĩnh vực"}), text},
           {"rank", say({"Rank", "Hạng"}), whole_number},
           {"actor", say({"Actor", "Chủ thể"}), text},
           {"partners", say({"Partners", "Số đối tác"}), whole_number},
           {"strength", say({"Agreements", "Số thỏa thuận"}), number}});
  const layered_view fields = layers(from);
  for (const layer& field : fields.layers) {
    const strength_result sums = strength(field.graph, field.strengths);
    const degree_result ends = degree(field.graph);
    for (const ranked& row : rank(sums.score).rows) {
      if (row.rank > named_by_field || !(row.score > 0.0)) break;
      t.add_row({field.name.empty() ? say({"(none stated)", "(không nêu)"}) : field.name, static_cast<std::int64_t>(row.rank),
                 fields.names[row.vertex], static_cast<std::int64_t>(ends.score[row.vertex]), row.score});
    }
  }
  return t;
}

}  // namespace

report_section centrality_section(const network& from, const ties_of_all& ties, const centrality_options& how, const words& say) {
  report_section s{"centrality", say({"Who is central", "Ai ở vị trí trung tâm"}), {}};
  s.text.push_back(say({"By {0}.", "Theo {0}."}, {ties.what}));
  if (ties.modelled > 0)
    s.text.push_back(say({"{0} of the {1} rest on a model.", "{0} trong {1} dựa trên mô hình."},
                         {say.number(ties.modelled), say.counted(ties.edges(), {"tie", "liên kết"}, {"ties", "liên kết"})}));
  const pagerank_result walk =
      std::visit([&](const auto& graph) { return pagerank(graph, ties.strengths, how.walk); }, ties.graph);
  const std::vector<drawn_range> ranges = ranges_of(ties, how);
  if (!ranges.empty() && ties.edges() > 0) s.figures.push_back(range_figure(ties, walk, ranges, say));
  s.tables.push_back(overall_table(ties, walk, ranges, how, say));
  if (table fields = by_field_table(from, say); !fields.rows().empty()) s.tables.push_back(std::move(fields));
  return s;
}

report_section brokers_section(const network& from, const ties_of_all& ties, const execution& run, const words& say) {
  report_section s{"brokers", say({"Who brokers between regions", "Ai làm cầu nối giữa các vùng"}), {}};
  const regions_apart regions = disjoint_regions(from);
  if (regions.taken.size() < 2) {
    s.text.push_back(say({"Not computed: it takes two regions without a common member; regions.csv would name them.",
                          "Chưa tính: cần ít nhất hai vùng không có thành viên chung; bảng regions.csv sẽ nêu các vùng đó."}));
    return s;
  }
  const brokerage_result found =
      std::visit([&](const auto& graph) { return brokerage(graph, regions.groups, {.run = run}); }, ties.graph);
  table t("brokers", say({"Actors by the pairs that they alone join", "Các chủ thể theo số cặp chỉ nối được qua họ"}),
          {{"rank", say({"Rank", "Hạng"}), whole_number},
           {"actor", say({"Actor", "Chủ thể"}), text},
           {"region", say({"Region", "Vùng"}), text},
           {"between", say({"Between regions", "Giữa các vùng"}), whole_number},
           {"liaison", say({"Liaison", "Liên lạc"}), whole_number},
           {"gatekeeper", say({"Gatekeeper", "Cửa vào"}), whole_number},
           {"representative", say({"Representative", "Đại diện"}), whole_number},
           {"itinerant", say({"Itinerant", "Tư vấn"}), whole_number},
           {"coordinator", say({"Within the region", "Trong vùng"}), whole_number},
           {"z", say({"z of all", "z của tổng"}), number}});
  const brokerage_roles& roles = found.roles;
  scores between = roles.total;
  for (vertex_id v = 0; v < between.size(); ++v) between.values[v] -= roles.coordinator.values[v];
  const auto whole = [](const scores& of, vertex_id v) { return static_cast<std::int64_t>(of.values[v]); };
  const auto is_undefined = [&](vertex_id v) {
    return std::any_of(found.z.total.undefined.begin(), found.z.total.undefined.end(),
                       [&](const undefined_score& u) { return u.vertex == v; });
  };
  for (const ranked& row : rank(between).rows) {
    const vertex_id v = row.vertex;
    if (!(row.score > 0.0)) break;
    const std::string& region = regions.names[regions.groups.label[v]];
    t.add_row({static_cast<std::int64_t>(row.rank), ties.names[v], region.empty() ? table_cell{} : table_cell{region},
               whole(between, v), whole(roles.liaison, v), whole(roles.gatekeeper, v), whole(roles.representative, v),
               whole(roles.itinerant, v), whole(roles.coordinator, v),
               is_undefined(v) ? table_cell{} : table_cell{to_hundredths(found.z.total[v])}});
  }
  if (t.rows().empty()) {
    s.text.push_back(say({"Nobody joins two others of different regions that have no tie of their own.",
                          "Không có chủ thể nào nối hai chủ thể khác thuộc các vùng khác nhau mà chưa có liên kết trực tiếp."}));
    return s;
  }
  s.text.push_back(
      say({"A broker has ties with two others that have none with each other. Counted is each such pair by where the "
           "three are: in {0} regions that share no member{1}.",
           "Cầu nối là chủ thể có liên kết với hai chủ thể khác chưa liên kết với nhau. Mỗi cặp như vậy được đếm theo nơi "
           "của ba chủ thể: trong {0} vùng không có thành viên chung{1}."},
          {say.number(regions.taken.size()),
           regions.regions > regions.taken.size()
               ? say({" (of {0} named)", " (trên {0} vùng được nêu)"}, {say.number(regions.regions)})
               : std::string()}));
  t.add_note(
      say({"Liaison: three regions. Gatekeeper and representative: into and out of the own region. Itinerant: between two "
           "of another region. Without direction each pair counts from both ends.",
           "Liên lạc: ba vùng khác nhau. Cửa vào và đại diện: đi vào và đi ra vùng của mình. Tư vấn: giữa hai chủ thể của một "
           "vùng khác. Không có hướng thì mỗi cặp được đếm từ cả hai đầu."}));
  t.add_note(
      say({"z: how far all roles together lie from their mean over random networks of the same density, in standard "
           "deviations (Gould and Fernandez 1989).",
           "z: tổng các vai trò lệch bao nhiêu độ lệch chuẩn so với trung bình của các mạng ngẫu nhiên cùng mật độ (Gould "
           "và Fernandez 1989)."}));
  s.tables.push_back(std::move(t));
  return s;
}

}  // namespace coopgraph::detail
