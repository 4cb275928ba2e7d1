// SPDX-License-Identifier: BSL-1.0
#include "io/graph_document_kit.hpp"
#include "io/graph_text_kit.hpp"

#include <coopgraph/io/graph_file.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace coopgraph {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

using kit::add;
using kit::names;
using kit::texts;
using kit::triangle;
using kit::values;

constexpr kit::graph_text form{graph_format::dot};

graph_document read(std::string_view text, const graph_file_options& options = {}) { return form.read(text, options); }
std::string written(const graph_document& document) { return form.written(document); }

std::vector<std::string> edges(const graph_document& d) {
  std::vector<std::string> all;
  for (const endpoints& e : d.edges) all.push_back(std::string(d.ids[e.source]) + ' ' + std::string(d.ids[e.target]));
  return all;
}

void expect_round_trip(const graph_document& d) {
  const written_graph text = to_graph_text(d, graph_format::dot);
  EXPECT_THAT(text.lost, IsEmpty());
  EXPECT_EQ(kit::difference(d, read(text.bytes)), "") << text.bytes;
}

TEST(dot, reads_nodes_edges_and_attributes) {
  const graph_document d = read(R"(/* two
comments */ digraph agreements { // of 2017
# 1 "preprocessed"
  title = "Agreements"; graph [source=ours]
  "Hà Nội" [pop=8, area=3358.6]; Hue [pop=1]
  "Hà Nội" -> Hue [weight=2][kind="trade"] Hue->Hue
  lone
})");
  EXPECT_TRUE(d.directed);
  EXPECT_THAT(texts(d.ids), ElementsAre("Hà Nội", "Hue", "lone"));
  EXPECT_THAT(edges(d), ElementsAre("Hà Nội Hue", "Hue Hue"));
  EXPECT_THAT(names(d.about), ElementsAre("name", "title", "source"));
  EXPECT_THAT(values(d.of_vertices("pop")), ElementsAre("8", "1", "-"));
  EXPECT_EQ(d.of_vertices("pop")->kind, attribute_kind::integer);
  EXPECT_EQ(d.of_vertices("area")->kind, attribute_kind::number);
  EXPECT_THAT(values(d.of_edges("weight")), ElementsAre("2", "-"));
  EXPECT_THAT(values(d.of_edges("kind")), ElementsAre("trade", "-"));
  EXPECT_THAT(d.notes, IsEmpty());
}

TEST(dot, words_are_words_in_any_case_unless_quoted) {
  const graph_document d = read(R"(STRICT Graph { NODE [a=1] x; "node" -- "Edge"; nodes })");
  EXPECT_FALSE(d.directed);
  EXPECT_THAT(texts(d.ids), ElementsAre("x", "node", "Edge", "nodes"));
  EXPECT_THAT(form.problems_of("graph { x -- Edge }"), ElementsAre(HasSubstr("f:1:14: \"Edge\" stands where something else")));
}

TEST(dot, chains_and_groups_are_all_edges_between_neighbouring_ends) {
  EXPECT_THAT(edges(read("graph { a -- b -- c }")), ElementsAre("a b", "b c"));
  EXPECT_THAT(edges(read("digraph { a -> {b c} -> d }")), ElementsAre("a b", "a c", "b d", "c d"));
  EXPECT_THAT(edges(read("digraph { {a b} -> subgraph {c d} }")), ElementsAre("a c", "a d", "b c", "b d"));
  EXPECT_THAT(edges(read("digraph { a, b -> c, d }")), ElementsAre("a c", "a d", "b c", "b d"));
  EXPECT_THAT(edges(read("digraph { {a {b -> c}} -> d }")), ElementsAre("b c", "a d", "b d", "c d"));
  EXPECT_THAT(edges(read("digraph { {} -> a -> {} }")), IsEmpty());
  EXPECT_THAT(edges(read("digraph { {a a a} -> b }")), ElementsAre("a b"));
  const graph_document d = read("digraph { a -> b -> {c d} [w=3] }");
  EXPECT_THAT(values(d.of_edges("w")), ElementsAre("3", "3", "3"));
  EXPECT_THAT(d.notes, IsEmpty());
}

