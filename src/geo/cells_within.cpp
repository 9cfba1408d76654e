#include "geo/cells_within.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numbers>
#include <numeric>
#include <tuple>
#include <utility>

#include "geo/borders.hpp"
#include "geo/geos.hpp"
#include "geo/noding.hpp"
#include "geo/voronoi.hpp"

namespace bailiwick::geo {
namespace {

// Shares of the work: until lines are cut, noded, and made into faces.
constexpr double kCut = 0.4;
constexpr double kNoded = 0.7;
constexpr double kFaced = 0.8;
constexpr std::size_t kAskedEvery = 32;
constexpr int kFacesAskedEvery = 1'024;

std::size_t at(std::int32_t i) { return static_cast<std::size_t>(i); }

// A plane on which a degree of longitude is as long as it is at a latitude.
struct Shrunk {
  double factor = 1.0;
  explicit Shrunk(double lat_steps)
      : factor(std::max(0.01, std::cos(lat_steps * kVertexStep_deg * std::numbers::pi / 180.0))) {}
  [[nodiscard]] PlanePoint on(PlanePoint steps) const { return {steps.x_m * factor, steps.y_m}; }
  [[nodiscard]] PlanePoint back(PlanePoint plane) const { return {plane.x_m / factor, plane.y_m}; }
};

double squared_to_edge(PlanePoint p, PlanePoint a, PlanePoint b) {
  const double dx = b.x_m - a.x_m;
  const double dy = b.y_m - a.y_m;
  const double length = dx * dx + dy * dy;
  const double along =
      length > 0.0 ? std::clamp(((p.x_m - a.x_m) * dx + (p.y_m - a.y_m) * dy) / length, 0.0, 1.0)
                   : 0.0;
  const double ex = a.x_m + along * dx - p.x_m;
  const double ey = a.y_m + along * dy - p.y_m;
  return ex * ex + ey * ey;
}

double squared_to_area(const Coverage& areas, std::size_t area, PlanePoint point,
                       const Shrunk& plane) {
  const Mesh& mesh = areas.steps;
  const PlanePoint p = plane.on(point);
  double least = std::numeric_limits<double>::infinity();
  for (std::size_t r = mesh.area_begin[area]; r < mesh.area_begin[area + 1]; ++r) {
    const auto ring = mesh.ring(r);
    for (std::size_t i = 0; i < ring.size(); ++i)
      least = std::min(
          least,
          squared_to_edge(p, plane.on(mesh.vertices[at(ring[i])]),
                          plane.on(mesh.vertices[at(ring[i + 1 == ring.size() ? 0 : i + 1])])));
  }
  return least;
}

class Drawing {
 public:
  Drawing(std::span<const LonLat> points, const Coverage& areas,
          const std::function<bool(double)>& go_on)
      : areas_(areas), go_on_(go_on), finder_(areas), boxes_(areas.area_count()) {
    for (const LonLat& place : points) points_.push_back(steps_of(place));
    for (std::size_t i = 0; i < boxes_.size(); ++i) boxes_[i] = box_of(areas, i);
    result_.same_place = first_at_place(points);
  }

  std::optional<CellsWithin> draw() {
    const GeosWatch watch([this] { return go_on_(share_); });
    place_points();
    cells_in_.resize(areas_.area_count());
    for (std::size_t a = 0; a < areas_.area_count(); ++a) {
      share_ = kCut * static_cast<double>(a) / static_cast<double>(areas_.area_count());
      if (a % kAskedEvery == 0 && !go_on_(share_)) return std::nullopt;
      if (!points_in_[a].empty() && !cut(a)) return std::nullopt;
    }
    if (!reach(kCut) || !make_faces() || !reach(kFaced) || !gather()) return std::nullopt;
    return std::move(result_);
  }

 private:
  // Whether to go on, now that so much is done.
  bool reach(double share) {
    share_ = share;
    return go_on_(share);
  }

  void place_points() {
    const BoxTree tree(boxes_);
    points_in_.resize(areas_.area_count());
    result_.area_of.assign(points_.size(), -1);
    for (std::size_t i = 0; i < points_.size(); ++i) {
      std::optional<std::int32_t> area = finder_.area_at(place_of(points_[i]));
      if (!area) {
        area = nearest(tree, points_[i]);
        if (!area) continue;
        result_.outside.push_back(static_cast<std::int32_t>(i));
      }
      result_.area_of[i] = *area;
      if (at(result_.same_place[i]) == i)
        points_in_[at(*area)].push_back(static_cast<std::int32_t>(i));
    }
  }

