// SPDX-License-Identifier: BSL-1.0
#include "support/side_by_side.hpp"

#include "support/timing.hpp"
#include "support/triad.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace coopgraph::bench {

namespace {

// Resident memory is counted in pages: below this many edges it says nothing.
constexpr std::size_t least_edges_for_memory = 50'000;

/// Files with more vertices times edges are left out of races in which each vertex is searched from.
std::size_t most_work_on_files(load work) { return work == load::heavy ? 1'000'000'000 : 4'000'000'000; }

/// A shorter run says nothing of how long one on a larger input takes.
constexpr double least_seconds_for_pace = 0.05;

/// Three arrays of so many doubles are 1.5 GiB.
constexpr std::size_t triad_items = std::size_t{1} << 26;

// A sample is the mean of this many runs.
std::size_t runs_per_sample(double one_run, double sample_seconds) {
  if (one_run >= sample_seconds) return 1;
  return static_cast<std::size_t>(std::min(1e6, std::ceil(sample_seconds / std::max(one_run, 1e-9))));
}

double units_of(const input& on, load work) {
  const auto n = static_cast<double>(on.vertices);
  const auto m = static_cast<double>(on.edges.size());
  return work == load::linear ? n + m : n * m;
}

double clocked(const contestant& one) {
  const double seconds = seconds_of(one.run);
  return one.own_clock ? one.own_clock() : seconds;
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

void side_by_side::for_each_input(load work, const std::function<void(const input&)>& use) {
  for (const std::string& family : family_names()) for_each_input(work, family, use);
  for_each_input(work, "file", use);
}

void side_by_side::for_each_input(load work, const std::string& family, const std::function<void(const input&)>& use) {
  if (family == "file") {
    if (options_.data.empty()) return;
    for (const input& on : read_inputs(options_.data)) {
      if (work == load::linear || on.vertices * on.edges.size() <= most_work_on_files(work))
        use(on);
      else
        leave_out({work == load::heavy ? "searches by length or edge" : "searches from each vertex", on.name, "all",
                   "too many vertices times edges"});
    }
    return;
  }
  for (const std::size_t edges : edge_counts({.work = work, .divisor = options_.divisor})) use(make_input(family, edges));
}

const input& side_by_side::large_rmat() {
  if (!large_rmat_) large_rmat_ = make_input("r-mat", std::max<std::size_t>(64, (std::size_t{1} << 24) / options_.divisor));
  return *large_rmat_;
}

std::vector<side_by_side::timed> side_by_side::measure(const std::vector<const contestant*>& all) const {
  struct plan {
    std::size_t samples = 0;          // still to take, after the first run
    std::size_t runs_per_sample = 1;  // of which it is the mean
  };
  std::vector<timed> found(all.size());
  std::vector<plan> plans(all.size());
  std::vector<std::vector<double>> samples(all.size());
  for (std::size_t i = 0; i < all.size(); ++i) {
    // The first run warms up, tells how long a run takes and what memory it needs.
    double first = 0;
    found[i].peak_bytes = peak_bytes_of([&] { first = clocked(*all[i]); });
    if (all[i]->own_clock) found[i].peak_bytes.reset();  // perhaps another process
    if (first >= options_.long_run) {
      samples[i].push_back(first);
      continue;
    }
    const double fitting = std::max(1.0, options_.sampling_seconds / std::max(first, 1e-9));
    plans[i].samples = static_cast<std::size_t>(std::min(static_cast<double>(options_.repeats), fitting));
    plans[i].runs_per_sample = runs_per_sample(first, options_.sample_seconds);
  }

  for (std::size_t k = 0; k < options_.repeats; ++k)
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (k >= plans[i].samples) continue;
      double seconds = 0;
      for (std::size_t run = 0; run < plans[i].runs_per_sample; ++run) {
        all[i]->forget();
        seconds += clocked(*all[i]);
      }
      samples[i].push_back(seconds / static_cast<double>(plans[i].runs_per_sample));
    }

  for (std::size_t i = 0; i < all.size(); ++i) {
    found[i].seconds = median(samples[i]);
    found[i].samples = samples[i].size();
  }
  return found;
}

void side_by_side::note(const std::string& kernel, const input& on, const std::string& who, const timed& one) {
  if (one.peak_bytes && on.edges.size() >= least_edges_for_memory)
    memory_.push_back({kernel, on.name, who, *one.peak_bytes / static_cast<double>(on.edges.size())});
  // Files are no family: their sizes say nothing of growth.
  if (on.family == "file") return;
  const auto same = std::find_if(growth_.begin(), growth_.end(), [&](const growth_result& g) {
    return g.kernel == kernel && g.family == on.family && g.who == who;
  });
  const growth_point point{static_cast<double>(on.vertices + on.edges.size()), one.seconds};
  if (same != growth_.end())
    same->points.push_back(point);
  else
    growth_.push_back({kernel, on.family, who, {point}});
}

void side_by_side::leave_out(left_out_result one) {
  const bool known = std::any_of(left_out_.begin(), left_out_.end(), [&](const left_out_result& l) {
    return l.kernel == one.kernel && l.input == one.input && l.who == one.who;
  });
  if (known) return;
  if (!options_.quiet)
    std::printf("left out: %s on %s, %s: %s\n", one.kernel.c_str(), one.input.c_str(), one.who.c_str(), one.why.c_str());
  left_out_.push_back(std::move(one));
}

double side_by_side::foretold(const std::string& kernel, const input& on, const std::string& who, load work) const {
  const auto known = pace_.find({kernel, who});
  return known == pace_.end() ? 0.0 : known->second.seconds / known->second.units * units_of(on, work);
}

double side_by_side::foretold_by_growth(const std::string& kernel, const input& on, const std::string& who) const {
  for (const growth_result& g : growth_) {
    if (g.kernel != kernel || g.family != on.family || g.who != who) continue;
    const growth_point& last = g.points.back();
    const double exponent = std::max(1.0, fitted_exponent(g.points).value_or(1.0));
    return last.seconds * std::pow(static_cast<double>(on.vertices + on.edges.size()) / last.size, exponent);
  }
  return 0.0;
}

bool side_by_side::would_take_too_long(const std::string& kernel, const input& on, const std::string& who) {
  const double seconds = foretold_by_growth(kernel, on, who);
  if (seconds <= options_.longest_run) return false;
  leave_out({kernel, on.name, who, "would take about " + std::to_string(std::lround(seconds)) + " s"});
  return true;
}

void side_by_side::race(const std::string& kernel, const input& on, const contestant& ours, const std::vector<contestant>& peers,
                        const race_options& options) {
  if (!wanted(kernel)) return;
  std::vector<const contestant*> all{&ours};
  for (const contestant& peer : peers) {
    const double seconds = foretold(kernel, on, peer.name, options.work);
    if (seconds <= options_.longest_run)
      all.push_back(&peer);
    else
      leave_out({kernel, on.name, peer.name, "would take about " + std::to_string(std::lround(seconds)) + " s"});
  }
  const std::vector<timed> found = measure(all);

  const std::vector<double> answer = ours.answer();
  for (std::size_t i = 0; i < all.size(); ++i) {
    note(kernel, on, all[i]->name, found[i]);
    const double units = units_of(on, options.work);
    pace& known = pace_[{kernel, all[i]->name}];
    if (found[i].seconds >= least_seconds_for_pace && units >= known.units) known = {found[i].seconds, units};
    if (i == 0) continue;
    races_.push_back({kernel, on.name, all[i]->name, options.threads, found[0].seconds, found[i].seconds, found[i].samples,
                      options.required_of.empty() || options.required_of == all[i]->name ? options.required : std::nullopt,
                      agree(answer, all[i]->answer(), options.tolerance)});
    const race_result& r = races_.back();
    if (!options_.quiet)
      std::printf("%-22s %-30s ours %10.6f s  %-34s %10.6f s  %7.2fx  %s\n", r.kernel.c_str(), r.input.c_str(), r.ours_s,
                  r.peer.c_str(), r.peer_s, r.ratio(), r.agree ? "agree" : "DISAGREE");
  }
  for (const contestant* one : all) one->forget();
  std::fflush(stdout);
}

void side_by_side::refer(const std::string& kernel, const input& on, const std::string& reference, const std::string& via,
                         double factor, std::optional<double> required) {
  const auto raced = std::find_if(races_.begin(), races_.end(), [&](const race_result& r) {
    return r.kernel == kernel && r.input == on.name && r.peer == via;
  });
  if (raced != races_.end())
    references_.push_back({kernel, on.name, reference, via, factor, raced->ours_s, raced->peer_s, required});
}

void side_by_side::more_threads(const std::string& kernel, const input& on, bound by,
                                const std::function<contestant(unsigned)>& ours, std::optional<double> aim) {
  if (!wanted(kernel)) return;
  const unsigned threads = options_.threads;
  triad memory(std::max<std::size_t>(1024, triad_items / options_.divisor));
  const auto memory_on = [&memory](unsigned used) {
    return contestant{"triad", [&memory, used] { memory.run(used); }, [] { return std::vector<double>(); }, [] {}};
  };
  const contestant one = ours(1);
  const contestant many = ours(threads);
  const contestant memory_one = memory_on(1);
  const contestant memory_many = memory_on(threads);
  const std::vector<timed> found = measure({&one, &many, &memory_one, &memory_many});
  threads_.push_back({kernel, on.name, by, threads, found[0].seconds, found[1].seconds, found[2].seconds, found[3].seconds,
                      agree(one.answer(), many.answer(), 0), full_size(), aim});
  const threads_result& t = threads_.back();
  if (!options_.quiet)
    std::printf("%-22s %-30s 1 thread %10.6f s  %u threads %10.6f s  %5.2fx  triad %5.2fx  %s\n", t.kernel.c_str(),
                t.input.c_str(), t.one_s, t.threads, t.many_s, t.ratio(), t.triad_ratio(),
                t.same_bits ? "same bits" : "DIFFERENT BITS");
  one.forget();
  many.forget();
  std::fflush(stdout);
}

void side_by_side::count(const std::string& kernel, const input& on, const std::string& what, double value, double at_most) {
  add({kernel, on.name, what, value, at_most, {}});
}

void side_by_side::count_at_least(const std::string& kernel, const input& on, const std::string& what, double value,
                                  double at_least) {
  add({kernel, on.name, what, value, {}, at_least});
}

void side_by_side::tell(const std::string& kernel, const input& on, const std::string& what, double value) {
  add({kernel, on.name, what, value, {}, {}});
}

void side_by_side::add(count_result one) {
  if (!options_.quiet) {
    std::printf("%-22s %-30s %-40s %.6g\n", one.kernel.c_str(), one.input.c_str(), one.what.c_str(), one.value);
    std::fflush(stdout);
  }
  counts_.push_back(std::move(one));
}

void side_by_side::price(const std::string& kernel, const input& on, const contestant& kernel_call,
                         const std::vector<contestant>& fronts) {
  if (!wanted("front")) return;
  std::vector<const contestant*> all{&kernel_call};
  for (const contestant& front : fronts) all.push_back(&front);
  const std::vector<timed> found = measure(all);
  for (std::size_t i = 0; i < all.size(); ++i) note("front " + kernel, on, all[i]->name, found[i]);

  const std::vector<double> answer = kernel_call.answer();
  for (std::size_t i = 0; i < fronts.size(); ++i) {
    fronts_.push_back(
        {kernel, on.name, fronts[i].name, found[0].seconds, found[i + 1].seconds, agree(answer, fronts[i].answer(), 0)});
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
         std::all_of(threads_.begin(), threads_.end(), [](const threads_result& t) { return t.same_bits; }) &&
         std::all_of(fronts_.begin(), fronts_.end(), [](const front_result& f) { return f.agree; });
}

}  // namespace coopgraph::bench
