// Goal: an activation is read as it was kept, and taken back once. Method: round trips on both databases.
#include "planning/activation_store.hpp"

#include <gtest/gtest.h>

#include "tests/support/studio_world.hpp"

namespace bailiwick::planning {
namespace {

namespace support = bailiwick::testing;

using ActivationStoreTest = support::StudioTest;
INSTANTIATE_TEST_SUITE_P(Both, ActivationStoreTest, support::on_both(), support::dialect_name);

TEST_P(ActivationStoreTest, WhatIsKeptIsRead) {
  ActivationMade made{
      .id = ActivationId(ids_.next()),
      .plan = plan_,
      .job = JobId(ids_.next()),
      .valid_from = LocalDate(20'000),
      .country = "NL",
      .at = clock_.wall()(),
      .by = planner_.person,
      .set = RuleSetId(ids_.next()),
      .set_before = RuleSetId(ids_.next()),
      .plan_before = plan_,
      .revision = 7,
      .accounts = 9,
      .territories = {{.id = TerritoryId(ids_.next()), .name = "Zuid"},
                      {.id = TerritoryId(ids_.next()), .name = "N", .name_before = "\"Noord\""}},
      .tasks = {ids_.next(), ids_.next()}};
  ASSERT_TRUE(write([&](platform::db::Connection& connection) {
    return activation_store::insert(connection, tenant_, made);
  }));
  const auto read = [&](std::optional<PlanId> plan) {
    const auto all = write([&](platform::db::Connection& connection) {
      return activation_store::activations(connection, tenant_, plan, 10);
    });
    return *all;
  };
  const auto all = read(std::nullopt);
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].id, made.id);
  EXPECT_EQ(all[0].valid_from, made.valid_from);
  EXPECT_EQ(all[0].set_before, made.set_before);
  EXPECT_EQ(all[0].plan_before, made.plan_before);
  EXPECT_EQ(all[0].revision, 7);
  EXPECT_EQ(all[0].tasks, made.tasks);
  ASSERT_EQ(all[0].territories.size(), 2U);
  EXPECT_EQ(all[0].territories[0].name, "Zuid");
  EXPECT_EQ(all[0].territories[0].name_before, std::nullopt);
  EXPECT_EQ(all[0].territories[1].name_before, "\"Noord\"");
  EXPECT_FALSE(all[0].rolled_back);
  EXPECT_TRUE(read(PlanId(ids_.next())).empty());
  const RolledBack back{
      .at = made.at, .by = other_.person, .accounts = 5, .moved_since = 1, .closed = 2, .kept = 3};
  for (const bool is_first : {true, false}) {
    const auto marked = write([&](platform::db::Connection& connection) {
      return activation_store::roll_back(connection, tenant_, made.id, back);
    });
    EXPECT_EQ(*marked, is_first);
  }
  const auto then = read(plan_);
  ASSERT_TRUE(then[0].rolled_back);
  EXPECT_EQ(then[0].rolled_back->by, other_.person);
  EXPECT_EQ(then[0].rolled_back->accounts, 5);
  EXPECT_EQ(then[0].rolled_back->kept, 3);
}

}  // namespace
}  // namespace bailiwick::planning
