// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/io/atomic_file.hpp>
#include <coopgraph/plot/figure.hpp>
#include <coopgraph/report/cooperation_report.hpp>

#include <algorithm>
#include <filesystem>
#include <system_error>

namespace coopgraph {
namespace {

/// The page's only style but the map's. The digest of both stands in the page's policy, so that no other style and no script can
/// take effect.
constexpr const char* style =
    "body{font:16px/1.45 system-ui,sans-serif;color:#1a1a1a;background:#fff;max-width:75rem;margin:0 auto;padding:0 1rem 3rem}"
    "h1{font-size:1.5rem}h2{font-size:1.2rem;margin-top:2rem}nav a{display:inline-block;padding:.3rem .8rem .3rem 0}"
    ".wide{overflow-x:auto}table{border-collapse:collapse;font-size:.9rem}caption{text-align:left;font-weight:600;padding:.3rem "
    "0}"
    "th,td{border-bottom:1px solid #ccc;padding:.3rem .6rem .3rem 0;text-align:left;vertical-align:top}th{background:#f3f3f3}"
    ".long{min-width:8rem}.n{text-align:right;font-variant-numeric:tabular-nums}.note{color:#555;font-"
    "size:.9rem}code{overflow-wrap:anywhere}"
    "@media(max-width:600px){body{padding:0 .6rem 2rem}table{font-size:.8rem}.long{min-width:13rem}.mid{min-width:6.5rem}}";

escaped paragraph(const std::string& text) {
  escaped html("<p>");
  html += escaped::text(text);
  html += "</p>\n";
  return html;
}

escaped paragraphs(const std::vector<std::string>& texts) {
  escaped html;
  for (const std::string& text : texts) html += paragraph(text);
  return html;
}

escaped note_below(const std::string& text) {
  escaped html("<p class=\"note\">");
  html += escaped::text(text);
  html += "</p>\n";
  return html;
}

/// A section as it stands on the page; a table without rows is left out where there is something else to see.
escaped section_body(const report_section& section) {
  escaped html = paragraphs(section.text);
  for (const figure& f : section.figures) {
    html += f.svg;
    if (!f.note.empty()) html += note_below(f.note);
  }
  bool empty = section.text.empty() && section.figures.empty();
  for (const table& t : section.tables) {
    if (t.rows().empty()) continue;
    html += to_html(t);
    empty = false;
  }
  if (empty) html += paragraph("Nothing is on record.");
  return html;
}

void add_link(escaped& html, const std::string& id, const std::string& heading) {
  html += "<a href=\"#";
  html += escaped::text(id);
  html += "\">";
  html += escaped::text(heading);
  html += "</a> ";
}

void add_heading(escaped& html, const std::string& id, const std::string& heading) {
  html += "<h2 id=\"";
  html += escaped::text(id);
  html += "\">";
  html += escaped::text(heading);
  html += "</h2>\n";
}

constexpr const char* run_id = "run";
constexpr const char* run_heading = "How this was made";

escaped head_of(const cooperation_report& report) {
  escaped html(
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-");
  html += escaped::text(to_base64(sha256(style + figure_style())));
  html +=
      "'; base-uri 'none'; form-action 'none'\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<title>";
  html += escaped::text(report.title);
  html += "</title>\n<style>";
  html += markup(style);
  html += escaped::text(figure_style());  // it holds nothing that this would change
  html += "</style>\n</head>\n<body>\n<h1>";
  html += escaped::text(report.title);
  html += "</h1>\n<nav>";
  for (const report_section& s : report.sections) add_link(html, s.id, s.heading);
  add_link(html, run_id, run_heading);
  html += "</nav>\n";
  return html;
}

escaped run_section(const cooperation_report& report, const run_record& run) {
  escaped html("<p>coopgraph ");
  html += escaped::text(library_version());
  html += ", command <code>";
  html += escaped::text(run.command);
  html += "</code>. The figures rest on these files (SHA-256 together: <code>";
  html += escaped::text(run.input.sha256);
  html += "</code>):</p>\n<ul>\n";
  for (const input_fingerprint::file& file : run.input.files) {
    html += "<li><code>";
    html += escaped::text(file.name + ' ' + file.sha256);
    html += "</code></li>\n";
  }
  html += "</ul>\n<p>Options:</p>\n<ul>\n";
  for (const auto& [name, value] : report.options) {
    html += "<li>";
    html += escaped::text(name + ": " + value);
    html += "</li>\n";
  }
  html += "</ul>\n";
  return html;
}

void append_run(json_writer& json, const cooperation_report& report, const run_record& run) {
  json.begin_object().key("version").value(library_version()).key("command").value(run.command).key("options").begin_object();
  for (const auto& [name, value] : report.options) json.key(name).value(value);
  json.end_object().key("fingerprint").begin_object().key("sha256").value(run.input.sha256).key("files").begin_object();
  for (const input_fingerprint::file& file : run.input.files) json.key(file.name).value(file.sha256);
  json.end_object().end_object().end_object();
}

void append_texts(json_writer& json, const char* key, const std::vector<std::string>& texts) {
  json.key(key).begin_array();
  for (const std::string& text : texts) json.value(text);
  json.end_array();
}

void make_folder(const std::filesystem::path& folder) {
  std::error_code problem;
  std::filesystem::create_directories(folder, problem);
  if (!problem && !std::filesystem::is_directory(folder, problem) && !problem)
    problem = std::make_error_code(std::errc::not_a_directory);
  if (problem) throw io_error(printable(folder.string(), 800) + ": the folder cannot be made: " + problem.message());
  for (const char* name : {"actors.csv", "datapackage.json"})
    if (std::filesystem::exists(folder / name, problem))
      throw input_error("write_report", "folder", '\'' + printable(folder.string()) + "', which holds a dataset",
                        "another folder, for the report's tables have the same names");
}

}  // namespace

std::string_view library_version() noexcept { return COOPGRAPH_VERSION; }

std::string to_page(const cooperation_report& report, const run_record& run) {
  escaped page = head_of(report);
  for (const report_section& s : report.sections) {
    add_heading(page, s.id, s.heading);
    page += section_body(s);
    if (s.id != "summary") continue;
    for (const auto& [name, value] : report.about) page += paragraph(name + ": " + value);
  }
  add_heading(page, run_id, run_heading);
  page += run_section(report, run);
  page += "</body>\n</html>\n";
  return page.str();
}

std::string to_json(const cooperation_report& report, const run_record& run) {
  json_writer json;
  json.begin_object().key("run");
  append_run(json, report, run);
  json.key("title").value(report.title);
  append_texts(json, "observed", report.observed);
  json.key("sections").begin_object();
  for (const report_section& s : report.sections) {
    json.key(s.id).begin_object().key("heading").value(s.heading);
    append_texts(json, "text", s.text);
    json.key("tables").begin_object();
    for (const table& t : s.tables) {
      json.key(t.key());
      append_json(json, t);
    }
    json.end_object().end_object();
  }
  json.end_object();
  return json.end_object().finish();
}

void write_report(const cooperation_report& report, const run_record& run, const std::string& folder) {
  const std::filesystem::path into(folder);
  make_folder(into);
  for (const report_section& s : report.sections)
    for (const figure& f : s.figures) write_svg(f, (into / (f.id + ".svg")).string());
  for (const report_section& s : report.sections)
    for (const table& t : s.tables) {
      if (t.rows().empty()) continue;
      std::string name = t.key() + ".csv";
      std::replace(name.begin(), name.end(), '_', '-');
      write_file((into / name).string(), to_csv(t));
    }
  json_writer json;
  append_run(json, report, run);
  write_file((into / "run.json").string(), json.finish());
  write_file((into / "index.html").string(), to_page(report, run));
}

}  // namespace coopgraph
