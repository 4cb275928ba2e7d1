// SPDX-License-Identifier: BSL-1.0
#include "support/side_by_side.hpp"

#include "support/timing.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace coopgraph::bench {

namespace {

// Resident memory is counted in pages: below this many edges it says nothing.
constexpr std::size_t least_edges_for_memory = 50'000;

// A sample is the mean of this many runs.
std::size_t runs_per_sample(double one_run, double sample_seconds) {
  if (one_run >= sample_seconds) return 1;
  return static_cast<std::size_t>(std::min(1e6, std::ceil(sample_seconds / std::max(one_run, 1e-9))));
}

}  // namespace

bool agree(const std::vector<double>& a, const std::vector<double>& b, double tolerance) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (!std::isfinite(a[i]) || !std::isfinite(b[i])) return false;
    if (!(std::abs(a[i] - b[i]) <= tolerance * std::max(std::abs(a[i]), std::abs(b[i])))) return false;
  }
  return true;
}

side_by_side::side_by_side(harness_options options) : options_(std::move(options)) {}

/// Files on which a search from each vertex would take the peers many minutes are left out of such races.
constexpr std::size_t most_work_on_files = 4'000'000'000;  // vertices times edges

void side_by_side::for_each_input(load work, const std::function<void(const input&)>& use) const {
  for (const std::string& family : family_names()) for_each_input(work, family, use);
  for_each_input(work, "file", use);
}

void side_by_side::for_each_input(load work, const std::string& family, const std::function<void(const input&)>& use) const {
  if (family == "file") {
    if (options_.data.empty()) return;
    for (const input& on : read_inputs(options_.data)) {
      if (work == load::linear || on.vertices * on.edges.size() <= most_work_on_files) use(on);
    }
    return;
  }
  for (const std::size_t edges : edge_counts({.work = work, .divisor = options_.divisor})) use(make_input(family, edges));
}

std::vector<double> side_by_side::measure(const std::string& kernel, const input& on, const std::vector<const contestant*>& all) {
  std::vector<std::size_t> runs;
  for (const contestant* one : all) {
    // The first run warms up, tells how long a run takes and what memory it needs.
    double first = 0;
    const auto peak = peak_bytes_of([&] { first = seconds_of(one->run); });
    runs.push_back(runs_per_sample(first, options_.sample_seconds));
    if (peak && on.edges.size() >= least_edges_for_memory)
      memory_.push_back({kernel, on.name, one->name, *peak / static_cast<double>(on.edges.size())});
  }

  std::vector<std::vector<double>> samples(all.size());
  for (std::size_t k = 0; k < options_.repeats; ++k)
    for (std::size_t i = 0; i < all.size(); ++i) {
      double seconds = 0;
      for (std::size_t run = 0; run < runs[i]; ++run) {
        all[i]->forget();
        seconds += seconds_of(all[i]->run);
      }
      samples[i].push_back(seconds / static_cast<double>(runs[i]));
    }

  std::vector<double> medians;
  for (std::size_t i = 0; i < all.size(); ++i) {
    medians.push_back(median(samples[i]));
    note_growth(kernel, on, all[i]->name, medians.back());
  }
  return medians;
}

void side_by_side::note_growth(const std::string& kernel, const input& on, const std::string& who, double seconds) {
  // Files are no family: their sizes say nothing of growth.
  if (on.family == "file") return;
  const auto same = std::find_if(growth_.begin(), growth_.end(), [&](const growth_result& g) {
    return g.kernel == kernel && g.family == on.family && g.who == who;
  });
  const growth_point point{static_cast<double>(on.vertices + on.edges.size()), seconds};
  if (same != growth_.end())
    same->points.push_back(point);
  else
    growth_.push_back({kernel, on.family, who, {point}});
}

void side_by_side::race(const std::string& kernel, const input& on, const contestant& ours, const std::vector<contestant>& peers,
                        const race_options& options) {
  if (!wanted(kernel)) return;
  std::vector<const contestant*> all{&ours};
  for (const contestant& peer : peers) all.push_back(&peer);
  const std::vector<double> seconds = measure(kernel, on, all);

  const std::vector<double> answer = ours.answer();
  for (std::size_t i = 0; i < peers.size(); ++i) {
    races_.push_back({kernel, on.name, peers[i].name, options.threads, seconds[0], seconds[i + 1], options.required,
                      agree(answer, peers[i].answer(), options.tolerance)});
    const race_result& r = races_.back();
    if (!options_.quiet)
      std::printf("%-22s %-30s ours %10.6f s  %-34s %10.6f s  %7.2fx  %s\n", r.kernel.c_str(), r.input.c_str(), r.ours_s,
                  r.peer.c_str(), r.peer_s, r.ratio(), r.agree ? "agree" : "DISAGREE");
  }
  for (const contestant* one : all) one->forget();
  std::fflush(stdout);
}

void side_by_side::price(const std::string& kernel, const input& on, const contestant& kernel_call,
                         const std::vector<contestant>& fronts) {
  if (!wanted("front")) return;
  std::vector<const contestant*> all{&kernel_call};
  for (const contestant& front : fronts) all.push_back(&front);
  const std::vector<double> seconds = measure("front " + kernel, on, all);

  const std::vector<double> answer = kernel_call.answer();
  for (std::size_t i = 0; i < fronts.size(); ++i) {
    fronts_.push_back({kernel, on.name, fronts[i].name, seconds[0], seconds[i + 1], agree(answer, fronts[i].answer(), 0)});
    const front_result& f = fronts_.back();
    if (!options_.quiet)
      std::printf("front %-16s %-30s view %10.6f s  %-34s %10.6f s  %+7.1f%%  %s\n", f.kernel.c_str(), f.input.c_str(),
                  f.kernel_s, f.front.c_str(), f.front_s, f.price_percent(), f.agree ? "same bits" : "DIFFERENT BITS");
  }
  for (const contestant* one : all) one->forget();
  std::fflush(stdout);
}

bool side_by_side::all_agree() const {
  return std::all_of(races_.begin(), races_.end(), [](const race_result& r) { return r.agree; }) &&
         std::all_of(fronts_.begin(), fronts_.end(), [](const front_result& f) { return f.agree; });
}

}  // namespace coopgraph::bench
