// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>

namespace coopgraph::cli {

/// While it lives, stop() is requested once `from` is, or once the seconds are over, whichever comes first.
class deadline {
 public:
  /// No seconds: only `from` counts. 0: at once. \pre seconds >= 0
  deadline(std::stop_token from, std::optional<double> seconds);

  [[nodiscard]] std::stop_token stop() const noexcept { return requested_.get_token(); }
  /// Whether the time was over before a stop was requested otherwise.
  [[nodiscard]] bool is_over() const;

 private:
  void wait(const std::stop_token& done, double seconds);

  std::stop_source requested_;
  mutable std::mutex guard_;
  std::condition_variable_any changed_;
  bool over_ = false;
  std::stop_callback<std::function<void()>> forward_;
  std::jthread clock_;  // last: it uses the others
};

}  // namespace coopgraph::cli
