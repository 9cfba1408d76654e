// What one unit of weight costs at a given squared chord from a place: the six forms of docs/spec/territory-bound.md.
//
// Header only, for the inner loop. Every form is nondecreasing in the chord, so the nearest point of a box gives
// the least cost of all units in it.
#pragma once

#include <algorithm>
#include <cmath>

#include "geo/position.hpp"

namespace bailiwick::engine::territory {

enum class DistanceForm {
  kSquared,     // chord^2: a plane
  kLinear,      // chord: a plane
  kArcSquared,  // along the sphere
  kArc,
  kSquaredToAxis,  // least inertia about a centroid beneath the sphere's surface
  kLinearToAxis,   // the same for distances
};

// A form with the constants it needs. `reach`: the centre is only known to lie within this chord of the place.
struct DistanceRule {
  DistanceForm form = DistanceForm::kSquared;
  double shell = 0.0;       // inner radius of the shell the units stand in, m
  double slack = 0.0;       // its thickness, m
  double linear_cap = 0.0;  // kLinearToAxis: no unit costs more than this

  [[nodiscard]] double cost(double chord2, double reach) const {
    switch (form) {
      case DistanceForm::kSquared:
        return cost_as<DistanceForm::kSquared>(chord2, reach);
      case DistanceForm::kLinear:
        return cost_as<DistanceForm::kLinear>(chord2, reach);
      case DistanceForm::kArcSquared:
        return cost_as<DistanceForm::kArcSquared>(chord2, reach);
      case DistanceForm::kArc:
        return cost_as<DistanceForm::kArc>(chord2, reach);
      case DistanceForm::kSquaredToAxis:
        return cost_as<DistanceForm::kSquaredToAxis>(chord2, reach);
      case DistanceForm::kLinearToAxis:
        return cost_as<DistanceForm::kLinearToAxis>(chord2, reach);
    }
    return 0.0;
  }

  template <DistanceForm kForm>
  [[nodiscard]] double cost_as(double chord2, double reach) const {
    if constexpr (kForm == DistanceForm::kSquared) {
      return chord2 - reach * reach;
    } else if constexpr (kForm == DistanceForm::kLinear) {
      return std::max(0.0, std::sqrt(chord2) - reach);
    } else if constexpr (kForm == DistanceForm::kArcSquared) {
      return geo::arc_squared_m2(chord2);
    } else if constexpr (kForm == DistanceForm::kArc) {
      return std::sqrt(geo::arc_squared_m2(chord2));
    } else if constexpr (kForm == DistanceForm::kSquaredToAxis) {
      return squared_to_axis(chord2) - reach * reach * (1.0 + slack / shell) - slack * slack;
    } else {
      return linear_to_axis(std::max(0.0, std::sqrt(chord2) - reach)) - slack;
    }
  }

  // chord^2 less the square of the depth chord^2 / 2R, which is continued by its tangent beyond half the radius.
  [[nodiscard]] double squared_to_axis(double chord2) const {
    const double square = shell * shell;
    return chord2 <= square ? chord2 - chord2 * chord2 / (4.0 * square)
                            : 0.5 * chord2 + 0.25 * square;
  }
  [[nodiscard]] double linear_to_axis(double chord) const {
    const double near = std::min(chord, shell);
    return std::min(near - near * near / (2.0 * shell), linear_cap);
  }
};

}  // namespace bailiwick::engine::territory
