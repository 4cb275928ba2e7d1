// SPDX-License-Identifier: BSL-1.0
#include "io/column_mapping.hpp"

#include <coopgraph/core/error.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace coopgraph::detail {
namespace {

using words = std::span<const std::string_view>;

/// Names of the two ends that belong together, folded; the first are the most usual.
constexpr std::array<std::string_view, 7> undirected_sources{"source", "from", "src", "sourceid", "fromid", ":startid", "node1"};
constexpr std::array<std::string_view, 7> undirected_targets{"target", "to", "dst", "targetid", "toid", ":endid", "node2"};
constexpr std::array<std::string_view, 6> directed_sources{"origin", "exporter", "reporter", "reportercode", "orig", "isoo"};
constexpr std::array<std::string_view, 6> directed_targets{"destination", "importer", "partner", "partnercode", "dest", "isod"};
constexpr std::array<std::string_view, 3> strengths{"weight", "strength", "value"};

/// What a preset calls its columns, folded; of several the first that is there counts.
struct preset_columns {
  std::string_view name;
  std::array<std::string_view, 3> source;
  std::array<std::string_view, 3> target;
  std::array<std::string_view, 3> strength;
};
constexpr preset_columns baci{"baci", {"i"}, {"j"}, {"v"}};
constexpr preset_columns gephi{"gephi", {"source"}, {"target"}, {"weight"}};
constexpr preset_columns comtrade{"comtrade",
                                  {"reportercode", "reporteriso", "reporter"},
                                  {"partnercode", "partneriso", "partner"},
                                  {"primaryvalue", "tradevalue(us$)", "tradevalue"}};

bool contains(words list, std::string_view word) { return std::find(list.begin(), list.end(), word) != list.end(); }

/// Puts the columns of one header to their uses and collects what is wrong.
class mapper {
 public:
  mapper(std::span<const std::string_view> header, place where, const edge_table_options& options)
      : options_(options), where_(std::move(where)) {
    map_.names.assign(header.begin(), header.end());
    for (const std::string& name : map_.names) folded_.push_back(folded_header(name));
  }

  column_mapping map() {
    check_header(map_.names, where_, problems_);
    if (problems_.empty()) {
      find_ends();
      find_numbers();
      find_direction();
    }
    if (!problems_.empty()) throw data_error(std::move(problems_));
    return std::move(map_);
  }

 private:
  void problem(std::string code, std::string message, std::size_t column = 0) {
    problems_.push_back(problem_at(where_.file, where_.line, column, std::move(code), std::move(message)));
  }
  [[nodiscard]] std::string found() const { return "; the columns are " + listed(map_.names); }

  [[nodiscard]] std::vector<std::size_t> fields_called(words names) const {
    std::vector<std::size_t> fields;
    for (std::size_t f = 0; f < folded_.size(); ++f)
      if (contains(names, folded_[f])) fields.push_back(f);
    return fields;
  }
  /// The first of the names that is a column.
  [[nodiscard]] std::optional<std::size_t> first_called(words names) const {
    for (const std::string_view name : names)
      if (const auto at = std::find(folded_.begin(), folded_.end(), name); !name.empty() && at != folded_.end())
        return static_cast<std::size_t>(at - folded_.begin());
    return std::nullopt;
  }

  [[nodiscard]] const preset_columns* preset() const {
    switch (options_.preset) {
      case column_preset::baci:
        return &baci;
      case column_preset::comtrade:
        return &comtrade;
      case column_preset::gephi:
        return &gephi;
      case column_preset::automatic:
        break;
    }
    return nullptr;
  }

  /// A column that the caller names.
  std::optional<std::size_t> named(const std::string& name, std::string_view what) {
    const auto field = find_column(map_.names, name);
    if (!field) problem("no-such-column", std::string(what) + ": there is no column \"" + printable(name) + '"' + found());
    return field;
  }

  std::optional<std::size_t> of_preset(words names, std::string_view what, std::string_view option) {
    const auto field = first_called(names);
    if (!field)
      problem("missing-column", "no column " + listed_words(names) + " for the " + std::string(what) + ", as preset " +
                                    std::string(preset()->name) + " has it" + found() +
                                    "; take another preset or name the column by " + std::string(option) +
                                    other_delimiter(map_.names));
    return field;
  }

  static std::string listed_words(words names) {
    std::vector<std::string> given;
    for (const std::string_view name : names)
      if (!name.empty()) given.emplace_back(name);
    return listed(given, "or");
  }

