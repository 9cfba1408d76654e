// Ends the last imbalances of several measures at once: chains of single units through many territories.
//
// Where whole regions live at the edge of what they may hold, no neighbour can spare what one territory lacks; only one far away can. A
// chain begins with a unit that a violating territory takes or gives. It leaves the other territory beyond its windows; another unit, taken from
// or given to a third territory, brings that one back within all of them at once, and so on until a territory can bear
// what it is asked for. Chains are looked for breadth first over units, each unit and each territory at most once, so the
// shortest is made. After F. Glover, "Ejection chains, reference structures and alternating path methods", Discrete Applied
// Mathematics 65 (1996), doi:10.1016/0166-218X(94)00037-E. Deterministic, without randomness.
#pragma once

#include <cstdint>

#include "engine/territory/boundary.hpp"
#include "engine/territory/piece.hpp"

namespace bailiwick::engine::territory {

// Changes labels of the piece so that fewer windows are left, or by less, none by more. True when something changed.
// O(violating labels * units searched * units on borders of a label); the units searched for one label are limited.
bool eject(Piece& piece, Boundary& boundary);

}  // namespace bailiwick::engine::territory
