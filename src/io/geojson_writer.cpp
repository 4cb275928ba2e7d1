// SPDX-License-Identifier: BSL-1.0
// GeoJSON (RFC 7946): vertices, then edges, a line of text for each.
#include "io/geojson.hpp"
#include "io/json_collection.hpp"
#include "io/ring_nesting.hpp"

#include <coopgraph/core/text.hpp>
#include <coopgraph/io/json_writer.hpp>

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

namespace coopgraph::detail {
namespace {

constexpr std::string_view reserved[] = {"type",        "features", "bbox",       "crs",       "directed",
                                         "coordinates", "geometry", "geometries", "properties"};

/// A number of JSON that shows its kind: whole numbers have neither "." nor "e", others have one of them.
std::string number_text(const decimal& d, attribute_kind kind) {
  if (kind != attribute_kind::integer) {
    std::string text = to_text(d);
    if (text.find_first_of(".e") == text.npos) text += ".0";
    return text;
  }
  return std::to_string(d.mantissa) + std::string(static_cast<std::size_t>(std::max(d.exponent, 0)), '0');
}

bool has_three_points(const std::vector<position>& ring) {
  std::optional<position> second;
  for (const position& p : ring) {
    if (p == ring.front()) continue;
    if (second && p != *second) return true;
    second = p;
  }
  return false;
}

class geojson_writer {
 public:
  geojson_writer(const graph_document& document, text_sink& out, std::vector<std::string>& lost)
      : d_(document), out_(out), lost_(lost) {}

  void write();

 private:
  using columns = std::vector<const attribute_column*>;

  void check_outlines() const;
  void choose_columns();
  void choose_ends();
  void say_what_is_lost() const;
  [[nodiscard]] bool is_point(std::size_t v) const;
  [[nodiscard]] unit_outline border_of(std::size_t v);
  [[nodiscard]] std::string place_of(std::size_t v) const;
  void put_about();
  void put_vertex(std::size_t v);
  void put_edge(std::size_t e);
  void put_value(const attribute_column& a, std::size_t element);
  void put_properties(const columns& of, std::size_t element, std::size_t but_last, std::string before);
  void put_outline(const unit_outline& border);
  void put_ring(const std::vector<position>& ring);
  void lose(std::size_t n, const std::string& one, const std::string& many, const std::string& rest) const {
    if (n > 0) lost_.push_back(counted(n, one, many) + rest);
  }

