// What a company wants to reach in a fiscal period, and the shares of it that territories have. Plain values. docs/spec/market.md has the meaning.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/money.hpp"
#include "base/result.hpp"
#include "base/time.hpp"
#include "market/model.hpp"

namespace bailiwick::market {

struct ObjectiveTag {
  static constexpr std::string_view kPrefix = "objective";
};
using ObjectiveId = Uid<ObjectiveTag>;

inline constexpr std::size_t kObjectivesMax = 500;  // a company
inline constexpr std::size_t kSharesMax = 5'000;    // of an objective
inline constexpr std::int64_t kShareWeightMax = 1'000'000'000;
inline constexpr std::int64_t kTargetMax = 1'000'000'000'000'000'000;
inline constexpr std::int32_t kPeriodDaysMax = 1'830;  // five years

enum class Metric { kRevenue, kNewBusinessRevenue, kExistingBusinessRevenue, kNewAccounts };
[[nodiscard]] std::string_view name_of(Metric metric);  // "revenue", "new_business_revenue", ...
[[nodiscard]] std::optional<Metric> parse_metric(std::string_view word);
[[nodiscard]] inline bool is_money(Metric metric) { return metric != Metric::kNewAccounts; }

// What the weights of shares come from.
enum class ShareBy { kWeights, kEven, kPotential, kPriorPeriod };
[[nodiscard]] std::string_view name_of(
    ShareBy by);  // "weights", "even", "potential", "prior_period"
[[nodiscard]] std::optional<ShareBy> parse_share_by(std::string_view word);

struct ObjectiveShare {
  TerritoryId territory;
  std::int64_t weight = 1;  // 0 .. kShareWeightMax
  std::int64_t amount = 0;  // in the objective's unit
  // The nearest territory above it that has a share too, of which this is a part; absent: a part of the target.
  std::optional<TerritoryId> within = {};
};

struct Objective {
  ObjectiveId id;
  std::string name;
  LocalDate first_day;
  LocalDate last_day;  // inclusive
  Metric metric = Metric::kRevenue;
  std::int64_t target = 0;  // minor units of the currency, or accounts; 1 .. kTargetMax
  std::optional<Currency> currency = {};  // of money: the one the company reports in
  std::string segment = {};               // a condition over accounts; empty: all of them
  Instant created_at = {};
  std::int64_t version = 1;
  ShareBy shared_by = ShareBy::kWeights;
  // None, or amounts: those within none add up to the target, those within another to its amount.
  std::vector<ObjectiveShare> shares = {};
};

// Every mistake: M031 a name, M042 the period, M043 the target.
[[nodiscard]] Errors mistakes_of(const Objective& objective, const Currency& reporting);

// Sets the amounts by the weights: the target is divided among the shares that are within none, and the amount of each share among those within it; evenly
// where all of their weights are 0. `within` names shares, without a circle. O(shares log shares).
void divide(Objective& objective);

}  // namespace bailiwick::market
