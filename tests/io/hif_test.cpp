// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/core/error.hpp>
#include <coopgraph/io/csv.hpp>
#include <coopgraph/io/dataset.hpp>
#include <coopgraph/io/file.hpp>
#include <coopgraph/io/hif.hpp>
#include <coopgraph/model/network_builder.hpp>

#include "support/dataset_kit.hpp"
#include "support/random_network.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

namespace coopgraph {
namespace {

using namespace kit;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::StartsWith;

hif_document parse(const std::string& text, const graph_file_options& options = {}) {
  return parse_hif(text, "x.hif.json", options);
}

std::vector<std::string> problems_in(const std::string& text, const graph_file_options& options = {}) {
  std::vector<std::string> all;
  try {
    (void)parse(text, options);
  } catch (const data_error& e) {
    for (const diagnostic& d : e.diagnostics())
      all.push_back(std::to_string(d.where.line) + ':' + std::to_string(d.where.column) + ' ' + d.code + ' ' + d.message);
  } catch (const limit_error& e) {
    all.push_back(std::string("over a limit: ") + e.what());
  }
  return all;
}

/// What HIF has a place for, as text: tables that are read again, and what stands beside them.
std::string common_part(const network& n) {
  dataset_files files = to_files(n);
  for (const char* name : {"datapackage.json", "flows.csv", "events.csv", "participants.csv", "crosswalk.csv", "aliases.csv"})
    files = without(files, name);
  const auto has = [&](const char* name) {
    return std::any_of(files.files.begin(), files.files.end(), [&](const auto& f) { return f.name == name; });
  };
  if (!has("agreements.csv")) files = with(files, "agreements.csv", "id,status\n");
  if (has("quantities.csv")) {
    std::string kept;
    csv_reader rows(bytes_of(files, "quantities.csv"), "quantities.csv");
    while (rows.next())
      if (rows.row().number == 0 || n.find_agreement(rows.row().fields[0])) append_csv_row(kept, rows.row().fields);
    files = with(files, "quantities.csv", kept);
  }
  std::string text = all_of(read_dataset(files));
  const dataset_description& about = n.about();
  text += about.name + '|' + about.title + '|' + about.description;
  for (const reference& r : about.licenses) text += '|' + r.name + '|' + r.title + '|' + r.path;
  text += '|' + n.observed().title + to_text(n.observed().absence);
  for (const actor_id id : n.observed().whose) text += '|' + n[id].key;
  std::vector<std::string> aliases;
  for (const alias& a : n.aliases()) aliases.push_back(n.key_of(a.who) + '=' + a.text);
  std::sort(aliases.begin(), aliases.end());
  for (const std::string& a : aliases) text += '|' + a;
  return text;
}

TEST(Hif, ReadsAgreementsOfManyParties) {
  const hif_document d =
      parse(R"({"network-type": "undirected", "metadata": {"title": "T", "sources": [{"id": "s", "title": "S"}]},
"nodes": [{"node": "01", "attrs": {"name": "Hà Nội", "kind": "city", "lon": 105.85, "lat": 21, "people": 8053663, "aliases": ["Hanoi"]}},
  {"node": 2}, {"node": "south", "attrs": {"name": "The South", "members": [2, {"actor": "79", "valid_from": "2010"}]}}],
"edges": [{"edge": "m1", "attrs": {"title": "Minutes", "status": "signed", "fields": ["trade", "tourism"], "signed_on": "2017",
  "source": "s", "quantities": [{"measure": "chains", "low": 400, "exactness": "at least", "unit": "chains"}]}}],
"incidences": [{"edge": "m1", "node": "01", "attrs": {"role": "lead"}}, {"edge": "m1", "node": "south", "attrs": {"extent": "most"}},
  {"edge": "m1", "node": "79"}, {"edge": 5, "node": 2}, {"edge": 5, "node": "01"}]})");
  EXPECT_THAT(d.notes, IsEmpty());
  const network& n = d.from;
  ASSERT_THAT(n.actors(), SizeIs(3));
  const actor& hanoi = n[n.actor_with("01")];
  EXPECT_EQ(hanoi.name, "Hà Nội");
  EXPECT_EQ(hanoi.kind, "city");
  EXPECT_EQ(hanoi.where, (position{105.85, 21}));
  EXPECT_THAT(hanoi.attributes, ElementsAre(attribute{"people", "8053663"}));
  EXPECT_EQ(n[n.actor_with("2")].name, "2") << "the id where there is no name";
  EXPECT_EQ(n[n.actor_with("79")].name, "79") << "of an incidence only";
  ASSERT_THAT(n.aliases(), SizeIs(1));
  EXPECT_EQ(n.aliases()[0].text, "Hanoi");
  const region& south = n[n.region_with("south")];
  EXPECT_EQ(south.name, "The South");
  ASSERT_THAT(south.members, SizeIs(2));
  EXPECT_EQ(south.members[1].valid.first, date(2010));
  ASSERT_THAT(n.agreements(), SizeIs(2));
  const agreement& m = n[n.agreement_with("m1")];
  EXPECT_EQ(m.title, "Minutes");
  EXPECT_EQ(m.status, agreement_status::signed_);
  EXPECT_THAT(m.fields, ElementsAre("trade", "tourism"));
  EXPECT_EQ(m.signed_on, date(2017));
  ASSERT_THAT(m.parties, SizeIs(3));
  EXPECT_EQ(m.parties[0].role, "lead");
  EXPECT_EQ(m.parties[1].extent.how, party_extent::kind::most);
  ASSERT_THAT(m.quantities, SizeIs(1));
  EXPECT_EQ(m.quantities[0].low, (decimal{4, 2}));
  EXPECT_EQ(n[*m.source].title, "S");
  EXPECT_EQ(n[n.agreement_with("5")].status, agreement_status::in_force) << "where none is stated";
  EXPECT_EQ(n.about().title, "T");
  EXPECT_EQ(m.stated_at.file, "x.hif.json");
  EXPECT_EQ(m.stated_at.line, 4U);
}

// As xgi 0.9.5 writes a directed hypergraph (to_hif, by its source): attributes in "attr", nodes only where they have any.
TEST(Hif, ReadsADirectedHypergraphOfXgi) {
  const hif_document d = parse(R"({
  "metadata": {"name": "Test Hypergraph!"},
  "network-type": "directed",
  "nodes": [{"node": 3}, {"node": 1, "attr": {"color": "red", "size": 1.5, "seen": true, "tags": ["a", "b"], "none": null}}],
  "edges": [{"edge": "e0", "attr": {"timestamp": "2024-06-16", "name": "first"}}, {"edge": "empty"}],
  "incidences": [{"edge": "e0", "node": 1, "direction": "head"}, {"edge": "e0", "node": 2, "direction": "tail"},
    {"edge": "loop", "node": 2, "direction": "tail"}]
})");
  EXPECT_EQ(d.from.about().title, "Test Hypergraph!");
  EXPECT_THAT(d.from.actors(), SizeIs(3));
  EXPECT_THAT(d.from[d.from.actor_with("1")].attributes,
              ElementsAre(attribute{"color", "red"}, attribute{"size", "1.5"}, attribute{"seen", "true"},
                          attribute{"tags", R"(["a", "b"])"}));
  ASSERT_THAT(d.from.agreements(), SizeIs(1));
  EXPECT_EQ(d.from.agreements()[0].title, "first");
  EXPECT_EQ(d.from.agreements()[0].parties[0].role, "head");
  EXPECT_EQ(d.from.agreements()[0].parties[1].role, "tail");
  EXPECT_THAT(d.notes, ElementsAre("2 edges have fewer than two nodes: no agreements, which are left out.",
                                   "The hypergraph is directed: head and tail are the roles of the parties.",
                                   R"(The attribute "timestamp" of edges is not kept (1 value).)"));
}

