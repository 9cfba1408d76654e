#include "geo/voronoi.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <tuple>
#include <utility>
#include <vector>

#include "geo/delaunay.hpp"

namespace bailiwick::geo {
namespace {

// The points are put on a grid of this many steps along the longer side of the data.
constexpr double kGridSteps = 1 << 28;
constexpr int kRasterMargin = 4;
constexpr double kGoldenAngle = 2.399963229728653;

struct Frame {
  PlanePoint low;
  double size_m = 1.0;  // the longer side
  double step_m() const { return size_m / kGridSteps; }
};

Frame frame_of(std::span<const PlanePoint> points) {
  Frame frame{.low = points.front()};
  PlanePoint high = points.front();
  for (const PlanePoint& p : points) {
    frame.low = {std::min(frame.low.x_m, p.x_m), std::min(frame.low.y_m, p.y_m)};
    high = {std::max(high.x_m, p.x_m), std::max(high.y_m, p.y_m)};
  }
  frame.size_m = std::max({high.x_m - frame.low.x_m, high.y_m - frame.low.y_m, 1.0});
  return frame;
}

// Squares of the plane around the data: which are land, and which can be reached from outside.
class GuardRaster {
 public:
  GuardRaster(const Frame& frame, std::span<const PlanePoint> points,
              std::span<const double> reach_m)
      : side_(std::clamp(static_cast<int>(4.0 * std::sqrt(static_cast<double>(points.size()))), 16,
                         kGuardRasterLimit)),
        pitch_m_(frame.size_m / side_) {
    double reach_max = 0.0;
    for (const double reach : reach_m)
      reach_max = std::max(reach_max, std::min(reach, frame.size_m));
    margin_ = kRasterMargin + static_cast<int>(std::ceil(reach_max / pitch_m_));
    width_ = side_ + 2 * margin_;
    low_ = {frame.low.x_m - margin_ * pitch_m_, frame.low.y_m - margin_ * pitch_m_};
    state_.assign(static_cast<std::size_t>(width_) * static_cast<std::size_t>(width_), kVoid);
    for (std::size_t i = 0; i < points.size(); ++i)
      cover(points[i], std::min(reach_m[i], frame.size_m));
    flood();
  }

  // The middles of the outside squares that touch land or a square that does.
  std::vector<PlanePoint> guards() const {
    std::vector<PlanePoint> result;
    for (int y = 0; y < width_; ++y) {
      for (int x = 0; x < width_; ++x) {
        if (state_[at(x, y)] == kOutside && is_near_inside(x, y)) {
          result.push_back({low_.x_m + (x + 0.5) * pitch_m_, low_.y_m + (y + 0.5) * pitch_m_});
        }
      }
    }
    return result;
  }

 private:
  enum State : std::uint8_t { kVoid, kLand, kOutside };

  std::size_t at(int x, int y) const {
    return static_cast<std::size_t>(y) * static_cast<std::size_t>(width_) +
           static_cast<std::size_t>(x);
  }

  void cover(PlanePoint p, double reach) {
    const double r = reach + pitch_m_;
    const int x_low = std::max(0, static_cast<int>((p.x_m - r - low_.x_m) / pitch_m_));
    const int x_high = std::min(width_ - 1, static_cast<int>((p.x_m + r - low_.x_m) / pitch_m_));
    const int y_low = std::max(0, static_cast<int>((p.y_m - r - low_.y_m) / pitch_m_));
    const int y_high = std::min(width_ - 1, static_cast<int>((p.y_m + r - low_.y_m) / pitch_m_));
    for (int y = y_low; y <= y_high; ++y) {
      for (int x = x_low; x <= x_high; ++x) {
        const double dx = low_.x_m + (x + 0.5) * pitch_m_ - p.x_m;
        const double dy = low_.y_m + (y + 0.5) * pitch_m_ - p.y_m;
        if (dx * dx + dy * dy <= r * r) state_[at(x, y)] = kLand;
      }
    }
  }

  void flood() {
    std::vector<std::pair<int, int>> stack = {{0, 0}};
    state_[at(0, 0)] = kOutside;
    while (!stack.empty()) {
      const auto [x, y] = stack.back();
      stack.pop_back();
      for (const auto& [dx, dy] : {std::pair{1, 0}, {-1, 0}, {0, 1}, {0, -1}}) {
        const int nx = x + dx;
        const int ny = y + dy;
        if (nx < 0 || ny < 0 || nx >= width_ || ny >= width_ || state_[at(nx, ny)] != kVoid)
          continue;
        state_[at(nx, ny)] = kOutside;
        stack.emplace_back(nx, ny);
      }
    }
  }

  bool is_near_inside(int x, int y) const {
    for (int ny = std::max(0, y - 2); ny <= std::min(width_ - 1, y + 2); ++ny) {
      for (int nx = std::max(0, x - 2); nx <= std::min(width_ - 1, x + 2); ++nx) {
        if (state_[at(nx, ny)] != kOutside) return true;
      }
    }
    return false;
  }

