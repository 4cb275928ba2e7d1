// SPDX-License-Identifier: BSL-1.0
// What all formats of graph files share: names, options, checks of documents, files. Pajek and MatrixMarket stand for them.
#include <coopgraph/core/error.hpp>
#include <coopgraph/io/graph_file.hpp>

#include "io/line_formats_kit.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

namespace coopgraph {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr graph_format pajek = graph_format::pajek;

/// A folder of its own for a test, gone behind it.
class GraphFile : public ::testing::Test {
 protected:
  GraphFile() { std::filesystem::create_directories(folder_); }
  ~GraphFile() override { std::filesystem::remove_all(folder_); }

  [[nodiscard]] std::string path(const std::string& name) const { return (folder_ / name).string(); }
  [[nodiscard]] std::string write(const std::string& name, std::string_view bytes) const {
    std::ofstream(path(name), std::ios::binary) << bytes;
    return path(name);
  }
  [[nodiscard]] static std::string bytes_of(const std::string& path) {
    std::stringstream all;
    all << std::ifstream(path, std::ios::binary).rdbuf();
    return all.str();
  }
  [[nodiscard]] std::size_t files() const {
    return static_cast<std::size_t>(
        std::distance(std::filesystem::directory_iterator(folder_), std::filesystem::directory_iterator()));
  }

