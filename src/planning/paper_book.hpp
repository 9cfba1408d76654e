// A territory, or a whole plan, as a workbook: facts, units, and what was gained and lost since the plan before. Pure.
#pragma once

#include "planning/paper_scene.hpp"
#include "platform/files/xlsx.hpp"

namespace bailiwick::planning {

// Sheets: the facts of the territory beside all, its units, and the units that came and went. `territory` is in the board.
[[nodiscard]] platform::files::XlsxWorkbook territory_workbook(const PaperScene& scene,
                                                               std::int32_t territory);
// Sheets: a row a territory, a row a unit, and a row a unit that changed hands.
[[nodiscard]] platform::files::XlsxWorkbook plan_workbook(const PaperScene& scene);

}  // namespace bailiwick::planning
