// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/error.hpp>

#include <cstdio>
#include <memory>
#include <string>

namespace coopgraph::detail {

struct file_closer {
  void operator()(std::FILE* file) const noexcept { std::fclose(file); }
};
using file_handle = std::unique_ptr<std::FILE, file_closer>;

[[nodiscard]] data_error unreadable_file(const std::string& path, std::string code, std::string message);

/// Opens a regular file for reading.
/// \throws data_error with code no-such-file or unreadable-file
[[nodiscard]] file_handle open_regular(const std::string& path);

}  // namespace coopgraph::detail
