// SPDX-License-Identifier: BSL-1.0
#include "model/rows.hpp"

#include <coopgraph/core/text.hpp>

#include <optional>
#include <utility>
#include <vector>

namespace coopgraph::detail {
namespace {

std::string text_of(const std::optional<date>& d) { return d ? to_text(*d) : std::string(); }
std::string text_of(const std::optional<decimal>& d) { return d ? to_text(*d) : std::string(); }
template <class Word>
std::string word_unless(const Word& value, const Word& usual) {
  return value == usual ? std::string() : to_text(value);
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text.append(text.empty() ? "" : ";").append(word);
  return text;
}

std::string source_of(const network& in, const std::optional<source_id>& id) { return id ? in[*id].key : std::string(); }

}  // namespace

actor_record row_of(const network& in, const actor& a) {
  actor_record r{.id = a.key,
                 .name = a.name,
                 .kind = a.kind,
                 .parent = a.parent ? in[*a.parent].key : std::string(),
                 .lon = a.where ? to_text(a.where->lon) : std::string(),
                 .lat = a.where ? to_text(a.where->lat) : std::string(),
                 .valid_from = text_of(a.valid.first),
                 .valid_to = text_of(a.valid.last),
                 .where = a.stated_at};
  for (const attribute& value : a.attributes) r.attributes.emplace_back(value.name, value.value);
  return r;
}

alias_record row_of(const network& in, const alias& a) { return {.id = in.key_of(a.who), .alias = a.text, .where = a.stated_at}; }

region_record row_of(const network& in, const region& r, const membership& m) {
  return {.region = r.key,
          .name = r.name == r.key ? std::string() : r.name,
          .actor = in.key_of(m.member),
          .valid_from = text_of(m.valid.first),
          .valid_to = text_of(m.valid.last),
          .where = m.stated_at};
}

agreement_record row_of(const network& in, const agreement& a) {
  return {.id = a.key,
          .title = a.title,
          .kind = a.kind,
          .status = to_text(a.status),
          .counts = word_unless(a.counts, multiplicity::one),
          .fields = joined(a.fields),
          .signed_on = text_of(a.signed_on),
          .effective_from = text_of(a.effective.first),
          .effective_to = text_of(a.effective.last),
          .source = source_of(in, a.source),
          .where = a.stated_at};
}

party_record row_of(const network& in, const agreement& a, const party& p) {
  return {.agreement = a.key,
          .actor = in.key_of(p.who),
          .role = p.role,
          .of = p.of,
          .extent = word_unless(p.extent, party_extent{}),
          .valid_from = text_of(p.valid.first),
          .valid_to = text_of(p.valid.last),
          .where = p.stated_at};
}

flow_record row_of(const network& in, const flow& f) {
  return {.id = f.key,
          .origin = in.key_of(f.origin),
          .destination = in.key_of(f.destination),
          .chain = f.chain,
          .stage = f.stage,
          .product = f.product,
          .field = joined(f.fields),
          .status = word_unless(f.status, agreement_status::in_force),
          .counts = word_unless(f.counts, multiplicity::one),
          .effective_from = text_of(f.effective.first),
          .effective_to = text_of(f.effective.last),
          .capacity = text_of(f.capacity),
          .unit = f.unit,
          .unit_cost = text_of(f.unit_cost),
          .certified = f.certified,
          .source = source_of(in, f.source),
          .where = f.stated_at};
}

quantity_record row_of(const std::string& record, const quantity& q) {
  return {.record = record,
          .measure = q.measure,
          .value = text_of(q.value),
          .low = text_of(q.low),
          .high = text_of(q.high),
          .unit = q.unit,
          .exactness = to_text(q.exactness),
          .basis = word_unless(q.basis, quantity_basis::stated),
          .phrase = q.phrase,
          .where = q.stated_at};
}

event_record row_of(const network& in, const event& e) {
  return {.id = e.key,
          .title = e.title,
          .field = joined(e.fields),
          .date = text_of(e.on),
          .source = source_of(in, e.source),
          .where = e.stated_at};
}

participant_record row_of(const network& in, const event& e, const participant& p) {
  return {.event = e.key,
          .actor = in.key_of(p.who),
          .role = p.role,
          .extent = word_unless(p.extent, party_extent{}),
          .where = p.stated_at};
}

source_record row_of(const source_document& s) {
  return {.id = s.key,
          .title = s.title,
          .publisher = s.publisher,
          .date = text_of(s.published),
          .locator = s.locator,
          .url = s.url,
          .where = s.stated_at};
}

crosswalk_record row_of(const network& in, const succession& s) {
  return {.from = in[s.from].key,
          .to = in[s.to].key,
          .share = word_unless(s.share, decimal{1, 0}),
          .date = text_of(s.on),
          .where = s.stated_at};
}

}  // namespace coopgraph::detail
