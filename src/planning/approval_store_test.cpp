// Goal: approvals are read as they were made, the first of a territory stays, and all of a plan can be forgotten. Method: round trips on both databases.
#include "planning/approval_store.hpp"

#include <gtest/gtest.h>

#include "tests/support/studio_world.hpp"

namespace bailiwick::planning {
namespace {

namespace support = bailiwick::testing;

using ApprovalStoreTest = support::StudioTest;
INSTANTIATE_TEST_SUITE_P(Both, ApprovalStoreTest, support::on_both(), support::dialect_name);

TEST_P(ApprovalStoreTest, WhatIsApprovedIsReadAndForgotten) {
  const store::PlanKey key{tenant_, plan_};
  const TerritoryId east(ids_.next());
  const Approval first{
      .territory = east, .at = clock_.wall()(), .by = planner_.person, .reason = "Good"};
  Approval again = first;
  again.reason.reset();
  const auto kept = write([&](platform::db::Connection& connection) -> Result<std::size_t> {
    for (const Approval& one : {first, again})
      if (const auto added = approval_store::add(connection, key, one); !added)
        return tl::unexpected(added.error());
    const auto all = approval_store::approvals(connection, key);
    if (!all) return tl::unexpected(all.error());
    EXPECT_EQ(all->at(0).territory, east);
    EXPECT_EQ(all->at(0).at, first.at);
    EXPECT_EQ(all->at(0).by, first.by);
    EXPECT_EQ(all->at(0).reason, first.reason);
    const auto others = approval_store::approvals(connection, {tenant_, PlanId(ids_.next())});
    EXPECT_TRUE(others->empty());
    if (const auto gone = approval_store::clear(connection, key); !gone)
      return tl::unexpected(gone.error());
    EXPECT_TRUE(approval_store::approvals(connection, key)->empty());
    return all->size();
  });
  ASSERT_TRUE(kept) << kept.error().message;
  EXPECT_EQ(*kept, 1U);
}

}  // namespace
}  // namespace bailiwick::planning
