// Goal: who may read plans hears of one that changed, and nobody else. Method: the outbox's row on both databases.
#include "planning/plan_events.hpp"

#include <gtest/gtest.h>

#include "tests/support/studio_world.hpp"

namespace bailiwick::planning {
namespace {

namespace support = bailiwick::testing;

using PlanEventsTest = support::StudioTest;
INSTANTIATE_TEST_SUITE_P(Both, PlanEventsTest, support::on_both(), support::dialect_name);

TEST_P(PlanEventsTest, APlanIsToldWithItsState) {
  Plan plan = made_plan_.plan;
  plan.state = PlanState::kApproved;
  ASSERT_TRUE(write([&](platform::db::Connection& connection) {
    return tell_plan(connection, outbox_, tenant_, plan);
  }));
  std::string last;
  ASSERT_TRUE(read([&](platform::db::Connection& connection) {
    return connection.query("SELECT data FROM event WHERE tenant_id = $1 AND name = 'plan.updated'",
                            {tenant_}, [&](const platform::db::Row& row) { last = row.text(0); });
  }));
  EXPECT_NE(last.find("approved"), std::string::npos) << last;
  EXPECT_NE(last.find(plan.id.text()), std::string::npos);
}

}  // namespace
}  // namespace bailiwick::planning
