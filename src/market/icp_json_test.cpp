// Goal: criteria come back from their text, and what is infinite or absent is left out of JSON.
#include "market/icp_json.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace bailiwick::market {
namespace {

const std::vector<Criterion> kCriteria = {
    {.name = "A \"quoted\" one", .formula = "true", .weight = 7},
    {.name = "B", .formula = "false", .weight = 1}};

TEST(IcpJson, CriteriaComeBack) {
  EXPECT_EQ(read_criteria(criteria_text(kCriteria)), kCriteria);
  EXPECT_TRUE(read_criteria("nonsense").empty());
}

TEST(IcpJson, WhatIsInfiniteIsAbsent) {
  FittedProfile fitted{.criteria = kCriteria, .fit = {}};
  fitted.fit = fit_icp(
      {{.marks = {.held = 1}, .won = 30, .lost = 20}, {.marks = {.held = 2}, .won = 0, .lost = 40}},
      2);
  const nlohmann::json json = to_json(fitted);
  const auto& first = json["criteria"][0];
  EXPECT_FALSE(first["lift"].contains("estimate"));
  EXPECT_FALSE(first["lift"].contains("most"));
  EXPECT_GT(first["lift"]["least"], 1.0);
  EXPECT_EQ(json["criteria"][1]["finding"], "follows");
  EXPECT_EQ(json["criteria"][1]["akin"][0], kCriteria[0].name);
  EXPECT_FALSE(json["criteria"][1].contains("proposed_weight"));
  EXPECT_FALSE(first["unknown"].contains("rate"));
  EXPECT_FALSE(to_json(IcpProfile{.id = {}, .name = "P", .criteria = {}, .created_at = {}})
                   .contains("activated_at"));
}

}  // namespace
}  // namespace bailiwick::market
