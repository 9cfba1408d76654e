// Goal: what is asked of the optimiser comes back from its JSON. Method: with everything and with nothing.
#include "planning/offer_json.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace bailiwick::planning {
namespace {

TEST(OfferJson, ARequestComesBack) {
  const OptimiseRequest request{.territories = {3, 1},
                                .seconds = 7.5,
                                .balance = {{"population", 0.05}},
                                .disruption_cap = 0.25,
                                .seed = 9};
  const OptimiseRequest back = optimise_request_of(to_json(request));
  EXPECT_EQ(back.territories, request.territories);
  EXPECT_EQ(back.seconds, 7.5);
  EXPECT_EQ(back.balance.at(0).measure, "population");
  EXPECT_EQ(back.disruption_cap, 0.25);
  EXPECT_EQ(back.seed, 9U);
  const OptimiseRequest usual = optimise_request_of(nlohmann::json::object());
  EXPECT_TRUE(usual.territories.empty());
  EXPECT_EQ(usual.seconds, 10.0);
  EXPECT_FALSE(usual.disruption_cap);
}

TEST(OfferJson, AnOfferTellsItsFigures) {
  Offer offer;
  offer.figures = R"({"before":{"rms_km":2.0},"after":{"rms_km":1.5}})";
  const nlohmann::json json = to_json(offer);
  EXPECT_EQ(json["after"]["rms_km"], 1.5);
  EXPECT_EQ(json["state"], "running");
  EXPECT_FALSE(json.contains("by"));
}

}  // namespace
}  // namespace bailiwick::planning
