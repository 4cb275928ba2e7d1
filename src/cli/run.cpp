// SPDX-License-Identifier: BSL-1.0
#include "cli/run.hpp"

#include "cli/command.hpp"
#include "cli/deadline.hpp"
#include "cli/input.hpp"
#include "cli/status.hpp"

#include <coopgraph/core/error.hpp>
#include <coopgraph/core/text.hpp>
#include <coopgraph/io/dataset.hpp>
#include <coopgraph/report/cooperation_report.hpp>

#include <CLI/CLI.hpp>

#include <algorithm>
#include <array>
#include <ostream>
#include <vector>

namespace coopgraph::cli {
namespace {

constexpr std::array<command, 13> all_commands{{
    {"cluster", "Clusters that the ties themselves form", declare_cluster},
    {"compare", "How alike two partitions are, or clusters and official regions", declare_compare},
    {"convert", "Write a dataset, an edge table or a graph file in another format", declare_convert},
    {"describe", "What a graph or a dataset holds: sizes, components, density, …", declare_describe},
    {"flow", "Greatest flows and least cuts", declare_flow},
    {"names", "Find the actors that a list of names means", declare_names},
    {"new", "Write an empty dataset with an example row in each table", declare_new},
    {"project", "The ties of a dataset as an edge table", declare_project},
    {"quality", "How good a partition is, and each of its clusters", declare_quality},
    {"rank", "Centrality of vertices", declare_rank},
    {"report", "Write a dataset's cooperation report: an HTML page, CSV tables and run.json", declare_report},
    {"structure", "Components, bridges, blocks, spanning tree, eccentricity", declare_structure},
    {"validate", "Check a dataset, an edge table or a graph file and name every problem", declare_validate},
}};

/// Commands that the tool will have; today they are refused by name.
constexpr std::array<std::string_view, 3> later_commands{"economy", "resilience", "infer"};

std::string allowed_commands() {
  std::string text;
  for (const command& c : all_commands) text.append(text.empty() ? "" : ", ").append(c.name);
  return text;
}

void print_limits(std::ostream& out) {
  out << "Reading stops with status 6 above these limits, which --limit NAME=N changes:\n";
  for (const input_limit& limit : input_limits()) {
    std::string line = "  " + std::string(limit.name);
    line.append(18 - limit.name.size(), ' ').append(std::to_string(limit.usual));
    line.append(line.size() < 34 ? 34 - line.size() : 1, ' ').append(limit.what);
    out << line << '\n';
  }
  out << "and, fixed, datapackage.json above " << dataset_options{}.json_bytes << " bytes or 64 levels deep.\n";
}

status finish(status outcome, std::ostream& out) {
  out.flush();
  if (!out) throw io_error("the standard output cannot be written in full");
  return outcome;
}

/// Parses what follows a command's name, or the tool's; false if --help or --version was all that was asked for.
bool parse(CLI::App& app, std::span<const std::string> arguments, const context& where) {
  try {
    app.parse(std::vector<std::string>(arguments.rbegin(), arguments.rend()));
    return true;
  } catch (const CLI::ParseError& e) {
    if (e.get_exit_code() != 0) throw usage_error(std::string(e.what()) + "; see " + app.get_name() + " --help");
    app.exit(e, where.out, where.err);
    return false;
  }
}

status run_tool(std::span<const std::string> arguments, const context& where) {
  CLI::App app{"Cooperation networks as graphs: who cooperates with whom, on what, and what the record does not say.",
               "coopgraph"};
  std::string commands_text = "Commands (coopgraph COMMAND --help says more):";
  for (const command& c : all_commands)
    commands_text.append("\n  ").append(c.name).append(12 - c.name.size(), ' ').append(c.summary);
  app.footer(commands_text);
  bool limits = false;
  app.set_version_flag("--version", "coopgraph " + std::string(library_version()));
  app.add_flag("--limits", limits, "Print the limits that protect the machine");
  if (!parse(app, arguments, where)) return done;
  if (!limits) throw usage_error("no command is given; allowed: " + allowed_commands() + "; see coopgraph --help");
  print_limits(where.out);
  return done;
}

bool is_quiet(const CLI::App& app) {
  const CLI::Option* quiet = app.get_option_no_throw("--quiet");
  return quiet != nullptr && quiet->count() > 0;
}

/// `error_columns` is the width of the terminal that the standard error is; 0: it is none.
status run_command(const command& which, std::span<const std::string> arguments, const context& where,
                   std::size_t error_columns) {
  CLI::App app{std::string(which.summary), "coopgraph " + std::string(which.name)};
  const runner work = which.declare(app);
  std::optional<double> seconds;
  app.add_option("--timeout", seconds, "Stop with status 5 after this many seconds");
  if (!parse(app, arguments, where)) return done;
  if (seconds && !(*seconds >= 0.0)) throw usage_error("--timeout is " + to_text(*seconds) + "; allowed: seconds >= 0");

  const deadline time(where.stop, seconds);
  try {
    check(time.stop());
    progress_bar bar(where.err, is_quiet(app) ? 0 : error_columns);
    return work({where.out, where.err, time.stop(), where.columns, [&bar](double fraction) { bar.show(fraction); }});
  } catch (const cancelled&) {
    if (!time.is_over()) throw;
    where.err << "coopgraph: stopped after " << to_text(*seconds) << " s; give more with --timeout\n";
    return cancelled_or_timed_out;
  }
}

status dispatch(std::span<const std::string> arguments, const context& where, std::size_t error_columns) {
  if (arguments.empty() || arguments.front().starts_with("-")) return run_tool(arguments, where);
  const std::string& name = arguments.front();
  const auto* found = std::find_if(all_commands.begin(), all_commands.end(), [&](const command& c) { return c.name == name; });
  if (found != all_commands.end()) return run_command(*found, arguments.subspan(1), where, error_columns);
  if (std::find(later_commands.begin(), later_commands.end(), name) != later_commands.end())
    throw usage_error("the command '" + name + "' is not part of version " + std::string(library_version()) +
                      "; allowed: " + allowed_commands());
  throw usage_error("there is no command '" + printable(name) + "'; allowed: " + allowed_commands() + "; see coopgraph --help");
}

}  // namespace

std::span<const command> commands() { return all_commands; }

int run(std::span<const std::string> arguments, std::ostream& out, std::ostream& err, std::stop_token stop,
        const terminal_widths& terminal) noexcept {
  try {
    return finish(dispatch(arguments, {out, err, std::move(stop), terminal.out}, terminal.err), out);
  } catch (...) {
    try {
      return tell(std::current_exception(), err);
    } catch (...) {
      return io_or_memory;  // not even the message could be written
    }
  }
}

}  // namespace coopgraph::cli
