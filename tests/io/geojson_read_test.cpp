// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/core/error.hpp>
#include <coopgraph/io/graph_file.hpp>

#include "io/geojson_kit.hpp"
#include "io/graph_document_kit.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <stop_token>
#include <string>
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

const std::string square = "[[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]";
const std::string next_square = "[[1, 0], [2, 0], [2, 1], [1, 1], [1, 0]]";

std::vector<std::string> names_of(const text_list& list) {
  std::vector<std::string> all;
  for (std::size_t i = 0; i < list.size(); ++i) all.emplace_back(list[i]);
  return all;
}

std::vector<std::string> values_of(const attribute_column* column) {
  std::vector<std::string> all;
  if (column == nullptr) return {"there is no such column"};
  for (std::size_t i = 0; i < column->size(); ++i) all.push_back(column->has(i) ? column->text_of(i) : "-");
  return all;
}

TEST(GeojsonRead, TakesPlacesAndOutlinesAsVerticesWithTypedAttributes) {
  const graph_document d = parse_geojson(
      collection({feature(geometry("Point", "[105.84999999999999999, -21.0]"),
                          R"({"people": 8053663, "name": "Hà Nội", "old": true})", R"("id": "01", )"),
                  feature(geometry("Polygon", "[" + square + "]"), R"({"people": null, "name": "Hà Giang", "share": 0.1})",
                          R"("id": "02", )"),
                  feature("null", R"({"share": 3, "old": false})", R"("id": 3, )"),
                  feature(geometry("MultiPolygon", "[[" + square + "], [" + next_square + "]]"), "null", R"("id": "04", )")},
                 R"("directed": true, "name": "provinces", )"));
  EXPECT_TRUE(d.directed);
  EXPECT_EQ(d.file, "x.geojson");
  EXPECT_THAT(names_of(d.ids), ElementsAre("01", "02", "3", "04"));
  EXPECT_THAT(d.edges, IsEmpty());
  EXPECT_THAT(values_of(d.of_vertices("people")), ElementsAre("8053663", "-", "-", "-"));
  EXPECT_EQ(d.of_vertices("people")->kind, attribute_kind::integer);
  EXPECT_THAT(values_of(d.of_vertices("name")), ElementsAre("Hà Nội", "Hà Giang", "-", "-"));
  EXPECT_EQ(d.of_vertices("name")->kind, attribute_kind::text);
  EXPECT_THAT(values_of(d.of_vertices("old")), ElementsAre("true", "-", "false", "-"));
  EXPECT_EQ(d.of_vertices("old")->kind, attribute_kind::boolean);
  EXPECT_THAT(values_of(d.of_vertices("share")), ElementsAre("-", "0.1", "3", "-"));
  EXPECT_EQ(d.of_vertices("share")->kind, attribute_kind::number);
  EXPECT_THAT(values_of(d.of_vertices("lon")), ElementsAre("105.85", "-", "-", "-"))
      << "more digits than fit: the nearest double";
  EXPECT_THAT(values_of(d.of_vertices("lat")), ElementsAre("-21", "-", "-", "-"));
  ASSERT_THAT(d.outlines, SizeIs(4));
  EXPECT_THAT(d.outlines[0].rings, IsEmpty());
  EXPECT_THAT(d.outlines[1].rings, SizeIs(1));
  EXPECT_EQ(d.outlines[1].rings[0][2], (position{1, 1}));
  EXPECT_THAT(d.outlines[3].rings, SizeIs(2));
  EXPECT_EQ(d.outlines[3].rings[1][0], (position{1, 0}));
  ASSERT_THAT(d.about, SizeIs(1));
  EXPECT_EQ(d.about[0].name, "name");
  EXPECT_EQ(d.about[0].text_of(0), "provinces");
  EXPECT_THAT(d.notes, ElementsAre("1 feature that is a vertex has no place: no geometry, or an empty one."));
}

