#include "geo/borders.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <tuple>

namespace bailiwick::geo {
namespace {

constexpr std::int32_t kHalfTurn = 1'800'000'000;  // 180 degrees in steps
constexpr double kStep_m = kVertexStep_deg * std::numbers::pi / 180.0 * kEarthRadius_m;
// Looking for vertices beside unpartnered segments ends after this many looks a segment on average (and a million in
// all): only hostile drawings come near.
constexpr std::int64_t kLooksLimit = 200;

// A vertex in whole steps; the antimeridian is west only.
struct Vertex {
  std::int32_t x = 0;
  std::int32_t y = 0;

  friend auto operator<=>(const Vertex&, const Vertex&) = default;
  // A number in the order of vertices: one comparison instead of two.
  [[nodiscard]] std::uint64_t rank() const {
    constexpr std::uint32_t kSign = 0x8000'0000;
    return std::uint64_t{static_cast<std::uint32_t>(x) ^ kSign} << 32 |
           (static_cast<std::uint32_t>(y) ^ kSign);
  }
};

struct Segment {
  Vertex a;  // a < b
  Vertex b;
  std::int32_t area = 0;

  friend auto operator<=>(const Segment&, const Segment&) = default;
};

Vertex rounded(LonLat p) {
  const auto x = static_cast<std::int32_t>(std::lround(p.lon_deg / kVertexStep_deg));
  return {x == kHalfTurn ? -kHalfTurn : x,
          static_cast<std::int32_t>(std::lround(p.lat_deg / kVertexStep_deg))};
}

double length_m(const Segment& s) {
  const auto place = [](Vertex v) {
    return on_earth({v.x * kVertexStep_deg, v.y * kVertexStep_deg});
  };
  return distance_m(place(s.a), place(s.b), Surface::kSphere);
}

bool crosses_antimeridian(const Segment& s) { return std::int64_t{s.b.x} - s.a.x > kHalfTurn; }

void add_segment(std::vector<Segment>& segments, Vertex a, Vertex b, std::int32_t area) {
  if (a == b) return;
  segments.push_back({std::min(a, b), std::max(a, b), area});
}

void add_ring(std::vector<Segment>& segments, const Ring& ring, std::int32_t area) {
  for (std::size_t i = 0; i < ring.size(); ++i) {
    add_segment(segments, rounded(ring[i]), rounded(ring[i + 1 == ring.size() ? 0 : i + 1]), area);
  }
}

std::vector<Segment> all_segments(std::span<const Area> areas) {
  std::size_t count = 0;
  for (const Area& area : areas) {
    for (const Polygon& polygon : area) {
      count += polygon.outer.size();
      for (const Ring& hole : polygon.holes) count += hole.size();
    }
  }
  std::vector<Segment> segments;
  segments.reserve(count);
  for (std::size_t i = 0; i < areas.size(); ++i) {
    const auto area = static_cast<std::int32_t>(i);
    for (const Polygon& polygon : areas[i]) {
      add_ring(segments, polygon.outer, area);
      for (const Ring& hole : polygon.holes) add_ring(segments, hole, area);
    }
  }
  return segments;
}

// Takes the segments that several areas have into `borders` (where more than two have it, each and the next) and
// returns those that one area has alone.
std::vector<Segment> match(std::vector<Segment> segments, std::vector<Border>& borders) {
  std::sort(segments.begin(), segments.end(), [](const Segment& s, const Segment& t) {
    if (s.a.rank() != t.a.rank()) return s.a.rank() < t.a.rank();
    if (s.b.rank() != t.b.rank()) return s.b.rank() < t.b.rank();
    return s.area < t.area;
  });
  segments.erase(std::unique(segments.begin(), segments.end()), segments.end());
  std::vector<Segment> alone;
  for (std::size_t i = 0; i < segments.size();) {
    std::size_t end = i + 1;
    while (end < segments.size() && segments[end].a == segments[i].a &&
           segments[end].b == segments[i].b)
      ++end;
    if (end == i + 1) alone.push_back(segments[i]);
    for (std::size_t j = i + 1; j < end; ++j) {
      borders.push_back({{segments[j - 1].area, segments[j].area}, length_m(segments[i])});
    }
    i = end;
  }
  return alone;
}

// Vertices in cells of a grid, found by cell.
class Grid {
 public:
  Grid(std::vector<Vertex> vertices, double cell) : cell_(cell) {
    for (const Vertex v : vertices) entries_.push_back({column_of(v.x), column_of(v.y), v});
    std::sort(entries_.begin(), entries_.end());
  }
  std::int64_t column_of(double x) const {
    return static_cast<std::int64_t>(std::floor(x / cell_));
  }
  double cell() const { return cell_; }

