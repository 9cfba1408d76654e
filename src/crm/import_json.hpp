// Imports as JSON: in the API, and the texts that the store keeps. Pure.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "crm/import_model.hpp"

namespace bailiwick::crm {

// As GET /api/v1/imports/{id} answers; without what there is none of.
[[nodiscard]] nlohmann::json to_json(const Import& import);

// The body of POST /api/v1/imports/{id}/check and /run, which the route's schema has seen to; what it leaves out is as the file was found to be.
// Errors: K054 no currency of ISO 4217, a decimal mark, an order of dates or a mode that there is none of.
[[nodiscard]] Checked<ImportOrder> order_of(const nlohmann::json& body, const ImportFacts& facts);

// What the store keeps; parsing asserts that it was written here; what came later may be absent.
[[nodiscard]] std::string facts_text(const ImportFacts& facts);
[[nodiscard]] ImportFacts facts_of(std::string_view text);
[[nodiscard]] std::string order_text(const ImportOrder& order);
[[nodiscard]] ImportOrder stored_order(std::string_view text);
[[nodiscard]] std::string outcome_text(const ImportOutcome& outcome);
[[nodiscard]] ImportOutcome outcome_of(std::string_view text);

}  // namespace bailiwick::crm
