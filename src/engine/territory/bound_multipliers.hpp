// Finds multipliers (prices) that make the Lagrangian bound high.
//
// The dual function is L(prices) = sum of prices + the cheapest choice of territories at those prices. It is raised
// by entropy smoothing: every column j is given the share y_j = 1 / (1 + exp((v_j - mu) / temperature)), mu such that
// the shares sum to the number of territories, and each price moves by the logarithm of how often its item is
// covered: price_i -= rate_i * temperature * weight_i / (weight of a territory) * log(cover_i). With rate 1 this is
// generalized iterative scaling (J. Darroch and D. Ratcliff, 1972, doi:10.1214/aoms/1177692379) of the smoothed dual.
// We deviate: rates grow while the sign of the logarithm stays and shrink when it turns (after M. Riedmiller and
// H. Braun's Rprop, 1993, doi:10.1109/ICNN.1993.298623), moves carry momentum, and all prices are shifted together
// so that the territories' amounts sum to the total. The temperature falls with the share of the budget that is
// spent, and cells are split as it falls. Whatever the prices, L(prices) is a bound: nothing here has to converge
// for the result to be proven.
//
// Deterministic for any number of threads: columns are priced in fixed stripes and summed in their order.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/budget.hpp"
#include "base/workers.hpp"
#include "engine/territory/bound_columns.hpp"
#include "engine/territory/bound_relaxation.hpp"

namespace bailiwick::engine::territory {

// Cells are split no further beyond this many columns.
inline constexpr std::size_t kBoundColumnsLimit = 400'000;

class BoundAscent {
 public:
  // The relaxation and the workers must outlive this.
  BoundAscent(const BoundRelaxation& relaxation, Workers& workers);

  // One evaluation of the dual function: of every column now and then, else of those that matter. `fraction` of the
  // budget is spent, 0 .. 1. Stops halfway, without effect on best(), when the budget is over.
  void step(double fraction, const Budget& budget);

  // The highest proven value so far; infinite when no plan can exist. No value before the first whole evaluation.
  [[nodiscard]] std::optional<double> best() const { return best_; }

 private:
  // What one stripe of columns adds up.
  struct Stripe {
    std::vector<double> cover;  // one an item: the shares of the columns that hold it
    double shares = 0.0;        // of columns that are not pinned
    double keys = 0.0;          // share * |highest key taken|
  };

  void seed_prices();
  void seed_cells();
  bool price_columns(bool is_full, const Budget& budget);
  void add_share(BoundColumn& column, const PriceScratch& scratch, Stripe& stripe) const;
  [[nodiscard]] double dual_value();
  void settle_level();
  void move_prices();
  [[nodiscard]] double common_shift(double net) const;
  void cool(double fraction);
  [[nodiscard]] bool is_wide(const BoundColumn& column) const;
  void split_cells();
  [[nodiscard]] double share_of(double value) const;

  const BoundRelaxation& relaxation_;
  Workers& workers_;
  BoundPricer pricer_;
  BoundGrid grid_;
  std::vector<BoundColumn> columns_;
  std::vector<PriceScratch> scratch_;  // one a worker
  std::vector<Stripe> stripes_;

  std::vector<double> prices_;     // one an item, as all below
  std::vector<double> step_size_;  // weight / weight of a territory
  std::vector<double> rate_;
  std::vector<double> pull_;  // the last logarithm of its cover
  std::vector<double> move_;  // the last change

  std::optional<double> best_;
  double scale_mean_ = 0.0;      // cost of a unit of weight, on average
  double territory_cost_ = 0.0;  // of a territory, on average
  double temperature_ = 0.0;
  double level_ = 0.0;       // mu
  double open_count_ = 0.0;  // territories that are not pinned, as many as the dual function chose
  double fineness_ = 0.0;    // how wide a cell may be against the local scale
  std::int32_t round_ = 0;
  std::int32_t stage_round_ = 0;
};

}  // namespace bailiwick::engine::territory
