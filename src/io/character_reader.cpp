// SPDX-License-Identifier: BSL-1.0
#include "io/character_reader.hpp"

namespace coopgraph::detail {

std::string shown(int byte) {
  if (byte == character_reader::end) return "the end of the file";
  if (byte > 0x20 && byte < 0x7f) return std::string("'") + static_cast<char>(byte) + '\'';
  if (byte >= 0x80) return "a character that is not ASCII";
  return "the byte " + std::to_string(byte);
}

}  // namespace coopgraph::detail
