// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/model/records.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <string_view>

namespace coopgraph::detail {

// The one description of a dataset's tables: reader, writer, datapackage.json and fingerprint follow it.

enum class column_kind { text, number, date };
enum class presence { optional, required };

struct column_shape {
  std::string_view name;
  column_kind kind = column_kind::text;
  presence needed = presence::optional;
  std::string_view refers_to = {};  ///< the table whose ids the cells are, where it is one table
};

template <class Record>
struct table_column : column_shape {
  cell Record::*member;
};

template <class Record>
constexpr table_column<Record> column(std::string_view name, cell Record::*member, column_kind kind = column_kind::text) {
  return {{name, kind}, member};
}
template <class Record>
constexpr table_column<Record> required(std::string_view name, cell Record::*member, std::string_view refers_to = {}) {
  return {{name, column_kind::text, presence::required, refers_to}, member};
}
template <class Record>
constexpr table_column<Record> reference_to(std::string_view table, std::string_view name, cell Record::*member) {
  return {{name, column_kind::text, presence::optional, table}, member};
}

/// Of a record: its file, its columns in canonical order, and whether the first column is an id of its own.
template <class Record>
struct table_layout;

template <>
struct table_layout<actor_record> {
  using r = actor_record;
  static constexpr std::string_view name = "actors";
  static constexpr bool has_ids = true;
  static constexpr std::array columns{required("id", &r::id),
                                      required("name", &r::name),
                                      column("kind", &r::kind),
                                      reference_to("actors", "parent", &r::parent),
                                      column("lon", &r::lon, column_kind::number),
                                      column("lat", &r::lat, column_kind::number),
                                      column("valid_from", &r::valid_from, column_kind::date),
                                      column("valid_to", &r::valid_to, column_kind::date)};
};
template <>
struct table_layout<alias_record> {
  using r = alias_record;
  static constexpr std::string_view name = "aliases";
  static constexpr bool has_ids = false;
  static constexpr std::array columns{required("id", &r::id), required("alias", &r::alias)};
};
template <>
struct table_layout<region_record> {
  using r = region_record;
  static constexpr std::string_view name = "regions";
  static constexpr bool has_ids = false;
  static constexpr std::array columns{required("region", &r::region), column("name", &r::name), required("actor", &r::actor),
                                      column("valid_from", &r::valid_from, column_kind::date),
                                      column("valid_to", &r::valid_to, column_kind::date)};
};
template <>
struct table_layout<agreement_record> {
  using r = agreement_record;
  static constexpr std::string_view name = "agreements";
  static constexpr bool has_ids = true;
  static constexpr std::array columns{required("id", &r::id),
                                      column("title", &r::title),
                                      column("kind", &r::kind),
                                      required("status", &r::status),
                                      column("counts", &r::counts),
                                      column("fields", &r::fields),
                                      column("signed_on", &r::signed_on, column_kind::date),
                                      column("effective_from", &r::effective_from, column_kind::date),
                                      column("effective_to", &r::effective_to, column_kind::date),
                                      reference_to("sources", "source", &r::source)};
};
template <>
struct table_layout<party_record> {
  using r = party_record;
  static constexpr std::string_view name = "parties";
  static constexpr bool has_ids = false;
  static constexpr std::array columns{required("agreement", &r::agreement, "agreements"),
                                      required("actor", &r::actor),
                                      column("role", &r::role),
                                      column("of", &r::of),
                                      column("extent", &r::extent),
                                      column("valid_from", &r::valid_from, column_kind::date),
                                      column("valid_to", &r::valid_to, column_kind::date)};
};
template <>
struct table_layout<flow_record> {
  using r = flow_record;
  static constexpr std::string_view name = "flows";
  static constexpr bool has_ids = true;
  static constexpr std::array columns{required("id", &r::id),
                                      required("origin", &r::origin),
                                      required("destination", &r::destination),
                                      column("chain", &r::chain),
                                      column("stage", &r::stage),
                                      column("product", &r::product),
                                      column("field", &r::field),
                                      column("status", &r::status),
                                      column("counts", &r::counts),
                                      column("effective_from", &r::effective_from, column_kind::date),
                                      column("effective_to", &r::effective_to, column_kind::date),
                                      column("capacity", &r::capacity, column_kind::number),
                                      column("unit", &r::unit),
                                      column("unit_cost", &r::unit_cost, column_kind::number),
                                      column("certified", &r::certified),
                                      reference_to("sources", "source", &r::source)};
};
template <>
struct table_layout<quantity_record> {
  using r = quantity_record;
  static constexpr std::string_view name = "quantities";
  static constexpr bool has_ids = false;
  static constexpr std::array columns{required("record", &r::record),
                                      required("measure", &r::measure),
                                      column("value", &r::value, column_kind::number),
                                      column("low", &r::low, column_kind::number),
                                      column("high", &r::high, column_kind::number),
                                      column("unit", &r::unit),
                                      required("exactness", &r::exactness),
                                      column("basis", &r::basis),
                                      column("phrase", &r::phrase)};
};
template <>
struct table_layout<event_record> {
  using r = event_record;
  static constexpr std::string_view name = "events";
  static constexpr bool has_ids = true;
  static constexpr std::array columns{required("id", &r::id), required("title", &r::title), column("field", &r::field),
                                      column("date", &r::date, column_kind::date), reference_to("sources", "source", &r::source)};
};
template <>
struct table_layout<participant_record> {
  using r = participant_record;
  static constexpr std::string_view name = "participants";
  static constexpr bool has_ids = false;
  static constexpr std::array columns{required("event", &r::event, "events"), required("actor", &r::actor),
                                      column("role", &r::role), column("extent", &r::extent)};
};
template <>
struct table_layout<source_record> {
  using r = source_record;
  static constexpr std::string_view name = "sources";
  static constexpr bool has_ids = true;
  static constexpr std::array columns{required("id", &r::id),
                                      required("title", &r::title),
                                      column("publisher", &r::publisher),
                                      column("date", &r::date, column_kind::date),
                                      column("locator", &r::locator),
                                      column("url", &r::url)};
};
template <>
struct table_layout<crosswalk_record> {
  using r = crosswalk_record;
  static constexpr std::string_view name = "crosswalk";
  static constexpr bool has_ids = false;
  static constexpr std::array columns{required("from", &r::from, "actors"), required("to", &r::to, "actors"),
                                      column("share", &r::share, column_kind::number),
                                      column("date", &r::date, column_kind::date)};
};

/// Calls use.template operator()<Record>() for each table in canonical order.
template <class Use>
constexpr void for_each_table(Use&& use) {
  const auto each = [&]<class... Record>() { (use.template operator()<Record>(), ...); };
  each.template operator()<actor_record, alias_record, region_record, agreement_record, party_record, flow_record,
                           quantity_record, event_record, participant_record, source_record, crosswalk_record>();
}

/// The same without the records: for datapackage.json and the list of files.
struct table_shape {
  std::string_view name;
  bool has_ids = false;
  std::span<const column_shape> columns;

