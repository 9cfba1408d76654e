// Divides the union of two territories anew between them.
//
// Given the two centres, the units are ordered by how much dearer they are under one than under the other, per
// amount they carry; every cut of that order is the optimum of the continuous relaxation for its balance
// (G. Dantzig's knapsack argument, 1957, doi:10.1287/opre.5.2.266), so the best cut inside all balance windows is
// taken, pieces cut off are given back, the centres are moved, and this is repeated while it gains (the two-centre
// case of Lloyd's method, 1982, doi:10.1109/TIT.1982.1056489). For squared distances a cut is a straight line.
// Pure but for the piece. O(m log m) a round, m the units of both.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/territory/piece.hpp"

namespace bailiwick::engine::territory {

// Reusable memory of one thread.
struct SplitScratch {
  struct Keyed {
    double key = 0.0;
    std::int32_t atom = -1;
  };
  std::vector<std::int32_t> members;
  std::vector<Keyed> order;
  std::vector<std::int32_t> side;  // one an atom of the piece
  std::vector<std::int32_t> best_side;
  std::vector<std::int32_t> component;  // one an atom of the piece
  std::vector<std::int32_t> stack;
  std::vector<std::int32_t> first;
  std::vector<std::int32_t> second;
  std::vector<std::int64_t> sums;
  bool is_plain = false;  // the keys are places along a line: cost = weight * (2 key + offset)
  double offset = 0.0;
};

struct SplitOptions {
  int rounds = 4;
};

// Improves labels a and b of `piece` from their present units and centres. True when the pair's score got better;
// otherwise the piece is unchanged but for settled centres.
bool resplit(Piece& piece, std::int32_t a, std::int32_t b, const SplitOptions& options,
             SplitScratch& scratch);

// Gives what the present sides a and b have cut off from themselves to the other side, centres unsettled.
void join_sides(Piece& piece, std::int32_t a, std::int32_t b, SplitScratch& scratch);

// Divides the atoms labelled a (b is empty) between a and b, cutting across `direction` first, then as resplit().
// Returns the pair's score.
Score split_across(Piece& piece, std::int32_t a, std::int32_t b, Vec3 direction,
                   const SplitOptions& options, SplitScratch& scratch);

}  // namespace bailiwick::engine::territory
