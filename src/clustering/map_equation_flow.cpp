// SPDX-License-Identifier: BSL-1.0
#include "clustering/map_equation_flow.hpp"

#include <coopgraph/core/error.hpp>
#include <coopgraph/core/text.hpp>

#include <algorithm>
#include <cmath>
#include <utility>

namespace coopgraph::detail {
namespace {

constexpr std::size_t chunk_vertices = 2048;
constexpr std::size_t most_steps = 5000;
constexpr double exact_residual = 1e-13;
constexpr double rare_jumps = 0.05;  // below, the walk may be nearly periodic: half of its steps are left out then

/// The strengths over the largest, by a power of two: the unit cancels, and no sum leaves the range of a double.
class relative_strengths {
 public:
  relative_strengths(const char* function, const edge_strengths* strengths, std::size_t edges) : strengths_(strengths) {
    if (strengths == nullptr) return;
    check_size(function, *strengths, edges);
    double largest = 0.0;
    for (edge_id e = 0; e < edges; ++e) {
      const double s = plain(e);
      if (s < 0.0)
        throw input_error(function, "strengths", to_text((*strengths)[e]) + " at edge " + to_text(e), "strengths >= 0");
      largest = std::max(largest, s);
    }
    if (largest > 0.0) scale_ = std::ldexp(1.0, std::min(-std::ilogb(largest), 1000));
  }

  /// Whether all are the same.
  [[nodiscard]] bool alike() const {
    const auto same = [](const auto& values) {
      return std::all_of(values.begin(), values.end(), [&](const auto& value) { return value == values.front(); });
    };
    return strengths_ == nullptr || (strengths_->is_exact() ? same(strengths_->numerators()) : same(strengths_->approximate()));
  }

  [[nodiscard]] double operator[](edge_id e) const { return strengths_ == nullptr ? 1.0 : plain(e) * scale_; }

 private:
  [[nodiscard]] double plain(edge_id e) const {
    return strengths_->is_exact() ? static_cast<double>(strengths_->numerators()[e]) : strengths_->approximate()[e];
  }

  const edge_strengths* strengths_;
  double scale_ = 1.0;
};

/// An arc of the walk, seen from one end: flow out of u is rate(u) weight.
/// Of an undirected graph, and of a directed one in the undirected model, each edge is followed both ways.
template <direction D>
class walk_builder {
 public:
  walk_builder(thread_pool& pool, const char* function, const csr_view<D>& graph, const edge_strengths* strengths,
               const map_equation_options& options)
      : pool_(pool), graph_(graph), weights_(function, strengths, graph.edges()), n_(graph.vertices()) {
    made_.model = options;
    const flow_model usual = D == direction::directed ? flow_model::directed : flow_model::undirected;
    made_.model.model = options.model.value_or(usual);
    both_ways_ = D == direction::undirected || made_.model.model == flow_model::undirected;
    if (made_.model.model != flow_model::directed) {
      if (options.recorded_teleportation)
        throw option_error(function, "recorded_teleportation", "true", "false, for a model without jumps");
    }
    if (!(options.teleportation >= 0.0 && options.teleportation < 1.0))
      throw option_error(function, "teleportation", to_text(options.teleportation), "[0, 1)");
  }

  walk_flow build() {
    sum_strengths();
    made_.network.visits.assign(n_, 0.0);
    rate_.assign(n_, 0.0);
    if (whole_ > 0.0) {
      if (made_.model.model == flow_model::directed)
        set_stationary_rates();
      else
        std::fill(rate_.begin(), rate_.end(), 1.0 / whole_);
    }
    build_rows();
    return std::move(made_);
  }

 private:
  [[nodiscard]] bool jumping() const { return made_.model.model == flow_model::directed; }
  [[nodiscard]] bool recorded() const { return jumping() && made_.model.recorded_teleportation; }

  /// Calls visit(other end, weight) for the arcs of the walk that leave (enter) v, loops once.
  template <class Visit>
  void each_leaving(vertex_id v, const Visit& visit) const {
    each_of(graph_.out, v, false, visit);
    if constexpr (D == direction::directed)
      if (both_ways_) each_of(graph_.in, v, true, visit);
  }
  template <class Visit>
  void each_entering(vertex_id v, const Visit& visit) const {
    if (both_ways_)
      each_leaving(v, visit);
    else
      each_of(graph_.in, v, false, visit);
  }
  template <class Visit>
  void each_of(const arc_rows& rows, vertex_id v, bool without_loops, const Visit& visit) const {
    edge_id last_loop = no_edge;
    for (std::uint64_t arc = rows.offset[v]; arc < rows.offset[v + std::size_t{1}]; ++arc) {
      const edge_id e = rows.edge[arc];
      if (rows.target[arc] == v) {
        // In an undirected row a loop stands twice, one after the other.
        if (without_loops || (D == direction::undirected && e == last_loop)) continue;
        last_loop = e;
      }
      visit(rows.target[arc], weights_[e]);
    }
  }

