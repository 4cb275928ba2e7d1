// SPDX-License-Identifier: BSL-1.0
#include "support/timing.hpp"

#include <malloc.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <string>
#include <string_view>

namespace coopgraph::bench {

namespace {

std::optional<double> status_bytes(std::string_view key) {
  std::ifstream status("/proc/self/status");
  std::string line;
  while (std::getline(status, line))
    if (line.starts_with(key)) return std::stod(line.substr(key.size())) * 1024;
  return std::nullopt;
}

bool reset_peak() {
  std::ofstream clear("/proc/self/clear_refs");
  clear << 5 << std::flush;
  return clear.good();
}

}  // namespace

double seconds_of(const std::function<void()>& work) {
  using clock = std::chrono::steady_clock;
  const auto start = clock::now();
  work();
  return std::chrono::duration<double>(clock::now() - start).count();
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const std::size_t middle = values.size() / 2;
  return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

std::optional<double> peak_bytes_of(const std::function<void()>& work) {
  // Freed memory that malloc still holds would hide an equal amount of new use.
  malloc_trim(0);
  if (!reset_peak()) {
    work();
    return std::nullopt;
  }
  const auto before = status_bytes("VmRSS:");
  work();
  const auto peak = status_bytes("VmHWM:");
  if (!before || !peak) return std::nullopt;
  return std::max(0.0, *peak - *before);
}

}  // namespace coopgraph::bench
