#include "market/layer_build.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "geo/area_faults.hpp"
#include "geo/borders.hpp"
#include "geo/cells_within.hpp"
#include "geo/neighbours.hpp"
#include "geo/voronoi.hpp"
#include "platform/files/error_log.hpp"
#include "platform/files/unit_map.hpp"

namespace bailiwick::market {
namespace {

// Where the parts of the work begin.
constexpr double kChecked = 0.15;
constexpr double kShaped = 0.75;
constexpr double kJoined = 0.85;
constexpr double kReachFactor = 1.5;
constexpr double kM2AKm2 = 1e6;

Error cancelled() { return {ErrorCode::kCancelled, "M079", "Loading the layer was cancelled."}; }

std::string_view words_for(geo::AreaFaultKind kind) {
  if (kind == geo::AreaFaultKind::kNotClosed)
    return "a ring does not close: its last position is not its first";
  if (kind == geo::AreaFaultKind::kAcrossAntimeridian)
    return "it crosses the antimeridian: cut it at 180 degrees, as RFC 7946 wants";
  return "a ring crosses or touches itself or another";
}

class Builder {
 public:
  Builder(std::vector<UnitDraft> drafts, const BuildOrder& order, const BuildWatch& watch)
      : drafts_(std::move(drafts)), order_(order), watch_(watch), log_("The file") {}

  Checked<BuiltLayer> build() {
    std::sort(drafts_.begin(), drafts_.end(),
              [](const UnitDraft& a, const UnitDraft& b) { return a.unit.code < b.unit.code; });
    const bool has_areas = std::any_of(drafts_.begin(), drafts_.end(),
                                       [](const UnitDraft& draft) { return !draft.area.empty(); });
    layer_.shape = has_areas      ? LayerShape::kAreas
                   : order_.cells ? LayerShape::kCells
                                  : LayerShape::kPoints;
    const bool is_done = has_areas ? take_areas() : order_.cells ? draw_cells() : take_points();
    if (!log_.is_empty()) return fail(log_.take());
    if (!is_done || !finish()) return fail(Errors{cancelled()});
    return std::move(layer_);
  }

 private:
  bool tell(double fraction, std::string_view doing) { return watch_(fraction, doing); }
  auto part(double begin, double end, std::string_view doing) {
    return [this, begin, end, doing](double share) {
      return watch_(begin + (end - begin) * share, doing);
    };
  }

  void find(std::string_view rule, std::string message, std::vector<std::string> codes) {
    if (codes.empty()) return;
    LayerFinding finding{.rule = std::string(rule),
                         .count = static_cast<std::int64_t>(codes.size()),
                         .message = std::move(message)};
    codes.resize(std::min(codes.size(), kExamplesMax));
    finding.examples = std::move(codes);
    layer_.findings.push_back(std::move(finding));
  }

  void take_units() {
    for (UnitDraft& draft : drafts_) layer_.units.push_back(std::move(draft.unit));
  }

  bool take_points() {
    take_units();
    layer_.shapes.steps.area_begin.assign(layer_.units.size() + 1, 0);
    return true;
  }

  // ---- areas of the file

  bool take_areas() {
    if (!check_rings()) return false;
    std::vector<geo::Area> areas;
    for (UnitDraft& draft : drafts_) areas.push_back(std::move(draft.area));
    layer_.shapes = geo::coverage_of(areas);
    take_units();
    if (!log_.is_empty()) return true;
    return order_.is_trusted || check_overlaps();
  }

