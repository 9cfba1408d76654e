// Goal: commands on an installation report wrong settings and a broken installation before they do anything.
#include "main/application_command.hpp"

#include <gtest/gtest.h>

#include "tests/support/command_said.hpp"
#include "tests/support/databases.hpp"

namespace bailiwick {
namespace {

using testing::command_said;

TEST(ApplicationCommand, AWrongSettingIsReportedAsJsonWhereAsked) {
  const auto answer = command_said({"user", "list", "--set", "server.prot=1", "--json"});
  EXPECT_NE(answer.code, 0);
  EXPECT_NE(answer.out.find("server.port"), std::string::npos) << answer.out;
}

TEST(ApplicationCommand, ABrokenDatabaseIsReported) {
  const testing::DatabaseFolder folder;
  ASSERT_EQ(command_said({"migrate", "--data", folder.file("data")}).code, 0);
  folder.write("data/bailiwick.db", "this is no database at all, whatever its name says");
  const auto answer = command_said({"user", "list", "--data", folder.file("data")});
  EXPECT_NE(answer.code, 0);
  EXPECT_NE(answer.err.find("D003"), std::string::npos) << answer.err;
}

}  // namespace
}  // namespace bailiwick
