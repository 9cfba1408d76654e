// What there is to say of each territory of a plan: docs/spec/plan-studio.md, "Facts, sheets and reports".
//
// Where a territory stands among all is its rank (1 plus how many have more, so that equals share one) and the quartiles of all: of n values in ascending order
// x[0] .. x[n - 1] the share p lies at p (n - 1), between two values in proportion. R. J. Hyndman and Y. Fan, "Sample Quantiles in Statistical
// Packages", The American Statistician 50(4), 1996, doi:10.1080/00031305.1996.10473566, definition 7. Of travel, territories without units have none and
// do not count. Changes are those of board_diff.hpp. Pure. O(units log territories + territories (measures + log territories)).
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "planning/board_judge.hpp"

namespace bailiwick::planning {

// What a territory has of something, beside all territories.
struct FactsPlace {
  double amount = 0.0;
  std::int64_t rank = 1;  // 1 is the largest
  double mean = 0.0;
  double low = 0.0;  // a quarter of the territories have less
  double middle = 0.0;
  double high = 0.0;  // a quarter have more
};

struct MeasureFacts {
  std::string name;
  FactsPlace place;                 // in units of the measure
  double share = 0.0;               // of the plan's total; 0 where that is 0
  std::optional<double> deviation;  // of a measure that is balanced: 0.05 is 5% above its share
  std::optional<double> tolerance;
};

// What came and went since the plan before.
struct FactsChange {
  struct Amounts {
    std::string measure;
    double gained = 0.0;
    double lost = 0.0;
  };
  struct Exchange {
    std::string territory;  // its name now, or then where it is gone
    std::int64_t units_gained = 0;
    std::int64_t units_lost = 0;
  };
  bool is_new = false;  // no territory of the plan before is the same
  std::int64_t units_gained = 0;
  std::int64_t units_lost = 0;
  std::vector<Amounts> amounts = {};     // in the order of the measures
  std::vector<Exchange> exchanges = {};  // most units first
};

struct TerritoryFacts {
  std::int32_t index = 0;
  std::int64_t units = 0;
  std::int32_t pieces = 0;
  std::vector<MeasureFacts> measures = {};
  FactsPlace travel = {};  // RMS distance to the centre, km
  std::optional<FactsChange> since = {};
};

struct FactsScene {
  const BoardGround& ground;
  const Board& board;
  const Judgement& judgement;  // of the board
  std::span<const PlanBalance> balance;
  const Board* before = nullptr;  // of the same units
};

// One a territory, in the order of the board.
[[nodiscard]] std::vector<TerritoryFacts> territory_facts(const FactsScene& scene);

// The place of each value among all.
[[nodiscard]] std::vector<FactsPlace> places_among(std::span<const double> values);

// Where the share p (0 .. 1) of ascending values lies; 0 where there is none.
[[nodiscard]] double quantile(std::span<const double> ascending, double p);

// The value of a measure of a unit, in units of the measure.
[[nodiscard]] double unit_amount(const territory::Measure& measure, std::int32_t unit);

}  // namespace bailiwick::planning
