// Goal: a backup restored elsewhere is equal, and a damaged one is never put in place. Method: a small database with rows.
#include "main/backup.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "main/modules.hpp"
#include "tests/support/databases.hpp"

namespace bailiwick {
namespace {

namespace db = platform::db;

class BackupTest : public ::testing::Test {
 protected:
  void SetUp() override {
    made_ = testing::make_database(db::Dialect::kSqlite, all_migrations());
    ASSERT_TRUE(made_.database) << made_.fault;
    folder_ = made_.folder->file("backup");
    target_ = made_.folder->file("restored.db");
    add("one");
  }

  void add(const char* name) {
    const auto added = made_.database->write([&](db::Connection& c) -> Result<void> {
      const Uuid id{.bytes = {static_cast<std::uint8_t>(++count_)}};
      const auto done = c.execute(
          "INSERT INTO dataset (tenant_id, dataset_id, name, unit_count, measures, units_csv, "
          "created_at) VALUES "
          "($1, $2, $3, 1, '[]', $4, $5)",
          {id, id, name, db::Bytes{1, 2}, Instant(0)});
      if (!done) return tl::unexpected(done.error());
      return {};
    });
    ASSERT_TRUE(added) << added.error().message;
  }

  testing::TestDatabase made_;
  std::string folder_;
  std::string target_;
  int count_ = 0;
};

TEST_F(BackupTest, ARestoreHasWhatTheBackupHadAndNothingLater) {
  const auto manifest = make_backup(*made_.database, folder_, Instant(1));
  ASSERT_TRUE(manifest) << manifest.error().message;
  EXPECT_EQ(manifest->rows.at("dataset"), 1);
  EXPECT_EQ(manifest->migrations.at("planning"), 10);
  add("two");
  const auto restored = restore_backup({folder_, target_, false});
  ASSERT_TRUE(restored) << restored.error().message;
  const auto copy = db::open_database({.location = target_, .readers = 1, .may_create = false});
  ASSERT_TRUE(copy);
  const auto names = (*copy)->read([](db::Connection& c) {
    return db::query_all(c, "SELECT name FROM dataset", {},
                         [](const db::Row& row) { return std::string(row.text(0)); });
  });
  EXPECT_EQ(names.value(), std::vector<std::string>{"one"});
}

TEST_F(BackupTest, AFolderWithFilesIsNotOverwritten) {
  ASSERT_TRUE(make_backup(*made_.database, folder_, Instant(1)));
  EXPECT_EQ(make_backup(*made_.database, folder_, Instant(1)).error().rule, "X020");
}

TEST_F(BackupTest, ADatabaseIsReplacedOnlyByForceAndKept) {
  ASSERT_TRUE(make_backup(*made_.database, folder_, Instant(1)));
  std::ofstream(target_) << "mine";
  EXPECT_EQ(restore_backup({folder_, target_, false}).error().rule, "X023");
  ASSERT_TRUE(restore_backup({folder_, target_, true}));
  EXPECT_TRUE(std::filesystem::exists(target_ + ".replaced"));
}

TEST_F(BackupTest, ADamagedCopyIsRefused) {
  ASSERT_TRUE(make_backup(*made_.database, folder_, Instant(1)));
  std::fstream file(folder_ + "/bailiwick.db", std::ios::in | std::ios::out | std::ios::binary);
  file.seekp(5'000);
  file.put('x');
  file.close();
  EXPECT_EQ(verify_backup(folder_).error().rule, "X022");
  EXPECT_EQ(restore_backup({folder_, target_, false}).error().rule, "X022");
  EXPECT_FALSE(std::filesystem::exists(target_));
}

TEST_F(BackupTest, WithoutAManifestThereIsNoBackup) {
  ASSERT_TRUE(make_backup(*made_.database, folder_, Instant(1)));
  std::filesystem::remove(folder_ + "/manifest.json");
  EXPECT_EQ(verify_backup(folder_).error().rule, "X021");
}

}  // namespace
}  // namespace bailiwick
