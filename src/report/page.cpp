// SPDX-License-Identifier: BSL-1.0
#include "core/words.hpp"
#include "report/page_script.hpp"
#include "report/page_style.hpp"

#include <coopgraph/plot/figure.hpp>
#include <coopgraph/report/cooperation_report.hpp>
#include <coopgraph/report/fingerprint.hpp>

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <string>
#include <string_view>

namespace coopgraph {
namespace {

using detail::phrase;
using detail::words;

constexpr const char* run_id = "run";
constexpr phrase run_heading{"How this was made", "Cách lập báo cáo"};

/// `<tag>text</tag>` on a line of its own.
escaped element(markup opening, const std::string& text, markup closing) {
  escaped html(opening);
  html += escaped::text(text);
  html += closing;
  html += "\n";
  return html;
}

escaped paragraph(const std::string& text) { return element("<p>", text, "</p>"); }

escaped link_to(const std::string& id, const std::string& text) {
  escaped html("<a href=\"#");
  html += escaped::text(id);
  html += "\">";
  html += escaped::text(text);
  html += "</a>";
  return html;
}

/// What stands at the anchor of a table or section: its title or heading.
std::string title_at(const cooperation_report& report, std::string_view anchor) {
  constexpr std::string_view of_table = "table-";
  return anchor.starts_with(of_table) ? report.table_called(anchor.substr(of_table.size())).title()
                                      : report.section(anchor).heading;
}

/// A sentence, and the way to what it rests on.
escaped sentence(const std::string& text, const std::string& see, const cooperation_report& report) {
  if (see.empty()) return paragraph(text);
  escaped html("<p>");
  html += escaped::text(text);
  html += " <span class=\"see\">→ ";
  html += link_to(see, title_at(report, see));
  html += "</span></p>\n";
  return html;
}

/// How wide a picture is in its own units: the third number of its viewBox.
double width_of(const figure& f) {
  constexpr std::string_view mark = "viewBox=\"";
  std::string_view box = f.svg.str();
  const std::size_t at = box.find(mark);
  if (at == box.npos) return 0.0;
  box.remove_prefix(at + mark.size());
  for (int passed = 0; passed < 2; ++passed) box.remove_prefix(std::min(box.find(' ') + 1, box.size()));
  double width = 0.0;
  std::from_chars(box.data(), box.data() + box.size(), width);
  return width;
}

/// A large picture keeps a size at which its names can be read, and scrolls on a narrow screen.
escaped figure_on_page(const figure& f) {
  const double width = width_of(f);
  escaped html("<figure id=\"figure-");
  html += escaped::text(f.id);
  html += width > 650.0 ? markup("\" class=\"large\">\n") : width > 460.0 ? markup("\" class=\"middle\">\n") : markup("\">\n");
  html += "<div class=\"wide\" tabindex=\"0\" role=\"group\" aria-label=\"";
  html += escaped::text(f.title);
  html += "\">\n";
  html += f.svg;
  html += "</div>\n<figcaption>";
  html += escaped::text(f.title);
  if (!f.note.empty()) html += escaped::text(". " + f.note);
  html += "</figcaption></figure>\n";
  return html;
}

/// A section as it stands on the page; a table without rows is left out where there is something else to see.
escaped section_on_page(const report_section& section, const cooperation_report& report, const words& say) {
  escaped html("<section aria-labelledby=\"");
  html += escaped::text(section.id);
  html += "\">\n<h2 id=\"";
  html += escaped::text(section.id);
  html += "\">";
  html += escaped::text(section.heading);
  html += "</h2>\n";
  for (std::size_t i = 0; i < section.text.size(); ++i)
    html += sentence(section.text[i], i < section.see.size() ? section.see[i] : std::string(), report);
  for (const figure& f : section.figures) html += figure_on_page(f);
  bool empty = section.text.empty() && section.figures.empty();
  for (const table& t : section.tables) {
    if (t.rows().empty()) continue;
    html += to_html(t, say.in());
    empty = false;
  }
  if (empty) html += paragraph(say({"Nothing is on record.", "Không có ghi nhận nào."}));
  html += "</section>\n";
  return html;
}

/// The policy lets nothing in from anywhere, and of styles and scripts the page's own alone, which their digests name.
escaped head_of(const cooperation_report& report) {
  escaped html("<!DOCTYPE html>\n<html lang=\"");
  html += escaped::text(code_of(report.lang));
  html +=
      "\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-";
  html += escaped::text(to_base64(sha256(std::string(detail::page_style) + figure_style)));
  html += "'; script-src 'sha256-";
  html += escaped::text(to_base64(sha256(detail::page_script)));
  html +=
      "'; base-uri 'none'; form-action 'none'\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>";
  html += escaped::text(report.title);
  html += "</title>\n<style>";
  html += markup(detail::page_style);
  html += markup(figure_style);
  html += "</style>\n</head>\n";
  return html;
}

escaped contents(const cooperation_report& report, const words& say) {
  escaped html("<nav aria-label=\"");
  html += escaped::text(say({"Contents", "Nội dung"}));
  html += "\">\n<ol>\n";
  for (const report_part& part : report.parts) {
    html += element("<li><span>", part.heading, "</span>");
    for (const std::string& id : part.sections) html += link_to(id, report.section(id).heading);
    if (&part == &report.parts.back()) html += link_to(run_id, say(run_heading));
    html += "</li>\n";
  }
  html += "</ol>\n</nav>\n";
  return html;
}

escaped run_section(const cooperation_report& report, const run_record& run, const words& say) {
  escaped html("<section aria-labelledby=\"run\">\n<h2 id=\"run\">");
  html += escaped::text(say(run_heading));
  html += "</h2>\n<p>coopgraph ";
  html += escaped::text(library_version());
  html += ", ";
  html += escaped::text(say({"command", "lệnh"}));
  html += " <code>";
  html += escaped::text(run.command);
  html += "</code>. ";
  html += escaped::text(say(
      {"The figures rest on these files; SHA-256 of all together:", "Các số liệu dựa trên những tệp sau; SHA-256 của tất cả:"}));
  html += " <code>";
  html += escaped::text(run.input.sha256);
  html += "</code></p>\n<ul>\n";
  for (const input_fingerprint::file& file : run.input.files)
    html += element("<li><code>", file.name + ' ' + file.sha256, "</code></li>");
  html += "</ul>\n";
  html += paragraph(say({"Options, by which another can repeat it:", "Các lựa chọn, để người khác có thể lặp lại:"}));
  html += "<ul>\n";
  for (const auto& [name, value] : report.options) html += element("<li>", name + ": " + value, "</li>");
  html += "</ul>\n";
  html += paragraph(say({"Fractions on this page are rounded to four digits; the CSV files beside it hold all digits.",
                         "Phần lẻ trên trang này được làm tròn đến bốn chữ số; các tệp CSV kèm theo giữ đầy đủ chữ số."}));
  html += "</section>\n";
  return html;
}

}  // namespace

std::string to_page(const cooperation_report& report, const run_record& run) {
  const words say(report.lang);
  escaped page = head_of(report);
  page += "<body>\n";
  page += element("<a class=\"skip\" href=\"#summary\">", say({"To the findings", "Đến phần kết quả"}), "</a>");
  page += element("<header><h1>", report.title, "</h1>");
  for (const auto& [name, value] : report.about) page += element("<p class=\"note\">", name + ": " + value, "</p>");
  page += "</header>\n";
  page += contents(report, say);
  page += "<main>\n";
  for (std::size_t p = 0; p < report.parts.size(); ++p) {
    page += element("<p class=\"part\">", std::to_string(p + 1) + ". " + report.parts[p].heading, "</p>");
    for (const std::string& id : report.parts[p].sections) page += section_on_page(report.section(id), report, say);
  }
  page += run_section(report, run, say);
  page += "</main>\n<script>";
  page += markup(detail::page_script);
  page += "</script>\n</body>\n</html>\n";
  return page.str();
}

}  // namespace coopgraph
