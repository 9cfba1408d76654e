// Goal: the optimiser's offer is made beside whoever changes the plan, looked at, accepted whole or in part, and refused where it no longer fits. Method:
// the service and its job on both databases, with a plan of eight units put out of balance.
#include "planning/offer_service.hpp"

#include <gtest/gtest.h>

#include "tests/support/studio_world.hpp"

namespace bailiwick::planning {
namespace {

namespace support = bailiwick::testing;
using support::rules_in;

class OfferServiceTest : public support::StudioTest {
 protected:
  // An offer that was found for the plan, of which u01 stands wrong.
  OfferId found() {
    EXPECT_TRUE(move(planner_, plan_, at("u03"), {"u01"}));
    const auto asked =
        studio_->offers.ask(planner_, plan_, {.territories = {}, .seconds = 1.0, .balance = {}});
    EXPECT_TRUE(asked) << asked.error().front().message;
    EXPECT_EQ(asked->offer.state, OfferState::kRunning);
    EXPECT_EQ(run(asked->job), "");
    return asked->offer.id;
  }
};
INSTANTIATE_TEST_SUITE_P(Both, OfferServiceTest, support::on_both(), support::dialect_name);

TEST_P(OfferServiceTest, AnOfferIsFoundLookedAtAndAccepted) {
  const OfferId id = found();
  const auto view = studio_->offers.offer(planner_, plan_, id);
  ASSERT_TRUE(view);
  EXPECT_EQ(view->offer.state, OfferState::kOpen);
  ASSERT_TRUE(view->outcome);
  EXPECT_EQ(view->outcome->after->judgement.totals.violation_count, 0);
  EXPECT_GE(view->outcome->effect.mends.size(), 2U);
  EXPECT_NE(at("u01"), at("u00")) << "nothing is written yet";
  const auto accepted = studio_->offers.accept(planner_, plan_, id, {}, "better");
  ASSERT_TRUE(accepted) << accepted.error().front().message;
  EXPECT_EQ(accepted->change->kind, BoardChangeKind::kOffer);
  EXPECT_EQ(desk()->judgement.totals.violation_count, 0);
  EXPECT_EQ(studio_->offers.offers(planner_, plan_)->front().state, OfferState::kAccepted);
  ASSERT_TRUE(studio_->boards.undo(planner_, plan_)) << "as any change";
}

TEST_P(OfferServiceTest, WhatWasChangedSinceIsNamed) {
  const OfferId id = found();
  ASSERT_TRUE(studio_->boards.change(planner_, plan_,
                                     {.revision = desk()->revision, .lock = {"u01"}}, false));
  const auto view = studio_->offers.offer(planner_, plan_, id);
  ASSERT_TRUE(view);
  EXPECT_EQ(view->changed_since.size(), 1U);
  EXPECT_FALSE(view->outcome);
  EXPECT_EQ(rules_in(studio_->offers.accept(planner_, plan_, id, {}, {}).error()), "P103");
}

TEST_P(OfferServiceTest, RefusalsComeBeforeTimeIsSpent) {
  EXPECT_EQ(
      rules_in(studio_->offers.ask(planner_, plan_, {.territories = {7}, .balance = {}}).error()),
      "P101");
  // Two territories are to hold half of what four need.
  ASSERT_TRUE(studio_->boards.change(
      planner_, plan_, {.revision = desk()->revision, .add = {"Third", "Fourth"}}, false));
  const auto impossible = studio_->offers.ask(planner_, plan_, {.territories = {0, 1}});
  ASSERT_FALSE(impossible);
  EXPECT_TRUE(impossible.error().front().rule.starts_with("T"));
  ASSERT_TRUE(studio_->boards.set_state(planner_, plan_, PlanState::kInReview, {}));
  EXPECT_EQ(
      rules_in(studio_->offers.ask(planner_, plan_, {.territories = {}, .balance = {}}).error()),
      "P100");
}

TEST_P(OfferServiceTest, AnOfferThatRunsCannotBeAcceptedAndOneThatIsGoneIsNotFound) {
  const auto asked =
      studio_->offers.ask(planner_, plan_, {.territories = {}, .seconds = 1.0, .balance = {}});
  ASSERT_TRUE(asked);
  EXPECT_EQ(rules_in(studio_->offers.accept(planner_, plan_, asked->offer.id, {}, {}).error()),
            "P121");
  EXPECT_EQ(rules_in(studio_->offers.accept(planner_, plan_, OfferId(ids_.next()), {}, {}).error()),
            "P120");
  EXPECT_TRUE(studio_->offers.dismiss(planner_, plan_, asked->offer.id));
  EXPECT_EQ(studio_->offers.dismiss(planner_, plan_, OfferId(ids_.next())).error().rule, "P120");
  const auto reader = support::somebody(tenant_, person_, platform::identity::Role::kRep);
  EXPECT_EQ(studio_->offers.offers(reader, plan_)->size(), 1U);
  EXPECT_EQ(rules_in(studio_->offers.accept(reader, plan_, asked->offer.id, {}, {}).error()),
            "I001");
  const auto stranger =
      support::somebody(TenantId(ids_.next()), person_, platform::identity::Role::kPlanner);
  EXPECT_EQ(studio_->offers.offers(stranger, plan_).error().rule, "P050");
  EXPECT_EQ(rules_in(studio_->offers.offer(stranger, plan_, asked->offer.id).error()), "P120");
}

}  // namespace
}  // namespace bailiwick::planning
