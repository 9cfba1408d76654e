// Designs a few neighbouring territories anew, and keeps the result if it is better.
//
// A region grows from one territory over its neighbours. Its units are bisected afresh from random directions
// (or, for two, cut across), every pair inside is re-split until none improves, and single units are polished.
// Ruin and recreate: G. Schrimpf et al., J. Computational Physics 159 (2000), doi:10.1006/jcph.1999.6413.
// Regions without a common territory may be worked on by several threads at once.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/rng.hpp"
#include "engine/territory/anneal.hpp"
#include "engine/territory/bisect.hpp"
#include "engine/territory/partition.hpp"
#include "engine/territory/polish.hpp"

namespace bailiwick::engine::territory {

// All that one thread needs.
struct RegionScratch {
  LocalIndex index;
  Piece piece;
  BisectScratch bisect;
  SplitScratch split;
  PolishScratch polish;
  AnnealScratch anneal;
  std::vector<std::int32_t> queue;
  std::vector<std::uint8_t> is_seen;
  std::vector<TerritoryIndex> fresh;  // one an atom of the instance
  std::vector<std::pair<std::int32_t, std::int32_t>> pairs;
  std::vector<Score> scores;  // one a label, of the last improve_piece()
  std::vector<std::vector<std::int32_t>> members;
  const Budget* budget = nullptr;  // ends relief and long walks early; none: nothing does
  // Territories that an attempt has made and that do not violate, some of them twice, as atoms of the instance (at most
  // AtomSet::kLimit of them).
  bool is_collecting = false;
  std::vector<AtomSet> seen;
};

// `count` territories around `centre` (fewer if there are no more), none of which `is_taken`.
[[nodiscard]] std::vector<TerritoryIndex> grow_region(const Instance& instance,
                                                      const Partition& partition,
                                                      TerritoryIndex centre, std::size_t count,
                                                      std::span<const std::uint8_t> is_taken,
                                                      Rng& rng);

// settle() for every label, the scores kept apart in scratch.scores. Returns their sum.
Score settle_labels(Piece& piece, RegionScratch& scratch);

// Re-splits every pair of neighbouring labels of the piece until none gains, then polishes. Settles all centres;
// scratch.scores holds the score a label. Returns their sum. Not polished where the cost is then above `limit`.
Score improve_piece(Piece& piece, double charge, double limit, RegionScratch& scratch);

// What an attempt does to a region before its pairs are re-split and its units polished.
enum class Attempt {
  kRefine,    // nothing
  kRedesign,  // bisects it afresh
  kAnneal,    // shakes its borders by simulated annealing
  kRoam,      // bisects it afresh, and anneals it from great heat
  kMend,      // polishes it with balance before all else
  kRelieve,   // spreads its imbalances over all of it, and leaves the rest as it is
};

// Broken locks and forbidden pairs of the piece, and its territories' connected parts beyond one each.
[[nodiscard]] std::int32_t faults_of(const Piece& piece, RegionScratch& scratch);

// One attempt on a copy. Fewer faults win, then the better score. When the outcome is better than what the partition has, returns true and leaves it in
// scratch.piece and scratch.scores for put_back(). The partition is only read. `charge` is the cost of one whole
// target of violation.
bool propose(const Instance& instance, const Partition& partition,
             std::span<const TerritoryIndex> region, Attempt attempt, double charge, Rng& rng,
             RegionScratch& scratch);

}  // namespace bailiwick::engine::territory
