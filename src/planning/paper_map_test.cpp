// Goal: a map fills its box, borders are drawn once, and labels lie within their territory or nowhere. Method: a grid of units.
#include "planning/paper_map.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "geo/mesh.hpp"
#include "planning/map_geojson.hpp"

namespace bailiwick::planning {
namespace {

using platform::files::PdfBox;
using platform::files::PdfPoint;
using platform::files::PdfShape;

constexpr PdfBox kPage{0, 0, 600, 800};

// Units of 4 by 3.
std::shared_ptr<const BoardGround> grid_ground() {
  std::string csv = "unit,lon,lat,population\n";
  for (int y = 0; y < 3; ++y)
    for (int x = 0; x < 4; ++x)
      csv += "u" + std::to_string(y) + std::to_string(x) + "," + std::to_string(5.0 + 0.1 * x) +
             "," + std::to_string(52.0 + 0.06 * y) + ",1\n";
  const auto ground = ground_of(csv, {.name = "Grid",
                                      .dataset = {},
                                      .territories = 2,
                                      .balance = {{.measure = "population", .tolerance = 0.1}}});
  EXPECT_TRUE(ground) << ground.error().front().message;
  return *ground;
}

TEST(PaperMap, AMapIsWholeWithinItsBoxWithTheNorthAbove) {
  const auto ground = grid_ground();
  const PaperMapPtr map = paper_map(*ground);
  const PdfBox box{100, 200, 300, 150};
  const PaperView view(map->box, box);
  ASSERT_EQ(map->cells.area_count(), 12U);
  for (std::size_t area = 0; area < 12; ++area) {
    const PdfShape shape = shape_on(view, map->cells, area);
    ASSERT_FALSE(shape.is_empty());
    for (const PdfPoint p : shape.rings[0]) {
      EXPECT_GE(p.x, box.x - 0.01);
      EXPECT_LE(p.x, box.right() + 0.01);
      EXPECT_GE(p.y, box.y - 0.01);
      EXPECT_LE(p.y, box.bottom() + 0.01);
    }
    EXPECT_TRUE(view.shows(map->cells, area));
  }
  EXPECT_GT(shape_on(view, map->cells, 0).rings[0][0].y,
            shape_on(view, map->cells, 8).rings[0][0].y);
}

TEST(PaperMap, ABoxAroundUnitsLeavesTheOthersOut) {
  const auto ground = grid_ground();
  const PaperMapPtr map = paper_map(*ground);
  std::vector<std::uint8_t> is_shown(12, 0);
  is_shown[0] = 1;
  const PaperView view(box_around(*map, is_shown, 0.0), {0, 0, 100, 100});
  EXPECT_TRUE(view.shows(map->cells, 0));
  EXPECT_FALSE(view.shows(map->cells, 11));
  const MapBox none = box_around(*map, std::vector<std::uint8_t>(12, 0), 0.0);
  EXPECT_DOUBLE_EQ(none.x_low, map->box.x_low);
}

TEST(PaperMap, BordersOfTerritoriesAreDrawnOnce) {
  const auto ground = grid_ground();
  const PaperMapPtr map = paper_map(*ground);
  const std::vector<std::int32_t> halves = {0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1, 1};
  const geo::Mesh shapes = geo::dissolve(map->cells, halves, 2);
  const auto lines = borders_on(PaperView(map->box, {0, 0, 100, 100}), shapes);
  EXPECT_EQ(lines.size(), 3U);  // the border between, and the outside of each
}

TEST(PaperMap, ALabelIsPutWhereItFitsAndNowhereElse) {
  // An L whose foot alone is wide enough.
  const PdfShape shape{{{{0, 0}, {20, 0}, {20, 60}, {100, 60}, {100, 100}, {0, 100}}}};
  const auto place = label_place(shape, {60, 10}, kPage);
  ASSERT_TRUE(place);
  EXPECT_GT(place->y, 60.0 + 5.0);
  EXPECT_NEAR(place->x, 50.0, 1.0);
  EXPECT_FALSE(label_place(shape, {120, 10}, kPage));
  EXPECT_FALSE(label_place(shape, {10, 120}, kPage));
  EXPECT_NEAR(label_place(shape, {20, 10}, {0, 0, 30, 200})->x, 15.0, 1.0);
  EXPECT_FALSE(label_place(shape, {60, 10}, {0, 0, 50, 200}));
  // Not into a hole.
  const PdfShape ring{
      {{{0, 0}, {100, 0}, {100, 100}, {0, 100}}, {{10, 10}, {90, 10}, {90, 90}, {10, 90}}}};
  EXPECT_FALSE(label_place(ring, {30, 12}, kPage));
}

TEST(PaperMap, ColoursDifferAlsoInGrey) {
  for (std::int32_t a = 0; a < kMapColours; ++a)
    for (std::int32_t b = 0; b < a; ++b) {
      const auto grey = [](platform::files::PdfColour c) {
        return 0.2126 * c.red + 0.7152 * c.green + 0.0722 * c.blue;
      };
      EXPECT_GT(std::abs(grey(map_colour(a)) - grey(map_colour(b))), 0.04) << a << b;
    }
}

}  // namespace
}  // namespace bailiwick::planning
