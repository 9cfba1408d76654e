// Cells: patches that together cover every place where a centroid can be.
//
// A plane is one square around the units; a sphere is seen from its centre through the six faces of a cube whose first
// face looks at the middle of the units. A cell is known by its middle and its covering radius; splitting one gives
// four that cover the same (docs/spec/territory-bound.md). Values, no ownership.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "engine/territory/bound_relaxation.hpp"
#include "engine/territory/bound_tree.hpp"

namespace bailiwick::engine::territory {

// A square of a face: on a plane the only one, on a sphere one of the six of a cube around it, seen from its centre.
struct BoundCell {
  std::int8_t face = -1;  // -1: not a cell
  std::int8_t level = 0;  // a face has 4^level cells
  std::int32_t column = 0;
  std::int32_t row = 0;
};

inline constexpr int kCellLevelLimit = 24;

// Where cells lie.
class BoundGrid {
 public:
  explicit BoundGrid(const BoundRelaxation& relaxation);

  [[nodiscard]] std::vector<BoundCell> roots() const;
  [[nodiscard]] static std::array<BoundCell, 4> split(const BoundCell& cell);
  [[nodiscard]] BoundPlace place_of(const BoundCell& cell) const;
  // False only where no centroid can be in the cell.
  [[nodiscard]] bool may_hold_centroid(const BoundPlace& place) const;

 private:
  bool is_sphere_ = false;
  double radius_ = 0.0;  // of the sphere, or half the side of the plane's square
  Vec3 middle_;          // of the plane's square
  std::array<Vec3, 3> axes_;
  double spread_rad_ = 0.0;
};

}  // namespace bailiwick::engine::territory
