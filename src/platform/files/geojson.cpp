#include "platform/files/geojson.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <utility>

#include "platform/files/json.hpp"

namespace bailiwick::platform::files {
namespace {

using nlohmann::json;

constexpr std::size_t kRingVerticesLeast = 3;

const json& member(const json& object, const char* name) {
  static const json kNothing;
  const auto it = object.find(name);
  return it == object.end() ? kNothing : *it;
}

bool is_type(const json& object, const char* type) {
  const json& found = member(object, "type");
  return found.is_string() && found.get_ref<const std::string&>() == type;
}

class Reader {
 public:
  explicit Reader(const std::string& name) : name_(name), log_(name) {}

  Checked<Features> read(const json& document) {
    const json& features = member(document, "features");
    if (!is_type(document, "FeatureCollection") || !features.is_array()) {
      log_.add("F060", fmt::format("{} is not a GeoJSON FeatureCollection.", name_));
      return fail(log_.take());
    }
    if (features.empty() || features.size() > kFeaturesLimit) {
      log_.add(features.empty() ? "F064" : "F065",
               fmt::format("{} has {} features; 1 to {} can be read.", name_, features.size(),
                           kFeaturesLimit));
      return fail(log_.take());
    }
    for (std::size_t i = 0; i < features.size(); ++i) read_feature(features[i], i);
    Notes notes;
    note_collapsed(name_, collapsed_, notes);
    Features result = builder_.take(name_, std::move(notes), log_);
    if (!log_.is_empty()) return fail(log_.take());
    return result;
  }

 private:
  void read_feature(const json& feature, std::size_t index) {
    place_ = fmt::format("{}, feature {}", name_, index + 1);
    const json& geometry = member(feature, "geometry");
    if (!is_type(feature, "Feature") || !geometry.is_object()) {
      log_.add("F061", fmt::format("{}: it is not a feature with a geometry.", place_));
      return;
    }
    const json& coordinates = member(geometry, "coordinates");
    geo::Area area;
    geo::LonLat point;
    bool is_sound = false;
    if (is_type(geometry, "Point")) {
      is_sound = read_lon_lat(coordinates, place_, point, log_);
    } else if (is_type(geometry, "Polygon")) {
      is_sound = read_polygon(coordinates, area) && find_point(area, point);
    } else if (is_type(geometry, "MultiPolygon")) {
      is_sound = read_polygons(coordinates, area) && find_point(area, point);
    } else {
      log_.add("F061",
               fmt::format("{}: its geometry is not a Polygon, MultiPolygon or Point.", place_));
    }
    if (is_sound) builder_.add(feature, std::move(area), point);
  }

  bool find_point(geo::Area& area, geo::LonLat& point) {
    const auto inside = point_of(area, collapsed_);
    if (!inside) {
      log_.add("F062", fmt::format("{}: its geometry has no positions.", place_));
      return false;
    }
    point = *inside;
    return true;
  }

  bool read_polygons(const json& polygons, geo::Area& area) {
    if (!polygons.is_array()) return malformed();
    for (const json& polygon : polygons) {
      if (!read_polygon(polygon, area)) return false;
    }
    return true;
  }

  bool read_polygon(const json& rings, geo::Area& area) {
    if (!rings.is_array() || rings.empty()) return malformed();
    geo::Polygon polygon;
    for (std::size_t i = 0; i < rings.size(); ++i) {
      geo::Ring ring;
      if (!read_ring(rings[i], ring)) return false;
      if (i == 0) {
        polygon.outer = std::move(ring);
      } else {
        polygon.holes.push_back(std::move(ring));
      }
    }
    area.push_back(std::move(polygon));
    return true;
  }

  bool read_ring(const json& positions, geo::Ring& ring) {
    if (!positions.is_array() || positions.size() < kRingVerticesLeast) return malformed();
    ring.reserve(positions.size());
    for (const json& position : positions) {
      geo::LonLat vertex;
      if (!read_lon_lat(position, place_, vertex, log_)) return false;
      ring.push_back(vertex);
    }
    return true;
  }

  bool malformed() {
    log_.add("F062",
             fmt::format("{}: its coordinates are not nested as its type wants them.", place_));
    return false;
  }

  const std::string& name_;
  std::string place_;
  ErrorLog log_;
  FeaturesBuilder builder_;
  std::size_t collapsed_ = 0;
};

}  // namespace

Checked<Features> geojson_features(const json& document, const std::string& name) {
  return Reader(name).read(document);
}

Checked<Features> parse_geojson(const TextFile& file) {
  const Result<json> document = parse_json(file);
  if (!document) return fail(Errors{document.error()});
  Checked<Features> features = geojson_features(*document, file.name);
  if (features)
    features->notes.insert(features->notes.begin(), file.notes.begin(), file.notes.end());
  return features;
}

}  // namespace bailiwick::platform::files
