#include "platform/files/topojson.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>

#include "platform/files/json_tree.hpp"

namespace bailiwick::platform::files {
namespace {

bool is_type(JsonValue object, std::string_view type) {
  const JsonValue found = object.member("type");
  return found.is_string() && found.text() == type;
}

class Reader {
 public:
  explicit Reader(const std::string& name) : name_(name), place_(name), log_(name) {}

  Checked<Features> read(JsonValue document, const std::string& object_name) {
    const JsonValue arcs = document.member("arcs");
    const JsonValue objects = document.member("objects");
    if (!is_type(document, "Topology") || !arcs.is_array() || !objects.is_object() ||
        objects.size() == 0) {
      log_.add("F070", fmt::format("{} is not a TopoJSON Topology with arcs and objects.", name_));
      return fail(log_.take());
    }
    if (!read_transform(document.member("transform")) || !read_arcs(arcs)) return fail(log_.take());
    const auto object = choose(objects, object_name);
    if (!object) return fail(log_.take());
    const JsonValue geometries = object->member("geometries");
    const bool is_collection = is_type(*object, "GeometryCollection");
    if (is_collection &&
        (!geometries.is_array() || geometries.size() == 0 || geometries.size() > kFeaturesLimit)) {
      log_.add("F074", fmt::format("{}: the object has no list of 1 to {} geometries.", name_,
                                   kFeaturesLimit));
      return fail(log_.take());
    }
    std::size_t index = 0;
    if (!is_collection) read_geometry(*object, index);
    for (JsonValue::Iterator it = geometries.begin();
         is_collection && it != geometries.end() && !is_overused_; ++it)
      read_geometry(*it, index++);
    note_collapsed(name_, collapsed_, notes_);
    Features result = builder_.take(name_, std::move(notes_), log_);
    if (!log_.is_empty()) return fail(log_.take());
    return result;
  }

 private:
  bool refuse(std::string_view rule, std::string_view what) {
    log_.add(rule, fmt::format("{}: {}.", place_, what));
    return false;
  }

  bool read_transform(JsonValue transform) {
    if (transform.is_null()) return true;
    const JsonValue scale = transform.member("scale");
    const JsonValue translate = transform.member("translate");
    const auto factors = pair_of(scale);
    const auto origin = pair_of(translate);
    if (!factors || !origin) return refuse("F070", "its transform has no scale and translate");
    scale_ = *factors;
    translate_ = *origin;
    is_quantised_ = true;
    return true;
  }

  bool place_vertex(geo::LonLat step, geo::LonLat& vertex) {
    return check_lon_lat({step.lon_deg * scale_.lon_deg + translate_.lon_deg,
                          step.lat_deg * scale_.lat_deg + translate_.lat_deg},
                         place_, vertex, log_);
  }

  bool read_arcs(JsonValue arcs) {
    arcs_.reserve(arcs.size());
    const std::string prefix = name_ + ", arc ";
    for (const JsonValue positions : arcs) {
      place_ = prefix + std::to_string(arcs_.size());
      if (!positions.is_array()) return refuse("F071", "it is not a list of positions");
      if (!read_arc(positions, arcs_.emplace_back())) return false;
      uses_left_ += kArcUsesLimit * (arcs_.back().size() + 1);
    }
    place_ = name_;
    return true;
  }

  bool read_arc(JsonValue positions, geo::Ring& arc) {
    geo::LonLat step;
    arc.reserve(positions.size());
    for (const JsonValue position : positions) {
      const auto pair = pair_of(position);
      if (!pair) return refuse("F071", "a position is not a pair of numbers");
      // Quantised positions are steps from the one before.
      step = {pair->lon_deg + (is_quantised_ ? step.lon_deg : 0.0),
              pair->lat_deg + (is_quantised_ ? step.lat_deg : 0.0)};
      geo::LonLat vertex;
      if (!place_vertex(step, vertex)) return false;
      arc.push_back(vertex);
    }
    return true;
  }

  std::optional<JsonValue> choose(JsonValue objects, const std::string& asked) {
    const auto members = objects.members();
    if (!asked.empty()) {
      const JsonValue found = objects.member(asked);
      if (found.is_object()) return found;
      std::vector<std::string_view> names;
      for (const auto& [name, object] : members) names.push_back(name);
      refuse("F073", fmt::format("it has no object '{}'; its objects are: {}", asked,
                                 fmt::join(names, ", ")));
      return std::nullopt;
    }
    std::optional<JsonValue> best;
    std::size_t best_size = 0;
    std::string_view best_name;
    for (const auto& [name, object] : members) {
      const std::size_t size =
          object.is_object() ? std::max<std::size_t>(object.member("geometries").size(), 1) : 0;
      if (size <= best_size) continue;
      best = object;
      best_size = size;
      best_name = name;
    }
    if (!best) refuse("F073", "none of its objects is a geometry");
    if (best && members.size() > 1) {
      notes_.push_back(
          fmt::format("{}: of its {} objects '{}' was read, which has the most geometries.", name_,
                      members.size(), best_name));
    }
    return best;
  }

