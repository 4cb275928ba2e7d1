// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/clustering/contiguous_regions.hpp>
#include <coopgraph/core/random.hpp>

#include "support/graphs.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <optional>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

namespace coopgraph::kit {

using labels = std::vector<std::uint32_t>;

/// Units as a map has them.
struct region_case {
  edge_list list;
  unit_attributes attributes;
  region_floor floor;

  [[nodiscard]] std::size_t units() const { return list.vertices; }
  [[nodiscard]] undirected_graph graph() const { return undirected(list); }
};

/// A grid with some diagonals, some of whose borders are missing: planar, perhaps in several pieces, perhaps with islands; here
/// and there a loop and a border given twice. Rows of one to three columns, some with few different numbers, so that much is
/// equal.
inline region_case random_map(random_stream& random, std::size_t most_units) {
  region_case c;
  std::size_t rows = 0;
  std::size_t columns = 0;
  do {
    rows = 1 + random.below(4);
    columns = 1 + random.below(5);
  } while (rows * columns > most_units);
  c.list.vertices = rows * columns;
  const double kept = 0.6 + 0.4 * random.uniform();
  const auto border = [&](std::size_t u, std::size_t v) {
    if (random.uniform() >= kept) return;
    c.list.edges.push_back({static_cast<vertex_id>(u), static_cast<vertex_id>(v)});
    if (random.below(16) == 0) c.list.edges.push_back({static_cast<vertex_id>(v), static_cast<vertex_id>(u)});
    if (random.below(16) == 0) c.list.edges.push_back({static_cast<vertex_id>(v), static_cast<vertex_id>(v)});
  };
  for (std::size_t r = 0; r < rows; ++r)
    for (std::size_t k = 0; k < columns; ++k) {
      const std::size_t u = r * columns + k;
      if (k + 1 < columns) border(u, u + 1);
      if (r + 1 < rows) border(u, u + columns);
      if (k + 1 == columns || r + 1 == rows) continue;
      const auto diagonal = random.below(3);
      if (diagonal == 0) border(u, u + columns + 1);
      if (diagonal == 1) border(u + 1, u + columns);
    }
  c.attributes.columns = 1 + random.below(3);
  const bool few = random.below(4) == 0;
  for (std::size_t i = 0; i < c.units() * c.attributes.columns; ++i)
    c.attributes.values.push_back(few ? static_cast<double>(random.below(4))
                                      : random.uniform() + (random.below(3) == 0 ? 2.0 : 0.0));
  const auto kind = random.below(3);
  if (kind == 1) c.floor.least = static_cast<double>(1 + random.below(4));
  if (kind == 2) {
    // Tenths, which doubles do not hold.
    c.floor.least = static_cast<double>(1 + random.below(30)) / 10.0;
    for (std::size_t u = 0; u < c.units(); ++u) c.floor.amounts.push_back(static_cast<double>(random.below(12)) / 10.0);
  }
  return c;
}

/// What a region must be, by a matrix of neighbours and in whole tenths: no code of the library.
class region_rules {
 public:
  explicit region_rules(const region_case& c) : n_(c.units()), tied_(n_ * n_, false), tenths_(n_, 10) {
    for (const auto& [u, v] : c.list.edges)
      if (u != v) tied_[u * n_ + v] = tied_[v * n_ + u] = true;
    for (std::size_t u = 0; u < c.floor.amounts.size(); ++u) tenths_[u] = std::lround(10.0 * c.floor.amounts[u]);
    floor_ = std::lround(10.0 * c.floor.least);
  }

  [[nodiscard]] bool is_island(std::size_t u) const {
    for (std::size_t v = 0; v < n_; ++v)
      if (tied_[u * n_ + v]) return false;
    return true;
  }
  void tie(std::size_t u, std::size_t v) { tied_[u * n_ + v] = tied_[v * n_ + u] = true; }

  /// Whether the units with that label are connected and at the floor; islands need not be.
  [[nodiscard]] bool holds(const labels& label, std::uint32_t region) const {
    long tenths = 0;
    std::size_t size = 0;
    std::size_t first = n_;
    for (std::size_t u = 0; u < n_; ++u) {
      if (label[u] != region) continue;
      tenths += tenths_[u];
      ++size;
      first = std::min(first, u);
    }
    if (size == 0) return false;
    if (size == 1 && is_island(first)) return true;
    return tenths >= floor_ && reached_from(first, label) == size;
  }
  [[nodiscard]] bool hold(const labels& label, std::uint32_t regions) const {
    for (std::uint32_t r = 0; r < regions; ++r)
      if (!holds(label, r)) return false;
    return true;
  }

