// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/error.hpp>

#include <cstddef>
#include <string>

namespace coopgraph {

/// The bytes of a file. A symbolic link is followed.
/// \throws data_error with code no-such-file or unreadable-file if it cannot be opened or read, or is no regular file
/// \throws limit_error if it is larger than `limit` bytes; a file whose size says so is not read at all
/// Complexity: O(bytes).
[[nodiscard]] std::string read_file(const std::string& path, std::size_t limit = std::size_t{1} << 30);

}  // namespace coopgraph
