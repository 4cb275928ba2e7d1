// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/clustering/multislice.hpp>
#include <coopgraph/clustering/quality.hpp>

#include "clustering/layered_null_model.hpp"
#include "clustering/leiden_engine.hpp"
#include "clustering/slice_numbers.hpp"

#include <coopgraph/core/error.hpp>
#include <coopgraph/core/parallel.hpp>
#include <coopgraph/core/random.hpp>
#include <coopgraph/core/text.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace coopgraph {
namespace {

using namespace detail;
using namespace detail::leiden_search;

constexpr const char* name = "multislice_leiden";
constexpr std::size_t copies_in_a_chunk = 2048;

// ---- what is allowed ----

void check_options(const multislice_options& options) {
  if (!(options.omega >= 0.0) || !std::isfinite(options.omega))
    throw option_error(name, "omega", to_text(options.omega), "finite and >= 0");
  if (options.max_iterations == 0) throw option_error(name, "max_iterations", "0", ">= 1");
  if (options.runs == 0) throw option_error(name, "runs", "0", ">= 1");
  if (!(options.randomness >= 0.0) || !std::isfinite(options.randomness))
    throw option_error(name, "randomness", to_text(options.randomness), "finite and >= 0");
}

template <direction D>
void check_slice(const slice<D>& of, std::size_t s, std::size_t n) {
  const std::string which = " of slice " + to_text(s);
  if (of.graph.vertices() != n)
    throw input_error(name, "number of vertices" + which, to_text(of.graph.vertices()), to_text(n) + ", as in slice 0");
  if (!(of.weight > 0.0) || !std::isfinite(of.weight))
    throw option_error(name, "weight" + which, to_text(of.weight), "finite and > 0");
  if (!(of.resolution > 0.0) || !(of.resolution <= 1e12))
    throw option_error(name, "resolution" + which, to_text(of.resolution), "> 0 and at most 1e12");
  if (of.strengths == nullptr) return;
  check_size(name, *of.strengths, of.graph.edges());
  for (edge_id e = 0; e < of.graph.edges(); ++e)
    if ((*of.strengths)[e] < 0.0)
      throw input_error(name, "strengths" + which, to_text((*of.strengths)[e]) + " at edge " + to_text(e), "strengths >= 0");
}

// ---- the copies of vertices and their ties ----

/// The search's vertices are copies (v, s) at s n + v; in multiplex form just the vertices v.
template <direction D>
class problem {
 public:
  /// \throws as multislice_leiden()
  problem(std::span<const slice<D>> slices, const multislice_options& options)
      : slices_(slices), options_(options), n_(slices.empty() ? 0 : slices.front().graph.vertices()) {
    check_options(options);
    for (std::size_t s = 0; s < slices.size(); ++s) check_slice(slices[s], s, n_);
    if (n_ > 0 && slices.size() >= no_vertex / n_)
      throw input_error(name, "number of slices", to_text(slices.size()), "so many that there are fewer than 2^32 - 1 copies");
    // An edge in a row of either end counts as arcs both ways.
    constexpr std::int64_t ends = D == direction::undirected ? 2 : 1;
    std::vector<slice_strengths> given;
    double all = omega() * static_cast<double>(couplings());
    for (const slice<D>& s : slices) {
      given.push_back({s.graph.edges(), s.strengths, s.weight, options.scale == slice_scale::modularity ? ends : 0});
      if (const double sum = sum_of(given.back()); !(sum <= 1e150))
        throw input_error(name, "the sum of the strengths of slice " + to_text(given.size() - 1), to_text(sum), "up to 1e150");
      weighted_.push_back(weighted_sum_of(given.back()) * static_cast<double>(ends));
      all += weighted_.back();
    }
    if (!(all <= 1e150)) throw input_error(name, "the sum of weighted strengths", to_text(all), "up to 1e150");
    whole_ = to_whole(given, omega(), couplings());
    std::vector<double> resolution;
    std::vector<std::int64_t> sum;
    for (std::size_t s = 0; s < slices.size(); ++s) {
      resolution.push_back(slices[s].resolution);
      sum.push_back(whole_.sum[s] * ends);
    }
    scales_ = scales_of(resolution, sum, whole_.total);
    set_theta();
  }

  [[nodiscard]] std::size_t slices() const noexcept { return slices_.size(); }
  [[nodiscard]] std::size_t vertices() const noexcept { return n_; }
  [[nodiscard]] bool multiplex() const noexcept { return options_.coupling == slice_coupling::multiplex; }
  [[nodiscard]] std::size_t copies() const noexcept { return multiplex() ? n_ : n_ * slices(); }
  [[nodiscard]] double theta() const noexcept { return theta_; }
  [[nodiscard]] const multislice_options& options() const noexcept { return options_; }

