// Balances a whole map in several measures at once: imbalances spread over their neighbours until they are small
// everywhere.
//
// An excess that may only shrink cannot cross a territory that is full already. So the squared deviations are
// lowered instead (see Form::is_diffusing): a unit handed on by a territory that is off to a neighbour that is less so
// always pays, and what is too much here flows, step by step, to where it is too little; for any number of measures,
// and together with the shape. The walk is simulated annealing (anneal.hpp) with falling temperature; the map is cut
// into strips across a new direction each round, which several threads walk at once. Like load diffusion by G. Cybenko,
// J. Parallel and Distributed Computing 7 (1989), doi:10.1016/0743-7315(89)90021-X.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "base/rng.hpp"
#include "base/workers.hpp"
#include "engine/territory/partition.hpp"
#include "engine/territory/region.hpp"

namespace bailiwick::engine::territory {

struct DiffuseOptions {
  double charge = 0.0;  // of one unit of violation (see Form), in cost
  double hottest = 1.0;  // first and last temperature, as multiples of what an average atom costs
  double coldest = 0.1;
  int rounds = 40;
  std::int64_t steps_per_atom = 60;  // a round
};

// Anneals the partition until it keeps every window, the rounds are done or `stop` says so (asked between rounds). The
// same for any number of workers.
void diffuse(const Instance& instance, const DiffuseOptions& options,
             const std::function<bool()>& stop, Rng& rng, Workers& workers,
             std::vector<RegionScratch>& scratch, Partition& partition);

}  // namespace bailiwick::engine::territory
