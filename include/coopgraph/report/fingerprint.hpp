// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/io/dataset.hpp>

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace coopgraph {

/// The SHA-256 digest of some bytes. Complexity: O(bytes).
/// Reference: FIPS PUB 180-4, doi:10.6028/NIST.FIPS.180-4
[[nodiscard]] std::array<std::uint8_t, 32> sha256(std::string_view bytes);

/// A digest as 64 lower-case hexadecimal digits.
[[nodiscard]] std::string to_hex(const std::array<std::uint8_t, 32>& digest);
/// A digest in base64 (RFC 4648, with padding).
[[nodiscard]] std::string to_base64(const std::array<std::uint8_t, 32>& digest);

/// Which bytes an analysis rests on.
struct input_fingerprint {
  struct file {
    std::string name;    ///< inside the dataset
    std::string sha256;  ///< hexadecimal

    friend bool operator==(const file&, const file&) = default;
  };
  std::vector<file> files;  ///< sorted by name
  std::string sha256;       ///< of the lines "SHA256  NAME\n" of the files, as the command sha256sum writes them

  friend bool operator==(const input_fingerprint&, const input_fingerprint&) = default;
};

/// The fingerprint of a dataset's files: datapackage.json and the tables that read_dataset() reads, as far as they are there.
/// Complexity: O(bytes).
[[nodiscard]] input_fingerprint fingerprint_dataset(const dataset_files& files);
/// \throws data_error, limit_error as load_dataset()
[[nodiscard]] input_fingerprint fingerprint_dataset(const std::string& folder);

/// The fingerprint of one file, whose bytes are at hand; `name` is what it is called there.
[[nodiscard]] input_fingerprint fingerprint_file(const std::string& name, std::string_view bytes);

}  // namespace coopgraph
