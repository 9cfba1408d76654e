// Market models as the database keeps them and as the API shows them. Pure.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "base/money.hpp"
#include "market/figures.hpp"
#include "market/market_models.hpp"

namespace bailiwick::market {

// What the API shows of a model but its version; and back, of what was written so or has passed the API's schema. Numbers that
// cannot be read are out of every range (market_models.hpp then says so).
[[nodiscard]] nlohmann::json to_json(const WorkloadModel& model);
[[nodiscard]] nlohmann::json to_json(const PotentialModel& model);
[[nodiscard]] WorkloadModel workload_model_of(const nlohmann::json& json);
[[nodiscard]] PotentialModel potential_model_of(const nlohmann::json& json);

[[nodiscard]] std::string text_of(const WorkloadModel& model);
[[nodiscard]] std::string text_of(const PotentialModel& model);
[[nodiscard]] WorkloadModel read_workload_model(std::string_view text);
[[nodiscard]] PotentialModel read_potential_model(std::string_view text);

// An amount with as many decimals as the currency has: "1200.00".
[[nodiscard]] std::string money_text(Decimal amount, const Currency& currency);
[[nodiscard]] nlohmann::json to_json(const std::vector<Unconverted>& unconverted);

}  // namespace bailiwick::market
