// Goal: an installation is made on first use, and a backup is taken before an older one is changed. Method: a data folder of the test.
#include "main/installation.hpp"

#include <gtest/gtest.h>

#include <filesystem>

#include "main/backup.hpp"
#include "main/modules.hpp"
#include "tests/support/databases.hpp"

namespace bailiwick {
namespace {

namespace db = platform::db;

TEST(Installation, IsMadeOnFirstUseWithoutABackup) {
  const testing::DatabaseFolder folder;
  platform::config::Config config;
  config.data_folder = folder.file("data");
  const auto made = open_installation(config, Migrate::kYes);
  ASSERT_TRUE(made) << made.error().message;
  EXPECT_TRUE(db::pending_migrations(*made->database, all_migrations())->empty());
  EXPECT_TRUE(std::filesystem::is_empty(made->folder.path("backups")));
}

TEST(Installation, AnOlderDatabaseIsBackedUpBeforeItIsChanged) {
  const testing::DatabaseFolder folder;
  platform::config::Config config;
  config.data_folder = folder.file("data");
  auto made = open_installation(config, Migrate::kNo);
  ASSERT_TRUE(made) << made.error().message;
  auto earlier = all_migrations();
  // As if the last module had come later.
  if (earlier.size() > 1) {
    earlier.pop_back();
    ASSERT_TRUE(db::migrate(*made->database, earlier));
    const auto migrated = migrate_database(*made->database, made->folder);
    ASSERT_TRUE(migrated) << migrated.error().message;
    EXPECT_FALSE(migrated->applied.empty());
    EXPECT_TRUE(verify_backup(migrated->backup));
  }
  const auto again = migrate_database(*made->database, made->folder);
  ASSERT_TRUE(again);
}

}  // namespace
}  // namespace bailiwick
