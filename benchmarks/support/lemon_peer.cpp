// SPDX-License-Identifier: BSL-1.0
#include "support/lemon_peer.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <stdexcept>
#include <string>

namespace coopgraph::bench {

namespace {
#ifdef COOPGRAPH_LEMON_PEER
constexpr const char* program = COOPGRAPH_LEMON_PEER;
#else
constexpr const char* program = "";
#endif
}  // namespace

/// A child whose standard input and output are ours to write and read.
struct lemon_peer::process {
  process() {
    std::array<int, 2> down{};
    std::array<int, 2> up{};
    if (pipe(down.data()) != 0 || pipe(up.data()) != 0) throw std::runtime_error("no pipe to LEMON");
    child = fork();
    if (child < 0) throw std::runtime_error("no process for LEMON");
    if (child == 0) {
      dup2(down[0], STDIN_FILENO);
      dup2(up[1], STDOUT_FILENO);
      for (const int end : {down[0], down[1], up[0], up[1]}) close(end);
      execl(program, program, static_cast<char*>(nullptr));
      _exit(127);
    }
    close(down[0]);
    close(up[1]);
    to = fdopen(down[1], "w");
    from = fdopen(up[0], "r");
  }
  process(const process&) = delete;
  process& operator=(const process&) = delete;
  ~process() {
    std::fclose(to);
    std::fclose(from);
    waitpid(child, nullptr, 0);
  }

  void write(const void* data, std::size_t bytes) const {
    if (std::fwrite(data, 1, bytes, to) != bytes) throw std::runtime_error("LEMON does not listen");
  }
  void ask(const void* data, std::size_t bytes, void* answer, std::size_t answer_bytes) const {
    write(data, bytes);
    if (std::fflush(to) != 0 || std::fread(answer, 1, answer_bytes, from) != answer_bytes)
      throw std::runtime_error("LEMON does not answer");
  }

  pid_t child = -1;
  std::FILE* to = nullptr;
  std::FILE* from = nullptr;
};

lemon_peer::lemon_peer(const min_cost_input& on) {
  if (!available()) throw std::runtime_error("LEMON is not there");
  process_ = std::make_shared<process>();
  const std::array<std::int64_t, 2> counts{static_cast<std::int64_t>(on.vertices), static_cast<std::int64_t>(on.edges.size())};
  process_->write(counts.data(), sizeof counts);
  process_->write(on.supply.data(), on.supply.size() * sizeof(std::int64_t));
  for (std::size_t e = 0; e < on.edges.size(); ++e) {
    const std::array<std::int64_t, 4> arc{on.edges[e].source, on.edges[e].target, on.capacity[e], on.cost[e]};
    process_->write(arc.data(), sizeof arc);
  }
}

bool lemon_peer::available() { return *program != '\0'; }

lemon_peer::answer lemon_peer::solve(lemon_algorithm by) const {
  const char what = static_cast<char>(by);
  std::array<std::int64_t, 2> told{};
  process_->ask(&what, 1, told.data(), sizeof told);
  return {static_cast<double>(told[0]) * 1e-9, told[1]};
}

}  // namespace coopgraph::bench
