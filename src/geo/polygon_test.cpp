// Goal: sizes and points inside, for plain, hollow, bent and split areas, also across the antimeridian.
#include "geo/polygon.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace bailiwick::geo {
namespace {

Ring box(double west, double south, double east, double north) {
  return {{west, south}, {east, south}, {east, north}, {west, north}, {west, south}};
}

TEST(Polygon, a_box_of_one_degree_at_the_equator_has_its_known_size) {
  EXPECT_NEAR(size_m2({{box(0, 0, 1, 1), {}}}), 12363.7e6, 2e6);
}

TEST(Polygon, direction_and_closing_vertex_do_not_matter) {
  Ring open = box(0, 0, 1, 1);
  open.pop_back();
  const Ring backward(open.rbegin(), open.rend());
  EXPECT_DOUBLE_EQ(size_m2({{open, {}}}), size_m2({{backward, {}}}));
  EXPECT_DOUBLE_EQ(size_m2({{open, {}}}), size_m2({{box(0, 0, 1, 1), {}}}));
}

TEST(Polygon, a_hole_is_taken_off) {
  const double whole = size_m2({{box(0, 0, 4, 4), {}}});
  const double hole = size_m2({{box(1, 1, 3, 3), {}}});
  EXPECT_NEAR(size_m2({{box(0, 0, 4, 4), {box(1, 1, 3, 3)}}}), whole - hole, 1.0);
}

TEST(Polygon, the_centroid_is_taken_where_it_lies_inside) {
  const auto p = point_inside({{box(2, 50, 4, 52), {}}});
  ASSERT_TRUE(p);
  EXPECT_NEAR(p->lon_deg, 3.0, 1e-9);
  EXPECT_NEAR(p->lat_deg, 51.0, 1e-9);
}

TEST(Polygon, a_horseshoe_and_a_ring_get_a_point_in_the_flesh) {
  const Area horseshoe = {{{{0, 0}, {9, 0}, {9, 9}, {8, 9}, {8, 1}, {1, 1}, {1, 9}, {0, 9}}, {}}};
  const Area ring = {{box(0, 0, 9, 9), {box(1, 1, 8, 8)}}};
  for (const Area& area : {horseshoe, ring}) {
    const auto p = point_inside(area);
    ASSERT_TRUE(p);
    EXPECT_TRUE(contains(area, *p)) << p->lon_deg << " " << p->lat_deg;
  }
}

TEST(Polygon, of_a_mainland_and_an_island_the_mainland_is_pointed_at) {
  const auto p = point_inside({{box(20, 0, 21, 1), {}}, {box(0, 0, 5, 5), {}}});
  ASSERT_TRUE(p);
  EXPECT_LT(p->lon_deg, 5.0);
}

TEST(Polygon, an_area_across_the_antimeridian_is_small_and_its_point_is_in_it) {
  const Area fiji = {{{{179, -17}, {-179, -17}, {-179, -16}, {179, -16}}, {}}};
  EXPECT_NEAR(size_m2(fiji), 2 * size_m2({{box(10, -17, 11, -16), {}}}), 1.0);
  const auto p = point_inside(fiji);
  ASSERT_TRUE(p);
  EXPECT_NEAR(std::abs(p->lon_deg), 180.0, 1e-6);
  EXPECT_TRUE(contains(fiji, *p));
  EXPECT_FALSE(contains(fiji, {0.0, -16.5}));
}

TEST(Polygon, an_area_without_three_vertices_has_no_point) {
  EXPECT_FALSE(point_inside({}));
  EXPECT_FALSE(point_inside({{{}, {}}}));
  EXPECT_FALSE(point_inside({{{{1, 1}, {2, 2}, {1, 1}, {2, 2}}, {}}}));
}

TEST(Polygon, a_flat_ring_gets_a_point_on_it) {
  const auto p = point_inside({{{{0, 0}, {1, 1}, {2, 2}}, {}}});
  ASSERT_TRUE(p);
  EXPECT_NEAR(p->lon_deg, p->lat_deg, 1e-9);
}

}  // namespace
}  // namespace bailiwick::geo