  /// The one column that is called as an end may be.
  std::optional<std::size_t> guessed(words usual, words directed, std::optional<std::size_t> letter, std::string_view what,
                                     std::string_view option, std::optional<std::size_t> taken) {
    auto fields = fields_called(usual);
    const auto more = fields_called(directed);
    fields.insert(fields.end(), more.begin(), more.end());
    if (taken) std::erase(fields, *taken);
    if (fields.empty() && letter) fields.push_back(*letter);
    if (fields.size() == 1) return fields.front();
    if (fields.empty()) {
      problem("missing-column", "no column could be the " + std::string(what) + found() +
                                    "; allowed: " + listed_words(usual.first(3)) + ", or " + listed_words(directed.first(3)) +
                                    "; or name the column by " + std::string(option) + baci_hint() + other_delimiter(map_.names));
      return std::nullopt;
    }
    std::sort(fields.begin(), fields.end());
    std::vector<std::string> names;
    for (const std::size_t f : fields) names.push_back(map_.names[f]);
    problem("ambiguous-column",
            "these columns could all be the " + std::string(what) + ": " + listed(names) + "; name one by " + std::string(option),
            fields[1] + 1);
    return std::nullopt;
  }

  [[nodiscard]] bool is_baci() const {
    return first_called(std::array{baci.source[0]}) && first_called(std::array{baci.target[0]}) &&
           (first_called(std::array<std::string_view, 1>{"k"}) || first_called(std::array{baci.strength[0]}));
  }
  [[nodiscard]] std::string baci_hint() const { return is_baci() ? "; or, if this is BACI, say --preset baci" : ""; }

  void find_ends() {
    const preset_columns* by = preset();
    // Letters are too little to go by where the table may be BACI's, in which j is not the other end of an undirected edge.
    // Lists of borders have a and b; one of them alone means nothing.
    const auto letter = [&](std::string_view of_matrix, std::string_view of_pair, std::string_view other) {
      const auto called = [&](std::string_view name) { return first_called(std::span(&name, 1)); };
      if (is_baci()) return std::optional<std::size_t>();
      if (const auto found = called(of_matrix)) return found;
      return called(other) ? called(of_pair) : std::nullopt;
    };
    std::optional<std::size_t> source;
    std::optional<std::size_t> target;
    if (!options_.source_column.empty()) source = named(options_.source_column, "the source column");
    if (!options_.target_column.empty()) target = named(options_.target_column, "the target column");
    if (!problems_.empty()) return;
    if (!source)
      source = by != nullptr
                   ? of_preset(by->source, "source", "--source-column")
                   : guessed(undirected_sources, directed_sources, letter("i", "a", "b"), "source", "--source-column", target);
    if (!target)
      target = by != nullptr
                   ? of_preset(by->target, "target", "--target-column")
                   : guessed(undirected_targets, directed_targets, letter("j", "b", "a"), "target", "--target-column", source);
    if (!source || !target) {
      // A header that could not be cut into columns is one problem, not one for each end.
      if (problems_.size() > 1 && map_.names.size() == 1) problems_.resize(1);
      return;
    }
    if (*source == *target)
      problem("ambiguous-column", "column \"" + printable(map_.names[*source]) +
                                      "\" is named for both ends; name two columns by --source-column and --target-column");
    map_.source = *source;
    map_.target = *target;
  }

  void find_numbers() {
    for (const std::string& name : options_.number_columns)
      if (const auto field = named(name, "a column to be read as numbers"); field && !is_number(*field))
        map_.numbers.push_back(*field);
    if (!options_.find_strength) return;
    if (const preset_columns* by = preset()) {
      map_.strength = first_called(by->strength);
    } else {
      const auto fields = fields_called(strengths);
      std::vector<std::string> names;
      for (const std::size_t f : fields) names.push_back(map_.names[f]);
      if (fields.size() > 1)
        problem("ambiguous-column", "these columns could all be the strength: " + listed(names) + "; name one by --strength",
                fields[1] + 1);
      if (fields.size() == 1) map_.strength = fields.front();
    }
    if (map_.strength && !is_number(*map_.strength)) map_.numbers.push_back(*map_.strength);
    map_.numbers_are_padded = options_.preset == column_preset::baci;
  }
  [[nodiscard]] bool is_number(std::size_t field) const {
    return std::find(map_.numbers.begin(), map_.numbers.end(), field) != map_.numbers.end();
  }

  void find_direction() {
    if (options_.preset == column_preset::comtrade) find_comtrade();
    if (options_.direction != edge_direction::automatic) {
      map_.directed = options_.direction == edge_direction::directed;
      return;
    }
    switch (options_.preset) {
      case column_preset::baci:
      case column_preset::comtrade:
        map_.directed = true;
        return;
      case column_preset::gephi:
        map_.type = first_called(std::array<std::string_view, 1>{"type"});
        return;
      case column_preset::automatic:
        break;
    }
    map_.directed = contains(directed_sources, folded_[map_.source]) && contains(directed_targets, folded_[map_.target]);
    map_.type = first_called(std::array<std::string_view, 1>{"type"});
    map_.type_by_name_only = true;
    refuse_unread_comtrade();
  }

