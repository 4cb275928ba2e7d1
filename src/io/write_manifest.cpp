// SPDX-License-Identifier: BSL-1.0
#include "io/manifest.hpp"

#include <coopgraph/core/error.hpp>

#include <algorithm>
#include <cstddef>
#include <utility>

namespace coopgraph::detail {
namespace {

using kind = json_value::kind;

/// The value of a member that was kept as JSON text.
json_value kept_value(const attribute& member) {
  std::vector<diagnostic> problems;
  json_value value = parse_json(member.value, member.name, problems);
  if (!problems.empty())
    throw input_error("to_files", "about.others", '"' + printable(member.name) + "\" = " + printable(member.value),
                      "members whose value is a JSON text");
  return value;
}

const attribute* find_other(const dataset_description& about, std::string_view name) {
  const auto at = std::find_if(about.others.begin(), about.others.end(), [&](const attribute& a) { return a.name == name; });
  return at == about.others.end() ? nullptr : &*at;
}

void append_members(json_value& to, const json_value& from) {
  if (from.is(kind::object)) to.items.insert(to.items.end(), from.items.begin(), from.items.end());
}

void add_text(json_value& to, std::string_view name, const std::string& text) {
  if (!text.empty()) to.add(name, text);
}

void add_references(json_value& root, const dataset_description& about, std::string_view name,
                    const std::vector<reference>& list) {
  if (list.empty()) return;
  const attribute* other = find_other(about, name);
  const json_value kept = other == nullptr ? json_list() : kept_value(*other);
  json_value& written = root.add(name, json_list());
  for (std::size_t i = 0; i < list.size(); ++i) {
    json_value& entry = written.add("", json_object());
    add_text(entry, "name", list[i].name);
    add_text(entry, "title", list[i].title);
    add_text(entry, "path", list[i].path);
    if (kept.is(kind::list) && i < kept.items.size()) append_members(entry, kept.items[i]);
  }
}

std::string_view type_of(const column_shape& c) { return c.kind == column_kind::number ? "number" : "string"; }

json_value schema_of(const written_table& t, const declared_table* kept) {
  json_value schema = json_object();
  json_value& fields = schema.add("fields", json_list());
  json_value keys = json_list();
  for (const std::string& name : t.header) {
    const column_shape* known = t.table->find(name);
    const declared_column* declared = kept == nullptr || known != nullptr ? nullptr : kept->find(name);
    json_value& field = fields.add("", json_object());
    field.add("name", name);
    field.add("type", known != nullptr                                 ? type_of(*known)
                      : declared != nullptr && !declared->type.empty() ? std::string_view(declared->type)
                                                                       : usual_type(name));
    if (declared != nullptr) append_members(field, declared->others);
    if (known == nullptr || known->refers_to.empty()) continue;
    json_value key = json_object();
    key.add("fields", name);
    json_value& target = key.add("reference", json_object());
    target.add("resource", known->refers_to == t.table->name ? "" : known->refers_to);
    target.add("fields", "id");
    keys.add("", std::move(key));
  }
  schema.add("missingValues", json_list()).add("", "");
  if (t.table->has_ids) schema.add("primaryKey", "id");
  if (!keys.empty()) schema.add("foreignKeys", std::move(keys));
  return schema;
}

json_value resource_of(const written_table& t, const declared_table* kept) {
  json_value resource = json_object();
  resource.add("name", t.table->name);
  resource.add("path", std::string(t.table->name) + ".csv");
  resource.add("profile", "tabular-data-resource");
  resource.add("format", "csv");
  resource.add("mediatype", "text/csv");
  resource.add("encoding", "utf-8");
  if (kept != nullptr) append_members(resource, kept->others);
  resource.add("schema", schema_of(t, kept));
  return resource;
}

/// The resources that were kept, read as those of a file.
manifest kept_manifest(const dataset_description& about) {
  const attribute* other = find_other(about, "resources");
  if (other == nullptr) return {};
  std::vector<diagnostic> problems;
  manifest m = read_manifest("{\"resources\": " + other->value + '}', "resources", {}, problems);
  if (!problems.empty())
    throw input_error("to_files", "about.others", "\"resources\" = " + printable(other->value),
                      "a list of resources (" + problems.front().message + ')');
  return m;
}

void check_others(const dataset_description& about) {
  std::vector<std::string_view> names{"name", "title", "description"};
  for (const attribute& member : about.others) {
    if (std::find(names.begin(), names.end(), member.name) != names.end())
      throw input_error("to_files", "about.others", '"' + printable(member.name) + '"',
                        "each name once, and none that has its own place in the description");
    names.push_back(member.name);
  }
  if (about.name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-_.") != std::string::npos)
    throw input_error("to_files", "about.name", '"' + printable(about.name) + '"', R"(a-z, 0-9, "-", "_" and ".")");
}

}  // namespace

std::string_view usual_type(std::string_view attribute) noexcept {
  return attribute == "population" || attribute == "grdp" || attribute == "area" ? "number" : "string";
}

std::string kept_resources(const manifest& read, const std::vector<written_table>& written) {
  json_value list = json_list();
  for (const written_table& t : written) {
    const declared_table* declared = read.find(t.table->name);
    if (declared == nullptr) continue;
    json_value resource = json_object();
    resource.add("path", std::string(t.table->name) + ".csv");
    append_members(resource, declared->others);
    json_value fields = json_list();
    for (const std::string& name : t.header) {
      const declared_column* c = t.table->find(name) != nullptr ? nullptr : declared->find(name);
      if (c == nullptr || ((c->type.empty() || c->type == usual_type(name)) && c->others.empty())) continue;
      json_value& field = fields.add("", json_object());
      field.add("name", name);
      field.add("type", c->type.empty() ? usual_type(name) : std::string_view(c->type));
      append_members(field, c->others);
    }
    if (!fields.empty()) resource.add("schema", json_object()).add("fields", std::move(fields));
    if (resource.items.size() > 1) list.add("", std::move(resource));
  }
  for (const json_value& resource : read.foreign) list.add("", resource);
  return list.empty() ? std::string() : to_line(list);
}

std::string to_manifest(const dataset_description& about, const std::string& observation_title,
                        const std::vector<std::string>& whose, absence_meaning absence,
                        const std::vector<written_table>& tables) {
  check_others(about);
  json_value root = json_object();
  add_text(root, "name", about.name);
  add_text(root, "title", about.title);
  add_text(root, "description", about.description);
  add_references(root, about, "licenses", about.licenses);
  add_references(root, about, "sources", about.sources);

  const attribute* more = find_other(about, "observation");
  if (!observation_title.empty() || !whose.empty() || absence != absence_meaning::unknown || more != nullptr) {
    json_value& stated = root.add("observation", json_object());
    add_text(stated, "title", observation_title);
    if (!whose.empty()) {
      json_value& keys = stated.add("whose", json_list());
      for (const std::string& key : whose) keys.add("", key);
    }
    stated.add("absence", to_text(absence));
    if (more != nullptr) append_members(stated, kept_value(*more));
  }
  for (const attribute& member : about.others)
    if (member.name != "licenses" && member.name != "sources" && member.name != "observation" && member.name != "resources")
      root.add(member.name, kept_value(member));

  const manifest kept = kept_manifest(about);
  json_value& resources = root.add("resources", json_list());
  for (const written_table& t : tables) resources.add("", resource_of(t, kept.find(t.table->name)));
  for (const json_value& resource : kept.foreign) resources.add("", resource);
  return to_page(root);
}

}  // namespace coopgraph::detail
