// Goal: a plan is approved by the owners above its territories, the lowest first, and by nobody for their own work. Method: trees by hand.
#include "planning/approval.hpp"

#include <gtest/gtest.h>

#include "tests/support/board_world.hpp"

namespace bailiwick::planning {
namespace {

using alignment::TerritoryNode;

PersonId person(std::uint8_t number) {
  Uuid uuid;
  uuid.bytes[15] = number;
  return PersonId(uuid);
}

// US -> East -> {T0, T1}, US -> West -> {T2}; T3 is in no tree.
class ApprovalTest : public ::testing::Test {
 protected:
  ApprovalTest() {
    const auto add = [&](const std::string& name, std::optional<TerritoryId> parent) {
      nodes_.push_back({.territory = {.id = ids_.next(), .name = name},
                        .parent = parent,
                        .owner = {},
                        .overlays = {}});
      return nodes_.back().territory.id;
    };
    us_ = add("US", std::nullopt);
    east_ = add("East", us_);
    west_ = add("West", us_);
    for (const TerritoryId& parent : {east_, east_, west_})
      plan_.push_back({add("leaf", parent), "leaf"});
    owners_ = {{us_, person(1)}, {east_, person(2)}, {west_, person(3)}, {plan_[0].id, person(4)}};
  }
  [[nodiscard]] std::vector<ApprovalStep> steps(PersonId sender = {}) const {
    return approval_steps(nodes_, owners_, plan_, sender, approvals_);
  }
  // "East:open West:open US:waiting"
  [[nodiscard]] std::string told(PersonId sender = {}) const {
    std::string text;
    for (const ApprovalStep& step : steps(sender))
      text += (text.empty() ? "" : " ") + step.name + ":" + std::string(name_of(step.state));
    return text;
  }
  void approve(TerritoryId territory) {
    approvals_.push_back({.territory = territory, .at = Instant(), .by = person(9)});
  }

  testing::TerritoryIds ids_;
  std::vector<TerritoryNode> nodes_;
  std::vector<BoardTerritory> plan_;
  std::map<TerritoryId, PersonId> owners_;
  std::vector<Approval> approvals_;
  TerritoryId us_;
  TerritoryId east_;
  TerritoryId west_;
};

TEST_F(ApprovalTest, TheLowestComeFirst) {
  EXPECT_EQ(told(), "East:open West:open US:waiting") << "an owner of a plan's own has no step";
  approve(east_);
  EXPECT_EQ(told(), "East:approved West:open US:waiting");
  approve(west_);
  EXPECT_EQ(told(), "East:approved West:approved US:open");
  EXPECT_EQ(steps()[0].territories, (std::vector<std::int32_t>{0, 1}));
  EXPECT_EQ(steps()[2].territories, (std::vector<std::int32_t>{0, 1, 2}));
}

TEST_F(ApprovalTest, NobodyApprovesTheirOwnAndWhatNobodyOwnsIsPassedOver) {
  EXPECT_EQ(told(person(2)), "West:open US:waiting");
  owners_.erase(west_);
  EXPECT_EQ(told(person(2)), "US:open");
  EXPECT_EQ(told(person(1)), "East:open");
}

TEST_F(ApprovalTest, TerritoriesThatAreNewStandBelowEveryRootThatIsNoLeaf) {
  plan_ = {{ids_.next(), "new"}};
  EXPECT_EQ(told(), "US:open");
  nodes_.clear();
  EXPECT_EQ(told(), "");
  nodes_.push_back(
      {.territory = {.id = us_, .name = "US"}, .parent = {}, .owner = {}, .overlays = {}});
  EXPECT_EQ(told(), "") << "a flat tree of an earlier plan asks nobody";
}

TEST_F(ApprovalTest, OwnersAboveDecideAndApproveAlong) {
  const auto all = steps();
  EXPECT_TRUE(owns_or_above(all, all[0], person(2)));
  EXPECT_TRUE(owns_or_above(all, all[0], person(1)));
  EXPECT_FALSE(owns_or_above(all, all[0], person(3)));
  EXPECT_FALSE(owns_or_above(all, all[2], person(2)));
  EXPECT_EQ(approved_along(all, all[0]), (std::vector<TerritoryId>{east_}));
  approve(west_);
  const auto now = steps();
  const auto us = std::ranges::find(now, us_, &ApprovalStep::territory);
  EXPECT_EQ(approved_along(now, *us), (std::vector<TerritoryId>{east_, us_}));
}

}  // namespace
}  // namespace bailiwick::planning
