// Goal: the map says what the units are: the same areas within its grid, in the order of places. Method: read back by the TopoJSON reader; shared borders
// are written once; units without areas are points.
#include "platform/files/unit_map.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "platform/files/topojson.hpp"

namespace bailiwick::platform::files {
namespace {

geo::Ring square(double west, double south, double size) {
  return {{west, south}, {west + size, south}, {west + size, south + size}, {west, south + size}};
}

TEST(UnitMap, ReadsBackAsTheSameAreas) {
  const std::vector<geo::Area> areas = {
      {{square(5, 50, 1), {}}},
      {{square(6, 50, 1), {}}},
      {},
      {{square(-10, 50, 2), {square(-9.5, 50.5, 1)}}, {square(-3, 50, 1), {}}}};
  const std::vector<MapUnit> units = {{.id = "a\"b", .point = {5.5, 50.5}},
                                      {.id = "c", .point = {6.5, 50.5}},
                                      {.id = "d", .point = {7.12345, 51}},
                                      {.id = "e", .point = {-9.8, 50.2}}};
  const geo::Coverage shapes = geo::coverage_of(areas);
  const std::string text = unit_map(units, shapes);
  const auto json = nlohmann::json::parse(text);
  EXPECT_EQ(json["arcs"].size(), 3U + 3U) << "two fields share a border; two rings and a hole";
  const auto file = text_from_bytes("map", text, {.line_bytes = std::size_t{1} << 20});
  const auto features = parse_topojson(*file, "units");
  ASSERT_TRUE(features) << features.error().front().message;
  ASSERT_EQ(features->areas.size(), 4U);
  const double grid = map_grid_deg(shapes);
  for (std::size_t i = 0; i < areas.size(); ++i) {
    EXPECT_EQ(json["objects"]["units"]["geometries"][i]["id"], units[i].id);
    if (areas[i].empty()) continue;
    EXPECT_NEAR(geo::size_m2(features->areas[i]) / geo::size_m2(areas[i]), 1.0, 4 * grid);
  }
  EXPECT_NEAR(features->points[2].lon_deg, 7.12345, grid);
}

TEST(UnitMap, TheGridFollowsSmallUnits) {
  const auto grid = [](double size) {
    return map_grid_deg(geo::coverage_of(std::vector<geo::Area>{{{square(0, 0, size), {}}}}));
  };
  EXPECT_NEAR(grid(0.04), 0.0008, 1e-9);
  EXPECT_EQ(grid(50.0), kGridCoarsest_deg);
  EXPECT_EQ(grid(1e-5), kGridFinest_deg);
  EXPECT_EQ(map_grid_deg({}), kGridFinest_deg);
  EXPECT_EQ(nlohmann::json::parse(unit_map({}, {}))["arcs"].size(), 0U);
}

}  // namespace
}  // namespace bailiwick::platform::files
