// Reads GeoJSON (RFC 7946): a FeatureCollection of Polygons, MultiPolygons and Points.
//
// Coordinates are longitude and latitude in degrees; heights are ignored. A feature without a geometry, or with
// another kind of one, is an error. All errors are told, up to kErrorsLimit. Rules F060 .. F065.
#pragma once

#include <string>

#include "base/result.hpp"
#include "platform/files/features.hpp"
#include "platform/files/json_tree.hpp"
#include "platform/files/text_file.hpp"

namespace bailiwick::platform::files {

// `name` is the file's, for messages.
[[nodiscard]] Checked<Features> geojson_features(JsonValue document, const std::string& name);
[[nodiscard]] Checked<Features> parse_geojson(const TextFile& file);

}  // namespace bailiwick::platform::files
