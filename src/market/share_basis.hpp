// What an objective is divided by: weights of its shares from the potential of territories, from what was sold in the period before, or even ones. docs/spec/market.md
// ("Shares") has the meaning.
//
// A lowest share counts with the value of its territory and of all below it; a share with others below it with the sum of theirs. Values become whole weights in one
// scale, so that proportions are kept to a billionth of the largest.
// Errors: M047 there is nothing to divide by (kConflict), M097 the market was not counted yet (kConflict); those of tally_sales (progress_service.hpp).
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "market/progress_service.hpp"

namespace bailiwick::market {

// Where the weights came from.
struct ShareBasis {
  ShareBy by = ShareBy::kWeights;
  std::optional<Instant> counted_at = {};     // of potential
  std::optional<LocalDate> first_day = {};    // of the period before
  std::optional<LocalDate> last_day = {};     // inclusive
  std::vector<Unconverted> unconverted = {};  // what could not be counted
  std::int64_t without_rate = 0;  // accounts whose money the objective's segment could not read
};

// Sets `within` of each share: the nearest territory above it that has a share too.
void put_places(std::vector<ObjectiveShare>& shares, const TerritoryLine& line);

// The period right before, of as many days; of whole months as many months.
struct PriorPeriod {
  LocalDate first_day;
  LocalDate last_day;
};
[[nodiscard]] PriorPeriod prior_period(const Objective& objective);

// Weights of values that are 0 or more (less counts as 0), one a share, of which those of lowest shares count.
void put_weights(std::vector<ObjectiveShare>& shares, const std::vector<Decimal>& values);

// Sets the weights of an objective's shares, whose places are known. `by` is not kWeights.
[[nodiscard]] Checked<ShareBasis> weigh(const ProgressParts& parts, TenantId tenant,
                                        Objective& objective, ShareBy by);

}  // namespace bailiwick::market
