// SPDX-License-Identifier: BSL-1.0
#include "io/graph_document_kit.hpp"
#include "io/graph_text_kit.hpp"

#include <coopgraph/io/graph_file.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <stop_token>
#include <string>
#include <string_view>
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

constexpr kit::graph_text form{graph_format::gml};

graph_document read(std::string_view text, const graph_file_options& options = {}) { return form.read(text, options); }
std::string written(const graph_document& document) { return form.written(document); }

void expect_round_trip(const graph_document& d) {
  const written_graph text = to_graph_text(d, graph_format::gml);
  EXPECT_THAT(text.lost, IsEmpty());
  EXPECT_EQ(kit::difference(d, read(text.bytes)), "") << text.bytes;
}

TEST(gml, reads_nodes_edges_and_attributes_of_all_kinds) {
  const graph_document d = read(R"(# a comment
Creator "someone"
graph [
  directed 1
  title "Agreements of 2017"
  node [ id 10 pop 8 area 3358.6 code "01" ]   # another one
  node [ id 20 area 1.0 pop -3 ]
  edge [ source 20 target 10 weight 2 ]
  edge [ source 10 target 10 ]
])");
  EXPECT_TRUE(d.directed);
  EXPECT_THAT(texts(d.ids), ElementsAre("10", "20"));
  ASSERT_EQ(d.edges.size(), 2U);
  EXPECT_EQ(d.edges[0].source, 1U);
  EXPECT_EQ(d.edges[0].target, 0U);
  EXPECT_EQ(d.edges[1].source, 0U);
  EXPECT_THAT(names(d.about), ElementsAre("Creator", "title"));
  EXPECT_THAT(names(d.vertex_attributes), ElementsAre("pop", "area", "code"));
  EXPECT_THAT(values(d.of_vertices("pop")), ElementsAre("8", "-3"));
  EXPECT_EQ(d.of_vertices("pop")->kind, attribute_kind::integer);
  EXPECT_THAT(values(d.of_vertices("area")), ElementsAre("3358.6", "1"));
  EXPECT_EQ(d.of_vertices("area")->kind, attribute_kind::number);
  EXPECT_THAT(values(d.of_vertices("code")), ElementsAre("01", "-"));
  EXPECT_EQ(d.of_vertices("code")->kind, attribute_kind::text);
  EXPECT_THAT(values(d.of_edges("weight")), ElementsAre("2", "-"));
  EXPECT_THAT(d.notes, IsEmpty());
}

TEST(gml, is_undirected_unless_it_says_so) {
  EXPECT_FALSE(read("graph [ node [ id 1 ] ]").directed);
  EXPECT_FALSE(read("graph [ directed 0 ]").directed);
  EXPECT_TRUE(read("graph [ node [ id 1 ] directed 1 ]").directed);
}

TEST(gml, edges_may_stand_before_their_nodes) {
  const graph_document d = read("graph [ edge [ target 7 source 8 ] node [ id 7 ] node [ id 8 ] ]");
  ASSERT_EQ(d.edges.size(), 1U);
  EXPECT_EQ(d.edges[0].source, 1U);
  EXPECT_EQ(d.edges[0].target, 0U);
}

TEST(gml, labels_are_ids_where_numbers_only_count) {
  EXPECT_THAT(texts(read(R"(graph [ node [ id 0 label "b" ] node [ id 1 label "a" ] ])").ids), ElementsAre("b", "a"));
  EXPECT_THAT(texts(read(R"(graph [ node [ id 1 label "b" ] node [ id 2 label "a" ] ])").ids), ElementsAre("b", "a"));
  EXPECT_THAT(read(R"(graph [ node [ id 0 label "b" ] node [ id 1 label "a" ] ])").vertex_attributes, IsEmpty());
  EXPECT_THAT(texts(read(R"(graph [ node [ id 7 label "7" ] node [ id 5 label "5" ] ])").ids), ElementsAre("7", "5"));
}

