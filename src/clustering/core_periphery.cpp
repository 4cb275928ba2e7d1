// SPDX-License-Identifier: BSL-1.0
#include "clustering/pair_strengths.hpp"
#include "clustering/partition_sums.hpp"

#include <coopgraph/clustering/core_periphery.hpp>
#include <coopgraph/core/error.hpp>
#include <coopgraph/core/parallel.hpp>
#include <coopgraph/core/random.hpp>
#include <coopgraph/core/text.hpp>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numeric>
#include <queue>
#include <span>
#include <utility>

namespace coopgraph::detail {
namespace {

constexpr const char* name = "core_periphery";
constexpr std::size_t all_tried = 20;  // vertices up to which every set is

void check(const core_periphery_options& options) {
  const auto between = options.between;
  if (between != core_to_periphery::present && between != core_to_periphery::halfway && between != core_to_periphery::left_out)
    throw option_error(name, "between", to_text(static_cast<int>(between)), "present, halfway or left_out");
  if (options.starts == 0) throw option_error(name, "starts", "0", "1 or more");
}

/// Greatest strengths first, then by number.
std::vector<vertex_id> by_strength(const pair_strengths& pairs) {
  std::vector<vertex_id> order(pairs.vertices());
  std::iota(order.begin(), order.end(), vertex_id{0});
  std::sort(order.begin(), order.end(), [&](vertex_id a, vertex_id b) {
    return pairs.of_vertex[a] != pairs.of_vertex[b] ? pairs.of_vertex[a] > pairs.of_vertex[b] : a < b;
  });
  return order;
}

struct core_found {
  std::vector<vertex_id> core;
  double fit = -std::numeric_limits<double>::max();
  std::size_t moves = 0;
};

// ---- present: all sets of a few vertices ----

core_found best_of_all_sets(const thread_pool& pool, const pair_strengths& pairs) {
  const std::size_t n = pairs.vertices();
  std::vector<std::int64_t> tie(n * n, 0);
  for (vertex_id v = 0; v < n; ++v) pairs.each_tie(v, [&](vertex_id w, std::int64_t strength) { tie[v * n + w] = strength; });
  core_found best;
  std::uint32_t best_set = 0;
  std::uint32_t set = 0;
  std::int64_t touched = 0;
  // In Gray's order: each set differs from the one before by one vertex.
  for (std::uint32_t i = 1; i < std::uint32_t{1} << n; ++i) {
    if (i % 65'536 == 1) pool.check_stop();
    const auto v = static_cast<std::size_t>(std::countr_zero(i));
    const bool enters = (set >> v & 1U) == 0;
    set ^= std::uint32_t{1} << v;
    std::int64_t outside = 0;  // from v to the periphery without v
    for (std::size_t w = 0; w < n; ++w) outside += (set >> w & 1U) != 0 || w == v ? 0 : tie[v * n + w];
    touched += enters ? outside : -outside;
    const auto size = static_cast<std::size_t>(std::popcount(set));
    if (size < 1 || size + 2 > n) continue;
    const double fit = touch_fit(pairs, size, touched);
    if (!is_better(fit, best.fit)) continue;
    best.fit = fit;
    best_set = set;
  }
  for (vertex_id v = 0; v < n; ++v)
    if ((best_set >> v & 1U) != 0) best.core.push_back(v);
  return best;
}

// ---- present: search ----

/// Each next vertex is the one that is tied most to those not yet taken.
std::vector<vertex_id> greedy_order(const pair_strengths& pairs) {
  std::vector<std::int64_t> outside = pairs.of_vertex;
  std::vector<bool> taken(pairs.vertices(), false);
  const auto later = [](const auto& a, const auto& b) { return a.first != b.first ? a.first < b.first : a.second > b.second; };
  std::priority_queue<std::pair<std::int64_t, vertex_id>, std::vector<std::pair<std::int64_t, vertex_id>>, decltype(later)> next(
      later);
  for (vertex_id v = 0; v < pairs.vertices(); ++v) next.emplace(outside[v], v);
  std::vector<vertex_id> order;
  order.reserve(pairs.vertices());
  while (!next.empty()) {
    const auto [value, v] = next.top();
    next.pop();
    if (taken[v]) continue;
    if (value != outside[v]) {  // it has lost some since
      next.emplace(outside[v], v);
      continue;
    }
    taken[v] = true;
    order.push_back(v);
    pairs.each_tie(v, [&](vertex_id w, std::int64_t strength) { outside[w] -= strength; });
  }
  return order;
}

class core_search {
 public:
  core_search(const thread_pool& pool, const pair_strengths& pairs)
      : pool_(pool), pairs_(pairs), inside_(pairs.vertices(), 0), outward_(pairs.of_vertex) {}

  core_found run(std::span<const vertex_id> core, random_stream random) {
    for (const vertex_id v : core) move(v);
    moves_ = 0;
    fit_ = touch_fit(pairs_, size_, touched_);
    std::vector<vertex_id> order(pairs_.vertices());
    std::iota(order.begin(), order.end(), vertex_id{0});
    shuffle(std::span(order), random);
    for (bool better = true; better;) {
      better = false;
      for (const vertex_id v : order) better = try_move(v) || better;
      for (const vertex_id v : order) better = try_swaps(v) || better;
      better = try_extremes() || better;
    }
    core_found found{{}, fit_, moves_};
    for (vertex_id v = 0; v < pairs_.vertices(); ++v)
      if (inside_[v] != 0) found.core.push_back(v);
    return found;
  }

 private:
  void pause() {
    constexpr std::size_t steps = 1024;
    if (steps_++ % steps == 0) pool_.check_stop();
  }

  void move(vertex_id v) {
    const bool enters = inside_[v] == 0;
    touched_ += enters ? outward_[v] : -outward_[v];
    size_ += enters ? 1 : std::size_t{0} - 1;
    inside_[v] = enters ? 1 : 0;
    pairs_.each_tie(v, [&](vertex_id w, std::int64_t strength) { outward_[w] += enters ? -strength : strength; });
    ++moves_;
  }

  bool try_move(vertex_id v) {
    pause();
    const bool enters = inside_[v] == 0;
    const std::size_t size = enters ? size_ + 1 : size_ - 1;
    if (size < 1 || size + 2 > pairs_.vertices()) return false;
    const double fit = touch_fit(pairs_, size, enters ? touched_ + outward_[v] : touched_ - outward_[v]);
    if (!is_better(fit, fit_)) return false;
    move(v);
    fit_ = fit;
    return true;
  }

  /// u leaves the core and v enters, which adds a(u, v) + what v is tied to outside - what u is.
  void swap(vertex_id u, vertex_id v) {
    move(u);
    move(v);
    fit_ = touch_fit(pairs_, size_, touched_);
  }

  /// With a neighbour of v.
  bool try_swaps(vertex_id v) {
    pause();
    if (inside_[v] == 0) return false;
    std::int64_t most = 0;
    vertex_id with = no_vertex;
    pairs_.each_tie(v, [&](vertex_id w, std::int64_t strength) {
      if (inside_[w] != 0) return;
      const std::int64_t gain = strength + outward_[w] - outward_[v];
      if (gain <= most) return;
      most = gain;
      with = w;
    });
    if (with == no_vertex) return false;
    swap(v, with);
    return true;
  }

  /// The one of the core that is tied least to the outside, and the one outside that is tied most to it.
  bool try_extremes() {
    vertex_id least = no_vertex;
    vertex_id most = no_vertex;
    for (vertex_id v = 0; v < pairs_.vertices(); ++v) {
      if (inside_[v] != 0 && (least == no_vertex || outward_[v] < outward_[least])) least = v;
      if (inside_[v] == 0 && (most == no_vertex || outward_[v] > outward_[most])) most = v;
    }
    if (outward_[most] <= outward_[least]) return false;
    swap(least, most);
    return true;
  }

  const thread_pool& pool_;
  const pair_strengths& pairs_;
  std::vector<std::uint8_t> inside_;
  std::vector<std::int64_t> outward_;  // strength to the periphery
  std::size_t size_ = 0;
  std::int64_t touched_ = 0;  // strength of pairs with one in the core
  double fit_ = 0.0;
  std::size_t moves_ = 0;
  std::size_t steps_ = 0;
};

core_found search_cores(thread_pool& pool, const pair_strengths& pairs, const core_periphery_options& options) {
  const std::size_t n = pairs.vertices();
  const std::vector<vertex_id> greedy = greedy_order(pairs);
  const std::size_t size = best_touching_prefix(pairs, greedy).size;
  std::vector<core_found> found(options.starts);
  pool.for_each_chunk(options.starts, [&](std::size_t start) {
    random_stream random(options.seed, "core_periphery", start);
    std::vector<vertex_id> order = greedy;
    if (start > 0) shuffle(std::span(order), random);
    const std::size_t begins = start == 0 ? size : 1 + static_cast<std::size_t>(random.below(std::min(2 * size, n - 2)));
    found[start] = core_search(pool, pairs).run(std::span(order).first(begins), random);
  });
  std::size_t best = 0;
  for (std::size_t start = 1; start < found.size(); ++start)
    if (is_better(found[start].fit, found[best].fit)) best = start;
  return std::move(found[best]);
}

/// Whether even sets that touched as much as their strengths together would do no better.
bool is_beyond_doubt(const pair_strengths& pairs, double fit) {
  const std::vector<vertex_id> order = by_strength(pairs);
  std::int64_t most = 0;
  for (std::size_t size = 1; size + 2 <= order.size(); ++size) {
    most = std::min(pairs.total, most + pairs.of_vertex[order[size - 1]]);
    if (is_better(touch_fit(pairs, size, most), fit)) return false;
  }
  return true;
}

void find_present(const pair_strengths& pairs, const core_periphery_options& options, core_periphery_result& result) {
  thread_pool pool(options.run);
  pool.set_progress_range(0.0, 0.99);
  const bool few = pairs.vertices() <= all_tried;
  core_found found = few ? best_of_all_sets(pool, pairs) : search_cores(pool, pairs, options);
  result.optimal = few || is_beyond_doubt(pairs, found.fit);
  result.iterations = found.moves;
  result.correlation = found.fit / std::sqrt(squared_deviation(pairs));
  result.core = std::move(found.core);
}

// ---- halfway and left_out: by sorting ----

void find_halfway(const pair_strengths& pairs, core_periphery_result& result) {
  const std::vector<vertex_id> order = by_strength(pairs);
  const auto n = static_cast<double>(order.size());
  std::size_t best = 0;
  double best_fit = 0.0;
  std::int64_t sum = 0;
  for (std::size_t size = 1; size < order.size(); ++size) {
    sum += pairs.of_vertex[order[size - 1]];
    const auto q = static_cast<double>(size);
    // The covariance (sum - 2 W q / n) / 2 by the root of the deviation q (n - q)(n - 2) / 4n.
    const int128 above = static_cast<int128>(order.size()) * sum - static_cast<int128>(2 * size) * pairs.total;
    const double fit = to_double(above) / n / std::sqrt(q * (n - q) * (n - 2.0) / n);
    if (best > 0 && !is_better(fit, best_fit)) continue;
    best = size;
    best_fit = fit;
  }
  result.core.assign(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(best));
  result.correlation = best_fit / std::sqrt(squared_deviation(pairs));
  result.optimal = true;
}

/// Over the pairs within the core, which have 1, and those outside, which have 0.
std::optional<double> block_correlation(const pair_strengths& pairs, const std::vector<vertex_id>& core) {
  std::vector<bool> inside(pairs.vertices(), false);
  for (const vertex_id v : core) inside[v] = true;
  const auto q = static_cast<double>(core.size());
  const double p = static_cast<double>(pairs.vertices()) - q;
  const double count[2] = {p * (p - 1.0) / 2.0, q * (q - 1.0) / 2.0};
  if (count[0] == 0.0 || count[1] == 0.0) return std::nullopt;
  double sum[2] = {0.0, 0.0};
  double tied[2] = {0.0, 0.0};
  const auto each = [&](const auto& visit) {
    for (vertex_id v = 0; v < pairs.vertices(); ++v)
      pairs.each_tie(v, [&](vertex_id w, std::int64_t strength) {
        if (w > v && inside[v] == inside[w])
          visit(inside[v] ? std::size_t{1} : std::size_t{0}, static_cast<double>(strength) / static_cast<double>(pairs.greatest));
      });
  };
  each([&](std::size_t block, double a) {
    sum[block] += a;
    tied[block] += 1.0;
  });
  const double all = count[0] + count[1];
  const double mean = (sum[0] + sum[1]) / all;
  double deviation = (all - tied[0] - tied[1]) * mean * mean;
  each([&](std::size_t, double a) { deviation += (a - mean) * (a - mean); });
  const double covariance = sum[1] - mean * count[1];
  if (!(deviation > 1e-12 * mean * mean * all)) return std::nullopt;
  return std::clamp(covariance / std::sqrt(deviation * count[1] * (count[0] / all)), -1.0, 1.0);
}

void find_left_out(const pair_strengths& pairs, core_periphery_result& result) {
  const std::vector<vertex_id> order = by_strength(pairs);
  // The strength within less that outside is that of the members less all, so that one more member adds q - s / a.
  std::size_t size = 0;
  int128 inside = 0;
  while (size < order.size() && static_cast<int128>(size) * pairs.greatest < pairs.of_vertex[order[size]])
    inside += pairs.of_vertex[order[size++]];
  const auto q = static_cast<int128>(size);
  result.core.assign(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(size));
  result.mismatch = to_double(q * (q - 1) / 2 * pairs.greatest - inside + pairs.total) / static_cast<double>(pairs.greatest);
  result.correlation = block_correlation(pairs, result.core);
  if (!result.correlation) result.why_undefined = "the pairs that count are all alike, in strength or in the ideal";
  result.optimal = true;
}

}  // namespace

core_periphery_result core_periphery_of(const undirected_view& graph, const edge_strengths* strengths,
                                        const core_periphery_options& options) {
  check(options);
  partition_measures::check_strengths(name, strengths, graph.edges());
  const pair_strengths pairs = make_pair_strengths(graph, strengths);
  core_periphery_result result;
  result.why_undefined = why_no_pattern(pairs);
  if (result.why_undefined.empty()) {
    if (options.between == core_to_periphery::present) find_present(pairs, options, result);
    if (options.between == core_to_periphery::halfway) find_halfway(pairs, result);
    if (options.between == core_to_periphery::left_out) find_left_out(pairs, result);
    if (result.correlation) result.correlation = std::clamp(*result.correlation, -1.0, 1.0);
  }
  std::sort(result.core.begin(), result.core.end());
  std::vector<std::uint32_t> label(graph.vertices(), 0);
  for (const vertex_id v : result.core) label[v] = 1;
  result.partition = make_partition(label);
  if (options.run.progress) options.run.progress(1.0);
  return result;
}

}  // namespace coopgraph::detail
