// Goal: a plan becomes approved by its hierarchy alone, every approval is told, and nobody decides what is not theirs. Method: the service on both
// databases, with two owners above the plan's territories.
#include "planning/plan_approvals.hpp"

#include <gtest/gtest.h>

#include "tests/support/approval_world.hpp"

namespace bailiwick::planning {
namespace {

namespace support = bailiwick::testing;
using support::rules_in;

class PlanApprovalsTest : public support::ApprovalWorldTest {
 protected:
  std::string decide(const Principal& who, TerritoryId territory, ApprovalDecision decision,
                     const std::optional<std::string>& reason = {}) {
    const auto made = studio_->approvals.decide(who, plan_, territory, decision, reason);
    return made ? std::string(name_of(made->state)) : rules_in(made.error());
  }
  std::string approve(const Principal& who, TerritoryId territory,
                      const std::optional<std::string>& reason = {}) {
    return decide(who, territory, ApprovalDecision::kApprove, reason);
  }
  std::string to(const Principal& who, PlanState state) {
    const auto made = studio_->approvals.set_state(who, plan_, state, "Because");
    return made ? std::string(name_of(made->state)) : rules_in(made.error());
  }
  // "East:open:1 Country:waiting:0", with whether the asker may decide.
  std::string told(const Principal& who) {
    std::string text;
    const auto views = studio_->approvals.steps(who, plan_);
    for (const ApprovalView& view : *views)
      text += (text.empty() ? "" : " ") + view.step.name + ":" +
              std::string(name_of(view.step.state)) + ":" + (view.may_decide ? "1" : "0");
    return text;
  }
};
INSTANTIATE_TEST_SUITE_P(Both, PlanApprovalsTest, support::on_both(), support::dialect_name);

TEST_P(PlanApprovalsTest, TheLastApprovalMakesThePlanApproved) {
  EXPECT_EQ(told(head_), "East:open:0 Country:waiting:0") << "a draft waits for nobody yet";
  EXPECT_EQ(approve(chief_, east_), "P100");
  ASSERT_EQ(to(planner_, PlanState::kInReview), "in_review");
  EXPECT_EQ(told(chief_), "East:open:1 Country:waiting:0");
  EXPECT_EQ(told(head_), "East:open:1 Country:waiting:1");
  EXPECT_EQ(to(other_, PlanState::kApproved), "P142") << "not past those who answer for it";
  EXPECT_EQ(approve(chief_, country_), "P142");
  EXPECT_EQ(approve(other_, east_), "P142") << "plans.manage is no approval";
  EXPECT_EQ(approve(chief_, east_, "Fair"), "in_review");
  EXPECT_EQ(approve(chief_, east_), "P142") << "approved already";
  EXPECT_EQ(told(head_), "East:approved:0 Country:open:1");
  EXPECT_EQ(approve(head_, country_), "approved");
  const auto lines = studio_->boards.changes(planner_, plan_, std::nullopt, 10)->items;
  ASSERT_EQ(lines.size(), 3U);
  EXPECT_EQ(lines[0].kind, BoardChangeKind::kApproval);
  EXPECT_EQ(lines[0].state, PlanState::kApproved);
  EXPECT_EQ(lines[1].reason, "East: Fair");
  EXPECT_EQ(lines[1].by, chief_.person);
  const auto views = studio_->approvals.steps(planner_, plan_);
  EXPECT_EQ(views->at(0).owner_name, "chief");
  EXPECT_EQ(views->at(1).approver_name, "head");
  EXPECT_EQ(views->at(0).step.approved->reason, "Fair");
}

TEST_P(PlanApprovalsTest, WhoStandsAboveApprovesAlong) {
  ASSERT_EQ(to(planner_, PlanState::kInReview), "in_review");
  EXPECT_EQ(approve(head_, country_), "approved");
  EXPECT_EQ(told(planner_), "East:approved:0 Country:approved:0");
}

TEST_P(PlanApprovalsTest, DecliningMakesADraftAndForgetsEveryApproval) {
  ASSERT_EQ(to(planner_, PlanState::kInReview), "in_review");
  ASSERT_EQ(approve(chief_, east_), "in_review");
  EXPECT_EQ(decide(head_, country_, ApprovalDecision::kDecline, " "), "P109");
  EXPECT_EQ(decide(head_, country_, ApprovalDecision::kDecline, "Too far to drive"), "draft");
  ASSERT_EQ(to(planner_, PlanState::kInReview), "in_review");
  EXPECT_EQ(told(head_), "East:open:1 Country:waiting:1");
}

TEST_P(PlanApprovalsTest, NobodyDecidesTheirOwnAndAnotherOnlyWithAReason) {
  planner_.permissions.insert(platform::identity::Permission::kCompanyManage);
  ASSERT_EQ(to(planner_, PlanState::kInReview), "in_review");
  EXPECT_EQ(approve(planner_, east_, "In a hurry"), "P142");
  other_.permissions.insert(platform::identity::Permission::kCompanyManage);
  EXPECT_EQ(approve(other_, east_), "P109");
  EXPECT_EQ(approve(other_, east_, "Chief is ill"), "in_review");
  Principal nobody = chief_;
  nobody.permissions.clear();
  EXPECT_EQ(approve(nobody, east_), "I001");
}

TEST_P(PlanApprovalsTest, WhoSentItIsKnownHoweverMuchHappensInReview) {
  ASSERT_EQ(to(planner_, PlanState::kInReview), "in_review");
  for (int i = 0; i < 60; ++i)
    ASSERT_TRUE(studio_->boards.make(
        planner_, plan_,
        [](const Desk&) -> Checked<BoardService::Wanted> {
          return BoardService::Wanted{.kind = BoardChangeKind::kApproval, .patch = {}};
        },
        false));
  EXPECT_EQ(told(chief_), "East:open:1 Country:waiting:0");
  EXPECT_EQ(studio_->talk.matters(chief_)->size(), 1U);
}

TEST_P(PlanApprovalsTest, AnOwnerWhoSendsIsNotAskedAndWhereNobodyIsFourEyesRemain) {
  chief_.permissions.insert(platform::identity::Permission::kPlansManage);
  ASSERT_EQ(to(chief_, PlanState::kInReview), "in_review");
  EXPECT_EQ(told(head_), "Country:open:1");
  ASSERT_EQ(decide(head_, country_, ApprovalDecision::kDecline, "No"), "draft");
  head_.permissions.insert(platform::identity::Permission::kPlansManage);
  ASSERT_EQ(to(head_, PlanState::kInReview), "in_review");
  EXPECT_EQ(approve(chief_, east_), "approved");
}

TEST_P(PlanApprovalsTest, APlanInReviewWaitsForThoseWhoseApprovalIsOpen) {
  const auto waits = [&](const Principal& who) { return studio_->talk.matters(who)->size(); };
  ASSERT_EQ(to(planner_, PlanState::kInReview), "in_review");
  EXPECT_EQ(waits(chief_), 1U);
  EXPECT_EQ(waits(other_), 0U) << "it is not theirs to approve";
  ASSERT_EQ(approve(chief_, east_), "in_review");
  EXPECT_EQ(waits(chief_), 0U);
  EXPECT_EQ(waits(head_), 1U);
}

}  // namespace
}  // namespace bailiwick::planning
