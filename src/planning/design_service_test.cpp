// Goal: the use cases end in a plan that was judged, or in reasons. Method: tiny maps through the real engine.
#include "planning/design_service.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/support/planning_world.hpp"

namespace bailiwick::planning {
namespace {

constexpr std::string_view kMap = "AABB\nAABB";

TEST(DesignService, ASmallMapIsDividedEvenly) {
  const testing::TempFolder folder;
  DesignOrder order = testing::order_for(folder, kMap);
  order.request.territories_min = order.request.territories_max = 2;
  order.limits.iterations = 50;
  const auto outcome = design(order, Listener{});
  ASSERT_TRUE(outcome) << outcome.error().front().message;
  EXPECT_TRUE(outcome->report.is_feasible());
  EXPECT_EQ(outcome->names.size(), 2U);
  EXPECT_EQ(outcome->report.fragments, 0);
  EXPECT_EQ(outcome->inputs.size(), 2U);
  EXPECT_EQ(outcome->map.cells.area_count(), 8U);
}

TEST(DesignService, TheSameSeedAndRoundsGiveTheSamePlan) {
  const testing::TempFolder folder;
  DesignOrder order = testing::order_for(folder, "ABCDEF\nGHIJKL\nMNOPQR");
  order.request.territories_min = order.request.territories_max = 3;
  order.limits.iterations = 30;
  order.limits.has_bound = false;
  const auto one = design(order, Listener{});
  order.limits.threads = 1;
  const auto two = design(order, Listener{});
  ASSERT_TRUE(one && two);
  EXPECT_EQ(one->plan.territory_of, two->plan.territory_of);
}

TEST(DesignService, WhatIsImpossibleIsRefusedWithReasons) {
  const testing::TempFolder folder;
  DesignOrder order = testing::order_for(folder, kMap);
  order.request.territories_min = order.request.territories_max = 3;
  const auto outcome = design(order, Listener{});
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().front().code, ErrorCode::kInfeasible);
}

TEST(DesignService, StoppedBeforeTheSearchThereIsNoPlan) {
  const testing::TempFolder folder;
  DesignOrder order = testing::order_for(folder, kMap);
  order.request.territories_min = order.request.territories_max = 2;
  Listener listener;
  listener.is_stopped = [] { return true; };
  const auto outcome = design(order, listener);
  ASSERT_FALSE(outcome);
  EXPECT_EQ(testing::rules_of(outcome.error()), "P040");
}

TEST(DesignService, StoppedDuringTheSearchTheBestPlanIsKept) {
  const testing::TempFolder folder;
  DesignOrder order = testing::order_for(folder, kMap);
  order.request.territories_min = order.request.territories_max = 2;
  order.limits.seconds = 60;
  Listener listener;
  bool is_stopped = false;
  std::optional<Budget> running;
  listener.is_stopped = [&] { return is_stopped; };
  listener.on_budget = [&](const Budget& budget) { running = budget; };
  listener.on_solve = [&](const territory::Problem&, const territory::Progress& progress) {
    if (progress.best == nullptr) return;
    is_stopped = true;
    running->cancel();
  };
  const auto outcome = design(order, listener);
  ASSERT_TRUE(outcome);
  EXPECT_TRUE(outcome->is_partial);
  EXPECT_EQ(outcome->plan.territory_of.size(), 8U);
  EXPECT_FALSE(outcome->bound.value);
}

TEST(DesignService, AnyPlanIsJudgedByItsOwnNames) {
  const testing::TempFolder folder;
  const Outcome good = testing::judged(folder, kMap);
  EXPECT_TRUE(good.report.is_feasible());
  EXPECT_EQ(good.names, (std::vector<std::string>{"A", "B"}));
  const Outcome bad = testing::judged(folder, "AABB\nBAAB");
  EXPECT_FALSE(bad.report.is_feasible());
  EXPECT_EQ(bad.report.fragments, 1);
}

TEST(DesignService, ABoundIsNeverAboveAPlan) {
  const testing::TempFolder folder;
  DesignOrder order = testing::order_for(folder, kMap);
  order.limits.iterations = 50;
  const auto outcome =
      bound_problem(order, folder.write("plan.csv", testing::plan_csv_of(kMap)), Listener{});
  ASSERT_TRUE(outcome);
  if (outcome->bound.value) {
    EXPECT_LE(*outcome->bound.value, outcome->report.cost.total() * (1 + 1e-9));
  }
}

}  // namespace
}  // namespace bailiwick::planning
