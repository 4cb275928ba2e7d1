// SPDX-License-Identifier: BSL-1.0
#include "centrality/betweenness/error_budget.hpp"

#include <coopgraph/core/elementary.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

namespace coopgraph::detail {
namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();

/// x - log(1 + x) >= 0. \pre x > -1
double beyond_log(double x) {
  if (std::fabs(x) > 0.02) return x - elementary::log(1.0 + x);
  double sum = 0.0;
  double power = x * x;  // x^2 / 2 - x^3 / 3 + …, to 2^-53
  for (int k = 2; k < 12; ++k) {
    sum += power / k;
    power *= -x;
  }
  return sum;
}

/// The weights of the rounds, which add up to 1: 1/2, 1/6, 1/12, …
double weight_of(std::size_t round) {
  const auto r = static_cast<double>(round);
  return 1.0 / ((r + 1.0) * (r + 2.0));
}

/// How much of the budget a vertex with this mean takes on both sides, if all are to be done after x samples.
double chance_of(double mean, double x, double epsilon) {
  const auto one_side = [&](double d) {
    const double exponent = x * divergence(mean, d);
    return exponent > 700.0 ? 0.0 : elementary::exp(-exponent);
  };
  return std::max(one_side(epsilon), one_side(-epsilon));
}

}  // namespace

double divergence(double p, double d) {
  const double q = p + d;
  if (q >= 1.0 || q <= 0.0) return infinite;
  // The terms linear in d cancel: what is left of each logarithm is at least 0.
  const double inner = p > 0.0 ? p * beyond_log(d / p) : d;
  const double outer = p < 1.0 ? (1.0 - p) * beyond_log(-d / (1.0 - p)) : -d;
  return p > 0.0 ? inner + outer : -elementary::log(1.0 - d);
}

error_budget::error_budget(std::span<const std::uint32_t> hits, std::uint64_t samples, double epsilon, double delta) {
  const auto most = hits.empty() ? 0U : *std::max_element(hits.begin(), hits.end());
  std::vector<double> vertices(most + std::size_t{1}, 0.0);
  for (const std::uint32_t h : hits) vertices[h] += 1.0;
  // A little above the mean: to spend too much on a vertex costs little, to spend too little costs a round.
  const auto likely = [&](std::size_t h) {
    const auto x = static_cast<double>(h);
    return std::min(0.5, (x + 0.5 * std::sqrt(x) + 0.5) / static_cast<double>(samples));
  };

  // 1. The least number of samples x at which all vertices can be done at once within most of the first round's budget.
  const double budget = 0.9 * weight_of(0) * delta;
  const auto affordable = [&](double x) {
    double sum = 0.0;
    for (std::size_t h = 0; h < vertices.size(); ++h)
      if (vertices[h] > 0.0) sum += 2.0 * vertices[h] * chance_of(likely(h), x, epsilon);
    return sum <= budget;
  };
  double too_few = 0.0;
  double enough = 1.0;
  while (!affordable(enough)) {
    too_few = enough;
    enough *= 2.0;
  }
  for (int halving = 0; halving < 40; ++halving) {
    const double middle = 0.5 * (too_few + enough);
    (affordable(middle) ? enough : too_few) = middle;
  }

  // 2. The shares that this takes, and the rest of the budget in equal parts.
  const double even_part = 0.1 * delta / (2.0 * static_cast<double>(std::max<std::size_t>(1, hits.size())));
  double expected = 0.0;
  for (std::size_t h = 0; h < vertices.size(); ++h) {
    const double chance = chance_of(likely(h), enough, epsilon) / weight_of(0) + even_part;
    exponent_.push_back(-elementary::log(std::min(chance, 0.9 * delta + even_part)));
    if (vertices[h] == 0.0) continue;
    const double mean = std::min(0.5, static_cast<double>(h) / static_cast<double>(samples));
    expected = std::max(expected, (exponent_.back() - elementary::log(weight_of(0))) / divergence(mean, epsilon));
  }
  expected_ = static_cast<std::uint64_t>(std::ceil(expected));
}

double error_budget::exponent(std::uint32_t first, std::size_t round) const {
  return exponent_[first] - elementary::log(weight_of(round));
}

score_bounds bounds_of(double mean, std::uint64_t samples, double exponent) {
  const double most = exponent / static_cast<double>(samples);
  const auto farthest = [&](double limit) {  // between the mean and a limit beyond which it cannot lie, rounded outwards
    double inside = 0.0;
    double outside = limit - mean;
    for (int halving = 0; halving < 50; ++halving) {
      const double middle = 0.5 * (inside + outside);
      (divergence(mean, middle) <= most ? inside : outside) = middle;
    }
    return mean + outside;
  };
  return {std::max(0.0, farthest(0.0)), std::min(1.0, farthest(1.0))};
}

}  // namespace coopgraph::detail
