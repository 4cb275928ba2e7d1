// SPDX-License-Identifier: BSL-1.0
#include "plot/svg.hpp"

#include <cstdlib>

namespace coopgraph::detail {

escaped number(int tenths) {
  std::string text = tenths < 0 ? "-" : "";
  const int size = std::abs(tenths);
  text += std::to_string(size / 10);
  if (size % 10 != 0) text.append(".").append(std::to_string(size % 10));
  return escaped::text(text);
}

void attribute(escaped& html, markup before, int tenths) {
  html += before;
  html += number(tenths);
  html += "\"";
}

void add_title(escaped& svg, const std::string& text) {
  svg += "<title>";
  svg += escaped::text(text);
  svg += "</title>";
}

}  // namespace coopgraph::detail
