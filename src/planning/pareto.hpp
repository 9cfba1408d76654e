// Plans beside one another: which of them no other is better than in every respect. Pure.
#pragma once

#include <span>
#include <vector>

namespace bailiwick::planning {

// What each of them gives: the less, the better.
struct Tradeoff {
  double travel_km = 0.0;  // root mean square distance to the centre
  double deviation = 0.0;  // the worst of any territory and measure, a share
  double moved = 0.0;      // the share of the measure that changes hands
};

// One flag a point: whether no other is at least as good in all three and better in one (V. Pareto's optimality; of points that are the same, the first).
[[nodiscard]] std::vector<bool> on_front(std::span<const Tradeoff> points);

}  // namespace bailiwick::planning
