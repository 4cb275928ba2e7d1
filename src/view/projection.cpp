// SPDX-License-Identifier: BSL-1.0
#include "view/projection.hpp"

#include "model/participation.hpp"
#include "view/selection.hpp"
#include "view/splitting.hpp"

#include <algorithm>
#include <cstddef>
#include <tuple>
#include <utility>
#include <variant>

namespace coopgraph {
namespace {

using detail::amount;
using side = detail::participation::side;

constexpr const char* caller = "project_agreements";

/// One record's part in the tie of a pair.
struct share {
  vertex_id a;  // a < b
  vertex_id b;
  amount part;
  agreement_id record;
  tie_basis basis;
};

enum class tie_rule { star, newman, clique };

class projector {
 public:
  projector(const network& from, const projection_options& options)
      : from_(from),
        options_(options),
        selector_(caller, from, options.where),
        measure_(caller, from, options.strength, selector_) {
    if (options.allocate) splitter_.emplace(caller, from, *options.allocate);
  }

  agreement_view project(std::span<const agreement_id> agreements);

 private:
  /// A record with who takes part in it.
  struct read_record {
    const agreement& a;
    agreement_id id;
    std::vector<side> sides;             // named, in the order of the network
    std::vector<const party*> unnamed;   // groups of which it names nobody
    std::vector<const party*> not_then;  // parties that take no part in the period
    std::vector<const party*> left_out;  // of both, those that gave no tie
  };

  void add_record(const agreement& a, agreement_id id);
  [[nodiscard]] read_record read(const agreement& a, agreement_id id) const;
  [[nodiscard]] std::optional<left_out_reason> add_counted(read_record& r);
  [[nodiscard]] std::optional<left_out_reason> add_measured(read_record& r);
  [[nodiscard]] std::vector<actor_id> members_beside_the_named(const read_record& r, const party& group) const;
  void add_pairs(const read_record& r, tie_rule rule, const amount& part, tie_basis basis);
  void add_share(const read_record& r, actor_id x, actor_id y, const amount& part, tie_basis basis);
  void add_parts(const read_record& r, actor_id centre, const std::vector<actor_id>& over, const amount& whole,
                 const std::vector<amount>& parts);
  void note_taken(const read_record& r);
  void make_edges();

