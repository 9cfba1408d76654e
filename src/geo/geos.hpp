// GEOS (JTS in C++) for the files of this folder that cut areas up: a context, and geometries that free themselves.
//
// Through its C interface, whose calls on a context of one's own are thread-safe. Coordinates are whole steps (coverage.hpp). A call that fails
// gives a null geometry; for what is valid and finite that means that the memory ran out.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include <geos_c.h>

#include "geo/coverage.hpp"

namespace bailiwick::geo {

class Geos {
 public:
  struct Free {
    GEOSContextHandle_t context = nullptr;
    void operator()(GEOSGeometry* geometry) const { GEOSGeom_destroy_r(context, geometry); }
  };
  using Geometry = std::unique_ptr<GEOSGeometry, Free>;

  Geos();
  ~Geos();
  Geos(const Geos&) = delete;
  Geos& operator=(const Geos&) = delete;

  [[nodiscard]] GEOSContextHandle_t context() const { return context_; }
  [[nodiscard]] Geometry take(GEOSGeometry* geometry) const { return {geometry, Free{context_}}; }
  // Open or closed; two points or more.
  [[nodiscard]] Geometry line(std::span<const PlanePoint> points) const;
  // A multi-geometry of GEOS' type that owns its parts.
  [[nodiscard]] Geometry collection(int type, std::vector<Geometry> parts) const;
  // An area of a coverage as a multipolygon.
  [[nodiscard]] Geometry multipolygon(const Coverage& coverage, std::size_t area) const;
  // The same of an area in degrees, each ring closed.
  [[nodiscard]] Geometry multipolygon(const Area& area) const;
  // Every polygon in it, whatever it is, as an area in degrees. Lines and points are left out.
  [[nodiscard]] Area area(const GEOSGeometry* geometry) const;
  // The points of a line or ring.
  [[nodiscard]] std::vector<PlanePoint> points(const GEOSGeometry* line) const;

 private:
  [[nodiscard]] Geometry ring(std::span<const PlanePoint> points) const;
  [[nodiscard]] Geometry polygon(Geometry shell, std::vector<Geometry> holes) const;
  [[nodiscard]] GEOSCoordSequence* sequence(std::span<const PlanePoint> points,
                                            bool is_closed) const;
  GEOSContextHandle_t context_;
};

}  // namespace bailiwick::geo