TEST(GeojsonRead, TakesTheIdOfTheFeaturesOrTheFirstPropertyThatAllHave) {
  const auto ids = [](const std::vector<std::string>& properties) {
    std::vector<std::string> all;
    for (const std::string& p : properties) all.push_back(feature("null", p));
    return names_of(parse_geojson(collection(all)).ids);
  };
  EXPECT_THAT(ids({R"({"name": "b", "id": 1, "code": "c"})", R"({"name": "d", "id": 2, "code": "c"})"}), ElementsAre("1", "2"));
  EXPECT_THAT(ids({R"({"name": "b", "id": "", "code": "c"})", R"({"name": "d", "id": "x", "code": "e"})"}),
              ElementsAre("c", "e"));
  EXPECT_THAT(ids({R"({"name": "b", "code": null, "key": "k"})", R"({"name": "d", "code": "x", "key": "l"})"}),
              ElementsAre("k", "l"));
  EXPECT_THAT(ids({R"({"name": "b", "key": "k"})", R"({"name": "d"})"}), ElementsAre("b", "d"));
  const graph_document d =
      parse_geojson(collection({feature("null", R"({"name": "a"})", "\"id\": \"x\", "), feature("null", R"({"name": "b"})")}));
  EXPECT_THAT(names_of(d.ids), ElementsAre("a", "b"));
  EXPECT_THAT(d.notes, Contains(HasSubstr("the property \"name\" names them all")));
  EXPECT_TRUE(is_refused(collection({feature("null", R"({"name": "a"})"), feature("null", R"({"title": "b"})")}),
                         "2:1 missing-id", "a feature has no id; give each one a member id"))
      << problems_in(collection({feature("null", R"({"name": "a"})"), feature("null", R"({"title": "b"})")}))[0];
  EXPECT_TRUE(is_refused(collection({feature("null", R"({"name": "a"})"), feature("null", R"({"name": "a"})")}),
                         "3:1 duplicate-id", "the id \"a\" is a duplicate"));
  EXPECT_TRUE(is_refused(collection({feature("null", "{}", R"("id": ["a"], )")}), "2:21 invalid-id", "the id of a feature"));
}

TEST(GeojsonRead, TakesFlowsAsLinesBetweenPlaces) {
  const std::vector<std::string> places = {feature(geometry("Point", "[1, 2]"), "{}", "\"id\": \"a\", "),
                                           feature(geometry("Point", "[3, 4]"), "{}", "\"id\": 7, ")};
  const auto with = [&](const std::vector<std::string>& lines) {
    std::vector<std::string> all = places;
    all.insert(all.begin(), lines.begin(), lines.end());  // lines may come first
    return collection(all);
  };
  const graph_document d =
      parse_geojson(with({feature(geometry("LineString", "[[1, 2], [2, 2.5], [3, 4]]"),
                                  R"({"source": "a", "target": 7, "t": 1.5})", "\"id\": \"e\", "),
                          feature(geometry("LineString", "[[3, 4], [1, 2]]"),
                                  R"({"origin": 7, "destination": "a", "source": "survey"})", "\"id\": \"f\", "),
                          feature("null", R"({"from": 7, "to": "7", "t": 2})", "\"id\": \"g\", ")}));
  EXPECT_TRUE(d.directed);
  ASSERT_THAT(d.edges, SizeIs(3));
  EXPECT_EQ(d.edges[0], (endpoints{0, 1}));
  EXPECT_EQ(d.edges[1], (endpoints{1, 0}));
  EXPECT_EQ(d.edges[2], (endpoints{1, 1}));
  EXPECT_THAT(names_of(d.edge_ids), ElementsAre("e", "f", "g"));
  EXPECT_THAT(values_of(d.of_edges("t")), ElementsAre("1.5", "-", "2"));
  EXPECT_THAT(values_of(d.of_edges("source")), ElementsAre("-", "survey", "-"));
  EXPECT_THAT(d.notes, ElementsAre("1 line has points between the ends, which are not kept."));
  const graph_document some = parse_geojson(with({feature("null", R"({"source": "a", "target": 7})", "\"id\": \"e\", "),
                                                  feature("null", R"({"source": "a", "target": 7})")}));
  EXPECT_TRUE(some.edge_ids.empty());
  EXPECT_THAT(some.notes, ElementsAre("Only 1 of the 2 lines have ids, which are not kept."));
  EXPECT_TRUE(is_refused(with({feature("null", R"({"source": "a", "target": "b"})")}), "2:1 unknown-vertex", "ends at \"b\""));
  EXPECT_TRUE(is_refused(with({feature("null", R"({"source": "a", "target": 7})", "\"id\": 1, "),
                               feature("null", R"({"source": "a", "target": 7})", "\"id\": 1, ")}),
                         "3:1 duplicate-id", "among the lines"));
  EXPECT_TRUE(is_refused(with({feature(geometry("LineString", "[[3, 4], [1, 2]]"), R"({"source": "a"})")}),
                         "2:1 line-without-ends", "a LineString does not say which places the line ties"));
  EXPECT_TRUE(is_refused(with({feature(geometry("LineString", "[[3, 4]]"), R"({"source": "a", "target": 7})")}),
                         "2:1 invalid-coordinates", "a LineString has one position"));
}

