// SPDX-License-Identifier: BSL-1.0
#include "report/scratch_folder.hpp"

#include <coopgraph/io/atomic_file.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>

namespace coopgraph {
namespace {

using test::scratch_folder;
using test::slurp;
using test::spill;
using testing::HasSubstr;

std::string reason_of(const std::string& path, const std::string& bytes) {
  try {
    write_file(path, bytes);
  } catch (const io_error& e) {
    return e.what();
  }
  return "written";
}

/// Lets no file grow beyond some bytes while it lives: writing fails in the middle, as on a full disk.
class small_disk {
 public:
  explicit small_disk(rlim_t bytes) : handler_(std::signal(SIGXFSZ, SIG_IGN)) {
    getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit small{bytes, before_.rlim_max};
    setrlimit(RLIMIT_FSIZE, &small);
  }
  small_disk(const small_disk&) = delete;
  small_disk& operator=(const small_disk&) = delete;
  ~small_disk() {
    setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, handler_);
  }

 private:
  void (*handler_)(int);
  rlimit before_{};
};

TEST(atomic_file, writes_all_bytes_and_leaves_nothing_else) {
  const scratch_folder folder;
  const std::string bytes("a\0b\r\n\xff", 6);
  write_file(folder / "x.bin", bytes);
  EXPECT_EQ(slurp(folder / "x.bin"), bytes);
  write_file(folder / "x.bin", "");
  EXPECT_EQ(slurp(folder / "x.bin"), "");
  EXPECT_EQ(folder.entries(), 1U);
}

TEST(atomic_file, keeps_the_permissions_of_the_file_that_it_replaces) {
  const scratch_folder folder;
  spill(folder / "x", "old");
  ASSERT_EQ(::chmod((folder / "x").c_str(), 0640), 0);
  write_file(folder / "x", "new");
  struct stat now = {};
  ASSERT_EQ(::stat((folder / "x").c_str(), &now), 0);
  EXPECT_EQ(now.st_mode & 0777, 0640U);
  EXPECT_EQ(slurp(folder / "x"), "new");
}

TEST(atomic_file, leaves_the_old_file_and_no_other_when_the_disk_is_full) {
  const scratch_folder folder;
  spill(folder / "x", "old");
  std::string reason;
  {
    const small_disk disk(1000);
    reason = reason_of(folder / "x", std::string(5000, 'n'));
  }
  EXPECT_THAT(reason, HasSubstr("File too large"));
  EXPECT_THAT(reason, HasSubstr(folder / "x"));
  EXPECT_EQ(slurp(folder / "x"), "old");
  EXPECT_EQ(folder.entries(), 1U);
}

TEST(atomic_file, leaves_nothing_when_a_new_file_does_not_fit) {
  const scratch_folder folder;
  {
    const small_disk disk(10);
    EXPECT_THROW(write_file(folder / "x", std::string(50, 'n')), io_error);
  }
  EXPECT_EQ(folder.entries(), 0U);
}

TEST(atomic_file, says_why_a_folder_cannot_be_written) {
  const scratch_folder folder;
  EXPECT_THAT(reason_of(folder / "missing/x", "a"), HasSubstr("No such file or directory"));
  spill(folder / "file", "old");
  EXPECT_THAT(reason_of(folder / "file/x", "a"), HasSubstr("Not a directory"));
  EXPECT_THAT(reason_of(folder.path(), "a"), HasSubstr("Is a directory"));
  EXPECT_THROW(write_file("/proc/coopgraph-x", "a"), io_error);
  EXPECT_EQ(slurp(folder / "file"), "old");
}

TEST(atomic_file, notices_a_full_device_and_does_not_replace_it) {
  EXPECT_THAT(reason_of("/dev/full", "a"), HasSubstr("No space left on device"));
  struct stat device = {};
  ASSERT_EQ(::lstat("/dev/full", &device), 0);
  EXPECT_TRUE(S_ISCHR(device.st_mode));
  EXPECT_EQ(reason_of("/dev/null", "a"), "written");
}

TEST(atomic_file, does_not_follow_a_symbolic_link) {
  const scratch_folder folder;
  spill(folder / "victim", "old");
  std::filesystem::create_symlink(folder / "victim", folder / "link");
  EXPECT_THAT(reason_of(folder / "link", "new"), HasSubstr("symbolic link"));
  EXPECT_EQ(slurp(folder / "victim"), "old");
  EXPECT_TRUE(std::filesystem::is_symlink(folder / "link"));
}

TEST(atomic_file, written_in_parts_appears_only_when_it_is_finished) {
  const scratch_folder folder;
  spill(folder / "a", "old");
  {
    atomic_file abandoned(folder / "a");
    abandoned.write("new");
  }
  EXPECT_EQ(slurp(folder / "a"), "old");
  EXPECT_EQ(folder.entries(), 1U);
  atomic_file file(folder / "a");
  file.write("one");
  file.write(" two");
  EXPECT_EQ(slurp(folder / "a"), "old");
  file.finish();
  EXPECT_EQ(slurp(folder / "a"), "one two");
  EXPECT_EQ(folder.entries(), 1U);
}

TEST(atomic_file, takes_another_name_when_a_leftover_holds_its_own) {
  const scratch_folder folder;
  const std::string leftover = folder / (".coopgraph-" + std::to_string(::getpid()) + "-0.tmp");
  spill(folder / "victim", "old");
  std::filesystem::create_symlink(folder / "victim", leftover);
  write_file(folder / "x", "new");
  EXPECT_EQ(slurp(folder / "x"), "new");
  EXPECT_EQ(slurp(folder / "victim"), "old");
  EXPECT_EQ(folder.entries(), 3U);
}

}  // namespace
}  // namespace coopgraph
