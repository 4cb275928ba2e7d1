// SPDX-License-Identifier: BSL-1.0
#include "support/dataset_kit.hpp"

#include <coopgraph/core/error.hpp>
#include <coopgraph/core/text.hpp>

#include <algorithm>
#include <optional>
#include <string_view>
#include <variant>

namespace coopgraph::kit {

dataset_files files_of(std::initializer_list<std::pair<const char*, std::string>> files) {
  dataset_files all;
  for (const auto& [name, bytes] : files) all.files.push_back({name, bytes});
  return all;
}

dataset_files small_dataset() {
  return files_of({{"actors.csv", "id,name,population\na,A,5\nb,B,\n"},
                   {"agreements.csv", "id,status,fields\ng,signed,trade\n"},
                   {"parties.csv", "agreement,actor\ng,a\ng,b\n"}});
}

dataset_files without(dataset_files files, const std::string& name) {
  std::erase_if(files.files, [&](const auto& f) { return f.name == name; });
  return files;
}

dataset_files with(dataset_files files, const std::string& name, const std::string& bytes) {
  files = without(std::move(files), name);
  files.files.push_back({name, bytes});
  return files;
}

const std::string& bytes_of(const dataset_files& files, const std::string& name) {
  static const std::string none;
  const auto at = std::find_if(files.files.begin(), files.files.end(), [&](const auto& f) { return f.name == name; });
  return at == files.files.end() ? none : at->bytes;
}

dataset_files described(const std::string& json) { return with(small_dataset(), "datapackage.json", json); }

std::string resources(const std::string& actors) {
  return "{\"resources\": [{\"path\": \"agreements.csv\"}, {\"path\": \"parties.csv\"},\n" + actors + "]}";
}

namespace {

constexpr std::string_view table_form = R"(    {
      "name": "$",
      "path": "$.csv",
      "profile": "tabular-data-resource",
      "format": "csv",
      "mediatype": "text/csv",
      "encoding": "utf-8",
      "schema": {
        "fields": [)";
constexpr std::string_view column_form = R"(
          {
            "name": "$",
            "type": "$"
          })";
constexpr std::string_view missing_form = R"(
        ],
        "missingValues": [
          ""
        ])";
constexpr std::string_view primary_form = R"(,
        "primaryKey": "$")";
constexpr std::string_view foreign_form = R"(,
        "foreignKeys": [
          {
            "fields": "$",
            "reference": {
              "resource": "$",
              "fields": "id"
            }
          }
        ])";
constexpr std::string_view end_form = R"(
      }
    })";

/// The form with a value for each "$".
std::string filled(std::string_view form, std::initializer_list<std::string_view> values) {
  std::string text;
  auto value = values.begin();
  for (const char c : form)
    if (c == '$')
      text += *value++;
    else
      text += c;
  return text;
}

}  // namespace

std::string resource_text(const std::string& table, const std::vector<std::pair<std::string, std::string>>& columns,
                          const table_keys& keys) {
  std::string text = filled(table_form, {table, table});
  for (std::size_t i = 0; i < columns.size(); ++i)
    text.append(i == 0 ? "" : ",").append(filled(column_form, {columns[i].first, columns[i].second}));
  text += missing_form;
  if (!keys.primary.empty()) text += filled(primary_form, {keys.primary});
  if (!keys.foreign.empty()) text += filled(foreign_form, {keys.foreign, keys.refers_to});
  return text.append(end_form);
}

std::vector<diagnostic> problems_of(const dataset_files& files, const dataset_options& options) {
  try {
    static_cast<void>(read_dataset(files, options));
  } catch (const data_error& e) {
    return e.diagnostics();
  }
  return {};
}

::testing::AssertionResult has_problem(const dataset_files& files, const place& where, const std::string& code,
                                       const std::string& words, const dataset_options& options) {
  const auto found = problems_of(files, options);
  const bool right =
      found.size() == 1 && found[0].where == where && found[0].code == code && found[0].message.find(words) != std::string::npos;
  if (right) return ::testing::AssertionSuccess();
  auto failure = ::testing::AssertionFailure() << "expected " << to_line({where, {}, code, words}) << " [" << code << "], found";
  for (const diagnostic& d : found) failure << "\n  " << to_line(d) << " [" << d.code << ']';
  return failure << (found.empty() ? " no problem" : "");
}

