#include "planning/map_cells.hpp"

#include <algorithm>
#include <cmath>

#include "geo/voronoi.hpp"

namespace bailiwick::planning {
namespace {

constexpr double kReachFactor = 1.5;

// How far each unit stands for the land around it.
std::vector<double> reaches(const territory::Problem& problem, std::span<const geo::PlanePoint> points) {
  std::vector<double> reach(points.size(), 0.0);
  std::vector<double> lengths;
  for (std::size_t i = 0; i < points.size(); ++i) {
    lengths.clear();
    for (const graph::Vertex j : problem.adjacency.neighbours(static_cast<graph::Vertex>(i))) {
      const geo::PlanePoint other = points[static_cast<std::size_t>(j)];
      lengths.push_back(std::hypot(other.x_m - points[i].x_m, other.y_m - points[i].y_m));
    }
    if (lengths.empty()) continue;
    const auto middle = lengths.begin() + static_cast<std::ptrdiff_t>(lengths.size() / 2);
    std::nth_element(lengths.begin(), middle, lengths.end());
    reach[i] = kReachFactor * *middle;
  }
  return reach;
}

}  // namespace

geo::PlanePoint on_map(const MapCells& map, geo::LonLat place) {
  return map.is_planar ? geo::PlanePoint{place.lon_deg, place.lat_deg} : map.projection.project(place);
}

MapCells map_cells(const territory::Problem& problem, std::span<const geo::LonLat> places,
                   std::span<const geo::Area> areas) {
  MapCells map;
  map.is_planar = problem.surface == geo::Surface::kPlane;
  if (!map.is_planar) map.projection = geo::EqualAreaMap::around(places);
  if (!areas.empty()) {
    map.is_from_shapes = true;
    map.cells = geo::mesh_of_areas(areas, map.projection);
    return map;
  }
  std::vector<geo::PlanePoint> points;
  points.reserve(places.size());
  for (const geo::LonLat& place : places) points.push_back(on_map(map, place));
  map.cells = geo::voronoi_cells(points, reaches(problem, points));
  return map;
}

}  // namespace bailiwick::planning
