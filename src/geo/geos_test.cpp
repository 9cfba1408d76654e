// Goal: areas survive the way to GEOS and back, with holes and islands. Method: their size before and after, and what is no polygon.
#include "geo/geos.hpp"

#include <gtest/gtest.h>

#include <thread>

namespace bailiwick::geo {
namespace {

Ring square(double west, double south, double size) {
  return {{west, south}, {west + size, south}, {west + size, south + size}, {west, south + size}};
}

TEST(Geos, AreasComeBack) {
  const Area area = {{square(0, 0, 10), {square(2, 2, 3)}}, {square(20, 20, 1), {}}};
  const Coverage coverage = coverage_of(std::vector<Area>{area});
  const Geos geos;
  const auto from_coverage = geos.multipolygon(coverage, 0);
  const auto from_area = geos.multipolygon(area);
  for (const GEOSGeometry* geometry : {from_coverage.get(), from_area.get()}) {
    const Area back = geos.area(geometry);
    ASSERT_EQ(back.size(), 2U);
    EXPECT_EQ(back[0].holes.size(), 1U);
    EXPECT_NEAR(size_m2(back), size_m2(area), 1.0);
  }
}

TEST(Geos, LinesAreNoArea) {
  const Geos geos;
  const std::vector<PlanePoint> points = {{0, 0}, {5, 5}, {7, 1}};
  const auto line = geos.line(points);
  EXPECT_EQ(geos.points(line.get()), points);
  EXPECT_TRUE(geos.area(line.get()).empty());
  EXPECT_TRUE(geos.area(geos.collection(GEOS_GEOMETRYCOLLECTION, {}).get()).empty());
}

TEST(Geos, AWatchIsAskedOnItsOwnThreadAndThatLastMadeFirst) {
  const Geos geos;
  const Coverage coverage =
      coverage_of(std::vector<Area>{{{square(0, 0, 10), {}}}, {{square(5, 5, 10), {}}}});
  const auto is_cut = [&coverage] {
    const Geos own;
    const auto first = own.multipolygon(coverage, 0);
    const auto second = own.multipolygon(coverage, 1);
    return own.take(GEOSIntersection_r(own.context(), first.get(), second.get())) != nullptr;
  };
  int outer_asked = 0;
  const GeosWatch outer([&] { return ++outer_asked > 0; });
  {
    const GeosWatch inner([] { return false; });
    EXPECT_FALSE(is_cut());
    EXPECT_TRUE(inner.is_stopped());
    bool is_cut_elsewhere = false;
    std::thread other([&] { is_cut_elsewhere = is_cut(); });
    other.join();
    EXPECT_TRUE(is_cut_elsewhere);
    EXPECT_EQ(outer_asked, 0);
  }
  EXPECT_TRUE(is_cut());
  EXPECT_GT(outer_asked, 0);
  EXPECT_FALSE(outer.is_stopped());
}

}  // namespace
}  // namespace bailiwick::geo
