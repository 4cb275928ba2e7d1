// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/core/markup.hpp>
#include <coopgraph/core/unicode.hpp>
#include <coopgraph/io/json_writer.hpp>
#include <coopgraph/report/fingerprint.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <string>
#include <string_view>

namespace coopgraph {
namespace {

using namespace std::string_literals;

template <class T>
concept can_append = requires(escaped html, T text) {
  html += text;
};
static_assert(can_append<escaped> && can_append<markup>);
static_assert(!can_append<std::string> && !can_append<std::string_view> && !can_append<char>);
static_assert(!std::is_constructible_v<escaped, std::string> && !std::is_constructible_v<markup, std::string>);

TEST(display_width, counts_characters_and_no_combining_marks) {
  EXPECT_EQ(display_width(""), 0U);
  EXPECT_EQ(display_width("Bà Rịa - Vũng Tàu"), 17U);
  EXPECT_EQ(display_width("Đắk Nông"), 8U);
  EXPECT_EQ(display_width("Ha\u0300 No\u0323\u0302i"), 6U);  // "Hà Nội" with combining marks
  EXPECT_EQ(display_width("a\u200bb\ufeff"), 2U);
  EXPECT_EQ(display_width("\xff\xfe"), 2U);
}

TEST(html, escapes_what_could_open_a_tag_an_entity_or_an_attribute) {
  EXPECT_EQ(escaped::text("<b a=\"x\" c='y'>&amp;</b>").str(), "&lt;b a=&quot;x&quot; c=&#39;y&#39;&gt;&amp;amp;&lt;/b&gt;");
  EXPECT_EQ(escaped::text("Hà Nội\n\tx").str(), "Hà Nội\n\tx");
}

TEST(html, replaces_controls_reordering_characters_and_broken_bytes) {
  EXPECT_EQ(escaped::text("a\0b"s).str(), "a\uFFFDb");
  for (const char* bad : {"\x1b", "\x7f", "\u0085", "\u202e", "\u2066", "\ufffe", "\xff", "\r"})
    EXPECT_EQ(escaped::text(bad).str(), "\uFFFD") << testing::PrintToString(bad);
}

TEST(html, is_built_of_literals_and_escaped_texts) {
  escaped cell("<td>");
  cell += escaped::text("a<b");
  cell += "</td>";
  EXPECT_EQ(cell.str(), "<td>a&lt;b</td>");
}

TEST(json, escapes_every_character_that_needs_it) {
  EXPECT_EQ(json_string("a\"b\\c/"), R"("a\"b\\c/")");
  EXPECT_EQ(json_string("\n\r\t\b\f\0"s), "\"\\n\\r\\t\\u0008\\u000c\\u0000\""s);
  EXPECT_EQ(json_string("\x1f\x7f\u0085"), "\"\\u001f\\u007f\\u0085\"");
  EXPECT_EQ(json_string("</script>"), "\"\\u003c/script>\"");
  EXPECT_EQ(json_string("\u2028\u2029"), "\"\\u2028\\u2029\"");
  EXPECT_EQ(json_string("Hà Nội \U0001f35c"), "\"Hà Nội \U0001f35c\"");
  EXPECT_EQ(json_string("a\xff"), "\"a\uFFFD\"");
}

TEST(json, writes_nested_values_with_their_commas) {
  json_writer json;
  json.begin_object()
      .key("a")
      .begin_array()
      .value(1)
      .value(-0.5)
      .value(true)
      .null()
      .end_array()
      .key("b<")
      .begin_object()
      .end_object();
  json.key("c").value("x").end_object();
  EXPECT_EQ(json.finish(),
            "{\n  \"a\": [\n    1,\n    -0.5,\n    true,\n    null\n  ],\n  \"b\\u003c\": {},\n  \"c\": \"x\"\n}\n");
}

TEST(json, writes_numbers_that_read_back_equal) {
  const auto written = [](auto number) {
    json_writer j;
    j.value(number);
    return j.finish();
  };
  EXPECT_EQ(written(0.1), "0.1\n");
  EXPECT_EQ(written(1e300), "1e+300\n");
  EXPECT_EQ(written(std::numeric_limits<std::int64_t>::min()), "-9223372036854775808\n");
  EXPECT_EQ(written(std::numeric_limits<std::uint64_t>::max()), "18446744073709551615\n");
  EXPECT_EQ(written(scaled_number{123'456'789'012'345'678, {1, 10}}), "12345678901234567.8\n");  // more than a double holds
  EXPECT_EQ(written(scaled_number{1, {1, 3}}), "0.3333333333333333\n");
  EXPECT_THROW(written(std::nan("")), input_error);
  EXPECT_THROW(written(std::numeric_limits<double>::infinity()), input_error);
}

TEST(json, refuses_what_would_be_no_json) {
  EXPECT_THROW(json_writer().begin_object().value(1), input_error);
  EXPECT_THROW(json_writer().begin_array().key("a"), input_error);
  EXPECT_THROW(json_writer().begin_object().key("a").key("b"), input_error);
  EXPECT_THROW(json_writer().begin_object().key("a").end_object(), input_error);
  EXPECT_THROW(json_writer().begin_object().end_array(), input_error);
  EXPECT_THROW(json_writer().end_array(), input_error);
  EXPECT_THROW(json_writer().value(1).value(2), input_error);
  EXPECT_THROW(static_cast<void>(json_writer().finish()), input_error);
  EXPECT_THROW(static_cast<void>(json_writer().begin_array().finish()), input_error);
}

TEST(sha256, gives_the_published_digests) {
  // NIST, Examples with Intermediate Values, SHA-256 (one block, two blocks); NIST CAVP SHA256ShortMsg (empty), and FIPS 180-2
  // appendix B.3 (a million times "a").
  EXPECT_EQ(to_hex(sha256("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(to_hex(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  EXPECT_EQ(to_hex(sha256("")), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(to_hex(sha256(std::string(1'000'000, 'a'))), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(sha256, in_base64_has_the_known_form) {
  // RFC 4648 applied to the digest of the empty string above.
  EXPECT_EQ(to_base64(sha256("")), "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
}

}  // namespace
}  // namespace coopgraph