TEST(gml, labels_are_an_attribute_where_numbers_mean_something_or_labels_are_no_ids) {
  const graph_document numbers = read(R"(graph [ node [ id 7 label "b" ] node [ id 5 label "a" ] ])");
  EXPECT_THAT(texts(numbers.ids), ElementsAre("7", "5"));
  EXPECT_THAT(values(numbers.of_vertices("label")), ElementsAre("b", "a"));
  const graph_document equal = read(R"(graph [ node [ id 0 label "a" ] node [ id 1 label "a" ] ])");
  EXPECT_THAT(texts(equal.ids), ElementsAre("0", "1"));
  EXPECT_THAT(values(equal.of_vertices("label")), ElementsAre("a", "a"));
  const graph_document some = read(R"(graph [ node [ id 0 label "a" ] node [ id 1 ] ])");
  EXPECT_THAT(texts(some.ids), ElementsAre("0", "1"));
  EXPECT_THAT(values(some.of_vertices("label")), ElementsAre("a", "-"));
}

TEST(gml, reads_what_igraph_writes) {  // python-igraph 0.10.2, Graph.write_gml
  const graph_document d = read(R"(Creator "igraph version 0.10.2 Thu Nov 26 15:06:50 2026"
Version 1
graph
[
  directed 1
  name "t<&amp;>&quot;x"
  node
  [
    id 0
    name "Hà &quot;Nội&quot; &amp; <s>"
    xy 1
    bo 1
  ]
  node
  [
    id 1
    name "b&amp;quot;&amp;#233;"
    xy 2
    txt "None"
    bo 0
  ]
  edge
  [
    source 0
    target 1
    weight 1e+20
    w2 12345678901234
  ]
]
)");
  EXPECT_THAT(texts(d.ids), ElementsAre("Hà \"Nội\" & <s>", "b&quot;&#233;"));
  EXPECT_THAT(names(d.vertex_attributes), ElementsAre("xy", "bo", "txt"));
  EXPECT_THAT(names(d.about), ElementsAre("Creator", "Version", "name"));
  EXPECT_THAT(values(&d.about[2]), ElementsAre("t<&>\"x"));
  EXPECT_THAT(values(d.of_edges("weight")), ElementsAre("100000000000000000000"));
}

TEST(gml, reads_what_networkx_writes) {  // networkx 2.8.8, write_gml of a MultiDiGraph
  const graph_document d = read(R"(graph [
  directed 1
  multigraph 1
  name "t<&#38;>&#34;x"
  node [
    id 0
    label "H&#224; &#34;N&#7897;i&#34; &#38; <script>&#8207;"
    e "1099511627776"
    f 1
    f 2
    one "_networkx_list_start"
    one 7
    g [
      x 1
      y [
        z "q"
      ]
    ]
    k_l 3
    m "line&#10;break&#9;tab\"
  ]
  node [
    id 1
    label "&#128512;"
  ]
  edge [
    source 0
    target 1
    key 0
    weight 0.1
  ]
  edge [
    source 0
    target 1
    key "kk"
    weight 1.E-20
  ]
]
)");
  EXPECT_THAT(texts(d.ids), ElementsAre("Hà \"Nội\" & <script>\u200f", "😀"));
  EXPECT_THAT(names(d.vertex_attributes), ElementsAre("e", "f", "one", "g.x", "g.y.z", "k_l", "m"));
  EXPECT_THAT(values(d.of_vertices("one")), ElementsAre("7", "-"));
  EXPECT_EQ(d.of_vertices("one")->kind, attribute_kind::integer);
  EXPECT_THAT(values(d.of_vertices("f")), ElementsAre("1", "-"));
  EXPECT_THAT(d.notes, ElementsAre("1 value repeats a key of its element (the first: f): a key keeps its first value"));
  EXPECT_THAT(values(d.of_vertices("m")), ElementsAre("line\nbreak\ttab\\", "-"));
  EXPECT_THAT(values(d.of_edges("key")), ElementsAre("0", "kk"));
  EXPECT_EQ(d.of_edges("weight")->numbers[1], (decimal{1, -20}));
}

