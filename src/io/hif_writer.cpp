// SPDX-License-Identifier: BSL-1.0
#include "io/dataset_tables.hpp"
#include "io/json_collection.hpp"
#include "io/text_sink.hpp"
#include "model/rows.hpp"

#include <coopgraph/io/atomic_file.hpp>
#include <coopgraph/io/hif.hpp>
#include <coopgraph/io/json_writer.hpp>

#include <algorithm>
#include <set>
#include <utility>

namespace coopgraph {
namespace detail {
namespace {

class hif_writer {
 public:
  hif_writer(const network& from, text_sink& out, std::vector<std::string>& lost) : n_(from), out_(out), lost_(lost) {}

  void write();

 private:
  /// Writes the members of an object: what separates them, and their names.
  class members {
   public:
    explicit members(text_sink& out) : out_(out) { out_ << '{'; }
    text_sink& name(std::string_view name) {
      if (std::exchange(some_, true)) out_ << ", ";
      return out_ << json_string(name) << ": ";
    }
    void text(std::string_view name_of_it, std::string_view value) {
      if (!value.empty()) name(name_of_it) << json_string(value);
    }
    /// The cells of a row that are not empty, but for its own id and for `but`.
    template <class Record>
    void cells(const Record& row, std::initializer_list<std::string_view> but = {}) {
      for (const auto& column : table_layout<Record>::columns) {
        const std::string& value = (row.*column.member).text;
        if (value.empty() || std::find(but.begin(), but.end(), column.name) != but.end()) continue;
        name(column.name) << (column.kind == column_kind::number ? value : json_string(value));
      }
    }
    void close() { out_ << '}'; }

   private:
    text_sink& out_;
    bool some_ = false;
  };
  /// A list; `put` writes an item.
  template <class Items, class Put>
  void list(const Items& items, const Put& put) {
    out_ << '[';
    bool some = false;
    for (const auto& item : items) {
      if (std::exchange(some, true)) out_ << ", ";
      put(item);
    }
    out_ << ']';
  }
  void begin_line(std::string_view list_name) {
    if (list_name != open_list_)
      out_ << (open_list_.empty() ? "" : "\n],\n") << json_string(list_name) << ": [\n";
    else
      out_ << ",\n";
    open_list_ = list_name;
  }

  void put_metadata();
  void put_aliases(members& attrs, const actor_or_region& who) const;
  void put_actor(actor_id id);
  void put_region(region_id id);
  void put_agreement(const agreement& a);
  void put_party(const agreement& a, const party& p);
  void say_what_is_lost() const;

