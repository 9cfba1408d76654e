// Goal: territories are drawn as the union of their units, with holes and islands. Method: maps drawn in ASCII, one
// square a letter; the area of the union is the number of its squares.
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "geo/mesh.hpp"

namespace bailiwick::geo {
namespace {

struct World {
  Mesh mesh;
  std::vector<std::int32_t> group_of;
};

// Letters are groups, '.' is left out; rows are separated by '\n', the first row on top.
World world_of(std::string_view map) {
  World world;
  std::vector<std::string> rows(1);
  for (const char c : map) {
    if (c == '\n') {
      rows.emplace_back();
    } else {
      rows.back().push_back(c);
    }
  }
  const auto width = static_cast<std::int32_t>(rows[0].size());
  for (std::size_t y = 0; y <= rows.size(); ++y) {
    for (std::int32_t x = 0; x <= width; ++x) {
      world.mesh.vertices.push_back({static_cast<double>(x), -static_cast<double>(y)});
    }
  }
  for (std::size_t y = 0; y < rows.size(); ++y) {
    for (std::int32_t x = 0; x < width; ++x) {
      const std::int32_t nw = static_cast<std::int32_t>(y) * (width + 1) + x;
      const std::int32_t sw = nw + width + 1;
      world.mesh.add_ring(std::vector<std::int32_t>{sw, sw + 1, nw + 1, nw});
      world.mesh.end_area();
      const char c = rows[y][static_cast<std::size_t>(x)];
      world.group_of.push_back(c == '.' ? -1 : c - 'A');
    }
  }
  return world;
}

double area_of(const Mesh& mesh, std::size_t area) {
  double sum = 0.0;
  for (std::size_t r = mesh.area_begin[area]; r < mesh.area_begin[area + 1]; ++r) {
    sum += twice_area_m2(mesh, mesh.ring(r)) / 2;
  }
  return sum;
}

std::size_t rings_of(const Mesh& mesh, std::size_t area) {
  return mesh.area_begin[area + 1] - mesh.area_begin[area];
}

TEST(Dissolve, BordersInsideATerritoryVanish) {
  const World world = world_of("AAB\nABB");
  const Mesh result = dissolve(world.mesh, world.group_of, 2);
  ASSERT_EQ(result.area_count(), 2U);
  EXPECT_EQ(rings_of(result, 0), 1U);
  EXPECT_EQ(area_of(result, 0), 3.0);
  EXPECT_EQ(area_of(result, 1), 3.0);
}

TEST(Dissolve, AnEnclaveIsAHoleOfItsSurrounding) {
  const World world = world_of("AAA\nABA\nAAA");
  const Mesh result = dissolve(world.mesh, world.group_of, 2);
  EXPECT_EQ(rings_of(result, 0), 2U);
  EXPECT_EQ(area_of(result, 0), 8.0);
  EXPECT_EQ(area_of(result, 1), 1.0);
}

TEST(Dissolve, PiecesThatTouchInAPointAreRingsOfTheirOwn) {
  const World world = world_of("A.\n.A");
  const Mesh result = dissolve(world.mesh, world.group_of, 1);
  EXPECT_EQ(rings_of(result, 0), 2U);
  EXPECT_EQ(area_of(result, 0), 2.0);
}

TEST(Dissolve, AnIslandInALakeFollowsNoForeignRing) {
  const World world = world_of("AAAAA\nABBBA\nABABA\nABBBA\nAAAAA");
  const Mesh result = dissolve(world.mesh, world.group_of, 2);
  ASSERT_EQ(rings_of(result, 0), 3U);
  EXPECT_EQ(area_of(result, 0), 17.0);
  EXPECT_EQ(area_of(result, 1), 8.0);
}

TEST(Dissolve, AGroupWithoutAreasIsEmpty) {
  const World world = world_of("A.");
  const Mesh result = dissolve(world.mesh, world.group_of, 3);
  EXPECT_EQ(rings_of(result, 0), 1U);
  EXPECT_EQ(rings_of(result, 2), 0U);
}

}  // namespace
}  // namespace bailiwick::geo
