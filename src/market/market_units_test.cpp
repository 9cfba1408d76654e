// Goal: a layer's market potential is summed over its territories, and a model without a layer, or a layer without the measure, has none. Method: three units.
#include "market/market_units.hpp"

#include <gtest/gtest.h>

#include "tests/support/measure_world.hpp"

namespace bailiwick::market {
namespace {

class MarketUnitsTest : public bailiwick::testing::MeasureTest {
 protected:
  std::optional<UnitMarket> read(std::optional<LayerId> layer,
                                 const UnitTerritories* of_whom = nullptr) {
    PotentialModel model = first_potential_model();
    model.layer = layer;
    const auto market = world->database().read([&](platform::db::Connection& c) {
      return unit_market(c, admin.tenant, *counter, model, of_whom);
    });
    EXPECT_TRUE(market) << market.error().message;
    return *market;
  }
};

TEST_P(MarketUnitsTest, UnitsAreSummedOverTheirTerritories) {
  const LayerId layer = add_layer({"1", "2", "3"});
  EXPECT_FALSE(read(std::nullopt));
  EXPECT_FALSE(read(LayerId(world->ids().next())));
  EXPECT_FALSE(read(layer)) << "it has no such measure";
  ASSERT_TRUE(measures->put(admin, layer, std::string(kMarketPotentialKey),
                            {.name = "M", .formula = "area_km2 + 1"}, {}));
  territories.said = {.ids = {north, south}, .names = {"N", "S"}, .of = {1, 0, 1}};
  const auto market = read(layer, &territories);
  ASSERT_TRUE(market);
  EXPECT_EQ(to_text(market->all), "303");
  EXPECT_EQ(to_text(market->territories.at(south)), "202");
  EXPECT_TRUE(read(layer)->territories.empty());
}

// ZIP codes and counties cover the same land: the market is that of the model's layer alone.
TEST_P(MarketUnitsTest, TwoLayersOfTheSameLandAreNotAddedUp) {
  const LayerId zips = add_layer({"1", "2", "3"});
  const LayerId counties = add_layer({"4", "5"}, "Counties");
  for (const LayerId layer : {zips, counties})
    ASSERT_TRUE(measures->put(admin, layer, std::string(kMarketPotentialKey),
                              {.name = "M", .formula = "area_km2 + 1"}, {}));
  EXPECT_EQ(to_text(read(zips)->all), "303");
  EXPECT_EQ(to_text(read(counties)->all), "202");
  add({.id = {}, .name = "One"});
  const auto counted = counter->count_company(admin.tenant, [](double) { return true; });
  ASSERT_TRUE(counted) << counted.error().front().message;
  ASSERT_EQ(counted->live.size(), 2U);
  for (const market_store::GroupSum& sum : counted->sums) EXPECT_EQ(sum.figures.accounts, 1);
}

INSTANTIATE_TEST_SUITE_P(Both, MarketUnitsTest, bailiwick::testing::on_both(),
                         bailiwick::testing::dialect_name);

}  // namespace
}  // namespace bailiwick::market
