// A start: divides a set of units among a set of territories by cutting it in two, again and again.
//
// Each cut is a split_across() a random direction between two "super-territories" whose windows are the sums of
// their territories'. Sets that are not connected are first dealt out by component. Territories tied to a place
// (pins, locks, an existing plan) go to the side of the cut where that place is.
// Deterministic for an Rng. O(n log n log k).
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "base/rng.hpp"
#include "engine/territory/instance.hpp"
#include "engine/territory/resplit.hpp"

namespace bailiwick::engine::territory {

// One thread's memory for a bisection.
struct BisectScratch {
  LocalIndex index;
  Piece piece;
  SplitScratch split;
  std::array<std::vector<Window>, 2> windows;  // of the two sides
};

// A set of atoms that is to become a set of territories.
struct Parcel {
  std::vector<std::int32_t> atoms;
  std::vector<TerritoryIndex> territories;
};

// Cuts a parcel that is not settled into two or more that hold all its atoms and territories.
[[nodiscard]] std::vector<Parcel> cut_parcel(const Instance& instance, const Parcel& parcel,
                                             Rng& rng, BisectScratch& scratch);

// One territory, or an atom a territory (melted groups may leave fewer atoms than territories: some stay empty).
[[nodiscard]] bool is_settled(const Parcel& parcel);
void settle_parcel(const Parcel& parcel, std::span<TerritoryIndex> territory_of);

// Cuts until every parcel is one territory, and writes territory_of[atom].
void bisect(const Instance& instance, Parcel whole, Rng& rng, BisectScratch& scratch,
            std::span<TerritoryIndex> territory_of);

}  // namespace bailiwick::engine::territory
