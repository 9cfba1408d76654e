// A plan for those who decide: what was asked and what is reached, how good it can be, the balance, the map, all territories, what changes hands and what
// is not met. PDF of as many pages as it takes.
//
// O(map + territories x measures).
#pragma once

#include <string>

#include "planning/paper_scene.hpp"

namespace bailiwick::planning {

[[nodiscard]] std::string plan_report(const PaperScene& scene);

}  // namespace bailiwick::planning
