// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "io/dataset_tables.hpp"
#include "io/json_value.hpp"

#include <coopgraph/core/diagnostic.hpp>
#include <coopgraph/io/dataset.hpp>
#include <coopgraph/model/entities.hpp>
#include <coopgraph/model/records.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace coopgraph::detail {

/// What datapackage.json says of one column.
struct declared_column {
  std::string name;
  std::string type;   ///< of Table Schema; empty: not said
  json_value others;  ///< further members; of a date "format" stands here
  place where;
};

/// What datapackage.json says of one table.
struct declared_table {
  std::string_view table;  ///< its name: "actors"
  bool has_schema = false;
  std::vector<declared_column> columns;
  json_value others;  ///< members that the library neither reads nor writes
  place where;

  [[nodiscard]] const declared_column* find(std::string_view column) const noexcept;
};

/// datapackage.json as it was read.
struct manifest {
  dataset_description about;  ///< without the member "resources" among the others
  observation_record observed;
  bool has_resources = false;
  std::vector<declared_table> tables;
  std::vector<json_value> foreign;  ///< resources that are no tables of ours
  place where;

  [[nodiscard]] const declared_table* find(std::string_view table) const noexcept;
};

/// Reads datapackage.json and checks all that can be checked without the tables; what is wrong goes to `problems`.
/// \throws limit_error if it is nested deeper than deepest_json levels
[[nodiscard]] manifest read_manifest(const std::string& bytes, const std::string& path, const dataset_options& options,
                                     std::vector<diagnostic>& problems);

/// Checks the schema of a table against its header.
void check_schema(const declared_table& declared, const table_shape& table, const std::vector<std::string>& header,
                  std::vector<diagnostic>& problems);

/// The type that a column of attributes has where nothing is declared.
[[nodiscard]] std::string_view usual_type(std::string_view attribute) noexcept;

/// A table as it is written.
struct written_table {
  const table_shape* table;
  std::vector<std::string> header;
};

/// What the writer needs to know again of the resources that were read, as JSON text for dataset_description::others; empty
/// if there is nothing. Of tables and attributes that are not written nothing is kept.
[[nodiscard]] std::string kept_resources(const manifest& read, const std::vector<written_table>& written);

/// The canonical datapackage.json.
/// \throws input_error if a member of about.others is no JSON text, or is named as a member that has its own place
[[nodiscard]] std::string to_manifest(const dataset_description& about, const std::string& observation_title,
                                      const std::vector<std::string>& whose, absence_meaning absence,
                                      const std::vector<written_table>& tables);

}  // namespace coopgraph::detail
