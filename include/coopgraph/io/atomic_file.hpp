// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/error.hpp>

#include <string>
#include <string_view>

namespace coopgraph {

/// Writes `bytes` as the file `path`, which appears whole or not at all: into a new file beside it that is synchronised with the
/// disk and then moved into its place. Whatever fails, an older file of that name stays as it was and nothing else is left.
/// An older file keeps its permissions. A device or pipe (/dev/full) is written as it is, for it cannot be replaced.
/// \throws io_error with the system's reason if the bytes cannot be written in full, or if `path` is a folder or a symbolic
///         link (following one could write outside the folder that was meant)
/// Complexity: O(bytes).
void write_file(const std::string& path, std::string_view bytes);

}  // namespace coopgraph
