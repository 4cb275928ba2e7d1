// SPDX-License-Identifier: BSL-1.0
#include "clustering/flow_table.hpp"
#include "clustering/wide_number.hpp"

#include <coopgraph/clustering/intramax.hpp>
#include <coopgraph/graph/breadth_first.hpp>

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <utility>

namespace coopgraph::detail {
namespace {

constexpr std::uint32_t no_link = 0xffffffffU;

/// What two clusters exchange; a cluster is called by the first of its units.
struct link {
  std::uint32_t a = 0;  // a < b
  std::uint32_t b = 0;
  std::int64_t ab = 0;
  std::int64_t ba = 0;
  double about = 0.0;  // I / F
  bool gone = false;   // its flow is within a cluster, or added to another link
};

/// The best of one candidate for each cluster; a candidate is a link or no_link.
template <class Better>
class tournament {
 public:
  tournament(std::size_t leaves, Better better)
      : base_(std::bit_ceil(std::max<std::size_t>(leaves, 1))), winner_(2 * base_, no_link), better_(std::move(better)) {}

  void set(std::size_t leaf, std::uint32_t candidate) {
    std::size_t at = base_ + leaf;
    winner_[at] = candidate;
    for (at /= 2; at > 0; at /= 2) winner_[at] = best(winner_[2 * at], winner_[2 * at + 1]);
  }
  [[nodiscard]] std::uint32_t winner() const { return winner_[1]; }

 private:
  [[nodiscard]] std::uint32_t best(std::uint32_t x, std::uint32_t y) const {
    if (x == no_link || y == no_link) return std::min(x, y);
    return x == y || better_(x, y) ? x : y;
  }

  std::size_t base_;
  std::vector<std::uint32_t> winner_;
  Better better_;
};

class merger {
 public:
  explicit merger(const flow_table& table)
      : table_(table),
        sent_(table.sent),
        received_(table.received),
        links_of_(table.units()),
        best_(table.units(), no_link),
        seen_(table.units(), no_link),
        node_(table.units()),
        size_(table.units(), 1),
        race_(table.units(), ahead{this}) {
    const auto n = static_cast<std::uint32_t>(table.units());
    for (std::uint32_t u = 0; u < n; ++u) {
      node_[u] = u;
      internal_ += table.own[u];
      for (const flow_pair& pair : table.of(u)) {
        if (pair.unit < u) continue;
        links_of_[u].push_back(static_cast<std::uint32_t>(links_.size()));
        links_of_[pair.unit].push_back(static_cast<std::uint32_t>(links_.size()));
        links_.push_back({u, pair.unit, pair.sent, pair.received});
        measure(links_.back());
      }
    }
    for (std::uint32_t u = 0; u < n; ++u) find_best(u);
  }

  void merge_all(intramax_result& result, const execution& run) {
    result.internal_share = share();
    result.tree.leaves = static_cast<std::uint32_t>(table_.units());
    for (std::uint32_t next = race_.winner(); next != no_link; next = race_.winner()) {
      const std::size_t merges = result.tree.merges.size();
      if (merges % 64 == 0) stop_on_request{run}();
      if (run.progress && merges % 1024 == 0) run.progress(static_cast<double>(merges) / static_cast<double>(result.tree.leaves));
      const std::uint32_t a = links_[next].a;
      const std::uint32_t b = links_[next].b;
      result.interaction.push_back(links_[next].about * static_cast<double>(table_.total));
      internal_ += links_[next].ab + links_[next].ba;
      const std::uint32_t size = size_[a] + size_[b];
      result.tree.merges.push_back({std::min(node_[a], node_[b]), std::max(node_[a], node_[b]), share(), size});
      node_[a] = static_cast<std::uint32_t>(result.tree.leaves + merges);
      size_[a] = size;
      merge(next);
    }
  }

 private:
  struct ahead {
    const merger* of;
    bool operator()(std::uint32_t x, std::uint32_t y) const { return of->stronger(of->links_[x], of->links_[y]); }
  };

  [[nodiscard]] double share() const { return static_cast<double>(internal_) / static_cast<double>(table_.total); }

  void measure(link& l) const {
    const auto term = [](std::int64_t flow, std::int64_t sent, std::int64_t received) {
      return flow == 0 ? 0.0 : static_cast<double>(flow) / static_cast<double>(sent) / static_cast<double>(received);
    };
    l.about = term(l.ab, sent_[l.a], received_[l.b]) + term(l.ba, sent_[l.b], received_[l.a]);
  }