TEST(gml, a_mark_of_a_list_says_nothing_of_other_keys) {
  const graph_document d = read(R"(graph [ node [ id 5 g 1 f "_networkx_list_start" g 2 f 3 ] node [ id 6 g 4 f 5 ] ])");
  EXPECT_THAT(values(d.of_vertices("g")), ElementsAre("1", "4"));
  EXPECT_EQ(d.of_vertices("g")->kind, attribute_kind::integer);
  EXPECT_THAT(values(d.of_vertices("f")), ElementsAre("3", "5"));
  EXPECT_EQ(d.of_vertices("f")->kind, attribute_kind::integer);
}

TEST(gml, one_problem_makes_no_others) {
  EXPECT_THAT(form.problems_of("graph [ node [ id 1 ] node [ id 1 ] node [ id 2 ] edge [ source 2 target 1 ] ]"),
              ElementsAre(HasSubstr("the id 1 is a duplicate")));
}

TEST(gml, entities_are_characters_and_what_is_none_stays) {
  const auto text = [](const std::string& value) { return values(&read("graph [ t \"" + value + "\" ]").about[0])[0]; };
  EXPECT_EQ(text("&amp;&lt;&gt;&quot;&apos;"), "&<>\"'");
  EXPECT_EQ(text("&nbsp;&eacute;&yuml;&Eth;&ETH;"), "\u00a0éÿ&Eth;Ð");
  EXPECT_EQ(text("&#233;&#xE9;&#x1F600;"), "éé😀");
  EXPECT_EQ(text("&#0;&#xD800;&#1114112;&#;&#x;&#12a;&foo;& &"), "&#0;&#xD800;&#1114112;&#;&#x;&#12a;&foo;& &");
  EXPECT_EQ(text("&amp;lt;"), "&lt;") << "what an entity gives is not read again";
  EXPECT_EQ(text("Hà Nội"), "Hà Nội") << "UTF-8 is read as it is";
}

TEST(gml, ids_of_edges_are_kept_where_all_differ) {
  const graph_document d = read("graph [ node [ id 1 ] edge [ source 1 target 1 id 5 ] edge [ source 1 target 1 id 7 ] ]");
  EXPECT_THAT(texts(d.edge_ids), ElementsAre("5", "7"));
  EXPECT_THAT(d.edge_attributes, IsEmpty());
  const graph_document equal = read("graph [ node [ id 1 ] edge [ source 1 target 1 id 5 ] edge [ source 1 target 1 id 5 ] ]");
  EXPECT_THAT(equal.edge_ids.size(), 0U);
  EXPECT_THAT(values(equal.of_edges("id")), ElementsAre("5", "5"));
}

TEST(gml, numbers_beside_texts_of_an_attribute_are_texts_as_they_are_written) {
  const graph_document d = read(R"(graph [ node [ id 5 k 007 ] node [ id 6 k "x" ] node [ id 9 k 1.50 ] ])");
  EXPECT_THAT(values(d.of_vertices("k")), ElementsAre("007", "x", "1.50"));
}

TEST(gml, long_integers_are_exact) {
  const graph_document d = read("graph [ node [ id -9223372036854775807 n 9223372036854775807 ] ]");
  EXPECT_THAT(texts(d.ids), ElementsAre("-9223372036854775807"));
  EXPECT_THAT(values(d.of_vertices("n")), ElementsAre("9223372036854775807"));
}

