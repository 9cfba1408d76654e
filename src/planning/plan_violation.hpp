// A demand that a plan does not meet, as its summary keeps it: the checker's rule with what it names, for whoever shows it in another language, and the
// sentence in English. Pure.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "engine/territory/check.hpp"

namespace bailiwick::planning {

inline constexpr std::size_t kPlanViolationsKept = 10;  // of a plan, the first

struct PlanViolation {
  std::string rule;  // "T052"; empty: kept when there were sentences alone
  std::string text;
  engine::territory::ViolationValues values = {};

  friend bool operator==(const PlanViolation&, const PlanViolation&) = default;
};

// The first kPlanViolationsKept.
[[nodiscard]] std::vector<PlanViolation> plan_violations_of(
    const engine::territory::Report& report);

// [{rule, text, values}]
[[nodiscard]] nlohmann::ordered_json violations_json(const std::vector<PlanViolation>& violations);
// The same of what a summary holds, which may be sentences alone.
[[nodiscard]] std::vector<PlanViolation> plan_violations_in(const nlohmann::ordered_json& list);

}  // namespace bailiwick::planning
