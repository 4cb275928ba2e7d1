// SPDX-License-Identifier: BSL-1.0
#include "support/lemon_peer.hpp"

#include <malloc.h>
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
  void write_graph(const std::vector<std::int64_t>& supply, const std::vector<endpoints>& edges,
                   const std::vector<std::int64_t>& capacity, const std::vector<std::int64_t>& cost, bool undirected) const {
    const std::array<std::int64_t, 3> counts{static_cast<std::int64_t>(supply.size()), static_cast<std::int64_t>(edges.size()),
                                             undirected ? 1 : 0};
    write(counts.data(), sizeof counts);
    write(supply.data(), supply.size() * sizeof(std::int64_t));
    for (std::size_t e = 0; e < edges.size(); ++e) {
      const std::array<std::int64_t, 4> arc{edges[e].source, edges[e].target, capacity[e], cost[e]};
      write(arc.data(), sizeof arc);
    }
  }
  void read(void* data, std::size_t bytes) const {
    if (std::fread(data, 1, bytes, from) != bytes) throw std::runtime_error("LEMON does not answer");
  }

  pid_t child = -1;
  std::FILE* to = nullptr;
  std::FILE* from = nullptr;
};

lemon_peer::lemon_peer(const min_cost_input& on) {
  if (!available()) throw std::runtime_error("LEMON is not there");
  process_ = std::make_shared<process>();
  process_->write_graph(on.supply, on.edges, on.capacity, on.cost, false);
}

lemon_peer::lemon_peer(const input& on) {
  if (!available()) throw std::runtime_error("LEMON is not there");
  process_ = std::make_shared<process>();
  process_->write_graph(std::vector<std::int64_t>(on.vertices, 0), on.edges, on.lengths, on.lengths,
                        on.orientation == direction::undirected);
}

void keep_freed_memory() {
  constexpr int most_of_heap = 1 << 25;  // greater pieces are given back, by both
  mallopt(M_MMAP_THRESHOLD, most_of_heap);
  mallopt(M_TRIM_THRESHOLD, 1 << 30);
}

bool lemon_peer::available() { return *program != '\0'; }

lemon_peer::answer lemon_peer::ask(char what, std::span<const std::int64_t> given) const {
  process_->write(&what, 1);
  process_->write(given.data(), given.size_bytes());
  std::fflush(process_->to);
  std::array<std::int64_t, 2> head{};
  process_->read(head.data(), sizeof head);
  answer told{static_cast<double>(head[0]) * 1e-9, std::vector<std::int64_t>(static_cast<std::size_t>(head[1]))};
  process_->read(told.numbers.data(), told.numbers.size() * sizeof(std::int64_t));
  return told;
}

lemon_peer::answer lemon_peer::cheapest_flow(lemon_algorithm by) const { return ask(static_cast<char>(by), {}); }

lemon_peer::answer lemon_peer::greatest_flow(vertex_id source, vertex_id target) const {
  return ask('f', std::array<std::int64_t, 2>{source, target});
}

lemon_peer::answer lemon_peer::distances(std::span<const vertex_id> sources) const {
  std::vector<std::int64_t> given{static_cast<std::int64_t>(sources.size())};
  given.insert(given.end(), sources.begin(), sources.end());
  return ask('d', given);
}

}  // namespace coopgraph::bench
