// SPDX-License-Identifier: BSL-1.0
#include "plot/chart_text.hpp"
#include "plot/drawing.hpp"
#include "plot/label_text.hpp"

#include <coopgraph/core/error.hpp>
#include <coopgraph/plot/timeline.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <numeric>
#include <optional>
#include <utility>

namespace coopgraph {
namespace {

using detail::drawing;
using detail::text_anchor;
using detail::words;
namespace palette = detail::palette;
using row = timeline_data::row;

constexpr int head_height = 160;
constexpr int row_height = 150;   // with a label of one line
constexpr int line_height = 120;  // more for a second one
constexpr std::size_t few = 25;   // up to here long labels have two lines
constexpr int bar_height = 80;
constexpr int text_size = 100;
constexpr int label_width = 1500;
constexpr int count_height = 1600;  // of the largest stack
constexpr std::size_t most_named = 12;
constexpr std::size_t most_groups = 8;
constexpr std::array<int, 12> year_steps{1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000};

void check(const timeline_data& data, const timeline_options& options) {
  detail::check_id("timeline", options.id);
  detail::check_range("timeline", "width", options.width, 100, 2000);
  if (options.most < 1 || options.most > 500) throw option_error("timeline", "most", std::to_string(options.most), "1 to 500");
  for (std::size_t i = 0; i < data.rows.size(); ++i)
    if (data.rows[i].when.days().empty())
      throw input_error("timeline", "period of row " + std::to_string(i),
                        to_text(*data.rows[i].when.first) + " to " + to_text(*data.rows[i].when.last),
                        "one that ends no earlier than it begins");
}

int floor_to(int year, int step) { return (year >= 0 ? year : year - step + 1) / step * step; }

/// The years that are shown: from the first of January of `from` to that of `to`.
struct span_of_years {
  int from = 0;
  int to = 0;

  [[nodiscard]] std::int64_t begin() const { return day_of(from); }
  [[nodiscard]] std::int64_t days() const { return day_of(to) - day_of(from); }
  /// Years beyond those of the calendar count 365 days.
  static std::int64_t day_of(int year) {
    if (year > 9999) return std::int64_t{date(9999).last_day()} + 1 + (year - 10'000) * std::int64_t{365};
    return year < 1 ? date(1).first_day() + (year - 1) * std::int64_t{365} : date(year).first_day();
  }
};

span_of_years years_of(const std::vector<row>& rows) {
  std::optional<int> first;
  std::optional<int> last;
  for (const row& r : rows)
    for (const auto& d : {r.when.first, r.when.last}) {
      if (!d) continue;
      first = std::min(first.value_or(d->year()), d->year());
      last = std::max(last.value_or(d->year()), d->year());
    }
  const bool open_begin = std::any_of(rows.begin(), rows.end(), [](const row& r) { return !r.when.first; });
  const bool open_end = std::any_of(rows.begin(), rows.end(), [](const row& r) { return !r.when.last; });
  // Arrows get some room beyond the last date.
  const int more = std::max(1, (*last - *first) / 8);
  return {*first - (open_begin ? more : 0), *last + 1 + (open_end ? more : 0)};
}

/// "2016 – 2020", "from 2018-06", "until 2019".
std::string said(const stated_period& when, const words& say) {
  if (!when.first) return say({"until {0}", "đến {0}"}, {to_text(*when.last)});
  if (!when.last) return say({"from {0}", "từ {0}"}, {to_text(*when.first)});
  return to_text(*when.first) == to_text(*when.last) ? to_text(*when.first) : to_text(*when.first) + " – " + to_text(*when.last);
}

std::string group_name(const std::string& group, const words& say) {
  return group.empty() ? say({"no field stated", "không nêu lĩnh vực"}) : group;
}

/// The groups in the order of their first begin, the one without a name last.
std::vector<std::string> groups_of(const std::vector<row>& rows) {
  std::map<std::string, std::int64_t> first;
  for (const row& r : rows) {
    const std::int64_t day = r.when.first ? r.when.first->first_day() : r.when.last->last_day();
    const auto [at, fresh] = first.emplace(r.group, day);
    if (!fresh) at->second = std::min(at->second, day);
  }
  std::vector<std::string> names;
  for (const auto& [name, day] : first) names.push_back(name);
  std::stable_sort(names.begin(), names.end(), [&](const std::string& a, const std::string& b) {
    return a.empty() != b.empty() ? b.empty() : first[a] < first[b];
  });
  return names;
}

class bars {
 public:
  bars(std::vector<row> rows, const timeline_options& options, const words& say)
      : rows_(std::move(rows)), width_(options.width * 10), say_(say), years_(years_of(rows_)), groups_(groups_of(rows_)) {}