TEST(gml, names_each_problem_at_its_place) {
  EXPECT_THAT(
      form.problems_of(R"(graph [
  node [ id 1 ]
  node [ id 9223372036854775808 ]
  node [ id 2.5 ]
  node [ ]
  node [ id 1 ]
  edge [ source 1 target 3 ]
  edge [ target 1 ]
  edge [ source 1 target 1 weight NAN ]
  edge [ source 1 target 1 weight +INF w 1e400 w 12345678901234567891 w 1.2.3 ]
  directed 2
])"),
      ElementsAre(HasSubstr("f:3:10: id is 9223372036854775808, no whole number or out of range"),
                  HasSubstr("f:4:10: id is 2.5, no whole number"), HasSubstr("f:5:3: a node without an id"),
                  HasSubstr("f:6:3: the id 1 is a duplicate: an earlier node of the file has it"),
                  HasSubstr("f:8:3: an edge without a source"), HasSubstr("f:9:35: weight is NAN; allowed: a finite"),
                  HasSubstr("f:10:35: weight is +INF"), HasSubstr("f:10:42: w is 1e400, out of range"),
                  HasSubstr("f:10:50: w is 12345678901234567891, out of range"), HasSubstr("f:10:73: w is 1.2.3;"),
                  HasSubstr("f:11:3: directed is \"2\"; allowed: 0 or 1"), HasSubstr("f:7:19: target 3 is the id of no node")));
}

TEST(gml, ends_at_what_is_no_gml_with_its_place) {
  EXPECT_THAT(form.problems_of(""), ElementsAre(HasSubstr("f:1:1: the file has no list \"graph [ … ]\"")));
  EXPECT_THAT(form.problems_of("Version 1\n"), ElementsAre(HasSubstr("no list \"graph")));
  EXPECT_THAT(form.problems_of("graph [ node [ id 1 ]"), ElementsAre(HasSubstr("f:1:1: the file ends before the ]")));
  EXPECT_THAT(form.problems_of("graph [\n t \"never\n"), ElementsAre(HasSubstr("f:2:4: the file ends before the quote")));
  EXPECT_THAT(form.problems_of("graph [ ] ]"), ElementsAre(HasSubstr("f:1:11: ] closes a list that was never opened")));
  EXPECT_THAT(form.problems_of("graph [ ] graph [ ]"), ElementsAre(HasSubstr("f:1:11: a second graph")));
  EXPECT_THAT(form.problems_of("graph [ t ]"), ElementsAre(HasSubstr("f:1:11: the key t has no value")));
  EXPECT_THAT(form.problems_of("graph [ 5 t ]"), ElementsAre(HasSubstr("f:1:9: \"5\" stands where a key is expected")));
  EXPECT_THAT(form.problems_of("graph [ t 1, u 2 ]"), ElementsAre(HasSubstr("f:1:12: ',' stands where")));
  EXPECT_THAT(form.problems_of("graph [ é 1 ]"), ElementsAre(HasSubstr("f:1:9: a character that is not ASCII")));
  EXPECT_THAT(form.problems_of("{\"graph\": 1}"), ElementsAre(HasSubstr("'{' stands where")));
  EXPECT_THAT(form.problems_of(std::string_view("graph [ t \"a\0b\" ]", 17)), ElementsAre(HasSubstr("NUL")));
  EXPECT_THAT(form.problems_of("graph [\n t \"a\xff\" ]"), ElementsAre(HasSubstr("f:2:")));
}

TEST(gml, says_what_is_a_list_and_what_is_none) {
  EXPECT_THAT(form.problems_of("graph [ node 5 directed [ ] ]"),
              ElementsAre(HasSubstr("the key node has a value; allowed: a list"), HasSubstr("the key directed is a list")));
  EXPECT_THAT(form.problems_of("graph [ node [ id 1 id 2 ] edge [ source 1 source 1 target [ ] ] ]"),
              ElementsAre(HasSubstr("the key id stands twice"), HasSubstr("the key source stands twice"),
                          HasSubstr("the key target is a list"), HasSubstr("an edge without a target")));
}

