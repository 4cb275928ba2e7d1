// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/io/graph_tables.hpp>

#include "io/graph_document_kit.hpp"
#include "report/scratch_folder.hpp"

#include <coopgraph/core/error.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace coopgraph::test {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

attribute_column texts(std::string name, const std::vector<std::string>& values) {
  attribute_column a{std::move(name)};
  for (const std::string& value : values) {
    if (value == "-")
      a.push_missing();
    else
      a.push_text(value);
  }
  return a;
}

attribute_column numbers(std::string name, attribute_kind kind, const std::vector<std::string>& values) {
  attribute_column a{std::move(name), kind};
  for (const std::string& value : values) {
    if (value == "-")
      a.push_missing();
    else
      a.push_number(parse_decimal(value).value);
  }
  return a;
}

text_list list_of(const std::vector<std::string>& values) {
  text_list list;
  for (const std::string& value : values) list.push_back(value);
  return list;
}

/// Hanoi, Hue and a place without a tie; two directed edges, parallel.
graph_document small() {
  graph_document d;
  d.directed = true;
  d.ids = list_of({"01", "46", "x"});
  d.vertex_attributes = {texts("label", {"Hà Nội", "Huế, \"city\"", "-"}),
                         numbers("population", attribute_kind::integer, {"8053663", "1128620", "-"})};
  d.edges = {{0, 1}, {0, 1}};
  d.edge_ids = list_of({"m1", "m2"});
  d.edge_attributes = {numbers("weight", attribute_kind::number, {"1.5", "2"}), texts("field", {"trade", "-"})};
  return d;
}

/// The tables of a document in files, and what reading makes of them.
struct written {
  explicit written(const graph_document& d, const graph_tables_options& how = {})
      : options(how), tables(to_graph_tables(d, how)) {
    spill(folder / "e.csv", tables.edges);
    spill(folder / "n.csv", tables.nodes);
  }
  [[nodiscard]] graph_document read() const {
    return read_graph_tables(folder / "e.csv", folder / "n.csv", {.shape = options.shape, .formulas = options.formulas});
  }

  scratch_folder folder;
  graph_tables_options options;
  graph_tables tables;
};

TEST(graph_tables, have_the_columns_of_each_shape) {
  EXPECT_EQ(written(small()).tables.edges, "origin,destination,id,weight,field\n01,46,m1,1.5,trade\n01,46,m2,2,\n");
  EXPECT_EQ(written(small()).tables.nodes, "id,label,population\n01,Hà Nội,8053663\n46,\"Huế, \"\"city\"\"\",1128620\nx,,\n");
  const written gephi(small(), {.shape = table_shape::gephi});
  EXPECT_EQ(gephi.tables.edges, "Source,Target,Type,Id,Weight,field\n01,46,Directed,m1,1.5,trade\n01,46,Directed,m2,2,\n");
  EXPECT_THAT(gephi.tables.nodes, StartsWith("Id,Label,population\n"));
  EXPECT_THAT(written(small(), {.shape = table_shape::graphframes}).tables.edges, StartsWith("src,dst,id,weight,field\n"));
  graph_document undirected = small();
  undirected.directed = false;
  EXPECT_THAT(written(undirected).tables.edges, StartsWith("source,target,"));
}

TEST(graph_tables, read_back_equal_in_each_shape_that_holds_all_columns) {
  for (const table_shape shape : {table_shape::edges, table_shape::gephi, table_shape::graphframes}) {
    const written w(small(), {.shape = shape});
    EXPECT_THAT(w.tables.lost, IsEmpty()) << name_of(shape);
    EXPECT_EQ(kit::difference(w.read(), small()), "") << name_of(shape);
  }
}

TEST(graph_tables, say_what_of_random_documents_they_do_not_hold_and_read_back_the_rest) {
  kit::document_traits traits;
  traits.about = false;
  traits.typed = false;  // kinds show in the cells
  traits.empty_texts = false;
  traits.free_names = false;
  int without_loss = 0;
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    const graph_document d = kit::random_document(seed, traits);
    for (const formula_cells formulas : {formula_cells::guarded, formula_cells::plain})
      for (const table_shape shape : {table_shape::edges, table_shape::gephi, table_shape::graphframes}) {
        const written w(d, {.shape = shape, .formulas = formulas});
        bool only_apostrophes = true;  // which reading takes away again
        for (const std::string& text : w.tables.lost) only_apostrophes = only_apostrophes && text.find("apostrophe") != text.npos;
        if (!only_apostrophes) continue;
        ++without_loss;
        ASSERT_EQ(kit::difference(w.read(), d), "") << seed << ' ' << name_of(shape) << '\n' << w.tables.edges << w.tables.nodes;
      }
  }
  EXPECT_GT(without_loss, 500);
}

