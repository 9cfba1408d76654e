// Goal: objectives and their shares come back as they were kept, and a version that is not the current one changes nothing. Method: on both databases.
#include "market/objective_store.hpp"

#include <gtest/gtest.h>

#include "tests/support/market_world.hpp"

namespace bailiwick::market {
namespace {

class ObjectiveStoreTest : public bailiwick::testing::MarketTest {};

TEST_P(ObjectiveStoreTest, ObjectivesComeBackWithTheirShares) {
  const auto ran = world->database().write([&](platform::db::Connection& c) -> Result<void> {
    const TenantId tenant = admin.tenant;
    Objective money{.id = ObjectiveId(world->ids().next()),
                    .name = "Revenue",
                    .first_day = LocalDate(20'000),
                    .last_day = LocalDate(20'100),
                    .target = 500,
                    .currency = Currency::parse("USD"),
                    .segment = "employees > 5",
                    .created_at = world->now};
    Objective count = money;
    count.id = ObjectiveId(world->ids().next());
    count.metric = Metric::kNewAccounts;
    count.first_day = LocalDate(20'001);
    count.currency.reset();
    for (const Objective& objective : {money, count})
      EXPECT_TRUE(objective_store::insert_objective(c, tenant, objective, admin.person));
    money.shares = {{.territory = north, .weight = 2, .amount = 300},
                    {.territory = south, .weight = 1, .amount = 200}};
    EXPECT_TRUE(objective_store::put_shares(c, tenant, money));
    const auto all = objective_store::objectives(c, tenant);
    EXPECT_EQ(all->at(0).metric, Metric::kNewAccounts);
    EXPECT_FALSE(all->at(0).currency);
    EXPECT_TRUE(all->at(0).shares.empty());
    EXPECT_EQ(all->at(1).currency, money.currency);
    EXPECT_EQ(all->at(1).segment, money.segment);
    EXPECT_EQ(all->at(1).shares.size(), 2U);
    money.name = "More";
    EXPECT_TRUE(*objective_store::update_objective(c, tenant, money));
    EXPECT_FALSE(*objective_store::update_objective(c, tenant, money));
    const auto found = objective_store::find_objective(c, tenant, money.id);
    EXPECT_EQ((*found)->name, "More");
    EXPECT_TRUE(*objective_store::delete_objective(c, tenant, **found));
    EXPECT_FALSE(*objective_store::find_objective(c, tenant, money.id));
    return {};
  });
  EXPECT_TRUE(ran) << ran.error().message;
}

INSTANTIATE_TEST_SUITE_P(Both, ObjectiveStoreTest, bailiwick::testing::on_both(),
                         bailiwick::testing::dialect_name);

}  // namespace
}  // namespace bailiwick::market