  void find_comtrade() {
    map_.flow = first_called(std::array<std::string_view, 4>{"flowcode", "tradeflowcode", "flowdesc", "tradeflow"});
    if (!map_.flow)
      problem("missing-column", "no column flowCode or flowDesc, which says whether a row is an export or an import" + found());
    for (const std::string_view name : {"cmdcode", "commoditycode", "motcode", "customscode", "partner2code"})
      if (const auto field = first_called(std::span(&name, 1))) map_.totals.push_back(*field);
    map_.identity = map_.totals;
    for (const std::string_view name : {"period", "refyear", "refmonth", "year"})
      if (const auto field = first_called(std::span(&name, 1))) map_.identity.push_back(*field);
  }

  /// Rows of imports run against their columns' order: without the preset they would be read the wrong way round.
  void refuse_unread_comtrade() {
    const auto flow = first_called(std::array<std::string_view, 4>{"flowcode", "tradeflowcode", "flowdesc", "tradeflow"});
    if (flow && folded_[map_.source].starts_with("reporter") && options_.source_column.empty())
      problem(
          "ambiguous-column",
          "column \"" + printable(map_.names[*flow]) +
              "\" says which way each row runs, as in UN Comtrade; say --preset comtrade, or --source-column and --target-column",
          *flow + 1);
  }

  const edge_table_options& options_;
  place where_;
  std::vector<std::string> folded_;
  column_mapping map_;
  std::vector<diagnostic> problems_;
};

}  // namespace

diagnostic problem_at(const std::string& file, std::size_t line, std::size_t column, std::string code, std::string message) {
  diagnostic d;
  d.where = {file, line, column};
  d.code = std::move(code);
  d.message = std::move(message);
  return d;
}

std::string folded_header(std::string_view name) {
  std::string folded;
  for (const char c : name) {
    if (c == ' ' || c == '\t' || c == '_' || c == '-') continue;
    folded += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return folded;
}

std::optional<std::size_t> find_column(std::span<const std::string> names, std::string_view name) {
  const auto exact = std::find(names.begin(), names.end(), name);
  if (exact != names.end()) return static_cast<std::size_t>(exact - names.begin());
  std::optional<std::size_t> only;
  const std::string folded = folded_header(name);
  for (std::size_t f = 0; f < names.size(); ++f) {
    if (folded.empty() || folded_header(names[f]) != folded) continue;
    if (only) return std::nullopt;
    only = f;
  }
  return only;
}

void check_header(std::span<const std::string> names, const place& header, std::vector<diagnostic>& problems) {
  std::vector<std::pair<std::string_view, std::size_t>> sorted;
  for (std::size_t f = 0; f < names.size(); ++f)
    if (!folded_header(names[f]).empty()) sorted.emplace_back(names[f], f);
  if (sorted.empty()) {
    problems.push_back(
        problem_at(header.file, header.line, 1, "empty-header",
                   "the header names no column here; the first row must hold the columns' names, as in source,target,weight"));
    return;
  }
  std::sort(sorted.begin(), sorted.end());
  const std::size_t known = problems.size();
  for (std::size_t i = 1; i < sorted.size(); ++i)
    if (sorted[i].first == sorted[i - 1].first)
      problems.push_back(
          problem_at(header.file, header.line, sorted[i].second + 1, "duplicate-column",
                     "column \"" + printable(sorted[i].first) + "\" stands in the header twice; each name may stand there once"));
  std::sort(problems.begin() + static_cast<std::ptrdiff_t>(known), problems.end(),
            [](const diagnostic& a, const diagnostic& b) { return a.where.column < b.where.column; });
}

std::string other_delimiter(std::span<const std::string> names) {
  if (names.size() != 1) return {};
  for (const char c : {';', '\t', '|', ','})
    if (names[0].find(c) != std::string::npos)
      return c == '\t' ? std::string("; if a tab stands between the columns, say --delimiter tab")
                       : std::string("; if \"") + c + "\" stands between the columns, say --delimiter '" + c + '\'';
  return {};
}

std::string listed(std::span<const std::string> names, std::string_view last_word) {
  constexpr std::size_t most = 12;
  std::string text;
  const std::size_t shown = std::min(names.size(), most);
  for (std::size_t i = 0; i < shown; ++i) {
    if (i > 0) text += i + 1 == names.size() ? ' ' + std::string(last_word) + ' ' : ", ";
    text += '"' + printable(names[i], 40) + '"';
  }
  if (names.size() > most) text += " and " + std::to_string(names.size() - most) + " more";
  return text;
}

column_mapping map_columns(std::span<const std::string_view> header, const place& where, const edge_table_options& options) {
  return mapper(header, where, options).map();
}

}  // namespace coopgraph::detail
