#include "platform/files/topojson.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "platform/files/json.hpp"

namespace bailiwick::platform::files {
namespace {

using nlohmann::json;

const json& member(const json& object, const char* name) {
  static const json kNothing;
  const auto it = object.find(name);
  return it == object.end() ? kNothing : *it;
}

bool is_type(const json& object, const char* type) {
  const json& found = member(object, "type");
  return found.is_string() && found.get_ref<const std::string&>() == type;
}

bool is_pair(const json& value) {
  return value.is_array() && value.size() >= 2 && value[0].is_number() && value[1].is_number();
}

class Reader {
 public:
  explicit Reader(const std::string& name) : name_(name), place_(name), log_(name) {}

  Checked<Features> read(const json& document, const std::string& object_name) {
    const json& arcs = member(document, "arcs");
    const json& objects = member(document, "objects");
    if (!is_type(document, "Topology") || !arcs.is_array() || !objects.is_object() ||
        objects.empty()) {
      log_.add("F070", fmt::format("{} is not a TopoJSON Topology with arcs and objects.", name_));
      return fail(log_.take());
    }
    if (!read_transform(member(document, "transform")) || !read_arcs(arcs))
      return fail(log_.take());
    const json* object = choose(objects, object_name);
    if (object == nullptr) return fail(log_.take());
    const json& geometries = member(*object, "geometries");
    const bool is_collection = is_type(*object, "GeometryCollection");
    if (is_collection &&
        (!geometries.is_array() || geometries.empty() || geometries.size() > kFeaturesLimit)) {
      log_.add("F074", fmt::format("{}: the object has no list of 1 to {} geometries.", name_,
                                   kFeaturesLimit));
      return fail(log_.take());
    }
    const std::size_t count = is_collection ? geometries.size() : 1;
    for (std::size_t i = 0; i < count && !is_overused_; ++i)
      read_geometry(is_collection ? geometries[i] : *object, i);
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

  bool read_transform(const json& transform) {
    if (transform.is_null()) return true;
    const json& scale = member(transform, "scale");
    const json& translate = member(transform, "translate");
    if (!is_pair(scale) || !is_pair(translate))
      return refuse("F070", "its transform has no scale and translate");
    scale_ = {scale[0].get<double>(), scale[1].get<double>()};
    translate_ = {translate[0].get<double>(), translate[1].get<double>()};
    is_quantised_ = true;
    return true;
  }

  bool place_vertex(double x, double y, geo::LonLat& vertex) {
    const json position = {x * scale_[0] + translate_[0], y * scale_[1] + translate_[1]};
    return read_lon_lat(position, place_, vertex, log_);
  }

  bool read_arcs(const json& arcs) {
    arcs_.resize(arcs.size());
    for (std::size_t i = 0; i < arcs.size(); ++i) {
      place_ = fmt::format("{}, arc {}", name_, i);
      if (!arcs[i].is_array()) return refuse("F071", "it is not a list of positions");
      double x = 0.0;
      double y = 0.0;
      arcs_[i].reserve(arcs[i].size());
      for (const json& position : arcs[i]) {
        if (!is_pair(position)) return refuse("F071", "a position is not a pair of numbers");
        // Quantised positions are steps from the one before.
        x = position[0].get<double>() + (is_quantised_ ? x : 0.0);
        y = position[1].get<double>() + (is_quantised_ ? y : 0.0);
        geo::LonLat vertex;
        if (!place_vertex(x, y, vertex)) return false;
        arcs_[i].push_back(vertex);
      }
      uses_left_ += kArcUsesLimit * (arcs_[i].size() + 1);
    }
    place_ = name_;
    return true;
  }

  const json* choose(const json& objects, const std::string& asked) {
    if (!asked.empty()) {
      const auto it = objects.find(asked);
      if (it != objects.end() && it->is_object()) return &*it;
      std::vector<std::string> names;
      for (const auto& [name, object] : objects.items()) names.push_back(name);
      refuse("F073", fmt::format("it has no object '{}'; its objects are: {}", asked,
                                 fmt::join(names, ", ")));
      return nullptr;
    }
    const json* best = nullptr;
    std::size_t best_size = 0;
    std::string best_name;
    for (const auto& [name, object] : objects.items()) {
      const std::size_t size =
          object.is_object() ? std::max<std::size_t>(member(object, "geometries").size(), 1) : 0;
      if (size <= best_size) continue;
      best = &object;
      best_size = size;
      best_name = name;
    }
    if (best == nullptr) refuse("F073", "none of its objects is a geometry");
    if (best != nullptr && objects.size() > 1) {
      notes_.push_back(
          fmt::format("{}: of its {} objects '{}' was read, which has the most geometries.", name_,
                      objects.size(), best_name));
    }
    return best;
  }

  void read_geometry(const json& geometry, std::size_t index) {
    place_ = fmt::format("{}, feature {}", name_, index + 1);
    geo::Area area;
    geo::LonLat point;
    bool is_sound = false;
    if (is_type(geometry, "Point")) {
      const json& position = member(geometry, "coordinates");
      is_sound = is_pair(position)
                     ? place_vertex(position[0].get<double>(), position[1].get<double>(), point)
                     : refuse("F074", "its coordinates are not a pair of numbers");
    } else if (is_type(geometry, "Polygon")) {
      is_sound = read_polygon(member(geometry, "arcs"), area) && find_point(area, point);
    } else if (is_type(geometry, "MultiPolygon")) {
      is_sound = read_polygons(member(geometry, "arcs"), area) && find_point(area, point);
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

  bool read_polygons(const json& polygons, geo::Area& area) {
    if (!polygons.is_array())
      return refuse("F074", "its arcs are not nested as its type wants them");
    for (const json& polygon : polygons) {
      if (!read_polygon(polygon, area)) return false;
    }
    return true;
  }

  bool read_polygon(const json& rings, geo::Area& area) {
    if (!rings.is_array() || rings.empty())
      return refuse("F074", "its arcs are not nested as its type wants them");
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

  // An arc's number, and whether it is walked backwards (~number).
  std::optional<std::pair<std::size_t, bool>> arc_of(const json& reference) {
    if (!reference.is_number_integer()) return std::nullopt;
    const auto number = reference.get<std::int64_t>();
    const bool is_backward = number < 0;
    const auto arc = static_cast<std::uint64_t>(is_backward ? ~number : number);
    if (arc >= arcs_.size()) return std::nullopt;
    return std::pair(static_cast<std::size_t>(arc), is_backward);
  }

  bool read_ring(const json& references, geo::Ring& ring) {
    if (!references.is_array() || references.empty())
      return refuse("F074", "a ring is not a list of arcs");
    for (const json& reference : references) {
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
  std::array<double, 2> scale_ = {1.0, 1.0};
  std::array<double, 2> translate_ = {0.0, 0.0};
  bool is_quantised_ = false;
  std::vector<geo::Ring> arcs_;
  std::size_t uses_left_ = 0;
  bool is_overused_ = false;
};

}  // namespace

Checked<Features> topojson_features(const json& document, const std::string& name,
                                    const std::string& object) {
  return Reader(name).read(document, object);
}

Checked<Features> parse_topojson(const TextFile& file, const std::string& object) {
  const Result<json> document = parse_json(file);
  if (!document) return fail(Errors{document.error()});
  Checked<Features> features = topojson_features(*document, file.name, object);
  if (features)
    features->notes.insert(features->notes.begin(), file.notes.begin(), file.notes.end());
  return features;
}

}  // namespace bailiwick::platform::files
