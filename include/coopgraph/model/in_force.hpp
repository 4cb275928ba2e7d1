// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/date.hpp>
#include <coopgraph/model/entities.hpp>

namespace coopgraph {

/// What the stated dates of a record say of its being in force at some time.
enum class in_force { no, possibly, certainly };
/// "no", "possibly", "certainly"
[[nodiscard]] constexpr const char* to_text(in_force how) noexcept {
  return how == in_force::no ? "no" : how == in_force::possibly ? "possibly" : "certainly";
}

/// Whether something with these stated dates was in force on at least one day of `asked`. Between two stated ends it was, for
/// certain. Where only one end is stated it was on that day (the first of its begin, the last of its end) for certain, and
/// possibly on the side of the end that is not stated. Without any date: possibly. Complexity: O(1).
[[nodiscard]] constexpr in_force in_force_during(const stated_period& stated, const period& asked) noexcept {
  if (!stated.days().overlaps(asked)) return in_force::no;
  if (stated.first && stated.last) return in_force::certainly;
  if (stated.first && asked.contains(stated.first->first_day())) return in_force::certainly;
  if (stated.last && asked.contains(stated.last->last_day())) return in_force::certainly;
  return in_force::possibly;
}

/// When an agreement is in force as far as its dates tell: where no begin is stated it begins when it was signed.
[[nodiscard]] inline stated_period time_of(const agreement& a) {
  return {a.effective.first ? a.effective.first : a.signed_on, a.effective.last};
}

}  // namespace coopgraph
