// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/model/network.hpp>

#include <cstddef>
#include <string>

namespace coopgraph {

struct dataset_options {
  std::size_t file_bytes = std::size_t{1} << 30;  ///< largest file that is read, >= 1
};

/// Reads a dataset: a folder of CSV files in UTF-8 with a header row, in which an empty field means missing.
///     actors.csv      id,name,kind,parent,lon,lat,valid_from,valid_to       any further column is an attribute
///     regions.csv     region,name,actor,valid_from,valid_to                 a row per member; actor: an actor or a region
///     agreements.csv  id,title,kind,status,counts,fields,signed_on,effective_from,effective_to,source
///     parties.csv     agreement,actor,role,of,extent,valid_from,valid_to    actor: an actor or a region
///     flows.csv       id,origin,destination,chain,stage,product,field,status,counts,effective_from,effective_to,
///                     capacity,unit,unit_cost,certified,source
///     quantities.csv  record,measure,value,low,high,unit,exactness,basis,phrase
///     sources.csv     id,title,publisher,date,locator,url
/// Columns may stand in any order. Required are id and name of actors; region and actor; id and status of agreements; agreement
/// and actor; id, origin and destination of flows; record, measure and exactness; id and title of sources. Required files are
/// actors.csv and one of agreements.csv and flows.csv. Several fields are separated by ";". Dates are YYYY, YYYY-MM or
/// YYYY-MM-DD; columns ending in _to hold the last day (month, year). counts is one if empty, basis stated, a flow's status in
/// force. The attributes population, grdp and area are numbers >= 0. datapackage.json may hold title, sources and licenses (lists
/// of objects, of which title, else name, is read) and observation {whose: key or keys of actors, absence: "unknown" | "none"};
/// nothing else in it is read. aliases.csv, events.csv, participants.csv and crosswalk.csv are not supported and refused; other
/// files are not looked at. \throws data_error with every problem at its place: of the files, of the tables and of the model's
/// rules; also if the folder
///         or a file cannot be read
/// \throws limit_error if a file, a field, a row or the depth of the JSON is over its limit
/// Complexity: O(bytes + rows log rows) time, O(bytes) memory.
[[nodiscard]] network read_dataset(const std::string& folder, const dataset_options& options = {});

}  // namespace coopgraph
