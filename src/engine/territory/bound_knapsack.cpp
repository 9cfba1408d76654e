#include "engine/territory/bound_knapsack.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace bailiwick::engine::territory {
namespace {

struct IsCheaper {
  bool operator()(const KnapsackItem& a, const KnapsackItem& b) const {
    return a.key != b.key ? a.key < b.key : a.item < b.item;
  }
};

struct Cut {
  std::size_t taken = 0;
  double fraction = 0.0;
};

// The cheapest items that hold exactly `amount` (at most what all hold): a prefix and a share of the next.
Cut cut_at_amount(std::span<KnapsackItem> items, double amount) {
  std::size_t low = 0;
  std::size_t high = items.size();
  double left = amount;
  while (high - low > 1) {
    const std::size_t middle = low + (high - low) / 2;
    std::nth_element(items.begin() + static_cast<std::ptrdiff_t>(low),
                     items.begin() + static_cast<std::ptrdiff_t>(middle),
                     items.begin() + static_cast<std::ptrdiff_t>(high), IsCheaper{});
    double held = 0.0;
    for (std::size_t i = low; i < middle; ++i) held += items[i].amount;
    if (held <= left) {
      left -= held;
      low = middle;
    } else {
      high = middle;
    }
  }
  if (low == items.size()) return {low, 0.0};
  const double last = items[low].amount;
  if (last <= left) return {low + 1, 0.0};
  return {low, left / last};
}

Cut cut_at_key(std::span<KnapsackItem> items, double key) {
  const auto end = std::partition(items.begin(), items.end(),
                                  [key](const KnapsackItem& i) { return i.key < key; });
  return {static_cast<std::size_t>(end - items.begin()), 0.0};
}

double held_below(std::span<const KnapsackItem> items, double key) {
  double held = 0.0;
  for (const KnapsackItem& item : items) {
    if (item.key < key) held += item.amount;
  }
  return held;
}

}  // namespace

KnapsackFill fill_knapsack(std::span<KnapsackItem> items, const KnapsackWindow& window,
                           double key_limit) {
  assert(window.lower <= window.upper && window.soft >= 0.0);
  const double soft = window.soft;
  const double target =
      soft > 0.0 ? std::clamp(window.target, window.lower, window.upper) : window.lower;
  const double cheap = held_below(items, -soft);  // worth taking even beyond the target
  const double fair =
      soft > 0.0 ? held_below(items, soft) : cheap;  // worth taking below the target

  KnapsackFill result;
  Cut cut;
  double stop = kInfinite;  // taking stops at this key, unless an amount stops it before
  if (cheap >= window.upper) {
    cut = cut_at_amount(items, window.upper);
  } else if (soft > 0.0 && cheap < target && fair >= target) {
    cut = cut_at_amount(items, target);
  } else if (cheap >= target || fair >= window.lower) {
    stop = cheap >= target ? -soft : soft;
    if (key_limit < stop) return result;
    cut = cut_at_key(items, stop);
  } else {
    double all = 0.0;
    for (const KnapsackItem& item : items) all += item.amount;
    result.is_complete = key_limit == kInfinite || all >= window.lower;
    if (all < window.lower) return result;
    cut = cut_at_amount(items, window.lower);
  }
  result.is_complete = true;
  result.taken = cut.taken;
  result.fraction = cut.fraction;
  result.value = 0.0;
  double highest = -kInfinite;
  for (std::size_t i = 0; i < cut.taken; ++i) {
    result.value += items[i].reduced;
    result.amount += items[i].amount;
    highest = std::max(highest, items[i].key);
  }
  if (cut.fraction > 0.0) {
    result.value += cut.fraction * items[cut.taken].reduced;
    result.amount += cut.fraction * items[cut.taken].amount;
    highest = std::max(highest, items[cut.taken].key);
  }
  result.key_needed = stop < kInfinite ? stop : highest;
  if (soft > 0.0) result.value += soft * std::abs(result.amount - window.target);
  return result;
}

}  // namespace bailiwick::engine::territory
