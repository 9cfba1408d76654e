// Goal: models come back as they were kept, and amounts have their currency's decimals. Method: by hand.
#include "market/market_json.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace bailiwick::market {
namespace {

TEST(MarketJsonTest, ModelsComeBack) {
  WorkloadModel workload = first_workload_model();
  workload.minutes_by_complexity = {1, 2, 3, 4, 5};
  workload.complexity_default = 4;
  workload.layer = LayerId(Uuid{});
  const WorkloadModel kept = read_workload_model(text_of(workload));
  EXPECT_EQ(to_json(kept), to_json(workload));
  EXPECT_EQ(kept.visits, workload.visits);
  EXPECT_EQ(kept.layer, workload.layer);
  PotentialModel potential = first_potential_model();
  potential.rules = {{.name = "a", .formula = "true", .amount = "1"}};
  potential.serviceable = "true";
  EXPECT_EQ(to_json(read_potential_model(text_of(potential))), to_json(potential));
  EXPECT_TRUE(to_json(potential)["layer"].is_null());
}

TEST(MarketJsonTest, WhatIsNoNumberIsOutOfEveryRange) {
  nlohmann::json json = to_json(first_workload_model());
  json["detour"] = "far";
  EXPECT_EQ(mistakes_of(workload_model_of(json)).at(0).pointer, "/detour");
}

TEST(MarketJsonTest, AmountsHaveTheirCurrencysDecimals) {
  EXPECT_EQ(money_text(Decimal::whole(12), *Currency::parse("EUR")), "12.00");
  EXPECT_EQ(money_text(*parse_decimal("12.5"), *Currency::parse("JPY")), "12");
  EXPECT_EQ(money_text(Decimal::highest(), *Currency::parse("EUR")), to_text(Decimal::highest()));
  const auto json = to_json(std::vector<Unconverted>{
      {.currency = *Currency::parse("USD"), .amount = Decimal::whole(3), .count = 2}});
  EXPECT_EQ(json.dump(), R"([{"amount":"3.00","count":2,"currency":"USD"}])");
}

}  // namespace
}  // namespace bailiwick::market