  /// Vertex i of the level is order[i], which is at place[order[i]].
  [[nodiscard]] level<layered_factors> finest_level(thread_pool& pool, std::span<const vertex_id> order,
                                                    std::span<const vertex_id> place) const {
    level<layered_factors> made{{std::vector<std::uint64_t>(order.size() + 1, 0), {}, {}},
                                layered_factors(scales_.per_tie, scales_.per_pair)};
    auto& ties = made.ties;
    parallel_for(pool, order.size(), copies_in_a_chunk, [&](index_range range) {
      for (std::size_t i = range.first; i < range.last; ++i)
        each_tie(order[i], [&](std::size_t, std::int64_t) { ++ties.offset[i + 1]; });
    });
    std::partial_sum(ties.offset.begin(), ties.offset.end(), ties.offset.begin());
    ties.target.resize(static_cast<std::size_t>(ties.offset.back()));
    ties.weight.resize(ties.target.size());
    parallel_for(pool, order.size(), copies_in_a_chunk, [&](index_range range) {
      for (std::size_t i = range.first; i < range.last; ++i) {
        std::uint64_t next = ties.offset[i];
        each_tie(order[i], [&](std::size_t copy, std::int64_t w) {
          ties.target[next] = place[copy];
          ties.weight[next++] = w;
        });
      }
    });
    std::vector<layered_factors::entry> entries;
    for (const vertex_id copy : order) {
      entries.clear();
      each_slice_of(copy, [&](std::size_t s, vertex_id v) {
        const auto& graph = slices_[s].graph;
        const layered_factors::factors k{row_sum(s, graph.out, v), row_sum(s, graph.in, v)};
        if (k.out != 0 || k.in != 0) entries.push_back({static_cast<std::uint32_t>(s), k});
      });
      made.null.append(entries);
    }
    return made;
  }

  /// Q as the reference writes it, over the given graphs.
  [[nodiscard]] double quality(const partition& of) const {
    double within = 2.0 * omega() * static_cast<double>(couplings_within(of));
    double all = 2.0 * omega() * static_cast<double>(couplings());
    for (std::size_t s = 0; s < slices(); ++s) {
      within += weighted_[s] *
                modularity_of(slices_[s].graph, slices_[s].strengths, in_slice(of, s), modularity_options{slices_[s].resolution});
      all += weighted_[s];
    }
    return all > 0.0 ? within / all : 0.0;
  }

  [[nodiscard]] double modularity(const partition& of, std::size_t s) const {
    return modularity_of(slices_[s].graph, slices_[s].strengths, in_slice(of, s), modularity_options{});
  }

 private:
  [[nodiscard]] double omega() const noexcept { return multiplex() ? 0.0 : options_.omega; }
  [[nodiscard]] std::uint64_t couplings() const noexcept {
    if (multiplex() || slices() < 2) return 0;
    const std::uint64_t pairs = options_.coupling == slice_coupling::adjacent ? slices() - 1 : slices() * (slices() - 1) / 2;
    return pairs * n_;
  }

  [[nodiscard]] partition in_slice(const partition& of, std::size_t s) const {
    const auto labels = std::span(of.label).subspan(s * n_, n_);
    return {{labels.begin(), labels.end()}, of.clusters};
  }

  [[nodiscard]] std::uint64_t couplings_within(const partition& of) const {
    std::uint64_t count = 0;
    if (options_.coupling == slice_coupling::adjacent) {
      for (std::size_t copy = n_; copy < of.label.size(); ++copy) count += of.label[copy] == of.label[copy - n_] ? 1U : 0U;
    } else if (options_.coupling == slice_coupling::all) {
      std::vector<std::uint32_t> labels(slices());
      for (std::size_t v = 0; v < n_; ++v) {
        for (std::size_t s = 0; s < slices(); ++s) labels[s] = of.label[s * n_ + v];
        std::sort(labels.begin(), labels.end());
        std::uint64_t before = 0;  // equal ones in the run so far
        for (std::size_t s = 1; s < slices(); ++s) count += before = labels[s] == labels[s - 1] ? before + 1 : 0;
      }
    }
    return count;
  }

  void set_theta() {
    std::size_t edges = 0;
    std::int64_t sum = 0;
    for (std::size_t s = 0; s < slices(); ++s) {
      edges += slices_[s].graph.edges();
      sum += whole_.sum[s];
    }
    if (edges > 0)
      theta_ = options_.randomness * 2.0 * to_double(scales_.per_tie) * static_cast<double>(sum) / static_cast<double>(edges);
  }

  template <class Visit>
  void each_slice_of(std::size_t copy, const Visit& visit) const {
    if (!multiplex()) return visit(copy / n_, static_cast<vertex_id>(copy % n_));
    for (std::size_t s = 0; s < slices(); ++s) visit(s, static_cast<vertex_id>(copy));
  }