TEST(dot, defaults_hold_for_what_is_new_behind_them_inside_their_braces) {
  const graph_document d = read(R"(digraph {
  a; node [x=1]; edge [w=5]; b; a
  subgraph s { node [x=2, y=2]; c; b; c -> d; edge [w=6] d -> a }
  e -> b; node [x=""] f; g [x=9]
})");
  EXPECT_THAT(texts(d.ids), ElementsAre("a", "b", "c", "d", "e", "f", "g"));
  EXPECT_THAT(values(d.of_vertices("x")), ElementsAre("-", "1", "2", "2", "1", "-", "9"));
  EXPECT_THAT(values(d.of_vertices("y")), ElementsAre("-", "-", "2", "2", "-", "-", "-"));
  EXPECT_THAT(edges(d), ElementsAre("c d", "d a", "e b"));
  EXPECT_THAT(values(d.of_edges("w")), ElementsAre("5", "6", "5"));
}

TEST(dot, later_values_replace_earlier_ones) {
  const graph_document d = read("graph { a [x=1]; a [x=2, y=3]; t=1; t=2 }");
  EXPECT_THAT(values(d.of_vertices("x")), ElementsAre("2"));
  EXPECT_THAT(values(d.of_vertices("y")), ElementsAre("3"));
  EXPECT_THAT(values(&d.about[0]), ElementsAre("2"));
}

TEST(dot, a_strict_graph_has_no_parallel_edges) {
  const graph_document d = read("strict graph { a -- b [w=1]; b -- a [v=2]; a -- a; a -- a; a -- b [w=3] }");
  EXPECT_THAT(edges(d), ElementsAre("a b", "a a"));
  EXPECT_THAT(values(d.of_edges("w")), ElementsAre("3", "-"));
  EXPECT_THAT(values(d.of_edges("v")), ElementsAre("2", "-"));
  EXPECT_THAT(d.notes, ElementsAre("the graph is strict: 3 edges that are there already are not repeated"));
  EXPECT_THAT(edges(read("strict digraph { a -> b; b -> a }")), ElementsAre("a b", "b a"));
  EXPECT_THAT(edges(read("graph { a -- b; b -- a }")), ElementsAre("a b", "b a"));
}

TEST(dot, quoted_texts_hide_quotes_and_join_lines_and_pieces) {
  EXPECT_THAT(
      texts(read("graph { \"a\\\"b\"; \"two\\\nlines\"; \"real\nline\"; \"con\" + /* c */ \"cat\"; \"\\\\\"; \"\\n\\N\" }").ids),
      ElementsAre("a\"b", "twolines", "real\nline", "concat", "\\\\", "\\n\\N"));
}

TEST(dot, numbers_are_ids_as_they_are_written) {
  EXPECT_THAT(texts(read("graph { 1; 1.0; 01; -.5; 2. -- -3 a--b }").ids),
              ElementsAre("1", "1.0", "01", "-.5", "2.", "-3", "a", "b"));
  EXPECT_THAT(form.problems_of("graph { 1a }"),
              ElementsAre(HasSubstr("f:1:9: \"1a…\" is neither a number nor a name; put it in quotes")));
  EXPECT_THAT(form.problems_of("graph { 1.2.3 }"), ElementsAre(HasSubstr("neither a number")));
}

TEST(dot, html_strings_are_texts_with_their_brackets) {
  const graph_document d = read("graph { a [label=<<b>x</b> \"y\">]; b [label=\"<i>\"] }");
  EXPECT_THAT(values(d.of_vertices("label")), ElementsAre("<<b>x</b> \"y\">", "<i>"));
  EXPECT_THAT(d.notes, ElementsAre("1 HTML string is read as text"));
}

TEST(dot, ports_are_attributes_of_edges_as_in_graphviz) {
  const graph_document d = read("digraph { a:p -> b:q:n -> {c:z}; c:w [x=1]; a -> c }");
  EXPECT_THAT(edges(d), ElementsAre("a b", "b c", "a c"));
  EXPECT_THAT(values(d.of_edges("tailport")), ElementsAre("p", "q:n", "-"));
  EXPECT_THAT(values(d.of_edges("headport")), ElementsAre("q:n", "-", "-"));
}

