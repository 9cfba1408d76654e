// Goal: the job says what it did, writes in the transaction that ends it, and writes nothing when it fails. Method: its handler, called as a worker does.
#include "planning/assignment_job.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/support/assignment_world.hpp"

namespace bailiwick::planning {
namespace {

class AssignmentJobTest : public bailiwick::testing::AssignmentTest {};

TEST_P(AssignmentJobTest, NothingIsWrittenBeforeTheEnd) {
  const AccountId account = accounts.add(5, "NL");
  accounts.add(1, "NL");
  add(formula(north, "employees > 3"));
  const auto job = rules->activate(admin, today);
  ASSERT_TRUE(job);
  bailiwick::testing::JobContextOfTest context(*job);
  const auto outcome = queue->kind(job->kind)->run(context);
  ASSERT_TRUE(outcome) << outcome.error().message;
  const auto result = nlohmann::json::parse(outcome->result);
  EXPECT_EQ(result["accounts"], 2);
  EXPECT_EQ(result["gaps"], 1);
  EXPECT_EQ(territory_of(account, today), std::nullopt);
  EXPECT_EQ(run(*job), "");
  EXPECT_EQ(territory_of(account, today), north);
  EXPECT_EQ(rules->sets(admin)->at(0).job, job->id);
}

INSTANTIATE_TEST_SUITE_P(Both, AssignmentJobTest, bailiwick::testing::on_both(),
                         bailiwick::testing::dialect_name);

}  // namespace
}  // namespace bailiwick::planning
