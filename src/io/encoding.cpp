// SPDX-License-Identifier: BSL-1.0
#include "io/encoding.hpp"

#include <coopgraph/core/text.hpp>
#include "io/vietnamese_bytes.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace coopgraph::detail {
namespace {

using namespace std::string_view_literals;

unsigned byte_of(char c) { return static_cast<unsigned char>(c); }
bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

std::string hexadecimal(unsigned byte) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  return {'0', 'x', digits[byte >> 4], digits[byte & 0xf]};
}

/// The name as a word of a shell.
std::string shell_word(const std::string& file) {
  constexpr std::string_view plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-/+,=@%";
  if (!file.empty() && file.find_first_not_of(plain) == file.npos) return file;
  std::string word = "'";
  for (const char c : file) word += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return word + "'";
}

std::string iconv_command(const std::string& from, const std::string& file) {
  return "run iconv -f " + from + " -t UTF-8 " + shell_word(file) + " > utf8.csv";
}

/// UTF-16 without a mark: three of ten pairs of bytes or more have a NUL, all on the same side, and it is the partner of nearly
/// every delimiter, quote and line end.
std::optional<encoding> utf16_by_nuls(const byte_sample& sample) {
  const std::string_view bytes = sample.bytes.substr(sample.offset % 2);
  const std::size_t pairs = bytes.size() / 2;
  std::array<std::size_t, 2> nuls{};
  std::array<std::size_t, 2> signs{};  // whose partner is NUL, by the side of the NUL
  std::size_t all_signs = 0;
  for (std::size_t i = 0; i < 2 * pairs; ++i) {
    if (bytes[i] == '\0') ++nuls[i % 2];
    if ("\n\r\",;\t"sv.find(bytes[i]) == std::string_view::npos) continue;
    ++all_signs;
    if (bytes[i ^ 1U] == '\0') ++signs[1 - i % 2];
  }
  const std::size_t side = nuls[1] > nuls[0] ? 1 : 0;
  if (nuls[side] < 4 || nuls[side] * 10 < pairs * 3 || nuls[1 - side] * 50 > pairs) return std::nullopt;
  if (all_signs == 0 || signs[side] * 10 < all_signs * 8) return std::nullopt;
  return side == 1 ? encoding::utf16le : encoding::utf16be;
}

bool is_mostly_utf8(const byte_sample& sample) {
  const std::string_view text = sample.bytes.substr(sample.bad);
  std::size_t characters = sample.characters_before;
  std::size_t wrong = 0;
  for (std::size_t i = 0; i < text.size();) {
    const code_point c = code_point_at(text, i);
    characters += c.bytes > 1 ? 1U : 0U;
    wrong += c.well_formed() ? 0U : 1U;
    i += c.bytes;
  }
  return characters >= 2 * wrong;
}

/// GBK and GB18030: Chinese text is pairs of the ranges that GB 2312 gives to hanzi. Korean in EUC-KR is so too, but leads with
/// 0xB0 to 0xC8 only, where the hanzi with readings from A to Q stand: a text of some length without the others is not Chinese.
bool is_chinese(std::string_view text) {
  std::size_t pairs = 0;
  std::size_t hanzi = 0;
  std::size_t later = 0;
  for (std::size_t i = 0; i + 1 < text.size();) {
    const unsigned lead = byte_of(text[i]);
    const unsigned trail = byte_of(text[i + 1]);
    if (lead < 0x80) {
      ++i;
      continue;
    }
    if (lead == 0x80 || lead == 0xff || trail < 0x30 || trail == 0x7f || trail == 0xff) return false;
    const bool four_bytes = trail <= 0x39;  // GB18030
    ++pairs;
    if (trail >= 0xa1 && ((lead >= 0xb0 && lead <= 0xf7) || lead == 0xa1 || lead == 0xa3)) ++hanzi;
    if (lead > 0xc8) ++later;
    i += four_bytes ? 4 : 2;
  }
  return pairs > 0 && hanzi * 10 >= pairs * 9 && (later > 0 || pairs < 12);
}

/// Windows-1252: words of Western languages are ASCII letters for the greater part, and capitals do not follow small letters.
/// Words of one letter (à) say nothing.
bool is_western(std::string_view text) {
  std::size_t words = 0;
  std::size_t western = 0;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t ascii = 0;
    std::size_t high = 0;
    bool wrong = false;
    bool small_before = false;
    for (; i < text.size() && (is_ascii_letter(text[i]) || byte_of(text[i]) >= 0xc0); ++i) {
      const unsigned c = byte_of(text[i]);
      const bool capital = c < 0x80 ? c < 'a' : c < 0xdf;
      wrong = wrong || (capital && small_before) || c == 0xd7 || c == 0xf7;
      small_before = !capital;
      ++(c < 0x80 ? ascii : high);
    }
    if (high > 0 && ascii + high > 1) {
      ++words;
      if (!wrong && high <= ascii) ++western;
    }
    if (i < text.size() && (text[i] == '\0' || "\x81\x8D\x8F\x90\x9D"sv.find(text[i]) != std::string_view::npos)) return false;
    ++i;
  }
  return words > 0 && western * 10 >= words * 8;
}

/// The Vietnamese encoding that makes most words syllables: at least 6 of 10, and more than any other. A few words may fit
/// two: then it is unknown.
std::optional<encoding> vietnamese_encoding(std::string_view text) {
  std::optional<encoding> best;
  std::size_t most = 0;
  for (const auto& [is, table] : {std::pair{encoding::cp1258, &cp1258_bytes}, std::pair{encoding::tcvn3, &tcvn3_bytes},
                                  std::pair{encoding::vni, &vni_bytes}}) {
    const syllable_count count = count_syllables(text, *table);
    if (count.syllables == 0 || count.syllables * 10 < count.words * 6 || count.syllables < most) continue;
    best = count.syllables == most ? encoding::unknown : is;
    most = count.syllables;
  }
  return best;
}

