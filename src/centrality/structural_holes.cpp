// SPDX-License-Identifier: BSL-1.0
#include "centrality/tie_rows.hpp"

#include <coopgraph/centrality/structural_holes.hpp>
#include <coopgraph/core/elementary.hpp>
#include <coopgraph/core/error.hpp>
#include <coopgraph/core/parallel.hpp>
#include <coopgraph/core/rational.hpp>
#include <coopgraph/core/text.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace coopgraph::detail {
namespace {

/// z(i, j), without the unit, which cancels: results do not depend on the measure, not by a bit.
template <direction D>
class pair_strength {
 public:
  pair_strength(const csr_view<D>& graph, const edge_strengths* strengths) : graph_(graph), strengths_(strengths) {}

  [[nodiscard]] double operator()(const arc_run& there, const arc_run& back) const {
    if (strengths_ == nullptr) return static_cast<double>(there.last - there.first + back.last - back.first);
    if (strengths_->is_exact())
      return to_double(sum<int128>(strengths_->numerators(), graph_.out, there) +
                       sum<int128>(strengths_->numerators(), graph_.in, back));
    return sum<double>(strengths_->approximate(), graph_.out, there) + sum<double>(strengths_->approximate(), graph_.in, back);
  }

 private:
  template <class Number, class Value>
  static Number sum(std::span<const Value> values, const arc_rows& rows, const arc_run& arcs) {
    Number all = 0;
    for (std::uint64_t arc = arcs.first; arc < arcs.last; ++arc) all += values[rows.edge[arc]];
    return all;
  }

