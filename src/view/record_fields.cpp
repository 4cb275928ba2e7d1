// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/view/record_fields.hpp>

namespace coopgraph {
namespace {

template <class View>
std::vector<std::string> fields_of_edges(const network& from, const View& view, const std::string& several) {
  std::vector<std::string> fields;
  for (edge_id e = 0; e < view.records.size(); ++e) {
    const std::string* only = nullptr;
    bool more = false;
    for (const auto record : view.records[e])
      for (const std::string& field : from[record].fields) {
        if (only == nullptr) only = &field;
        more = more || *only != field;
      }
    fields.push_back(more ? several : only != nullptr ? *only : std::string());
  }
  return fields;
}

}  // namespace

std::vector<std::string> fields_of(const network& from, const agreement_view& view, const std::string& several) {
  return fields_of_edges(from, view, several);
}

std::vector<std::string> fields_of(const network& from, const flow_view& view, const std::string& several) {
  return fields_of_edges(from, view, several);
}

}  // namespace coopgraph
