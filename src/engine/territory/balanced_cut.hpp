// Divides a set of units in two so that several measures fall in the ratio of whole territories at once.
//
// A line has two degrees of freedom and so can halve two measures at once, a conic can halve five (the polynomial
// ham-sandwich theorem: A. Stone & J. Tukey, Duke Math. J. 9 (1942), doi:10.1215/S0012-7094-42-00925-6). Random lines
// and circles are bent, little by little, into the conics that balance best after both sides have been made connected; each is
// tried at every position and for the count of territories that suits it. The first that is good enough is taken.
// O(evaluations * n log n).
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/rng.hpp"
#include "engine/territory/piece.hpp"
#include "engine/territory/resplit.hpp"

namespace bailiwick::engine::territory {

struct BalancedCut {
  std::vector<std::int32_t>
      label;                    // one an atom: 0 left, 1 right; both connected where the piece is
  std::int32_t left_count = 0;  // territories for the left side; 0: no cut was found
  double strain = 0.0;  // largest share that a side uses of what it may deviate; <= 1 is good
};

struct BalancedCutOptions {
  std::int32_t territories = 2;     // to be divided, >= 2
  std::span<const Window> windows;  // of one territory, one a rule; all territories alike
  int lines = 24;                   // random beginnings
  int bends = 60;                   // steps of bending, of the best of them
};

// Labels of the piece are used as scratch; piece.labels must hold two labels.
[[nodiscard]] BalancedCut find_balanced_cut(Piece& piece, const BalancedCutOptions& options,
                                            Rng& rng, SplitScratch& scratch);

}  // namespace bailiwick::engine::territory
