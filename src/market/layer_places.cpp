#include "market/layer_places.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace bailiwick::market {
namespace {

// How far around a layer's box a place is still at it.
constexpr double kNear_deg = 1.0;
// Of a hundred accounts in the swapped box, so many may lie in the layer's own: somebody's customers abroad.
constexpr std::size_t kStrayPercent = 5;

bool is_at(const LayerBounds& box, geo::LonLat place) {
  const auto& [west, south, east, north] = box;
  return place.lon_deg >= west - kNear_deg && place.lon_deg <= east + kNear_deg &&
         place.lat_deg >= south - kNear_deg && place.lat_deg <= north + kNear_deg;
}

bool do_touch(const LayerBounds& a, const LayerBounds& b) {
  return a[0] <= b[2] + kNear_deg && b[0] <= a[2] + kNear_deg && a[1] <= b[3] + kNear_deg &&
         b[1] <= a[3] + kNear_deg;
}

bool is_suspect(const LayerBounds& own, const LayerBounds& swapped, const CompanyPlaces& places) {
  if (!places.accounts.empty()) {
    const auto count = [&places](const LayerBounds& box) {
      return static_cast<std::size_t>(std::ranges::count_if(
          places.accounts, [&box](geo::LonLat place) { return is_at(box, place); }));
    };
    const std::size_t there = count(swapped);
    return 2 * there >= places.accounts.size() && 100 * count(own) <= kStrayPercent * there;
  }
  const auto count = [&places](const LayerBounds& box) {
    return static_cast<std::size_t>(std::ranges::count_if(
        places.layers, [&box](const LayerBounds& other) { return do_touch(box, other); }));
  };
  return !places.layers.empty() && count(own) == 0 && 2 * count(swapped) >= places.layers.size();
}

}  // namespace

std::optional<LayerFinding> swapped_finding(const LayerBounds& bounds, std::int64_t unit_count,
                                            const CompanyPlaces& places) {
  const auto& [west, south, east, north] = bounds;
  // Swapped it would not be on Earth.
  if (west < -90.0 || east > 90.0) return std::nullopt;
  if (!is_suspect(bounds, {south, west, north, east}, places)) return std::nullopt;
  return LayerFinding{
      .rule = "M100",
      .count = unit_count,
      .message = fmt::format(
          "The coordinates look like latitude, longitude: the layer lies from {:.1f} to {:.1f} "
          "degrees of longitude and {:.1f} to {:.1f} of latitude, where the company has no {}, and "
          "would lie among them with the two swapped. GeoJSON has longitude first. If so, remove "
          "the layer and load the file with the two swapped.",
          west, east, south, north, places.accounts.empty() ? "other layers" : "accounts")};
}

}  // namespace bailiwick::market