  [[nodiscard]] std::optional<std::int32_t> nearest(const BoxTree& tree, PlanePoint point) const {
    const double limit = kOutsideLimit_deg / kVertexStep_deg;
    const Shrunk plane(point.y_m);
    std::pair<double, std::int32_t> best(limit * limit, -1);
    for (double reach = limit / 64.0; reach <= limit; reach *= 2.0) {
      const double wide = reach / plane.factor;
      tree.each_touching(
          {point.x_m - wide, point.y_m - reach, point.x_m + wide, point.y_m + reach},
          [&](std::int32_t area) {
            const double squared = squared_to_area(areas_, at(area), point, plane);
            if (squared < best.first || (squared == best.first && area < best.second))
              best = {squared, area};
          });
      if (best.second >= 0 && best.first <= reach * reach) break;
    }
    if (best.second < 0) return std::nullopt;
    return best.second;
  }

  // Adds the border of the area and, within it, those between its points.
  bool cut(std::size_t area) {
    const Mesh& mesh = areas_.steps;
    for (std::size_t r = mesh.area_begin[area]; r < mesh.area_begin[area + 1]; ++r) {
      std::vector<PlanePoint> ring;
      for (const std::int32_t corner : mesh.ring(r)) ring.push_back(mesh.vertices[at(corner)]);
      ring.push_back(ring.front());
      add_line(ring);
    }
    if (points_in_[area].size() == 1) return true;
    Coverage& cells = cells_in_[area];
    cells.steps = cells_over(area);
    const auto between = lines_between(cells.steps);
    const auto shape = geos_.multipolygon(areas_, area);
    const auto inside = geos_.take(GEOSIntersection_r(geos_.context(), between.get(), shape.get()));
    if (!inside) return false;
    for (int i = 0; i < GEOSGetNumGeometries_r(geos_.context(), inside.get()); ++i) {
      const GEOSGeometry* part = GEOSGetGeometryN_r(geos_.context(), inside.get(), i);
      if (GEOSGeomTypeId_r(geos_.context(), part) != GEOS_LINESTRING ||
          GEOSisEmpty_r(geos_.context(), part) == 1)
        continue;
      add_line(geos_.points(part));
    }
    // Faces are looked up in whole steps.
    for (PlanePoint& vertex : cells.steps.vertices)
      vertex = {std::round(vertex.x_m), std::round(vertex.y_m)};
    return true;
  }

  // On whole steps.
  void add_line(const std::vector<PlanePoint>& points) {
    const auto whole = [](PlanePoint p) {
      return PlanePoint{std::round(p.x_m), std::round(p.y_m)};
    };
    for (std::size_t i = 1; i < points.size(); ++i)
      segments_.push_back({whole(points[i - 1]), whole(points[i])});
  }

  [[nodiscard]] Mesh cells_over(std::size_t area) const {
    const Box& box = boxes_[area];
    const Shrunk plane((box.y_low + box.y_high) / 2.0);
    Box around;
    const auto hold = [&](PlanePoint p) { around.add(plane.on(p).x_m, plane.on(p).y_m); };
    hold({box.x_low, box.y_low});
    hold({box.x_high, box.y_high});
    std::vector<PlanePoint> sites;
    for (const std::int32_t point : points_in_[area]) {
      sites.push_back(plane.on(points_[at(point)]));
      hold(points_[at(point)]);
    }
    Mesh mesh = voronoi_cells_over(around, sites);
    for (PlanePoint& vertex : mesh.vertices) vertex = plane.back(vertex);
    return mesh;
  }

  // The edges that two cells share, each once.
  [[nodiscard]] Geos::Geometry lines_between(const Mesh& mesh) const {
    std::vector<std::pair<std::int32_t, std::int32_t>> edges;
    for (std::size_t r = 0; r < mesh.ring_count(); ++r) {
      const auto ring = mesh.ring(r);
      for (std::size_t i = 0; i < ring.size(); ++i) {
        const std::int32_t next = ring[i + 1 == ring.size() ? 0 : i + 1];
        if (ring[i] != next) edges.emplace_back(std::min(ring[i], next), std::max(ring[i], next));
      }
    }
    std::sort(edges.begin(), edges.end());
    std::vector<Geos::Geometry> lines;
    for (std::size_t i = 1; i < edges.size(); ++i) {
      if (edges[i] != edges[i - 1]) continue;
      const std::vector<PlanePoint> ends = {mesh.vertices[at(edges[i].first)],
                                            mesh.vertices[at(edges[i].second)]};
      if (!(ends[0] == ends[1])) lines.push_back(geos_.line(ends));
    }
    return geos_.collection(GEOS_MULTILINESTRING, std::move(lines));
  }