  // Calls fn(vertex) for the vertices of the column's cells from y_low to y_high; ends when fn returns false.
  template <class Fn>
  void visit(std::int64_t column, double y_low, double y_high, Fn fn) const {
    const std::int64_t last = column_of(y_high);
    for (auto it = std::lower_bound(entries_.begin(), entries_.end(),
                                    Entry{column, column_of(y_low), kLowest});
         it != entries_.end() && it->column == column && it->row <= last; ++it) {
      if (!fn(it->vertex)) return;
    }
  }

 private:
  static constexpr Vertex kLowest = {-kHalfTurn - 1, -kHalfTurn - 1};
  struct Entry {
    std::int64_t column;
    std::int64_t row;
    Vertex vertex;
    friend auto operator<=>(const Entry&, const Entry&) = default;
  };
  double cell_;
  std::vector<Entry> entries_;
};

std::vector<Vertex> ends_of(const std::vector<Segment>& segments) {
  std::vector<Vertex> vertices;
  for (const Segment& s : segments) {
    vertices.push_back(s.a);
    vertices.push_back(s.b);
  }
  std::sort(vertices.begin(), vertices.end());
  vertices.erase(std::unique(vertices.begin(), vertices.end()), vertices.end());
  return vertices;
}

double shrink_at(double y) {
  return std::max(std::cos(y * kVertexStep_deg * std::numbers::pi / 180.0), 1e-6);
}

double distance_m(Vertex a, Vertex b) {
  const double dx = (static_cast<double>(a.x) - b.x) * shrink_at(a.y);
  const double dy = static_cast<double>(a.y) - b.y;
  return std::sqrt(dx * dx + dy * dy) * kStep_m;
}

// Of vertices that lie within kSnap_m of each other the lowest stands for all: (vertex, its representative), ascending.
std::vector<std::pair<Vertex, Vertex>> representatives(const std::vector<Vertex>& vertices) {
  const double snap = kSnap_m / kStep_m;
  std::vector<std::pair<Vertex, Vertex>> result;
  // Ascending in x: of those before v only the ones within reach in x matter, a short window but near the poles.
  std::size_t begin = 0;
  for (const Vertex v : vertices) {
    const double reach = snap / shrink_at(v.y);
    while (begin < result.size() && static_cast<double>(v.x) - result[begin].first.x > reach)
      ++begin;
    Vertex chosen = v;
    std::size_t looks = 0;
    for (std::size_t i = result.size(); i > begin && looks < 4096; --i, ++looks) {
      const auto& [other, own] = result[i - 1];
      if (other == own && distance_m(v, other) <= kSnap_m) chosen = other;
    }
    result.emplace_back(v, chosen);
  }
  return result;
}

Vertex representative(const std::vector<std::pair<Vertex, Vertex>>& table, Vertex v) {
  return std::lower_bound(table.begin(), table.end(), std::pair(v, Vertex{-kHalfTurn - 1, 0}))
      ->second;
}

// Where along s (0 .. 1) the vertex stands, or -1 where it is not beside s but beyond its ends or too far off.
double along(const Segment& s, Vertex v) {
  const double shrink = shrink_at((static_cast<double>(s.a.y) + s.b.y) / 2.0);
  const double dx = (static_cast<double>(s.b.x) - s.a.x) * shrink;
  const double dy = static_cast<double>(s.b.y) - s.a.y;
  const double vx = (static_cast<double>(v.x) - s.a.x) * shrink;
  const double vy = static_cast<double>(v.y) - s.a.y;
  const double squared = dx * dx + dy * dy;
  const double t = (vx * dx + vy * dy) / squared;
  if (!(t > 0.0 && t < 1.0)) return -1.0;
  const double off = std::abs(vx * dy - vy * dx) / std::sqrt(squared);
  return off * kStep_m <= kSnap_m ? t : -1.0;
}

// The vertices beside s, in order from s.a.
std::vector<Vertex> vertices_on(const Segment& s, const Grid& grid, std::int64_t& looks_left) {
  std::vector<std::pair<double, Vertex>> found;
  const double margin = kSnap_m / kStep_m;
  const double margin_x = margin / shrink_at(std::max(std::abs(s.a.y), std::abs(s.b.y)));
  const double slope =
      s.b.x == s.a.x ? 0.0
                     : (static_cast<double>(s.b.y) - s.a.y) / (static_cast<double>(s.b.x) - s.a.x);
  const std::int64_t first = grid.column_of(s.a.x - margin_x);
  const std::int64_t last = grid.column_of(s.b.x + margin_x);
  for (std::int64_t column = first; column <= last && looks_left > 0; ++column) {
    // The part of s over this column.
    const double left =
        std::max(static_cast<double>(column) * grid.cell() - margin_x, static_cast<double>(s.a.x));
    const double right = std::min(static_cast<double>(column + 1) * grid.cell() + margin_x,
                                  static_cast<double>(s.b.x));
    double y_left = s.a.y + slope * (left - s.a.x);
    double y_right = s.a.y + slope * (right - s.a.x);
    if (s.a.x == s.b.x) y_right = s.b.y;
    if (y_left > y_right) std::swap(y_left, y_right);
    --looks_left;
    grid.visit(column, y_left - margin, y_right + margin, [&](Vertex v) {
      const double t = v == s.a || v == s.b ? -1.0 : along(s, v);
      if (t > 0.0) found.emplace_back(t, v);
      return --looks_left > 0;
    });
  }
  std::sort(found.begin(), found.end());
  std::vector<Vertex> result;
  for (const auto& [t, v] : found) result.push_back(v);
  return result;
}

// The same segments with near vertices made one and cut where the vertex of another lies on them.
std::vector<Segment> snapped(const std::vector<Segment>& segments) {
  const auto table = representatives(ends_of(segments));
  std::vector<Segment> whole;
  double extent = 0.0;
  for (const Segment& s : segments) {
    if (crosses_antimeridian(s)) continue;
    add_segment(whole, representative(table, s.a), representative(table, s.b), s.area);
    extent += std::max(std::abs(static_cast<double>(s.b.x) - s.a.x),
                       std::abs(static_cast<double>(s.b.y) - s.a.y));
  }
  if (whole.empty()) return whole;
  const Grid grid(ends_of(whole), std::max(extent / static_cast<double>(whole.size()), 1.0));
  std::int64_t looks_left = kLooksLimit * static_cast<std::int64_t>(whole.size()) + 1'000'000;
  std::vector<Segment> parts;
  for (const Segment& s : whole) {
    Vertex from = s.a;
    for (const Vertex v : vertices_on(s, grid, looks_left)) {
      add_segment(parts, from, v, s.area);
      from = v;
    }
    add_segment(parts, from, s.b, s.area);
  }
  return parts;
}

// One border a pair of areas, lengths summed.
std::vector<Border> merged(std::vector<Border> borders) {
  std::sort(borders.begin(), borders.end(), [](const Border& a, const Border& b) {
    return std::tie(a.link, a.length_m) < std::tie(b.link, b.length_m);
  });
  std::vector<Border> result;
  for (const Border& border : borders) {
    if (!result.empty() && result.back().link == border.link) {
      result.back().length_m += border.length_m;
    } else {
      result.push_back(border);
    }
  }
  return result;
}

}  // namespace

std::vector<Border> shared_borders(std::span<const Area> areas) {
  std::vector<Border> borders;
  const std::vector<Segment> alone = match(all_segments(areas), borders);
  match(snapped(alone), borders);
  // What rounding left of a metre or less is a touch, not a border.
  std::vector<Border> result = merged(std::move(borders));
  std::erase_if(result, [](const Border& border) { return border.length_m <= 0.0; });
  return result;
}

}  // namespace bailiwick::geo
