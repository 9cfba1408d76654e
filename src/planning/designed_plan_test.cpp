// Goal: what is kept of a design is what the checker found. Method: a plan drawn in the test, judged.
#include "planning/designed_plan.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/support/planning_world.hpp"

namespace bailiwick::planning {
namespace {

TEST(DesignedPlan, FiguresTerritoriesAndFilesAreKept) {
  const testing::TempFolder folder;
  const DesignedPlan designed = designed_plan_of(testing::judged(folder, "AAB\nAAB"));
  const auto summary = nlohmann::json::parse(designed.summary);
  EXPECT_FALSE(summary["is_feasible"].get<bool>());
  EXPECT_NEAR(summary["worst_deviation"].get<double>(), 1.0 / 3.0, 1e-12);
  EXPECT_FALSE(summary.contains("gap"));
  ASSERT_EQ(summary["violations"].size(), 2U);
  EXPECT_EQ(summary["violations"][0]["rule"], "T052");
  EXPECT_EQ(summary["violations"][0]["values"]["case"], "most");
  EXPECT_EQ(summary["violations"][0]["values"]["territory"], "A");
  EXPECT_EQ(summary["violations"][0]["values"]["amount"], "40");
  ASSERT_EQ(designed.territories.size(), 2U);
  EXPECT_EQ(designed.territories[0].name, "A");
  EXPECT_EQ(designed.territories[0].unit_count, 4);
  EXPECT_EQ(nlohmann::json::parse(designed.territories[0].amounts)["population"], 40);
  EXPECT_TRUE(designed.units_csv.starts_with("unit,territory\n"));
  EXPECT_EQ(nlohmann::json::parse(designed.map_geojson)["features"].size(), 2U);
}

}  // namespace
}  // namespace bailiwick::planning
