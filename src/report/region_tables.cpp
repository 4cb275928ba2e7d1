// SPDX-License-Identifier: BSL-1.0
#include "report/report_tables.hpp"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <string>
#include <utility>
#include <variant>

namespace coopgraph::detail {
namespace {

using enum column_kind;
using texts = std::vector<std::string>;

/// Of more shared members than these only the number is shown.
constexpr std::size_t most_names = 15;

std::int64_t whole(std::size_t n) { return static_cast<std::int64_t>(n); }

bool contains(const std::vector<actor_id>& list, actor_id who) { return std::find(list.begin(), list.end(), who) != list.end(); }

/// The actors tied by agreement to an observed one (without an observation: to anybody).
std::vector<bool> tied_actors(const network& from, const agreement_view& view) {
  const auto& whose = from.observed().whose;
  std::vector<bool> tied(from.actors().size(), false);
  const auto g = view.graph.view();
  for (edge_id e = 0; e < g.edges(); ++e) {
    const actor_id a = view.actors[g.source[e]];
    const actor_id b = view.actors[g.target[e]];
    if (whose.empty() || contains(whose, a)) tied[b.index()] = true;
    if (whose.empty() || contains(whose, b)) tied[a.index()] = true;
  }
  return tied;
}

std::string not_listed(const words& say) {
  return say({"Of more than {0} the names are not listed.", "Không liệt kê tên nếu có trên {0} thành viên."},
             {say.number(most_names)});
}

texts names_of(const network& from, const std::vector<actor_id>& actors) {
  texts names;
  for (const actor_id a : actors) names.push_back(from[a].name);
  return names;
}

}  // namespace

table regions_table(const network& from, const agreement_view& view, const words& say) {
  table t("regions",
          say({"Regions and groups, and who of their members is a partner", "Vùng, nhóm và các thành viên là đối tác"}),
          {{"id", say({"Id", "Mã"}), text},
           {"region", say({"Region", "Vùng"}), text},
           {"members", say({"Members", "Số thành viên"}), whole_number},
           {"partners", say({"With a tie by agreement", "Có liên kết qua thỏa thuận"}), whole_number},
           {"without", say({"Without one on record", "Chưa ghi nhận liên kết"}), whole_number},
           {"names", say({"Members with a tie", "Thành viên có liên kết"}), list}});
  const std::vector<bool> tied = tied_actors(from, view);
  for (std::uint32_t r = 0; r < from.regions().size(); ++r) {
    const std::vector<actor_id> members = from.members(region_id(r));
    std::vector<actor_id> partners;
    std::size_t others = 0;
    for (const actor_id m : members) {
      if (contains(from.observed().whose, m)) continue;
      ++others;
      if (tied[m.index()]) partners.push_back(m);
    }
    t.add_row({from.regions()[r].key, from.regions()[r].name, whole(members.size()), whole(partners.size()),
               whole(others - partners.size()), partners.size() > most_names ? texts{} : names_of(from, partners)});
  }
  if (!from.observed().whose.empty())
    t.add_note(say({"The observed actors themselves count as members, not among the other columns.",
                    "Bản thân các chủ thể được quan sát được tính là thành viên, không tính ở các cột khác."}));
  t.add_note(not_listed(say));
  return t;
}

table overlaps_table(const network& from, const words& say) {
  table t("overlaps", say({"Regions that share members", "Các vùng có thành viên chung"}),
          {{"first", say({"Region", "Vùng"}), text},
           {"second", say({"And", "Và"}), text},
           {"shared", say({"Shared members", "Thành viên chung"}), whole_number},
           {"relation", say({"Relation", "Quan hệ"}), text},
           {"names", say({"Who", "Gồm"}), list}});
  std::vector<std::vector<actor_id>> members;
  for (std::uint32_t r = 0; r < from.regions().size(); ++r) members.push_back(from.members(region_id(r)));
  for (std::size_t a = 0; a < members.size(); ++a)
    for (std::size_t b = a + 1; b < members.size(); ++b) {
      std::vector<actor_id> shared;
      std::set_intersection(members[a].begin(), members[a].end(), members[b].begin(), members[b].end(),
                            std::back_inserter(shared));
      if (shared.empty()) continue;
      const bool inside = shared.size() == members[a].size();
      const bool holds = shared.size() == members[b].size();
      t.add_row({from.regions()[a].name, from.regions()[b].name, whole(shared.size()),
                 inside && holds ? say({"the same members", "cùng thành viên"})
                 : inside        ? say({"lies inside", "nằm trong"})
                 : holds         ? say({"holds all of it", "bao trùm"})
                                 : say({"overlap", "chồng lấn"}),
                 shared.size() > most_names ? texts{} : names_of(from, shared)});
    }
  t.add_note(not_listed(say));
  return t;
}

table joint_regions_table(const network& from, const words& say) {
  table t("joint_regions",
          say({"Agreements that name several regions, and the members of these together",
               "Các thỏa thuận nêu nhiều vùng, và thành viên của các vùng đó gộp lại"}),
          {{"id", say({"Id", "Mã"}), text},
           {"title", say({"Title", "Tên"}), text},
           {"regions", say({"Regions", "Các vùng"}), list},
           {"members", say({"Members together", "Tổng số thành viên"}), whole_number},
           {"names", say({"Who", "Gồm"}), list}});
  for (const agreement& a : from.agreements()) {
    texts regions;
    std::vector<actor_id> together;
    std::vector<actor_id> named;
    for (const party& p : a.parties) {
      if (const auto* one = std::get_if<actor_id>(&p.who)) named.push_back(*one);
      const auto* region = std::get_if<region_id>(&p.who);
      if (region == nullptr || p.extent.how != party_extent::kind::all) continue;
      regions.push_back(from[*region].name);
      const auto members = from.members(*region, a.effective.days());
      together.insert(together.end(), members.begin(), members.end());
    }
    if (regions.size() < 2) continue;
    std::sort(together.begin(), together.end());
    together.erase(std::unique(together.begin(), together.end()), together.end());
    std::erase_if(together, [&](actor_id m) { return contains(named, m); });
    t.add_row({a.key, a.title, std::move(regions), whole(together.size()), names_of(from, together)});
  }
  t.add_note(
      say({"Each member counts once, however many of the regions it belongs to; parties that are named themselves are left out.",
           "Mỗi thành viên chỉ tính một lần dù thuộc bao nhiêu vùng; các bên được nêu đích danh không tính ở đây."}));
  return t;
}

}  // namespace coopgraph::detail
