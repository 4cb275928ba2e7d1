// SPDX-License-Identifier: BSL-1.0
#include "clustering/flow_table.hpp"
#include "clustering/travel_to_work_validity.hpp"
#include "clustering/wide_number.hpp"

#include <coopgraph/clustering/quality.hpp>
#include <coopgraph/clustering/travel_to_work_areas.hpp>
#include <coopgraph/graph/breadth_first.hpp>

#include <algorithm>
#include <queue>
#include <utility>
#include <vector>

namespace coopgraph::detail {
namespace {

struct area {
  area_flows flows;
  vertex_id first = no_vertex;  // the least of its units
  std::uint64_t version = 0;    // rises with each change
  std::vector<vertex_id> units;
};

/// An area that failed when it was written down.
struct failing {
  area_flows flows;
  vertex_id first = no_vertex;
  std::uint32_t area = 0;
  std::uint64_t version = 0;
};

/// Step 2: `worse` first, a heap's order.
struct later_dissolved {
  const validity_rule* rule;
  bool operator()(const failing& a, const failing& b) const {
    const auto order = rule->compare(a.flows, b.flows);
    if (order != 0) return order > 0;
    if (a.flows.sent != b.flows.sent) return a.flows.sent > b.flows.sent;
    return a.first > b.first;
  }
};

/// What a unit and an area send each other.
struct exchange {
  std::uint32_t area = 0;
  std::int64_t to_area = 0;
  std::int64_t from_area = 0;
};

class search {
 public:
  search(const flow_table& table, const validity_rule& rule, const execution& run)
      : table_(table),
        rule_(rule),
        run_(run),
        area_of_(table.units(), nowhere),
        areas_(table.units()),
        slot_(table.units(), 0),
        failing_(later_dissolved{&rule}) {}

  void find(travel_to_work_result& result) {
    for (vertex_id u = 0; u < table_.units(); ++u) {
      if (table_.sent[u] == 0 && table_.received[u] == 0)
        result.unallocated.push_back(u);
      else
        put(u, {u, 0, 0});
      if (area_of_[u] != nowhere) note_failing(u);
    }
    const double areas = static_cast<double>(table_.units());
    for (std::size_t looked_at = 0; !failing_.empty(); ++looked_at) {
      if (looked_at % 64 == 0) stop_on_request{run_}();
      const failing worst = failing_.top();
      failing_.pop();
      if (areas_[worst.area].version != worst.version) continue;
      dissolve(worst.area, result);
      if (run_.progress && looked_at % 1024 == 0) run_.progress(static_cast<double>(result.iterations) / areas);
    }
  }

  /// By unit; those without flows have numbers that no area has.
  [[nodiscard]] std::vector<std::uint32_t> labels() const {
    std::vector<std::uint32_t> label = area_of_;
    for (vertex_id u = 0; u < label.size(); ++u)
      if (label[u] == nowhere) label[u] = u;  // areas are called by the unit that founded them
    return label;
  }

  [[nodiscard]] const area_flows& flows_of(std::uint32_t a) const { return areas_[a].flows; }

 private:
  static constexpr std::uint32_t nowhere = no_vertex;

  void note_failing(std::uint32_t a) {
    if (!rule_.meets(areas_[a].flows)) failing_.push({areas_[a].flows, areas_[a].first, a, areas_[a].version});
  }

  void put(vertex_id u, const exchange& with) {
    area& a = areas_[with.area];
    a.flows.sent += table_.sent[u];
    a.flows.received += table_.received[u];
    a.flows.internal += table_.own[u] + with.to_area + with.from_area;
    a.first = std::min(a.first, u);
    a.units.push_back(u);
    ++a.version;
    area_of_[u] = with.area;
  }

  /// What u and each area send each other, in exchanges_.
  void gather(vertex_id u) {
    exchanges_.clear();
    for (const flow_pair& pair : table_.of(u)) {
      const std::uint32_t a = area_of_[pair.unit];
      if (a == nowhere) continue;
      std::uint32_t& slot = slot_[a];
      if (slot >= exchanges_.size() || exchanges_[slot].area != a) {
        slot = static_cast<std::uint32_t>(exchanges_.size());
        exchanges_.push_back({a, 0, 0});
      }
      exchanges_[slot].to_area += pair.sent;
      exchanges_[slot].from_area += pair.received;
    }
  }

  [[nodiscard]] double link(vertex_id u, const exchange& e) const {
    const auto ratio = [](std::int64_t flow, std::int64_t sent, std::int64_t received) {
      if (flow == 0) return 0.0;
      const auto f = static_cast<double>(flow);
      return f / static_cast<double>(sent) * (f / static_cast<double>(received));
    };
    const area_flows& a = areas_[e.area].flows;
    return ratio(e.to_area, table_.sent[u], a.received) + ratio(e.from_area, a.sent, table_.received[u]);
  }

  /// The link times R_u W_u as a fraction. A factor that is 0 belongs to a flow that is 0: 1 does as well.
  [[nodiscard]] std::pair<wide_number, wide_number> exact_link(vertex_id u, const exchange& e) const {
    const auto factor = [](std::int64_t x) { return wide_number(std::max<std::int64_t>(x, 1)); };
    const wide_number to = e.to_area;
    const wide_number from = e.from_area;
    const wide_number sent = factor(areas_[e.area].flows.sent);
    const wide_number received = factor(areas_[e.area].flows.received);
    return {to * to * sent * factor(table_.received[u]) + from * from * received * factor(table_.sent[u]), sent * received};
  }

