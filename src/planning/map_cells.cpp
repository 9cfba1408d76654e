#include "planning/map_cells.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <set>
#include <utility>

#include "geo/voronoi.hpp"

namespace bailiwick::planning {
namespace {

constexpr double kReachFactor = 1.5;

// How far each unit stands for the land around it.
double reach_of(const territory::Problem& problem, std::span<const geo::PlanePoint> points,
                std::size_t unit) {
  std::vector<double> lengths;
  for (const graph::Vertex other : problem.adjacency.neighbours(static_cast<graph::Vertex>(unit))) {
    const geo::PlanePoint there = points[static_cast<std::size_t>(other)];
    lengths.push_back(std::hypot(there.x_m - points[unit].x_m, there.y_m - points[unit].y_m));
  }
  if (lengths.empty()) return 0.0;
  const auto middle = lengths.begin() + static_cast<std::ptrdiff_t>(lengths.size() / 2);
  std::nth_element(lengths.begin(), middle, lengths.end());
  return kReachFactor * *middle;
}

// All units, or the first in each square of a raster of kCellsLimit squares; and the side of a square (0: all).
double sample(std::span<const geo::PlanePoint> points, std::vector<territory::UnitIndex>& units) {
  units.resize(points.size());
  std::iota(units.begin(), units.end(), 0);
  if (points.size() <= kCellsLimit) return 0.0;
  geo::PlanePoint low = points.front();
  geo::PlanePoint high = points.front();
  for (const geo::PlanePoint& p : points) {
    low = {std::min(low.x_m, p.x_m), std::min(low.y_m, p.y_m)};
    high = {std::max(high.x_m, p.x_m), std::max(high.y_m, p.y_m)};
  }
  const double width = std::max(high.x_m - low.x_m, 1.0);
  const double height = std::max(high.y_m - low.y_m, 1.0);
  const double side = std::sqrt(width * height / static_cast<double>(kCellsLimit));
  std::set<std::pair<std::int64_t, std::int64_t>> taken;
  std::erase_if(units, [&](territory::UnitIndex u) {
    const geo::PlanePoint p = points[static_cast<std::size_t>(u)];
    return !taken
                .emplace(static_cast<std::int64_t>((p.x_m - low.x_m) / side),
                         static_cast<std::int64_t>((p.y_m - low.y_m) / side))
                .second;
  });
  return side;
}

// Fills what the report draws: the box around units and cells, and the cells in whole steps.
void draw(MapCells& map, std::span<const geo::LonLat> places) {
  if (places.empty()) return;
  const geo::PlanePoint first = on_map(map, places.front());
  map.box = {first.x_m, first.y_m, first.x_m, first.y_m};
  for (const geo::LonLat& place : places) map.box.add(on_map(map, place));
  for (const std::int32_t corner : map.cells.corners)
    map.box.add(map.cells.vertices[static_cast<std::size_t>(corner)]);
  map.step_m = map.box.size() / kMapSteps;
  map.drawn = geo::coarsened(map.cells, map.step_m);
  while (map.drawn.corners.size() > kCornersLimit && map.step_m < map.box.size() / 500) {
    map.step_m *= 1.5;
    map.drawn = geo::coarsened(map.cells, map.step_m);
  }
}

}  // namespace

geo::PlanePoint on_map(const MapCells& map, geo::LonLat place) {
  return map.is_planar ? geo::PlanePoint{place.lon_deg, place.lat_deg}
                       : map.projection.project(place);
}

MapCells map_cells(const territory::Problem& problem, std::span<const geo::LonLat> places,
                   std::span<const geo::Area> areas) {
  MapCells map;
  map.is_planar = problem.surface == geo::Surface::kPlane;
  if (!map.is_planar) map.projection = geo::EqualAreaMap::around(places);
  if (!areas.empty()) {
    map.is_from_shapes = true;
    map.cells = geo::mesh_of_areas(areas, map.projection);
    map.units.resize(areas.size());
    std::iota(map.units.begin(), map.units.end(), 0);
    draw(map, places);
    return map;
  }
  std::vector<geo::PlanePoint> points;
  points.reserve(places.size());
  for (const geo::LonLat& place : places) points.push_back(on_map(map, place));
  const double side_m = sample(points, map.units);
  std::vector<geo::PlanePoint> shown;
  std::vector<double> reach;
  for (const territory::UnitIndex u : map.units) {
    shown.push_back(points[static_cast<std::size_t>(u)]);
    reach.push_back(
        std::max(reach_of(problem, points, static_cast<std::size_t>(u)), kReachFactor * side_m));
  }
  map.cells = geo::voronoi_cells(shown, reach);
  draw(map, places);
  return map;
}

std::vector<territory::TerritoryIndex> territory_of_cells(const Outcome& outcome) {
  std::vector<territory::TerritoryIndex> result;
  result.reserve(outcome.map.units.size());
  for (const territory::UnitIndex u : outcome.map.units) {
    result.push_back(outcome.plan.territory_of[static_cast<std::size_t>(u)]);
  }
  return result;
}

}  // namespace bailiwick::planning
