// Goal: models and what a count found come back as they were kept, and a count takes the place of the one before. Method: on both databases.
#include "market/market_store.hpp"

#include <gtest/gtest.h>

#include "tests/support/measure_world.hpp"

namespace bailiwick::market {
namespace {

using market_store::Grouping;

class MarketStoreTest : public bailiwick::testing::MeasureTest {};

TEST_P(MarketStoreTest, ACountTakesThePlaceOfTheOneBefore) {
  const auto ran = world->database().write([&](platform::db::Connection& c) -> Result<void> {
    const TenantId tenant = admin.tenant;
    EXPECT_FALSE(*market_store::count(c, tenant));
    Figures figures;
    figures.accounts = 3;
    figures.potential = Decimal::whole(5);
    const LayerId layer(world->ids().next());
    const AccountId account(world->ids().next());
    const std::vector<market_store::GroupSum> sums = {{Grouping::kAll, "", figures},
                                                      {Grouping::kIndustry, "", figures},
                                                      {Grouping::kIndustry, "Shops", figures}};
    const std::vector<market_store::WhiteSpace> spaces = {
        {account, Decimal::whole(5), Decimal::whole(2), Decimal::whole(3)}};
    EXPECT_TRUE(market_store::replace_count(
        c, tenant, {.counted_at = world->now, .layer = layer, .visited = {0, 12, 3}}, sums,
        spaces));
    const auto count = *market_store::count(c, tenant);
    EXPECT_EQ(count->layer, layer);
    EXPECT_EQ(count->visited, (std::vector<std::int64_t>{0, 12, 3}));
    EXPECT_EQ(market_store::sums(c, tenant, Grouping::kIndustry)->at(1).key, "Shops");
    EXPECT_EQ(market_store::sums(c, tenant, Grouping::kAll)->at(0).figures, figures);
    EXPECT_EQ(market_store::white_space(c, tenant, 0, 9)->at(0).account, account);
    EXPECT_TRUE(market_store::white_space(c, tenant, 1, 9)->empty());
    EXPECT_TRUE(market_store::companies_counted_before(c, world->now.plus_seconds(1))->size() == 1);
    EXPECT_TRUE(market_store::companies_counted_before(c, world->now)->empty());
    EXPECT_TRUE(market_store::replace_count(c, tenant, {.counted_at = world->now}, {}, {}));
    EXPECT_FALSE((*market_store::count(c, tenant))->layer);
    EXPECT_TRUE(market_store::sums(c, tenant, Grouping::kIndustry)->empty());
    return {};
  });
  EXPECT_TRUE(ran) << ran.error().message;
}

TEST_P(MarketStoreTest, ModelsAreTheFirstUntilTheyAreChanged) {
  const auto ran = world->database().write([&](platform::db::Connection& c) -> Result<void> {
    EXPECT_EQ(market_store::workload_model(c, admin.tenant)->visits.size(), 3U);
    PotentialModel model = first_potential_model();
    model.serviceable = "true";
    model.version = 5;
    EXPECT_TRUE(market_store::put_model(c, {.tenant = admin.tenant, .at = world->now}, model));
    EXPECT_EQ(market_store::potential_model(c, admin.tenant)->serviceable, "true");
    EXPECT_EQ(market_store::potential_model(c, admin.tenant)->version, 5);
    return {};
  });
  EXPECT_TRUE(ran) << ran.error().message;
  EXPECT_EQ(market_store::parse_grouping("country"), Grouping::kCountry);
  EXPECT_FALSE(market_store::parse_grouping("planet"));
}

INSTANTIATE_TEST_SUITE_P(Both, MarketStoreTest, bailiwick::testing::on_both(),
                         bailiwick::testing::dialect_name);

}  // namespace
}  // namespace bailiwick::market
