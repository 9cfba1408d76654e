// Goal: the files say the plan exactly. Method: a judged map; the GeoJSON is parsed and its areas added up.
#include "planning/plan_files.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "planning/map_cells.hpp"
#include "tests/support/planning_world.hpp"

namespace bailiwick::planning {
namespace {

TEST(PlanFiles, PlanCsvHasALineAUnit) {
  const testing::TempFolder folder;
  EXPECT_EQ(plan_csv(testing::judged(folder, "AB")), "unit,territory\nu00,A\nu01,B\n");
}

TEST(PlanFiles, TerritoriesCsvHasARowATerritoryWithEveryMeasure) {
  const testing::TempFolder folder;
  const std::string text = territories_csv(testing::judged(folder, "AAB\nABB"));
  EXPECT_EQ(text.substr(0, text.find('\n')),
            "territory,units,population,beds,population_deviation,lon,lat,centre_unit,rms_km,mean_"
            "km,radius_km,pieces");
  EXPECT_NE(text.find("\nA,3,30,1,0.000000,"), std::string::npos) << text;
  EXPECT_NE(text.find("\nB,3,30,5,0.000000,"), std::string::npos) << text;
}

TEST(PlanFiles, GeoJsonHoldsClosedRingsOfEveryTerritory) {
  const testing::TempFolder folder;
  const Outcome outcome = testing::judged(folder, "AAA\nABA\nAAA");
  const geo::Mesh shapes =
      geo::dissolve(outcome.map.cells, territory_of_cells(outcome), outcome.plan.k);
  const auto json = nlohmann::json::parse(territories_geojson(outcome, shapes));
  ASSERT_EQ(json["features"].size(), 2U);
  const auto& around = json["features"][0];
  EXPECT_EQ(around["properties"]["territory"], "A");
  EXPECT_EQ(around["properties"]["population"], 80);
  ASSERT_EQ(around["geometry"]["coordinates"].size(), 1U);
  EXPECT_EQ(around["geometry"]["coordinates"][0].size(), 2U) << "an outer ring and its hole";
  for (const auto& ring : around["geometry"]["coordinates"][0])
    EXPECT_EQ(ring.front(), ring.back());
}

}  // namespace
}  // namespace bailiwick::planning
