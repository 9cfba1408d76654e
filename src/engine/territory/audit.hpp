// What the solver reports of its own plan, unit by unit: cost parts and violations.
//
// The numbers people see come from check(); these steer the search and tell progress.
#pragma once

#include "engine/territory/instance.hpp"
#include "engine/territory/partition.hpp"
#include "engine/territory/solve.hpp"

namespace bailiwick::engine::territory {

[[nodiscard]] CostParts cost_parts_of(const Instance& instance, const Partition& partition);

[[nodiscard]] Violations violations_of(const Instance& instance, const Partition& partition);

}  // namespace bailiwick::engine::territory
