// SPDX-License-Identifier: BSL-1.0
// GeoJSON (RFC 7946): a collection of features is read feature by feature.
#include "io/geojson.hpp"
#include "io/geojson_coordinates.hpp"
#include "io/json_collection.hpp"
#include "io/json_columns.hpp"
#include "io/name_table.hpp"

#include <coopgraph/graph/contiguity.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>
#include <utility>

namespace coopgraph::detail {
namespace {

using kind = json_value::kind;

/// An id or an end: a text or a number, as text.
std::optional<std::string_view> name_in(const json_value* value) {
  if (value == nullptr || (!value->is(kind::text) && !value->is(kind::number)) || value->text.empty()) return std::nullopt;
  return value->text;
}

/// The names of WGS 84 with longitudes first, which older files still state.
bool is_wgs84(std::string_view crs) {
  if (crs.starts_with("urn:ogc:def:crs:OGC:") || crs.starts_with("OGC:")) return crs.ends_with(":CRS84");
  return (crs.starts_with("urn:ogc:def:crs:EPSG:") || crs == "EPSG:4326") && crs.ends_with(":4326");
}

class geojson_reader final : public json_collection {
 public:
  geojson_reader(const std::string& name, const graph_file_options& options)
      : json_collection(name, options),
        coordinates_(problems_, name, options.limits.points),
        vertex_columns_("vertices", problems_, name, options.limits),
        edge_columns_("edges", problems_, name, options.limits),
        about_columns_("the graph", problems_, name, options.limits) {
    about_columns_.next(0);
  }

  graph_document read(text_window& text);

  void scalar(kind what, std::string_view text, const text_place& where) override;
  void begin(kind what, const text_place& where) override;
  void end() override;
  void key(std::string_view name, const text_place& where) override;

 private:
  struct ends {
    std::string_view source, target;
    std::string_view source_name, target_name;
  };

  [[nodiscard]] bool is_long(std::string_view member) const override { return member == "features"; }
  void take_element(const json_value& feature) override;
  void take_member(const json_value& member) override;
  void take_other(const json_value& value) override {
    problem(value, "not-geojson", "the text is no object; allowed: a FeatureCollection of GeoJSON (RFC 7946)");
  }
  void take_crs(const json_value& crs);
  void take_vertex(const json_value& feature, const json_value* properties, std::string_view geometry);
  void take_line(const json_value& feature, const json_value& properties, const ends& of, bool has_geometry);
  [[nodiscard]] static std::optional<ends> ends_in(const json_value* properties);
  [[nodiscard]] std::optional<std::string_view> geometry_of(const json_value& feature);
  void add_properties(json_columns& columns, const json_value* properties, const ends* but, bool is_point);
  [[nodiscard]] json_value coordinate(const std::string& digits, double value) const;

  void name_vertices(graph_document& made);
  void vertices_of_lines(graph_document& made);
  void resolve_ends(graph_document& made, const name_table& ids);
  void name_edges(graph_document& made);
  void borders_as_edges(graph_document& made);
  void add_notes(graph_document& made) const;

  coordinate_list coordinates_;

  bool in_coordinates_ = false;
  bool is_geometry_ = false;  ///< what is open at the second level of a feature
  bool coordinates_next_ = false;

