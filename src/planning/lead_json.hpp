// The policy of routing, and where leads were sent, as JSON: of the API, and as they are kept. Pure.
#pragma once

#include <map>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "planning/lead_model.hpp"
#include "planning/lead_policy.hpp"

namespace bailiwick::planning {

[[nodiscard]] nlohmann::json to_json(const LeadPolicy& policy);
// Of a body that its schema accepted, or of what was kept; parts that are absent are as in a policy that was not written down.
[[nodiscard]] LeadPolicy lead_policy_of(const nlohmann::json& json);

[[nodiscard]] nlohmann::json to_json(const LeadWhy& why);
[[nodiscard]] LeadWhy lead_why_of(const nlohmann::json& json);

// What people are called, by id.
using PersonNames = std::map<PersonId, std::string>;
// With the names of the candidates that are known.
[[nodiscard]] nlohmann::json to_json(const LeadWhy& why, const PersonNames& names);

}  // namespace bailiwick::planning
