// Goal: a postal code is known where a layer has its unit. Method: codes as people write them, and layers on both databases.
#include "market/layer_codes.hpp"

#include <gtest/gtest.h>

#include "market/layer_store.hpp"
#include "tests/support/market_world.hpp"

namespace bailiwick::market {
namespace {

TEST(LayerCodes, ACodeIsKnownByItsFirstCharacters) {
  const LayerCodes layer{.country = "NL", .characters = 4, .codes = {"1011", "1012"}};
  for (const char* known : {"1012", "1012 ab", "10 11", "1012*", "1012A*", "10*", "*"})
    EXPECT_TRUE(layer.has(known)) << known;
  for (const char* unknown : {"1013", "1013AB", "101", "11*", "1013*", "99999x", ""})
    EXPECT_FALSE(layer.has(unknown)) << unknown;
  EXPECT_FALSE((LayerCodes{.country = {}, .characters = 4, .codes = {}}.has("*")));
}

class LayerCodesTest : public bailiwick::testing::MarketTest {};

TEST_P(LayerCodesTest, ReadyLayersThatAreMatchedByPostalCodeAreRead) {
  const auto ran = world->database().write([&](platform::db::Connection& c) -> Result<void> {
    const MatchRule by_code{.by = MatchBy::kPostalCode, .characters = 4};
    const auto add = [&](const char* name, LayerState state, MatchRule match) {
      const Layer layer{.id = LayerId(world->ids().next()),
                        .name = name,
                        .country = "NL",
                        .shape = LayerShape::kCells,
                        .match = match,
                        .state = state,
                        .created_at = world->now};
      EXPECT_TRUE(layer_store::insert_layer(c, admin.tenant, layer, admin.person));
      const std::vector<LayerUnit> units = {{.code = "10 11a"}, {.code = "1011B"}};
      EXPECT_TRUE(layer_store::insert_units(c, {admin.tenant, layer.id}, units));
    };
    add("Ready", LayerState::kReady, by_code);
    add("Loading", LayerState::kLoading, by_code);
    add("Places", LayerState::kReady, {.by = MatchBy::kPlace});
    const auto layers = postal_layers(c, admin.tenant);
    EXPECT_EQ(layers->size(), 1U);
    EXPECT_EQ(layers->front().country, "NL");
    EXPECT_EQ(layers->front().characters, 4);
    EXPECT_EQ(layers->front().codes, (std::vector<std::string>{"1011A", "1011B"}));
    EXPECT_TRUE(postal_layers(c, TenantId(world->ids().next()))->empty());
    return {};
  });
  EXPECT_TRUE(ran) << ran.error().message;
}

INSTANTIATE_TEST_SUITE_P(Both, LayerCodesTest, bailiwick::testing::on_both(),
                         bailiwick::testing::dialect_name);

}  // namespace
}  // namespace bailiwick::market