  const network& from_;
  const projection_options& options_;
  detail::record_selector<agreement> selector_;
  detail::measure_reader<agreement> measure_;
  std::optional<detail::splitter> splitter_;
  std::vector<share> shares_;
  agreement_view view_;
};

bool has_hub(const std::vector<side>& sides) {
  return std::any_of(sides.begin(), sides.end(), [](const side& s) { return s.hub; });
}

/// The one hub of a record; nothing if it has none or several.
std::optional<actor_id> only_hub(const std::vector<side>& sides) {
  std::optional<actor_id> found;
  for (const side& s : sides) {
    if (!s.hub) continue;
    if (found) return std::nullopt;
    found = s.who;
  }
  return found;
}

projector::read_record projector::read(const agreement& a, agreement_id id) const {
  auto found = detail::participation_in(from_, a, selector_.days_of(a));
  read_record r{a, id, std::move(found.sides), {}, {}, {}};
  for (const auto& left : found.without)
    (left.why == detail::participation::reason::not_in_period ? r.not_then : r.unnamed).push_back(left.which);
  r.left_out = r.not_then;
  // What a group gives depends on those before it: their order must not depend on that of the rows.
  std::sort(r.unnamed.begin(), r.unnamed.end(), [&](const party* x, const party* y) {
    return std::tuple(from_.key_of(x->who), x->extent.how, x->extent.count) <
           std::tuple(from_.key_of(y->who), y->extent.how, y->extent.count);
  });
  return r;
}

void projector::add_record(const agreement& a, agreement_id id) {
  auto reason = selector_.why_left_out(a);
  if (reason) return view_.left_out.push_back({id, *reason});
  read_record r = read(a, id);
  const std::size_t shares_before = shares_.size();
  reason = measure_.counts_records() ? add_counted(r) : add_measured(r);
  std::sort(r.left_out.begin(), r.left_out.end());  // by place among the parties
  for (const party* p : r.left_out) {
    const bool not_then = std::find(r.not_then.begin(), r.not_then.end(), p) != r.not_then.end();
    view_.left_out.push_back({id, not_then ? left_out_reason::party_not_in_force : left_out_reason::members_not_named, p->who});
  }
  if (reason) return view_.left_out.push_back({id, *reason});

  const auto own = shares_.begin() + static_cast<std::ptrdiff_t>(shares_before);
  shares_.erase(
      std::remove_if(own, shares_.end(), [&](const share& s) { return !selector_.in_region(actor_id(s.a), actor_id(s.b)); }),
      shares_.end());
  if (shares_.size() == shares_before) return view_.left_out.push_back({id, left_out_reason::outside_region});
  note_taken(r);
}

void projector::note_taken(const read_record& r) {
  ++view_.taken;
  if (options_.as == projection::star && measure_.counts_records() && !has_hub(r.sides)) view_.without_hub.push_back(r.id);
  selector_.note_time(view_, r.a, r.id);
}

/// Each record counts: 1 under star and clique, 1/(k-1) under newman.
std::optional<left_out_reason> projector::add_counted(read_record& r) {
  tie_rule rule = options_.as == projection::clique ? tie_rule::clique : tie_rule::newman;
  if (has_hub(r.sides) && (options_.as == projection::star || r.a.counts == multiplicity::many)) rule = tie_rule::star;

  std::vector<actor_id> given;  // those with a part of an earlier group: an actor counts once in a record
  bool names_all = r.not_then.empty();
  const auto centre = rule == tie_rule::star ? only_hub(r.sides) : std::nullopt;
  for (const party* group : r.unnamed) {
    auto members = splitter_ && centre && group->extent.how == party_extent::kind::number ? members_beside_the_named(r, *group)
                                                                                          : std::vector<actor_id>{};
    std::erase_if(members, [&](actor_id m) { return std::find(given.begin(), given.end(), m) != given.end(); });
    if (members.empty()) {
      names_all = false;
      r.left_out.push_back(group);
      continue;
    }
    add_parts(r, *centre, members, amount(rational(1)), splitter_->parts_of_number(members, group->extent.count));
    given.insert(given.end(), members.begin(), members.end());
  }
  if (r.sides.size() < 2) return given.empty() ? std::optional(left_out_reason::fewer_than_two_actors) : std::nullopt;

  const amount part =
      rule == tie_rule::newman ? amount(rational(1, static_cast<std::int64_t>(r.sides.size()) - 1)) : amount(rational(1));
  add_pairs(r, rule, part, !names_all && rule == tie_rule::newman ? tie_basis::bounded : tie_basis::stated);
  return std::nullopt;
}

/// The record's amount: of the one tie that it names, or split over all that it names or may mean.
std::optional<left_out_reason> projector::add_measured(read_record& r) {
  const auto stated = measure_(r.a);
  if (!stated) return left_out_reason::no_amount;
  if (r.unnamed.empty() && r.sides.size() < 2) return left_out_reason::fewer_than_two_actors;
  const amount whole(stated->value);
  if (r.unnamed.empty() && r.sides.size() == 2) {
    add_share(r, r.sides[0].who, r.sides[1].who, whole, stated->basis);
    return std::nullopt;
  }
  const auto centre = only_hub(r.sides);
  if (!splitter_ || !centre) return left_out_reason::not_broken_down;

  std::vector<actor_id> over;
  for (const side& s : r.sides)
    if (s.who != *centre) over.push_back(s.who);
  for (const party* group : r.unnamed) {
    const auto members = members_beside_the_named(r, *group);
    over.insert(over.end(), members.begin(), members.end());
  }
  std::sort(over.begin(), over.end());
  over.erase(std::unique(over.begin(), over.end()), over.end());
  if (over.empty()) return left_out_reason::fewer_than_two_actors;
  add_parts(r, *centre, over, whole, splitter_->parts(over));
  return std::nullopt;
}

std::vector<actor_id> projector::members_beside_the_named(const read_record& r, const party& group) const {
  std::vector<actor_id> members = from_.members(std::get<region_id>(group.who), selector_.days_of(r.a));
  std::erase_if(members, [&](actor_id m) {
    return std::any_of(r.sides.begin(), r.sides.end(), [&](const side& s) { return s.who == m; });
  });
  return members;
}

void projector::add_share(const read_record& r, actor_id x, actor_id y, const amount& part, tie_basis basis) {
  shares_.push_back({std::min(x, y).index(), std::max(x, y).index(), part, r.id, basis});
}

/// The parts of a total as ties of the centre; who gets nothing of it has no tie.
void projector::add_parts(const read_record& r, actor_id centre, const std::vector<actor_id>& over, const amount& whole,
                          const std::vector<amount>& parts) {
  for (std::size_t i = 0; i < over.size(); ++i)
    if (parts[i].nearest != 0.0) add_share(r, centre, over[i], whole * parts[i], tie_basis::estimated);
}

void projector::add_pairs(const read_record& r, tie_rule rule, const amount& part, tie_basis basis) {
  const std::vector<side>& sides = r.sides;
  if (rule != tie_rule::star) {
    for (std::size_t i = 0; i < sides.size(); ++i)
      for (std::size_t j = i + 1; j < sides.size(); ++j) add_share(r, sides[i].who, sides[j].who, part, basis);
    return;
  }
  // From each hub, so that the work is the number of ties and not of pairs; two hubs are tied once.
  for (std::size_t hub = 0; hub < sides.size(); ++hub) {
    if (!sides[hub].hub) continue;
    for (std::size_t i = 0; i < sides.size(); ++i)
      if (i != hub && !(sides[i].hub && i < hub)) add_share(r, sides[hub].who, sides[i].who, part, basis);
  }
}

/// One edge for each pair of actors with a share, or for each record of a pair.
void projector::make_edges() {
  std::sort(shares_.begin(), shares_.end(), [](const share& x, const share& y) {  // to the end, as rounded sums need it
    return std::tie(x.a, x.b, x.record, x.part.nearest) < std::tie(y.a, y.b, y.record, y.part.nearest);
  });
  std::vector<endpoints> edges;
  std::vector<edge_id> edge_of;
  std::vector<amount> parts;
  std::vector<std::uint64_t> offset;
  std::vector<agreement_id> records;
  for (const share& s : shares_) {
    const bool other_record = options_.edge_per_record && (records.empty() || records.back() != s.record);
    if (edges.empty() || edges.back() != endpoints{s.a, s.b} || other_record) {
      edges.push_back({s.a, s.b});
      offset.push_back(records.size());
      view_.basis.push_back(tie_basis::stated);
    }
    edge_of.push_back(edges.size() - 1);
    parts.push_back(s.part);
    if (records.size() == offset.back() || records.back() != s.record) records.push_back(s.record);
    view_.basis.back() = std::max(view_.basis.back(), s.basis);
  }
  offset.push_back(records.size());
  view_.strengths = detail::sum_of_amounts<value_kind::strength>(parts, edge_of, edges.size());
  view_.records = edge_records(std::move(offset), std::move(records));
  view_.graph = undirected_graph(from_.actors().size(), std::move(edges));
}

agreement_view projector::project(std::span<const agreement_id> agreements) {
  view_.as = options_.as;
  view_.unit = measure_.unit();
  detail::add_actors(view_, from_);
  for (const agreement_id id : agreements) add_record(from_[id], id);
  make_edges();
  return std::move(view_);
}

}  // namespace

agreement_view detail::project_some(const network& from, const projection_options& options,
                                    std::span<const agreement_id> agreements) {
  return projector(from, options).project(agreements);
}

agreement_view project_agreements(const network& from, const projection_options& options) {
  std::vector<agreement_id> all;
  for (std::uint32_t i = 0; i < from.agreements().size(); ++i) all.emplace_back(i);
  return detail::project_some(from, options, all);
}

}  // namespace coopgraph
