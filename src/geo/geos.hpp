// GEOS (JTS in C++) for the files of this folder that cut areas up: a context, and geometries that free themselves.
//
// Through its C interface, whose calls on a context of one's own are thread-safe. Coordinates are whole steps (coverage.hpp). A call that fails
// gives a null geometry; for what is valid and finite that means that the memory ran out.
#pragma once

#include <functional>
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

// As long as it lives, GEOS asks it again and again, within its calls on the thread that made it, whether to go on. Where it answers false, that call gives a null
// geometry (or, of a question, 2), and so does every later one. Watches on one thread end in the opposite order.
class GeosWatch {
 public:
  explicit GeosWatch(std::function<bool()> go_on);
  ~GeosWatch();
  GeosWatch(const GeosWatch&) = delete;
  GeosWatch& operator=(const GeosWatch&) = delete;

  [[nodiscard]] bool is_stopped() const { return is_stopped_; }

 private:
  static void ask();

  std::function<bool()> go_on_;
  GeosWatch* before_;
  bool is_stopped_ = false;
};

}  // namespace bailiwick::geo
