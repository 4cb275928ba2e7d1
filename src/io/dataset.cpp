// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/io/csv.hpp>
#include <coopgraph/io/dataset.hpp>
#include <coopgraph/io/file.hpp>
#include <coopgraph/model/network_builder.hpp>

#include "io/manifest.hpp"
#include "model/near.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <system_error>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

namespace coopgraph {
namespace {

enum class need { required, optional };

template <class Record>
struct column {
  std::string_view name;
  cell Record::*member;
  need presence = need::optional;
};

constexpr std::array actor_columns{column<actor_record>{"id", &actor_record::id, need::required},
                                   column<actor_record>{"name", &actor_record::name, need::required},
                                   column<actor_record>{"kind", &actor_record::kind},
                                   column<actor_record>{"parent", &actor_record::parent},
                                   column<actor_record>{"lon", &actor_record::lon},
                                   column<actor_record>{"lat", &actor_record::lat},
                                   column<actor_record>{"valid_from", &actor_record::valid_from},
                                   column<actor_record>{"valid_to", &actor_record::valid_to}};

constexpr std::array region_columns{
    column<region_record>{"region", &region_record::region, need::required}, column<region_record>{"name", &region_record::name},
    column<region_record>{"actor", &region_record::actor, need::required},
    column<region_record>{"valid_from", &region_record::valid_from}, column<region_record>{"valid_to", &region_record::valid_to}};

constexpr std::array agreement_columns{column<agreement_record>{"id", &agreement_record::id, need::required},
                                       column<agreement_record>{"title", &agreement_record::title},
                                       column<agreement_record>{"kind", &agreement_record::kind},
                                       column<agreement_record>{"status", &agreement_record::status, need::required},
                                       column<agreement_record>{"counts", &agreement_record::counts},
                                       column<agreement_record>{"fields", &agreement_record::fields},
                                       column<agreement_record>{"signed_on", &agreement_record::signed_on},
                                       column<agreement_record>{"effective_from", &agreement_record::effective_from},
                                       column<agreement_record>{"effective_to", &agreement_record::effective_to},
                                       column<agreement_record>{"source", &agreement_record::source}};

constexpr std::array party_columns{column<party_record>{"agreement", &party_record::agreement, need::required},
                                   column<party_record>{"actor", &party_record::actor, need::required},
                                   column<party_record>{"role", &party_record::role},
                                   column<party_record>{"of", &party_record::of},
                                   column<party_record>{"extent", &party_record::extent},
                                   column<party_record>{"valid_from", &party_record::valid_from},
                                   column<party_record>{"valid_to", &party_record::valid_to}};

constexpr std::array flow_columns{column<flow_record>{"id", &flow_record::id, need::required},
                                  column<flow_record>{"origin", &flow_record::origin, need::required},
                                  column<flow_record>{"destination", &flow_record::destination, need::required},
                                  column<flow_record>{"chain", &flow_record::chain},
                                  column<flow_record>{"stage", &flow_record::stage},
                                  column<flow_record>{"product", &flow_record::product},
                                  column<flow_record>{"field", &flow_record::field},
                                  column<flow_record>{"status", &flow_record::status},
                                  column<flow_record>{"counts", &flow_record::counts},
                                  column<flow_record>{"effective_from", &flow_record::effective_from},
                                  column<flow_record>{"effective_to", &flow_record::effective_to},
                                  column<flow_record>{"capacity", &flow_record::capacity},
                                  column<flow_record>{"unit", &flow_record::unit},
                                  column<flow_record>{"unit_cost", &flow_record::unit_cost},
                                  column<flow_record>{"certified", &flow_record::certified},
                                  column<flow_record>{"source", &flow_record::source}};

constexpr std::array quantity_columns{column<quantity_record>{"record", &quantity_record::record, need::required},
                                      column<quantity_record>{"measure", &quantity_record::measure, need::required},
                                      column<quantity_record>{"value", &quantity_record::value},
                                      column<quantity_record>{"low", &quantity_record::low},
                                      column<quantity_record>{"high", &quantity_record::high},
                                      column<quantity_record>{"unit", &quantity_record::unit},
                                      column<quantity_record>{"exactness", &quantity_record::exactness, need::required},
                                      column<quantity_record>{"basis", &quantity_record::basis},
                                      column<quantity_record>{"phrase", &quantity_record::phrase}};

constexpr std::array source_columns{column<source_record>{"id", &source_record::id, need::required},
                                    column<source_record>{"title", &source_record::title, need::required},
                                    column<source_record>{"publisher", &source_record::publisher},
                                    column<source_record>{"date", &source_record::date},
                                    column<source_record>{"locator", &source_record::locator},
                                    column<source_record>{"url", &source_record::url}};

constexpr std::array<std::string_view, 4> later_tables{"aliases.csv", "events.csv", "participants.csv", "crosswalk.csv"};

/// Reads the tables of a folder into a builder. Where the shape of a table is broken its rows are not read, and the rules of the
/// model are not checked: the unknown ids that would follow are no fault of the rows that name them.
class folder_reader {
 public:
  folder_reader(std::string folder, const dataset_options& options) : folder_(std::move(folder)), options_(options) {}

