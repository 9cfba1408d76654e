#include "planning/map_data.hpp"

#include <algorithm>
#include <cmath>

#include "planning/map_cells.hpp"

namespace bailiwick::planning {
namespace {

// The share of units that must lie inside the borders for these to be taken for the land, and how many are asked.
constexpr double kInsideShare = 0.95;
constexpr std::size_t kAskedLimit = 2000;
// How far borders are drawn beyond the units, as a share of the map's longer side.
constexpr double kBorderMargin = 0.05;

class Writer {
 public:
  void add(std::uint64_t value) {
    while (value >= 0x80) {
      bytes_.push_back(static_cast<char>(value | 0x80));
      value >>= 7;
    }
    bytes_.push_back(static_cast<char>(value));
  }
  void add_signed(std::int64_t value) {
    add((static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63));
  }
  const std::string& bytes() const { return bytes_; }

 private:
  std::string bytes_;
};

struct Step {
  std::int64_t x = 0;
  std::int64_t y = 0;
  friend bool operator==(const Step&, const Step&) = default;
};

class MapWriter {
 public:
  MapWriter(const Outcome& outcome, MapData& data) : outcome_(outcome), data_(data) {}

  void write(const geo::Mesh& mesh, std::span<const std::vector<Step>> borders) {
    write_cells(mesh);
    write_places();
    write_territories(mesh);
    writer_.add(borders.size());
    Step last;
    for (const std::vector<Step>& ring : borders) {
      writer_.add(ring.size());
      for (const Step& step : ring) last = write_step(step, last);
    }
    data_.base64 = base64(writer_.bytes());
  }

  Step step_of(geo::PlanePoint p) const {
    return {std::llround((p.x_m - data_.x0_m) / data_.step_m),
            std::llround((p.y_m - data_.y0_m) / data_.step_m)};
  }

 private:
  Step write_step(Step step, Step last) {
    writer_.add_signed(step.x - last.x);
    writer_.add_signed(step.y - last.y);
    return step;
  }

  void write_cells(const geo::Mesh& mesh) {
    number_.assign(mesh.vertices.size(), -1);
    std::int64_t count = 0;
    Step last;
    for (std::size_t area = 0; area < mesh.area_count(); ++area) {
      writer_.add(mesh.area_begin[area + 1] - mesh.area_begin[area]);
      for (std::size_t r = mesh.area_begin[area]; r < mesh.area_begin[area + 1]; ++r) {
        writer_.add(mesh.ring(r).size());
        for (const std::int32_t corner : mesh.ring(r)) {
          std::int64_t& number = number_[static_cast<std::size_t>(corner)];
          if (number >= 0) {
            writer_.add(static_cast<std::uint64_t>(count - number));
            continue;
          }
          number = count++;
          writer_.add(0);
          last = write_step(step_of(mesh.vertices[static_cast<std::size_t>(corner)]), last);
        }
      }
    }
  }

  void write_places() {
    Step last;
    for (const territory::UnitIndex u : outcome_.map.units) {
      last = write_step(step_of(on_map(outcome_.map, outcome_.places[static_cast<std::size_t>(u)])),
                        last);
    }
  }

  void write_territories(const geo::Mesh& mesh) {
    const geo::Mesh shapes = geo::dissolve(mesh, territory_of_cells(outcome_), outcome_.plan.k);
    std::int64_t last = 0;
    for (std::size_t t = 0; t < shapes.area_count(); ++t) {
      writer_.add(shapes.area_begin[t + 1] - shapes.area_begin[t]);
      for (std::size_t r = shapes.area_begin[t]; r < shapes.area_begin[t + 1]; ++r) {
        writer_.add(shapes.ring(r).size());
        for (const std::int32_t corner : shapes.ring(r)) {
          const std::int64_t number = number_[static_cast<std::size_t>(corner)];
          writer_.add_signed(number - last);
          last = number;
        }
      }
    }
  }