  bool is_collection_ = false;
  std::optional<bool> directed_;
  json_columns vertex_columns_;
  json_columns edge_columns_;
  json_columns about_columns_;
  std::vector<text_place> vertex_places_;
  text_list vertex_ids_;  ///< empty where a feature has none
  std::size_t vertices_with_id_ = 0;
  std::vector<unit_outline> outlines_;
  bool has_outlines_ = false;
  std::size_t placeless_ = 0;
  std::size_t other_places_ = 0;
  std::vector<text_place> edge_places_;
  text_list edge_ids_;
  std::size_t edges_with_id_ = 0;
  text_list sources_;
  text_list targets_;
  std::vector<std::optional<position>> line_ends_;  ///< two for each edge, while no vertex is there
  std::size_t bent_ = 0;
  std::size_t foreign_ = 0;
};

// ---- 1. Coordinates, which are not kept in the tree of a feature: it would take ten times the room ----

void geojson_reader::scalar(kind what, std::string_view text, const text_place& where) {
  coordinates_next_ = false;
  if (in_coordinates_)
    coordinates_.scalar(what, text, where);
  else
    json_collection::scalar(what, text, where);
}

void geojson_reader::begin(kind what, const text_place& where) {
  const bool is_coordinates = std::exchange(coordinates_next_, false) && what == kind::list;
  if (in_coordinates_) return coordinates_.begin(what, where);
  json_collection::begin(what, where);
  if (!is_coordinates) return;
  json_collection::end();  // the tree holds an empty list in their place
  in_coordinates_ = true;
  coordinates_.clear();
  coordinates_.begin(what, where);
}

void geojson_reader::end() {
  if (!in_coordinates_) return json_collection::end();
  coordinates_.end();
  in_coordinates_ = !coordinates_.closed();
}

void geojson_reader::key(std::string_view name, const text_place& where) {
  if (in_coordinates_) return;
  if (in_list() && depth() == 1) is_geometry_ = name == "geometry";
  coordinates_next_ = in_list() && is_geometry_ && depth() >= 2 && name == "coordinates";
  json_collection::key(name, where);
}

// ---- 2. Members of the collection ----

void geojson_reader::take_member(const json_value& member) {
  if (member.name == "type") {
    is_collection_ = member.is(kind::text) && member.text == "FeatureCollection";
    if (!is_collection_)
      problems_.stop_at(member.line, member.column, "not-geojson",
                        "the type is " + (member.is(kind::text) ? quoted(member.text) : "no text") +
                            "; allowed: FeatureCollection, whose features are vertices and edges");
  } else if (member.name == "features") {
    problem(member, "not-geojson", "features is no list; allowed: a list of features");
  } else if (member.name == "crs") {
    take_crs(member);
  } else if (member.name == "directed") {
    if (!member.is(kind::boolean)) return problem(member, "invalid-value", "directed is neither true nor false");
    directed_ = member.text == "true";
  } else if (member.name != "bbox") {
    about_columns_.put(member.name, member);
  }
}

void geojson_reader::take_crs(const json_value& crs) {
  if (crs.is(kind::null)) return;
  const json_value* properties = crs.find("properties");
  const json_value* named = properties == nullptr ? nullptr : properties->find("name");
  const std::string text = named == nullptr ? to_line(crs) : named->text;
  if (!is_wgs84(text))
    problems_.stop_at(crs.line, crs.column, "unsupported-crs",
                      "the coordinates are those of " + quoted(text) +
                          "; allowed: longitude and latitude on WGS 84 (RFC 7946), without a member crs; transform them first");
}

// ---- 3. Features ----

std::optional<geojson_reader::ends> geojson_reader::ends_in(const json_value* properties) {
  if (properties == nullptr) return std::nullopt;
  for (const auto& [source, target] : line_ends) {
    const auto from = name_in(properties->find(source));
    const auto to = name_in(properties->find(target));
    if (from && to) return ends{*from, *to, source, target};
  }
  return std::nullopt;
}

/// The type of a feature's geometry, "" for none; nothing if it cannot be taken, which is said.
std::optional<std::string_view> geojson_reader::geometry_of(const json_value& feature) {
  const json_value* geometry = feature.find("geometry");
  if (geometry == nullptr || geometry->is(kind::null)) return "";
  const json_value* type = geometry->find("type");
  if (type == nullptr || !type->is(kind::text)) {
    problem(*geometry, "invalid-geometry", "a geometry has no type; allowed: Point, Polygon, MultiPolygon, LineString, or null");
    return std::nullopt;
  }
  static constexpr std::pair<std::string_view, std::size_t> levels[] = {
      {"Point", 1}, {"LineString", 2}, {"Polygon", 3}, {"MultiPolygon", 4}};
  const auto known = std::find_if(std::begin(levels), std::end(levels), [&](const auto& l) { return l.first == type->text; });
  if (known == std::end(levels)) {
    problem(*type, "invalid-geometry",
            "a geometry is of type " + quoted(type->text) + "; allowed: Point, Polygon, MultiPolygon, LineString, or null");
    return std::nullopt;
  }
  const json_value* coordinates = geometry->find("coordinates");
  if (coordinates == nullptr || !coordinates->is(kind::list)) {
    problem(*geometry, "invalid-geometry", "a geometry of type " + type->text + " has no list of coordinates");
    return std::nullopt;
  }
  if (coordinates_.broken()) return std::nullopt;
  if (coordinates_.levels() == 0) return "";  // RFC 7946, 3.1: as null
  if (coordinates_.levels() != known->second) {
    problem(*coordinates, "invalid-coordinates",
            "the coordinates are lists " + std::to_string(coordinates_.levels()) + " deep; those of a " + type->text + " are " +
                std::to_string(known->second) + " deep");
    return std::nullopt;
  }
  return known->first;
}

void geojson_reader::take_element(const json_value& feature) {
  const json_value* type = feature.find("type");
  if (type == nullptr || !type->is(kind::text) || type->text != "Feature")
    return problem(feature, "not-a-feature", "the list of features holds something else; allowed: objects of type Feature");
  const json_value* properties = feature.find("properties");
  if (properties != nullptr && properties->is(kind::null)) properties = nullptr;
  if (properties != nullptr && !properties->is(kind::object))
    return problem(*properties, "invalid-value", "the properties of a feature are no object; allowed: an object or null");
  for (const json_value& member : feature.items)
    if (member.name != "type" && member.name != "id" && member.name != "properties" && member.name != "geometry" &&
        member.name != "bbox")
      ++foreign_;
  const auto geometry = geometry_of(feature);
  if (!geometry) return;
  const auto of = ends_in(properties);
  if (*geometry == "LineString" && !of)
    return problem(feature, "line-without-ends",
                   "a LineString does not say which places the line ties; allowed: properties source and target (or origin and "
                   "destination, or from and to) with ids of the features that are its ends");
  if (of && (*geometry == "LineString" || geometry->empty()))
    take_line(feature, *properties, *of, !geometry->empty());
  else
    take_vertex(feature, properties, *geometry);
}

/// A coordinate of a point, exactly as far as its digits allow, else the nearest double.
json_value geojson_reader::coordinate(const std::string& digits, double value) const {
  return {kind::number, {}, parse_decimal(digits).problem == number_problem::none ? digits : to_text(decimal_of(value))};
}

void geojson_reader::add_properties(json_columns& columns, const json_value* properties, const ends* but, bool is_point) {
  const auto add_place = [&](std::string_view name, const json_value* stated) {
    const bool is_lon = name == "lon";
    const position at = coordinates_.points().front();
    const json_value value = coordinate(is_lon ? coordinates_.first_lon() : coordinates_.first_lat(), is_lon ? at.lon : at.lat);
    const auto same = [&] {
      const parsed_decimal number = parse_decimal(stated->text);
      return stated->is(kind::null) ||
             (number.problem == number_problem::none && number.value == parse_decimal(value.text).value);
    };
    if (stated != nullptr && !same()) ++other_places_;
    columns.put(name, value);
  };
  if (properties != nullptr)
    for (const json_value& member : properties->items) {
      if (but != nullptr && (member.name == but->source_name || member.name == but->target_name)) continue;
      if (is_point && (member.name == "lon" || member.name == "lat"))
        add_place(member.name, &member);
      else
        columns.put(member.name, member);
    }
  if (!is_point) return;
  for (const char* name : {"lon", "lat"})
    if (!columns.has(name)) add_place(name, nullptr);
}

void geojson_reader::take_vertex(const json_value& feature, const json_value* properties, std::string_view geometry) {
  if (vertex_ids_.size() == options_.limits.vertices)
    over_limit(name_, feature.line, "more vertices", options_.limits.vertices, "vertices");
  vertex_columns_.next(feature.line);
  const json_value* id = feature.find("id");
  const auto text = name_in(id);
  if (id != nullptr && !text && !id->is(kind::null))
    problem(*id, "invalid-id", "the id of a feature is empty or no text; allowed: a text or a number");
  vertices_with_id_ += text ? 1U : 0U;
  vertex_ids_.push_back(text.value_or(""));
  vertex_places_.push_back({feature.line, feature.column});
  add_properties(vertex_columns_, properties, nullptr, geometry == "Point");
  const bool has_outline = geometry == "Polygon" || geometry == "MultiPolygon";
  has_outlines_ = has_outlines_ || has_outline;
  outlines_.push_back(has_outline ? coordinates_.outline() : unit_outline{});
  placeless_ += geometry.empty() ? 1U : 0U;
}

void geojson_reader::take_line(const json_value& feature, const json_value& properties, const ends& of, bool has_geometry) {
  if (sources_.size() == options_.limits.edges) over_limit(name_, feature.line, "more edges", options_.limits.edges, "edges");
  if (has_geometry && coordinates_.points().size() < 2)
    return problem(feature, "invalid-coordinates", "a LineString has one position; it needs two or more");
  edge_columns_.next(feature.line);
  const json_value* id = feature.find("id");
  const auto text = name_in(id);
  if (id != nullptr && !text && !id->is(kind::null))
    problem(*id, "invalid-id", "the id of a feature is empty or no text; allowed: a text or a number");
  edges_with_id_ += text ? 1U : 0U;
  edge_ids_.push_back(text.value_or(""));
  edge_places_.push_back({feature.line, feature.column});
  sources_.push_back(of.source);
  targets_.push_back(of.target);
  line_ends_.push_back(has_geometry ? std::optional(coordinates_.points().front()) : std::nullopt);
  line_ends_.push_back(has_geometry ? std::optional(coordinates_.points().back()) : std::nullopt);
  if (has_geometry && coordinates_.points().size() > 2) ++bent_;
  add_properties(edge_columns_, &properties, &of, false);
}

// ---- 4. The whole ----

/// The ids: of the features, or else the first of these properties that every vertex has.
void geojson_reader::name_vertices(graph_document& made) {
  const std::size_t n = vertex_places_.size();
  if (vertices_with_id_ == n) {
    made.ids = std::move(vertex_ids_);
    return;
  }
  for (const std::string_view candidate : {"id", "code", "key", "name"}) {
    const attribute_column* column = made.of_vertices(candidate);
    if (column == nullptr || !column->missing.empty() || column->kind == attribute_kind::boolean) continue;
    text_list ids;
    bool all = true;
    for (std::size_t v = 0; v < n; ++v) {
      ids.push_back(column->text_of(v));
      all = all && !ids[v].empty();
    }
    if (!all) continue;
    made.ids = std::move(ids);
    if (vertices_with_id_ > 0)
      made.notes.push_back(counted(vertices_with_id_, "of the features has an id of its own, which is",
                                   "of the features have ids of their own, which are") +
                           " not kept: the property \"" + std::string(candidate) + "\" names them all.");
    return;
  }
  std::size_t first = 0;
  while (!vertex_ids_[first].empty()) ++first;
  problems_.stop_at(
      vertex_places_[first].line, vertex_places_[first].column, "missing-id",
      "a feature has no id; give each one a member id, or all of them one of the properties id, code, key and name");
}

/// Where no feature is a place, the ends of the lines are the vertices, in the order in which they come.
void geojson_reader::vertices_of_lines(graph_document& made) {
  name_table ids;
  std::vector<std::optional<position>> places;
  for (std::size_t e = 0; e < sources_.size(); ++e)
    for (const std::size_t end : {std::size_t{0}, std::size_t{1}}) {
      const std::uint32_t v = ids.find_or_add(end == 0 ? sources_[e] : targets_[e]);
      if (v == places.size()) places.emplace_back();
      if (!places[v]) places[v] = line_ends_[2 * e + end];
      if (places.size() > options_.limits.vertices)
        over_limit(name_, edge_places_[e].line, "more vertices", options_.limits.vertices, "vertices");
    }
  attribute_column lon{"lon", attribute_kind::number};
  attribute_column lat{"lat", attribute_kind::number};
  for (std::uint32_t v = 0; v < places.size(); ++v) {
    made.ids.push_back(ids.text(v));
    if (places[v]) {
      lon.push_number(decimal_of(places[v]->lon));
      lat.push_number(decimal_of(places[v]->lat));
    } else {
      lon.push_missing();
      lat.push_missing();
    }
  }
  made.notes.push_back("No feature is a place: the ends that the lines name are the " +
                       counted(places.size(), "vertex", "vertices") + ", each where the first of its lines ends.");
  made.vertex_attributes = {std::move(lon), std::move(lat)};
  resolve_ends(made, ids);
}

void geojson_reader::resolve_ends(graph_document& made, const name_table& ids) {
  for (std::size_t e = 0; e < sources_.size(); ++e) {
    const std::uint32_t source = ids.find(sources_[e]);
    const std::uint32_t target = ids.find(targets_[e]);
    made.edges.push_back({source, target});
    if (source != name_table::none && target != name_table::none) continue;
    problems_.add(edge_places_[e].line, edge_places_[e].column, "unknown-vertex",
                  "a line ends at " + quoted(source == name_table::none ? sources_[e] : targets_[e]) +
                      ", but no feature that is a place has this id");
  }
}

void geojson_reader::name_edges(graph_document& made) {
  if (edges_with_id_ == 0) return;
  if (edges_with_id_ < edge_ids_.size()) {
    made.notes.push_back("Only " + std::to_string(edges_with_id_) + " of the " + std::to_string(edge_ids_.size()) +
                         " lines have ids, which are not kept.");
    return;
  }
  name_table seen;
  for (std::size_t e = 0; e < edge_ids_.size(); ++e) {
    const std::size_t before = seen.size();
    if (seen.find_or_add(edge_ids_[e]) < before)
      problems_.add(edge_places_[e].line, edge_places_[e].column, "duplicate-id",
                    "the id " + quoted(edge_ids_[e]) + " is a duplicate among the lines; allowed: each id once");
  }
  made.edge_ids = std::move(edge_ids_);
}

void geojson_reader::borders_as_edges(graph_document& made) {
  polygon_contiguity_options how;
  how.run = options_.run;
  const polygon_contiguity_result found = polygon_contiguity(made.outlines, how);
  attribute_column borders{"border_km", attribute_kind::number};
  const auto view = found.graph.view();
  for (edge_id e = 0; e < found.graph.edges(); ++e) {
    made.edges.push_back({view.source[e], view.target[e]});
    borders.push_number(without_trailing_zeros({std::llround(found.borders[e] * 1000.0), -3}));
  }
  made.edge_attributes = {std::move(borders)};
  made.notes.push_back(
      "The file states no edges: the shared borders of its outlines are taken (" + std::to_string(made.edges.size()) +
      "), with their lengths to the metre as border_km. Vertices without a neighbour: " + std::to_string(found.islands.size()) +
      "; pairs of outlines nearer than 100 m that share no point: " + std::to_string(found.near.size()) + ".");
}

void geojson_reader::add_notes(graph_document& made) const {
  const auto note = [&](std::size_t n, const std::string& one, const std::string& many, const std::string& rest) {
    if (n > 0) made.notes.push_back(counted(n, one, many) + rest);
  };
  note(placeless_, "feature that is a vertex has", "features that are vertices have", " no place: no geometry, or an empty one.");
  note(coordinates_.heights(), "position has", "positions have", " more than two numbers: heights are not kept.");
  note(bent_, "line has", "lines have", " points between the ends, which are not kept.");
  note(other_places_, "property lon or lat differs", "properties lon and lat differ", " from the point, which is what is kept.");
  note(foreign_, "member of a feature is", "members of features are", " not kept: only id, geometry and properties are read.");
  note(coordinates_.crossings(), "outline jumps", "outlines jump",
       " across the meridian of 180 degrees, where RFC 7946 (3.1.9) asks to cut it; sides are taken the short way round.");
}

graph_document geojson_reader::read(text_window& text) {
  read_all(text);
  problems_.raise_if_any();
  if (!is_collection_ || !has_member("features"))
    problems_.stop_at(1, 1, "not-geojson",
                      std::string("the object has no ") + (is_collection_ ? "list of features" : "type FeatureCollection") +
                          "; allowed: a FeatureCollection of GeoJSON (RFC 7946)");

  graph_document made;
  made.about = about_columns_.take(made.notes);
  made.vertex_attributes = vertex_columns_.take(made.notes);
  made.edge_attributes = edge_columns_.take(made.notes);
  if (vertex_places_.empty() && sources_.size() > 0) {
    vertices_of_lines(made);
  } else {
    name_vertices(made);
    name_table ids;
    for (std::size_t v = 0; v < made.ids.size(); ++v) {
      const std::size_t before = ids.size();
      if (ids.find_or_add(made.ids[v]) < before)
        problems_.add(vertex_places_[v].line, vertex_places_[v].column, "duplicate-id",
                      "the id " + quoted(made.ids[v]) + " is a duplicate; allowed: each id once");
    }
    problems_.raise_if_any();
    resolve_ends(made, ids);
  }
  name_edges(made);
  problems_.raise_if_any();
  if (has_outlines_) made.outlines = std::move(outlines_);
  if (has_outlines_ && !directed_ && sources_.empty())
    borders_as_edges(made);
  else
    made.directed = directed_.value_or(!made.edges.empty());
  add_notes(made);
  return made;
}

}  // namespace

graph_document read_geojson(text_window& text, const std::string& name, const graph_file_options& options) {
  return geojson_reader(name, options).read(text);
}

}  // namespace coopgraph::detail
