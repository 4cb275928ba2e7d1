// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/date.hpp>
#include <coopgraph/core/ids.hpp>
#include <coopgraph/graph/edge_values.hpp>
#include <coopgraph/graph/graph.hpp>
#include <coopgraph/model/network.hpp>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
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

/// What becomes of a record that states no period when a date is asked for.
enum class undated_records { include, exclude };

/// Which agreements take part: those that meet every condition.
struct agreement_filter {
  std::string field = {};                       ///< one of its fields; empty: any
  std::string kind = {};                        ///< empty: any
  std::vector<agreement_status> statuses = {};  ///< empty: any
  std::optional<date> on = {};                  ///< in force on this day, or on at least one day of this month or year
  undated_records undated = undated_records::include;
};

struct projection_options {
  agreement_filter where = {};
  projection as = projection::star;
};

/// Why a record, or a party of it, gave no tie.
enum class left_out_reason {
  other_field,
  other_kind,
  other_status,
  not_in_force,
  undated,
  party_not_in_force,
  members_not_named,
  fewer_than_two_actors
};
[[nodiscard]] std::string to_text(left_out_reason reason);

struct left_out_record {
  agreement_id record;
  left_out_reason reason;
  std::optional<actor_or_region> party = {};  ///< the party that was left out; nothing: the whole record was

  friend bool operator==(const left_out_record&, const left_out_record&) = default;
};

/// On what an edge's strength rests: all its records as stated; or at least one that names only some of its parties, so that
/// the strength by newman is an upper bound.
enum class tie_basis { stated, bounded, estimated, modelled };
[[nodiscard]] std::string to_text(tie_basis basis);

/// The records behind each edge, in the order of the network.
class edge_records {
 public:
  edge_records() : offset_{0} {}
  edge_records(std::vector<std::uint64_t> offset, std::vector<agreement_id> records)
      : offset_(std::move(offset)), records_(std::move(records)) {}

  [[nodiscard]] std::size_t size() const noexcept { return offset_.size() - 1; }
  /// \pre e < size()
  [[nodiscard]] std::span<const agreement_id> operator[](edge_id e) const noexcept {
    return std::span(records_).subspan(offset_[e], offset_[e + 1] - offset_[e]);
  }

 private:
  std::vector<std::uint64_t> offset_;
  std::vector<agreement_id> records_;
};

/// A network's agreements as a weighted graph. Vertex v is actor v of the network (actors without a tie included); each pair
/// with a tie has one edge, in the order of (smaller vertex, larger vertex), its strength the sum over its records.
struct agreement_view {
  undirected_graph graph;
  edge_strengths strengths = edge_strengths::uniform(0);  ///< exact, unless the shared denominator of newman leaves 64 bits
  std::vector<actor_id> actors;                           ///< vertex -> actor
  std::vector<std::string> names;                         ///< vertex -> name
  edge_records records;
  std::vector<tie_basis> basis;  ///< edge -> basis
  projection as = projection::star;
  std::vector<agreement_id> without_hub;  ///< projected by newman although star was asked for
  std::vector<agreement_id> undated;      ///< taken although it states no period and a date was asked for
  std::vector<left_out_record> left_out;  ///< by record, then by party
};

/// Projects the agreements of a network onto its actors. A region or group whose extent is "all" stands for its members during
/// the record's period (on the date, if one is asked for; ever, if undated); any other extent names nobody, so that the party
/// is left out and said so. An actor counts once in a record, however often it is a party or a member of one; if one of its
/// parties is a hub, it is a hub.
/// \throws input_error if the field or the kind occurs in no agreement (near ones are named)
/// Complexity: O(R log R) time and O(R) memory over the R pairs of actors that the records give.
[[nodiscard]] agreement_view project_agreements(const network& from, const projection_options& options = {});

}  // namespace coopgraph