  const network& n_;
  text_sink& out_;
  std::vector<std::string>& lost_;
  std::vector<std::pair<actor_or_region, std::string_view>> aliases_;  ///< sorted by whose they are
  std::string_view open_list_;
  std::size_t attributes_ = 0;
};

void hif_writer::put_metadata() {
  members metadata(out_ << "\"metadata\": ");
  const dataset_description& about = n_.about();
  metadata.text("name", about.name);
  metadata.text("title", about.title);
  metadata.text("description", about.description);
  if (!about.licenses.empty()) {
    metadata.name("licenses");
    list(about.licenses, [&](const reference& r) {
      members license(out_);
      license.text("name", r.name);
      license.text("title", r.title);
      license.text("path", r.path);
      license.close();
    });
  }
  const observation& seen = n_.observed();
  if (!seen.title.empty() || !seen.whose.empty() || seen.absence != absence_meaning::unknown) {
    members observed(metadata.name("observation"));
    observed.text("title", seen.title);
    if (!seen.whose.empty()) {
      observed.name("whose");
      list(seen.whose, [&](actor_id id) { out_ << json_string(n_[id].key); });
    }
    observed.text("absence", to_text(seen.absence));
    observed.close();
  }
  if (!n_.sources().empty()) {
    metadata.name("sources");
    list(n_.sources(), [&](const source_document& s) {
      out_ << "\n";
      members source(out_);
      source.cells(row_of(s));
      source.close();
    });
  }
  metadata.close();
}

void hif_writer::put_aliases(members& attrs, const actor_or_region& who) const {
  const auto at =
      std::lower_bound(aliases_.begin(), aliases_.end(), who, [](const auto& a, const auto& w) { return a.first < w; });
  if (at == aliases_.end() || at->first != who) return;
  text_sink& out = attrs.name("aliases");
  out << '[';
  for (auto a = at; a != aliases_.end() && a->first == who; ++a) out << (a == at ? "" : ", ") << json_string(a->second);
  out << ']';
}

void hif_writer::put_actor(actor_id id) {
  begin_line("nodes");
  const actor_record row = row_of(n_, n_[id]);
  out_ << "{\"node\": " << json_string(row.id.text) << ", \"attrs\": ";
  members attrs(out_);
  attrs.cells(row, {"id"});
  put_aliases(attrs, id);
  const table_shape& columns = *find_table("actors.csv");
  std::set<std::string_view> seen = {"aliases", "members"};
  for (const auto& [name, value] : row.attributes) {
    if (!name.empty() && columns.find(name) == nullptr && seen.insert(name).second)
      attrs.name(name) << json_string(value.text);
    else
      ++attributes_;
  }
  attrs.close();
  out_ << '}';
}

void hif_writer::put_region(region_id id) {
  begin_line("nodes");
  const region& r = n_[id];
  out_ << "{\"node\": " << json_string(r.key) << ", \"attrs\": ";
  members attrs(out_);
  attrs.text("name", r.name);
  attrs.text("kind", "region");
  put_aliases(attrs, id);
  attrs.name("members");
  list(r.members, [&](const membership& m) {
    const region_record row = row_of(n_, r, m);
    if (m.valid.undated()) {
      out_ << json_string(row.actor.text);
    } else {
      members dated(out_);
      dated.cells(row, {"region", "name"});
      dated.close();
    }
  });
  attrs.close();
  out_ << '}';
}

void hif_writer::put_agreement(const agreement& a) {
  begin_line("edges");
  out_ << "{\"edge\": " << json_string(a.key) << ", \"attrs\": ";
  members attrs(out_);
  attrs.cells(row_of(n_, a), {"id", "fields"});
  if (!a.fields.empty()) {
    attrs.name("fields");
    list(a.fields, [&](const std::string& field) { out_ << json_string(field); });
  }
  if (!a.quantities.empty()) {
    attrs.name("quantities");
    list(a.quantities, [&](const quantity& q) {
      members stated(out_);
      stated.cells(row_of(a.key, q), {"record"});
      stated.close();
    });
  }
  attrs.close();
  out_ << '}';
}

void hif_writer::put_party(const agreement& a, const party& p) {
  begin_line("incidences");
  const party_record row = row_of(n_, a, p);
  out_ << "{\"edge\": " << json_string(row.agreement.text) << ", \"node\": " << json_string(row.actor.text);
  if (!row.role.text.empty() || !row.of.text.empty() || !row.extent.text.empty() || !p.valid.undated()) {
    members attrs(out_ << ", \"attrs\": ");
    attrs.cells(row, {"agreement", "actor"});
    attrs.close();
  }
  out_ << '}';
}

void hif_writer::say_what_is_lost() const {
  const auto lose = [&](std::size_t n, const std::string& one, const std::string& many, const std::string& rest) {
    if (n > 0) lost_.push_back(counted(n, one, many) + rest);
  };
  lose(n_.flows().size(), "flow is", "flows are", " left out: HIF has no direction from one to another within an edge.");
  lose(n_.events().size(), "event is", "events are", " left out: the edges are agreements.");
  lose(n_.crosswalk().size(), "succession of units is", "successions of units are", " left out.");
  lose(n_.about().sources.size(), "source of the dataset as a whole is", "sources of the dataset as a whole are", " left out.");
  lose(n_.about().others.size(), "further member of the dataset's description is",
       "further members of the dataset's description are", " left out.");
  lose(attributes_, "attribute of an actor is", "attributes of actors are",
       " left out: unnamed, given twice, or named as a column or as aliases or members.");
}

void hif_writer::write() {
  for (const alias& a : n_.aliases()) aliases_.emplace_back(a.who, a.text);
  std::stable_sort(aliases_.begin(), aliases_.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  out_ << "{\n\"network-type\": \"undirected\",\n";
  put_metadata();
  out_ << ",\n";
  for (std::uint32_t i = 0; i < n_.actors().size(); ++i) put_actor(actor_id(i));
  for (std::uint32_t i = 0; i < n_.regions().size(); ++i) put_region(region_id(i));
  for (const agreement& a : n_.agreements()) put_agreement(a);
  for (const agreement& a : n_.agreements())
    for (const party& p : a.parties) put_party(a, p);
  if (open_list_ != "incidences") out_ << (open_list_.empty() ? "" : "\n],\n") << "\"incidences\": [";
  out_ << "\n]\n}\n";
  say_what_is_lost();
}

}  // namespace
}  // namespace detail

written_graph to_hif(const network& from) {
  detail::text_sink out;
  written_graph written;
  detail::hif_writer(from, out, written.lost).write();
  written.bytes = out.take();
  return written;
}

std::vector<std::string> write_hif(const network& from, const std::string& path) {
  atomic_file file(path);
  detail::text_sink out(file);
  std::vector<std::string> lost;
  detail::hif_writer(from, out, lost).write();
  out.flush();
  file.finish();
  return lost;
}

}  // namespace coopgraph
