// SPDX-License-Identifier: BSL-1.0
#include "io/manifest.hpp"

#include <coopgraph/core/error.hpp>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace coopgraph::detail {
namespace {

using json = nlohmann::json;
constexpr int deepest = 64;

json parse(const std::string& bytes, const std::string& path) {
  const auto limit_depth = [&](int depth, json::parse_event_t event, json&) {
    if (depth >= deepest && (event == json::parse_event_t::object_start || event == json::parse_event_t::array_start))
      throw limit_error(path + ": the JSON is nested deeper than the limit of " + std::to_string(deepest) + " levels (depth)");
    return true;
  };
  try {
    return json::parse(bytes, limit_depth);
  } catch (const json::exception& e) {
    const auto* at_byte = dynamic_cast<const json::parse_error*>(&e);
    const std::size_t offset = at_byte == nullptr ? 0 : std::min(at_byte->byte, bytes.size());
    const auto before = bytes.begin() + static_cast<std::ptrdiff_t>(offset);
    const auto line = 1 + static_cast<std::size_t>(std::count(bytes.begin(), before, '\n'));
    throw data_error({{{path, line, 0},
                       {},
                       "invalid-json",
                       "the file is no valid JSON (RFC 8259): an error at byte " + std::to_string(offset)}});
  }
}

/// Reads members of known types; a wrong type is a problem.
class member_reader {
 public:
  explicit member_reader(std::string path) : path_(std::move(path)) {}

  void wrong(const std::string& name, const char* allowed) {
    problems_.push_back({{path_, 0, 0}, {}, "invalid-json-value", '"' + name + "\" has the wrong type; allowed: " + allowed});
  }

  std::string text(const json& object, const char* name) {
    if (!object.contains(name)) return {};
    if (object[name].is_string()) return object[name].get<std::string>();
    wrong(name, "a text");
    return {};
  }

  /// A list of objects in words: each one's title, else its name.
  std::string titles(const json& object, const char* name) {
    if (!object.contains(name)) return {};
    if (!object[name].is_array()) {
      wrong(name, "a list of objects with a title");
      return {};
    }
    std::string joined;
    for (const json& entry : object[name]) {
      if (!entry.is_object()) {
        wrong(name, "a list of objects with a title");
        continue;
      }
      std::string title = text(entry, "title");
      if (title.empty()) title = text(entry, "name");
      if (!joined.empty() && !title.empty()) joined += "; ";
      joined += title;
    }
    return joined;
  }

  void finish() {
    if (!problems_.empty()) throw data_error(std::move(problems_));
  }

 private:
  std::string path_;
  std::vector<diagnostic> problems_;
};

observation_record read_observation(member_reader& read, const json& root, const std::string& path) {
  observation_record row;
  row.where = {path, 0, 0};
  if (!root.contains("observation")) return row;
  const json& stated = root["observation"];
  if (!stated.is_object()) {
    read.wrong("observation", "an object with whose and absence");
    return row;
  }
  row.absence = read.text(stated, "absence");
  if (!stated.contains("whose")) return row;
  const json& whose = stated["whose"];
  const json list = whose.is_array() ? whose : json::array({whose});
  for (const json& key : list) {
    if (key.is_string()) {
      row.whose.emplace_back(key.get<std::string>());
    } else {
      read.wrong("whose", "the key of an actor, or a list of them");
    }
  }
  return row;
}

}  // namespace

manifest read_manifest(const std::string& bytes, const std::string& path) {
  const json root = parse(bytes, path);
  member_reader read(path);
  manifest m;
  if (!root.is_object()) {
    read.wrong("the whole", "an object");
  } else {
    m.about = {read.text(root, "title"), read.titles(root, "sources"), read.titles(root, "licenses")};
    m.observed = read_observation(read, root, path);
  }
  read.finish();
  return m;
}

}  // namespace coopgraph::detail