TEST(dot, grouping_is_noted) {
  const graph_document d =
      read("graph { subgraph cluster_a { label=A; color=red; a } subgraph cluster_b { b } {rank=same; a; b} }");
  EXPECT_THAT(texts(d.ids), ElementsAre("a", "b"));
  EXPECT_THAT(d.about, IsEmpty());
  EXPECT_THAT(d.notes, ElementsAre("the grouping of vertices into 3 subgraphs, with 3 attributes of subgraphs, is left out"));
}

TEST(dot, what_programs_of_graphviz_write_everywhere_is_no_label) {  // dot -Tdot, graphviz 2.43
  const graph_document d = read(R"(digraph {
	graph [bb="0,0,54,108"];
	node [label="\N"];
	a	[height=0.5,
		pos="27,90",
		width=0.75];
	b	[height=0.5,
		pos="27,18",
		width=0.75];
	a -> b	[pos="e,27,36.104 27,71.697"];
}
)");
  EXPECT_THAT(names(d.vertex_attributes), ElementsAre("height", "pos", "width"));
  EXPECT_THAT(values(d.of_vertices("height")), ElementsAre("0.5", "0.5"));
}

TEST(dot, reads_what_pygraphviz_writes) {  // pygraphviz 1.7
  const graph_document d = read(R"(digraph "t <x>" {
	node [pop=""];
	subgraph cluster_1 {
		graph [label=zz];
		a -> b	[key=k1,
			weight=1.5];
		a -> b	[key=k2, weight=2.0];
	}
	"Hà \"N\" \ x"	[pop=1];
	"node"	[pop=""];
}
)");
  EXPECT_THAT(texts(d.ids), ElementsAre("a", "b", "Hà \"N\" \\ x", "node"));
  EXPECT_THAT(texts(d.edge_ids), ElementsAre("k1", "k2"));
  EXPECT_THAT(names(d.edge_attributes), ElementsAre("weight"));
  EXPECT_EQ(d.of_edges("weight")->kind, attribute_kind::number);
  EXPECT_EQ(d.of_vertices("pop")->kind, attribute_kind::integer);
  EXPECT_THAT(values(d.of_vertices("pop")), ElementsAre("-", "-", "1", "-")) << "empty is how DOT says that there is none";
}

attribute_kind kind_of(const std::vector<std::string>& of) {
  std::string text = "graph {";
  for (std::size_t i = 0; i < of.size(); ++i) text += " v" + std::to_string(i) + " [x=\"" + of[i] + "\"]";
  return read(text + '}').of_vertices("x")->kind;
}

TEST(dot, kinds_are_those_of_all_values) {
  for (const std::vector<std::string>& whole :
       {std::vector<std::string>{"1", "-20", "0"}, {"100"}, {"999999999999999999"}, {"", "3"}})
    EXPECT_EQ(kind_of(whole), attribute_kind::integer) << whole[0];
  for (const std::vector<std::string>& number :
       {std::vector<std::string>{"0.5", "2"}, {"1.0", "2.25"}, {"1.50", "2.00", "-0.25"}, {"1e-05"}, {"2.5E+10", "1"}, {"1e20"}})
    EXPECT_EQ(kind_of(number), attribute_kind::number) << number[0];
  for (const std::vector<std::string>& truth : {std::vector<std::string>{"true", "false"}, {"true", ""}})
    EXPECT_EQ(kind_of(truth), attribute_kind::boolean) << truth[0];
  for (const std::vector<std::string>& text : {std::vector<std::string>{"007"},
                                               {"1", "x"},
                                               {"1.9", "1.10"},
                                               {"1.10", "1.9"},
                                               {"1.50", "1"},
                                               {"+1"},
                                               {"-0"},
                                               {"-0.0"},
                                               {"1."},
                                               {".5"},
                                               {"-"},
                                               {"e5"},
                                               {"1e"},
                                               {"1e999"},
                                               {"12345678901234567891"},
                                               {"nan"},
                                               {"true", "1"},
                                               {"True"},
                                               {"1 "},
                                               {"00.5"},
                                               {""}})
    EXPECT_EQ(kind_of(text), attribute_kind::text) << text[0];
}

