// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/model/vocabulary.hpp>

#include <array>
#include <charconv>
#include <cstddef>

namespace coopgraph {
namespace {

// In the order of the enumerators.
constexpr std::array<std::string_view, 5> status_words{"proposed", "invited", "signed", "in force", "ended"};
constexpr std::array<std::string_view, 2> multiplicity_words{"one", "many"};
constexpr std::array<std::string_view, 7> exactness_words{
    "exact", "about", "at least", "at most", "between", "order of magnitude", "verbal"};
constexpr std::array<std::string_view, 5> basis_words{"stated", "potential", "planned", "estimated", "modelled"};
constexpr std::array<std::string_view, 2> absence_words{"unknown", "none"};
constexpr std::array<std::string_view, 4> extent_words{"all", "almost all", "most", "some"};

template <class Enum, std::size_t N>
std::optional<Enum> find_word(const std::array<std::string_view, N>& words, std::string_view text) noexcept {
  for (std::size_t i = 0; i < N; ++i)
    if (words[i] == text) return static_cast<Enum>(i);
  return std::nullopt;
}

template <class Enum, std::size_t N>
std::string word_of(const std::array<std::string_view, N>& words, Enum value) {
  return std::string(words[static_cast<std::size_t>(value)]);
}

}  // namespace

std::optional<agreement_status> parse_status(std::string_view text) noexcept {
  return find_word<agreement_status>(status_words, text);
}
std::optional<multiplicity> parse_multiplicity(std::string_view text) noexcept {
  return find_word<multiplicity>(multiplicity_words, text);
}
std::optional<number_exactness> parse_exactness(std::string_view text) noexcept {
  return find_word<number_exactness>(exactness_words, text);
}
std::optional<quantity_basis> parse_basis(std::string_view text) noexcept { return find_word<quantity_basis>(basis_words, text); }
std::optional<absence_meaning> parse_absence(std::string_view text) noexcept {
  return find_word<absence_meaning>(absence_words, text);
}

std::string to_text(agreement_status value) { return word_of(status_words, value); }
std::string to_text(multiplicity value) { return word_of(multiplicity_words, value); }
std::string to_text(number_exactness value) { return word_of(exactness_words, value); }
std::string to_text(quantity_basis value) { return word_of(basis_words, value); }
std::string to_text(absence_meaning value) { return word_of(absence_words, value); }

std::optional<party_extent> parse_extent(std::string_view text) noexcept {
  if (text.empty()) return party_extent{};
  if (const auto word = find_word<party_extent::kind>(extent_words, text)) return party_extent{*word, 0};
  std::uint32_t count = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), count);
  if (problem != std::errc{} || end != text.data() + text.size() || count == 0 || count > 1'000'000'000) return std::nullopt;
  return party_extent{party_extent::kind::number, count};
}

std::string to_text(const party_extent& value) {
  return value.how == party_extent::kind::number ? std::to_string(value.count) : word_of(extent_words, value.how);
}

}  // namespace coopgraph
