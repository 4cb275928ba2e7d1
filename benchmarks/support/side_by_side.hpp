// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "support/families.hpp"
#include "support/growth.hpp"

#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace coopgraph::bench {

/// One program in a race: `run` is timed, `answer` turns its last result into numbers that can be compared and is not timed.
struct contestant {
  std::string name;
  std::function<void()> run;
  std::function<std::vector<double>()> answer;
  std::function<void()> forget;  ///< frees the last result
};

/// A contestant whose run() returns a result that answer(result) turns into numbers.
template <class Run, class Answer>
[[nodiscard]] contestant entrant(std::string name, Run run, Answer answer) {
  using result = decltype(run());
  auto kept = std::make_shared<std::optional<result>>();
  return {std::move(name), [kept, run] { kept->emplace(run()); }, [kept, answer] { return answer(**kept); },
          [kept] { kept->reset(); }};
}

struct race_options {
  unsigned threads = 1;                 ///< what was told to ours; peers here use one
  std::optional<double> required = {};  ///< the least ratio peer / ours that an issue demands, if one does
  double tolerance = 1e-9;              ///< relative: answers agree if |a - b| <= tolerance * max(|a|, |b|) everywhere; 0: equal
};

/// Ours against one peer on one input.
struct race_result {
  std::string kernel, input, peer;
  unsigned threads = 1;
  double ours_s = 0;
  double peer_s = 0;
  std::optional<double> required;
  bool agree = false;

  [[nodiscard]] double ratio() const { return peer_s / ours_s; }
};

/// The same kernel called through a front, against the call on the ready view.
struct front_result {
  std::string kernel, input, front;
  double kernel_s = 0;
  double front_s = 0;
  bool agree = false;

  [[nodiscard]] double price_percent() const { return (front_s / kernel_s - 1) * 100; }
};

struct growth_result {
  std::string kernel, family, who;
  std::vector<growth_point> points;
};

struct memory_result {
  std::string kernel, input, who;
  double bytes_per_edge = 0;
};

struct harness_options {
  std::size_t repeats = 5;          ///< samples per contestant; the median counts
  std::size_t divisor = 1;          ///< inputs are that many times smaller
  std::string only = {};            ///< kernels whose name begins so; empty: all
  double sample_seconds = 0.01;     ///< a sample repeats a shorter run until it lasts about so long
  std::filesystem::path data = {};  ///< a folder whose graphs/*.csv run too; empty: none
  bool quiet = false;               ///< print nothing
};

/// Runs ours and its peers in turn, sample by sample, in one process on one input, so that what else happens on the machine
/// meets all of them. Our own loop and not Google Benchmark's, which finishes one benchmark before it starts the next and
/// has no place for the peers' answers, on which a ratio is worth nothing unless they agree.
class side_by_side {
 public:
  explicit side_by_side(harness_options options);

  /// The inputs for a kernel, smallest first within each family: generated ones, made when `use` is called, then files.
  void for_each_input(load work, const std::function<void(const input&)>& use) const;
  /// Of one family only. "file" means the files.
  void for_each_input(load work, const std::string& family, const std::function<void(const input&)>& use) const;

  void race(const std::string& kernel, const input& on, const contestant& ours, const std::vector<contestant>& peers,
            const race_options& options = {});

  /// `fronts` must give the very bits that `kernel_call` gives.
  void price(const std::string& kernel, const input& on, const contestant& kernel_call, const std::vector<contestant>& fronts);

  [[nodiscard]] bool wanted(const std::string& kernel) const { return kernel.starts_with(options_.only); }
  [[nodiscard]] bool full_size() const noexcept { return options_.divisor == 1; }
  [[nodiscard]] bool all_agree() const;
  [[nodiscard]] const std::vector<race_result>& races() const noexcept { return races_; }
  [[nodiscard]] const std::vector<front_result>& fronts() const noexcept { return fronts_; }
  [[nodiscard]] const std::vector<growth_result>& growth() const noexcept { return growth_; }
  [[nodiscard]] const std::vector<memory_result>& memory() const noexcept { return memory_; }

 private:
  std::vector<double> measure(const std::string& kernel, const input& on, const std::vector<const contestant*>& all);
  void note_growth(const std::string& kernel, const input& on, const std::string& who, double seconds);

  harness_options options_;
  std::vector<race_result> races_;
  std::vector<front_result> fronts_;
  std::vector<growth_result> growth_;
  std::vector<memory_result> memory_;
};

/// Whether two answers agree, as race_options::tolerance says; different lengths and anything not finite never do.
[[nodiscard]] bool agree(const std::vector<double>& a, const std::vector<double>& b, double tolerance);

/// {"run": …, "results": […], "growth": […], "memory": […], "fronts": […]}, see benchmarks/RESULTS.md.
[[nodiscard]] std::string to_json(const side_by_side& harness, const std::vector<std::pair<std::string, std::string>>& run);

/// The fitted exponents and bytes per edge as a table for people.
[[nodiscard]] std::string growth_table(const side_by_side& harness);

}  // namespace coopgraph::bench
