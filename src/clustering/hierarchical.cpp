// SPDX-License-Identifier: BSL-1.0
#include "clustering/leiden_numbers.hpp"
#include "clustering/pair_map.hpp"
#include "clustering/partition_sums.hpp"

#include <coopgraph/clustering/hierarchical.hpp>
#include <coopgraph/core/error.hpp>
#include <coopgraph/core/rational.hpp>
#include <coopgraph/core/text.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <functional>
#include <limits>
#include <queue>
#include <utility>

namespace coopgraph::detail {
namespace {

constexpr const char* name = "hierarchical_clustering";
constexpr unsigned most_bits = 61;  // of the sum of all values: times the sizes of two clusters, it stays in 128

/// How the value of a pair of clusters follows from those of its parts, and how near it makes them.
struct nearness {
  coopgraph::linkage linkage;
  bool lengths;

  [[nodiscard]] std::int64_t joined(std::int64_t a, std::int64_t b) const {
    if (linkage == linkage::average) return a + b;
    return (linkage == linkage::single) == lengths ? std::min(a, b) : std::max(a, b);
  }
  /// Whether a cluster is still tied to what only one of its parts was tied to.
  [[nodiscard]] bool one_is_enough() const { return linkage == linkage::single || (linkage == linkage::average && !lengths); }
  /// What a value is divided by, of clusters that have so many vertices.
  [[nodiscard]] std::uint64_t divisor(std::uint64_t size) const { return linkage == linkage::average ? size : 1; }
  /// < 0: the first is nearer.
  [[nodiscard]] int compare(std::int64_t value, std::uint64_t divisor, std::int64_t other, std::uint64_t other_divisor) const {
    const int128 a = static_cast<int128>(value) * static_cast<int128>(other_divisor);
    const int128 b = static_cast<int128>(other) * static_cast<int128>(divisor);
    if (a == b) return 0;
    return (a < b) == lengths ? -1 : 1;
  }
};

/// A cluster as its neighbour keeps it: by what the value is divided by on this side alone, since the other side is the same for
/// all of them.
struct neighbour {
  std::int64_t value = 0;
  std::uint32_t divisor = 1;
  std::uint32_t number = 0;  // of the dendrogram
  std::uint32_t slot = 0;
};

/// The nearest neighbour of a cluster, among all clusters.
struct candidate {
  std::int64_t value = 0;
  std::uint64_t divisor = 1;
  std::uint32_t first = 0;  // numbers of the dendrogram
  std::uint32_t second = 0;
  std::uint32_t slot = 0;
  std::uint32_t stamp = 0;
};

/// Each cluster lives in the slot of one of its vertices. A pair of clusters is kept by (at least) one of the two, in a heap by
/// nearness. Entries are brought up to date when they come out on top: what merges do to a pair that is not entered anew makes it
/// less near, or its cluster's number greater, so that none stands too low without another that stands high enough.
class agglomeration {
 public:
  agglomeration(const undirected_view& graph, const whole_numbers& values, const nearness& by, const execution& run)
      : graph_(graph),
        values_(values),
        by_(by),
        run_(run),
        n_(graph.vertices()),
        pairs_(0),
        heap_(n_),
        neighbours_(n_),
        number_(n_),
        size_(n_, 1),
        stamp_(n_, 0),
        kept_(n_, 0),
        global_([this](const candidate& a, const candidate& b) { return is_nearer(b, a); }) {
    for (std::size_t v = 0; v < n_; ++v) number_[v] = static_cast<std::uint32_t>(v);
  }

  dendrogram run() {
    tree_.leaves = static_cast<std::uint32_t>(n_);
    enter_ties();
    for (std::uint32_t v = 0; v < n_; ++v) {
      pause();
      offer(v);
    }
    while (!global_.empty()) {
      pause();
      const candidate best = global_.top();
      global_.pop();
      if (best.stamp != stamp_[best.slot] || number_[best.slot] == gone) continue;
      const neighbour* const nearest = top_of(best.slot);
      if (nearest == nullptr) continue;
      const candidate now = candidate_of(best.slot, *nearest);
      if (by_.compare(now.value, now.divisor, best.value, best.divisor) == 0 && now.first == best.first &&
          now.second == best.second)
        merge(now, best.slot, nearest->slot);
      else
        offer(best.slot);
    }
    return std::move(tree_);
  }
  [[nodiscard]] std::uint64_t visits() const noexcept { return steps_; }

 private:
  static constexpr std::uint32_t gone = std::numeric_limits<std::uint32_t>::max();

  void pause() {
    constexpr std::size_t steps = 4096;
    if (steps_++ % steps == 0 && run_.stop.stop_requested()) throw cancelled();
  }

  // ---- what is nearer ----

  [[nodiscard]] bool is_nearer(const candidate& a, const candidate& b) const {
    const int order = by_.compare(a.value, a.divisor, b.value, b.divisor);
    if (order != 0) return order < 0;
    return a.first != b.first ? a.first < b.first : a.second < b.second;
  }
  [[nodiscard]] auto farther() const {
    return [this](const neighbour& a, const neighbour& b) {
      const int order = by_.compare(a.value, a.divisor, b.value, b.divisor);
      return order != 0 ? order > 0 : a.number > b.number;
    };
  }

