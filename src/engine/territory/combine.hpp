// Plans put together from territories that the search has come across.
//
// On a small map of heavy units plans within balance lie far apart, and no walk leads from one to the next; but walks pass many
// territories that meet all demands by themselves, while the rest of the map does not. They are collected here, and the best plan that is made of
// such territories alone is found exactly: a set partitioning problem (E. Balas, M. Padberg, SIAM Review 18 (1976),
// doi:10.1137/1018115). Multipliers an atom by subgradients (M. Held, P. Wolfe, H. Crowder, Mathematical Programming 6 (1974),
// doi:10.1007/BF01580223) price the territories and rule most of them out; a depth-first search tries what is left.
// Deterministic for the order of what is added, but for a deadline.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/budget.hpp"
#include "engine/territory/atom_set.hpp"
#include "engine/territory/partition.hpp"

namespace bailiwick::engine::territory {

class TerritoryPool {
 public:
  // Whether the map is small enough, and any territory of it may stand in any other's place.
  [[nodiscard]] static bool suits(const Instance& instance);

  // The instance must suit, and outlive the pool.
  explicit TerritoryPool(const Instance& instance);

  // Takes up those that are new; all must be connected where the instance asks for it. What violates is left out, and what comes when
  // the pool is full.
  void add(std::span<const AtomSet> territories);
  [[nodiscard]] std::size_t size() const { return sets_.size(); }

  // The best plan made of the pool's territories: one a atom. Empty where none was found that costs less than `limit` (infinite: any).
  [[nodiscard]] std::vector<TerritoryIndex> best_plan(double limit, const Budget& budget);

 private:
  struct Priced {
    double price = 0.0;  // cost less the multipliers of its atoms
    std::int32_t index = 0;
    static bool is_lower(const Priced& a, const Priced& b) {
      return a.price != b.price ? a.price < b.price : a.index < b.index;
    }
  };
  [[nodiscard]] std::span<const std::int32_t> atoms_of(std::int32_t index) const {
    const auto i = static_cast<std::size_t>(index);
    return std::span(atoms_).subspan(begin_[i], begin_[i + 1] - begin_[i]);
  }
  // Notes the set; false where it was known.
  bool is_new(AtomSet set);
  // The sets with their prices, the cheapest k first.
  [[nodiscard]] std::vector<Priced> price(std::span<const std::int32_t> among) const;
  // What every plan made of them costs at least. `priced` as price() gives it.
  [[nodiscard]] double bound_of(std::span<const Priced> priced) const;
  // Subgradient steps towards the multipliers with the highest bound over `among`, at least k.
  void raise_bound(std::span<const std::int32_t> among, double limit, const Budget& budget);

  const Instance& instance_;
  Piece whole_;  // the instance as one territory
  std::vector<AtomSet>
      known_;  // by hash, with gaps of empty sets: those taken up and those left out
  std::size_t known_count_ = 0;
  std::vector<AtomSet> sets_;
  std::vector<double> costs_;       // one a set
  std::vector<std::size_t> begin_;  // one a set, and the end: its atoms in `atoms_`
  std::vector<std::int32_t> atoms_;
  std::vector<double> multipliers_;  // one an atom, in cost
  bool has_multipliers_ = false;
};

}  // namespace bailiwick::engine::territory
