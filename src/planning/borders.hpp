// Reads the states or provinces that the map shows: GeoJSON or TopoJSON, told apart by their content.
#pragma once

#include <string>
#include <vector>

#include "base/result.hpp"
#include "geo/polygon.hpp"

namespace bailiwick::planning {

// The areas of the file's features; points are left out. Errors are those of the readers (F...).
[[nodiscard]] Checked<std::vector<geo::Area>> read_borders(const std::string& path);

}  // namespace bailiwick::planning
