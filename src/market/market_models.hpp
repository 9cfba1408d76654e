// A company's workload model and potential model as values: docs/spec/potential.md has the meaning. Pure.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/decimal.hpp"
#include "base/result.hpp"
#include "market/layer_model.hpp"

namespace bailiwick::market {

inline constexpr std::size_t kModelRulesMax = 100;  // of each model
inline constexpr std::int64_t kVisitsMax = 1'000;   // a year
inline constexpr std::int64_t kVisitMinutesMax = 1'440;
inline constexpr std::size_t kComplexities = 5;

struct VisitRule {
  std::string name;         // unique in its model
  std::string formula;      // a condition over an account's fields
  std::int64_t a_year = 0;  // 0 .. kVisitsMax
  friend bool operator==(const VisitRule&, const VisitRule&) = default;
};

struct WorkloadModel {
  std::vector<VisitRule>
      visits;  // the first that holds counts; where none does the account is not visited
  std::array<std::int64_t, kComplexities> minutes_by_complexity = {30, 45, 60, 90, 120};
  std::int64_t complexity_default = 2;  // 1 .. kComplexities, of an account without one
  Decimal detour = {};                  // 1 .. 10: road by straight line
  Decimal speed_kmh = {};               // 1 .. 1,000
  Decimal distance_most_km = {};        // 0 .. 10,000
  Decimal hours_a_year = {};            // 1 .. 8,784, of a full-time rep
  std::optional<LayerId> layer = {};    // whose units say how far it is to the next account
  std::int64_t version = 1;             // 1: nobody has changed it yet
};
// What a new company has.
[[nodiscard]] WorkloadModel first_workload_model();

struct PotentialRule {
  std::string name;     // unique in its model
  std::string formula;  // a condition
  std::string amount;   // a number: a year, in the reporting currency
  friend bool operator==(const PotentialRule&, const PotentialRule&) = default;
};

struct PotentialModel {
  std::vector<PotentialRule> rules;   // the first that holds and has an amount counts
  std::string serviceable = {};       // a condition; empty: every account
  Decimal obtainable;                 // 0 .. 1
  std::optional<LayerId> layer = {};  // whose measure market_potential is the total market
  std::int64_t version = 1;
};
// No rules: nothing is known.
[[nodiscard]] PotentialModel first_potential_model();

// Every mistake in what can be told without the company's fields: M091 a name, or one twice, M092 too many rules, M093 a number outside its range, M094 a
// formula that is too long.
[[nodiscard]] Errors mistakes_of(const WorkloadModel& model);
[[nodiscard]] Errors mistakes_of(const PotentialModel& model);

}  // namespace bailiwick::market
