// Balances a whole map in several measures at once: imbalances spread over their neighbours until they are small
// everywhere.
//
// An excess that may only shrink cannot cross a territory that is full already. So the squares of what deviates by more than
// half of what is allowed are lowered instead, in half windows, for all hard rules together: a unit that a territory with much of a measure hands to a neighbour with
// less always pays, and what is too much here flows, step by step, to where it is too little. Where a measure is scarce
// over whole regions, territories have to reach far; a moment of inertia would forbid that, so shape is held together
// by the number of borders alone (the Potts model). On what a region still misses, a price rises until it is met (the method of
// multipliers). The walk is simulated annealing by single units: S. Kirkpatrick, C. Gelatt, M. Vecchi, Science 220 (1983),
// doi:10.1126/science.220.4598.671; the flow is the load diffusion of G. Cybenko, J. Parallel and Distributed Computing 7
// (1989), doi:10.1016/0743-7315(89)90021-X. The steps are diffuse_walk.hpp's; two halves of the map, cut across a new direction again and
// again, are walked at once. What is left after each round is tried to be ended by chains (eject.hpp) on a copy, while borders are still frayed and
// long; territories that they cannot help are heated anew, with their neighbours.
#pragma once

#include <functional>

#include "base/rng.hpp"
#include "base/workers.hpp"
#include "engine/territory/partition.hpp"
#include "engine/territory/region.hpp"

namespace bailiwick::engine::territory {

// True where diffusion knows all demands: two hard rules or more, connected and interchangeable territories, no radius.
[[nodiscard]] bool can_diffuse(const Instance& instance);

// Walks until the partition keeps every window or `share` has reached 1; the partition is the best of what was met. `share(round)` says how much of the
// time is used up, 0 .. 1, and is asked before each round; the temperature falls with it. The same for any number of workers
// where `share` depends on the round alone.
void diffuse(const Instance& instance, const std::function<double(int)>& share, Rng& rng,
             Workers& workers, std::vector<RegionScratch>& scratch, Partition& partition);

}  // namespace bailiwick::engine::territory
