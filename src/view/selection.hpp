// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "view/amounts.hpp"

#include <coopgraph/model/in_force.hpp>
#include <coopgraph/model/network.hpp>
#include <coopgraph/view/selection.hpp>
#include <coopgraph/view/ties.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace coopgraph::detail {

/// The dates by which a record is in force or not.
[[nodiscard]] inline stated_period dates_of(const agreement& a) { return time_of(a); }
[[nodiscard]] inline stated_period dates_of(const flow& f) { return f.effective; }

/// Gives a view its first vertices: the actors of the network, in their order.
template <class View>
void add_actors(View& view, const network& from) {
  for (std::uint32_t v = 0; v < from.actors().size(); ++v) {
    view.actors.emplace_back(v);
    view.names.push_back(from.actors()[v].name);
    view.places.push_back(from.actors()[v].where);
  }
}

/// Decides for a view which records of one kind (agreement or flow) take part, when, and with which amount.
template <class Record>
class record_selector {
 public:
  /// \throws input_error, option_error as project_agreements() and project_flows() do; `function` is told as the caller
  record_selector(const char* function, const network& from, const record_filter& where);

  /// Why the record does not take part; nothing: it does.
  [[nodiscard]] std::optional<left_out_reason> why_left_out(const Record& record) const;
  /// Notes in the view a record that is taken although it is not certain to have been in force at the time asked for.
  template <class View, class Id>
  void note_time(View& view, const Record& record, Id id) const {
    if (!asked_ || in_force_during(dates_of(record), *asked_) == in_force::certainly) return;
    view.possibly.push_back(id);
    if (dates_of(record).undated()) view.undated.push_back(id);
  }
  /// The days that decide who is a member: those asked for, else the record's own.
  [[nodiscard]] period days_of(const Record& record) const { return asked_ ? *asked_ : record.effective.days(); }
  /// Whether a tie between these passes the filter's region.
  [[nodiscard]] bool in_region(actor_id a, actor_id b) const;

 private:
  const record_filter& where_;
  std::optional<period> asked_;
  std::vector<bool> inside_;  // actor -> member of the region; empty: any
};

/// Reads the chosen measure from the quantities of records.
template <class Record>
class measure_reader {
 public:
  /// Settles unit and basis over the records that the selector takes. \throws input_error as project_agreements()
  measure_reader(const char* function, const network& from, const amount_choice& choice, const record_selector<Record>& selector);

  [[nodiscard]] bool counts_records() const noexcept { return choice_.measure.empty(); }
  [[nodiscard]] const std::string& unit() const noexcept { return choice_.unit; }
  /// The amount that the record states; nothing where it states none in numbers. \pre !counts_records()
  [[nodiscard]] std::optional<stated_amount> operator()(const Record& record) const;

 private:
  amount_choice choice_;
};

}  // namespace coopgraph::detail
