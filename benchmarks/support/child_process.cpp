// SPDX-License-Identifier: BSL-1.0
#include "support/child_process.hpp"

#include <coopgraph/core/error.hpp>

#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#include <array>
#include <cerrno>
#include <cstring>

namespace coopgraph::bench {

child_process::child_process(const std::vector<std::string>& words) {
  // A socket and not a pipe: writing to one whose reader has gone can be told not to raise a signal.
  std::array<int, 2> ends{};
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0)
    throw error(std::string("cannot make a channel: ") + std::strerror(errno));
  posix_spawn_file_actions_t actions;
  ::posix_spawn_file_actions_init(&actions);
  ::posix_spawn_file_actions_adddup2(&actions, ends[1], STDIN_FILENO);
  ::posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
  std::vector<std::string> copies = words;
  std::vector<char*> arguments;
  for (std::string& word : copies) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  const int problem = ::posix_spawnp(&pid_, arguments[0], &actions, nullptr, arguments.data(), environ);
  ::posix_spawn_file_actions_destroy(&actions);
  ::close(ends[1]);
  channel_ = ends[0];
  if (problem != 0) {
    ::close(channel_);
    throw error("cannot start " + words[0] + ": " + std::strerror(problem));
  }
}

child_process::~child_process() {
  ::close(channel_);
  ::waitpid(pid_, nullptr, 0);
}

std::string child_process::ask(const std::string& line) {
  const std::string sent = line + "\n";
  for (std::size_t done = 0; done < sent.size();) {
    const ssize_t written = ::send(channel_, sent.data() + done, sent.size() - done, MSG_NOSIGNAL);
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) throw error("the program beside this one has ended; it was asked: " + line);
    done += static_cast<std::size_t>(written);
  }
  return read_line();
}

std::string child_process::read_line() {
  for (;;) {
    const std::size_t end = unread_.find('\n');
    if (end != std::string::npos) {
      std::string line = unread_.substr(0, end);
      unread_.erase(0, end + 1);
      return line;
    }
    std::array<char, 4096> block{};
    const ssize_t got = ::recv(channel_, block.data(), block.size(), 0);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) throw error("the program beside this one has ended without an answer");
    unread_.append(block.data(), static_cast<std::size_t>(got));
  }
}

}  // namespace coopgraph::bench
