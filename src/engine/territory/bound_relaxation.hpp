// What is left of a problem for its lower bound: items with a price, and what one territory may hold of them.
//
// Kept: every unit is covered once, one balance rule (the tightest), pinned places, locks to and forbidden pairs
// with pinned territories, the maximum radius, which units may be centres, the number of territories and its
// cost, and the soft weight of the kept rule where all open territories share one target. Dropped (each can only
// raise the cost): connectedness, the other rules, must-links, disruption, preferences. The proofs are in
// docs/spec/territory-bound.md. Pure. O(units + territories).
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "engine/territory/bound_distance.hpp"
#include "engine/territory/bound_knapsack.hpp"
#include "engine/territory/model.hpp"
#include "engine/territory/piece.hpp"

namespace bailiwick::engine::territory {

// A unit (open ones only; those locked to a pinned territory are part of its fixed cost).
struct BoundItem {
  Vec3 at;
  double weight = 0.0;  // of the distance
  double amount = 0.0;  // of the kept rule
  UnitIndex unit = -1;
  TerritoryIndex owner = kUnassigned;  // locked to this open territory: no pinned one may take it
};

// A unit that may be a centre; its own territory holds it.
struct BoundCandidate {
  Vec3 at;
  std::int32_t item = -1;  // -1: it has neither weight nor amount
};

struct PinnedTerritory {
  Vec3 at;
  double fixed_cost = 0.0;           // of the units locked to it
  KnapsackWindow window;             // for the items, locked units already subtracted
  std::vector<std::int32_t> barred;  // items it may not have, ascending
};

struct BoundRelaxation {
  std::vector<BoundItem> items;
  std::vector<PinnedTerritory> pinned;

  std::int32_t open_min = 0;  // number of territories that are not pinned
  std::int32_t open_max = 0;
  KnapsackWindow window;   // of one open territory
  double cost_each = 0.0;  // of every open territory
  double cost_fixed = 0.0;

  DistanceRule distance;  // of open territories
  DistanceRule pinned_distance;
  bool has_cells = false;  // centroids anywhere; otherwise a centre is one of `candidates`
  std::vector<BoundCandidate> candidates;
  double radius_max = kInfinite;  // m

  Vec3 pole;  // sphere with cells: every unit lies within `spread_rad` of this direction
  double spread_rad = 0.0;
  std::string kept_rule;  // the measure's name, or "" where no hard rule is kept
  bool has_soft = false;  // the soft term of the kept rule is part of the bound
  std::string refusal;    // not empty: nothing is proven, and why
};

// For territory counts in [k_min, k_max], a part of the problem's own range.
[[nodiscard]] BoundRelaxation relax(const Problem& problem, std::int32_t k_min, std::int32_t k_max);

// How far in space two units may be so that one of them at `radius_max` from its centre stays possible when the centre
// is only known within `reach`: the squared chord beyond which a unit cannot belong to a place.
[[nodiscard]] double chord2_max(const BoundRelaxation& relaxation, double reach);

}  // namespace bailiwick::engine::territory