TEST(GeojsonRead, MakesVerticesOfTheEndsOfLinesWhereNoFeatureIsAPlace) {
  const graph_document d =
      parse_geojson(collection({feature("null", R"({"from": "b", "to": "a"})"),
                                feature(geometry("LineString", "[[105.8, 21], [108.2, 16]]"), R"({"from": "a", "to": "c"})"),
                                feature(geometry("LineString", "[[0, 0], [1, 1]]"), R"({"from": "c", "to": "a"})")}));
  EXPECT_THAT(names_of(d.ids), ElementsAre("b", "a", "c"));
  EXPECT_THAT(values_of(d.of_vertices("lon")), ElementsAre("-", "105.8", "108.2"));
  EXPECT_THAT(values_of(d.of_vertices("lat")), ElementsAre("-", "21", "16"));
  EXPECT_THAT(d.edges, SizeIs(3));
  EXPECT_THAT(d.notes, Contains(HasSubstr("the ends that the lines name are the 3 vertices")));
}

TEST(GeojsonRead, TakesSharedBordersAsEdgesWhereNoneAreStated) {
  const std::vector<std::string> units = {feature(geometry("Polygon", "[" + square + "]"), R"({"name": "west"})"),
                                          feature(geometry("Polygon", "[" + next_square + "]"), R"({"name": "east"})"),
                                          feature("null", R"({"name": "nowhere"})")};
  const graph_document d = parse_geojson(collection(units));
  EXPECT_FALSE(d.directed);
  ASSERT_THAT(d.edges, SizeIs(1));
  EXPECT_EQ(d.edges[0], (endpoints{0, 1}));
  EXPECT_THAT(values_of(d.of_edges("border_km")), ElementsAre("111.195")) << "a degree: pi / 180 * 6371.0088 km = 111.19508 km";
  EXPECT_THAT(
      d.notes,
      Contains("The file states no edges: the shared borders of its outlines are taken (1), with their lengths to the metre as "
               "border_km. Vertices without a neighbour: 1; pairs of outlines nearer than 100 m that share no point: 0."));
  EXPECT_THAT(parse_geojson(collection(units, "\"directed\": false, ")).edges, IsEmpty())
      << "a graph that is stated has no others";
  std::vector<std::string> flow = units;
  flow.push_back(feature("null", R"({"source": "east", "target": "nowhere"})"));
  EXPECT_THAT(parse_geojson(collection(flow)).edges, ElementsAre(endpoints{1, 2}));
}

TEST(GeojsonRead, FindsTheNeighboursOfVietnamsProvinces) {
  const char* folder = std::getenv("COOPGRAPH_DATA");  // NOLINT(concurrency-mt-unsafe): nobody sets it meanwhile
  const std::filesystem::path file =
      std::filesystem::path(folder == nullptr ? "" : folder) / "vietnam" / "provinces_simplified.geojson";
  if (folder == nullptr || !std::filesystem::exists(file)) GTEST_SKIP() << "COOPGRAPH_DATA has no " << file;
  graph_file_options small_blocks;
  small_blocks.block_bytes = 1000;
  const graph_document d = read_graph_file(file.string(), graph_format::geojson, small_blocks);
  EXPECT_EQ(d.vertices(), 63U);
  EXPECT_THAT(d.edges, SizeIs(135));
  EXPECT_EQ(d.ids[0], "01");
  const written_graph written = to_graph_text(d, graph_format::geojson);
  EXPECT_THAT(written.lost, IsEmpty());
  EXPECT_EQ(difference(d, parse_geojson(written.bytes)), "");
}