TEST(gml, depth_is_limited_without_recursion) {
  std::string deep = "graph [\n";
  for (int i = 0; i < 100'000; ++i) deep += "a [ ";
  EXPECT_EQ(form.limit_of(deep), "f:2: lists are nested to a greater depth than the limit of 64 (depth)");
  const graph_document d = read("graph [ a [ a [ a [ a 1 ] ] ] ]", {.limits = {.depth = 4}});
  EXPECT_THAT(names(d.about), ElementsAre("a.a.a.a"));
  EXPECT_THAT(form.limit_of("graph [ a [ a [ a [ a [ ] ] ] ] ]", {.limits = {.depth = 4}}), HasSubstr("depth"));
}

TEST(gml, every_limit_is_kept) {
  const std::string two =
      "graph [ node [ id 1 a 1 ] node [ id 2 b 2 c 3 ] edge [ source 1 target 2 ] edge [ source 1 target 1 ] ]";
  EXPECT_EQ(form.limit_of(two), "read");
  EXPECT_THAT(form.limit_of(two, {.limits = {.vertices = 1}}),
              HasSubstr("there are more vertices than the limit of 1 (vertices)"));
  EXPECT_THAT(form.limit_of(two, {.limits = {.edges = 1}}), HasSubstr("(edges)"));
  EXPECT_THAT(form.limit_of(two, {.limits = {.attributes = 2}}), HasSubstr("(attributes)"));
  EXPECT_THAT(form.limit_of(two, {.limits = {.values = 5}}), HasSubstr("(values)"));
  EXPECT_EQ(form.limit_of(two, {.limits = {.values = 6}}), "read");
  EXPECT_THAT(form.limit_of(two, {.limits = {.per_element = 1}}),
              HasSubstr("a node has more values than the limit of 1 (per-element)"));
  EXPECT_THAT(form.limit_of("graph [ t \"12345\" ]", {.limits = {.text_bytes = 4}}), HasSubstr("a key or number is longer"));
  EXPECT_THAT(form.limit_of("graph [ t \"123456\" ]", {.limits = {.text_bytes = 5}}), HasSubstr("a text is longer"));
  EXPECT_EQ(form.limit_of("graph [ t \"12345\" ]", {.limits = {.text_bytes = 5}}), "read");
  EXPECT_THAT(form.problems_of("graph [ node [ ] node [ ] node [ ] ]", {.limits = {.problems = 1}}),
              ElementsAre(HasSubstr("without an id"), HasSubstr("2 more problems")));
  const std::string key(600, 'k');
  EXPECT_THAT(form.problems_of("graph [ " + key + " [ " + key + " [ a 1 ] ] ]"),
              ElementsAre(HasSubstr("more than 1024 bytes together")));
}

TEST(gml, the_size_of_blocks_does_not_matter) {
  const graph_document d = triangle();
  const std::string text = written(d);
  for (const std::size_t block : {1U, 2U, 7U, 64U})
    EXPECT_EQ(kit::difference(d, read(text, {.block_bytes = block})), "") << block;
}

TEST(gml, stops_on_request) {
  std::stop_source source;
  source.request_stop();
  graph_file_options options{.block_bytes = 16};
  options.run.stop = source.get_token();
  EXPECT_THROW(static_cast<void>(read(written(triangle()), options)), cancelled);
}

TEST(gml, writes_ascii_with_names_as_labels) {
  graph_document d = triangle();
  add(d.vertex_attributes, "pop", attribute_kind::integer, {"8", "-", "-1"});
  add(d.vertex_attributes, "note", attribute_kind::text, {"-", "a\n\u200f", ""});
  add(d.edge_attributes, "weight", attribute_kind::number, {"2", "0.5", "-", "1e-30"});
  EXPECT_EQ(written(d), R"(graph [
  directed 1
  multigraph 1
  node [
    id 0
    label "H&#224; N&#7897;i"
    pop 8
  ]
  node [
    id 1
    label "&quot;q&quot; &amp; <b>"
    note "a&#10;&#8207;"
  ]
  node [
    id 2
    label "c"
    pop -1
    note ""
  ]
  edge [
    source 0
    target 1
    weight 2.0
  ]
  edge [
    source 1
    target 2
    weight 0.5
  ]
  edge [
    source 1
    target 2
  ]
  edge [
    source 2
    target 2
    weight 1.0E-30
  ]
]
)");
  expect_round_trip(d);
}

