// Goal: neighbours keep one common border, however they were read and however coarse they become.
// Method: squares of one degree and their edges.
#include "geo/mesh.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace bailiwick::geo {
namespace {

// A square of one degree with its south-west corner at (lon, lat), clockwise on purpose.
Area square(double lon, double lat) {
  return {
      Polygon{.outer = {{lon, lat}, {lon, lat + 1}, {lon + 1, lat + 1}, {lon + 1, lat}, {lon, lat}},
              .holes = {}}};
}

TEST(Mesh, NeighboursShareTheirVerticesAndRunCounterclockwise) {
  const std::vector<Area> areas = {square(0, 0), square(1, 0)};
  const Mesh mesh = mesh_of_areas(areas, EqualAreaMap(LonLat{1.0, 0.5}));
  EXPECT_EQ(mesh.vertices.size(), 6U);
  ASSERT_EQ(mesh.area_count(), 2U);
  EXPECT_EQ(mesh.ring(0).size(), 4U);
  EXPECT_GT(twice_area_m2(mesh, mesh.ring(0)), 0.0);
  EXPECT_NEAR(twice_area_m2(mesh, mesh.ring(0)) / 2, size_m2(areas[0]), 1e8);
}

TEST(Mesh, HolesRunClockwise) {
  Area area = square(0, 0);
  area[0].holes.push_back({{0.2, 0.2}, {0.4, 0.2}, {0.4, 0.4}, {0.2, 0.4}});
  const Mesh mesh = mesh_of_areas(std::vector<Area>{area}, EqualAreaMap(LonLat{}));
  ASSERT_EQ(mesh.ring_count(), 2U);
  EXPECT_LT(twice_area_m2(mesh, mesh.ring(1)), 0.0);
}

TEST(Mesh, CoarserAreasStillShareTheirBorder) {
  const std::vector<Area> areas = {square(0, 0), square(1, 0)};
  const Mesh mesh = coarsened(mesh_of_areas(areas, EqualAreaMap(LonLat{1.0, 0.5})), 7000.0);
  EXPECT_EQ(mesh.vertices.size(), 6U);
  EXPECT_EQ(mesh.ring_count(), 2U);
}

TEST(Mesh, WhatIsSmallerThanTheStepVanishes) {
  const Mesh mesh = coarsened(
      mesh_of_areas(std::vector<Area>{square(0, 0)}, EqualAreaMap(LonLat{0.5, 0.5})), 1e6);
  EXPECT_EQ(mesh.area_count(), 1U);
  EXPECT_EQ(mesh.ring_count(), 0U);
}

TEST(Mesh, SpikesAndRepeatsVanish) {
  Mesh mesh;
  mesh.vertices = {{0, 0}, {100, 0}, {200, 0}, {100, 100}};
  mesh.add_ring(std::vector<std::int32_t>{0, 1, 2, 1, 1, 3});
  mesh.end_area();
  const Mesh result = coarsened(mesh, 1.0);
  ASSERT_EQ(result.ring_count(), 1U);
  EXPECT_EQ(result.ring(0).size(), 3U);
}

}  // namespace
}  // namespace bailiwick::geo