TEST(GeojsonRead, KeepsWhatIsNoSimpleValueAsText) {
  const graph_document d =
      parse_geojson(collection({feature("null", R"({"a": [1, {"b": "x"}], "m": 1, "n": true, "o": "x"})", "\"id\": 1, "),
                                feature("null", R"({"a": null, "m": "two", "n": 1.50, "o": false})", "\"id\": 2, "),
                                feature("null", R"({"m": 3.0, "n": false, "o": 4})", "\"id\": 3, ")},
                               R"("metadata": {"made": 2018}, )"));
  EXPECT_THAT(values_of(d.of_vertices("a")), ElementsAre(R"([1, {"b": "x"}])", "-", "-"));
  EXPECT_THAT(values_of(d.of_vertices("m")), ElementsAre("1", "two", "3.0"));
  EXPECT_THAT(values_of(d.of_vertices("n")), ElementsAre("true", "1.50", "false"));
  EXPECT_THAT(values_of(d.of_vertices("o")), ElementsAre("x", "false", "4"));
  EXPECT_THAT(d.about[0].text_of(0), R"({"made": 2018})");
  EXPECT_THAT(d.notes, Contains(R"(The attribute "a" of vertices holds 1 lists or objects as their JSON text.)"));
  EXPECT_THAT(d.notes, Contains(R"(The attribute "m" of vertices has values of several kinds: all are kept as texts.)"));
  EXPECT_TRUE(is_refused(collection({feature("null", R"({"name": "x", "n": 12345678901234567890123})")}), "2:67 invalid-number",
                         "has more digits than are kept"))
      << problems_in(collection({feature("null", R"({"name": "x", "n": 12345678901234567890123})")}))[0];
}

TEST(GeojsonRead, PrefersAPointToPropertiesOfItsPlace) {
  const graph_document d =
      parse_geojson(collection({feature(geometry("Point", "[105.8, 21.5]"), R"({"lat": 21.50, "lon": "east", "name": "a"})")}));
  EXPECT_EQ(d.vertex_attributes[0].name, "lat");
  EXPECT_THAT(values_of(d.of_vertices("lat")), ElementsAre("21.5"));
  EXPECT_THAT(values_of(d.of_vertices("lon")), ElementsAre("105.8"));
  EXPECT_THAT(d.notes, ElementsAre("1 property lon or lat differs from the point, which is what is kept."));
}

TEST(GeojsonRead, RefusesGeometriesAtTheirPlace) {
  const auto refused = [](const std::string& shape, const std::string& begin, const std::string& words) {
    return is_refused(collection({feature(shape, "{}", "\"id\": 1, ")}), begin, words);
  };
  const auto polygon = [](const std::string& ring) { return geometry("Polygon", "[" + ring + "]"); };
  EXPECT_TRUE(refused(geometry("MultiPoint", "[[0, 0]]"), "2:43 invalid-geometry", "of type \"MultiPoint\""));
  EXPECT_TRUE(refused(R"({"type": "GeometryCollection", "geometries": [{"type": "Point", "coordinates": [0, 0]}]})",
                      "2:43 invalid-geometry", "of type \"GeometryCollection\""));
  EXPECT_TRUE(refused(R"({"coordinates": [0, 0]})", "2:30 invalid-geometry", "a geometry has no type"));
  EXPECT_TRUE(refused(R"({"type": "Point"})", "2:30 invalid-geometry", "has no list of coordinates"));
  EXPECT_TRUE(refused(geometry("Point", "[0]"), "2:75 invalid-coordinates", "a position has 1 numbers"));
  EXPECT_TRUE(refused(geometry("Point", "[0, null]"), "2:79 invalid-coordinates", "coordinates hold \"null\""));
  EXPECT_TRUE(refused(geometry("Point", "[0, [1]]"), "2:79 invalid-coordinates", "among the numbers of a position"));
  EXPECT_TRUE(refused(geometry("Point", "[0, {\"a\": 1}]"), "2:79 invalid-coordinates", "coordinates hold an object"));
  EXPECT_TRUE(refused(geometry("Point", "[[0, 1]]"), "2:60 invalid-coordinates", "lists 2 deep; those of a Point are 1 deep"));
  EXPECT_TRUE(refused(geometry("Polygon", "[[[0, 1], 2]]"), "2:87 invalid-coordinates", "in another depth"));
  EXPECT_TRUE(refused(geometry("Polygon", "[[[0, 1], []]]"), "2:87 invalid-coordinates", "a position has 0 numbers"));
  EXPECT_TRUE(refused(polygon("[[0, 0], [1, 0], [0, 0]]"), "2:78 invalid-ring", "has 3 positions"));
  EXPECT_TRUE(refused(polygon("[[0, 0], [1, 0], [1, 1], [0, 1]]"), "2:78 invalid-ring", "is not closed"));
  EXPECT_TRUE(refused(polygon("[[180, 0], [-180, 0], [1, 1], [180, 0]]"), "2:78 invalid-ring", "fewer than three different"));
  EXPECT_TRUE(refused(geometry("Point", "[180.5, 1]"), "2:76 invalid-position", "the longitude 180.5 is out of range"));
  EXPECT_TRUE(refused(geometry("Point", "[21.03, 105.85]"), "2:83 invalid-position", "are the two swapped?"));
  EXPECT_TRUE(refused(geometry("Point", "[0, 1e999]"), "2:84 invalid-json", "out of the range of numbers"));
}

