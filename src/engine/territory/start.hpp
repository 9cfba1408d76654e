// The first whole partition: by bisection, or from the existing plan; connected where it must be.
#pragma once

#include <cstdint>

#include "base/budget.hpp"
#include "base/workers.hpp"
#include "engine/territory/partition.hpp"
#include "engine/territory/region.hpp"

namespace bailiwick::engine::territory {

// Bisection over all workers. The same for any number of them. Streams (seed, stream, node) are used.
[[nodiscard]] std::vector<TerritoryIndex> start_by_bisection(const Instance& instance,
                                                             std::uint64_t seed,
                                                             std::uint64_t stream, Workers& workers,
                                                             std::vector<RegionScratch>& scratch);

// The existing plan, with unassigned units (new ones, an orphaned territory's) given to the neighbours they are
// nearest to. Territories that the plan leaves empty take a unit from the largest.
[[nodiscard]] std::vector<TerritoryIndex> start_from_current(const Instance& instance);

// Puts every locked unit where it belongs, and units out of territories that are forbidden to them.
void enforce_locks(const Instance& instance, std::vector<TerritoryIndex>& territory_of);

// Makes territories connected again: what is cut off from a territory's main part goes to a neighbour; locked units
// that are cut off are joined to it along a shortest path of free units. Some may remain where locks leave no way.
void connect_territories(const Instance& instance, std::vector<TerritoryIndex>& territory_of);

}  // namespace bailiwick::engine::territory