TEST(dot, edges_that_are_not_the_graphs_are_refused_as_mixed) {
  EXPECT_THAT(form.problems_of("digraph { a -> b;\n b -- c; c -- a }"),
              ElementsAre(HasSubstr("f:2:4: -- in a digraph: a mixed graph"), HasSubstr("f:2:12: -- in a digraph")));
  EXPECT_THAT(form.problems_of("graph { a -> b }"), ElementsAre(HasSubstr("-> in a graph: a mixed graph")));
}

TEST(dot, ends_at_what_is_no_dot_with_its_place) {
  EXPECT_THAT(form.problems_of(""),
              ElementsAre(HasSubstr("f:1:1: the file ends where something else is expected: graph or digraph")));
  EXPECT_THAT(form.problems_of("network { }"), ElementsAre(HasSubstr("\"network\" stands where")));
  EXPECT_THAT(form.problems_of("graph {\n a"), ElementsAre(HasSubstr("f:2:3: the file ends")));
  EXPECT_THAT(form.problems_of("graph { } graph { }"), ElementsAre(HasSubstr("one graph in a file is allowed")));
  EXPECT_THAT(form.problems_of("graph { \"a }"), ElementsAre(HasSubstr("f:1:9: the file ends before the quote")));
  EXPECT_THAT(form.problems_of("graph { /* }"), ElementsAre(HasSubstr("f:1:9: the file ends before the */")));
  EXPECT_THAT(form.problems_of("graph { <a<b> }"), ElementsAre(HasSubstr("f:1:9: the file ends before the >")));
  EXPECT_THAT(form.problems_of("graph { \"a\" + b }"), ElementsAre(HasSubstr("'b' behind +")));
  EXPECT_THAT(form.problems_of("graph { a [x] }"), ElementsAre(HasSubstr("= and the value")));
  EXPECT_THAT(form.problems_of("graph { a [x=1 }"), ElementsAre(HasSubstr("or ]")));
  EXPECT_THAT(form.problems_of("graph { a -- }"), ElementsAre(HasSubstr("a node or a subgraph")));
  EXPECT_THAT(form.problems_of("graph { a -- b = c }"), ElementsAre(HasSubstr("a sign stands where")));
  EXPECT_THAT(form.problems_of("graph { a ] }"), ElementsAre(HasSubstr("a sign stands where")));
  EXPECT_THAT(form.problems_of("graph { a ! }"), ElementsAre(HasSubstr("f:1:11: '!' begins nothing in DOT")));
  EXPECT_THAT(form.problems_of("graph { subgraph s }"), ElementsAre(HasSubstr("what belongs to the subgraph")));
  EXPECT_THAT(form.problems_of("graph { \"\" }"), ElementsAre(HasSubstr("a node without a name")));
  EXPECT_THAT(form.problems_of("graph { a -- \"b\xff\" }"), ElementsAre(HasSubstr("f:1:16")));
  EXPECT_THAT(form.problems_of("graph { subgraph s {a} subgraph s {b} -- c }"),
              ElementsAre(HasSubstr("whose name was used before")));
}

TEST(dot, braces_are_nested_to_a_limit_without_recursion) {
  std::string deep = "graph {\n";
  deep.append(1'000'000, '{');
  EXPECT_EQ(form.limit_of(deep), "f:2: braces are nested to a greater depth than the limit of 64 (depth)");
  EXPECT_EQ(form.limit_of("graph { { { a } } }", {.limits = {.depth = 3}}), "read");
}