  drawing draw() {
    drawing d;
    d.reserve({-label_width, 0, width_, 0});
    const int heads = groups_.size() > 1 || !groups_[0].empty() ? static_cast<int>(groups_.size()) : 0;
    int bottom = heads * head_height + 40;
    for (const row& r : rows_) bottom += height_of(r);
    add_axis(d, bottom);
    int y = 0;
    for (std::size_t g = 0; g < groups_.size(); ++g) {
      std::vector<row> members;
      std::copy_if(rows_.begin(), rows_.end(), std::back_inserter(members), [&](const row& r) { return r.group == groups_[g]; });
      std::stable_sort(members.begin(), members.end(), [](const row& a, const row& b) { return key(a) < key(b); });
      if (heads > 0) {
        add_head(d, g, members.size(), y);
        y += head_height;
      }
      for (const row& r : members) {
        add_row(d, r, g, y);
        y += height_of(r);
      }
    }
    return d;
  }

 private:
  static std::pair<std::int64_t, std::int64_t> key(const row& r) {
    constexpr std::int64_t open = 1'000'000'000;
    return {r.when.first ? r.when.first->first_day() : -open, r.when.last ? r.when.last->last_day() : open};
  }
  /// A label in one line, in two where rows are few.
  [[nodiscard]] std::vector<std::string> lines_of(const row& r) const {
    constexpr int width = label_width - 80;
    if (rows_.size() > few) return {detail::fitting(r.label, text_size, width)};
    std::vector<std::string> lines = detail::wrapped(r.label, text_size, width);
    if (lines.empty()) lines.emplace_back();
    if (lines.size() > 2) lines = {lines[0], detail::fitting(lines[1] + ' ' + lines[2], text_size, width)};
    return lines;
  }
  [[nodiscard]] int height_of(const row& r) const { return row_height + line_height * static_cast<int>(lines_of(r).size() - 1); }
  [[nodiscard]] int x_of(std::int64_t day) const { return static_cast<int>((day - years_.begin()) * width_ / years_.days()); }

  void add_axis(drawing& d, int bottom) const {
    const int most = std::max(2, width_ / 380);
    int step = year_steps.back();
    for (const int s : year_steps)
      if ((years_.to - years_.from) / s + 1 <= most) {
        step = s;
        break;
      }
    int free = -10'000;
    for (int year = floor_to(years_.from + step - 1, step); year <= years_.to; year += step) {
      const int x = x_of(span_of_years::day_of(year));
      d.line({{x, 0}, {x, bottom}}, {.stroke = palette::rule, .width = 6});
      const detail::text_look look{.size = 95, .anchor = text_anchor::middle, .fill = palette::quiet};
      const detail::map_box room = detail::room_of({x, bottom + 110}, std::to_string(year), look);
      if (room.left < free) continue;
      d.text({x, bottom + 110}, std::to_string(year), look);
      free = room.right + 40;
    }
    d.line({{0, bottom}, {width_, bottom}}, {.stroke = palette::axis, .width = 8});
  }

  void add_head(drawing& d, std::size_t g, std::size_t members, int top) const {
    const int y = top + head_height / 2;
    d.rectangle({-label_width, y - 40, -label_width + 80, y + 40}, {.fill = palette::category(g)});
    const std::string text = group_name(groups_[g], say_) + " (" + say_.number(members) + ')';
    d.text({-label_width + 130, y + 38}, detail::fitting(text, 110, label_width - 250),
           {.size = 105, .bold = true, .fill = palette::category_text(g)});
  }

  void add_row(drawing& d, const row& r, std::size_t g, int top) const {
    const int y = top + height_of(r) / 2;
    std::string told = r.label + " (" + said(r.when, say_) + ')';
    if (!r.what.empty()) told += ": " + r.what;
    const detail::meaning what{.tooltip = told};
    const std::vector<std::string> lines = lines_of(r);
    int baseline = y + 36 - line_height * static_cast<int>(lines.size() - 1) / 2;
    for (const std::string& line : lines) {
      d.text({-label_width, baseline}, line, {.size = text_size}, what);
      baseline += line_height;
    }
    const markup colour = palette::category(g);
    const int from = r.when.first ? x_of(r.when.first->first_day()) : 0;
    const int to = r.when.last ? x_of(std::int64_t{r.when.last->last_day()} + 1) : width_;
    const int half = bar_height / 2;
    if (r.when.first && r.when.last) {
      d.rectangle({from, y - half, std::max(to, from + 20), y + half}, {.fill = colour}, what);
      return;
    }
    // One end is not stated: a thin line with a stop where it is and an arrow where it is not.
    const int known = r.when.first ? from : to;
    const int open = r.when.first ? to : from;
    const int back = r.when.first ? -70 : 70;
    d.line({{known, y}, {open + back / 2, y}}, {.stroke = colour, .width = 24}, what);
    d.rectangle({known - 12, y - half, known + 12, y + half}, {.fill = colour}, what);
    d.shape(detail::outline().move({open, y}).line({open + back, y - 45}).line({open + back, y + 45}).close(), {.fill = colour},
            what);
  }