  bool check_rings() {
    std::vector<std::string> mended;
    double share = 0.0;
    bool is_stopped = false;
    const auto go_on = [&] {
      is_stopped = is_stopped || !tell(kChecked * share, "Checking the areas");
      return !is_stopped;
    };
    for (std::size_t i = 0; i < drafts_.size(); ++i) {
      share = static_cast<double>(i) / static_cast<double>(drafts_.size());
      if (i % 256 == 0) go_on();
      UnitDraft& draft = drafts_[i];
      const auto fault = geo::fault_of(draft.area, go_on);
      if (is_stopped) return false;
      if (!fault) continue;
      if (order_.repair && fault->kind != geo::AreaFaultKind::kAcrossAntimeridian) {
        draft.area = geo::repaired(draft.area, go_on);
        if (is_stopped) return false;
        if (const auto point = geo::point_inside(draft.area)) draft.unit.point = *point;
        mended.push_back(draft.unit.code);
        continue;
      }
      log_.add("M070",
               fmt::format("The unit '{}': {}, at {:.5f}, {:.5f}{}{}.{}", draft.unit.code,
                           words_for(fault->kind), fault->where.lon_deg, fault->where.lat_deg,
                           fault->reason.empty() ? "" : ": ", fault->reason,
                           fault->kind == geo::AreaFaultKind::kAcrossAntimeridian
                               ? ""
                               : " Correct it, or ask for repair."));
    }
    find("M077", "The rings of these units did not close or crossed themselves, and were mended.",
         std::move(mended));
    return true;
  }

  bool check_overlaps() {
    const auto overlaps =
        geo::overlaps_of(layer_.shapes, part(kChecked, kShaped, "Looking for overlaps"));
    if (!overlaps) return false;
    std::vector<std::string> slips;
    const auto size = [this](std::int32_t unit) {
      return geo::size_m2(geo::area_of(layer_.shapes, static_cast<std::size_t>(unit)));
    };
    for (const geo::Overlap& overlap : *overlaps) {
      const double smaller = std::min(size(overlap.first), size(overlap.second));
      const std::string& first = layer_.units[static_cast<std::size_t>(overlap.first)].code;
      const std::string& second = layer_.units[static_cast<std::size_t>(overlap.second)].code;
      if (overlap.size_m2 < kOverlapShareMax * smaller) {
        slips.push_back(fmt::format("{}, {}", first, second));
        continue;
      }
      log_.add(
          "M071",
          fmt::format("The units '{}' and '{}' overlap by {:.3f} km2, {:.1f}% of the smaller, "
                      "around {:.5f}, {:.5f}. Every place belongs to one unit.",
                      first, second, overlap.size_m2 / kM2AKm2, 100.0 * overlap.size_m2 / smaller,
                      overlap.where.lon_deg, overlap.where.lat_deg));
    }
    find("M074", "These pairs of units overlap by less than 1% of the smaller, which was kept.",
         std::move(slips));
    return true;
  }

  // ---- cells around points

  bool draw_cells() {
    take_units();
    std::vector<geo::LonLat> points;
    for (const LayerUnit& unit : layer_.units) points.push_back(unit.point);
    std::vector<std::int32_t> first_of;
    if (order_.within != nullptr) {
      auto drawn =
          geo::cells_within(points, order_.within->shapes, part(0.0, kShaped, "Drawing cells"));
      if (!drawn) return false;
      layer_.shapes = std::move(drawn->cells);
      first_of = std::move(drawn->same_place);
      tell_outside(drawn->outside, drawn->area_of);
    } else {
      if (!tell(0.0, "Drawing cells")) return false;
      first_of = geo::first_at_place(points);
      layer_.shapes = free_cells(points, first_of);
    }
    share_places(first_of);
    return true;
  }

  void tell_outside(const std::vector<std::int32_t>& outside,
                    const std::vector<std::int32_t>& area_of) {
    std::vector<std::string> codes;
    for (const std::int32_t unit : outside)
      codes.push_back(layer_.units[static_cast<std::size_t>(unit)].code);
    find("M076",
         "The points of these units lie in none of the areas that cells are drawn within; they "
         "were given to the nearest.",
         std::move(codes));
    for (std::size_t i = 0; i < layer_.units.size(); ++i)
      if (!layer_.units[i].part_of && area_of[i] >= 0)
        layer_.units[i].part_of = order_.within->codes[static_cast<std::size_t>(area_of[i])];
  }

