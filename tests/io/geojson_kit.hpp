// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/io/graph_file.hpp>

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace coopgraph::kit {

/// A collection of these features, a line each from line 2 on; `members` stand before them.
[[nodiscard]] inline std::string collection(const std::vector<std::string>& features, const std::string& members = "") {
  std::string text = "{\"type\": \"FeatureCollection\", " + members + "\"features\": [\n";
  for (std::size_t i = 0; i < features.size(); ++i) text += features[i] + (i + 1 == features.size() ? "\n" : ",\n");
  return text + "]}\n";
}

/// A feature: its geometry and its properties as JSON, `before` before them.
[[nodiscard]] inline std::string feature(const std::string& geometry, const std::string& properties,
                                         const std::string& before = "") {
  return "{\"type\": \"Feature\", " + before + "\"geometry\": " + geometry + ", \"properties\": " + properties + "}";
}
[[nodiscard]] inline std::string geometry(const std::string& type, const std::string& coordinates) {
  return "{\"type\": \"" + type + "\", \"coordinates\": " + coordinates + "}";
}

[[nodiscard]] inline graph_document parse_geojson(const std::string& text, const graph_file_options& options = {}) {
  return parse_graph(text, "x.geojson", graph_format::geojson, options);
}

/// What is wrong with it: "LINE:COLUMN CODE MESSAGE" for each problem, "over a limit: …", or "nothing".
[[nodiscard]] inline std::vector<std::string> problems_in(const std::string& text, const graph_file_options& options = {}) {
  std::vector<std::string> all;
  try {
    (void)parse_geojson(text, options);
  } catch (const data_error& e) {
    for (const diagnostic& d : e.diagnostics())
      all.push_back(std::to_string(d.where.line) + ':' + std::to_string(d.where.column) + ' ' + d.code + ' ' + d.message);
  } catch (const limit_error& e) {
    all.push_back(std::string("over a limit: ") + e.what());
  }
  return all;
}

/// Whether this is all that is wrong with it: one problem that begins so and has these words.
[[nodiscard]] inline ::testing::AssertionResult is_refused(const std::string& text, const std::string& begin,
                                                           const std::string& words, const graph_file_options& options = {}) {
  const std::vector<std::string> found = problems_in(text, options);
  if (found.empty()) return ::testing::AssertionFailure() << "nothing is wrong with it";
  if (found.size() > 1) return ::testing::AssertionFailure() << found.size() << " problems: " << found[0] << "; " << found[1];
  if (!found[0].starts_with(begin) || found[0].find(words) == std::string::npos) return ::testing::AssertionFailure() << found[0];
  return ::testing::AssertionSuccess();
}

}  // namespace coopgraph::kit
