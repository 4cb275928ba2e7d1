// SPDX-License-Identifier: BSL-1.0
#include "report/model_words.hpp"
#include "report/report_tables.hpp"

#include <coopgraph/core/text.hpp>
#include <coopgraph/flow/maximum_flow.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <utility>

namespace coopgraph::detail {

std::optional<std::string> population_column(const network& from) {
  constexpr std::string_view stem = "population";
  std::optional<std::string> latest;
  for (const actor& a : from.actors())
    for (const attribute& column : a.attributes) {
      const std::string_view name = column.name;
      const bool dated = name.substr(0, stem.size() + 1) == "population_" &&
                         name.find_first_not_of("0123456789", stem.size() + 1) == std::string_view::npos;
      if ((name == stem || dated) && (!latest || *latest < name)) latest = column.name;
    }
  return latest;
}

namespace {

using enum column_kind;
using texts = std::vector<std::string>;

constexpr phrase undecided{"not decided by the data", "dữ liệu không đủ để kết luận"};

/// Above so many actors with a part in a total the ends of what is possible are not examined.
constexpr std::size_t most_actors_at_the_ends = 200;

using link = std::pair<vertex_id, vertex_id>;

/// What one split makes of one thing in one unit.
struct split_outcome {
  std::optional<double> value;     ///< what can arrive in all; nothing: it has no ends, or no limit, or no exact parts
  std::map<link, double> amounts;  ///< of what is split
  std::set<link> narrow;           ///< links that each hold it back alone
};

split_outcome outcome_of(const network& from, const supply_chain& chain, const execution& run) {
  split_outcome outcome;
  const auto g = chain.graph.view();
  for (edge_id e = 0; e < g.edges(); ++e)
    if (names_a_group(from[chain.records[e]])) outcome.amounts[{g.source[e], g.target[e]}] += chain.capacities.limits()[e];
  if (chain.origins.empty() || chain.destinations.empty() || !chain.capacities.limits().is_exact()) return outcome;
  maximum_flow_result greatest;
  try {
    greatest =
        maximum_flow(chain.graph, chain.capacities, chain.origins, chain.destinations, {.cuts = flow_cuts::all, .run = run});
  } catch (const input_error&) {  // beyond 64 bits
    return outcome;
  }
  if (greatest.status != flow_status::optimal) return outcome;
  outcome.value = to_double(greatest.value);
  for (const edge_id e : greatest.bottlenecks.edges) outcome.narrow.emplace(g.source[e], g.target[e]);
  return outcome;
}

/// The first of a list.
texts first_of(texts all, const words& say) {
  constexpr std::size_t most = 20;
  if (all.size() <= most) return all;
  const std::string more = say({"and {0} more", "và {0} mục khác"}, {say.number(all.size() - most)});
  all.resize(most);
  all.push_back(more);
  return all;
}

texts or_undecided(texts all, const words& say) { return all.empty() ? texts{say(undecided)} : first_of(std::move(all), say); }

bool alike(double a, double b) { return std::fabs(a - b) <= 1e-9 * std::max(std::fabs(a), std::fabs(b)); }

/// What holds under each split so far.
struct over_splits {
  std::string unit = {};
  std::optional<double> equally = {};
  std::optional<double> by_people = {};
  bool decided = true;
  std::optional<split_outcome> common = {};

  void take(const split_outcome& outcome) {
    if (!common) {
      common = outcome;
      decided = outcome.value.has_value();
      return;
    }
    decided = decided && outcome.value && alike(*outcome.value, *common->value);
    std::erase_if(common->amounts, [&](const auto& entry) {
      const auto there = outcome.amounts.find(entry.first);
      return there == outcome.amounts.end() || !alike(there->second, entry.second);
    });
    std::erase_if(common->narrow, [&](const link& l) { return outcome.narrow.count(l) == 0; });
  }
};

/// The totals of one measure, unit and basis, by what they are of.
class split_reading {
 public:
  split_reading(const network& from, const capacity_reading& reading, const words& say, const execution& run)
      : from_(from), reading_(reading), say_(say), run_(run) {}
  void add_rows(table& t);

 private:
  [[nodiscard]] std::optional<flow_view> split_by(const allocation& rule) const;
  void take(const flow_view& view, std::optional<double> over_splits::*named);
  void take_the_ends(const flow_view& equally);
  void add_row(table& t, const std::string& what, const over_splits& found) const;

  [[nodiscard]] std::string way_of(const link& l) const {
    return say_({"{0} to {1}", "{0} đến {1}"}, {from_.actors()[l.first].name, from_.actors()[l.second].name});
  }