TEST(dot, every_limit_is_kept) {
  const std::string text = "graph { a [x=1, y=2]; b [z=3]; a -- b; a -- b }";
  EXPECT_EQ(form.limit_of(text), "read");
  EXPECT_THAT(form.limit_of(text, {.limits = {.vertices = 1}}),
              HasSubstr("there are more vertices than the limit of 1 (vertices)"));
  EXPECT_THAT(form.limit_of(text, {.limits = {.edges = 1}}), HasSubstr("(edges)"));
  EXPECT_THAT(form.limit_of(text, {.limits = {.attributes = 2}}), HasSubstr("(attributes)"));
  EXPECT_THAT(form.limit_of(text, {.limits = {.values = 5}}), HasSubstr("(values)"));
  EXPECT_EQ(form.limit_of(text, {.limits = {.values = 6}}), "read");
  EXPECT_THAT(form.limit_of(text, {.limits = {.per_element = 1}}), HasSubstr("(per-element)"));
  EXPECT_THAT(form.limit_of("graph { abcdef }", {.limits = {.text_bytes = 5}}), HasSubstr("a name is longer"));
  EXPECT_THAT(form.limit_of("graph { \"abcdef\" }", {.limits = {.text_bytes = 5}}), HasSubstr("a text is longer"));
  EXPECT_THAT(form.limit_of("graph { <abcdef> }", {.limits = {.text_bytes = 5}}), HasSubstr("an HTML string is longer"));
  EXPECT_THAT(form.limit_of("graph { 123456 }", {.limits = {.text_bytes = 5}}), HasSubstr("a number is longer"));
}