TEST(gml, whole_numbers_as_ids_stay_ids) {
  for (const std::vector<std::string>& ids :
       {std::vector<std::string>{"0", "1", "2"}, {"1", "2", "3"}, {"30", "-7", "0"}, {"01", "2", "3"}, {"1", "2", "2147483648"}})
    for (const std::vector<std::string>& labels : {std::vector<std::string>{},
                                                   {"x", "y", "z"},
                                                   {"x", "x", "z"},
                                                   {"x", "-", "z"},
                                                   {"-", "-", "-"},
                                                   {"", "y", "z"},
                                                   {"30", "-7", "0"},
                                                   {"0", "1", "2"}}) {
      graph_document d = triangle();
      d.ids = {};
      for (const std::string& id : ids) d.ids.push_back(id);
      if (!labels.empty()) add(d.vertex_attributes, "label", attribute_kind::text, labels);
      expect_round_trip(d);
      add(d.vertex_attributes, "name", attribute_kind::text, {"p", "q", "r"});
      expect_round_trip(d);
    }
}

TEST(gml, numbers_that_mean_something_keep_their_labels_beside_them) {
  graph_document d = triangle();
  d.ids = {};
  for (const char* id : {"30", "-7", "0"}) d.ids.push_back(id);
  add(d.vertex_attributes, "label", attribute_kind::text, {"Hanoi", "Hue", "Vinh"});
  EXPECT_THAT(written(d), HasSubstr("    id 30\n    label \"Hanoi\"\n"));
  expect_round_trip(d);
}

TEST(gml, attributes_called_like_keys_of_gml_come_back) {
  graph_document d = triangle();
  for (const char* name :
       {"id", "label", "name", "source", "dân số", "x_y", "1a", "a", "", "a.b", "a.c", "q", "a.d.e", ".", "a b"})
    add(d.vertex_attributes, name, attribute_kind::text, {"1", "2", "3"});
  for (const char* name : {"id", "source", "target", "key", "label", "graphics.x"})
    add(d.edge_attributes, name, attribute_kind::text, {"a", "b", "c", "d"});
  for (const char* name : {"node", "edge", "directed", "multigraph", "graph", "Creator"})
    add(d.about, name, attribute_kind::text, {"x"});
  expect_round_trip(d);
  d.edge_ids = {};
  for (const char* id : {"e1", "e 2", "3", "\""}) d.edge_ids.push_back(id);
  expect_round_trip(d);
}

TEST(gml, says_multigraph_where_networkx_needs_it) {
  graph_document d = triangle();
  EXPECT_THAT(written(d), HasSubstr("\n  multigraph 1\n"));
  d.edges = {{0, 1}, {1, 0}, {2, 2}};
  EXPECT_THAT(written(d), Not(HasSubstr("multigraph")));
  d.directed = false;
  EXPECT_THAT(written(d), HasSubstr("\n  multigraph 1\n")) << "without direction both are one pair";
  d.edges = {{0, 1}};
  add(d.edge_attributes, "key", attribute_kind::integer, {"0"});
  EXPECT_THAT(written(d), HasSubstr("\n  multigraph 1\n")) << "networkx's own keys";
  expect_round_trip(d);
}

