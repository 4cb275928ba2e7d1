// SPDX-License-Identifier: BSL-1.0
#include "plot/chart_text.hpp"
#include "plot/drawing.hpp"
#include "plot/label_text.hpp"
#include "plot/sankey_layout.hpp"

#include <coopgraph/plot/sankey_diagram.hpp>

#include <algorithm>
#include <array>
#include <numeric>
#include <utility>

namespace coopgraph {
namespace {

using detail::drawing;
using detail::sankey_layout;
using detail::text_anchor;
using detail::words;
namespace palette = detail::palette;

constexpr int bar_width = 110;
constexpr int least_gap = 1050;   // between columns: room for the names of those in the middle
constexpr int outer_width = 950;  // of names beside the first and the last column
constexpr int name_size = 105;
constexpr int amount_size = 90;
constexpr int line_height = 122;

/// The outlines of bands, so that kinds are not told by colour alone.
constexpr std::array<markup, 8> dashes{"", "6 2", "2 2", "9 2 2 2", "1 3", "12 3", "4 4", "9 2 2 2 2 2"};

/// Where columns stand, and what is written beside nodes.
class page {
 public:
  page(const sankey_data& data, const sankey_options& options) : column_(detail::columns_of(data)) {
    for (const std::size_t c : column_) columns_ = std::max(columns_, c + 1);
    const int k = static_cast<int>(columns_);
    gap_ = k < 2 ? 0 : std::max(least_gap, (options.width * 10 - k * bar_width) / (k - 1));
    for (std::size_t v = 0; v < data.nodes.size(); ++v) {
      lines_.push_back(detail::wrapped(data.nodes[v].name, name_size, label_width(column_[v])));
      if (lines_[v].empty()) lines_[v].emplace_back();
      if (lines_[v].size() > 2)
        lines_[v] = {lines_[v][0], detail::fitting(lines_[v][1] + ' ' + lines_[v][2], name_size, label_width(column_[v]))};
      slots_.push_back(static_cast<int>(lines_[v].size() + 1) * line_height);
    }
  }
  [[nodiscard]] int gap() const { return gap_; }
  [[nodiscard]] int left_of(std::size_t column) const { return static_cast<int>(column) * (bar_width + gap_); }
  [[nodiscard]] bool inner(std::size_t column) const { return column > 0 && column + 1 < columns_; }
  [[nodiscard]] int label_width(std::size_t column) const { return inner(column) ? gap_ - 80 : outer_width; }
  [[nodiscard]] const std::vector<std::string>& lines(std::size_t v) const { return lines_[v]; }
  [[nodiscard]] const std::vector<int>& slots() const { return slots_; }

 private:
  std::vector<std::size_t> column_;
  std::size_t columns_ = 0;
  int gap_ = 0;
  std::vector<std::vector<std::string>> lines_;
  std::vector<int> slots_;
};

class picture {
 public:
  picture(const sankey_data& data, const page& on, const sankey_layout& at, const words& say)
      : data_(data), on_(on), say_(say), at_(at), place_in_column_(data.nodes.size(), 0) {
    for (const auto& nodes : at.columns)
      for (std::size_t i = 0; i < nodes.size(); ++i) place_in_column_[nodes[i]] = i;
  }

  drawing draw() const {
    drawing d;
    add_bands(d);
    for (std::size_t c = 0; c < at_.columns.size(); ++c)
      for (const std::size_t v : at_.columns[c]) add_node(d, c, v);
    add_headings(d);
    add_legend(d);
    return d;
  }

 private:
  [[nodiscard]] int left_of(std::size_t column) const { return on_.left_of(column); }
  [[nodiscard]] std::size_t colour_of(const sankey_data::link& l) const { return l.kind ? *l.kind : place_in_column_[l.from]; }

  void add_bands(drawing& d) const {
    std::vector<std::size_t> order(at_.bands.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return at_.bands[a].height > at_.bands[b].height; });
    for (const std::size_t i : order) {
      const auto& b = at_.bands[i];
      const auto& l = data_.links[b.link];
      const int from = left_of(at_.column[l.from]) + bar_width;
      const int to = left_of(at_.column[l.to]);
      const int half = (from + to) / 2;
      detail::outline o;
      o.move({from, b.from}).curve({half, b.from}, {half, b.to}, {to, b.to});
      o.line({to, b.to + b.height}).curve({half, b.to + b.height}, {half, b.from + b.height}, {from, b.from + b.height}).close();
      const markup colour = palette::category(colour_of(l));
      detail::meaning what{.tooltip = told(l)};
      const auto& origin = data_.nodes[l.from].actor;
      const auto& destination = data_.nodes[l.to].actor;
      if (origin && destination)
        what.tie = {*origin, *destination};
      else
        what.actor = origin ? origin : destination;
      detail::paint how{.fill = colour, .opacity = 50};
      if (l.kind && data_.kinds.size() > 1) {
        how.stroke = colour;
        how.width = 6;
        how.dash = dashes[*l.kind % dashes.size()];
      }
      d.shape(o, how, what);
    }
  }

  [[nodiscard]] std::string told(const sankey_data::link& l) const {
    std::string text =
        data_.nodes[l.from].name + " → " + data_.nodes[l.to].name + ": " + detail::with_unit(say_, l.amount, data_.unit);
    if (l.kind) text += " (" + data_.kinds[*l.kind] + ')';
    return text;
  }

