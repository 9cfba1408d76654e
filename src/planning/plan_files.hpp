// The plan as files: plan.csv, territories.csv and territories.geojson, as texts.
//
// Units keep the order of the units file, territories that of the outcome's names. Amounts are exact decimals. Pure.
#pragma once

#include <string>

#include "geo/mesh.hpp"
#include "planning/outcome.hpp"

namespace bailiwick::planning {

// unit,territory
[[nodiscard]] std::string plan_csv(const Outcome& outcome);

// territory,units,<measure>...,<measure>_deviation...,lon,lat,centre_unit,rms_km,mean_km,radius_km,pieces
// (x_m,y_m for lon,lat on a plane).
[[nodiscard]] std::string territories_csv(const Outcome& outcome);

// A MultiPolygon a territory (RFC 7946), with the columns of territories.csv as properties. `shapes` holds an area a
// territory on the outcome's map. Longitudes run on beyond 180 where a territory crosses the antimeridian. On a plane
// coordinates are metres.
[[nodiscard]] std::string territories_geojson(const Outcome& outcome, const geo::Mesh& shapes);

}  // namespace bailiwick::planning
