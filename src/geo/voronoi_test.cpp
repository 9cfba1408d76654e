// Goal: every unit has its cell and every place of the map falls to the nearest unit. Method: random points against
// brute force, and points at one place.
#include "geo/voronoi.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "base/rng.hpp"

namespace bailiwick::geo {
namespace {

bool holds(const Mesh& mesh, std::size_t area, PlanePoint p) {
  for (std::size_t r = mesh.area_begin[area]; r < mesh.area_begin[area + 1]; ++r) {
    const auto ring = mesh.ring(r);
    for (std::size_t i = 0; i < ring.size(); ++i) {
      const PlanePoint a = mesh.vertices[static_cast<std::size_t>(ring[i])];
      const PlanePoint b = mesh.vertices[static_cast<std::size_t>(ring[(i + 1) % ring.size()])];
      if ((b.x_m - a.x_m) * (p.y_m - a.y_m) - (b.y_m - a.y_m) * (p.x_m - a.x_m) < 0) return false;
    }
  }
  return mesh.area_begin[area + 1] > mesh.area_begin[area];
}

TEST(Voronoi, APlaceInsideTheDataFallsToItsNearestPoint) {
  Rng rng(7);
  std::vector<PlanePoint> points;
  for (int i = 0; i < 400; ++i) points.push_back({rng.uniform() * 1e6, rng.uniform() * 1e6});
  const std::vector<double> reach(points.size(), 60e3);
  const Mesh mesh = voronoi_cells(points, reach);
  ASSERT_EQ(mesh.area_count(), points.size());
  for (int trial = 0; trial < 300; ++trial) {
    const PlanePoint p{2e5 + rng.uniform() * 6e5, 2e5 + rng.uniform() * 6e5};
    std::size_t nearest = 0;
    const auto distance = [&](std::size_t i) {
      return std::hypot(points[i].x_m - p.x_m, points[i].y_m - p.y_m);
    };
    for (std::size_t i = 1; i < points.size(); ++i) {
      if (distance(i) < distance(nearest)) nearest = i;
    }
    EXPECT_TRUE(holds(mesh, nearest, p)) << trial;
  }
}

TEST(Voronoi, EveryPointLiesInItsOwnBoundedCell) {
  const std::vector<PlanePoint> points = {{0, 0}, {1000, 0}, {2000, 0}, {5000, 4000}};
  const Mesh mesh = voronoi_cells(points, std::vector<double>(4, 800.0));
  for (std::size_t i = 0; i < points.size(); ++i) {
    EXPECT_TRUE(holds(mesh, i, points[i])) << i;
    const double size = twice_area_m2(mesh, mesh.ring(i)) / 2;
    EXPECT_GT(size, 0.0);
    EXPECT_LT(size, 2e7);
  }
}

TEST(Voronoi, PointsAtOnePlaceHaveACellEach) {
  const std::vector<PlanePoint> points = {{0, 0}, {0, 0}, {0, 0}, {9e5, 1e5}};
  const Mesh mesh = voronoi_cells(points, std::vector<double>(4, 5e4));
  for (std::size_t i = 0; i < points.size(); ++i) {
    ASSERT_EQ(mesh.area_begin[i + 1] - mesh.area_begin[i], 1U) << i;
    EXPECT_GT(twice_area_m2(mesh, mesh.ring(i)), 0.0);
  }
}

TEST(Voronoi, OnePointHasACellAndNoPointHasNone) {
  EXPECT_EQ(voronoi_cells(std::vector<PlanePoint>{{5, 5}}, std::vector<double>{10.0}).ring_count(),
            1U);
  EXPECT_EQ(voronoi_cells({}, {}).area_count(), 0U);
}

TEST(VoronoiOver, CellsCoverTheBox) {
  const Box box{0, 0, 100, 50};
  const std::vector<PlanePoint> points = {{10, 10}, {90, 40}, {50, 25}};
  const Mesh mesh = voronoi_cells_over(box, points);
  ASSERT_EQ(mesh.area_count(), 3U);
  for (const PlanePoint corner : {PlanePoint{0, 0}, {100, 0}, {100, 50}, {0, 50}}) {
    int inside = 0;
    for (std::size_t r = 0; r < mesh.ring_count(); ++r) {
      const auto ring = mesh.ring(r);
      bool is_left = true;
      for (std::size_t i = 0; i < ring.size(); ++i) {
        const PlanePoint a = mesh.vertices[static_cast<std::size_t>(ring[i])];
        const PlanePoint b =
            mesh.vertices[static_cast<std::size_t>(ring[i + 1 == ring.size() ? 0 : i + 1])];
        is_left =
            is_left &&
            (b.x_m - a.x_m) * (corner.y_m - a.y_m) - (b.y_m - a.y_m) * (corner.x_m - a.x_m) > 0.0;
      }
      inside += is_left ? 1 : 0;
    }
    EXPECT_EQ(inside, 1);
  }
  EXPECT_EQ(voronoi_cells_over(box, {}).area_count(), 0U);
}

}  // namespace
}  // namespace bailiwick::geo
