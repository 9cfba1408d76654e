// Goal: what was asked survives the way through the database, and a plan shows what the API promises. Method: there and back.
#include "planning/plan_json.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace bailiwick::planning {
namespace {

Uuid uuid(std::uint8_t last) {
  Uuid made;
  made.bytes[15] = last;
  return made;
}

TEST(PlanJson, WhatWasAskedComesBack) {
  NewPlan asked{.name = "North \"2027\"",
                .dataset = DatasetId(uuid(7)),
                .territories = 500,
                .balance = {{"population", 0.02}},
                .seconds = 20.5,
                .seed = 42};
  const NewPlan back = new_plan_of(to_json(asked));
  EXPECT_EQ(back.name, asked.name);
  EXPECT_EQ(back.dataset, asked.dataset);
  EXPECT_EQ(back.territories, 500);
  ASSERT_EQ(back.balance.size(), 1U);
  EXPECT_EQ(back.balance[0].measure, "population");
  EXPECT_DOUBLE_EQ(back.balance[0].tolerance, 0.02);
  EXPECT_DOUBLE_EQ(back.seconds, 20.5);
  EXPECT_EQ(back.seed, 42U);
}

TEST(PlanJson, APlanWithoutADesignHasNoSummary) {
  Plan plan;
  plan.id = PlanId(uuid(1));
  auto json = to_json(plan);
  EXPECT_FALSE(json.contains("summary"));
  EXPECT_FALSE(json.contains("created_by"));
  plan.summary = R"({"rms_km":61.2})";
  plan.job = JobId(uuid(2));
  json = to_json(plan);
  EXPECT_EQ(json["summary"]["rms_km"], 61.2);
  plan.summary = R"({"violations":["North has no units."]})";
  EXPECT_EQ(to_json(plan)["summary"]["violations"][0]["text"], "North has no units.")
      << "of a plan from when they were sentences alone";
  EXPECT_TRUE(json["job"].get<std::string>().starts_with("job_"));
}

TEST(PlanJson, ATerritoryHasItsFiguresByMeasure) {
  const auto json = to_json(PlanTerritory{.index = 3,
                                          .name = "T003",
                                          .unit_count = 2,
                                          .amounts = R"({"beds":4})",
                                          .deviations = "{}",
                                          .rms_km = 1.5,
                                          .centre_lon = 5.0,
                                          .centre_lat = 52.0});
  EXPECT_EQ(json["amounts"]["beds"], 4);
  EXPECT_EQ(json["centre"]["lat"], 52.0);
}

TEST(PlanJson, ListsOfTextsComeBack) {
  const std::vector<std::string> texts = {"a", "b \"c\""};
  EXPECT_EQ(texts_of(list_text(texts)), texts);
}

}  // namespace
}  // namespace bailiwick::planning