// Of lesmis_hif.json among the examples of the HIF standard, which HyperNetX wrote: weights, "misc_properties" beside the ids.
TEST(Hif, ReadsWhatHyperNetXWrites) {
  const hif_document d =
      parse(R"({"edges": [{"edge": "4.8.7.0", "weight": 1, "misc_properties": {}}, {"edge": "x", "weight": 2.5}],
"nodes": [{"node": "JV", "weight": 1, "FullName": "Jean Valjean", "misc_properties": {}}],
"incidences": [{"edge": "4.8.7.0", "node": "JV", "weight": 1.0}, {"edge": "4.8.7.0", "node": "CO", "weight": 3, "attrs": {"p": 1}},
{"edge": "x", "node": "JV"}, {"edge": "x", "node": "CO"}], "network-type": "asc"})");
  EXPECT_THAT(d.from[d.from.actor_with("JV")].attributes,
              ElementsAre(attribute{"FullName", "Jean Valjean"}, attribute{"weight", "1"}));
  EXPECT_THAT(d.from.agreements(), SizeIs(2));
  EXPECT_THAT(d.notes, ElementsAre("2 weights of edges and incidences are not kept: an agreement has none.",
                                   R"(The attribute "p" of incidences is not kept (1 value).)"));
}

TEST(Hif, ReadsEmptyHypergraphsAndIsolatedNodes) {
  EXPECT_THAT(parse(R"({"incidences": []})").from.actors(), IsEmpty());
  const network n = parse(R"({"incidences": [], "nodes": [{"node": 42, "weight": 2, "color": "blue", "online": true}]})").from;
  ASSERT_THAT(n.actors(), SizeIs(1));
  EXPECT_THAT(n.actors()[0].attributes,
              ElementsAre(attribute{"color", "blue"}, attribute{"online", "true"}, attribute{"weight", "2"}));
}

