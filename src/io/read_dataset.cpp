// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/io/csv.hpp>
#include <coopgraph/io/dataset.hpp>
#include <coopgraph/model/network_builder.hpp>

#include "io/attribute_types.hpp"
#include "io/dataset_tables.hpp"
#include "io/manifest.hpp"
#include "model/near.hpp"

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

namespace coopgraph {
namespace {

using detail::presence;
using detail::table_layout;
using detail::table_shape;

/// Reads the tables into a builder. Where the shape of a table is broken its rows are not read, and the rules of the model are
/// not checked: the unknown ids that would follow are no fault of the rows that name them.
class dataset_reader {
 public:
  dataset_reader(const dataset_files& files, const dataset_options& options) : files_(files), options_(options) {}

  network read();

 private:
  /// The member that each column fills; nullptr: an attribute.
  template <class Record>
  using members = std::vector<cell Record::*>;

  [[nodiscard]] std::string path_of(std::string_view file) const {
    return files_.folder.empty() ? std::string(file) : (std::filesystem::path(files_.folder) / file).string();
  }
  [[nodiscard]] const std::string* find(std::string_view file) const {
    const auto at = std::find_if(files_.files.begin(), files_.files.end(), [&](const auto& f) { return f.name == file; });
    return at == files_.files.end() ? nullptr : &at->bytes;
  }
  [[nodiscard]] const std::string* find(const table_shape& t) const { return find(std::string(t.name) + ".csv"); }
  void broken(place where, std::string code, std::string message) {
    shape_.push_back({std::move(where), {}, std::move(code), std::move(message)});
  }

  void check_tables();
  void read_manifest();
  template <class Record>
  void read_table();
  template <class Record>
  members<Record> read_header(const std::vector<std::string>& names, const place& row);
  void check_columns(const std::vector<std::string>& names, const place& row, const table_shape& shape);
  template <class Record>
  std::size_t read_rows(csv_reader& rows, const std::string& path, const std::vector<std::string>& names,
                        const members<Record>& into);
  void keep_resources();
  [[noreturn]] void give_up();

