// Goal: what is older than it is kept for goes, what is younger stays.
#include "main/housekeeping.hpp"

#include <gtest/gtest.h>

#include "main/application.hpp"
#include "tests/support/demo_company.hpp"
#include "tests/support/platform_world.hpp"

namespace bailiwick {
namespace {

std::int64_t events_in(platform::db::Database& database) {
  const auto count = database.read([](platform::db::Connection& connection) {
    return platform::db::query_one(connection, "SELECT COUNT(*) FROM event", {},
                                   [](const platform::db::Row& row) { return row.int64(0); });
  });
  return count.value().value_or(-1);
}

TEST(Housekeeping, RemovesOldEventsAndKeepsYoungOnes) {
  const testing::DemoCompany installed;
  ASSERT_TRUE(installed) << installed.fault();
  platform::db::Database& database = installed->database();
  const std::int64_t before = events_in(database);
  ASSERT_GT(before, 0);
  testing::TestClock clock;
  const platform::identity::oidc::OidcSignIn oidc(installed->identity().environment, {}, {});
  const auto work = housekeeping({.privacy = installed->identity().privacy,
                                  .oidc = oidc,
                                  .idempotency = *installed->idempotency(),
                                  .imports = installed->imports(),
                                  .market = installed->market_models(),
                                  .assignment = installed->assignment(),
                                  .digests = installed->digests(),
                                  .now = clock.wall()});
  for (const auto& task : work) EXPECT_TRUE(task(database));
  EXPECT_EQ(events_in(database), before);
  clock.put_forward((kEventsKeptDays + 1) * 24 * 3600);
  for (const auto& task : work) EXPECT_TRUE(task(database));
  EXPECT_EQ(events_in(database), 0);
}

}  // namespace
}  // namespace bailiwick