// ---- all of a network ----

namespace {

/// Writes values one after the other, each with its length, so that no two lists of values give the same text.
class dump {
 public:
  dump& operator<<(const std::string& text) {
    out += std::to_string(text.size()) + ':' + text + '\n';
    return *this;
  }
  dump& operator<<(std::size_t number) { return *this << std::to_string(number); }
  dump& operator<<(const std::optional<date>& d) { return *this << (d ? to_text(*d) : "-"); }
  dump& operator<<(const stated_period& p) { return *this << p.first << p.last; }
  dump& operator<<(const std::optional<decimal>& d) {
    return *this << (d ? std::to_string(d->mantissa) + 'e' + std::to_string(d->exponent) : "-");
  }
  dump& operator<<(const actor_or_region& who) {
    const bool is_actor = who.index() == 0;
    return *this << who.index() << (is_actor ? std::get<actor_id>(who).index() : std::get<region_id>(who).index());
  }
  template <class Kind>
  dump& operator<<(const std::optional<entity_id<Kind>>& id) {
    return *this << (id ? std::to_string(id->index()) : "-");
  }
  dump& operator<<(const party_extent& e) { return *this << static_cast<std::size_t>(e.how) << e.count; }
  dump& operator<<(const reference& r) { return *this << r.name << r.title << r.path; }
  dump& operator<<(const attribute& a) { return *this << a.name << a.value; }
  dump& operator<<(const quantity& q) {
    return *this << q.measure << q.value << q.low << q.high << q.unit << static_cast<std::size_t>(q.exactness)
                 << static_cast<std::size_t>(q.basis) << q.phrase;
  }
  dump& operator<<(const membership& m) { return *this << m.member << m.valid; }
  dump& operator<<(const party& p) { return *this << p.who << p.role << p.of << p.extent << p.valid; }
  dump& operator<<(const participant& p) { return *this << p.who << p.role << p.extent; }
  template <class T>
  dump& operator<<(const std::vector<T>& list) {
    *this << list.size();
    for (const T& item : list) *this << item;
    return *this;
  }

  std::string out;
};

}  // namespace

std::string all_of(const network& n) {
  dump all;
  const dataset_description& about = n.about();
  all << about.name << about.title << about.description << about.licenses << about.sources << about.others;
  all << n.observed().title << n.observed().whose.size() << static_cast<std::size_t>(n.observed().absence);
  for (const actor_id id : n.observed().whose) all << id.index();
  all << n.actors().size();
  for (const actor& a : n.actors()) {
    all << a.key << a.name << a.kind << a.parent << a.valid << a.attributes;
    all << (a.where ? to_text(a.where->lon) + ' ' + to_text(a.where->lat) : "-");
  }
  all << n.regions().size();
  for (const region& r : n.regions()) all << r.key << r.name << r.members;
  all << n.agreements().size();
  for (const agreement& a : n.agreements())
    all << a.key << a.title << a.kind << static_cast<std::size_t>(a.status) << static_cast<std::size_t>(a.counts) << a.fields
        << a.signed_on << a.effective << a.parties << a.quantities << a.source;
  all << n.flows().size();
  for (const flow& f : n.flows())
    all << f.key << f.origin << f.destination << f.chain << f.stage << f.product << f.fields << static_cast<std::size_t>(f.status)
        << static_cast<std::size_t>(f.counts) << f.effective << f.capacity << f.unit << f.unit_cost << f.certified << f.quantities
        << f.source;
  all << n.events().size();
  for (const event& e : n.events()) all << e.key << e.title << e.fields << e.on << e.participants << e.quantities << e.source;
  all << n.sources().size();
  for (const source_document& s : n.sources()) all << s.key << s.title << s.publisher << s.published << s.locator << s.url;
  all << n.aliases().size();
  for (const alias& a : n.aliases()) all << a.who << a.text;
  all << n.crosswalk().size();
  for (const succession& s : n.crosswalk()) all << s.from.index() << s.to.index() << std::optional(s.share) << s.on;
  return all.out;
}

}  // namespace coopgraph::kit
