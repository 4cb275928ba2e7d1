// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/model/network_builder.hpp>

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <vector>

namespace coopgraph::test {

/// All that this library refuses to guess: several observed actors, bounds, unnamed groups, units that do not add up, ends that
/// are not stated, a measure of one unit over a group.
inline network many_sides() {
  network_builder b;
  b.describe({.title = "Hợp tác", .licenses = {{.title = "Tự do"}}, .sources = {{.title = "Báo"}}});
  b.observe({.whose = {"a", "b"}, .absence = "none"});
  for (const char* id : {"a", "b", "c", "d", "e"})
    b.add(actor_record{.id = id, .name = std::string("Tỉnh ") + id, .kind = id[0] == 'a' ? "" : "tỉnh"});
  for (const char* id : {"c", "d"}) b.add(region_record{.region = "v", .name = "Vùng v", .actor = id});
  for (const char* id : {"c", "d", "e"}) b.add(region_record{.region = "w", .name = "Vùng w", .actor = id});
  b.add(source_record{.id = "n", .title = "Nguồn n"});
  const auto deal = [&](const char* id, const char* status, const char* fields, const char* from, const char* to) {
    b.add(agreement_record{.id = id,
                           .title = "Việc " + std::string(id),
                           .status = status,
                           .fields = fields,
                           .effective_from = from,
                           .effective_to = to,
                           .source = "n"});
  };
  deal("k1", "signed", "giao thương;du lịch", "2016", "2020");
  deal("k2", "proposed", "du lịch", "", "2018");
  deal("k3", "invited", "", "2017-03", "");
  deal("k4", "ended", "y tế", "1990", "1990");
  deal("k5", "in force", "y tế", "", "");
  for (const auto& [deal_id, who, extent] : {std::array{"k1", "a", ""},
                                             {"k1", "c", ""},
                                             {"k2", "a", ""},
                                             {"k2", "v", "all"},
                                             {"k2", "w", "all"},
                                             {"k3", "b", ""},
                                             {"k3", "w", "almost all"},
                                             {"k4", "b", ""},
                                             {"k4", "d", ""},
                                             {"k5", "a", ""},
                                             {"k5", "w", "2"}})
    b.add(party_record{.agreement = deal_id, .actor = who, .extent = extent});
  const auto number = [&](const char* of, const char* measure, const char* exactness, const char* value, const char* low,
                          const char* high, const char* basis = "", const char* phrase = "") {
    b.add(quantity_record{.record = of,
                          .measure = measure,
                          .value = value,
                          .low = low,
                          .high = high,
                          .unit = "tấn",
                          .exactness = exactness,
                          .basis = basis,
                          .phrase = phrase});
  };
  number("k1", "lượng", "between", "", "12345.5", "1234567");
  number("k1", "giá", "at least", "", "25000", "", "planned");
  number("k2", "giá", "at most", "", "", "0.5", "estimated");
  number("k3", "giá", "order of magnitude", "1000", "", "", "potential");
  number("k4", "giá", "verbal", "", "", "", "", "rất nhiều");
  int flows = 0;
  const auto flow = [&](const char* from, const char* to, const char* capacity, const char* product, const char* unit,
                        const char* status = "") {
    b.add(flow_record{.id = "l" + std::to_string(++flows),
                      .origin = from,
                      .destination = to,
                      .product = product,
                      .status = status,
                      .effective_from = flows % 2 == 0 ? "2018" : "",
                      .effective_to = "2019",
                      .capacity = capacity,
                      .unit = capacity[0] == '\0' ? "" : unit});
  };
  flow("a", "b", "12345.5", "gạo", "tấn");
  flow("b", "c", "30000", "gạo", "tấn");
  flow("c", "d", "", "gạo", "");
  flow("a", "c", "2", "cá", "tấn", "proposed");
  flow("a", "c", "", "rau", "");
  flow("a", "b", "", "đá", "");
  flow("b", "a", "3", "đá", "tấn");
  flow("a", "v", "60000", "thịt", "tấn");
  flow("v", "a", "", "muối", "");
  flow("c", "a", "3", "gỗ", "tấn");
  b.add(event_record{.id = "s1", .title = "Hội nghị", .date = "2018-06-12"});
  b.add(participant_record{.event = "s1", .actor = "a"});
  b.add(participant_record{.event = "s1", .actor = "w", .extent = "some"});
  return b.build();
}

/// What the dataset itself spells, the longest first.
inline std::vector<std::string> texts_of(const network& from) {
  std::set<std::string> all;
  const auto quantities = [&](const std::vector<quantity>& of) {
    for (const quantity& q : of) all.insert({q.measure, q.unit, q.phrase});
  };
  for (const actor& a : from.actors()) {
    all.insert({a.key, a.name, a.kind});
    for (const attribute& column : a.attributes) all.insert(column.name);
  }
  for (const region& r : from.regions()) all.insert({r.key, r.name});
  for (const agreement& a : from.agreements()) {
    all.insert({a.key, a.title, a.kind});
    all.insert(a.fields.begin(), a.fields.end());
    for (const party& p : a.parties) all.insert(p.of);
    quantities(a.quantities);
  }
  for (const flow& f : from.flows()) {
    all.insert({f.key, f.product, f.chain, f.unit});
    all.insert(f.fields.begin(), f.fields.end());
    quantities(f.quantities);
  }
  for (const event& e : from.events()) {
    all.insert({e.key, e.title});
    all.insert(e.fields.begin(), e.fields.end());
    for (const participant& p : e.participants) all.insert(p.role);
    quantities(e.quantities);
  }
  for (const source_document& s : from.sources()) all.insert(s.title);
  all.insert(from.about().title);
  for (const auto& references : {from.about().sources, from.about().licenses})
    for (const reference& r : references) all.insert({r.name, r.title, r.path});
  all.erase("");
  std::vector<std::string> sorted(all.begin(), all.end());
  std::stable_sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) { return a.size() > b.size(); });
  return sorted;
}

}  // namespace coopgraph::test
