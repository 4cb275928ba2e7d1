// SPDX-License-Identifier: BSL-1.0
#pragma once

// Fast local moving: vertices go to the cluster where they gain most. Where many vertices are to be looked at
// they propose moves in batches, in parallel, as the clusters stand when the batch begins; the moves are then made in the order
// of the vertices, each if it still gains, which is told exactly. The rest, and small levels, go one by one.

#include "clustering/leiden_level.hpp"

#include <coopgraph/core/parallel.hpp>

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace coopgraph::detail::leiden_search {

template <class Score>
struct moving_outcome {
  Score gain{};  // of all moves
  std::uint64_t moves = 0;
  std::uint64_t arcs = 0;  // looked at
};

/// The clusters of one level while vertices move among them. Labels are below the number of vertices, so that there is an empty
/// cluster for each vertex that is not alone.
template <class NullModel, class Reach = anywhere>
class moving_clusters {
 public:
  using weight = typename NullModel::weight;
  using score = typename NullModel::score;
  static constexpr vertex_id an_empty_one = no_vertex;  // stands for any cluster without members

  /// \pre label has one entry per vertex, below their number; no cluster has two anchored vertices or is above the limit
  moving_clusters(const level<NullModel, Reach>& on, std::span<vertex_id> label, std::int64_t size_limit)
      : on_(on), label_(label), sums_(on.null.no_sums(on.vertices())), members_(on.vertices(), 0), limit_(size_limit) {
    if (!on.size.empty()) size_.assign(on.vertices(), 0);
    for (std::size_t v = 0; v < on.vertices(); ++v) enter(static_cast<vertex_id>(v), label[v]);
    for (std::size_t c = on.vertices(); c-- > 0;)
      if (members_[c] == 0) empty_.push_back(static_cast<vertex_id>(c));
  }

  [[nodiscard]] vertex_id label(vertex_id v) const noexcept { return label_[v]; }

  struct choice {
    vertex_id cluster;
    score gain;
  };

  /// The cluster where v gains most, of those near, and by how much; its own if none is better. A vertex without a tie to the
  /// others of its cluster leaves it even if it gains nothing.
  [[nodiscard]] choice best_for(vertex_id v, const tie_sums<weight>& ties, const touch_view<Reach>& near) const {
    const auto expected = on_.null.seen_from(v, sums_);
    const vertex_id own = label_[v];
    const score stay = on_.null.per_tie * static_cast<score>(ties.to(own)) - expected.within(own);
    choice best{own, stay};
    if (leaves(own, stay, ties.to(own))) best = {an_empty_one, 0};
    for (const vertex_id c : ties.touched()) {
      if (c == own || !near.has(c) || !has_room(c, v)) continue;
      const score gain = on_.null.per_tie * static_cast<score>(ties.to(c)) - expected.with(c);
      if (gain > best.gain) best = {c, gain};
    }
    return {best.cluster, best.gain - stay};
  }

  /// Cluster `to` if best_for() might still say so, with such ties of v to its own cluster and to that one; else its own.
  [[nodiscard]] choice still_good(vertex_id v, weight to_own, vertex_id to, weight to_other) const {
    const auto expected = on_.null.seen_from(v, sums_);
    const vertex_id own = label_[v];
    const score stay = on_.null.per_tie * static_cast<score>(to_own) - expected.within(own);
    if (to == an_empty_one) return leaves(own, stay, to_own) ? choice{to, -stay} : choice{own, 0};
    const score gain = on_.null.per_tie * static_cast<score>(to_other) - expected.with(to) - stay;
    return gain > 0 && has_room(to, v) ? choice{to, gain} : choice{own, 0};
  }

  /// Moves v. Returns where it is then.
  vertex_id move(vertex_id v, vertex_id to) {
    const vertex_id from = label_[v];
    if (to == an_empty_one || members_[to] == 0) {
      to = empty_.back();
      empty_.pop_back();
    }
    on_.null.remove(sums_, from, v);
    if (!size_.empty()) size_[from] -= on_.size[v];
    if (--members_[from] == 0) empty_.push_back(from);
    enter(v, to);
    return label_[v] = to;
  }

 private:
  [[nodiscard]] bool leaves(vertex_id own, score stay, weight to_own) const {
    return members_[own] > 1 && (stay < 0 || (stay == 0 && to_own == weight{0}));
  }
  void enter(vertex_id v, vertex_id c) {
    on_.null.add(sums_, c, v);
    if (!size_.empty()) size_[c] += on_.size[v];
    ++members_[c];
  }
  [[nodiscard]] bool has_room(vertex_id c, vertex_id v) const { return size_.empty() || size_[c] + on_.size[v] <= limit_; }

  const level<NullModel, Reach>& on_;
  std::span<vertex_id> label_;
  typename NullModel::sums sums_;
  std::vector<std::uint32_t> members_;
  std::vector<std::int64_t> size_;
  std::vector<vertex_id> empty_;
  std::int64_t limit_;
};

/// Moves the vertices of one level.
template <class NullModel, class Reach = anywhere>
class local_moving {
 public:
  using weight = typename NullModel::weight;
  using score = typename NullModel::score;

  local_moving(thread_pool& pool, const level<NullModel, Reach>& on, std::span<vertex_id> label, std::int64_t size_limit)
      : pool_(pool), on_(on), label_(label), clusters_(on, label, size_limit), guard_(on.vertices()), waits_(on.vertices(), 1) {}

  /// Looks at every vertex, and again at those of which a tied one moved, until none is left or a round of batches makes fewer
  /// than `enough_moves` moves. Without a single move no vertex gains by one; after moves some may, whose clusters have changed.
  moving_outcome<score> run(std::uint64_t enough_moves) {
    if (on_.ties.target.size() >= least_arcs_for_batches) {
      workspaces<workspace> lent(on_.vertices());
      origin_.assign(on_.vertices(), no_vertex);
      for (;;) {
        const auto waiting = take_waiting();
        std::uint64_t arcs = 0;
        for (const vertex_id v : waiting) arcs += on_.ties.degree(v);
        if (arcs < least_arcs_for_batches) {
          one_by_one(waiting);
          break;
        }
        const std::uint64_t arcs_in_a_batch = std::max(least_arcs_in_a_batch, arcs / batches);
        const auto begin =
            cut_by_work(waiting.size(), arcs_in_a_batch, [&](std::size_t i) { return on_.ties.degree(waiting[i]) + 1; });
        const std::uint64_t moves_before = outcome_.moves;
        for (std::size_t b = 0; b + 1 < begin.size(); ++b)
          do_batch(std::span(waiting).subspan(begin[b], begin[b + 1] - begin[b]), lent);
        const std::uint64_t moves = outcome_.moves - moves_before;
        if (moves == 0) break;  // then nobody waits
        if (moves < enough_moves) break;
      }
    } else {
      one_by_one(take_waiting());
    }
    return outcome_;
  }

 private:
  static constexpr std::uint64_t least_arcs_for_batches = std::uint64_t{1} << 17;
  static constexpr std::uint64_t least_arcs_in_a_batch = std::uint64_t{1} << 15;
  static constexpr std::uint64_t batches = 32;
  static constexpr std::uint64_t arcs_in_a_chunk = std::uint64_t{1} << 13;

  struct workspace {
    explicit workspace(std::size_t clusters) : ties(clusters), near(clusters) {}
    tie_sums<weight> ties;
    [[no_unique_address]] touch_view<Reach> near;
  };
  struct near_tie {
    vertex_id to;
    weight strength;
  };
  struct proposal {
    vertex_id vertex;
    vertex_id to;
    weight ties_to_own;
    weight ties_to_other;
    std::size_t near_end;  // its near ties end there
  };
  struct chunk {
    std::vector<proposal> proposals;
    std::vector<near_tie> near;  // to vertices of the batch that come before
    std::uint64_t arcs = 0;
  };

  /// Those that wait, by index; they wait no more once their batch begins.
  [[nodiscard]] std::vector<vertex_id> take_waiting() const {
    std::vector<vertex_id> found;
    for (std::size_t v = 0; v < waits_.size(); ++v)
      if (waits_[v] != 0 && !on_.is_anchored(static_cast<vertex_id>(v))) found.push_back(static_cast<vertex_id>(v));
    return found;
  }

  void do_batch(std::span<const vertex_id> batch, workspaces<workspace>& lent) {
    // 1. Every vertex proposes
    const auto begin = cut_by_work(batch.size(), arcs_in_a_chunk, [&](std::size_t i) { return on_.ties.degree(batch[i]) + 1; });
    chunks_.resize(begin.size() - 1);
    pool_.for_each_chunk(chunks_.size(), [&](std::size_t c) {
      lent.borrow(
          [&](workspace& work) { propose(batch.subspan(begin[c], begin[c + 1] - begin[c]), batch.front(), work, chunks_[c]); });
    });
    // 2. The moves that still gain are made, in the order of the vertices
    moved_.clear();
    for (const chunk& c : chunks_) {
      outcome_.arcs += c.arcs;
      make_moves(c);
    }
    outcome_.moves += moved_.size();
    // 3. Whoever is tied to one that moved, or touches it, and is not in its cluster, waits again
    const auto from = cut_by_work(moved_.size(), arcs_in_a_chunk, [&](std::size_t i) { return on_.ties.degree(moved_[i]) + 1; });
    pool_.for_each_chunk(from.size() - 1, [&](std::size_t c) {
      for (std::size_t i = from[c]; i < from[c + 1]; ++i) {
        const vertex_id own = label_[moved_[i]];
        on_.ties.each(moved_[i], [&](vertex_id u, auto) {
          if (label_[u] != own) std::atomic_ref(waits_[u]).store(1, std::memory_order_relaxed);
        });
        if constexpr (Reach::is_limited)
          for (const vertex_id u : on_.reach.touch.of(moved_[i]))
            if (label_[u] != own) std::atomic_ref(waits_[u]).store(1, std::memory_order_relaxed);
      }
    });
    for (const vertex_id v : moved_) {
      origin_[v] = no_vertex;
      outcome_.arcs += on_.ties.degree(v);
    }
  }

  void propose(std::span<const vertex_id> vertices, vertex_id batch_begin, workspace& work, chunk& into) {
    tie_sums<weight>& ties = work.ties;
    into.proposals.clear();
    into.near.clear();
    into.arcs = 0;
    for (const vertex_id v : vertices) {
      waits_[v] = 0;
      ties.add_row(on_.ties, v, label_.data());
      into.arcs += on_.ties.degree(v) + 1;
      work.near.look_from(on_.reach, v, [&](vertex_id u) { return label_[u]; });
      const vertex_id to = clusters_.best_for(v, ties, work.near).cluster;
      if (to != label_[v]) {
        on_.ties.each(v, [&](vertex_id u, weight w) {
          if (u - batch_begin < v - batch_begin) into.near.push_back({u, w});
        });
        const weight to_other = to == clusters_.an_empty_one ? weight{0} : ties.to(to);
        into.proposals.push_back({v, to, ties.to(label_[v]), to_other, into.near.size()});
      }
      ties.clear();
    }
  }

  void make_moves(const chunk& from) {
    std::size_t near = 0;
    for (const proposal& p : from.proposals) {
      weight to_own = p.ties_to_own;
      weight to_other = p.ties_to_other;
      const vertex_id own = label_[p.vertex];
      for (; near < p.near_end; ++near) {  // those that have moved since
        const auto [u, w] = from.near[near];
        const vertex_id was = origin_[u];
        if (was == no_vertex) continue;
        if (was == own) to_own -= w;
        if (was == p.to) to_other -= w;
        if (label_[u] == own) to_own += w;
        if (label_[u] == p.to) to_other += w;
      }
      const auto [to, gain] = clusters_.still_good(p.vertex, to_own, p.to, to_other);
      if (to == own) {
        waits_[p.vertex] = 1;
        continue;
      }
      if (!may_move(p.vertex, to)) continue;
      origin_[p.vertex] = own;
      clusters_.move(p.vertex, to);
      outcome_.gain += gain;
      moved_.push_back(p.vertex);
    }
  }

  /// Whether v touches cluster `to` as it is by now, and its own stays connected without it.
  [[nodiscard]] bool may_move(vertex_id v, vertex_id to) {
    if constexpr (Reach::is_limited) {
      const auto near = on_.reach.touch.of(v);
      const auto is_there = [&](vertex_id u) { return label_[u] == to; };
      if (to != clusters_.an_empty_one && std::none_of(near.begin(), near.end(), is_there)) return false;
    }
    return guard_.may_leave(on_.reach, label_, v);
  }

  /// Those that wait, first come, first served.
  void one_by_one(const std::vector<vertex_id>& waiting) {
    constexpr std::uint64_t arcs_between_looks = std::uint64_t{1} << 18;
    workspace work(on_.vertices());
    tie_sums<weight>& ties = work.ties;
    std::vector<vertex_id> line(on_.vertices());
    std::copy(waiting.begin(), waiting.end(), line.begin());
    std::size_t begin = 0;
    std::size_t end = waiting.size() == line.size() ? 0 : waiting.size();
    const auto after = [&](std::size_t at) { return at + 1 == line.size() ? 0 : at + 1; };
    std::uint64_t next_look = outcome_.arcs + arcs_between_looks;
    for (std::size_t count = waiting.size(); count > 0; --count) {
      const vertex_id v = std::exchange(line[begin], no_vertex);
      begin = after(begin);
      waits_[v] = 0;
      ties.add_row(on_.ties, v, label_.data());
      work.near.look_from(on_.reach, v, [&](vertex_id u) { return label_[u]; });
      const auto [best, gain] = clusters_.best_for(v, ties, work.near);
      ties.clear();
      outcome_.arcs += on_.ties.degree(v) + 1;
      if (best != label_[v] && guard_.may_leave(on_.reach, label_, v)) {
        const vertex_id own = clusters_.move(v, best);
        ++outcome_.moves;
        outcome_.gain += gain;
        outcome_.arcs += on_.ties.degree(v);
        const auto let_wait = [&](vertex_id u) {
          if (label_[u] == own || waits_[u] != 0 || on_.is_anchored(u)) return;
          waits_[u] = 1;
          line[end] = u;
          end = after(end);
          ++count;
        };
        on_.ties.each(v, [&](vertex_id u, auto) { let_wait(u); });
        if constexpr (Reach::is_limited)
          for (const vertex_id u : on_.reach.touch.of(v)) let_wait(u);
      }
      if (outcome_.arcs >= next_look) {
        pool_.check_stop();
        next_look = outcome_.arcs + arcs_between_looks;
      }
    }
  }

  thread_pool& pool_;
  const level<NullModel, Reach>& on_;
  std::span<vertex_id> label_;
  moving_clusters<NullModel, Reach> clusters_;
  [[no_unique_address]] move_guard<Reach> guard_;
  std::vector<std::uint8_t> waits_;  // by vertex: whether it is to be looked at
  std::vector<vertex_id> origin_;    // by vertex: where it was when the batch began, if it has moved since
  std::vector<vertex_id> moved_;     // in this batch
  std::vector<chunk> chunks_;
  moving_outcome<score> outcome_;
};

}  // namespace coopgraph::detail::leiden_search
