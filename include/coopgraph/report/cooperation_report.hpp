// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/execution.hpp>
#include <coopgraph/core/language.hpp>
#include <coopgraph/graph/contiguity.hpp>
#include <coopgraph/model/network.hpp>
#include <coopgraph/plot/figure.hpp>
#include <coopgraph/report/fingerprint.hpp>
#include <coopgraph/report/table.hpp>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace coopgraph {

/// A part of a report: sentences, figures, tables.
struct report_section {
  std::string id;  ///< short and stable: its anchor on the page
  std::string heading;
  std::vector<std::string> text;     ///< sentences, before the rest
  std::vector<figure> figures = {};  ///< each beside the tables that hold its numbers
  std::vector<table> tables = {};
  std::vector<std::string> see = {};  ///< of each sentence: the id of the table or section that it rests on; may be shorter
};

/// Sections that together answer one question.
struct report_part {
  std::string heading;
  std::vector<std::string> sections;  ///< ids, in the order of the report
};

struct report_options {
  /// Of the texts: headings, sentences, titles, notes, and the words in cells ("in force", "at least 60 chains"), in CSV and JSON
  /// as well. Names, fields, products and units stand as the dataset spells them. Ids, keys, numbers and dates are the same in
  /// any language; on the page numbers are written as its readers write them.
  language lang = language::english;
  std::vector<unit_outline> outlines = {};  ///< by actor, some without rings, for the maps; empty: points alone
  execution run = {};                       ///< of all that is computed; progress is told by part
};

/// Who cooperates with the observed actors, on what, and what the record does not say. Data only: write_report() makes files of
/// it. The ids of sections and the keys of tables and columns are stable.
struct cooperation_report {
  std::string title;                                       ///< of the dataset; "Cooperation report" if it states none
  std::vector<std::pair<std::string, std::string>> about;  ///< source, licence: as far as stated
  std::vector<std::string> observed;  ///< names of the actors whose ties were recorded; empty: the dataset names none
  std::vector<report_section> sections;
  std::vector<report_part> parts;                            ///< every section is in one, in this order
  std::vector<std::pair<std::string, std::string>> options;  ///< with which the figures were computed
  language lang = language::english;                         ///< of its texts

  /// \throws input_error if there is no such section or table
  [[nodiscard]] const report_section& section(std::string_view id) const;
  [[nodiscard]] const table& table_called(std::string_view key) const;
};

/// The report on a network, in seven parts of these sections and tables (and figures):
///   summary       the findings in sentences, each with the table that it rests on
///   certainty     stated: how firm each number is; unnamed: groups whose members are not named; undated; without_tie
///
///   partners      partners: a row for each tie of an observed actor, ranked by number of agreements, then by number of fields.
///                 Equal ones share the best rank of their group (1, 2, 2, 4), and `tied_with` counts the others of it. Without
///                 an observation: a row for each actor that takes part in an agreement
///   centrality    only where the ties of all were recorded; by the agreements or, without any, the flows. centrality: PageRank,
///                 with the ranks that nine of ten networks of ties drawn anew give (centrality-figure), degree, strength,
///                 betweenness;
///                 centrality_by_field: who is first in each field
///   brokers       alike. brokers: Gould and Fernandez's roles between regions that share no member
///
///   map           the ties at the places of the actors: by how firm they are (tie-map), by field (field-map), and the flows
///                 (flow-map); without places as a network (tie-diagram)
///
///   matrix        where the ties of all were recorded. pairs: every pair with a tie; as a matrix by clusters (matrix-figure)
///   region-exchange
///                 region_exchange: what joins regions that share no member, as chords (region-exchange-figure)
///   stages        what passes through which stages, as bands (stages-figure)
///   timeline      the agreements over time (timeline-figure)
///   fields        field_matrix: the state of each tie by field; periods: agreements in force by field and year
///   agreements    agreements: every agreement, in the dataset's order
///   flows         flows: every flow, with its totals; totals: what the numbers add up to
///   exchange      exchange: what goes to the observed actors and what comes from them, by what is exchanged
///   events        events: every event
///
///   regions       regions: members and partners of each; overlaps: regions that share members; joint_regions: the members of the
///                 regions that an agreement names together
///   clusters      where the ties of all were recorded: the consensus of 100 runs of Leiden on ties drawn anew (cluster-map).
///                 clusters: each with the region nearest to it; cluster_members: how sure each is; cluster_regions: who sits
///                 where; movers: who would have to move
///   contiguous-regions
///                 alike: the regions of greatest modularity (contiguous_leiden) each of which is in one piece, where neighbours
///                 are the four nearest by the places of the actors (region-map). contiguous_regions: each with its population
///                 and the official region nearest to it; contiguous_movers: who would have to move
///
///   throughput    how much can go from origins to destinations where flows state capacities, of each product and unit.
///                 throughput: the totals, with the cut that proves them; bottlenecks: what holds them back, and what widening
///                 one brings; flow_paths: on which ways it can go; split_totals: what of totals over groups is the same by equal
///                 shares, by population and at the ends of what is possible. All else is not decided by the data
///   concentration concentration: from how few each receiver has what it gets, with the Herfindahl-Hirschman index
///
///   not-observed  what this record cannot tell
///   left-out      left_out: records and parties that gave no tie, and why
/// What the dataset cannot support is a sentence in its section, which says what would.
/// Agreements are projected as stars (see `projection`); one of many parties counts once for each of its ties; proposals and
/// invitations count and are shown apart, but not for the throughput. No total is split, but to find what no split can change.
/// \throws input_error if there are outlines, but not one for each actor; cancelled if it is asked to stop
/// Complexity: that of project_agreements(), inventory_tables(), 200 of pagerank(), betweenness() and brokerage(), of
/// leiden_ensemble(), contiguous_leiden() and the figures, and of maximum_flow() for each product and for up to 200 bottlenecks
/// of it; where totals are over groups also of project_flows() for up to 400 splits.
[[nodiscard]] cooperation_report make_cooperation_report(const network& from, const report_options& options = {});

/// What was run, for run.json: {"version", "command", "options", "fingerprint": {"sha256", "files"}}.
struct run_record {
  std::string command;
  input_fingerprint input = {};
};

/// The version of this library, "0.1.0".
[[nodiscard]] std::string_view library_version() noexcept;

/// The report as one HTML page that needs no other file: each section an <h2> with its id, and "run". Its policy lets nothing in
/// but its own style and a small script, without which nothing is missing: a click on a header sorts a table, one on an actor of
/// a figure shows its ties alone. Sections that are in no part are left out.
/// \throws input_error if a part names a section, or a sentence a table or section, that the report does not have
[[nodiscard]] std::string to_page(const cooperation_report& report, const run_record& run);

/// The report as JSON: {"run", "title", "lang", "observed", "parts": [{"heading", "sections": [ID]}], "sections": {ID:
/// {"heading", "text", "see", "figures": {ID: {"title", "description", "note"}}, "tables": {KEY: …}}}}.
[[nodiscard]] std::string to_json(const cooperation_report& report, const run_record& run);

/// Writes index.html, run.json, a CSV file for each table that has rows (partners.csv, field-matrix.csv, …) and an SVG file for
/// each figure (tie-map.svg, …) into `folder`, which is made if it is not there. Each file appears whole or not at all; the same
/// report gives the same bytes.
/// \throws input_error if the folder holds a dataset (its tables have the same names)
/// \throws io_error if the folder cannot be made or a file cannot be written
void write_report(const cooperation_report& report, const run_record& run, const std::string& folder);

}  // namespace coopgraph
