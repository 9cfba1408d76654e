// Goal: a token made on the command line opens the API for what its scopes say, and not a moment longer than it is good.
#include <gtest/gtest.h>

#include <cstdlib>
#include <nlohmann/json.hpp>

#include "tests/support/platform_world.hpp"
#include "tests/support/served.hpp"

namespace bailiwick {
namespace {

using nlohmann::json;
using testing::command_said;

TEST(TokenCommands, ATokenIsMadeUsedAndRevoked) {
  const testing::DatabaseFolder folder;
  const std::string data = folder.file("data");
  setenv("BAILIWICK_PASSWORD", "territory-map-42-green", 1);
  ASSERT_EQ(command_said({"user", "add", "kim@example.com", "--name", "Kim", "--company", "Example",
                          "--data", data})
                .code,
            0);
  unsetenv("BAILIWICK_PASSWORD");
  const auto made = command_said({"token", "add", "kim@example.com", "--name", "export", "--scopes",
                                  "plans.read", "--data", data, "--json"});
  ASSERT_EQ(made.code, 0) << made.err;
  const json token = json::parse(made.out);
  testing::Served served({}, data);
  ASSERT_NE(served.port(), 0) << served.said();
  testing::Browser script(served.port());
  const std::string header = "Authorization: Bearer " + token["secret"].get<std::string>() + "\r\n";
  EXPECT_EQ(script.ask("GET", "/api/v1/plans", "", header).status, 200);
  EXPECT_EQ(script.ask("GET", "/api/v1/people", "", header).status, 403);
  const auto list = command_said({"token", "list", "kim@example.com", "--data", data});
  EXPECT_NE(list.out.find("export"), std::string::npos);
  EXPECT_EQ(list.out.find(token["secret"].get<std::string>()), std::string::npos);
  const auto revoked = command_said(
      {"token", "revoke", "kim@example.com", token["id"].get<std::string>(), "--data", data});
  EXPECT_EQ(revoked.code, 0) << revoked.err;
  EXPECT_TRUE(testing::becomes_true([&] {
    return script.ask("GET", "/api/v1/plans", "", header).status == 401;
  })) << "another process' revocation is heard of soon";
}

TEST(TokenCommands, WrongScopesDaysAndIdsAreSaidTogether) {
  const testing::DatabaseFolder folder;
  const auto wrong = command_said({"token", "add", "kim@example.com", "--scopes", "everything",
                                   "--days", "9999", "--data", folder.file("data")});
  EXPECT_NE(wrong.err.find("X054"), std::string::npos) << wrong.err;
  EXPECT_NE(wrong.err.find("X055"), std::string::npos) << wrong.err;
  const auto id =
      command_said({"token", "revoke", "kim@example.com", "mine", "--data", folder.file("data")});
  EXPECT_NE(id.err.find("X056"), std::string::npos);
}

}  // namespace
}  // namespace bailiwick
