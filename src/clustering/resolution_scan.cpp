// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/clustering/resolution_scan.hpp>
#include <coopgraph/core/elementary.hpp>
#include <coopgraph/core/error.hpp>
#include <coopgraph/core/parallel.hpp>
#include <coopgraph/core/random.hpp>
#include <coopgraph/core/text.hpp>
#include <coopgraph/graph/components.hpp>

#include "clustering/partition_sums.hpp"
#include "clustering/quality_line.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <type_traits>
#include <utility>

namespace coopgraph::detail {
namespace {

using namespace partition_measures;
using namespace quality_lines;

constexpr const char* name = "scan_resolutions";

void check_options(const resolution_scan_options& options) {
  const auto refuse = [](const char* parameter, double value, const std::string& allowed) {
    throw option_error(name, parameter, to_text(value), allowed);
  };
  if (!(options.lowest > 0.0 && std::isfinite(options.lowest))) refuse("lowest", options.lowest, "a finite number above 0");
  if (!(options.highest > options.lowest && std::isfinite(options.highest)))
    refuse("highest", options.highest, "a finite number above lowest, " + to_text(options.lowest));
  if (options.points < 2) refuse("points", options.points, "2 or more");
  if (options.seeds == 0) refuse("seeds", 0, "1 or more");
}

/// How lines are made of partitions of a graph.
template <direction D>
class line_maker {
 public:
  line_maker(const csr_view<D>& graph, const edge_strengths& strengths, const leiden_options& options)
      : graph_(graph), strengths_(strengths), options_(options) {
    whole_sizes_ = options.node_sizes.empty();
    if (!whole_sizes_) {
      double sum = 0.0;
      whole_sizes_ = true;
      for (const double size : options.node_sizes) {
        whole_sizes_ = whole_sizes_ && size == std::floor(size);
        sum += size;
      }
      whole_sizes_ = whole_sizes_ && sum < 0x1p53;
    }
    if (!strengths.is_exact()) {
      why_ = strengths.why_approximate();
      return;
    }
    int128 total = 0;
    for (const std::int64_t n : strengths.numerators()) total += n;
    if (options.objective == leiden_objective::modularity) {
      scale_.exact = 2 * total < int128{1} << 63;
      scale_.factor = D == direction::undirected ? 4 * total : total;
      if (!scale_.exact) why_ = "the sum of the strengths is 2^62 units or more";
    } else {
      scale_.exact = whole_sizes_ && total < int128{1} << 62;
      scale_.unit = strengths.unit();
      if (!scale_.exact)
        why_ =
            whole_sizes_ ? "the sum of the strengths is 2^62 units or more" : "node sizes are no whole numbers below 2^53 in all";
    }
  }

  [[nodiscard]] const line_scale& scale() const noexcept { return scale_; }
  [[nodiscard]] const std::string& why_approximate() const noexcept { return why_; }

  [[nodiscard]] quality_line operator()(const partition& p) const {
    return with_sums(graph_, &strengths_, p, [&](const auto& sums) {
      return options_.objective == leiden_objective::modularity ? modularity_line(sums) : potts_line(sums, p);
    });
  }

 private:
  template <class Number>
  [[nodiscard]] quality_line modularity_line(const partition_sums<Number>& sums) const {
    const double total = static_cast<double>(sums.internal) + static_cast<double>(sums.cut);
    quality_line line;
    if (!(total > 0.0)) return line;
    line.within = static_cast<double>(sums.internal) / total;
    line.expected = expected_share<D>(sums);
    if constexpr (std::is_same_v<Number, int128>) {
      line.whole_within = sums.internal;
      line.whole_expected = squared_strengths<D>(sums).value_or(0);
    }
    return line;
  }

  template <class Number>
  [[nodiscard]] quality_line potts_line(const partition_sums<Number>& sums, const partition& p) const {
    constexpr int both_ways = D == direction::undirected ? 1 : 2;
    quality_line line;
    line.expected = both_ways * pairs_within(p, options_.node_sizes);
    if constexpr (std::is_same_v<Number, int128>) {
      line.within = times(sums.internal, sums.unit);
      line.whole_within = sums.internal;
      if (whole_sizes_) line.whole_expected = both_ways * whole_pairs(p);
    } else {
      line.within = static_cast<double>(sums.internal);
    }
    return line;
  }

  [[nodiscard]] int128 whole_pairs(const partition& p) const {
    std::vector<int128> size(p.clusters, 0);
    for (std::size_t v = 0; v < p.label.size(); ++v)
      size[p.label[v]] += options_.node_sizes.empty() ? 1 : static_cast<std::int64_t>(options_.node_sizes[v]);
    int128 pairs = 0;
    for (const int128 n : size) pairs += n * (n - 1) / 2;
    return pairs;
  }

