// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "io/graph_formats.hpp"
#include "io/json_reader.hpp"

#include <coopgraph/core/position.hpp>
#include <coopgraph/graph/contiguity.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace coopgraph::detail {

/// The member "coordinates" of a geometry as it is read, 16 bytes a position.
class coordinate_list {
 public:
  coordinate_list(problem_list& problems, std::string file, std::size_t most_points)
      : problems_(problems), file_(std::move(file)), most_(most_points) {}

  /// Begins the coordinates of another geometry; what was read counts towards the limit.
  void clear();
  void scalar(json_value::kind what, std::string_view text, const text_place& where);
  void begin(json_value::kind what, const text_place& where);
  void end();
  /// Whether all lists are closed.
  [[nodiscard]] bool closed() const noexcept { return open_.empty(); }

  /// How deep the numbers stand: 1 of a point, 2 of a line, 3 of a polygon, 4 of several; 0: there are none.
  [[nodiscard]] std::size_t levels() const noexcept { return leaf_; }
  /// Whether something was wrong with it, which is said.
  [[nodiscard]] bool broken() const noexcept { return broken_; }
  [[nodiscard]] const std::vector<position>& points() const noexcept { return points_; }
  /// The digits of the first position.
  [[nodiscard]] const std::string& first_lon() const noexcept { return first_lon_; }
  [[nodiscard]] const std::string& first_lat() const noexcept { return first_lat_; }

  /// The rings of a polygon or of several; what is no ring is said. \pre levels() is 3 or 4
  [[nodiscard]] unit_outline outline();

  [[nodiscard]] std::size_t heights() const noexcept { return heights_; }      ///< positions of more than two numbers
  [[nodiscard]] std::size_t crossings() const noexcept { return crossings_; }  ///< outlines across the meridian of 180 degrees

 private:
  struct level {
    text_place where;
    bool is_empty = true;
  };
  struct line {
    std::size_t end;  ///< behind its last point
    text_place where;
  };

  void problem(const text_place& where, std::string code, std::string message);
  void end_position(const text_place& where);
  bool check_ring(const std::vector<position>& ring, const text_place& where);

  problem_list& problems_;
  std::string file_;
  std::size_t most_;
  std::size_t read_ = 0;
  std::size_t heights_ = 0;
  std::size_t crossings_ = 0;

  std::vector<level> open_;
  std::vector<position> points_;
  std::vector<line> lines_;
  std::string first_lon_;
  std::string first_lat_;
  std::size_t leaf_ = 0;
  bool broken_ = false;
  std::size_t numbers_ = 0;  ///< of the position that is being read
  position now_;
  text_place places_[2];
};

}  // namespace coopgraph::detail
