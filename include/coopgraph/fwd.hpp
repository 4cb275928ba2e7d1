// SPDX-License-Identifier: BSL-1.0
#pragma once

// Every public type, declared, for headers that only pass them on: costs next to nothing. Functions and concepts stand in the
// headers that define them, as do aliases of templates of the standard library and of Eigen.

#include <cstdint>

namespace coopgraph {

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

// core/parallel.hpp
struct index_range;
class thread_pool;

// core/partition.hpp
struct partition;

// core/random.hpp
class random_stream;

// core/ranking.hpp
struct ranked;
struct ranking;
struct named_score;

// core/rational.hpp
class rational;

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

// centrality/degree.hpp
enum class degree_mode;
struct degree_options;
struct degree_result;
struct strength_result;

// centrality/edge_betweenness.hpp
struct edge_betweenness_options;
struct edge_betweenness_result;

// centrality/pagerank.hpp
enum class dangling_policy;
struct pagerank_options;
struct pagerank_result;

// model/entities.hpp
struct stated_period;
struct attribute;
struct position;
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

// model/vocabulary.hpp
enum class agreement_status;
enum class multiplicity;
enum class number_exactness;
enum class quantity_basis;
enum class absence_meaning;
struct party_extent;

// view/projection.hpp
enum class projection;
enum class undated_records;
struct agreement_filter;
struct projection_options;
enum class left_out_reason;
struct left_out_record;
enum class tie_basis;
class edge_records;
struct agreement_view;

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

// report/cooperation_report.hpp
struct cooperation_report;
struct run_record;

// report/fingerprint.hpp
struct input_fingerprint;

// report/html.hpp
class markup;
class escaped;

// report/inventory_tables.hpp
struct inventory_options;

// report/json.hpp
class json_writer;

// report/table.hpp
enum class column_kind;
struct table_column;
class table;

}  // namespace coopgraph
