// Goal: a node's location may hold any password and any number of hosts without leaving its place in the statements. That reports see all
// nodes is tested in cluster_test.cpp.
#include "platform/db/cluster_reports.hpp"

#include <gtest/gtest.h>

#include <string>

#include "platform/db/directory.hpp"
#include "tests/support/databases.hpp"

namespace bailiwick::platform::db {
namespace {

TEST(ClusterReports, a_location_is_quoted_wherever_it_goes) {
  if (auto why = testing::why_not(Dialect::kPostgres)) GTEST_SKIP() << *why;
  const std::vector<MigrationModule> modules = {db_migrations()};
  const auto made = testing::make_database(Dialect::kPostgres, modules);
  ASSERT_TRUE(made.database) << made.fault;
  // IMPORT FOREIGN SCHEMA wants the other side, so the far node is this database under a hostile password, which trust does not read.
  std::string location = made.options.location;
  location.insert(location.find('@'), ":a'b%27;DROP%20TABLE%20cluster_node;--");
  const auto linked = made.database->write([&](Connection& c) -> Result<void> {
    EXPECT_TRUE(c.execute("INSERT INTO cluster_node VALUES ('far', $1, 1)", {location}));
    return link_reports(c);
  });
  ASSERT_TRUE(linked) << linked.error().message;
  std::string options;
  EXPECT_TRUE(made.database->read([&](Connection& c) {
    return c.query(
        "SELECT array_to_string(umoptions, ' ') FROM pg_user_mappings WHERE srvname = 'node_far'",
        {}, [&](const Row& row) { options = row.text(0); });
  }));
  EXPECT_NE(options.find("a'b';DROP TABLE cluster_node;--"), std::string::npos) << options;
}

}  // namespace
}  // namespace bailiwick::platform::db
