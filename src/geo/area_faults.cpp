#include "geo/area_faults.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "geo/geos.hpp"

namespace bailiwick::geo {
namespace {

constexpr std::size_t kAskedEvery = 64;  // areas

// Calls fn(ring) for all rings until it answers true.
template <class Fn>
bool any_ring(const Area& area, Fn fn) {
  return std::any_of(area.begin(), area.end(), [&](const Polygon& polygon) {
    return fn(polygon.outer) || std::any_of(polygon.holes.begin(), polygon.holes.end(), fn);
  });
}

std::optional<AreaFault> fault_of_rings(const Area& area) {
  std::optional<AreaFault> fault;
  any_ring(area, [&fault](const Ring& ring) {
    if (ring.empty()) return false;
    const PlanePoint first = steps_of(ring.front());
    if (!(first == steps_of(ring.back()))) {
      fault = {.kind = AreaFaultKind::kNotClosed, .where = ring.back()};
      return true;
    }
    for (std::size_t i = 1; i < ring.size(); ++i) {
      if (std::abs(ring[i].lon_deg - ring[i - 1].lon_deg) <= 180.0) continue;
      fault = {.kind = AreaFaultKind::kAcrossAntimeridian, .where = ring[i]};
      return true;
    }
    return false;
  });
  return fault;
}

Ring closed(Ring ring) {
  if (!ring.empty() && !(steps_of(ring.front()) == steps_of(ring.back())))
    ring.push_back(ring.front());
  return ring;
}

std::function<bool()> or_always(const GoesOn& go_on) {
  return go_on ? go_on : [] { return true; };
}

}  // namespace

std::optional<AreaFault> fault_of(const Area& area, const GoesOn& go_on) {
  if (area.empty()) return std::nullopt;
  if (auto fault = fault_of_rings(area)) return fault;
  const Geos geos;
  const GeosWatch watch(or_always(go_on));
  const auto geometry = geos.multipolygon(area);
  if (!geometry) return AreaFault{.where = area.front().outer.front(), .reason = "Invalid ring"};
  char* reason = nullptr;
  GEOSGeometry* raw = nullptr;
  const char valid = GEOSisValidDetail_r(geos.context(), geometry.get(), 0, &reason, &raw);
  const auto place = geos.take(raw);
  AreaFault fault{.where = area.front().outer.front(), .reason = reason != nullptr ? reason : ""};
  if (reason != nullptr) GEOSFree_r(geos.context(), reason);
  if (valid == 1) return std::nullopt;
  PlanePoint at;
  if (place && GEOSGeomGetX_r(geos.context(), place.get(), &at.x_m) == 1 &&
      GEOSGeomGetY_r(geos.context(), place.get(), &at.y_m) == 1)
    fault.where = geo::place_of(at);
  return fault;
}

Area repaired(const Area& area, const GoesOn& go_on) {
  Area drawn;
  for (const Polygon& polygon : area) {
    Polygon& whole = drawn.emplace_back(Polygon{.outer = closed(polygon.outer), .holes = {}});
    for (const Ring& hole : polygon.holes) whole.holes.push_back(closed(hole));
  }
  const Geos geos;
  const GeosWatch watch(or_always(go_on));
  const auto geometry = geos.multipolygon(drawn);
  if (!geometry) return {};
  GEOSMakeValidParams* params = GEOSMakeValidParams_create_r(geos.context());
  GEOSMakeValidParams_setMethod_r(geos.context(), params, GEOS_MAKE_VALID_STRUCTURE);
  GEOSMakeValidParams_setKeepCollapsed_r(geos.context(), params, 0);
  const auto valid = geos.take(GEOSMakeValidWithParams_r(geos.context(), geometry.get(), params));
  GEOSMakeValidParams_destroy_r(geos.context(), params);
  return valid ? geos.area(valid.get()) : Area();
}

std::optional<std::vector<Overlap>> overlaps_of(const Coverage& coverage,
                                                const std::function<bool(double)>& go_on) {
  const std::size_t count = coverage.area_count();
  std::vector<Box> boxes(count);
  for (std::size_t i = 0; i < count; ++i) boxes[i] = box_of(coverage, i);
  const BoxTree tree(boxes);
  const Geos geos;
  std::vector<Geos::Geometry> shapes(count);
  const auto shape = [&](std::size_t i) {
    if (!shapes[i]) shapes[i] = geos.multipolygon(coverage, i);
    return shapes[i].get();
  };
  std::vector<Overlap> overlaps;
  double share = 0.0;
  const GeosWatch watch([&] { return go_on(share); });
  for (std::size_t a = 0; a < count; ++a) {
    share = static_cast<double>(a) / static_cast<double>(count);
    if (a % kAskedEvery == 0 && !go_on(share)) return std::nullopt;
    std::vector<std::int32_t> others;
    tree.each_touching(boxes[a], [&](std::int32_t b) {
      if (static_cast<std::size_t>(b) > a) others.push_back(b);
    });
    std::sort(others.begin(), others.end());
    for (const std::int32_t b : others) {
      const auto common = geos.take(
          GEOSIntersection_r(geos.context(), shape(a), shape(static_cast<std::size_t>(b))));
      if (watch.is_stopped()) return std::nullopt;
      if (!common) continue;
      const Area land = geos.area(common.get());
      const double size = size_m2(land);
      if (size < kOverlapLeast_m2) continue;
      overlaps.push_back({.first = static_cast<std::int32_t>(a),
                          .second = b,
                          .size_m2 = size,
                          .where = point_inside(land).value_or(land.front().outer.front())});
    }
    shapes[a].reset();
  }
  return overlaps;
}

}  // namespace bailiwick::geo
