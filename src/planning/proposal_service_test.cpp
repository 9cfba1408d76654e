// Goal: proposals are made, voted on, decided, and accepted by the rule of a window as docs/spec/plan-discussion.md says, and each is decided once.
// Method: the service on both databases, with a designed plan of eight units in two rows and two columns of territories.
#include "planning/proposal_service.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "tests/support/studio_world.hpp"

namespace bailiwick::planning {
namespace {

namespace support = bailiwick::testing;
using platform::identity::Role;
using support::rules_in;

class ProposalServiceTest : public support::StudioTest {
 protected:
  void SetUp() override {
    StudioTest::SetUp();
    if (IsSkipped() || HasFatalFailure()) return;
    rep_ = support::somebody(tenant_, PersonId(ids_.next()), Role::kRep);
    second_rep_ = support::somebody(tenant_, PersonId(ids_.next()), Role::kRep);
    west_ = at("u00");
    east_ = at("u03");
  }
  [[nodiscard]] const ProposalService& service() const { return studio_->proposals; }

  // The columns become rows: nothing is harmed.
  [[nodiscard]] NewProposal rows() const {
    return {
        .moves = {{.to = west_, .units = {"u02", "u03"}}, {.to = east_, .units = {"u10", "u11"}}},
        .reason = "Along the river"};
  }
  // East comes to have more than it may.
  [[nodiscard]] NewProposal harm() const { return {.moves = {{.to = east_, .units = {"u01"}}}}; }
  ProposalView made(const platform::identity::Principal& who, const NewProposal& wanted) {
    const auto view = service().add(who, plan_, wanted);
    EXPECT_TRUE(view) << view.error().front().message;
    return view ? *view : ProposalView{};
  }
  std::string decided(const platform::identity::Principal& who, ProposalId id, Decision decision,
                      const std::optional<std::string>& reason = {}) {
    const auto done = service().decide(who, plan_, id, decision, reason);
    return done ? std::string(name_of(done->proposal.state)) : rules_in(done.error());
  }
  std::string voted(const platform::identity::Principal& who, ProposalId id, int vote) {
    const auto done = service().vote(who, plan_, id, vote);
    return done ? std::string(name_of(done->proposal.state)) : rules_in(done.error());
  }
  void open_window(std::int64_t votes_needed, bool accepts_itself = true) {
    const ChallengeWindow window{.closes_at = clock_.wall()().plus_seconds(3600),
                                 .accepts_itself = accepts_itself,
                                 .votes_needed = votes_needed};
    ASSERT_TRUE(service().set_window(planner_, plan_, window));
  }

