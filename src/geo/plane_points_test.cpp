// Goal: orientation and circle tests are exact where doubles are not, and projections keep circles.
#include "geo/plane_points.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <vector>

#include "base/rng.hpp"

namespace bailiwick::geo {
namespace {

TEST(PlanePoints, orientation_tells_a_hair_s_breadth_at_the_far_ends_of_the_plane) {
  const PlanePoint a = {-kPlaneExtent, -kPlaneExtent};
  const PlanePoint b = {kPlaneExtent, kPlaneExtent};
  EXPECT_EQ(orientation(a, b, {7, 7}), 0);
  EXPECT_GT(orientation(a, b, {7, 8}), 0);
  EXPECT_LT(orientation(a, b, {8, 7}), 0);
}

TEST(PlanePoints, a_point_on_the_circle_is_not_inside_and_one_step_inward_is) {
  constexpr std::int32_t kR = kPlaneExtent - 1;
  const PlanePoint a = {kR, 0};
  const PlanePoint b = {0, kR};
  const PlanePoint c = {-kR, 0};
  EXPECT_FALSE(is_in_circle(a, b, c, {0, -kR}));
  EXPECT_TRUE(is_in_circle(a, b, c, {0, -kR + 1}));
  EXPECT_FALSE(is_in_circle(a, b, c, {1, -kR}));
}

TEST(PlanePoints, points_of_a_plane_keep_their_exact_shape) {
  const std::vector<Position> points = {{1000, 1000, 0}, {1010, 1000, 0}, {1000, 1030, 0}};
  const auto flat = plane_points(points, Surface::kPlane);
  EXPECT_EQ(flat[1].x - flat[0].x, 10);
  EXPECT_EQ(flat[2].y - flat[0].y, 30);
  EXPECT_EQ(flat[1].y, flat[0].y);
}

TEST(PlanePoints, a_circle_on_the_sphere_is_a_circle_on_the_plane) {
  // Places 10 degrees around the pole, and one inside and one outside of that circle.
  std::vector<Position> points;
  for (int lon = -180; lon < 180; lon += 30)
    points.push_back(on_earth({static_cast<double>(lon), 80.0}));
  points.push_back(on_earth({15.0, 80.2}));
  points.push_back(on_earth({15.0, 79.8}));
  const auto flat = plane_points(points, Surface::kSphere);
  ASSERT_NE(orientation(flat[0], flat[4], flat[8]), 0);
  const bool turns_left = orientation(flat[0], flat[4], flat[8]) > 0;
  const PlanePoint b = turns_left ? flat[4] : flat[8];
  const PlanePoint c = turns_left ? flat[8] : flat[4];
  EXPECT_TRUE(is_in_circle(flat[0], b, c, flat[12]));
  EXPECT_FALSE(is_in_circle(flat[0], b, c, flat[13]));
}

TEST(PlanePoints, units_all_over_the_world_stay_within_the_plane) {
  Rng rng(3);
  std::vector<Position> points;
  for (int i = 0; i < 1000; ++i)
    points.push_back(on_earth({360.0 * rng.uniform() - 180.0, 180.0 * rng.uniform() - 90.0}));
  for (const PlanePoint p : plane_points(points, Surface::kSphere)) {
    EXPECT_LT(std::abs(p.x), kPlaneExtent);
    EXPECT_LT(std::abs(p.y), kPlaneExtent);
  }
}

}  // namespace
}  // namespace bailiwick::geo
