// SPDX-License-Identifier: BSL-1.0
#include "cli/interrupt.hpp"

#include <ctime>

namespace coopgraph::cli {

interrupt::interrupt() {
  sigemptyset(&signals_);
  sigaddset(&signals_, SIGINT);
  sigaddset(&signals_, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals_, &before_);
  waiter_ = std::jthread([this](const std::stop_token& over) { wait(over); });
}

interrupt::~interrupt() {
  waiter_.request_stop();
  waiter_.join();
  pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

void interrupt::wait(const std::stop_token& over) {
  const std::timespec a_moment{0, 20'000'000};
  while (!over.stop_requested()) {
    const int signal = sigtimedwait(&signals_, nullptr, &a_moment);
    if (signal < 0) continue;
    if (!requested_.request_stop()) {  // the second one: the user does not want to wait
      std::signal(signal, SIG_DFL);
      std::raise(signal);
      pthread_sigmask(SIG_UNBLOCK, &signals_, nullptr);
    }
  }
}

}  // namespace coopgraph::cli
