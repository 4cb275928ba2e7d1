// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/position.hpp>
#include <coopgraph/graph/edge_values.hpp>
#include <coopgraph/graph/graph.hpp>
#include <coopgraph/model/network.hpp>
#include <coopgraph/view/allocation.hpp>
#include <coopgraph/view/selection.hpp>
#include <coopgraph/view/ties.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace coopgraph {

/// How a record of k actors becomes ties between two.
///   star    the hubs (parties with the role "lead" or "host") with each other actor and with each other: strength 1
///   newman  every pair, strength 1/(k-1), so that each actor's strengths from one record add up to 1
///   clique  every pair, strength 1
/// A record without a hub is projected by newman where star is asked for. A record that counts as many bilateral ones and has
/// a hub is a star under each of them: its other parties have no agreement with each other.
/// Reference: Newman, Physical Review E 64 (2001) 016132, doi:10.1103/PhysRevE.64.016132
enum class projection { star, newman, clique };

struct projection_options {
  record_filter where = {};
  projection as = projection::star;
  amount_choice strength = {};              ///< with a measure, a tie's strength is its amount in place of 1 or 1/(k-1)
  std::optional<allocation> allocate = {};  ///< nothing: totals over several are left out and said so
  bool edge_per_record = false;             ///< an edge for each record of a pair, in their order, in place of their sum
};

/// A network's agreements as a weighted graph. Vertex v is actor v of the network (actors without a tie included); each pair
/// with a tie has one edge (or one for each record), in the order of (smaller vertex, larger vertex), its strength the sum over
/// its records.
struct agreement_view {
  undirected_graph graph;
  edge_strengths strengths = edge_strengths::uniform(0);  ///< exact as far as a shared denominator fits into 64 bits
  std::vector<actor_id> actors;                           ///< vertex -> actor
  std::vector<std::string> names;                         ///< vertex -> name
  std::vector<std::optional<position>> places;            ///< vertex -> where it is; nothing: not stated
  edge_records<agreement_id> records;
  std::vector<tie_basis> basis;  ///< edge -> the least firm basis among its records
  projection as = projection::star;
  std::string unit;                       ///< of the strengths; empty: records
  std::size_t taken = 0;                  ///< records that gave a tie
  std::vector<agreement_id> possibly;     ///< of these: a time was asked for, and it is not certain that they were in force
  std::vector<agreement_id> undated;      ///< of these: those that state no date at all
  std::vector<agreement_id> without_hub;  ///< projected by newman although star was asked for
  std::vector<left_out_record> left_out;  ///< by record, then by party
};

/// Projects the agreements of a network onto its actors. A region or group whose extent is "all" stands for its members during
/// the record's period (on the date, if one is asked for; ever, if undated); any other extent names nobody, so that the party
/// is left out and said so. An actor counts once in a record, however often it is a party or a member of one; if one of its
/// parties is a hub, it is a hub.
///
/// Totals are split only by `allocate`, and only in a record with one hub, between it and the others: where records are counted,
/// a group of a stated number n of members gives each member that is not named otherwise its part of n, at most 1 (of a later
/// group only those without a part of an earlier one); an amount is split over all that the record names or may mean. Without an
/// allocation an amount counts where the record ties just two. \throws input_error if a word of the filter, the measure, its unit
/// or its basis occurs in no agreement, or the region is
///         unknown (near ones are named), if the measure has several units or bases in the records that the filter's words and
///         time let pass, and if an attribute by which totals are split occurs nowhere, has no number >= 0 for one of the
///         members, or is 0 for all of them
/// \throws option_error if `where` has both `on` and `during`, or a product, which agreements do not have
/// Complexity: O(R log R) time and O(R) memory over the R pairs of actors that the records give.
[[nodiscard]] agreement_view project_agreements(const network& from, const projection_options& options = {});

}  // namespace coopgraph
