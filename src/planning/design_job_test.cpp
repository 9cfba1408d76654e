// Goal: a job fills its plan, tells how far it is, and leaves nothing on disk. Method: the handler run on a data set of eight
// units, with a context of the test; the worker itself is tested in platform/jobs.
#include "planning/design_job.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <mutex>
#include <nlohmann/json.hpp>

#include "planning/migrations.hpp"
#include "planning/store.hpp"
#include "platform/audit/migrations.hpp"
#include "platform/events/migrations.hpp"
#include "platform/jobs/migrations.hpp"
#include "tests/support/planning_world.hpp"
#include "tests/support/platform_world.hpp"

namespace bailiwick::planning {
namespace {

namespace audit = platform::audit;
namespace db = platform::db;
namespace events = platform::events;
namespace jobs = platform::jobs;
namespace support = bailiwick::testing;

class Context final : public jobs::JobContext {
 public:
  explicit Context(jobs::Job job) : job_(std::move(job)) {}
  [[nodiscard]] const jobs::Job& job() const override { return job_; }
  void progress(double fraction, std::string_view message) override {
    const std::lock_guard lock(mutex_);
    fraction_ = std::max(fraction_, fraction);
    messages_.emplace_back(message);
  }
  [[nodiscard]] Budget budget_of(Seconds duration) override { return Budget::deadline(duration); }
  [[nodiscard]] Budget budget_of_iterations(std::int64_t limit) override {
    return Budget::iterations(limit);
  }
  [[nodiscard]] bool is_stopping() const override { return false; }

  [[nodiscard]] double fraction() const { return fraction_; }
  [[nodiscard]] const std::vector<std::string>& messages() const { return messages_; }

 private:
  jobs::Job job_;
  std::mutex mutex_;
  double fraction_ = 0.0;
  std::vector<std::string> messages_;
};

class DesignJobTest : public support::PlatformTest {
 protected:
  DesignJobTest()
      : PlatformTest({audit::audit_migrations(), jobs::jobs_migrations(),
                      events::events_migrations(), planning_migrations()}) {}

  void SetUp() override {
    PlatformTest::SetUp();
    if (IsSkipped() || HasFatalFailure()) return;
    service_.emplace(PlanningParts{database(), queue_, log_, outbox_, ids_, clock_.wall()});
    kind_ = design_kind(*service_, {.scratch_folder = folder_.path("."), .threads = 1});
    queue_.add_kind(kind_);
    planner_ = support::somebody(tenant_, person_, platform::identity::Role::kPlanner);
    const auto dataset = service_->add_dataset(planner_, "Eight", testing::units_csv("AABB\nAABB"));
    ASSERT_TRUE(dataset) << dataset.error().front().message;
    const auto made = service_->create(planner_, {.name = "North",
                                                  .dataset = dataset->id,
                                                  .territories = 2,
                                                  .balance = {{"population", 0.1}},
                                                  .seconds = 1.0,
                                                  .seed = 1});
    ASSERT_TRUE(made) << made.error().front().message;
    made_plan_ = *made;
  }

  testing::TempFolder folder_;
  jobs::JobQueue queue_{clock_.wall(), ids_};
  audit::Log log_{clock_.wall(), audit::SealKey{7}};
  events::EventOutbox outbox_{clock_.wall(), ids_};
  std::optional<PlanService> service_;
  jobs::JobKind kind_;
  platform::identity::Principal planner_;
  PlanCreated made_plan_;
};
INSTANTIATE_TEST_SUITE_P(Both, DesignJobTest, support::on_both(), support::dialect_name);

TEST_P(DesignJobTest, APlanIsFilled) {
  Context context(made_plan_.job);
  const auto outcome = kind_.run(context);
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
  const auto csv = service_->file(planner_, made_plan_.plan.id, store::kUnitsFile);
  EXPECT_EQ(std::count(csv.value().begin(), csv.value().end(), '\n'), 9);
}

TEST_P(DesignJobTest, APlanThatIsGoneFailsTheJob) {
  jobs::Job job = made_plan_.job;
  job.tenant = TenantId(ids_.next());  // of another company: there is no such plan
  Context context(job);
  const auto outcome = kind_.run(context);
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().rule, "P050");
}

}  // namespace
}  // namespace bailiwick::planning
