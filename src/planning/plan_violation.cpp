#include "planning/plan_violation.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace bailiwick::planning {

std::vector<PlanViolation> plan_violations_of(const engine::territory::Report& report) {
  std::vector<PlanViolation> found;
  const std::size_t count = std::min(report.violations.size(), kPlanViolationsKept);
  for (std::size_t i = 0; i < count; ++i)
    found.push_back({.rule = report.violations[i].rule,
                     .text = report.violations[i].message,
                     .values = report.violation_values[i]});
  return found;
}

nlohmann::ordered_json violations_json(const std::vector<PlanViolation>& violations) {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const PlanViolation& one : violations) {
    nlohmann::ordered_json values = nlohmann::ordered_json::object();
    for (const auto& [name, value] : one.values) values[name] = value;
    list.push_back({{"rule", one.rule}, {"text", one.text}, {"values", std::move(values)}});
  }
  return list;
}

std::vector<PlanViolation> plan_violations_in(const nlohmann::ordered_json& list) {
  std::vector<PlanViolation> found;
  for (const nlohmann::ordered_json& one : list) {
    if (one.is_string()) {
      found.push_back({.rule = "", .text = one.get<std::string>()});
      continue;
    }
    PlanViolation violation{.rule = one.at("rule").get<std::string>(),
                            .text = one.at("text").get<std::string>()};
    for (const auto& [name, value] : one.at("values").items())
      violation.values.emplace(name, value.get<std::string>());
    found.push_back(std::move(violation));
  }
  return found;
}

}  // namespace bailiwick::planning
