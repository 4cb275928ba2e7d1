// SPDX-License-Identifier: BSL-1.0
#include "report/report_tables.hpp"

#include <coopgraph/core/text.hpp>
#include <coopgraph/flow/decomposition.hpp>
#include <coopgraph/flow/maximum_flow.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace coopgraph::detail {
namespace {

using enum column_kind;
using texts = std::vector<std::string>;

constexpr const char* to_fill =
    "the columns capacity and unit of flows.csv would say it, on flows from one actor to another along the whole chain";

/// Above so many bottlenecks it is not computed how far each is worth widening.
constexpr std::size_t most_widened = 200;

double hundredths(double x) { return std::round(x * 100.0) / 100.0; }

std::string amount_text(const scaled_number& n) { return is_decimal(n) ? to_text(n) : to_text(to_double(n)); }

/// "vegetables (tonnes a day; modelled)"
std::string title_of(const supply_chain& chain) {
  const std::string what = chain.what.empty() ? "What flows" : chain.what;
  return what + " (" + (chain.unit.empty() ? "" : chain.unit + "; ") + to_text(chain.least_firm()) + ')';
}

struct throughput_tables {
  table totals{"throughput",
               "How much can arrive in all",
               {{"what", "What", text},
                {"unit", "Unit", text},
                {"origins", "Origins", whole_number},
                {"destinations", "Destinations", whole_number},
                {"throughput", "Can arrive", number},
                {"cut_flows", "Flows of the narrowest cut", whole_number},
                {"cut_capacity", "Their capacity", number},
                {"basis", "Basis", text}}};
  table bottlenecks{"bottlenecks",
                    "What holds it back",
                    {{"what", "What", text},
                     {"record", "Flow", text},
                     {"origin", "From", text},
                     {"destination", "To", text},
                     {"capacity", "Capacity", number},
                     {"unit", "Unit", text},
                     {"alone", "Worth widening alone", text},
                     {"gain", "More that can arrive", number},
                     {"basis", "Basis", text}}};
  table paths{"flow_paths",
              "On which ways it can go",
              {{"what", "What", text},
               {"amount", "Amount", number},
               {"unit", "Unit", text},
               {"share", "Share", number},
               {"origin", "From", text},
               {"destination", "To", text},
               {"way", "By way of", list},
               {"basis", "Basis", text}}};
};

class throughput_section_maker {
 public:
  throughput_section_maker(const network& from, const words& say, const execution& run) : from_(from), say_(say), run_(run) {}
  report_section make();

 private:
  void add_reading(const capacity_reading& reading);
  void add_chain(const supply_chain& chain);
  void add_bounded(const supply_chain& chain, const maximum_flow_result& greatest);
  std::string add_bottlenecks(const supply_chain& chain, const maximum_flow_result& greatest);
  std::string add_paths(const supply_chain& chain, const maximum_flow_result& greatest);
  void add_caveats(const std::vector<capacity_reading>& readings);
  void add_totals(const std::vector<capacity_reading>& readings);
  void add_unsplit(const std::vector<capacity_reading>& readings);
  void tell(std::string sentence) { section_.text.push_back(std::move(sentence)); }
  [[nodiscard]] const std::string& name(vertex_id v) const { return from_.actors()[v].name; }

