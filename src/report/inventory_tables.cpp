// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/core/error.hpp>
#include <coopgraph/model/inventory.hpp>
#include <coopgraph/report/inventory_tables.hpp>

#include "report/model_words.hpp"
#include "report/report_tables.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <utility>

namespace coopgraph {
namespace {

using texts = std::vector<std::string>;
using enum column_kind;
using detail::word_of;
using detail::words;

std::int64_t whole(std::size_t n) { return static_cast<std::int64_t>(n); }

/// Counts by word, in the order of the English words in any language.
struct tally {
  struct part {
    std::string word;
    std::size_t count = 0;
  };
  std::map<std::string, part> parts = {};

  void add(const std::string& english, const std::string& word, std::size_t n = 1) {
    part& p = parts[english];
    p.word = word;
    p.count += n;
  }
};

template <class Records>
tally statuses_of(const Records& records, const words& say) {
  tally statuses;
  for (const auto& r : records) statuses.add(to_text(r.status), word_of(r.status, say));
  return statuses;
}

table holdings_table(const network& from, const words& say) {
  table t("holdings", say({"What the dataset holds", "Nội dung của bộ dữ liệu"}),
          {{"what", say({"What", "Nội dung"}), text},
           {"of", say({"Of which", "Trong đó"}), text},
           {"count", say({"Count", "Số lượng"}), whole_number}});
  const auto add_group = [&](const std::string& what, std::size_t all, const tally& by_word) {
    t.add_row({what, {}, whole(all)});
    for (const auto& [english, part] : by_word.parts) t.add_row({what, part.word, whole(part.count)});
  };
  tally kinds;
  for (const actor& a : from.actors())
    if (a.kind.empty())
      kinds.add("kind not stated", say({"kind not stated", "không nêu loại"}));
    else
      kinds.add(a.kind, a.kind);
  add_group(say({"actors", "chủ thể"}), from.actors().size(), kinds);
  add_group(say({"regions", "vùng"}), from.regions().size(), {});
  add_group(say({"agreements", "thỏa thuận"}), from.agreements().size(), statuses_of(from.agreements(), say));
  add_group(say({"flows", "luồng"}), from.flows().size(), statuses_of(from.flows(), say));
  add_group(say({"events", "sự kiện"}), from.events().size(), {});
  tally exactness;
  std::size_t quantities = 0;
  for (const measure_total& m : totals_by_measure(from))
    for (std::size_t e = 0; e < m.by_exactness.size(); ++e)
      if (m.by_exactness[e] > 0) {
        const auto how = static_cast<number_exactness>(e);
        exactness.add(to_text(how), word_of(how, say), m.by_exactness[e]);
        quantities += m.by_exactness[e];
      }
  add_group(say({"quantities", "số liệu"}), quantities, exactness);
  add_group(say({"sources", "nguồn"}), from.sources().size(), {});
  return t;
}

/// What a number as stated tells about the true one.
std::string bound_of(const quantity& q, const words& say) {
  switch (q.exactness) {
    case number_exactness::exact:
      return say({"known", "đã biết"});
    case number_exactness::at_least:
      return say({"bounded below", "biết giới hạn dưới"});
    case number_exactness::at_most:
      return say({"bounded above", "biết giới hạn trên"});
    case number_exactness::between:
      return say({"bounded on both sides", "biết cả hai giới hạn"});
    case number_exactness::about:
      return say({"near a number, without bounds", "gần một con số, không có giới hạn"});
    case number_exactness::order_of_magnitude:
    case number_exactness::verbal:
      break;
  }
  return say({"in words only", "chỉ bằng lời"});
}

table stated_table(const network& from, const words& say) {
  table t("stated", say({"What is stated in numbers, and how firmly", "Những gì được nêu bằng số và mức độ chắc chắn"}),
          {{"record", say({"Record", "Bản ghi"}), text},
           {"measure", say({"Measure", "Đại lượng"}), text},
           {"statement", say({"Statement", "Nội dung nêu"}), text},
           {"exactness", say({"Exactness", "Độ chính xác"}), text},
           {"basis", say({"Basis", "Cơ sở"}), text},
           {"known", say({"What it tells", "Cho biết"}), text}});
  const auto add = [&](const std::string& record, const std::vector<quantity>& quantities) {
    for (const quantity& q : quantities)
      t.add_row(
          {record, q.measure, detail::to_sentence(q, say), word_of(q.exactness, say), word_of(q.basis, say), bound_of(q, say)});
  };
  for (const agreement& a : from.agreements()) add(a.key, a.quantities);
  for (const flow& f : from.flows()) add(f.key, f.quantities);
  for (const event& e : from.events()) add(e.key, e.quantities);
  return t;
}

table totals_table(const network& from, const words& say) {
  table t("totals", say({"What the numbers add up to, by measure and unit", "Tổng cộng các con số theo đại lượng và đơn vị"}),
          {{"measure", say({"Measure", "Đại lượng"}), text},
           {"unit", say({"Unit", "Đơn vị"}), text},
           {"basis", say({"Basis", "Cơ sở"}), text},
           {"quantities", say({"Quantities", "Số liệu"}), whole_number},
           {"low", say({"At least", "Ít nhất"}), digits},
           {"high", say({"At most", "Nhiều nhất"}), digits},
           {"without_bounds", say({"Without either bound", "Không có giới hạn nào"}), whole_number}});
  for (const measure_total& m : totals_by_measure(from)) {
    const std::size_t both = m.by_exactness[static_cast<std::size_t>(number_exactness::exact)] +
                             m.by_exactness[static_cast<std::size_t>(number_exactness::between)];
    const std::size_t bounded = m.with_low + m.with_high - both;
    t.add_row({m.measure, m.unit, word_of(m.basis, say), whole(m.quantities), m.low ? table_cell(to_text(*m.low)) : table_cell(),
               m.high && m.with_high == m.quantities ? table_cell(to_text(*m.high)) : table_cell(),
               whole(m.quantities - bounded)});
  }
  t.add_note(
      say({"\"At least\" adds up the lower ends that are stated; \"At most\" stands only where every quantity has an upper end.",
           "\"Ít nhất\" cộng các giới hạn dưới đã nêu; \"Nhiều nhất\" chỉ có khi mọi số liệu đều có giới hạn trên."}));
  t.add_note(
      say({"Different units, measures and bases are never added. Whether two records count the same thing is not known here.",
           "Không bao giờ cộng các đơn vị, đại lượng và cơ sở khác nhau. Không biết hai bản ghi có tính trùng cùng một thứ hay "
           "không."}));
  return t;
}

table unnamed_table(const network& from, const words& say) {
  table t("unnamed", say({"Groups whose members a record does not name", "Các nhóm mà bản ghi không nêu tên thành viên"}),
          {{"record", say({"Record", "Bản ghi"}), text},
           {"group", say({"Group", "Nhóm"}), text},
           {"extent", say({"How much of it", "Mức độ tham gia"}), text},
           {"members", say({"Members it has", "Số thành viên"}), whole_number}});
  for (const unnamed_group& g : unnamed_groups(from))
    t.add_row({key_of(from, g.record), from[g.group].name, g.extent ? word_of(*g.extent, say) : say({"not stated", "không nêu"}),
               whole(g.members)});
  t.add_note(say({"What is stated of a group stays with the group: nothing is split over its members.",
                  "Những gì nêu về một nhóm giữ nguyên cho cả nhóm, không chia cho các thành viên."}));
  return t;
}

table undated_table(const network& from, const words& say) {
  table t("undated", say({"Records without a date", "Các bản ghi không ghi thời gian"}),
          {{"record", say({"Record", "Bản ghi"}), text}, {"title", say({"Title", "Tên"}), text}});
  const auto add = [&](const any_record& record) { t.add_row({key_of(from, record), title_of(from, record)}); };
  for (std::uint32_t i = 0; i < from.agreements().size(); ++i)
    if (from.agreements()[i].effective.undated() && !from.agreements()[i].signed_on) add(agreement_id(i));
  for (std::uint32_t i = 0; i < from.flows().size(); ++i)
    if (from.flows()[i].effective.undated()) add(flow_id(i));
  for (std::uint32_t i = 0; i < from.events().size(); ++i)
    if (!from.events()[i].on) add(event_id(i));
  return t;
}

std::string whose(const network& from, const std::optional<actor_id>& of, const words& say) {
  return of ? from[*of].name : say({"anybody", "bất kỳ ai"});
}

table ties_table(const network& from, const std::optional<actor_id>& of, const words& say) {
  const tie_matrix m = ties_by_field(from, of);
  const std::string name = of ? say({"Partner", "Đối tác"}) : say({"Actor", "Chủ thể"});
  std::vector<table_column> columns{{"id", say({"Id", "Mã"}), text}, {"name", name, text}};
  for (const std::string& f : m.fields)
    columns.push_back(f.empty() ? table_column{"field_not_stated", say({"(field not stated)", "(không nêu lĩnh vực)"}), text}
                                : table_column{"field:" + f, f, text});
  table t("ties_by_field", say({"Ties with {0} by field", "Liên kết với {0} theo lĩnh vực"}, {whose(from, of, say)}),
          std::move(columns));
  for (std::size_t i = 0; i < m.partners.size(); ++i) {
    std::vector<table_cell> row{from[m.partners[i]].key, from[m.partners[i]].name};
    for (std::size_t j = 0; j < m.fields.size(); ++j) row.emplace_back(word_of(m.at(i, j), say));
    t.add_row(std::move(row));
  }
  t.add_note(
      say({"signed: signed or in force. unknown: no record names the tie; nobody looked for it, or a group that a record leaves "
           "unnamed may hold it. none: no record, and by the dataset's own statement that means that there is none.",
           "đã ký: đã ký hoặc có hiệu lực. chưa biết: không bản ghi nào nêu liên kết này; chưa ai tìm hiểu, hoặc liên kết có thể "
           "nằm trong một nhóm mà bản ghi không nêu tên. không có: không có bản ghi, và theo chính bộ dữ liệu thì điều đó nghĩa "
           "là không có liên kết."}));
  return t;
}

table without_tie_table(const network& from, const std::optional<actor_id>& of, const words& say) {
  table t(
      "without_tie",
      say({"Actors without a recorded tie with {0}", "Các chủ thể chưa được ghi nhận liên kết với {0}"}, {whose(from, of, say)}),
      {{"id", say({"Id", "Mã"}), text},
       {"name", say({"Name", "Tên"}), text},
       {"kind", say({"Kind", "Loại"}), text},
       {"may_be_in", say({"May be among", "Có thể thuộc"}), list}});
  for (const untied_actor& u : actors_without_tie(from, of)) {
    texts records;
    for (const any_record& r : u.may_be_in) records.push_back(key_of(from, r));
    t.add_row({from[u.who].key, from[u.who].name, from[u.who].kind, std::move(records)});
  }
  t.add_note(say({"\"May be among\": records with a group of unnamed members to which the actor belongs.",
                  "\"Có thể thuộc\": các bản ghi có nhóm không nêu tên thành viên mà chủ thể thuộc về."}));
  return t;
}

table ending_table(const network& from, const date& on, int months, const words& say) {
  table t("ending",
          say({"What ends within {0} months of {1}", "Những gì kết thúc trong vòng {0} tháng kể từ {1}"},
              {std::to_string(months), to_text(on)}),
          {{"record", say({"Record", "Bản ghi"}), text},
           {"title", say({"Title", "Tên"}), text},
           {"last", say({"Last in force", "Ngày hiệu lực cuối"}), text}});
  for (const ending_record& e : records_ending(from, on, months))
    t.add_row({key_of(from, e.record), title_of(from, e.record), to_text(e.last)});
  return t;
}

table changes_table(const network& from, const date& since, const date& on, const words& say) {
  table t("changes", say({"What changed from {0} to {1}", "Những thay đổi từ {0} đến {1}"}, {to_text(since), to_text(on)}),
          {{"when", say({"When", "Thời điểm"}), text},
           {"what", say({"What", "Nội dung"}), text},
           {"id", say({"Id", "Mã"}), text},
           {"title", say({"Title", "Tên"}), text},
           {"certain", say({"Certain", "Chắc chắn"}), text}});
  for (const change& c : changes_between(from, since, on)) {
    std::vector<table_cell> row{to_text(c.when), word_of(c.what, say)};
    if (const auto* who = std::get_if<actor_id>(&c.which)) {
      row.insert(row.end(), {from[*who].key, from[*who].name});
    } else {
      any_record record = agreement_id(0);
      if (const auto* a = std::get_if<agreement_id>(&c.which)) record = *a;
      if (const auto* f = std::get_if<flow_id>(&c.which)) record = *f;
      if (const auto* e = std::get_if<event_id>(&c.which)) record = *e;
      row.insert(row.end(), {key_of(from, record), title_of(from, record)});
    }
    row.emplace_back(c.certain ? say({"yes", "có"}) : say({"possibly", "có thể"}));
    t.add_row(std::move(row));
  }
  t.add_note(say({"\"possibly\": the source gives a month or year that lies only partly between the dates.",
                  "\"có thể\": nguồn chỉ nêu tháng hoặc năm, chỉ một phần nằm giữa hai ngày."}));
  return t;
}

}  // namespace

std::vector<table> inventory_tables(const network& from, const inventory_options& options) {
  if (options.since && !options.on)
    throw option_error("inventory_tables", "since", to_text(*options.since), "only together with on, a later date");
  const words say(options.lang);
  std::optional<actor_id> of = options.of;
  if (!of && from.observed().whose.size() == 1) of = from.observed().whose.front();
  std::vector<table> all{holdings_table(from, say),       stated_table(from, say),  totals_table(from, say),
                         unnamed_table(from, say),        undated_table(from, say), ties_table(from, of, say),
                         without_tie_table(from, of, say)};
  if (options.on) all.push_back(ending_table(from, *options.on, options.months, say));
  if (options.since) all.push_back(changes_table(from, *options.since, *options.on, say));
  return all;
}

}  // namespace coopgraph
