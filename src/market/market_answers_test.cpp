// Goal: what is unknown is null or absent, and findings say where they come from. Method: answers by hand.
#include "market/market_answers.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace bailiwick::market {
namespace {

const Currency kAnswerEuro = *Currency::parse("EUR");

TEST(MarketAnswersTest, WhatIsUnknownIsNull) {
  const auto size = to_json(MarketSize{.currency = kAnswerEuro});
  EXPECT_TRUE(size["all"]["penetration"].is_null());
  EXPECT_FALSE(size.contains("as_of"));
  EXPECT_FALSE(size.contains("others"));
  const auto account = to_json(MarketAccount{.account = {}, .currency = kAnswerEuro});
  EXPECT_TRUE(account["potential"].is_null());
  EXPECT_TRUE(account["rule"].is_null());
  EXPECT_TRUE(account["workload"]["unit"].is_null());
}

TEST(MarketAnswersTest, FindingsAreOfTheirKind) {
  TerritoryPage page{.territory = {},
                     .name = "North",
                     .currency = kAnswerEuro,
                     .as_of = {},
                     .standing = {},
                     .white_space = {},
                     .unconverted = {}};
  page.standing.findings = {{FindingKind::kChallenge, 6}};
  page.standing.measures[2] = {
      .value = Decimal::whole(3), .median = Decimal::whole(4), .rank = 2, .count = 6};
  page.standing.industries = {{.name = "Shops", .peers = 4, .accounts = 2}};
  const auto json = to_json(page);
  EXPECT_EQ(json["measures"][2]["value"], "3.00");
  EXPECT_EQ(json["measures"][2]["rank"], 2);
  EXPECT_FALSE(json["measures"][3].contains("rank"));
  EXPECT_EQ(json["findings"][0]["kind"], "challenge");
  EXPECT_EQ(json["findings"][0]["measure"], "penetration");
  EXPECT_EQ(json["findings"][1]["industries"][0]["peers"], 4);
}

}  // namespace
}  // namespace bailiwick::market
