// SPDX-License-Identifier: BSL-1.0
#include "support/graph_tool_peer.hpp"

#include "support/child_process.hpp"

#include <coopgraph/core/error.hpp>

#include <stdlib.h>
#include <array>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <utility>

namespace coopgraph::bench {

namespace {

/// The Python beside this program and a folder for what is too long for a line.
class runner {
 public:
  runner() {
    std::string made = (std::filesystem::temp_directory_path() / "coopgraph-bench-XXXXXX").string();
    if (::mkdtemp(made.data()) == nullptr) throw error("cannot make a folder " + made);
    folder_ = made;
    const char* python = std::getenv("COOPGRAPH_BENCH_PYTHON");
    try {
      child_.emplace(std::vector<std::string>{python != nullptr ? python : "/usr/bin/python3", COOPGRAPH_GRAPH_TOOL_PROGRAM});
      const std::string said = child_->read_line();
      if (said.starts_with("ready "))
        version_ = said.substr(6);
      else
        why_absent_ = said;
    } catch (const error& problem) {
      why_absent_ = problem.what();
    }
    if (version_.empty()) {
      child_.reset();
      std::printf("graph-tool is not there (%s): the races run without it\n", why_absent_.c_str());
    } else {
      std::printf("graph-tool %s\n", version_.c_str());
    }
  }
  runner(const runner&) = delete;
  runner& operator=(const runner&) = delete;
  ~runner() {
    child_.reset();
    std::error_code none;
    std::filesystem::remove_all(folder_, none);
  }

  [[nodiscard]] const std::string& version() const noexcept { return version_; }
  [[nodiscard]] std::filesystem::path file(const std::string& name) const { return folder_ / name; }
  [[nodiscard]] std::size_t next_number() noexcept { return numbers_++; }

  /// What follows "ok".
  std::string ask(const std::string& line) {
    if (!child_) throw error("graph-tool is not there: " + why_absent_);
    const std::string said = child_->ask(line);
    if (!said.starts_with("ok")) throw error("graph-tool, told to " + line + ": " + said);
    return said.substr(said.size() > 2 ? 3 : 2);
  }

 private:
  std::optional<child_process> child_;
  std::filesystem::path folder_;
  std::string version_;
  std::string why_absent_;
  std::size_t numbers_ = 0;
};

bool asked_for = false;

runner& the_runner() {
  static runner one;
  asked_for = true;
  return one;
}

template <class T>
void write(std::ofstream& file, const std::vector<T>& values) {
  file.write(reinterpret_cast<const char*>(values.data()), static_cast<std::streamsize>(values.size() * sizeof(T)));
}

void write_graph(const std::filesystem::path& path, const input& on) {
  std::vector<std::uint32_t> ends;
  ends.reserve(2 * on.edges.size());
  for (const auto& [u, v] : on.edges) {
    ends.push_back(u);
    ends.push_back(v);
  }
  std::ofstream file(path, std::ios::binary);
  write(file, std::vector<std::uint64_t>{on.vertices, on.edges.size(), on.orientation == direction::directed ? 1U : 0U});
  write(file, ends);
  write(file, std::vector<double>(on.lengths.begin(), on.lengths.end()));
  if (!file.flush()) throw error("cannot write " + path.string());
}

std::vector<double> read_scores(const std::filesystem::path& path) {
  std::vector<double> scores(std::filesystem::file_size(path) / sizeof(double));
  std::ifstream file(path, std::ios::binary);
  file.read(reinterpret_cast<char*>(scores.data()), static_cast<std::streamsize>(scores.size() * sizeof(double)));
  if (!file) throw error("cannot read " + path.string());
  return scores;
}

}  // namespace

/// Kept by the Python for as long as somebody here holds it.
struct graph_tool_peer::graph {
  std::string id = std::to_string(the_runner().next_number());

  explicit graph(const input& on) {
    const auto path = the_runner().file("graph-" + id);
    write_graph(path, on);
    the_runner().ask("load " + id + " " + path.string());
    std::filesystem::remove(path);
  }
  graph(const graph&) = delete;
  graph& operator=(const graph&) = delete;
  ~graph() {
    try {
      the_runner().ask("drop " + id);
    } catch (const error& problem) {
      std::fprintf(stderr, "%s\n", problem.what());
    }
  }
};

graph_tool_peer::graph_tool_peer(const input& on) : graph_(std::make_shared<const graph>(on)) {}

bool graph_tool_peer::available() { return !the_runner().version().empty(); }

std::string graph_tool_peer::version() {
  if (!asked_for) return "not asked for";
  return available() ? the_runner().version() : "absent";
}

contestant graph_tool_peer::kernel(std::string name, const std::string& kernel, std::vector<std::string> options,
                                   std::function<std::vector<double>(std::vector<double>)> answer, unsigned threads) const {
  const auto path = the_runner().file("scores-" + std::to_string(the_runner().next_number()));
  std::string line = "run " + graph_->id + " " + kernel + " " + std::to_string(threads) + " " + path.string();
  for (const std::string& option : options) line += " " + option;
  auto seconds = std::make_shared<double>(0);
  return {.name = std::move(name),
          .run = [held = graph_, line, seconds] { *seconds = std::stod(the_runner().ask(line)); },
          .answer = [path, answer = std::move(answer)] { return answer(read_scores(path)); },
          .forget =
              [path] {
                std::error_code none;
                std::filesystem::remove(path, none);
              },
          .own_clock = [seconds] { return *seconds; }};
}

std::string option_text(const std::string& name, double value) {
  std::array<char, 64> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  return name + "=" + std::string(digits.data(), end);
}

}  // namespace coopgraph::bench