  [[nodiscard]] neighbour neighbour_at(std::uint32_t slot, std::int64_t value) const {
    return {value, static_cast<std::uint32_t>(by_.divisor(size_[slot])), number_[slot], slot};
  }
  [[nodiscard]] candidate candidate_of(std::uint32_t slot, const neighbour& n) const {
    return {n.value,
            by_.divisor(size_[slot]) * n.divisor,
            std::min(number_[slot], n.number),
            std::max(number_[slot], n.number),
            slot,
            stamp_[slot]};
  }

  void push(std::uint32_t slot, const neighbour& n) {
    heap_[slot].push_back(n);
    std::push_heap(heap_[slot].begin(), heap_[slot].end(), farther());
  }

  /// The nearest that a cluster keeps, brought up to date.
  const neighbour* top_of(std::uint32_t slot) {
    std::vector<neighbour>& heap = heap_[slot];
    while (!heap.empty()) {
      pause();
      const neighbour old = heap.front();
      const std::int64_t* const value = number_[old.slot] == gone ? nullptr : pairs_.find(slot, old.slot);
      if (value != nullptr && old.number == number_[old.slot] && old.value == *value) return &heap.front();
      std::pop_heap(heap.begin(), heap.end(), farther());
      heap.pop_back();
      if (value != nullptr) push(slot, neighbour_at(old.slot, *value));
    }
    return nullptr;
  }

  void offer(std::uint32_t slot) {
    ++stamp_[slot];
    if (const neighbour* const nearest = top_of(slot)) global_.push(candidate_of(slot, *nearest));
  }

  // ---- ties ----

  template <class Visit>
  void each_pair_of(vertex_id v, const Visit& visit) {
    const std::uint64_t end = graph_.out.offset[v + std::size_t{1}];
    for (std::uint64_t at = graph_.out.offset[v]; at < end;) {
      pause();
      const vertex_id target = graph_.out.target[at];
      std::int64_t value = values_[graph_.out.edge[at]];
      for (++at; at < end && graph_.out.target[at] == target; ++at) {
        const std::int64_t next = values_[graph_.out.edge[at]];
        value = by_.lengths ? std::min(value, next) : value + next;
      }
      if (target > v && (by_.lengths || value > 0)) visit(target, value);
    }
  }

  /// Each pair is kept by the one with more of them, so that what many are tied to is no concern of theirs.
  void enter_ties() {
    std::size_t pairs = 0;
    std::vector<std::uint32_t> degree(n_, 0);
    for (vertex_id v = 0; v < n_; ++v)
      each_pair_of(v, [&](vertex_id w, std::int64_t) {
        ++pairs;
        ++degree[v];
        ++degree[w];
      });
    pairs_ = pair_map(pairs);
    for (vertex_id v = 0; v < n_; ++v) neighbours_[v].reserve(degree[v]);
    for (vertex_id v = 0; v < n_; ++v)
      each_pair_of(v, [&](vertex_id w, std::int64_t value) {
        pairs_.insert(v, w, value);
        neighbours_[v].push_back(w);
        neighbours_[w].push_back(v);
        const bool here = degree[v] >= degree[w];
        heap_[here ? v : w].push_back(neighbour_at(here ? w : v, value));
      });
    for (auto& heap : heap_) std::make_heap(heap.begin(), heap.end(), farther());
  }

  // ---- merging ----

  void merge(const candidate& best, std::uint32_t a, std::uint32_t b) {
    if (neighbours_[a].size() < neighbours_[b].size()) std::swap(a, b);
    pairs_.erase(a, b);
    const auto number = static_cast<std::uint32_t>(n_ + tree_.merges.size());
    size_[a] += size_[b];
    number_[a] = number;
    number_[b] = gone;
    add_to_tree(best, size_[a]);
    take_ties(a, b);
    if (!by_.one_is_enough()) keep_common(a);
    heap_[b] = {};
    neighbours_[b] = {};
    offer(a);
  }

