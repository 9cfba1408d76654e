#include "geo/voronoi.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <cstdint>
#include <numbers>
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
// Guards around a box, so many times its diagonal away from its middle.
constexpr int kFarGuards = 16;
constexpr double kFarAway = 4.0;
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
    std::vector<std::uint8_t> is_near(state_.size(), 0);
    for (int y = 1; y + 1 < width_; ++y) {
      for (int x = 1; x + 1 < width_; ++x) {
        if (state_[at(x, y)] == kOutside || !is_at_rim(x, y)) continue;
        for (int ny = std::max(0, y - 2); ny <= std::min(width_ - 1, y + 2); ++ny) {
          for (int nx = std::max(0, x - 2); nx <= std::min(width_ - 1, x + 2); ++nx)
            is_near[at(nx, ny)] = 1;
        }
      }
    }
    std::vector<PlanePoint> result;
    for (int y = 0; y < width_; ++y) {
      for (int x = 0; x < width_; ++x) {
        if (state_[at(x, y)] == kOutside && is_near[at(x, y)] != 0) {
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
    const int y_low = std::max(0, static_cast<int>((p.y_m - r - low_.y_m) / pitch_m_));
    const int y_high = std::min(width_ - 1, static_cast<int>((p.y_m + r - low_.y_m) / pitch_m_));
    for (int y = y_low; y <= y_high; ++y) {
      const double dy = low_.y_m + (y + 0.5) * pitch_m_ - p.y_m;
      if (dy * dy > r * r) continue;
      // The squares of this row whose middles lie within r.
      const double half = std::sqrt(r * r - dy * dy);
      const double middle = p.x_m - low_.x_m;
      const int first = std::max(0, static_cast<int>(std::ceil((middle - half) / pitch_m_ - 0.5)));
      const int last =
          std::min(width_ - 1, static_cast<int>(std::floor((middle + half) / pitch_m_ - 0.5)));
      for (int x = first; x <= last; ++x) state_[at(x, y)] = kLand;
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

  // Does it touch an outside square, be it at a corner? The margin keeps land off the raster's own rim.
  bool is_at_rim(int x, int y) const {
    for (int ny = y - 1; ny <= y + 1; ++ny) {
      for (int nx = x - 1; nx <= x + 1; ++nx) {
        if (state_[at(nx, ny)] == kOutside) return true;
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

// Grows with the angle of (x, y) as atan2 does, from -2 to 2.
double turn_of(double x, double y) {
  const double along = x / (std::abs(x) + std::abs(y));
  return y >= 0.0 ? 1.0 - along : along - 1.0;
}

// The neighbours of every point in the triangulation, counterclockwise from the west.
class Surroundings {
 public:
  Surroundings(std::span<const Position> grid, std::size_t count) : begin_(count + 1, 0) {
    const auto links = delaunay_links(grid, Surface::kPlane);
    const auto for_each_end = [&](auto fn) {
      for (const auto& [a, b] : links) {
        if (static_cast<std::size_t>(a) < count) fn(static_cast<std::size_t>(a), b);
        if (static_cast<std::size_t>(b) < count) fn(static_cast<std::size_t>(b), a);
      }
    };
    for_each_end([this](std::size_t point, std::int32_t) { ++begin_[point + 1]; });
    std::partial_sum(begin_.begin(), begin_.end(), begin_.begin());
    std::vector<std::pair<double, std::int32_t>> by_turn(begin_.back());
    std::vector<std::size_t> next = begin_;
    for_each_end([&](std::size_t point, std::int32_t other) {
      const Position p = grid[static_cast<std::size_t>(other)];
      by_turn[next[point]++] = {turn_of(static_cast<double>(p.x_m) - grid[point].x_m,
                                        static_cast<double>(p.y_m) - grid[point].y_m),
                                other};
    });
    others_.reserve(by_turn.size());
    for (std::size_t i = 0; i < count; ++i) {
      std::sort(by_turn.begin() + static_cast<std::ptrdiff_t>(begin_[i]),
                by_turn.begin() + static_cast<std::ptrdiff_t>(begin_[i + 1]));
    }
    for (const auto& [turn, other] : by_turn) others_.push_back(other);
  }

  [[nodiscard]] std::span<const std::int32_t> operator[](std::size_t point) const {
    return std::span(others_).subspan(begin_[point], begin_[point + 1] - begin_[point]);
  }

 private:
  std::vector<std::size_t> begin_;
  std::vector<std::int32_t> others_;
};

using Triangle = std::array<std::int32_t, 3>;

Triangle triangle_of(std::int32_t a, std::int32_t b, std::int32_t c) {
  Triangle t = {a, b, c};
  std::sort(t.begin(), t.end());
  return t;
}

// Each triangle once, ascending, and found again by its number. All triangles of a lowest point stand together, and they
// are few: a counting sort does most of the work.
class Triangles {
 public:
  Triangles(std::span<const Triangle> all, std::size_t points) : begin_(points + 1, 0) {
    for (const Triangle& t : all) ++begin_[lowest(t) + 1];
    std::partial_sum(begin_.begin(), begin_.end(), begin_.begin());
    std::vector<std::size_t> next = begin_;
    std::vector<Triangle> grouped(all.size());
    for (const Triangle& t : all) grouped[next[lowest(t)]++] = t;
    sorted_.reserve(all.size());
    for (std::size_t p = 0; p < points; ++p) {
      const auto first = grouped.begin() + static_cast<std::ptrdiff_t>(begin_[p]);
      const auto last = grouped.begin() + static_cast<std::ptrdiff_t>(begin_[p + 1]);
      std::sort(first, last);
      begin_[p] = sorted_.size();
      sorted_.insert(sorted_.end(), first, std::unique(first, last));
    }
    begin_[points] = sorted_.size();
  }

  [[nodiscard]] std::span<const Triangle> sorted() const { return sorted_; }
  [[nodiscard]] std::int32_t number_of(const Triangle& t) const {
    const auto first = sorted_.begin() + static_cast<std::ptrdiff_t>(begin_[lowest(t)]);
    const auto last = sorted_.begin() + static_cast<std::ptrdiff_t>(begin_[lowest(t) + 1]);
    return static_cast<std::int32_t>(std::lower_bound(first, last, t) - sorted_.begin());
  }

 private:
  static std::size_t lowest(const Triangle& t) { return static_cast<std::size_t>(t[0]); }

  std::vector<std::size_t> begin_;
  std::vector<Triangle> sorted_;
};

// Cells of the first `count` points.
Mesh cells_of_first(std::size_t count, const Frame& frame, std::span<const PlanePoint> all) {
  Mesh mesh;
  const std::vector<Position> grid = on_grid(frame, all);
  const Surroundings around(grid, count);

  std::vector<Triangle> corner_of;
  for (std::size_t i = 0; i < count; ++i) {
    for (std::size_t j = 0; j < around[i].size(); ++j) {
      const std::int32_t next = around[i][j + 1 == around[i].size() ? 0 : j + 1];
      corner_of.push_back(triangle_of(static_cast<std::int32_t>(i), around[i][j], next));
    }
  }
  const Triangles triangles(corner_of, all.size());
  for (const Triangle& t : triangles.sorted()) {
    const PlanePoint c =
        circumcentre(grid[static_cast<std::size_t>(t[0])], grid[static_cast<std::size_t>(t[1])],
                     grid[static_cast<std::size_t>(t[2])]);
    mesh.vertices.push_back(
        {frame.low.x_m + c.x_m * frame.step_m(), frame.low.y_m + c.y_m * frame.step_m()});
  }
  std::size_t next = 0;
  std::vector<std::int32_t> ring;
  for (std::size_t i = 0; i < count; ++i) {
    ring.clear();
    for (std::size_t j = 0; j < around[i].size(); ++j, ++next)
      ring.push_back(triangles.number_of(corner_of[next]));
    if (ring.size() >= 3) mesh.add_ring(ring);
    mesh.end_area();
  }
  return mesh;
}

}  // namespace

Mesh voronoi_cells(std::span<const PlanePoint> points, std::span<const double> reach_m) {
  assert(points.size() == reach_m.size());
  if (points.empty()) return {};
  const Frame frame = frame_of(points);
  std::vector<PlanePoint> all(points.begin(), points.end());
  const std::vector<PlanePoint> guards = GuardRaster(frame, points, reach_m).guards();
  all.insert(all.end(), guards.begin(), guards.end());
  return cells_of_first(points.size(), frame, all);
}

Mesh voronoi_cells_over(const Box& box, std::span<const PlanePoint> points) {
  if (points.empty()) return {};
  // The border with a guard lies half way to it, and so outside of the box.
  const PlanePoint centre = {(box.x_low + box.x_high) / 2.0, (box.y_low + box.y_high) / 2.0};
  const double across = std::max(std::hypot(box.x_high - box.x_low, box.y_high - box.y_low), 1.0);
  std::vector<PlanePoint> all(points.begin(), points.end());
  for (int i = 0; i < kFarGuards; ++i) {
    const double turn = 2.0 * std::numbers::pi * i / kFarGuards;
    all.push_back({centre.x_m + kFarAway * across * std::cos(turn),
                   centre.y_m + kFarAway * across * std::sin(turn)});
  }
  return cells_of_first(points.size(), frame_of(all), all);
}

}  // namespace bailiwick::geo
