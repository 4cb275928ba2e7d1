// SPDX-License-Identifier: BSL-1.0
#include "support/python_peer.hpp"

#include "support/child_process.hpp"

#include <coopgraph/core/error.hpp>

#include <stdlib.h>
#include <array>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <utility>

namespace coopgraph::bench {

/// The Python beside this program and a folder for what is too long for a line.
class python_peer::runner {
 public:
  explicit runner(const python_package& package) : name_(package.name) {
    std::string made = (std::filesystem::temp_directory_path() / "coopgraph-bench-XXXXXX").string();
    if (::mkdtemp(made.data()) == nullptr) throw error("cannot make a folder " + made);
    folder_ = made;
    const char* python = std::getenv("COOPGRAPH_BENCH_PYTHON");
    try {
      // -B: it leaves nothing beside the programs
      child_.emplace(std::vector<std::string>{python != nullptr ? python : "/usr/bin/python3", "-B",
                                              COOPGRAPH_BENCH_PROGRAMS "/" + package.program});
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
      std::printf("%s is not there (%s): the races run without it\n", name_.c_str(), why_absent_.c_str());
    } else {
      std::printf("%s %s\n", name_.c_str(), version_.c_str());
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
    if (!child_) throw error(name_ + " is not there: " + why_absent_);
    const std::string said = child_->ask(line);
    if (!said.starts_with("ok")) throw error(name_ + ", told to " + line + ": " + said);
    return said.substr(said.size() > 2 ? 3 : 2);
  }

 private:
  std::string name_;
  std::optional<child_process> child_;
  std::filesystem::path folder_;
  std::string version_;
  std::string why_absent_;
  std::size_t numbers_ = 0;
};

namespace {

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

std::vector<double> read_numbers(const std::filesystem::path& path) {
  std::vector<double> numbers(std::filesystem::file_size(path) / sizeof(double));
  std::ifstream file(path, std::ios::binary);
  file.read(reinterpret_cast<char*>(numbers.data()), static_cast<std::streamsize>(numbers.size() * sizeof(double)));
  if (!file) throw error("cannot read " + path.string());
  return numbers;
}

}  // namespace

std::map<std::string, python_peer::runner>& python_peer::runners() {
  static std::map<std::string, runner> started;
  return started;
}

python_peer::runner& python_peer::runner_of(const python_package& package) {
  return runners().try_emplace(package.name, package).first->second;
}

/// Kept by the Python for as long as somebody here holds it.
struct python_peer::graph {
  runner& by;
  std::string id;

  graph(const python_package& package, const input& on) : by(runner_of(package)), id(std::to_string(by.next_number())) {
    const auto path = by.file("graph-" + id);
    write_graph(path, on);
    by.ask("load " + id + " " + path.string());
    std::filesystem::remove(path);
  }
  graph(const graph&) = delete;
  graph& operator=(const graph&) = delete;
  ~graph() {
    try {
      by.ask("drop " + id);
    } catch (const error& problem) {
      std::fprintf(stderr, "%s\n", problem.what());
    }
  }
};

python_peer::python_peer(const python_package& package, const input& on) : graph_(std::make_shared<const graph>(package, on)) {}

bool python_peer::available(const python_package& package) { return !runner_of(package).version().empty(); }

std::string python_peer::version(const python_package& package) {
  if (!runners().contains(package.name)) return "not asked for";
  return available(package) ? runner_of(package).version() : "absent";
}

contestant python_peer::kernel(std::string name, const std::string& kernel, const std::vector<std::string>& options,
                               std::function<std::vector<double>(std::vector<double>)> answer, unsigned threads) const {
  runner& by = graph_->by;
  const auto path = by.file("found-" + std::to_string(by.next_number()));
  std::string line = "run " + graph_->id + " " + kernel + " " + std::to_string(threads) + " " + path.string();
  for (const std::string& option : options) line += " " + option;
  auto seconds = std::make_shared<double>(0);
  return {.name = std::move(name),
          .run = [held = graph_, line, seconds] { *seconds = std::stod(held->by.ask(line)); },
          .answer = [path, answer = std::move(answer)] { return answer(read_numbers(path)); },
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
