// SPDX-License-Identifier: BSL-1.0
#include "cli/tie_parts.hpp"

#include <coopgraph/view/layers.hpp>
#include <coopgraph/view/snapshots.hpp>

#include <optional>
#include <tuple>
#include <type_traits>
#include <utility>

namespace coopgraph::cli {
namespace {

std::optional<layer_by> layers_of(const std::string& text) {
  if (text.empty()) return std::nullopt;
  if (text == "field") return layer_by::field;
  if (text == "kind") return layer_by::kind;
  if (text == "status") return layer_by::status;
  throw usage_error("--layers is '" + printable(text) + "'; allowed: field, kind, status");
}

std::optional<calendar_step> step_of(const std::string& text) {
  if (text.empty()) return std::nullopt;
  if (text == "year") return calendar_step::year;
  if (text == "month") return calendar_step::month;
  throw usage_error("--every is '" + printable(text) + "'; allowed: year, month");
}

/// The ties of a view or layer under a heading.
template <class Ties>
tie_part part_of(const network& from, const Ties& ties, std::string heading, const input_options& o) {
  tie_part p{std::move(heading), with_ids(from)};
  add_ties(p.ties, rows_of(ties), o);
  if constexpr (requires { ties.left_out; }) take_account(p.ties, ties);
  return p;
}

template <class Options>
std::vector<tie_part> parts_by_date(const network& from, Options how, const input_options& o, calendar_step step) {
  snapshot_options when{step, {}, {}};
  if (how.where.during) std::tie(when.first, when.last) = std::pair(how.where.during->first, how.where.during->last);
  how.where.during.reset();
  std::vector<tie_part> parts;
  const auto add = [&](const auto& views) {
    for (const auto& at : views) parts.push_back(part_of(from, at.view, to_text(at.on), o));
  };
  if constexpr (std::is_same_v<Options, flow_projection_options>)
    add(flow_snapshots(from, how, when));
  else
    add(agreement_snapshots(from, how, when));
  return parts;
}

}  // namespace

void check_parts(const part_options& parts, const input_options& input) {
  if (layers_of(parts.layers) && step_of(parts.every))
    throw usage_error("--layers is given beside --every; allowed: one of them");
  if (layers_of(parts.layers) && input.as == "flows")
    throw usage_error("--layers is for agreements, and --as is flows; allowed: --as star, newman or clique");
  if (step_of(parts.every) && !input.on.empty()) throw usage_error("--on is given beside --every; allowed: --from and --to");
}

std::vector<tie_part> split_ties(const network& from, const input_options& input, const part_options& parts) {
  const std::vector<allocation> rules = allocations_of(input);
  const auto rule = rules.empty() ? std::nullopt : std::optional(rules.front());
  if (const auto step = step_of(parts.every))
    return input.as == "flows" ? parts_by_date(from, flow_projection_of(input, rule), input, *step)
                               : parts_by_date(from, projection_of(input, rule), input, *step);
  const layered_view view = layers(from, projection_of(input, rule), *layers_of(parts.layers));
  std::vector<tie_part> found;
  for (const layer& l : view.layers) found.push_back(part_of(from, l, l.name, input));
  if (!found.empty()) take_account(found.front().ties, view);
  return found;
}

input_graph with_ids(const network& from) {
  input_graph input;
  for (const actor& a : from.actors()) {
    input.ids.push_back(a.key);
    input.names.push_back(a.name);
  }
  return input;
}

}  // namespace coopgraph::cli