  /// Calls visit(copy, weight) for the ties to other copies, both ways.
  template <class Visit>
  void each_tie(std::size_t copy, const Visit& visit) const {
    each_slice_of(copy, [&](std::size_t s, vertex_id v) {
      const std::size_t offset = multiplex() ? 0 : s * n_;
      const auto& graph = slices_[s].graph;
      const auto along = [&](const arc_rows& rows, std::int64_t times) {
        const auto targets = rows.targets_of(v);
        const auto edges = rows.edges_of(v);
        for (std::size_t i = 0; i < targets.size(); ++i)
          if (targets[i] != v && whole_.strength[s][edges[i]] != 0)
            visit(offset + targets[i], whole_.strength[s][edges[i]] * times);
      };
      if constexpr (D == direction::undirected) {
        along(graph.out, 2);
      } else {
        along(graph.out, 1);
        along(graph.in, 1);
      }
      if (whole_.coupling == 0) return;
      const bool near = options_.coupling == slice_coupling::adjacent;
      const std::size_t first = !near || s == 0 ? 0 : s - 1;
      const std::size_t last = near ? std::min(s + 2, slices()) : slices();
      for (std::size_t r = first; r < last; ++r)
        if (r != s) visit(r * n_ + v, 2 * whole_.coupling);
    });
  }

  [[nodiscard]] std::int64_t row_sum(std::size_t s, const arc_rows& rows, vertex_id v) const {
    std::int64_t sum = 0;
    for (const edge_id e : rows.edges_of(v)) sum += whole_.strength[s][e];
    return sum;
  }

  std::span<const slice<D>> slices_;
  const multislice_options& options_;
  std::size_t n_;
  std::vector<double> weighted_;  // by slice: w_s 2m_s, directed w_s m_s
  whole_slices whole_;
  slice_scales scales_;
  double theta_ = 0.0;
};

// ---- runs ----

/// One run from the seed. The labels of all copies, in multiplex form the same in every slice.
template <direction D>
auto run_once(thread_pool& pool, const problem<D>& p, std::uint64_t seed) {
  const std::size_t copies = p.copies();
  const auto [order, place] = search_order(copies, seed);

  const auto finest = p.finest_level(pool, order, place);
  std::vector<vertex_id> label(copies);
  std::iota(label.begin(), label.end(), vertex_id{0});
  search_options options;
  options.theta = p.theta();
  options.max_iterations = p.options().max_iterations;
  options.seed = seed;
  const auto outcome = search(pool, finest, options).run(label);

  partition found{std::vector<std::uint32_t>(p.vertices() * p.slices()), 0};
  for (std::size_t at = 0; at < found.label.size(); ++at) found.label[at] = label[place[at % copies]];
  found.clusters = static_cast<std::uint32_t>(number_anew(found.label, copies));
  return std::pair{std::move(found), outcome};
}

template <direction D>
multislice_result multislice_on(std::span<const slice<D>> slices, const multislice_options& options) {
  const problem<D> p(slices, options);
  thread_pool pool(options.run);
  multislice_result result;
  random_stream seeds(options.seed, "leiden.runs");
  std::uint64_t arcs = 0;
  for (unsigned run = 0; run < options.runs; ++run) {
    pool.set_progress_range(static_cast<double>(run) / options.runs, (run + 1.0) / options.runs);
    auto [found, outcome] = run_once(pool, p, seeds.bits());
    arcs += outcome.arcs;
    const double quality = p.quality(found);
    if (run > 0 && !(quality > result.quality)) continue;
    result.partition = std::move(found);
    result.quality = quality;
    result.converged = outcome.converged;
    result.iterations = outcome.iterations;
    result.best_run = run;
  }
  result.vertices = p.vertices();
  result.edge_visits = arcs;
  for (std::size_t s = 0; s < slices.size(); ++s) {
    result.modularity.push_back(p.modularity(result.partition, s));
    if (s == 0) continue;
    const auto before = result.labels_of(s - 1);
    const auto now = result.labels_of(s);
    std::size_t switches = 0;
    for (std::size_t v = 0; v < now.size(); ++v) switches += before[v] != now[v] ? 1U : 0U;
    result.switches.push_back(switches);
  }
  pool.finish_progress();
  return result;
}

}  // namespace

multislice_result multislice_leiden(std::span<const slice<direction::undirected>> slices, const multislice_options& options) {
  return multislice_on(slices, options);
}
multislice_result multislice_leiden(std::span<const slice<direction::directed>> slices, const multislice_options& options) {
  return multislice_on(slices, options);
}

}  // namespace coopgraph
