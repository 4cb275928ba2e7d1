// SPDX-License-Identifier: BSL-1.0
#include "cli/outlines.hpp"

#include "cli/graph_input.hpp"
#include "cli/output.hpp"

#include <coopgraph/io/graph_file.hpp>

#include <unordered_map>
#include <utility>

namespace coopgraph::cli {

matched_outlines read_outlines(const std::string& path, std::size_t count,
                               const std::function<std::string_view(std::size_t)>& id_at, const char* one, const char* many,
                               const input_options& how, const context& where) {
  input_options file = how;
  file.path = path;
  if (graph_format_of(path) != graph_format::geojson)
    throw usage_error("--outlines is " + printable(path, 300) + "; allowed: a GeoJSON file, .geojson, of areas");
  graph_document areas = read_document(file, graph_format::geojson, where);
  const auto refuse = [&](const std::string& message) { throw data_error({{{path, 0, 0}, {}, "no-outlines", message}}); };
  if (areas.outlines.empty()) refuse("the file has no areas; allowed: features that are polygons");
  std::unordered_map<std::string_view, std::size_t> position;
  for (std::size_t a = 0; a < areas.vertices(); ++a)
    if (!areas.outlines[a].rings.empty()) position.emplace(areas.ids[a], a);
  matched_outlines matched{std::vector<unit_outline>(count), {}};
  std::size_t found = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const auto at = position.find(id_at(i));
    if (at == position.end()) continue;
    matched.outlines[i] = std::move(areas.outlines[at->second]);
    ++found;
  }
  const std::size_t all = position.size();
  if (found == 0)
    refuse("none of its " + count_of(all, "area", "areas") + " has the id of one of the " + many + "; the ids must be equal");
  if (found < count)
    matched.notes.push_back(std::to_string(count - found) + ' ' + (count - found == 1 ? one : many) + " without an outline");
  if (found < all)
    matched.notes.push_back(count_of(all - found, "area is", "areas are") + " of none of the " + many + ": left out");
  return matched;
}

}  // namespace coopgraph::cli
