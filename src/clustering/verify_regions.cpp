// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/clustering/verify_regions.hpp>
#include <coopgraph/core/error.hpp>
#include <coopgraph/core/text.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace coopgraph::detail {
namespace {

/// In extended precision, straight from the definitions.
using real = long double;

class region_checker {
 public:
  region_checker(const undirected_view& contiguity, const unit_attributes& attributes, const contiguous_regions& result,
                 const check_regions_options& options)
      : attributes_(attributes),
        result_(result),
        options_(options),
        units_(contiguity.vertices()),
        columns_(attributes.columns),
        near_(units_),
        lonely_(units_, true) {
    if (columns_ == 0 || attributes.values.size() != units_ * columns_)
      throw input_error("check_regions", "number of attribute values", to_text(attributes.values.size()),
                        to_text(units_) + " units times " + to_text(columns_) + " columns");
    const std::size_t amounts = options.floor.amounts.size();
    if (amounts != 0 && amounts != units_)
      throw option_error("check_regions", "number of floor amounts", to_text(amounts),
                         "none, or " + to_text(units_) + ", one a unit");
    for (std::size_t e = 0; e < contiguity.edges(); ++e) {
      if (contiguity.source[e] == contiguity.target[e]) continue;
      tie(contiguity.source[e], contiguity.target[e]);
      lonely_[contiguity.source[e]] = lonely_[contiguity.target[e]] = false;
    }
  }

  std::vector<std::string> run() {
    if (!labels_are_canonical()) return std::move(problems_);  // nothing else can be said
    check_islands();
    check_connected();
    check_status();
    standardise();
    check_sums();
    return std::move(problems_);
  }

 private:
  void tell(std::string what) { problems_.push_back(std::move(what)); }
  void tie(vertex_id u, vertex_id v) {
    near_[u].push_back(v);
    near_[v].push_back(u);
  }
  [[nodiscard]] std::uint32_t region(std::size_t u) const { return result_.partition.label[u]; }

  [[nodiscard]] bool labels_are_canonical() {
    if (result_.partition.label.size() != units_)
      tell("there are " + to_text(result_.partition.label.size()) + " labels for " + to_text(units_) + " units");
    std::uint32_t seen = 0;
    for (std::size_t u = 0; u < units_ && problems_.empty(); ++u) {
      if (region(u) > seen) tell("the label of unit " + to_text(u) + " is not canonical");
      if (region(u) == seen) ++seen;
    }
    if (problems_.empty() && seen != result_.partition.clusters)
      tell("there are " + to_text(seen) + " clusters, not " + to_text(result_.partition.clusters));
    return problems_.empty();
  }

  void check_islands() {
    for (const auto& [island, neighbour] : result_.attached) {
      if (island >= units_ || neighbour >= units_ || !lonely_[island] || lonely_[neighbour])
        tell("unit " + to_text(island) + " is no island, or " + to_text(neighbour) + " has no neighbours to be attached to");
      else
        tie(island, neighbour);
    }
    std::vector<vertex_id> islands;
    for (vertex_id u = 0; u < units_; ++u)
      if (near_[u].empty()) islands.push_back(u);
    if (islands != result_.islands) tell("the islands are not the units without neighbours");
  }

  void check_connected() {
    std::vector<bool> met(units_, false);
    std::vector<bool> begun(result_.partition.clusters, false);
    std::vector<vertex_id> open;
    for (vertex_id start = 0; start < units_; ++start) {
      if (met[start]) continue;
      if (begun[region(start)]) tell("region " + to_text(region(start)) + " is not connected: see unit " + to_text(start));
      begun[region(start)] = true;
      met[start] = true;
      open.assign(1, start);
      while (!open.empty()) {
        const vertex_id u = open.back();
        open.pop_back();
        for (const vertex_id v : near_[u]) {
          if (met[v] || region(v) != region(u)) continue;
          met[v] = true;
          open.push_back(v);
        }
      }
    }
  }

  void check_status() {
    const bool found = result_.status == region_status::found;
    if (found != (result_.obstacle == region_obstacle::none) || found != result_.why.empty())
      tell("status and obstacle do not agree");
    if (result_.status == region_status::infeasible) return;
    const std::size_t clusters = result_.partition.clusters;
    if (options_.clusters != 0 && (found ? clusters != options_.clusters : clusters >= options_.clusters))
      tell("there are " + to_text(clusters) + " regions where " + to_text(options_.clusters) + " were asked for");
    if (result_.bound != 0 && clusters > result_.bound) tell("there are more regions than the bound allows");
    std::vector<real> amount(clusters, 0);
    std::vector<bool> exempt(clusters, false);
    for (std::size_t u = 0; u < units_; ++u) {
      amount[region(u)] += options_.floor.amounts.empty() ? real{1} : real{options_.floor.amounts[u]};
      if (near_[u].empty()) exempt[region(u)] = true;
    }
    for (std::size_t r = 0; r < clusters; ++r)
      if (!exempt[r] && amount[r] < real{options_.floor.least} * (1 - real{1e-12}))
        tell("region " + to_text(r) + " has " + to_text(static_cast<double>(amount[r])) + ", below the floor of " +
             to_text(options_.floor.least));
  }

