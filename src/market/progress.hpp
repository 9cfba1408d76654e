// How far an objective and its shares are: what was reached, how much of the period has gone by, and what is missing. docs/spec/market.md ("Progress") has the meaning.
//
//   expected = target * days gone / days of the period        pace = reached / expected        missing = max(0, target - reached)
//
// Plain values, pure. Money is converted exactly and rounded once. A sale takes O(depth of the tree) sums.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <vector>

#include "alignment/scope.hpp"
#include "base/exchange.hpp"
#include "market/figures.hpp"
#include "market/objective.hpp"
#include "market/sale_source.hpp"

namespace bailiwick::market {

// On which days the company works; 0 is Monday.
struct WorkDays {
  std::array<bool, 7> week = {};
  std::set<LocalDate> days_off = {};
};

struct PeriodDays {
  bool is_working = false;  // days on which the company works, else all of them
  std::int64_t gone = 0;    // today included
  std::int64_t left = 0;
  [[nodiscard]] std::int64_t all() const { return gone + left; }
};
// Both days of the period included. By all days where there are no work days, or none of them lies in the period.
[[nodiscard]] PeriodDays period_days(const Objective& objective, LocalDate today,
                                     const std::optional<WorkDays>& work_days);

// In the objective's unit: minor units of its currency, or accounts.
struct Reached {
  std::int64_t amount = 0;
  std::vector<Unconverted> unconverted = {};  // ascending by currency
};
struct Progress {
  std::int64_t target = 0;
  Reached reached = {};
  std::optional<Decimal> reached_share = {};
  std::int64_t expected = 0;
  std::optional<Decimal> pace = {};
  std::int64_t missing = 0;
  std::optional<std::int64_t> needed_a_day = {};
};
[[nodiscard]] Progress progress_of(std::int64_t target, Reached reached, const PeriodDays& days);

// The territories that an amount of a territory counts for: itself and all above it. A territory that is not in the tree stands alone.
class TerritoryLine {
 public:
  explicit TerritoryLine(const std::vector<alignment::TerritoryPlace>& places);
  [[nodiscard]] std::vector<TerritoryId> of(TerritoryId territory) const;

 private:
  std::map<TerritoryId, TerritoryId> parents_;
};

// What was sold, added up for an objective as a whole, for each of its shares, and for territories that are within none.
class SalesTally {
 public:
  SalesTally(const Objective& objective, const TerritoryLine& line, const RateTable& rates);

  void add(const Sale& sale);
  // M046 a sum that is too large to be told.
  [[nodiscard]] Result<Reached> whole() const { return told(whole_); }
  [[nodiscard]] Result<Reached> elsewhere() const { return told(elsewhere_); }
  [[nodiscard]] Result<Reached> share(std::size_t index) const { return told(shares_[index]); }

 private:
  struct Cell {
    ReportedSum money = {};
    std::int64_t accounts = 0;
  };
  [[nodiscard]] bool counts(const Sale& sale) const;
  void add_to(Cell& cell, const Sale& sale, const Conversion& conversion) const;
  [[nodiscard]] const std::vector<std::size_t>& shares_of(TerritoryId territory);
  [[nodiscard]] const Conversion& conversion(const Sale& sale);
  [[nodiscard]] Result<Reached> told(const Cell& cell) const;

  const Objective& objective_;
  const TerritoryLine& line_;
  const RateTable& rates_;
  std::map<TerritoryId, std::size_t> places_;                   // of shares
  std::map<TerritoryId, std::vector<std::size_t>> shares_by_;   // that a territory counts for
  std::map<std::pair<Currency, LocalDate>, Conversion> known_;  // rates, each looked up once
  Cell whole_;
  Cell elsewhere_;
  std::vector<Cell> shares_;
};

}  // namespace bailiwick::market