  void add_node(drawing& d, std::size_t c, std::size_t v) const {
    const auto& bar = at_.bars[v];
    const auto& node = data_.nodes[v];
    const int left = left_of(c);
    const std::string amount = detail::with_unit(say_, at_.amount[v], data_.unit);
    const detail::meaning what{.actor = node.actor, .tooltip = node.name + ": " + amount};
    d.rectangle({left, bar.top, left + bar_width, bar.top + bar.height}, {.fill = palette::quiet}, what);
    const bool first = c == 0;
    const bool over = on_.inner(c);  // bands pass below its name
    const int x = first ? left - 40 : left + bar_width + 40;
    const text_anchor anchor = first ? text_anchor::end : text_anchor::start;
    int y = bar.top + (bar.height - on_.slots()[v]) / 2 + 105;
    for (const std::string& line : on_.lines(v)) {
      d.text({x, y}, line, {.size = name_size, .anchor = anchor, .halo = over}, what);
      y += line_height;
    }
    d.text({x, y - 12}, detail::fitting(amount, amount_size, on_.label_width(c)),
           {.size = amount_size, .anchor = anchor, .halo = over, .fill = palette::quiet});
  }

  void add_headings(drawing& d) const {
    const detail::text_look look{.size = 100, .anchor = text_anchor::middle, .bold = true};
    for (std::size_t c = 0; c < std::min(data_.columns.size(), at_.columns.size()); ++c)
      d.text({left_of(c) + bar_width / 2, -80}, detail::fitting(data_.columns[c], 110, on_.gap() == 0 ? outer_width : on_.gap()),
             look);
    const int above = data_.columns.empty() ? -80 : -220;
    for (std::size_t c = 0; c + 1 < at_.columns.size() && c < data_.steps.size(); ++c)
      d.text({left_of(c) + bar_width + on_.gap() / 2, above}, detail::fitting(data_.steps[c], 110, on_.gap()), look);
  }

  void add_legend(drawing& d) const {
    if (data_.kinds.size() < 2) return;
    constexpr int sample = 220;
    const int left = d.extent().left;
    const int right = d.extent().right;
    int x = left;
    int y = d.extent().bottom + 170;
    for (std::size_t k = 0; k < data_.kinds.size(); ++k) {
      const std::string text = detail::fitting(data_.kinds[k], 100, right - left - sample - 50);
      const int width = sample + 50 + detail::planned_width(text, {.size = 100});
      if (x > left && x + width > right) {
        x = left;
        y += 170;
      }
      d.rectangle({x, y - 95, x + sample, y + 15}, {.fill = palette::category(k),
                                                    .stroke = palette::category(k),
                                                    .width = 8,
                                                    .dash = dashes[k % dashes.size()],
                                                    .opacity = 50});
      d.text({x + sample + 50, y}, text, {.size = 100});
      x += width + 150;
    }
  }

  const sankey_data& data_;
  const page& on_;
  const words& say_;
  const sankey_layout& at_;
  std::vector<std::size_t> place_in_column_;
};

std::string described(const sankey_data& data, const sankey_layout& at, const words& say) {
  std::size_t nodes = 0;
  double first = 0.0;
  for (const auto& column : at.columns) nodes += column.size();
  for (const std::size_t v : at.columns.front()) first += at.amount[v];
  std::string text =
      say({"{0} in {1}; {2} leave the first.", "{0} trong {1}; {2} đi ra từ cột đầu."},
          {say.counted(nodes, {"node", "nút"}, {"nodes", "nút"}),
           say.counted(at.columns.size(), {"column", "cột"}, {"columns", "cột"}), detail::with_unit(say, first, data.unit)});
  std::vector<std::size_t> largest;
  for (const auto& b : at.bands) largest.push_back(b.link);
  std::stable_sort(largest.begin(), largest.end(),
                   [&](std::size_t a, std::size_t b) { return data.links[a].amount > data.links[b].amount; });
  if (largest.size() > 3) largest.resize(3);
  std::string list;
  for (const std::size_t i : largest)
    list += (list.empty() ? "" : "; ") + data.nodes[data.links[i].from].name + " → " + data.nodes[data.links[i].to].name + ' ' +
            detail::short_number(say, data.links[i].amount);
  return text + ' ' + say({"The largest: {0}.", "Lớn nhất: {0}."}, {list});
}

std::string noted(const sankey_data& data, const words& say) {
  std::string note = data.note;
  const auto add = [&](const std::string& sentence) { note += (note.empty() ? "" : " ") + sentence; };
  const bool joins = std::any_of(data.nodes.begin(), data.nodes.end(), [](const auto& v) { return v.stands_for > 1; });
  if (joins) add(say({"The smallest of a column are joined as one.", "Các đơn vị nhỏ nhất của mỗi cột được gộp làm một."}));
  return note;
}

}  // namespace

figure sankey_diagram(const sankey_data& data, const sankey_options& options) {
  detail::check_id("sankey_diagram", options.id);
  if (options.width != 0) detail::check_range("sankey_diagram", "width", options.width, 100, 2000);
  detail::check_range("sankey_diagram", "height", options.height, 60, 2000);
  const words say(options.lang);
  figure head{.id = options.id, .title = options.title, .description = {}, .note = noted(data, say), .svg = {}};
  if (head.title.empty()) head.title = say({"What flows where", "Luồng đi đâu"});
  const page on(data, options);
  const sankey_layout at = detail::lay_out(data, options.height * 10, on.slots());
  if (at.bands.empty())
    return detail::picture_of_nothing("sankey-diagram", std::move(head), say({"Nothing flows.", "Không có luồng nào."}), 3000);
  head.description = described(data, at, say);
  return picture(data, on, at, say).draw().finish("sankey-diagram", std::move(head));
}

}  // namespace coopgraph
