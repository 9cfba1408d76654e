// Goal: plans are made, found and refused as docs/errors/planning.md says, each change is told, and no company sees another's.
// Method: the service on both databases, with a data set of six units.
#include "planning/service.hpp"

#include <gtest/gtest.h>

#include "planning/migrations.hpp"
#include "planning/store.hpp"
#include "platform/audit/list.hpp"
#include "platform/audit/migrations.hpp"
#include "platform/events/migrations.hpp"
#include "platform/jobs/migrations.hpp"
#include "tests/support/planning_modules.hpp"
#include "tests/support/planning_world.hpp"
#include "tests/support/platform_world.hpp"

namespace bailiwick::planning {
namespace {

namespace audit = platform::audit;
namespace db = platform::db;
namespace events = platform::events;
namespace identity = platform::identity;
namespace jobs = platform::jobs;
namespace support = bailiwick::testing;
using identity::Role;

class PlanServiceTest : public support::PlatformTest {
 protected:
  PlanServiceTest()
      : PlatformTest({audit::audit_migrations(), jobs::jobs_migrations(),
                      events::events_migrations(), platform::identity::identity_migrations(),
                      alignment::alignment_migrations(), planning_migrations()}) {}

  void SetUp() override {
    PlatformTest::SetUp();
    if (IsSkipped() || HasFatalFailure()) return;
    queue_.add_kind(
        {.name = std::string(kDesignKind),
         .run = [](jobs::JobContext&) -> Result<jobs::JobOutcome> { return jobs::JobOutcome{}; }});
    service_.emplace(PlanningParts{database(), queue_, log_, outbox_, ids_, clock_.wall()});
    planner_ = support::somebody(tenant_, person_, Role::kPlanner);
    const auto added = service_->add_dataset(planner_, "Six", testing::units_csv("AAB\nAAB"));
    ASSERT_TRUE(added) << added.error().front().message;
    dataset_ = *added;
  }

  [[nodiscard]] NewPlan wanted() const {
    return {.name = "North",
            .dataset = dataset_.id,
            .territories = 2,
            .balance = {{"population", 0.1}},
            .seconds = 1.0,
            .seed = 1};
  }
  [[nodiscard]] identity::Principal stranger() {
    return support::somebody(TenantId(ids_.next()), person_, Role::kPlanner);
  }

  jobs::JobQueue queue_{clock_.wall(), ids_};
  audit::Log log_{clock_.wall(), audit::SealKey{7}};
  events::EventOutbox outbox_{clock_.wall(), ids_};
  std::optional<PlanService> service_;
  identity::Principal planner_;
  Dataset dataset_;
};
INSTANTIATE_TEST_SUITE_P(Both, PlanServiceTest, support::on_both(), support::dialect_name);

TEST_P(PlanServiceTest, ADataSetIsReadWhenItIsAdded) {
  EXPECT_EQ(dataset_.unit_count, 6);
  const auto all = service_->datasets(planner_);
  ASSERT_EQ(all.value().size(), 1U);
  EXPECT_EQ(all->front().name, "Six");
  EXPECT_EQ(all->front().measures.front(), "population");
  const auto bad = service_->add_dataset(planner_, " ", "unit,lon,lat\na,500,52\n");
  ASSERT_FALSE(bad);
  EXPECT_EQ(bad.error().front().rule, "P053");
  EXPECT_GE(bad.error().size(), 2U);  // and what is wrong with the row
}

TEST_P(PlanServiceTest, ANewPlanIsADraftWithItsJob) {
  const auto made = service_->create(planner_, wanted());
  ASSERT_TRUE(made) << made.error().front().message;
  EXPECT_EQ(made->plan.state, PlanState::kDraft);
  EXPECT_EQ(made->job.kind, kDesignKind);
  EXPECT_EQ(made->plan.job, made->job.id);
  const auto found = service_->plan(planner_, made->plan.id);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->name, "North");
  EXPECT_EQ(found->unit_count, 6);
  const auto logged = read(
      [&](db::Connection& connection) { return audit::list(connection, tenant_, {.limit = 10}); });
  ASSERT_EQ(logged.value().size(), 2U);
  EXPECT_EQ(logged->front().action, "plan.created");
}

TEST_P(PlanServiceTest, EveryMistakeIsToldAtOnce) {
  NewPlan bad = wanted();
  bad.name = "";
  bad.territories = 7;
  bad.balance = {{"populatoin", 0.1}, {"beds", 0.0}};
  const auto refused = service_->create(planner_, bad);
  ASSERT_FALSE(refused);
  EXPECT_EQ(testing::rules_of(refused.error()), "P053 P055 P055 P054");
  EXPECT_NE(refused.error().back().message.find("population"), std::string::npos);
  bad = wanted();
  bad.dataset = DatasetId(ids_.next());
  EXPECT_EQ(testing::rules_of(service_->create(planner_, bad).error()), "P051");
}

TEST_P(PlanServiceTest, PlansComeInPages) {
  for (int i = 0; i < 3; ++i) ASSERT_TRUE(service_->create(planner_, wanted()));
  const auto first = service_->plans(planner_, std::nullopt, 2);
  ASSERT_EQ(first.value().items.size(), 2U);
  ASSERT_TRUE(first->next);
  const auto rest = service_->plans(planner_, first->next, 2);
  ASSERT_EQ(rest.value().items.size(), 1U);
  EXPECT_FALSE(rest->next);
}

TEST_P(PlanServiceTest, OthersAreRefused) {
  const auto made = service_->create(planner_, wanted());
  ASSERT_TRUE(made);
  auto rep = planner_;
  rep.permissions.clear();
  EXPECT_EQ(service_->plans(rep, std::nullopt, 9).error().rule, "I001");
  EXPECT_EQ(service_->plan(rep, made->plan.id).error().rule, "I001");
  EXPECT_EQ(service_->territories(rep, made->plan.id).error().rule, "I001");
  EXPECT_EQ(service_->datasets(rep).error().rule, "I001");
  EXPECT_EQ(service_->create(rep, wanted()).error().front().rule, "I001");
  EXPECT_EQ(service_->add_dataset(rep, "Six", "").error().front().rule, "I001");

  const auto other = stranger();
  EXPECT_EQ(service_->plan(other, made->plan.id).error().rule, "P050");
  EXPECT_EQ(service_->territories(other, made->plan.id).error().rule, "P050");
  EXPECT_EQ(service_->create(other, wanted()).error().front().rule, "P051");
  EXPECT_TRUE(service_->datasets(other)->empty());
}

}  // namespace
}  // namespace bailiwick::planning