  // Cells with a rim of their own; a place that several points share has one.
  static geo::Coverage free_cells(const std::vector<geo::LonLat>& points,
                                  const std::vector<std::int32_t>& first_of) {
    std::vector<std::size_t> own;
    std::vector<geo::LonLat> places;
    for (std::size_t i = 0; i < points.size(); ++i) {
      if (static_cast<std::size_t>(first_of[i]) != i) continue;
      own.push_back(i);
      places.push_back(points[i]);
    }
    const auto map = geo::EqualAreaMap::around(places);
    std::vector<geo::PlanePoint> plane;
    for (const geo::LonLat& place : places) plane.push_back(map.project(place));
    const geo::Mesh mesh = geo::voronoi_cells(plane, reaches(places, plane));
    std::vector<geo::Area> areas(points.size());
    for (std::size_t cell = 0; cell < mesh.area_count(); ++cell) {
      geo::Ring ring;
      geo::Box box;
      for (std::size_t r = mesh.area_begin[cell]; r < mesh.area_begin[cell + 1]; ++r) {
        for (const std::int32_t corner : mesh.ring(r)) {
          ring.push_back(map.place_of(mesh.vertices[static_cast<std::size_t>(corner)]));
          box.add(ring.back().lon_deg, ring.back().lat_deg);
        }
      }
      // A cell across the antimeridian would need to be cut; it is left out and told.
      if (ring.size() >= 3 && box.x_high - box.x_low < 180.0)
        areas[own[cell]] = {{std::move(ring), {}}};
    }
    return geo::coverage_of(areas);
  }

  static std::vector<double> reaches(const std::vector<geo::LonLat>& places,
                                     const std::vector<geo::PlanePoint>& plane) {
    std::vector<geo::Position> positions;
    for (const geo::LonLat& place : places) positions.push_back(geo::on_earth(place));
    std::vector<std::vector<double>> lengths(places.size());
    for (const auto& [a, b] : geo::neighbours_of_points(positions, geo::Surface::kSphere).links) {
      const geo::PlanePoint p = plane[static_cast<std::size_t>(a)];
      const geo::PlanePoint q = plane[static_cast<std::size_t>(b)];
      const double length = std::hypot(p.x_m - q.x_m, p.y_m - q.y_m);
      lengths[static_cast<std::size_t>(a)].push_back(length);
      lengths[static_cast<std::size_t>(b)].push_back(length);
    }
    std::vector<double> reach(places.size(), 0.0);
    for (std::size_t i = 0; i < places.size(); ++i) {
      if (lengths[i].empty()) continue;
      const auto middle = lengths[i].begin() + static_cast<std::ptrdiff_t>(lengths[i].size() / 2);
      std::nth_element(lengths[i].begin(), middle, lengths[i].end());
      reach[i] = kReachFactor * *middle;
    }
    return reach;
  }

  // Units at one place: the cell is drawn for the first, and each has an even part of its size.
  void share_places(const std::vector<std::int32_t>& first_of) {
    std::vector<std::int64_t> sharers(first_of.size(), 0);
    for (const std::int32_t first : first_of) ++sharers[static_cast<std::size_t>(first)];
    std::vector<std::string> codes;
    is_sharer_.assign(first_of.size(), 0);
    for (std::size_t i = 0; i < first_of.size(); ++i) {
      const auto first = static_cast<std::size_t>(first_of[i]);
      if (sharers[first] < 2) continue;
      codes.push_back(layer_.units[i].code);
      is_sharer_[i] = first == i ? 0 : 1;
      const geo::Area area = geo::area_of(layer_.shapes, first);
      if (!area.empty())
        layer_.units[i].area_km2 =
            geo::size_m2(area) / kM2AKm2 / static_cast<double>(sharers[first]);
    }
    find("M075",
         "Several of these units stand at the same place: they share the size of one cell evenly, "
         "and it is drawn for the first of them.",
         std::move(codes));
  }

