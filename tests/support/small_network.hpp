// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/error.hpp>
#include <coopgraph/model/network_builder.hpp>

#include <gtest/gtest.h>

#include <cstddef>
#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

namespace coopgraph::testing {

/// Adds actors whose names are their ids.
inline void add_actors(network_builder& b, std::initializer_list<const char*> ids) {
  for (const char* id : ids) b.add(actor_record{.id = id, .name = id});
}

/// A side of a record, as its row says it.
struct side {
  std::string who;
  std::string role = {};
  std::string extent = {};
};

/// Adds parties to an agreement, "x:lead" with a role.
inline void add_parties(network_builder& b, const std::string& agreement, std::initializer_list<const char*> parties) {
  for (const std::string p : parties) {
    const auto colon = p.find(':');
    b.add(party_record{.agreement = agreement, .actor = p.substr(0, colon), .role = colon == p.npos ? "" : p.substr(colon + 1)});
  }
}

/// Adds a signed agreement of parties, "x:lead" with a role.
inline void add_agreement(network_builder& b, const char* id, std::initializer_list<const char*> parties,
                          const char* fields = "") {
  b.add(agreement_record{.id = id, .status = "signed", .fields = fields});
  add_parties(b, id, parties);
}

/// Adds an agreement and its sides.
inline void add_agreement(network_builder& b, agreement_record record, const std::vector<side>& sides) {
  for (const side& s : sides)
    b.add(party_record{.agreement = record.id.text, .actor = s.who, .role = s.role, .extent = s.extent});
  b.add(std::move(record));
}

/// The problems that build() names; none if it succeeds.
inline std::vector<diagnostic> problems_of(const network_builder& b) {
  try {
    (void)b.build();
  } catch (const data_error& e) {
    return e.diagnostics();
  }
  return {};
}

/// A cell in a column of its file.
inline cell at(const char* text, std::size_t column) { return {std::string(text), column}; }

/// Two actors "a" (valid 2000 to 2010) and "b", a region "r" of both, an agreement "g" of both, an event "e" and a source "s": no
/// problem.
inline network_builder sound() {
  network_builder b;
  b.add(actor_record{.id = "a", .name = "A", .valid_from = "2000", .valid_to = "2010"});
  add_actors(b, {"b"});
  b.add(region_record{.region = "r", .name = "R", .actor = "a"});
  b.add(region_record{.region = "r", .actor = "b"});
  add_agreement(b, "g", {"a", "b"});
  b.add(event_record{.id = "e", .title = "E"});
  b.add(source_record{.id = "s", .title = "S"});
  return b;
}

/// Hanoi (h) with provinces a, b, c, d; c and d make up the region "south", all four the region "provinces".
inline network_builder hanoi_and_four() {
  network_builder b;
  for (const char* id : {"h", "a", "b", "c", "d"}) b.add(actor_record{.id = id, .name = std::string("Province ") + id});
  for (const char* id : {"c", "d"}) b.add(region_record{.region = "south", .actor = id});
  for (const char* id : {"a", "b", "c", "d"}) b.add(region_record{.region = "provinces", .actor = id});
  return b;
}

/// The place of the row that a test plants; its cells stand at f.csv, line 7.
inline const place here{"f.csv", 7, 0};

/// Whether the one problem of `b` has this code and words, and stands at f.csv, line 7, in this column.
inline ::testing::AssertionResult has_one_problem(const network_builder& b, const std::string& code, std::size_t column,
                                                  const std::string& words) {
  const auto found = problems_of(b);
  const auto failure = [&] {
    auto told = ::testing::AssertionFailure();
    for (const diagnostic& d : found) told << to_line(d) << " [" << d.code << "]\n";
    return told << "expected " << code << " in column " << column << " with \"" << words << '"';
  };
  if (found.size() != 1 || found[0].code != code || found[0].where != place{"f.csv", 7, column}) return failure();
  return found[0].message.find(words) == std::string::npos ? failure() : ::testing::AssertionSuccess();
}

/// The same for the sound network with one more row.
template <class Row>
::testing::AssertionResult refuses_row(Row row, const std::string& code, std::size_t column, const std::string& words) {
  network_builder b = sound();
  row.where = here;
  b.add(row);
  return has_one_problem(b, code, column, words);
}

/// Whether the sound network takes the row without a problem.
template <class Row>
::testing::AssertionResult takes_row(Row row) {
  network_builder b = sound();
  b.add(row);
  const auto found = problems_of(b);
  if (found.empty()) return ::testing::AssertionSuccess();
  return ::testing::AssertionFailure() << to_line(found[0]);
}

}  // namespace coopgraph::testing
