// Reads TopoJSON 1.0: arcs, quantised or not, shared between the Polygons, MultiPolygons and Points of one object.
//
// A shared arc is decoded once, so that neighbours have exactly the same vertices. Where a file has several objects
// (counties and states), the one asked for is read, else the one of most geometries, and a note says which.
// Rules F070 .. F076.
#pragma once

#include <string>

#include "base/result.hpp"
#include "platform/files/features.hpp"
#include "platform/files/json_tree.hpp"
#include "platform/files/text_file.hpp"

namespace bailiwick::platform::files {

// An arc is used by two neighbours; more often than this many times on average only by a hostile file.
inline constexpr std::size_t kArcUsesLimit = 16;

// `name` is the file's, for messages.
[[nodiscard]] Checked<Features> topojson_features(JsonValue document, const std::string& name,
                                                  const std::string& object = {});
[[nodiscard]] Checked<Features> parse_topojson(const TextFile& file,
                                               const std::string& object = {});

}  // namespace bailiwick::platform::files
