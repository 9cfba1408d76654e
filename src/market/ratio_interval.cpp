#include "market/ratio_interval.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>

namespace bailiwick::market {
namespace {

constexpr double kChiSquare95 = 3.841458820694124;  // of one degree of freedom
constexpr double kLogRatioMax = 60.0;
constexpr int kHalvings = 100;

double squared_distance(const Proportion& seen, double rate) {
  const double count = static_cast<double>(seen.count);
  const double gap = static_cast<double>(seen.hits) - count * rate;
  const double variance = count * rate * (1.0 - rate);
  if (variance > 0.0) return gap * gap / variance;
  return std::abs(gap) < 1e-9 ? 0.0 : std::numeric_limits<double>::infinity();
}

// Koopman's statistic of the hypothesis that the ratio is `ratio`.
double statistic(const Proportion& with, const Proportion& without, double ratio) {
  const auto n1 = static_cast<double>(with.count);
  const auto n2 = static_cast<double>(without.count);
  const auto x1 = static_cast<double>(with.hits);
  const auto x2 = static_cast<double>(without.hits);
  // The likeliest rate without is the smaller root of a r^2 - b r + c; written so that nothing cancels.
  const double a = (n1 + n2) * ratio;
  const double b = n1 * ratio + x1 + n2 + x2 * ratio;
  const double c = x1 + x2;
  const double root = std::sqrt(std::max(0.0, b * b - 4.0 * a * c));
  const double rate2 = std::clamp(2.0 * c / (b + root), 0.0, 1.0);
  const double rate1 = std::clamp(ratio * rate2, 0.0, 1.0);
  return squared_distance(with, rate1) + squared_distance(without, rate2);
}

// Between a logarithm that is refused and one that is not.
double edge(const Proportion& with, const Proportion& without, double refused, double kept) {
  for (int i = 0; i < kHalvings; ++i) {
    const double middle = 0.5 * (refused + kept);
    const bool is_kept = statistic(with, without, std::exp(middle)) <= kChiSquare95;
    (is_kept ? kept : refused) = middle;
  }
  return std::exp(kept);
}

}  // namespace

Interval ratio_interval(const Proportion& with, const Proportion& without) {
  assert(with.count > 0 && without.count > 0);
  Interval interval{0.0, std::numeric_limits<double>::infinity()};
  if (with.hits == 0 && without.hits == 0) return interval;
  // The ratio that was seen, or as good as the one at the end of the line.
  double seen = 0.0;
  if (with.hits == 0)
    seen = -kLogRatioMax;
  else if (without.hits == 0)
    seen = kLogRatioMax;
  else
    seen = std::log(with.rate() / without.rate());
  if (with.hits > 0) interval.least = edge(with, without, -kLogRatioMax, seen);
  if (without.hits > 0) interval.most = edge(with, without, kLogRatioMax, seen);
  return interval;
}

}  // namespace bailiwick::market