TEST(GeojsonRead, TakesEmptyCoordinatesAsNoPlaceAndLeavesHeightsOut) {
  const graph_document d = parse_geojson(collection({feature(geometry("Polygon", "[]"), R"({"name": "a"})"),
                                                     feature(geometry("Point", "[-0.0, 1, 12.5]"), R"({"name": "b"})")}));
  EXPECT_THAT(values_of(d.of_vertices("lon")), ElementsAre("-", "0"));
  EXPECT_TRUE(d.outlines.empty());
  EXPECT_THAT(d.notes, ElementsAre("1 feature that is a vertex has no place: no geometry, or an empty one.",
                                   "1 position has more than two numbers: heights are not kept."));
}

TEST(GeojsonRead, SaysWhereOutlinesCrossTheMeridianOf180Degrees) {
  const graph_document d = parse_geojson(collection(
      {feature(geometry("Polygon", "[[[170, 60], [-170, 60], [-170, 70], [170, 70], [170, 60]]]"), R"({"name": "Chukotka"})")}));
  EXPECT_THAT(d.notes, Contains(HasSubstr("1 outline jumps across the meridian of 180 degrees")));
}

TEST(GeojsonRead, RefusesWhatIsNoCollectionOfFeatures) {
  EXPECT_TRUE(is_refused("[1, 2]", "1:1 not-geojson", "the text is no object"));
  EXPECT_TRUE(is_refused("7", "1:1 not-geojson", "the text is no object"));
  EXPECT_TRUE(is_refused(R"([{"type": "FeatureCollection", "features": []}])", "1:1 not-geojson", "the text is no object"));
  EXPECT_TRUE(is_refused(R"({"type": "Topology", "arcs": [[[[1]]]]})", "1:2 not-geojson", "the type is \"Topology\""));
  EXPECT_TRUE(is_refused("{}", "1:1 not-geojson", "has no type FeatureCollection"));
  EXPECT_TRUE(is_refused(R"({"type": "FeatureCollection"})", "1:1 not-geojson", "has no list of features"));
  EXPECT_TRUE(is_refused(R"({"type": "FeatureCollection", "features": 7, "features": []})", "1:31 not-geojson", "") ||
              problems_in(R"({"type": "FeatureCollection", "features": 7, "features": []})").size() == 2);
  EXPECT_TRUE(is_refused(collection({"7"}), "2:1 not-a-feature", "objects of type Feature"));
  EXPECT_TRUE(
      is_refused(collection({R"({"type": "Point", "coordinates": [0, 0]})"}), "2:1 not-a-feature", "objects of type Feature"));
  EXPECT_TRUE(is_refused(collection({feature("null", "[]", "\"id\": 1, ")}), "2:48 invalid-value",
                         "properties of a feature are no object"));
  EXPECT_TRUE(is_refused(collection({}, "\"directed\": 1, "), "1:31 invalid-value", "neither true nor false"));
}

TEST(GeojsonRead, RefusesOtherReferenceSystemsByName) {
  const auto crs = [](const std::string& name) {
    return collection({feature("null", R"({"name": "a"})")},
                      R"("crs": {"type": "name", "properties": {"name": ")" + name + "\"}}, ");
  };
  for (const char* allowed :
       {"urn:ogc:def:crs:OGC:1.3:CRS84", "urn:ogc:def:crs:OGC::CRS84", "OGC:CRS84", "EPSG:4326", "urn:ogc:def:crs:EPSG::4326"})
    EXPECT_THAT(problems_in(crs(allowed)), IsEmpty()) << allowed;
  EXPECT_TRUE(is_refused(crs("urn:ogc:def:crs:EPSG::3405"), "1:31 unsupported-crs", "those of \"urn:ogc:def:crs:EPSG::3405\""));
  EXPECT_TRUE(is_refused(collection({}, R"("crs": 7, )"), "1:31 unsupported-crs", "those of \"7\""));
  EXPECT_THAT(problems_in(collection({}, R"("crs": null, )")), IsEmpty());
}

