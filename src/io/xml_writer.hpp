// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "io/text_sink.hpp"

#include <coopgraph/core/diagnostic.hpp>
#include <coopgraph/core/error.hpp>
#include <coopgraph/core/text.hpp>

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace coopgraph::detail {

/// What a text belongs to, for messages: "label", of which vertex or edge.
struct xml_owner {
  std::string_view what;
  const char* whose = "the graph";
  std::size_t element = 0;
};

/// Which bytes cannot simply be copied.
constexpr std::array<bool, 256> xml_stops(bool in_attribute) {
  std::array<bool, 256> all{};
  for (std::size_t c = 0; c < 256; ++c)
    all[c] = c < 0x20 || c >= 0x80 || c == '<' || c == '>' || c == '&' || (in_attribute && c == '"');
  if (!in_attribute) all['\n'] = all['\t'] = false;
  return all;
}

/// Writes texts so that an XML reader gives them back as they are. In the values of attributes, line ends and tabulators are
/// characters by number, for readers make spaces of them; a carriage return is one everywhere.
class xml_writer {
 public:
  explicit xml_writer(text_sink& out) : out_(out) {}

  xml_writer& operator<<(std::string_view markup) {
    out_ << markup;
    return *this;
  }
  xml_writer& operator<<(char markup) {
    out_ << markup;
    return *this;
  }
  /// \throws input_error if XML cannot hold a character of it
  void text(std::string_view value, const xml_owner& owner) { escaped(value, owner, stops_in_text); }
  /// ` name="value"`. \throws input_error as above
  void attribute(std::string_view name, std::string_view value, const xml_owner& owner) {
    out_ << ' ' << name << "=\"";
    escaped(value, owner, stops_in_attribute);
    out_ << '"';
  }

 private:
  void escaped(std::string_view value, const xml_owner& owner, const std::array<bool, 256>& stops) {
    std::size_t from = 0;
    for (std::size_t at = 0; at < value.size();) {
      if (!stops[static_cast<unsigned char>(value[at])]) {
        ++at;
        continue;
      }
      const code_point c = code_point_at(value, at);
      const std::string_view instead = reference(c, owner);
      if (!instead.empty()) {
        out_ << value.substr(from, at - from) << instead;
        from = at + c.bytes;
      }
      at += c.bytes;
    }
    out_ << value.substr(from);
  }

  /// What is written instead of a character; empty: itself.
  static std::string_view reference(const code_point& c, const xml_owner& owner) {
    switch (c.value) {
      case '<':
        return "&lt;";
      case '>':
        return "&gt;";
      case '&':
        return "&amp;";
      case '"':
        return "&quot;";
      case '\n':
        return "&#10;";
      case '\t':
        return "&#9;";
      case '\r':
        return "&#13;";
      default:
        if (!c.well_formed() || c.value < 0x20 || c.value == 0xfffe || c.value == 0xffff) refuse(c, owner);
        return {};
    }
  }

  [[noreturn]] static void refuse(const code_point& c, const xml_owner& owner) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string shown = "a byte that is not UTF-8";
    if (c.well_formed()) {
      shown = "the character U+";
      for (int shift = 12; shift >= 0; shift -= 4) shown += digits[(c.value >> shift) & 0xfU];
    }
    throw input_error("write_graph_file", "document",
                      shown + " in " + printable(owner.what) + " of " + owner.whose +
                          (std::string_view(owner.whose) == "the graph" ? std::string() : ' ' + std::to_string(owner.element)),
                      "characters of XML 1.0: no controls but line end and tabulator, no U+fffe or U+ffff");
  }

  static constexpr std::array<bool, 256> stops_in_text = xml_stops(false);
  static constexpr std::array<bool, 256> stops_in_attribute = xml_stops(true);
  text_sink& out_;
};

}  // namespace coopgraph::detail
