// A coarser instance: neighbouring atoms joined two and two, several times over.
//
// What has to travel far over a map travels in few large steps on the coarse one, and the outcome is refined on the
// fine one. Matching and contracting follow G. Karypis & V. Kumar, SIAM J. Scientific Computing 20 (1998),
// doi:10.1137/S1064827595287997.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/territory/instance.hpp"

namespace bailiwick::engine::territory {

struct Coarse {
  Instance instance;
  std::vector<std::int32_t> of;  // one an atom of the fine instance: its atom in the coarse one
};

// Joins each atom with the nearest neighbour that is still free, `halvings` times. Only for instances whose territories
// are interchangeable (no Form::has_labels). Deterministic. O(halvings * edges).
[[nodiscard]] Coarse coarsen(const Instance& fine, int halvings);

}  // namespace bailiwick::engine::territory
