// SPDX-License-Identifier: BSL-1.0
// Whatever bytes a dataset is made of: it is refused with its problems, or it is read, and then its canonical form is read as the
// same network. An input is a list of files, each after a line "#file NAME"; what stands before the first is not used.
#include <coopgraph/core/error.hpp>
#include <coopgraph/io/dataset.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

namespace {

coopgraph::dataset_files split(std::string_view bytes) {
  constexpr std::string_view mark = "#file ";
  coopgraph::dataset_files files;
  while (!bytes.empty()) {
    const std::size_t end = bytes.find('\n');
    const std::string_view line = bytes.substr(0, end);
    bytes.remove_prefix(end == bytes.npos ? bytes.size() : end + 1);
    if (line.starts_with(mark)) {
      files.files.push_back({std::string(line.substr(mark.size())), {}});
    } else if (!files.files.empty()) {
      files.files.back().bytes.append(line).append(end == line.npos ? "" : "\n");
    }
  }
  return files;
}

std::string join(const coopgraph::dataset_files& files) {
  std::string all;
  for (const auto& f : files.files) all.append("#file ").append(f.name).append("\n").append(f.bytes);
  return all;
}

[[noreturn]] void differs(const char* what, const std::string& first, const std::string& second) {
  std::fprintf(stderr, "%s\n---- canonical form\n%s\n---- of what was read from it\n%s\n", what, first.c_str(), second.c_str());
  std::abort();
}

}  // namespace

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer's name
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  coopgraph::dataset_files first;
  try {
    const auto read = coopgraph::read_dataset(split({reinterpret_cast<const char*>(data), size}));
    first = coopgraph::to_files(read);
  } catch (const coopgraph::data_error&) {
    return 0;
  } catch (const coopgraph::limit_error&) {
    return 0;
  }
  // What was accepted must be readable in its canonical form, and that form is its own.
  try {
    const auto second = coopgraph::to_files(coopgraph::read_dataset(first));
    if (!(first == second)) differs("the canonical form is not its own", join(first), join(second));
  } catch (const coopgraph::error& e) {
    differs("the canonical form is refused", join(first), e.what());
  }
  return 0;
}
