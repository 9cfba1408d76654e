// A plan's map for a browser: each territory as one MultiPolygon with its index, name and colour.
//
// Areas are those of the units' cells, their borders rounded to a raster of at most kMapGeojsonSteps steps along the longer side
// of the map: finer than a screen shows, and shared borders stay shared. Colours 0 .. 5 differ between neighbours. RFC 7946;
// longitudes run on beyond 180 where a territory crosses the antimeridian; on a plane coordinates are metres. Pure.
#pragma once

#include <string>

#include "geo/mesh.hpp"
#include "planning/outcome.hpp"

namespace bailiwick::planning {

inline constexpr double kMapGeojsonSteps = 8'000.0;
inline constexpr std::int32_t kMapColours = 6;

[[nodiscard]] std::string map_geojson(const Outcome& outcome);

// Appends the coordinates of a MultiPolygon: the rings of `area`, `digits` decimals a degree.
void append_multipolygon(std::string& out, const MapCells& map, const geo::Mesh& mesh,
                         std::size_t area, int digits);

}  // namespace bailiwick::planning