  /// Whether u goes to the area of a rather than to that of b, by step 3.
  [[nodiscard]] bool stronger(vertex_id u, const exchange& a, double link_a, const exchange& b, double link_b) const {
    if (!nearly_equal(link_a, link_b)) return link_a > link_b;
    const auto [a_top, a_bottom] = exact_link(u, a);
    const auto [b_top, b_bottom] = exact_link(u, b);
    const wide_number of_a = a_top * b_bottom;
    const wide_number of_b = b_top * a_bottom;
    if (of_a != of_b) return of_a > of_b;
    return areas_[a.area].first < areas_[b.area].first;
  }

  /// Whether u found an area.
  bool reassign(vertex_id u) {
    gather(u);
    if (exchanges_.empty()) return false;
    std::size_t best = 0;
    double best_link = link(u, exchanges_[0]);
    for (std::size_t i = 1; i < exchanges_.size(); ++i) {
      const double other = link(u, exchanges_[i]);
      if (!stronger(u, exchanges_[i], other, exchanges_[best], best_link)) continue;
      best = i;
      best_link = other;
    }
    put(u, exchanges_[best]);
    return true;
  }

  [[nodiscard]] bool has_links(std::uint32_t a) const {
    return std::any_of(areas_[a].units.begin(), areas_[a].units.end(), [&](vertex_id u) {
      const auto pairs = table_.of(u);
      return std::any_of(pairs.begin(), pairs.end(), [&](const flow_pair& pair) { return area_of_[pair.unit] != a; });
    });
  }

  void dissolve(std::uint32_t a, travel_to_work_result& result) {
    if (!has_links(a)) return;
    std::vector<vertex_id> left = std::exchange(areas_[a], area{{}, no_vertex, areas_[a].version + 1, {}}).units;
    for (const vertex_id u : left) area_of_[u] = nowhere;
    std::sort(left.begin(), left.end(), [&](vertex_id u, vertex_id v) {
      return table_.sent[u] != table_.sent[v] ? table_.sent[u] > table_.sent[v] : u < v;
    });
    ++result.iterations;
    result.reassigned += left.size();
    std::vector<vertex_id> given;
    // An area hangs together by its flows, as each unit was given to it for its link: whoever waits has a link in the end.
    while (!left.empty()) {
      std::vector<vertex_id> waiting;
      for (const vertex_id u : left) (reassign(u) ? given : waiting).push_back(u);
      left = std::move(waiting);
    }
    changed_.clear();
    for (const vertex_id u : given) changed_.push_back(area_of_[u]);
    std::sort(changed_.begin(), changed_.end());
    changed_.erase(std::unique(changed_.begin(), changed_.end()), changed_.end());
    for (const std::uint32_t other : changed_) note_failing(other);
  }

  const flow_table& table_;
  const validity_rule& rule_;
  const execution& run_;
  std::vector<std::uint32_t> area_of_;
  std::vector<area> areas_;          // called by the unit that founded it
  std::vector<std::uint32_t> slot_;  // by area: where it may stand in exchanges_
  std::vector<exchange> exchanges_;
  std::vector<std::uint32_t> changed_;
  std::priority_queue<failing, std::vector<failing>, later_dissolved> failing_;
};

/// Self-containment and sizes are those of the partition, as partition_quality sums them up.
void describe_areas(const directed_view& graph, const edge_strengths& flows, const search& found,
                    const std::vector<std::uint32_t>& name, const validity_rule& rule, travel_to_work_result& result) {
  const partition_quality_result quality = partition_quality_of(graph, &flows, result.partition, {});
  result.areas.resize(result.partition.clusters);
  std::vector<std::uint32_t> area_of(result.partition.clusters);
  for (std::size_t u = 0; u < name.size(); ++u) area_of[result.partition.label[u]] = name[u];
  for (std::uint32_t label = 0; label < result.partition.clusters; ++label) {
    const cluster_quality& sums = quality.clusters[label];
    travel_to_work_area& area = result.areas[label];
    area = {.units = sums.vertices,
            .size = sums.internal + sums.leaving,
            .jobs = sums.internal + sums.entering,
            .internal = sums.internal,
            .supply = sums.supply_containment,
            .demand = sums.demand_containment};
    const area_flows& whole = found.flows_of(area_of[label]);
    if (whole.sent == 0 && whole.received == 0) continue;
    area.validity = rule.validity(whole);
    area.meets = rule.meets(whole);
    if (!area.meets) result.unmet.push_back(label);
  }
}

}  // namespace

travel_to_work_result travel_to_work_of(const directed_view& graph, const edge_strengths& flows,
                                        const travel_to_work_options& options) {
  stop_on_request{options.run}();
  const flow_table table = make_flow_table("travel_to_work_areas", graph, flows);
  const validity_rule rule(options, table);
  travel_to_work_result result;
  result.ties = table.ties;
  result.why_approximate = table.why_approximate;
  search areas(table, rule, options.run);
  areas.find(result);
  const std::vector<std::uint32_t> name = areas.labels();
  result.partition = make_partition(name);
  describe_areas(graph, flows, areas, name, rule, result);
  if (options.run.progress) options.run.progress(1.0);
  return result;
}

}  // namespace coopgraph::detail
