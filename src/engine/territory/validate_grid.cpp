#include "engine/territory/validate_grid.hpp"

#include <cassert>
#include <utility>

namespace bailiwick::engine::territory::validation {
namespace {

// With cubes of at least this size (2^32 m / 2^20) a coordinate's cube fits into 21 bits.
constexpr double kSizeMin_m = 4096.0;

}  // namespace

Grid::Grid(std::span<const geo::Position> points, double reach_m)
    : size_m_(std::max(reach_m, kSizeMin_m)) {
  assert(reach_m > 0.0);
  std::vector<std::pair<std::uint64_t, std::int32_t>> keyed;
  keyed.reserve(points.size());
  for (std::size_t i = 0; i < points.size(); ++i) {
    const geo::Position& p = points[i];
    keyed.emplace_back(key_of(index_of(p.x_m), index_of(p.y_m), index_of(p.z_m)),
                       static_cast<std::int32_t>(i));
  }
  std::sort(keyed.begin(), keyed.end());
  order_.reserve(points.size());
  cells_.resize(points.size());
  for (const auto& [key, point] : keyed) {
    if (keys_.empty() || keys_.back() != key) {
      keys_.push_back(key);
      begins_.push_back(order_.size());
    }
    cells_[static_cast<std::size_t>(point)] = keys_.size() - 1;
    order_.push_back(point);
  }
  begins_.push_back(order_.size());
}

}  // namespace bailiwick::engine::territory::validation