TEST(dot, few_bytes_that_mean_many_edges_or_values_meet_the_limits) {
  std::string many = "graph { {";
  for (int i = 0; i < 20'000; ++i) many += " v" + std::to_string(i);
  EXPECT_THAT(form.limit_of(many + "} -- {" + many.substr(9) + "} }", {.limits = {.edges = 1'000'000}}), HasSubstr("(edges)"));
  const std::string text = "graph { node [x=\"" + std::string(60'000, 'x') + "\"]; " + many.substr(9) + " }";
  EXPECT_THAT(form.limit_of(text, {.limits = {.values = 100'000'000}}),
              HasSubstr("texts that are given to many elements take more bytes"));
}

TEST(dot, the_size_of_blocks_does_not_matter) {
  const std::string text = "/* c */ digraph \"x\\\"y\" { a -> b:p [k=<<i>z</i>>, w=-1.5]; \"a\" + \"b\" // é\n -> é }";
  const graph_document d = read(text);
  for (const std::size_t block : {1U, 2U, 3U, 7U}) EXPECT_EQ(kit::difference(d, read(text, {.block_bytes = block})), "") << block;
}

TEST(dot, stops_on_request) {
  std::stop_source source;
  source.request_stop();
  graph_file_options options{.block_bytes = 16};
  options.run.stop = source.get_token();
  EXPECT_THROW(static_cast<void>(read("graph { a -- b -- c -- d -- e -- f }", options)), cancelled);
}

TEST(dot, writes_what_people_write) {
  graph_document d = triangle();
  add(d.about, "title", attribute_kind::text, {"Agreements"});
  add(d.about, "name", attribute_kind::text, {"g"});
  std::swap(d.about[0], d.about[1]);
  add(d.vertex_attributes, "pop", attribute_kind::integer, {"8", "-", "-1"});
  add(d.vertex_attributes, "open", attribute_kind::boolean, {"1", "0", "-"});
  add(d.edge_attributes, "weight", attribute_kind::number, {"2", "0.5", "-", "1e-30"});
  EXPECT_EQ(written(d), R"(digraph g {
  graph [title=Agreements];
  "Hà Nội" [pop=8, open=true];
  "\"q\" & <b>" [open=false];
  c [pop=-1];
  "Hà Nội" -> "\"q\" & <b>" [weight=2.0];
  "\"q\" & <b>" -> c [weight=0.5];
  "\"q\" & <b>" -> c;
  c -> c [weight="1e-30"];
}
)");
  expect_round_trip(d);
}

TEST(dot, words_and_odd_names_are_quoted) {
  graph_document d = triangle();
  d.ids = {};
  for (const char* id : {"Node", "-", "1.5.2"}) d.ids.push_back(id);
  for (const char* name : {"edge", "", "a b", "x=y", "\n", "-1", "dân số", "key", "name", "attribute_types"}) {
    add(d.vertex_attributes, name, attribute_kind::text, {"1", "", "<a>"});
    add(d.edge_attributes, name, attribute_kind::text, {"p", "q", "r", "-s"});
    add(d.about, name, attribute_kind::text, {"node"});
  }
  expect_round_trip(d);
  for (const char* id : {"0.5", "strict", "3", "\""}) d.edge_ids.push_back(id);
  expect_round_trip(d);
}

TEST(dot, declares_what_the_values_do_not_say_and_nothing_else) {
  graph_document d = triangle();
  add(d.vertex_attributes, "code", attribute_kind::text, {"01", "1", "x"});
  EXPECT_THAT(written(d), Not(HasSubstr("attribute_types")));
  add(d.vertex_attributes, "zip", attribute_kind::text, {"10", "20", "30"});
  EXPECT_THAT(written(d), HasSubstr("  graph [attribute_types=\"node:text:code node:text:zip\"];\n"));
  expect_round_trip(d);
  for (const attribute_kind kind :
       {attribute_kind::boolean, attribute_kind::integer, attribute_kind::number, attribute_kind::text})
    add(d.edge_attributes, "none" + std::to_string(static_cast<int>(kind)), kind, {"-", "-", "-", "-"});
  add(d.edge_attributes, "late", attribute_kind::integer, {"-", "1", "100000000000000000000000000000", "0"});
  add(d.edge_attributes, "early", attribute_kind::text, {"true", "-", "false", "-"});
  expect_round_trip(d);
}

TEST(dot, backslashes_that_dot_cannot_hold_are_doubled_and_said) {
  graph_document d = triangle();
  d.ids = {};
  for (const char* id : {"a\\", "a\\\\", "b\\\\\"c"}) d.ids.push_back(id);
  add(d.vertex_attributes, "t", attribute_kind::text, {"x\\\"y", "x\\\nz", "\\N\\\\"});
  const written_graph text = to_graph_text(d, graph_format::dot);
  EXPECT_THAT(text.lost, ElementsAre(HasSubstr("nor hold one before a quote or a line end: 3 texts have two instead")));
  const graph_document again = read(text.bytes);
  EXPECT_THAT(texts(again.ids), ElementsAre("a\\\\2", "a\\\\", "b\\\\\"c"));
  EXPECT_THAT(values(again.of_vertices("t")), ElementsAre("x\\\\\"y", "x\\\\\nz", "\\N\\\\"));
  EXPECT_EQ(again.edges.size(), d.edges.size());
}

TEST(dot, says_what_it_cannot_hold) {
  graph_document d = triangle();
  d.time_format = "date";
  d.edge_spells = {{0, "2017-01-01", {}}, {1, {}, "2018"}};
  d.outlines.resize(3);
  const written_graph text = to_graph_text(d, graph_format::dot);
  EXPECT_THAT(text.lost, ElementsAre("DOT has no periods: 2 spells are left out", "DOT has no outlines: 3 are left out"));
  EXPECT_EQ(kit::difference(triangle(), read(text.bytes)), "");
}

TEST(dot, random_documents_come_back) {
  int whole = 0;
  for (std::uint64_t seed = 0; seed < 2000; ++seed) {
    const graph_document d = kit::random_document(seed, {});
    const written_graph text = to_graph_text(d, graph_format::dot);
    const graph_document again = read(text.bytes);
    EXPECT_EQ(written(again), text.bytes) << "seed " << seed;
    if (!text.lost.empty()) continue;
    ++whole;
    ASSERT_EQ(kit::difference(d, again), "") << "seed " << seed << '\n' << text.bytes;
  }
  EXPECT_GT(whole, 1900);
}

TEST(dot, damaged_files_are_refused_or_read_and_nothing_else) {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    const std::string text = written(kit::random_document(seed, {}));
    random_stream random(seed, "damage");
    for (int k = 0; k < 20; ++k) {
      std::string bad = text.substr(0, 1 + random.below(text.size())) + (k % 2 == 0 ? "}" : "\"];}");
      bad[random.below(bad.size())] = "{}[]\"\\<>;=-/*:,+0a#\n"[random.below(20)];
      try {
        const graph_document d = read(bad, {.block_bytes = 1 + random.below(64)});
        const written_graph again = to_graph_text(d, graph_format::dot);
        EXPECT_EQ(again.lost.empty() ? kit::difference(d, read(again.bytes)) : "", "") << bad;
      } catch (const data_error& e) {
        EXPECT_THAT(e.diagnostics(), Not(IsEmpty()));
      }
    }
  }
}

}  // namespace
}  // namespace coopgraph
