// The continuous knapsack with a window: the cheapest fractional territory around one centre.
//
//   minimise   sum of reduced_i x_i + soft * |sum of amount_i x_i - target|
//   subject to lower <= sum of amount_i x_i <= upper,  0 <= x_i <= 1.
//
// Taking items by ascending reduced / amount and cutting the last one is optimal (G. Dantzig, "Discrete-variable
// extremum problems", 1957, doi:10.1287/opre.5.2.266); the kink of the soft term only moves the price at which
// taking stops. Pure. O(items) expected, by selection instead of sorting.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>

namespace bailiwick::engine::territory {

inline constexpr double kInfinite = std::numeric_limits<double>::infinity();

struct KnapsackItem {
  double key = 0.0;       // reduced / amount; -infinity where amount is 0 (then reduced < 0)
  double reduced = 0.0;   // cost less multiplier
  double amount = 0.0;    // >= 0
  std::int32_t item = 0;  // breaks ties
};

struct KnapsackWindow {
  double lower = 0.0;
  double upper = kInfinite;  // >= lower
  double target = 0.0;       // only read where soft > 0; any value
  double soft = 0.0;         // price of one unit of |amount - target|, >= 0
};

struct KnapsackFill {
  bool is_complete = false;  // false: dearer items than those given may be needed
  double value = kInfinite;  // infinite: no choice of all items reaches `lower`
  double amount = 0.0;
  std::size_t taken = 0;    // items[0 .. taken) are taken whole (the span is reordered)
  double fraction = 0.0;    // and this share, in [0, 1), of items[taken]
  double key_needed = 0.0;  // the lowest key_limit that would have been enough
};

// `items` holds every item whose key is at most `key_limit` (infinite: all there are).
[[nodiscard]] KnapsackFill fill_knapsack(std::span<KnapsackItem> items,
                                         const KnapsackWindow& window, double key_limit);

}  // namespace bailiwick::engine::territory
