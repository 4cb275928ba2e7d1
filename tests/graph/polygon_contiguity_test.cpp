// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/core/error.hpp>
#include <coopgraph/graph/components.hpp>
#include <coopgraph/graph/contiguity.hpp>

#include "graph/contiguity_kit.hpp"
#include "support/matchers.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <sstream>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

namespace {

using namespace coopgraph;
using kit::unit_pairs;
using units = std::vector<vertex_id>;
using outlines = std::vector<unit_outline>;
using ring = std::vector<position>;

ring square(double lon, double lat, double size = 1.0) {
  return {{lon, lat}, {lon + size, lat}, {lon + size, lat + size}, {lon, lat + size}, {lon, lat}};
}
unit_outline one(const ring& r) { return {{r}}; }

constexpr double degree_km = 111.1950797;  // of a great circle

// ---- hand-solved ----

//   2 3
//   0 1
outlines four_squares() { return {one(square(0, 0)), one(square(1, 0)), one(square(0, 1)), one(square(1, 1))}; }

TEST(PolygonContiguity, RookAsksForABorderAndQueenForAPoint) {
  const auto rook = polygon_contiguity(four_squares());
  EXPECT_EQ(kit::pairs_of(rook.graph), (unit_pairs{{0, 1}, {0, 2}, {1, 3}, {2, 3}}));
  const auto queen = polygon_contiguity(four_squares(), {.rule = contiguity_rule::queen});
  EXPECT_EQ(kit::pairs_of(queen.graph), (unit_pairs{{0, 1}, {0, 2}, {0, 3}, {1, 2}, {1, 3}, {2, 3}}));
  EXPECT_EQ(queen.borders[2], 0.0);  // 0 and 3 meet in a point
  EXPECT_NEAR(rook.borders[0], degree_km, 1e-6);
  EXPECT_NEAR(rook.borders[1], degree_km * 0.99985, 0.001);  // a degree of the parallel of 1, along a great circle
  EXPECT_TRUE(rook.islands.empty());
  EXPECT_TRUE(rook.near.empty());
}

TEST(PolygonContiguity, TheDirectionOfRingsAndTheirStartDoNotMatter) {
  auto turned = four_squares();
  for (std::size_t u = 0; u < turned.size(); ++u) {
    ring& r = turned[u].rings[0];
    r.pop_back();  // not closed
    if (u % 2 == 0) std::reverse(r.begin(), r.end());
    std::rotate(r.begin(), r.begin() + static_cast<std::ptrdiff_t>(u), r.end());
  }
  const auto plain = polygon_contiguity(four_squares());
  const auto r = polygon_contiguity(turned);
  EXPECT_EQ(r.graph, plain.graph);
  EXPECT_EQ(r.borders, plain.borders);
}

TEST(PolygonContiguity, AnEnclaveBordersWhatSurroundsItAndAUnitNeverItself) {
  outlines drawn = {{{square(0, 0, 10), square(4, 4)}}, one(square(4, 4)), {{square(10, 0), square(11, 0)}}};
  const auto r = polygon_contiguity(drawn);
  EXPECT_EQ(kit::pairs_of(r.graph), (unit_pairs{{0, 1}}));                  // 2 and 0 have sides of different length side by side
  EXPECT_NEAR(r.borders[0], (2 + 0.997564 + 0.996195) * degree_km, 0.001);  // cosines of 4 and 5 degrees
  const auto queen = polygon_contiguity(drawn, {.rule = contiguity_rule::queen});
  EXPECT_EQ(kit::pairs_of(queen.graph), (unit_pairs{{0, 1}, {0, 2}}));  // they share the corner at (10, 0)
}

TEST(PolygonContiguity, SeveralStretchesOfBorderAddUp) {
  // 1 lies on two sides of 0.
  const outlines drawn = {one(square(0, 0)), {{square(1, 0), square(-1, 0)}}};
  const auto r = polygon_contiguity(drawn);
  EXPECT_EQ(r.graph.edges(), 1U);
  EXPECT_NEAR(r.borders[0], 2 * degree_km, 1e-5);
}

TEST(PolygonContiguity, SidesOnTheDateLineAndPointsAtThePolesAreTheSame) {
  const outlines drawn = {one({{179, 0}, {180, 0}, {180, 1}, {179, 1}}), one({{-180, 0}, {-179, 0}, {-179, 1}, {-180, 1}}),
                          one({{0, 89}, {10, 89}, {0, 90}}), one({{10, 89}, {20, 89}, {-77, 90}})};
  const auto r = polygon_contiguity(drawn);
  EXPECT_EQ(kit::pairs_of(r.graph), (unit_pairs{{0, 1}, {2, 3}}));
  EXPECT_NEAR(r.borders[0], degree_km, 1e-6);
  EXPECT_NEAR(r.borders[1], degree_km, 1e-6);
}

TEST(PolygonContiguity, OutlinesThatWereDrawnApartAreReported) {
  const double gap = 0.05 / degree_km;  // 50 m
  // 1 is moved away; 2 lies along a side of 0 without sharing its points; 3 is 200 m away from 0; 4 meets 3.
  const outlines drawn = {one(square(0, 0)), one(square(1 + gap, 0)), one({{0, 0.3}, {0, 0.7}, {-1, 0.5}}),
                          one(square(0, -1 - 4 * gap)), one(square(1, -1 - 4 * gap))};
  const auto r = polygon_contiguity(drawn);
  EXPECT_EQ(kit::pairs_of(r.graph), (unit_pairs{{3, 4}}));
  ASSERT_EQ(r.near.size(), 2U);
  EXPECT_EQ(std::pair(r.near[0].first, r.near[0].second), (std::pair<vertex_id, vertex_id>(0, 1)));
  EXPECT_NEAR(r.near[0].gap_km, 0.05, 1e-4);
  EXPECT_EQ(r.near[1], (near_outlines{0, 2, 0.0}));
  EXPECT_TRUE(polygon_contiguity(drawn, {.near_km = 0}).near.empty());
  const auto wider = polygon_contiguity(drawn, {.near_km = 0.21});
  EXPECT_EQ(wider.near.size(), 6U);  // also each of 0 and 1 with each of 3 and 4
}

TEST(PolygonContiguity, IslandsFollowTheRule) {
  // 0 and 1 border each other, 2 lies 3 degrees east of 1, 3 a degree east of 2; 4 has no outline.
  const outlines drawn = {one(square(0, 0)), one(square(1, 0)), one(square(5, 0)), one(square(7, 0)), {}};
  const auto kept = polygon_contiguity(drawn);
  EXPECT_EQ(kit::pairs_of(kept.graph), (unit_pairs{{0, 1}}));
  EXPECT_EQ(kept.islands, (units{2, 3, 4}));
  const auto nearest = polygon_contiguity(drawn, {.islands = island_rule::nearest});
  EXPECT_EQ(kit::pairs_of(nearest.graph), (unit_pairs{{0, 1}, {2, 3}}));
  EXPECT_EQ(nearest.attached, (std::vector<edge_id>{1}));
  EXPECT_EQ(nearest.borders[1], 0.0);
  const auto connected = polygon_contiguity(drawn, {.islands = island_rule::connect});
  EXPECT_EQ(kit::pairs_of(connected.graph), (unit_pairs{{0, 1}, {1, 2}, {2, 3}}));
  EXPECT_EQ(connected.islands, kept.islands);
  EXPECT_EQ(polygon_contiguity({}).graph.vertices(), 0U);
  EXPECT_EQ(polygon_contiguity(outlines{one(square(0, 0))}, {.islands = island_rule::connect}).islands, (units{0}));
}

// ---- against other ways ----

/// Cells of a crooked grid, each of a unit or of none.
struct crooked_grid {
  std::size_t width = 0;
  std::size_t height = 0;
  std::vector<position> corner;              // (width + 1) * (height + 1)
  std::vector<std::optional<vertex_id>> of;  // by cell
  std::size_t count = 0;                     // units

