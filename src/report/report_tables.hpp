// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "core/words.hpp"
#include "report/supply_chains.hpp"
#include "report/ties_of_all.hpp"

#include <coopgraph/centrality/pagerank.hpp>
#include <coopgraph/clustering/contiguous_leiden.hpp>
#include <coopgraph/clustering/ensemble.hpp>
#include <coopgraph/model/network.hpp>
#include <coopgraph/report/cooperation_report.hpp>
#include <coopgraph/report/table.hpp>
#include <coopgraph/view/projection.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace coopgraph::detail {

/// "about 400 chains (source: …)": a number as the source states it, with how exact it is.
[[nodiscard]] std::string to_sentence(const quantity& q, const words& say);
/// "2016 to 2020", "from 2016", "to 2018-06"; empty if undated.
[[nodiscard]] std::string to_sentence(const stated_period& p, const words& say);
/// What goes in a flow: its product, else its chain, else its fields.
[[nodiscard]] std::string what_goes(const flow& f, const words& say);
/// The statements of a flow: its quantities, and its capacity.
[[nodiscard]] std::vector<std::string> statements_of(const flow& f, const words& say);
/// The name of a party, its acting part in (brackets) and, of a group or region, its extent in [brackets].
[[nodiscard]] std::string name_with_extent(const network& from, const actor_or_region& who, const std::string& part,
                                           const party_extent& extent, const words& say);
/// The title of a source; nothing if none is cited.
[[nodiscard]] table_cell source_of(const network& from, const std::optional<source_id>& source);

// report_tables.cpp
[[nodiscard]] table partners_table(const network& from, const agreement_view& view, const words& say);
[[nodiscard]] table agreements_table(const network& from, const words& say);
[[nodiscard]] table flows_table(const network& from, const words& say);
[[nodiscard]] table left_out_table(const network& from, const agreement_view& view, const words& say);
// field_tables.cpp
[[nodiscard]] table field_matrix_table(const network& from, const words& say);
[[nodiscard]] table periods_table(const network& from, const words& say);
// exchange_tables.cpp
[[nodiscard]] table exchange_table(const network& from, const words& say);
[[nodiscard]] table events_table(const network& from, const words& say);
// region_tables.cpp
[[nodiscard]] table regions_table(const network& from, const agreement_view& view, const words& say);
[[nodiscard]] table overlaps_table(const network& from, const words& say);
[[nodiscard]] table joint_regions_table(const network& from, const words& say);
// cluster_tables.cpp
/// \pre `found` is of these ties
[[nodiscard]] report_section clusters_section(const network& from, const ties_of_all& ties, const ensemble_options& how,
                                              const ensemble_result& found, const std::vector<unit_outline>& outlines,
                                              const words& say);
// centrality_section.cpp
struct centrality_options {
  pagerank_options walk = {};
  std::size_t draws = 200;  ///< networks drawn anew, for the ranges of ranks
  std::uint64_t seed = 0;
  execution run = {};
};
[[nodiscard]] report_section centrality_section(const network& from, const ties_of_all& ties, const centrality_options& how,
                                                const words& say);
[[nodiscard]] report_section brokers_section(const network& from, const ties_of_all& ties, const execution& run,
                                             const words& say);
// patterns_sections.cpp
/// Pairs by the agreements; without any by the flows. Clusters give the order of names; none: by their sums.
[[nodiscard]] report_section matrix_section(const agreement_view& view, const flow_view& flows, const partition& clusters,
                                            const words& say);
[[nodiscard]] report_section region_exchange_section(const network& from, const agreement_view& view, const flow_view& flows,
                                                     const words& say);
[[nodiscard]] report_section stages_section(const flow_view& flows, const words& say);
[[nodiscard]] report_section timeline_section(const network& from, const words& say);
// concentration_section.cpp
/// Without the ties of all (nullptr) by stated capacities alone.
[[nodiscard]] report_section concentration_section(const network& from, const ties_of_all* ties, const words& say);
// throughput_section.cpp
[[nodiscard]] report_section throughput_section(const network& from, const words& say, const execution& run);
// contiguous_regions_section.cpp
inline constexpr phrase contiguous_regions_heading{"Regions in one piece that the ties form",
                                                   "Các vùng liền khối do liên kết tạo thành"};
/// Who neighbours whom is taken from the places of the actors.
[[nodiscard]] report_section contiguous_regions_section(const network& from, const ties_of_all& ties,
                                                        const contiguous_leiden_options& how,
                                                        const std::vector<unit_outline>& outlines, const words& say);
// split_totals_table.cpp
/// The latest of the columns population, population_2019, …
[[nodiscard]] std::optional<std::string> population_column(const network& from);
/// What of the totals over groups holds however they are split; without rows where there are none in numbers.
[[nodiscard]] table split_totals_table(const network& from, const std::vector<capacity_reading>& readings, const words& say,
                                       const execution& run);
// report_summary.cpp
/// A sentence of the summary, and the id of the table or section that it rests on.
struct finding {
  std::string words;
  std::string see;
};
/// Five to ten sentences. \pre all other sections are there
[[nodiscard]] std::vector<finding> summary_of(const network& from, const agreement_view& view, const cooperation_report& report,
                                              const words& say);
[[nodiscard]] std::vector<std::string> not_observed_in(const network& from, const agreement_view& view,
                                                       const cooperation_report& report, const words& say);

}  // namespace coopgraph::detail
