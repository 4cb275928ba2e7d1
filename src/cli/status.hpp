// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <exception>
#include <iosfwd>
#include <stdexcept>
#include <stop_token>

namespace coopgraph::cli {

/// How the tool ends.
enum status : int {
  done = 0,
  our_bug = 1,
  bad_input = 2,  ///< a bad call or bad data
  io_or_memory = 3,
  no_answer = 4,  ///< the analysis has none; what was found is written all the same
  cancelled_or_timed_out = 5,
  over_a_limit = 6
};

/// A command line that cannot be understood; the message says how to go on.
class usage_error : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Says on `err` what went wrong, one line for each problem, and gives the exit status for it.
[[nodiscard]] status tell(const std::exception_ptr& problem, std::ostream& err);

/// \throws cancelled if a stop was requested
void check(const std::stop_token& stop);

}  // namespace coopgraph::cli
