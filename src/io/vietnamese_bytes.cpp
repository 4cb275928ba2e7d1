// SPDX-License-Identifier: BSL-1.0
#include "io/vietnamese_bytes.hpp"

#include <algorithm>
#include <initializer_list>

namespace coopgraph::detail {
namespace {

using kind = vietnamese_byte::kind;

/// Bytes from `first` on: their letters, a dot for a byte without meaning, and their tones, '0' … '5'.
struct run {
  unsigned first;
  std::string_view letters;
  std::string_view tones;
  kind is = kind::letter;
};

constexpr vietnamese_table make_table(std::initializer_list<run> runs) {
  vietnamese_table table{};
  for (const run& r : runs)
    for (std::size_t k = 0; k < r.letters.size(); ++k)
      if (r.letters[k] != '.')
        table[r.first - 0x80 + k] = {r.is, r.letters[k] == ' ' ? '\0' : r.letters[k],
                                     static_cast<unsigned char>(r.tones[k] - '0')};
  return table;
}

/// Capitals of Windows encodings stand 32 before their small letters. Of 0x80 to 0xBF those that are common in tables are
/// punctuation, which parts words; the others are taken as a sign of another encoding.
constexpr vietnamese_table make_windows_table(std::initializer_list<run> capitals) {
  vietnamese_table table = make_table(capitals);
  for (std::size_t k = 0; k < 0x20; ++k) table[0x60 + k] = table[0x40 + k];
  constexpr std::string_view common = "\x80\x85\x91\x92\x93\x94\x95\x96\x97\xA0\xA7\xAB\xAD\xB0\xB1\xB2\xB3\xB7\xBB";
  for (const char c : common) table[static_cast<unsigned char>(c) - 0x80U] = {kind::punctuation};
  return table;
}

constexpr std::array<std::string_view, 28> initials{"",   "b",  "c", "ch", "d",  "7",  "g",   "gh", "gi", "h",
                                                    "k",  "kh", "l", "m",  "n",  "ng", "ngh", "nh", "p",  "ph",
                                                    "qu", "r",  "s", "t",  "th", "tr", "v",   "x"};
constexpr std::array<std::string_view, 10> finals{"", "c", "ch", "k", "m", "n", "ng", "nh", "p", "t"};  // k: Đắk Lắk
// With 1 … 6 for ă â ê ô ơ ư.
constexpr std::array<std::string_view, 63> nuclei{
    "a",   "1",   "2",   "e",   "3",   "i",  "o",   "4",   "5",   "u",   "6",   "y",   "ai",  "ao",  "au",  "ay",
    "2u",  "2y",  "eo",  "3u",  "ia",  "i3", "iu",  "i3u", "oa",  "o1",  "oe",  "oi",  "oo",  "oai", "oao", "oay",
    "oeo", "4i",  "5i",  "ua",  "u2",  "u3", "ui",  "u4",  "u4i", "u5",  "uy",  "65",  "6a",  "6i",  "6u",  "65i",
    "65u", "uya", "uy3", "uyu", "u2y", "u1", "u3u", "y3",  "y3u", "uau", "uai", "uay", "ueo", "ue",  "uao"};

template <std::size_t N>
bool contains(const std::array<std::string_view, N>& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
char small(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// A word that is read byte by byte.
class word {
 public:
  void add_ascii(char c) { letters_ += small(c); }

  void add(const vietnamese_byte& byte) {
    has_high_ = true;
    tones_ += byte.tone != 0 ? 1U : 0U;
    if (byte.is == kind::letter)
      letters_ += byte.letter;
    else if (byte.is == kind::mark)
      put_on_last(byte.letter);
    else
      wrong_ = true;
  }

  void count_in(syllable_count& count) {
    if (has_high_) {
      ++count.words;
      if (!wrong_ && tones_ <= 1 && is_vietnamese_syllable(letters_)) ++count.syllables;
    }
    letters_.clear();
    has_high_ = wrong_ = false;
    tones_ = 0;
  }

 private:
  void put_on_last(char mark) {
    const char last = letters_.empty() ? '\0' : letters_.back();
    if (mark == '(' && last == 'a')
      letters_.back() = '1';
    else if (mark == '^' && (last == 'a' || last == 'e' || last == 'o'))
      letters_.back() = last == 'a' ? '2' : last == 'e' ? '3' : '4';
    else if (mark != '\0' || std::string_view("123456aeiouy").find(last) == std::string_view::npos)
      wrong_ = true;
  }

  std::string letters_;
  unsigned tones_ = 0;
  bool has_high_ = false;
  bool wrong_ = false;
};

}  // namespace

// TCVN 5712:1993, VN3. Capitals with a tone are the same bytes in another font.
constexpr vietnamese_table tcvn3_bytes = [] {
  vietnamese_table table = make_table({{0xA0, ".12345671234567.", "0000000000000000"},
                                       {0xB0, "     aaaaa.1111.", "1234512345012340"},
                                       {0xC0, "......122222e.ee", "0000005123451023"},
                                       {0xD0, "ee33333ii...iiio", "4512345120003451"},
                                       {0xE0, ".oooo4444455555u", "0234512345123451"},
                                       {0xF0, ".uuuu66666yyyyy.", "0234512345123450"}});
  table[0x20] = {kind::punctuation};  // a space that does not break
  for (std::size_t k = 0x30; k < 0x35; ++k) table[k].is = kind::mark;
  return table;
}();

// Windows-1258, https://www.unicode.org/Public/MAPPINGS/VENDORS/MICSFT/WINDOWS/CP1258.TXT
constexpr vietnamese_table cp1258_bytes = [] {
  vietnamese_table table = make_windows_table({{0xC0, "aa21", "1400"},
                                               {0xC8, "ee3", "140"},
                                               {0xCC, " ", "1", kind::mark},
                                               {0xCD, "i", "4"},
                                               {0xD0, "7", "0"},
                                               {0xD2, " ", "2", kind::mark},
                                               {0xD3, "o45", "400"},
                                               {0xD9, "uu", "14"},
                                               {0xDD, "6", "0"},
                                               {0xDE, " ", "3", kind::mark}});
  // The marks are in other places of the lower half: 0xEC is sắc, 0xF2 nặng, 0xFE the sign of the đồng.
  table[0x6C].tone = 4;
  table[0x72].tone = 5;
  table[0x7E] = {kind::punctuation};
  return table;
}();

constexpr vietnamese_table vni_bytes = make_windows_table({{0xC0, "^^^^^^", "143052", kind::mark},
                                                           {0xC6, "i", "2"},
                                                           {0xC8, "((((", "1405", kind::mark},
                                                           {0xCC, "iiy", "145"},
                                                           {0xCF, " ", "5", kind::mark},
                                                           {0xD1, "7ii5", "0530"},
                                                           {0xD5, " ", "3", kind::mark},
                                                           {0xD6, "6", "0"},
                                                           {0xD8, "  (  (", "142023", kind::mark}});

bool is_vietnamese_syllable(std::string_view letters) {
  for (const std::string_view initial : initials) {
    if (!letters.starts_with(initial)) continue;
    const std::string_view rest = letters.substr(initial.size());
    for (const std::string_view end : finals)
      if (rest.ends_with(end) && contains(nuclei, rest.substr(0, rest.size() - end.size()))) return true;
  }
  return false;
}

syllable_count count_syllables(std::string_view text, const vietnamese_table& table) {
  syllable_count count;
  word current;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x80 && table[byte - 0x80U].is != kind::punctuation)
      current.add(table[byte - 0x80U]);
    else if (is_ascii_letter(c))
      current.add_ascii(c);
    else
      current.count_in(count);
  }
  current.count_in(count);
  return count;
}

}  // namespace coopgraph::detail