// GDAL 3.6.2 (ogr2ogr) of a GeoPackage that was made of a file of ours: every feature has all properties, ids are one of them.
TEST(GeojsonRead, ReadsWhatGdalWrites) {
  const graph_document d = parse_geojson(R"({
"type": "FeatureCollection",
"name": "out",
"crs": { "type": "name", "properties": { "name": "urn:ogc:def:crs:OGC:1.3:CRS84" } },
"features": [
{ "type": "Feature", "properties": { "id": "01", "name_vi": "Hà Nội", "source": null, "target": null, "t": null }, "geometry": { "type": "Point", "coordinates": [ 105.895, 21.3276 ] } },
{ "type": "Feature", "properties": { "id": "02", "name_vi": "Hà Giang", "source": null, "target": null, "t": null }, "geometry": null },
{ "type": "Feature", "properties": { "id": null, "name_vi": null, "source": "02", "target": "01", "t": 25.63 }, "geometry": { "type": "LineString", "coordinates": [ [ 105.6, 9.7 ], [ 105.5, 9.3 ] ] } }
]
}
)");
  EXPECT_THAT(names_of(d.ids), ElementsAre("01", "02"));
  EXPECT_THAT(values_of(d.of_vertices("name_vi")), ElementsAre("Hà Nội", "Hà Giang"));
  EXPECT_THAT(d.edges, ElementsAre(endpoints{1, 0}));
  EXPECT_THAT(values_of(d.of_edges("t")), ElementsAre("25.63"));
  EXPECT_TRUE(d.edge_ids.empty());
}

TEST(GeojsonRead, RefusesBrokenJsonAtItsPlace) {
  const std::string good = collection({feature("null", R"({"name": "a"})")});
  EXPECT_THAT(problems_in(good), IsEmpty());
  EXPECT_TRUE(is_refused(good + "}", "4:1 invalid-json", "expected end of input"));
  EXPECT_TRUE(is_refused(collection({"/* c */"}), "2:1 invalid-json", "invalid literal"));
  EXPECT_TRUE(is_refused(collection({feature("null", R"({"name": "\ud800"})")}), "2:69 invalid-json", "surrogate"));
  EXPECT_TRUE(is_refused(collection({feature("null", R"({"name": "\x"})")}), "2:64 invalid-json", "invalid string"));
  EXPECT_TRUE(is_refused(collection({feature("null", R"({"name": 01})")}), "2:64 invalid-json", "unexpected number literal"));
  EXPECT_TRUE(is_refused(collection({feature("null", R"({"name": NaN})")}), "2:62 invalid-json", "invalid literal"));
  EXPECT_TRUE(is_refused("{\"n\": 1\n, \"type\": 2}", "2:3 not-geojson", "the type is no text")) << "a line ends behind a number";
  EXPECT_TRUE(is_refused("", "1:1 invalid-json", "unexpected end of input"));
  EXPECT_TRUE(
      is_refused(collection({feature("null", R"({"name": "A", "name": "B"})")}), "2:67 duplicate-key", "duplicate key \"name\""));
  EXPECT_TRUE(is_refused(collection({}, R"("a": 1, "a": 2, )"), "1:39 duplicate-key", "duplicate key \"a\""));
  EXPECT_TRUE(
      is_refused(collection({feature(R"({"type": "Point", "coordinates": [0, 0], "coordinates": [1, 1]})", R"({"name": "A"})")}),
                 "2:74 duplicate-key", "duplicate key \"coordinates\""))
      << "also of what is not kept as a tree";
  for (std::size_t n = 0; n + 2 < good.size(); ++n) EXPECT_THAT(problems_in(good.substr(0, n)), SizeIs(1)) << n;
}

