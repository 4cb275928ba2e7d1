// SPDX-License-Identifier: BSL-1.0
#include "report/report_tables.hpp"

#include "report/model_words.hpp"

#include <coopgraph/model/inventory.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>

namespace coopgraph::detail {
namespace {

using texts = std::vector<std::string>;

std::int64_t whole(std::size_t n) { return static_cast<std::int64_t>(n); }

/// A number of the dataset: in English as it stands there.
std::string as_stated(const decimal& d, const words& say) {
  return say.in() == language::english ? to_text(d) : say.localized(to_text(d));
}

/// The number with how exact it is.
std::string number_text(const quantity& q, const words& say) {
  const auto one = [&](const std::optional<decimal>& d) { return d ? as_stated(*d, say) : std::string(); };
  if (q.exactness == number_exactness::between)
    return say({"between {0} and {1}", "trong khoảng từ {0} đến {1}"}, {one(q.low), one(q.high)});
  const std::string number = q.value ? one(q.value) : one(q.low ? q.low : q.high);
  if (q.exactness == number_exactness::exact && q.value) return number;
  if (number.empty())
    return q.exactness == number_exactness::verbal ? say({"stated in words", "nêu bằng lời"}) : word_of(q.exactness, say);
  return word_of(q.exactness, say) + ' ' + number;
}

texts quantity_texts(const std::vector<quantity>& quantities, const words& say) {
  texts all;
  for (const quantity& q : quantities) all.push_back(to_sentence(q, say));
  return all;
}

/// A tie of an observed actor; or, where no observation is stated, an actor with all its ties.
struct tie {
  std::optional<vertex_id> of;
  vertex_id partner = 0;
  std::vector<agreement_id> records = {};
  std::vector<std::string> fields = {};

