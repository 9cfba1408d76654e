// Goal: machines read what people read. Method: a judged map, its figures worked out by hand.
#include "planning/report_json.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/support/planning_world.hpp"

namespace bailiwick::planning {
namespace {

TEST(ReportJson, ItSaysWhatWasAskedAndFound) {
  const testing::TempFolder folder;
  const auto json = report_json(testing::judged(folder, "AAB\nAAB"));
  EXPECT_EQ(json["command"], "check");
  EXPECT_EQ(json["is_feasible"], false);
  EXPECT_EQ(json["asked"]["units"], 6);
  EXPECT_EQ(json["asked"]["balance"][0]["measure"], "population");
  EXPECT_EQ(json["found"]["territories"], 2);
  EXPECT_EQ(json["found"]["balance"][0]["total"], 60);
  EXPECT_NEAR(json["found"]["balance"][0]["worst_deviation"].get<double>(), 1.0 / 3.0, 1e-12);
  EXPECT_EQ(json["found"]["balance"][0]["outside"], 2);
  EXPECT_EQ(json["territories"][0]["amounts"]["population"], 40);
  EXPECT_TRUE(json["proof"]["bound"].is_null());
  EXPECT_FALSE(json["violations"].empty());
}

TEST(ReportJson, ACostIsADistanceOfTheAverageUnit) {
  territory::Problem problem;
  problem.positions.resize(4);
  EXPECT_DOUBLE_EQ(as_km(problem, 4 * 2000.0 * 2000.0), 2.0);
  problem.power = territory::DistancePower::kLinear;
  EXPECT_DOUBLE_EQ(as_km(problem, 4 * 3000.0), 3.0);
}

}  // namespace
}  // namespace bailiwick::planning
