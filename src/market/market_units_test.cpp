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

INSTANTIATE_TEST_SUITE_P(Both, MarketUnitsTest, bailiwick::testing::on_both(),
                         bailiwick::testing::dialect_name);

}  // namespace
}  // namespace bailiwick::market
