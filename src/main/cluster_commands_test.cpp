// Goal: a cluster of two databases is made and a company moved, by the commands. Method: two databases of a private PostgreSQL server.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "main/modules.hpp"
#include "tests/support/command_said.hpp"
#include "tests/support/databases.hpp"

namespace bailiwick {
namespace {

using testing::command_said;

TEST(ClusterCommands, AFileIsNoCluster) {
  const testing::DatabaseFolder folder;
  ASSERT_EQ(command_said({"migrate", "--data", folder.file("data")}).code, 0);
  const auto answer = command_said({"cluster", "init", "first", "--data", folder.file("data")});
  EXPECT_NE(answer.code, 0);
  EXPECT_NE(answer.err.find("D040"), std::string::npos) << answer.err;
  const auto none = command_said({"cluster", "nodes", "--data", folder.file("data")});
  EXPECT_EQ(none.code, 0) << none.err;
}

TEST(ClusterCommands, NodesAreAddedAndCompaniesMoved) {
  if (auto why = testing::why_not(platform::db::Dialect::kPostgres)) GTEST_SKIP() << *why;
  auto first = testing::make_database(platform::db::Dialect::kPostgres, all_migrations());
  auto second = testing::make_database(platform::db::Dialect::kPostgres);
  ASSERT_TRUE(first.database) << first.fault;
  ASSERT_TRUE(second.database) << second.fault;
  const testing::DatabaseFolder folder;
  const auto said = [&](std::vector<std::string> words) {
    words.insert(words.end(), {"--data", folder.file("data"), "--set",
                               "database.location=" + first.options.location});
    return command_said(words);
  };
  setenv("BAILIWICK_PASSWORD", "territory-map-42-green", 1);
  const auto company =
      said({"user", "add", "kim@example.com", "--name", "Kim", "--company", "Example", "--json"});
  unsetenv("BAILIWICK_PASSWORD");
  ASSERT_EQ(company.code, 0) << company.err;
  const std::string tenant = nlohmann::json::parse(company.out)["tenant"];
  ASSERT_EQ(said({"cluster", "init", "first"}).code, 0);
  const auto added = said({"cluster", "add-node", "second", second.options.location});
  ASSERT_EQ(added.code, 0) << added.err;
  const auto moved = said({"cluster", "move-tenant", tenant, "second"});
  EXPECT_EQ(moved.code, 0) << moved.err;
  const auto nodes = nlohmann::json::parse(said({"cluster", "nodes", "--json"}).out);
  ASSERT_EQ(nodes.size(), 2U);
  EXPECT_EQ(nodes[1]["tenants"], 1);
  EXPECT_NE(said({"cluster", "move-tenant", "nobody", "second"}).err.find("X052"),
            std::string::npos);
}

}  // namespace
}  // namespace bailiwick
