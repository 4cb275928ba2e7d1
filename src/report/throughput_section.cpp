// SPDX-License-Identifier: BSL-1.0
#include "report/model_words.hpp"
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

constexpr phrase to_fill{
    "the columns capacity and unit of flows.csv would say it, on flows from one actor to another along the whole chain",
    "có thể nêu ở các cột capacity và unit của flows.csv, cho các luồng từ chủ thể này đến chủ thể khác dọc toàn chuỗi"};

/// Above so many bottlenecks it is not computed how far each is worth widening.
constexpr std::size_t most_widened = 200;

double hundredths(double x) { return std::round(x * 100.0) / 100.0; }

std::string amount_text(const scaled_number& n, const words& say) {
  return say.localized(is_decimal(n) ? to_text(n) : to_text(to_double(n)));
}

/// "vegetables (tonnes a day; modelled)"
std::string title_of(const supply_chain& chain, const words& say) {
  const std::string what = chain.what.empty() ? say({"What flows", "Những gì luân chuyển"}) : chain.what;
  return what + " (" + (chain.unit.empty() ? "" : chain.unit + "; ") + word_of(chain.least_firm(), say) + ')';
}

/// That it is not computed; the reason as it was given is in English.
std::string not_computed(const supply_chain& chain, const std::string& why, const words& say) {
  const std::string reason = say.in() == language::english ? why : ", vì các con số quá lớn hoặc quá chi tiết.";
  return say({"{0}: not computed{1}", "{0}: không tính được chính xác{1}"}, {title_of(chain, say), reason});
}

struct throughput_tables {
  explicit throughput_tables(const words& in) : say(in) {}

  const words& say;
  table totals{"throughput",
               say({"How much can arrive in all", "Tổng lượng có thể đến"}),
               {{"what", say({"What", "Nội dung"}), text},
                {"unit", say({"Unit", "Đơn vị"}), text},
                {"origins", say({"Origins", "Số nơi đi"}), whole_number},
                {"destinations", say({"Destinations", "Số nơi đến"}), whole_number},
                {"throughput", say({"Can arrive", "Lượng có thể đến"}), number},
                {"cut_flows", say({"Flows of the narrowest cut", "Số luồng của lát cắt hẹp nhất"}), whole_number},
                {"cut_capacity", say({"Their capacity", "Năng lực của lát cắt"}), number},
                {"basis", say({"Basis", "Cơ sở"}), text}}};
  table bottlenecks{"bottlenecks",
                    say({"What holds it back", "Các điểm nghẽn"}),
                    {{"what", say({"What", "Nội dung"}), text},
                     {"record", say({"Flow", "Luồng"}), text},
                     {"origin", say({"From", "Từ"}), text},
                     {"destination", say({"To", "Đến"}), text},
                     {"capacity", say({"Capacity", "Năng lực"}), number},
                     {"unit", say({"Unit", "Đơn vị"}), text},
                     {"alone", say({"Worth widening alone", "Đáng mở rộng riêng lẻ"}), text},
                     {"gain", say({"More that can arrive", "Lượng đến thêm"}), number},
                     {"basis", say({"Basis", "Cơ sở"}), text}}};
  table paths{"flow_paths",
              say({"On which ways it can go", "Có thể đi theo những đường nào"}),
              {{"what", say({"What", "Nội dung"}), text},
               {"amount", say({"Amount", "Lượng"}), number},
               {"unit", say({"Unit", "Đơn vị"}), text},
               {"share", say({"Share", "Tỷ trọng"}), number},
               {"origin", say({"From", "Từ"}), text},
               {"destination", say({"To", "Đến"}), text},
               {"way", say({"By way of", "Qua"}), list},
               {"basis", say({"Basis", "Cơ sở"}), text}}};
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
  [[nodiscard]] std::string way(vertex_id a, vertex_id b) const {
    return say_({"{0} to {1}", "{0} đến {1}"}, {name(a), name(b)});
  }

  const network& from_;
  const words& say_;
  const execution& run_;
  report_section section_{
      "throughput", say_({"How much can flow, and what holds it back", "Khả năng thông qua và các điểm nghẽn"}), {}};
  throughput_tables tables_{say_};
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
                                 row.alone ? say_({"yes", "có"}) : say_({"only with others", "chỉ cùng các luồng khác"}),
                                 row.gain ? table_cell{*row.gain} : table_cell{}, word_of(chain.basis[row.edge], say_)});
  if (alone.empty())
    return say_(
        {"To widen one of them alone lets no more arrive.", "Mở rộng riêng lẻ một luồng nào cũng không làm tăng lượng đến."});
  const narrow_flow& most = rows.front();
  const std::string where = way(g.source[most.edge], g.target[most.edge]);
  const std::string gain =
      most.gain ? say_({"without its limit {0} more can arrive.", "nếu không có giới hạn này thì lượng đến tăng thêm {0}."},
                       {say_.number(*most.gain)})
                : say_({"nothing else limits what can arrive.", "ngoài ra không có gì hạn chế lượng đến."});
  return say_({"{0} worth widening alone, most of all {1}: {2}", "{0} đáng mở rộng riêng lẻ, trước hết là {1}: {2}"},
              {say_.counted(alone.size(), {"flow is", "luồng"}, {"flows are", "luồng"}), where, gain});
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
                           name(part.path.vertices.back()), std::move(by_way_of), word_of(basis, say_)});
  }
  if (parts.paths.size() < 2) return say_({"It can go on one way.", "Chỉ có thể đi theo một đường."});
  const std::string ways = say_.number(parts.paths.size());
  if (parts.paths.size() <= 5) return say_({"It can go on {0} ways.", "Có thể đi theo {0} đường."}, {ways});
  return say_({"It can go on {0} ways, of which the five greatest carry {1}%.",
               "Có thể đi theo {0} đường, trong đó năm đường lớn nhất chiếm {1}%."},
              {ways, say_.number(std::round(first_five * 100.0))});
}

