// SPDX-License-Identifier: BSL-1.0
#include "flow/length_rows.hpp"

#include <algorithm>
#include <memory>

namespace coopgraph::detail {
namespace {

constexpr std::size_t vertices_at_once = 256;
constexpr std::uint64_t hub_factor = 4;        // a hub has that many times the mean number of arcs
constexpr std::size_t few_vertices = 1 << 14;  // their distances fit into the nearest cache anyway
constexpr std::uint64_t arcs_ahead = 24;

/// Vertices by place.
std::vector<vertex_id> order_of(const arc_rows& rows, std::size_t n) {
  std::vector<vertex_id> order;
  order.reserve(n);
  const std::uint64_t hub = n < few_vertices ? UINT64_MAX : hub_factor * (rows.target.size() / n + 1);
  for (vertex_id v = 0; v < n; ++v)
    if (rows.degree(v) >= hub) order.push_back(v);
  std::stable_sort(order.begin(), order.end(), [&](vertex_id a, vertex_id b) { return rows.degree(a) > rows.degree(b); });
  for (vertex_id v = 0; v < n; ++v)
    if (rows.degree(v) > 0 && rows.degree(v) < hub) order.push_back(v);
  for (vertex_id v = 0; v < n; ++v)
    if (rows.degree(v) == 0) order.push_back(v);
  return order;
}

}  // namespace

template <class Arc>
length_rows<Arc> make_length_rows(const arc_rows& rows, std::span<const std::int64_t> lengths, int bits, thread_pool& pool) {
  using length_type = typename Arc::length_type;
  const std::size_t n = rows.offset.empty() ? 0 : rows.offset.size() - 1;
  length_rows<Arc> made;
  made.bits = bits;
  made.vertex = order_of(rows, n);
  made.place.resize(n);
  made.offset.resize(n + 1, 0);
  for (std::size_t p = 0; p < n; ++p) {
    made.place[made.vertex[p]] = static_cast<vertex_id>(p);
    made.offset[p + 1] = made.offset[p] + static_cast<std::uint32_t>(rows.degree(made.vertex[p]));
  }
  pool.check_stop();
  large_vector<length_type> narrow(lengths.size());
  parallel_for(pool, lengths.size(), std::size_t{1} << 18, [&](index_range range) {
    for (std::size_t e = range.first; e < range.last; ++e) narrow[e] = static_cast<length_type>(lengths[e]);
  });
  made.arcs.resize(rows.target.size());
  parallel_for(pool, n, vertices_at_once, [&](index_range range) {
    for (std::size_t p = range.first; p < range.last; ++p) {
      const vertex_id v = made.vertex[p];
      std::uint32_t to = made.offset[p];
      const std::uint64_t end = rows.offset[v + std::size_t{1}];
      for (std::uint64_t a = rows.offset[v]; a < end; ++a, ++to) {
        if (a + arcs_ahead < rows.edge.size()) __builtin_prefetch(&narrow[rows.edge[a + arcs_ahead]]);
        made.arcs[to] = Arc(narrow[rows.edge[a]], made.place[rows.target[a]], static_cast<std::uint32_t>(rows.edge[a]), bits);
      }
    }
  });
  return made;
}

template length_rows<packed_arc> make_length_rows<packed_arc>(const arc_rows&, std::span<const std::int64_t>, int, thread_pool&);
template length_rows<wide_arc<std::uint32_t>> make_length_rows<wide_arc<std::uint32_t>>(const arc_rows&,
                                                                                        std::span<const std::int64_t>, int,
                                                                                        thread_pool&);
template length_rows<wide_arc<std::uint64_t>> make_length_rows<wide_arc<std::uint64_t>>(const arc_rows&,
                                                                                        std::span<const std::int64_t>, int,
                                                                                        thread_pool&);

}  // namespace coopgraph::detail
