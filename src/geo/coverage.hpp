// Areas in longitude and latitude that share their vertices exactly, in whole steps of kVertexStep_deg (11 mm): how areas are kept, looked up
// in and cut up. And which of them a place is in.
//
// A Coverage is a Mesh whose plane is that of longitudes and latitudes: x_m and y_m of its vertices count steps, not metres, and are whole
// numbers within +-1.8e9 and +-0.9e9. Edges run straight in longitude and latitude, as GeoJSON has it. An area without rings is a unit
// without an area. Pure values.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "geo/box_tree.hpp"
#include "geo/mesh.hpp"
#include "geo/polygon.hpp"

namespace bailiwick::geo {

struct Coverage {
  Mesh steps;

  [[nodiscard]] std::size_t area_count() const { return steps.area_count(); }
};

[[nodiscard]] Coverage coverage_of(std::span<const Area> areas);
// Of one vertex.
[[nodiscard]] LonLat place_of(PlanePoint steps);
// To the nearest step.
[[nodiscard]] PlanePoint steps_of(LonLat place);
// Each outer ring with the holes that follow it.
[[nodiscard]] Area area_of(const Coverage& coverage, std::size_t area);
[[nodiscard]] std::vector<Area> areas_of(const Coverage& coverage);
// Around the area; empty where it has none.
[[nodiscard]] Box box_of(const Coverage& coverage, std::size_t area);

// As bytes, the same on every machine, and back. No value where the bytes are none of these.
[[nodiscard]] std::string to_bytes(const Coverage& coverage);
[[nodiscard]] std::optional<Coverage> coverage_from(std::string_view bytes);

// Tells which area a place is in, exactly: of areas that cover a land without gaps or overlaps every place of it is in one, on borders too (they
// belong to the area north or east of them). Keeps the coverage; a question takes O(log areas + corners of the areas around). Thread-safe.
class AreaFinder {
 public:
  explicit AreaFinder(const Coverage& coverage);  // which outlives it
  // The lowest of them where several overlap.
  [[nodiscard]] std::optional<std::int32_t> area_at(LonLat place) const;
  [[nodiscard]] bool is_inside(std::size_t area, PlanePoint steps) const;

 private:
  const Coverage& coverage_;
  BoxTree tree_;
};

}  // namespace bailiwick::geo
