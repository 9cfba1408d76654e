// A 95% confidence interval for the ratio of two proportions: how many times likelier a win is with something than without it. Pure.
//
// Method: the score interval of P. A. R. Koopman, "Confidence Intervals for the Ratio of Two Binomial Proportions", Biometrics 40(2), 1984,
// doi:10.2307/2531405: all ratios that a chi-square test of one degree of freedom does not refuse, each with the proportions that are likeliest
// under it. It is what M. W. Fagerland, S. Lydersen and P. Laake recommend ("Recommended confidence intervals for two independent binomial
// proportions", Statistical Methods in Medical Research 24(2), 2015, doi:10.1177/0962280211415469), and it holds up where a proportion is 0 or 1, which the
// logarithm of Katz does not. We find the two ends by bisection of the ratio's logarithm.
#pragma once

#include <cstdint>

namespace bailiwick::market {

struct Proportion {
  std::int64_t hits = 0;   // 0 .. count
  std::int64_t count = 0;  // > 0

  [[nodiscard]] double rate() const {
    return static_cast<double>(hits) / static_cast<double>(count);
  }
};

struct Interval {
  double least = 0;
  double most = 0;  // perhaps infinite

  [[nodiscard]] bool has(double value) const { return least <= value && value <= most; }
};

// Of with.rate() / without.rate(). least is 0 where with.hits is, most infinite where without.hits is 0. Both counts > 0. O(1).
[[nodiscard]] Interval ratio_interval(const Proportion& with, const Proportion& without);

}  // namespace bailiwick::market