  [[nodiscard]] std::pair<std::size_t, std::size_t> weight() const noexcept { return {records.size(), fields.size()}; }
};

void add_records(tie& t, std::span<const agreement_id> more) {
  t.records.insert(t.records.end(), more.begin(), more.end());
  std::sort(t.records.begin(), t.records.end());
  t.records.erase(std::unique(t.records.begin(), t.records.end()), t.records.end());
}

void add_fields(tie& t, const network& from) {
  for (const agreement_id a : t.records) t.fields.insert(t.fields.end(), from[a].fields.begin(), from[a].fields.end());
  std::sort(t.fields.begin(), t.fields.end());
  t.fields.erase(std::unique(t.fields.begin(), t.fields.end()), t.fields.end());
}

std::vector<tie> ties_of_the_observed(const network& from, const agreement_view& view) {
  const auto& whose = from.observed().whose;
  const auto observed = [&](vertex_id v) { return std::find(whose.begin(), whose.end(), view.actors[v]) != whose.end(); };
  const auto g = view.graph.view();
  std::vector<tie> ties;
  for (edge_id e = 0; e < g.edges(); ++e) {
    vertex_id a = g.source[e];
    vertex_id b = g.target[e];
    if (!observed(a)) std::swap(a, b);
    if (!observed(a)) continue;
    add_records(ties.emplace_back(tie{a, b}), view.records[e]);
  }
  return ties;
}

std::vector<tie> actors_with_their_ties(const agreement_view& view) {
  const auto g = view.graph.view();
  std::vector<std::vector<agreement_id>> records(g.vertices());
  for (edge_id e = 0; e < g.edges(); ++e)
    for (const vertex_id v : {g.source[e], g.target[e]})
      records[v].insert(records[v].end(), view.records[e].begin(), view.records[e].end());
  std::vector<tie> ties;
  for (vertex_id v = 0; v < g.vertices(); ++v)
    if (!records[v].empty()) add_records(ties.emplace_back(tie{std::nullopt, v}), records[v]);
  return ties;
}

/// Most agreements first, then most fields; equals in the order of the actors.
void sort_ties(std::vector<tie>& ties) {
  std::stable_sort(ties.begin(), ties.end(), [](const tie& a, const tie& b) { return a.weight() > b.weight(); });
}

std::vector<table_column> partner_columns(std::size_t observers, const words& say) {
  using enum column_kind;
  std::vector<table_column> columns{{"rank", say({"Rank", "Hạng"}), whole_number},
                                    {"tied_with", say({"Tied with", "Đồng hạng"}), whole_number}};
  if (observers > 1) columns.push_back({"actor", say({"Observed actor", "Chủ thể được quan sát"}), text});
  const std::string partner = observers == 0 ? say({"Actor", "Chủ thể"}) : say({"Partner", "Đối tác"});
  columns.insert(columns.end(), {{"partner", partner, text},
                                 {"agreements", say({"Agreements", "Thỏa thuận"}), whole_number},
                                 {"signed_or_in_force", say({"Signed or in force", "Đã ký hoặc có hiệu lực"}), whole_number},
                                 {"proposed", say({"Proposed", "Đề xuất"}), whole_number},
                                 {"invited", say({"Invited", "Mời tham gia"}), whole_number},
                                 {"ended", say({"Ended", "Đã kết thúc"}), whole_number},
                                 {"fields", say({"Fields", "Lĩnh vực"}), list},
                                 {"records", say({"Records", "Bản ghi"}), list}});
  return columns;
}

void add_partner(table& partners, const network& from, const agreement_view& view, const tie& t, std::size_t rank,
                 std::size_t tied_with) {
  std::int64_t counts[4] = {0, 0, 0, 0};  // signed or in force, proposed, invited, ended
  texts records;
  for (const agreement_id a : t.records) {
    records.push_back(from[a].key);
    switch (from[a].status) {
      case agreement_status::signed_:
      case agreement_status::in_force:
        ++counts[0];
        break;
      case agreement_status::proposed:
        ++counts[1];
        break;
      case agreement_status::invited:
        ++counts[2];
        break;
      case agreement_status::ended:
        ++counts[3];
        break;
    }
  }
  std::vector<table_cell> row{whole(rank), whole(tied_with)};
  if (t.of && partners.columns()[2].key == "actor") row.emplace_back(view.names[*t.of]);
  row.emplace_back(view.names[t.partner]);
  row.emplace_back(whole(t.records.size()));
  for (const std::int64_t count : counts) row.emplace_back(count);
  row.emplace_back(t.fields);
  row.emplace_back(std::move(records));
  partners.add_row(std::move(row));
}

}  // namespace

std::string what_goes(const flow& f, const words& say) {
  if (!f.product.empty()) return f.product;
  return f.chain.empty() ? say.joined(f.fields) : f.chain;
}

texts statements_of(const flow& f, const words& say) {
  texts all = quantity_texts(f.quantities, say);
  if (f.capacity) all.push_back(say({"capacity: {0} {1}", "năng lực: {0} {1}"}, {as_stated(*f.capacity, say), f.unit}));
  return all;
}

std::string name_with_extent(const network& from, const actor_or_region& who, const std::string& part, const party_extent& extent,
                             const words& say) {
  std::string name = from.name_of(who);
  if (!part.empty()) name += " (" + part + ')';
  if (std::holds_alternative<region_id>(who)) name += " [" + word_of(extent, say) + ']';
  return name;
}

table_cell source_of(const network& from, const std::optional<source_id>& source) {
  if (!source) return {};
  return from[*source].title;
}

std::string to_sentence(const quantity& q, const words& say) {
  std::string sentence = q.measure + ": " + number_text(q, say);
  if (!q.unit.empty()) sentence += ' ' + q.unit;
  if (q.basis != quantity_basis::stated) sentence += ", " + word_of(q.basis, say);
  if (!q.phrase.empty()) sentence += " (\"" + q.phrase + "\")";
  return sentence;
}

std::string to_sentence(const stated_period& p, const words& say) {
  if (p.first && p.last && *p.first == *p.last) return to_text(*p.first);
  if (p.first && p.last) return say({"{0} to {1}", "{0} đến {1}"}, {to_text(*p.first), to_text(*p.last)});
  if (p.first) return say({"from {0}", "từ {0}"}, {to_text(*p.first)});
  return p.last ? say({"to {0}", "đến {0}"}, {to_text(*p.last)}) : std::string();
}

table partners_table(const network& from, const agreement_view& view, const words& say) {
  const auto& whose = from.observed().whose;
  std::vector<tie> ties = whose.empty() ? actors_with_their_ties(view) : ties_of_the_observed(from, view);
  for (tie& t : ties) add_fields(t, from);
  sort_ties(ties);

  const std::string title =
      whose.empty() ? say({"Actors by number of agreements", "Các chủ thể theo số thỏa thuận"})
      : whose.size() == 1
          ? say({"Partners of {0} by number of agreements", "Đối tác của {0} theo số thỏa thuận"}, {from[whose.front()].name})
          : say({"Ties of the observed actors by number of agreements",
                 "Liên kết của các chủ thể được quan sát theo số thỏa thuận"});
  table partners("partners", title, partner_columns(whose.size(), say));
  for (std::size_t first = 0; first < ties.size();) {
    std::size_t end = first + 1;
    while (end < ties.size() && ties[end].weight() == ties[first].weight()) ++end;
    for (std::size_t i = first; i < end; ++i) add_partner(partners, from, view, ties[i], first + 1, end - first - 1);
    first = end;
  }
  partners.add_note(say(
      {"Ranked by the number of agreements, then of fields; equal ones share a rank, and \"Tied with\" counts the others of it.",
       "Xếp hạng theo số thỏa thuận, rồi theo số lĩnh vực; bằng nhau thì cùng hạng, cột \"Đồng hạng\" đếm số chủ thể khác cùng "
       "hạng."}));
  return partners;
}

table agreements_table(const network& from, const words& say) {
  using enum column_kind;
  table t("agreements", say({"Agreements on record", "Các thỏa thuận đã ghi nhận"}),
          {{"id", say({"Id", "Mã"}), text},
           {"title", say({"Title", "Tên"}), text},
           {"kind", say({"Kind", "Loại"}), text},
           {"status", say({"Status", "Tình trạng"}), text},
           {"fields", say({"Fields", "Lĩnh vực"}), list},
           {"signed_on", say({"Signed on", "Ngày ký"}), text},
           {"period", say({"Period", "Thời kỳ"}), text},
           {"counts", say({"Counts as", "Tính là"}), text},
           {"party_count", say({"Parties", "Số bên"}), whole_number},
           {"parties", say({"Who", "Các bên"}), list},
           {"quantities", say({"Quantities", "Số liệu"}), list},
           {"source", say({"Source", "Nguồn"}), text}});
  for (const agreement& a : from.agreements()) {
    texts parties;
    for (const party& p : a.parties) parties.push_back(name_with_extent(from, p.who, p.of, p.extent, say));
    t.add_row({a.key, a.title, a.kind, word_of(a.status, say), a.fields, a.signed_on ? to_text(*a.signed_on) : std::string(),
               to_sentence(a.effective, say), word_of(a.counts, say), whole(a.parties.size()), std::move(parties),
               quantity_texts(a.quantities, say), source_of(from, a.source)});
  }
  t.add_note(say({"A party in [brackets] is a group or region, with how much of it takes part.",
                  "Bên có [ngoặc vuông] là một nhóm hoặc vùng, trong ngoặc là mức độ tham gia."}));
  return t;
}

table flows_table(const network& from, const words& say) {
  using enum column_kind;
  table t("flows", say({"What goes from whom to whom", "Các luồng từ nơi đi đến nơi đến"}),
          {{"id", say({"Id", "Mã"}), text},
           {"origin", say({"From", "Từ"}), text},
           {"destination", say({"To", "Đến"}), text},
           {"product", say({"What", "Nội dung"}), text},
           {"fields", say({"Fields", "Lĩnh vực"}), list},
           {"status", say({"Status", "Tình trạng"}), text},
           {"period", say({"Period", "Thời kỳ"}), text},
           {"counts", say({"Counts as", "Tính là"}), text},
           {"quantities", say({"Totals, and how exact they are", "Tổng số và mức độ chính xác"}), list},
           {"source", say({"Source", "Nguồn"}), text}});
  for (const flow& f : from.flows()) {
    t.add_row({f.key, from.name_of(f.origin), from.name_of(f.destination), what_goes(f, say), f.fields, word_of(f.status, say),
               to_sentence(f.effective, say), word_of(f.counts, say), statements_of(f, say), source_of(from, f.source)});
  }
  t.add_note(say({"Totals over a group stay with the group: nothing here is split over its members.",
                  "Tổng số của một nhóm giữ nguyên cho cả nhóm, không chia cho các thành viên."}));
  return t;
}

table left_out_table(const network& from, const agreement_view& view, const words& say) {
  using enum column_kind;
  table t("left_out", say({"Records and parties that gave no tie", "Các bản ghi và các bên không tạo thành liên kết"}),
          {{"id", say({"Id", "Mã"}), text},
           {"title", say({"Title", "Tên"}), text},
           {"party", say({"Party", "Bên"}), text},
           {"reason", say({"Why", "Lý do"}), text}});
  for (const left_out_record& l : view.left_out)
    t.add_row({key_of(from, l.record), title_of(from, l.record), l.party ? table_cell(from.name_of(*l.party)) : table_cell(),
               word_of(l.reason, say)});
  return t;
}

}  // namespace coopgraph::detail
