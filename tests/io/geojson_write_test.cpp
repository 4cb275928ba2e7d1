// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/core/error.hpp>
#include <coopgraph/core/random.hpp>
#include <coopgraph/io/file.hpp>
#include <coopgraph/io/graph_file.hpp>

#include "io/geojson_kit.hpp"
#include "io/graph_document_kit.hpp"
#include "support/matchers.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <filesystem>
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
using ::testing::Not;
using ::testing::SizeIs;

written_graph written(const graph_document& d) { return to_graph_text(d, graph_format::geojson); }

attribute_column numbers(const std::string& name, const std::vector<decimal>& values,
                         attribute_kind kind = attribute_kind::number) {
  return {name, kind, {}, values};
}
attribute_column texts(const std::string& name, const std::vector<std::string>& values) {
  attribute_column made{name};
  for (const std::string& v : values) made.push_text(v);
  return made;
}
graph_document vertices(const std::vector<std::string>& ids) {
  graph_document d;
  for (const std::string& id : ids) d.ids.push_back(id);
  return d;
}

std::vector<position> box(double west, double south, double size, bool clockwise = false) {
  std::vector<position> ring = {
      {west, south}, {west + size, south}, {west + size, south + size}, {west, south + size}, {west, south}};
  if (clockwise) std::reverse(ring.begin(), ring.end());
  return ring;
}

TEST(GeojsonWrite, WritesPlacesOutlinesAndLines) {
  graph_document d = vertices({"a", "b", "c"});
  d.directed = true;
  d.about = {texts("name", {"<x>"})};
  d.vertex_attributes = {numbers("n", {{1, 0}, {15, -1}, {-2, 20}}), numbers("lon", {{1055, -1}, {0, 0}, {0, 0}}),
                         numbers("lat", {{21, 0}, {0, 0}, {0, 0}})};
  d.vertex_attributes[1].missing = d.vertex_attributes[2].missing = {1, 2};
  d.outlines = {{}, {{box(0, 0, 1)}}, {}};
  d.edges = {{0, 1}, {1, 2}};
  d.edge_ids.push_back("e");
  d.edge_ids.push_back("f");
  const std::string expected =
      R"({
"type": "FeatureCollection",
"name": "\u003cx>",
"directed": true,
"features": [
{"type": "Feature", "id": "a", "geometry": {"type": "Point", "coordinates": [105.5, 21.0]}, "properties": {"n": 1.0}},
{"type": "Feature", "id": "b", "geometry": {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]]}, "properties": {"n": 1.5, "lon": null, "lat": null}},
{"type": "Feature", "id": "c", "geometry": null, "properties": {"n": -200000000000000000000.0, "lon": null, "lat": null}},
{"type": "Feature", "id": "e", "geometry": {"type": "LineString", "coordinates": [[105.5, 21.0], [0.5, 0.5]]}, "properties": {"source": "a", "target": "b"}},
{"type": "Feature", "id": "f", "geometry": null, "properties": {"source": "b", "target": "c"}}
]
}
)";
  EXPECT_EQ(written(d).bytes, expected);
  EXPECT_THAT(written(d).lost, IsEmpty());
  EXPECT_EQ(difference(d, parse_geojson(expected)), "");
  const std::string empty = "{\n\"type\": \"FeatureCollection\",\n\"directed\": false,\n\"features\": [\n]\n}\n";
  EXPECT_EQ(written({}).bytes, empty);
  EXPECT_EQ(difference({}, parse_geojson(empty)), "");
}

