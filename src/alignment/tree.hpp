// The tree of territories on one day, and what may not happen to it. Pure. O(rows * log(rows)).
#pragma once

#include <span>
#include <vector>

#include "alignment/model.hpp"
#include "alignment/scope.hpp"
#include "alignment/timeline.hpp"
#include "base/result.hpp"

namespace bailiwick::alignment {

// The nodes within the scope, parents before children, brothers and sisters by name and then id. A node whose parent is
// outside the scope keeps naming it. `territories` is sorted by name, then id (all_territories()).
[[nodiscard]] std::vector<TerritoryNode> tree_on(std::span<const Territory> territories,
                                                 const History& history, const Scope& scope,
                                                 const AsOf& as_of);

// Why a placement cannot be added, on any day it covers: L006 it would stand below itself, L007 the tree would be deeper than kTreeDepthMax, L009
// its parent is not in the tree, L010 it is to be closed while others stand below it. Nothing where it can.
[[nodiscard]] Result<void> check_placement(std::span<const Placement> history,
                                           const Placement& placement);

}  // namespace bailiwick::alignment
