// SPDX-License-Identifier: BSL-1.0
// Which bytes an analysis rests on.
#include <coopgraph/report/fingerprint.hpp>

#include "report/scratch_folder.hpp"

#include <gtest/gtest.h>

#include <string>

namespace coopgraph {
namespace {

using test::scratch_folder;
using test::spill;

const std::string abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";   // FIPS 180-2, B.1
const std::string none = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";  // of no bytes, as sha256sum says

TEST(fingerprint, of_files_in_memory_and_of_their_folder_is_one) {
  const scratch_folder folder;
  spill(folder / "events.csv", "abc");
  spill(folder / "actors.csv", "");
  spill(folder / "datapackage.json", "abc");
  spill(folder / "notes.csv", "not part of the dataset");
  const input_fingerprint print = fingerprint_dataset(folder.path());
  EXPECT_EQ(print.files,
            (std::vector<input_fingerprint::file>{{"actors.csv", none}, {"datapackage.json", abc}, {"events.csv", abc}}));
  EXPECT_EQ(print.sha256, to_hex(sha256(none + "  actors.csv\n" + abc + "  datapackage.json\n" + abc + "  events.csv\n")));
  EXPECT_EQ(fingerprint_dataset(load_dataset(folder.path())), print);

  dataset_files files{"elsewhere", {{"events.csv", "abc"}, {"datapackage.json", "abc"}, {"notes.csv", "x"}, {"actors.csv", ""}}};
  EXPECT_EQ(fingerprint_dataset(files), print) << "neither the folder's name, nor the order, nor other files matter";
  files.files[0].bytes = "abd";
  EXPECT_NE(fingerprint_dataset(files).sha256, print.sha256);
}

TEST(fingerprint, of_one_file_is_that_of_its_name_and_bytes) {
  const input_fingerprint print = fingerprint_file("edges.csv", "abc");
  EXPECT_EQ(print.files, (std::vector<input_fingerprint::file>{{"edges.csv", abc}}));
  EXPECT_EQ(print.sha256, to_hex(sha256(abc + "  edges.csv\n")));
  EXPECT_NE(fingerprint_file("other.csv", "abc").sha256, print.sha256);
}

TEST(fingerprint, of_what_is_no_folder_is_refused) { EXPECT_THROW((void)fingerprint_dataset("/nowhere"), data_error); }

}  // namespace
}  // namespace coopgraph
