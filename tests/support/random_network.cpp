// SPDX-License-Identifier: BSL-1.0
#include "support/random_network.hpp"

#include <coopgraph/core/random.hpp>
#include <coopgraph/model/network_builder.hpp>

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace coopgraph::kit {

namespace {

class network_maker {
 public:
  explicit network_maker(std::uint64_t seed) : random_(seed, "network") {}

  network make() {
    describe();
    add_sources();
    add_actors();
    add_regions();
    add_aliases();
    add_agreements();
    add_flows();
    add_events();
    add_crosswalk();
    return builder_.build();
  }

 private:
  std::size_t below(std::size_t bound) { return static_cast<std::size_t>(random_.below(bound)); }
  bool chance(std::size_t one_in) { return below(one_in) == 0; }

  /// A text that is hard on a writer; never empty.
  std::string word() {
    constexpr std::array<const char*, 22> parts{
        "a",   "Hà Nội",    " ",  "\"",   ",",    "\r\n", "\n", "\r", "\t",           "\xEF\xBB\xBF", "''",
        "=1+", "e\xCC\x81", "\\", "\x01", "\x7F", "𐍈",    "0",  ";",  "#file actors", "null",         "{"};
    std::string text;
    for (std::size_t k = 1 + below(4); k > 0; --k) text += parts[below(parts.size())];
    return text;
  }
  std::string maybe(std::string text) { return chance(2) ? std::move(text) : std::string(); }
  std::string maybe_word() { return maybe(word()); }

  std::string key() {
    keys_.push_back((chance(3) ? word() : std::string("k")) + std::to_string(keys_.size()));
    return keys_.back();
  }
  std::string field_list() {
    std::string list;
    for (std::size_t k = 0; k < below(4); ++k)
      list += (list.empty() ? ""
               : chance(2)  ? ";"
                            : " ; ") +
              std::string("f") + std::to_string(k) + (chance(3) ? ", \"x\"\n y" : "");
    return list;
  }
  std::string number() {
    constexpr std::array<const char*, 14> numbers{"0",
                                                  "-0",
                                                  "1",
                                                  "+7",
                                                  "007",
                                                  "1.50",
                                                  ".5",
                                                  "5.",
                                                  "1e300",
                                                  "4.9e-324",
                                                  "1E+5",
                                                  "-3e-7",
                                                  "123456789012345678",
                                                  "99000000000000000000000"};
    return numbers[below(numbers.size())];
  }
  std::string amount() {
    const std::string n = number();
    return n[0] == '-' ? "12" : n;
  }
  std::string some_date() {
    constexpr std::array<const char*, 4> dates{"2001", "2003-05", "2004-02-29", "0001-01-01"};
    return dates[below(dates.size())];
  }
  std::string later_date() { return chance(2) ? "2010-12" : "9999"; }
  const std::string& someone(bool region) {
    const auto& list = region && !regions_.empty() ? regions_ : actors_;
    return list[below(list.size())];
  }
  std::string source() { return sources_.empty() || chance(2) ? std::string() : sources_[below(sources_.size())]; }

  void describe() {
    dataset_description about{.name = maybe("x-1.y_z"), .title = maybe_word(), .description = maybe_word()};
    for (std::size_t k = below(3); k > 0; --k) about.licenses.push_back({maybe_word(), maybe_word(), maybe_word()});
    for (std::size_t k = below(3); k > 0; --k) about.sources.push_back({maybe_word(), maybe_word(), maybe_word()});
    if (chance(2)) about.others.push_back({"version", "\"1.0\""});
    if (chance(2)) about.others.push_back({word(), R"({"a": [1.50, -0, 1e300, {}, [], null], "b": {"c": "\u0001\n\"\\é"}})"});
    if (chance(2)) about.others.push_back({"resources", R"([{"path": "borders.csv", "schema": {"fields": []}}])"});
    builder_.describe(std::move(about));
  }
  void add_sources() {
    for (std::size_t k = below(3); k > 0; --k) {
      sources_.push_back(key());
      builder_.add(source_record{.id = sources_.back(),
                                 .title = word(),
                                 .publisher = maybe_word(),
                                 .date = maybe(some_date()),
                                 .locator = maybe_word(),
                                 .url = maybe_word()});
    }
  }
  void add_actors() {
    constexpr std::array<const char*, 4> places{"105.69870", "-180", "-0", "1e-300"};
    constexpr std::array<const char*, 4> attributes{"population", "motto, \"x\"", " spaced ", "z"};
    for (std::size_t k = 2 + below(6); k > 0; --k) {
      actor_record r{.id = key(), .name = word(), .kind = maybe_word(), .parent = actors_.empty() ? "" : maybe(actors_[0])};
      if (chance(2)) {
        r.lon = places[below(places.size())];
        r.lat = chance(2) ? "20.9993" : "-90";
      }
      for (const char* name : attributes)
        r.attributes.emplace_back(name, chance(2) ? std::string() : name == attributes[0] ? amount() : word());
      actors_.push_back(r.id.text);
      builder_.add(std::move(r));
    }
    observation_record seen{.title = maybe_word(), .absence = chance(2) ? "none" : ""};
    if (chance(2)) seen.whose = {actors_[1], actors_[0]};
    builder_.observe(std::move(seen));
  }
  void add_regions() {
    std::vector<std::pair<std::string, std::string>> members;  // in rows that are mixed
    for (std::size_t k = below(4); k > 0; --k) {
      const std::string id = key();
      for (const std::string& a : actors_)
        if (&a == &actors_[0] || chance(2)) members.emplace_back(id, a);
      if (!regions_.empty() && chance(2)) members.emplace_back(id, regions_[0]);
      regions_.push_back(id);
    }
    shuffle(std::span(members), random_);
    for (const auto& [id, member] : members)
      builder_.add(region_record{.region = id,
                                 .name = chance(3) ? "" : "R\n" + id,
                                 .actor = member,
                                 .valid_from = maybe(some_date()),
                                 .valid_to = maybe(later_date())});
  }
  void add_aliases() {
    for (std::size_t k = 0; k < below(4); ++k)
      builder_.add(alias_record{.id = someone(chance(2)), .alias = word() + std::to_string(k)});
  }
  void add_quantities(const std::string& record) {
    const std::string unit = word();
    if (chance(2))
      builder_.add(quantity_record{.record = record,
                                   .measure = "m",
                                   .value = number(),
                                   .unit = unit,
                                   .exactness = "exact",
                                   .basis = maybe("stated"),
                                   .phrase = maybe_word()});
    if (chance(3))
      builder_.add(quantity_record{
          .record = record, .measure = "m", .low = "1", .high = "2e3", .unit = unit, .exactness = "between", .basis = "planned"});
    if (chance(3))
      builder_.add(quantity_record{.record = record, .measure = word() + "2", .exactness = "verbal", .phrase = word()});
  }
  void add_agreements() {
    constexpr std::array<const char*, 3> statuses{"signed", "in force", "ended"};
    for (std::size_t k = below(4); k > 0; --k) {
      const std::string id = key();
      builder_.add(agreement_record{.id = id,
                                    .title = maybe_word(),
                                    .kind = maybe_word(),
                                    .status = statuses[below(3)],
                                    .counts = maybe(chance(2) ? "one" : "many"),
                                    .fields = field_list(),
                                    .signed_on = maybe(some_date()),
                                    .effective_from = maybe(some_date()),
                                    .effective_to = maybe(later_date()),
                                    .source = source()});
      for (std::size_t i = 0; i < actors_.size(); ++i)
        if (i < 2 || chance(2))
          builder_.add(party_record{.agreement = id,
                                    .actor = actors_[i],
                                    .role = maybe_word(),
                                    .of = maybe_word(),
                                    .extent = maybe("all"),
                                    .valid_from = maybe("2005")});
      constexpr std::array<const char*, 5> extents{"", "almost all", "most", "some", "1"};
      for (const std::string& r : regions_)
        if (chance(2)) builder_.add(party_record{.agreement = id, .actor = r, .extent = extents[below(5)]});
      add_quantities(id);
    }
  }
  void add_flows() {
    for (std::size_t k = below(4); k > 0; --k) {
      const std::string id = key();
      flow_record r{.id = id,
                    .origin = someone(chance(2)),
                    .destination = someone(chance(2)),
                    .chain = maybe_word(),
                    .product = maybe_word(),
                    .field = field_list(),
                    .status = maybe("in force"),
                    .counts = maybe("many"),
                    .effective_from = maybe(some_date()),
                    .effective_to = maybe(later_date()),
                    .source = source()};
      if (!r.chain.text.empty()) r.stage = maybe_word();
      if (!r.product.text.empty()) r.certified = maybe_word();
      if (chance(2)) {
        r.capacity = maybe(amount());
        r.unit_cost = maybe(number());
        r.unit = "t";
      }
      builder_.add(std::move(r));
      add_quantities(id);
    }
  }
  void add_events() {
    for (std::size_t k = below(3); k > 0; --k) {
      const std::string id = key();
      builder_.add(
          event_record{.id = id, .title = word(), .field = field_list(), .date = maybe(some_date()), .source = source()});
      for (const std::string& a : actors_)
        if (chance(2)) builder_.add(participant_record{.event = id, .actor = a, .role = maybe_word()});
      for (const std::string& r : regions_)
        if (chance(2)) builder_.add(participant_record{.event = id, .actor = r, .extent = maybe("most")});
      add_quantities(id);
    }
  }
  void add_crosswalk() {
    if (chance(2)) return;
    builder_.add(crosswalk_record{.from = actors_[0], .to = actors_[1], .share = "0.250"});
    builder_.add(crosswalk_record{.from = actors_[0], .to = actors_[0], .share = ".75"});
    builder_.add(crosswalk_record{.from = actors_[1], .to = actors_[1], .share = maybe("1.0"), .date = "2025-07-01"});
  }

  random_stream random_;
  network_builder builder_;
  std::vector<std::string> keys_;
  std::vector<std::string> sources_;
  std::vector<std::string> actors_;
  std::vector<std::string> regions_;
};

}  // namespace

network random_network(std::uint64_t seed) { return network_maker(seed).make(); }

}  // namespace coopgraph::kit