TEST(gml, names_with_points_are_lists) {
  graph_document d = triangle();
  add(d.vertex_attributes, "graphics.x", attribute_kind::number, {"1.5", "2", "-"});
  add(d.vertex_attributes, "graphics.fill", attribute_kind::text, {"red", "-", "-"});
  EXPECT_THAT(written(d), HasSubstr("    graphics [\n      x 1.5\n      fill \"red\"\n    ]\n"));
  EXPECT_THAT(written(d), Not(HasSubstr("attributeTypes")));
  expect_round_trip(d);
}

TEST(gml, declares_what_the_values_do_not_say_and_nothing_else) {
  graph_document d = triangle();
  add(d.vertex_attributes, "open", attribute_kind::boolean, {"1", "0", "-"});
  EXPECT_THAT(written(d), HasSubstr("attributeTypes \"node:boolean:open\"\ngraph [\n"));
  expect_round_trip(d);
  add(d.vertex_attributes, "dân số", attribute_kind::integer, {"-", "-", "-"});
  EXPECT_THAT(written(d), HasSubstr("attributeTypes \"node:integer:d&#226;n%20s&#7889;:dns\"\n"));
  expect_round_trip(d);
}

TEST(gml, types_that_do_not_fit_the_values_do_not_count) {
  const graph_document d = read(
      R"(attributeTypes "node:integer:a" attributeTypes "node:boolean:b" attributeTypes "nonsense" graph [ node [ id 4 a 1.5 b 2 ] ])");
  EXPECT_EQ(d.of_vertices("a")->kind, attribute_kind::number);
  EXPECT_EQ(d.of_vertices("b")->kind, attribute_kind::integer);
  EXPECT_THAT(values(&d.about[0]), ElementsAre("nonsense"));
  EXPECT_THAT(form.problems_of(R"(attributeTypes "node:text:a:b" graph [ node [ id 4 a 1 b 2 ] ])"),
              ElementsAre(HasSubstr("two attributes are called \"a\"")));
}

TEST(gml, says_what_it_cannot_hold) {
  graph_document d = triangle();
  d.time_format = "date";
  d.vertex_spells = {{0, "2017-01-01", "2018-01-01"}};
  d.outlines.resize(3);
  d.outlines[1].rings.push_back({});
  const written_graph text = to_graph_text(d, graph_format::gml);
  EXPECT_THAT(text.lost, ElementsAre("GML has no periods: 1 spell is left out", "GML has no outlines: 3 are left out"));
  EXPECT_EQ(kit::difference(triangle(), read(text.bytes)), "");
}

TEST(gml, random_documents_come_back) {
  kit::document_traits traits;
  for (std::uint64_t seed = 0; seed < 2000; ++seed) {
    const graph_document d = kit::random_document(seed, traits);
    const written_graph text = to_graph_text(d, graph_format::gml);
    ASSERT_THAT(text.lost, IsEmpty());
    ASSERT_EQ(kit::difference(d, read(text.bytes)), "") << "seed " << seed << '\n' << text.bytes;
    ASSERT_EQ(written(read(text.bytes)), text.bytes) << "seed " << seed;
    for (const char c : text.bytes) ASSERT_TRUE(c == '\n' || (c >= ' ' && c <= '~'));
  }
}

TEST(gml, damaged_files_are_refused_or_read_and_nothing_else) {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    std::string text = written(kit::random_document(seed, {}));
    random_stream random(seed, "damage");
    for (int k = 0; k < 20; ++k) {
      std::string bad = text.substr(0, 1 + random.below(text.size()));
      bad[random.below(bad.size())] = "[]\"& 0a#\n."[random.below(10)];
      try {
        const graph_document d = read(bad, {.block_bytes = 1 + random.below(64)});
        const written_graph again = to_graph_text(d, graph_format::gml);
        EXPECT_EQ(kit::difference(d, read(again.bytes)), "") << bad;
      } catch (const data_error& e) {
        EXPECT_THAT(e.diagnostics(), Not(IsEmpty()));
      }
    }
  }
}

}  // namespace
}  // namespace coopgraph