  /// I / F as a fraction. A factor that is 0 belongs to a flow that is 0: 1 does as well.
  [[nodiscard]] std::pair<wide_number, wide_number> exactly(const link& l) const {
    const auto factor = [](std::int64_t x) { return wide_number(std::max<std::int64_t>(x, 1)); };
    const wide_number there = factor(sent_[l.a]) * factor(received_[l.b]);
    const wide_number back = factor(sent_[l.b]) * factor(received_[l.a]);
    return {wide_number(l.ab) * back + wide_number(l.ba) * there, there * back};
  }

  [[nodiscard]] bool stronger(const link& x, const link& y) const {
    if (!nearly_equal(x.about, y.about)) return x.about > y.about;
    const auto [x_top, x_bottom] = exactly(x);
    const auto [y_top, y_bottom] = exactly(y);
    const wide_number of_x = x_top * y_bottom;
    const wide_number of_y = y_top * x_bottom;
    if (of_x != of_y) return of_x > of_y;
    return std::pair(x.a, x.b) < std::pair(y.a, y.b);
  }

  void find_best(std::uint32_t c) {
    std::vector<std::uint32_t>& own = links_of_[c];
    std::erase_if(own, [&](std::uint32_t l) { return links_[l].gone; });
    best_[c] = no_link;
    for (const std::uint32_t l : own)
      if (best_[c] == no_link || stronger(links_[l], links_[best_[c]])) best_[c] = l;
    race_.set(c, best_[c]);
  }

  /// The links of a and b become those of a; two that lead to the same cluster become one.
  void join_links(std::uint32_t a, std::uint32_t b) {
    std::vector<std::uint32_t> all = std::move(links_of_[a]);
    all.insert(all.end(), links_of_[b].begin(), links_of_[b].end());
    links_of_[b] = {};
    links_of_[a].clear();
    for (const std::uint32_t i : all) {
      link& l = links_[i];
      if (l.gone) continue;
      const bool first_is_ours = l.a == a || l.a == b;
      const std::uint32_t other = first_is_ours ? l.b : l.a;
      std::int64_t to_other = first_is_ours ? l.ab : l.ba;
      std::int64_t from_other = first_is_ours ? l.ba : l.ab;
      if (seen_[other] == no_link) {
        seen_[other] = i;
        links_of_[a].push_back(i);
      } else {
        l.gone = true;
        const link& kept = links_[seen_[other]];  // named anew already
        to_other += kept.a == a ? kept.ab : kept.ba;
        from_other += kept.a == a ? kept.ba : kept.ab;
      }
      links_[seen_[other]] = a < other ? link{a, other, to_other, from_other} : link{other, a, from_other, to_other};
    }
    for (const std::uint32_t i : links_of_[a]) seen_[other_end(links_[i], a)] = no_link;
  }

  [[nodiscard]] static std::uint32_t other_end(const link& l, std::uint32_t c) { return l.a == c ? l.b : l.a; }

  void merge(std::uint32_t merged) {
    const std::uint32_t a = links_[merged].a;
    const std::uint32_t b = links_[merged].b;
    links_[merged].gone = true;
    sent_[a] += sent_[b];
    received_[a] += received_[b];
    join_links(a, b);
    for (const std::uint32_t i : links_of_[a]) measure(links_[i]);
    best_[b] = no_link;
    race_.set(b, no_link);
    find_best(a);
    for (const std::uint32_t i : links_of_[a]) {
      const std::uint32_t c = other_end(links_[i], a);
      const std::uint32_t before = best_[c];
      if (links_[before].gone || other_end(links_[before], c) == a) {
        find_best(c);  // what was best may have become less
      } else if (stronger(links_[i], links_[before])) {
        best_[c] = i;
        race_.set(c, i);
      }
    }
  }

  const flow_table& table_;
  std::vector<std::int64_t> sent_;  // O and D by cluster
  std::vector<std::int64_t> received_;
  std::int64_t internal_ = 0;  // flow within clusters
  std::vector<link> links_;
  std::vector<std::vector<std::uint32_t>> links_of_;  // by cluster; some are gone
  std::vector<std::uint32_t> best_;
  std::vector<std::uint32_t> seen_;  // by cluster: the link to it, while links are joined
  std::vector<std::uint32_t> node_;  // by cluster: its number in the dendrogram
  std::vector<std::uint32_t> size_;
  tournament<ahead> race_;
};

}  // namespace

intramax_result intramax_of(const directed_view& graph, const edge_strengths& flows, const intramax_options& options) {
  stop_on_request{options.run}();
  const flow_table table = make_flow_table("intramax", graph, flows);
  intramax_result result;
  result.ties = table.ties;
  result.why_approximate = table.why_approximate;
  merger(table).merge_all(result, options.run);
  if (options.run.progress) options.run.progress(1.0);
  return result;
}

}  // namespace coopgraph::detail
