// Goal: `bailiwick doctor` says what it found, and its exit code says whether something is at fault.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/support/command_said.hpp"
#include "tests/support/databases.hpp"

namespace bailiwick {
namespace {

TEST(DoctorCommand, ExitCodesFollowTheFindings) {
  const testing::DatabaseFolder folder;
  const std::string data = folder.file("data");
  const auto empty = testing::command_said({"doctor", "--data", data, "--set", "server.port=0"});
  EXPECT_EQ(empty.code, 1);
  EXPECT_NE(empty.out.find("fault"), std::string::npos);
  ASSERT_EQ(testing::command_said({"user", "list", "--data", data}).code, 0);
  const auto sound =
      testing::command_said({"doctor", "--data", data, "--set", "server.port=0", "--json"});
  EXPECT_EQ(sound.code, 0) << sound.out;
  const auto findings = nlohmann::json::parse(sound.out);
  EXPECT_EQ(findings[0]["subject"], "data folder");
}

}  // namespace
}  // namespace bailiwick
