// Goal: the triangulation is that of an independent library where points lie in general position, keeps every circle
// empty where they do not, and meets the awkward cases: none, one, two, in a line, at one place, on a grid.
#include "geo/delaunay.hpp"

#include <geos_c.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>
#include <vector>

#include "base/rng.hpp"
#include "geo/plane_points.hpp"

namespace bailiwick::geo {
namespace {

using Links = std::vector<Link>;

Position flat(std::int32_t x, std::int32_t y) { return {x, y, 0}; }

bool is_connected(std::size_t count, const Links& links) {
  std::vector<std::int32_t> root(count);
  std::iota(root.begin(), root.end(), 0);
  const auto find = [&root](std::int32_t i) {
    while (root[static_cast<std::size_t>(i)] != i) i = root[static_cast<std::size_t>(i)];
    return i;
  };
  for (const auto& [a, b] : links) root[static_cast<std::size_t>(find(a))] = find(b);
  for (std::size_t i = 0; i < count; ++i) {
    if (find(static_cast<std::int32_t>(i)) != find(0)) return false;
  }
  return true;
}

Links links_by_geos(const std::vector<Position>& points) {
  GEOSContextHandle_t geos = GEOS_init_r();
  std::vector<double> coordinates;
  std::map<std::pair<double, double>, std::int32_t> index;
  for (std::size_t i = 0; i < points.size(); ++i) {
    coordinates.insert(coordinates.end(), {1.0 * points[i].x_m, 1.0 * points[i].y_m});
    index[{points[i].x_m, points[i].y_m}] = static_cast<std::int32_t>(i);
  }
  GEOSCoordSequence* sequence = GEOSCoordSeq_copyFromBuffer_r(
      geos, coordinates.data(), static_cast<unsigned>(points.size()), 0, 0);
  GEOSGeometry* line = GEOSGeom_createLineString_r(geos, sequence);
  GEOSGeometry* edges = GEOSDelaunayTriangulation_r(geos, line, 0.0, 1);
  Links links;
  for (int i = 0; i < GEOSGetNumGeometries_r(geos, edges); ++i) {
    const GEOSCoordSequence* ends =
        GEOSGeom_getCoordSeq_r(geos, GEOSGetGeometryN_r(geos, edges, i));
    std::array<std::int32_t, 2> units{};
    for (unsigned j = 0; j < 2; ++j) {
      double x = 0.0;
      double y = 0.0;
      GEOSCoordSeq_getXY_r(geos, ends, j, &x, &y);
      units[j] = index.at({x, y});
    }
    links.push_back(std::minmax(units[0], units[1]));
  }
  GEOSGeom_destroy_r(geos, edges);
  GEOSGeom_destroy_r(geos, line);
  GEOS_finish_r(geos);
  std::sort(links.begin(), links.end());
  return links;
}

TEST(Delaunay, no_point_and_one_point_have_no_links) {
  EXPECT_TRUE(delaunay_links({}, Surface::kSphere).empty());
  EXPECT_TRUE(
      delaunay_links(std::vector<Position>{on_earth({4.9, 52.4})}, Surface::kSphere).empty());
}

TEST(Delaunay, two_points_are_linked_and_three_make_a_triangle) {
  std::vector<Position> points = {flat(0, 0), flat(10, 0)};
  EXPECT_EQ(delaunay_links(points, Surface::kPlane), (Links{{0, 1}}));
  points.push_back(flat(3, 8));
  EXPECT_EQ(delaunay_links(points, Surface::kPlane), (Links{{0, 1}, {0, 2}, {1, 2}}));
}

TEST(Delaunay, points_on_a_line_make_a_path_along_it) {
  const std::vector<Position> points = {flat(30, 30), flat(0, 0), flat(20, 20), flat(10, 10)};
  EXPECT_EQ(delaunay_links(points, Surface::kPlane), (Links{{0, 2}, {1, 3}, {2, 3}}));
}

TEST(Delaunay, a_line_with_one_point_beside_it_makes_a_fan) {
  const std::vector<Position> points = {flat(0, 0), flat(10, 0), flat(20, 0), flat(30, 0),
                                        flat(15, 100)};
  EXPECT_EQ(delaunay_links(points, Surface::kPlane),
            (Links{{0, 1}, {0, 4}, {1, 2}, {1, 4}, {2, 3}, {2, 4}, {3, 4}}));
}

TEST(Delaunay, points_at_one_place_are_chained_and_only_the_first_has_other_neighbours) {
  const std::vector<Position> points = {flat(0, 0), flat(9, 0), flat(0, 0), flat(0, 0)};
  EXPECT_EQ(delaunay_links(points, Surface::kPlane), (Links{{0, 1}, {0, 2}, {2, 3}}));
  const std::vector<Position> same(5, on_earth({5.0, 52.0}));
  EXPECT_EQ(delaunay_links(same, Surface::kSphere), (Links{{0, 1}, {1, 2}, {2, 3}, {3, 4}}));
}

TEST(Delaunay, equals_an_independent_library_on_points_in_general_position) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    Rng rng(seed);
    std::vector<Position> points;
    for (int i = 0; i < 400; ++i) {
      points.push_back(flat(static_cast<std::int32_t>(rng.below(1 << 26)),
                            static_cast<std::int32_t>(rng.below(1 << 26))));
    }
    const Links ours = delaunay_links(points, Surface::kPlane);
    const Links theirs = links_by_geos(points);
    // That library may leave out slivers along the outer hull; everything else is the same.
    EXPECT_TRUE(std::includes(ours.begin(), ours.end(), theirs.begin(), theirs.end()))
        << "seed " << seed;
    EXPECT_LE(ours.size() - theirs.size(), 4U) << "seed " << seed;
  }
}