  int side_;
  double pitch_m_;
  int margin_ = 0;
  int width_ = 0;
  PlanePoint low_;
  std::vector<State> state_;
};

// Whole grid positions, all different: the n-th point of a place moves n steps along a spiral.
std::vector<Position> on_grid(const Frame& frame, std::span<const PlanePoint> points) {
  std::vector<Position> grid;
  grid.reserve(points.size());
  for (const PlanePoint& p : points) {
    grid.push_back(
        {.x_m = static_cast<std::int32_t>(std::llround((p.x_m - frame.low.x_m) / frame.step_m())),
         .y_m = static_cast<std::int32_t>(std::llround((p.y_m - frame.low.y_m) / frame.step_m())),
         .z_m = 0});
  }
  std::vector<std::int32_t> order(grid.size());
  std::iota(order.begin(), order.end(), 0);
  const auto key = [&](std::int32_t i) {
    const Position p = grid[static_cast<std::size_t>(i)];
    return std::tuple(p.x_m, p.y_m, i);
  };
  std::sort(order.begin(), order.end(),
            [&](std::int32_t a, std::int32_t b) { return key(a) < key(b); });
  const std::vector<Position> original = grid;
  int repeats = 0;
  for (std::size_t i = 1; i < order.size(); ++i) {
    const auto here = static_cast<std::size_t>(order[i]);
    repeats = original[here] == original[static_cast<std::size_t>(order[i - 1])] ? repeats + 1 : 0;
    if (repeats == 0) continue;
    const double radius = kGridSteps / 50000.0 * std::sqrt(static_cast<double>(repeats));
    grid[here].x_m += static_cast<std::int32_t>(radius * std::cos(kGoldenAngle * repeats));
    grid[here].y_m += static_cast<std::int32_t>(radius * std::sin(kGoldenAngle * repeats));
  }
  return grid;
}

// The centre of the circle through three grid points; their centroid where they lie on a line.
PlanePoint circumcentre(Position a, Position b, Position c) {
  const double bx = static_cast<double>(b.x_m) - a.x_m;
  const double by = static_cast<double>(b.y_m) - a.y_m;
  const double cx = static_cast<double>(c.x_m) - a.x_m;
  const double cy = static_cast<double>(c.y_m) - a.y_m;
  const double d = 2.0 * (bx * cy - by * cx);
  if (d == 0.0) return {a.x_m + (bx + cx) / 3.0, a.y_m + (by + cy) / 3.0};
  const double b2 = bx * bx + by * by;
  const double c2 = cx * cx + cy * cy;
  return {a.x_m + (cy * b2 - by * c2) / d, a.y_m + (bx * c2 - cx * b2) / d};
}

// The neighbours of every point in the triangulation, counterclockwise.
std::vector<std::vector<std::int32_t>> rings_around(std::span<const Position> grid,
                                                    std::size_t count) {
  std::vector<std::vector<std::int32_t>> around(count);
  for (const auto& [a, b] : delaunay_links(grid, Surface::kPlane)) {
    if (static_cast<std::size_t>(a) < count) around[static_cast<std::size_t>(a)].push_back(b);
    if (static_cast<std::size_t>(b) < count) around[static_cast<std::size_t>(b)].push_back(a);
  }
  std::vector<std::pair<double, std::int32_t>> by_angle;
  for (std::size_t i = 0; i < count; ++i) {
    by_angle.clear();
    for (const std::int32_t j : around[i]) {
      const Position p = grid[static_cast<std::size_t>(j)];
      by_angle.emplace_back(std::atan2(static_cast<double>(p.y_m) - grid[i].y_m,
                                       static_cast<double>(p.x_m) - grid[i].x_m),
                            j);
    }
    std::sort(by_angle.begin(), by_angle.end());
    for (std::size_t j = 0; j < by_angle.size(); ++j) around[i][j] = by_angle[j].second;
  }
  return around;
}

using Triangle = std::array<std::int32_t, 3>;

Triangle triangle_of(std::int32_t a, std::int32_t b, std::int32_t c) {
  Triangle t = {a, b, c};
  std::sort(t.begin(), t.end());
  return t;
}

}  // namespace

Mesh voronoi_cells(std::span<const PlanePoint> points, std::span<const double> reach_m) {
  assert(points.size() == reach_m.size());
  Mesh mesh;
  if (points.empty()) return mesh;
  const Frame frame = frame_of(points);
  std::vector<PlanePoint> all(points.begin(), points.end());
  const std::vector<PlanePoint> guards = GuardRaster(frame, points, reach_m).guards();
  all.insert(all.end(), guards.begin(), guards.end());
  const std::vector<Position> grid = on_grid(frame, all);
  const auto around = rings_around(grid, points.size());

  std::vector<Triangle> corner_of;
  for (std::size_t i = 0; i < points.size(); ++i) {
    for (std::size_t j = 0; j < around[i].size(); ++j) {
      const std::int32_t next = around[i][j + 1 == around[i].size() ? 0 : j + 1];
      corner_of.push_back(triangle_of(static_cast<std::int32_t>(i), around[i][j], next));
    }
  }
  std::vector<Triangle> triangles = corner_of;
  std::sort(triangles.begin(), triangles.end());
  triangles.erase(std::unique(triangles.begin(), triangles.end()), triangles.end());
  for (const Triangle& t : triangles) {
    const PlanePoint c =
        circumcentre(grid[static_cast<std::size_t>(t[0])], grid[static_cast<std::size_t>(t[1])],
                     grid[static_cast<std::size_t>(t[2])]);
    mesh.vertices.push_back(
        {frame.low.x_m + c.x_m * frame.step_m(), frame.low.y_m + c.y_m * frame.step_m()});
  }
  std::size_t next = 0;
  std::vector<std::int32_t> ring;
  for (std::size_t i = 0; i < points.size(); ++i) {
    ring.clear();
    for (std::size_t j = 0; j < around[i].size(); ++j, ++next) {
      const auto it = std::lower_bound(triangles.begin(), triangles.end(), corner_of[next]);
      ring.push_back(static_cast<std::int32_t>(it - triangles.begin()));
    }
    if (ring.size() >= 3) mesh.add_ring(ring);
    mesh.end_area();
  }
  return mesh;
}

}  // namespace bailiwick::geo
