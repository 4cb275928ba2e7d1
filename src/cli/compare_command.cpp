// SPDX-License-Identifier: BSL-1.0
#include "cli/command.hpp"
#include "cli/compare_input.hpp"
#include "cli/output.hpp"

#include <coopgraph/clustering/compare.hpp>
#include <coopgraph/clustering/overlapping_compare.hpp>
#include <coopgraph/clustering/region_match.hpp>
#include <coopgraph/core/diagnostic.hpp>
#include <coopgraph/core/text.hpp>

#include <CLI/CLI.hpp>

#include <cstdint>
#include <memory>
#include <utility>

namespace coopgraph::cli {
namespace {

struct compare_command_options {
  compare_sources sources;
  output_options output;
  unsigned threads = 0;
  bool movers = false;
  std::string match_by = "jaccard";
  std::string show;
};

/// A measure, or why there is none.
struct measure {
  const char* key;
  const char* title;
  std::optional<double> value;
  bool is_count = false;
};

struct answers {
  std::vector<measure> measures;
  std::string why_undefined;                   ///< of those without a value
  std::optional<region_match_result> regions;  ///< A, a partition, against the clusters of B
  bool of_partitions = false;                  ///< then only its matching and movers are asked for
};

match_by match_of(const std::string& text) {
  if (text == "jaccard") return match_by::jaccard;
  if (text == "members") return match_by::members;
  throw usage_error("--match-by is '" + printable(text) + "'; allowed: jaccard, members");
}

// ---- measures ----

std::vector<measure> measures_of(const std::optional<partition_comparison>& c) {
  const auto value = [&](double partition_comparison::*member) { return c ? std::optional((*c).*member) : std::nullopt; };
  return {{"nmi", "Normalised mutual information (arithmetic mean)", value(&partition_comparison::nmi)},
          {"nmi_sqrt", "Normalised mutual information (geometric mean)", value(&partition_comparison::nmi_sqrt)},
          {"nmi_max", "Normalised mutual information (maximum)", value(&partition_comparison::nmi_max)},
          {"ami", "Adjusted mutual information", value(&partition_comparison::ami)},
          {"ari", "Adjusted Rand index", value(&partition_comparison::ari)},
          {"rand", "Rand index", value(&partition_comparison::rand)},
          {"vi", "Variation of information (nats)", value(&partition_comparison::vi)},
          {"homogeneity", "Homogeneity (each cluster of B in one of A)", value(&partition_comparison::homogeneity)},
          {"completeness", "Completeness (each cluster of A in one of B)", value(&partition_comparison::completeness)},
          {"split_join", "Split-join distance", c ? std::optional(static_cast<double>(c->split_join)) : std::nullopt, true}};
}

void add_cover_measures(std::vector<measure>& measures, const compare_input& input, const cover_compare_options& how) {
  const omega_result omega = omega_index(input.a.clusters, input.b.clusters, how);
  const overlapping_nmi_result nmi = overlapping_nmi(input.a.clusters, input.b.clusters, how);
  measures.push_back({"omega", "Omega index", omega.omega});
  measures.push_back({"onmi_max", "Overlapping NMI (McDaid et al., maximum)", nmi.nmi_max});
  measures.push_back({"onmi_lfk", "Overlapping NMI (Lancichinetti et al.)", nmi.nmi_lfk});
}

answers compare(const compare_command_options& options, const compare_input& input, const context& where) {
  const execution run{options.threads, where.stop, where.progress};
  answers found;
  found.of_partitions = !input.a.is_cover && !input.b.is_cover;
  std::optional<partition_comparison> as_partitions;
  if (input.a.whole && input.b.whole)
    as_partitions = compare_partitions(*input.a.whole, *input.b.whole, {.run = run});
  else
    found.why_undefined = (input.a.whole ? "" : "in A " + input.a.why_not_whole) + (input.a.whole || input.b.whole ? "" : "; ") +
                          (input.b.whole ? "" : "in B " + input.b.why_not_whole);
  found.measures = measures_of(as_partitions);
  if (!found.of_partitions) add_cover_measures(found.measures, input, {.run = run});
  if (input.a.is_cover || (found.of_partitions && !options.movers)) return found;
  const match_by by = found.of_partitions ? match_by::members : match_of(options.match_by);
  found.regions = match_regions(*input.a.whole, input.b.clusters, {.by = by, .run = run});
  return found;
}

// ---- JSON ----

void write_key(json_writer& json, std::string_view member, const std::vector<std::string>& keys, std::uint32_t index) {
  json.key(member);
  if (index == no_cluster)
    json.null();
  else
    json.value(keys[index]);
}

void write_keys(json_writer& json, std::string_view member, const std::vector<std::string>& keys,
                const std::vector<std::uint32_t>& indices) {
  json.key(member).begin_array();
  for (const std::uint32_t index : indices) json.value(keys[index]);
  json.end_array();
}

void write_fit(json_writer& json, const best_counterpart& best) {
  json.key("precision").value(best.precision).key("recall").value(best.recall).key("jaccard").value(best.jaccard);
}

void write_measures(json_writer& json, const answers& found) {
  for (const measure& m : found.measures) {
    json.key(m.key);
    if (!m.value)
      json.null();
    else if (m.is_count)
      json.value(static_cast<std::uint64_t>(*m.value));
    else
      json.value(*m.value);
  }
  if (!found.why_undefined.empty()) json.key("why_undefined").value(found.why_undefined);
}

void write_regions(json_writer& json, const compare_input& input, const region_match_result& r) {
  json.key("clusters").begin_object();
  for (std::size_t c = 0; c < input.a.keys.size(); ++c) {
    json.key(input.a.keys[c]).begin_object().key("members").value(r.cluster_members[c]);
    json.key("in_no_region").value(r.in_no_region[c]);
    write_key(json, "region", input.b.keys, r.best_region[c].index);
    write_fit(json, r.best_region[c]);
    write_key(json, "matched", input.b.keys, r.region_of[c]);
    json.end_object();
  }
  json.end_object().key("regions").begin_object();
  for (std::size_t k = 0; k < input.b.keys.size(); ++k) {
    json.key(input.b.keys[k]).begin_object().key("name").value(input.b.names[k]).key("members").value(r.region_members[k]);
    write_key(json, "cluster", input.a.keys, r.best_cluster[k].index);
    write_fit(json, r.best_cluster[k]);
    write_key(json, "matched", input.a.keys, r.cluster_of[k]);
    write_keys(json, "made_of", input.a.keys, r.made_of[k]);
    write_keys(json, "within", input.b.keys, r.within[k]);
    json.end_object();
  }
  json.end_object().key("overlaps").begin_array();
  for (std::size_t c = 0; c < r.overlaps.size(); ++c)
    for (const auto& [region, members] : r.overlaps[c]) {
      json.begin_object().key("cluster").value(input.a.keys[c]).key("region").value(input.b.keys[region]);
      json.key("members").value(members).end_object();
    }
  json.end_array();
}

void write_movers(json_writer& json, const compare_input& input, const region_match_result& r) {
  json.key("moved").value(r.moved).key("movers").begin_array();
  for (const region_mover& m : r.movers) {
    json.begin_object().key("id").value(input.ids[m.vertex]);
    write_key(json, "from", input.a.keys, m.from);
    write_key(json, "to", input.b.keys, m.to);
    json.end_object();
  }
  json.end_array();
}

std::string json_of(const compare_input& input, const answers& found, const CLI::App& app) {
  json_writer json;
  json.begin_object();
  write_measures(json, found);
  if (found.regions && found.of_partitions) {
    json.key("matched").begin_object();
    for (std::size_t c = 0; c < input.a.keys.size(); ++c)
      write_key(json, input.a.keys[c], input.b.keys, found.regions->region_of[c]);
    json.end_object();
  }
  if (found.regions && !found.of_partitions) write_regions(json, input, *found.regions);
  if (found.regions) write_movers(json, input, *found.regions);
  if (!input.left_out.empty()) {
    json.key("left_out").begin_array();
    for (const std::string& id : input.left_out) json.value(id);
    json.end_array();
  }
  write_run(json, describe_run(app, input.fingerprint));
  return json.end_object().finish();
}

// ---- tables ----

table_cell key_cell(const std::vector<std::string>& keys, std::uint32_t index) {
  return index == no_cluster ? table_cell{} : table_cell{keys[index]};
}

table_cell keys_cell(const std::vector<std::string>& keys, const std::vector<std::uint32_t>& indices) {
  std::vector<std::string> list;
  list.reserve(indices.size());
  for (const std::uint32_t index : indices) list.push_back(keys[index]);
  return list;
}

table measures_table(const answers& found) {
  table t("measures", "Measures of likeness",
          {{"measure", "Measure"}, {"value", "Value", column_kind::number}, {"meaning", "Meaning"}});
  for (const measure& m : found.measures) t.add_row({m.key, m.value ? table_cell{*m.value} : table_cell{}, m.title});
  if (!found.why_undefined.empty())
    t.add_note("n/a: measures of partitions (each id in exactly one cluster): " + printable(found.why_undefined));
  return t;
}

table clusters_table(const compare_input& input, const region_match_result& r) {
  using enum column_kind;
  table t("clusters", "Clusters of A and the region of B that each is nearest to",
          {{"cluster", "Cluster"},
           {"members", "Members", whole_number},
           {"in_no_region", "In no region", whole_number},
           {"region", "Nearest region"},
           {"precision", "Precision", number},
           {"recall", "Recall", number},
           {"jaccard", "Jaccard", number},
           {"matched", "Matched with"}});
  for (std::size_t c = 0; c < input.a.keys.size(); ++c) {
    const best_counterpart& best = r.best_region[c];
    t.add_row({input.a.keys[c], std::int64_t{r.cluster_members[c]}, std::int64_t{r.in_no_region[c]},
               key_cell(input.b.keys, best.index), best.precision, best.recall, best.jaccard,
               key_cell(input.b.keys, r.region_of[c])});
  }
  return t;
}

table regions_table(const compare_input& input, const region_match_result& r) {
  using enum column_kind;
  table t("regions", "Regions of B and the cluster of A that each is nearest to",
          {{"region", "Region"},
           {"name", "Name"},
           {"members", "Members", whole_number},
           {"cluster", "Nearest cluster"},
           {"precision", "Precision", number},
           {"recall", "Recall", number},
           {"jaccard", "Jaccard", number},
           {"matched", "Matched with"},
           {"made_of", "Union of clusters", list},
           {"within", "Within regions", list}});
  for (std::size_t k = 0; k < input.b.keys.size(); ++k) {
    const best_counterpart& best = r.best_cluster[k];
    t.add_row({input.b.keys[k], input.b.names[k], std::int64_t{r.region_members[k]}, key_cell(input.a.keys, best.index),
               best.precision, best.recall, best.jaccard, key_cell(input.a.keys, r.cluster_of[k]),
               keys_cell(input.a.keys, r.made_of[k]), keys_cell(input.b.keys, r.within[k])});
  }
  return t;
}

table overlaps_table(const compare_input& input, const region_match_result& r) {
  table t("overlaps", "Who sits where: ids that a cluster of A and a region of B share",
          {{"cluster", "Cluster"}, {"region", "Region"}, {"members", "Members", column_kind::whole_number}});
  for (std::size_t c = 0; c < r.overlaps.size(); ++c)
    for (const auto& [region, members] : r.overlaps[c]) t.add_row({input.a.keys[c], input.b.keys[region], std::int64_t{members}});
  return t;
}

table movers_table(const compare_input& input, const region_match_result& r) {
  table t("movers", "Who would move for each cluster of A to be its match in B: " + count_of(r.moved, "id", "ids"),
          {{"id", "Id"}, {"from", "Leaves"}, {"to", "Goes to"}});
  for (const region_mover& m : r.movers)
    t.add_row({input.ids[m.vertex], key_cell(input.a.keys, m.from), key_cell(input.b.keys, m.to)});
  return t;
}

/// All that the answers have, or the one of --show.
std::vector<table> tables_of(const compare_input& input, const answers& found, const std::string& show) {
  std::vector<table> all{measures_table(found)};
  if (found.regions && !found.of_partitions) {
    all.push_back(clusters_table(input, *found.regions));
    all.push_back(regions_table(input, *found.regions));
    all.push_back(overlaps_table(input, *found.regions));
  }
  if (found.regions) all.push_back(movers_table(input, *found.regions));
  if (show.empty()) return all;
  std::string keys;
  for (const table& t : all) {
    if (t.key() == show) return {t};
    keys.append(keys.empty() ? "" : ", ").append(t.key());
  }
  throw usage_error("--show is '" + printable(show) + "'; here allowed: " + keys +
                    (found.of_partitions && !found.regions ? ", and with --movers movers" : ""));
}

// ---- the command ----

void check_options(const compare_command_options& o) {
  (void)match_of(o.match_by);
  if (!(o.sources.least_degree >= 0.0 && o.sources.least_degree <= 1.0))
    throw usage_error("--least-degree is " + to_text(o.sources.least_degree) + "; allowed: [0, 1]");
}

void tell_what_was_left_out(const compare_command_options& options, const compare_input& input, const context& where) {
  if (!input.left_out.empty())
    note(options.output, where,
         count_of(input.left_out.size(), "member of the regions is", "members of the regions are") + " not in " +
             options.sources.a + " and left out; JSON names them");
}

status run_compare(const compare_command_options& options, const CLI::App& app, const context& where) {
  const output_format format = options.output.chosen();
  check_options(options);
  const compare_input input = read_sides(options.sources, where);
  const answers found = compare(options, input, where);
  const std::vector<table> tables = tables_of(input, found, options.show);
  tell_what_was_left_out(options, input, where);
  std::string text;
  switch (format) {
    case output_format::table:
      text = plain_text(tables, options.output, where);
      break;
    case output_format::csv:
      text = to_csv(tables.front());
      break;
    case output_format::json:
      text = json_of(input, found, app);
      break;
  }
  deliver(options.output, where, text);
  return done;
}

}  // namespace

runner declare_compare(CLI::App& app) {
  const auto options = std::make_shared<compare_command_options>();
  app.add_option("A", options->sources.a, "A CSV file with the columns id,label: a partition (or id,region as B)")->required();
  app.add_option(
         "B", options->sources.b,
         "Another; or one with the columns id,region and perhaps degree, where ids stand once for each region that they are "
         "in; or a dataset, for its regions")
      ->required();
  app.add_option("--regions", options->sources.regions, "Of a dataset: keys of its regions, joined by commas; else all");
  app.add_option("--on", options->sources.on, "Of a dataset: who was in the regions on this date (2018, 2018-07 or 2018-07-01)");
  app.add_flag("--movers", options->movers, "Of two partitions: match their labels so that the fewest move, and list who");
  app.add_option("--match-by", options->match_by,
                 "Of regions: match clusters and regions for the greatest sum of Jaccard indices (jaccard) or shared members "
                 "(members)")
      ->capture_default_str();
  app.add_option("--least-degree", options->sources.least_degree,
                 "Who belongs to a region to a lesser degree does not belong to it")
      ->capture_default_str();
  app.add_option("--show", options->show,
                 "One table: measures, clusters, regions, overlaps or movers; else all that there are (CSV: measures)");
  app.add_option("--threads", options->threads, "Threads; 0: as many as the machine has. They change no result")
      ->capture_default_str();
  options->sources.tables.declare_tables(app);
  options->output.declare(app);
  app.footer(
      "A counts as the true one for homogeneity and completeness. Ids in one file only are refused, but for those that a file\n"
      "with regions leaves out: they are in none. Measures of partitions are n/a where ids are in several regions or none.\n"
      "Examples:\n"
      "  coopgraph compare found.csv official.csv\n"
      "  coopgraph compare found.csv official.csv --movers --show movers\n"
      "  coopgraph compare found.csv vietnam --regions red-river-delta,south-east --on 2018 --format json");
  return [options, &app](const context& where) { return run_compare(*options, app, where); };
}

}  // namespace coopgraph::cli