  const network& from_;
  const capacity_reading& reading_;
  const words& say_;
  const execution& run_;
  std::set<std::string> by_groups_ = goes_by_groups(from_, reading_, say_);
  std::map<std::string, over_splits> found_;
  bool all_examined_ = true;
};

std::optional<flow_view> split_reading::split_by(const allocation& rule) const {
  try {
    return view_of(from_, reading_, rule);
  } catch (const input_error&) {  // a member without the number by which totals are split
    return std::nullopt;
  }
}

void split_reading::take(const flow_view& view, std::optional<double> over_splits::*named) {
  for (const supply_chain& chain : supply_chains_of(from_, view, reading_, say_).chains) {
    if (by_groups_.count(chain.what) == 0) continue;
    const split_outcome outcome = outcome_of(from_, chain, run_);
    over_splits& found = found_[chain.what];
    found.unit = chain.unit;
    if (named != nullptr) found.*named = outcome.value;
    found.take(outcome);
  }
}

/// For each actor with a part in a total: all of it, and none.
void split_reading::take_the_ends(const flow_view& equally) {
  std::set<vertex_id> whose;
  const auto g = equally.graph.view();
  for (edge_id e = 0; e < g.edges(); ++e)
    if (equally.basis[e] == tie_basis::estimated) whose.insert({g.source[e], g.target[e]});
  all_examined_ = whose.size() <= most_actors_at_the_ends;
  if (!all_examined_) return;
  for (const vertex_id v : whose)
    for (const allocation& end : {allocation::all_to(equally.actors[v]), allocation::none_to(equally.actors[v])})
      if (const auto view = split_by(end))
        take(*view, nullptr);
      else
        all_examined_ = false;
}

void split_reading::add_row(table& t, const std::string& what, const over_splits& found) const {
  texts origins;
  texts destinations;
  texts statements;
  const auto note = [](texts& names, const std::string& name) {
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  };
  tie_basis basis = tie_basis::stated;
  for (const flow& f : from_.flows()) {
    if (what_goes(f, say_) != what) continue;
    const auto stated = basis_of_capacity(f, reading_);
    if (!stated) continue;
    basis = std::max(basis, *stated);
    note(origins, from_.name_of(f.origin));
    note(destinations, from_.name_of(f.destination));
    if (names_a_group(f)) statements.push_back(say_.joined(statements_of(f, say_)));
  }
  const auto cell = [](const std::optional<double>& value) { return value ? table_cell{*value} : table_cell{}; };
  const bool decided = all_examined_ && found.decided;
  texts same;
  if (all_examined_)
    for (const auto& [ends, amount] : found.common->amounts) same.push_back(way_of(ends) + ": " + say_.number(amount));
  const std::string& measure = reading_.amount.measure;
  texts narrow;  // of capacities: an amount that was sent limits nothing
  if (all_examined_ && (measure.empty() || measure == "capacity"))
    for (const link& l : found.common->narrow) narrow.push_back(way_of(l));
  t.add_row({what, measure.empty() ? say_({"capacity", "năng lực"}) : measure, found.unit, first_of(std::move(origins), say_),
             first_of(std::move(destinations), say_), first_of(std::move(statements), say_), cell(found.equally),
             cell(found.by_people), decided ? to_text(*found.common->value) : say_(undecided),
             or_undecided(std::move(same), say_), or_undecided(std::move(narrow), say_), word_of(basis, say_)});
}

void split_reading::add_rows(table& t) {
  const auto equally = split_by(allocation::equal_shares());
  if (!equally) return;
  take(*equally, &over_splits::equally);
  const auto column = population_column(from_);
  const auto by_people = column ? split_by(allocation::by_attribute(*column)) : std::nullopt;
  if (by_people) take(*by_people, &over_splits::by_people);
  take_the_ends(*equally);
  all_examined_ = all_examined_ && by_people.has_value();
  for (const auto& [what, found] : found_) add_row(t, what, found);
}

}  // namespace

table split_totals_table(const network& from, const std::vector<capacity_reading>& readings, const words& say,
                         const execution& run) {
  table t("split_totals",
          say({"What holds of totals over groups under each split examined",
               "Những gì đúng với tổng số của các nhóm theo mọi cách chia đã xét"}),
          {{"what", say({"What", "Nội dung"}), text},
           {"measure", say({"Measure", "Đại lượng"}), text},
           {"unit", say({"Unit", "Đơn vị"}), text},
           {"origins", say({"From", "Từ"}), list},
           {"destinations", say({"To", "Đến"}), list},
           {"stated", say({"Stated of groups", "Nêu cho nhóm"}), list},
           {"equally", say({"In all, by equal shares", "Tổng, chia đều"}), number},
           {"by_people", say({"In all, by population", "Tổng, chia theo dân số"}), number},
           {"holds", say({"In all, under each of them", "Tổng, theo mọi cách chia"}), digits},
           {"same", say({"Who has which part", "Phần của từng chủ thể"}), list},
           {"narrow", say({"What holds it back alone", "Điểm nghẽn đơn lẻ"}), list},
           {"basis", say({"Basis", "Cơ sở"}), text}});
  for (const capacity_reading& reading : readings) split_reading(from, reading, say, run).add_rows(t);
  t.add_note(say(
      {"A number stands only where it is the same by equal shares, by population, and with all or none of a total given to each "
       "actor that may have a part.",
       "Chỉ nêu con số khi nó như nhau dù chia đều, chia theo dân số, hay giao toàn bộ hoặc không giao phần nào của tổng số cho "
       "từng chủ thể có thể có phần."}));
  return t;
}

}  // namespace coopgraph::detail
