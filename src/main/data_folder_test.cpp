// Goal: the data folder is private, locked, and its key is made once. Method: folders below the temporary one.
#include "main/data_folder.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>

namespace bailiwick {
namespace {

platform::config::Config config_for(const std::string& name) {
  platform::config::Config config;
  config.data_folder = ::testing::TempDir() + "/bailiwick_data_" + name;
  std::filesystem::remove_all(config.data_folder);
  return config;
}

mode_t mode_of(const std::string& path) {
  struct stat found = {};
  return stat(path.c_str(), &found) == 0 ? found.st_mode & 0777 : 0;
}

TEST(DataFolder, IsMadeForItsOwnerAlone) {
  const auto config = config_for("made");
  const auto folder = DataFolder::open(config, Hold::kShared);
  ASSERT_TRUE(folder);
  EXPECT_EQ(mode_of(config.data_folder), 0700U);
  EXPECT_TRUE(std::filesystem::is_directory(folder->path("scratch")));
}

TEST(DataFolder, SharedHoldersKeepOutWhoWantsItAlone) {
  const auto config = config_for("lock");
  {
    const auto server = DataFolder::open(config, Hold::kShared);
    ASSERT_TRUE(server);
    EXPECT_TRUE(DataFolder::open(config, Hold::kShared));
    const auto restore = DataFolder::open(config, Hold::kAlone);
    ASSERT_FALSE(restore);
    EXPECT_EQ(restore.error().rule, "X011");
  }
  EXPECT_TRUE(DataFolder::open(config, Hold::kAlone));
}

TEST(DataFolder, WhatIsNoFolderIsRefused) {
  auto config = config_for("file");
  std::ofstream(config.data_folder) << "x";
  const auto folder = DataFolder::open(config, Hold::kShared);
  ASSERT_FALSE(folder);
  EXPECT_EQ(folder.error().rule, "X010");
  std::filesystem::remove(config.data_folder);
}

TEST(SecretKey, IsMadeOnceAndReadAgain) {
  const auto config = config_for("key");
  const auto folder = DataFolder::open(config, Hold::kShared);
  const std::string file = secret_key_file(config);
  EXPECT_EQ(open_secret_key(file, false).error().rule, "X012");
  const auto made = open_secret_key(file, true);
  ASSERT_TRUE(made);
  EXPECT_EQ(mode_of(file), 0600U);
  EXPECT_EQ(open_secret_key(file, true), made);
  std::ofstream(file) << "short\n";
  EXPECT_EQ(open_secret_key(file, true).error().rule, "X012");
}

TEST(DatabaseLocation, IsInTheDataFolderUnlessItIsSet) {
  auto config = config_for("where");
  EXPECT_EQ(database_location(config), config.data_folder + "/bailiwick.db");
  config.database_location = "sqlite:/srv/b.db";
  EXPECT_EQ(database_file(config), "/srv/b.db");
  EXPECT_FALSE(is_postgres(config.database_location));
  EXPECT_TRUE(is_postgres("postgresql://host/name"));
}

}  // namespace
}  // namespace bailiwick
