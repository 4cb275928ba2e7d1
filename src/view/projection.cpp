// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/core/rational.hpp>
#include <coopgraph/view/projection.hpp>

#include "model/near.hpp"
#include "model/participation.hpp"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <string_view>
#include <tuple>
#include <utility>

namespace coopgraph {
namespace {

using side = detail::participation::side;

/// One record's share in the tie of a pair: 1 / parts.
struct share {
  vertex_id a;  // a < b
  vertex_id b;
  std::uint32_t parts;
  agreement_id record;
  bool bounded;
};

enum class tie_rule { star, newman, clique };

/// \throws input_error if no agreement has the word
template <class WordsOf>
void check_word(const network& from, const std::string& word, const char* parameter, const WordsOf& words_of) {
  if (word.empty()) return;
  detail::near_words near(word);
  for (const agreement& a : from.agreements())
    for (const std::string& known : words_of(a)) {
      if (known == word) return;
      near.offer(known);
    }
  throw input_error("project_agreements", parameter, '"' + printable(word) + '"',
                    std::string("one that occurs in the agreements") + near.text());
}

class projector {
 public:
  projector(const network& from, const projection_options& options) : from_(from), options_(options) {
    if (options.where.on) asked_ = through(options.where.on, options.where.on);
  }

  agreement_view project();

 private:
  std::optional<left_out_reason> why_left_out(const agreement& a) const;
  std::vector<side> sides_of(const agreement& a, agreement_id record);
  void add_record(const agreement& a, agreement_id record);
  void add_shares(const std::vector<side>& sides, tie_rule rule, agreement_id record, bool bounded);
  void make_edges();
  edge_strengths add_up(std::span<const std::size_t> first_share) const;
  void leave_out(agreement_id record, left_out_reason reason, std::optional<actor_or_region> party = {}) {
    view_.left_out.push_back({record, reason, party});
  }

