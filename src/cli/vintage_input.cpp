// SPDX-License-Identifier: BSL-1.0
#include "cli/vintage_input.hpp"

#include "cli/output.hpp"

#include <coopgraph/model/inventory.hpp>
#include <coopgraph/model/vintage.hpp>

#include <algorithm>
#include <utility>

namespace coopgraph::cli {
namespace {

vintage_account account_of(const network& was, const carried_network& carried, const std::string& date) {
  vintage_account account;
  account.date = date;
  account.replaced = static_cast<std::size_t>(std::count_if(carried.actors.begin(), carried.actors.end(), [](const auto& a) {
    return a.fate == actor_fate::passed_on || a.fate == actor_fate::taken_back;
  }));
  account.without_unit = static_cast<std::size_t>(
      std::count_if(carried.actors.begin(), carried.actors.end(), [](const auto& a) { return a.fate == actor_fate::no_unit; }));
  const network& now = carried.result;
  for (const auto& l : carried.loops) account.loops.push_back({key_of(was, l.record), now[l.unit].key});
  for (const auto& m : carried.merged) {
    std::vector<std::string> keys;
    for (const actor_id a : m.was) keys.push_back(was[a].key);
    account.merged.push_back({key_of(was, m.record), now[m.unit].key, std::move(keys)});
  }
  for (const auto& s : carried.splits) account.splits.push_back({key_of(was, s.record), was[s.was].key, now[s.group].key});
  for (const auto& e : carried.extents) account.extents.push_back({key_of(was, e.record), was[e.region].key, to_text(e.stated)});
  return account;
}

carried_network carried_as_asked(const network& from, const input_options& o) {
  const carry_options how{o.inner_flows == "keep" ? inner_flows::keep : inner_flows::leave_out};
  const date on = *date_of("--vintage", o.vintage);
  if (o.crosswalk.empty()) return carry(from, on, how);
  const network units = read_dataset(load_dataset(o.crosswalk, o.for_dataset()), o.for_dataset());
  return carry(from, units, {*date_of("--as-of", o.as_of), o.code_system}, on, how);
}

}  // namespace

void check_vintage(const input_options& o) {
  (void)date_of("--vintage", o.vintage);
  (void)date_of("--as-of", o.as_of);
  if (o.inner_flows != "leave-out" && o.inner_flows != "keep")
    throw usage_error("--inner-flows is '" + printable(o.inner_flows) + "'; allowed: leave-out, keep");
  if (o.vintage.empty() && (!o.crosswalk.empty() || !o.as_of.empty() || !o.code_system.empty()))
    throw usage_error("--crosswalk, --as-of and --code-system carry to the units of a date; name it by --vintage DATE");
  if (o.crosswalk.empty() != o.as_of.empty())
    throw usage_error(
        "--crosswalk DATASET and --as-of DATE go together: ids and names are used again, so that it must be said when those of "
        "INPUT "
        "were valid");
  if (!o.code_system.empty() && o.crosswalk.empty())
    throw usage_error("--code-system is of the units of --crosswalk DATASET, and none is given");
}

dataset_in_units read_in_units(const input_options& o, const context& where) {
  stated_network read = read_network(o, where);
  if (o.vintage.empty()) return {std::move(read.from), {}, std::move(read.fingerprint.sha256), std::move(read.notes)};
  carried_network carried = carried_as_asked(read.from, o);
  vintage_account account = account_of(read.from, carried, o.vintage);
  return {std::move(carried.result), std::move(account), std::move(read.fingerprint.sha256), std::move(read.notes)};
}

void write_vintage(json_writer& json, const vintage_account& a) {
  json.key("vintage").begin_object().key("date").value(a.date).key("replaced").value(a.replaced);
  json.key("without_unit").value(a.without_unit).key("loops").begin_array();
  for (const auto& l : a.loops) json.begin_object().key("record").value(l.record).key("unit").value(l.unit).end_object();
  json.end_array().key("merged").begin_array();
  for (const auto& m : a.merged) {
    json.begin_object().key("record").value(m.record).key("unit").value(m.unit).key("was").begin_array();
    for (const std::string& key : m.was) json.value(key);
    json.end_array().end_object();
  }
  json.end_array().key("splits").begin_array();
  for (const auto& s : a.splits)
    json.begin_object().key("record").value(s.record).key("was").value(s.was).key("group").value(s.group).end_object();
  json.end_array().key("extents").begin_array();
  for (const auto& e : a.extents)
    json.begin_object().key("record").value(e.record).key("region").value(e.region).key("stated").value(e.stated).end_object();
  json.end_array().end_object();
}

std::string words_for(const vintage_account& a) {
  return "carried to the units of " + a.date + ": " + count_of(a.replaced, "actor", "actors") + " replaced, " +
         count_of(a.loops.size(), "record", "records") + " inside one unit now, " + count_of(a.merged.size(), "side", "sides") +
         " merged, " + count_of(a.splits.size(), "side", "sides") + " of divided units, " +
         count_of(a.extents.size(), "extent", "extents") + " weakened, " + count_of(a.without_unit, "actor", "actors") +
         " without a unit";
}

}  // namespace coopgraph::cli
