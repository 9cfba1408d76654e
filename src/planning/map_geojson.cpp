#include "planning/map_geojson.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <charconv>
#include <cmath>
#include <iterator>
#include <nlohmann/json.hpp>
#include <span>

#include <fmt/core.h>

#include "planning/colouring.hpp"
#include "planning/map_cells.hpp"
#include "planning/report_json.hpp"

namespace bailiwick::planning {
namespace {

constexpr int kDigits = 4;  // 11 m

// [x,y] with so many decimals.
void append_pair(std::string& out, double x, double y, int decimals) {
  std::array<char, 64> text{};  // coordinates are far shorter
  const auto append = [&](double value) {
    const auto [end, error] = std::to_chars(text.data(), text.data() + text.size(), value,
                                            std::chars_format::fixed, decimals);
    assert(error == std::errc());
    out.append(text.data(), end);
  };
  out += '[';
  append(x);
  out += ',';
  append(y);
  out += ']';
}

void append_place(std::string& out, const MapCells& map, geo::PlanePoint point, int digits) {
  if (map.is_planar) return append_pair(out, point.x_m, point.y_m, 0);
  const geo::LonLat place = map.projection.place_of(point);
  const double lon = map.projection.centre().lon_deg;
  append_pair(out, lon + std::remainder(place.lon_deg - lon, 360.0), place.lat_deg, digits);
}

void append_ring(std::string& out, const MapCells& map, const geo::Mesh& mesh,
                 std::span<const std::int32_t> ring, int digits) {
  out += '[';
  for (const std::int32_t corner : ring) {
    append_place(out, map, mesh.vertices[static_cast<std::size_t>(corner)], digits);
    out += ',';
  }
  append_place(out, map, mesh.vertices[static_cast<std::size_t>(ring.front())], digits);
  out += ']';
}

double longer_side_m(const geo::Mesh& mesh) {
  if (mesh.vertices.empty()) return 0.0;
  geo::PlanePoint low = mesh.vertices.front();
  geo::PlanePoint high = low;
  for (const geo::PlanePoint& p : mesh.vertices) {
    low = {std::min(low.x_m, p.x_m), std::min(low.y_m, p.y_m)};
    high = {std::max(high.x_m, p.x_m), std::max(high.y_m, p.y_m)};
  }
  return std::max(high.x_m - low.x_m, high.y_m - low.y_m);
}

}  // namespace

void append_multipolygon(std::string& out, const MapCells& map, const geo::Mesh& mesh,
                         std::size_t area, int digits) {
  out += '[';
  bool is_open = false;
  for (std::size_t r = mesh.area_begin[area]; r < mesh.area_begin[area + 1]; ++r) {
    const bool is_outer = geo::twice_area_m2(mesh, mesh.ring(r)) > 0.0;
    if (is_outer) {
      out += is_open ? "],[" : "[";
      is_open = true;
    } else {
      out += ",";
    }
    append_ring(out, map, mesh, mesh.ring(r), digits);
  }
  out += is_open ? "]]" : "]";
}

std::string map_geojson(const Outcome& outcome) {
  const double step_m = longer_side_m(outcome.map.cells) / kMapGeojsonSteps;
  geo::Mesh shapes = geo::dissolve(outcome.map.cells, territory_of_cells(outcome), outcome.plan.k);
  if (step_m > 0.0) shapes = geo::coarsened(shapes, step_m);
  const std::vector<std::int32_t> colours = coloured(
      territory_graph(outcome.problem.adjacency, outcome.plan.territory_of, outcome.plan.k),
      kMapColours);
  std::string out = "{\"type\":\"FeatureCollection\",\"features\":[";
  for (std::size_t t = 0; t < shapes.area_count(); ++t) {
    out += t == 0 ? "\n" : ",\n";
    fmt::format_to(std::back_inserter(out),
                   "{{\"type\":\"Feature\",\"id\":{},\"properties\":{{\"index\":{},\"name\":{},"
                   "\"colour\":{}}},"
                   "\"geometry\":{{\"type\":\"MultiPolygon\",\"coordinates\":",
                   t, t, json_text(nlohmann::ordered_json(outcome.names[t]), -1), colours[t]);
    append_multipolygon(out, outcome.map, shapes, t, kDigits);
    out += "}}";
  }
  return out + "\n]}\n";
}

}  // namespace bailiwick::planning
