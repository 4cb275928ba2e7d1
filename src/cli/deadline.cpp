// SPDX-License-Identifier: BSL-1.0
#include "cli/deadline.hpp"

#include <algorithm>
#include <chrono>

namespace coopgraph::cli {

deadline::deadline(std::stop_token from, std::optional<double> seconds)
    : forward_(std::move(from), [this] { requested_.request_stop(); }) {
  if (!seconds) return;
  if (*seconds == 0.0) {  // whoever asks for no time at all gets the same every time
    over_ = requested_.request_stop();
    return;
  }
  clock_ = std::jthread([this, s = *seconds](const std::stop_token& done) { wait(done, s); });
}

bool deadline::is_over() const {
  const std::lock_guard lock(guard_);
  return over_;
}

void deadline::wait(const std::stop_token& done, double seconds) {
  constexpr double longest = 1e9;  // more than a clock of 64 bits could overflow on, and 31 years
  const auto until = std::chrono::steady_clock::now() + std::chrono::duration_cast<std::chrono::steady_clock::duration>(
                                                            std::chrono::duration<double>(std::min(seconds, longest)));
  std::unique_lock lock(guard_);
  changed_.wait_until(lock, done, until, [] { return false; });
  if (!done.stop_requested()) over_ = requested_.request_stop();
}

}  // namespace coopgraph::cli
