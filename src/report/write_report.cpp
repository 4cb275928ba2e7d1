// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/io/atomic_file.hpp>
#include <coopgraph/plot/figure.hpp>
#include <coopgraph/report/cooperation_report.hpp>

#include <algorithm>
#include <filesystem>
#include <system_error>

namespace coopgraph {
namespace {

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

std::string to_json(const cooperation_report& report, const run_record& run) {
  json_writer json;
  json.begin_object().key("run");
  append_run(json, report, run);
  json.key("title").value(report.title).key("lang").value(code_of(report.lang));
  append_texts(json, "observed", report.observed);
  json.key("parts").begin_array();
  for (const report_part& part : report.parts) {
    json.begin_object().key("heading").value(part.heading);
    append_texts(json, "sections", part.sections);
    json.end_object();
  }
  json.end_array();
  json.key("sections").begin_object();
  for (const report_section& s : report.sections) {
    json.key(s.id).begin_object().key("heading").value(s.heading);
    append_texts(json, "text", s.text);
    append_texts(json, "see", s.see);
    json.key("figures").begin_object();
    for (const figure& f : s.figures) {
      json.key(f.id).begin_object().key("title").value(f.title).key("description").value(f.description);
      json.key("note").value(f.note).end_object();
    }
    json.end_object();
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
    for (const table& t : s.tables) {
      if (t.rows().empty()) continue;
      std::string name = t.key() + ".csv";
      std::replace(name.begin(), name.end(), '_', '-');
      write_file((into / name).string(), to_csv(t));
    }
  for (const report_section& s : report.sections)
    for (const figure& f : s.figures) write_svg(f, (into / (f.id + ".svg")).string());
  json_writer json;
  append_run(json, report, run);
  write_file((into / "run.json").string(), json.finish());
  write_file((into / "index.html").string(), to_page(report, run));
}

}  // namespace coopgraph
