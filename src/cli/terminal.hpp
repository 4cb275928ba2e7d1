// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <chrono>
#include <cstddef>
#include <ostream>
#include <string>

namespace coopgraph::cli {

/// How many columns the terminals behind the standard streams have; 0: there is none, but a file or a pipe.
struct terminal_widths {
  std::size_t out = 0;
  std::size_t err = 0;
};

/// As the system says; 80 where it knows a terminal but not its width.
[[nodiscard]] terminal_widths widths_of_this_process();

/// A bar on a terminal that says how far a work is, once it has taken over a second; it is wiped away when the work is done.
///     [########------------]  40 %
class progress_bar {
 public:
  using clock = std::chrono::steady_clock;

  /// \pre columns is the width of the terminal behind `err`, or 0: then nothing is ever shown
  progress_bar(std::ostream& err, std::size_t columns, clock::time_point began = clock::now());
  progress_bar(const progress_bar&) = delete;
  progress_bar& operator=(const progress_bar&) = delete;
  ~progress_bar() { wipe(); }

  /// So much of the work is done, in [0, 1]; several works may follow each other. At 1 the bar is wiped away.
  void show(double fraction, clock::time_point now = clock::now());
  /// Takes the bar off the terminal, so that something else can be written there; the next show() brings it back.
  void wipe();

 private:
  std::ostream& err_;
  std::size_t columns_;
  clock::time_point next_;  ///< before it nothing is drawn
  int percent_ = -1;        ///< that is shown; -1: nothing
};

}  // namespace coopgraph::cli