TEST(Delaunay, every_circle_is_empty_also_on_small_grids_where_many_points_share_one) {
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    Rng rng(seed);
    const std::uint64_t side = 2 + rng.below(9);
    std::vector<Position> points;
    for (std::uint64_t i = 0; i < 2 + rng.below(60); ++i) {
      points.push_back(flat(static_cast<std::int32_t>(rng.below(side)),
                            static_cast<std::int32_t>(rng.below(side))));
    }
    const Links links = delaunay_links(points, Surface::kPlane);
    ASSERT_TRUE(is_connected(points.size(), links)) << "seed " << seed;
    const auto places = plane_points(points, Surface::kPlane);
    // An edge is Delaunay when some circle through its ends is empty: the tightest triangles on both sides agree.
    for (const auto& [a, b] : links) {
      const PlanePoint pa = places[static_cast<std::size_t>(a)];
      const PlanePoint pb = places[static_cast<std::size_t>(b)];
      if (pa == pb) continue;
      for (const PlanePoint left : places) {
        if (orientation(pa, pb, left) <= 0) continue;
        bool is_tightest = true;
        for (const PlanePoint other : places) {
          is_tightest =
              is_tightest && !(orientation(pa, pb, other) > 0 && is_in_circle(pa, pb, left, other));
        }
        if (!is_tightest) continue;
        for (const PlanePoint right : places) {
          EXPECT_FALSE(orientation(pa, pb, right) < 0 && is_in_circle(pa, pb, left, right))
              << "seed " << seed;
        }
      }
    }
  }
}

TEST(Delaunay, a_full_grid_has_its_rows_columns_and_one_diagonal_a_square) {
  std::vector<Position> points;
  for (std::int32_t y = 0; y < 30; ++y) {
    for (std::int32_t x = 0; x < 40; ++x) points.push_back(flat(x, y));
  }
  EXPECT_EQ(delaunay_links(points, Surface::kPlane).size(), 39U * 30 + 40U * 29 + 39U * 29);
}

TEST(Delaunay, neighbours_across_the_antimeridian_are_found) {
  const std::vector<Position> points = {on_earth({179.9, -16.0}), on_earth({-179.9, -16.0}),
                                        on_earth({178.0, -17.0}), on_earth({-178.0, -17.0})};
  const Links links = delaunay_links(points, Surface::kSphere);
  EXPECT_TRUE(std::binary_search(links.begin(), links.end(), Link(0, 1)));
}

TEST(Delaunay, units_all_over_the_world_are_one_triangulation) {
  Rng rng(11);
  std::vector<Position> points;
  for (int i = 0; i < 2000; ++i) {
    points.push_back(
        on_earth({360.0 * rng.uniform() - 180.0, std::asin(2.0 * rng.uniform() - 1.0) * 57.29577}));
  }
  const Links links = delaunay_links(points, Surface::kSphere);
  EXPECT_TRUE(is_connected(points.size(), links));
  // A triangulation of the whole sphere has 3n - 6 edges; those across the one void that is projected from may lack.
  EXPECT_LE(links.size(), 3 * points.size() - 6);
  EXPECT_GE(links.size(), 3 * points.size() - 26);
}

}  // namespace
}  // namespace bailiwick::geo
