// SPDX-License-Identifier: BSL-1.0
#include "core/words.hpp"

#include <coopgraph/plot/tie_map.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>

namespace coopgraph {
namespace {

using detail::words;

bool only_planned(const agreement& a) { return a.status == agreement_status::proposed || a.status == agreement_status::invited; }

std::string said_of(const words& say, agreement_status status) {
  switch (status) {
    case agreement_status::proposed:
      return say({"proposed", "đề xuất"});
    case agreement_status::invited:
      return say({"invited", "mời tham gia"});
    case agreement_status::signed_:
      return say({"signed", "đã ký"});
    case agreement_status::in_force:
      return say({"in force", "có hiệu lực"});
    case agreement_status::ended:
      break;
  }
  return say({"ended", "đã kết thúc"});
}

/// "programme (signed): trade, tourism; conference (invited): investment"
std::string said_of(const words& say, const network& from, std::span<const agreement_id> records) {
  constexpr std::size_t most = 8;
  std::string said;
  for (std::size_t i = 0; i < std::min(records.size(), most); ++i) {
    const agreement& a = from[records[i]];
    if (i > 0) said += "; ";
    said += (a.kind.empty() ? say({"agreement", "thỏa thuận"}) : a.kind) + " (" + said_of(say, a.status) + ')';
    for (std::size_t f = 0; f < a.fields.size(); ++f) said.append(f == 0 ? ": " : ", ").append(a.fields[f]);
  }
  if (records.size() > most) said += say({"; and {0} more", "; và {0} thỏa thuận khác"}, {say.number(records.size() - most)});
  return said;
}

std::string in_words(const words& say, const tie_map_data& data, const std::string& observed) {
  std::string parts;
  const auto part = [&](map_tie_kind kind, const detail::phrase& name) {
    const auto n = std::count_if(data.ties.begin(), data.ties.end(), [&](const auto& t) { return t.kind == kind; });
    if (n > 0) parts += (parts.empty() ? "" : ", ") + say(name, {say.number(n)});
  };
  part(map_tie_kind::stated, {"{0} by agreements as stated", "{0} theo thỏa thuận đã nêu"});
  part(map_tie_kind::bounded, {"{0} by a bound or by agreements that name only some of their parties",
                               "{0} chỉ biết giới hạn hoặc thỏa thuận chỉ nêu tên một số bên"});
  part(map_tie_kind::estimated, {"{0} estimated or modelled", "{0} ước tính hoặc mô phỏng"});
  part(map_tie_kind::proposed, {"{0} only proposed or invited", "{0} mới đề xuất hoặc mời tham gia"});
  if (!parts.empty()) parts = " (" + parts + ')';
  const std::string ties =
      say.counted(data.ties.size(), {"recorded tie", "liên kết đã ghi nhận"}, {"recorded ties", "liên kết đã ghi nhận"});
  return (observed.empty() ? "" : observed + ": ") + ties + parts + '.';
}

}  // namespace

tie_map_data make_tie_map(const network& from, const agreement_view& view, language lang) {
  const words say(lang);
  tie_map_data data;
  for (const actor_id a : view.actors) data.points.push_back({from[a].name, from[a].where, map_point_kind::other});
  const auto g = view.graph.view();
  for (edge_id e = 0; e < g.edges(); ++e) {
    if (g.source[e] == g.target[e]) continue;
    const auto records = view.records[e];
    tie_map_data::tie tie{g.source[e], g.target[e], static_cast<double>(std::max<std::size_t>(records.size(), 1))};
    if (std::all_of(records.begin(), records.end(), [&](agreement_id r) { return only_planned(from[r]); }))
      tie.kind = map_tie_kind::proposed;
    else if (view.basis[e] != tie_basis::stated)
      tie.kind = view.basis[e] == tie_basis::bounded ? map_tie_kind::bounded : map_tie_kind::estimated;
    tie.what = said_of(say, from, records);
    for (const std::size_t end : {tie.from, tie.to}) data.points[end].kind = map_point_kind::tied;
    data.ties.push_back(std::move(tie));
  }
  std::vector<std::string> observed;
  for (std::size_t v = 0; v < view.actors.size(); ++v) {
    const auto& whose = from.observed().whose;
    if (std::find(whose.begin(), whose.end(), view.actors[v]) == whose.end()) continue;
    data.points[v].kind = map_point_kind::observed;
    observed.push_back(data.points[v].name);
  }
  const bool few = !observed.empty() && observed.size() <= 3;
  data.title = few ? say({"Recorded ties of {0}", "Các liên kết đã ghi nhận của {0}"}, {say.joined(observed)})
                   : say({"Recorded ties", "Các liên kết đã ghi nhận"});
  data.description =
      in_words(say, data,
               few                ? say.joined(observed)
               : observed.empty() ? std::string()
                                  : say({"{0} observed actors", "{0} chủ thể được ghi nhận"}, {say.number(observed.size())}));
  return data;
}

}  // namespace coopgraph
