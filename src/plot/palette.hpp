// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/markup.hpp>

#include <array>
#include <cstddef>

/// The colours of all pictures, told apart by people with any of the usual kinds of colour blindness. No picture tells anything
/// by colour alone. After Okabe & Ito (2008), "Color universal design", darkened for contrast on white.
namespace coopgraph::detail::palette {

inline constexpr markup paper = "#fff";
inline constexpr markup ink = "#1a1a1a";    ///< texts
inline constexpr markup quiet = "#595959";  ///< texts beside the matter; 7:1 on white
inline constexpr markup axis = "#767676";   ///< lines that are read
inline constexpr markup rule = "#d9d9d9";   ///< lines that only guide the eye

/// Of classes: at least 3:1 on white, for areas and lines. More classes begin anew: their numbers tell them apart.
inline constexpr std::array<markup, 8> categories{"#0072b2", "#d55e00", "#009e73", "#b8568f",
                                                  "#806600", "#3d9bd6", "#6b2a4a", "#6e6e6e"};
/// The same for texts: at least 4.5:1 on white.
inline constexpr std::array<markup, 8> category_texts{"#0072b2", "#b04a00", "#007a58", "#a8437e",
                                                      "#735c00", "#1c73ac", "#6b2a4a", "#595959"};
/// Light washes of them, behind texts in ink.
inline constexpr std::array<markup, 8> category_washes{"#d3e7f3", "#f9e2d1", "#d1efe5", "#f3dfeb",
                                                       "#ebe5cc", "#dcedf8", "#e6d8de", "#e5e5e5"};
[[nodiscard]] constexpr markup category(std::size_t k) noexcept { return categories[k % categories.size()]; }
[[nodiscard]] constexpr markup category_text(std::size_t k) noexcept { return category_texts[k % category_texts.size()]; }
[[nodiscard]] constexpr markup category_wash(std::size_t k) noexcept { return category_washes[k % category_washes.size()]; }

/// Amounts in five steps, light to dark, and the texts on them (at least 4.5:1).
inline constexpr std::array<markup, 5> sequence{"#dcebf7", "#a9cfe8", "#62a8d4", "#2478b4", "#0a4377"};
inline constexpr std::array<markup, 5> sequence_texts{ink, ink, ink, paper, paper};

}  // namespace coopgraph::detail::palette
