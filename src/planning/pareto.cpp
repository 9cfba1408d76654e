#include "planning/pareto.hpp"

#include <algorithm>

namespace bailiwick::planning {
namespace {

bool is_no_worse(const Tradeoff& a, const Tradeoff& b) {
  return a.travel_km <= b.travel_km && a.deviation <= b.deviation && a.moved <= b.moved;
}

}  // namespace

std::vector<bool> on_front(std::span<const Tradeoff> points) {
  std::vector<bool> is_on(points.size(), true);
  for (std::size_t i = 0; i < points.size(); ++i)
    for (std::size_t j = 0; j < points.size() && is_on[i]; ++j) {
      if (i == j || !is_no_worse(points[j], points[i])) continue;
      const bool is_same = is_no_worse(points[i], points[j]);
      if (!is_same || j < i) is_on[i] = false;
    }
  return is_on;
}

}  // namespace bailiwick::planning