  const csr_view<D>& graph_;
  const edge_strengths& strengths_;
  const leiden_options& options_;
  line_scale scale_;
  std::string why_;
  bool whole_sizes_ = false;
};

struct candidate {
  partition clusters;
  quality_line line;
  std::size_t id = 0;
  unsigned found = 0;
};

/// A run to be made: at a resolution, from a candidate or from the start.
struct planned_run {
  double resolution = 1.0;
  const partition* from = nullptr;
};

template <direction D>
class resolution_search {
 public:
  resolution_search(const csr_view<D>& graph, const edge_strengths& strengths, const resolution_scan_options& options,
                    thread_pool& pool)
      : graph_(graph), strengths_(strengths), options_(options), pool_(pool), line_of_(graph, strengths, options.leiden) {}

  [[nodiscard]] resolution_scan_result run() {
    add_known();
    pool_.set_progress_range(0.0, 0.4);
    run_grid();
    refine_crossings();
    return collect();
  }

 private:
  /// The coarsest and the finest partition need no search.
  void add_known() {
    if (!options_.leiden.fixed.empty() || options_.leiden.largest_cluster > 0.0) return;
    vertex_sets sets(graph_.vertices());
    for (edge_id e = 0; e < graph_.edges(); ++e)
      if (strengths_[e] > 0.0) sets.join(graph_.source[e], graph_.target[e]);
    keep(sets.to_partition(), 0);
    keep(vertex_sets(graph_.vertices()).to_partition(), 0);
  }

  /// Takes the partition in; found counts how often it came from runs.
  void keep(partition p, unsigned found) {
    for (candidate& known : candidates_)
      if (known.clusters == p) {
        known.found += found;
        return;
      }
    candidate c{std::move(p), {}, next_id_++, found};
    c.line = line_of_(c.clusters);
    candidates_.push_back(std::move(c));
  }

  /// Leaves those on the envelope, from low to high resolution. The others stay below it whatever is found later.
  void prune() {
    std::vector<quality_line> lines;
    for (const candidate& c : candidates_) lines.push_back(c.line);
    std::vector<candidate> kept;
    for (const std::size_t i : upper_envelope(line_of_.scale(), lines)) kept.push_back(std::move(candidates_[i]));
    candidates_ = std::move(kept);
  }

  void make_runs(const std::vector<planned_run>& plan) {
    std::vector<partition> found(plan.size());
    pool_.for_each_chunk(plan.size(), [&](std::size_t i) {
      leiden_options options = options_.leiden;
      options.resolution = plan[i].resolution;
      if (plan[i].from != nullptr) options.initial = *plan[i].from;
      options.seed = random_stream(options_.seed, "resolution scan", runs_ + i).bits();
      options.run = {1, options_.run.stop, {}};
      found[i] = leiden_of(graph_, &strengths_, options).partition;
    });
    runs_ += static_cast<unsigned>(plan.size());
    for (partition& p : found) {
      std::uint64_t digest = 0xcbf29ce484222325U;
      for (const std::uint32_t label : p.label) digest = (digest ^ label) * 0x100000001b3U;
      digests_.insert(digest);
      keep(std::move(p), 1);
    }
    prune();
  }

  [[nodiscard]] double point(unsigned i) const {
    if (i == 0) return options_.lowest;
    if (i + 1 == options_.points) return options_.highest;
    const double ratio = elementary::log(options_.highest) - elementary::log(options_.lowest);
    return std::clamp(options_.lowest * elementary::exp(ratio * i / (options_.points - 1)), options_.lowest, options_.highest);
  }

  void run_grid() {
    std::vector<planned_run> plan;
    for (unsigned i = 0; i < options_.points; ++i)
      for (unsigned k = 0; k < options_.seeds; ++k) plan.push_back({point(i), nullptr});
    make_runs(plan);

    // From what is best at the points beside, where that is another partition.
    plan.clear();
    std::vector<partition> best;
    for (unsigned i = 0; i < options_.points; ++i) best.push_back(candidates_[best_at(point(i))].clusters);
    for (unsigned i = 0; i < options_.points; ++i) {
      if (i > 0 && best[i - 1] != best[i]) plan.push_back({point(i), &best[i - 1]});
      if (i + 1 < options_.points && best[i + 1] != best[i]) plan.push_back({point(i), &best[i + 1]});
    }
    make_runs(plan);
  }

  /// Where the candidate overtakes the one before it, and where it is overtaken; the first from 0, the last without end.
  [[nodiscard]] double overtakes_at(std::size_t i) const {
    return crossing(line_of_.scale(), candidates_[i - 1].line, candidates_[i].line);
  }

  [[nodiscard]] std::size_t best_at(double resolution) const {
    std::size_t i = 0;
    while (i + 1 < candidates_.size() && overtakes_at(i + 1) <= resolution) ++i;
    return i;
  }

