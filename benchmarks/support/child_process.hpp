// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <string>
#include <vector>

namespace coopgraph::bench {

/// A program that runs beside this one and answers one line to each line that it is sent.
class child_process {
 public:
  /// Starts words[0] (looked up on the PATH) with the other words. \throws error if that fails
  explicit child_process(const std::vector<std::string>& words);
  child_process(const child_process&) = delete;
  child_process& operator=(const child_process&) = delete;
  /// Ends its input and waits until it has ended.
  ~child_process();

  /// Sends a line and waits for the answer. \throws error if the program ended instead
  [[nodiscard]] std::string ask(const std::string& line);
  /// Waits for a line. \throws error if the program ended instead
  [[nodiscard]] std::string read_line();

 private:
  int channel_ = -1;
  int pid_ = -1;
  std::string unread_;
};

}  // namespace coopgraph::bench