  void read_geometry(JsonValue geometry, std::size_t index) {
    place_ = fmt::format("{}, feature {}", name_, index + 1);
    geo::Area area;
    geo::LonLat point;
    bool is_sound = false;
    if (is_type(geometry, "Point")) {
      const auto position = pair_of(geometry.member("coordinates"));
      is_sound = position ? place_vertex(*position, point)
                          : refuse("F074", "its coordinates are not a pair of numbers");
    } else if (is_type(geometry, "Polygon")) {
      is_sound = read_polygon(geometry.member("arcs"), area) && find_point(area, point);
    } else if (is_type(geometry, "MultiPolygon")) {
      is_sound = read_polygons(geometry.member("arcs"), area) && find_point(area, point);
    } else {
      refuse("F074", "it is not a Polygon, MultiPolygon or Point");
    }
    if (is_sound) builder_.add(geometry, std::move(area), point);
  }

  bool find_point(geo::Area& area, geo::LonLat& point) {
    const auto inside = point_of(area, collapsed_);
    if (!inside) return refuse("F075", "its geometry has no positions");
    point = *inside;
    return true;
  }

  bool read_polygons(JsonValue polygons, geo::Area& area) {
    if (!polygons.is_array())
      return refuse("F074", "its arcs are not nested as its type wants them");
    for (const JsonValue polygon : polygons) {
      if (!read_polygon(polygon, area)) return false;
    }
    return true;
  }

  bool read_polygon(JsonValue rings, geo::Area& area) {
    if (!rings.is_array() || rings.size() == 0)
      return refuse("F074", "its arcs are not nested as its type wants them");
    geo::Polygon polygon;
    bool is_outer = true;
    for (const JsonValue references : rings) {
      geo::Ring ring;
      if (!read_ring(references, ring)) return false;
      (is_outer ? polygon.outer : polygon.holes.emplace_back()) = std::move(ring);
      is_outer = false;
    }
    area.push_back(std::move(polygon));
    return true;
  }

  // An arc's number, and whether it is walked backwards (~number).
  std::optional<std::pair<std::size_t, bool>> arc_of(JsonValue reference) {
    const auto number = reference.integer();
    if (!number) return std::nullopt;
    const bool is_backward = *number < 0;
    const auto arc = static_cast<std::uint64_t>(is_backward ? ~*number : *number);
    if (arc >= arcs_.size()) return std::nullopt;
    return std::pair(static_cast<std::size_t>(arc), is_backward);
  }

  bool read_ring(JsonValue references, geo::Ring& ring) {
    if (!references.is_array() || references.size() == 0)
      return refuse("F074", "a ring is not a list of arcs");
    for (const JsonValue reference : references) {
      const auto found = arc_of(reference);
      if (!found) return refuse("F072", "it refers to an arc that does not exist");
      const auto [number, is_backward] = *found;
      const geo::Ring& arc = arcs_[number];
      if (arc.size() + 1 > uses_left_) {
        is_overused_ = true;
        return refuse("F076", fmt::format("arcs are used more than {} times each", kArcUsesLimit));
      }
      uses_left_ -= arc.size() + 1;
      if (arc.empty()) continue;
      // The first vertex of an arc is the last of the one before.
      if (!ring.empty()) ring.pop_back();
      if (is_backward) {
        ring.insert(ring.end(), arc.rbegin(), arc.rend());
      } else {
        ring.insert(ring.end(), arc.begin(), arc.end());
      }
    }
    return true;
  }

  const std::string& name_;
  std::string place_;
  ErrorLog log_;
  Notes notes_;
  FeaturesBuilder builder_;
  std::size_t collapsed_ = 0;
  geo::LonLat scale_ = {1.0, 1.0};
  geo::LonLat translate_ = {0.0, 0.0};
  bool is_quantised_ = false;
  std::vector<geo::Ring> arcs_;
  std::size_t uses_left_ = 0;
  bool is_overused_ = false;
};

}  // namespace

Checked<Features> topojson_features(JsonValue document, const std::string& name,
                                    const std::string& object) {
  return Reader(name).read(document, object);
}

Checked<Features> parse_topojson(const TextFile& file, const std::string& object) {
  const Result<JsonTree> document = parse_json_tree(file);
  if (!document) return fail(Errors{document.error()});
  Checked<Features> features = topojson_features(document->root(), file.name, object);
  if (features)
    features->notes.insert(features->notes.begin(), file.notes.begin(), file.notes.end());
  return features;
}

}  // namespace bailiwick::platform::files
