// SPDX-License-Identifier: BSL-1.0
#pragma once

// Every public type, declared, for headers that only pass them on: costs next to nothing. Functions and concepts stand in the
// headers that define them, as do aliases of templates of the standard library and of Eigen.

#include <cstdint>

namespace coopgraph {

// core/cover.hpp
struct cover_member;
struct cover;

// core/date.hpp
using day_number = std::int32_t;
class date;
struct period;

// core/decimal.hpp
struct decimal;
enum class number_problem;
struct parsed_decimal;
struct scaled_numbers;
struct number_format;

// core/dendrogram.hpp
struct dendrogram_merge;
struct dendrogram;

// core/diagnostic.hpp
struct place;
struct diagnostic;

// core/error.hpp
class error;
class call_error;
class option_error;
class input_error;
class data_error;
class limit_error;
class io_error;
class cancelled;

// core/execution.hpp
struct execution;

// core/ids.hpp
using vertex_id = std::uint32_t;
using edge_id = std::uint64_t;

// core/interval_ranking.hpp
struct interval_rank;
struct interval_ranking;

// core/language.hpp
enum class language;

// core/markup.hpp
class markup;
class escaped;

// core/parallel.hpp
struct index_range;
class thread_pool;

// core/partition.hpp
struct partition;

// core/position.hpp
struct position;

// core/random.hpp
class random_stream;

// core/ranking.hpp
struct ranked;
struct ranking;
struct named_score;

// core/rational.hpp
class rational;

// core/scaled_number.hpp
struct scaled_number;

// core/scores.hpp
enum class score_equality;
struct undefined_score;
struct scores;

// core/text.hpp
struct code_point;

// graph/csr_view.hpp
enum class direction;
struct arc_rows;
template <direction D>
struct csr_view;
using undirected_view = csr_view<direction{0}>;
using directed_view = csr_view<direction{1}>;

// graph/rows.hpp
struct endpoints;

// graph/graph.hpp
template <direction D>
class basic_graph;
using undirected_graph = basic_graph<direction{0}>;
using directed_graph = basic_graph<direction{1}>;

// graph/edge_values.hpp
enum class value_kind;
enum class ties;
template <value_kind K>
class edge_values;
using edge_strengths = edge_values<value_kind{0}>;
using edge_lengths = edge_values<value_kind{1}>;
using edge_capacities = edge_values<value_kind{2}>;
using edge_costs = edge_values<value_kind{3}>;
using edge_flows = edge_values<value_kind{4}>;

// graph/biconnected.hpp
struct blocks_result;

// graph/boost_model.hpp
template <direction D>
struct edge_index_map;

// graph/breadth_first.hpp
enum class travel;
struct traversal_options;
struct breadth_first_result;
struct path_counts_result;

// graph/builder.hpp
enum class parallel_edge_policy;
enum class loop_policy;
struct build_options;
template <direction D>
struct built_graph;
template <direction D>
class graph_builder;

// graph/contiguity.hpp
enum class island_rule;
enum class contiguity_rule;
enum class neighbour_rule;
struct border_contiguity_options;
struct border_contiguity_result;
struct unit_outline;
struct polygon_contiguity_options;
struct near_outlines;
struct polygon_contiguity_result;
struct nearest_neighbours_options;
struct distance_band_options;
struct distance_contiguity_result;

// graph/dijkstra.hpp
struct shortest_paths_result;

// graph/eccentricity.hpp
struct eccentricity_options;
struct eccentricity_result;
struct component_distances_options;
struct component_distances_result;

// graph/generators.hpp
struct gnm_options;
struct barabasi_albert_options;
struct rmat_options;
struct grid_options;
struct ring_of_cliques_options;
struct ring_of_cliques_result;
struct lfr_options;
struct lfr_result;
struct layered_supply_chain_options;
struct layered_supply_chain_result;

// graph/path_count.hpp
struct path_count;

// graph/spanning_tree.hpp
struct spanning_forest_options;
struct spanning_forest_result;

// graph/statistics.hpp
struct statistic;
struct tie_statistics_result;
struct triangle_options;
struct triangles_result;
struct total_strength_result;

// centrality/approximate_betweenness.hpp
struct approximate_betweenness_options;
struct approximate_betweenness_result;
struct bounded_score;

// centrality/betweenness.hpp
struct betweenness_options;
struct betweenness_result;

// centrality/brokerage.hpp
struct brokerage_options;
struct brokerage_roles;
struct brokerage_result;

// centrality/core.hpp
struct core_options;
struct core_result;

// centrality/closeness.hpp
enum class distance_mode;
enum class closeness_convention;
struct closeness_options;
struct closeness_result;

// centrality/degree.hpp
enum class degree_mode;
struct degree_options;
struct degree_result;
struct strength_result;

// centrality/eigenvector.hpp
struct eigenvector_options;
struct eigenvector_result;

// centrality/harmonic.hpp
struct harmonic_options;
struct harmonic_result;

// centrality/hits.hpp
struct hits_options;
struct hits_result;

// centrality/katz.hpp
struct katz_options;
struct katz_result;

// centrality/edge_betweenness.hpp
struct edge_betweenness_options;
struct edge_betweenness_result;

// centrality/pagerank.hpp
enum class dangling_policy;
struct pagerank_options;
struct pagerank_result;

// centrality/participation.hpp
struct participation_options;
struct participation_result;
struct within_module_result;

// centrality/s_core.hpp
struct s_core_options;
struct s_core_result;

// centrality/structural_holes.hpp
struct structural_holes_options;
struct structural_hole_result;
struct structural_holes_result;

// clustering/azp.hpp
enum class azp_method;
struct azp_options;

// clustering/compare.hpp
struct compare_options;
struct partition_comparison;
struct label_matching;

// clustering/contiguous_infomap.hpp
struct contiguous_infomap_options;
struct contiguous_infomap_result;

// clustering/contiguous_leiden.hpp
struct contiguous_leiden_options;
struct contiguous_leiden_result;

// clustering/contiguous_regions.hpp
struct unit_attributes;
enum class standardization;
enum class island_policy;
enum class region_dissimilarity;
struct region_floor;
enum class region_status;
enum class region_obstacle;
struct attached_island;
struct contiguous_regions;

// clustering/core_periphery.hpp
enum class core_to_periphery;
struct core_periphery_options;
struct core_periphery_result;
struct coreness_options;
struct coreness_result;

// clustering/dominant_flows.hpp
struct dominant_flows_result;

// clustering/ensemble.hpp
struct co_assigned;
class co_assignments;
enum class ensemble_resampling;
struct ensemble_options;
struct ensemble_member;
struct ensemble_result;

// clustering/flow_model.hpp
enum class flow_model;
enum class teleportation_target;
struct map_equation_options;

// clustering/hierarchical.hpp
enum class linkage;
struct hierarchical_options;
struct hierarchical_result;
struct modularity_cut;

// clustering/infomap.hpp
enum class infomap_levels;
struct infomap_options;
struct infomap_result;

// clustering/intramax.hpp
struct intramax_options;
struct intramax_result;

// clustering/leiden.hpp
enum class leiden_objective;
enum class leiden_preset;
struct leiden_options;
struct leiden_result;

// clustering/max_p_regions.hpp
struct max_p_regions_options;

// clustering/membership.hpp
struct membership_options;

// clustering/multislice.hpp
template <direction D>
struct slice;
enum class slice_coupling;
enum class slice_scale;
struct multislice_options;
struct multislice_result;

// clustering/overlapping_compare.hpp
struct cover_compare_options;
struct omega_result;
struct overlapping_nmi_result;

// clustering/p_regions_exact.hpp
struct p_regions_exact_options;

// clustering/quality.hpp
struct modularity_options;
struct cpm_options;
struct cluster_quality;
struct partition_quality_options;
struct partition_quality_result;

// clustering/redcap.hpp
enum class redcap_order;
enum class redcap_linkage;
struct redcap_options;

// clustering/region_evidence.hpp
struct region_evidence;

// clustering/region_match.hpp
enum class match_by;
struct region_match_options;
struct region_overlap;
struct best_counterpart;
struct region_mover;
struct region_match_result;

// clustering/resolution_scan.hpp
struct resolution_scan_options;
struct resolution_plateau;
struct resolution_scan_result;

// clustering/skater.hpp
struct skater_options;

// clustering/spatial_leiden.hpp
struct spatial_leiden_options;
struct deterrence_bin;
struct spatial_leiden_result;

// clustering/spectral.hpp
enum class spectral_embedding;
struct spectral_options;
enum class spectral_status;
struct spectral_result;

// clustering/travel_to_work_areas.hpp
struct travel_to_work_options;
struct travel_to_work_area;
struct travel_to_work_result;

// clustering/verify_contiguity.hpp
struct region_demands;

// clustering/verify_regions.hpp
struct check_regions_options;

// clustering/ward_spatial.hpp
struct ward_spatial_options;
struct ward_spatial_result;

// flow/decomposition.hpp
struct decompose_flow_options;
struct flow_part;
struct decompose_flow_result;

// flow/disjoint_paths.hpp
enum class disjointness;
struct disjoint_paths_options;
struct disjoint_paths_result;
struct shortest_disjoint_paths_result;

// flow/flow_capacities.hpp
class flow_capacities;

// flow/flow_path.hpp
struct flow_path;

// flow/global_minimum_cut.hpp
struct global_minimum_cut_options;
struct global_minimum_cut_result;

// flow/gomory_hu.hpp
struct gomory_hu_options;
struct gomory_hu_edge;
struct gomory_hu_result;
struct tree_cut;

// flow/k_shortest_paths.hpp
struct k_shortest_paths_options;
struct k_shortest_paths_result;

// flow/maximum_flow.hpp
enum class flow_status;
enum class flow_cuts;
struct maximum_flow_options;
struct flow_cut;
struct flow_path;
struct flow_bottlenecks;
struct maximum_flow_result;

// flow/minimum_cost_flow.hpp
enum class minimum_cost_status;
enum class balance;
struct minimum_cost_flow_options;
struct flow_cost;
struct overloaded_cut;
struct minimum_cost_flow_result;

// flow/shadow_prices.hpp
struct capacity_price;
struct supply_change;
struct supply_price;

// flow/shortest_paths.hpp
struct shortest_paths_options;
struct shortest_path_tree;

// flow/transportation.hpp
struct transport_route;
struct transportation_options;
struct transport_shortage;
struct transportation_result;

// flow/vertex_capacities.hpp
class vertex_capacities;

// flow/vertex_supplies.hpp
class vertex_supplies;

struct maximum_flow_result;

// flow/widest_path.hpp
struct widest_paths_options;
struct widest_path_tree;

// model/entities.hpp
struct stated_period;
struct attribute;
struct membership;
struct alias;
struct succession;
struct quantity;
struct party;
struct participant;
struct observation;
struct reference;
struct dataset_description;

// model/ids.hpp
struct actor;
struct region;
struct agreement;
struct flow;
struct event;
struct source_document;
template <class Kind>
class entity_id;
using actor_id = entity_id<actor>;
using region_id = entity_id<region>;
using agreement_id = entity_id<agreement>;
using flow_id = entity_id<flow>;
using event_id = entity_id<event>;
using source_id = entity_id<source_document>;

// model/in_force.hpp
enum class in_force;

// model/inventory.hpp
enum class tie_state;
struct tie_matrix;
struct untied_actor;
struct unnamed_group;
struct measure_total;
struct ending_record;
enum class change_kind;
struct change;

// model/name_registry.hpp
struct name_match;
class name_registry;
struct registry_options;
class network_names;

// model/network.hpp
struct network_parts;
class network;

// model/network_builder.hpp
class network_builder;

// model/records.hpp
struct cell;
struct actor_record;
struct alias_record;
struct region_record;
struct agreement_record;
struct party_record;
struct flow_record;
struct quantity_record;
struct event_record;
struct participant_record;
struct crosswalk_record;
struct source_record;
struct observation_record;

// model/vintage.hpp
enum class inner_flows;
struct carry_options;
enum class actor_fate;
enum class unit_problem;
struct unit_matching;
struct carried_network;

// model/vocabulary.hpp
enum class agreement_status;
enum class multiplicity;
enum class number_exactness;
enum class quantity_basis;
enum class absence_meaning;
struct party_extent;

// view/allocation.hpp
struct allocation;

// view/flow_projection.hpp
struct flow_projection_options;
struct flow_view;

// view/incidence.hpp
struct incidence_view;

// view/layers.hpp
enum class layer_by;
struct layer;
struct layered_view;

// view/projection.hpp
enum class projection;
struct projection_options;
struct agreement_view;

// view/selection.hpp
enum class undated_records;
struct record_filter;
struct amount_choice;

// view/snapshots.hpp
enum class calendar_step;
struct snapshot_options;
template <class View>
struct snapshot_at;

// view/ties.hpp
enum class tie_basis;
template <class Id>
class edge_records;
enum class left_out_reason;
struct left_out_record;

// io/atomic_file.hpp
class atomic_file;

// io/csv.hpp
struct csv_limits;
struct csv_options;
struct csv_row;
class csv_reader;

// io/dataset.hpp
struct dataset_options;
struct dataset_files;

// io/edge_table.hpp
enum class column_preset;
enum class edge_direction;
enum class bad_rows;
enum class end_match;
struct node_table;
struct edge_table_options;
struct number_column;
struct edge_table;

// io/graph_document.hpp
class text_list;
enum class attribute_kind;
struct attribute_column;
struct spell;
struct graph_document;

// io/graph_file.hpp
enum class graph_format;
struct graph_limits;
struct graph_file_options;
struct written_graph;

// io/graph_tables.hpp
enum class table_shape;
enum class formula_cells;
struct graph_tables_options;
struct graph_tables;
struct read_graph_tables_options;

// io/hif.hpp
struct hif_document;

// io/json_writer.hpp
class json_writer;

// plot/chord_diagram.hpp
struct vertex_groups;
enum class chord_kind;
struct chord_data;
struct chord_options;

// plot/cluster_map.hpp
struct cluster_map_data;
struct cluster_map_options;

// plot/figure.hpp
struct figure;

// plot/flow_map.hpp
struct flow_map_options;

// plot/force_layout.hpp
struct plane_point;
struct force_layout_options;
struct force_layout_result;

// plot/heat_map.hpp
enum class matrix_kind;
struct heat_map_data;
struct heat_map_options;

// plot/interval_plot.hpp
struct interval_data;
enum class interval_mark;
struct interval_plot_options;

// plot/network_diagram.hpp
struct network_diagram_data;
struct network_diagram_options;

// plot/sankey_diagram.hpp
struct sankey_data;
struct sankey_options;
struct sankey_choice;

// plot/tie_map.hpp
enum class map_point_kind;
enum class map_tie_kind;
struct tie_map_data;
struct tie_map_options;

// plot/timeline.hpp
struct timeline_data;
struct timeline_options;

// report/cooperation_report.hpp
struct report_section;
struct report_part;
struct report_options;
struct cooperation_report;
struct run_record;

// report/fingerprint.hpp
struct input_fingerprint;

// report/inventory_tables.hpp
struct inventory_options;

// report/table.hpp
enum class column_kind;
struct table_column;
class table;

}  // namespace coopgraph
