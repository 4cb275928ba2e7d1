// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/ids.hpp>
#include <coopgraph/model/ids.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace coopgraph {

// What every view says of its edges: on which records they rest, how firmly, and what gave no edge.

/// On what an edge's value rests, the firmest first.
///   stated     on what its records say
///   bounded    on a bound: a number that is "at least", "at most" or "between", or a record that names only some of its parties
///   estimated  on a total that was split (see allocation)
///   modelled   on a model
enum class tie_basis { stated, bounded, estimated, modelled };
[[nodiscard]] std::string to_text(tie_basis basis);

/// The records behind each edge, in the order of the network.
template <class Id>
class edge_records {
 public:
  edge_records() : offset_{0} {}
  edge_records(std::vector<std::uint64_t> offset, std::vector<Id> records)
      : offset_(std::move(offset)), records_(std::move(records)) {}

  [[nodiscard]] std::size_t size() const noexcept { return offset_.size() - 1; }
  /// \pre e < size()
  [[nodiscard]] std::span<const Id> operator[](edge_id e) const noexcept {
    return std::span(records_).subspan(offset_[e], offset_[e + 1] - offset_[e]);
  }

 private:
  std::vector<std::uint64_t> offset_;
  std::vector<Id> records_;
};

/// Why a record, or a party of it, gave no tie.
enum class left_out_reason {
  other_field,
  other_kind,
  other_product,
  other_status,
  outside_region,
  not_in_force,
  undated,
  party_not_in_force,
  members_not_named,
  fewer_than_two_actors,
  no_amount,       ///< the measure is not stated of it, or not in numbers
  not_broken_down  ///< its amount is a total over several ties, and no allocation splits it
};
[[nodiscard]] std::string to_text(left_out_reason reason);

struct left_out_record {
  any_record record;
  left_out_reason reason;
  std::optional<actor_or_region> party = {};  ///< the party that was left out; nothing: the whole record was

  friend bool operator==(const left_out_record&, const left_out_record&) = default;
};

}  // namespace coopgraph
