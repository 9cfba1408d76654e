// Goal: long edges go, islands are bridged at their nearest units and told, and the result is always one piece.
#include "geo/neighbours.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <string>
#include <vector>

#include "base/rng.hpp"

namespace bailiwick::geo {
namespace {

// A unit for every letter of the drawing, 1 km apart, in reading order.
std::vector<Position> units_of(const std::vector<std::string>& rows) {
  std::vector<Position> points;
  for (std::size_t y = 0; y < rows.size(); ++y) {
    for (std::size_t x = 0; x < rows[y].size(); ++x) {
      if (rows[y][x] == '.') continue;
      points.push_back(
          {static_cast<std::int32_t>(1000 * x), static_cast<std::int32_t>(1000 * y), 0});
    }
  }
  return points;
}

Area square(double lon, double lat) {
  return {{{{lon, lat}, {lon + 1, lat}, {lon + 1, lat + 1}, {lon, lat + 1}, {lon, lat}}, {}}};
}

TEST(Neighbours, an_island_is_joined_by_one_bridge_from_its_nearest_unit) {
  const auto points = units_of({"AAA........BB", "AAAA.......BB", "AAA........BB"});
  const Neighbours found = neighbours_of_points(points, Surface::kPlane);
  ASSERT_EQ(found.bridges.size(), 1U);
  EXPECT_DOUBLE_EQ(found.bridges[0].length_m, 8000.0);  // from the cape in the middle row
  EXPECT_GT(found.cut_count, 0);
  int across = 0;
  for (const auto& [a, b] : found.links) {
    const auto is_west = [&](std::int32_t u) {
      return points[static_cast<std::size_t>(u)].x_m < 5000;
    };
    across += is_west(a) != is_west(b) ? 1 : 0;
  }
  EXPECT_EQ(across, 1);
}

TEST(Neighbours, three_islands_in_a_row_are_bridged_to_the_next_one_only) {
  const auto points = units_of({"AA.........BB...........CC", "AA.........BB...........CC"});
  const Neighbours found = neighbours_of_points(points, Surface::kPlane, 4.0);
  ASSERT_EQ(found.bridges.size(), 2U);
  EXPECT_DOUBLE_EQ(found.bridges[0].length_m, 10000.0);
  EXPECT_DOUBLE_EQ(found.bridges[1].length_m, 12000.0);
}

TEST(Neighbours, an_endless_factor_cuts_nothing) {
  const auto points = units_of({"AA..........B", "AA..........B"});
  const Neighbours found =
      neighbours_of_points(points, Surface::kPlane, std::numeric_limits<double>::infinity());
  EXPECT_EQ(found.cut_count, 0);
  EXPECT_EQ(found.links, delaunay_links(points, Surface::kPlane));
}

TEST(Neighbours, bridges_form_a_least_tree_between_components) {
  // Against Prim's method over all pairs, on random points with random links.
  for (std::uint64_t seed = 1; seed <= 50; ++seed) {
    Rng rng(seed);
    const std::size_t count = 2 + rng.below(40);
    std::vector<Position> points;
    for (std::size_t i = 0; i < count; ++i) {
      points.push_back({static_cast<std::int32_t>(rng.below(1000)),
                        static_cast<std::int32_t>(rng.below(1000)), 0});
    }
    std::vector<Link> links;
    for (std::size_t i = 0; i < count / 2; ++i) {
      const auto a = static_cast<std::int32_t>(rng.below(count));
      const auto b = static_cast<std::int32_t>(rng.below(count));
      if (a != b) links.push_back(std::minmax(a, b));
    }
    std::sort(links.begin(), links.end());
    const auto cost = [&](std::size_t a, std::size_t b) {
      const Link link = std::minmax(static_cast<std::int32_t>(a), static_cast<std::int32_t>(b));
      const bool is_free = std::binary_search(links.begin(), links.end(), link);
      return is_free ? 0.0 : distance_m(points[a], points[b], Surface::kPlane);
    };
    std::vector<double> nearest(count, std::numeric_limits<double>::max());
    std::vector<bool> is_in(count, false);
    double total = 0.0;
    nearest[0] = 0.0;
    for (std::size_t step = 0; step < count; ++step) {
      std::size_t next = count;
      for (std::size_t i = 0; i < count; ++i) {
        if (!is_in[i] && (next == count || nearest[i] < nearest[next])) next = i;
      }
      is_in[next] = true;
      total += nearest[next];
      for (std::size_t i = 0; i < count; ++i) nearest[i] = std::min(nearest[i], cost(next, i));
    }
    std::vector<Link> joined = links;
    double bridged = 0.0;
    for (const Bridge& b : bridge(points, Surface::kPlane, joined)) bridged += b.length_m;
    EXPECT_NEAR(bridged, total, 1e-6) << "seed " << seed;
    EXPECT_TRUE(std::is_sorted(joined.begin(), joined.end()));
  }
}

TEST(Neighbours, areas_are_neighbours_by_their_borders_and_islands_are_bridged) {
  // AB.C   A and B share a border; C is an island, D touches B in a corner only.
  // ..D.
  const std::vector<Area> areas = {square(0, 1), square(1, 1), square(3, 1), square(2, 0)};
  std::vector<Position> points;
  for (const Area& area : areas) points.push_back(on_earth(*point_inside(area)));
  const Neighbours found = neighbours_of_areas(areas, points);
  EXPECT_EQ(found.links, (std::vector<Link>{{0, 1}, {1, 3}, {2, 3}}));
  ASSERT_EQ(found.bridges.size(), 2U);
}

TEST(Neighbours, the_same_points_give_the_same_links_in_any_run) {
  Rng rng(5);
  std::vector<Position> points;
  for (int i = 0; i < 3000; ++i)
    points.push_back(on_earth({10.0 * rng.uniform(), 50.0 + 5.0 * rng.uniform()}));
  EXPECT_EQ(neighbours_of_points(points, Surface::kSphere).links,
            neighbours_of_points(points, Surface::kSphere).links);
}

}  // namespace
}  // namespace bailiwick::geo