  template <class Body>
  void each_vertex(const Body& body) {
    parallel_for(pool_, n_, chunk_vertices, [&](index_range range) {
      for (std::size_t v = range.first; v < range.last; ++v) body(static_cast<vertex_id>(v));
    });
  }
  template <class Term>
  [[nodiscard]] double sum(const Term& term) {
    return parallel_reduce(
        pool_, n_, chunk_vertices, 0.0,
        [&](index_range range) {
          double part = 0.0;
          for (std::size_t v = range.first; v < range.last; ++v) part += term(static_cast<vertex_id>(v));
          return part;
        },
        [](double a, double b) { return a + b; });
  }

  void sum_strengths() {
    leaving_.resize(n_);
    each_vertex([&](vertex_id v) {
      double total = 0.0;
      each_leaving(v, [&](vertex_id, double w) { total += w; });
      leaving_[v] = total;
    });
    whole_ = sum([&](vertex_id v) { return leaving_[v]; });
  }

  [[nodiscard]] double strength_entering(vertex_id v) const {
    double total = 0.0;
    each_entering(v, [&](vertex_id, double w) { total += w; });
    return total;
  }

  /// Where jumps land; sums to 1.
  [[nodiscard]] std::vector<double> landing() {
    std::vector<double> share(n_);
    if (made_.model.target == teleportation_target::links) {
      each_vertex([&](vertex_id v) { share[v] = (recorded() ? strength_entering(v) : leaving_[v]) / whole_; });
      return share;
    }
    each_vertex([&](vertex_id v) { share[v] = leaving_[v] > 0.0 || strength_entering(v) > 0.0 ? 1.0 : 0.0; });
    const double landed = sum([&](vertex_id v) { return share[v]; });
    for (double& s : share) s /= landed;
    return share;
  }

  /// One step of the walk from x, with rates of x in rate_, to next. The residual |next - x|.
  double step(const std::vector<double>& x, const std::vector<double>& land, std::vector<double>& next) {
    const double alpha = made_.model.teleportation;
    const double stuck = sum([&](vertex_id v) { return leaving_[v] > 0.0 ? 0.0 : x[v]; });
    each_vertex([&](vertex_id v) { rate_[v] = leaving_[v] > 0.0 ? x[v] / leaving_[v] : 0.0; });
    const double jumps = alpha + (1.0 - alpha) * stuck;
    return sum([&](vertex_id v) {
      double inflow = 0.0;
      each_entering(v, [&](vertex_id u, double w) { inflow += rate_[u] * w; });
      next[v] = jumps * land[v] + (1.0 - alpha) * inflow;
      return std::fabs(next[v] - x[v]);
    });
  }

  void set_stationary_rates() {
    const std::vector<double> land = landing();
    std::vector<double> pi = land;
    std::vector<double> next(n_);
    const double alpha = made_.model.teleportation;
    do {
      made_.residual = step(pi, land, next);
      ++made_.iterations;
      if (alpha < rare_jumps)
        for (std::size_t v = 0; v < n_; ++v) next[v] = 0.5 * (next[v] + pi[v]);
      const double mass = sum([&](vertex_id v) { return next[v]; });
      for (double& p : next) p /= mass;
      std::swap(pi, next);
    } while (made_.residual > exact_residual && made_.iterations < most_steps);
    made_.converged = made_.residual <= exact_residual;

    const double stuck = sum([&](vertex_id v) { return leaving_[v] > 0.0 ? 0.0 : pi[v]; });
    const double scale = recorded() ? 1.0 - alpha : 1.0 / (1.0 - stuck);
    each_vertex([&](vertex_id v) { rate_[v] = leaving_[v] > 0.0 ? scale * pi[v] / leaving_[v] : 0.0; });
    if (!recorded()) return;
    made_.network.jumps.landing = land;
    made_.network.jumps.source.resize(n_);
    each_vertex([&](vertex_id v) { made_.network.jumps.source[v] = leaving_[v] > 0.0 ? alpha * pi[v] : pi[v]; });
    jumps_in_all_ = sum([&](vertex_id v) { return made_.network.jumps.source[v]; });
    made_.network.visits = std::move(pi);
  }

