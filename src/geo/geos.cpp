#include "geo/geos.hpp"

#include <exception>
#include <utility>

namespace bailiwick::geo {
namespace {

struct Stopped : std::exception {};
thread_local GeosWatch* watching = nullptr;

std::vector<PlanePoint> in_steps(const Ring& ring) {
  std::vector<PlanePoint> points;
  points.reserve(ring.size() + 1);
  for (const LonLat& place : ring) points.push_back(steps_of(place));
  return points;
}

std::vector<PlanePoint> corners_of(const Mesh& mesh, std::size_t ring) {
  std::vector<PlanePoint> points;
  for (const std::int32_t corner : mesh.ring(ring))
    points.push_back(mesh.vertices[static_cast<std::size_t>(corner)]);
  return points;
}

}  // namespace

Geos::Geos() : context_(GEOS_init_r()) {}
Geos::~Geos() { GEOS_finish_r(context_); }

GEOSCoordSequence* Geos::sequence(std::span<const PlanePoint> points, bool is_closed) const {
  const bool is_open = is_closed && !(points.front() == points.back());
  const auto size = static_cast<unsigned>(points.size() + (is_open ? 1 : 0));
  GEOSCoordSequence* sequence = GEOSCoordSeq_create_r(context_, size, 2);
  for (unsigned i = 0; i < size && sequence != nullptr; ++i) {
    const PlanePoint p = points[i == points.size() ? 0 : i];
    GEOSCoordSeq_setXY_r(context_, sequence, i, p.x_m, p.y_m);
  }
  return sequence;
}

Geos::Geometry Geos::line(std::span<const PlanePoint> points) const {
  return take(GEOSGeom_createLineString_r(context_, sequence(points, false)));
}

Geos::Geometry Geos::ring(std::span<const PlanePoint> points) const {
  return take(GEOSGeom_createLinearRing_r(context_, sequence(points, true)));
}

Geos::Geometry Geos::polygon(Geometry shell, std::vector<Geometry> holes) const {
  std::vector<GEOSGeometry*> raw;
  for (Geometry& hole : holes) raw.push_back(hole.release());
  return take(GEOSGeom_createPolygon_r(context_, shell.release(), raw.data(),
                                       static_cast<unsigned>(raw.size())));
}

Geos::Geometry Geos::collection(int type, std::vector<Geometry> parts) const {
  std::vector<GEOSGeometry*> raw;
  raw.reserve(parts.size());
  for (Geometry& part : parts) raw.push_back(part.release());
  return take(
      GEOSGeom_createCollection_r(context_, type, raw.data(), static_cast<unsigned>(raw.size())));
}

Geos::Geometry Geos::multipolygon(const Coverage& coverage, std::size_t area) const {
  const Mesh& mesh = coverage.steps;
  std::vector<Geometry> polygons;
  for (std::size_t r = mesh.area_begin[area]; r < mesh.area_begin[area + 1];) {
    Geometry shell = ring(corners_of(mesh, r));
    std::vector<Geometry> holes;
    for (++r; r < mesh.area_begin[area + 1] && twice_area_m2(mesh, mesh.ring(r)) < 0.0; ++r)
      holes.push_back(ring(corners_of(mesh, r)));
    polygons.push_back(polygon(std::move(shell), std::move(holes)));
  }
  return collection(GEOS_MULTIPOLYGON, std::move(polygons));
}

Geos::Geometry Geos::multipolygon(const Area& area) const {
  std::vector<Geometry> polygons;
  for (const Polygon& part : area) {
    if (part.outer.size() < 4) continue;
    std::vector<Geometry> holes;
    for (const Ring& hole : part.holes)
      if (hole.size() >= 4) holes.push_back(ring(in_steps(hole)));
    polygons.push_back(polygon(ring(in_steps(part.outer)), std::move(holes)));
  }
  return collection(GEOS_MULTIPOLYGON, std::move(polygons));
}

std::vector<PlanePoint> Geos::points(const GEOSGeometry* line) const {
  const GEOSCoordSequence* sequence = GEOSGeom_getCoordSeq_r(context_, line);
  unsigned size = 0;
  GEOSCoordSeq_getSize_r(context_, sequence, &size);
  std::vector<PlanePoint> points(size);
  for (unsigned i = 0; i < size; ++i)
    GEOSCoordSeq_getXY_r(context_, sequence, i, &points[i].x_m, &points[i].y_m);
  return points;
}

Area Geos::area(const GEOSGeometry* geometry) const {
  const auto ring_of = [this](const GEOSGeometry* line) {
    Ring ring;
    for (const PlanePoint& p : points(line)) ring.push_back(place_of(p));
    return ring;
  };
  Area area;
  std::vector<const GEOSGeometry*> stack = {geometry};
  while (!stack.empty()) {
    const GEOSGeometry* part = stack.back();
    stack.pop_back();
    const int type = GEOSGeomTypeId_r(context_, part);
    if (type == GEOS_POLYGON && GEOSisEmpty_r(context_, part) == 0) {
      Polygon polygon{.outer = ring_of(GEOSGetExteriorRing_r(context_, part)), .holes = {}};
      for (int h = 0; h < GEOSGetNumInteriorRings_r(context_, part); ++h)
        polygon.holes.push_back(ring_of(GEOSGetInteriorRingN_r(context_, part, h)));
      area.push_back(std::move(polygon));
    } else if (type == GEOS_MULTIPOLYGON || type == GEOS_GEOMETRYCOLLECTION) {
      for (int i = GEOSGetNumGeometries_r(context_, part); i-- > 0;)
        stack.push_back(GEOSGetGeometryN_r(context_, part, i));
    }
  }
  return area;
}

GeosWatch::GeosWatch(std::function<bool()> go_on) : go_on_(std::move(go_on)), before_(watching) {
  // Once for all threads: each looks at its own watch.
  [[maybe_unused]] static const auto before = GEOS_interruptRegisterCallback(&GeosWatch::ask);
  watching = this;
}
GeosWatch::~GeosWatch() { watching = before_; }

void GeosWatch::ask() {
  if (watching == nullptr) return;
  watching->is_stopped_ = watching->is_stopped_ || !watching->go_on_();
  // GEOS' own request to stop is heard by whichever thread looks first. It catches what is thrown at the end of each of its calls.
  if (watching->is_stopped_) throw Stopped();
}

}  // namespace bailiwick::geo