TEST(Hif, KeepsWhatItHasAPlaceFor) {
  const network hanoi = read_dataset(COOPGRAPH_SOURCE_DIR "/examples/data/hanoi-2018");
  const written_graph written = to_hif(hanoi);
  const hif_document back = parse(written.bytes);
  EXPECT_THAT(back.notes, IsEmpty());
  EXPECT_EQ(common_part(back.from), common_part(hanoi));
  EXPECT_THAT(written.lost, ElementsAre(StartsWith(std::to_string(hanoi.flows().size()) + " flows are left out"),
                                        StartsWith(std::to_string(hanoi.events().size()) + " events are left out"),
                                        StartsWith("2 sources of the dataset as a whole are left out"),
                                        StartsWith("1 further member of the dataset's description is left out")));
  EXPECT_THAT(to_hif(back.from).lost, IsEmpty());
  EXPECT_EQ(to_hif(back.from).bytes, written.bytes);
}

TEST(Hif, WritesNetworksThatComeBackEqual) {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    const network n = random_network(seed);
    const written_graph written = to_hif(n);
    const hif_document back = parse(written.bytes);
    EXPECT_THAT(back.notes, IsEmpty()) << seed;
    ASSERT_EQ(common_part(back.from), common_part(n)) << seed << '\n' << written.bytes;
    const written_graph again = to_hif(back.from);
    EXPECT_THAT(again.lost, IsEmpty()) << seed;
    EXPECT_EQ(again.bytes, written.bytes) << seed;
    EXPECT_EQ(all_of(parse(again.bytes).from), all_of(back.from)) << seed;
  }
}

TEST(Hif, WritesALineForEachElement) {
  network_builder b;
  b.add(actor_record{.id = "a", .name = "<A>", .lon = "1.5", .lat = "2", .attributes = {{"aliases", "x"}, {"n", "7"}}});
  b.add(actor_record{.id = "b", .name = "B"});
  b.add(region_record{.region = "r", .actor = "b"});
  b.add(agreement_record{.id = "m", .status = "signed", .fields = "trade;x"});
  b.add(party_record{.agreement = "m", .actor = "a", .role = "lead"});
  b.add(party_record{.agreement = "m", .actor = "r"});
  const written_graph written = to_hif(b.build());
  EXPECT_EQ(written.bytes, R"({
"network-type": "undirected",
"metadata": {},
"nodes": [
{"node": "a", "attrs": {"name": "\u003cA>", "lon": 1.5, "lat": 2, "n": "7"}},
{"node": "b", "attrs": {"name": "B"}},
{"node": "r", "attrs": {"name": "r", "kind": "region", "members": ["b"]}}
],
"edges": [
{"edge": "m", "attrs": {"status": "signed", "fields": ["trade", "x"]}}
],
"incidences": [
{"edge": "m", "node": "a", "attrs": {"role": "lead"}},
{"edge": "m", "node": "r"}
]
}
)");
  EXPECT_THAT(written.lost,
              ElementsAre(StartsWith("1 attribute of an actor is left out: unnamed, given twice, or named as a column")));
  EXPECT_EQ(to_hif({}).bytes, "{\n\"network-type\": \"undirected\",\n\"metadata\": {},\n\"incidences\": [\n]\n}\n");
}

