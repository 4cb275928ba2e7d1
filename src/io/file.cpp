// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/io/file.hpp>

#include "io/open_file.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <system_error>
#include <utility>

namespace coopgraph {

data_error detail::unreadable_file(const std::string& path, std::string code, std::string message) {
  return data_error({{{path, 0, 0}, {}, std::move(code), std::move(message)}});
}

detail::file_handle detail::open_regular(const std::string& path) {
  std::error_code problem;
  const auto kind = std::filesystem::status(path, problem).type();
  if (kind == std::filesystem::file_type::not_found) throw unreadable_file(path, "no-such-file", "there is no such file");
  if (kind != std::filesystem::file_type::regular)
    throw unreadable_file(path, "unreadable-file",
                          "this is no regular file that could be read" + (problem ? ": " + problem.message() : ""));
  file_handle file(std::fopen(path.c_str(), "rb"));
  if (!file) throw unreadable_file(path, "unreadable-file", "cannot be opened: " + std::generic_category().message(errno));
  return file;
}

std::string read_file(const std::string& path, std::size_t limit) {
  const detail::file_handle file = detail::open_regular(path);
  const auto over = [&] {
    return limit_error(path + ": the file is larger than the limit of " + std::to_string(limit) + " bytes (file_bytes)");
  };
  std::error_code problem;
  const std::uintmax_t stated = std::filesystem::file_size(path, problem);
  const std::size_t size = problem ? 0 : static_cast<std::size_t>(std::min<std::uintmax_t>(stated, SIZE_MAX));
  if (size > limit) throw over();

  // Files of the system (/proc) state no size, others grow while they are read: what counts is what comes.
  std::string bytes;
  std::size_t block = size + 1;
  while (true) {
    const std::size_t had = bytes.size();
    bytes.resize(had + block);
    const std::size_t got = std::fread(bytes.data() + had, 1, block, file.get());
    bytes.resize(had + got);
    if (bytes.size() > limit) throw over();
    if (got < block) break;
    block = std::size_t{1} << 20;
  }
  if (std::ferror(file.get()) != 0)
    throw detail::unreadable_file(path, "unreadable-file", "reading fails: " + std::generic_category().message(errno));
  return bytes;
}

}  // namespace coopgraph