 private:
  std::filesystem::path folder_ = std::filesystem::path(::testing::TempDir()) /
                                  ("graph_file_" + std::string(::testing::UnitTest::GetInstance()->current_test_info()->name()));
};

graph_document two_vertices() {
  graph_document d;
  d.ids.push_back("a");
  d.ids.push_back("b");
  d.edges = {{0, 1}};
  return d;
}

template <typename Error>
std::string message_of(const std::function<void()>& call) {
  try {
    call();
  } catch (const Error& e) {
    return e.what();
  }
  ADD_FAILURE() << "nothing was thrown";
  return {};
}

TEST_F(GraphFile, FindsAFormatByItsNameAndByAnExtensionInAnyCapitals) {
  EXPECT_EQ(graph_format_named("pajek"), graph_format::pajek);
  EXPECT_EQ(graph_format_named("matrix-market"), graph_format::matrix_market);
  EXPECT_EQ(graph_format_named("Pajek"), std::nullopt);
  EXPECT_EQ(graph_format_named(""), std::nullopt);
  EXPECT_EQ(graph_format_of("a/b.net"), graph_format::pajek);
  EXPECT_EQ(graph_format_of("A.PAJ"), graph_format::pajek);
  EXPECT_EQ(graph_format_of("x.mtx"), graph_format::matrix_market);
  for (const char* const path : {"x.max", "x.min", "x.y.Dimacs"}) EXPECT_EQ(graph_format_of(path), graph_format::dimacs) << path;
  for (const char* const path : {"", "net", "x.", ".", "x.csv", "a.net/b", "x.net "})
    EXPECT_EQ(graph_format_of(path), std::nullopt) << path;
}

TEST_F(GraphFile, GivesEachFormatANameByWhichItIsFound) {
  std::size_t known = 0;
  for (const graph_format format : graph_formats()) {
    if (name_of(format).empty()) continue;
    ++known;
    EXPECT_EQ(graph_format_named(name_of(format)), format);
  }
  EXPECT_EQ(known, 8U);
  EXPECT_TRUE(std::is_sorted(graph_formats().begin(), graph_formats().end()));
}

TEST_F(GraphFile, RefusesLimitsOfZeroByName) {
  const std::pair<const char*, std::function<void(graph_file_options&)>> all[] = {
      {"limits.file_bytes", [](auto& o) { o.limits.file_bytes = 0; }},
      {"limits.vertices", [](auto& o) { o.limits.vertices = 0; }},
      {"limits.edges", [](auto& o) { o.limits.edges = 0; }},
      {"limits.text_bytes", [](auto& o) { o.limits.text_bytes = 0; }},
      {"limits.attributes", [](auto& o) { o.limits.attributes = 0; }},
      {"limits.per_element", [](auto& o) { o.limits.per_element = 0; }},
      {"limits.values", [](auto& o) { o.limits.values = 0; }},
      {"limits.points", [](auto& o) { o.limits.points = 0; }},
      {"limits.depth", [](auto& o) { o.limits.depth = 0; }},
      {"limits.problems", [](auto& o) { o.limits.problems = 0; }},
      {"block_bytes", [](auto& o) { o.block_bytes = 0; }}};
  const std::string file = write("x.net", "*Vertices 1\n");
  for (const auto& [name, change] : all) {
    graph_file_options options;
    change(options);
    EXPECT_THAT(message_of<option_error>([&] { static_cast<void>(parse_graph("", "x", pajek, options)); }), HasSubstr(name));
    EXPECT_THAT(message_of<option_error>([&] { static_cast<void>(read_graph_file(file, pajek, options)); }), HasSubstr(name));
  }
}

TEST_F(GraphFile, RefusesAFormatThatThereIsNot) {
  const auto none = static_cast<graph_format>(1000);
  EXPECT_THAT(message_of<option_error>([&] { static_cast<void>(parse_graph("", "x", none)); }), HasSubstr("graph_format"));
  EXPECT_THAT(message_of<option_error>([&] { static_cast<void>(to_graph_text(two_vertices(), none)); }),
              HasSubstr("graph_format"));
  EXPECT_TRUE(name_of(none).empty());
}

TEST_F(GraphFile, RefusesFilesOverTheLimitBeforeItReadsThem) {
  const std::string bytes = "*Vertices 1\n";
  const graph_file_options options{.limits = {.file_bytes = bytes.size() - 1}};
  EXPECT_THAT(message_of<limit_error>([&] { static_cast<void>(parse_graph(bytes, "x.net", pajek, options)); }),
              AllOf(HasSubstr("x.net: the file has 12 bytes"), HasSubstr("limit of 11")));
  EXPECT_THAT(message_of<limit_error>([&] { static_cast<void>(read_graph_file(write("x.net", bytes), pajek, options)); }),
              HasSubstr("file-bytes"));
  EXPECT_NO_THROW(static_cast<void>(parse_graph(bytes, "x", pajek, {.limits = {.file_bytes = bytes.size()}})));
}

TEST_F(GraphFile, NamesFilesOfAnotherKindAndFilesThatAreNotThere) {
  const std::pair<std::string, const char*> cases[] = {{std::string("PK\x03\x04 zipped", 11), "ZIP"},
                                                       {std::string("\xff\xfe*\0V\0e\0", 8), "UTF-16"},
                                                       {std::string("\x1f\x8b\x08\0packed", 10), "gzip"}};
  for (const graph_format format : {graph_format::pajek, graph_format::matrix_market, graph_format::dimacs})
    for (const auto& [bytes, words] : cases) {
      const std::string said = kit::refusal(bytes, format);
      EXPECT_THAT(said, AllOf(HasSubstr(words), ::testing::StartsWith("f: "))) << words;
      const std::string file = write("x", bytes);
      EXPECT_THAT(message_of<data_error>([&] { static_cast<void>(read_graph_file(file, format)); }), HasSubstr(words));
    }
  EXPECT_THAT(message_of<data_error>([&] { static_cast<void>(read_graph_file(path("missing.net"), pajek)); }),
              HasSubstr("missing.net"));
}

TEST_F(GraphFile, ReadsAFileAsTheSameBytesInMemory) {
  std::string bytes = "*Vertices 3000\n";
  for (int v = 1; v <= 3000; ++v) bytes += std::to_string(v) + " \"Tỉnh " + std::to_string(v) + "\"\n";
  bytes += "*Edges\n";
  for (int v = 1; v < 3000; ++v) bytes += std::to_string(v) + ' ' + std::to_string(v + 1) + " 0.5\n";
  const std::string file = write("x.net", bytes);
  const auto in_memory = parse_graph(bytes, "x.net", pajek);
  for (const std::size_t block : {std::size_t{1}, std::size_t{7}, std::size_t{4096}, std::size_t{1} << 20}) {
    const auto read = read_graph_file(file, pajek, {.block_bytes = block});
    EXPECT_EQ(kit::difference(in_memory, read), "") << block;
    EXPECT_EQ(read.file, file);
  }
}

TEST_F(GraphFile, HearsARequestToStop) {
  std::stop_source stop;
  stop.request_stop();
  for (const graph_format format : {graph_format::pajek, graph_format::matrix_market, graph_format::dimacs})
    EXPECT_THROW(static_cast<void>(parse_graph("*Vertices 1\n", "x", format, {.run = {.stop = stop.get_token()}})), cancelled);
}

TEST_F(GraphFile, RefusesToWriteDocumentsThatDoNotHoldTogether) {
  const std::pair<const char*, std::function<void(graph_document&)>> all[] = {
      {"an edge of vertex 7",
       [](auto& d) {
         d.edges.push_back({0, 7});
       }},
      {"the id a twice among vertices", [](auto& d) { d.ids = {}, d.ids.push_back("a"), d.ids.push_back("a"); }},
      {"an empty id of vertices", [](auto& d) { d.ids = {}, d.ids.push_back("a"), d.ids.push_back(""); }},
      {"2 ids of edges", [](auto& d) { d.edge_ids.push_back("x"), d.edge_ids.push_back("y"); }},
      {"1 outlines", [](auto& d) { d.outlines.resize(1); }},
      {"the attribute x of the vertices with 1 values", [](auto& d) { d.vertex_attributes = {kit::texts("x", {"v"})}; }},
      {"the attribute x of the edges with 0 values", [](auto& d) { d.edge_attributes = {{"x"}}; }},
      {"the attribute x of the graph with 2 values",
       [](auto& d) {
         d.about = {kit::texts("x", {"v", "w"})};
       }},
      {"two attributes x of the edges",
       [](auto& d) {
         d.edge_attributes = {kit::texts("x", {"v"}), kit::texts("x", {"w"})};
       }},
      {"a spell of the element 1 among the edges",
       [](auto& d) {
         d.edge_spells = {{1, "5", "6"}};
       }},
      {"the missing element 2",
       [](auto& d) {
         d.vertex_attributes = {kit::texts("x", {"v", "w"})}, d.vertex_attributes[0].missing = {2};
       }},
      {"the missing element 0",
       [](auto& d) {
         d.vertex_attributes = {kit::texts("x", {"v", "w"})}, d.vertex_attributes[0].missing = {1, 0};
       }},
      {"the integer 0.5", [](auto& d) { d.edge_attributes = {kit::numbers("x", attribute_kind::integer, {"0.5"})}; }},
      {"the boolean 2", [](auto& d) { d.edge_attributes = {kit::numbers("x", attribute_kind::boolean, {"2"})}; }},
      {"UTF-8 without NUL", [](auto& d) { d.edge_attributes = {kit::texts("x", {"\xff"})}; }},
      {"UTF-8 without NUL", [](auto& d) { d.edge_attributes = {kit::texts("x\xc3", {"v"})}; }},
      {"UTF-8 without NUL", [](auto& d) { d.about = {kit::texts("x", {std::string(1, '\0')})}; }},
      {"UTF-8 without NUL", [](auto& d) { d.ids = {}, d.ids.push_back("a"), d.ids.push_back("b\xff"); }},
      {"UTF-8 without NUL", [](auto& d) {
         d.vertex_spells = {{0, "\xff", ""}};
       }}};
  for (const auto& [words, change] : all) {
    graph_document d = two_vertices();
    change(d);
    EXPECT_THAT(message_of<input_error>([&] { static_cast<void>(to_graph_text(d, pajek)); }), HasSubstr(words));
    EXPECT_THAT(message_of<input_error>([&] { static_cast<void>(write_graph_file(d, path("x.net"), pajek)); }), HasSubstr(words));
  }
  EXPECT_EQ(files(), 0U) << "nothing was begun";
}

TEST_F(GraphFile, WritesTheSameBytesIntoAFileAsIntoMemory) {
  graph_document d = two_vertices();
  d.edges.assign(100'000, {0, 1});  // more than a block
  for (const graph_format format : {graph_format::pajek, graph_format::matrix_market, graph_format::dimacs}) {
    const written_graph written = to_graph_text(d, format);
    EXPECT_EQ(write_graph_file(d, path("x"), format), written.lost);
    EXPECT_EQ(bytes_of(path("x")), written.bytes);
  }
  EXPECT_EQ(files(), 1U);
}

TEST_F(GraphFile, LeavesNothingBehindAndAnOlderFileAsItWasIfWritingFails) {
  const graph_document d = two_vertices();
  EXPECT_THAT(message_of<io_error>([&] { static_cast<void>(write_graph_file(d, path("none/x.net"), pajek)); }),
              HasSubstr("none/x.net"));
  EXPECT_EQ(files(), 0U);
  const std::string older = write("x.net", "older");
  graph_document wrong = d;
  wrong.edges.push_back({5, 5});
  EXPECT_THROW(static_cast<void>(write_graph_file(wrong, older, pajek)), input_error);
  EXPECT_EQ(bytes_of(older), "older");
  EXPECT_EQ(files(), 1U);
  std::filesystem::create_directories(path("folder"));
  EXPECT_THROW(static_cast<void>(write_graph_file(d, path("folder"), pajek)), io_error);
  EXPECT_EQ(files(), 2U);
}

TEST_F(GraphFile, SaysThatADeviceIsFull) {
  if (!std::filesystem::exists("/dev/full")) GTEST_SKIP() << "there is no /dev/full";
  EXPECT_THAT(message_of<io_error>([] { static_cast<void>(write_graph_file(two_vertices(), "/dev/full", pajek)); }),
              HasSubstr("/dev/full"));
}

TEST_F(GraphFile, WritesTextsThatOthersCouldTakeForMore) {
  graph_document d;
  for (const char* const id :
       {"<script>alert(1)</script>", "\"quoted\"", "\u202etxt.exe", "=1+1", "*Arcs", "% no comment", "[5-10]"})
    d.ids.push_back(id);
  d.edges = {{0, 6}};
  for (const graph_format format : {graph_format::pajek, graph_format::matrix_market, graph_format::dimacs}) {
    const auto again = kit::read_again(d, format);
    EXPECT_EQ(kit::all_of(again.ids), kit::all_of(d.ids));
  }
}

TEST_F(GraphFile, TellsHowMuchOfAFileIsRead) {
  graph_document many;
  for (int v = 0; v < 20'000; ++v) many.ids.push_back("vertex " + std::to_string(v));
  for (vertex_id v = 1; v < 20'000; ++v) many.edges.push_back({v - 1, v});
  for (const graph_format format : graph_formats()) {
    (void)write_graph_file(many, path("many"), format);
    std::vector<double> told;
    (void)read_graph_file(path("many"), format,
                          {.block_bytes = 4096, .run = {.progress = [&](double done) { told.push_back(done); }}});
    EXPECT_GT(told.size(), 10U) << name_of(format);
    EXPECT_TRUE(std::is_sorted(told.begin(), told.end())) << name_of(format);
    EXPECT_GT(told.back(), 0.9) << name_of(format);
    EXPECT_LE(told.back(), 1.0) << name_of(format);
  }
}

}  // namespace
}  // namespace coopgraph
