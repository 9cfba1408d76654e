// Performance as the API tells it: schemas and JSON. Shares are from 0 to 1; what there is none of is absent. docs/spec/performance.md
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "crm/performance.hpp"
#include "platform/http/schema.hpp"

namespace bailiwick::crm {

[[nodiscard]] platform::http::Schema pipeline_report_schema();
[[nodiscard]] platform::http::Schema wins_schema();
[[nodiscard]] platform::http::Schema cycle_schema();
[[nodiscard]] platform::http::Schema revenue_schema();

// Of reports whose sums can be told (performance_table.hpp).
[[nodiscard]] nlohmann::json to_json(const PipelineReport& report);
[[nodiscard]] nlohmann::json to_json(const PerformanceTable<WinFigures>& table);
[[nodiscard]] nlohmann::json to_json(const PerformanceTable<CycleFigures>& table);
[[nodiscard]] nlohmann::json to_json(const RevenueReport& report);

}  // namespace bailiwick::crm
