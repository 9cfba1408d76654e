// Goal: offers come back as they were written, for their plan and company alone. Method: the functions on both databases.
#include "planning/offer_store.hpp"

#include <gtest/gtest.h>

#include "tests/support/studio_world.hpp"

namespace bailiwick::planning {
namespace {

namespace db = platform::db;
namespace support = bailiwick::testing;

using OfferStoreTest = support::StudioTest;
INSTANTIATE_TEST_SUITE_P(Both, OfferStoreTest, support::on_both(), support::dialect_name);

TEST(OfferState, HasAWord) {
  for (const OfferState state :
       {OfferState::kRunning, OfferState::kOpen, OfferState::kAccepted, OfferState::kDismissed})
    EXPECT_EQ(parse_offer_state(name_of(state)), state);
  EXPECT_EQ(parse_offer_state("lost"), std::nullopt);
}

TEST_P(OfferStoreTest, AnOfferIsKeptUpdatedAndListed) {
  const store::PlanKey key{tenant_, plan_};
  Offer offer;
  offer.id = OfferId(ids_.next());
  offer.plan = plan_;
  offer.job = made_plan_.job.id;
  offer.request = {.territories = {1}, .seconds = 5.0, .balance = {{"population", 0.2}}};
  offer.by = person_;
  ASSERT_TRUE(write([&](db::Connection& c) { return offer_store::insert(c, tenant_, offer); }));
  offer.state = OfferState::kOpen;
  offer.patch = BoardPatch{.moves = {{0, 0, 1}}};
  offer.units_moved = 1;
  offer.revision = 4;
  ASSERT_TRUE(write([&](db::Connection& c) { return offer_store::update(c, tenant_, offer); }));
  const auto found = read([&](db::Connection& c) { return offer_store::find(c, key, offer.id); });
  ASSERT_TRUE(found.value());
  EXPECT_EQ((*found)->patch, offer.patch);
  EXPECT_EQ((*found)->revision, 4);
  EXPECT_EQ((*found)->request.balance.at(0).tolerance, 0.2);
  EXPECT_EQ((*found)->by, person_);
  const auto list = read([&](db::Connection& c) { return offer_store::list(c, key, 5); });
  ASSERT_EQ(list.value().size(), 1U);
  EXPECT_EQ(list->front().state, OfferState::kOpen);
  const store::PlanKey stranger{TenantId(ids_.next()), plan_};
  EXPECT_EQ(read([&](db::Connection& c) { return offer_store::find(c, stranger, offer.id); })
                .value()
                .has_value(),
            false);
}

}  // namespace
}  // namespace bailiwick::planning
