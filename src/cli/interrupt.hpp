// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <csignal>
#include <stop_token>
#include <thread>

namespace coopgraph::cli {

/// While it lives, the first SIGINT or SIGTERM requests a stop, which the running command heeds at its next step; the second
/// ends the process at once. Make it before any other thread: these must inherit that the signals are blocked.
class interrupt {
 public:
  interrupt();
  interrupt(const interrupt&) = delete;
  interrupt& operator=(const interrupt&) = delete;
  ~interrupt();

  [[nodiscard]] std::stop_token stop() const noexcept { return requested_.get_token(); }

 private:
  void wait(const std::stop_token& over);

  std::stop_source requested_;
  sigset_t signals_;
  sigset_t before_;
  std::jthread waiter_;
};

}  // namespace coopgraph::cli
