// Goal: a check changes nothing, a migration makes the tables once. Method: the command on a data folder of the test.
#include <gtest/gtest.h>

#include "tests/support/command_said.hpp"
#include "tests/support/databases.hpp"

namespace bailiwick {
namespace {

using testing::command_said;

TEST(MigrateCommand, ACheckSaysWhatIsPendingAndAMigrationAppliesIt) {
  const testing::DatabaseFolder folder;
  const std::string data = folder.file("data");
  const auto pending = command_said({"migrate", "--check", "--data", data});
  EXPECT_EQ(pending.code, 1) << pending.err;
  EXPECT_NE(pending.out.find("pending planning 001 plans"), std::string::npos) << pending.out;
  const auto applied = command_said({"migrate", "--data", data, "--json"});
  EXPECT_EQ(applied.code, 0) << applied.err;
  EXPECT_NE(applied.out.find("\"applied\":[{"), std::string::npos) << applied.out;
  EXPECT_EQ(command_said({"migrate", "--check", "--data", data}).code, 0);
}

TEST(MigrateCommand, AFolderThatCannotBeUsedIsSaid) {
  const auto answer = command_said({"migrate", "--data", "/proc/nowhere"});
  EXPECT_EQ(answer.code, 5);
  EXPECT_NE(answer.err.find("X010"), std::string::npos) << answer.err;
}

}  // namespace
}  // namespace bailiwick
