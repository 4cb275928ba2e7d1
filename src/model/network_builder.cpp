// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/model/network_builder.hpp>

#include "model/checker.hpp"

#include <algorithm>
#include <cstddef>
#include <tuple>
#include <utility>

namespace coopgraph {

network_parts detail::checker::finish() {
  if (problems_.empty()) return std::move(parts_);
  const auto order = [](const diagnostic& d) { return std::tie(d.where.file, d.where.line, d.where.column); };
  std::stable_sort(problems_.begin(), problems_.end(), [&](const auto& a, const auto& b) { return order(a) < order(b); });
  constexpr std::size_t limit = 1000;
  if (problems_.size() > limit) {
    const std::size_t rest = problems_.size() - (limit - 1);
    problems_.resize(limit - 1);
    problems_.push_back({{}, {}, "too-many", std::to_string(rest) + " more problems are not listed"});
  }
  throw data_error(std::move(problems_));
}

void network_builder::describe(dataset_description about) { about_ = std::move(about); }
void network_builder::observe(observation_record row) { observation_ = std::move(row); }
void network_builder::numbers_as(number_format format) {
  (void)parse_decimal("0", format);  // refuses separators that cannot separate
  format_ = format;
}
void network_builder::add(actor_record row) { actors_.push_back(std::move(row)); }
void network_builder::add(alias_record row) { aliases_.push_back(std::move(row)); }
void network_builder::add(region_record row) { regions_.push_back(std::move(row)); }
void network_builder::add(agreement_record row) { agreements_.push_back(std::move(row)); }
void network_builder::add(party_record row) { parties_.push_back(std::move(row)); }
void network_builder::add(flow_record row) { flows_.push_back(std::move(row)); }
void network_builder::add(quantity_record row) { quantities_.push_back(std::move(row)); }
void network_builder::add(event_record row) { events_.push_back(std::move(row)); }
void network_builder::add(participant_record row) { participants_.push_back(std::move(row)); }
void network_builder::add(crosswalk_record row) { crosswalk_.push_back(std::move(row)); }
void network_builder::add(source_record row) { sources_.push_back(std::move(row)); }
void network_builder::report(diagnostic problem) { problems_.push_back(std::move(problem)); }

network network_builder::build() const {
  detail::checker check(problems_, format_);
  check.read_sources(sources_);
  check.read_actors(actors_);
  check.read_regions(regions_);
  check.read_aliases(aliases_);
  check.read_observation(observation_);
  check.read_crosswalk(crosswalk_);
  check.read_agreements(agreements_);
  check.read_flows(flows_);
  check.read_events(events_);
  check.read_parties(parties_);
  check.read_participants(participants_);
  check.read_quantities(quantities_);
  network_parts parts = check.finish();
  parts.about = about_;
  return network(std::move(parts));
}

}  // namespace coopgraph