TEST(GeojsonWrite, WritesDocumentsThatComeBackEqual) {
  std::size_t complete = 0;
  for (std::uint64_t seed = 0; seed < 600; ++seed) {
    document_traits traits;
    traits.outlines = true;
    traits.spells = seed % 8 == 0;
    graph_document d = random_document(seed, traits);
    random_stream random(seed, "places");
    if (d.vertices() > 0 && random.below(3) > 0)
      for (const char* name : {"lon", "lat"}) {
        attribute_column place{name, random.below(4) == 0 ? attribute_kind::integer : attribute_kind::number};
        for (std::size_t v = 0; v < d.vertices(); ++v)
          if (random.below(4) == 0)
            place.push_missing();
          else
            place.push_number({static_cast<std::int64_t>(random.below(100)) - 50,
                               place.kind == attribute_kind::integer ? 0 : -static_cast<std::int32_t>(random.below(17))});
        for (decimal& x : place.numbers) x = detail::without_trailing_zeros(x);
        d.vertex_attributes.insert(random.below(2) == 0 ? d.vertex_attributes.begin() : d.vertex_attributes.end(), place);
      }
    const written_graph text = written(d);
    EXPECT_EQ(text.bytes, written(d).bytes);
    if (!text.lost.empty()) {
      for (const std::string& sentence : text.lost)
        EXPECT_TRUE(sentence.find("no periods") != sentence.npos || sentence.find("without a value") != sentence.npos ||
                    sentence.find("for there are no") != sentence.npos)
            << sentence;
      (void)parse_geojson(text.bytes);
      continue;
    }
    ++complete;
    EXPECT_EQ(difference(d, parse_geojson(text.bytes)), "") << seed << '\n' << text.bytes;
  }
  EXPECT_GT(complete, 250U);
}

TEST(GeojsonWrite, KeepsEveryDigitOfAPlace) {
  graph_document d = vertices({"a"});
  d.vertex_attributes = {numbers("lon", {{105841234567890123, -15}}), numbers("lat", {{-210000000000000001, -16}})};
  EXPECT_THAT(written(d).bytes, HasSubstr("[105.841234567890123, -21.0000000000000001]"));
  EXPECT_EQ(difference(d, parse_geojson(written(d).bytes)), "");
}

TEST(GeojsonWrite, KeepsAsPropertiesWhatIsNoPlace) {
  graph_document d = vertices({"a", "b"});
  d.vertex_attributes = {numbers("lon", {{2, 2}, {18000000000000001, -14}}), numbers("lat", {{1, 0}, {2, 0}})};
  EXPECT_THAT(written(d).bytes, Not(HasSubstr("Point")));
  EXPECT_EQ(difference(d, parse_geojson(written(d).bytes)), "");
  d.vertex_attributes = {texts("lon", {"1", "2"}), numbers("lat", {{1, 0}, {2, 0}})};
  EXPECT_THAT(written(d).bytes, Not(HasSubstr("Point")));
  EXPECT_EQ(difference(d, parse_geojson(written(d).bytes)), "");
}

TEST(GeojsonWrite, GroupsRingsByWhatLiesInsideWhat) {
  graph_document d = vertices({"a"});
  // A field of boxes in boxes, of any direction, in any order: on even depths land, on odd depths holes.
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    random_stream random(seed, "rings");
    struct nested {
      std::vector<position> ring;
      std::size_t tower, depth;
    };
    std::vector<nested> rings;
    for (std::size_t tower = 0; tower < 1 + random.below(6); ++tower) {
      const double west = static_cast<double>(tower % 3) * 10.0;
      const double south = static_cast<double>(tower / 3) * 10.0;
      for (std::size_t depth = 0; depth <= random.below(5); ++depth) {
        const double inset = static_cast<double>(depth);
        auto ring = box(west + inset, south + inset, 10.0 - 2 * inset, random.below(2) == 0);  // neighbours share sides
        ring.pop_back();
        std::rotate(ring.begin(), ring.begin() + static_cast<std::ptrdiff_t>(random.below(4)), ring.end());
        ring.push_back(ring.front());
        rings.push_back({ring, tower, depth});
      }
    }
    for (std::size_t i = rings.size(); i > 1; --i) std::swap(rings[i - 1], rings[random.below(i)]);
    unit_outline border;
    for (const nested& r : rings) border.rings.push_back(r.ring);
    d.outlines = {border};

    std::vector<std::vector<position>> expected;
    bool in_order = true;
    std::size_t parts = 0;
    for (std::size_t i = 0; i < rings.size(); ++i) {
      if (rings[i].depth % 2 != 0) continue;
      ++parts;
      in_order = in_order && i == expected.size();
      expected.push_back(rings[i].ring);
      for (std::size_t j = 0; j < rings.size(); ++j)
        if (rings[j].tower == rings[i].tower && rings[j].depth == rings[i].depth + 1) {
          in_order = in_order && j == expected.size();
          expected.push_back(rings[j].ring);
        }
    }
    const written_graph text = written(d);
    const graph_document back = parse_geojson(text.bytes);
    EXPECT_TRUE(back.outlines[0].rings == expected) << seed;
    EXPECT_THAT(text.bytes, HasSubstr(parts == 1 ? "\"Polygon\"" : "\"MultiPolygon\""));
    EXPECT_EQ(text.lost.empty(), in_order) << seed;
    if (!in_order) {
      EXPECT_THAT(text.lost, ElementsAre(HasSubstr("1 outline has its rings in another order")));
    }
  }
}