  [[nodiscard]] const column_shape* find(std::string_view column) const noexcept {
    const auto at = std::find_if(columns.begin(), columns.end(), [&](const column_shape& c) { return c.name == column; });
    return at == columns.end() ? nullptr : &*at;
  }
  /// Whether further columns are attributes.
  [[nodiscard]] bool takes_attributes() const noexcept { return name == table_layout<actor_record>::name; }
};

template <class Record>
inline constexpr auto column_shapes = [] {
  std::array<column_shape, table_layout<Record>::columns.size()> shapes;
  for (std::size_t i = 0; i < shapes.size(); ++i) shapes[i] = table_layout<Record>::columns[i];
  return shapes;
}();

inline constexpr auto all_tables = [] {
  std::array<table_shape, 11> shapes;
  std::size_t i = 0;
  for_each_table([&]<class Record>() {
    shapes[i++] = {table_layout<Record>::name, table_layout<Record>::has_ids, column_shapes<Record>};
  });
  return shapes;
}();

inline constexpr std::string_view manifest_file = "datapackage.json";

/// The table that is kept in the file of this name, or nullptr.
[[nodiscard]] constexpr const table_shape* find_table(std::string_view file) noexcept {
  if (!file.ends_with(".csv")) return nullptr;
  file.remove_suffix(4);
  const auto at = std::find_if(all_tables.begin(), all_tables.end(), [&](const table_shape& t) { return t.name == file; });
  return at == all_tables.end() ? nullptr : &*at;
}

/// Whether a file of this name belongs to a dataset.
[[nodiscard]] constexpr bool is_dataset_file(std::string_view file) noexcept {
  return file == manifest_file || find_table(file) != nullptr;
}

}  // namespace coopgraph::detail
