// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/core/error.hpp>
#include <coopgraph/core/parallel.hpp>
#include <coopgraph/core/random.hpp>

#include <gtest/gtest.h>

#include <atomic>
#include <bit>
#include <chrono>
#include <cstdint>
#include <numeric>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace {

using namespace coopgraph;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr unsigned thread_counts[] = {1, 2, 4, 8};

TEST(thread_pool, has_as_many_threads_as_asked_and_all_for_0) {
  for (const unsigned threads : thread_counts) EXPECT_EQ(thread_pool({.threads = threads}).threads(), threads);
  const unsigned all = std::thread::hardware_concurrency();
  EXPECT_EQ(thread_pool({}).threads(), all == 0 ? 1 : all);
  EXPECT_THROW(thread_pool({.threads = 1025}), option_error);
}

TEST(parallel_for, visits_every_item_once) {
  for (const unsigned threads : thread_counts)
    for (const std::size_t items : {0U, 1U, 7U, 8U, 9U, 1000U}) {
      thread_pool pool({.threads = threads});
      std::vector<std::atomic<int>> visits(items);
      parallel_for(pool, items, 8, [&](index_range range) {
        EXPECT_LE(range.last - range.first, 8U);
        EXPECT_EQ(range.first % 8, 0U);
        for (std::size_t i = range.first; i < range.last; ++i) ++visits[i];
      });
      for (const auto& count : visits) EXPECT_EQ(count, 1);
    }
}

TEST(parallel_reduce, gives_the_same_bits_for_any_number_of_threads) {
  random_stream random(1);
  std::vector<double> numbers(100'000);
  for (double& x : numbers) x = (random.uniform() - 0.5) * (random.below(8) == 0 ? 1e12 : 1.0);
  const auto sum = [&](index_range range) {
    return std::accumulate(numbers.begin() + static_cast<std::ptrdiff_t>(range.first),
                           numbers.begin() + static_cast<std::ptrdiff_t>(range.last), 0.0);
  };
  std::vector<std::uint64_t> bits;
  for (int repeat = 0; repeat < 5; ++repeat)
    for (const unsigned threads : thread_counts) {
      thread_pool pool({.threads = threads});
      bits.push_back(std::bit_cast<std::uint64_t>(parallel_reduce(pool, numbers.size(), 100, 0.0, sum, std::plus<>())));
    }
  EXPECT_EQ(bits, std::vector<std::uint64_t>(bits.size(), bits.front()));
}

TEST(parallel_reduce, joins_in_the_order_of_the_chunks_as_a_balanced_tree) {
  for (const unsigned threads : thread_counts) {
    thread_pool pool({.threads = threads});
    const auto word = [](index_range range) { return std::string(1, static_cast<char>('a' + range.first)); };
    const auto join = [](const std::string& a, const std::string& b) { return "(" + a + b + ")"; };
    EXPECT_EQ(parallel_reduce(pool, 5, 1, std::string("none"), word, join), "(((ab)(cd))e)");
    EXPECT_EQ(parallel_reduce(pool, 1, 1, std::string("none"), word, join), "a");
    EXPECT_EQ(parallel_reduce(pool, 0, 1, std::string("none"), word, join), "none");
  }
}

TEST(thread_pool, lets_out_what_the_lowest_failing_chunk_threw_and_works_on_afterwards) {
  for (const unsigned threads : thread_counts) {
    thread_pool pool({.threads = threads});
    for (int repeat = 0; repeat < 50; ++repeat) {
      try {
        pool.for_each_chunk(100, [](std::size_t chunk) {
          if (chunk == 7) std::this_thread::sleep_for(milliseconds(1));  // the others are faster to fail
          if (chunk >= 7) throw std::runtime_error(std::to_string(chunk));
        });
        FAIL() << "nothing came out";
      } catch (const std::runtime_error& e) {
        EXPECT_STREQ(e.what(), "7");
      }
    }
    std::atomic<int> visits = 0;
    pool.for_each_chunk(100, [&](std::size_t) { ++visits; });
    EXPECT_EQ(visits, 100);
  }
}

TEST(thread_pool, throws_cancelled_within_50_ms_of_the_request) {
  for (const unsigned threads : thread_counts) {
    std::stop_source source;
    thread_pool pool({.threads = threads, .stop = source.get_token()});
    steady_clock::time_point asked;
    std::jthread user([&] {
      std::this_thread::sleep_for(milliseconds(20));
      asked = steady_clock::now();
      source.request_stop();
    });
    EXPECT_THROW(pool.for_each_chunk(100'000, [](std::size_t) { std::this_thread::sleep_for(milliseconds(1)); }), cancelled);
    user.join();
    EXPECT_LT(steady_clock::now() - asked, milliseconds(50)) << threads;
    EXPECT_THROW(pool.check_stop(), cancelled);
    EXPECT_THROW(pool.for_each_chunk(1, [](std::size_t) {}), cancelled);
  }
}

TEST(thread_pool, check_stop_is_silent_without_a_request) { EXPECT_NO_THROW(thread_pool({.threads = 2}).check_stop()); }

TEST(thread_pool, tells_progress_on_the_calling_thread_rising_to_1) {
  for (const unsigned threads : thread_counts) {
    std::vector<double> told;
    const auto caller = std::this_thread::get_id();
    const auto note = [&](double fraction) {
      EXPECT_EQ(std::this_thread::get_id(), caller);
      told.push_back(fraction);
    };
    thread_pool pool({.threads = threads, .progress = note});
    pool.set_progress_range(0.0, 0.4);
    pool.for_each_chunk(50, [](std::size_t) {});
    EXPECT_TRUE(told.empty() || told.back() <= 0.4);
    pool.set_progress_range(0.4, 1.0);
    pool.for_each_chunk(50, [](std::size_t) {});
    pool.finish_progress();
    pool.finish_progress();
    for (std::size_t i = 1; i < told.size(); ++i) EXPECT_LT(told[i - 1], told[i]);
    ASSERT_FALSE(told.empty());
    EXPECT_GT(told.front(), 0.0);
    EXPECT_EQ(told.back(), 1.0);
  }
}

TEST(thread_pool, may_be_made_inside_the_loop_of_another) {
  thread_pool outer({.threads = 4});
  std::vector<std::size_t> sums(20);
  outer.for_each_chunk(sums.size(), [&](std::size_t chunk) {
    thread_pool inner({.threads = 3});
    sums[chunk] = parallel_reduce(
        inner, 100, 7, std::size_t{0}, [](index_range r) { return r.last - r.first; }, std::plus<>());
  });
  EXPECT_EQ(sums, std::vector<std::size_t>(20, 100));
}

// Workers that wake late must never meet a loop that is over. Run under ThreadSanitizer too.
TEST(thread_pool, survives_many_small_loops) {
  thread_pool pool({.threads = 4});
  std::vector<std::size_t> cells(16, 0);
  for (std::size_t loop = 0; loop < 5000; ++loop) {
    const std::size_t chunks = loop % (cells.size() + 1);
    pool.for_each_chunk(chunks, [&](std::size_t chunk) { ++cells[chunk]; });
  }
  std::size_t expected_first = 0;
  for (std::size_t loop = 0; loop < 5000; ++loop)
    if (loop % 17 > 0) ++expected_first;
  EXPECT_EQ(cells[0], expected_first);
  for (int i = 0; i < 100; ++i) thread_pool({.threads = 3}).for_each_chunk(3, [&](std::size_t chunk) { ++cells[chunk]; });
  EXPECT_EQ(cells[0], expected_first + 100);
}

}  // namespace
