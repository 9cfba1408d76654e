// Measures, their values and the report of a join as the API shows them (docs/spec/unit-layers.md). Values are written as exact decimal numbers. Pure.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "market/measure_service.hpp"

namespace bailiwick::market {

[[nodiscard]] nlohmann::json to_json(const Measure& measure);
[[nodiscard]] nlohmann::json to_json(const JoinReport& report);
// Written without a tree of JSON, which would be several times as large as they are.
[[nodiscard]] std::string json_text(const std::vector<MeasureInfo>& measures);
[[nodiscard]] std::string json_text(const LayerValues& values);

}  // namespace bailiwick::market
