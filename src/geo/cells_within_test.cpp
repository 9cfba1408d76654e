// Goal: cells fill their areas without gaps, overlaps and slivers, share their vertices, and every place belongs to the nearest point of its area. Method:
// two irregular lands side by side with random points, judged by brute force; points outside, at one place, alone, and none.
#include "geo/cells_within.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "base/rng.hpp"
#include "geo/area_faults.hpp"
#include "geo/borders.hpp"

namespace bailiwick::geo {
namespace {

const auto kGoOn = [](double) { return true; };

// Two lands with a winding border between them, the eastern one with a lake and an island.
std::vector<Area> two_lands() {
  Ring border;
  for (int i = 0; i <= 20; ++i) border.push_back({10.0 + 0.3 * std::sin(i * 1.7), 50.0 + i * 0.1});
  Ring west = {{8.0, 52.0}, {8.0, 50.0}};
  west.insert(west.end(), border.begin(), border.end());
  Ring east(border.rbegin(), border.rend());
  east.insert(east.end(), {{12.0, 50.0}, {12.0, 52.0}});
  const Ring lake = {{11.0, 50.9}, {11.3, 51.0}, {11.1, 51.3}};
  const Ring island = {{13.0, 51.0}, {13.5, 51.0}, {13.2, 51.4}};
  return {{{west, {}}}, {{east, {lake}}, {island, {}}}};
}

std::vector<LonLat> random_points(Rng& rng, int count) {
  std::vector<LonLat> points;
  for (int i = 0; i < count; ++i)
    points.push_back({8.0 + static_cast<double>(rng.below(1'000'000)) / 180'000.0,
                      50.0 + static_cast<double>(rng.below(1'000'000)) / 500'000.0});
  return points;
}

// On the plane of longitudes and latitudes, where sizes add up exactly.
double drawn_size(const Coverage& coverage, std::size_t area) {
  const Mesh& mesh = coverage.steps;
  double sum = 0.0;
  for (std::size_t r = mesh.area_begin[area]; r < mesh.area_begin[area + 1]; ++r)
    sum += twice_area_m2(mesh, mesh.ring(r));
  return sum;
}

double total(const std::vector<Area>& areas) {
  double sum = 0.0;
  for (const Area& area : areas) sum += size_m2(area);
  return sum;
}

TEST(CellsWithin, FillTheirAreasAndShareTheirVertices) {
  Rng rng(1);
  const std::vector<Area> lands = two_lands();
  const Coverage areas = coverage_of(lands);
  for (const int count : {5, 60, 400}) {
    const auto points = random_points(rng, count);
    const auto drawn = cells_within(points, areas, kGoOn);
    ASSERT_TRUE(drawn);
    const std::vector<Area> cells = areas_of(drawn->cells);
    for (std::int32_t land = 0; land < 2; ++land) {
      double sum = 0.0;
      for (std::size_t i = 0; i < cells.size(); ++i)
        if (drawn->area_of[i] == land) sum += drawn_size(drawn->cells, i);
      EXPECT_NEAR(sum / drawn_size(areas, static_cast<std::size_t>(land)), 1.0, 1e-7);
    }
    const auto overlaps = overlaps_of(drawn->cells, kGoOn);
    EXPECT_TRUE(overlaps->empty());
    // The union is the outline of the lands: two rings of coast, a lake and nothing else.
    const Mesh all = dissolve(drawn->cells.steps, std::vector<std::int32_t>(cells.size(), 0), 1);
    EXPECT_EQ(all.ring_count(), 3U) << "outline, lake, island: no slivers";
    // Of one land: what its own border has, and the vertices that cells put on it.
    EXPECT_EQ(dissolve(drawn->cells.steps, drawn->area_of, 2).ring_count(), 4U);
  }
}

TEST(CellsWithin, EveryPlaceBelongsToTheNearestPointOfItsArea) {
  Rng rng(2);
  const std::vector<Area> lands = two_lands();
  const Coverage areas = coverage_of(lands);
  const auto points = random_points(rng, 80);
  const auto drawn = cells_within(points, areas, kGoOn);
  ASSERT_TRUE(drawn);
  const AreaFinder finder(drawn->cells);
  const AreaFinder land_finder(areas);
  const double shrink = std::cos(51.0 * std::numbers::pi / 180.0);
  int asked = 0;
  for (const LonLat& place : random_points(rng, 2'000)) {
    const auto land = land_finder.area_at(place);
    const auto owner = finder.area_at(place);
    EXPECT_EQ(owner.has_value(), land.has_value());
    if (!owner || !land) continue;
    const auto distance = [&](std::size_t i) {
      return std::hypot((points[i].lon_deg - place.lon_deg) * shrink,
                        points[i].lat_deg - place.lat_deg);
    };
    double least = 1e9;
    for (std::size_t i = 0; i < points.size(); ++i)
      if (drawn->area_of[i] == *land) least = std::min(least, distance(i));
    EXPECT_NEAR(distance(static_cast<std::size_t>(*owner)), least, 1e-6);
    EXPECT_EQ(drawn->area_of[static_cast<std::size_t>(*owner)], *land);
    ++asked;
  }
  EXPECT_GT(asked, 1'000);
}

TEST(CellsWithin, OddPointsAreTold) {
  const Coverage areas = coverage_of(two_lands());
  const std::vector<LonLat> points = {
      {9.0, 51.0}, {9.0, 51.0}, {7.9, 51.9}, {30.0, 51.0}, {11.5, 51.5}};
  const auto drawn = cells_within(points, areas, kGoOn);
  ASSERT_TRUE(drawn);
  EXPECT_EQ(drawn->same_place, (std::vector<std::int32_t>{0, 0, 2, 3, 4}));
  EXPECT_EQ(drawn->outside, (std::vector<std::int32_t>{2}));
  EXPECT_EQ(drawn->area_of, (std::vector<std::int32_t>{0, 0, 0, -1, 1}));
  const std::vector<Area> cells = areas_of(drawn->cells);
  EXPECT_TRUE(cells[1].empty());
  EXPECT_TRUE(cells[3].empty());
  EXPECT_NEAR(total({cells[4]}) / size_m2(two_lands()[1]), 1.0, 1e-6) << "alone: all of it";
  EXPECT_FALSE(cells_within(points, areas, [](double) { return false; }));
  EXPECT_EQ(cells_within({}, areas, kGoOn)->cells.area_count(), 0U);
  EXPECT_TRUE(areas_of(cells_within(points, Coverage(), kGoOn)->cells)[0].empty());
}

}  // namespace
}  // namespace bailiwick::geo
