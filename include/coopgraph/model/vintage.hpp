// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/date.hpp>
#include <coopgraph/core/decimal.hpp>
#include <coopgraph/core/rational.hpp>
#include <coopgraph/model/entities.hpp>
#include <coopgraph/model/ids.hpp>
#include <coopgraph/model/inventory.hpp>
#include <coopgraph/model/network.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace coopgraph {

/// What becomes of a flow that runs inside one unit: it is only listed, or is also kept as a loop of that unit.
enum class inner_flows { leave_out, keep };

struct carry_options {
  inner_flows flows = inner_flows::leave_out;
};

/// What happened to an actor up to the date.
///   stays       it exists on the date
///   passed_on   it is over: its successor stands for it, or the successors among which it was divided
///   taken_back  it has not begun: its predecessor stands for it, or the predecessors of which it was made
///   ended       it is over and has no successor; it is kept as it is
///   not_begun   it has not begun and has no predecessor on the date; it is kept as it is
///   no_unit     none of the units that were given; it is kept as it is
enum class actor_fate { stays, passed_on, taken_back, ended, not_begun, no_unit };
/// "stays", "passed on", "taken back", "ended", "not begun", "no unit"
[[nodiscard]] std::string to_text(actor_fate fate);

/// Why an actor is none of the units: nothing, or several things, have its id or name; its id and its name, or two of its names,
/// mean different units; or another actor means the same unit.
enum class unit_problem { unknown, ambiguous, contradictory, shared };
/// "unknown", "ambiguous", "contradictory", "shared"
[[nodiscard]] std::string to_text(unit_problem problem);

/// How the actors of a network are found among the units of another.
struct unit_matching {
  date as_of;  ///< when the network's ids and names were those of its actors: units of other times are not meant
  std::string code_system = {};  ///< what its ids are: an attribute of the units ("gso_code"), or "id"; empty: ids of its own
};

/// A network in the units of one date, and what this made of it. Names of members: `was`, `record`, `region`, `inside`,
/// `outside` and `alias::who` are ids of the network that was carried, `now`, `unit`, `group` and the lists of actors of the
/// result.
struct carried_network {
  struct part {
    actor_id unit;
    std::optional<rational> share;  ///< of the actor; nothing: not known (predecessors), or beyond 64 bits
  };
  struct actor_change {
    actor_id was;
    actor_fate fate;
    std::optional<unit_problem> problem;  ///< if fate is no_unit
    std::vector<part> now;                ///< one or more, in the order of the result
  };
  struct loop {
    any_record record;  ///< its quantities are there
    actor_id unit;      ///< in which all of it goes on now
    bool kept;          ///< whether it is in the result: only flows, on request
  };
  struct merged_sides {
    any_record record;
    actor_id unit;
    std::vector<actor_id> was;  ///< two or more that the record names: as sides, or as members of a group of the extent "all"
  };
  struct overlap {
    flow_id record;
    actor_id unit;  ///< that belongs to both ends now, of which one at least is a group; nobody did before
  };
  struct split_side {
    any_record record;
    actor_id was;
    region_id group;
  };
  struct weaker_extent {
    any_record record;
    region_id region;
    party_extent stated;  ///< it is "some" now
  };
  struct partial_member {
    region_id region;
    actor_id unit;                  ///< a member of the region now
    std::vector<actor_id> inside;   ///< those of its parts that were members
    std::vector<actor_id> outside;  ///< those of the network that were not; more than these if it lacks others
  };
  struct missing_attribute {
    actor_id unit;
    std::string name;  ///< actors that became the unit had it; it has not
  };
  struct reduction {
    actor_id was;
    std::optional<date> on;
    decimal kept;  ///< the share that lived on
  };

  network result;
  std::vector<actor_change> actors;        ///< one each, in their order
  std::vector<loop> loops;                 ///< agreements and flows that carrying made loops: agreements, then flows
  std::vector<merged_sides> merged;        ///< agreements and events of the result in which several became one
  std::vector<overlap> overlaps;           ///< flows of the result whose groups hold the other end now: a part is inside a unit
  std::vector<split_side> splits;          ///< sides of records of the result that are groups now
  std::vector<weaker_extent> extents;      ///< of records of the result
  std::vector<partial_member> partial;     ///< members of regions of which parts only were members
  std::vector<missing_attribute> missing;  ///< attributes that the units do not have
  std::vector<actor_id> partly_observed;   ///< units of which parts only were observed; none of them rules out ties
  std::vector<actor_id> parentless;        ///< actors of the result whose parent was divided, or became their own descendant
  std::vector<alias> aliases;              ///< that were left out
  std::vector<reduction> reductions;       ///< actors that lived on without a part, which is not followed
};

/// The network in the units of a date (of the last day of a month or year), as if these had always been, along its crosswalk.
/// Identities are ids; names and codes decide nothing.
///
/// An actor that is over on that day is replaced by its successors, theirs if these are over too, and so on; one that has not
/// begun by its predecessors, alike. All others are kept, and so are those without anybody to replace them. Whoever lived on
/// after passing a share to another keeps all of its records.
/// - Who replaces others has no dates of validity in the result; so old records fit. The result has no crosswalk.
/// - A record that names an actor names what replaces it. Where this is several units, nothing is split: the record names a
///   group, a new region of them that has the actor's name and the key KEY-parts (then KEY-parts-2, …), with the extent "some".
/// - Sides of an agreement or event that became the same in the same role and part are one (through both periods, if these
///   meet). An agreement with one actor left, or a flow within one, is a loop; see carry_options.
/// - Each region has each unit once (through periods that meet); of divided members all parts are members. Where members
///   merged or were divided, an extent is "some" unless it is "all" of members that were not divided.
/// - Quantities, titles, dates, sources and places stay. Attributes, names, aliases, positions are the units' own: nothing is
///   added up. An alias of who was replaced goes to the group that stands for it, if there is one; else it is left out.
/// - Observed are the units in which somebody observed is; if parts only are, absence means "unknown".
///
/// Complexity: O(size + sum over records of the members of their groups), with log factors.
[[nodiscard]] carried_network carry(const network& from, const date& on, const carry_options& options = {});

/// The same by the crosswalk and validity of another dataset's units (the network's own are not used); those that the network
/// lacks are added where they replace an actor. An actor is the unit that existed at `as_of` and has its id as code in the code
/// system, and its name or an alias as name or alias, as network_names finds it; one of the two is enough.
/// \throws input_error if no unit has the attribute code_system (and it is not "id"), or if a unit that is to be added has the
///   id of another actor or region of the network
[[nodiscard]] carried_network carry(const network& from, const network& units, const unit_matching& matching, const date& on,
                                    const carry_options& options = {});

}  // namespace coopgraph
