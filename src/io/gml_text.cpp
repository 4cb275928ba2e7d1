// SPDX-License-Identifier: BSL-1.0
#include "io/gml_text.hpp"

#include <coopgraph/core/text.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <utility>

namespace coopgraph::detail {
namespace {

constexpr std::array<std::pair<std::string_view, char32_t>, 5> basic{
    {{"amp", U'&'}, {"lt", U'<'}, {"gt", U'>'}, {"quot", U'"'}, {"apos", U'\''}}};

// ISO 8859-1 from 160 on (HTML 4.01, 24.2.1).
constexpr std::array<std::string_view, 96> latin{
    "nbsp",   "iexcl",  "cent",   "pound",  "curren", "yen",    "brvbar", "sect",   "uml",    "copy",   "ordf",   "laquo",
    "not",    "shy",    "reg",    "macr",   "deg",    "plusmn", "sup2",   "sup3",   "acute",  "micro",  "para",   "middot",
    "cedil",  "sup1",   "ordm",   "raquo",  "frac14", "frac12", "frac34", "iquest", "Agrave", "Aacute", "Acirc",  "Atilde",
    "Auml",   "Aring",  "AElig",  "Ccedil", "Egrave", "Eacute", "Ecirc",  "Euml",   "Igrave", "Iacute", "Icirc",  "Iuml",
    "ETH",    "Ntilde", "Ograve", "Oacute", "Ocirc",  "Otilde", "Ouml",   "times",  "Oslash", "Ugrave", "Uacute", "Ucirc",
    "Uuml",   "Yacute", "THORN",  "szlig",  "agrave", "aacute", "acirc",  "atilde", "auml",   "aring",  "aelig",  "ccedil",
    "egrave", "eacute", "ecirc",  "euml",   "igrave", "iacute", "icirc",  "iuml",   "eth",    "ntilde", "ograve", "oacute",
    "ocirc",  "otilde", "ouml",   "divide", "oslash", "ugrave", "uacute", "ucirc",  "uuml",   "yacute", "thorn",  "yuml"};

constexpr std::size_t longest_entity = 10;  // "#x10FFFF", "thetasym"; without & and ;

void add_utf8(std::string& out, char32_t code) {
  const auto byte = [&out](char32_t value) { out += static_cast<char>(static_cast<unsigned char>(value)); };
  if (code < 0x80) {
    byte(code);
  } else if (code < 0x800) {
    byte(0xc0U | code >> 6);
    byte(0x80U | (code & 0x3fU));
  } else if (code < 0x10000) {
    byte(0xe0U | code >> 12);
    byte(0x80U | (code >> 6 & 0x3fU));
    byte(0x80U | (code & 0x3fU));
  } else {
    byte(0xf0U | code >> 18);
    byte(0x80U | (code >> 12 & 0x3fU));
    byte(0x80U | (code >> 6 & 0x3fU));
    byte(0x80U | (code & 0x3fU));
  }
}

std::optional<char32_t> by_number(std::string_view digits) {
  std::uint32_t base = 10;
  if (digits.starts_with('x') || digits.starts_with('X')) {
    base = 16;
    digits.remove_prefix(1);
  }
  if (digits.empty()) return std::nullopt;
  std::uint32_t code = 0;
  for (const char c : digits) {
    const std::uint32_t digit = c >= '0' && c <= '9'   ? static_cast<std::uint32_t>(c - '0')
                                : c >= 'a' && c <= 'f' ? static_cast<std::uint32_t>(c - 'a' + 10)
                                : c >= 'A' && c <= 'F' ? static_cast<std::uint32_t>(c - 'A' + 10)
                                                       : 16U;
    if (digit >= base) return std::nullopt;
    code = code * base + digit;
    if (code > 0x10ffff) return std::nullopt;
  }
  if (code == 0 || (code >= 0xd800 && code <= 0xdfff)) return std::nullopt;
  return static_cast<char32_t>(code);
}

std::optional<char32_t> meaning(std::string_view entity) {
  if (entity.starts_with('#')) return by_number(entity.substr(1));
  for (const auto& [name, code] : basic)
    if (name == entity) return code;
  const auto at = std::find(latin.begin(), latin.end(), entity);
  if (at == latin.end()) return std::nullopt;
  return static_cast<char32_t>(160 + (at - latin.begin()));
}

}  // namespace

std::string from_gml(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t ampersand = std::min(text.find('&', i), text.size());
    out += text.substr(i, ampersand - i);
    if (ampersand == text.size()) break;
    i = ampersand + 1;
    const std::size_t length = text.substr(i, longest_entity + 1).find(';');
    const auto code = length == std::string_view::npos ? std::nullopt : meaning(text.substr(i, length));
    if (code) {
      add_utf8(out, *code);
      i += length + 1;
    } else {
      out += '&';
    }
  }
  return out;
}

void add_gml(std::string& out, std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const code_point c = code_point_at(text, i);
    if (c.value == U'&') {
      out += "&amp;";
    } else if (c.value == U'"') {
      out += "&quot;";
    } else if (c.value >= 0x20 && c.value < 0x7f) {
      out += static_cast<char>(c.value);
    } else {
      out += "&#" + std::to_string(static_cast<std::uint32_t>(c.value)) + ';';
    }
    i += c.bytes;
  }
}

bool gml_ids_count(const text_list& ids) {
  const std::size_t first = !ids.empty() && ids[0] == "1" ? 1 : 0;
  for (std::size_t i = 0; i < ids.size(); ++i)
    if (ids[i] != std::to_string(i + first)) return false;
  return true;
}

}  // namespace coopgraph::detail