  // ---- what all layers have

  bool finish() {
    measure();
    if (!tell(kShaped, "Finding neighbours")) return false;
    find_neighbours();
    if (!tell(kJoined, "Drawing the map")) return false;
    std::vector<platform::files::MapUnit> drawn;
    for (const LayerUnit& unit : layer_.units) drawn.push_back({unit.code, unit.point});
    layer_.map = platform::files::unit_map(drawn, layer_.shapes);
    return tell(1.0, "Storing the layer");
  }

  void measure() {
    geo::Box bounds;
    std::vector<std::string> bare;
    for (std::size_t i = 0; i < layer_.units.size(); ++i) {
      LayerUnit& unit = layer_.units[i];
      bounds.add(unit.point.lon_deg, unit.point.lat_deg);
      if (layer_.shape == LayerShape::kPoints) continue;
      const geo::Box box = geo::box_of(layer_.shapes, i);
      if (box.is_empty()) {
        const bool is_sharer = !is_sharer_.empty() && is_sharer_[i] != 0;
        if (!is_sharer) bare.push_back(unit.code);
        if (!unit.area_km2) unit.area_km2 = 0.0;
        continue;
      }
      bounds.add({box.x_low * geo::kVertexStep_deg, box.y_low * geo::kVertexStep_deg,
                  box.x_high * geo::kVertexStep_deg, box.y_high * geo::kVertexStep_deg});
      if (!unit.area_km2) unit.area_km2 = geo::size_m2(geo::area_of(layer_.shapes, i)) / kM2AKm2;
    }
    layer_.bounds = {bounds.x_low, bounds.y_low, bounds.x_high, bounds.y_high};
    find("M078", "These units have no area, only a point.", std::move(bare));
  }

  void find_neighbours() {
    if (layer_.shape == LayerShape::kPoints) {
      std::vector<geo::Position> positions;
      for (const LayerUnit& unit : layer_.units) positions.push_back(geo::on_earth(unit.point));
      layer_.neighbours = geo::neighbours_of_points(positions, geo::Surface::kSphere).links;
      return;
    }
    for (const geo::Border& border : geo::shared_borders(geo::areas_of(layer_.shapes)))
      layer_.neighbours.push_back(border.link);
  }

  std::vector<UnitDraft> drafts_;
  const BuildOrder& order_;
  const BuildWatch& watch_;
  platform::files::ErrorLog log_;
  BuiltLayer layer_;
  std::vector<char> is_sharer_;  // of cells: units whose cell is drawn for another
};

}  // namespace

Checked<BuiltLayer> build_layer(std::vector<UnitDraft> drafts, const BuildOrder& order,
                                const BuildWatch& watch) {
  return Builder(std::move(drafts), order, watch).build();
}

std::string bytes_of_links(std::span<const geo::Link> links) {
  std::string bytes;
  bytes.reserve(8 * links.size());
  const auto put = [&bytes](std::int32_t number) {
    for (int shift = 0; shift < 32; shift += 8)
      bytes.push_back(static_cast<char>((static_cast<std::uint32_t>(number) >> shift) & 0xFFU));
  };
  for (const auto& [a, b] : links) {
    put(a);
    put(b);
  }
  return bytes;
}

std::vector<geo::Link> links_from(std::string_view bytes) {
  std::vector<geo::Link> links;
  if (bytes.size() % 8 != 0) return links;
  const auto number = [&bytes](std::size_t at) {
    std::uint32_t value = 0;
    for (std::size_t i = 4; i-- > 0;)
      value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
    return static_cast<std::int32_t>(value);
  };
  for (std::size_t at = 0; at < bytes.size(); at += 8)
    links.emplace_back(number(at), number(at + 4));
  return links;
}

}  // namespace bailiwick::market