TEST(graph_tables, keep_formulas_from_spreadsheets_and_take_the_apostrophe_away_on_request) {
  graph_document d = small();
  d.ids = list_of({"@a", "-1", "=1+1"});
  d.vertex_attributes = {texts("note", {"=HYPERLINK(1)", "-3", "+x"})};
  const written w(d);
  EXPECT_THAT(w.tables.edges, HasSubstr("\n'@a,-1,m1,"));
  EXPECT_THAT(w.tables.nodes, AllOf(HasSubstr("\n'@a,'=HYPERLINK(1)\n"), HasSubstr("\n-1,-3\n"), HasSubstr("\n'=1+1,'+x\n")));
  EXPECT_THAT(w.tables.lost, Contains(HasSubstr("apostrophe")));
  EXPECT_EQ(kit::difference(w.read(), d), "");
  const graph_document as_it_stands = read_graph_tables(w.folder / "e.csv", w.folder / "n.csv");
  EXPECT_EQ(as_it_stands.ids[0], "'@a");
  const written plain(d, {.formulas = formula_cells::plain});
  EXPECT_THAT(plain.tables.edges, HasSubstr("\n@a,-1,m1,"));
  EXPECT_THAT(plain.tables.lost, IsEmpty());
}

TEST(graph_tables, take_columns_of_numbers_for_numbers_and_codes_for_texts) {
  const scratch_folder folder;
  spill(folder / "e.csv",
        "source,target,weight,code,sign,price,flag,power,n,hs\na,b,1.50,01,+1,12.50,true,1e3,7,\nb,c,2,1,2,3,false,5,,0101\n");
  const graph_document d = read_graph_tables(folder / "e.csv");
  const auto kind = [&](const char* name) { return d.of_edges(name)->kind; };
  EXPECT_EQ(kind("weight"), attribute_kind::number);
  EXPECT_EQ(kind("code"), attribute_kind::text);
  EXPECT_EQ(kind("sign"), attribute_kind::text);
  EXPECT_EQ(kind("price"), attribute_kind::number);
  EXPECT_EQ(kind("flag"), attribute_kind::boolean);
  EXPECT_EQ(kind("power"), attribute_kind::text);
  EXPECT_EQ(kind("n"), attribute_kind::integer);
  EXPECT_EQ(kind("hs"), attribute_kind::text);
  EXPECT_THAT(d.of_edges("n")->missing, ElementsAre(1));
  EXPECT_EQ(d.of_edges("price")->numbers[0], (decimal{125, -1}));
}

TEST(graph_tables, take_a_column_of_ids_for_ids_only_where_each_edge_has_its_own) {
  const scratch_folder folder;
  spill(folder / "e.csv", "source,target,id\na,b,1\na,b,2\n");
  EXPECT_EQ(read_graph_tables(folder / "e.csv").edge_ids.size(), 2U);
  spill(folder / "e.csv", "source,target,id\na,b,1\na,b,1\n");
  const graph_document d = read_graph_tables(folder / "e.csv");
  EXPECT_TRUE(d.edge_ids.empty());
  EXPECT_NE(d.of_edges("id"), nullptr);
}

TEST(graph_tables, read_the_tables_of_trade_with_all_their_columns) {
  const scratch_folder folder;
  spill(folder / "baci.csv", "t,i,j,k,v,q\n2023,704,392,090111,  12.5,  3.1\n2023,704,410,090111,  8,  NA\n");
  const graph_document baci = read_graph_tables(folder / "baci.csv", {}, {.shape = table_shape::baci});
  EXPECT_TRUE(baci.directed);
  EXPECT_EQ(baci.ids[0], "704");
  EXPECT_EQ(baci.of_edges("weight")->numbers[0], (decimal{125, -1}));
  EXPECT_EQ(baci.of_edges("k")->kind, attribute_kind::text);
  EXPECT_THAT(baci.of_edges("q")->missing, ElementsAre(1));
  EXPECT_EQ(baci.of_edges("t")->numbers[0], (decimal{2023, 0}));
  spill(folder / "c.csv",
        "refYear,reporterCode,partnerCode,flowCode,cmdCode,primaryValue\n2023,704,392,X,0901,5\n2023,410,704,M,0901,6\n");
  const graph_document comtrade = read_graph_tables(folder / "c.csv", {}, {.shape = table_shape::comtrade});
  ASSERT_EQ(comtrade.edges.size(), 2U);
  EXPECT_EQ(comtrade.ids[comtrade.edges[1].source], "704");  // an import runs from the partner
  EXPECT_EQ(comtrade.ids[comtrade.edges[1].target], "410");
}

