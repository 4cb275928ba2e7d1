// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/date.hpp>
#include <coopgraph/core/decimal.hpp>
#include <coopgraph/core/diagnostic.hpp>
#include <coopgraph/core/position.hpp>
#include <coopgraph/model/ids.hpp>
#include <coopgraph/model/vocabulary.hpp>

#include <optional>
#include <string>
#include <vector>

namespace coopgraph {

/// Two dates as a source states them; `last` is the last day (month, year) that still belongs to it.
struct stated_period {
  std::optional<date> first;
  std::optional<date> last;

  [[nodiscard]] constexpr bool undated() const noexcept { return !first && !last; }
  /// Half-open days; an end that is not stated is open.
  [[nodiscard]] constexpr period days() const noexcept { return through(first, last); }

  friend constexpr bool operator==(const stated_period&, const stated_period&) = default;
};

/// One of the columns that the dataset adds to its actors, as text: nobody guesses its type.
struct attribute {
  std::string name;
  std::string value;  ///< never empty

  friend bool operator==(const attribute&, const attribute&) = default;
};

/// Somebody who cooperates: a province, a ministry, a firm.
struct actor {
  std::string key;  ///< unique among actors and regions
  std::string name;
  std::string kind;  ///< the user's word: "province", "city", …; may be empty
  std::optional<actor_id> parent;
  std::optional<position> where;
  stated_period valid;
  std::vector<attribute> attributes;  ///< in the order of the columns, empty cells left out
  place stated_at;
};

/// That an actor or a region belongs to a region.
struct membership {
  actor_or_region member;
  stated_period valid;
  place stated_at;
};

/// A named set of actors. Regions overlap, and a region may be a member of another.
struct region {
  std::string key;  ///< unique among actors and regions
  std::string name;
  std::vector<membership> members;
  place stated_at;
};

/// Another spelling under which an actor or a region is known.
struct alias {
  actor_or_region who;
  std::string text;
  place stated_at;
};

/// That units change: on day `on` the share `share` of `from` became part of `to`; to == from: that share lives on.
struct succession {
  actor_id from;
  actor_id to;
  decimal share{1, 0};     ///< in (0, 1], at most 18 digits after the point; those of one `from` on one day add up to exactly 1
  std::optional<date> on;  ///< the first day of `to`; nothing: not stated
  place stated_at;
};

/// A number that a record states, as it is stated.
struct quantity {
  std::string measure;  ///< "chains", "value", …
  std::optional<decimal> value;
  std::optional<decimal> low;
  std::optional<decimal> high;
  std::string unit;
  number_exactness exactness = number_exactness::exact;
  quantity_basis basis = quantity_basis::stated;
  std::string phrase;  ///< the source's words for it; may be empty
  place stated_at;
};

/// One side of an agreement.
struct party {
  actor_or_region who;
  std::string role;  ///< the user's word; "lead" and "host" make the party a hub of a star
  std::string of;    ///< the part of the party that acts ("tourism sector"); may be empty
  party_extent extent;
  stated_period valid;
  place stated_at;
};

/// A record of cooperation between two or more parties.
struct agreement {
  std::string key;  ///< unique among agreements, flows and events
  std::string title;
  std::string kind;  ///< the user's word: "minutes", "programme", "conference", …
  agreement_status status = agreement_status::signed_;
  multiplicity counts = multiplicity::one;
  std::vector<std::string> fields;  ///< the user's words: "trade", "tourism", …; no duplicates
  std::optional<date> signed_on;
  stated_period effective;
  std::vector<party> parties;
  std::vector<quantity> quantities;
  std::optional<source_id> source;
  place stated_at;
};

/// A record of something that goes from an origin to a destination: goods, relief, knowledge.
struct flow {
  std::string key;  ///< unique among agreements, flows and events
  actor_or_region origin;
  actor_or_region destination;
  std::string chain;  ///< the supply chain that it belongs to; may be empty
  std::string stage;  ///< its place in the chain, the user's word; empty without a chain
  std::string product;
  std::vector<std::string> fields;  ///< as an agreement's
  agreement_status status = agreement_status::in_force;
  multiplicity counts = multiplicity::one;
  stated_period effective;
  std::optional<decimal> capacity;  ///< >= 0, in `unit`
  std::string unit;
  std::optional<decimal> unit_cost;  ///< per `unit`
  std::string certified;             ///< the certificate's name; may be empty
  std::vector<quantity> quantities;
  std::optional<source_id> source;
  place stated_at;
};

/// Somebody who takes part in an event.
struct participant {
  actor_or_region who;
  std::string role;  ///< the user's word: "host", "invited", …
  party_extent extent;
  place stated_at;
};

/// A conference, a visit, a ceremony: something that took place on a date.
struct event {
  std::string key;  ///< unique among agreements, flows and events
  std::string title;
  std::vector<std::string> fields;  ///< as an agreement's
  std::optional<date> on;           ///< a day, month or year
  std::vector<participant> participants;
  std::vector<quantity> quantities;
  std::optional<source_id> source;
  place stated_at;
};

/// Where a fact was found.
struct source_document {
  std::string key;
  std::string title;
  std::string publisher;
  std::optional<date> published;
  std::string locator;  ///< page, section, author: how to find the place
  std::string url;
  place stated_at;
};

/// Whose ties were recorded, and what the absence of a record means.
struct observation {
  std::string title;            ///< in words; may be empty
  std::vector<actor_id> whose;  ///< empty: everybody's
  absence_meaning absence = absence_meaning::unknown;
};

/// A source or a licence of the whole dataset, as datapackage.json names it.
struct reference {
  std::string name = {};   ///< short, for machines ("BSL-1.0"); may be empty
  std::string title = {};  ///< for people; may be empty
  std::string path = {};   ///< a URL or a file; may be empty

  friend bool operator==(const reference&, const reference&) = default;
};

/// What a dataset says about itself.
struct dataset_description {
  std::string name = {};  ///< short, for machines: a-z, 0-9, "-", "_", "."
  std::string title = {};
  std::string description = {};
  std::vector<reference> licenses = {};
  std::vector<reference> sources = {};
  /// Members of datapackage.json that this library does not read, in their order: name and JSON text, kept for the writer.
  std::vector<attribute> others = {};

  friend bool operator==(const dataset_description&, const dataset_description&) = default;
};

}  // namespace coopgraph
