// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/execution.hpp>

#include <cstddef>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>
#include <vector>

namespace coopgraph {

/// Items [first, last).
struct index_range {
  std::size_t first = 0;
  std::size_t last = 0;
};

/// The threads of one algorithm's run. Work is cut into chunks by the number of items alone, never by the number of threads,
/// and what chunks return is joined in the order of the chunks: results are the same for any number of threads.
/// A pool lives as long as one call of an algorithm; there is no global one.
class thread_pool {
 public:
  /// Starts run.threads - 1 threads (the caller is one more); 0 means as many as the machine has.
  explicit thread_pool(const execution& run);
  thread_pool(const thread_pool&) = delete;
  thread_pool& operator=(const thread_pool&) = delete;
  ~thread_pool();

  [[nodiscard]] unsigned threads() const noexcept;

  /// \throws cancelled if a stop was requested. Cheap; call it inside chunks that last longer than some 10 ms.
  void check_stop() const;

  /// The share of the work that the next parallel loops are, for execution::progress: from `from` to `to`.
  void set_progress_range(double from, double to) noexcept;

  /// Reports that all is done (1.0).
  void finish_progress();

  /// Calls body(chunk number) for every chunk 0 … chunks-1, on all threads. If bodies throw, what the lowest chunk threw comes
  /// out. Not to be called from inside a body.
  template <class Body>
  void for_each_chunk(std::size_t chunks, const Body& body) {
    run_chunks(
        chunks, [](const void* context, std::size_t chunk) { (*static_cast<const Body*>(context))(chunk); }, &body);
  }

 private:
  using chunk_function = void (*)(const void* context, std::size_t chunk);
  void run_chunks(std::size_t chunks, chunk_function function, const void* context);

  struct state;
  std::unique_ptr<state> state_;
};

/// Calls body(range) on the ranges of `chunk_size` items that make up [0, items).
template <class Body>
void parallel_for(thread_pool& pool, std::size_t items, std::size_t chunk_size, const Body& body) {
  const std::size_t chunks = items / chunk_size + (items % chunk_size != 0 ? 1 : 0);
  pool.for_each_chunk(chunks, [&](std::size_t chunk) {
    const std::size_t first = chunk * chunk_size;
    body(index_range{first, items - first < chunk_size ? items : first + chunk_size});
  });
}

/// join(…) of body(range) over the ranges of `chunk_size` items that make up [0, items), joined as a balanced tree in the
/// order of the ranges; `empty` if there are no items. For sums the rounding error grows with log(chunks), not with chunks.
template <class T, class Body, class Join>
[[nodiscard]] T parallel_reduce(thread_pool& pool, std::size_t items, std::size_t chunk_size, T empty, const Body& body,
                                const Join& join) {
  const std::size_t chunks = items / chunk_size + (items % chunk_size != 0 ? 1 : 0);
  if (chunks == 0) return empty;
  std::vector<std::optional<T>> part(chunks);
  pool.for_each_chunk(chunks, [&](std::size_t chunk) {
    const std::size_t first = chunk * chunk_size;
    part[chunk].emplace(body(index_range{first, items - first < chunk_size ? items : first + chunk_size}));
  });
  for (std::size_t step = 1; step < chunks; step *= 2)
    for (std::size_t i = 0; i + step < chunks; i += 2 * step) {
      part[i].emplace(join(std::move(*part[i]), std::move(*part[i + step])));
      part[i + step].reset();
    }
  return std::move(*part[0]);
}

}  // namespace coopgraph
