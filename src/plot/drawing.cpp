// SPDX-License-Identifier: BSL-1.0
#include "plot/drawing.hpp"

#include "plot/label_text.hpp"
#include "plot/svg.hpp"

#include <coopgraph/core/error.hpp>
#include <coopgraph/core/text.hpp>

#include <algorithm>
#include <cmath>

namespace coopgraph::detail {
namespace {

void add_spot(escaped& svg, const map_spot& spot) {
  svg += number(spot.x);
  svg += " ";
  svg += number(spot.y);
}

void add_whole(escaped& svg, markup before, std::size_t value) {
  svg += before;
  svg += escaped::text(std::to_string(value));
  svg += "\"";
}

void add_literal(escaped& svg, markup before, markup value) {
  svg += before;
  svg += value;
  svg += "\"";
}

}  // namespace

int planned_width(std::string_view text, const text_look& look) {
  const int width = text_width(text, look.size);
  return look.bold ? width + width / 12 : width;
}

map_box room_of(const map_spot& at, std::string_view text, const text_look& look) {
  const int width = planned_width(text, look);
  const int above = look.size * 92 / 100;
  const int below = look.size * 26 / 100;
  const int before = look.anchor == text_anchor::start ? 0 : look.anchor == text_anchor::end ? width : width / 2;
  if (look.upwards) return {at.x - above, at.y + before - width, at.x + below, at.y + before};
  return {at.x - before, at.y - above, at.x - before + width, at.y + below};
}

outline& outline::step(markup letter, std::initializer_list<map_spot> spots) {
  path_ += letter;
  bool first = true;
  for (const map_spot& s : spots) {
    if (!first) path_ += " ";
    add_spot(path_, s);
    first = false;
    take(s);
  }
  return *this;
}

void outline::take(const map_spot& s) {
  box_ = begun_
             ? map_box{std::min(box_.left, s.x), std::min(box_.top, s.y), std::max(box_.right, s.x), std::max(box_.bottom, s.y)}
             : map_box{s.x, s.y, s.x, s.y};
  begun_ = true;
}

outline& outline::arc(int radius, const map_spot& to, bool clockwise) {
  path_ += "A";
  path_ += number(radius);
  path_ += " ";
  path_ += number(radius);
  path_ += clockwise ? markup(" 0 0 1 ") : markup(" 0 0 0 ");
  add_spot(path_, to);
  take(to);
  return *this;
}

outline& outline::close() {
  path_ += "Z";
  return *this;
}

void drawing::reserve(const map_box& room) {
  extent_ = empty_ ? room
                   : map_box{std::min(extent_.left, room.left), std::min(extent_.top, room.top),
                             std::max(extent_.right, room.right), std::max(extent_.bottom, room.bottom)};
  empty_ = false;
}

void drawing::begin(markup name, const meaning& what) {
  body_ += "<";
  body_ += name;
  if (what.actor) add_whole(body_, " data-actor=\"", *what.actor);
  if (what.tie) {
    add_whole(body_, " data-from=\"", what.tie->first);
    add_whole(body_, " data-to=\"", what.tie->second);
  }
}

void drawing::looks(const paint& how) {
  add_literal(body_, " fill=\"", how.fill);
  if (how.stroke.str() != "none") {
    add_literal(body_, " stroke=\"", how.stroke);
    attribute(body_, " stroke-width=\"", how.width);
    if (!how.dash.str().empty()) add_literal(body_, " stroke-dasharray=\"", how.dash);
    if (how.rounded) body_ += " stroke-linecap=\"round\" stroke-linejoin=\"round\"";
  }
  if (how.opacity != 100) attribute(body_, " opacity=\"", how.opacity / 10);
}

void drawing::end(markup name, const meaning& what) {
  if (what.tooltip.empty()) {
    body_ += "/>\n";
    return;
  }
  body_ += ">";
  add_title(body_, what.tooltip);
  body_ += "</";
  body_ += name;
  body_ += ">\n";
}

void drawing::line(const map_line& at, const paint& how, const meaning& what) {
  begin("line", what);
  attribute(body_, " x1=\"", at.from.x);
  attribute(body_, " y1=\"", at.from.y);
  attribute(body_, " x2=\"", at.to.x);
  attribute(body_, " y2=\"", at.to.y);
  looks(how);
  end("line", what);
  const map_box box = box_of(at);
  const int half = (how.width + 1) / 2;
  reserve({box.left - half, box.top - half, box.right + half, box.bottom + half});
}

void drawing::rectangle(const map_box& at, const paint& how, const meaning& what, int corner) {
  begin("rect", what);
  attribute(body_, " x=\"", at.left);
  attribute(body_, " y=\"", at.top);
  attribute(body_, " width=\"", at.right - at.left);
  attribute(body_, " height=\"", at.bottom - at.top);
  if (corner > 0) attribute(body_, " rx=\"", corner);
  looks(how);
  end("rect", what);
  reserve(at);
}

void drawing::circle(const map_disc& at, const paint& how, const meaning& what) {
  begin("circle", what);
  attribute(body_, " cx=\"", at.at.x);
  attribute(body_, " cy=\"", at.at.y);
  attribute(body_, " r=\"", at.radius);
  looks(how);
  end("circle", what);
  reserve(at.square(how.stroke.str() == "none" ? 0 : (how.width + 1) / 2));
}

void drawing::shape(const outline& at, const paint& how, const meaning& what) {
  begin("path", what);
  body_ += " d=\"";
  body_ += at.path();
  body_ += "\"";
  looks(how);
  end("path", what);
  reserve(at.box());
}

void drawing::text(const map_spot& at, std::string_view content, const text_look& look, const meaning& what) {
  begin("text", what);
  attribute(body_, " x=\"", at.x);
  attribute(body_, " y=\"", at.y);
  attribute(body_, " font-size=\"", look.size);
  attribute(body_, " textLength=\"", planned_width(content, look));
  body_ += " lengthAdjust=\"spacingAndGlyphs\"";
  if (look.anchor == text_anchor::middle) body_ += " text-anchor=\"middle\"";
  if (look.anchor == text_anchor::end) body_ += " text-anchor=\"end\"";
  if (look.bold) body_ += " font-weight=\"700\"";
  if (look.upwards) {
    body_ += " transform=\"rotate(-90 ";
    add_spot(body_, at);
    body_ += ")\"";
  }
  if (look.fill.str() != palette::ink.str()) add_literal(body_, " fill=\"", look.fill);
  if (look.halo) body_ += " stroke=\"#fff\" stroke-width=\"2.6\" stroke-linejoin=\"round\" paint-order=\"stroke\"";
  body_ += ">";
  if (!what.tooltip.empty()) add_title(body_, what.tooltip);
  body_ += escaped::text(content);
  body_ += "</text>\n";
  reserve(room_of(at, content, look));
}

int drawing::lines(const map_spot& at, std::string_view content, int width, const text_look& look) {
  const int step = look.size * 135 / 100;
  int y = at.y;
  const int factor = look.bold ? 12 : 13;  // bold texts take a twelfth more
  for (const std::string& line : wrapped(content, look.size, width * factor / 13)) {
    text({at.x, y}, line, look);
    y += step;
  }
  return y;
}

figure drawing::finish(markup kind, figure head, int margin) const {
  const escaped id = escaped::text(head.id);
  escaped svg("<svg class=\"figure ");
  svg += kind;
  svg += "\" role=\"img\" aria-labelledby=\"";
  svg += id;
  svg += "-title ";
  svg += id;
  svg += "-desc\" viewBox=\"";
  add_spot(svg, {extent_.left - margin, extent_.top - margin});
  svg += " ";
  add_spot(svg, {extent_.right - extent_.left + 2 * margin, extent_.bottom - extent_.top + 2 * margin});
  svg += "\">\n<title id=\"";
  svg += id;
  svg += "-title\">";
  svg += escaped::text(head.title);
  svg += "</title>\n<desc id=\"";
  svg += id;
  svg += "-desc\">";
  svg += escaped::text(head.description);
  svg += "</desc>\n";
  svg += body_;
  svg += "</svg>\n";
  head.svg = std::move(svg);
  return head;
}

void check_id(const char* function, const std::string& id) {
  const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  const auto other = [&](char c) { return letter(c) || (c >= '0' && c <= '9') || c == '-' || c == '_'; };
  if (id.empty() || !letter(id.front()) || !std::all_of(id.begin(), id.end(), other))
    throw option_error(function, "id", '"' + id + '"', "a letter, then letters, digits, '-' and '_'");
}

void check_range(const char* function, const char* option, int value, int low, int high) {
  if (value < low || value > high)
    throw option_error(function, option, std::to_string(value), std::to_string(low) + " to " + std::to_string(high));
}

void check_amount(const char* function, const std::string& what, double value) {
  if (!std::isfinite(value) || value < 0) throw input_error(function, what, to_text(value), "a finite number, 0 or above");
}

figure picture_of_nothing(markup kind, figure head, const std::string& sentence, int width) {
  drawing d;
  d.reserve({0, 0, width, 0});
  d.lines({0, 120}, sentence, width, {.size = 110, .fill = palette::quiet});
  if (head.description.empty()) head.description = sentence;
  return d.finish(kind, std::move(head));
}

}  // namespace coopgraph::detail