TEST(GeojsonRead, RefusesBytesThatAreNoUtf8) {
  EXPECT_THAT(problems_in(collection({feature("null", "{\"name\": \"a\xff\"}")})), ElementsAre(HasSubstr("UTF-8")));
  EXPECT_THAT(problems_in(collection({}) + "\xff"), ElementsAre(HasSubstr("UTF-8"))) << "behind the object, too";
  EXPECT_THAT(problems_in(std::string("PK\x03\x04 and more", 13)), SizeIs(1));
  EXPECT_THAT(problems_in("\xEF\xBB\xBF" + collection({})), IsEmpty()) << "a byte order mark";
}

TEST(GeojsonRead, GivesTheSameForBlocksOfAnySize) {
  const std::string text =
      collection({feature(geometry("Point", "[105.84, -21.5]"), R"({"name": "Hà Nội \ud834\udd1e", "n": -12.5e3, "f": false})"),
                  feature(geometry("Polygon", "[" + square + "]"), R"({"name": "東京", "n": 7, "f": true})"),
                  feature("null", R"({"source": "東京", "target": "東京"})")});
  const graph_document whole = parse_geojson(text);
  for (std::size_t block = 1; block < 80; ++block) {
    graph_file_options options;
    options.block_bytes = block;
    EXPECT_EQ(difference(whole, parse_geojson(text, options)), "") << block;
    EXPECT_THAT(problems_in(text.substr(0, text.size() - 4), options), SizeIs(1)) << block;
  }
}

TEST(GeojsonRead, KeepsToEachLimit) {
  const std::string text =
      collection({feature(geometry("Point", "[1, 2]"), R"({"name": "abcdefgh", "n": 1})"),
                  feature("null", R"({"name": "b", "n": 1, "l": [[1], [2]]})"),
                  feature("null", R"({"source": "b", "target": "b"})"), feature("null", R"({"source": "b", "target": "b"})")});
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
  refused(&graph_limits::edges, 2, "edges");
  refused(&graph_limits::attributes, 5, "attributes");
  refused(&graph_limits::per_element, 3, "per-element");
  refused(&graph_limits::values, 10, "values");
  refused(&graph_limits::text_bytes, 17, "text-bytes");  // FeatureCollection
  refused(&graph_limits::depth, 6, "depth");
  const std::string line = collection({feature(geometry("Polygon", "[" + square + "]"), R"({"name": "b"})")});
  graph_file_options options;
  options.limits.points = 5;
  EXPECT_THAT(problems_in(line, options), IsEmpty());
  options.limits.points = 4;
  EXPECT_THAT(problems_in(line, options), ElementsAre(HasSubstr("(points)")));
}

TEST(GeojsonRead, KeepsNoMoreOfATextOrNumberThanItsLimit) {
  graph_file_options options;
  options.limits.text_bytes = 100;
  EXPECT_THAT(problems_in(collection({feature("null", "{\"name\": \"" + std::string(1'000'000, 'a') + "\"}")}), options),
              ElementsAre(HasSubstr("a text or number is longer than the limit of 100 (text-bytes)")));
  EXPECT_THAT(problems_in(collection({feature("null", "{\"name\": 1" + std::string(1'000'000, '0') + "}")}), options),
              ElementsAre(HasSubstr("a text or number is longer than the limit of 100 (text-bytes)")));
  std::string parts = "[0";
  for (int i = 0; i < 1000; ++i) parts += ",0";
  EXPECT_THAT(problems_in(collection({feature("null", "{\"name\": " + parts + "]}")}), options),
              ElementsAre(HasSubstr("a value has more parts")));
  EXPECT_THAT(problems_in(std::string(10'000'000, '[')),
              ElementsAre(HasSubstr("nested deeper than the limit of 64 levels (depth)")));
}

TEST(GeojsonRead, StopsOnRequest) {
  std::stop_source stop;
  stop.request_stop();
  graph_file_options options;
  options.block_bytes = 16;
  options.run.stop = stop.get_token();
  EXPECT_THROW((void)parse_geojson(collection({feature("null", R"({"name": "a"})")}), options), cancelled);
}

TEST(GeojsonRead, NamesAsManyProblemsAsAreAskedForAndCountsTheRest) {
  std::vector<std::string> all(10, feature(geometry("Point", "[0, 91]"), "{}"));
  graph_file_options options;
  options.limits.problems = 4;
  EXPECT_THAT(problems_in(collection(all), options), SizeIs(5));
  EXPECT_THAT(problems_in(collection(all), options), Contains(HasSubstr("6 more problems are not named")));
}

}  // namespace
}  // namespace coopgraph
