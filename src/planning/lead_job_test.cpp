// Goal: the job runs when it is due and comes back when it is to. Method: the job that an arrival queued, run as a worker would.
#include "planning/lead_job.hpp"

#include <gtest/gtest.h>

#include "tests/support/lead_world.hpp"

namespace bailiwick::planning {
namespace {

class LeadJobTest : public bailiwick::testing::LeadTest {};

TEST_P(LeadJobTest, ItSendsLateLeadsOnAndComesBackForTheNext) {
  put_policy([](LeadPolicy& policy) { policy.minutes = 60; });
  const crm::Record lead = arrive();
  const auto first = owner_of(lead);
  pass(61);
  const platform::jobs::Job job{.tenant = admin.tenant, .kind = std::string(kLeadSweepKind)};
  bailiwick::testing::JobContextOfTest context(job);
  const auto* kind = queue->kind(kLeadSweepKind);
  ASSERT_NE(kind, nullptr);
  EXPECT_TRUE(kind->is_internal);
  const auto outcome = kind->run(context);
  ASSERT_TRUE(outcome) << outcome.error().message;
  EXPECT_NE(owner_of(lead), first);
  EXPECT_EQ(outcome->again_at, world->now.plus_seconds(3'600).plus_millis(1));
}

INSTANTIATE_TEST_SUITE_P(Both, LeadJobTest, bailiwick::testing::on_both(),
                         bailiwick::testing::dialect_name);

}  // namespace
}  // namespace bailiwick::planning
