// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "cli/terminal.hpp"

#include <iosfwd>
#include <span>
#include <stop_token>
#include <string>

namespace coopgraph::cli {

/// The tool without a process around it: what follows the program's name, where results go, where problems go.
/// `terminal` are the widths of the terminals behind them. Returns the exit status (see status.hpp). Throws nothing.
[[nodiscard]] int run(std::span<const std::string> arguments, std::ostream& out, std::ostream& err, std::stop_token stop = {},
                      const terminal_widths& terminal = {}) noexcept;

}  // namespace coopgraph::cli
