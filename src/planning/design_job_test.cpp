// Goal: a job fills its plan, tells how far it is, and leaves nothing on disk. Method: the handler run on a data set of eight
// units, with a context of the test; the worker itself is tested in platform/jobs.
#include "planning/design_job.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "planning/board_service.hpp"
#include "planning/store.hpp"
#include "tests/support/plan_jobs_world.hpp"

namespace bailiwick::planning {
namespace {

namespace db = platform::db;
namespace jobs = platform::jobs;
namespace support = bailiwick::testing;

using Context = support::JobContextOfTest;
using DesignJobTest = support::PlanJobsTest;
INSTANTIATE_TEST_SUITE_P(Both, DesignJobTest, support::on_both(), support::dialect_name);

TEST_P(DesignJobTest, APlanIsFilled) {
  Context context(made_plan_.job);
  const auto outcome = design_.run(context);
  ASSERT_TRUE(outcome) << outcome.error().message;
  EXPECT_EQ(nlohmann::json::parse(outcome->result)["plan"], made_plan_.plan.id.text());
  EXPECT_GT(context.fraction(), 0.9);
  EXPECT_FALSE(context.messages().empty());
  EXPECT_TRUE(std::filesystem::is_empty(folder_.path(".")));
  ASSERT_TRUE(write([&](db::Connection& connection) { return outcome->save(connection); }));

  const auto plan = service_->plan(planner_, made_plan_.plan.id);
  ASSERT_TRUE(plan);
  EXPECT_EQ(plan->territory_count, 2);
  EXPECT_TRUE(nlohmann::json::parse(plan->summary.value())["is_feasible"].get<bool>());
  const auto territories = service_->territories(planner_, made_plan_.plan.id);
  ASSERT_EQ(territories.value().size(), 2U);
  EXPECT_EQ(territories->front().unit_count, 4);
  const BoardDesks desks({database(), queue_, log_, outbox_, ids_, clock_.wall()});
  const BoardService boards({database(), queue_, log_, outbox_, ids_, clock_.wall()}, desks);
  const auto csv = boards.file(planner_, made_plan_.plan.id, store::kUnitsFile);
  EXPECT_EQ(std::count(csv.value().begin(), csv.value().end(), '\n'), 9);
}

TEST_P(DesignJobTest, APlanThatIsGoneFailsTheJob) {
  jobs::Job job = made_plan_.job;
  job.tenant = TenantId(ids_.next());  // of another company: there is no such plan
  Context context(job);
  const auto outcome = design_.run(context);
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().rule, "P050");
}

}  // namespace
}  // namespace bailiwick::planning