  const Outcome& outcome_;
  MapData& data_;
  Writer writer_;
  std::vector<std::int64_t> number_;  // of a vertex of the mesh in the stream
};

struct DegreeBox {
  double lon_low = 360.0;
  double lon_high = -360.0;
  double lat_low = 90.0;
  double lat_high = -90.0;
  bool holds(geo::LonLat p) const {
    return p.lon_deg >= lon_low && p.lon_deg <= lon_high && p.lat_deg >= lat_low &&
           p.lat_deg <= lat_high;
  }
};

bool are_units_inside(const Outcome& outcome, std::span<const geo::Area> borders) {
  std::vector<DegreeBox> boxes;
  for (const geo::Area& area : borders) {
    DegreeBox box;
    for (const geo::Polygon& polygon : area) {
      for (const geo::LonLat& p : polygon.outer) {
        box = {std::min(box.lon_low, p.lon_deg), std::max(box.lon_high, p.lon_deg),
               std::min(box.lat_low, p.lat_deg), std::max(box.lat_high, p.lat_deg)};
      }
    }
    boxes.push_back(box);
  }
  const std::size_t stride = outcome.places.size() / kAskedLimit + 1;
  std::size_t asked = 0;
  std::size_t inside = 0;
  for (std::size_t u = 0; u < outcome.places.size(); u += stride, ++asked) {
    for (std::size_t a = 0; a < borders.size(); ++a) {
      if (!boxes[a].holds(outcome.places[u]) || !geo::contains(borders[a], outcome.places[u]))
        continue;
      ++inside;
      break;
    }
  }
  return asked > 0 && static_cast<double>(inside) >= kInsideShare * static_cast<double>(asked);
}

// The rings of the borders that touch the map, in steps.
std::vector<std::vector<Step>> border_rings(const Outcome& outcome, const MapWriter& writer,
                                            const MapBox& box, std::span<const geo::Area> borders) {
  const double margin = kBorderMargin * box.size();
  std::vector<std::vector<Step>> rings;
  const auto add = [&](const geo::Ring& ring) {
    std::vector<Step> steps;
    MapBox reached;
    for (std::size_t i = 0; i < ring.size(); ++i) {
      const geo::PlanePoint p = on_map(outcome.map, ring[i]);
      if (i == 0) reached = {p.x_m, p.y_m, p.x_m, p.y_m};
      reached.add(p);
      const Step step = writer.step_of(p);
      if (steps.empty() || steps.back() != step) steps.push_back(step);
    }
    const bool touches = reached.x_high > box.x_low - margin &&
                         reached.x_low < box.x_high + margin &&
                         reached.y_high > box.y_low - margin && reached.y_low < box.y_high + margin;
    if (touches && steps.size() >= 3) rings.push_back(std::move(steps));
  };
  for (const geo::Area& area : borders) {
    for (const geo::Polygon& polygon : area) {
      add(polygon.outer);
      for (const geo::Ring& hole : polygon.holes) add(hole);
    }
  }
  return rings;
}

}  // namespace

std::string base64(std::string_view bytes) {
  constexpr std::string_view kDigits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out((bytes.size() + 2) / 3 * 4, '=');
  char* to = out.data();
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const std::size_t count = std::min<std::size_t>(3, bytes.size() - i);
    std::uint32_t group = 0;
    for (std::size_t j = 0; j < count; ++j)
      group |= std::uint32_t{static_cast<unsigned char>(bytes[i + j])} << (16 - 8 * j);
    for (std::size_t j = 0; j <= count; ++j) to[j] = kDigits[group >> (18 - 6 * j) & 63];
    to += 4;
  }
  return out;
}

MapData map_data(const Outcome& outcome, std::span<const geo::Area> borders) {
  MapData data;
  if (outcome.places.empty()) return data;
  const MapBox& box = outcome.map.box;
  data.x0_m = box.x_low;
  data.y0_m = box.y_low;
  data.step_m = outcome.map.step_m;
  MapWriter writer(outcome, data);
  data.width = std::llround((box.x_high - box.x_low) / data.step_m);
  data.height = std::llround((box.y_high - box.y_low) / data.step_m);
  if (outcome.map.is_planar) borders = {};
  const auto rings = border_rings(outcome, writer, box, borders);
  data.border_rings = rings.size();
  data.is_clipped = !outcome.map.is_from_shapes && are_units_inside(outcome, borders);
  writer.write(outcome.map.drawn, rings);
  return data;
}

}  // namespace bailiwick::planning
