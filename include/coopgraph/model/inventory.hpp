// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/date.hpp>
#include <coopgraph/core/decimal.hpp>
#include <coopgraph/model/entities.hpp>
#include <coopgraph/model/ids.hpp>
#include <coopgraph/model/network.hpp>

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace coopgraph {

// What a network states, what it bounds, and what it does not know. Each function answers one question from the records alone.

[[nodiscard]] const std::string& key_of(const network& from, const any_record& record);
/// The title of an agreement or event; a flow's product, else its chain; may be empty.
[[nodiscard]] const std::string& title_of(const network& from, const any_record& record);

/// What the agreements and flows say of a tie in one field, the weakest first.
///   none      no record, and the dataset says that absence means none
///   unknown   no record that names both; there may be a tie that nobody looked for, or that a record of unnamed parties covers
///   ended     it was there
///   proposed, invited
///   signed_   signed or in force
enum class tie_state { none, unknown, ended, proposed, invited, signed_ };
/// "none", "unknown", "ended", "proposed", "invited", "signed"
[[nodiscard]] std::string to_text(tie_state state);

/// The ties of one actor (or, without one, of each actor with anybody) by partner and field.
struct tie_matrix {
  std::optional<actor_id> of;
  std::vector<actor_id> partners;   ///< all actors but `of`, in the order of the network
  std::vector<std::string> fields;  ///< sorted; the last is "" if a record names no field
  std::vector<tie_state> states;    ///< partners x fields, row by row

  /// \pre partner < partners.size(), field < fields.size()
  [[nodiscard]] tie_state at(std::size_t partner, std::size_t field) const noexcept {
    return states[partner * fields.size() + field];
  }
};

/// The strongest state that the agreements and flows give to each pair and field. A group or region whose extent is "all"
/// stands for its members during the record's period; of any other extent, and as an end of a flow, it names nobody: its members
/// may have the tie. A record that counts as many bilateral ones and has a lead or host ties these with each other party only.
/// \throws input_error if `of` is not of this network
/// Complexity: O(partners x fields + sum over the records of named parties x fields) time.
[[nodiscard]] tie_matrix ties_by_field(const network& from, std::optional<actor_id> of = {});

/// An actor that no agreement or flow ties by name.
struct untied_actor {
  actor_id who;
  std::vector<any_record> may_be_in;  ///< records with a group of unnamed members to which it belongs
};
/// The actors without a recorded tie to `of` (without one: to anybody), in the order of the network.
/// \throws input_error if `of` is not of this network
[[nodiscard]] std::vector<untied_actor> actors_without_tie(const network& from, std::optional<actor_id> of = {});

/// A group or region that takes part in a record without its members being named.
struct unnamed_group {
  any_record record;
  region_id group;
  std::optional<party_extent> extent;  ///< nothing: an end of a flow, whose share in the total is not stated
  std::size_t members;                 ///< of the group during the record's period
};
/// In the order of agreements, flows, events.
[[nodiscard]] std::vector<unnamed_group> unnamed_groups(const network& from);

/// What the quantities of one measure, unit and basis state together. Nothing is added up over different ones; whether records
/// overlap (a total and its parts) is not known here.
struct measure_total {
  std::string measure;
  std::string unit;
  quantity_basis basis = quantity_basis::stated;
  std::size_t quantities = 0;
  std::array<std::size_t, 7> by_exactness{};  ///< by number_exactness
  std::size_t with_low = 0;                   ///< that have a lower end: exact, at least, between
  std::size_t with_high = 0;                  ///< that have an upper end: exact, at most, between
  std::optional<decimal> low;                 ///< sum of the lower ends; nothing: there is none, or it has over 18 digits
  std::optional<decimal> high;                ///< sum of the upper ends, alike; bounds the whole if with_high == quantities
};
/// Sorted by measure, unit and basis. Complexity: O(q log q).
[[nodiscard]] std::vector<measure_total> totals_by_measure(const network& from);

/// An agreement or flow that is signed or in force and whose stated end is near.
struct ending_record {
  any_record record;
  date last;  ///< through the last day of it
};
/// Those whose last day lies in the `months` months that begin with the first day of `on`, the earliest first.
/// \throws input_error unless 1 <= months <= 1200
[[nodiscard]] std::vector<ending_record> records_ending(const network& from, const date& on, int months = 12);

enum class change_kind { signed_, begins, ends, takes_place };
/// "signed", "begins", "ends", "takes place"
[[nodiscard]] std::string to_text(change_kind kind);

/// Something that changed between two dates.
struct change {
  change_kind what;
  std::variant<agreement_id, flow_id, event_id, actor_id> which;
  date when;            ///< as stated; of an end, the last day of it
  bool certain = true;  ///< whether it falls between the dates whichever day of a month or year it was
};
/// What was signed, began, ended or took place after the last day of `since` and up to the last day of `until`: agreements,
/// flows, events, actors; sorted by date, then in this order. An end counts on the day after its last day. \throws input_error
/// unless since lies before until
[[nodiscard]] std::vector<change> changes_between(const network& from, const date& since, const date& until);

}  // namespace coopgraph
