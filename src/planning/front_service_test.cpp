// Goal: a front gives plans to choose from, each an offer that can be accepted, told apart by what is better. Method: the service and its job on both
// databases, with a plan of eight units that somebody has put out of balance.
#include "planning/front_service.hpp"

#include <gtest/gtest.h>

#include "tests/support/studio_world.hpp"

namespace bailiwick::planning {
namespace {

namespace support = bailiwick::testing;
using support::rules_in;

using FrontServiceTest = support::StudioTest;
INSTANTIATE_TEST_SUITE_P(Both, FrontServiceTest, support::on_both(), support::dialect_name);

TEST(FrontService, DemandsAreTolerancesTimesWhatMayChangeHands) {
  NewPlan asked;
  asked.balance = {{"population", 0.08}};
  const auto demands = FrontService::demands({.seconds = 24.0, .seed = 3}, asked);
  ASSERT_EQ(demands.size(), kFrontPoints);
  EXPECT_EQ(demands.front().balance.front().tolerance, 0.08);
  EXPECT_EQ(demands.front().disruption_cap, 0.02);
  EXPECT_EQ(demands.back().balance.front().tolerance, 0.02);
  EXPECT_FALSE(demands.back().disruption_cap);
  for (const OptimiseRequest& one : demands) EXPECT_EQ(one.seconds, 2.0);
  for (const OptimiseRequest& one : FrontService::demands({.disruption_cap = 0.1}, asked))
    EXPECT_LE(one.disruption_cap.value_or(1.0), 0.1);
}

TEST_P(FrontServiceTest, PointsAreOffersAndTheBestAreMarked) {
  ASSERT_TRUE(move(planner_, plan_, at("u03"), {"u01"}));
  const auto job = studio_->fronts.ask(planner_, plan_, {.seconds = 1.2});
  ASSERT_TRUE(job) << rules_in(job.error());
  const auto nothing = studio_->fronts.front(planner_, plan_, job->id);
  ASSERT_TRUE(nothing) << rules_in(nothing.error());
  EXPECT_TRUE(nothing->points.empty());
  EXPECT_NEAR(nothing->present.deviation, 0.25, 1e-12) << "the plan as it is";
  ASSERT_EQ(run(*job), "");
  const auto front = studio_->fronts.front(planner_, plan_, job->id);
  ASSERT_TRUE(front);
  ASSERT_FALSE(front->points.empty());
  EXPECT_NEAR(front->present.deviation, 0.25, 1e-12);
  const auto best = std::ranges::find_if(front->points, [](const FrontPoint& point) {
    return point.is_on_front && point.gives.deviation < 1e-9;
  });
  ASSERT_NE(best, front->points.end()) << "one unit back, and it is in balance";
  EXPECT_NEAR(best->gives.moved, 0.125, 1e-12);
  EXPECT_TRUE(studio_->offers.offers(planner_, plan_)->empty()) << "they do not fill the list";
  ASSERT_TRUE(studio_->offers.accept(planner_, plan_, best->offer.id, {}, {}));
  EXPECT_NE(at("u01"), at("u03"));
  EXPECT_EQ(studio_->offers.offers(planner_, plan_)->size(), 1U);
}

TEST_P(FrontServiceTest, FrontsOfAPlanAreListedNewestFirst) {
  EXPECT_TRUE(studio_->fronts.fronts(planner_, plan_)->empty());
  const auto first = studio_->fronts.ask(planner_, plan_, {.seconds = 1.2});
  ASSERT_TRUE(first);
  ASSERT_EQ(run(*first), "");
  const auto second = studio_->fronts.ask(other_, plan_, {.seconds = 1.2});
  ASSERT_TRUE(second);
  const auto all = studio_->fronts.fronts(planner_, plan_);
  ASSERT_EQ(all->size(), 2U);
  EXPECT_EQ(all->front().asked.job, second->id);
  EXPECT_EQ(all->front().asked.by, other_.person);
  EXPECT_EQ(all->front().asked.points, 0);
  EXPECT_EQ(all->front().state, platform::jobs::JobState::kQueued);
  const auto points = studio_->fronts.front(planner_, plan_, first->id)->points.size();
  EXPECT_EQ(all->back().asked.points, static_cast<std::int64_t>(points));
}

TEST_P(FrontServiceTest, AFrontIsOfOnePlan) {
  const auto job = studio_->fronts.ask(planner_, plan_, {.seconds = 1.2});
  ASSERT_TRUE(job);
  const auto branched = studio_->scenarios.branch(planner_, plan_, "South");
  ASSERT_TRUE(branched);
  EXPECT_EQ(rules_in(studio_->fronts.front(planner_, branched->id, job->id).error()), "P124");
  EXPECT_TRUE(studio_->fronts.fronts(planner_, branched->id)->empty());
  const auto optimised = studio_->offers.ask(planner_, plan_, {.seconds = 1.0});
  ASSERT_TRUE(optimised) << rules_in(optimised.error());
  EXPECT_EQ(rules_in(studio_->fronts.front(planner_, plan_, optimised->job.id).error()), "P124")
      << "a job of another kind";
  EXPECT_EQ(studio_->fronts.fronts(planner_, PlanId(ids_.next())).error().rule, "P050");
}

TEST_P(FrontServiceTest, WhatCannotBeAskedIsRefused) {
  EXPECT_EQ(rules_in(studio_->fronts.ask(planner_, plan_, {.seconds = 0.01}).error()), "P055");
  const auto rep = support::somebody(tenant_, person_, platform::identity::Role::kRep);
  EXPECT_EQ(rules_in(studio_->fronts.ask(rep, plan_, {}).error()), "I001");
  ASSERT_TRUE(studio_->boards.set_state(planner_, plan_, PlanState::kInReview, {}));
  EXPECT_EQ(rules_in(studio_->fronts.ask(planner_, plan_, {}).error()), "P100");
}

}  // namespace
}  // namespace bailiwick::planning