TEST(Hif, SaysWhatIsLost) {
  network_builder b;
  for (const char* id : {"a", "b"})
    b.add(actor_record{.id = id,
                       .name = id,
                       .valid_from = id == std::string("b") ? "2025-07-01" : "",
                       .valid_to = id == std::string("a") ? "2025-06-30" : ""});
  b.add(crosswalk_record{.from = "a", .to = "b", .date = "2025-07-01"});
  b.describe({.sources = {{"n", "t", "p"}}, .others = {{"keywords", "[]"}}});
  EXPECT_THAT(to_hif(b.build()).lost,
              ElementsAre("1 succession of units is left out.", "1 source of the dataset as a whole is left out.",
                          "1 further member of the dataset's description is left out."));
}

TEST(Hif, RefusesWhatIsNoHypergraphAtItsPlace) {
  const auto refused = [](const std::string& text, const std::string& begin, const std::string& words) {
    const auto found = problems_in(text);
    if (found.size() == 1 && found[0].starts_with(begin) && found[0].find(words) != std::string::npos)
      return ::testing::AssertionSuccess();
    return ::testing::AssertionFailure() << found.size() << " problems" << (found.empty() ? "" : ": " + found[0]);
  };
  EXPECT_TRUE(refused("[]", "1:1 not-hif", "the text is no object"));
  EXPECT_TRUE(refused("{}", "1:1 missing-incidences", "has no list of incidences"));
  EXPECT_TRUE(refused(R"({"incidences": 7})", "1:2 not-hif", "\"incidences\" is no list"));
  EXPECT_TRUE(refused(R"({"incidences": [], "nodes": {}})", "1:20 not-hif", "\"nodes\" is no list"));
  EXPECT_TRUE(refused(R"({"incidences": [[1, 2]]})", "1:17 not-hif", "the list of incidences holds something else"));
  EXPECT_TRUE(refused(R"({"incidences": [{"edge": 1}]})", "1:17 missing-id", "this has no \"node\""));
  EXPECT_TRUE(refused(R"({"incidences": [{"edge": 1.5, "node": 1}]})", "1:18 invalid-id", "the id \"1.5\" is no id"));
  EXPECT_TRUE(refused(R"({"incidences": [], "nodes": [{"node": ""}]})", "1:31 invalid-id", "a text that is not empty"));
  EXPECT_TRUE(refused(R"({"incidences": [], "nodes": [{"node": 1}, {"node": "1"}]})", "1:44 invalid-id",
                      "comes as a text and as a number"));
  EXPECT_TRUE(
      refused(R"({"incidences": [], "network-type": "tree"})", "1:20 invalid-value", "allowed: undirected, directed, asc"));
  EXPECT_TRUE(refused(R"({"incidences": [], "metadata": []})", "1:20 invalid-value", "metadata is no object"));
  EXPECT_TRUE(
      refused(R"({"incidences": [], "nodes": [{"node": 1, "attrs": 7}]})", "1:42 invalid-value", "\"attrs\" is no object"));
  EXPECT_TRUE(refused(R"({"incidences": [], "nodes": [{"node": 1, "attrs": {"name": []}}]})", "1:52 invalid-value",
                      "\"name\" is a list"));
  EXPECT_TRUE(refused(R"({"incidences": [], "nodes": [{"node": 1, "members": []}]})", "1:42 invalid-value", "has no members"));
  EXPECT_TRUE(
      refused(R"({"incidences": [{"edge": 1, "node": 1, "direction": "up"}]})", "1:40 invalid-value", "allowed: head, tail"));
  EXPECT_TRUE(
      refused(R"({"incidences": [], "edges": [{"edge": 1, "quantities": [7]}]})", "1:57 invalid-value", "allowed: objects"));
  EXPECT_TRUE(refused(R"({"incidences": [], "incidences": []})", "1:20 duplicate-key", "duplicate key \"incidences\""));
  EXPECT_TRUE(
      refused(R"({"incidences": [], "nodes": [{"node": 1, "node": 2}]})", "1:42 duplicate-key", "duplicate key \"node\""));
  EXPECT_TRUE(refused(R"({"incidences": []} x)", "1:20 invalid-json", "expected end of input"));
  EXPECT_TRUE(refused(R"({"incidences": [)", "1:16 invalid-json", "unexpected end of input"));
  EXPECT_TRUE(refused(std::string("PK\x03\x04 and more", 13), "0:0 ", "ZIP"));
}

