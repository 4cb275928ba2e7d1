// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/diagnostic.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace coopgraph {

/// A field of a table as it was read: its text (empty = missing) and its column from 1 (0 = not from a file).
struct cell {
  std::string text;
  std::size_t column = 0;

  cell() = default;
  cell(std::string t, std::size_t c = 0)
      : text(std::move(t)), column(c) {}  // NOLINT(google-explicit-constructor): a text is a cell
  cell(const char* t) : text(t) {}        // NOLINT(google-explicit-constructor): a text is a cell
};

/// The rows of the tables, one struct each, unchecked: network_builder reads and checks them. `where` is the row's place;
/// a cell's place is that file and line with the cell's column. The tables' formats: docs of read_dataset().
struct actor_record {
  cell id{}, name{}, kind{}, parent{}, lon{}, lat{}, valid_from{}, valid_to{};
  std::vector<std::pair<std::string, cell>> attributes = {};  ///< column name -> cell
  place where = {};
};
struct alias_record {
  cell id{}, alias{};
  place where = {};
};
struct region_record {
  cell region{}, name{}, actor{}, valid_from{}, valid_to{};
  place where = {};
};
struct agreement_record {
  cell id{}, title{}, kind{}, status{}, counts{}, fields{}, signed_on{}, effective_from{}, effective_to{}, source{};
  place where = {};
};
struct party_record {
  cell agreement{}, actor{}, role{}, of{}, extent{}, valid_from{}, valid_to{};
  place where = {};
};
struct flow_record {
  cell id{}, origin{}, destination{}, chain{}, stage{}, product{}, field{}, status{}, counts{}, effective_from{}, effective_to{};
  cell capacity{}, unit{}, unit_cost{}, certified{}, source{};
  place where = {};
};
struct quantity_record {
  cell record{}, measure{}, value{}, low{}, high{}, unit{}, exactness{}, basis{}, phrase{};
  place where = {};
};
struct event_record {
  cell id{}, title{}, field{}, date{}, source{};
  place where = {};
};
struct participant_record {
  cell event{}, actor{}, role{}, extent{};
  place where = {};
};
struct crosswalk_record {
  cell from{}, to{}, share{}, date{};
  place where = {};
};
struct source_record {
  cell id{}, title{}, publisher{}, date{}, locator{}, url{};
  place where = {};
};
struct observation_record {
  std::string title = {};
  std::vector<cell> whose = {};
  cell absence{};
  place where = {};
};

}  // namespace coopgraph
