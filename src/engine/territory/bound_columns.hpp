// The columns of the relaxation: every place where a territory's centre may be, and the price of the best there.
//
// A column is a candidate unit, a pinned place, or a cell: a patch of the surface, known by its middle and its
// covering radius, that stands for every centroid within it (docs/spec/territory-bound.md). The cells cover every
// place a centroid can have; splitting one gives four that cover the same. Values, no ownership.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/territory/bound_cells.hpp"
#include "engine/territory/bound_relaxation.hpp"
#include "engine/territory/bound_tree.hpp"

namespace bailiwick::engine::territory {

struct BoundColumn {
  BoundPlace place;
  BoundCell cell;
  std::int32_t forced = -1;  // this item belongs to it
  std::int32_t pinned = -1;  // of this pinned territory
  double key_limit = 0.0;    // how far the last knapsack had to look
  double value = 0.0;        // when last priced: least cost less prices
  double scale = 0.0;        // least mean cost of a unit of weight here, prices aside; 0: not known
  std::int32_t due = 0;      // the round in which it is to be priced again
};

// Working memory of one thread; after price() it holds the cheapest territory.
struct PriceScratch {
  std::vector<KnapsackItem> items;
  KnapsackFill fill;
};

class BoundPricer {
 public:
  explicit BoundPricer(const BoundRelaxation& relaxation);

  void set_prices(std::span<const double> prices);
  // Least cost less prices of a territory centred in `column`; infinite where none is possible. Exact for the
  // relaxation up to rounding. Updates column.value and key_limit.
  double price(BoundColumn& column, PriceScratch& scratch) const;
  // The mean cost of a unit of weight in the cheapest territory that holds `amount` around `place`, at no prices.
  // Call only while all prices are 0.
  [[nodiscard]] double mean_cost(BoundPlace place, double amount, PriceScratch& scratch) const;
  [[nodiscard]] double amount_total() const { return amount_total_; }
  // Items with a weight and an amount, neighbours in space near each other.
  [[nodiscard]] std::vector<std::int32_t> spatial_order() const { return bounded_.order(); }

 private:
  void gather(const DistanceRule& rule, const BoundPlace& place, double limit,
              std::vector<KnapsackItem>& out) const;

  const BoundRelaxation& relaxation_;
  BoundTree bounded_;     // items with an amount and a weight
  BoundTree weightless_;  // with an amount only
  BoundTree free_;        // with a weight only: taken where that pays
  std::vector<double> prices_;
  double amount_total_ = 0.0;
  double ratio_ = 1.0;  // total weight / total amount
};

// A column for every candidate and pinned place, and the deep one where centroids may lie far below the surface.
// Cells are not included.
[[nodiscard]] std::vector<BoundColumn> fixed_columns(const BoundRelaxation& relaxation);

}  // namespace bailiwick::engine::territory
