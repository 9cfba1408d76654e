#include "platform/files/unit_map.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <nlohmann/json.hpp>

#include <fmt/format.h>

#include "geo/arcs.hpp"
#include "geo/borders.hpp"

namespace bailiwick::platform::files {
namespace {

struct Cell {
  std::int64_t x = 0;
  std::int64_t y = 0;
};

// The drawing on its grid, counted from its south-west corner.
class Map {
 public:
  Map(std::span<const MapUnit> units, const geo::Coverage& shapes)
      : units_(units), step_(map_grid_deg(shapes) / geo::kVertexStep_deg) {
    mesh_ = geo::coarsened(shapes.steps, step_);
    arcs_ = geo::arcs_of(mesh_);
    geo::Box box;
    for (const geo::PlanePoint& vertex : mesh_.vertices)
      box.add(std::round(vertex.x_m / step_), std::round(vertex.y_m / step_));
    for (const MapUnit& unit : units) {
      const geo::PlanePoint p = geo::steps_of(unit.point);
      box.add(std::round(p.x_m / step_), std::round(p.y_m / step_));
    }
    if (!box.is_empty()) low_ = {std::llround(box.x_low), std::llround(box.y_low)};
  }

  std::string text() {
    const double degrees = step_ * geo::kVertexStep_deg;
    fmt::format_to(std::back_inserter(out_),
                   R"({{"type":"Topology","transform":{{"scale":[{},{}],"translate":[{},{}]}},)",
                   degrees, degrees, static_cast<double>(low_.x) * degrees,
                   static_cast<double>(low_.y) * degrees);
    out_ += R"("objects":{"units":{"type":"GeometryCollection","geometries":[)";
    for (std::size_t unit = 0; unit < units_.size(); ++unit) {
      if (unit > 0) out_ += ',';
      put_geometry(unit);
    }
    out_ += R"(]}},"arcs":[)";
    for (std::size_t a = 0; a < arcs_.arc_count(); ++a) {
      if (a > 0) out_ += ',';
      put_arc(arcs_.arc(a));
    }
    out_ += "]}";
    return std::move(out_);
  }

 private:
  [[nodiscard]] Cell cell_of(geo::PlanePoint p) const {
    return {std::llround(p.x_m / step_) - low_.x, std::llround(p.y_m / step_) - low_.y};
  }

  void put_geometry(std::size_t unit) {
    const std::string id = nlohmann::json(units_[unit].id).dump();
    const std::size_t begin = unit < mesh_.area_count() ? mesh_.area_begin[unit] : 0;
    const std::size_t end = unit < mesh_.area_count() ? mesh_.area_begin[unit + 1] : 0;
    if (begin == end) {
      const Cell cell = cell_of(geo::steps_of(units_[unit].point));
      fmt::format_to(std::back_inserter(out_),
                     R"({{"type":"Point","id":{},"coordinates":[{},{}]}})", id, cell.x, cell.y);
      return;
    }
    std::vector<std::size_t> outers;
    for (std::size_t r = begin; r < end; ++r)
      if (outers.empty() || geo::twice_area_m2(mesh_, mesh_.ring(r)) > 0.0) outers.push_back(r);
    const bool is_one = outers.size() == 1;
    fmt::format_to(std::back_inserter(out_), R"({{"type":"{}","id":{},"arcs":[)",
                   is_one ? "Polygon" : "MultiPolygon", id);
    for (std::size_t i = 0; i < outers.size(); ++i) {
      if (!is_one) out_ += i > 0 ? ",[" : "[";
      put_rings(outers[i], i + 1 < outers.size() ? outers[i + 1] : end);
      if (!is_one) out_ += ']';
    }
    out_ += "]}";
  }

  void put_rings(std::size_t begin, std::size_t end) {
    for (std::size_t r = begin; r < end; ++r)
      fmt::format_to(std::back_inserter(out_), "{}[{}]", r > begin ? "," : "",
                     fmt::join(arcs_.arcs_of_ring(r), ","));
  }

  void put_arc(std::span<const std::int32_t> arc) {
    out_ += '[';
    Cell last;
    for (std::size_t i = 0; i < arc.size(); ++i) {
      const Cell cell = cell_of(mesh_.vertices[static_cast<std::size_t>(arc[i])]);
      fmt::format_to(std::back_inserter(out_), "{}[{},{}]", i > 0 ? "," : "", cell.x - last.x,
                     cell.y - last.y);
      last = cell;
    }
    out_ += ']';
  }

  std::span<const MapUnit> units_;
  double step_;
  geo::Mesh mesh_;
  geo::Arcs arcs_;
  Cell low_;
  std::string out_;
};

}  // namespace

double map_grid_deg(const geo::Coverage& shapes) {
  std::vector<double> widths;
  for (std::size_t i = 0; i < shapes.area_count(); ++i) {
    const geo::Box box = geo::box_of(shapes, i);
    if (!box.is_empty())
      widths.push_back(std::sqrt((box.x_high - box.x_low) * (box.y_high - box.y_low)));
  }
  if (widths.empty()) return kGridFinest_deg;
  const auto small = widths.begin() + static_cast<std::ptrdiff_t>(widths.size() / 20);
  std::nth_element(widths.begin(), small, widths.end());
  return std::clamp(*small * geo::kVertexStep_deg * kGridShare, kGridFinest_deg, kGridCoarsest_deg);
}

std::string unit_map(std::span<const MapUnit> units, const geo::Coverage& shapes) {
  return Map(units, shapes).text();
}

}  // namespace bailiwick::platform::files
