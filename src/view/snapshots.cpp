// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/core/error.hpp>
#include <coopgraph/model/in_force.hpp>
#include <coopgraph/view/snapshots.hpp>

#include <algorithm>
#include <utility>

namespace coopgraph {
namespace {

constexpr std::size_t most_snapshots = 12'000;

/// The earliest and the latest day that records state; nothing if they state none.
struct date_range {
  std::optional<day_number> first;
  std::optional<day_number> last;

  void take(const std::optional<date>& d) {
    if (!d) return;
    first = first ? std::min(*first, d->first_day()) : d->first_day();
    last = last ? std::max(*last, d->last_day()) : d->last_day();
  }
};

date_range dates_in(const network& from, const projection_options&) {
  date_range all;
  for (const agreement& a : from.agreements())
    for (const auto& d : {a.signed_on, a.effective.first, a.effective.last}) all.take(d);
  return all;
}

date_range dates_in(const network& from, const flow_projection_options&) {
  date_range all;
  for (const flow& f : from.flows())
    for (const auto& d : {f.effective.first, f.effective.last}) all.take(d);
  return all;
}

/// Years count from 0, months from the January of year 0.
int step_of(day_number day, calendar_step every) {
  const date d = date::of_day(day);
  return every == calendar_step::year ? d.year() : d.year() * 12 + d.month() - 1;
}

date date_of_step(int step, calendar_step every) {
  return every == calendar_step::year ? date(step) : date(step / 12, step % 12 + 1);
}

std::vector<date> dates_of(const date_range& stated, const snapshot_options& when) {
  const auto first = when.first ? std::optional(when.first->first_day()) : stated.first;
  const auto last = when.last ? std::optional(when.last->last_day()) : stated.last;
  if (!first || !last) return {};
  if (*first > *last)
    throw option_error("snapshots", "first", to_text(date::of_day(*first)),
                       "a date up to the last, " + to_text(date::of_day(*last)));
  const int begin = step_of(*first, when.every);
  const int end = step_of(*last, when.every);
  if (static_cast<std::size_t>(end - begin) >= most_snapshots)
    throw option_error("snapshots", "every", "a step that makes " + std::to_string(end - begin + 1) + " views",
                       "at most " + std::to_string(most_snapshots) + "; give first and last, or take years");
  std::vector<date> dates;
  for (int step = begin; step <= end; ++step) dates.push_back(date_of_step(step, when.every));
  return dates;
}

template <class View, class Options, class Project>
std::vector<snapshot_at<View>> snapshots_by(const network& from, Options options, const snapshot_options& when,
                                            const Project& project) {
  if (options.where.on || options.where.during)
    throw option_error("snapshots", "where", "a filter with a time of its own",
                       "on and during left empty: each view has its date");
  std::vector<snapshot_at<View>> found;
  for (const date& on : dates_of(dates_in(from, options), when)) {
    options.where.on = on;
    found.push_back({on, project(from, options)});
  }
  return found;
}

}  // namespace

std::vector<snapshot_at<agreement_view>> agreement_snapshots(const network& from, const projection_options& options,
                                                             const snapshot_options& when) {
  return snapshots_by<agreement_view>(from, options, when, project_agreements);
}

std::vector<snapshot_at<flow_view>> flow_snapshots(const network& from, const flow_projection_options& options,
                                                   const snapshot_options& when) {
  return snapshots_by<flow_view>(from, options, when, project_flows);
}

}  // namespace coopgraph
