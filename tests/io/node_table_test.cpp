// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/core/error.hpp>
#include <coopgraph/io/edge_table.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace coopgraph {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

namespace fs = std::filesystem;

class NodeTable : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
    folder_ = fs::temp_directory_path() / (std::string("coopgraph-nodes-") + test->name() + '-' + std::to_string(::getpid()));
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }

  [[nodiscard]] std::string put(const std::string& file, const std::string& bytes) const {
    const std::string path = (folder_ / file).string();
    std::ofstream(path, std::ios::binary) << bytes;
    return path;
  }
  [[nodiscard]] node_table nodes(const std::string& bytes, const edge_table_options& options = {}) const {
    return read_node_table(put("n.csv", bytes), options);
  }
  [[nodiscard]] edge_table edges(const node_table& of, const std::string& bytes, const edge_table_options& options = {}) const {
    return read_edge_table(put("e.csv", bytes), of, options);
  }
  template <class Read>
  [[nodiscard]] static std::vector<diagnostic> problems(const Read& read) {
    try {
      read();
    } catch (const data_error& e) {
      return e.diagnostics();
    }
    ADD_FAILURE() << "no problem";
    return {diagnostic{}};
  }

  fs::path folder_;
};

TEST_F(NodeTable, HoldsIdsNamesAndAllCellsAsText) {
  const auto t = nodes("Id,Label,pop\n01,H\xC3\xA0 N\xE1\xBB\x99i,007\n\n79,,1e3\n");
  EXPECT_THAT(t.ids, ElementsAre("01", "79"));
  EXPECT_THAT(t.names, ElementsAre("H\xC3\xA0 N\xE1\xBB\x99i", "79")) << "without a name the id is the name";
  EXPECT_THAT(t.columns, ElementsAre("Id", "Label", "pop"));
  EXPECT_THAT(t.cells, ElementsAre(ElementsAre("01", "H\xC3\xA0 N\xE1\xBB\x99i", "007"), ElementsAre("79", "", "1e3")));
  EXPECT_THAT(t.lines, ElementsAre(2U, 4U));
}

TEST_F(NodeTable, TheIdIsTheFirstOfIdCodeKeyNodeName) {
  EXPECT_THAT(nodes("name,code\nA,1\n").ids, ElementsAre("1"));
  EXPECT_THAT(nodes("code,id\n1,x\n").ids, ElementsAre("x"));
  const auto t = nodes("name,pop\nA,1\n");
  EXPECT_THAT(t.ids, ElementsAre("A"));
  EXPECT_THAT(t.names, ElementsAre("A"));
  const auto found = problems([&] { (void)nodes("a,b\n1,2\n"); });
  EXPECT_EQ(found[0].code, "missing-column");
  EXPECT_THAT(found[0].message, HasSubstr("\"a\" and \"b\""));
  EXPECT_EQ(problems([&] { (void)nodes("id,ID\n1,2\n"); })[0].code, "ambiguous-column");
}

TEST_F(NodeTable, IdsAreUniqueAndNotEmpty) {
  const auto found = problems([&] { (void)nodes("id\na\n\"\"\na\n"); });
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].code, "empty-id");
  EXPECT_EQ(found[0].where.line, 3U);
  EXPECT_EQ(found[1].code, "duplicate-id");
  EXPECT_EQ(found[1].where.line, 4U);
  EXPECT_THAT(found[1].message, HasSubstr("line 2"));
  EXPECT_THROW((void)nodes("id\na\nb\n", {.most_vertices = 1}), limit_error);
  EXPECT_EQ(problems([&] { (void)nodes(""); })[0].code, "empty-file");
}

TEST_F(NodeTable, ItsNodesAreTheVerticesAlsoThoseWithoutAnEdge) {
  const auto n = nodes("id,name\nc,Gamma\na,Alpha\nb,Beta\n");
  for (const char* header : {"source,target\n", "\"source\",target\n"}) {
    const auto t = edges(n, std::string(header) + "a,b\n");
    EXPECT_THAT(t.ids, ElementsAre("c", "a", "b"));
    EXPECT_THAT(t.names, ElementsAre("Gamma", "Alpha", "Beta"));
    EXPECT_EQ(t.rows, (std::vector<endpoints>{{1, 2}}));
  }
}

TEST_F(NodeTable, AnEndThatIsNoNodeIsNamedWithTheNearestIds) {
  const auto n = nodes("id\nhanoi\nhue\n");
  const auto found = problems([&] { (void)edges(n, "source,target\nhanoi,hue\nhanio,hue\n"); });
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].code, "unknown-vertex");
  EXPECT_EQ(found[0].where.line, 3U);
  EXPECT_EQ(found[0].where.column, 1U);
  EXPECT_THAT(found[0].message, HasSubstr("did you mean \"hanoi\"?"));
  const auto t = edges(n, "source,target\nhanoi,hue\nhanio,hue\n", {.on_bad_row = bad_rows::skip});
  EXPECT_THAT(t.row_numbers, ElementsAre(0U));
}

TEST_F(NodeTable, EndsAreMatchedByAnySpellingOfAName) {
  const auto n = nodes(
      "id,name\n01,H\xC3\xA0 N\xE1\xBB\x99i\n37,Ninh B\xC3\xACnh\n58,Ninh Thu\xE1\xBA\xADn\n60,B\xC3\xACnh Thu\xE1\xBA\xADn\n");
  const edge_table_options by_name{.match = end_match::name};
  const auto t = edges(n, "origin,destination\nHA NOI,ninh binh\nBinh Thuan,Ha Noi\n", by_name);
  EXPECT_EQ(t.rows, (std::vector<endpoints>{{0, 1}, {3, 0}}));
  EXPECT_EQ(t.ids, n.ids);
  const auto found = problems([&] { (void)edges(n, "origin,destination\nNinh Binhh,Ha Noi\n", by_name); });
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].code, "unknown-vertex");
  EXPECT_THAT(found[0].message, HasSubstr("Ninh B\xC3\xACnh")) << "suggested, not taken";
  const std::string path = put("e.csv", "source,target\na,b\n");
  EXPECT_THROW((void)read_edge_table(path, by_name), option_error) << "there are no names";
}

TEST_F(NodeTable, ANameOfSeveralNodesIsAmbiguous) {
  const auto n = nodes("id,name\n1,An Giang\n2,an giang\n3,Hue\n");
  const auto found = problems([&] { (void)edges(n, "source,target\nAn Giang,Hue\n", {.match = end_match::name}); });
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].code, "ambiguous-name");
  EXPECT_THAT(found[0].message, HasSubstr("\"1\" and \"2\""));
}

}  // namespace
}  // namespace coopgraph
