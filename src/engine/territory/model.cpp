#include "engine/territory/model.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>

namespace bailiwick::engine::territory {
namespace {

constexpr double kSlack = 1e-12;

std::int64_t clamp_amount(double amount) {
  return static_cast<std::int64_t>(
      std::clamp(amount, 0.0, static_cast<double>(kMeasureTotalLimit)));
}

}  // namespace

std::vector<Window> windows_of(const Problem& problem, const BalanceRule& rule, std::int32_t k) {
  const Measure& measure = problem.measures[static_cast<std::size_t>(rule.measure)];
  const auto total = static_cast<double>(
      std::accumulate(measure.values.begin(), measure.values.end(), std::int64_t{0}));
  const double scale = std::pow(10.0, measure.decimals);
  const double shares = std::accumulate(rule.shares.begin(), rule.shares.end(), 0.0);
  std::vector<Window> windows(static_cast<std::size_t>(k));
  for (std::size_t t = 0; t < windows.size(); ++t) {
    Window& window = windows[t];
    window.target = rule.target           ? *rule.target * scale
                    : rule.shares.empty() ? total / k
                                          : total * rule.shares[t] / shares;
    double upper = static_cast<double>(kMeasureTotalLimit);
    if (rule.tolerance) {
      const double slack = window.target * kSlack;
      window.lower = clamp_amount(std::ceil(window.target * (1.0 - *rule.tolerance) - slack));
      upper = window.target * (1.0 + *rule.tolerance) + slack;
    }
    if (!rule.caps.empty()) upper = std::min(upper, rule.caps[t] * scale * (1.0 + kSlack));
    window.upper = clamp_amount(std::floor(upper));
  }
  return windows;
}

Window window_of(const Problem& problem, const BalanceRule& rule, TerritoryIndex t,
                 std::int32_t k) {
  assert(t >= 0 && t < k);
  return windows_of(problem, rule, k)[static_cast<std::size_t>(t)];
}

}  // namespace bailiwick::engine::territory
