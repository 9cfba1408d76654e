// Goal: coverages keep their areas to the step, survive being bytes, and tell which area a place is in, on borders too. Method: against the
// even-odd rule over all areas; every place of a chequered land is in exactly one field; broken bytes.
#include "geo/coverage.hpp"

#include <gtest/gtest.h>

#include "base/rng.hpp"
#include "geo/borders.hpp"

namespace bailiwick::geo {
namespace {

Area square(double west, double south, double size) {
  return {{{{west, south}, {west + size, south}, {west + size, south + size}, {west, south + size}},
           {}}};
}

// Fields of 1 by 1 degree, `side` a row.
std::vector<Area> fields(int side) {
  std::vector<Area> areas;
  for (int y = 0; y < side; ++y)
    for (int x = 0; x < side; ++x) areas.push_back(square(x, y, 1.0));
  return areas;
}

TEST(Coverage, AreasComeBackWithHolesAndIslands) {
  Area area = square(0, 0, 10);
  area[0].holes.push_back(square(2, 2, 3)[0].outer);
  area.push_back(square(20, 20, 1)[0]);
  const Coverage coverage = coverage_of(std::vector<Area>{area, {}});
  ASSERT_EQ(coverage.area_count(), 2U);
  const Area back = area_of(coverage, 0);
  ASSERT_EQ(back.size(), 2U);
  EXPECT_EQ(back[0].holes.size(), 1U);
  EXPECT_NEAR(size_m2(back), size_m2(area), 1.0);
  EXPECT_TRUE(area_of(coverage, 1).empty());
  EXPECT_TRUE(box_of(coverage, 1).is_empty());
  EXPECT_EQ(areas_of(coverage).size(), 2U);
}

TEST(Coverage, BytesReadBackAndBrokenOnesAreRefused) {
  const Coverage coverage = coverage_of(fields(4));
  const std::string bytes = to_bytes(coverage);
  const auto back = coverage_from(bytes);
  ASSERT_TRUE(back);
  EXPECT_EQ(back->steps.corners, coverage.steps.corners);
  EXPECT_EQ(back->steps.vertices, coverage.steps.vertices);
  EXPECT_EQ(back->steps.area_begin, coverage.steps.area_begin);
  for (std::size_t size = 0; size < bytes.size(); ++size)
    EXPECT_FALSE(coverage_from(std::string_view(bytes).substr(0, size)));
  EXPECT_FALSE(coverage_from(bytes + "x"));
  std::string wrong = bytes;
  wrong[4] = '\x7f';
  EXPECT_FALSE(coverage_from(wrong));
}

TEST(AreaFinder, EveryPlaceOfALandIsInOneField) {
  const Coverage coverage = coverage_of(fields(5));
  const AreaFinder finder(coverage);
  for (int y = 0; y <= 50; ++y) {
    for (int x = 0; x <= 50; ++x) {
      const LonLat place{x / 10.0, y / 10.0};
      int count = 0;
      for (std::size_t i = 0; i < coverage.area_count(); ++i)
        count += finder.is_inside(i, steps_of(place)) ? 1 : 0;
      const bool is_land = x < 50 && y < 50;  // borders belong to the field north or east of them
      EXPECT_EQ(count, is_land ? 1 : 0) << x << " " << y;
      EXPECT_EQ(finder.area_at(place).has_value(), is_land);
      if (is_land) {
        EXPECT_EQ(finder.area_at(place), (y / 10) * 5 + x / 10);
      }
    }
  }
}

TEST(AreaFinder, AgreesWithLookingAtEveryArea) {
  Rng rng(3);
  std::vector<Area> areas;
  const auto degrees = [&rng](int range) {
    return static_cast<double>(rng.below(static_cast<std::uint64_t>(range) * 10'000)) / 10'000.0;
  };
  for (int i = 0; i < 200; ++i) {
    const double x = degrees(20);
    const double y = degrees(20);
    areas.push_back(
        {{{{x, y}, {x + degrees(3), y + degrees(1)}, {x + degrees(1), y + degrees(3)}}, {}}});
  }
  const Coverage coverage = coverage_of(areas);
  const AreaFinder finder(coverage);
  for (int i = 0; i < 3'000; ++i) {
    const LonLat place{degrees(22), degrees(22)};
    std::optional<std::int32_t> expected;
    for (std::size_t a = 0; a < areas.size() && !expected; ++a)
      if (contains(areas[a], place)) expected = static_cast<std::int32_t>(a);
    EXPECT_EQ(finder.area_at(place), expected);
  }
}

}  // namespace
}  // namespace bailiwick::geo
