// Rules, sets, previews and explanations as the API shows them (docs/spec/assignment-rules.md), and conditions as the database keeps them. Pure.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "planning/assignment_model.hpp"
#include "planning/assignment_service.hpp"

namespace bailiwick::planning {

// {formula}, {accounts} or {country?, units}; and back, of what was written so or has passed the API's schema.
[[nodiscard]] std::string condition_text(const RuleCondition& condition);
[[nodiscard]] RuleCondition condition_of(RuleKind kind, const nlohmann::json& json);
[[nodiscard]] RuleCondition read_condition(RuleKind kind, std::string_view text);

[[nodiscard]] nlohmann::json to_json(const AssignmentRule& rule);
[[nodiscard]] nlohmann::json to_json(const RuleSet& set);
[[nodiscard]] nlohmann::json to_json(const RuleNote& note);
[[nodiscard]] nlohmann::json to_json(const AssignmentPreview& preview);
[[nodiscard]] nlohmann::json to_json(const AccountWhy& why);

}  // namespace bailiwick::planning