  const csr_view<D>& graph_;
  const edge_strengths* strengths_;
};

/// By vertex, over its contacts.
struct margins {
  std::vector<double> total;
  std::vector<double> largest;
};

margins margins_of(const tie_rows<double>& rows) {
  const std::size_t n = rows.vertices();
  margins of{std::vector<double>(n, 0.0), std::vector<double>(n, 0.0)};
  for (std::size_t v = 0; v < n; ++v) {
    for (std::uint64_t at = rows.offset[v]; at < rows.offset[v + 1]; ++at) {
      of.total[v] += rows.tie[at];
      of.largest[v] = std::max(of.largest[v], rows.tie[at]);
    }
    if (!std::isfinite(of.total[v]))
      throw input_error("structural_holes", "strengths", "a sum at vertex " + to_text(v) + " beyond the range of a double",
                        "strengths whose sum at each vertex is below 1.8e308");
  }
  return of;
}

/// What is known of one contact j of the vertex i that is looked at.
struct contact {
  double onward = 0.0;    // z(i, j) / total(j): times z(j, q), what goes to q through j
  double share = 0.0;     // p(i, j)
  double indirect = 0.0;  // sum over q of z(i, q) p(q, j)
  double shared = 0.0;    // sum over q of p(i, q) z(q, j)
};

struct workspace : row_places {
  using row_places::row_places;
  std::vector<contact> contacts;
  std::vector<double> constraints;  // c(i, j)
};

/// Coleman and Theil's index of inequality over the contributions, from 0 to 1.
double hierarchy_of(const std::vector<double>& constraints, double all) {
  if (constraints.size() == 1) return 1.0;
  const auto n = static_cast<double>(constraints.size());
  double sum = 0.0;
  for (const double c : constraints)
    if (const double r = c / all * n; r > 0.0) sum += r * elementary::log(r);
  return std::clamp(sum / (n * elementary::log(n)), 0.0, 1.0);
}

/// The four scores of one vertex with contacts.
struct four_scores {
  double constraint = 0.0;
  double effective_size = 0.0;
  double hierarchy = 0.0;
};

four_scores scores_of(const thread_pool& pool, const tie_rows<double>& rows, const margins& of, std::size_t i,
                      bool with_hierarchy, workspace& work) {
  const std::uint64_t first = rows.offset[i];
  const std::size_t degree = rows.degree(i);
  work.contacts.assign(degree, {});
  for (std::size_t k = 0; k < degree; ++k) {
    const double z = rows.tie[first + k];
    work.contacts[k].onward = z / of.total[rows.target[first + k]];
    work.contacts[k].share = z / of.total[i];
  }
  each_tie_among_partners(pool, rows, i, work, [&](std::size_t q, std::size_t j, double z) {
    contact& a = work.contacts[q];
    contact& b = work.contacts[j];
    b.indirect += a.onward * z;
    a.indirect += b.onward * z;
    b.shared += a.share * z;
    a.shared += b.share * z;
  });

  four_scores found;
  double redundancy = 0.0;
  work.constraints.resize(degree);
  for (std::size_t k = 0; k < degree; ++k) {
    const contact& j = work.contacts[k];
    const double spent = j.share + j.indirect / of.total[i];
    work.constraints[k] = spent * spent;
    found.constraint += spent * spent;
    redundancy += j.shared / of.largest[rows.target[first + k]];
  }
  found.effective_size = static_cast<double>(degree) - redundancy;
  if (with_hierarchy) found.hierarchy = hierarchy_of(work.constraints, found.constraint);
  return found;
}

bool wants(hole_measures wanted, hole_measures measure) { return wanted == hole_measures::all || wanted == measure; }

template <direction D>
tie_rows<double> contacts_in(thread_pool& pool, const csr_view<D>& graph, const edge_strengths* strengths) {
  if (strengths != nullptr) {
    check_size("structural_holes", *strengths, graph.edges());
    for (edge_id e = 0; e < graph.edges(); ++e)
      if ((*strengths)[e] < 0.0)
        throw input_error("structural_holes", "strengths", to_text((*strengths)[e]) + " at edge " + to_text(e), "strengths >= 0");
  }
  return make_tie_rows<double>(pool, graph, pair_strength<D>(graph, strengths));
}

template <direction D>
structural_holes_result run(const csr_view<D>& graph, const edge_strengths* strengths, hole_measures wanted,
                            const structural_holes_options& options) {
  constexpr std::size_t vertices_in_a_chunk = 64;
  const std::size_t n = graph.vertices();
  thread_pool pool(options.run);
  pool.set_progress_range(0.0, 0.1);
  const tie_rows<double> rows = contacts_in(pool, graph, strengths);
  const margins of = margins_of(rows);

  structural_holes_result result;
  const std::vector<std::pair<hole_measures, scores*>> all{{hole_measures::constraint, &result.constraint},
                                                           {hole_measures::effective_size, &result.effective_size},
                                                           {hole_measures::efficiency, &result.efficiency},
                                                           {hole_measures::hierarchy, &result.hierarchy}};
  for (const auto& [measure, score] : all)
    if (wants(wanted, measure)) score->values.assign(n, 0.0);

  workspaces<workspace> free(n);
  pool.set_progress_range(0.1, 1.0);
  parallel_for(pool, n, vertices_in_a_chunk, [&](index_range range) {
    free.borrow([&](workspace& work) {
      for (std::size_t v = range.first; v < range.last; ++v) {
        if (rows.degree(v) == 0) continue;
        const four_scores found = scores_of(pool, rows, of, v, wants(wanted, hole_measures::hierarchy), work);
        if (wants(wanted, hole_measures::constraint)) result.constraint.values[v] = found.constraint;
        if (wants(wanted, hole_measures::effective_size)) result.effective_size.values[v] = found.effective_size;
        if (wants(wanted, hole_measures::efficiency))
          result.efficiency.values[v] = found.effective_size / static_cast<double>(rows.degree(v));
        if (wants(wanted, hole_measures::hierarchy)) result.hierarchy.values[v] = found.hierarchy;
      }
    });
  });
  const char* const why =
      strengths == nullptr ? "it has no tie to another vertex" : "it has no tie of strength above 0 to another vertex";
  for (const auto& [measure, score] : all)
    for (vertex_id v = 0; v < n && wants(wanted, measure); ++v)
      if (rows.degree(v) == 0) score->undefined.push_back({v, why});
  pool.finish_progress();
  return result;
}

}  // namespace

structural_holes_result structural_holes_of(const undirected_view& graph, const edge_strengths* strengths, hole_measures wanted,
                                            const structural_holes_options& options) {
  return run(graph, strengths, wanted, options);
}

structural_holes_result structural_holes_of(const directed_view& graph, const edge_strengths* strengths, hole_measures wanted,
                                            const structural_holes_options& options) {
  return run(graph, strengths, wanted, options);
}

}  // namespace coopgraph::detail