 private:
  [[nodiscard]] std::size_t reached_from(std::size_t first, const labels& label) const {
    std::vector<bool> met(n_, false);
    met[first] = true;
    std::size_t count = 1;
    for (bool grows = true; grows;) {
      grows = false;
      for (std::size_t u = 0; u < n_; ++u)
        for (std::size_t v = 0; v < n_; ++v) {
          if (!met[u] || met[v] || label[v] != label[u] || !tied_[u * n_ + v]) continue;
          met[v] = grows = true;
          ++count;
        }
    }
    return count;
  }

  std::size_t n_;
  std::vector<bool> tied_;
  std::vector<long> tenths_;
  long floor_ = 0;
};

/// z-scores, from the definition. Constant columns become 0.
inline std::vector<double> z_scores(const unit_attributes& a) {
  std::vector<double> z = a.values;
  const std::size_t p = a.columns;
  const double n = static_cast<double>(z.size() / p);
  for (std::size_t j = 0; j < p; ++j) {
    double mean = 0.0;
    double squares = 0.0;
    for (std::size_t i = j; i < z.size(); i += p) mean += z[i] / n;
    for (std::size_t i = j; i < z.size(); i += p) squares += (z[i] - mean) * (z[i] - mean);
    const double deviation = std::sqrt(squares / n);
    for (std::size_t i = j; i < z.size(); i += p) z[i] = deviation < 1e-12 ? 0.0 : (z[i] - mean) / deviation;
  }
  return z;
}

/// Half the squared distances of all pairs within regions, by the regions' sizes: the within sum of squares another way.
inline double sum_within(const std::vector<double>& rows, std::size_t columns, const labels& label) {
  const std::size_t n = label.size();
  double sum = 0.0;
  for (std::size_t u = 0; u < n; ++u) {
    const double size = static_cast<double>(std::count(label.begin(), label.end(), label[u]));
    for (std::size_t v = 0; v < n; ++v) {
      if (label[v] != label[u]) continue;
      for (std::size_t j = 0; j < columns; ++j) {
        const double d = rows[u * columns + j] - rows[v * columns + j];
        sum += d * d / (2.0 * size);
      }
    }
  }
  return sum;
}

/// The 32 states of Mexico, in alphabetical order, and their income per head from 1950 to 2000 by decades. The list of
/// neighbours has 70 borders, spopt makes 69 of the shapes. Which one it lacks is not stated anywhere; without Durango to Jalisco
/// both SKATER and Ward give the sums that spopt gives, and so that one is left out.
/// Rey & Sastre Gutierrez (2010), doi:10.1080/17421772.2010.493955; in libpysal as "mexico".
struct mexico_map {
  std::vector<std::string> state;
  unit_attributes income;
  edge_list borders;
};

/// From $COOPGRAPH_DATA/mexico_libpysal; nothing without it.
inline std::optional<mexico_map> read_mexico() {
  const char* const folder = std::getenv("COOPGRAPH_DATA");
  if (folder == nullptr) return std::nullopt;
  std::ifstream table(std::string(folder) + "/mexico_libpysal/mexico.csv");
  std::ifstream neighbours(std::string(folder) + "/mexico_libpysal/mexico.gal");
  if (!table || !neighbours) return std::nullopt;
  mexico_map m;
  m.income.columns = 6;
  std::string line;
  std::getline(table, line);
  while (std::getline(table, line)) {
    std::istringstream cells(line);
    std::string cell;
    std::getline(cells, cell, ',');
    m.state.push_back(cell);
    std::getline(cells, cell, ',');  // 1940
    for (int decade = 0; decade < 6; ++decade) {
      std::getline(cells, cell, ',');
      m.income.values.push_back(std::stod(cell));
    }
  }
  neighbours >> m.borders.vertices;
  vertex_id unit = 0;
  std::size_t count = 0;
  while (neighbours >> unit >> count)
    for (vertex_id other = 0; count > 0; --count) {
      neighbours >> other;
      if (unit < other && !(m.state[unit] == "Durango" && m.state[other] == "Jalisco")) m.borders.edges.push_back({unit, other});
    }
  return m;
}

}  // namespace coopgraph::kit
