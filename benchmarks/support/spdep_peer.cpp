// SPDX-License-Identifier: BSL-1.0
#include "support/spdep_peer.hpp"

#include "support/child_process.hpp"

#include <coopgraph/core/error.hpp>
#include <coopgraph/core/partition.hpp>

#include <stdlib.h>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>
#include <utility>
#include <vector>

namespace coopgraph::bench {

/// The R beside this program and a folder for what is too long for a line.
class spdep_peer::runner {
 public:
  runner() {
    std::string made = (std::filesystem::temp_directory_path() / "coopgraph-bench-XXXXXX").string();
    if (::mkdtemp(made.data()) == nullptr) throw error("cannot make a folder " + made);
    folder_ = made;
    const char* r = std::getenv("COOPGRAPH_BENCH_R");
    std::string said;
    try {
      child_.emplace(
          std::vector<std::string>{r != nullptr ? r : "Rscript", "--vanilla", COOPGRAPH_BENCH_PROGRAMS "/spdep_peer.R"});
      said = child_->read_line();
    } catch (const error& problem) {
      said = problem.what();
    }
    if (!said.starts_with("ready ")) {
      child_.reset();
      std::printf("spdep is not there (%s): the races run without it\n", said.c_str());
    } else {
      std::printf("%s\n", said.substr(6).c_str());
    }
  }
  runner(const runner&) = delete;
  runner& operator=(const runner&) = delete;
  ~runner() {
    child_.reset();
    std::error_code none;
    std::filesystem::remove_all(folder_, none);
  }

  [[nodiscard]] bool available() const noexcept { return child_.has_value(); }
  [[nodiscard]] std::filesystem::path file(const std::string& name) const { return folder_ / name; }

  /// What follows "ok".
  std::string ask(const std::string& line) {
    if (!child_) throw error("spdep is not there");
    const std::string said = child_->ask(line);
    if (!said.starts_with("ok")) throw error("spdep, told to " + line + ": " + said);
    return said.substr(2);
  }

 private:
  std::optional<child_process> child_;
  std::filesystem::path folder_;
};

spdep_peer::runner& spdep_peer::the_runner() {
  static runner one;
  return one;
}

spdep_peer::spdep_peer(const input& on, const unit_attributes& attributes) {
  std::vector<double> numbers{static_cast<double>(on.vertices), static_cast<double>(on.edges.size()),
                              static_cast<double>(attributes.columns)};
  for (const auto& [u, v] : on.edges) {
    numbers.push_back(u);
    numbers.push_back(v);
  }
  numbers.insert(numbers.end(), attributes.values.begin(), attributes.values.end());
  const auto path = the_runner().file("map");
  std::ofstream file(path, std::ios::binary);
  file.write(reinterpret_cast<const char*>(numbers.data()), static_cast<std::streamsize>(numbers.size() * sizeof(double)));
  if (!file.flush()) throw error("cannot write " + path.string());
  static_cast<void>(the_runner().ask("load " + path.string()));
}

bool spdep_peer::available() { return the_runner().available(); }

contestant spdep_peer::skater(std::string name, const std::string& method, std::size_t clusters) const {
  const auto path = the_runner().file("found-" + method);
  const std::string line = "run " + method + " " + std::to_string(clusters - 1) + " " + path.string();
  auto seconds = std::make_shared<double>(0);
  return {.name = std::move(name),
          .run =
              [line, seconds, costs = costs_] {
                std::istringstream said(the_runner().ask(line));
                said >> *costs >> *seconds;
              },
          .answer =
              [path] {
                std::vector<double> numbers(std::filesystem::file_size(path) / sizeof(double));
                std::ifstream file(path, std::ios::binary);
                file.read(reinterpret_cast<char*>(numbers.data()), static_cast<std::streamsize>(numbers.size() * sizeof(double)));
                if (!file) throw error("cannot read " + path.string());
                const std::vector<std::uint32_t> labels(numbers.begin(), numbers.end());
                const partition regions = make_partition(labels);
                return std::vector<double>(regions.label.begin(), regions.label.end());
              },
          .forget =
              [path] {
                std::error_code none;
                std::filesystem::remove(path, none);
              },
          .own_clock = [seconds] { return *seconds; }};
}

double spdep_peer::seconds_of_costs() const { return *costs_; }

}  // namespace coopgraph::bench