  std::vector<row> rows_;
  int width_;
  const words& say_;
  span_of_years years_;
  std::vector<std::string> groups_;
};

/// Counts of what begins in each period, by group.
class counts {
 public:
  counts(const std::vector<row>& rows, const timeline_options& options, const words& say)
      : width_(options.width * 10 + label_width), say_(say) {
    name_groups(rows);
    int first = 9999;
    int last = 1;
    for (const row& r : rows) {
      first = std::min(first, year_of(r));
      last = std::max(last, year_of(r));
    }
    const int most = std::max(2, width_ / 150);
    for (const int s : year_steps) {
      step_ = s;
      if (floor_to(last, s) / s - floor_to(first, s) / s + 1 <= most) break;
    }
    from_ = floor_to(first, step_);
    periods_.assign(static_cast<std::size_t>((floor_to(last, step_) - from_) / step_ + 1),
                    std::vector<std::size_t>(groups_.size(), 0));
    for (const row& r : rows) ++periods_[static_cast<std::size_t>((year_of(r) - from_) / step_)][number_[r.group]];
  }

  drawing draw() const {
    drawing d;
    std::size_t largest = 1;
    for (const auto& p : periods_) largest = std::max(largest, std::accumulate(p.begin(), p.end(), std::size_t{0}));
    add_axis(d, largest);
    const int slot = width_ / static_cast<int>(periods_.size());
    const int bar = std::max(20, slot - std::max(20, slot / 5));
    int free = -10'000;
    for (std::size_t p = 0; p < periods_.size(); ++p) {
      const int left = static_cast<int>(p) * slot + (slot - bar) / 2;
      std::size_t sum = 0;
      for (std::size_t g = 0; g < groups_.size(); ++g) {
        if (periods_[p][g] == 0) continue;
        const int bottom = height(sum, largest);
        sum += periods_[p][g];
        d.rectangle({left, -height(sum, largest), left + bar, -bottom},
                    {.fill = palette::category_text(g), .stroke = palette::paper, .width = 6},
                    {.tooltip = period_name(p) + ", " + groups_[g] + ": " + say_.number(periods_[p][g])});
        const int middle = (bottom + height(sum, largest)) / 2;
        if (groups_.size() > 1 && height(sum, largest) - bottom >= 120 && bar >= 100)
          d.text({left + bar / 2, -middle + 34}, bar >= 340 ? letter(g) + ' ' + say_.number(periods_[p][g]) : letter(g),
                 {.size = 95, .anchor = text_anchor::middle, .bold = true, .fill = palette::paper});
      }
      const detail::text_look look{.size = 95, .anchor = text_anchor::middle, .fill = palette::quiet};
      const detail::map_box room = detail::room_of({left + bar / 2, 150}, period_name(p), look);
      if (room.left < free) continue;
      d.text({left + bar / 2, 150}, period_name(p), look);
      free = room.right + 50;
    }
    add_legend(d);
    return d;
  }
  [[nodiscard]] int years_each() const { return step_; }

 private:
  static int year_of(const row& r) { return r.when.first ? r.when.first->year() : r.when.last->year(); }
  static int height(std::size_t n, std::size_t largest) {
    return static_cast<int>(static_cast<std::int64_t>(n) * count_height / static_cast<std::int64_t>(largest));
  }
  /// By which a group is known where its colour is not seen.
  static std::string letter(std::size_t g) { return {static_cast<char>('A' + g)}; }
  [[nodiscard]] std::string period_name(std::size_t p) const {
    const int year = from_ + static_cast<int>(p) * step_;
    return step_ == 1 ? std::to_string(year) : std::to_string(year) + "–" + std::to_string(year + step_ - 1);
  }

  /// The largest groups have a colour each, the others share the last.
  void name_groups(const std::vector<row>& rows) {
    std::map<std::string, std::size_t> size;
    for (const row& r : rows) ++size[r.group];
    std::vector<std::string> names;
    for (const auto& [name, n] : size) names.push_back(name);
    std::stable_sort(names.begin(), names.end(), [&](const auto& a, const auto& b) { return size[a] > size[b]; });
    const std::size_t shown = names.size() <= most_groups ? names.size() : most_groups - 1;
    for (std::size_t k = 0; k < names.size(); ++k) number_[names[k]] = std::min(k, shown);
    for (std::size_t k = 0; k < shown; ++k) groups_.push_back(group_name(names[k], say_));
    if (shown < names.size()) groups_.push_back(say_({"{0} others", "{0} lĩnh vực khác"}, {say_.number(names.size() - shown)}));
  }