  const network& from_;
  const words& say_;
  const execution& run_;
  report_section section_{"throughput", "How much can flow, and what holds it back", {}};
  throughput_tables tables_;
};

/// What more can arrive if this flow had no limit; nothing where then nothing limits it.
std::optional<double> gain_of(const supply_chain& chain, const maximum_flow_result& greatest, edge_id widened,
                              const execution& run) {
  std::vector<edge_id> unlimited(chain.capacities.unlimited().begin(), chain.capacities.unlimited().end());
  unlimited.push_back(widened);
  const maximum_flow_result more =
      maximum_flow(chain.graph, {chain.capacities.limits(), std::move(unlimited)}, std::span<const vertex_id>(chain.origins),
                   std::span<const vertex_id>(chain.destinations), {.run = run});
  if (more.status != flow_status::optimal) return std::nullopt;
  // Both are whole numbers of the one unit of the capacities.
  return times(more.value.numerator - greatest.value.numerator, more.value.unit);
}

/// Which flows hold it back; in words the one that is most worth widening.
std::string throughput_section_maker::add_bottlenecks(const supply_chain& chain, const maximum_flow_result& greatest) {
  struct narrow_flow {
    edge_id edge;
    bool alone;
    bool examined;
    std::optional<double> gain;
  };
  const std::vector<edge_id>& alone = greatest.bottlenecks.edges;
  std::vector<narrow_flow> rows;
  for (const edge_id e : alone) {
    const bool examined = rows.size() < most_widened;
    rows.push_back({e, true, examined, examined ? gain_of(chain, greatest, e, run_) : std::nullopt});
  }
  std::stable_sort(rows.begin(), rows.end(), [](const narrow_flow& a, const narrow_flow& b) {
    if (a.examined != b.examined) return a.examined;
    return a.gain.has_value() != b.gain.has_value() ? !a.gain : a.gain > b.gain;
  });
  for (const edge_id e : greatest.minimum_cut.edges)
    if (!std::binary_search(alone.begin(), alone.end(), e)) rows.push_back({e, false, true, 0.0});
  const auto g = chain.graph.view();
  for (const narrow_flow& row : rows)
    tables_.bottlenecks.add_row({chain.what, from_[chain.records[row.edge]].key, name(g.source[row.edge]),
                                 name(g.target[row.edge]), chain.capacities.limits()[row.edge], chain.unit,
                                 row.alone ? "yes" : "only with others", row.gain ? table_cell{*row.gain} : table_cell{},
                                 to_text(chain.basis[row.edge])});
  if (alone.empty()) return " To widen one of them alone lets no more arrive.";
  const narrow_flow& most = rows.front();
  const std::string where = name(g.source[most.edge]) + " to " + name(g.target[most.edge]);
  return " " + counted(alone.size(), "flow is", "flows are") + " worth widening alone, most of all " + where +
         (most.gain ? ": without its limit " + to_text(*most.gain) + " more can arrive."
                    : ": nothing else limits what can arrive.");
}

std::string throughput_section_maker::add_paths(const supply_chain& chain, const maximum_flow_result& greatest) {
  const decompose_flow_result parts = decompose_flow(chain.graph, greatest.flow, {.run = run_});
  const double total = to_double(greatest.value);
  double first_five = 0.0;
  for (std::size_t i = 0; i < parts.paths.size(); ++i) {
    const flow_part& part = parts.paths[i];
    const double share = to_double(part.amount) / total;
    if (i < 5) first_five += share;
    texts by_way_of;
    for (std::size_t k = 1; k + 1 < part.path.vertices.size(); ++k) by_way_of.push_back(name(part.path.vertices[k]));
    tie_basis basis = tie_basis::stated;
    for (const edge_id e : part.path.edges) basis = std::max(basis, chain.basis[e]);
    tables_.paths.add_row({chain.what, to_double(part.amount), chain.unit, hundredths(share), name(part.path.vertices.front()),
                           name(part.path.vertices.back()), std::move(by_way_of), to_text(basis)});
  }
  if (parts.paths.size() < 2) return " It can go on one way.";
  return " It can go on " + std::to_string(parts.paths.size()) + " ways" +
         (parts.paths.size() > 5 ? ", of which the five greatest carry " + to_text(std::round(first_five * 100.0)) + "%." : ".");
}

void throughput_section_maker::add_bounded(const supply_chain& chain, const maximum_flow_result& greatest) {
  const flow_cut& cut = greatest.minimum_cut;
  tables_.totals.add_row({chain.what, chain.unit, static_cast<std::int64_t>(chain.origins.size()),
                          static_cast<std::int64_t>(chain.destinations.size()), to_double(greatest.value),
                          static_cast<std::int64_t>(cut.edges.size()), to_double(cut.capacity), to_text(chain.least_firm())});
  if (greatest.value.numerator == 0) return tell(title_of(chain) + ": nothing can go from an origin to a destination.");
  std::string sentence = title_of(chain) + ": at most " + amount_text(greatest.value) + " can go from " +
                         counted(chain.origins.size(), "origin", "origins") + " to " +
                         counted(chain.destinations.size(), "destination", "destinations") +
                         ". All of it, on whatever ways, crosses " + counted(cut.edges.size(), "flow", "flows") +
                         " of capacity " + amount_text(cut.capacity) + " in all, so that no more can.";
  sentence += add_bottlenecks(chain, greatest);
  sentence += add_paths(chain, greatest);
  if (const std::size_t n = chain.capacities.unlimited().size(); n > 0)
    sentence += ' ' + counted(n, "flow states", "flows state") + " no capacity and counts as unlimited: less may be possible.";
  tell(std::move(sentence));
}

void throughput_section_maker::add_chain(const supply_chain& chain) {
  if (chain.origins.empty() || chain.destinations.empty())
    return tell(title_of(chain) +
                ": not computed, for each actor that sends it also receives it or none does: where it begins or "
                "ends is not stated.");
  if (!chain.capacities.limits().is_exact())
    return tell(title_of(chain) + ": not computed, for " + chain.capacities.limits().why_approximate() + '.');
  maximum_flow_result greatest;
  try {
    greatest =
        maximum_flow(chain.graph, chain.capacities, chain.origins, chain.destinations, {.cuts = flow_cuts::all, .run = run_});
  } catch (const input_error& too_large) {
    return tell(title_of(chain) + ": not computed: " + too_large.what());
  }
  if (greatest.status == flow_status::optimal) return add_bounded(chain, greatest);
  const std::vector<vertex_id>& way = greatest.unlimited_path.vertices;
  tell(title_of(chain) + ": no limit is stated, for flows without a capacity lead from " + name(way.front()) + " to " +
       name(way.back()) + "; " + to_fill + '.');
}

void throughput_section_maker::add_reading(const capacity_reading& reading) {
  const flow_view view = view_of(from_, reading);
  const std::set<std::string> by_groups = goes_by_groups(from_, reading, say_);
  const supply_chains found = supply_chains_of(from_, view, reading, say_);
  for (const supply_chain& chain : found.chains)
    if (by_groups.count(chain.what) == 0) add_chain(chain);
  if (!found.several_units.empty())
    tell("Capacities in several units do not add up: " + joined(found.several_units) +
         ". One unit for each in the column unit of flows.csv would make them comparable.");
  if (!found.without_capacity.empty())
    tell("Without any capacity: " + joined(found.without_capacity) + "; the column capacity of flows.csv would state it.");
  std::set<flow_id> groups;
  for (const left_out_record& l : view.left_out)
    if (const auto* f = std::get_if<flow_id>(&l.record); f != nullptr && l.reason == left_out_reason::members_not_named)
      if (by_groups.count(what_goes(from_[*f], say_)) == 0) groups.insert(*f);
  if (!groups.empty()) tell("Left out: " + counted(groups.size(), "flow", "flows") + " from or to groups without a capacity.");
}

/// What may make the figures too high or too low.
void throughput_section_maker::add_caveats(const std::vector<capacity_reading>& readings) {
  period common;
  for (const flow& f : from_.flows()) {
    const auto taken = [&](const capacity_reading& reading) { return basis_of_capacity(f, reading).has_value(); };
    if (std::none_of(readings.begin(), readings.end(), taken)) continue;
    const period days = f.effective.days();
    if (days.from) common.from = std::max(common.from.value_or(*days.from), *days.from);
    if (days.to) common.to = std::min(common.to.value_or(*days.to), *days.to);
  }
  if (common.empty()) tell("Not all flows were there on one day, and all count together: less may have been possible at a time.");
  const auto is_open = [](const flow& f) {
    return f.capacity && f.status != agreement_status::signed_ && f.status != agreement_status::in_force;
  };
  if (const auto n = std::count_if(from_.flows().begin(), from_.flows().end(), is_open); n > 0)
    tell("Left out: " + counted(static_cast<std::size_t>(n), "flow that is", "flows that are") + " proposed, invited or ended.");
  if (!from_.observed().whose.empty()) {
    texts names;
    for (const actor_id a : from_.observed().whose) names.push_back(from_[a].name);
    tell("Only the ties of " + joined(names) + " were recorded: what could go other ways is not known.");
  }
}

void throughput_section_maker::add_totals(const std::vector<capacity_reading>& readings) {
  table t = split_totals_table(from_, readings, say_, run_);
  if (t.rows().empty()) return;
  tell(
      "Totals over groups say nothing of single actors; what of them holds however they are split stands below, and all else is "
      "not decided by the data.");
  section_.tables.push_back(std::move(t));
}

/// What goes from or to groups that no split makes something of.
void throughput_section_maker::add_unsplit(const std::vector<capacity_reading>& readings) {
  std::set<std::string> open;
  for (const capacity_reading& reading : readings) open.merge(goes_by_groups(from_, reading, say_));
  for (const table& t : section_.tables)
    if (t.key() == "split_totals")
      for (const auto& row : t.rows()) open.erase(std::get<std::string>(row.front()));
  if (!open.empty())
    tell("Not decided by the data: " + joined({open.begin(), open.end()}) +
         ", from or to groups over whose members the capacities cannot be split; flows.csv would name one actor at each end.");
}

report_section throughput_section_maker::make() {
  const std::vector<capacity_reading> readings = readings_of_capacities(from_);
  if (readings.empty()) {
    tell(from_.flows().empty()
             ? std::string("There are no flows; flows.csv would hold them, with their capacities.")
             : std::string("Not decided by the data: no flow that is signed or in force states a capacity; ") + to_fill + '.');
    add_totals(readings_of_group_totals(from_));
    return std::move(section_);
  }
  tell(
      "Of each product and unit: origins are the actors that send it and do not receive it, destinations those that receive it "
      "and do not send it.");
  for (const capacity_reading& reading : readings) add_reading(reading);
  add_caveats(readings);
  tables_.bottlenecks.add_note(
      "More that can arrive: if this one flow had no limit and all others keep theirs. No number: nothing else limits it, or it "
      "was not computed, which it is for the first " +
      to_text(most_widened) + " flows of a product.");
  tables_.paths.add_note("One way among others to send as much as can arrive: the same amount may go on other ways.");
  for (table* t : {&tables_.totals, &tables_.bottlenecks, &tables_.paths})
    if (!t->rows().empty()) section_.tables.push_back(std::move(*t));
  add_totals(readings);
  add_unsplit(readings);
  return std::move(section_);
}

}  // namespace

report_section throughput_section(const network& from, const words& say, const execution& run) {
  return throughput_section_maker(from, say, run).make();
}

}  // namespace coopgraph::detail