  platform::identity::Principal rep_, second_rep_;
  std::int32_t west_ = 0;
  std::int32_t east_ = 0;
};
INSTANTIATE_TEST_SUITE_P(Both, ProposalServiceTest, support::on_both(), support::dialect_name);

TEST_P(ProposalServiceTest, AProposalChangesNothingUntilItIsAccepted) {
  const ProposalView view = made(rep_, rows());
  EXPECT_EQ(view.proposal.state, ProposalState::kOpen);
  EXPECT_FALSE(view.proposal.is_challenge);
  EXPECT_EQ(view.proposal.moves.size(), 4U);
  ASSERT_TRUE(view.outcome);
  EXPECT_TRUE(view.outcome->effect.breaks.empty());
  EXPECT_EQ(desk()->revision, 0);
  EXPECT_EQ(decided(rep_, view.proposal.id, Decision::kAccept), "I001");
  EXPECT_EQ(decided(planner_, view.proposal.id, Decision::kAccept), "accepted");
  EXPECT_EQ(at("u02"), west_);
  EXPECT_EQ(at("u10"), east_);
  const auto changes = studio_->boards.changes(rep_, plan_, {}, 5);
  ASSERT_EQ(changes->items.size(), 1U);
  EXPECT_EQ(changes->items.front().kind, BoardChangeKind::kProposal);
  EXPECT_EQ(changes->items.front().reason, "Along the river");
  EXPECT_EQ(changes->items.front().proposal, view.proposal.id);
  const auto now = service().proposal(rep_, plan_, view.proposal.id);
  ASSERT_TRUE(now->proposal.decided);
  EXPECT_EQ(now->proposal.decided->change, 1);
  EXPECT_EQ(now->proposal.decided->by, planner_.person);
  EXPECT_FALSE(now->outcome);
  ASSERT_TRUE(studio_->boards.undo(planner_, plan_));
  EXPECT_EQ(at("u02"), east_);
  EXPECT_FALSE(studio_->boards.changes(rep_, plan_, {}, 1)->items.front().proposal);
}

TEST_P(ProposalServiceTest, WhatItWouldDoIsToldBefore) {
  const auto preview = service().preview(rep_, plan_, harm());
  ASSERT_TRUE(preview) << preview.error().front().message;
  EXPECT_EQ(preview->effect.breaks.size(), 2U);
  EXPECT_FALSE(preview->change);
  EXPECT_TRUE(service().proposals(rep_, plan_, {})->empty());
}

TEST_P(ProposalServiceTest, ItIsDeclinedWithAReasonOrWithdrawnByItsMaker) {
  const ProposalId first = made(rep_, harm()).proposal.id;
  EXPECT_EQ(decided(planner_, first, Decision::kDecline), "P109");
  EXPECT_EQ(decided(planner_, first, Decision::kDecline, " "), "P109");
  EXPECT_EQ(decided(planner_, first, Decision::kDecline, "Too many in the east"), "declined");
  EXPECT_EQ(decided(planner_, first, Decision::kAccept), "P133");
  const ProposalId second = made(rep_, harm()).proposal.id;
  EXPECT_EQ(decided(second_rep_, second, Decision::kWithdraw), "P134");
  EXPECT_EQ(decided(rep_, second, Decision::kWithdraw), "withdrawn");
  EXPECT_EQ(voted(second_rep_, second, 1), "P133");
  const auto all = service().proposals(rep_, plan_, {});
  ASSERT_EQ(all->size(), 2U);
  EXPECT_EQ(all->front().id, second) << "newest first";
  EXPECT_EQ(service().proposals(rep_, plan_, ProposalState::kDeclined)->size(), 1U);
  EXPECT_TRUE(service().proposals(rep_, plan_, ProposalState::kOpen)->empty());
}

TEST_P(ProposalServiceTest, EachHasOneVote) {
  const ProposalId id = made(rep_, harm()).proposal.id;
  EXPECT_EQ(voted(rep_, id, 1), "P134");
  EXPECT_EQ(voted(second_rep_, id, 1), "open");
  EXPECT_EQ(voted(second_rep_, id, -1), "open");
  EXPECT_EQ(voted(planner_, id, 1), "open");
  const auto seen = service().proposal(second_rep_, plan_, id);
  EXPECT_EQ(seen->proposal.votes_for, 1);
  EXPECT_EQ(seen->proposal.votes_against, 1);
  EXPECT_EQ(seen->proposal.my_vote, -1);
  EXPECT_EQ(voted(second_rep_, id, 0), "open");
  EXPECT_EQ(service().proposal(second_rep_, plan_, id)->proposal.votes_against, 0);
}

TEST_P(ProposalServiceTest, UnitsThatMovedOnAreInTheWay) {
  const ProposalId id = made(rep_, rows()).proposal.id;
  ASSERT_TRUE(move(planner_, plan_, west_, {"u02"}));
  EXPECT_EQ(service().proposal(rep_, plan_, id)->outcome->patch.moves.size(), 3U)
      << "what is done already is left out";
  const NewBoardChange lock{.revision = 1, .lock = {"u10"}};
  ASSERT_TRUE(studio_->boards.change(planner_, plan_, lock, false));
  const auto seen = service().proposal(rep_, plan_, id);
  ASSERT_EQ(seen->moved_since.size(), 1U);
  EXPECT_FALSE(seen->outcome);
  EXPECT_EQ(decided(planner_, id, Decision::kAccept), "P135");
  EXPECT_EQ(at("u03"), east_);
}

TEST_P(ProposalServiceTest, WithNothingLeftToDoItIsAcceptedWithoutAChange) {
  const ProposalId id = made(rep_, harm()).proposal.id;
  ASSERT_TRUE(move(planner_, plan_, east_, {"u01"}));
  EXPECT_EQ(decided(other_, id, Decision::kAccept), "accepted");
  EXPECT_EQ(desk()->revision, 1);
  EXPECT_FALSE(service().proposal(rep_, plan_, id)->proposal.decided->change);
}

TEST_P(ProposalServiceTest, AWindowAcceptsWhatHarmsNothing) {
  open_window(0);
  const ProposalView harmful = made(rep_, harm());
  EXPECT_TRUE(harmful.proposal.is_challenge);
  EXPECT_EQ(harmful.proposal.state, ProposalState::kOpen);
  EXPECT_FALSE(harmful.meets_rule);
  const ProposalView harmless = made(rep_, rows());
  EXPECT_EQ(harmless.proposal.state, ProposalState::kAccepted);
  ASSERT_TRUE(harmless.proposal.decided);
  EXPECT_TRUE(harmless.proposal.decided->by_rule);
  EXPECT_EQ(at("u02"), west_);
}

TEST_P(ProposalServiceTest, AWindowMayAskForVotes) {
  open_window(1);
  const ProposalId id = made(rep_, rows()).proposal.id;
  EXPECT_EQ(voted(second_rep_, id, -1), "open");
  EXPECT_EQ(voted(planner_, id, 1), "open") << "for and against are even";
  EXPECT_EQ(voted(second_rep_, id, 1), "accepted");
}

TEST_P(ProposalServiceTest, AWindowThatOnlyCollectsAcceptsNothing) {
  open_window(0, false);
  EXPECT_EQ(made(rep_, rows()).proposal.state, ProposalState::kOpen);
}

TEST_P(ProposalServiceTest, AfterTheWindowNothingIsTaken) {
  open_window(0);
  const ProposalId open = made(rep_, harm()).proposal.id;
  clock_.put_forward(3601);
  EXPECT_EQ(rules_in(service().add(rep_, plan_, rows()).error()), "P131");
  EXPECT_EQ(decided(planner_, open, Decision::kDecline, "No"), "declined");
  ASSERT_TRUE(service().set_window(planner_, plan_, std::nullopt));
  EXPECT_FALSE(*service().window(rep_, plan_));
  EXPECT_EQ(made(rep_, rows()).proposal.state, ProposalState::kOpen);
  const ChallengeWindow late{.closes_at = clock_.wall()().plus_seconds(-1)};
  EXPECT_EQ(service().set_window(planner_, plan_, late).error().rule, "P136");
  const ChallengeWindow far{.closes_at = clock_.wall()().plus_seconds(std::int64_t{400} * 86'400)};
  EXPECT_EQ(service().set_window(planner_, plan_, far).error().rule, "P136");
  EXPECT_EQ(service().set_window(rep_, plan_, std::nullopt).error().rule, "I001");
}

TEST_P(ProposalServiceTest, APlanInReviewTakesAcceptedProposalsOnly) {
  ASSERT_TRUE(studio_->boards.set_state(planner_, plan_, PlanState::kInReview, {}));
  EXPECT_EQ(rules_in(move(planner_, plan_, east_, {"u01"}).error()), "P100");
  const ProposalId id = made(rep_, rows()).proposal.id;
  EXPECT_EQ(decided(other_, id, Decision::kAccept), "accepted");
  EXPECT_EQ(desk()->plan.state, PlanState::kInReview);
  ASSERT_TRUE(studio_->boards.set_state(planner_, plan_, PlanState::kApproved, {}));
  EXPECT_EQ(rules_in(service().add(rep_, plan_, harm()).error()), "P100");
  const ChallengeWindow window{.closes_at = clock_.wall()().plus_seconds(60)};
  EXPECT_EQ(service().set_window(planner_, plan_, window).error().rule, "P131");
}

TEST_P(ProposalServiceTest, WhatCannotBeProposedIsRefused) {
  const auto rule = [&](const NewProposal& wanted) {
    return rules_in(service().add(rep_, plan_, wanted).error());
  };
  EXPECT_EQ(rule({.moves = {}}), "P132");
  EXPECT_EQ(rule({.moves = {{.to = west_, .units = {"u00"}}}}), "P132");
  EXPECT_EQ(rule({.moves = {{.to = west_, .units = {"nowhere"}}}}), "P101");
  EXPECT_EQ(rule({.moves = {{.to = 9, .units = {"u00"}}}}), "P101");
  EXPECT_EQ(rule({.moves = harm().moves, .reason = std::string(kReasonLengthMax + 1, 'x')}),
            "P109");
  const ProposalId nothing(ids_.next());
  EXPECT_EQ(rules_in(service().proposal(rep_, plan_, nothing).error()), "P130");
  const auto olga = support::somebody(tenant_, PersonId(ids_.next()), Role::kPeopleOps);
  EXPECT_EQ(rules_in(service().add(olga, plan_, harm()).error()), "I001");
  const ProposalId id = made(rep_, harm()).proposal.id;
  const auto stranger =
      support::somebody(TenantId(ids_.next()), PersonId(ids_.next()), Role::kPlanner);
  EXPECT_EQ(rules_in(service().proposal(stranger, plan_, id).error()), "P130");
  EXPECT_EQ(rules_in(service().add(stranger, plan_, harm()).error()), "P050");
  EXPECT_EQ(service().proposals(stranger, plan_, {}).error().rule, "P050");
}

TEST_P(ProposalServiceTest, TwoWhoDecideAtOnceDecideOnce) {
  const ProposalId id = made(rep_, rows()).proposal.id;
  std::atomic<int> won = 0;
  std::vector<std::thread> people;
  for (const auto& who : {planner_, other_, planner_})
    people.emplace_back([&, who] {
      const auto done = service().decide(who, plan_, id, Decision::kAccept, {});
      if (done)
        ++won;
      else
        EXPECT_EQ(rules_in(done.error()), "P133");
    });
  for (std::thread& one : people) one.join();
  EXPECT_EQ(won, 1);
  EXPECT_EQ(desk()->revision, 1);
}

TEST_P(ProposalServiceTest, AnErasureTakesReasonsAlong) {
  const ProposalId id = made(rep_, rows()).proposal.id;
  EXPECT_EQ(decided(planner_, id, Decision::kAccept, "Agreed"), "accepted");
  const auto data = ProposalService::personal_data();
  const auto exported = read([&](platform::db::Connection& connection) {
    return data.export_json(connection, {tenant_, rep_.person});
  });
  EXPECT_EQ(*exported, R"({"reasons":["Along the river"]})");
  ASSERT_TRUE(write([&](platform::db::Connection& connection) {
    return data.erase(connection, {tenant_, rep_.person});
  }));
  const auto seen = service().proposal(planner_, plan_, id);
  EXPECT_FALSE(seen->proposal.reason);
  EXPECT_EQ(seen->proposal.decided->reason, "Agreed");
  EXPECT_FALSE(studio_->boards.changes(planner_, plan_, {}, 5)->items.front().reason)
      << "the change that it became took the reason over";
}

}  // namespace
}  // namespace bailiwick::planning
