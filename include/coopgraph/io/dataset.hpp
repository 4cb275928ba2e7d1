// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/decimal.hpp>
#include <coopgraph/io/csv.hpp>
#include <coopgraph/model/network.hpp>

#include <cstddef>
#include <string>
#include <vector>

namespace coopgraph {

struct dataset_options {
  std::size_t file_bytes = std::size_t{1} << 30;  ///< largest file that is read, >= 1
  char delimiter = ',';                           ///< between the fields of the tables
  number_format numbers = {};                     ///< how the numbers of the tables are written
  csv_limits csv = {};
  std::size_t json_bytes = std::size_t{1} << 22;  ///< largest datapackage.json that is read, >= 1
};

/// A dataset's files in memory: datapackage.json and the tables, as far as they are there.
struct dataset_files {
  struct file {
    std::string name;  ///< inside the folder: "actors.csv"
    std::string bytes;

    friend bool operator==(const file&, const file&) = default;
  };
  std::string folder;       ///< where they come from; diagnostics name FOLDER/NAME
  std::vector<file> files;  ///< sorted by name

  friend bool operator==(const dataset_files&, const dataset_files&) = default;
};

/// Reads the files of a dataset, each once; what is neither a table nor datapackage.json is not looked at. Links are followed.
/// \throws data_error if there is no such folder (no-such-dataset), or a file cannot be read or is no regular file
/// \throws limit_error if a file is over its limit
/// \throws option_error if a limit is 0
[[nodiscard]] dataset_files load_dataset(const std::string& folder, const dataset_options& options = {});

/// Reads a dataset: CSV tables in UTF-8 with a header row, in which an empty field means missing.
///     actors.csv        id,name,kind,parent,lon,lat,valid_from,valid_to       any further column is an attribute
///     aliases.csv       id,alias                                              id: an actor or a region
///     regions.csv       region,name,actor,valid_from,valid_to                 a row per member; actor: an actor or a region
///     agreements.csv    id,title,kind,status,counts,fields,signed_on,effective_from,effective_to,source
///     parties.csv       agreement,actor,role,of,extent,valid_from,valid_to    actor: an actor or a region
///     flows.csv         id,origin,destination,chain,stage,product,field,status,counts,effective_from,effective_to,
///                       capacity,unit,unit_cost,certified,source
///     quantities.csv    record,measure,value,low,high,unit,exactness,basis,phrase
///     events.csv        id,title,field,date,source
///     participants.csv  event,actor,role,extent                               actor: an actor or a region
///     sources.csv       id,title,publisher,date,locator,url
///     crosswalk.csv     from,to,share,date                                    from, to: actors; share 1 if empty
/// Columns may stand in any order. Required are id and name of actors; id and alias; region and actor; id and status of
/// agreements; agreement and actor; id, origin and destination of flows; record, measure and exactness; id and title of events;
/// event and actor; id and title of sources; from and to. Required files are actors.csv and one of agreements.csv and flows.csv.
/// Several fields are separated by ";". Dates are YYYY, YYYY-MM or YYYY-MM-DD; columns ending in _to hold the last day (month,
/// year). counts is one if empty, basis stated, extent all, a flow's status in force. The attributes population, grdp and area
/// are numbers >= 0. Where a file or a header is broken, the rows and rules are not checked; all else is reported at once. Codes:
/// missing-table, empty-file, missing-column, unknown-column, duplicate-column, empty-column-name, those of csv_reader and
/// network_builder, and those of datapackage.json (a Frictionless Data Package; not required), whose problems have the line and
/// the byte of the line. It may hold
///     name, title, description    texts; name of a-z, 0-9, "-", "_", "."
///     licenses, sources           lists of objects with name, title, path
///     observation                 {title, whose: key or keys of actors, absence: "unknown" | "none"}
///     resources                   whose paths are the tables in the folder, each once, and any others, which are not looked at;
///                                 a table may have encoding (utf-8), dialect (as `options` has it) and schema: the columns in
///                                 their order, with their types. A column of attributes is string, any, number, integer,
///                                 boolean, date or year, which its cells then keep.
/// and other members, here as in the objects named, which are kept for the writer (constraints are kept, not checked). Its codes:
/// invalid-json, duplicate-key, invalid-json-value, missing-resource, unlisted-table, duplicate-resource, unsafe-path,
/// schema-differs, schema-type, unsupported-encoding, unsupported-format, unsupported-dialect; of cells invalid-number,
/// invalid-value. \throws data_error with every problem at its place: of the files, of the tables and of the model's rules
/// \throws limit_error if a field, a row, the bytes or the depth (64) of the JSON is over its limit
/// Complexity: O(bytes + rows log rows) time, O(bytes) memory.
[[nodiscard]] network read_dataset(const dataset_files& files, const dataset_options& options = {});
[[nodiscard]] network read_dataset(const std::string& folder, const dataset_options& options = {});

/// The canonical form of a network as the files of a dataset: tables in the order above with LF line ends, columns in the order
/// above, then the attributes, in an order that all actors keep to. A table, and a column that is not required, is left out where
/// it would be empty (agreements.csv stays if there are no flows); a cell is empty where that means the same. Rows of a record
/// follow the order of the records. datapackage.json describes the tables that are there, and holds what was kept of the one
/// that was read. What read_dataset() makes of it equals the network but for `stated_at`, and the form of that equals this, byte
/// for byte.
/// \pre texts are UTF-8 without NUL, fields of at most csv_limits::field_bytes
/// \throws input_error for what no dataset can hold: an attribute that is unnamed, named as a column or given twice to one actor;
/// in
///         about() a name of other characters, or others that are no JSON text or have the name of another member
/// Complexity: O(bytes).
[[nodiscard]] dataset_files to_files(const network& from);

/// Writes the canonical form into a folder, which is made if it is not there; each file appears whole or not at all, and
/// datapackage.json comes last. Tables of an older dataset there that this one does not have are removed; other files stay.
/// \throws io_error if a file cannot be written or removed
/// \throws input_error as to_files()
void write_dataset(const network& from, const std::string& folder);

}  // namespace coopgraph
