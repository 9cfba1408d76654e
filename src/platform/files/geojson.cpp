#include "platform/files/geojson.hpp"

#include <fmt/format.h>

#include <utility>

#include "platform/files/json_tree.hpp"

namespace bailiwick::platform::files {
namespace {

constexpr std::size_t kRingVerticesLeast = 3;

bool is_type(JsonValue object, std::string_view type) {
  const JsonValue found = object.member("type");
  return found.is_string() && found.text() == type;
}

class Reader {
 public:
  explicit Reader(const std::string& name) : name_(name), log_(name) {}

  Checked<Features> read(JsonValue document) {
    const JsonValue features = document.member("features");
    if (!is_type(document, "FeatureCollection") || !features.is_array()) {
      log_.add("F060", fmt::format("{} is not a GeoJSON FeatureCollection.", name_));
      return fail(log_.take());
    }
    if (features.size() == 0 || features.size() > kFeaturesLimit) {
      log_.add(features.size() == 0 ? "F064" : "F065",
               fmt::format("{} has {} features; 1 to {} can be read.", name_, features.size(),
                           kFeaturesLimit));
      return fail(log_.take());
    }
    std::size_t index = 0;
    for (const JsonValue feature : features) read_feature(feature, index++);
    Notes notes;
    note_collapsed(name_, collapsed_, notes);
    Features result = builder_.take(name_, std::move(notes), log_);
    if (!log_.is_empty()) return fail(log_.take());
    return result;
  }

 private:
  void read_feature(JsonValue feature, std::size_t index) {
    place_ = fmt::format("{}, feature {}", name_, index + 1);
    const JsonValue geometry = feature.member("geometry");
    if (!is_type(feature, "Feature") || !geometry.is_object()) {
      log_.add("F061", fmt::format("{}: it is not a feature with a geometry.", place_));
      return;
    }
    const JsonValue coordinates = geometry.member("coordinates");
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

  bool read_polygons(JsonValue polygons, geo::Area& area) {
    if (!polygons.is_array()) return malformed();
    for (const JsonValue polygon : polygons) {
      if (!read_polygon(polygon, area)) return false;
    }
    return true;
  }

  bool read_polygon(JsonValue rings, geo::Area& area) {
    if (!rings.is_array() || rings.size() == 0) return malformed();
    geo::Polygon polygon;
    bool is_outer = true;
    for (const JsonValue positions : rings) {
      geo::Ring ring;
      if (!read_ring(positions, ring)) return false;
      (is_outer ? polygon.outer : polygon.holes.emplace_back()) = std::move(ring);
      is_outer = false;
    }
    area.push_back(std::move(polygon));
    return true;
  }

  bool read_ring(JsonValue positions, geo::Ring& ring) {
    if (!positions.is_array() || positions.size() < kRingVerticesLeast) return malformed();
    ring.reserve(positions.size());
    for (const JsonValue position : positions) {
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

Checked<Features> geojson_features(JsonValue document, const std::string& name) {
  return Reader(name).read(document);
}

Checked<Features> parse_geojson(const TextFile& file) {
  const Result<JsonTree> document = parse_json_tree(file);
  if (!document) return fail(Errors{document.error()});
  Checked<Features> features = geojson_features(document->root(), file.name);
  if (features)
    features->notes.insert(features->notes.begin(), file.notes.begin(), file.notes.end());
  return features;
}

}  // namespace bailiwick::platform::files
