// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/core/elementary.hpp>
#include <coopgraph/core/random.hpp>
#include <coopgraph/graph/generators.hpp>

#include "graph/generators_detail.hpp"

#include <algorithm>
#include <functional>
#include <numeric>
#include <span>
#include <utility>
#include <vector>

namespace coopgraph {
namespace {

// Whole numbers from `least` on, drawn with given weights.
class weighted_numbers {
 public:
  weighted_numbers(std::size_t least, const std::vector<double>& weights) : least_(least) {
    double sum = 0.0;
    for (const double w : weights) cumulated_.push_back(sum += w);
  }
  std::size_t draw(random_stream& random) const {
    const double where = random.uniform() * cumulated_.back();
    const auto at = std::upper_bound(cumulated_.begin(), cumulated_.end(), where) - cumulated_.begin();
    return least_ + std::min(static_cast<std::size_t>(at), cumulated_.size() - 1);
  }

 private:
  std::size_t least_;
  std::vector<double> cumulated_;
};

// k^-tau for k = least … most, relative to the first: no weight overflows, and the first is never 0.
std::vector<double> power_weights(std::size_t least, std::size_t most, double tau) {
  std::vector<double> weights;
  for (std::size_t k = least; k <= most; ++k)
    weights.push_back(elementary::pow(static_cast<double>(k) / static_cast<double>(least), -tau));
  return weights;
}

// Degrees with P(k) ~ k^-tau up to `most` and the given mean. They begin at the k whose law has a mean not above the one
// asked for while that of k + 1 is above; k itself gets just the part of its weight that makes the mean exact.
weighted_numbers degree_law(const lfr_options& options) {
  const std::size_t most = options.max_degree;
  const double mean = options.average_degree;
  const std::vector<double> weight = power_weights(1, most, options.tau1);
  double sum = 0.0;    // of the weights of the numbers above k
  double first = 0.0;  // of their weights times numbers
  for (std::size_t k = most; k >= 1; --k) {
    const double w = weight[k - 1];
    const auto number = static_cast<double>(k);
    if (first + w * number <= mean * (sum + w)) {
      std::vector<double> kept(weight.begin() + static_cast<std::ptrdiff_t>(k - 1), weight.end());
      if (mean > number) kept.front() = std::min(w, (first - mean * sum) / (mean - number));
      return {k, kept};
    }
    sum += w;
    first += w * number;
  }
  throw option_error("lfr", "average_degree", to_text(mean),
                     "[" + to_text(first / sum) + ", " + to_text(most) + "], the means that max_degree and tau1 allow");
}

// Adds `amount` (or takes it away) one by one, from community to community, within the bounds.
void spread(std::vector<std::size_t>& sizes, std::size_t amount, std::size_t bound, bool add) {
  while (amount > 0)
    for (std::size_t i = 0; i < sizes.size() && amount > 0; ++i) {
      if (sizes[i] == bound) continue;
      sizes[i] = add ? sizes[i] + 1 : sizes[i] - 1;
      --amount;
    }
}

// Sizes of communities that add up to the number of vertices, the largest first.
std::vector<std::size_t> community_sizes(const lfr_options& options) {
  const std::size_t n = options.vertices;
  const std::size_t least = options.min_community, most = options.max_community;
  const weighted_numbers law(least, power_weights(least, most, options.tau2));
  random_stream random(options.seed, "lfr sizes");
  std::vector<std::size_t> sizes;
  std::size_t sum = 0;
  while (sum < n) {
    sizes.push_back(law.draw(random));
    sum += sizes.back();
  }
  const std::size_t surplus = sum - n;
  if (sizes.back() >= least + surplus) {
    sizes.back() -= surplus;
  } else if (const std::size_t rest = sizes.back() - surplus; (sizes.size() - 1) * most >= n) {
    sizes.pop_back();  // the last would be too small: its vertices go to the others, if these have room
    spread(sizes, rest, most, true);
  } else {
    spread(sizes, surplus, least, false);
  }
  std::sort(sizes.begin(), sizes.end(), std::greater<>());
  return sizes;
}

// What each vertex is to get.
struct plan {
  std::vector<std::size_t> inner;               // edges inside the community
  std::vector<std::size_t> outer;               // edges to other communities
  std::vector<std::vector<vertex_id>> members;  // by community
  std::vector<std::uint32_t> community;         // by vertex
};

void draw_degrees(const lfr_options& options, plan& p) {
  const weighted_numbers law = degree_law(options);
  random_stream random(options.seed, "lfr degrees");
  for (std::size_t v = 0; v < options.vertices; ++v) {
    const std::size_t degree = law.draw(random);
    // Rounded at random, so that the mean of the shares is as asked even where degrees are small.
    const auto inner = static_cast<std::size_t>((1.0 - options.mu) * static_cast<double>(degree) + random.uniform());
    p.inner.push_back(std::min(inner, degree));
    p.outer.push_back(degree - p.inner.back());
  }
}

// Each vertex goes to a free place in a community that is large enough for its inner edges, drawn uniformly. Those with the
// most inner edges choose first: as these become fewer, more communities come into question.
void assign_communities(const lfr_options& options, plan& p) {
  const std::vector<std::size_t> sizes = community_sizes(options);
  p.members.resize(sizes.size());
  p.community.resize(options.vertices);
  std::vector<vertex_id> order(options.vertices);
  std::iota(order.begin(), order.end(), vertex_id{0});
  std::stable_sort(order.begin(), order.end(), [&](vertex_id a, vertex_id b) { return p.inner[a] > p.inner[b]; });

  random_stream random(options.seed, "lfr communities");
  std::vector<std::uint32_t> places;
  std::size_t opened = 0;
  for (const vertex_id v : order) {
    while (opened < sizes.size() && (sizes[opened] > p.inner[v] || places.empty())) {
      places.insert(places.end(), sizes[opened], static_cast<std::uint32_t>(opened));
      ++opened;
    }
    std::swap(places[static_cast<std::size_t>(random.below(places.size()))], places.back());
    const std::uint32_t community = places.back();
    places.pop_back();
    if (p.inner[v] >= sizes[community]) {
      p.outer[v] += p.inner[v] - (sizes[community] - 1);
      p.inner[v] = sizes[community] - 1;
    }
    p.community[v] = community;
    p.members[community].push_back(v);
  }
}

// Makes the number of inner ends of each community even: one end changes sides. Without outer edges (mu = 0) it is given up.
void make_even(const lfr_options& options, plan& p) {
  random_stream random(options.seed, "lfr parity");
  for (const auto& members : p.members) {
    std::size_t ends = 0;
    for (const vertex_id v : members) ends += p.inner[v];
    if (ends % 2 == 0) continue;
    const auto start = static_cast<std::size_t>(random.below(members.size()));
    const bool inwards = random.below(2) == 0;
    for (std::size_t i = 0; i < members.size(); ++i) {
      const vertex_id v = members[(start + i) % members.size()];
      if (inwards && p.outer[v] > 0 && p.inner[v] + 1 < members.size()) {
        --p.outer[v];
        ++p.inner[v];
        break;
      }
      if (!inwards && p.inner[v] > 0) {
        --p.inner[v];
        if (options.mu > 0.0) ++p.outer[v];
        break;
      }
    }
  }
}

// A simple graph that grows, for questions about pairs.
class adjacency {
 public:
  explicit adjacency(std::size_t vertices) : neighbours_(vertices) {}

