// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/io/atomic_file.hpp>
#include <coopgraph/plot/figure.hpp>

#include <string_view>

namespace coopgraph {

std::string to_svg(const figure& f) {
  constexpr std::string_view opening = "<svg ";
  const std::string& picture = f.svg.str();
  const std::size_t end_of_tag = picture.find('>');
  std::string document = "<svg xmlns=\"http://www.w3.org/2000/svg\" ";
  document.append(picture, opening.size(), end_of_tag + 1 - opening.size());
  document.append("\n<style>").append(figure_style).append("</style>");
  document.append(picture, end_of_tag + 1);
  return document;
}

void write_svg(const figure& f, const std::string& path) { write_file(path, to_svg(f)); }

}  // namespace coopgraph
