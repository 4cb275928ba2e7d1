// SPDX-License-Identifier: BSL-1.0
#include "core/words.hpp"

#include <coopgraph/model/in_force.hpp>
#include <coopgraph/plot/timeline.hpp>

namespace coopgraph {
namespace {

/// The title, else the kind; else the names of the parties.
std::string label_of(const network& from, const agreement& a) {
  if (!a.title.empty()) return a.title;
  std::string names;
  for (const party& p : a.parties) names += (names.empty() ? "" : " – ") + from.name_of(p.who);
  return a.kind.empty() ? names : a.kind + ": " + names;
}

std::string listed(const std::vector<std::string>& items) {
  std::string all;
  for (const std::string& i : items) all += (all.empty() ? "" : ", ") + i;
  return all;
}

}  // namespace

timeline_data make_timeline(const network& from, language lang) {
  const detail::words say(lang);
  timeline_data data;
  for (const agreement& a : from.agreements()) {
    timeline_data::row row;
    row.label = label_of(from, a);
    row.when = time_of(a);
    if (a.fields.size() == 1) row.group = a.fields[0];
    if (a.fields.size() > 1) {
      row.group = say({"several fields", "nhiều lĩnh vực"});
      row.what = listed(a.fields);
    }
    data.rows.push_back(std::move(row));
  }
  return data;
}

figure timeline(const network& from, const timeline_options& options) {
  return timeline(make_timeline(from, options.lang), options);
}

}  // namespace coopgraph
