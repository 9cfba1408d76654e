// Reads units with their areas from GeoJSON or TopoJSON, and fits areas to units that were read elsewhere.
//
// The format is told from the content ("type"), not from the file's name. The id property is the one named, or else the
// first of the names that units.hpp lists which every feature has; else the features' own ids. Properties become
// measures and texts as the columns of a units file do. Rules F060 .. F079, and those of units.hpp.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "geo/polygon.hpp"
#include "platform/files/features.hpp"
#include "platform/files/unit_lookup.hpp"
#include "platform/files/units.hpp"

namespace bailiwick::platform::files {

struct ShapesOptions {
  std::string id_property = {};            // "" recognises it
  std::string object = {};                 // TopoJSON: which object; "" takes the largest
  std::vector<std::string> measures = {};  // as in UnitsOptions
};

struct Shapes {
  Units units;                   // places are points inside the areas
  std::vector<geo::Area> areas;  // one a unit; empty for a point
};

[[nodiscard]] Checked<Shapes> read_shapes(const std::filesystem::path& path,
                                          const ShapesOptions& options = {});
[[nodiscard]] Checked<Shapes> parse_shapes(const TextFile& file, const ShapesOptions& options = {});

// The areas of `units` (read from a CSV file) by id: one a unit. A unit without a shape is an error; shapes without a unit
// are left out with a note. Gives the units their places where they have none.
[[nodiscard]] Checked<std::vector<geo::Area>> fit_shapes(Units& units, const Shapes& shapes);

}  // namespace bailiwick::platform::files