  const graph_document& d_;
  text_sink& out_;
  std::vector<std::string>& lost_;
  columns of_vertices_;
  columns of_edges_;
  const attribute_column* lon_ = nullptr;
  const attribute_column* lat_ = nullptr;
  bool places_come_last_ = false;
  std::pair<std::string_view, std::string_view> ends_ = line_ends[0];
  std::vector<position> inside_;  ///< of the outlines, for the ends of edges
  std::size_t closed_ = 0;
  std::size_t no_rings_ = 0;
  std::size_t reordered_ = 0;
};

void geojson_writer::check_outlines() const {
  for (std::size_t v = 0; v < d_.outlines.size(); ++v)
    for (const auto& ring : d_.outlines[v].rings)
      for (const position& p : ring)
        if (!(std::fabs(p.lon) <= 180.0) || !(std::fabs(p.lat) <= 90.0))
          throw input_error(
              "write_graph_file", "document",
              "a position (" + to_text(p.lon) + ", " + to_text(p.lat) + ") of the outline of vertex " + printable(d_.ids[v]),
              "longitudes in [-180, 180] and latitudes in [-90, 90]");
}

void geojson_writer::choose_columns() {
  for (const attribute_column& a : d_.vertex_attributes) of_vertices_.push_back(&a);
  for (const attribute_column& a : d_.edge_attributes) of_edges_.push_back(&a);
  const auto is_number = [](const attribute_column* a) {
    return a != nullptr && (a->kind == attribute_kind::number || a->kind == attribute_kind::integer);
  };
  lon_ = d_.of_vertices("lon");
  lat_ = d_.of_vertices("lat");
  if (!is_number(lon_) || !is_number(lat_)) lon_ = lat_ = nullptr;
  const std::size_t n = of_vertices_.size();
  places_come_last_ = lon_ != nullptr && n >= 2 && of_vertices_[n - 2] == lon_ && of_vertices_[n - 1] == lat_;

  // A feature without geometry that has both properties of a pair would be read as an edge.
  for (const auto& [source, target] : line_ends) {
    const attribute_column* first = d_.of_vertices(source);
    const attribute_column* second = d_.of_vertices(target);
    if (first == nullptr || second == nullptr) continue;
    const auto names = [](const attribute_column& a, std::size_t v) {
      return a.kind != attribute_kind::boolean && !a.text_of(v).empty();
    };
    bool is_edge = false;
    for (std::size_t v = 0; v < d_.vertices() && !is_edge; ++v)
      is_edge = names(*first, v) && names(*second, v) && !is_point(v) && border_of(v).rings.empty();
    if (!is_edge) continue;
    std::erase(of_vertices_, second);
    lost_.push_back("In GeoJSON a vertex without a place that has the attributes " + std::string(source) + " and " +
                    std::string(target) + " would be an edge: the attribute " + std::string(target) + " is left out.");
  }
  closed_ = no_rings_ = 0;
}

/// The names of the ends are such that no attribute can be taken for them.
void geojson_writer::choose_ends() {
  const auto is_taken = [&](std::string_view name) { return d_.of_edges(name) != nullptr; };
  for (const auto& pair : line_ends) {
    if (!is_taken(pair.first) && !is_taken(pair.second)) {
      ends_ = pair;
      return;
    }
    if (is_taken(pair.first) && is_taken(pair.second)) break;
  }
  std::erase_if(of_edges_, [&](const auto* a) { return a->name == ends_.first || a->name == ends_.second; });
  lost_.push_back("GeoJSON names the ends of an edge as its attributes: those named source and target are left out.");
}

void geojson_writer::say_what_is_lost() const {
  lose(d_.vertex_spells.size() + d_.edge_spells.size(), "spell is", "spells are", " left out: GeoJSON has no periods.");
  if (d_.vertices() == 0)
    lose(d_.vertex_attributes.size(), "attribute is", "attributes are", " left out, for there are no vertices.");
  if (d_.edges.empty()) lose(d_.edge_attributes.size(), "attribute is", "attributes are", " left out, for there are no edges.");
  std::size_t kinds = 0;
  const auto count = [&](const auto& all) {
    for (const attribute_column& a : all)
      if (a.kind != attribute_kind::text && a.size() > 0 && a.missing.size() == a.size()) ++kinds;
  };
  count(d_.about);
  count(d_.vertex_attributes);
  count(d_.edge_attributes);
  lose(kinds, "attribute without a value comes", "attributes without a value come",
       " back as of texts: GeoJSON states no kinds.");
  lose(closed_, "ring is", "rings are", " closed by the first point, which comes again at the end.");
  lose(no_rings_, "ring of fewer than three different points is", "rings of fewer than three different points are", " left out.");
  lose(reordered_, "outline has", "outlines have", " its rings in another order: the holes come behind the ring around them.");
  const auto has_rings = [](const unit_outline& o) { return !o.rings.empty(); };
  if (!d_.outlines.empty() && std::none_of(d_.outlines.begin(), d_.outlines.end(), has_rings))
    lose(d_.outlines.size(), "outline is", "outlines are", " left out, for there are no rings.");
}

bool geojson_writer::is_point(std::size_t v) const {
  if (lon_ == nullptr || !lon_->has(v) || !lat_->has(v)) return false;
  const auto within = [](const decimal& d, std::int64_t most) { return decimal{-most, 0} <= d && d <= decimal{most, 0}; };
  return within(lon_->numbers[v], 180) && within(lat_->numbers[v], 90);
}

/// The rings that enclose something, closed.
unit_outline geojson_writer::border_of(std::size_t v) {
  unit_outline border;
  if (d_.outlines.empty()) return border;
  for (const auto& given : d_.outlines[v].rings) {
    if (given.size() < 3 || !has_three_points(given)) {
      ++no_rings_;
      continue;
    }
    border.rings.push_back(given);
    if (given.front() == given.back()) continue;
    ++closed_;
    border.rings.back().push_back(given.front());
  }
  return border;
}

/// Where lines begin and end; empty: nobody knows.
std::string geojson_writer::place_of(std::size_t v) const {
  if (is_point(v))
    return '[' + number_text(lon_->numbers[v], lon_->kind) + ", " + number_text(lat_->numbers[v], lat_->kind) + ']';
  if (inside_.empty() || d_.outlines[v].rings.empty() || !std::isfinite(inside_[v].lon)) return {};
  return '[' + to_text(inside_[v].lon) + ", " + to_text(inside_[v].lat) + ']';
}

void geojson_writer::put_value(const attribute_column& a, std::size_t element) {
  if (!a.has(element))
    out_ << "null";
  else if (a.kind == attribute_kind::text)
    out_ << json_string(a.texts[element]);
  else if (a.kind == attribute_kind::boolean)
    out_ << (a.numbers[element].mantissa == 0 ? "false" : "true");
  else
    out_ << number_text(a.numbers[element], a.kind);
}

void geojson_writer::put_properties(const columns& of, std::size_t element, std::size_t but_last, std::string before) {
  out_ << ", \"properties\": {" << before;
  bool is_first = before.empty();
  for (std::size_t k = 0; k + but_last < of.size(); ++k) {
    if (!std::exchange(is_first, false)) out_ << ", ";
    out_ << json_string(of[k]->name) << ": ";
    put_value(*of[k], element);
  }
  out_ << "}}";
}

void geojson_writer::put_ring(const std::vector<position>& ring) {
  for (std::size_t i = 0; i < ring.size(); ++i)
    out_ << (i == 0 ? "[[" : ", [") << to_text(ring[i].lon) << ", " << to_text(ring[i].lat) << ']';
  out_ << ']';
}

void geojson_writer::put_outline(const unit_outline& border) {
  const std::vector<outline_part> parts = parts_of(border);
  out_ << "{\"type\": " << (parts.size() == 1 ? "\"Polygon\", \"coordinates\": " : "\"MultiPolygon\", \"coordinates\": [");
  std::size_t next = 0;
  bool in_order = true;
  for (std::size_t p = 0; p < parts.size(); ++p) {
    out_ << (p == 0 ? "[" : ", [");
    put_ring(border.rings[parts[p].outer]);
    in_order = in_order && parts[p].outer == next++;
    for (const std::size_t hole : parts[p].holes) {
      out_ << ", ";
      put_ring(border.rings[hole]);
      in_order = in_order && hole == next++;
    }
    out_ << ']';
  }
  out_ << (parts.size() == 1 ? "}" : "]}");
  if (!in_order) ++reordered_;
}

void geojson_writer::put_vertex(std::size_t v) {
  out_ << "{\"type\": \"Feature\", \"id\": " << json_string(d_.ids[v]) << ", \"geometry\": ";
  const unit_outline border = border_of(v);
  const bool as_point = border.rings.empty() && is_point(v);
  if (!border.rings.empty())
    put_outline(border);
  else if (as_point)
    out_ << "{\"type\": \"Point\", \"coordinates\": " << place_of(v) << '}';
  else
    out_ << "null";
  put_properties(of_vertices_, v, as_point && places_come_last_ ? 2 : 0, {});
}

void geojson_writer::put_edge(std::size_t e) {
  out_ << "{\"type\": \"Feature\", ";
  if (!d_.edge_ids.empty()) out_ << "\"id\": " << json_string(d_.edge_ids[e]) << ", ";
  const auto [source, target] = d_.edges[e];
  const std::string from = place_of(source);
  const std::string to = place_of(target);
  out_ << "\"geometry\": ";
  if (from.empty() || to.empty())
    out_ << "null";
  else
    out_ << "{\"type\": \"LineString\", \"coordinates\": [" << from << ", " << to << "]}";
  put_properties(of_edges_, e, 0,
                 json_string(ends_.first) + ": " + json_string(d_.ids[source]) + ", " + json_string(ends_.second) + ": " +
                     json_string(d_.ids[target]));
}

void geojson_writer::put_about() {
  for (const attribute_column& a : d_.about) {
    if (std::find(std::begin(reserved), std::end(reserved), a.name) != std::end(reserved)) {
      lost_.push_back("The attribute \"" + printable(a.name) + "\" of the graph is left out: GeoJSON has this name for itself.");
      continue;
    }
    out_ << json_string(a.name) << ": ";
    put_value(a, 0);
    out_ << ",\n";
  }
}

void geojson_writer::write() {
  check_outlines();
  choose_columns();
  choose_ends();
  if (!d_.edges.empty())
    for (const unit_outline& o : d_.outlines) {
      const bool has_points = std::any_of(o.rings.begin(), o.rings.end(), [](const auto& r) { return !r.empty(); });
      inside_.push_back(has_points ? point_inside(o) : position{HUGE_VAL, HUGE_VAL});
    }
  out_ << "{\n\"type\": \"FeatureCollection\",\n";
  put_about();
  out_ << "\"directed\": " << (d_.directed ? "true" : "false") << ",\n\"features\": [";
  std::string_view separator = "\n";
  for (std::size_t v = 0; v < d_.vertices(); ++v) {
    out_ << std::exchange(separator, ",\n");
    put_vertex(v);
  }
  for (std::size_t e = 0; e < d_.edges.size(); ++e) {
    out_ << std::exchange(separator, ",\n");
    put_edge(e);
  }
  out_ << "\n]\n}\n";
  say_what_is_lost();
}

}  // namespace

void write_geojson(const graph_document& document, text_sink& out, std::vector<std::string>& lost) {
  geojson_writer(document, out, lost).write();
}

}  // namespace coopgraph::detail
