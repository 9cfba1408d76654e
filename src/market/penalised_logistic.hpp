// Logistic regression on truths, penalised so that it always has an answer: how much each of several conditions adds to the log-odds of a
// win when all the others stay as they are.
//
// Model: log(p / (1 - p)) = intercept + the sum of the effects of the conditions that hold. Maximised is the likelihood times the
// square root of the determinant of Fisher's information (Jeffreys' prior). So effects stay finite where a condition holds for winners alone, their bias
// is of a lower order than without, and nothing has to be tuned.
// Method: D. Firth, "Bias reduction of maximum likelihood estimates", Biometrika 80(1), 1993, doi:10.1093/biomet/80.1.27, with Newton's steps and halvings as
// G. Heinze and M. Schemper, "A solution to the problem of separation in logistic regression", Statistics in Medicine 21(16), 2002, doi:10.1002/sim.1047.
// The intervals are Wald's, from the inverse of Fisher's information at the estimate. Where a condition separates, their profile
// likelihood would be better; we keep to Wald's since a fit of a hundred thousand rows has to answer at once.
//
// Pure and deterministic. O(rows * conditions that hold^2) a step; rows that are alike should be put together beforehand.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "market/model.hpp"
#include "market/ratio_interval.hpp"

namespace bailiwick::market {

// Cases for which the same conditions hold.
struct LogisticRow {
  CriteriaSet held = 0;
  std::int64_t won = 0;
  std::int64_t lost = 0;
};

struct LogOdds {
  double estimate = 0;
  Interval interval;  // 95%
};

struct LogisticFit {
  LogOdds intercept;
  std::vector<LogOdds> effects;  // a condition, by its bit
  int steps = 0;
};

inline constexpr int kStepsMax = 100;

// `conditions`: how many bits count, 0 .. kCriteriaMax. Nothing where the information has no inverse (conditions that make up one another) or the
// steps do not end. At least one case.
[[nodiscard]] std::optional<LogisticFit> fit_logistic(std::span<const LogisticRow> rows,
                                                      std::size_t conditions);

}  // namespace bailiwick::market
