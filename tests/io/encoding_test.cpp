// SPDX-License-Identifier: BSL-1.0
// What csv_reader says of files that are not UTF-8. The samples are what glibc's iconv makes of the text beside them; those in
// VNI follow its table of letters and marks, as iconv does not know it.
#include <coopgraph/io/csv.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace coopgraph {
namespace {

using namespace std::string_literals;
using ::testing::AllOf;
using ::testing::AnyOf;
using ::testing::HasSubstr;
using ::testing::Not;

struct sample {
  std::string named;  // how the message begins to name the encoding
  std::string bytes;
  std::string text;
};

const std::vector<sample>& samples() {
  static const std::vector<sample> all{
      {"TCVN3",
       "m\267,t\252n\01201,H\265 N\351i\01202,H\265 Giang\01204,Cao B\273ng\01214,S\254n La\01226,V\334nh Ph"
       "\363c\01234,Th\270i B\327nh\01245,Qu\266ng Tr\336\01252,B\327nh \247\336nh\01266,\247\276k L\276k"
       "\01277,B\265 R\336a - V\362ng T\265u\01289,An Giang\012"s,
       "mã,tên\n01,Hà Nội\n02,Hà Giang\n04,Cao Bằng\n14,Sơn La\n26,Vĩnh Phúc\n"
       "34,Thái Bình\n45,Quảng Trị\n52,Bình Định\n66,Đắk Lắk\n77,Bà Rịa - Vũng Tàu\n"
       "89,An Giang\n"},
      {"TCVN3",
       "m\267,n\351i dung\0121,bi\252n b\266n th\341a thu\313n h\356p t\270c th\255\254ng m\271i\0122,chu"
       "\347i cung c\312p n\253ng s\266n, th\371c ph\310m an to\265n\012"s,
       "mã,nội dung\n1,biên bản thỏa thuận hợp tác thương mại\n2,chuỗi cung cấp nông sản, thực phẩm an toàn\n"},
      {"Windows-1258",
       "ma\336,t\352n\01201,H\340 N\364\362i\01202,H\340 Giang\01204,Cao B\343\314ng\01214,S\365n La\01226,V"
       "i\336nh Ph\372c\01234,Th\341i Bi\314nh\01245,Qua\322ng Tri\362\01252,Bi\314nh \320i\362nh\01266,\320"
       "\343\354k L\343\354k\01277,B\340 Ri\362a - Vu\336ng T\340u\01289,An Giang\012"s,
       "mã,tên\n01,Hà Nội\n02,Hà Giang\n04,Cao Bằng\n14,Sơn La\n26,Vĩnh Phúc\n"
       "34,Thái Bình\n45,Quảng Trị\n52,Bình Định\n66,Đắk Lắk\n77,Bà Rịa - Vũng Tàu\n"
       "89,An Giang\n"},
      {"Windows-1258",
       "ma\336,n\364\362i dung\0121,bi\352n ba\322n tho\322a thu\342\362n h\365\362p t\341c th\375\365ng ma"
       "\362i\0122,chu\364\336i cung c\342\354p n\364ng sa\322n, th\375\362c ph\342\322m an to\340n\012"s,
       "mã,nội dung\n1,biên bản thỏa thuận hợp tác thương mại\n2,chuỗi cung cấp nông sản, thực phẩm an toàn\n"},
      {"VNI",
       "ma\365,te\342n\01201,Ha\370 No\344i\01202,Ha\370 Giang\01204,Cao Ba\350ng\01214,S\364n La\01226,V"
       "\363nh Phu\371c\01234,Tha\371i B\354nh\01245,Qua\373ng Tr\362\01252,B\354nh \321\362nh\01266,\321a"
       "\351k La\351k\01277,Ba\370 R\362a - Vu\365ng Ta\370u\01289,An Giang\012"s,
       "mã,tên\n01,Hà Nội\n02,Hà Giang\n04,Cao Bằng\n14,Sơn La\n26,Vĩnh Phúc\n"
       "34,Thái Bình\n45,Quảng Trị\n52,Bình Định\n66,Đắk Lắk\n77,Bà Rịa - Vũng Tàu\n"
       "89,An Giang\n"},
      {"VNI",
       "ma\365,no\344i dung\0121,bie\342n ba\373n tho\373a thua\344n h\364\357p ta\371c th\366\364ng ma\357i"
       "\0122,chuo\343i cung ca\341p no\342ng sa\373n, th\366\357c pha\345m an toa\370n\012"s,
       "mã,nội dung\n1,biên bản thỏa thuận hợp tác thương mại\n2,chuỗi cung cấp nông sản, thực phẩm an toàn\n"},
      {"GBK",
       "\261\340\272\305,\303\373\263\306\0121,\271\343\266\253\312\241\0122,\272\376\304\317\312\241\0123,"
       "\272\376\261\261\312\241\0124,\261\261\276\251\312\320\012"s,
       "编号,名称\n1,广东省\n2,湖南省\n3,湖北省\n4,北京市\n"},
      {"GBK",
       "\261\340\272\305,\303\373\263\306\0121,\271\343\266\253\312\241\0122,\272\376\304\317\312\241\0123,"
       "\272\376\261\261\312\241\0124,\261\261\276\251\312\320\0125,\2019\3569\265\330\012"s,
       "编号,名称\n1,广东省\n2,湖南省\n3,湖北省\n4,北京市\n5,㐀地\n"},
      {"Windows-1252",
       "id,nom\0121,\316le-de-France\0122,Rh\364ne-Alpes\0123,Provence-Alpes-C\364te d\222Azur\0124,Baden-W"
       "\374rttemberg\0125,Th\374ringen\0126,Castilla y Le\363n\0127,Catalu\361a\012"s,
       "id,nom\n1,Île-de-France\n2,Rhône-Alpes\n3,Provence-Alpes-Côte d’Azur\n"
       "4,Baden-Württemberg\n5,Thüringen\n6,Castilla y León\n7,Cataluña\n"},
      {"UTF-16LE without",
       "m\000\343\000,\000t\000\352\000n\000\012\0000\0001\000,\000H\000\340\000 \000N\000\331\036i\000\012"
       "\0000\0002\000,\000H\000\340\000 \000G\000i\000a\000n\000g\000\012\0000\0004\000,\000C\000a\000o\000"
       " \000B\000\261\036n\000g\000\012\0001\0004\000,\000S\000\241\001n\000 \000L\000a\000\012\0002\0006"
       "\000,\000V\000)\001n\000h\000 \000P\000h\000\372\000c\000\012\0003\0004\000,\000T\000h\000\341\000i"
       "\000 \000B\000\354\000n\000h\000\012\0004\0005\000,\000Q\000u\000\243\036n\000g\000 \000T\000r\000"
       "\313\036\012\0005\0002\000,\000B\000\354\000n\000h\000 \000\020\001\313\036n\000h\000\012\0006\0006"
       "\000,\000\020\001\257\036k\000 \000L\000\257\036k\000\012\0007\0007\000,\000B\000\340\000 \000R\000"
       "\313\036a\000 \000-\000 \000V\000i\001n\000g\000 \000T\000\340\000u\000\012\0008\0009\000,\000A\000n"
       "\000 \000G\000i\000a\000n\000g\000\012\000"s,
       "mã,tên\n01,Hà Nội\n02,Hà Giang\n04,Cao Bằng\n14,Sơn La\n26,Vĩnh Phúc\n"
       "34,Thái Bình\n45,Quảng Trị\n52,Bình Định\n66,Đắk Lắk\n77,Bà Rịa - Vũng Tàu\n"
       "89,An Giang\n"},
      {"UTF-16BE without",
       "\000i\000d\000,\000n\000a\000m\000e\000\012\0001\000,\000H\000\340\000 \000N\036\331\000i\000\012"
       "\0002\000,\000N\000i\000n\000h\000 \000B\000\354\000n\000h\000\012"s,
       "id,name\n1,Hà Nội\n2,Ninh Bình\n"},
      {"UTF-16LE (by",
       "\377\376m\000\343\000,\000t\000\352\000n\000\012\0000\0001\000,\000H\000\340\000 \000N\000\331\036i"
       "\000\012\0000\0002\000,\000H\000\340\000 \000G\000i\000a\000n\000g\000\012\0000\0004\000,\000C\000a"
       "\000o\000 \000B\000\261\036n\000g\000\012\0001\0004\000,\000S\000\241\001n\000 \000L\000a\000\012"
       "\0002\0006\000,\000V\000)\001n\000h\000 \000P\000h\000\372\000c\000\012\0003\0004\000,\000T\000h\000"
       "\341\000i\000 \000B\000\354\000n\000h\000\012\0004\0005\000,\000Q\000u\000\243\036n\000g\000 \000T"
       "\000r\000\313\036\012\0005\0002\000,\000B\000\354\000n\000h\000 \000\020\001\313\036n\000h\000\012"
       "\0006\0006\000,\000\020\001\257\036k\000 \000L\000\257\036k\000\012\0007\0007\000,\000B\000\340\000 "
       "\000R\000\313\036a\000 \000-\000 \000V\000i\001n\000g\000 \000T\000\340\000u\000\012\0008\0009\000,"
       "\000A\000n\000 \000G\000i\000a\000n\000g\000\012\000"s,
       "mã,tên\n01,Hà Nội\n02,Hà Giang\n04,Cao Bằng\n14,Sơn La\n26,Vĩnh Phúc\n"
       "34,Thái Bình\n45,Quảng Trị\n52,Bình Định\n66,Đắk Lắk\n77,Bà Rịa - Vũng Tàu\n"
       "89,An Giang\n"},
      {"UTF-32LE (by",
       "\377\376\000\000m\000\000\000\343\000\000\000,\000\000\000t\000\000\000\352\000\000\000n\000\000\000"
       "\012\000\000\0000\000\000\0001\000\000\000,\000\000\000H\000\000\000\340\000\000\000 \000\000\000N"
       "\000\000\000\331\036\000\000i\000\000\000\012\000\000\0000\000\000\0002\000\000\000,\000\000\000H"
       "\000\000\000\340\000\000\000 \000\000\000G\000\000\000i\000\000\000a\000\000\000n\000\000\000g\000"
       "\000\000\012\000\000\0000\000\000\0004\000\000\000,\000\000\000C\000\000\000a\000\000\000o\000\000"
       "\000 \000\000\000B\000\000\000\261\036\000\000n\000\000\000g\000\000\000\012\000\000\0001\000\000"
       "\0004\000\000\000,\000\000\000S\000\000\000\241\001\000\000n\000\000\000 \000\000\000L\000\000\000a"
       "\000\000\000\012\000\000\0002\000\000\0006\000\000\000,\000\000\000V\000\000\000)\001\000\000n\000"
       "\000\000h\000\000\000 \000\000\000P\000\000\000h\000\000\000\372\000\000\000c\000\000\000\012\000"
       "\000\0003\000\000\0004\000\000\000,\000\000\000T\000\000\000h\000\000\000\341\000\000\000i\000\000"
       "\000 \000\000\000B\000\000\000\354\000\000\000n\000\000\000h\000\000\000\012\000\000\0004\000\000"
       "\0005\000\000\000,\000\000\000Q\000\000\000u\000\000\000\243\036\000\000n\000\000\000g\000\000\000 "
       "\000\000\000T\000\000\000r\000\000\000\313\036\000\000\012\000\000\0005\000\000\0002\000\000\000,"
       "\000\000\000B\000\000\000\354\000\000\000n\000\000\000h\000\000\000 \000\000\000\020\001\000\000\313"
       "\036\000\000n\000\000\000h\000\000\000\012\000\000\0006\000\000\0006\000\000\000,\000\000\000\020"
       "\001\000\000\257\036\000\000k\000\000\000 \000\000\000L\000\000\000\257\036\000\000k\000\000\000\012"
       "\000\000\0007\000\000\0007\000\000\000,\000\000\000B\000\000\000\340\000\000\000 \000\000\000R\000"
       "\000\000\313\036\000\000a\000\000\000 \000\000\000-\000\000\000 \000\000\000V\000\000\000i\001\000"
       "\000n\000\000\000g\000\000\000 \000\000\000T\000\000\000\340\000\000\000u\000\000\000\012\000\000"
       "\0008\000\000\0009\000\000\000,\000\000\000A\000\000\000n\000\000\000 \000\000\000G\000\000\000i\000"
       "\000\000a\000\000\000n\000\000\000g\000\000\000\012\000\000\000"s,
       "mã,tên\n01,Hà Nội\n02,Hà Giang\n04,Cao Bằng\n14,Sơn La\n26,Vĩnh Phúc\n"
       "34,Thái Bình\n45,Quảng Trị\n52,Bình Định\n66,Đắk Lắk\n77,Bà Rịa - Vũng Tàu\n"
       "89,An Giang\n"}};
  return all;
}

/// The one problem that is left when a text was read to its end.
diagnostic only_problem(const std::string& bytes, const std::string& file = "in.csv") {
  csv_reader reader(bytes, file);
  while (reader.next()) {
  }
  EXPECT_EQ(reader.problems().size(), 1U) << bytes;
  return reader.problems().empty() ? diagnostic{} : reader.problems()[0];
}

TEST(Encoding, EachIsNamedWithUtf8AsTheWayOut) {
  for (const sample& s : samples()) {
    const diagnostic found = only_problem(s.bytes);
    EXPECT_EQ(found.code, "csv-encoding");
    EXPECT_THAT(found.message, AllOf(HasSubstr(" " + s.named), HasSubstr("UTF-8"), HasSubstr("CSV UTF-8")));
    EXPECT_LT(found.message.size(), 760U) << "it fits one line";
  }
}

/// The command that a message says to run, up to the file it writes; empty if there is none.
std::string command_of(const std::string& message) {
  const std::size_t from = message.find("run ");
  const std::size_t to = message.find(" > utf8.csv");
  return from == message.npos || to == message.npos ? "" : message.substr(from + 4, to - from - 4);
}

std::string contents(const std::filesystem::path& path) {
  std::ostringstream all;
  all << std::ifstream(path, std::ios::binary).rdbuf();
  return all.str();
}

TEST(Encoding, TheCommandInTheMessageGivesTheTextWhateverTheFileIsCalled) {
  if (std::system("iconv --version > /dev/null 2>&1") != 0) GTEST_SKIP() << "there is no iconv";
  const auto folder = std::filesystem::temp_directory_path() / "coopgraph encoding test";
  std::filesystem::create_directories(folder);
  std::size_t run = 0;
  for (const char* name : {"in.csv", "it's $HOME (1).csv"}) {
    const std::string file = (folder / name).string();
    for (const sample& s : samples()) {
      std::ofstream(file, std::ios::binary) << s.bytes;
      const std::string command = command_of(only_problem(s.bytes, file).message);
      EXPECT_EQ(command.empty(), s.named == "VNI");
      if (command.empty()) continue;
      const auto out = folder / "out.csv";
      ASSERT_EQ(std::system((command + " > '" + out.string() + "'").c_str()), 0) << command;
      EXPECT_EQ(contents(out), s.text) << command;
      ++run;
    }
  }
  EXPECT_GE(run, 20U);
  std::filesystem::remove_all(folder);
}

TEST(Encoding, TheFirstBadByteIsNamedWithItsOffsetEvenInALaterBlock) {
  const std::string before = "id,name\n" + []() {
    std::string rows;
    for (int i = 0; i < 2000; ++i) rows += "1,Ha Noi\n";
    return rows;
  }();
  const std::string bytes = before + "2,Qu\266ng Tr\336\n3,H\266i Ph\337ng\n4,Ki\252n Giang\n5,H\265 N\351i\n";
  for (const std::size_t block : {std::size_t{1000}, std::size_t{1} << 20}) {
    csv_reader reader(bytes, "in.csv", {.block_bytes = block});
    std::size_t rows = 0;
    while (reader.next()) ++rows;
    EXPECT_EQ(rows, 2001U);
    ASSERT_EQ(reader.problems().size(), 1U);
    EXPECT_EQ(reader.problems()[0].where, (place{"in.csv", 2002, 2}));
    EXPECT_THAT(reader.problems()[0].message, AllOf(HasSubstr("byte 0xB6 at offset " + std::to_string(before.size() + 4) + " "),
                                                    HasSubstr("TCVN3"), HasSubstr("iconv -f TCVN -t UTF-8 in.csv")));
  }
}

TEST(Encoding, ADamagedPlaceInUtf8IsNoOtherEncoding) {
  for (const char* bytes : {"id,name\n1,Hà Nội\n2,Đắk L\xE1\xBA\n3,x\n", "id,name\n1,Quảng Trị\n2,Đà N\xE1ng\n3,Huế\n"})
    EXPECT_THAT(only_problem(bytes).message, AllOf(HasSubstr("damaged"), HasSubstr("UTF-8"), Not(HasSubstr("looks like"))));
}

TEST(Encoding, WhatFitsNoneOrTwoIsNotGuessed) {
  const std::vector<std::string> others{
      // EUC-KR, Windows-1251, EUC-JP; and "Sơn" in VNI, which is "Sụn" in TCVN3
      "\271\370\310\243,\300\314\270\247\0121,\274\255\277\357\306\257\272\260\275\303\0122,\272\316\273"
      "\352\261\244\277\252\275\303\0123,\264\353\261\270\261\244\277\252\275\303\012"s,
      "\352\356\344,\350\354\377\0121,\314\356\361\352\342\340\0122,\321\340\355\352\362-\317\345\362\345"
      "\360\341\363\360\343\012"s,
      "\310\326\271\346,\314\276\301\260\0121,\313\314\263\244\306\273\244\316\244\336\244\301\0122,\244"
      "\322\244\355\244\267\244\336\244\316\244\336\244\301\012"s,
      "id,name\n1,S\364n\n"s};
  for (const std::string& bytes : others)
    EXPECT_THAT(only_problem(bytes).message,
                AllOf(HasSubstr("is not UTF-8"), HasSubstr("iconv -f ENCODING -t UTF-8"), Not(HasSubstr("looks like"))));
  EXPECT_THAT(only_problem("a,b\nx,A\0B\n1,2\n"s).code, "csv-nul") << "a stray NUL does not make UTF-16";
}

TEST(Encoding, FilesOfOtherKindsAreNamedBeforeTheyAreRead) {
  const std::vector<std::pair<std::string, std::string>> files{
      {"PK\003\004\024\000\006\000[Content_Types].xml"s, "spreadsheet file"},
      {"PK\003\004mimetypeapplication/vnd.oasis.opendocument.spreadsheet"s, "spreadsheet file"},
      {"PK\003\004\012\000readme.txt"s, "ZIP archive"},
      {"\320\317\021\340\241\261\032\341\000\000"s, "XLS"},
      {"\037\213\010\000"s, "gzip -dc in.csv > utf8.csv"},
      {"%PDF-1.7\n"s, "PDF"},
  };
  for (const auto& [bytes, words] : files) {
    const diagnostic found = only_problem(bytes);
    EXPECT_EQ(found.code, "csv-not-text");
    EXPECT_EQ(found.where, (place{"in.csv", 1, 0}));
    EXPECT_THAT(found.message, AllOf(HasSubstr(words), HasSubstr("UTF-8")));
  }
  EXPECT_THAT(only_problem("\000\000\376\377\000\000\000a"s).message, HasSubstr("UTF-32BE"));
  EXPECT_THAT(only_problem("\376\377\000a"s).message, HasSubstr("UTF-16BE"));
}

}  // namespace
}  // namespace coopgraph
