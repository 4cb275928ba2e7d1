// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/model/inventory.hpp>

#include "report/model_words.hpp"
#include "report/report_tables.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <string>
#include <utility>
#include <variant>

namespace coopgraph::detail {
namespace {

using texts = std::vector<std::string>;
using findings = std::vector<finding>;

constexpr std::array all_statuses{agreement_status::proposed, agreement_status::invited, agreement_status::signed_,
                                  agreement_status::in_force, agreement_status::ended};

/// "2 proposed, 1 invited"
std::string statuses_of(const network& from, const words& say) {
  std::array<std::size_t, all_statuses.size()> by_status{};
  for (const agreement& a : from.agreements()) ++by_status[static_cast<std::size_t>(a.status)];
  std::string said;
  for (const agreement_status s : all_statuses)
    if (const std::size_t n = by_status[static_cast<std::size_t>(s)]; n > 0)
      said.append(said.empty() ? "" : ", ").append(say.number(n)).append(" ").append(word_of(s, say));
  return said;
}

std::string holdings(const network& from, const words& say) {
  std::string agreements = say.counted(from.agreements().size(), {"agreement", "thỏa thuận"}, {"agreements", "thỏa thuận"});
  if (const std::string statuses = statuses_of(from, say); !statuses.empty()) agreements += " (" + statuses + ')';
  return say({"The dataset holds {0}, {1}, {2} and {3}.", "Bộ dữ liệu có {0}, {1}, {2} và {3}."},
             {agreements, say.counted(from.flows().size(), {"flow", "luồng"}, {"flows", "luồng"}),
              say.counted(from.events().size(), {"event", "sự kiện"}, {"events", "sự kiện"}),
              say.counted(from.actors().size(), {"actor", "chủ thể"}, {"actors", "chủ thể"})});
}

/// How far the figures hold, said where they stand.
std::string reach_of(const cooperation_report& report, const words& say) {
  if (report.observed.empty())
    return say(
        {"The dataset does not say whose ties were recorded: the figures describe the record, not the actors.",
         "Bộ dữ liệu không cho biết liên kết của ai được ghi nhận: các số liệu mô tả những gì được ghi nhận, không mô tả bản "
         "thân các chủ thể."});
  return say({"Only the ties of {0} were recorded; of the others' place among each other the record says nothing.",
              "Chỉ liên kết của {0} được ghi nhận; dữ liệu không cho biết gì về vị trí của các chủ thể còn lại đối với nhau."},
             {say.joined(report.observed)});
}

std::string partners_sentence(const cooperation_report& report, const words& say) {
  const table& partners = report.table_called("partners");
  const std::size_t rows = partners.rows().size();
  if (report.observed.empty())
    return say({"{0} part in an agreement by name.", "{0} được nêu đích danh trong thỏa thuận."},
               {say.counted(rows, {"actor takes", "chủ thể"}, {"actors take", "chủ thể"})});
  std::array<std::size_t, 2> firm{};  // with a signed one; without
  for (const auto& row : partners.rows())
    for (std::size_t c = 0; c < row.size(); ++c)
      if (partners.columns()[c].key == "signed_or_in_force") ++firm[std::get<std::int64_t>(row[c]) > 0 ? 0 : 1];
  return say(
      {"{0} {1} {2} by agreement with others that the record names: {3} with one that is signed or in force, {4} only by "
       "proposal, invitation or what has ended.",
       "{0} {1} {2} qua thỏa thuận với các chủ thể khác được nêu tên: {3} có thỏa thuận đã ký hoặc có hiệu lực, {4} chỉ có đề "
       "xuất, lời mời tham gia hoặc thỏa thuận đã kết thúc."},
      {say.joined(report.observed), report.observed.size() == 1 ? say({"has", "có"}) : say({"have", "có"}),
       say.counted(rows, {"tie", "liên kết"}, {"ties", "liên kết"}), say.number(firm[0]), say.number(firm[1])});
}

/// The table, if the report has it with rows; else nullptr.
const table* rows_of(const cooperation_report& report, std::string_view key) {
  for (const report_section& s : report.sections)
    for (const table& t : s.tables)
      if (t.key() == key && !t.rows().empty()) return &t;
  return nullptr;
}

/// The cell of a row in the column of this key. \pre there is such a column
const table_cell& cell_of(const table& t, std::size_t row, std::string_view key) {
  const auto columns = t.columns();
  const auto at = std::find_if(columns.begin(), columns.end(), [&](const table_column& c) { return c.key == key; });
  return t.rows()[row][static_cast<std::size_t>(at - columns.begin())];
}
std::string text_in(const table& t, std::size_t row, std::string_view key) { return std::get<std::string>(cell_of(t, row, key)); }
std::size_t count_in(const table& t, std::size_t row, std::string_view key) {
  return static_cast<std::size_t>(std::get<std::int64_t>(cell_of(t, row, key)));
}

/// Who stands first among the partners; nothing where there are none.
findings first_partners(const cooperation_report& report, const words& say) {
  const table& partners = report.table_called("partners");
  texts first;
  std::string agreements;
  std::size_t fields = 0;
  for (std::size_t row = 0; row < partners.rows().size() && count_in(partners, row, "rank") == 1; ++row) {
    first.push_back(text_in(partners, row, "partner"));
    agreements = say.counted(count_in(partners, row, "agreements"), {"agreement", "thỏa thuận"}, {"agreements", "thỏa thuận"});
    fields = std::get<texts>(cell_of(partners, row, "fields")).size();
  }
  constexpr std::size_t most = 5;
  if (first.empty() || first.size() > most) return {};
  const std::string in_fields = say.counted(fields, {"field", "lĩnh vực"}, {"fields", "lĩnh vực"});
  return {{first.size() == 1
               ? say({"Most agreements and fields: {0} ({1}, {2}).", "Nhiều thỏa thuận và lĩnh vực nhất: {0} ({1}, {2})."},
                     {first.front(), agreements, in_fields})
               : say({"Most agreements and fields: {0} ({1}, {2} each).",
                      "Nhiều thỏa thuận và lĩnh vực nhất: {0} (mỗi bên {1}, {2})."},
                     {say.joined(first), agreements, in_fields}),
           "table-partners"}};
}

/// The field in which most partners have a tie by name.
findings widest_field(const network& from, const cooperation_report& report, const words& say) {
  if (report.observed.size() != 1) return {};
  const tie_matrix m = ties_by_field(from, from.observed().whose.front());
  std::pair<std::size_t, std::string> widest{0, ""};
  for (std::size_t f = 0; f < m.fields.size(); ++f) {
    std::size_t partners = 0;
    for (std::size_t p = 0; p < m.partners.size(); ++p) partners += m.at(p, f) > tie_state::unknown ? 1U : 0U;
    if (partners > widest.first && !m.fields[f].empty()) widest = {partners, m.fields[f]};
  }
  if (widest.first == 0) return {};
  return {{say({"Ties by name reach furthest in {0}, with {1}.", "Liên kết đích danh rộng nhất ở lĩnh vực {0}, với {1}."},
               {widest.second, say.counted(widest.first, {"partner", "đối tác"}, {"partners", "đối tác"})}),
           "table-field_matrix"}};
}

/// What flows state; of many only how many they are.
findings stated_flows(const network& from, const words& say) {
  constexpr std::size_t most = 8;  // a sentence with more is a table, which stands below
  std::string list;
  std::size_t groups = 0;
  std::size_t stated = 0;
  for (const flow& f : from.flows()) {
    const texts statements = statements_of(f, say);
    if (statements.empty()) continue;
    ++stated;
    list.append(list.empty() ? "" : "; ")
        .append(say({"{0} to {1}, {2}: {3}", "{0} đến {1}, {2}: {3}"},
                    {from.name_of(f.origin), from.name_of(f.destination), what_goes(f, say), say.joined(statements)}));
    if (names_a_group(f)) ++groups;
  }
  if (stated == 0) return {};
  if (stated > most)
    return {{say({"{0} with numbers of what goes from whom to whom.", "{0} có nêu số liệu về cái gì đi từ đâu đến đâu."},
                 {say.counted(stated, {"flow is on record", "luồng"}, {"flows are on record", "luồng"})}),
             "table-flows"}};
  std::string sentence =
      say({"Stated totals of what goes from whom to whom: {0}.", "Tổng số đã nêu của các luồng: {0}."}, {list});
  if (groups > 0)
    sentence += ' ' + say({"{0} over a group; the source does not break them down, and nothing here does.",
                           "{0} của một nhóm; nguồn không chia nhỏ và báo cáo này cũng không chia."},
                          {say.counted(groups, {"of these is a total", "trong số này là tổng số"},
                                       {"of these are totals", "trong số này là tổng số"})});
  return {{std::move(sentence), "table-flows"}};
}

/// Who is central, where the ties of all were recorded, and between which ranks.
findings most_central(const cooperation_report& report, const words& say) {
  const table* t = rows_of(report, "centrality");
  if (t == nullptr) return {};
  constexpr std::size_t most = 3;
  texts first;
  bool ranged = false;
  for (std::size_t row = 0; row < std::min(most, t->rows().size()); ++row) {
    std::string one = text_in(*t, row, "actor");
    if (std::holds_alternative<std::int64_t>(cell_of(*t, row, "rank_low"))) {
      ranged = true;
      one += say({" (rank {0} to {1})", " (hạng {0} đến {1})"},
                 {say.number(count_in(*t, row, "rank_low")), say.number(count_in(*t, row, "rank_high"))});
    }
    first.push_back(std::move(one));
  }
  return {{ranged ? say({"Most central, by PageRank: {0}, in nine of ten networks whose ties are drawn anew.",
                         "Ở vị trí trung tâm nhất, theo PageRank: {0}, trong chín phần mười mạng lưới có liên kết được rút lại."},
                        {say.joined(first)})
                  : say({"Most central, by PageRank: {0}.", "Ở vị trí trung tâm nhất, theo PageRank: {0}."}, {say.joined(first)}),
           "table-centrality"}};
}

findings first_broker(const cooperation_report& report, const words& say) {
  const table* t = rows_of(report, "brokers");
  if (t == nullptr) return {};
  return {{say({"Between regions {0} brokers most: for {1} that have no tie of their own.",
                "Giữa các vùng, {0} làm cầu nối nhiều nhất: cho {1} chưa có liên kết trực tiếp."},
               {text_in(*t, 0, "actor"),
                say.counted(count_in(*t, 0, "between"), {"pair of actors", "cặp chủ thể"}, {"pairs of actors", "cặp chủ thể"})}),
           "table-brokers"}};
}

findings clusters_and_regions(const cooperation_report& report, const words& say) {
  const table* clusters = rows_of(report, "clusters");
  if (clusters == nullptr) return {};
  const table* movers = rows_of(report, "movers");
  std::string sentence = say({"The ties form {0}", "Các liên kết tạo thành {0}"},
                             {say.counted(clusters->rows().size(), {"cluster", "cụm"}, {"clusters", "cụm"})});
  if (movers != nullptr)
    sentence +=
        say({"; {0} to move for these to be the official regions", "; {0} chuyển chỗ để các cụm trùng với vùng chính thức"},
            {say.counted(movers->rows().size(), {"actor would have", "chủ thể phải"}, {"actors would have", "chủ thể phải"})});
  return {{sentence + '.', "table-clusters"}};
}

/// How much can arrive of the first products, and how few flows hold it back.
findings greatest_throughput(const cooperation_report& report, const words& say) {
  const table* t = rows_of(report, "throughput");
  if (t == nullptr) return {};
  constexpr std::size_t most = 3;
  texts amounts;
  for (std::size_t row = 0; row < std::min(most, t->rows().size()); ++row)
    amounts.push_back(
        say({"{0}: {1} {2} (limited by {3})", "{0}: {1} {2} (bị giới hạn bởi {3})"},
            {text_in(*t, row, "what"), say.number(std::get<double>(cell_of(*t, row, "throughput"))), text_in(*t, row, "unit"),
             say.counted(count_in(*t, row, "cut_flows"), {"flow", "luồng"}, {"flows", "luồng"})}));
  return {
      {say({"At most can arrive, by the capacities on record: {0}.", "Theo năng lực đã ghi nhận, nhiều nhất có thể đến: {0}."},
           {say.joined(amounts)}),
       "table-throughput"}};
}

findings fewest_senders(const cooperation_report& report) {
  if (rows_of(report, "concentration") == nullptr) return {};
  return {{report.section("concentration").text.front(), "table-concentration"}};
}

/// Things that go both ways.
findings both_ways(const cooperation_report& report, const words& say) {
  const auto section =
      std::find_if(report.sections.begin(), report.sections.end(), [](const auto& s) { return s.id == "exchange"; });
  if (section == report.sections.end() || section->tables.empty()) return {};
  texts things;
  for (const auto& row : section->tables.front().rows())
    if (!std::get<texts>(row[1]).empty() && !std::get<texts>(row[2]).empty()) things.push_back(std::get<std::string>(row[0]));
  if (things.empty()) return {};
  return {{say({"Both ways go: {0}.", "Đi cả hai chiều: {0}."}, {say.joined(things)}), "table-exchange"}};
}

/// "4 exact, 3 at least"
std::string firmness(const network& from, const words& say) {
  std::array<std::size_t, 7> by_exactness{};
  for (const measure_total& m : totals_by_measure(from))
    for (std::size_t e = 0; e < by_exactness.size(); ++e) by_exactness[e] += m.by_exactness[e];
  std::string said;
  for (std::size_t e = 0; e < by_exactness.size(); ++e)
    if (by_exactness[e] > 0)
      said.append(said.empty() ? "" : ", ")
          .append(say.number(by_exactness[e]))
          .append(" ")
          .append(word_of(static_cast<number_exactness>(e), say));
  return said;
}

findings unknown_sentences(const network& from, const cooperation_report& report, const words& say) {
  findings said;
  if (const std::string firm = firmness(from, say); !firm.empty())
    said.push_back({say({"Of the stated quantities are: {0}.", "Trong các số liệu đã nêu có: {0}."}, {firm}), "table-stated"});
  if (const auto groups = unnamed_groups(from); !groups.empty())
    said.push_back({say({"{0} without its members (\"almost all provinces\"): the true numbers of ties may be higher.",
                         "{0} mà không nêu tên thành viên (\"hầu hết các tỉnh\"): số liên kết thực tế có thể cao hơn."},
                        {say.counted(groups.size(), {"record names a group", "bản ghi nêu một nhóm"},
                                     {"records name a group", "bản ghi nêu một nhóm"})}),
                    "table-unnamed"});
  const auto of = report.observed.size() == 1 ? std::optional(from.observed().whose.front()) : std::nullopt;
  const auto untied = actors_without_tie(from, of);
  if (untied.empty()) return said;
  const std::string who = say.counted(untied.size(), {"actor has", "chủ thể"}, {"actors have", "chủ thể"});
  const std::string answer = from.observed().absence == absence_meaning::none
                                 ? say({"answered by the dataset: none.", "bộ dữ liệu trả lời là không."})
                                 : say({"unknown.", "chưa biết."});
  said.push_back({of ? say({"{0} no recorded tie by name with {1}; whether there is one is {2}",
                            "{0} chưa được ghi nhận liên kết đích danh với {1}; có liên kết hay không thì {2}"},
                           {who, from[*of].name, answer})
                     : say({"{0} no recorded tie by name; whether there is one is {1}",
                            "{0} chưa được ghi nhận liên kết đích danh; có liên kết hay không thì {1}"},
                           {who, answer}),
                  "table-without_tie"});
  return said;
}

}  // namespace

findings summary_of(const network& from, const agreement_view& view, const cooperation_report& report, const words& say) {
  findings said{{holdings(from, say), "certainty"}, {reach_of(report, say), "not-observed"}};
  const auto add = [&](findings more) {
    said.insert(said.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
  };
  if (rows_of(report, "partners") != nullptr) said.push_back({partners_sentence(report, say), "table-partners"});
  if (view.taken == 0)
    said.push_back({say({"No agreement names two parties, so that there is no tie to draw or to rank.",
                         "Không thỏa thuận nào nêu tên hai bên nên không có liên kết để vẽ hoặc xếp hạng."}),
                    "left-out"});
  if (report.observed.empty()) {
    add(most_central(report, say));
    add(first_broker(report, say));
    add(clusters_and_regions(report, say));
  } else {
    add(first_partners(report, say));
    add(widest_field(from, report, say));
  }
  add(stated_flows(from, say));
  add(greatest_throughput(report, say));
  if (report.observed.empty())
    add(fewest_senders(report));
  else
    add(both_ways(report, say));
  add(unknown_sentences(from, report, say));
  return said;
}

texts not_observed_in(const network& from, const agreement_view& view, const cooperation_report& report, const words& say) {
  texts said{reach_of(report, say)};
  if (!report.observed.empty()) {
    said.push_back(
        say({"Ties among the others were not looked for. They are unknown here, not absent, and nothing is concluded from them.",
             "Liên kết giữa các chủ thể còn lại không được tìm hiểu. Ở đây chúng là chưa biết, không phải là không có, và không "
             "kết luận "
             "nào được rút ra từ chúng."}));
    said.push_back(
        say({"Who is central among all, who brokers between regions, which regions the ties form and where the bottleneck of a "
             "supply lies need the ties of the others as well: these were not observed, and the report does not rank, cluster "
             "or route by them. Record the others' ties in agreements.csv, parties.csv and flows.csv to see them.",
             "Muốn biết ai ở vị trí trung tâm, ai làm cầu nối giữa các vùng, liên kết tạo thành những vùng nào và điểm nghẽn của "
             "chuỗi "
             "cung ứng ở đâu thì cần cả liên kết của các chủ thể còn lại: chúng chưa được quan sát, và báo cáo không xếp hạng, "
             "phân cụm "
             "hay tìm đường theo chúng. Hãy ghi liên kết của các chủ thể còn lại vào agreements.csv, parties.csv và flows.csv để "
             "xem."}));
  }
  said.push_back(
      from.observed().absence == absence_meaning::none
          ? say({"By the dataset's own statement, a tie that is not on record does not exist as far as ties were recorded.",
                 "Theo chính bộ dữ liệu, trong phạm vi đã ghi nhận, liên kết không có bản ghi là không tồn tại."})
          : say({"A tie that is not on record is unknown: the source does not say that there is none.",
                 "Liên kết không có bản ghi là chưa biết: nguồn không nói rằng không có."}));
  if (std::any_of(view.left_out.begin(), view.left_out.end(),
                  [](const left_out_record& l) { return l.reason == left_out_reason::members_not_named; }))
    said.push_back(
        say({"Parties that the source does not name (\"almost all provinces\") are not counted: the true numbers may be higher.",
             "Các bên mà nguồn không nêu tên (\"hầu hết các tỉnh\") không được tính: con số thực tế có thể cao hơn."}));
  return said;
}

}  // namespace coopgraph::detail
