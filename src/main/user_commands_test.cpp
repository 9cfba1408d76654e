// Goal: the operator makes the first company, invites, sets passwords, shuts people out and lets them in again.
#include <gtest/gtest.h>

#include <cstdlib>
#include <nlohmann/json.hpp>

#include "tests/support/command_said.hpp"
#include "tests/support/databases.hpp"

namespace bailiwick {
namespace {

using nlohmann::json;
using testing::command_said;

class UserCommands : public ::testing::Test {
 protected:
  void SetUp() override { setenv("BAILIWICK_PASSWORD", "territory-map-42-green", 1); }
  void TearDown() override { unsetenv("BAILIWICK_PASSWORD"); }
  testing::CommandSaid said(std::vector<std::string> words) {
    words.insert(words.end(), {"--data", folder_.file("data")});
    return command_said(words);
  }
  void make_company() {
    const auto made =
        said({"user", "add", "kim@example.com", "--name", "Kim", "--company", "Example"});
    ASSERT_EQ(made.code, 0) << made.err;
  }
  testing::DatabaseFolder folder_;
};

TEST_F(UserCommands, TheFirstCompanyAndItsPeople) {
  EXPECT_NE(said({"user", "list"}).out.find("nobody yet"), std::string::npos);
  make_company();
  const auto invited =
      said({"user", "add", "lee@example.com", "--name", "Lee", "--roles", "planner,manager"});
  ASSERT_EQ(invited.code, 0) << invited.err;
  EXPECT_NE(invited.out.find("/invitation?token="), std::string::npos) << invited.out;
  EXPECT_EQ(invited.out.rfind("Lee (lee@example.com) is invited to Example as planner,manager.", 0),
            0U)
      << invited.out;
  const json people = json::parse(said({"user", "list", "--json"}).out);
  ASSERT_EQ(people.size(), 2U);
  EXPECT_EQ(people[0]["roles"], "admin");
  EXPECT_EQ(people[1]["roles"], "planner,manager");
  EXPECT_EQ(people[1]["status"], "invited");
  const json told =
      json::parse(said({"user", "add", "ann@example.com", "--name", "Ann", "--json"}).out);
  EXPECT_EQ(told["email"], "ann@example.com");
  EXPECT_EQ(told["name"], "Ann");
  EXPECT_EQ(told["roles"], "planner");
  EXPECT_EQ(told["company"], "Example");
  EXPECT_NE(told["link"].get<std::string>().find("/invitation?token="), std::string::npos);
}

TEST_F(UserCommands, PeopleAreShutOutAndLetIn) {
  make_company();
  const auto last = said({"user", "deactivate", "kim@example.com"});
  EXPECT_NE(last.err.find("I025"), std::string::npos)
      << "the last administrator stays " << last.err;
  EXPECT_EQ(said({"user", "password", "kim@example.com"}).code, 0);
  const auto unknown = said({"user", "deactivate", "nobody@example.com"});
  EXPECT_NE(unknown.code, 0);
  EXPECT_NE(unknown.err.find("X050"), std::string::npos);
}

TEST_F(UserCommands, WhatIsMissingOrWrongIsSaid) {
  const auto early = said({"user", "add", "lee@example.com", "--name", "Lee"});
  EXPECT_NE(early.err.find("X052"), std::string::npos) << early.err;
  make_company();
  const auto role = said({"user", "add", "lee@example.com", "--name", "Lee", "--roles", "boss"});
  EXPECT_NE(role.err.find("X051"), std::string::npos);
  const auto address = said({"user", "add", "lee", "--name", "Lee"});
  EXPECT_NE(address.code, 0);
  setenv("BAILIWICK_PASSWORD", "short", 1);
  EXPECT_NE(said({"user", "password", "kim@example.com"}).err.find("I03"), std::string::npos);
}

}  // namespace
}  // namespace bailiwick