TEST(Hif, RefusesWhatTheModelRefusesAtItsPlace) {
  EXPECT_THAT(problems_in("{\"incidences\": [],\n\"nodes\": [{\"node\": 1, \"attrs\": {\"lon\": 200, \"lat\": 1}}]}"),
              ElementsAre(StartsWith("2:33 invalid-position")));
  EXPECT_THAT(problems_in("{\"incidences\": [],\n\"nodes\": [{\"node\": 1,\n\"attrs\": {\"parent\": \"x\"}}]}"),
              ElementsAre(StartsWith("2:0 unknown-actor")))
      << "on another line than its element";
  EXPECT_THAT(problems_in("{\"incidences\": [{\"edge\": 1, \"node\": 1}, {\"edge\": 1, \"node\": 2}],\n\"edges\": [{\"edge\": 1, "
                          "\"status\": \"done\"}]}"),
              ElementsAre(StartsWith("2:23 invalid-value")));
  EXPECT_THAT(problems_in("{\"incidences\": [],\n\"nodes\": [{\"node\": 1},\n{\"node\": 1}]}"),
              ElementsAre(StartsWith("3:2 duplicate-id")));
  EXPECT_THAT(
      problems_in("{\"incidences\": [{\"edge\": 1, \"node\": 1}, {\"edge\": 1, \"node\": 2},\n{\"edge\": 1, \"node\": 2}]}"),
      ElementsAre(StartsWith("2:0 duplicate-party")));
}

TEST(Hif, KeepsToEachLimit) {
  const std::string text = R"({"incidences": [{"edge": "e", "node": "a"}, {"edge": "e", "node": "b"}, {"edge": "f", "node": "b"}],
"nodes": [{"node": "a", "attrs": {"x": "abcdefghijkl", "y": "", "z": ""}}]})";
  const auto refused = [&](std::size_t graph_limits::*limit, std::size_t fits, const std::string& name) {
    graph_file_options options;
    options.limits.*limit = fits;
    EXPECT_THAT(problems_in(text, options), IsEmpty()) << name;
    options.limits.*limit = fits - 1;
    EXPECT_THAT(problems_in(text, options), ElementsAre(StartsWith("over a limit: "))) << name;
    EXPECT_THAT(problems_in(text, options), ElementsAre(HasSubstr('(' + name + ')')));
  };
  refused(&graph_limits::file_bytes, text.size(), "file-bytes");
  refused(&graph_limits::vertices, 2, "vertices");
  refused(&graph_limits::edges, 3, "edges");
  refused(&graph_limits::per_element, 3, "per-element");
  refused(&graph_limits::text_bytes, 12, "text-bytes");
  graph_file_options options;
  options.limits.depth = 4;
  EXPECT_THAT(problems_in(text, options), IsEmpty());
  options.limits.depth = 3;
  EXPECT_THAT(problems_in(text, options), ElementsAre(HasSubstr("(depth)")));
  options.limits.depth = 0;
  EXPECT_THROW((void)parse(text, options), option_error);
}

TEST(Hif, StopsOnRequest) {
  std::stop_source stop;
  stop.request_stop();
  graph_file_options options;
  options.block_bytes = 8;
  options.run.stop = stop.get_token();
  EXPECT_THROW((void)parse(R"({"incidences": [{"edge": "e", "node": "a"}]})", options), cancelled);
}

TEST(Hif, WritesAFileThatIsReadAgain) {
  const std::string path = (std::filesystem::path(::testing::TempDir()) / "coopgraph_hif_test.hif.json").string();
  const network n = random_network(3);
  EXPECT_EQ(write_hif(n, path), to_hif(n).lost);
  EXPECT_EQ(read_file(path), to_hif(n).bytes);
  graph_file_options options;
  options.block_bytes = 7;
  EXPECT_EQ(common_part(read_hif(path, options).from), common_part(n));
  std::filesystem::remove(path);
  EXPECT_THROW((void)read_hif(path), data_error);
}

}  // namespace
}  // namespace coopgraph