  [[nodiscard]] bool joined(vertex_id u, vertex_id v) const {
    const bool u_is_shorter = neighbours_[u].size() < neighbours_[v].size();
    const auto& row = neighbours_[u_is_shorter ? u : v];
    return std::find(row.begin(), row.end(), u_is_shorter ? v : u) != row.end();
  }
  void join(const endpoints& e) {
    neighbours_[e.source].push_back(e.target);
    neighbours_[e.target].push_back(e.source);
  }
  void part(const endpoints& e) {
    std::erase(neighbours_[e.source], e.target);
    std::erase(neighbours_[e.target], e.source);
  }
  [[nodiscard]] const std::vector<vertex_id>& of(vertex_id v) const { return neighbours_[v]; }

 private:
  std::vector<std::vector<vertex_id>> neighbours_;
};

struct wiring {
  adjacency graph;
  std::vector<endpoints> edges;
  std::size_t unplaced = 0;
};

// A random simple graph in which v has degree[v] edges, all between pairs that `may_join` allows: ends are paired at random;
// a pair that is not allowed then trades ends with random edges until both are.
template <class Allowed>
wiring wire(const std::vector<std::size_t>& degree, random_stream& random, const Allowed& may_join) {
  std::vector<vertex_id> ends;
  for (std::size_t v = 0; v < degree.size(); ++v) ends.insert(ends.end(), degree[v], static_cast<vertex_id>(v));
  shuffle(std::span(ends), random);

  wiring w{adjacency(degree.size()), {}, 0};
  const auto fits = [&](vertex_id u, vertex_id v) { return u != v && may_join(u, v) && !w.graph.joined(u, v); };
  std::vector<endpoints> refused;
  for (std::size_t i = 0; i + 1 < ends.size(); i += 2) {
    const endpoints pair{ends[i], ends[i + 1]};
    if (fits(pair.source, pair.target)) {
      w.graph.join(pair);
      w.edges.push_back(pair);
    } else {
      refused.push_back(pair);
    }
  }

  const auto trade = [&](const endpoints& pair) {
    constexpr int tries = 500;
    for (int i = 0; i < tries && !w.edges.empty(); ++i) {
      endpoints& edge = w.edges[static_cast<std::size_t>(random.below(w.edges.size()))];
      const bool crossed = random.below(2) == 0;
      const endpoints one{pair.source, crossed ? edge.target : edge.source};
      const endpoints other{pair.target, crossed ? edge.source : edge.target};
      const bool same = one.source == other.target && one.target == other.source;
      if (same || !fits(one.source, one.target) || !fits(other.source, other.target)) continue;
      w.graph.part(edge);
      edge = one;
      w.graph.join(one);
      w.graph.join(other);
      w.edges.push_back(other);
      return true;
    }
    return false;
  };
  for (const endpoints& pair : refused)
    if (!trade(pair)) ++w.unplaced;
  return w;
}

// The edges inside one community. A dense one is drawn by the edges that it lacks: pairs of a sparse graph are easy to place.
std::size_t wire_community(const plan& p, const std::vector<vertex_id>& members, random_stream& random,
                           std::vector<endpoints>& edges) {
  const std::size_t size = members.size();
  std::vector<std::size_t> degree;
  for (const vertex_id v : members) degree.push_back(p.inner[v]);
  const std::size_t ends = std::accumulate(degree.begin(), degree.end(), std::size_t{0});
  const bool dense = ends > size * (size - 1) / 2;
  if (dense)
    for (std::size_t& d : degree) d = size - 1 - d;

  const wiring w = wire(degree, random, [](vertex_id, vertex_id) { return true; });
  const auto add = [&](std::size_t u, std::size_t v) { edges.push_back(detail::smaller_first({members[u], members[v]})); };
  if (!dense) {
    for (const endpoints& e : w.edges) add(e.source, e.target);
    return w.unplaced;
  }
  std::vector<std::size_t> lacking(size, size);  // lacking[v] == u: u and v are not joined
  for (std::size_t u = 0; u < size; ++u) {
    for (const vertex_id v : w.graph.of(static_cast<vertex_id>(u))) lacking[v] = u;
    for (std::size_t v = u + 1; v < size; ++v)
      if (lacking[v] != u) add(u, v);
  }
  return w.unplaced;
}

void check(const lfr_options& options) {
  using detail::check_range;
  check_range("lfr", "vertices", options.vertices, std::size_t{2}, detail::most_vertices);
  check_range("lfr", "max_degree", options.max_degree, std::size_t{1}, options.vertices - 1);
  check_range("lfr", "average_degree", options.average_degree, 1.0, static_cast<double>(options.max_degree));
  check_range("lfr", "tau1", options.tau1, 0.0, 10.0);
  check_range("lfr", "tau2", options.tau2, 0.0, 10.0);
  check_range("lfr", "mu", options.mu, 0.0, 1.0);
  check_range("lfr", "max_community", options.max_community, std::size_t{1}, options.vertices - 1);
  check_range("lfr", "min_community", options.min_community, std::size_t{1}, options.max_community);
  if ((1.0 - options.mu) * static_cast<double>(options.max_degree) > static_cast<double>(options.max_community - 1))
    throw option_error("lfr", "max_degree", to_text(options.max_degree), "(1 - mu) max_degree below max_community");
  const std::size_t fewest = (options.vertices + options.max_community - 1) / options.max_community;
  if (fewest > options.vertices / options.min_community)
    throw option_error("lfr", "min_community", to_text(options.min_community),
                       "sizes of which some number makes up the vertices");
}

}  // namespace

lfr_result lfr(const lfr_options& options) {
  check(options);
  plan p;
  draw_degrees(options, p);
  assign_communities(options, p);
  make_even(options, p);

  std::vector<endpoints> edges;
  lfr_result result;
  for (std::size_t c = 0; c < p.members.size(); ++c) {
    random_stream random(options.seed, "lfr inner edges", c);
    result.unplaced += wire_community(p, p.members[c], random, edges);
  }
  const std::size_t inner = edges.size();
  random_stream random(options.seed, "lfr outer edges");
  const wiring outer = wire(p.outer, random, [&p](vertex_id u, vertex_id v) { return p.community[u] != p.community[v]; });
  for (const endpoints& e : outer.edges) edges.push_back(detail::smaller_first(e));
  result.unplaced += outer.unplaced;

  if (!edges.empty()) result.mu = static_cast<double>(edges.size() - inner) / static_cast<double>(edges.size());
  std::sort(edges.begin(), edges.end(), detail::by_ends);
  result.graph = undirected_graph(options.vertices, std::move(edges));
  result.communities = make_partition(p.community);
  return result;
}

}  // namespace coopgraph
