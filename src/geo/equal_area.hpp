// The Earth drawn flat around one place, every area in its true size: Lambert's azimuthal equal-area projection.
//
// For maps only; distances and plans never pass through here. It has no seam at the antimeridian and none at the
// poles; only the point opposite to the centre has no image and is drawn at the rim (2R away).
// J. P. Snyder, "Map Projections: A Working Manual", USGS Professional Paper 1395, 1987, doi:10.3133/pp1395,
// equations 24-2 to 24-4 and 20-14, 20-15 on the sphere of radius kEarthRadius_m. Pure, O(1) a point.
#pragma once

#include <span>

#include "geo/position.hpp"

namespace bailiwick::geo {

// A place on a flat map; metres to the right of and above its centre.
struct PlanePoint {
  double x_m = 0.0;
  double y_m = 0.0;

  friend bool operator==(const PlanePoint&, const PlanePoint&) = default;
};

class EqualAreaMap {
 public:
  explicit EqualAreaMap(LonLat centre);
  // Centred on the middle of the places (the mean of their positions in space); 0, 0 where there is none.
  [[nodiscard]] static EqualAreaMap around(std::span<const LonLat> places);

  [[nodiscard]] PlanePoint project(LonLat place) const;
  // The place of a point of the map; points beyond the rim are taken for the rim.
  [[nodiscard]] LonLat place_of(PlanePoint point) const;
  [[nodiscard]] LonLat centre() const { return centre_; }

 private:
  LonLat centre_;
  double sin_lat_ = 0.0;
  double cos_lat_ = 1.0;
};

}  // namespace bailiwick::geo
