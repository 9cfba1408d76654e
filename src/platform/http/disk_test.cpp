// Goal: uploads reach the disk whole and leave nothing behind; a full disk is told as such.
#include "platform/http/disk.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

namespace bailiwick::platform::http {
namespace {

std::string folder() { return std::filesystem::temp_directory_path().string(); }

TEST(Disk, an_upload_is_stored_and_then_gone) {
  std::string path;
  {
    UploadFile upload;
    ASSERT_TRUE(upload.create(folder(), 10, 0));
    ASSERT_TRUE(upload.append("hello "));
    ASSERT_TRUE(upload.append("world"));
    upload.finish();
    path = upload.path();
    std::ifstream in(path);
    EXPECT_EQ(std::string(std::istreambuf_iterator<char>(in), {}), "hello world");
    EXPECT_EQ(std::filesystem::status(path).permissions(),
              std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  }
  EXPECT_FALSE(std::filesystem::exists(path));
}

TEST(Disk, a_disk_without_room_refuses) {
  UploadFile announced;
  EXPECT_EQ(announced.create(folder(), std::uint64_t{1} << 60, 0).error().rule, "H038");
  UploadFile kept;
  EXPECT_EQ(kept.create(folder(), 0, std::uint64_t{1} << 60).error().rule, "H038");
  UploadFile nowhere;
  EXPECT_EQ(nowhere.create("/proc/nowhere", 0, 0).error().rule, "H039");
}

TEST(Disk, a_download_is_read_in_pieces) {
  const auto path =
      std::filesystem::temp_directory_path() / ("bailiwick_disk_" + std::to_string(getpid()));
  std::ofstream(path) << "0123456789";
  DownloadFile file;
  ASSERT_TRUE(file.open(path.string()));
  EXPECT_EQ(file.size(), 10U);
  std::string piece;
  EXPECT_TRUE(file.read(3, 4, piece));
  EXPECT_EQ(piece, "3456");
  EXPECT_FALSE(file.read(8, 4, piece));
  std::filesystem::remove(path);
  DownloadFile gone;
  EXPECT_EQ(gone.open(path.string()).error().rule, "H047");
  DownloadFile directory;
  EXPECT_EQ(directory.open(folder()).error().rule, "H047");
}

}  // namespace
}  // namespace bailiwick::platform::http
