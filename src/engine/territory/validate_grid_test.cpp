// Goal: no point within reach is missed. Method: random points against trying all pairs, at several reaches.
#include "engine/territory/validate_grid.hpp"

#include <gtest/gtest.h>

#include "base/rng.hpp"

namespace bailiwick::engine::territory::validation {
namespace {

std::vector<geo::Position> random_points(Rng& rng, int count, std::uint64_t side_m) {
  std::vector<geo::Position> points;
  for (int i = 0; i < count; ++i) {
    const auto coordinate = [&] {
      return static_cast<std::int32_t>(static_cast<std::int64_t>(rng.below(2 * side_m + 1)) -
                                       static_cast<std::int64_t>(side_m));
    };
    points.push_back({coordinate(), coordinate(), coordinate()});
  }
  return points;
}

TEST(Grid, FindsEveryPointWithinReach) {
  Rng rng(7);
  for (const double reach_m : {1.0, 5'000.0, 80'000.0, 3e6}) {
    const auto points = random_points(rng, 300, 1'000'000);
    const Grid grid(points, reach_m);
    for (const geo::Position& p : points) {
      std::vector<std::int32_t> found;
      grid.any_point_near(p, [&](std::int32_t i) {
        if (geo::chord_squared_m2(p, points[static_cast<std::size_t>(i)]) <= reach_m * reach_m)
          found.push_back(i);
        return false;
      });
      std::sort(found.begin(), found.end());
      std::vector<std::int32_t> expected;
      for (std::size_t i = 0; i < points.size(); ++i) {
        if (geo::chord_squared_m2(p, points[i]) <= reach_m * reach_m)
          expected.push_back(static_cast<std::int32_t>(i));
      }
      ASSERT_EQ(found, expected);
    }
  }
}

TEST(Grid, ReachesTheCornersOfThePlane) {
  constexpr std::int32_t limit = geo::kPlanarLimit_m;
  const std::vector<geo::Position> points{
      {limit, limit, 0}, {-limit, -limit, 0}, {limit, -limit, 0}};
  const Grid grid(points, 10.0);
  EXPECT_EQ(grid.cell_count(), 3U);
  for (std::int32_t i = 0; i < 3; ++i) {
    EXPECT_TRUE(grid.any_point_near(points[static_cast<std::size_t>(i)],
                                    [&](std::int32_t j) { return i == j; }));
    EXPECT_EQ(grid.points_in(grid.cell_of(i)).size(), 1U);
  }
}

TEST(Grid, OfNothingFindsNothing) {
  const Grid grid({}, 1000.0);
  EXPECT_FALSE(grid.any_point_near({0, 0, 0}, [](std::int32_t) { return true; }));
}

TEST(Grid, StopsAtTheFirstPointThatIsWanted) {
  const std::vector<geo::Position> points(100, geo::Position{5, 5, 5});
  const Grid grid(points, 1000.0);
  int visits = 0;
  EXPECT_TRUE(grid.any_point_near({0, 0, 0}, [&](std::int32_t) { return ++visits == 3; }));
  EXPECT_EQ(visits, 3);
}

}  // namespace
}  // namespace bailiwick::engine::territory::validation
