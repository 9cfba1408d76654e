// How amounts of objectives are written: money, or a number of accounts, by what the objective counts.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "market/objective.hpp"
#include "platform/http/schema.hpp"

namespace bailiwick::market {

// {"amount", "currency"}.
[[nodiscard]] platform::http::Schema objective_amount_schema();
[[nodiscard]] platform::http::Schema objective_accounts_schema();
// {"amount", "currency"} or {"accounts"}.
[[nodiscard]] platform::http::Schema objective_figure_schema();

// Of money alone.
[[nodiscard]] nlohmann::json money_json(const Objective& objective, std::int64_t amount);
[[nodiscard]] nlohmann::json figure_json(const Objective& objective, std::int64_t amount);
// "1204.50 EUR" or "12".
[[nodiscard]] std::string figure_text(const Objective& objective, std::int64_t amount);

}  // namespace bailiwick::market
