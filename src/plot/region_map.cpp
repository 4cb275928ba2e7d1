// SPDX-License-Identifier: BSL-1.0
#include "plot/region_map.hpp"

#include "plot/map_layout.hpp"
#include "plot/svg.hpp"

#include <array>
#include <cstddef>
#include <string>

namespace coopgraph::detail {
namespace {

constexpr int radius = 58;
constexpr int width = 480;

/// Colours that the colour-blind tell apart and black numbers are legible on (six of Okabe and Ito).
constexpr std::array<markup, 7> colours{"#56b4e9", "#e69f00", "#009e73", "#cc79a7", "#d55e00", "#a6761d", "#f0e442"};
constexpr markup no_colour = "#dddddd";

markup colour_of(std::int64_t region) {
  return region == 0 ? no_colour : colours[static_cast<std::size_t>(region - 1) % colours.size()];
}

void add_lines(escaped& svg, const map_layout& d, const std::vector<std::int64_t>& region) {
  for (const auto& [i, path] : d.bows) {
    svg += "<line class=\"tie w2\" stroke=\"";
    svg += colour_of(region[d.data.ties[i].from]);
    attribute(svg, "\" x1=\"", path.from.x);
    attribute(svg, " y1=\"", path.from.y);
    attribute(svg, " x2=\"", path.to.x);
    attribute(svg, " y2=\"", path.to.y);
    svg += "/>\n";
  }
}

void add_names(escaped& svg, const map_layout& d) {
  for (std::size_t l = 0; l < d.labelled.size(); ++l) {
    if (!d.layout.places[l]) continue;
    const map_box& box = d.layout.places[l]->box;
    svg += "<text class=\"label other\"";
    attribute(svg, " x=\"", box.left);
    attribute(svg, " y=\"", box.top + look_of(map_point_kind::other).ascent);
    attribute(svg, " textLength=\"", d.label_widths[l]);
    svg += " lengthAdjust=\"spacingAndGlyphs\">";
    svg += escaped::text(d.texts[l]);
    svg += "</text>\n";
  }
}

void add_members(escaped& svg, const map_layout& d, const std::vector<std::int64_t>& region) {
  for (std::size_t s = 0; s < d.places.shown.size(); ++s) {
    const std::size_t i = d.places.shown[s];
    const map_disc& disc = d.places.discs[s];
    const std::string number = std::to_string(region[i]);
    svg += "<circle fill=\"";
    svg += colour_of(region[i]);
    attribute(svg, "\" cx=\"", disc.at.x);
    attribute(svg, " cy=\"", disc.at.y);
    attribute(svg, " r=\"", disc.radius);
    svg += ">";
    add_title(svg, d.data.points[i].name + (region[i] == 0 ? ": in no region" : ": region " + number));
    svg += "</circle>\n";
    if (region[i] == 0) continue;
    svg += "<text text-anchor=\"middle\" font-size=\"9\"";
    attribute(svg, " x=\"", disc.at.x);
    attribute(svg, " y=\"", disc.at.y + 32);
    svg += ">";
    svg += escaped::text(number);
    svg += "</text>\n";
  }
}

}  // namespace

escaped region_map(const tie_map_data& data, const std::vector<std::int64_t>& region) {
  const map_layout d = lay_out(data, {.id = "region-map", .width = width}, radius);
  const map_box& picture = d.layout.picture;
  escaped svg("<svg class=\"tie-map\" role=\"img\" aria-labelledby=\"region-map-title region-map-desc\" viewBox=\"");
  svg += number(picture.left);
  for (const int value : {picture.top, picture.right - picture.left, picture.bottom - picture.top}) {
    svg += " ";
    svg += number(value);
  }
  svg += "\">\n<title id=\"region-map-title\">";
  svg += escaped::text(data.title);
  svg += "</title>\n<desc id=\"region-map-desc\">";
  svg += escaped::text(data.description);
  svg += "</desc>\n";
  add_lines(svg, d, region);
  add_names(svg, d);
  add_members(svg, d, region);
  svg += "</svg>\n";
  return svg;
}

}  // namespace coopgraph::detail
