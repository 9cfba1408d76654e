// Finds the points near a place: points sorted into cubes no smaller than the reach that is asked for.
//
// Everything within `reach` of a place lies in the 27 cubes around it. Building is O(n log n); a question costs nine
// binary searches and a walk over the points of those cubes. Immutable once built.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "geo/position.hpp"

namespace bailiwick::engine::territory::validation {

class Grid {
 public:
  // `points` outlives the grid; reach_m > 0.
  Grid(std::span<const geo::Position> points, double reach_m);

  [[nodiscard]] std::size_t cell_count() const { return keys_.size(); }
  // Indices of the points in a cell, ascending.
  [[nodiscard]] std::span<const std::int32_t> points_in(std::size_t cell) const {
    return {order_.data() + begins_[cell], order_.data() + begins_[cell + 1]};
  }
  // The cell of a point of this grid.
  [[nodiscard]] std::size_t cell_of(std::int32_t point) const {
    return cells_[static_cast<std::size_t>(point)];
  }

  // Calls f(cell) for every occupied cell that may hold a point within reach of p, until f returns true.
  // Returns whether it did.
  template <class F>
  bool any_cell_near(geo::Position p, F&& f) const {
    const std::int64_t x = index_of(p.x_m);
    const std::int64_t y = index_of(p.y_m);
    const std::int64_t z = index_of(p.z_m);
    for (std::int64_t dx = -1; dx <= 1; ++dx) {
      for (std::int64_t dy = -1; dy <= 1; ++dy) {
        const std::uint64_t first = key_of(x + dx, y + dy, z - 1);
        const std::uint64_t last = key_of(x + dx, y + dy, z + 1);
        auto at = std::lower_bound(keys_.begin(), keys_.end(), first);
        for (; at != keys_.end() && *at <= last; ++at) {
          if (f(static_cast<std::size_t>(at - keys_.begin()))) return true;
        }
      }
    }
    return false;
  }

  // The same for every point of those cells; it may lie beyond the reach.
  template <class F>
  bool any_point_near(geo::Position p, F&& f) const {
    return any_cell_near(p, [&](std::size_t cell) {
      const auto points = points_in(cell);
      return std::any_of(points.begin(), points.end(), f);
    });
  }

 private:
  // Cubes are numbered from 1, so that a neighbour's number never falls below 0.
  [[nodiscard]] std::int64_t index_of(std::int32_t coordinate_m) const {
    constexpr double kOffset_m = 2147483648.0;
    return static_cast<std::int64_t>((static_cast<double>(coordinate_m) + kOffset_m) / size_m_) + 1;
  }
  [[nodiscard]] static std::uint64_t key_of(std::int64_t x, std::int64_t y, std::int64_t z) {
    constexpr int kBits = 21;
    return (((static_cast<std::uint64_t>(x) << kBits) | static_cast<std::uint64_t>(y)) << kBits) |
           static_cast<std::uint64_t>(z);
  }

  double size_m_ = 1.0;
  std::vector<std::uint64_t> keys_;  // of the occupied cells, ascending
  std::vector<std::size_t> begins_;  // into order_, one more than cells
  std::vector<std::int32_t> order_;  // points by cell
  std::vector<std::size_t> cells_;   // one a point
};

}  // namespace bailiwick::engine::territory::validation