  void standardise() {
    rows_.assign(attributes_.values.begin(), attributes_.values.end());
    std::vector<std::uint32_t> constant;
    for (std::size_t j = 0; j < columns_ && units_ > 0; ++j) {
      real least = rows_[j];
      real greatest = rows_[j];
      for (std::size_t i = j; i < rows_.size(); i += columns_) {
        least = std::min(least, rows_[i]);
        greatest = std::max(greatest, rows_[i]);
      }
      real sum = 0;
      for (std::size_t i = j; i < rows_.size(); i += columns_) sum += rows_[i] -= least;
      const real mean = sum / static_cast<real>(units_);
      if (least == greatest) constant.push_back(static_cast<std::uint32_t>(j));
      real squares = 0;
      for (std::size_t i = j; i < rows_.size(); i += columns_) {
        rows_[i] -= mean;
        squares += rows_[i] * rows_[i];
      }
      if (least == greatest || options_.standardize == standardization::none) continue;
      const real by =
          options_.standardize == standardization::z ? std::sqrt(squares / static_cast<real>(units_)) : greatest - least;
      for (std::size_t i = j; i < rows_.size(); i += columns_) rows_[i] /= by;
    }
    if (constant != result_.constant_columns) tell("the constant columns are not those stated");
  }

  [[nodiscard]] real distance(const real* x, const real* y, region_dissimilarity kind) const {
    real sum = 0;
    for (std::size_t j = 0; j < columns_; ++j) {
      const real d = x[j] - y[j];
      sum += kind == region_dissimilarity::manhattan ? std::fabs(d) : d * d;
    }
    return kind == region_dissimilarity::euclidean ? std::sqrt(sum) : sum;
  }

  void check_sums() {
    const std::size_t clusters = result_.partition.clusters;
    std::vector<real> mean(clusters * columns_, 0);
    std::vector<real> size(clusters, 0);
    for (std::size_t u = 0; u < units_; ++u) {
      size[region(u)] += 1;
      for (std::size_t j = 0; j < columns_; ++j) mean[region(u) * columns_ + j] += rows_[u * columns_ + j];
    }
    for (std::size_t i = 0; i < mean.size(); ++i) mean[i] /= size[i / columns_];
    const std::vector<real> centre(columns_, 0);
    real within = 0;
    real between = 0;
    real total = 0;
    real value = 0;
    for (std::size_t u = 0; u < units_; ++u) {
      const real* const x = rows_.data() + u * columns_;
      const real* const m = mean.data() + region(u) * columns_;
      within += distance(x, m, region_dissimilarity::squared_euclidean);
      between += distance(m, centre.data(), region_dissimilarity::squared_euclidean);
      total += distance(x, centre.data(), region_dissimilarity::squared_euclidean);
      value += distance(x, m, result_.dissimilarity);
    }
    // Distances that are no squares are held against the like of the total.
    const bool squared = result_.dissimilarity == region_dissimilarity::squared_euclidean;
    const real spread = std::sqrt(total * static_cast<real>(units_));
    compare("within", result_.within, within, total);
    compare("between", result_.between, between, total);
    compare("total", result_.total, total, total);
    compare("value", result_.value, value, squared ? total : spread);
  }

  void compare(const char* what, double stated, real found, real scale) {
    if (std::fabs(real{stated} - found) <= real{1e-9} * scale) return;
    tell(std::string(what) + " is " + to_text(static_cast<double>(found)) + ", not " + to_text(stated));
  }

  const unit_attributes& attributes_;
  const contiguous_regions& result_;
  const check_regions_options& options_;
  std::size_t units_;
  std::size_t columns_;
  std::vector<std::vector<vertex_id>> near_;  // with what is attached
  std::vector<bool> lonely_;                  // without neighbours in the graph that was given
  std::vector<real> rows_;
  std::vector<std::string> problems_;
};

}  // namespace

std::vector<std::string> check_regions_of(const undirected_view& contiguity, const unit_attributes& attributes,
                                          const contiguous_regions& result, const check_regions_options& options) {
  return region_checker(contiguity, attributes, result, options).run();
}

}  // namespace coopgraph::detail
