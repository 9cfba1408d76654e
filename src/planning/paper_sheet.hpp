// A territory on one page of A4: where it is, what it has beside the others, what came and went. PDF.
//
// O(map + territories). Up to kPlanBalanceMax measures fit.
#pragma once

#include <string>

#include "planning/paper_scene.hpp"

namespace bailiwick::planning {

// `territory` is in the board.
[[nodiscard]] std::string territory_sheet(const PaperScene& scene, std::int32_t territory);

}  // namespace bailiwick::planning
