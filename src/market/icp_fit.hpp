// What won and lost opportunities say about the criteria of an ideal customer profile: each by itself, and all of them together. Pure.
//
// By itself: lift = (share won where the criterion holds) / (share won where it fails), with a 95% interval (ratio_interval.hpp).
//   The unknown belong to neither side. Lift 1: the criterion makes no difference.
// Together: the criterion's effect on the log-odds of a win when all others stay as they are, with a 95% interval (penalised_logistic.hpp).
//   Here the unknown count as not held, as they do in the score that the weights are for.
// Weights: effects above 0 in proportion, the largest 100, none below 1. A criterion with no effect, or one below 0, gets none.
//
// Nothing is concluded from too little: there are no intervals, effects and weights with fewer than kWonMin won or kLostMin lost opportunities, and of a
// criterion none where it holds, or fails, for fewer than kSideMin.
// Criteria that make up one another exactly cannot be told apart: of those the first stay, in the order of the profile, and those that follow from
// them are left out and say from which. Nearly so (an inflation of the variance above kInflationMax; D. A. Belsley, E. Kuh and R. E. Welsch, "Regression
// Diagnostics", 1980, doi:10.1002/0471725153): they stay and say with which.
//
// Opportunities count as independent. Where accounts have many of them each, intervals are somewhat too narrow.
// O(rows * log + different rows * criteria^2 * steps): a hundred thousand opportunities and 20 criteria are in docs/benchmarks.md.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "market/model.hpp"
#include "market/penalised_logistic.hpp"
#include "market/ratio_interval.hpp"

namespace bailiwick::market {

inline constexpr std::int64_t kWonMin = 10;
inline constexpr std::int64_t kLostMin = 10;
inline constexpr std::int64_t kSideMin = 5;
inline constexpr double kInflationMax = 10.0;
inline constexpr std::int64_t kProposedMax = 100;  // the weight of the largest effect

// Closed opportunities whose accounts have the same marks.
struct FitRow {
  Marks marks;
  std::int64_t won = 0;
  std::int64_t lost = 0;
};

struct Tally {
  std::int64_t won = 0;
  std::int64_t lost = 0;

  [[nodiscard]] std::int64_t count() const { return won + lost; }
  [[nodiscard]] Proportion proportion() const { return {.hits = won, .count = count()}; }
};

enum class Finding {
  kFitted,
  kFewHeld,    // it holds for fewer than kSideMin
  kFewFailed,  // it fails for fewer than kSideMin
  kFollows,    // it follows from criteria before it
  kNoFit,      // there is no conclusion about any of them
};
[[nodiscard]] std::string_view name_of(Finding finding);  // "fitted", "few_held", ...

struct CriterionFit {
  Finding finding = Finding::kNoFit;
  Tally held;
  Tally failed;
  Tally unknown;
  std::optional<double> lift = {};  // perhaps infinite; also where it follows from others
  std::optional<Interval> lift_interval = {};
  std::optional<LogOdds> effect = {};       // only where fitted
  std::optional<std::int64_t> weight = {};  // proposed; 1 .. kProposedMax
  // From which it follows, or with which it nearly does, ascending.
  std::vector<std::size_t> akin = {};
};

enum class FitOutcome {
  kFitted,
  kFewWon,      // fewer than kWonMin
  kFewLost,     // fewer than kLostMin
  kNoCriteria,  // of no criterion anything can be concluded
  kNoEnd,       // the search for the effects did not end
};
[[nodiscard]] std::string_view name_of(FitOutcome outcome);  // "fitted", "few_won", ...

struct IcpFit {
  FitOutcome outcome = FitOutcome::kFewWon;
  Tally all;
  std::optional<LogOdds> intercept = {};  // the log-odds of a win where nothing holds
  std::vector<CriterionFit> criteria;     // one each, in their order
};

// `criteria`: how many there are, 0 .. kCriteriaMax. Rows may repeat and stand in any order.
[[nodiscard]] IcpFit fit_icp(std::vector<FitRow> rows, std::size_t criteria);

}  // namespace bailiwick::market