  /// The flow both ways between v and the others, by other end; visit(other, flow) with rising ends, equal ones in a run.
  template <class Visit>
  void each_pair(vertex_id v, const Visit& visit) const {
    if constexpr (D == direction::undirected) {
      each_of(graph_.out, v, false, [&](vertex_id u, double w) { visit(u, w * (rate_[v] + rate_[u])); });
    } else {
      const auto flow = [&](const arc_rows& rows, std::uint64_t arc, bool leaves) {
        const vertex_id u = rows.target[arc];
        const double rate = both_ways_ ? rate_[v] + rate_[u] : (leaves ? rate_[v] : rate_[u]);
        visit(u, weights_[rows.edge[arc]] * rate);
      };
      std::uint64_t a = graph_.out.offset[v], b = graph_.in.offset[v];
      const std::uint64_t a_end = graph_.out.offset[v + std::size_t{1}], b_end = graph_.in.offset[v + std::size_t{1}];
      while (a < a_end || b < b_end) {
        if (b == b_end || (a < a_end && graph_.out.target[a] <= graph_.in.target[b]))
          flow(graph_.out, a++, true);
        else
          flow(graph_.in, b++, false);
      }
    }
  }

  void build_rows() {
    flow_network& net = made_.network;
    net.offset.assign(n_ + 1, 0);
    net.exit.resize(n_);
    const bool balanced = !jumping() && both_ways_;
    if (!balanced) net.enter.resize(n_);
    // Once to count, once to fill.
    each_vertex([&](vertex_id v) {
      std::uint64_t pairs = 0;
      vertex_id last = v;
      each_pair(v, [&](vertex_id u, double flow) {
        if (u == v || u == last || !(flow > 0.0)) return;
        last = u;
        ++pairs;
      });
      net.offset[v + std::size_t{1}] = pairs;
    });
    for (std::size_t v = 0; v < n_; ++v) net.offset[v + 1] += net.offset[v];
    net.target.resize(net.offset[n_]);
    // Without parallel edges each pair of an undirected graph is one edge.
    if (D == direction::undirected && balanced && weights_.alike() && net.offset[n_] == arcs_without_loops() &&
        !net.target.empty())
      net.alike = weights_[0] * (2.0 / whole_);
    else
      net.both_ways.assign(net.offset[n_], 0.0);
    each_vertex([&](vertex_id v) { fill_row(v); });
  }

  [[nodiscard]] std::uint64_t arcs_without_loops() const {
    std::uint64_t arcs = 0;
    for (std::size_t e = 0; e < graph_.edges(); ++e) arcs += graph_.source[e] != graph_.target[e] ? 2U : 0U;
    return arcs;
  }

  void fill_row(vertex_id v) {
    flow_network& net = made_.network;
    std::uint64_t at = net.offset[v];
    vertex_id last = v;
    each_pair(v, [&](vertex_id u, double flow) {
      if (u == v || !(flow > 0.0)) return;
      if (u != last) net.target[at++] = u;
      last = u;
      if (!net.both_ways.empty()) net.both_ways[at - 1] += flow;
    });
    double out = 0.0, in = 0.0, visits = 0.0;
    each_leaving(v, [&](vertex_id u, double w) { out += u == v ? 0.0 : w * rate_[v]; });
    each_entering(v, [&](vertex_id u, double w) {
      visits += w * rate_[u];
      in += u == v ? 0.0 : w * rate_[u];
    });
    if (net.has_jumps()) {
      const double source = net.jumps.source[v], landing = net.jumps.landing[v];
      out += source * (1.0 - landing);
      in += (jumps_in_all_ - source) * landing;
    } else {
      net.visits[v] = visits;
    }
    net.exit[v] = out;
    if (!net.enter.empty()) net.enter[v] = in;
  }

  thread_pool& pool_;
  const csr_view<D>& graph_;
  relative_strengths weights_;
  std::size_t n_;
  bool both_ways_ = false;
  std::vector<double> leaving_;  // s
  double whole_ = 0.0;           // W
  std::vector<double> rate_;     // flow out of u by unit of strength
  double jumps_in_all_ = 0.0;
  walk_flow made_;
};

}  // namespace

walk_flow make_walk_flow(thread_pool& pool, const char* function, const undirected_view& graph, const edge_strengths* strengths,
                         const map_equation_options& options) {
  return walk_builder(pool, function, graph, strengths, options).build();
}

walk_flow make_walk_flow(thread_pool& pool, const char* function, const directed_view& graph, const edge_strengths* strengths,
                         const map_equation_options& options) {
  return walk_builder(pool, function, graph, strengths, options).build();
}

}  // namespace coopgraph::detail
