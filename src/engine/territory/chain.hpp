// Ends imbalances that no exchange between two neighbours can: chains of shifts through several territories.
//
// For the rule that is violated most, amounts flow along shortest paths of the territory graph from territories that
// hold too much to the nearest that have room, and to those that hold too little from the nearest that can spare;
// each flow between two neighbours is then carried out by giving border units away one by one, cheapest first per
// amount, and what whole units leave of it by exchanging one for another, contiguity kept. A border that cannot carry its flow is left out
// of the next flows. Repeated while the violation falls. After the cyclic transfers of R. Ahuja, J. Orlin and
// D. Sharma, "Very large-scale neighborhood search" (2000), doi:10.1111/j.1475-3995.2000.tb00201.x.
// Deterministic, without randomness. O(rounds * (territories * borders + units)).
#pragma once

#include <cstdint>

#include "engine/territory/partition.hpp"

namespace bailiwick::engine::territory {

// Lowers the partition's violation, or at least shares it out more evenly, where it can; otherwise leaves it as it is.
// True when it did.
bool rebalance(const Instance& instance, Partition& partition);

}  // namespace bailiwick::engine::territory
