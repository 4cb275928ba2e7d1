// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace coopgraph {

/// How far an agreement or a flow has come.
enum class agreement_status { proposed, invited, signed_, in_force, ended };
/// Whether a record is one agreement of all its parties, or stands for many bilateral ones.
enum class multiplicity { one, many };
/// How a number is to be read.
enum class number_exactness { exact, about, at_least, at_most, between, order_of_magnitude, verbal };
/// What a number describes.
enum class quantity_basis { stated, potential, planned, estimated, modelled };
/// What it means that no tie is recorded.
enum class absence_meaning { unknown, none };

/// The words of the tables: "proposed", "invited", "signed", "in force", "ended"; "one", "many"; "exact", "about",
/// "at least", "at most", "between", "order of magnitude", "verbal"; "stated", "potential", "planned", "estimated", "modelled";
/// "unknown", "none". parse_…() reads exactly these (nothing else: no value), to_text() writes them.
[[nodiscard]] std::optional<agreement_status> parse_status(std::string_view text) noexcept;
[[nodiscard]] std::optional<multiplicity> parse_multiplicity(std::string_view text) noexcept;
[[nodiscard]] std::optional<number_exactness> parse_exactness(std::string_view text) noexcept;
[[nodiscard]] std::optional<quantity_basis> parse_basis(std::string_view text) noexcept;
[[nodiscard]] std::optional<absence_meaning> parse_absence(std::string_view text) noexcept;
[[nodiscard]] std::string to_text(agreement_status value);
[[nodiscard]] std::string to_text(multiplicity value);
[[nodiscard]] std::string to_text(number_exactness value);
[[nodiscard]] std::string to_text(quantity_basis value);
[[nodiscard]] std::string to_text(absence_meaning value);

/// How much of a region or group takes part.
struct party_extent {
  enum class kind { all, almost_all, most, some, number };
  kind how = kind::all;
  std::uint32_t count = 0;  ///< the number of members, if how is number

  friend bool operator==(const party_extent&, const party_extent&) = default;
};

/// "all" or nothing at all, "almost all", "most", "some", or a whole number from 1 to 1,000,000,000.
[[nodiscard]] std::optional<party_extent> parse_extent(std::string_view text) noexcept;
[[nodiscard]] std::string to_text(const party_extent& value);

}  // namespace coopgraph
