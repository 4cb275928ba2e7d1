// SPDX-License-Identifier: BSL-1.0
// Datasets as folders: what is read, what is refused, what writing leaves.
#include <coopgraph/io/dataset.hpp>
#include <coopgraph/io/file.hpp>

#include "report/scratch_folder.hpp"
#include "support/dataset_kit.hpp"
#include "support/random_network.hpp"

#include <sys/stat.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

namespace coopgraph {
namespace {

namespace fs = std::filesystem;
using test::scratch_folder;
using test::slurp;
using test::spill;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

void fill(const scratch_folder& folder) {
  for (const auto& f : kit::small_dataset().files) spill(folder / f.name, f.bytes);
}

std::vector<diagnostic> problems_of(const std::string& folder) {
  try {
    static_cast<void>(read_dataset(folder));
  } catch (const data_error& e) {
    return e.diagnostics();
  }
  return {};
}

TEST(dataset_folder, is_loaded_as_it_is) {
  const scratch_folder folder;
  fill(folder);
  spill(folder / "notes.csv", "\"");
  const dataset_files files = load_dataset(folder.path());
  EXPECT_EQ(files.folder, folder.path());
  std::vector<std::string> names;
  for (const auto& f : files.files) names.push_back(f.name);
  EXPECT_THAT(names, ElementsAre("actors.csv", "agreements.csv", "parties.csv")) << "sorted, and nothing else";
  EXPECT_EQ(kit::bytes_of(files, "parties.csv"), "agreement,actor\ng,a\ng,b\n");
  EXPECT_EQ(read_dataset(folder.path()).actors()[0].stated_at.file, folder / "actors.csv");
}

TEST(dataset_folder, refuses_what_is_no_folder) {
  const scratch_folder folder;
  fill(folder);
  for (const std::string& where : {folder / "nowhere", folder / "actors.csv"}) {
    const auto found = problems_of(where);
    ASSERT_EQ(found.size(), 1U) << where;
    EXPECT_EQ(found[0].code, "no-such-dataset");
    EXPECT_EQ(found[0].where.file, where);
  }
}

TEST(dataset_folder, has_limits_that_can_be_set) {
  const scratch_folder folder;
  fill(folder);
  EXPECT_THROW((void)read_dataset(folder.path(), {.file_bytes = 0}), option_error);
  EXPECT_THROW((void)read_dataset(folder.path(), {.json_bytes = 0}), option_error);
  EXPECT_THROW((void)read_dataset(folder.path(), {.file_bytes = 10}), limit_error);
  spill(folder / "datapackage.json", "{\"title\": \"" + std::string(100, 'x') + "\"}");
  EXPECT_NO_THROW((void)read_dataset(folder.path(), {.file_bytes = 200}));
  EXPECT_THROW((void)read_dataset(folder.path(), {.json_bytes = 100}), limit_error);
  EXPECT_THROW((void)read_dataset(load_dataset(folder.path()), {.json_bytes = 100}), limit_error);
}

TEST(dataset_folder, refuses_tables_that_are_no_regular_files) {
  const scratch_folder folder;
  fill(folder);
  fs::create_directory(folder / "flows.csv");
  ASSERT_EQ(::mkfifo((folder / "events.csv").c_str(), 0600), 0);
  fs::create_symlink(folder / "nowhere", folder / "sources.csv");
  const auto found = problems_of(folder.path());
  ASSERT_EQ(found.size(), 3U);
  EXPECT_EQ(found[0].where.file, folder / "events.csv");
  EXPECT_EQ(found[0].code, "unreadable-file");
  EXPECT_THAT(found[0].message, HasSubstr("regular file"));
  EXPECT_EQ(found[1].where.file, folder / "flows.csv");
  EXPECT_EQ(found[1].code, "unreadable-file");
  EXPECT_EQ(found[2].where.file, folder / "sources.csv");
  EXPECT_EQ(found[2].code, "no-such-file");
}

TEST(dataset_folder, may_be_a_link) {
  const scratch_folder folder;
  fs::create_directory(folder / "real");
  for (const auto& f : kit::small_dataset().files) spill(folder / ("real/" + f.name), f.bytes);
  fs::create_directory_symlink(folder / "real", folder / "link");
  EXPECT_EQ(read_dataset(folder / "link").actors().size(), 2U);
}

TEST(dataset_folder, is_written_and_read_again) {
  const scratch_folder folder;
  const network n = kit::random_network(7);
  write_dataset(n, folder / "new/deep");
  dataset_files written = load_dataset(folder / "new/deep");
  EXPECT_EQ(written.files, to_files(n).files);
  EXPECT_EQ(kit::all_of(read_dataset(folder / "new/deep")), kit::all_of(n));
}

TEST(dataset_folder, keeps_nothing_of_an_older_dataset_but_what_is_no_table) {
  const scratch_folder folder;
  fill(folder);
  for (const char* old : {"crosswalk.csv", "events.csv", "flows.csv"}) spill(folder / old, "old");
  fs::create_symlink(folder / "notes.txt", folder / "sources.csv");
  spill(folder / "notes.txt", "mine");
  spill(folder / "borders.csv", "mine");
  const network n = read_dataset(kit::small_dataset());
  write_dataset(n, folder.path());
  EXPECT_EQ(load_dataset(folder.path()).files, to_files(n).files);
  EXPECT_EQ(slurp(folder / "notes.txt"), "mine");
  EXPECT_EQ(slurp(folder / "borders.csv"), "mine");
  EXPECT_EQ(folder.entries(), to_files(n).files.size() + 2) << "no temporary file is left";
}

TEST(dataset_folder, says_what_cannot_be_written) {
  const scratch_folder folder;
  const network n = read_dataset(kit::small_dataset());
  spill(folder / "file", "");
  EXPECT_THROW(write_dataset(n, folder / "file"), io_error);
  EXPECT_THROW(write_dataset(n, folder / "file/below"), io_error);
  fs::create_directory(folder / "flows.csv");
  EXPECT_THROW(write_dataset(n, folder.path()), io_error) << "a folder in the place of an older table";
  EXPECT_FALSE(fs::exists(folder / "datapackage.json")) << "it comes last";
}

TEST(read_file, says_that_a_large_file_is_over_the_limit) {
  const scratch_folder folder;
  spill(folder / "ten", "0123456789");
  EXPECT_EQ(read_file(folder / "ten", 10), "0123456789");
  EXPECT_THROW((void)read_file(folder / "ten", 9), limit_error);
  fs::resize_file(folder / "ten", std::uintmax_t{1} << 40);  // sparse: it could not be read in the time of a test
  EXPECT_THROW((void)read_file(folder / "ten"), limit_error);
  EXPECT_FALSE(read_file("/proc/self/status").empty()) << "its size is stated as 0";
}

}  // namespace
}  // namespace coopgraph
