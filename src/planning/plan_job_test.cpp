// Goal: a job's files are gone with it, its payload is read with care, and reasons are told together.
#include "planning/plan_job.hpp"

#include <gtest/gtest.h>

#include <filesystem>

#include "tests/support/planning_world.hpp"

namespace bailiwick::planning {
namespace {

TEST(ScratchFile, IsGoneAtTheEnd) {
  const testing::TempFolder folder;
  const PlanJobSettings settings{.scratch_folder = folder.path("."), .threads = 1};
  std::string path;
  {
    const ScratchFile file(settings, {}, "units");
    path = file.path();
    ASSERT_TRUE(file.write("unit,lon,lat\n"));
    EXPECT_TRUE(std::filesystem::exists(path));
  }
  EXPECT_FALSE(std::filesystem::exists(path));
  const ScratchFile lost({.scratch_folder = folder.path("none"), .threads = 1}, {}, "units");
  EXPECT_EQ(lost.write("x").error().rule, "P057");
}

TEST(PlanJob, APayloadNamesItsPlan) {
  platform::jobs::Job job;
  job.payload = "{}";
  EXPECT_EQ(plan_of(job), PlanId());
  job.payload = payload_of(PlanId());
  EXPECT_EQ(plan_of(job), PlanId());
}

TEST(PlanJob, DemandsBecomeAnOrder) {
  const NewPlan request{.name = "North",
                        .dataset = {},
                        .territories = 7,
                        .balance = {{"beds", 0.1}},
                        .seconds = 5,
                        .seed = 3};
  const DesignOrder order = order_of(request, "units.csv", 2);
  EXPECT_EQ(order.request.territories_min, 7);
  EXPECT_EQ(order.request.balance.front().measure, "beds");
  EXPECT_EQ(order.limits.seed, 3U);
  EXPECT_FALSE(order.limits.seconds);
}

TEST(PlanJob, ReasonsAreToldTogether) {
  const Error one{ErrorCode::kInvalidInput, "F001", "One."};
  const Error all = joined({one, one, one, one, one});
  EXPECT_EQ(all.rule, "F001");
  EXPECT_EQ(all.message, "One. One. One. And 2 more.");
}

}  // namespace
}  // namespace bailiwick::planning
