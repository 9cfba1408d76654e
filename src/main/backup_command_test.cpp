// Goal: a backup is made, checked and put in place from the command line. Method: two data folders of the test.
#include <gtest/gtest.h>

#include "tests/support/command_said.hpp"
#include "tests/support/databases.hpp"

namespace bailiwick {
namespace {

using testing::command_said;

TEST(BackupCommand, ABackupIsCheckedAndRestoredElsewhere) {
  const testing::DatabaseFolder folder;
  const std::string data = folder.file("data");
  const std::string backup = folder.file("backup");
  ASSERT_EQ(command_said({"migrate", "--data", data}).code, 0);
  const auto made = command_said({"backup", backup, "--data", data});
  EXPECT_EQ(made.code, 0) << made.err;
  EXPECT_EQ(command_said({"backup", backup, "--data", data}).code, 6);
  EXPECT_EQ(command_said({"restore", backup, "--check", "--data", data}).code, 0);
  const std::string other = folder.file("other");
  const auto restored = command_said({"restore", backup, "--data", other, "--json"});
  EXPECT_EQ(restored.code, 0) << restored.err;
  EXPECT_NE(restored.out.find("\"sha256\""), std::string::npos);
  EXPECT_EQ(command_said({"migrate", "--check", "--data", other}).code, 0);
  const auto again = command_said({"restore", backup, "--data", other});
  EXPECT_EQ(again.code, 6);
  EXPECT_NE(again.err.find("--force"), std::string::npos);
}

TEST(BackupCommand, PostgresHasItsOwnTools) {
  const testing::DatabaseFolder folder;
  const auto answer = command_said({"restore", folder.file("b"), "--data", folder.file("data"),
                                    "--set", "database.location=postgresql://127.0.0.1:1/none"});
  EXPECT_EQ(answer.code, 3);
  EXPECT_NE(answer.err.find("X025"), std::string::npos) << answer.err;
}

TEST(BackupCommand, WithoutADatabaseThereIsNothingToCopy) {
  const testing::DatabaseFolder folder;
  EXPECT_NE(command_said({"backup", folder.file("b"), "--data", folder.file("data")}).code, 0);
}

}  // namespace
}  // namespace bailiwick
