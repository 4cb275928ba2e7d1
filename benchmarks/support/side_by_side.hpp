// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "support/families.hpp"
#include "support/results.hpp"

#include <cstddef>
#include <filesystem>
#include <functional>
#include <map>
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
  std::function<void()> forget;            ///< frees the last result
  std::function<double()> own_clock = {};  ///< if set, it and not our clock tells how many seconds the last run took
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
  unsigned threads = 1;                 ///< what was told to ours and to peers that have threads
  std::optional<double> required = {};  ///< the least ratio peer / ours that is aimed at, of every peer, if there is an aim
  std::string required_of = {};         ///< the peer that it is aimed at; empty: every one
  double tolerance = 1e-9;              ///< relative: answers agree if |a - b| <= tolerance * max(|a|, |b|) everywhere; 0: equal
  load work = load::linear;             ///< from which the time of a peer is foretold: as V + E, or as V E
};

struct harness_options {
  std::size_t repeats = 5;          ///< samples per contestant; the median counts
  std::size_t divisor = 1;          ///< inputs are that many times smaller
  std::string only = {};            ///< kernels whose name contains that; empty: all
  double sample_seconds = 0.01;     ///< a sample repeats a shorter run until it lasts about so long
  double long_run = 5;              ///< seconds of a first run from which on it is the only sample
  double sampling_seconds = 10;     ///< a contestant takes fewer samples where they would last longer
  double longest_run = 120;         ///< a peer that would take longer, by its pace on smaller inputs, is left out
  unsigned threads = 2;             ///< of the section "more threads against one"
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
  void for_each_input(load work, const std::function<void(const input&)>& use);
  /// Of one family only. "file" means the files.
  void for_each_input(load work, const std::string& family, const std::function<void(const input&)>& use);
  /// R-MAT of scale 20, made once; smaller by the divisor.
  [[nodiscard]] const input& large_rmat();

  void race(const std::string& kernel, const input& on, const contestant& ours, const std::vector<contestant>& peers,
            const race_options& options = {});

  /// After a race in which `via` took part (nothing happens if it did not): notes a program that is no package.
  void refer(const std::string& kernel, const input& on, const std::string& reference, const std::string& via, double factor,
             std::optional<double> required = {});

  /// `ours(threads)` with one thread and with more, which must give the same bits. What is aimed at follows from the bound unless
  /// `aim` says it.
  void more_threads(const std::string& kernel, const input& on, bound by, const std::function<contestant(unsigned)>& ours,
                    std::optional<double> aim = {});

  void count(const std::string& kernel, const input& on, const std::string& what, double value, double at_most);
  void count_at_least(const std::string& kernel, const input& on, const std::string& what, double value, double at_least);
  /// A number without a limit.
  void tell(const std::string& kernel, const input& on, const std::string& what, double value);

  /// How many seconds a run of `who` would take, by the growth of its races on smaller inputs of the family, in which it is taken
  /// to be at least linear; 0 if there was none.
  [[nodiscard]] double foretold_by_growth(const std::string& kernel, const input& on, const std::string& who) const;
  /// Whether that is longer than a peer may take; notes it as left out if so. To ask before a peer is given a large graph.
  [[nodiscard]] bool would_take_too_long(const std::string& kernel, const input& on, const std::string& who);

  /// Notes what is not run, once, and why.
  void leave_out(left_out_result one);

  /// `fronts` must give the very bits that `kernel_call` gives.
  void price(const std::string& kernel, const input& on, const contestant& kernel_call, const std::vector<contestant>& fronts);

  [[nodiscard]] bool wanted(const std::string& kernel) const { return kernel.find(options_.only) != std::string::npos; }
  [[nodiscard]] bool full_size() const noexcept { return options_.divisor == 1; }
  [[nodiscard]] bool all_agree() const;
  [[nodiscard]] const std::vector<race_result>& races() const noexcept { return races_; }
  [[nodiscard]] const std::vector<reference_result>& references() const noexcept { return references_; }
  [[nodiscard]] const std::vector<threads_result>& threads() const noexcept { return threads_; }
  [[nodiscard]] const std::vector<count_result>& counts() const noexcept { return counts_; }
  [[nodiscard]] const std::vector<left_out_result>& left_out() const noexcept { return left_out_; }
  [[nodiscard]] const std::vector<front_result>& fronts() const noexcept { return fronts_; }
  [[nodiscard]] const std::vector<growth_result>& growth() const noexcept { return growth_; }
  [[nodiscard]] const std::vector<memory_result>& memory() const noexcept { return memory_; }

 private:
  struct timed {
    double seconds = 0;  // the median
    std::size_t samples = 0;
    std::optional<double> peak_bytes;
  };
  struct pace {
    double seconds = 0;
    double units = 1;  // of work
  };

  std::vector<timed> measure(const std::vector<const contestant*>& all) const;
  void add(count_result one);
  void note(const std::string& kernel, const input& on, const std::string& who, const timed& one);
  [[nodiscard]] double foretold(const std::string& kernel, const input& on, const std::string& who, load work) const;

  harness_options options_;
  std::vector<race_result> races_;
  std::vector<reference_result> references_;
  std::vector<threads_result> threads_;
  std::vector<count_result> counts_;
  std::vector<left_out_result> left_out_;
  std::vector<front_result> fronts_;
  std::vector<growth_result> growth_;
  std::vector<memory_result> memory_;
  std::map<std::pair<std::string, std::string>, pace> pace_;  // (kernel, who): on the largest input so far
  std::optional<input> large_rmat_;
};

/// Whether two answers agree, as race_options::tolerance says; different lengths and anything not finite never do.
[[nodiscard]] bool agree(const std::vector<double>& a, const std::vector<double>& b, double tolerance);

/// {"run": …, "results": […], "references": […], "threads": […], …}, see benchmarks/RESULTS.md.
[[nodiscard]] std::string to_json(const side_by_side& harness, const std::vector<std::pair<std::string, std::string>>& run);

/// The fitted exponents and bytes per edge as a table for people.
[[nodiscard]] std::string growth_table(const side_by_side& harness);

/// What was aimed at and whether it was met, more threads against one, and what was left out.
[[nodiscard]] std::string verdict_table(const side_by_side& harness);

}  // namespace coopgraph::bench
