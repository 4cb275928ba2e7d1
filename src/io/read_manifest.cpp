// SPDX-License-Identifier: BSL-1.0
#include "io/manifest.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <utility>

namespace coopgraph::detail {
namespace {

using kind = json_value::kind;

/// The members of datapackage.json, of a resource and of a field that have a meaning here; others are kept as they are.
constexpr std::array<std::string_view, 3> reference_members{"name", "title", "path"};
constexpr std::array<std::string_view, 3> observation_members{"title", "whose", "absence"};
constexpr std::array<std::string_view, 10> resource_members{"name",     "path",    "profile", "format", "mediatype",
                                                            "encoding", "dialect", "schema",  "bytes",  "hash"};
constexpr std::array<std::string_view, 4> field_members{"name", "type", "decimalChar", "groupChar"};

json_value others_of(const json_value& object, std::span<const std::string_view> known) {
  json_value others = json_object();
  for (const json_value& member : object.items)
    if (std::find(known.begin(), known.end(), member.name) == known.end()) others.items.push_back(member);
  return others;
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

/// Whether the word stands in a list "a, b, c".
bool is_one_of(std::string_view word, std::string_view list) {
  while (true) {
    const std::size_t end = list.find(", ");
    if (list.substr(0, end) == word) return true;
    if (end == std::string_view::npos) return false;
    list.remove_prefix(end + 2);
  }
}

std::string quoted(std::string_view text) { return '"' + printable(text) + '"'; }

class manifest_reader {
 public:
  manifest_reader(const std::string& path, const dataset_options& options, std::vector<diagnostic>& problems)
      : path_(path), options_(options), problems_(problems) {}

  void read(const json_value& root, manifest& m);

 private:
  void problem(const json_value& at, std::string code, std::string message) {
    problems_.push_back({{path_, at.line, at.column}, {}, std::move(code), std::move(message)});
  }
  void wrong(const json_value& at, std::string_view what, std::string_view allowed) {
    problem(at, "invalid-json-value", std::string(what) + " has the wrong type; allowed: " + std::string(allowed));
  }
  [[nodiscard]] place place_of(const json_value& at) const { return {path_, at.line, at.column}; }

  /// The text of a member; "" if it is not there or, after a problem, has another type.
  std::string text(const json_value& object, std::string_view member) {
    const json_value* found = object.find(member);
    if (found == nullptr) return {};
    if (found->is(kind::text)) return found->text;
    wrong(*found, quoted(member), "a text");
    return {};
  }
  void read_name(const json_value& root, manifest& m);
  std::vector<reference> references(const json_value& root, std::string_view member, manifest& m);
  void read_observation(const json_value& stated, manifest& m);
  void read_resource(const json_value& resource, manifest& m);
  const table_shape* table_of(const json_value& path);
  void check_table_options(const json_value& resource);
  void check_dialect(const json_value& dialect);
  void read_schema(const json_value& schema, const table_shape& table, declared_table& declared);
  void read_field(const json_value& field, const table_shape& table, declared_table& declared);

  const std::string& path_;
  const dataset_options& options_;
  std::vector<diagnostic>& problems_;
};

void manifest_reader::read(const json_value& root, manifest& m) {
  m.where = place_of(root);
  if (!root.is(kind::object)) return wrong(root, "the whole", "an object {…}");
  read_name(root, m);
  m.about.title = text(root, "title");
  m.about.description = text(root, "description");
  m.about.licenses = references(root, "licenses", m);
  m.about.sources = references(root, "sources", m);
  if (const json_value* stated = root.find("observation")) read_observation(*stated, m);

  constexpr std::array<std::string_view, 7> read_here{"name",    "title",       "description", "licenses",
                                                      "sources", "observation", "resources"};
  for (const json_value& member : others_of(root, read_here).items) m.about.others.push_back({member.name, to_line(member)});

  const json_value* resources = root.find("resources");
  if (resources == nullptr) return;
  if (!resources->is(kind::list)) return wrong(*resources, "\"resources\"", "a list of objects");
  m.has_resources = true;
  for (const json_value& resource : resources->items) read_resource(resource, m);
}

void manifest_reader::read_name(const json_value& root, manifest& m) {
  m.about.name = text(root, "name");
  if (m.about.name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-_.") != std::string::npos)
    problem(*root.find("name"), "invalid-json-value",
            "the name of the dataset is " + quoted(m.about.name) + R"(; allowed: a-z, 0-9, "-", "_" and ".")");
}

/// A list of licences or sources. What an entry has beyond name, title and path is kept beside it, in a list of the same length.
std::vector<reference> manifest_reader::references(const json_value& root, std::string_view member, manifest& m) {
  std::vector<reference> list;
  const json_value* found = root.find(member);
  if (found == nullptr) return list;
  if (!found->is(kind::list)) {
    wrong(*found, quoted(member), "a list of objects with name, title and path");
    return list;
  }
  json_value others = json_list();
  bool any = false;
  for (const json_value& entry : found->items) {
    if (!entry.is(kind::object)) {
      wrong(entry, "an entry of " + quoted(member), "an object with name, title and path");
      continue;
    }
    list.push_back({text(entry, "name"), text(entry, "title"), text(entry, "path")});
    any = !others.add("", others_of(entry, reference_members)).empty() || any;
  }
  if (any) m.about.others.push_back({std::string(member), to_line(others)});
  return list;
}

void manifest_reader::read_observation(const json_value& stated, manifest& m) {
  m.observed.where = {path_, stated.line, 0};
  if (!stated.is(kind::object)) return wrong(stated, "\"observation\"", "an object with title, whose and absence");
  // A cell has its column only: it is exact for what stands on the line of the observation.
  const auto cell_of = [&](const json_value& value) { return cell(value.text, value.line == stated.line ? value.column : 0); };
  m.observed.title = text(stated, "title");
  if (const json_value* absence = stated.find("absence")) {
    (void)text(stated, "absence");
    if (absence->is(kind::text)) m.observed.absence = cell_of(*absence);
  }
  if (const json_value* whose = stated.find("whose")) {
    if (whose->is(kind::text)) m.observed.whose.push_back(cell_of(*whose));
    const bool list = whose->is(kind::list);
    if (!list && !whose->is(kind::text)) wrong(*whose, "\"whose\"", "the key of an actor, or a list of keys");
    for (const json_value& key : whose->items) {
      if (list && key.is(kind::text)) m.observed.whose.push_back(cell_of(key));
      if (list && !key.is(kind::text)) wrong(key, "an entry of \"whose\"", "the key of an actor");
    }
  }
  const json_value others = others_of(stated, observation_members);
  if (!others.empty()) m.about.others.push_back({"observation", to_line(others)});
}

/// The table that a path names, or nullptr. A path that would leave the folder for a file of a table's name is a problem.
const table_shape* manifest_reader::table_of(const json_value& path) {
  std::string_view name = path.text;
  while (name.starts_with("./")) name.remove_prefix(2);
  if (const table_shape* table = find_table(name)) return table;
  const std::size_t slash = name.find_last_of("/\\");
  if (slash == std::string_view::npos || find_table(name.substr(slash + 1)) == nullptr) return nullptr;
  const bool drive = name.size() > 1 && name[1] == ':';
  const bool leaves = name.front() == '/' || name.front() == '\\' || drive || name.find("..") != std::string_view::npos ||
                      name.find("://") != std::string_view::npos;
  if (leaves)
    problem(path, "unsafe-path",
            "the path is " + quoted(path.text) + ", outside the dataset's folder; allowed: the table's name alone, " +
                quoted(name.substr(slash + 1)));
  return nullptr;
}

void manifest_reader::read_resource(const json_value& resource, manifest& m) {
  if (!resource.is(kind::object)) return wrong(resource, "an entry of \"resources\"", "an object with a path");
  const json_value* path = resource.find("path");
  const table_shape* table = nullptr;
  if (path != nullptr && path->is(kind::text)) table = table_of(*path);
  if (path != nullptr && path->is(kind::list))
    for (const json_value& part : path->items)
      if (part.is(kind::text) && table_of(part) != nullptr)
        problem(part, "invalid-json-value",
                quoted(part.text) + " is a part of a list of paths; allowed: a table is one file, so that its path is a text");
  if (path != nullptr && !path->is(kind::text) && !path->is(kind::list)) wrong(*path, "\"path\"", "a text");
  if (table == nullptr) {
    m.foreign.push_back(resource);
    return;
  }
  if (m.find(table->name) != nullptr) {
    problem(*path, "duplicate-resource", "the table " + quoted(path->text) + " is described twice; allowed: once");
    return;
  }
  declared_table declared{table->name, false, {}, others_of(resource, resource_members), place_of(*path)};
  check_table_options(resource);
  if (const json_value* schema = resource.find("schema")) read_schema(*schema, *table, declared);
  m.tables.push_back(std::move(declared));
}

void manifest_reader::check_table_options(const json_value& resource) {
  const std::string encoding = lower(text(resource, "encoding"));
  if (!encoding.empty() && encoding != "utf-8" && encoding != "utf8")
    problem(*resource.find("encoding"), "unsupported-encoding",
            "the encoding is " + quoted(encoding) + "; allowed: utf-8; convert the table with iconv -t UTF-8");
  const std::string format = lower(text(resource, "format"));
  if (!format.empty() && format != "csv" && !(format == "tsv" && options_.delimiter == '\t'))
    problem(*resource.find("format"), "unsupported-format", "the format is " + quoted(format) + "; allowed: csv");
  if (const json_value* dialect = resource.find("dialect")) check_dialect(*dialect);
}

/// The dialect must be the one in which the tables are read: it is said by the caller, not by the data.
void manifest_reader::check_dialect(const json_value& dialect) {
  if (!dialect.is(kind::object)) return wrong(dialect, "\"dialect\"", "an object");
  struct rule {
    std::string_view member;
    std::string value;
  };
  const std::array<rule, 5> rules{rule{"delimiter", to_line(json_text(std::string(1, options_.delimiter)))},
                                  {"quoteChar", R"("\"")"},
                                  {"doubleQuote", "true"},
                                  {"header", "true"},
                                  {"skipInitialSpace", "false"}};
  for (const rule& r : rules) {
    const json_value* found = dialect.find(r.member);
    if (found != nullptr && to_line(*found) != r.value)
      problem(*found, "unsupported-dialect",
              "the dialect's " + std::string(r.member) + " is " + printable(to_line(*found)) + "; the tables are read with " +
                  r.value);
  }
  for (const std::string_view member : {"escapeChar", "commentChar", "nullSequence"})
    if (const json_value* found = dialect.find(member))
      problem(*found, "unsupported-dialect", "the dialect has " + quoted(member) + ", which is not supported; take it out");
}

void manifest_reader::read_schema(const json_value& schema, const table_shape& table, declared_table& declared) {
  if (!schema.is(kind::object)) return wrong(schema, "\"schema\"", "an object with fields, written out here");
  if (const json_value* missing = schema.find("missingValues"))
    if (to_line(*missing) != R"([""])")
      problem(*missing, "unsupported-dialect",
              "missingValues is " + printable(to_line(*missing)) + R"(; allowed: [""]: an empty cell alone means missing)");
  const json_value* fields = schema.find("fields");
  if (fields == nullptr) return;
  if (!fields->is(kind::list)) return wrong(*fields, "\"fields\"", "a list of objects with a name");
  declared.has_schema = true;
  for (const json_value& field : fields->items) read_field(field, table, declared);
}

void manifest_reader::read_field(const json_value& field, const table_shape& table, declared_table& declared) {
  if (!field.is(kind::object)) return wrong(field, "an entry of \"fields\"", "an object with a name");
  declared_column c{text(field, "name"), text(field, "type"), others_of(field, field_members), place_of(field)};
  const json_value* type = field.find("type");
  const column_shape* known = table.find(c.name);
  std::string_view allowed = "string, any";
  if (known == nullptr) allowed = "string, any, number, integer, boolean, date, year";
  if (known != nullptr && known->kind == column_kind::number) allowed = "number, any";
  if (known != nullptr && known->kind == column_kind::date) allowed = "string, any, date, year, yearmonth";
  if (!c.type.empty() && !is_one_of(c.type, allowed)) {
    problem(*type, "schema-type",
            "the type of column " + quoted(c.name) + " is " + quoted(c.type) + "; allowed: " + std::string(allowed));
    c.type.clear();
  }
  const auto separator = [&](std::string_view member, char used) {
    const json_value* found = field.find(member);
    const std::string value = used == '\0' ? std::string() : std::string(1, used);
    if (found != nullptr && (!found->is(kind::text) || found->text != value))
      problem(*found, "unsupported-dialect",
              std::string(member) + " is " + printable(to_line(*found)) + "; the numbers are read with " +
                  (value.empty() ? "none" : quoted(value)));
  };
  separator("decimalChar", options_.numbers.decimal);
  separator("groupChar", options_.numbers.thousands);
  declared.columns.push_back(std::move(c));
}

}  // namespace

const declared_column* declared_table::find(std::string_view column) const noexcept {
  const auto at = std::find_if(columns.begin(), columns.end(), [&](const declared_column& c) { return c.name == column; });
  return at == columns.end() ? nullptr : &*at;
}

const declared_table* manifest::find(std::string_view table) const noexcept {
  const auto at = std::find_if(tables.begin(), tables.end(), [&](const declared_table& t) { return t.table == table; });
  return at == tables.end() ? nullptr : &*at;
}

manifest read_manifest(const std::string& bytes, const std::string& path, const dataset_options& options,
                       std::vector<diagnostic>& problems) {
  manifest m;
  const json_value root = parse_json(bytes, path, problems);
  if (root.line != 0) manifest_reader(path, options, problems).read(root, m);
  return m;
}

void check_schema(const declared_table& declared, const table_shape& table, const std::vector<std::string>& header,
                  std::vector<diagnostic>& problems) {
  if (!declared.has_schema) return;
  const auto differs = [&](const place& where, std::string message) {
    problems.push_back({where, {}, "schema-differs", std::move(message) + "; allowed: the columns of the table in their order"});
  };
  const std::string file = std::string(table.name) + ".csv";
  const std::size_t both = std::min(header.size(), declared.columns.size());
  for (std::size_t i = 0; i < both; ++i) {
    const declared_column& c = declared.columns[i];
    if (c.name == header[i]) continue;
    // One column too many or too few shifts all that follow: the first difference says it.
    return differs(c.where, "the schema has " + quoted(c.name) + " as column " + std::to_string(i + 1) + " where " + file +
                                " has " + quoted(header[i]));
  }
  if (declared.columns.size() > both)
    differs(declared.columns[both].where,
            "the schema has the column " + quoted(declared.columns[both].name) + ", which " + file + " does not have");
  if (header.size() > both)
    differs(declared.where, "the schema lacks the column " + quoted(header[both]) + ", which " + file + " has");
}

}  // namespace coopgraph::detail
