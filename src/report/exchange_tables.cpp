// SPDX-License-Identifier: BSL-1.0
#include "report/report_tables.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <variant>

namespace coopgraph::detail {
namespace {

using enum column_kind;
using texts = std::vector<std::string>;

bool is_observed(const network& from, const actor_or_region& end) {
  const auto* who = std::get_if<actor_id>(&end);
  const auto& whose = from.observed().whose;
  return who != nullptr && std::find(whose.begin(), whose.end(), *who) != whose.end();
}

/// What goes both ways between the observed actors and the others, of one thing.
struct exchanged {
  std::string what;
  texts out;
  texts in;
  texts records;
};

std::string line_of(const network& from, const flow& f, const actor_or_region& other, const words& say) {
  const std::string said = say.joined(statements_of(f, say));
  return from.name_of(other) + (said.empty() ? "" : ": " + said);
}

}  // namespace

table exchange_table(const network& from, const words& say) {
  std::vector<exchanged> rows;
  for (const flow& f : from.flows()) {
    const bool out = is_observed(from, f.origin);
    const bool in = is_observed(from, f.destination);
    if (out == in) continue;
    const std::string what = what_goes(f, say);
    auto row = std::find_if(rows.begin(), rows.end(), [&](const exchanged& e) { return e.what == what; });
    if (row == rows.end()) row = rows.insert(rows.end(), exchanged{what, {}, {}, {}});
    (out ? row->out : row->in).push_back(line_of(from, f, out ? f.destination : f.origin, say));
    row->records.push_back(f.key);
  }
  texts names;
  for (const actor_id a : from.observed().whose) names.push_back(from[a].name);
  const std::string whose = say.joined(names);
  table t("exchange", say({"What goes to {0} and what comes from there", "Những gì đến {0} và những gì đi từ {0}"}, {whose}),
          {{"what", say({"What", "Nội dung"}), text},
           {"out", say({"From {0} to", "Từ {0} đến"}, {whose}), list},
           {"in", say({"To {0} from", "Đến {0} từ"}, {whose}), list},
           {"both_ways", say({"Both ways", "Hai chiều"}), text},
           {"records", say({"Records", "Bản ghi"}), list}});
  for (exchanged& e : rows) {
    const bool both = !e.out.empty() && !e.in.empty();
    t.add_row(
        {std::move(e.what), std::move(e.out), std::move(e.in), both ? say({"yes", "có"}) : std::string(), std::move(e.records)});
  }
  t.add_note(say({"Knowledge that a delegation fetches goes from those who are visited to those who come.",
                  "Kiến thức mà một đoàn công tác tiếp nhận đi từ nơi được thăm đến nơi cử đoàn."}));
  return t;
}

table events_table(const network& from, const words& say) {
  table t("events", say({"Events on record", "Các sự kiện đã ghi nhận"}),
          {{"id", say({"Id", "Mã"}), text},
           {"title", say({"Title", "Tên"}), text},
           {"date", say({"Date", "Ngày"}), text},
           {"fields", say({"Fields", "Lĩnh vực"}), list},
           {"participants", say({"Who", "Thành phần"}), list},
           {"quantities", say({"Quantities", "Số liệu"}), list},
           {"source", say({"Source", "Nguồn"}), text}});
  for (const event& e : from.events()) {
    texts who;
    for (const participant& p : e.participants) who.push_back(name_with_extent(from, p.who, p.role, p.extent, say));
    texts quantities;
    for (const quantity& q : e.quantities) quantities.push_back(to_sentence(q, say));
    t.add_row({e.key, e.title, e.on ? to_text(*e.on) : std::string(), e.fields, std::move(who), std::move(quantities),
               source_of(from, e.source)});
  }
  t.add_note(say({"A participant in [brackets] is a group or region, with how much of it takes part.",
                  "Thành phần có [ngoặc vuông] là một nhóm hoặc vùng, trong ngoặc là mức độ tham gia."}));
  return t;
}

}  // namespace coopgraph::detail
