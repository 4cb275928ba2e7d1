// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/model/in_force.hpp>
#include <coopgraph/model/inventory.hpp>

#include "report/model_words.hpp"
#include "report/report_tables.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <string>
#include <utility>

namespace coopgraph::detail {
namespace {

using enum column_kind;

constexpr int most_years = 15;

std::string field_title(const std::string& field, const words& say) {
  return field.empty() ? say({"(field not stated)", "(không nêu lĩnh vực)"}) : field;
}

/// The one actor whose ties were recorded; nothing if there are none or several.
std::optional<actor_id> only_observed(const network& from) {
  const auto& whose = from.observed().whose;
  return whose.size() == 1 ? std::optional(whose.front()) : std::nullopt;
}

/// Agreements of one field that are certainly, and that are possibly in force in a year.
struct in_force_counts {
  std::size_t certainly = 0;
  std::size_t possibly = 0;
};

bool is_only_wished(const agreement& a) {
  return a.status == agreement_status::proposed || a.status == agreement_status::invited;
}

/// The first and the last year that an agreement states.
std::optional<std::pair<int, int>> years_of(const network& from) {
  std::optional<std::pair<int, int>> years;
  for (const agreement& a : from.agreements())
    for (const auto& d : {a.signed_on, a.effective.first, a.effective.last}) {
      if (!d) continue;
      if (!years) years = std::pair(d->year(), d->year());
      years = std::pair(std::min(years->first, d->year()), std::max(years->second, d->year()));
    }
  return years;
}

std::string text_of(const in_force_counts& c) {
  if (c.possibly == 0) return c.certainly == 0 ? "" : std::to_string(c.certainly);
  return std::to_string(c.certainly) + " (+" + std::to_string(c.possibly) + ')';
}

}  // namespace

table field_matrix_table(const network& from, const words& say) {
  const tie_matrix m = ties_by_field(from, only_observed(from));
  std::vector<table_column> columns{{"id", say({"Id", "Mã"}), text},
                                    {"partner", m.of ? say({"Partner", "Đối tác"}) : say({"Actor", "Chủ thể"}), text}};
  for (const std::string& field : m.fields) columns.push_back({"field_" + field, field_title(field, say), text});
  table t("field_matrix",
          m.of ? say({"Partners of {0} and fields", "Đối tác của {0} và lĩnh vực"}, {from[*m.of].name})
               : say({"Actors and fields", "Chủ thể và lĩnh vực"}),
          std::move(columns));
  std::size_t silent = 0;
  for (std::size_t p = 0; p < m.partners.size(); ++p) {
    bool known = false;
    std::vector<table_cell> row{from[m.partners[p]].key, from[m.partners[p]].name};
    for (std::size_t f = 0; f < m.fields.size(); ++f) {
      const tie_state state = m.at(p, f);
      known = known || state > tie_state::unknown;
      row.emplace_back(state == tie_state::unknown ? "?" : state == tie_state::none ? "-" : word_of(state, say));
    }
    if (known)
      t.add_row(std::move(row));
    else
      ++silent;
  }
  t.add_note(
      say({"The strongest state on record: signed (or in force), invited, proposed or ended. ? is unknown: no record names the "
           "two in this field, and a record of unnamed parties may. - is none, where the dataset says so.",
           "Tình trạng cao nhất đã ghi nhận: đã ký (hoặc có hiệu lực), mời tham gia, đề xuất hoặc đã kết thúc. ? là chưa biết: "
           "không bản ghi nào nêu tên cả hai trong lĩnh vực này, nhưng bản ghi không nêu tên các bên có thể bao gồm họ. - là "
           "không có, nếu bộ dữ liệu khẳng định như vậy."}));
  if (silent == 1)
    t.add_note(say({"1 actor has no tie by name in any field and is not shown; see without_tie.",
                    "1 chủ thể không có liên kết đích danh trong lĩnh vực nào nên không hiển thị; xem without_tie."}));
  if (silent > 1)
    t.add_note(say({"{0} actors have no tie by name in any field and are not shown; see without_tie.",
                    "{0} chủ thể không có liên kết đích danh trong lĩnh vực nào nên không hiển thị; xem without_tie."},
                   {say.number(silent)}));
  return t;
}

table periods_table(const network& from, const words& say) {
  const auto span = years_of(from);
  const int last = span ? span->second : 0;
  const int first = span ? std::max(span->first, last - most_years + 1) : 1;
  std::vector<table_column> columns{{"field", say({"Field", "Lĩnh vực"}), text}, {"status", say({"Status", "Tình trạng"}), text}};
  for (int year = first; year <= last; ++year) columns.push_back({"y" + std::to_string(year), std::to_string(year), text});
  columns.push_back({"undated", say({"No date", "Không ghi thời gian"}), whole_number});
  table t("periods", say({"Agreements by field and year", "Thỏa thuận theo lĩnh vực và năm"}), std::move(columns));

  // (field, only wished) -> year -> counts; year 0 holds those without any date.
  std::map<std::pair<std::string, bool>, std::map<int, in_force_counts>> counts;
  for (const agreement& a : from.agreements()) {
    const stated_period time = time_of(a);
    for (const std::string& field : a.fields.empty() ? std::vector<std::string>{""} : a.fields) {
      auto& of = counts[{field, is_only_wished(a)}];
      if (time.undated()) ++of[0].possibly;
      for (int year = first; year <= last && !time.undated(); ++year) {
        const in_force how = in_force_during(time, through(date(year), date(year)));
        if (how == in_force::certainly) ++of[year].certainly;
        if (how == in_force::possibly) ++of[year].possibly;
      }
    }
  }
  for (auto& [key, by_year] : counts) {
    std::vector<table_cell> row{field_title(key.first, say),
                                key.second ? say({"proposed or invited", "đề xuất hoặc mời tham gia"})
                                           : say({"signed, in force or ended", "đã ký, có hiệu lực hoặc đã kết thúc"})};
    for (int year = first; year <= last; ++year) row.emplace_back(text_of(by_year[year]));
    row.emplace_back(static_cast<std::int64_t>(by_year[0].possibly));
    t.add_row(std::move(row));
  }
  t.add_note(say(
      {"Agreements in force (or, if only proposed or invited, meant to be) in the year for certain, and (+) those of which an "
       "end is not stated, so that they possibly were. An agreement of several fields counts in each.",
       "Số thỏa thuận chắc chắn có hiệu lực (hoặc, nếu mới đề xuất hay mời tham gia, dự kiến có hiệu lực) trong năm, và (+) số "
       "thỏa thuận không nêu mốc bắt đầu hoặc kết thúc nên có thể có hiệu lực. Thỏa thuận thuộc nhiều lĩnh vực được tính ở "
       "mỗi lĩnh vực."}));
  if (span && span->first < first)
    t.add_note(say({"Years before {0} are not shown.", "Không hiển thị các năm trước {0}."}, {std::to_string(first)}));
  return t;
}

}  // namespace coopgraph::detail
