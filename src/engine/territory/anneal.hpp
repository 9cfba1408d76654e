// Simulated annealing of a piece by single-unit moves across the borders.
//
// At temperature T a move that costs d > 0 is made with probability exp(-d / T); contiguity holds at every step. The
// piece is left as it was when it scored best, violation weighed by `strict_charge`.
// S. Kirkpatrick, C. Gelatt, M. Vecchi, Science 220 (1983), doi:10.1126/science.220.4598.671.
// Centres of unit forms are settled anew by the caller between calls. Deterministic for an Rng.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "base/budget.hpp"
#include "base/rng.hpp"
#include "engine/territory/atom_set.hpp"
#include "engine/territory/boundary.hpp"

namespace bailiwick::engine::territory {

struct AnnealScratch {
  Boundary boundary;
  std::vector<std::int32_t> border;  // atoms with a neighbour of another label
  std::vector<std::pair<std::int32_t, std::int32_t>>
      since_best;                   // (atom, label before), oldest first
  std::vector<std::int32_t> place;  // one an atom: where it stands in `border`, or -1
  std::vector<AtomSet> sets;        // one a label, where territories are collected
  std::vector<AtomSet> noted;       // the last territories collected, by hash
};

struct AnnealOptions {
  double charge = 0.0;         // of one unit of violation, in cost, while walking
  double strict_charge = 0.0;  // the same when judging what was best
  double temperature = 0.0;    // in cost, at the first step; falls in equal ratios to
  double temperature_end = 0.0;
  std::int64_t steps = 0;          // moves proposed
  bool keeps_best = true;          // false: the piece is left as the walk ends
  const Budget* budget = nullptr;  // ends the walk early; none: nothing does
  // Where given, every territory that the walk makes and that does not violate is added, some of them twice, as atoms of the instance.
  std::vector<AtomSet>* seen = nullptr;
};

// Returns the number of moves made.
std::int64_t anneal(Piece& piece, const AnnealOptions& options, Rng& rng, AnnealScratch& scratch);

}  // namespace bailiwick::engine::territory