  [[nodiscard]] const position& at(std::size_t x, std::size_t y) const { return corner[y * (width + 1) + x]; }
  [[nodiscard]] std::optional<vertex_id> unit(std::size_t x, std::size_t y) const { return of[y * width + x]; }

  [[nodiscard]] outlines drawn() const {
    outlines all(count);
    for (std::size_t y = 0; y < height; ++y)
      for (std::size_t x = 0; x < width; ++x)
        if (unit(x, y)) all[*unit(x, y)].rings.push_back({at(x, y), at(x + 1, y), at(x + 1, y + 1), at(x, y + 1)});
    return all;
  }
};

crooked_grid random_grid(random_stream& random) {
  crooked_grid g{2 + random.below(7), 2 + random.below(7), {}, {}, 1 + random.below(12)};
  const bool at_date_line = random.below(2) == 0;
  for (std::size_t y = 0; y <= g.height; ++y)
    for (std::size_t x = 0; x <= g.width; ++x) {
      double lon = (at_date_line ? 176 : 20) + static_cast<double>(x) + 0.4 * random.uniform();
      if (lon > 180) lon -= 360;
      g.corner.push_back({lon, 80 + static_cast<double>(y) + 0.4 * random.uniform()});
    }
  for (std::size_t cell = 0; cell < g.width * g.height; ++cell)
    g.of.push_back(random.below(5) == 0 ? std::nullopt : std::optional(static_cast<vertex_id>(random.below(g.count))));
  return g;
}

TEST(PolygonContiguity, AgreesWithTheCellsOfCrookedGrids) {
  for (std::uint64_t item = 0; item < 200; ++item) {
    random_stream random(1, "grid", item);
    const crooked_grid g = random_grid(random);
    std::map<std::pair<vertex_id, vertex_id>, std::int64_t> border;
    std::set<std::pair<vertex_id, vertex_id>> meet;
    const auto side = [&](std::optional<vertex_id> a, std::optional<vertex_id> b, const position& p, const position& q) {
      if (a && b && *a != *b) border[std::minmax(*a, *b)] += kit::millimetres_between(p, q);
    };
    for (std::size_t y = 0; y < g.height; ++y)
      for (std::size_t x = 0; x < g.width; ++x) {
        if (x + 1 < g.width) side(g.unit(x, y), g.unit(x + 1, y), g.at(x + 1, y), g.at(x + 1, y + 1));
        if (y + 1 < g.height) side(g.unit(x, y), g.unit(x, y + 1), g.at(x, y + 1), g.at(x + 1, y + 1));
        for (std::size_t v = y; v <= std::min(y + 1, g.height - 1); ++v)
          for (std::size_t u = x == 0 ? 0 : x - 1; u <= std::min(x + 1, g.width - 1); ++u)
            if (g.unit(x, y) && g.unit(u, v) && g.unit(x, y) != g.unit(u, v))
              meet.insert(std::minmax(*g.unit(x, y), *g.unit(u, v)));
      }
    const auto rook = polygon_contiguity(g.drawn());
    const auto queen = polygon_contiguity(g.drawn(), {.rule = contiguity_rule::queen});
    unit_pairs expected;
    std::size_t e = 0;
    for (const auto& [pair, length] : border) {
      expected.push_back(pair);
      ASSERT_LT(e, rook.borders.size());
      EXPECT_NEAR(rook.borders[e++] * 1e6, static_cast<double>(length), 20) << item;  // a millimetre for each side
    }
    EXPECT_EQ(kit::pairs_of(rook.graph), expected) << item;
    EXPECT_EQ(kit::pairs_of(queen.graph), unit_pairs(meet.begin(), meet.end())) << item;
    const auto pairs = kit::pairs_of(queen.graph);
    for (std::size_t i = 0; i < pairs.size(); ++i) {
      const auto at = std::find(expected.begin(), expected.end(), pairs[i]);
      EXPECT_EQ(queen.borders[i], at == expected.end() ? 0.0 : rook.borders[static_cast<edge_id>(at - expected.begin())]);
    }
    std::set<vertex_id> tied;
    for (const auto& [u, v] : expected) tied.insert({u, v});
    EXPECT_EQ(rook.islands.size() + tied.size(), g.count);
    if (HasFailure()) return;
  }
}

/// The least distance of points of a from sides of b or the other way, by stepping along the sides ever more finely.
std::int64_t gap_between(const ring& a, const ring& b) {
  std::int64_t least = std::numeric_limits<std::int64_t>::max();
  const auto from = [&](const ring& points, const ring& sides) {
    for (const position& p : points)
      for (std::size_t i = 0; i < sides.size(); ++i) {
        const position& s = sides[i];
        const position& t = sides[(i + 1) % sides.size()];
        // On so short a side the great circle is the straight line between longitudes and latitudes but for a few millimetres.
        double low = 0, high = 1;
        const auto away = [&](double x) {
          return kit::millimetres_between(p, {s.lon + x * (t.lon - s.lon), s.lat + x * (t.lat - s.lat)});
        };
        for (int step = 0; step < 40; ++step) {
          const double third = (high - low) / 3;
          (away(low + third) < away(high - third) ? high : low) += away(low + third) < away(high - third) ? -third : third;
        }
        least = std::min({least, away(low), away(0), away(1)});
      }
  };
  from(a, b);
  from(b, a);
  return least;
}

TEST(PolygonContiguity, FindsTheGapsOfManySmallTriangles) {
  for (std::uint64_t item = 0; item < 5; ++item) {
    random_stream random(2, "gaps", item);
    outlines drawn;
    std::vector<ring> rings;
    for (std::size_t u = 0; u < 30; ++u) {  // some 200 m across in a square of about a kilometre
      const position at{105 + 0.01 * random.uniform(), 21 + 0.01 * random.uniform()};
      ring r;
      for (int i = 0; i < 3; ++i) r.push_back({at.lon + 0.002 * random.uniform(), at.lat + 0.002 * random.uniform()});
      rings.push_back(r);
      drawn.push_back(one(r));
    }
    std::map<std::pair<vertex_id, vertex_id>, std::int64_t> expected;
    for (vertex_id u = 0; u < rings.size(); ++u)
      for (vertex_id v = u + 1; v < rings.size(); ++v)
        if (kit::millimetres_between(rings[u][0], rings[v][0]) > 1'000'000)
          continue;  // each is less than 350 m across
        else if (const auto gap = gap_between(rings[u], rings[v]); gap <= 50'000)
          expected[{u, v}] = gap;
    const auto r = polygon_contiguity(drawn, {.near_km = 0.05});
    std::map<std::pair<vertex_id, vertex_id>, double> found;
    for (const auto& near : r.near) found[{near.first, near.second}] = near.gap_km * 1e6;
    for (const auto& [pair, gap] : expected) {
      if (gap > 49'990) continue;  // either way
      ASSERT_EQ(found.count(pair), 1U) << item;
      EXPECT_NEAR(found[pair], static_cast<double>(gap), 5);
    }
    for (const auto& [pair, gap] : found) EXPECT_LE(gap_between(rings[pair.first], rings[pair.second]), 50'010) << item;
    EXPECT_FALSE(found.empty());
    if (HasFailure()) return;
  }
}

TEST(PolygonContiguity, IslandsAreTiedByTheNearestPointsOfTheirOutlines) {
  for (std::uint64_t item = 0; item < 60; ++item) {
    random_stream random(3, "islands", item);
    const crooked_grid g = random_grid(random);
    const auto drawn = g.drawn();
    const auto kept = polygon_contiguity(drawn);
    const auto apart = [&](vertex_id u, vertex_id v) {
      std::int64_t least = std::numeric_limits<std::int64_t>::max();
      for (const ring& a : drawn[u].rings)
        for (const ring& b : drawn[v].rings)
          for (const position& p : a)
            for (const position& q : b) least = std::min(least, kit::millimetres_between(p, q));
      return least;
    };
    const bool all_drawn = std::all_of(drawn.begin(), drawn.end(), [](const unit_outline& u) { return !u.rings.empty(); });
    if (!all_drawn) continue;
    for (const auto rule : {island_rule::nearest, island_rule::connect}) {
      const auto r = polygon_contiguity(drawn, {.islands = rule});
      const auto oracle = rule == island_rule::nearest ? kit::island_oracle::nearest : kit::island_oracle::connect;
      unit_pairs attached;
      for (const edge_id e : r.attached) attached.push_back(kit::pairs_of(r.graph).at(e));
      EXPECT_EQ(attached, kit::added_by(oracle, drawn.size(), kit::pairs_of(kept.graph), apart)) << item;
    }
  }
}

// ---- what does not matter, refusals ----

TEST(PolygonContiguity, TheNumberOfThreadsDoesNotMatter) {
  random_stream random(4, "threads");
  crooked_grid g{40, 9, {}, {}, 100};
  for (std::size_t y = 0; y <= g.height; ++y)
    for (std::size_t x = 0; x <= g.width; ++x)
      g.corner.push_back({static_cast<double>(x) + 0.4 * random.uniform(), static_cast<double>(y) + 0.4 * random.uniform()});
  for (std::size_t cell = 0; cell < g.width * g.height; ++cell) g.of.push_back(static_cast<vertex_id>(random.below(g.count)));
  const auto one_thread = polygon_contiguity(g.drawn(), {.near_km = 100, .run = {.threads = 1}});
  EXPECT_FALSE(one_thread.near.empty());
  for (const unsigned threads : {2U, 8U}) {
    const auto more = polygon_contiguity(g.drawn(), {.near_km = 100, .run = {.threads = threads}});
    EXPECT_EQ(more.graph, one_thread.graph);
    EXPECT_EQ(more.borders, one_thread.borders);
    EXPECT_EQ(more.near, one_thread.near);
  }
}

TEST(PolygonContiguity, RefusesRingsThatAreNone) {
  const auto refused = [](const ring& r, const std::string& parameter, const std::string& value, const std::string& allowed) {
    const outlines drawn = {one(square(0, 0)), {{square(3, 3), r}}};
    return kit::refuses<input_error>([&] { return polygon_contiguity(drawn); }, parameter, value, allowed);
  };
  EXPECT_TRUE(refused({}, "ring 1 of unit 1", "0 different points", "at least 3"));
  EXPECT_TRUE(refused({{0, 0}, {1, 1}, {0, 0}}, "ring 1 of unit 1", "2 different points", "at least 3"));
  EXPECT_TRUE(refused({{0, 90}, {10, 90}, {20, 90}, {5, 5}}, "ring 1 of unit 1", "2 different points", "at least 3"));
  EXPECT_TRUE(refused({{0, 0}, {1, 1}, {181, 0}}, "lon of point 2 of ring 1 of unit 1", "181", "-180 to 180 degrees east"));
  EXPECT_TRUE(refused({{0, 0}, {1, -91}, {2, 0}}, "lat of point 1 of ring 1 of unit 1", "-91", "-90 to 90 degrees north"));
  for (const auto& [near, text] : {std::pair(-1.0, "-1"), {101.0, "101"}, {std::numeric_limits<double>::quiet_NaN(), "nan"}})
    EXPECT_TRUE(
        kit::refuses<option_error>([n = near] { return polygon_contiguity({}, {.near_km = n}); }, "near_km", text, "[0, 100]"));
}

TEST(PolygonContiguity, StopsOnRequestAndTellsItsProgress) {
  std::stop_source source;
  source.request_stop();
  EXPECT_THROW(static_cast<void>(polygon_contiguity(four_squares(), {.run = {.stop = source.get_token()}})), cancelled);
  std::vector<double> told;
  static_cast<void>(polygon_contiguity(four_squares(), {.run = {.progress = [&](double done) { told.push_back(done); }}}));
  EXPECT_TRUE(std::is_sorted(told.begin(), told.end()));
  EXPECT_EQ(told.back(), 1.0);
}

// ---- Vietnam's provinces ----

/// The rings of a file of GeoJSON whose features have a gso_code: every list of points is a ring.
std::map<std::string, unit_outline> read_provinces(const std::filesystem::path& file) {
  std::ifstream in(file);
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  std::map<std::string, unit_outline> provinces;
  constexpr std::string_view key = "\"gso_code\":\"";
  for (std::size_t at = text.find(key); at != std::string::npos; at = text.find(key, at)) {
    const std::size_t begin = at + key.size();
    unit_outline& province = provinces[text.substr(begin, text.find('"', begin) - begin)];
    const std::size_t end = std::min(text.size(), text.find(key, begin));
    at = text.find("\"coordinates\":", begin);
    int depth = 0;
    bool in_ring = false;
    for (; at < end; ++at) {
      if (text[at] == ']') {
        in_ring = in_ring && text[at + 1] == ',';  // "]]" after a point ends the ring
        if (--depth == 0) break;
      }
      if (text[at] != '[') continue;
      ++depth;
      if (text[at + 1] == '[') continue;
      if (!in_ring) province.rings.emplace_back();
      in_ring = true;
      std::size_t length = 0;
      const double lon = std::stod(text.substr(at + 1, 32), &length);
      province.rings.back().push_back({lon, std::stod(text.substr(at + 2 + length, 32))});
    }
    at = end;
  }
  return provinces;
}

TEST(PolygonContiguity, FindsTheNeighboursOfVietnamsProvinces) {
  const char* folder = std::getenv("COOPGRAPH_DATA");
  const std::filesystem::path data = std::filesystem::path(folder == nullptr ? "" : folder) / "vietnam";
  std::ifstream adjacency(data / "adjacency.csv");
  if (folder == nullptr || !adjacency) GTEST_SKIP() << "COOPGRAPH_DATA has no vietnam/adjacency.csv";
  const auto provinces = read_provinces(data / "provinces_simplified.geojson");
  ASSERT_EQ(provinces.size(), 63U);
  std::vector<std::string> code;
  outlines drawn;
  for (const auto& [gso, outline] : provinces) {
    code.push_back(gso);
    drawn.push_back(outline);
  }
  const auto number = [&](const std::string& gso) {
    return static_cast<vertex_id>(std::find(code.begin(), code.end(), gso) - code.begin());
  };
  std::map<std::pair<vertex_id, vertex_id>, double> stated;
  std::string line;
  std::getline(adjacency, line);
  while (std::getline(adjacency, line)) {
    std::stringstream cells(line);
    std::string a, b, kilometres;
    std::getline(cells, a, ',');
    std::getline(cells, b, ',');
    std::getline(cells, kilometres, ',');
    stated[std::minmax(number(a), number(b))] = std::stod(kilometres);
  }
  ASSERT_EQ(stated.size(), 135U);
  const auto r = polygon_contiguity(drawn);
  unit_pairs expected;
  for (const auto& [pair, kilometres] : stated) expected.push_back(pair);
  EXPECT_EQ(kit::pairs_of(r.graph), expected);
  EXPECT_TRUE(r.islands.empty());
  EXPECT_EQ(weak_components(r.graph).clusters, 1U);
  // The outlines are simplified: their borders are shorter than those stated.
  for (std::size_t e = 0; e < expected.size(); ++e)
    EXPECT_LE(r.borders[e], stated[expected[e]] * 1.02 + 0.5) << code[expected[e].first] << " " << code[expected[e].second];
  EXPECT_TRUE(r.near.empty());
}

}  // namespace
