// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/core/text.hpp>
#include <coopgraph/io/csv.hpp>
#include <coopgraph/io/dataset.hpp>

#include "io/column_order.hpp"
#include "io/dataset_tables.hpp"
#include "io/manifest.hpp"
#include "model/rows.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_map>
#include <utility>
#include <vector>

namespace coopgraph {
namespace {

using detail::presence;
using detail::table_layout;

/// The rows of the tables of a network, table by table.
class row_maker {
 public:
  explicit row_maker(const network& from) : from_(from) {}

  template <class Record>
  [[nodiscard]] std::vector<Record> rows() const {
    std::vector<Record> all;
    append(all);
    return all;
  }

 private:
  void append(std::vector<actor_record>& rows) const {
    for (const actor& a : from_.actors()) rows.push_back(detail::row_of(from_, a));
  }
  void append(std::vector<alias_record>& rows) const {
    for (const alias& a : from_.aliases()) rows.push_back(detail::row_of(from_, a));
  }
  void append(std::vector<region_record>& rows) const {
    for (const region& r : from_.regions())
      for (const membership& m : r.members) rows.push_back(detail::row_of(from_, r, m));
  }
  void append(std::vector<agreement_record>& rows) const {
    for (const agreement& a : from_.agreements()) rows.push_back(detail::row_of(from_, a));
  }
  void append(std::vector<party_record>& rows) const {
    for (const agreement& a : from_.agreements())
      for (const party& p : a.parties) rows.push_back(detail::row_of(from_, a, p));
  }
  void append(std::vector<flow_record>& rows) const {
    for (const flow& f : from_.flows()) rows.push_back(detail::row_of(from_, f));
  }
  void append(std::vector<quantity_record>& rows) const {
    const auto of = [&](const auto& records) {
      for (const auto& record : records)
        for (const quantity& q : record.quantities) rows.push_back(detail::row_of(record.key, q));
    };
    of(from_.agreements());
    of(from_.flows());
    of(from_.events());
  }
  void append(std::vector<event_record>& rows) const {
    for (const event& e : from_.events()) rows.push_back(detail::row_of(from_, e));
  }
  void append(std::vector<participant_record>& rows) const {
    for (const event& e : from_.events())
      for (const participant& p : e.participants) rows.push_back(detail::row_of(from_, e, p));
  }
  void append(std::vector<source_record>& rows) const {
    for (const source_document& s : from_.sources()) rows.push_back(detail::row_of(s));
  }
  void append(std::vector<crosswalk_record>& rows) const {
    for (const succession& s : from_.crosswalk()) rows.push_back(detail::row_of(from_, s));
  }

  const network& from_;
};

void check_attributes(const network& from) {
  const detail::table_shape& shape = *detail::find_table("actors.csv");
  for (const actor& a : from.actors()) {
    std::vector<std::string_view> names;
    for (const attribute& value : a.attributes) names.push_back(value.name);
    std::sort(names.begin(), names.end());
    const bool twice = std::adjacent_find(names.begin(), names.end()) != names.end();
    for (const std::string_view name : names)
      if (twice || name.empty() || shape.find(name) != nullptr)
        throw input_error("to_files", "attributes of \"" + printable(a.key) + '"', '"' + printable(name) + '"',
                          "names that are given once each, are not empty and no other columns of actors.csv");
  }
}

/// Writes tables one after the other and remembers their headers.
class table_writer {
 public:
  explicit table_writer(std::vector<std::string> attributes) : attributes_(std::move(attributes)) {
    for (std::size_t i = 0; i < attributes_.size(); ++i) position_.emplace(attributes_[i], i);
  }

  template <class Record>
  void write(const std::vector<Record>& rows) {
    constexpr auto& columns = table_layout<Record>::columns;
    std::vector<cell Record::*> members;
    detail::written_table written{detail::find_table(std::string(table_layout<Record>::name) + ".csv"), {}};
    for (const auto& c : columns) {
      const auto given = [&](const Record& r) { return !(r.*c.member).text.empty(); };
      if (c.needed == presence::optional && std::none_of(rows.begin(), rows.end(), given)) continue;
      members.push_back(c.member);
      written.header.emplace_back(c.name);
    }
    if constexpr (std::is_same_v<Record, actor_record>)
      written.header.insert(written.header.end(), attributes_.begin(), attributes_.end());

    std::string bytes;
    append_csv_row(bytes, written.header);
    std::vector<std::string_view> fields;
    for (const Record& r : rows) {
      fields.assign(written.header.size(), {});
      for (std::size_t i = 0; i < members.size(); ++i) fields[i] = (r.*members[i]).text;
      if constexpr (std::is_same_v<Record, actor_record>)
        for (const auto& [name, value] : r.attributes) fields[members.size() + position_.at(name)] = value.text;
      append_csv_row(bytes, fields);
    }
    files.push_back({std::string(table_layout<Record>::name) + ".csv", std::move(bytes)});
    tables.push_back(std::move(written));
  }

  std::vector<dataset_files::file> files;
  std::vector<detail::written_table> tables;

 private:
  std::vector<std::string> attributes_;
  std::unordered_map<std::string, std::size_t> position_;
};

}  // namespace

dataset_files to_files(const network& from) {
  check_attributes(from);
  const row_maker rows(from);
  table_writer writer(detail::attribute_columns(from.actors()));
  detail::for_each_table([&]<class Record>() {
    const auto all = rows.rows<Record>();
    const bool stays = std::is_same_v<Record, actor_record> || (std::is_same_v<Record, agreement_record> && from.flows().empty());
    if (stays || !all.empty()) writer.write(all);
  });

  std::vector<std::string> whose;
  for (const actor_id id : from.observed().whose) whose.push_back(from[id].key);
  writer.files.push_back({std::string(detail::manifest_file), detail::to_manifest(from.about(), from.observed().title, whose,
                                                                                  from.observed().absence, writer.tables)});
  std::sort(writer.files.begin(), writer.files.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  return {{}, std::move(writer.files)};
}

}  // namespace coopgraph
