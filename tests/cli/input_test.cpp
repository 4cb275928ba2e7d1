// SPDX-License-Identifier: BSL-1.0
#include "cli/input.hpp"

#include "cli/tool.hpp"
#include "support/graphs.hpp"

#include <coopgraph/core/random.hpp>
#include <coopgraph/graph/builder.hpp>
#include <coopgraph/report/fingerprint.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <map>
#include <sstream>
#include <string>
#include <vector>

namespace coopgraph::test {
namespace {

using cli::input_graph;
using cli::input_options;
using nlohmann::json;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

input_graph read(const input_options& options) {
  std::ostringstream out;
  std::ostringstream err;
  return cli::read_input(options, {out, err, {}});
}

/// A table in a folder of its own, and how it is read.
struct table_file {
  explicit table_file(const std::string& bytes, const std::string& name = "e.csv") {
    options.path = folder / name;
    spill(options.path, bytes);
  }

  scratch_folder folder;
  input_options options;
};

std::string said_of(const input_options& options) {
  try {
    (void)read(options);
  } catch (const std::exception& e) {
    return e.what();
  }
  return "nothing";
}

std::vector<double> values(const auto& edge_values) {
  std::vector<double> all;
  for (edge_id e = 0; e < edge_values.size(); ++e) all.push_back(edge_values[e]);
  return all;
}

constexpr const char* repeated = "source,target,weight,km\nA,B,0.1,7\nB,C,5,8\nB,A,0.2,3\nC,C,1,1\nA,B,4,9\n";

TEST(edge_table_input, adds_the_strengths_of_parallel_rows_and_takes_their_least_length) {
  table_file file(repeated);
  file.options.length = "km";
  const input_graph input = read(file.options);
  EXPECT_FALSE(input.directed());
  EXPECT_EQ(input.edges(), 3U);
  EXPECT_THAT(values(*input.strengths), ElementsAre(4.3, 5.0, 1.0));
  EXPECT_THAT(values(*input.lengths), ElementsAre(3.0, 8.0, 1.0));
  EXPECT_EQ(input.merged_edges, 2U);
  EXPECT_EQ(input.largest_multiplicity, 3U);
  EXPECT_THAT(input.rows_of(0), ElementsAre(0, 2, 4));
  EXPECT_THAT(input.rows_of(2), ElementsAre(3));
  EXPECT_THAT(input.records_of(0), IsEmpty());
}

TEST(edge_table_input, takes_the_least_strength_or_keeps_rows_apart_on_request) {
  table_file file(repeated);
  file.options.parallel_edges = "min";
  EXPECT_THAT(values(*read(file.options).strengths), ElementsAre(0.1, 5.0, 1.0));
  file.options.parallel_edges = "keep";
  const input_graph kept = read(file.options);
  EXPECT_EQ(kept.edges(), 5U);
  EXPECT_EQ(kept.merged_edges, 0U);
  EXPECT_EQ(kept.largest_multiplicity, 3U);
  EXPECT_THAT(values(*kept.strengths), ElementsAre(0.1, 5.0, 0.2, 1.0, 4.0));
  EXPECT_THAT(kept.rows_of(4), ElementsAre(4));
  file.options.parallel_edges = "sum";
  file.options.directed = true;
  EXPECT_THAT(values(*read(file.options).strengths), ElementsAre(4.1, 5.0, 0.2, 1.0));
}

TEST(edge_table_input, merges_rows_as_graph_builder_does) {
  for (std::uint64_t seed = 0; seed < 40; ++seed) {
    random_stream random(seed, "rows", 0);
    std::string csv = "source,target\n";
    std::map<std::string, vertex_id> ids;
    graph_builder<direction::undirected> undirected(6, {.parallel_edges = parallel_edge_policy::merge});
    graph_builder<direction::directed> directed(6, {.parallel_edges = parallel_edge_policy::merge});
    for (int row = 0; row < 25; ++row) {
      const auto u = static_cast<vertex_id>(random.below(6));
      const auto v = static_cast<vertex_id>(random.below(6));
      csv += std::to_string(u) + ',' + std::to_string(v) + '\n';
      const vertex_id a = ids.emplace(std::to_string(u), static_cast<vertex_id>(ids.size())).first->second;
      const vertex_id b = ids.emplace(std::to_string(v), static_cast<vertex_id>(ids.size())).first->second;
      undirected.add_edge(a, b);
      directed.add_edge(a, b);
    }
    const auto compare = [&](const auto& built, const input_graph& input) {
      ASSERT_EQ(input.edges(), built.graph.edges());
      EXPECT_EQ(input.merged_edges, built.merged_rows);
      std::vector<std::vector<std::size_t>> rows(built.graph.edges());
      for (std::size_t row = 0; row < built.edge_of_row.size(); ++row) rows[built.edge_of_row[row]].push_back(row);
      std::size_t largest = 0;
      for (edge_id e = 0; e < input.edges(); ++e) {
        EXPECT_EQ(input.rows_of(e), rows[e]);
        largest = std::max(largest, rows[e].size());
      }
      EXPECT_EQ(input.largest_multiplicity, largest);
    };
    table_file file(csv);
    compare(undirected.build(), read(file.options));
    file.options.parallel_edges = "keep";
    EXPECT_EQ(read(file.options).edges(), 25U);
    const std::size_t kept = read(file.options).largest_multiplicity;
    file.options.parallel_edges = "";
    EXPECT_EQ(read(file.options).largest_multiplicity, kept);
    file.options.directed = true;
    compare(directed.build(), read(file.options));
  }
}

TEST(edge_table_input, has_no_strengths_where_there_is_no_such_column_or_none_is_wanted) {
  EXPECT_FALSE(read(table_file("source,target\nA,B\n").options).strengths);
  table_file file(repeated);
  file.options.strength = "none";
  EXPECT_FALSE(read(file.options).strengths);
  file.options.strength = "km";
  EXPECT_THAT(values(*read(file.options).strengths), ElementsAre(19.0, 8.0, 1.0));
}

TEST(edge_table_input, does_not_take_a_length_for_a_strength_as_well) {
  table_file file(repeated);
  file.options.length = "weight";
  const input_graph input = read(file.options);
  EXPECT_FALSE(input.strengths);
  EXPECT_THAT(values(*input.lengths), ElementsAre(0.1, 5.0, 1.0));
}

TEST(edge_table_input, makes_reciprocal_lengths_of_strengths_above_0) {
  table_file file("source,target,weight\nA,B,2\nB,C,4\n");
  file.options.length = "reciprocal";
  EXPECT_THAT(values(*read(file.options).lengths), ElementsAre(0.5, 0.25));
  spill(file.options.path, "source,target,weight\nA,B,2\nB,C,0\n");
  EXPECT_THAT(said_of(file.options), HasSubstr("e.csv: weight is 0 on data row 1 (from 0)"));
  file.options.strength = "none";
  EXPECT_THAT(said_of(file.options), HasSubstr("--length reciprocal needs strengths"));
}

TEST(edge_table_input, refuses_a_sum_beyond_64_bits_by_file_and_column) {
  table_file file("source,target,weight\nA,B,5e18\nA,B,5e18\nB,C,1\n");
  EXPECT_THAT(said_of(file.options), HasSubstr("e.csv: a sum over rows with the same ends is out of range in column weight"));
}

TEST(edge_table_input, skips_rows_without_a_number_on_request_and_lists_them) {
  table_file file("source,target,weight\nA,B,1\n\n\"B\n\",C,\nC,D,2\nA,B,3\n");
  EXPECT_THAT(said_of(file.options), HasSubstr("e.csv:4:3: weight is empty"));
  file.options.bad_rows = "skip";
  const input_graph input = read(file.options);
  EXPECT_EQ(input.edges(), 2U);
  EXPECT_THAT(values(*input.strengths), ElementsAre(4.0, 2.0));
  EXPECT_THAT(input.rows_of(0), ElementsAre(0, 3));
  EXPECT_THAT(input.rows_of(1), ElementsAre(2));
  ASSERT_EQ(input.skipped.size(), 1U);
  EXPECT_EQ(input.skipped[0].where.line, 4U);
}

TEST(edge_table_input, names_at_most_a_thousand_rows_without_a_number) {
  std::string csv = "source,target,weight\n";
  for (int i = 0; i < 1500; ++i) csv += "A,B,\n";
  table_file file(csv);
  try {
    (void)read(file.options);
    FAIL();
  } catch (const data_error& e) {
    ASSERT_EQ(e.diagnostics().size(), 1001U);
    EXPECT_EQ(e.diagnostics()[999].where.line, 1001U);
    EXPECT_THAT(e.diagnostics()[1000].message, HasSubstr("500 more"));
  }
}

TEST(edge_table_input, separates_fields_of_a_tsv_file_by_tabs) {
  EXPECT_EQ(read(table_file("source\ttarget\nA,1\tB\n", "e.tsv").options).ids.front(), "A,1");
  EXPECT_EQ(read(table_file("source\ttarget\nA,1\tB\n", "E.TSV").options).ids.front(), "A,1");
  table_file text("source\ttarget\nA,1\tB\n", "e.txt");
  text.options.delimiter = "tab";
  EXPECT_EQ(read(text.options).ids.front(), "A,1");
}

TEST(edge_table_input, reads_the_numbers_of_spreadsheets_when_it_is_told_how) {
  table_file file("source;target;weight\nA;B;1.234,5\n");
  file.options.delimiter = ";";
  file.options.decimal = ",";
  file.options.thousands = ".";
  EXPECT_THAT(values(*read(file.options).strengths), ElementsAre(1234.5));
}

TEST(edge_table_input, takes_names_from_a_node_table) {
  table_file file("source,target\n1,2\n");
  file.options.nodes = file.folder / "n.tsv";
  spill(file.options.nodes, "id\tname\n2\tTwo\n1\tOne\n3\tThree\n");
  const input_graph input = read(file.options);
  EXPECT_THAT(input.ids, ElementsAre("2", "1", "3"));
  EXPECT_THAT(input.names, ElementsAre("Two", "One", "Three"));
  file.options.match = "name";
  spill(file.options.path, "source,target\none,TWO\n");
  EXPECT_EQ(read(file.options).edges(), 1U);
  file.options.nodes = "";
  EXPECT_THAT(said_of(file.options), HasSubstr("give a node table by --nodes FILE"));
}

TEST(edge_table_input, has_the_fingerprint_of_its_bytes) {
  const table_file file("source,target\n1,2\n");
  EXPECT_EQ(read(file.options).fingerprint, to_hex(sha256("source,target\n1,2\n")));
}

TEST(dataset_input, projects_the_agreements) {
  const scratch_folder folder;
  spill_small_dataset(folder / "d");
  input_options options;
  options.path = folder / "d";
  const input_graph all = read(options);
  EXPECT_THAT(all.ids, ElementsAre("a", "b", "c"));
  EXPECT_THAT(all.names, ElementsAre("Alpha", "Beta", "Gamma"));
  EXPECT_THAT(values(*all.strengths), ElementsAre(1.0, 1.0, 1.0));  // y has no hub: 1/(2-1)
  EXPECT_THAT(all.records_of(2), ElementsAre("y"));
  EXPECT_THAT(all.rows_of(2), IsEmpty());
  EXPECT_EQ(all.fingerprint, fingerprint_dataset(folder / "d").sha256);
  options.as = "clique";
  const input_graph clique = read(options);
  EXPECT_THAT(values(*clique.strengths), ElementsAre(1.0, 1.0, 2.0));
  EXPECT_THAT(clique.records_of(2), ElementsAre("x", "y"));
  EXPECT_EQ(clique.largest_multiplicity, 2U);
  options.length = "reciprocal";
  EXPECT_THAT(values(*read(options).lengths), ElementsAre(1.0, 1.0, 0.5));
}

TEST(dataset_input, takes_the_agreements_of_a_field_or_a_date) {
  const scratch_folder folder;
  spill_small_dataset(folder / "d");
  input_options options;
  options.path = folder / "d";
  options.field = "tourism";
  EXPECT_EQ(read(options).edges(), 1U);
  options.field = "";
  options.on = "2017-05";
  EXPECT_EQ(read(options).edges(), 2U);
}

TEST(dataset_input, refuses_a_selection_that_leaves_no_tie_and_says_why) {
  const scratch_folder folder;
  spill_small_dataset(folder / "d");
  const tool_outcome o = call_tool({"rank", folder / "d", "--by", "degree", "--on", "2030", "--field", "trade"});
  EXPECT_EQ(o.status, 2);
  EXPECT_EQ(o.lines_of_err(), 1U);
  EXPECT_THAT(o.err, HasSubstr("none of its 2 agreements gives a tie"));
  EXPECT_THAT(o.err, HasSubstr("1 not in force at the time, 1 another field"));
  EXPECT_EQ(call_tool({"describe", folder / "d", "--on", "2030"}).status, 0) << "what is described may be empty";
}

TEST(dataset_input, says_what_to_do_where_there_are_no_agreements) {
  const scratch_folder folder;
  std::filesystem::create_directory(folder / "d");
  spill(folder / "d/actors.csv", "id,name\na,A\nb,B\n");
  spill(folder / "d/flows.csv", "id,origin,destination\nf,a,b\n");
  const tool_outcome o = call_tool({"rank", folder / "d", "--by", "degree"});
  EXPECT_EQ(o.status, 2);
  EXPECT_THAT(o.err, HasSubstr("add rows to agreements.csv and parties.csv"));
  input_options options;
  options.path = folder / "d";
  options.without_ties = true;
  EXPECT_EQ(read(options).vertices(), 2U);
}

TEST(input, refuses_options_that_the_other_kind_has) {
  const scratch_folder folder;
  spill_small_dataset(folder / "d");
  spill(folder / "e.csv", "source,target\n1,2\n");
  using call = std::vector<std::string>;
  for (const call& more : {call{"--preset", "baci"}, call{"--nodes", "n.csv"}, call{"--source-column", "x"},
                           call{"--target-column", "x"}, call{"--bad-rows", "skip"}}) {
    call arguments{"rank", folder / "d", "--by", "degree"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    const tool_outcome o = call_tool(arguments);
    EXPECT_EQ(o.status, 2) << more[0];
    EXPECT_THAT(o.err, HasSubstr(more[0]));
    EXPECT_THAT(o.err, HasSubstr("is a dataset; leave it out"));
  }
  for (const call& more :
       {call{"--on", "2018"}, call{"--field", "trade"}, call{"--as", "newman"}, call{"--kind", "x"}, call{"--product", "x"},
        call{"--status", "signed"}, call{"--region", "x"}, call{"--from", "2018"}, call{"--to", "2018"},
        call{"--undated", "exclude"}, call{"--unit", "t"}, call{"--basis", "stated"}, call{"--allocate", "equal"}}) {
    call arguments{"rank", folder / "e.csv", "--by", "degree"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    const tool_outcome o = call_tool(arguments);
    EXPECT_EQ(o.status, 2) << more[0];
    EXPECT_THAT(o.err, HasSubstr("e.csv is an edge table; leave it out"));
  }
}

TEST(input, refuses_words_that_its_options_do_not_have) {
  const scratch_folder folder;
  spill_small_dataset(folder / "d");
  spill(folder / "e.csv", "source,target,weight\n1,2,3\n");
  const std::vector<std::vector<std::string>> cases{{"e.csv", "--delimiter", "ab", "one character"},
                                                    {"e.csv", "--delimiter", "\"", "one character"},
                                                    {"e.csv", "--decimal", ";", ". or ,"},
                                                    {"e.csv", "--thousands", ".", "that --decimal is not"},
                                                    {"e.csv", "--bad-rows", "mend", "refuse, skip"},
                                                    {"e.csv", "--preset", "dot", "automatic, baci, comtrade, gephi"},
                                                    {"e.csv", "--match", "near", "id, name"},
                                                    {"e.csv", "--parallel-edges", "max", "sum, min, keep"},
                                                    {"e.csv", "--strength", "nope", "nope"},
                                                    {"e.csv", "--length", "nope", "nope"},
                                                    {"e.csv", "--limit", "edges=0", "NAME=N"},
                                                    {"e.csv", "--limit", "edges", "NAME=N"},
                                                    {"e.csv", "--limit", "edges=1x", "NAME=N"},
                                                    {"e.csv", "--limit", "nope=1", "NAME=N"},
                                                    {"d", "--as", "ring", "star, newman, clique, flows"},
                                                    {"d", "--as", "flows", "its agreements are ties under --as star"},
                                                    {"d", "--status", "done", "proposed, invited, signed"},
                                                    {"d", "--undated", "maybe", "include, exclude"},
                                                    {"d", "--basis", "guessed", "stated, potential"},
                                                    {"d", "--unit", "t", "name one by --strength"},
                                                    {"d", "--from", "soon", "a date"},
                                                    {"d", "--region", "nord", "nord"},
                                                    {"d", "--product", "rice", "agreements have no product"},
                                                    {"d", "--allocate", "equal,equal", "each rule once"},
                                                    {"d", "--on", "soon", "a date"},
                                                    {"d", "--field", "trad", "trade"},
                                                    {"d", "--strength", "value", "of which none states any"},
                                                    {"d", "--length", "km", "hops, reciprocal"}};
  for (const auto& c : cases) {
    const tool_outcome o = call_tool({"rank", folder / c[0], "--by", "degree", c[1], c[2]});
    EXPECT_EQ(o.status, 2) << c[1] << ' ' << c[2];
    EXPECT_THAT(o.err, HasSubstr(c[3]));
    EXPECT_EQ(o.lines_of_err(), 1U) << o.err;
  }
  EXPECT_EQ(call_tool({"rank", folder / "e.csv", "--by", "degree", "--directed", "--undirected"}).status, 2);
}

TEST(input, names_formats_and_files_that_it_cannot_read) {
  const scratch_folder folder;
  for (const char* name : {"x.edgelist", "x.XLSX", "x.json"}) {
    spill(folder / name, "x");
    const tool_outcome o = call_tool({"describe", folder / name, "-o", folder / "out"});
    EXPECT_EQ(o.status, 2);
    EXPECT_THAT(o.err, HasSubstr(std::string(name) + ": the format ."));
    EXPECT_THAT(o.err, HasSubstr("is not supported; allowed: a dataset folder, .csv, .tsv, .txt, .hif.json, .graphml"));
  }
  spill(folder / "plain", "x");
  EXPECT_THAT(call_tool({"describe", folder / "plain"}).err, HasSubstr("a file without an extension is not supported"));
  EXPECT_THAT(call_tool({"describe", folder / "no.csv"}).err, HasSubstr("no.csv: there is no such file or folder"));
  EXPECT_FALSE(std::filesystem::exists(folder / "out"));
}

TEST(input, stops_at_limits_that_can_be_changed) {
  const scratch_folder folder;
  spill(folder / "e.csv", "source,target\n1,2\n2,3\n");
  for (const char* limit : {"edges=1", "vertices=2", "edge-file-bytes=10", "field-bytes=3", "columns=1"}) {
    const tool_outcome o = call_tool({"describe", folder / "e.csv", "--limit", limit});
    EXPECT_EQ(o.status, 6) << limit << o.err;
    EXPECT_THAT(o.err, HasSubstr("e.csv"));
    EXPECT_THAT(o.err, HasSubstr("coopgraph --limits says how"));
  }
  EXPECT_EQ(call_tool({"describe", folder / "e.csv", "--limit", "edges=1", "--limit", "edges=2"}).status, 0);
}

TEST(input, says_what_was_taken_unless_it_shall_be_quiet) {
  const scratch_folder folder;
  spill(folder / "e.csv", "from,to,weight\n1,2,\n2,3,1\n");
  const tool_outcome o = call_tool({"describe", folder / "e.csv", "--bad-rows", "skip", "--format", "json"});
  EXPECT_THAT(o.err, HasSubstr("source column: from; target column: to; direction: "));
  EXPECT_THAT(o.err, HasSubstr("strength: weight; length: hops; parallel edges: sum\n"));
  EXPECT_THAT(o.err, HasSubstr("e.csv:2:3: weight is empty"));
  const json found = json::parse(o.out);
  EXPECT_EQ(found["input"]["source_column"], "from");
  EXPECT_EQ(found["input"]["strength"], "weight");
  EXPECT_EQ(found["graph"]["edges"], 1);
  EXPECT_EQ(found["problems"][0]["line"], 2);
  EXPECT_EQ(found["run"]["options"]["bad-rows"], "skip");
  EXPECT_FALSE(found["run"]["options"].contains("format"));
  EXPECT_THAT(call_tool({"describe", folder / "e.csv", "--bad-rows", "skip", "--quiet"}).err, IsEmpty());
}

}  // namespace
}  // namespace coopgraph::test