  bool make_faces() {
    const auto parts =
        noded(segments_, [this](double share) { return reach(kCut + (kNoded - kCut) * share); });
    segments_.clear();
    if (!parts || !reach(kNoded)) return false;
    std::vector<Geos::Geometry> drawn;
    drawn.reserve(parts->size());
    for (const Segment& part : *parts)
      drawn.push_back(geos_.line(std::vector<PlanePoint>{part.a, part.b}));
    const auto whole = geos_.collection(GEOS_MULTILINESTRING, std::move(drawn));
    const GEOSGeometry* const lines = whole.get();
    faces_ = geos_.take(GEOSPolygonize_r(geos_.context(), &lines, 1));
    return faces_ != nullptr;
  }

  // The point that a face belongs to; -1 where it lies in no area that has points.
  [[nodiscard]] std::int32_t owner_of(const GEOSGeometry* face) const {
    const auto inside = geos_.take(GEOSPointOnSurface_r(geos_.context(), face));
    PlanePoint p;
    if (!inside || GEOSGeomGetX_r(geos_.context(), inside.get(), &p.x_m) != 1 ||
        GEOSGeomGetY_r(geos_.context(), inside.get(), &p.y_m) != 1)
      return -1;
    const auto area = finder_.area_at(place_of(p));
    if (!area || points_in_[at(*area)].empty()) return -1;
    const std::vector<std::int32_t>& own = points_in_[at(*area)];
    if (own.size() == 1) return own.front();
    if (!cell_finders_.contains(*area))
      cell_finders_.emplace(*area, AreaFinder(cells_in_[at(*area)]));
    const auto cell = cell_finders_.at(*area).area_at(place_of(p));
    return cell ? own[at(*cell)] : -1;
  }

  bool gather() {
    const int count = GEOSGetNumGeometries_r(geos_.context(), faces_.get());
    std::vector<Area> faces;
    std::vector<std::int32_t> owners;
    for (int i = 0; i < count; ++i) {
      if (i % kFacesAskedEvery == 0 && !reach(kFaced + (1.0 - kFaced) * i / count)) return false;
      const GEOSGeometry* face = GEOSGetGeometryN_r(geos_.context(), faces_.get(), i);
      const std::int32_t owner = owner_of(face);
      if (owner < 0) continue;
      faces.push_back(geos_.area(face));
      owners.push_back(owner);
    }
    result_.cells.steps =
        dissolve(mesh_in_steps(faces), owners, static_cast<std::int32_t>(points_.size()));
    return true;
  }

  const Coverage& areas_;
  const std::function<bool(double)>& go_on_;
  double share_ = 0.0;  // of the work that is done
  AreaFinder finder_;
  std::vector<Box> boxes_;
  std::vector<PlanePoint> points_;
  std::vector<std::vector<std::int32_t>> points_in_;  // an area's, one a place
  std::vector<Coverage> cells_in_;                    // of areas with several points
  mutable std::map<std::int32_t, AreaFinder> cell_finders_;
  Geos geos_;
  std::vector<Segment> segments_;  // that are to be noded
  Geos::Geometry faces_;
  CellsWithin result_;
};

}  // namespace

std::vector<std::int32_t> first_at_place(std::span<const LonLat> points) {
  const auto key = [&points](std::int32_t i) {
    const PlanePoint p = steps_of(points[at(i)]);
    return std::tuple(p.x_m, p.y_m, i);
  };
  std::vector<std::int32_t> order(points.size());
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(),
            [&](std::int32_t a, std::int32_t b) { return key(a) < key(b); });
  std::vector<std::int32_t> first(points.size());
  for (std::size_t i = 0; i < order.size(); ++i) {
    const bool is_same =
        i > 0 && steps_of(points[at(order[i])]) == steps_of(points[at(order[i - 1])]);
    first[at(order[i])] = is_same ? first[at(order[i - 1])] : order[i];
  }
  return first;
}

std::optional<CellsWithin> cells_within(std::span<const LonLat> points, const Coverage& areas,
                                        const std::function<bool(double)>& go_on) {
  return Drawing(points, areas, go_on).draw();
}

}  // namespace bailiwick::geo