  void add_to_tree(const candidate& best, std::uint32_t size) {
    const double value =
        values_.exact_unit ? times(best.value, *values_.exact_unit) : static_cast<double>(best.value) * values_.unit;
    const double mean = value / static_cast<double>(best.divisor);
    double height = by_.lengths ? mean : -mean;
    if (!tree_.merges.empty()) height = std::max(height, tree_.merges.back().height);  // but for rounding it is
    tree_.merges.push_back({best.first, best.second, height, size});
    if (run_.progress && tree_.merges.size() % 65'536 == 0 && tree_.merges.size() + 1 < n_)
      run_.progress(static_cast<double>(tree_.merges.size()) / static_cast<double>(n_));
  }

  /// What is tied to b is tied to a.
  void take_ties(std::uint32_t a, std::uint32_t b) {
    const std::uint32_t mark = number_[a];
    for (const std::uint32_t c : neighbours_[b]) {
      pause();
      if (number_[c] == gone || c == a) continue;
      const std::int64_t* const found = pairs_.find(b, c);
      if (found == nullptr) continue;
      const std::int64_t value = *found;
      pairs_.erase(b, c);
      if (std::int64_t* const own = pairs_.find(a, c)) {
        const std::int64_t both = by_.joined(*own, value);
        kept_[c] = mark;
        if (both == *own && by_.linkage != linkage::average) continue;  // a or c keeps it as it is; averages fall with size
        *own = both;
        push(a, neighbour_at(c, both));
      } else if (by_.one_is_enough()) {
        pairs_.insert(a, c, value);
        neighbours_[a].push_back(c);
        neighbours_[c].push_back(a);
        push(a, neighbour_at(c, value));
      }
    }
  }

  /// Only what both parts were tied to is still tied to a.
  void keep_common(std::uint32_t a) {
    std::vector<std::uint32_t> common;
    for (const std::uint32_t c : neighbours_[a]) {
      pause();
      if (number_[c] == gone || pairs_.find(a, c) == nullptr) continue;
      if (kept_[c] == number_[a])
        common.push_back(c);
      else
        pairs_.erase(a, c);
    }
    neighbours_[a] = std::move(common);
  }

  const undirected_view& graph_;
  const whole_numbers& values_;
  nearness by_;
  const execution& run_;
  std::size_t n_;
  pair_map pairs_;  // slots
  std::vector<std::vector<neighbour>> heap_;
  std::vector<std::vector<std::uint32_t>> neighbours_;  // slots; some of them gone or no longer tied
  std::vector<std::uint32_t> number_;                   // of the dendrogram
  std::vector<std::uint32_t> size_;
  std::vector<std::uint32_t> stamp_;  // only the candidate that was offered last counts
  std::vector<std::uint32_t> kept_;
  std::priority_queue<candidate, std::vector<candidate>, std::function<bool(const candidate&, const candidate&)>> global_;
  dendrogram tree_;
  std::size_t steps_ = 0;
};

void check_linkage(linkage by) {
  if (by != linkage::single && by != linkage::complete && by != linkage::average)
    throw option_error(name, "linkage", to_text(static_cast<int>(by)), "single, complete or average");
}

/// `why`: told if the values are rounded.
hierarchical_result clustered(const undirected_view& graph, const whole_numbers& whole, const std::string& why, bool lengths,
                              const hierarchical_options& options) {
  if (graph.vertices() > std::size_t{1} << 31)
    throw limit_error(std::string(name) + ": a dendrogram has room for 2^31 vertices; there are " + to_text(graph.vertices()));
  hierarchical_result result;
  if (!whole.exact_unit) {
    result.ties = ties::approximate;
    result.why_approximate = why.empty() ? "the values add up to more than 2^61 units" : why;
  }
  agglomeration merging(graph, whole, {options.linkage, lengths}, options.run);
  result.tree = merging.run();
  result.pair_visits = merging.visits();
  std::vector<bool> joined(result.tree.leaves + result.tree.merges.size(), false);
  for (const dendrogram_merge& m : result.tree.merges) joined[m.first] = joined[m.second] = true;
  for (std::size_t c = 0; c < joined.size(); ++c)
    if (!joined[c]) result.roots.push_back(static_cast<std::uint32_t>(c));
  if (options.run.progress) options.run.progress(1.0);
  return result;
}

void check_lengths(const edge_lengths& lengths, std::size_t edges) {
  check_size(name, lengths, edges);
  double sum = 0.0;
  for (edge_id e = 0; e < edges; ++e) {
    const double length = lengths[e];
    if (length < 0.0) throw input_error(name, "lengths", to_text(length) + " at edge " + to_text(e), "lengths >= 0");
    sum += length;
  }
  if (!lengths.is_exact() && !std::isfinite(2.0 * sum))
    throw input_error(name, "lengths", "a sum beyond the range of a double", "lengths whose sum is below 8.9e307");
}

}  // namespace

hierarchical_result hierarchical_by_strengths(const undirected_view& graph, const edge_strengths* strengths,
                                              const hierarchical_options& options) {
  check_linkage(options.linkage);
  partition_measures::check_strengths(name, strengths, graph.edges());
  const whole_numbers whole = strengths == nullptr ? ones(graph.edges()) : to_whole(*strengths, most_bits);
  return clustered(graph, whole, strengths == nullptr ? "" : strengths->why_approximate(), false, options);
}

hierarchical_result hierarchical_by_lengths(const undirected_view& graph, const edge_lengths& lengths,
                                            const hierarchical_options& options) {
  check_linkage(options.linkage);
  check_lengths(lengths, graph.edges());
  return clustered(graph, to_whole(lengths.with_meaning<value_kind::strength>(), most_bits), lengths.why_approximate(), true,
                   options);
}

}  // namespace coopgraph::detail
