// Goal: files appear whole or not at all, also when the disk is full, and nothing is left lying about.
#include "platform/files/atomic_write.hpp"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/resource.h>

#include <filesystem>
#include <iterator>
#include <string>

#include "platform/files/scratch_folder.hpp"

namespace bailiwick::platform::files {
namespace {

using testing::ScratchFolder;

// While it lives no file may grow beyond so many bytes: writing fails as it does on a full disk.
class FullDisk {
 public:
  explicit FullDisk(rlim_t bytes) {
    previous_ = ::signal(SIGXFSZ, SIG_IGN);
    ::getrlimit(RLIMIT_FSIZE, &limit_);
    const rlimit tight = {bytes, limit_.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &tight);
  }
  ~FullDisk() {
    ::setrlimit(RLIMIT_FSIZE, &limit_);
    ::signal(SIGXFSZ, previous_);
  }
  FullDisk(const FullDisk&) = delete;
  FullDisk& operator=(const FullDisk&) = delete;

 private:
  rlimit limit_{};
  void (*previous_)(int) = nullptr;
};

TEST(AtomicWrite, a_file_is_written_and_replaced) {
  const ScratchFolder folder;
  ASSERT_TRUE(write_file(folder.path() / "a", "one"));
  ASSERT_TRUE(write_file(folder.path() / "a", "two"));
  EXPECT_EQ(folder.read("a"), "two");
  EXPECT_EQ(folder.file_count(), 1U);
}

TEST(AtomicWrite, a_full_disk_keeps_the_old_file_and_leaves_nothing_half) {
  const ScratchFolder folder;
  folder.write("a", "old");
  Result<void> written;
  {
    const FullDisk full(1000);
    written = write_file(folder.path() / "a", std::string(5000, 'x'));
  }
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().rule, "F081");
  EXPECT_EQ(written.error().code, ErrorCode::kIo);
  EXPECT_EQ(folder.read("a"), "old");
  EXPECT_EQ(folder.file_count(), 1U);
}

TEST(AtomicWrite, a_folder_in_the_way_or_none_to_write_in_is_told) {
  const ScratchFolder folder;
  EXPECT_EQ(write_file(folder.path(), "x").error().rule, "F082");
  EXPECT_EQ(write_file(folder.path() / "no" / "a", "x").error().rule, "F080");
}

TEST(AtomicWrite, a_folder_of_files_appears_at_the_commit) {
  const ScratchFolder folder;
  const auto out = folder.path() / "x" / "out";
  {
    auto output = OutputFolder::open(out);
    ASSERT_TRUE(output);
    ASSERT_TRUE(output->add("plan.csv", "1"));
    ASSERT_TRUE(output->add("report.json", "2"));
    EXPECT_FALSE(std::filesystem::exists(out / "plan.csv"));
    ASSERT_TRUE(output->commit());
  }
  EXPECT_EQ(folder.read("x/out/plan.csv"), "1");
  EXPECT_EQ(folder.read("x/out/report.json"), "2");
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(out), {}), 2);
}

TEST(AtomicWrite, without_a_commit_files_and_made_folders_go_again) {
  const ScratchFolder folder;
  {
    auto output = OutputFolder::open(folder.path() / "x" / "out/");
    ASSERT_TRUE(output);
    ASSERT_TRUE(output->add("plan.csv", "1"));
  }
  EXPECT_EQ(folder.file_count(), 0U);
}

TEST(AtomicWrite, a_disk_that_fills_up_at_the_second_file_leaves_the_old_ones) {
  const ScratchFolder folder;
  folder.write("plan.csv", "old");
  {
    auto output = OutputFolder::open(folder.path());
    ASSERT_TRUE(output);
    ASSERT_TRUE(output->add("plan.csv", "new"));
    const FullDisk full(1000);
    EXPECT_EQ(output->add("report.html", std::string(5000, 'x')).error().rule, "F081");
  }
  EXPECT_EQ(folder.read("plan.csv"), "old");
  EXPECT_EQ(folder.file_count(), 1U);
}

TEST(AtomicWrite, a_rename_that_fails_takes_the_others_back) {
  const ScratchFolder folder;
  folder.write("a", "old");
  {
    auto output = OutputFolder::open(folder.path());
    ASSERT_TRUE(output);
    ASSERT_TRUE(output->add("a", "new"));
    ASSERT_TRUE(output->add("b", "new"));
    ASSERT_TRUE(output->add("c", "new"));
    // Meanwhile someone makes a folder of that name.
    std::filesystem::create_directory(folder.path() / "c");
    folder.write("c/inside", "");
    EXPECT_EQ(output->commit().error().rule, "F082");
  }
  EXPECT_EQ(folder.read("a"), "old");
  EXPECT_FALSE(std::filesystem::exists(folder.path() / "b"));
  EXPECT_EQ(folder.file_count(), 2U);
}

TEST(AtomicWrite, names_that_leave_the_folder_or_come_twice_are_refused) {
  const ScratchFolder folder;
  auto output = OutputFolder::open(folder.path());
  ASSERT_TRUE(output);
  for (const char* name : {"", ".", "..", "../a", "a/b"})
    EXPECT_EQ(output->add(name, "").error().rule, "F084") << name;
  ASSERT_TRUE(output->add("a", ""));
  EXPECT_EQ(output->add("a", "").error().rule, "F084");
}

TEST(AtomicWrite, a_file_where_the_folder_should_be_is_told) {
  const ScratchFolder folder;
  folder.write("out", "");
  EXPECT_EQ(OutputFolder::open(folder.path() / "out").error().rule, "F083");
  EXPECT_EQ(OutputFolder::open(folder.path() / "out" / "deep").error().rule, "F083");
}

}  // namespace
}  // namespace bailiwick::platform::files
