// Goal: the map has an area around each unit's place, and columns are what the file says. Method: a grid of units, read back by the TopoJSON reader.
#include "planning/dataset_map.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "geo/coverage.hpp"
#include "platform/files/topojson.hpp"
#include "tests/support/planning_world.hpp"

namespace bailiwick::planning {
namespace {

namespace files = platform::files;

files::Units units_of(const std::string& csv) {
  return *files::parse_units(*files::text_from_bytes("units.csv", csv));
}

TEST(DatasetMap, HasACellAroundEachUnit) {
  const files::Units units = units_of(testing::units_csv("ABC\nABC\nABC"));
  const auto file =
      files::text_from_bytes("map", dataset_map(units), {.line_bytes = std::size_t{1} << 20});
  const auto features = files::parse_topojson(*file, "units");
  ASSERT_TRUE(features) << features.error().front().message;
  ASSERT_EQ(features->areas.size(), 9U);
  const geo::Coverage coverage = geo::coverage_of(features->areas);
  const geo::AreaFinder finder(coverage);
  for (std::size_t u = 0; u < units.places.size(); ++u)
    EXPECT_EQ(finder.area_at(units.places[u]), static_cast<std::int32_t>(u));
}

TEST(DatasetMap, RunsOnBeyondTheAntimeridian) {
  const files::Units units =
      units_of("unit,lon,lat\na,179.5,50\nb,-179.5,50\nc,179.5,51\nd,-179.5,51\n");
  const auto map = nlohmann::json::parse(dataset_map(units));
  const double width = map["transform"]["scale"][0].get<double>();
  for (const auto& arc : map["arcs"])
    for (std::size_t i = 1; i < arc.size(); ++i)
      EXPECT_LT(std::abs(arc[i][0].get<double>() * width), 10.0) << "no line around the world";
}

TEST(DatasetMap, ColumnsAreWhatTheFileSays) {
  const auto json = nlohmann::json::parse(
      dataset_columns(units_of("unit,lon,lat,people,revenue\na,5,52,7,1.25\nb,6,52,8,2\n")));
  EXPECT_EQ(json["units"], nlohmann::json::array({"a", "b"}));
  EXPECT_EQ(json["lon"][1], 6.0);
  EXPECT_EQ(json["measures"][0]["values"], nlohmann::json::array({7, 8}));
  EXPECT_EQ(json["measures"][1]["values"][0], 1.25);
}

}  // namespace
}  // namespace bailiwick::planning
