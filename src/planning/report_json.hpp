// report.json: what was asked, found and proven, for machines. The format is docs/guide/check-bound-compare.md's table
// "report.json". Pure.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "planning/outcome.hpp"

namespace bailiwick::planning {

// Callers include <nlohmann/json.hpp>.
[[nodiscard]] nlohmann::ordered_json report_json(const Outcome& outcome);

// The text of a JSON value; bytes that are not UTF-8 are replaced. indent < 0: one line.
[[nodiscard]] std::string json_text(const nlohmann::ordered_json& json, int indent);

// Appends a text as a JSON string, as json_text() writes it.
void append_json_string(std::string& out, std::string_view text);

// A cost of compactness as a distance: the root mean square (or mean) distance in km of all units.
[[nodiscard]] double as_km(const territory::Problem& problem, double cost);

}  // namespace bailiwick::planning
