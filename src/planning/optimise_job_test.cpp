// Goal: the job stores its best as an offer, also when it is stopped, and fails where the plan is gone. Method: the handler on both databases, with a
// context of the test.
#include "planning/optimise_job.hpp"

#include <gtest/gtest.h>

#include "tests/support/studio_world.hpp"

namespace bailiwick::planning {
namespace {

namespace support = bailiwick::testing;

using OptimiseJobTest = support::StudioTest;
INSTANTIATE_TEST_SUITE_P(Both, OptimiseJobTest, support::on_both(), support::dialect_name);

TEST_P(OptimiseJobTest, TellsHowFarItIsAndWhatItFound) {
  ASSERT_TRUE(move(planner_, plan_, at("u03"), {"u01"}));
  const auto asked =
      studio_->offers.ask(planner_, plan_, {.territories = {}, .seconds = 1.0, .balance = {}});
  ASSERT_TRUE(asked);
  support::JobContextOfTest context(asked->job);
  const auto outcome = queue_.kind(asked->job.kind)->run(context);
  ASSERT_TRUE(outcome) << outcome.error().message;
  EXPECT_NE(outcome->result.find(asked->offer.id.text()), std::string::npos);
  EXPECT_GT(context.fraction(), 0.5);
  EXPECT_TRUE(std::ranges::any_of(context.messages(), [](const std::string& message) {
    return message.find("Best so far") != std::string::npos;
  }));
}

TEST_P(OptimiseJobTest, APlanOfAnotherCompanyIsNotFound) {
  const auto asked =
      studio_->offers.ask(planner_, plan_, {.territories = {}, .seconds = 1.0, .balance = {}});
  platform::jobs::Job job = asked->job;
  job.tenant = TenantId(ids_.next());
  EXPECT_EQ(run(job), "P120");
}

}  // namespace
}  // namespace bailiwick::planning
