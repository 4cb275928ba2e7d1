// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "support/graphs.hpp"

#include <Eigen/Dense>

#include <cstddef>
#include <span>
#include <vector>

namespace coopgraph::kit {

/// A', dense: entry (v, u) is the sum of the amounts of the arcs from u to v; undirected both ways, a loop twice.
[[nodiscard]] inline Eigen::MatrixXd dense_incoming(const edge_list& list, const std::vector<double>& amount) {
  const auto n = static_cast<Eigen::Index>(list.vertices);
  Eigen::MatrixXd m = Eigen::MatrixXd::Zero(n, n);
  for (std::size_t e = 0; e < list.edges.size(); ++e) {
    const auto [u, v] = list.edges[e];
    m(v, u) += amount[e];
    if (list.kind == direction::undirected) m(u, v) += amount[e];
  }
  return m;
}

struct dense_perron {
  double radius = 0.0;
  std::size_t dominant = 0;
  Eigen::VectorXd x;  ///< Euclidean norm 1
};

/// By the transitive closure, a full eigendecomposition of each component and one dense solve.
[[nodiscard]] inline dense_perron perron_by_elimination(const Eigen::MatrixXd& m) {
  const Eigen::Index n = m.rows();
  dense_perron answer{0.0, 0, Eigen::VectorXd::Zero(n)};

  // 1. reach(v, u): whether arcs lead from u to v.
  Eigen::MatrixXi reach = (m.array() > 0.0).cast<int>();
  for (Eigen::Index k = 0; k < n; ++k)
    for (Eigen::Index i = 0; i < n; ++i)
      for (Eigen::Index j = 0; j < n; ++j) reach(i, j) |= reach(i, k) & reach(k, j);
  const auto component = [&](Eigen::Index v) {
    std::vector<Eigen::Index> all;
    for (Eigen::Index u = 0; u < n; ++u)
      if (u == v || (reach(u, v) != 0 && reach(v, u) != 0)) all.push_back(u);
    return all;
  };

  // 2. The radius of each component, told at its least vertex.
  Eigen::VectorXd radius = Eigen::VectorXd::Zero(n);
  std::vector<Eigen::VectorXd> vectors(static_cast<std::size_t>(n));
  for (Eigen::Index v = 0; v < n; ++v) {
    const auto all = component(v);
    if (all.front() != v) continue;
    const Eigen::EigenSolver<Eigen::MatrixXd> solver(m(all, all));
    Eigen::Index best = 0;
    for (Eigen::Index k = 1; k < solver.eigenvalues().size(); ++k)
      if (solver.eigenvalues()[k].real() > solver.eigenvalues()[best].real()) best = k;
    radius[v] = reach(v, v) != 0 ? solver.eigenvalues()[best].real() : 0.0;
    vectors[static_cast<std::size_t>(v)] = solver.eigenvectors().col(best).real().cwiseAbs();
  }
  answer.radius = n == 0 ? 0.0 : radius.maxCoeff();
  if (answer.radius == 0.0) return answer;

  // 3. The dominant ones: basic, and no other basic one behind them.
  const auto basic = [&](Eigen::Index v) { return radius[v] > answer.radius * (1 - 1e-10); };
  std::vector<bool> given(static_cast<std::size_t>(n), false);
  for (Eigen::Index v = 0; v < n; ++v) {
    if (!basic(v)) continue;
    bool last = true;
    for (Eigen::Index w = 0; w < n; ++w)
      if (w != v && basic(w) && reach(w, v) != 0) last = false;
    if (!last) continue;
    ++answer.dominant;
    const auto all = component(v);
    Eigen::VectorXd r = vectors[static_cast<std::size_t>(v)];
    r /= r.norm();
    for (std::size_t i = 0; i < all.size(); ++i) {
      answer.x[all[i]] = r.sum() * r[static_cast<Eigen::Index>(i)];
      given[static_cast<std::size_t>(all[i])] = true;
    }
  }

  // 4. What is behind them: (radius - M) x = what flows in.
  std::vector<Eigen::Index> behind;
  std::vector<Eigen::Index> sources;
  for (Eigen::Index v = 0; v < n; ++v) {
    if (given[static_cast<std::size_t>(v)]) {
      sources.push_back(v);
      continue;
    }
    for (Eigen::Index u = 0; u < n; ++u)
      if (given[static_cast<std::size_t>(u)] && reach(v, u) != 0) {
        behind.push_back(v);
        break;
      }
  }
  if (!behind.empty()) {
    const auto k = static_cast<Eigen::Index>(behind.size());
    const Eigen::MatrixXd left = answer.radius * Eigen::MatrixXd::Identity(k, k) - Eigen::MatrixXd(m(behind, behind));
    const Eigen::VectorXd inflow = m(behind, sources) * answer.x(sources);
    answer.x(behind) = left.fullPivLu().solve(inflow);
  }
  answer.x /= answer.x.norm();
  return answer;
}

/// The same as a vector of the standard library.
[[nodiscard]] inline std::vector<double> plain(const Eigen::VectorXd& x) { return {x.data(), x.data() + x.size()}; }

}  // namespace coopgraph::kit
