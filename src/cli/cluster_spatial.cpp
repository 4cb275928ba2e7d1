// SPDX-License-Identifier: BSL-1.0
// Leiden against a spatial null model: clusters beyond what sizes and distances explain.
#include "cli/cluster_methods.hpp"
#include "cli/output.hpp"
#include "cli/vertex_numbers.hpp"
#include "cli/vertex_rows.hpp"

#include <coopgraph/clustering/spatial_leiden.hpp>
#include <coopgraph/core/decimal.hpp>
#include <coopgraph/core/position.hpp>

#include <array>
#include <tuple>
#include <utility>

namespace coopgraph::cli {
namespace {

table deterrence_table(const spatial_leiden_result& found) {
  table t("deterrence", "How ties fall off with distance",
          {{"from", "From (km)", column_kind::number},
           {"to", "To (km)", column_kind::number},
           {"pairs", "Pairs", column_kind::whole_number},
           {"strength", "Strength", column_kind::number},
           {"deterrence", "Deterrence", column_kind::number}});
  for (const deterrence_bin& b : found.deterrence)
    t.add_row({b.from, b.to, static_cast<std::int64_t>(b.pairs), b.strength, b.deterrence});
  return t;
}

/// The attributes lon and lat of a graph file's vertices.
std::vector<position> places_of_vertices(const cluster_request& r, const std::string& option) {
  std::vector<position> places(r.input.vertices());
  for (const auto& [column, most, into] : {std::tuple("lon", 180.0, &position::lon), std::tuple("lat", 90.0, &position::lat)}) {
    const auto degrees = read_vertex_numbers(r.input, r.options.common.input, option.c_str(), column);
    for (vertex_id v = 0; v < places.size(); ++v) {
      const double value = degrees[v] ? to_double(*degrees[v]) : most + 1.0;
      if (!(value >= -most && value <= most))
        throw usage_error(option + ": " + printable(r.input.ids[v]) + " has no " + column + " from " + to_text(-most) + " to " +
                          to_text(most) +
                          "; allowed: vertices that all have lon and lat, or --places FILE with the columns "
                          "id,lon,lat");
      places[v].*into = value;
    }
  }
  return places;
}

}  // namespace

std::vector<position> places_of(const cluster_request& r, const std::string& option) {
  std::vector<position> places(r.input.vertices());
  const std::string& file = r.options.places;
  if (file.empty()) {
    if (r.input.is_graph_file) return places_of_vertices(r, option);
    if (!r.input.from) throw usage_error(option + " needs places: give --places FILE with the columns id,lon,lat");
    for (vertex_id v = 0; v < places.size(); ++v) {
      const actor& a = r.input.from->actors()[v];
      if (!a.where)
        throw usage_error(
            option + ": " + printable(a.key) +
            " has no place; allowed: actors that all have lon and lat, or --places FILE with the columns id,lon,lat");
      places[v] = *a.where;
    }
    return places;
  }
  const auto read = [&](const char* column, double most, double position::*into) {
    const auto degrees = [&](const std::string& text) -> std::optional<double> {
      const parsed_decimal number = parse_decimal(text);
      const double value = to_double(number.value);
      return number.problem == number_problem::none && value >= -most && value <= most ? std::optional(value) : std::nullopt;
    };
    const std::array<std::string, 2> columns{"id", column};
    const auto rows = read_vertex_rows(r.input, r.options.common.input, file, columns, [&](const std::string& text) {
      return degrees(text) ? std::string()
                           : "'" + printable(text) + "' is no " + column + "; allowed: degrees from " + to_text(-most) + " to " +
                                 to_text(most);
    });
    if (rows.size() != places.size())
      throw usage_error("--places " + printable(file) + " has " + count_of(rows.size(), "row", "rows") + " for " +
                        count_of(places.size(), "vertex", "vertices") + "; allowed: one for each");
    for (const vertex_row& row : rows) places[row.vertex].*into = *degrees(row.text);
  };
  read("lon", 180.0, &position::lon);
  read("lat", 90.0, &position::lat);
  return places;
}

clustered by_spatial_leiden(const cluster_request& r) {
  const cluster_options& o = r.options;
  refuse_leiden_only(o, "--null-model spatial");
  spatial_leiden_options how;
  how.resolution = o.resolution;
  how.sizes = node_sizes_of(r);
  how.bin_width = o.bin_width;
  if (o.runs) how.runs = *o.runs;
  how.randomness = o.randomness;
  how.seed = o.seed;
  how.run = r.run;
  const std::vector<position> places = places_of(r, "--null-model spatial");
  const edge_strengths strengths = strengths_or_ones(r.input, r.options.by.c_str());
  const spatial_leiden_result found = on_graph(
      r.input, [&](const auto& graph) { return spatial_leiden(graph, strengths, std::span<const position>(places), how); });
  clustered c;
  c.partition = found.partition;
  c.objective = "modularity beyond distance";
  c.quality = found.quality;
  c.members = [found](json_writer& json) {
    json.key("modularity").value(found.modularity).key("converged").value(found.converged);
    json.key("iterations").value(found.iterations).key("best_run").value(found.best_run);
    json.key("edge_visits").value(found.edge_visits);
    json.key("deterrence").begin_array();
    for (const deterrence_bin& b : found.deterrence) {
      json.begin_object().key("from").value(b.from).key("to").value(b.to).key("pairs").value(b.pairs);
      json.key("strength").value(b.strength).key("deterrence").value(b.deterrence).end_object();
    }
    json.end_array();
  };
  c.notes.push_back("against sizes and distances; modularity against the configuration model " + to_text(found.modularity));
  c.further_tables.push_back(deterrence_table(found));
  return c;
}

}  // namespace coopgraph::cli