  const network& from_;
  const projection_options& options_;
  std::optional<period> asked_;
  std::vector<share> shares_;
  agreement_view view_;
};

std::optional<left_out_reason> projector::why_left_out(const agreement& a) const {
  const agreement_filter& where = options_.where;
  if (!where.field.empty() && std::find(a.fields.begin(), a.fields.end(), where.field) == a.fields.end())
    return left_out_reason::other_field;
  if (!where.kind.empty() && a.kind != where.kind) return left_out_reason::other_kind;
  if (!where.statuses.empty() && std::find(where.statuses.begin(), where.statuses.end(), a.status) == where.statuses.end())
    return left_out_reason::other_status;
  if (!asked_) return std::nullopt;
  if (a.effective.undated())
    return where.undated == undated_records::exclude ? std::optional(left_out_reason::undated) : std::nullopt;
  return a.effective.days().overlaps(*asked_) ? std::nullopt : std::optional(left_out_reason::not_in_force);
}

/// Who takes part in a record; the parties that name nobody are left out and said so.
std::vector<side> projector::sides_of(const agreement& a, agreement_id record) {
  auto found = detail::participation_in(from_, a, asked_ ? *asked_ : a.effective.days());
  for (const auto& left : found.without)
    leave_out(record,
              left.why == detail::participation::reason::not_in_period ? left_out_reason::party_not_in_force
                                                                       : left_out_reason::members_not_named,
              left.which->who);
  return std::move(found.sides);
}

void projector::add_record(const agreement& a, agreement_id record) {
  const std::size_t left_before = view_.left_out.size();
  const std::vector<side> sides = sides_of(a, record);
  const bool names_all = view_.left_out.size() == left_before;
  if (sides.size() < 2) return leave_out(record, left_out_reason::fewer_than_two_actors);

  const bool has_hub = std::any_of(sides.begin(), sides.end(), [](const side& p) { return p.hub; });
  tie_rule rule = options_.as == projection::clique ? tie_rule::clique : tie_rule::newman;
  if (has_hub && (options_.as == projection::star || a.counts == multiplicity::many)) rule = tie_rule::star;
  if (options_.as == projection::star && !has_hub) view_.without_hub.push_back(record);
  if (asked_ && a.effective.undated()) view_.undated.push_back(record);
  add_shares(sides, rule, record, !names_all && rule == tie_rule::newman);
}

void projector::add_shares(const std::vector<side>& sides, tie_rule rule, agreement_id record, bool bounded) {
  const auto parts = rule == tie_rule::newman ? static_cast<std::uint32_t>(sides.size() - 1) : 1U;
  const auto add = [&](const side& x, const side& y) {
    shares_.push_back({x.who.index(), y.who.index(), parts, record, bounded});
  };
  if (rule != tie_rule::star) {
    for (std::size_t i = 0; i < sides.size(); ++i)
      for (std::size_t j = i + 1; j < sides.size(); ++j) add(sides[i], sides[j]);
    return;
  }
  // From each hub, so that the work is the number of ties and not of pairs; two hubs are tied once.
  for (std::size_t hub = 0; hub < sides.size(); ++hub) {
    if (!sides[hub].hub) continue;
    for (std::size_t i = 0; i < sides.size(); ++i) {
      if (i == hub || (sides[i].hub && i < hub)) continue;
      add(sides[std::min(i, hub)], sides[std::max(i, hub)]);
    }
  }
}

/// The strength of each edge over the shares [first_share[e], first_share[e + 1]).
edge_strengths projector::add_up(std::span<const std::size_t> first_share) const {
  std::vector<std::int64_t> denominators;
  for (const share& s : shares_) denominators.push_back(s.parts);
  std::sort(denominators.begin(), denominators.end());
  denominators.erase(std::unique(denominators.begin(), denominators.end()), denominators.end());
  const std::size_t edges = first_share.size() - 1;

  if (const auto unit = detail::common_multiple(denominators)) {
    std::vector<std::int64_t> numerators(edges, 0);
    bool fits = true;
    for (std::size_t e = 0; e < edges && fits; ++e)
      for (std::size_t i = first_share[e]; i < first_share[e + 1] && fits; ++i)
        fits = !__builtin_add_overflow(numerators[e], *unit / shares_[i].parts, &numerators[e]);
    if (fits) return edge_strengths::over(rational(1, *unit), std::move(numerators));
  }
  std::vector<double> rounded(edges, 0.0);
  for (std::size_t e = 0; e < edges; ++e)
    for (std::size_t i = first_share[e]; i < first_share[e + 1]; ++i) rounded[e] += 1.0 / shares_[i].parts;
  return edge_strengths::rounded(std::move(rounded), "the shared denominator of the weights 1/(k-1) does not fit into 64 bits");
}

void projector::make_edges() {
  std::sort(shares_.begin(), shares_.end(),
            [](const share& x, const share& y) { return std::tie(x.a, x.b, x.record) < std::tie(y.a, y.b, y.record); });
  std::vector<endpoints> edges;
  std::vector<std::size_t> first_share;
  std::vector<std::uint64_t> offset;
  std::vector<agreement_id> records;
  for (std::size_t i = 0; i < shares_.size(); ++i) {
    const share& s = shares_[i];
    if (i == 0 || shares_[i - 1].a != s.a || shares_[i - 1].b != s.b) {
      edges.push_back({s.a, s.b});
      first_share.push_back(i);
      offset.push_back(records.size());
      view_.basis.push_back(tie_basis::stated);
    }
    records.push_back(s.record);
    if (s.bounded) view_.basis.back() = tie_basis::bounded;
  }
  first_share.push_back(shares_.size());
  offset.push_back(records.size());
  view_.strengths = add_up(first_share);
  view_.records = edge_records(std::move(offset), std::move(records));
  view_.graph = undirected_graph(from_.actors().size(), std::move(edges));
}

agreement_view projector::project() {
  view_.as = options_.as;
  for (std::uint32_t v = 0; v < from_.actors().size(); ++v) {
    view_.actors.emplace_back(v);
    view_.names.push_back(from_.actors()[v].name);
  }
  for (std::uint32_t i = 0; i < from_.agreements().size(); ++i) {
    const agreement& a = from_.agreements()[i];
    const agreement_id record(i);
    if (const auto reason = why_left_out(a)) {
      leave_out(record, *reason);
    } else {
      add_record(a, record);
    }
  }
  make_edges();
  return std::move(view_);
}

}  // namespace

std::string to_text(left_out_reason reason) {
  switch (reason) {
    case left_out_reason::other_field:
      return "another field";
    case left_out_reason::other_kind:
      return "another kind";
    case left_out_reason::other_status:
      return "another status";
    case left_out_reason::not_in_force:
      return "not in force on the date";
    case left_out_reason::undated:
      return "undated";
    case left_out_reason::party_not_in_force:
      return "the party takes no part in the period";
    case left_out_reason::members_not_named:
      return "the members are not named";
    case left_out_reason::fewer_than_two_actors:
      return "fewer than two actors are named";
  }
  return {};
}

std::string to_text(tie_basis basis) {
  switch (basis) {
    case tie_basis::stated:
      return "stated";
    case tie_basis::bounded:
      return "bounded";
    case tie_basis::estimated:
      return "estimated";
    case tie_basis::modelled:
      return "modelled";
  }
  return {};
}

agreement_view project_agreements(const network& from, const projection_options& options) {
  check_word(from, options.where.field, "field", [](const agreement& a) -> std::span<const std::string> { return a.fields; });
  check_word(from, options.where.kind, "kind", [](const agreement& a) { return std::span<const std::string>(&a.kind, 1); });
  return projector(from, options).project();
}

}  // namespace coopgraph