TEST(GeojsonWrite, TakesARingThatTouchesTheOneAroundItForItsHole) {
  graph_document d = vertices({"a"});
  const std::vector<position> hole = {{0, 0}, {2, 1}, {1, 2}, {0, 0}};  // at the corner of the box
  const std::vector<position> inner = {{2, 2}, {3, 2}, {4, 4}, {2, 2}};
  d.outlines = {{{box(0, 0, 4), hole, inner}}};
  EXPECT_THAT(written(d).bytes, HasSubstr("\"Polygon\""));
  EXPECT_EQ(difference(d, parse_geojson(written(d).bytes)), "");
  d.outlines = {{{box(0, 0, 1), box(1, 1, 1), box(1, 0, 1)}}};  // a corner, a side
  EXPECT_THAT(written(d).bytes, HasSubstr("\"MultiPolygon\""));
  EXPECT_EQ(difference(d, parse_geojson(written(d).bytes)), "");
}

TEST(GeojsonWrite, WritesManyRingsInTime) {
  graph_document d = vertices({"a"});
  d.outlines.emplace_back();
  for (int i = 0; i < 200'000; ++i)  // each inside the one before: a test of each against each would take hours
    d.outlines[0].rings.push_back(box(-80.0 + i * 1e-4, -80.0 + i * 1e-4, 160.0 - i * 2e-4));
  const written_graph text = written(d);
  EXPECT_THAT(text.lost, IsEmpty());
  EXPECT_EQ(static_cast<std::size_t>(std::count(text.bytes.begin(), text.bytes.end(), '[')), 200'000U * 6 + 100'000U + 2U);
}

TEST(GeojsonWrite, EndsLinesInsideTheGreatestPartOfAnOutline) {
  graph_document d = vertices({"horseshoe", "east"});
  const std::vector<position> shoe = {{0, 0}, {9, 0}, {9, 1}, {1, 1}, {1, 9}, {9, 9}, {9, 10}, {0, 10}, {0, 0}};
  d.outlines = {{{box(20, 0, 2), shoe}}, {{{{179, 0}, {-179, 0}, {-179, 1}, {179, 1}, {179, 0}}}}};
  d.edges = {{0, 1}};
  EXPECT_THAT(written(d).bytes, HasSubstr("\"LineString\", \"coordinates\": [[0.5, 5], [180, 0.5]]"));
}

TEST(GeojsonWrite, EndsNoLineInAHole) {
  graph_document d = vertices({"ring", "point"});
  d.outlines = {{{box(0, 0, 4), box(1, 1, 2)}}, {}};
  d.edges = {{0, 0}};
  EXPECT_THAT(written(d).bytes, HasSubstr("\"LineString\", \"coordinates\": [[0.5, 2], [0.5, 2]]"));
}

TEST(GeojsonWrite, ClosesRingsAndLeavesOutWhatEnclosesNothing) {
  graph_document d = vertices({"a", "b"});
  d.outlines = {{{{{0, 0}, {1, 0}, {1, 1}}, {{0, 0}, {1, 0}, {0, 0}}, {}}}, {{{{0, 0}, {1, 0}}}}};
  const written_graph text = written(d);
  EXPECT_THAT(text.lost, ElementsAre(HasSubstr("1 ring is closed by the first point"),
                                     HasSubstr("3 rings of fewer than three different points are left out")));
  const graph_document back = parse_geojson(text.bytes);
  ASSERT_THAT(back.outlines, SizeIs(2));
  EXPECT_EQ(back.outlines[0].rings, (std::vector<std::vector<position>>{{{0, 0}, {1, 0}, {1, 1}, {0, 0}}}));
  EXPECT_THAT(back.outlines[1].rings, IsEmpty());
  d.outlines = {{}, {}};
  EXPECT_THAT(written(d).lost, ElementsAre("2 outlines are left out, for there are no rings."));
}

TEST(GeojsonWrite, NamesTheEndsSoThatNoAttributeIsTakenForThem) {
  graph_document d = vertices({"a", "b"});
  d.edges = {{0, 1}};
  d.edge_attributes = {texts("source", {"survey"})};
  EXPECT_THAT(written(d).bytes, HasSubstr(R"({"origin": "a", "destination": "b", "source": "survey"})"));
  EXPECT_THAT(written(d).lost, IsEmpty());
  EXPECT_EQ(difference(d, parse_geojson(written(d).bytes)), "");
}

TEST(GeojsonWrite, SaysWhichAttributesItCannotHold) {
  graph_document d = vertices({"a", "b"});
  d.edges = {{0, 1}};
  d.edge_attributes = {texts("source", {"x"}), texts("target", {"y"}), texts("t", {"z"})};
  EXPECT_THAT(written(d).lost, ElementsAre(HasSubstr("those named source and target are left out")));
  EXPECT_THAT(written(d).bytes, HasSubstr(R"({"source": "a", "target": "b", "t": "z"})"));
  d.edge_attributes = {texts("source", {"x"}), texts("destination", {"y"}), texts("to", {"z"})};
  EXPECT_THAT(written(d).lost, ElementsAre(HasSubstr("those named source and target are left out")));
  EXPECT_THAT(parse_geojson(written(d).bytes).edges, ElementsAre(endpoints{0, 1}));

  graph_document v = vertices({"a", "b"});
  v.vertex_attributes = {texts("from", {"x", ""}), numbers("to", {{1, 0}, {1, 0}}, attribute_kind::integer)};
  EXPECT_THAT(written(v).lost, ElementsAre(HasSubstr("the attribute to is left out")));
  EXPECT_EQ(parse_geojson(written(v).bytes).vertices(), 2U);
  v.vertex_attributes[0] = texts("from", {"", ""});
  EXPECT_THAT(written(v).lost, IsEmpty());
  EXPECT_EQ(difference(v, parse_geojson(written(v).bytes)), "");

  graph_document a = vertices({"a"});
  a.about = {texts("type", {"x"}), texts("title", {"y"})};
  EXPECT_THAT(written(a).lost, ElementsAre("The attribute \"type\" of the graph is left out: GeoJSON has this name for itself."));
  EXPECT_EQ(parse_geojson(written(a).bytes).about.size(), 1U);

  graph_document s = vertices({"a", "b"});
  s.time_format = "date";
  s.vertex_spells = {{0, "2018-01-01"}};
  s.edges = {{0, 1}};
  s.edge_spells = {{0, "2018-01-01"}, {0, "", "2019-01-01"}};
  EXPECT_THAT(written(s).lost, ElementsAre("3 spells are left out: GeoJSON has no periods."));
}

TEST(GeojsonWrite, RefusesOutlinesOffTheEarth) {
  graph_document d = vertices({"a"});
  d.outlines = {{{{{0, 0}, {1, 0}, {1, 91}, {0, 0}}}}};
  EXPECT_TRUE(refuses<input_error>([&] { return written(d); }, "document", "a position (1, 91) of the outline of vertex a",
                                   "longitudes in [-180, 180] and latitudes in [-90, 90]"));
  d.outlines[0].rings[0][2] = {std::nan(""), 1};
  EXPECT_THROW((void)written(d), input_error);
}

TEST(GeojsonWrite, WritesAFileThatIsReadAgain) {
  const std::string path = (std::filesystem::path(::testing::TempDir()) / "coopgraph_geojson_write_test.geojson").string();
  const graph_document d = random_document(7, {});
  EXPECT_EQ(write_graph_file(d, path, graph_format::geojson), written(d).lost);
  EXPECT_EQ(read_file(path), written(d).bytes);
  EXPECT_EQ(graph_format_of(path), graph_format::geojson);
  EXPECT_EQ(read_graph_file(path, graph_format::geojson).file, path);
  std::filesystem::remove(path);
}

}  // namespace
}  // namespace coopgraph
