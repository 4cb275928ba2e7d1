// SPDX-License-Identifier: BSL-1.0
#include "support/bench.hpp"

#include <benchmark/benchmark.h>

#include <cstdio>
#include <cstdlib>
#include <exception>
#include <fstream>
#include <map>
#include <stdexcept>

namespace coopgraph::bench {

namespace {

std::map<std::string, void (*)(side_by_side&)>& registered() {
  static std::map<std::string, void (*)(side_by_side&)> parts;
  return parts;
}

struct command {
  harness_options harness;
  std::filesystem::path output = "benchmarks/results";
  bool micro = true;
  bool help = false;
};

command parse(const std::vector<std::string>& words) {
  command given;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const auto value = [&]() -> const std::string& {
      if (i + 1 == words.size()) throw std::invalid_argument(words[i] + " wants a value");
      return words[++i];
    };
    if (words[i] == "--help")
      given.help = true;
    else if (words[i] == "--quick")
      given.harness.divisor = 32, given.harness.repeats = 1, given.micro = false;
    else if (words[i] == "--divisor")
      given.harness.divisor = std::stoul(value());
    else if (words[i] == "--repeats")
      given.harness.repeats = std::stoul(value());
    else if (words[i] == "--only")
      given.harness.only = value();
    else if (words[i] == "--output")
      given.output = value();
    else if (words[i] == "--no-micro")
      given.micro = false;
    else
      throw std::invalid_argument("unknown option " + words[i]);
  }
  if (given.harness.divisor == 0 || given.harness.repeats == 0) throw std::invalid_argument("divisor and repeats are at least 1");
  return given;
}

void print_usage() {
  std::puts(
      "options: --quick (small inputs, one sample, no micro benchmarks), --divisor N (inputs N times smaller), --repeats K,\n"
      "--only WORD (kernels whose name contains it), --output DIR (benchmarks/results), --no-micro, and Google Benchmark's\n"
      "--benchmark_*. COOPGRAPH_DATA: a folder whose graphs/*.csv run too. COOPGRAPH_BENCH_PYTHON: a Python that has\n"
      "graph-tool, leidenalg and scikit-learn (/usr/bin/python3). Status 1 if a result disagrees with a peer's, or one with\n"
      "more threads with that of one.");
}

int run(const std::string& family, const std::vector<std::string>& words) {
  command given = parse(words);
  if (given.help) return print_usage(), 0;
  const char* data = std::getenv("COOPGRAPH_DATA");
  if (data != nullptr) given.harness.data = data;
  std::printf("igraph %s, Boost %s, %s; files: %s\n", igraph_peer::version().c_str(), boost_peer::version().c_str(), __VERSION__,
              data != nullptr ? data : "skipped, COOPGRAPH_DATA is not set");

  side_by_side harness(given.harness);
  for (const auto& [name, races] : registered()) races(harness);
  std::fputs(growth_table(harness).c_str(), stdout);
  std::fputs(verdict_table(harness).c_str(), stdout);

  std::filesystem::create_directories(given.output);
  std::ofstream file(given.output / (family + ".json"));
  file << to_json(harness, {{"family", family},
                            {"compiler", __VERSION__},
                            {"boost", boost_peer::version()},
                            {"igraph", igraph_peer::version()},
                            {"graph-tool", graph_tool_peer::version()},
                            {"leidenalg", leidenalg_peer::version()},
                            {"scikit-learn", sklearn_peer::version()},
                            {"repeats", std::to_string(given.harness.repeats)},
                            {"divisor", std::to_string(given.harness.divisor)}});
  if (!file.flush()) throw std::runtime_error("cannot write into " + given.output.string());
  if (given.micro) benchmark::RunSpecifiedBenchmarks();
  if (!harness.all_agree()) std::puts("Results disagree: see above.");
  return harness.all_agree() ? 0 : 1;
}

}  // namespace

registration::registration(std::string name, void (*races)(side_by_side&)) { registered().emplace(std::move(name), races); }

}  // namespace coopgraph::bench

int main(int count, char** words) {
  try {
    benchmark::Initialize(&count, words);
    return coopgraph::bench::run(COOPGRAPH_BENCHMARK_FAMILY, {words + 1, words + count});
  } catch (const std::exception& problem) {
    std::fprintf(stderr, "%s\n", problem.what());
    return 2;
  }
}