  /// The crossings of neighbours between the ends that were not looked at yet, widest neighbours first.
  [[nodiscard]] std::vector<std::size_t> open_crossings() const {
    std::vector<std::pair<double, std::size_t>> open;
    std::vector<double> at(candidates_.size() + 1, options_.highest);
    at[0] = options_.lowest;
    for (std::size_t i = 1; i < candidates_.size(); ++i) at[i] = std::clamp(overtakes_at(i), options_.lowest, options_.highest);
    for (std::size_t i = 1; i < candidates_.size(); ++i)
      if (at[i] > options_.lowest && at[i] < options_.highest && !settled_.contains({candidates_[i - 1].id, candidates_[i].id}))
        open.emplace_back(-elementary::log(at[i + 1] / at[i - 1]), i);
    std::sort(open.begin(), open.end());
    std::vector<std::size_t> places;
    for (const auto& [width, i] : open) places.push_back(i);
    return places;
  }

  void refine_crossings() {
    double progress = 0.4;
    for (unsigned left = options_.crossings;;) {
      std::vector<std::size_t> open = open_crossings();
      is_settled_ = open.empty();
      if (open.empty() || left == 0) return;
      open.resize(std::min<std::size_t>({open.size(), left, most_at_once}));
      left -= static_cast<unsigned>(open.size());
      std::vector<partition> starts;  // runs replace the candidates
      for (const std::size_t i : open) {
        starts.push_back(candidates_[i - 1].clusters);
        starts.push_back(candidates_[i].clusters);
      }
      std::vector<planned_run> plan;
      for (std::size_t k = 0; k < open.size(); ++k) {
        const double resolution = overtakes_at(open[k]);
        plan.push_back({resolution, &starts[2 * k]});
        plan.push_back({resolution, &starts[2 * k + 1]});
        for (unsigned i = 0; i < options_.seeds; ++i) plan.push_back({resolution, nullptr});
        settled_.insert({candidates_[open[k] - 1].id, candidates_[open[k]].id});
      }
      pool_.set_progress_range(progress, progress + (1.0 - progress) / 4.0);
      progress += (1.0 - progress) / 4.0;
      make_runs(plan);
    }
  }

  [[nodiscard]] resolution_scan_result collect() {
    resolution_scan_result result;
    double from = options_.lowest;  // crossings in order may be rounded out of it
    for (std::size_t i = 0; i < candidates_.size(); ++i) {
      const double to = i + 1 == candidates_.size() ? options_.highest : std::min(options_.highest, overtakes_at(i + 1));
      if (!(from < to)) continue;
      const candidate& c = candidates_[i];
      result.plateaus.push_back({c.clusters, from, to, elementary::log(to / from), c.line.within, c.line.expected, c.found});
      result.by_stability.push_back(static_cast<std::uint32_t>(result.by_stability.size()));
      from = to;
    }
    std::stable_sort(result.by_stability.begin(), result.by_stability.end(), [&](std::uint32_t a, std::uint32_t b) {
      return result.plateaus[a].log_width > result.plateaus[b].log_width;
    });
    result.partitions = digests_.size();
    result.runs = runs_;
    result.settled = is_settled_;
    if (!line_of_.scale().exact) {
      result.ties = ties::approximate;
      result.why_approximate = line_of_.why_approximate();
    }
    return result;
  }

  static constexpr std::size_t most_at_once = 16;  // crossings of a pass: fixed, for the passes shape the search

  const csr_view<D>& graph_;
  const edge_strengths& strengths_;
  const resolution_scan_options& options_;
  thread_pool& pool_;
  line_maker<D> line_of_;
  std::vector<candidate> candidates_;
  std::set<std::pair<std::size_t, std::size_t>> settled_;  // neighbours by their ids
  std::set<std::uint64_t> digests_;                        // of the partitions that runs found
  std::size_t next_id_ = 0;
  unsigned runs_ = 0;
  bool is_settled_ = false;
};

template <direction D>
resolution_scan_result resolutions_in(const csr_view<D>& graph, const edge_strengths& strengths,
                                      const resolution_scan_options& options) {
  check_options(options);
  check_strengths(name, &strengths, graph.edges());
  check_node_sizes(name, options.leiden.node_sizes, graph.vertices());
  thread_pool pool(options.run);
  resolution_scan_result result = resolution_search<D>(graph, strengths, options, pool).run();
  pool.finish_progress();
  return result;
}

}  // namespace

resolution_scan_result resolutions_of(const undirected_view& graph, const edge_strengths& strengths,
                                      const resolution_scan_options& options) {
  return resolutions_in(graph, strengths, options);
}
resolution_scan_result resolutions_of(const directed_view& graph, const edge_strengths& strengths,
                                      const resolution_scan_options& options) {
  return resolutions_in(graph, strengths, options);
}

}  // namespace coopgraph::detail
