// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <memory>
#include <string>
#include <vector>

namespace coopgraph::bench {

/// What Boost.Graph's compiled reader of GraphML makes of an undirected file: an adjacency_list of vectors, a double on each
/// edge. Without that library `available` is false and the rest throws.
class boost_graphml_peer {
 public:
  /// \throws error if the file cannot be read
  explicit boost_graphml_peer(const std::string& path);

  [[nodiscard]] static bool available();
  [[nodiscard]] std::vector<double> degree() const;
  [[nodiscard]] std::vector<double> weights() const;  ///< by edge

 private:
  struct graph;
  std::shared_ptr<const graph> graph_;
};

}  // namespace coopgraph::bench