TEST(graph_tables, write_the_tables_of_trade_and_say_what_is_left_out_or_empty) {
  graph_document d = small();
  d.edge_attributes.push_back(numbers("year", attribute_kind::integer, {"2023", "2023"}));
  d.edge_attributes.push_back(texts("product", {"090111", "080131"}));
  const written baci(d, {.shape = table_shape::baci});
  EXPECT_EQ(baci.tables.edges, "t,i,j,k,v,q\n2023,01,46,090111,1.5,\n2023,01,46,080131,2,\n");
  EXPECT_THAT(baci.tables.lost, AllOf(Contains(HasSubstr("empty: q")), Contains(HasSubstr("left out of the edges are field")),
                                      Contains(HasSubstr("no ids of edges"))));
  const graph_document again = baci.read();
  EXPECT_EQ(again.of_edges("weight")->numbers, d.of_edges("weight")->numbers);
  EXPECT_EQ(again.of_edges("k")->texts, d.of_edges("product")->texts);
  EXPECT_EQ(again.edges[1].target, d.edges[1].target);
  const written comtrade(d, {.shape = table_shape::comtrade});
  EXPECT_EQ(comtrade.tables.edges,
            "refYear,reporterCode,partnerCode,flowCode,cmdCode,primaryValue,netWgt\n2023,01,46,X,090111,1.5,\n2023,01,46,X,"
            "080131,2,\n");
  EXPECT_EQ(comtrade.read().edges.size(), 2U);
  d.directed = false;
  EXPECT_THROW((void)to_graph_tables(d, {.shape = table_shape::baci}), input_error);
}

TEST(graph_tables, call_columns_so_that_none_is_taken_for_another) {
  graph_document d = small();
  d.vertex_attributes.push_back(texts("ID", {"p", "q", "r"}));
  d.edge_attributes.push_back(texts("from", {"p", "q"}));
  d.edge_attributes.push_back(numbers("value", attribute_kind::integer, {"8", "9"}));
  const written w(d);
  EXPECT_THAT(w.tables.edges, StartsWith("origin,destination,id,weight,field,from_2,value\n"));
  EXPECT_THAT(w.tables.nodes, StartsWith("id,label,population,ID_2\n"));
  EXPECT_THAT(w.tables.lost, AllOf(Contains(HasSubstr("from is from_2")), Contains(HasSubstr("ID is ID_2"))));
  EXPECT_EQ(w.read().of_edges("weight")->numbers, d.of_edges("weight")->numbers);
}

TEST(graph_tables, write_periods_as_columns_where_there_is_one_each) {
  graph_document d = small();
  d.time_format = "date";
  d.edge_spells = {{1, "2016-01-01", "2018-12-31"}};
  const written w(d);
  EXPECT_THAT(w.tables.edges,
              AllOf(StartsWith("origin,destination,id,weight,field,start,end\n"), HasSubstr("m2,2,,2016-01-01,2018-12-31\n")));
  EXPECT_THAT(w.tables.lost, Contains(HasSubstr("1 period of edges is read back as the attributes start and end")));
  d.edge_spells.push_back({1, "2020-01-01", ""});
  const written several(d);
  EXPECT_THAT(several.tables.edges, StartsWith("origin,destination,id,weight,field\n"));
  EXPECT_THAT(several.tables.lost, Contains(HasSubstr("2 periods of edges are left out")));
}

TEST(graph_tables, hold_graphs_without_vertices_or_edges) {
  for (const table_shape shape : {table_shape::edges, table_shape::gephi, table_shape::graphframes}) {
    graph_document d;
    EXPECT_EQ(kit::difference(written(d).read(), d), "") << name_of(shape);
    d.ids = list_of({"a"});
    EXPECT_EQ(kit::difference(written(d).read(), d), "") << name_of(shape);
  }
}

TEST(graph_tables, refuse_what_is_wrong_at_its_place_and_stop_at_limits) {
  const scratch_folder folder;
  spill(folder / "e.csv", "source,target,weight\na,b,heavy\n");
  try {
    (void)read_graph_tables(folder / "e.csv");
    FAIL();
  } catch (const data_error& e) {
    EXPECT_EQ(e.diagnostics().front().where.line, 2U);
    EXPECT_EQ(e.diagnostics().front().where.column, 3U);
  }
  spill(folder / "e.csv", "source,target\na,b\nb,c\n");
  spill(folder / "n.csv", "id\na\nb\n");
  EXPECT_THROW((void)read_graph_tables(folder / "e.csv", folder / "n.csv"), data_error);
  EXPECT_THROW((void)read_graph_tables(folder / "e.csv", {}, {.most_values = 3}), limit_error);
  EXPECT_THROW((void)read_graph_tables(folder / "e.csv", {}, {.most_values = 0}), option_error);
  EXPECT_THROW((void)read_graph_tables(folder / "none.csv"), data_error);
  graph_document d;
  d.ids = list_of({"  "});
  EXPECT_THROW((void)to_graph_tables(d), input_error);
}

TEST(graph_tables, have_names_for_their_shapes) {
  for (const table_shape shape :
       {table_shape::edges, table_shape::gephi, table_shape::graphframes, table_shape::baci, table_shape::comtrade})
    EXPECT_EQ(table_shape_named(name_of(shape)), shape);
  EXPECT_FALSE(table_shape_named("xlsx"));
}

}  // namespace
}  // namespace coopgraph::test