  void add_axis(drawing& d, std::size_t largest) const {
    for (const double m : detail::axis_marks(0.0, static_cast<double>(largest), 6)) {
      if (m != static_cast<double>(static_cast<std::size_t>(m))) continue;
      const int y = -height(static_cast<std::size_t>(m), largest);
      d.line({{-40, y}, {width_, y}}, {.stroke = m == 0.0 ? palette::axis : palette::rule, .width = 6});
      d.text({-80, y + 34}, say_.number(static_cast<std::size_t>(m)),
             {.size = 95, .anchor = text_anchor::end, .fill = palette::quiet});
    }
  }

  void add_legend(drawing& d) const {
    int x = 0;
    int y = 330;
    for (std::size_t g = 0; g < groups_.size(); ++g) {
      const std::string text = letter(g) + "  " + detail::fitting(groups_[g], text_size, width_ - 300);
      const int width = 150 + detail::text_width(text, text_size);
      if (x > 0 && x + width > width_) {
        x = 0;
        y += 160;
      }
      d.rectangle({x, y - 90, x + 110, y + 20}, {.fill = palette::category_text(g)});
      d.text({x + 150, y}, text, {.size = text_size});
      x += width + 140;
    }
  }

  int width_;
  const words& say_;
  int step_ = 1;
  int from_ = 0;
  std::vector<std::string> groups_;
  std::map<std::string, std::size_t> number_;
  std::vector<std::vector<std::size_t>> periods_;
};

std::string undated_note(const timeline_data& data, const words& say) {
  std::vector<std::string> undated;
  for (const row& r : data.rows)
    if (r.when.undated()) undated.push_back(r.label);
  if (undated.empty()) return {};
  std::string names;
  for (std::size_t i = 0; i < std::min(most_named, undated.size()); ++i)
    names += (names.empty() ? "" : "; ") + detail::shortened(undated[i], 80);
  if (undated.size() > most_named)
    names += say({"; and {0} more", "; và {0} bản ghi khác"}, {say.number(undated.size() - most_named)});
  return say({"Without a date: {0}.", "Không có ngày: {0}."}, {names});
}

std::string described(const std::vector<row>& dated, const words& say) {
  const span_of_years years = years_of(dated);
  std::size_t open = 0;
  int first = years.to;
  int last = years.from;
  for (const row& r : dated) {
    open += !r.when.first || !r.when.last;
    for (const auto& d : {r.when.first, r.when.last})
      if (d) {
        first = std::min(first, d->year());
        last = std::max(last, d->year());
      }
  }
  std::string text = say(
      {"{0} with dates from {1} to {2}.", "{0} có ngày từ {1} đến {2}."},
      {say.counted(dated.size(), {"record", "bản ghi"}, {"records", "bản ghi"}), std::to_string(first), std::to_string(last)});
  if (open > 0)
    text += ' ' +
            say({"Of these {0} do not state both ends.", "Trong đó {0} không nêu đủ ngày đầu và ngày cuối."}, {say.number(open)});
  std::string list;
  for (const std::string& g : groups_of(dated)) {
    const auto n =
        static_cast<std::size_t>(std::count_if(dated.begin(), dated.end(), [&](const row& r) { return r.group == g; }));
    list += (list.empty() ? "" : ", ") + group_name(g, say) + ' ' + say.number(n);
  }
  return text + ' ' + say({"By field: {0}.", "Theo lĩnh vực: {0}."}, {list});
}

}  // namespace

figure timeline(const timeline_data& data, const timeline_options& options) {
  check(data, options);
  const words say(options.lang);
  figure head{.id = options.id, .title = options.title, .description = {}, .note = undated_note(data, say), .svg = {}};
  if (head.title.empty()) head.title = say({"Agreements by period", "Thỏa thuận theo thời kỳ"});
  std::vector<row> dated;
  std::copy_if(data.rows.begin(), data.rows.end(), std::back_inserter(dated), [](const row& r) { return !r.when.undated(); });
  if (dated.empty())
    return detail::picture_of_nothing("timeline", std::move(head), say({"No record has a date.", "Không bản ghi nào có ngày."}),
                                      3000);
  head.description = described(dated, say);
  if (dated.size() <= options.most) return bars(std::move(dated), options, say).draw().finish("timeline", std::move(head));
  const auto only_end =
      static_cast<std::size_t>(std::count_if(dated.begin(), dated.end(), [](const row& r) { return !r.when.first; }));
  if (only_end > 0)
    head.note += (head.note.empty() ? "" : " ") +
                 say({"Counted by their end, for no begin is stated: {0}.", "Tính theo ngày cuối vì không nêu ngày đầu: {0}."},
                     {say.number(only_end)});
  return counts(dated, options, say).draw().finish("timeline", std::move(head));
}

}  // namespace coopgraph
