// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/core/error.hpp>
#include <coopgraph/core/parallel.hpp>

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <exception>
#include <limits>
#include <mutex>
#include <thread>

namespace coopgraph {

// One loop at a time. The workers sleep between loops; a loop is announced by a new `generation`, and it is over when the
// chunks are used up and no worker is inside it any more.
struct thread_pool::state {
  execution run;
  double progress_from = 0.0;
  double progress_to = 1.0;
  double progress_told = 0.0;

  std::mutex mutex;
  std::condition_variable wake;
  std::condition_variable idle;
  std::uint64_t generation = 0;
  unsigned inside = 0;
  bool closing = false;

  chunk_function function = nullptr;
  const void* context = nullptr;
  std::size_t chunks = 0;
  std::atomic<std::size_t> next{0};
  std::atomic<std::size_t> done{0};

  std::size_t failed_chunk = std::numeric_limits<std::size_t>::max();  // under mutex
  std::exception_ptr failure;                                          // under mutex
  std::atomic<bool> failed{false};

  std::vector<std::jthread> workers;  // last: they use all of the above

  // Takes chunks until none is left. Chunks are handed out in order, so all below a failed one have been handed out:
  // what the lowest failing chunk threw does not depend on the number of threads.
  void work(bool tell_progress) {
    while (!failed.load(std::memory_order_relaxed)) {
      const std::size_t chunk = next.fetch_add(1, std::memory_order_relaxed);
      if (chunk >= chunks) return;
      try {
        if (run.stop.stop_requested()) throw cancelled();
        function(context, chunk);
        const std::size_t finished = done.fetch_add(1, std::memory_order_relaxed) + 1;
        if (tell_progress) tell(finished);
      } catch (...) {
        const std::lock_guard lock(mutex);
        if (chunk < failed_chunk) {
          failed_chunk = chunk;
          failure = std::current_exception();
        }
        failed.store(true, std::memory_order_relaxed);
      }
    }
  }

  // Only the calling thread comes here: what the user hands in need not be safe for threads.
  void tell(std::size_t finished) {
    if (!run.progress) return;
    const double share = static_cast<double>(finished) / static_cast<double>(chunks);
    tell_fraction(progress_from + (progress_to - progress_from) * share);
  }

  void tell_fraction(double fraction) {
    if (!run.progress || fraction <= progress_told) return;
    progress_told = fraction;
    run.progress(fraction);
  }

  ~state() {
    {
      const std::lock_guard lock(mutex);
      closing = true;
    }
    wake.notify_all();
  }

  void worker() {
    std::uint64_t seen = 0;
    for (;;) {
      {
        std::unique_lock lock(mutex);
        wake.wait(lock, [&] { return closing || generation != seen; });
        if (closing) return;
        seen = generation;
        ++inside;
      }
      work(false);
      {
        const std::lock_guard lock(mutex);
        if (--inside == 0) idle.notify_all();
      }
    }
  }
};

thread_pool::thread_pool(const execution& run) : state_(std::make_unique<state>()) {
  constexpr unsigned most = 1024;
  if (run.threads > most) throw option_error("execution", "threads", std::to_string(run.threads), "0 (all) to 1024");
  state_->run = run;
  const unsigned available = std::thread::hardware_concurrency();
  const unsigned wanted = run.threads != 0 ? run.threads : (available != 0 ? available : 1);
  for (unsigned i = 1; i < wanted; ++i) state_->workers.emplace_back([s = state_.get()] { s->worker(); });
}

thread_pool::~thread_pool() = default;

unsigned thread_pool::threads() const noexcept { return static_cast<unsigned>(state_->workers.size()) + 1; }

void thread_pool::check_stop() const {
  if (state_->run.stop.stop_requested()) throw cancelled();
}

void thread_pool::set_progress_range(double from, double to) noexcept {
  state_->progress_from = from;
  state_->progress_to = to;
}

void thread_pool::finish_progress() { state_->tell_fraction(1.0); }

void thread_pool::run_chunks(std::size_t chunks, chunk_function function, const void* context) {
  state& s = *state_;
  if (chunks == 0) return;
  {
    std::unique_lock lock(s.mutex);
    s.idle.wait(lock, [&] { return s.inside == 0; });  // a worker that woke late may still look at the loop before
    s.function = function;
    s.context = context;
    s.chunks = chunks;
    s.next.store(0, std::memory_order_relaxed);
    s.done.store(0, std::memory_order_relaxed);
    s.failed_chunk = std::numeric_limits<std::size_t>::max();
    s.failure = nullptr;
    s.failed.store(false, std::memory_order_relaxed);
    if (chunks > 1) ++s.generation;
  }
  if (chunks > 1) s.wake.notify_all();
  s.work(true);

  std::unique_lock lock(s.mutex);
  s.idle.wait(lock, [&] { return s.inside == 0; });
  if (s.failure) std::rethrow_exception(std::exchange(s.failure, nullptr));
}

}  // namespace coopgraph