  network read();

 private:
  [[nodiscard]] std::string path_of(std::string_view file) const { return (std::filesystem::path(folder_) / file).string(); }
  [[nodiscard]] bool present(std::string_view file) const {
    std::error_code ignored;
    return std::filesystem::exists(path_of(file), ignored);
  }
  void broken(place where, std::string code, std::string message) {
    shape_.push_back({std::move(where), {}, std::move(code), std::move(message)});
  }
  void check_folder();

  template <class Record, std::size_t N>
  void read_table(std::string_view file, const std::array<column<Record>, N>& columns);
  template <class Record>
  std::vector<cell Record::*> read_header(const csv_row& header, const std::string& path,
                                          std::span<const column<Record>> columns);
  template <class Record>
  void read_rows(csv_reader& rows, const std::string& path, const std::vector<std::string>& names,
                 const std::vector<cell Record::*>& members);
  void read_manifest();

  std::string folder_;
  dataset_options options_;
  network_builder builder_;
  std::vector<diagnostic> shape_;  // problems of folders, files and headers
};

void folder_reader::check_folder() {
  std::error_code problem;
  if (!std::filesystem::is_directory(folder_, problem))
    throw data_error({{{folder_, 0, 0},
                       {},
                       "no-such-dataset",
                       problem ? "the dataset cannot be found: " + problem.message()
                               : "this is no folder; allowed: a folder with actors.csv"}});
  for (const std::string_view file : later_tables)
    if (present(file))
      broken({path_of(file), 0, 0}, "unsupported-table",
             "the table " + std::string(file) + " is not supported; take it out of the folder");
  if (!present("actors.csv"))
    broken({path_of("actors.csv"), 0, 0}, "missing-table", "there is no actors.csv; a dataset needs it");
  if (!present("agreements.csv") && !present("flows.csv"))
    broken({folder_, 0, 0}, "missing-table", "there is neither agreements.csv nor flows.csv; a dataset needs one of them");
}

/// The member that each column fills (none: an attribute). Empty if the header is broken.
template <class Record>
std::vector<cell Record::*> folder_reader::read_header(const csv_row& header, const std::string& path,
                                                       std::span<const column<Record>> columns) {
  const std::size_t before = shape_.size();
  std::vector<cell Record::*> members;
  std::vector<std::pair<std::string_view, std::size_t>> names;
  for (std::size_t i = 0; i < header.fields.size(); ++i) {
    const std::string_view name = header.fields[i];
    const place where{path, header.line, i + 1};
    names.emplace_back(name, i);
    const auto known = std::find_if(columns.begin(), columns.end(), [&](const auto& c) { return c.name == name; });
    members.push_back(known == columns.end() ? nullptr : known->member);
    if (name.empty()) {
      broken(where, "empty-column-name", "the header names no column here; every column needs a name");
    } else if (known == columns.end() && !std::is_same_v<Record, actor_record>) {
      detail::near_words near(name);
      for (const auto& c : columns) near.offer(c.name);
      std::string hint = near.text();
      if (name.find(';') != name.npos) hint = "; the separator is a comma, not \";\"";
      broken(where, "unknown-column", "there is no column \"" + printable(name) + "\" in this table" + hint);
    }
  }
  std::sort(names.begin(), names.end());
  for (std::size_t i = 1; i < names.size(); ++i)
    if (names[i].first == names[i - 1].first && !names[i].first.empty())
      broken({path, header.line, names[i].second + 1}, "duplicate-column",
             "the column \"" + printable(names[i].first) + "\" is there twice");
  for (const auto& c : columns)
    if (c.presence == need::required && std::find(header.fields.begin(), header.fields.end(), c.name) == header.fields.end())
      broken({path, header.line, 0}, "missing-column",
             "the column \"" + std::string(c.name) + "\" is missing; this table needs it");
  if (shape_.size() != before) members.clear();
  return members;
}

template <class Record>
void folder_reader::read_rows(csv_reader& rows, const std::string& path, const std::vector<std::string>& names,
                              const std::vector<cell Record::*>& members) {
  while (rows.next()) {
    const csv_row row = rows.row();
    Record record;
    record.where = {path, row.line, 0};
    for (std::size_t i = 0; i < row.fields.size(); ++i) {
      cell value(std::string(row.fields[i]), i + 1);
      if (members[i] != nullptr) {
        record.*members[i] = std::move(value);
      } else if constexpr (std::is_same_v<Record, actor_record>) {
        record.attributes.emplace_back(names[i], std::move(value));
      }
    }
    // A cell whose column is not there is reported at the row.
    builder_.add(std::move(record));
  }
}

template <class Record, std::size_t N>
void folder_reader::read_table(std::string_view file, const std::array<column<Record>, N>& columns) {
  if (!present(file)) return;
  const std::string path = path_of(file);
  try {
    const std::string bytes = read_file(path, options_.file_bytes);
    csv_reader rows(bytes, path);
    if (rows.next()) {
      const std::vector<std::string> names(rows.row().fields.begin(), rows.row().fields.end());
      const auto members = read_header<Record>(rows.row(), path, columns);
      if (!members.empty()) read_rows(rows, path, names, members);
    } else if (rows.problems().empty()) {
      broken({path, 1, 0}, "empty-file", "the file is empty; it needs a header row");
    } else {
      shape_.insert(shape_.end(), rows.problems().begin(), rows.problems().end());
      return;
    }
    for (const diagnostic& d : rows.problems()) builder_.report(d);
  } catch (const data_error& e) {
    shape_.insert(shape_.end(), e.diagnostics().begin(), e.diagnostics().end());
  }
}

void folder_reader::read_manifest() {
  if (!present("datapackage.json")) return;
  const std::string path = path_of("datapackage.json");
  try {
    detail::manifest m = detail::read_manifest(read_file(path, options_.file_bytes), path);
    builder_.describe(std::move(m.about));
    builder_.observe(std::move(m.observed));
  } catch (const data_error& e) {
    shape_.insert(shape_.end(), e.diagnostics().begin(), e.diagnostics().end());
  }
}

network folder_reader::read() {
  check_folder();
  read_manifest();
  read_table("actors.csv", actor_columns);
  read_table("regions.csv", region_columns);
  read_table("agreements.csv", agreement_columns);
  read_table("parties.csv", party_columns);
  read_table("flows.csv", flow_columns);
  read_table("quantities.csv", quantity_columns);
  read_table("sources.csv", source_columns);
  if (shape_.empty()) return builder_.build();
  const auto order = [](const diagnostic& d) { return std::tie(d.where.file, d.where.line, d.where.column); };
  std::stable_sort(shape_.begin(), shape_.end(), [&](const auto& a, const auto& b) { return order(a) < order(b); });
  throw data_error(std::move(shape_));
}

}  // namespace

network read_dataset(const std::string& folder, const dataset_options& options) {
  if (options.file_bytes == 0) throw option_error("read_dataset", "file_bytes", "0", "at least 1");
  return folder_reader(folder, options).read();
}

}  // namespace coopgraph
