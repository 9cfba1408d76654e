#include "engine/territory/bound_cells.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace bailiwick::engine::territory {
namespace {

std::size_t at(std::int32_t i) { return static_cast<std::size_t>(i); }

Vec3 unit_vector(Vec3 v) { return (1.0 / std::sqrt(dot(v, v))) * v; }

Vec3 cross(Vec3 a, Vec3 b) {
  return {a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x};
}

}  // namespace

BoundGrid::BoundGrid(const BoundRelaxation& relaxation) : spread_rad_(relaxation.spread_rad) {
  is_sphere_ = relaxation.distance.shell > 0.0;
  if (is_sphere_) {
    radius_ = relaxation.distance.shell;
    const Vec3 n = relaxation.pole;
    const Vec3 helper = std::abs(n.x) < 0.7 ? Vec3{1.0, 0.0, 0.0} : Vec3{0.0, 1.0, 0.0};
    axes_[0] = n;
    axes_[1] = unit_vector(cross(n, helper));
    axes_[2] = cross(n, axes_[1]);
    return;
  }
  if (relaxation.items.empty()) return;
  Vec3 low = relaxation.items.front().at;
  Vec3 high = low;
  for (const BoundItem& item : relaxation.items) {
    low = {std::min(low.x, item.at.x), std::min(low.y, item.at.y), 0.0};
    high = {std::max(high.x, item.at.x), std::max(high.y, item.at.y), 0.0};
  }
  middle_ = 0.5 * (low + high);
  radius_ = 0.5 * std::max({high.x - low.x, high.y - low.y, 1.0});
}

std::vector<BoundCell> BoundGrid::roots() const {
  std::vector<BoundCell> cells;
  for (std::int8_t face = 0; face < (is_sphere_ ? 6 : 1); ++face) cells.push_back({face, 0, 0, 0});
  return cells;
}

std::array<BoundCell, 4> BoundGrid::split(const BoundCell& cell) {
  std::array<BoundCell, 4> quarters;
  for (std::int32_t i = 0; i < 4; ++i) {
    quarters[at(i)] = {cell.face, static_cast<std::int8_t>(cell.level + 1),
                       2 * cell.column + (i & 1), 2 * cell.row + (i >> 1)};
  }
  return quarters;
}

BoundPlace BoundGrid::place_of(const BoundCell& cell) const {
  const double side = std::ldexp(2.0, -cell.level);  // of a face that spans [-1, 1]
  const double u = -1.0 + side * (cell.column + 0.5);
  const double v = -1.0 + side * (cell.row + 0.5);
  BoundPlace place;
  if (!is_sphere_) {
    place.at = middle_ + Vec3{radius_ * u, radius_ * v, 0.0};
    place.reach = radius_ * side * std::numbers::sqrt2 / 2.0 * (1.0 + 1e-12);
    return place;
  }
  const auto axis = at(cell.face / 2);
  const double sign = cell.face % 2 == 0 ? 1.0 : -1.0;
  const auto on_sphere = [&](double a, double b) {
    return radius_ *
           unit_vector(sign * axes_[axis] + a * axes_[(axis + 1) % 3] + b * axes_[(axis + 2) % 3]);
  };
  place.at = on_sphere(u, v);
  double reach2 = 0.0;
  for (const double a : {u - side / 2, u + side / 2}) {
    for (const double b : {v - side / 2, v + side / 2}) {
      reach2 = std::max(reach2, squared_distance(place.at, on_sphere(a, b)));
    }
  }
  place.reach = std::sqrt(reach2) * (1.0 + 1e-9) + 1e-3;
  return place;
}

bool BoundGrid::may_hold_centroid(const BoundPlace& place) const {
  if (!is_sphere_ || spread_rad_ >= std::numbers::pi / 2.0) return true;
  const double chord = std::sqrt(squared_distance(place.at, radius_ * axes_[0]));
  const double away = 2.0 * std::asin(std::min(1.0, chord / (2.0 * radius_)));
  const double wide = 2.0 * std::asin(std::min(1.0, place.reach / (2.0 * radius_)));
  return away <= spread_rad_ + wide + 1e-6;
}

}  // namespace bailiwick::engine::territory
