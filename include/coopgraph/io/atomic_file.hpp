// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/error.hpp>

#include <memory>
#include <string>
#include <string_view>

namespace coopgraph {

/// A file that is written in parts and appears whole or not at all: into a new file beside it that is synchronised with the disk
/// and then moved into its place. Whatever fails, and if finish() is not called, an older file of that name stays as it was and
/// nothing else is left. An older file keeps its permissions. A device or pipe (/dev/full) is written as it is, for it cannot be
/// replaced.
class atomic_file {
 public:
  /// \throws io_error with the system's reason if no file can be made there, or if `path` is a folder or a symbolic link
  ///         (following one could write outside the folder that was meant)
  explicit atomic_file(const std::string& path);
  atomic_file(atomic_file&&) noexcept;
  atomic_file& operator=(atomic_file&&) noexcept;
  ~atomic_file();

  /// \throws io_error if the bytes cannot be written in full. Complexity: O(bytes).
  void write(std::string_view bytes);
  /// Synchronises, closes and moves the file into its place; nothing is written after it.
  /// \throws io_error if that fails
  void finish();

 private:
  struct state;
  std::unique_ptr<state> state_;
};

/// Writes `bytes` as the file `path` by an atomic_file.
/// \throws io_error as atomic_file does
/// Complexity: O(bytes).
void write_file(const std::string& path, std::string_view bytes);

}  // namespace coopgraph
