// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/markup.hpp>

#include <string>

namespace coopgraph {

/// A picture as a page takes it: an <svg> element with a title and a description for who does not see it, drawn in presentation
/// attributes and the classes of figure_style. The same data give the same bytes.
struct figure {
  std::string id;           ///< prefix of all ids inside: a letter, then letters, digits, '-' and '_'
  std::string title;        ///< as it stands in the picture's <title>
  std::string description;  ///< the picture in words, as in its <desc>
  std::string note = {};    ///< what belongs below it: what could not be drawn, and why; empty: nothing
  escaped svg;              ///< the element
};

/// The style of all figures, for a page's <style>: every rule is below the class figure.
inline constexpr const char* figure_style =
    ".figure{display:block;width:100%;height:auto;margin:.5rem auto;font-family:system-ui,sans-serif;font-size:11px;"
    "background:#fff;fill:#1a1a1a}"
    ".figure.tie-map,.figure.flow-map,.figure.cluster-map{max-width:34rem}"
    ".figure path[data-from][fill=none]:hover{opacity:1;stroke-width:4px}.figure .dim{opacity:.12}"
    "@media(forced-colors:active){.figure{forced-color-adjust:none}}";

/// The figure as an SVG document of its own, with its style inside.
[[nodiscard]] std::string to_svg(const figure& f);

/// Writes to_svg() as a file that appears whole or not at all.
/// \throws io_error if it cannot be written
void write_svg(const figure& f, const std::string& path);

}  // namespace coopgraph
