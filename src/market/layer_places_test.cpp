// Goal: swapped coordinates are suspected where what the company has says so, and nowhere else. Method: the Netherlands both ways round, held against accounts and layers.
#include "market/layer_places.hpp"

#include <gtest/gtest.h>

namespace bailiwick::market {
namespace {

constexpr LayerBounds kNetherlands = {3.3, 50.7, 7.2, 53.6};
constexpr LayerBounds kSwapped = {50.7, 3.3, 53.6, 7.2};
constexpr geo::LonLat kUtrecht = {5.1, 52.1};
constexpr geo::LonLat kNewYork = {-74.0, 40.7};

bool is_suspected(const LayerBounds& bounds, const CompanyPlaces& places) {
  return swapped_finding(bounds, 4, places).has_value();
}

TEST(LayerPlaces, AccountsSayWhetherTheLayerLiesAmongThem) {
  const CompanyPlaces home{.accounts = {kUtrecht, kUtrecht, kNewYork}, .layers = {}};
  const auto found = swapped_finding(kSwapped, 4, home);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->rule, "M100");
  EXPECT_EQ(found->count, 4);
  EXPECT_NE(found->message.find("look like latitude, longitude"), std::string::npos);
  EXPECT_NE(found->message.find("50.7 to 53.6"), std::string::npos) << found->message;
  EXPECT_FALSE(is_suspected(kNetherlands, home));
}

TEST(LayerPlaces, ALayerOfAnotherCountryIsNoMistake) {
  // Only a third of the accounts would lie in it if it were swapped.
  EXPECT_FALSE(is_suspected(kSwapped, {.accounts = {kUtrecht, kNewYork, kNewYork}, .layers = {}}));
  EXPECT_FALSE(is_suspected(kSwapped, {.accounts = {kNewYork}, .layers = {}}));
  // Swapped, it would not be on Earth.
  EXPECT_FALSE(is_suspected({-125.0, 24.0, -66.0, 49.0}, {.accounts = {kUtrecht}, .layers = {}}));
}

TEST(LayerPlaces, AccountsThatLieInItSpeakAgainst) {
  std::vector<geo::LonLat> accounts(100, kUtrecht);
  accounts.insert(accounts.end(), 5, geo::LonLat{52.0, 5.0});
  EXPECT_TRUE(is_suspected(kSwapped, {.accounts = accounts, .layers = {}}));
  accounts.push_back({52.0, 5.0});
  EXPECT_FALSE(is_suspected(kSwapped, {.accounts = accounts, .layers = {}}));
}

TEST(LayerPlaces, WithoutAccountsOtherLayersAreAsked) {
  EXPECT_FALSE(is_suspected(kSwapped, {}));
  const auto found = swapped_finding(kSwapped, 1, {.accounts = {}, .layers = {kNetherlands}});
  ASSERT_TRUE(found);
  EXPECT_NE(found->message.find("no other layers"), std::string::npos);
  EXPECT_FALSE(is_suspected(kSwapped, {.accounts = {}, .layers = {kNetherlands, kSwapped}}));
  EXPECT_FALSE(is_suspected(kNetherlands, {.accounts = {}, .layers = {kNetherlands}}));
}

}  // namespace
}  // namespace bailiwick::market