void throughput_section_maker::add_bounded(const supply_chain& chain, const maximum_flow_result& greatest) {
  const flow_cut& cut = greatest.minimum_cut;
  tables_.totals.add_row({chain.what, chain.unit, static_cast<std::int64_t>(chain.origins.size()),
                          static_cast<std::int64_t>(chain.destinations.size()), to_double(greatest.value),
                          static_cast<std::int64_t>(cut.edges.size()), to_double(cut.capacity),
                          word_of(chain.least_firm(), say_)});
  const std::string title = title_of(chain, say_);
  if (greatest.value.numerator == 0)
    return tell(say_({"{0}: nothing can go from an origin to a destination.", "{0}: không gì có thể đi từ nơi đi đến nơi đến."},
                     {title}));
  std::string sentence = say_(
      {"{0}: at most {1} can go from {2} to {3}. All of it, on whatever ways, crosses {4} of capacity {5} in all, so that no "
       "more can.",
       "{0}: nhiều nhất {1} có thể đi từ {2} đến {3}. Dù theo đường nào, toàn bộ lượng này đều phải qua {4} có tổng năng lực "
       "{5}, nên "
       "không thể nhiều hơn."},
      {title, amount_text(greatest.value, say_), say_.counted(chain.origins.size(), {"origin", "nơi đi"}, {"origins", "nơi đi"}),
       say_.counted(chain.destinations.size(), {"destination", "nơi đến"}, {"destinations", "nơi đến"}),
       say_.counted(cut.edges.size(), {"flow", "luồng"}, {"flows", "luồng"}), amount_text(cut.capacity, say_)});
  sentence += ' ' + add_bottlenecks(chain, greatest);
  sentence += ' ' + add_paths(chain, greatest);
  if (const std::size_t n = chain.capacities.unlimited().size(); n > 0)
    sentence += ' ' + say_({"{0} no capacity and counts as unlimited: less may be possible.",
                            "{0} không nêu năng lực và được tính là không giới hạn: lượng thực tế có thể ít hơn."},
                           {say_.counted(n, {"flow states", "luồng"}, {"flows state", "luồng"})});
  tell(std::move(sentence));
}

void throughput_section_maker::add_chain(const supply_chain& chain) {
  const std::string title = title_of(chain, say_);
  if (chain.origins.empty() || chain.destinations.empty())
    return tell(
        say_({"{0}: not computed, for each actor that sends it also receives it or none does: where it begins or ends is not "
              "stated.",
              "{0}: không tính, vì mọi chủ thể gửi cũng đều nhận hoặc không có chủ thể nào gửi: không nêu nơi bắt đầu hoặc nơi "
              "kết thúc."},
             {title}));
  if (!chain.capacities.limits().is_exact())
    return tell(not_computed(chain, ", for " + chain.capacities.limits().why_approximate() + '.', say_));
  maximum_flow_result greatest;
  try {
    greatest =
        maximum_flow(chain.graph, chain.capacities, chain.origins, chain.destinations, {.cuts = flow_cuts::all, .run = run_});
  } catch (const input_error& too_large) {
    return tell(not_computed(chain, std::string(": ") + too_large.what(), say_));
  }
  if (greatest.status == flow_status::optimal) return add_bounded(chain, greatest);
  const std::vector<vertex_id>& unlimited = greatest.unlimited_path.vertices;
  tell(say_({"{0}: no limit is stated, for flows without a capacity lead from {1} to {2}; {3}.",
             "{0}: không nêu giới hạn, vì có các luồng không nêu năng lực dẫn từ {1} đến {2}; {3}."},
            {title, name(unlimited.front()), name(unlimited.back()), say_(to_fill)}));
}

