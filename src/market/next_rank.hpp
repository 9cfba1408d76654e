// In which order accounts deserve the next hour, and why (docs/spec/next.md). Pure. O(n log n).
//
// Shares and points are whole numbers of 1/10,000, rounded half to even, so that the order is the same everywhere.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "base/decimal.hpp"
#include "base/money.hpp"
#include "base/time.hpp"
#include "market/model.hpp"

namespace bailiwick::market {

inline constexpr std::int64_t kNextUnit = 10'000;  // 1.0000
inline constexpr std::int64_t kPartWeightMax = 100;
inline constexpr std::size_t kReasonsMax = 4;
inline constexpr std::int32_t kSignDays = 30;
inline constexpr std::int32_t kClosingDays = 30;
inline constexpr std::int32_t kDaysAYear = 365;

enum class NextPart { kValue, kFit, kCadence, kRecency };
inline constexpr std::size_t kNextParts = 4;
[[nodiscard]] std::string_view name_of(NextPart part);  // "value", "fit", "cadence", "recency"

struct NextPolicy {
  std::int64_t weights[kNextParts] = {40, 20, 30, 10};  // 0 .. kPartWeightMax, not all 0
  std::int64_t new_share = 3'000;                       // 0 .. kNextUnit
  std::int64_t version = 0;                             // 0: never changed
};

struct ClosingDeal {
  Uuid opportunity;
  std::string name;
  LocalDate day;
  std::optional<Money> amount;  // in whatever currency
};
struct DueTask {
  Uuid task;
  std::string subject;
  LocalDate due;
};

// What is known of an account. Amounts a year, in the reporting currency, not negative.
struct NextAccount {
  AccountId account;
  std::string name;
  std::optional<TerritoryId> territory;
  bool is_existing = false;
  std::optional<Decimal> potential = {};
  Decimal revenue = {};
  Decimal before = {};                // the 365 days before
  std::optional<Decimal> score = {};  // 0 .. 100
  std::int64_t visits_a_year = 0;     // by the workload model
  std::optional<std::int64_t> complexity = {};
  std::optional<LocalDate> contacted = {};  // the last visit, call or meeting, not after today
  std::optional<LocalDate> visited = {};    // the last visit
  std::optional<LocalDate> sign = {};       // the last contact or new opportunity
  std::optional<ClosingDeal> closing = {};
  std::optional<DueTask> task = {};
};

struct Overdue {
  std::int32_t days = 0;
  std::int32_t every = 0;
};
struct NeverContacted {};
struct Worth {
  Decimal amount;
  bool is_potential = true;
  std::size_t rank = 1;  // 1: nobody is worth more
  std::size_t of = 1;
};
struct WhiteSpace {
  Decimal amount;
};
struct Fits {
  Decimal score;
};
struct Falling {
  Decimal revenue;
  Decimal before;
};
struct Sign {
  std::int32_t days = 0;
};
using NextReason = std::variant<Overdue, NeverContacted, Worth, WhiteSpace, Fits, Falling, Sign,
                                ClosingDeal, DueTask>;

enum class Suggestion { kVisit, kCall };

struct NextItem {
  std::size_t index = 0;                           // into the accounts given
  std::int64_t points = 0;                         // 0 .. 100 * kNextUnit
  std::int64_t shares[kNextParts] = {0, 0, 0, 0};  // 0 .. kNextUnit
  std::optional<std::int32_t> every_days = {};     // the cadence
  Suggestion suggest = Suggestion::kVisit;
  std::vector<NextReason> reasons;  // at most kReasonsMax
};

struct NextList {
  std::vector<NextItem> items;  // all accounts, the first to be met first
  std::size_t existing = 0;
  std::size_t fresh = 0;              // new business
  bool is_left_out[kNextParts] = {};  // nothing is known of any account
};

[[nodiscard]] NextList rank_next(std::span<const NextAccount> accounts, const NextPolicy& policy,
                                 LocalDate today);

}  // namespace bailiwick::market