struct way_out {
  encoding from;
  const char* name;
  const char* iconv;  ///< nullptr: iconv does not know it
  const char* more;
};
constexpr std::array ways_out{
    way_out{encoding::utf16le, "UTF-16LE without a byte order mark", "UTF-16LE", ""},
    way_out{encoding::utf16be, "UTF-16BE without a byte order mark", "UTF-16BE", ""},
    way_out{encoding::cp1252, "Windows-1252 (Western European, Latin-1)", "WINDOWS-1252", ""},
    way_out{encoding::cp1258, "Windows-1258 (Vietnamese)", "CP1258", ""},
    way_out{encoding::tcvn3, "TCVN3 (Vietnamese, ABC fonts such as .VnTime)", "TCVN",
            "; TCVN3 has no accented capitals: what a font such as .VnTimeH showed as capitals comes out small"},
    way_out{encoding::vni, "VNI (Vietnamese, fonts such as VNI-Times)", nullptr,
            "convert it from VNI Windows to Unicode with the toolkit of UniKey, as iconv does not know VNI"},
    way_out{encoding::gb18030, "GBK or GB18030 (Chinese)", "GB18030", ""},
};

diagnostic problem(const char* code, std::string message) { return {{}, {}, code, std::move(message)}; }

/// "the file looks like …; save it as …, or run …".
std::string remedy(encoding found, const std::string& file) {
  if (found == encoding::damaged_utf8)
    return "the text around it is UTF-8, so it is probably damaged there (a text cut inside a character, or two encodings in one "
           "file): correct that place";
  const auto* const way = std::find_if(ways_out.begin(), ways_out.end(), [&](const way_out& w) { return w.from == found; });
  if (way == ways_out.end())
    return "allowed: UTF-8; save the file in UTF-8 (a sheet as \"CSV UTF-8\"), or convert it with iconv -f ENCODING -t UTF-8 "
           "(iconv -l lists the "
           "encodings)";
  const std::string command = way->iconv != nullptr ? iconv_command(way->iconv, file) : "";
  return std::string("the file looks like ") + way->name + "; allowed: UTF-8; save it in UTF-8 (a sheet as \"CSV UTF-8\"), or " +
         command + way->more;
}

}  // namespace

encoding guess_encoding(const byte_sample& sample) {
  if (const auto utf16 = utf16_by_nuls(sample)) return *utf16;
  if (is_mostly_utf8(sample)) return encoding::damaged_utf8;
  if (const auto vietnamese = vietnamese_encoding(sample.bytes)) return *vietnamese;
  if (is_chinese(sample.bytes)) return encoding::gb18030;
  return is_western(sample.bytes) ? encoding::cp1252 : encoding::unknown;
}

std::optional<diagnostic> foreign_file(std::string_view head, const std::string& file) {
  const auto marked = [&](const std::string& name, const char* iconv) {
    return problem("csv-encoding",
                   "the file is in " + name +
                       " (by its byte order mark); allowed: UTF-8; save it in UTF-8 (a sheet as \"CSV UTF-8\"), or " +
                       iconv_command(iconv, file));
  };
  const auto not_text = [](const std::string& what, const std::string& how) {
    return problem("csv-not-text", "this is " + what + "; allowed: CSV, text in UTF-8; " + how);
  };
  const char* const save_as = "open it and save the sheet as \"CSV UTF-8\"";

  if (head.starts_with("\xFF\xFE\0\0"sv)) return marked("UTF-32LE", "UTF-32");
  if (head.starts_with("\0\0\xFE\xFF"sv)) return marked("UTF-32BE", "UTF-32");
  if (head.starts_with("\xFF\xFE"sv)) return marked("UTF-16LE", "UTF-16");
  if (head.starts_with("\xFE\xFF"sv)) return marked("UTF-16BE", "UTF-16");
  if (head.starts_with("PK\x03\x04"sv) || head.starts_with("PK\x05\x06"sv)) {
    const bool workbook = head.find("[Content_Types].xml") != head.npos || head.find("xl/") != head.npos ||
                          head.find("opendocument.spreadsheet") != head.npos;
    return workbook ? not_text("a spreadsheet file (XLSX or ODS)", save_as)
                    : not_text("a ZIP archive or a spreadsheet file", std::string("unzip it, or ") + save_as);
  }
  if (head.starts_with("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv)) return not_text("an old spreadsheet or Office file (XLS)", save_as);
  if (head.starts_with("\x1F\x8B"sv)) return not_text("compressed by gzip", "run gzip -dc " + shell_word(file) + " > utf8.csv");
  if (head.starts_with("%PDF-"sv))
    return not_text("a PDF document", "get the table as a spreadsheet and save it as \"CSV UTF-8\"");
  return std::nullopt;
}

diagnostic byte_not_utf8(const byte_sample& sample, const std::string& file) {
  return problem("csv-encoding", "byte " + hexadecimal(byte_of(sample.bytes[sample.bad])) + " at offset " +
                                     std::to_string(sample.offset + sample.bad) + " is not UTF-8; " +
                                     remedy(guess_encoding(sample), file));
}

diagnostic nul_byte(const byte_sample& sample, const std::string& file) {
  const std::string found = "NUL byte at offset " + std::to_string(sample.offset + sample.bad);
  if (const auto utf16 = utf16_by_nuls(sample)) return problem("csv-encoding", found + "; " + remedy(*utf16, file));
  return problem("csv-nul", found + "; allowed: text in UTF-8 (a file in UTF-16 must be converted)");
}

}  // namespace coopgraph::detail
