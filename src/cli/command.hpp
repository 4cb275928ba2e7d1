// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "cli/status.hpp"

#include <coopgraph/report/table.hpp>

#include <cstddef>
#include <functional>
#include <iosfwd>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace CLI {
class App;
}

namespace coopgraph::cli {

/// Where a command's words go, and whether it shall stop.
struct context {
  std::ostream& out;
  std::ostream& err;
  std::stop_token stop;                       ///< requested by a signal, or when --timeout is over
  std::size_t columns = 0;                    ///< of the terminal that `out` is; 0: it is none
  std::function<void(double)> progress = {};  ///< shows how far a work is, in [0, 1]; nothing: nobody watches
};

/// What a command does once its options are parsed. It returns `done`, or `bad_input` where its result says what is wrong; all
/// else is thrown. The parser that it was declared on is alive while it runs.
using runner = std::function<status(const context&)>;

/// A command of the tool: `declare` adds its options and examples to a parser of its own and returns what to run.
/// (--help and --timeout are added to every command.)
struct command {
  std::string_view name;
  std::string_view summary;
  runner (*declare)(CLI::App& app);
};

/// The commands of this version, sorted by name.
[[nodiscard]] std::span<const command> commands();

// Each in a file of its own: x_command.cpp.
[[nodiscard]] runner declare_cluster(CLI::App& app);
[[nodiscard]] runner declare_compare(CLI::App& app);
[[nodiscard]] runner declare_convert(CLI::App& app);
[[nodiscard]] runner declare_describe(CLI::App& app);
[[nodiscard]] runner declare_flow(CLI::App& app);
[[nodiscard]] runner declare_names(CLI::App& app);
[[nodiscard]] runner declare_new(CLI::App& app);
[[nodiscard]] runner declare_project(CLI::App& app);
[[nodiscard]] runner declare_quality(CLI::App& app);
[[nodiscard]] runner declare_rank(CLI::App& app);
[[nodiscard]] runner declare_report(CLI::App& app);
[[nodiscard]] runner declare_structure(CLI::App& app);
[[nodiscard]] runner declare_validate(CLI::App& app);

}  // namespace coopgraph::cli