void throughput_section_maker::add_reading(const capacity_reading& reading) {
  const flow_view view = view_of(from_, reading);
  const std::set<std::string> by_groups = goes_by_groups(from_, reading, say_);
  const supply_chains found = supply_chains_of(from_, view, reading, say_);
  for (const supply_chain& chain : found.chains)
    if (by_groups.count(chain.what) == 0) add_chain(chain);
  if (!found.several_units.empty())
    tell(
        say_({"Capacities in several units do not add up: {0}. One unit for each in the column unit of flows.csv would make them "
              "comparable.",
              "Năng lực theo nhiều đơn vị không cộng được: {0}. Nếu cột unit của flows.csv chỉ dùng một đơn vị cho mỗi loại thì "
              "có thể "
              "so sánh."},
             {say_.joined(found.several_units)}));
  if (!found.without_capacity.empty())
    tell(say_({"Without any capacity: {0}; the column capacity of flows.csv would state it.",
               "Không nêu năng lực: {0}; có thể nêu ở cột capacity của flows.csv."},
              {say_.joined(found.without_capacity)}));
  std::set<flow_id> groups;
  for (const left_out_record& l : view.left_out)
    if (const auto* f = std::get_if<flow_id>(&l.record); f != nullptr && l.reason == left_out_reason::members_not_named)
      if (by_groups.count(what_goes(from_[*f], say_)) == 0) groups.insert(*f);
  if (!groups.empty())
    tell(say_(
        {"Left out: {0} from or to groups without a capacity.", "Không tính: {0} từ hoặc đến các nhóm mà không nêu năng lực."},
        {say_.counted(groups.size(), {"flow", "luồng"}, {"flows", "luồng"})}));
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
  if (common.empty())
    tell(say_({"Not all flows were there on one day, and all count together: less may have been possible at a time.",
               "Các luồng không cùng tồn tại trong một ngày nhưng được tính gộp: tại một thời điểm, lượng có thể ít hơn."}));
  const auto is_open = [](const flow& f) {
    return f.capacity && f.status != agreement_status::signed_ && f.status != agreement_status::in_force;
  };
  if (const auto n = std::count_if(from_.flows().begin(), from_.flows().end(), is_open); n > 0)
    tell(say_({"Left out: {0} proposed, invited or ended.", "Không tính: {0} mới đề xuất, mời tham gia hoặc đã kết thúc."},
              {say_.counted(static_cast<std::size_t>(n), {"flow that is", "luồng"}, {"flows that are", "luồng"})}));
  if (!from_.observed().whose.empty()) {
    texts names;
    for (const actor_id a : from_.observed().whose) names.push_back(from_[a].name);
    tell(say_({"Only the ties of {0} were recorded: what could go other ways is not known.",
               "Chỉ liên kết của {0} được ghi nhận: chưa biết lượng có thể đi theo các đường khác."},
              {say_.joined(names)}));
  }
}

void throughput_section_maker::add_totals(const std::vector<capacity_reading>& readings) {
  table t = split_totals_table(from_, readings, say_, run_);
  if (t.rows().empty()) return;
  tell(say_(
      {"Totals over groups say nothing of single actors; what of them holds however they are split stands below, and all else "
       "is not decided by the data.",
       "Tổng số của các nhóm không cho biết gì về từng chủ thể; những gì đúng với mọi cách chia được nêu dưới đây, ngoài ra dữ "
       "liệu không đủ để kết luận."}));
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
    tell(say_(
        {"Not decided by the data: {0}, from or to groups over whose members the capacities cannot be split; flows.csv would "
         "name "
         "one actor at each end.",
         "Dữ liệu không đủ để kết luận: {0}, từ hoặc đến các nhóm không thể chia năng lực cho các thành viên; trong flows.csv có "
         "thể nêu một chủ thể ở mỗi đầu."},
        {say_.joined({open.begin(), open.end()})}));
}

report_section throughput_section_maker::make() {
  const std::vector<capacity_reading> readings = readings_of_capacities(from_);
  if (readings.empty()) {
    tell(from_.flows().empty() ? say_({"There are no flows; flows.csv would hold them, with their capacities.",
                                       "Không có luồng nào; có thể ghi các luồng cùng năng lực của chúng vào flows.csv."})
                               : say_({"Not decided by the data: no flow that is signed or in force states a capacity; {0}.",
                                       "Dữ liệu không đủ để kết luận: không luồng nào đã ký hoặc có hiệu lực nêu năng lực; {0}."},
                                      {say_(to_fill)}));
    add_totals(readings_of_group_totals(from_));
    return std::move(section_);
  }
  tell(say_(
      {"Of each product and unit: origins are the actors that send it and do not receive it, destinations those that receive it "
       "and do not send it.",
       "Với mỗi sản phẩm và đơn vị: nơi đi là các chủ thể gửi mà không nhận, nơi đến là các chủ thể nhận mà không gửi."}));
  for (const capacity_reading& reading : readings) add_reading(reading);
  add_caveats(readings);
  tables_.bottlenecks.add_note(say_(
      {"More that can arrive: if this one flow had no limit and all others keep theirs. No number: nothing else limits it, or it "
       "was not computed, which it is for the first {0} flows of a product.",
       "Lượng đến thêm: nếu riêng luồng này không có giới hạn, các luồng khác giữ nguyên. Không có số: ngoài ra không có gì hạn "
       "chế, hoặc không tính; chỉ tính cho {0} luồng đầu tiên của mỗi sản phẩm."},
      {say_.number(most_widened)}));
  tables_.paths.add_note(
      say_({"One way among others to send as much as can arrive: the same amount may go on other ways.",
            "Đây là một trong nhiều cách đưa được lượng tối đa: cùng lượng đó có thể đi theo các đường khác."}));
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
