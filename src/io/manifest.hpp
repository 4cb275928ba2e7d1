// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/model/entities.hpp>
#include <coopgraph/model/records.hpp>

#include <string>

namespace coopgraph::detail {

/// What a datapackage.json says of the dataset as a whole.
struct manifest {
  dataset_description about;
  observation_record observed;
};

/// \throws data_error if the bytes are no JSON object, or if a member that is read has the wrong type
/// \throws limit_error if it is nested deeper than 64 levels
[[nodiscard]] manifest read_manifest(const std::string& bytes, const std::string& path);

}  // namespace coopgraph::detail
