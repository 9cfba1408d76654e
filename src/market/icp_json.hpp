// Profiles, scores and fits as the API shows them (docs/spec/market.md), and criteria as the database keeps them. Pure.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "market/icp_service.hpp"

namespace bailiwick::market {

// A list of {name, formula, weight}; and back, of what was written so or has passed the API's schema.
[[nodiscard]] std::string criteria_text(const std::vector<Criterion>& criteria);
[[nodiscard]] std::vector<Criterion> criteria_of(const nlohmann::json& json);
[[nodiscard]] std::vector<Criterion> read_criteria(std::string_view text);

[[nodiscard]] nlohmann::json to_json(const IcpProfile& profile);
[[nodiscard]] nlohmann::json to_json(const IcpScores& scores);
[[nodiscard]] nlohmann::json to_json(const AccountScore& score);
// What is infinite is absent.
[[nodiscard]] nlohmann::json to_json(const FittedProfile& fitted);

}  // namespace bailiwick::market
