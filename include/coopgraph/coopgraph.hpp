// SPDX-License-Identifier: BSL-1.0
#pragma once

// Every public header. For a first try; a program names what it uses, and the library never includes this.
#include <coopgraph/fwd.hpp>

#include <coopgraph/centrality/approximate_betweenness.hpp>
#include <coopgraph/centrality/betweenness.hpp>
#include <coopgraph/centrality/brokerage.hpp>
#include <coopgraph/centrality/centralization.hpp>
#include <coopgraph/centrality/closeness.hpp>
#include <coopgraph/centrality/core.hpp>
#include <coopgraph/centrality/degree.hpp>
#include <coopgraph/centrality/edge_betweenness.hpp>
#include <coopgraph/centrality/eigenvector.hpp>
#include <coopgraph/centrality/harmonic.hpp>
#include <coopgraph/centrality/hits.hpp>
#include <coopgraph/centrality/katz.hpp>
#include <coopgraph/centrality/pagerank.hpp>
#include <coopgraph/centrality/participation.hpp>
#include <coopgraph/centrality/s_core.hpp>
#include <coopgraph/centrality/structural_holes.hpp>

#include <coopgraph/core/date.hpp>
#include <coopgraph/core/decimal.hpp>
#include <coopgraph/core/diagnostic.hpp>
#include <coopgraph/core/elementary.hpp>
#include <coopgraph/core/error.hpp>
#include <coopgraph/core/execution.hpp>
#include <coopgraph/core/ids.hpp>
#include <coopgraph/core/interval_ranking.hpp>
#include <coopgraph/core/parallel.hpp>
#include <coopgraph/core/partition.hpp>
#include <coopgraph/core/random.hpp>
#include <coopgraph/core/ranking.hpp>
#include <coopgraph/core/rational.hpp>
#include <coopgraph/core/scaled_number.hpp>
#include <coopgraph/core/scores.hpp>
#include <coopgraph/core/text.hpp>

#include <coopgraph/flow/decomposition.hpp>
#include <coopgraph/flow/disjoint_paths.hpp>
#include <coopgraph/flow/flow_capacities.hpp>
#include <coopgraph/flow/flow_path.hpp>
#include <coopgraph/flow/k_shortest_paths.hpp>
#include <coopgraph/flow/maximum_flow.hpp>
#include <coopgraph/flow/shortest_paths.hpp>
#include <coopgraph/flow/verify.hpp>
#include <coopgraph/flow/verify_paths.hpp>
#include <coopgraph/flow/widest_path.hpp>

#include <coopgraph/graph/biconnected.hpp>
#include <coopgraph/graph/boost_model.hpp>
#include <coopgraph/graph/breadth_first.hpp>
#include <coopgraph/graph/builder.hpp>
#include <coopgraph/graph/components.hpp>
#include <coopgraph/graph/concepts.hpp>
#include <coopgraph/graph/csr_view.hpp>
#include <coopgraph/graph/dijkstra.hpp>
#include <coopgraph/graph/eccentricity.hpp>
#include <coopgraph/graph/edge_values.hpp>
#include <coopgraph/graph/eigen.hpp>
#include <coopgraph/graph/generators.hpp>
#include <coopgraph/graph/graph.hpp>
#include <coopgraph/graph/path_count.hpp>
#include <coopgraph/graph/rows.hpp>
#include <coopgraph/graph/snapshot.hpp>
#include <coopgraph/graph/spanning_tree.hpp>
#include <coopgraph/graph/statistics.hpp>

#include <coopgraph/io/atomic_file.hpp>
#include <coopgraph/io/csv.hpp>
#include <coopgraph/io/dataset.hpp>
#include <coopgraph/io/edge_table.hpp>
#include <coopgraph/io/file.hpp>

#include <coopgraph/model/entities.hpp>
#include <coopgraph/model/ids.hpp>
#include <coopgraph/model/in_force.hpp>
#include <coopgraph/model/inventory.hpp>
#include <coopgraph/model/name_registry.hpp>
#include <coopgraph/model/network.hpp>
#include <coopgraph/model/network_builder.hpp>
#include <coopgraph/model/records.hpp>
#include <coopgraph/model/vintage.hpp>
#include <coopgraph/model/vocabulary.hpp>

#include <coopgraph/report/cooperation_report.hpp>
#include <coopgraph/report/fingerprint.hpp>
#include <coopgraph/report/html.hpp>
#include <coopgraph/report/inventory_tables.hpp>
#include <coopgraph/report/json.hpp>
#include <coopgraph/report/table.hpp>
#include <coopgraph/report/tie_map.hpp>
#include <coopgraph/report/unicode.hpp>

#include <coopgraph/view/allocation.hpp>
#include <coopgraph/view/flow_projection.hpp>
#include <coopgraph/view/incidence.hpp>
#include <coopgraph/view/layers.hpp>
#include <coopgraph/view/projection.hpp>
#include <coopgraph/view/selection.hpp>
#include <coopgraph/view/snapshots.hpp>
#include <coopgraph/view/ties.hpp>