  const dataset_files& files_;
  const dataset_options& options_;
  network_builder builder_;
  detail::manifest manifest_;
  std::vector<detail::written_table> filled_;  // tables with rows, and the columns in which some cell is not empty
  std::vector<diagnostic> shape_;              // problems of files and headers: no row can be judged
  std::vector<diagnostic> others_;             // of datapackage.json and of single rows
};

void dataset_reader::check_tables() {
  if (find("actors.csv") == nullptr)
    broken({path_of("actors.csv"), 0, 0}, "missing-table", "there is no actors.csv; a dataset needs it");
  if (find("agreements.csv") == nullptr && find("flows.csv") == nullptr)
    broken({files_.folder, 0, 0}, "missing-table", "there is neither agreements.csv nor flows.csv; a dataset needs one of them");
}

void dataset_reader::read_manifest() {
  const std::string* bytes = find(detail::manifest_file);
  if (bytes == nullptr) return;
  const std::string path = path_of(detail::manifest_file);
  if (bytes->size() > options_.json_bytes)
    throw limit_error(path + ": the file has " + std::to_string(bytes->size()) + " bytes; the limit for JSON is " +
                      std::to_string(options_.json_bytes) + " (json_bytes)");
  manifest_ = detail::read_manifest(*bytes, path, options_, others_);
  for (const detail::declared_table& t : manifest_.tables) {
    const std::string file = std::string(t.table) + ".csv";
    if (find(file) == nullptr)
      others_.push_back({t.where,
                         {},
                         "missing-resource",
                         "there is no " + file + " in the folder; take it out of the resources, or add the table"});
  }
  if (!manifest_.has_resources) return;
  for (const table_shape& t : detail::all_tables)
    if (find(t) != nullptr && manifest_.find(t.name) == nullptr)
      others_.push_back(
          {manifest_.where,
           {},
           "unlisted-table",
           "the resources do not list " + std::string(t.name) + ".csv, which is in the folder; list it, or remove it"});
}

template <class Record>
void dataset_reader::read_table() {
  const table_shape& shape = *detail::find_table(std::string(table_layout<Record>::name) + ".csv");
  const std::string* bytes = find(shape);
  if (bytes == nullptr) return;
  const std::string path = path_of(std::string(shape.name) + ".csv");
  csv_reader rows(*bytes, path, csv_options{.delimiter = options_.delimiter, .limits = options_.csv});
  const bool has_header = rows.next();
  if (!rows.problems().empty()) {  // in the header itself, or in what stands before the first good row
    shape_.insert(shape_.end(), rows.problems().begin(), rows.problems().end());
    return;
  }
  if (!has_header) return broken({path, 1, 0}, "empty-file", "the file is empty; it needs a header row");

  const std::vector<std::string> names(rows.row().fields.begin(), rows.row().fields.end());
  const place header{path, rows.row().line, 0};
  const members<Record> into = read_header<Record>(names, header);
  if (into.empty()) return;
  if (const auto* declared = manifest_.find(shape.name)) detail::check_schema(*declared, shape, names, others_);
  (void)read_rows<Record>(rows, path, names, into);
  others_.insert(others_.end(), rows.problems().begin(), rows.problems().end());
}

/// Empty if the header is broken.
template <class Record>
dataset_reader::members<Record> dataset_reader::read_header(const std::vector<std::string>& names, const place& row) {
  const std::size_t before = shape_.size();
  check_columns(names, row, *detail::find_table(std::string(table_layout<Record>::name) + ".csv"));
  members<Record> into;
  if (shape_.size() != before) return into;
  for (const std::string& name : names) {
    const auto& columns = table_layout<Record>::columns;
    const auto known = std::find_if(columns.begin(), columns.end(), [&](const auto& c) { return c.name == name; });
    into.push_back(known == columns.end() ? nullptr : known->member);
  }
  return into;
}

void dataset_reader::check_columns(const std::vector<std::string>& names, const place& row, const table_shape& shape) {
  const auto quoted = [](std::string_view name) { return '"' + printable(name) + '"'; };
  std::string hint;  // of a table that was saved with another separator
  for (const char other : {';', '\t', ','})
    if (names.size() == 1 && other != options_.delimiter && names[0].find(other) != std::string::npos)
      hint = "; the header is one field: are its columns separated by " + quoted(std::string(1, other)) + " in place of " +
             quoted(std::string(1, options_.delimiter)) + "?";

  std::vector<std::pair<std::string_view, std::size_t>> sorted;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const place where{row.file, row.line, i + 1};
    sorted.emplace_back(names[i], i);
    if (names[i].empty()) {
      broken(where, "empty-column-name", "the header names no column here; every column needs a name");
    } else if (shape.find(names[i]) == nullptr && !shape.takes_attributes() && hint.empty()) {
      detail::near_words near(names[i]);
      for (const auto& c : shape.columns) near.offer(c.name);
      broken(where, "unknown-column", "there is no column " + quoted(names[i]) + " in this table" + near.text());
    }
  }
  std::sort(sorted.begin(), sorted.end());
  for (std::size_t i = 1; i < sorted.size(); ++i)
    if (sorted[i].first == sorted[i - 1].first && !sorted[i].first.empty())
      broken({row.file, row.line, sorted[i].second + 1}, "duplicate-column",
             "the column " + quoted(sorted[i].first) + " is there twice");
  for (const auto& c : shape.columns)
    if (c.needed == presence::required && std::find(names.begin(), names.end(), c.name) == names.end())
      broken(row, "missing-column", "the column " + quoted(c.name) + " is missing; this table needs it" + hint);
}

template <class Record>
std::size_t dataset_reader::read_rows(csv_reader& rows, const std::string& path, const std::vector<std::string>& names,
                                      const members<Record>& into) {
  const auto* declared = manifest_.find(table_layout<Record>::name);
  const detail::attribute_types types(declared, names, options_.numbers);
  std::vector<bool> filled(names.size(), false);
  std::size_t count = 0;
  for (; rows.next(); ++count) {
    const csv_row row = rows.row();
    Record record;
    record.where = {path, row.line, 0};
    for (std::size_t i = 0; i < row.fields.size(); ++i) {
      cell value(std::string(row.fields[i]), i + 1);
      filled[i] = filled[i] || !value.text.empty();
      if (into[i] != nullptr) {
        record.*into[i] = std::move(value);
      } else if constexpr (std::is_same_v<Record, actor_record>) {
        record.attributes.emplace_back(names[i], std::move(value));
      }
    }
    if constexpr (std::is_same_v<Record, actor_record>) types.check(record, others_);
    // A cell whose column is not there is reported at the row.
    builder_.add(std::move(record));
  }
  if (count == 0 && !std::is_same_v<Record, actor_record>) return count;
  detail::written_table written{detail::find_table(std::string(table_layout<Record>::name) + ".csv"), {}};
  for (std::size_t i = 0; i < names.size(); ++i)
    if (filled[i]) written.header.push_back(names[i]);
  filled_.push_back(std::move(written));
  return count;
}

/// What the manifest says of the tables beyond their columns is kept for the writer, as far as it will write the tables.
void dataset_reader::keep_resources() {
  const auto is = [](std::string_view name) { return [name](const auto& t) { return t.table->name == name; }; };
  if (std::none_of(filled_.begin(), filled_.end(), is("agreements")) && std::none_of(filled_.begin(), filled_.end(), is("flows")))
    filled_.push_back({detail::find_table("agreements.csv"), {}});  // is always written then
  std::sort(filled_.begin(), filled_.end(), [](const auto& a, const auto& b) { return a.table < b.table; });
  const std::string kept = detail::kept_resources(manifest_, filled_);
  if (!kept.empty()) manifest_.about.others.push_back({"resources", kept});
}

void dataset_reader::give_up() {
  shape_.insert(shape_.end(), others_.begin(), others_.end());
  const auto order = [](const diagnostic& d) { return std::tie(d.where.file, d.where.line, d.where.column); };
  std::stable_sort(shape_.begin(), shape_.end(), [&](const auto& a, const auto& b) { return order(a) < order(b); });
  constexpr std::size_t most = 1000;
  if (shape_.size() > most) {
    const std::size_t rest = shape_.size() - (most - 1);
    shape_.resize(most - 1);
    shape_.push_back({{}, {}, "too-many", std::to_string(rest) + " more problems are not listed"});
  }
  throw data_error(std::move(shape_));
}

network dataset_reader::read() {
  builder_.numbers_as(options_.numbers);
  check_tables();
  read_manifest();
  detail::for_each_table([this]<class Record>() { read_table<Record>(); });
  if (!shape_.empty()) give_up();
  keep_resources();
  for (diagnostic& d : others_) builder_.report(std::move(d));
  builder_.describe(std::move(manifest_.about));
  builder_.observe(std::move(manifest_.observed));
  return builder_.build();
}

}  // namespace

network read_dataset(const dataset_files& files, const dataset_options& options) {
  if (options.json_bytes == 0) throw option_error("read_dataset", "json_bytes", "0", "at least 1");
  return dataset_reader(files, options).read();
}

network read_dataset(const std::string& folder, const dataset_options& options) {
  return read_dataset(load_dataset(folder, options), options);
}

}  // namespace coopgraph
