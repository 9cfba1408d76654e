#include "market/apportion.hpp"

#include <algorithm>
#include <cassert>
#include <numeric>

#include "base/decimal.hpp"

namespace bailiwick::market {

std::vector<std::int64_t> apportion(std::int64_t total, std::span<const std::int64_t> weights) {
  const std::int64_t sum = std::accumulate(weights.begin(), weights.end(), std::int64_t{0});
  assert(total >= 0 && sum > 0);
  std::vector<std::int64_t> parts;
  std::vector<std::int64_t> remainders;
  std::int64_t left = total;
  for (const std::int64_t weight : weights) {
    const Int128 exact = static_cast<Int128>(total) * weight;
    parts.push_back(static_cast<std::int64_t>(exact / sum));
    remainders.push_back(static_cast<std::int64_t>(exact % sum));
    left -= parts.back();
  }
  std::vector<std::size_t> order(weights.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, std::greater<>(), [&](std::size_t i) { return remainders[i]; });
  assert(left >= 0 && left < static_cast<std::int64_t>(order.size()));
  for (std::size_t next = 0; left > 0; --left) ++parts[order[next++]];
  return parts;
}

}  // namespace bailiwick::market
