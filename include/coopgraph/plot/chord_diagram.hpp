// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/language.hpp>
#include <coopgraph/plot/figure.hpp>
#include <coopgraph/view/flow_projection.hpp>
#include <coopgraph/view/projection.hpp>

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace coopgraph {

/// Vertices in groups, each in at most one: regions, clusters, kinds of actors.
struct vertex_groups {
  std::vector<std::string> names = {};
  std::vector<std::optional<std::size_t>> of = {};  ///< by vertex, a position in `names`; nothing: in no group
};

/// The regions as groups of these actors: who is a member of one, at any time, or of a region inside it.
/// \throws input_error if an actor is a member of two of them, or an id is not of this network
[[nodiscard]] vertex_groups region_groups(const network& from, std::span<const actor_id> actors,
                                          std::span<const region_id> regions);

/// Whether what joins two groups is shared by them or goes from one to the other.
enum class chord_kind { mutual, directed };

/// What a chord diagram shows: an amount between groups. Data only, to be built by hand or from a view.
struct chord_data {
  struct chord {
    std::size_t from = 0;  ///< positions in `names`; equal: within the group
    std::size_t to = 0;
    double amount = 0.0;  ///< finite, >= 0
  };
  std::vector<std::string> names = {};
  std::vector<chord> chords = {};  ///< a pair (of directed ones: an ordered pair) occurs once
  chord_kind kind = chord_kind::mutual;
  std::string unit = {};        ///< of the amounts; empty: records
  std::size_t outside = 0;      ///< edges that are in no chord, for an end is in no group: the note tells
  double outside_amount = 0.0;  ///< and what they amount to
};

struct chord_options {
  std::string id = "chord-diagram";  ///< prefix of the ids in the picture: a letter, then letters, digits, '-' and '_'
  language lang = language::english;
  std::string title = {};  ///< empty: "Ties between groups", or "Flows between groups"
  int radius = 130;        ///< of the circle in the picture's units, 60 to 600; names are 11 units high
  std::size_t most = 16;   ///< groups, 2 to 24: beyond, the smallest are drawn as one, and the note tells
};

/// The strengths summed over the pairs of groups. A loop counts within its group.
/// \throws input_error if there is not one group, or nothing, for each vertex, a group has no name, or a sum leaves 64 bits
/// Complexity: O(n + m + k^2) for k groups.
[[nodiscard]] chord_data make_chords(const agreement_view& view, const vertex_groups& groups);
[[nodiscard]] chord_data make_chords(const flow_view& view, const vertex_groups& groups);

/// Groups as arcs of a circle, as long as all that begins or ends there (what is within a group counts at both ends), and
/// between them ribbons as wide as their amounts; a directed ribbon has the colour of its origin and points at its
/// destination. Groups without any amount are left out. Names stand around the circle and never overlap. The same data give
/// the same bytes.
/// \throws input_error if a chord's position is no group's, a pair occurs twice, or an amount is negative or not finite
/// \throws option_error if an option is outside its range
/// Complexity: O(m log m) for m chords.
[[nodiscard]] figure chord_diagram(const chord_data& data, const chord_options& options = {});
[[nodiscard]] figure chord_diagram(const agreement_view& view, const vertex_groups& groups, const chord_options& options = {});
[[nodiscard]] figure chord_diagram(const flow_view& view, const vertex_groups& groups, const chord_options& options = {});

}  // namespace coopgraph
