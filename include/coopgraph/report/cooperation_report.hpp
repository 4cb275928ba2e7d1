// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/model/network.hpp>
#include <coopgraph/report/fingerprint.hpp>
#include <coopgraph/report/table.hpp>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace coopgraph {

/// Who cooperates with the observed actors, on what, and what the record does not say. Data only: write_report() makes files of
/// it. The order of its tables and rows, and the keys of tables and columns, are stable.
struct cooperation_report {
  std::string title;                                       ///< of the dataset; "Cooperation report" if it states none
  std::vector<std::pair<std::string, std::string>> about;  ///< source, licence: as far as stated
  std::vector<std::string> observed;  ///< names of the actors whose ties were recorded; empty: the dataset names none
  std::vector<std::string> findings;  ///< sentences with the main figures
  /// "partners": one row for each tie of an observed actor, ranked by number of agreements, then by number of fields. Equal
  /// ones share the best rank of their group (1, 2, 2, 4), and `tied_with` counts the others of it. Without an observation:
  /// a row for each actor that takes part in an agreement.
  table partners;
  table agreements;                       ///< "agreements": every record of the dataset, in its order
  table flows;                            ///< "flows": what goes from an origin to a destination, with its quantities
  table centrality;                       ///< "centrality": degree, strength and PageRank of the actors that have a tie
  table left_out;                         ///< "left_out": records and parties that gave no tie, and why
  std::vector<std::string> not_observed;  ///< sentences: what this record cannot tell
  std::vector<std::pair<std::string, std::string>> options;  ///< with which the figures were computed
};

/// Projects the agreements as stars (see `projection`), counts the records behind each tie and ranks.
/// An agreement of many parties counts once for each of its ties; proposals and invitations count and are shown apart.
/// Complexity: that of project_agreements() and pagerank().
[[nodiscard]] cooperation_report make_cooperation_report(const network& from);

/// The tables in the order in which the report shows them.
[[nodiscard]] std::vector<const table*> tables_of(const cooperation_report& report);

/// What was run, for run.json: {"version", "command", "options", "fingerprint": {"sha256", "files"}}.
struct run_record {
  std::string command;
  input_fingerprint input = {};
};

/// The version of this library, "0.1.0".
[[nodiscard]] std::string_view library_version() noexcept;

/// The report as one HTML page that needs nothing else: no script, no other file; sections <h2 id="…">: findings, partners,
/// agreements, flows, centrality, left-out, not-observed, run.
[[nodiscard]] std::string to_page(const cooperation_report& report, const run_record& run);

/// The report as JSON: {"run", "title", "observed", "findings", "tables": {KEY: …}, "not_observed"}.
[[nodiscard]] std::string to_json(const cooperation_report& report, const run_record& run);

/// Writes index.html, run.json and a CSV file for each table (partners.csv, agreements.csv, …) into `folder`, which is made
/// if it is not there. Each file appears whole or not at all; the same report gives the same bytes.
/// \throws input_error if the folder holds a dataset (its tables have the same names)
/// \throws io_error if the folder cannot be made or a file cannot be written
void write_report(const cooperation_report& report, const run_record& run, const std::string& folder);

}  // namespace coopgraph
