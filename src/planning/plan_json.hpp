// Plans, territories and data sets as the API shows them, and what was asked as the database keeps it. Pure.
#pragma once

#include <string>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include "planning/plan.hpp"

namespace bailiwick::planning {

// {name, dataset, territories, balance: [{measure, tolerance}], seconds, seed}
[[nodiscard]] nlohmann::json to_json(const NewPlan& request);
// Of a body that its schema has accepted, or of what to_json() wrote.
[[nodiscard]] NewPlan new_plan_of(const nlohmann::json& json);

// Plan {id, name, state, dataset, unit_count, territory_count, created_at, created_by?, job?, parent?, valid_from?, request, summary?, version}
[[nodiscard]] nlohmann::json to_json(const Plan& plan);
// {index, name, units, amounts, deviations, rms_km, centre: {lon, lat}}
[[nodiscard]] nlohmann::json to_json(const PlanTerritory& territory);
// {id, name, unit_count, measures, created_at}
[[nodiscard]] nlohmann::json to_json(const Dataset& dataset);

// A JSON list of texts and back.
[[nodiscard]] std::string list_text(const std::vector<std::string>& texts);
[[nodiscard]] std::vector<std::string> texts_of(std::string_view list);

}  // namespace bailiwick::planning
