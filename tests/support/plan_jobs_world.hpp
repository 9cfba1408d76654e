// For tests of the jobs on plans: a handler's context, and a company with a data set of eight units and a plan that is asked for.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "alignment/migrations.hpp"
#include "market/migrations.hpp"
#include "planning/design_job.hpp"
#include "planning/migrations.hpp"
#include "planning/proof_job.hpp"
#include "platform/audit/migrations.hpp"
#include "platform/events/migrations.hpp"
#include "platform/identity/migrations.hpp"
#include "platform/jobs/migrations.hpp"
#include "platform/threads/migrations.hpp"
#include "tests/support/planning_world.hpp"
#include "tests/support/platform_world.hpp"

namespace bailiwick::testing {

class JobContextOfTest final : public platform::jobs::JobContext {
 public:
  explicit JobContextOfTest(platform::jobs::Job job) : job_(std::move(job)) {}
  [[nodiscard]] const platform::jobs::Job& job() const override { return job_; }
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
  platform::jobs::Job job_;
  std::mutex mutex_;
  double fraction_ = 0.0;
  std::vector<std::string> messages_;
};

class PlanJobsTest : public PlatformTest {
 protected:
  PlanJobsTest()
      : PlatformTest({platform::audit::audit_migrations(), platform::jobs::jobs_migrations(),
                      platform::events::events_migrations(),
                      platform::identity::identity_migrations(), alignment::alignment_migrations(),
                      platform::threads::threads_migrations(), market::market_migrations(),
                      planning::planning_migrations()}) {}

  void SetUp() override {
    PlatformTest::SetUp();
    if (IsSkipped() || HasFatalFailure()) return;
    service_.emplace(
        planning::PlanningParts{database(), queue_, log_, outbox_, ids_, clock_.wall()});
    const planning::PlanJobSettings settings{.scratch_folder = folder_.path("."), .threads = 1};
    design_ = planning::design_kind(*service_, settings);
    proof_ = planning::proof_kind(*service_, settings);
    queue_.add_kind(design_);
    queue_.add_kind(proof_);
    planner_ = somebody(tenant_, person_, platform::identity::Role::kPlanner);
    const auto dataset =
        service_->add_dataset(planner_, "Eight", planning::testing::units_csv("AABB\nAABB"));
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

  planning::testing::TempFolder folder_;
  platform::jobs::JobQueue queue_{clock_.wall(), ids_};
  platform::audit::Log log_{clock_.wall(), platform::audit::SealKey{7}};
  platform::events::EventOutbox outbox_{clock_.wall(), ids_};
  std::optional<planning::PlanService> service_;
  platform::jobs::JobKind design_;
  platform::jobs::JobKind proof_;
  platform::identity::Principal planner_;
  planning::PlanCreated made_plan_;
};

}  // namespace bailiwick::testing
