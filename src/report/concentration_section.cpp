// SPDX-License-Identifier: BSL-1.0
#include "report/cluster_tables.hpp"
#include "report/report_tables.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <set>
#include <utility>
#include <variant>

namespace coopgraph::detail {
namespace {

using enum column_kind;

/// What one actor receives of one thing, by who sends it.
using senders = std::map<vertex_id, double>;

/// The receivers of one thing in one unit.
struct supply_of {
  std::string what;
  std::string unit;
  std::map<vertex_id, senders> receivers = {};
  std::set<vertex_id> without_limit = {};  ///< who receives some of it without a stated amount: shares are not known
};

bool is_unlimited(const flow_capacities& capacities, edge_id e) {
  return std::binary_search(capacities.unlimited().begin(), capacities.unlimited().end(), e);
}

/// By the capacities of flows.
std::vector<supply_of> by_capacities(const network& from, const words& say) {
  std::vector<supply_of> all;
  for (const capacity_reading& reading : readings_of_capacities(from))
    for (const supply_chain& chain : supply_chains_of(from, view_of(from, reading), reading, say).chains) {
      supply_of one{chain.what, chain.unit};
      const auto g = chain.graph.view();
      for (edge_id e = 0; e < g.edges(); ++e)
        if (g.source[e] != g.target[e] && is_unlimited(chain.capacities, e))
          one.without_limit.insert(g.target[e]);
        else if (g.source[e] != g.target[e] && chain.capacities.limits()[e] > 0.0)
          one.receivers[g.target[e]][g.source[e]] += chain.capacities.limits()[e];
      for (const vertex_id v : one.without_limit) one.receivers.erase(v);
      if (!one.receivers.empty() || !one.without_limit.empty()) all.push_back(std::move(one));
    }
  return all;
}

/// By the one measure that all flows state, where they state no capacity.
std::vector<supply_of> by_strengths(const ties_of_all& ties) {
  const auto* graph = std::get_if<directed_graph>(&ties.graph);
  if (graph == nullptr) return {};
  supply_of one{ties.what, {}};
  const auto g = graph->view();
  for (edge_id e = 0; e < g.edges(); ++e)
    if (g.source[e] != g.target[e] && ties.strengths[e] > 0.0) one.receivers[g.target[e]][g.source[e]] += ties.strengths[e];
  if (one.receivers.empty()) return {};
  return {std::move(one)};
}

struct concentration {
  double hhi = 0.0;            ///< the sum of the squared shares
  double largest_share = 0.0;  ///< of the largest sender
  vertex_id largest = 0;
};

concentration concentration_of(const senders& by) {
  double largest = 0.0;
  for (const auto& [who, amount] : by) largest = std::max(largest, amount);
  double sum = 0.0;  // over the largest, so that no sum leaves a double
  for (const auto& [who, amount] : by) sum += amount / largest;
  concentration c;
  for (const auto& [who, amount] : by) {
    const double share = amount / largest / sum;
    c.hhi += share * share;
    if (share > c.largest_share) c = {c.hhi, share, who};
  }
  return c;
}

std::string single_senders(std::size_t single, std::size_t receivers, const words& say) {
  if (single == 0)
    return say({"No receiver depends on a single sender.", "Không có bên nhận nào phụ thuộc vào một bên gửi duy nhất."});
  return say({"{0} of {1} {2} a single sender: what fails there has no other way on record.",
              "{0} trong {1} {2} một bên gửi: nếu nguồn này ngừng, không có đường nào khác được ghi nhận."},
             {say.number(single), say.counted(receivers, {"receiver", "bên nhận"}, {"receivers", "bên nhận"}),
              single == 1 ? say({"has", "chỉ có"}) : say({"have", "chỉ có"})});
}

}  // namespace

report_section concentration_section(const network& from, const ties_of_all* ties, const words& say) {
  report_section s{"concentration", say({"On how few it rests", "Mức độ tập trung"}), {}};
  std::vector<supply_of> all = by_capacities(from, say);
  if (all.empty() && ties != nullptr) all = by_strengths(*ties);
  if (all.empty()) {
    s.text.push_back(
        say({"Not decided by the data: no flow from one actor to another states an amount; the columns capacity and "
             "unit of flows.csv would, or one measure in quantities.csv.",
             "Dữ liệu không đủ để kết luận: không có luồng nào từ một bên đến một bên khác nêu số lượng; các cột "
             "capacity và unit của flows.csv, hoặc một thước đo trong quantities.csv, sẽ nêu điều đó."}));
    return s;
  }
  table t("concentration", say({"Who depends on how few senders", "Ai phụ thuộc vào ít nguồn gửi"}),
          {{"what", say({"What", "Mặt hàng"}), text},
           {"receiver", say({"Receiver", "Bên nhận"}), text},
           {"senders", say({"Senders", "Số bên gửi"}), whole_number},
           {"largest", say({"Largest sender", "Bên gửi lớn nhất"}), text},
           {"share", say({"Its share", "Tỷ trọng"}), number},
           {"hhi", "HHI", number}});
  std::size_t receivers = 0;
  std::size_t single = 0;
  std::size_t unknown = 0;
  for (const supply_of& one : all) {
    unknown += one.without_limit.size();
    std::vector<std::pair<vertex_id, concentration>> rows;
    for (const auto& [who, by] : one.receivers) rows.emplace_back(who, concentration_of(by));
    std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.second.hhi > b.second.hhi; });
    for (const auto& [who, c] : rows) {
      const std::size_t n = one.receivers.at(who).size();
      single += n == 1 ? 1U : 0U;
      ++receivers;
      t.add_row({one.unit.empty() ? one.what : one.what + " (" + one.unit + ')', from.actors()[who].name,
                 static_cast<std::int64_t>(n), from.actors()[c.largest].name, to_hundredths(c.largest_share),
                 to_hundredths(c.hhi)});
    }
  }
  if (receivers > 0) s.text.push_back(single_senders(single, receivers, say));
  if (unknown > 0)
    s.text.push_back(say({"{0} left out: a flow to them states no amount, so that the shares of their senders are not known.",
                          "{0} không được tính: có luồng đến không nêu số lượng nên không biết tỷ trọng của các bên gửi."},
                         {say.counted(unknown, {"receiver is", "bên nhận"}, {"receivers are", "bên nhận"})}));
  if (t.rows().empty()) return s;
  t.add_note(
      say({"HHI (Herfindahl-Hirschman index): the sum of the squared shares of the senders; 1: one sender, 1/n: n equal ones. "
           "Above 0.25 is commonly called highly concentrated.",
           "HHI (chỉ số Herfindahl-Hirschman): tổng bình phương tỷ trọng của các bên gửi; 1: một bên gửi, 1/n: n bên gửi "
           "bằng nhau. Trên 0,25 thường được coi là tập trung cao."}));
  t.add_note(say(
      {"Senders are who hands it over last, not where it was made.", "Bên gửi là bên giao cuối cùng, không phải nơi sản xuất."}));
  s.tables.push_back(std::move(t));
  return s;
}

}  // namespace coopgraph::detail
