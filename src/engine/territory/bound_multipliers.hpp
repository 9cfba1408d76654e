// Finds multipliers (prices) that make the Lagrangian bound high.
//
// The dual function is L(prices) = sum of prices + the cheapest choice of territories at those prices. It is raised
// by entropy smoothing: every column j is given the share y_j = 1 / (1 + exp((v_j - mu) / temperature)), mu such that
// the shares sum to the number of territories, and each price moves by the logarithm of how often its item is
// covered: price_i -= step_i * log(cover_i), where step_i = temperature * weight_i / (weight of a territory). This is
// generalized iterative scaling (J. Darroch and D. Ratcliff, 1972, doi:10.1214/aoms/1177692379) for the smoothed
// dual; the temperature falls in stages, and cells are split where their size costs most. Whatever the prices,
// L(prices) is a bound, so nothing here needs to converge for the result to be proven.
//
// Deterministic for any number of threads: columns are priced in fixed stripes and summed in their order.
#pragma once

#include <cstdint>
#include <vector>

#include "base/workers.hpp"
#include "engine/territory/bound_columns.hpp"
#include "engine/territory/bound_relaxation.hpp"

namespace bailiwick::engine::territory {

inline constexpr std::size_t kBoundColumnsLimit = 1'500'000;

class Ascent {
 public:
  // The relaxation must outlive this.
  Ascent(const BoundRelaxation& relaxation, Workers& workers);

  // One evaluation of the dual function, over all columns or over those that matter.
  void step();

  // The highest proven value so far; infinite when no plan can exist.
  [[nodiscard]] double best() const { return best_; }
  [[nodiscard]] std::size_t column_count() const { return columns_.size(); }
  [[nodiscard]] double temperature() const { return temperature_; }
  [[nodiscard]] double error_estimate() const { return error_; }

 private:
  void seed_cells();
  void seed_prices();
  void price_columns(bool is_full);
  double dual_value();
  void settle_level();
  void move_prices();
  void split_cells();
  [[nodiscard]] double share_of(double value) const;

  const BoundRelaxation& relaxation_;
  Workers& workers_;
  Pricer pricer_;
  CellGrid grid_;
  std::vector<Column> columns_;
  std::vector<double> prices_;
  std::vector<double> step_size_;           // one an item: weight / weight of a territory
  std::vector<std::vector<double>> cover_;  // one a stripe: how often each item is covered
  std::vector<double> move_, rate_, last_;
  std::vector<double> shares_, shares_err_, shares_val_; public: double dev_=0,dsum_=1,net_=0,val_=0; private:              // one a stripe: the sum of shares behind cover_
  std::vector<PriceScratch> scratch_;       // one a worker
  double best_ = 0.0;
  double scale_mean_ = 0.0;   // cost of a unit of weight, on average
  double territory_cost_ = 0.0;
  double temperature_ = 0.0;
  double level_ = 0.0;        // mu
  double open_count_ = 0.0;
  double fineness_ = 0.0;     // how wide a cell may be against the local scale
  double error_ = 0.0;
  std::int32_t round_ = 0;
  std::int32_t stage_round_ = 0;
};

}  // namespace bailiwick::engine::territory
