// What a board amounts to: the checker's report of it, for what its plan was asked; and what a change breaks and mends.
//
// A ground is what does not change with the plan: units, their measures, who borders whom. Judging a board is a whole check each
// time: O(units + borders).
// Errors: those of reading units (F...) and of build_problem (P...).
#pragma once

#include <map>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "planning/board.hpp"
#include "planning/model.hpp"
#include "planning/plan.hpp"
#include "planning/plan_violation.hpp"

namespace bailiwick::planning {

// Does not move: the lookup refers to the ids. Immutable, may be shared by threads.
struct BoardGround {
  BoardGround() = default;
  BoardGround(const BoardGround&) = delete;
  BoardGround& operator=(const BoardGround&) = delete;

  territory::Problem problem;       // without names
  std::vector<geo::LonLat> places;  // one a unit
  std::unique_ptr<platform::files::UnitLookup> lookup;
};

// Of a units file and what was asked of it.
[[nodiscard]] Checked<std::shared_ptr<const BoardGround>> ground_of(const std::string& units_csv,
                                                                    const NewPlan& request);

// Figures of one territory, in real units of the measures.
struct BoardFigures {
  std::int64_t units = 0;
  std::map<std::string, double> amounts;
  std::map<std::string, double> deviations;  // of balanced measures: 0.05 is 5% above its share
  double rms_km = 0.0;
  double radius_km = 0.0;
  std::int32_t pieces = 0;
  std::optional<geo::LonLat> centre;  // absent where it has no unit
};

struct BoardTotals {
  double rms_km = 0.0;
  double mean_km = 0.0;
  double radius_km = 0.0;
  std::int64_t fragments = 0;
  std::map<std::string, double> worst_deviation;
  std::map<std::string, std::int64_t> outside;  // territories beyond their tolerance
  std::vector<PlanViolation> violations;        // the first kPlanViolationsKept
  std::int64_t violation_count = 0;
};

// A demand that a territory does not meet.
struct BoardBreach {
  enum class Kind { kBalance, kPieces, kEmpty, kPin, kForbid, kTogether };
  Kind kind = Kind::kBalance;
  std::int32_t territory = 0;
  std::string measure;  // balance: which, how far from its share, and how far it may be
  double deviation = 0.0;
  double tolerance = 0.0;
  std::int32_t pieces = 0;  // pieces: how many
  // The last three kinds; the territory is the one it names, of a group that of its first unit.
  std::optional<Demand> demand = {};
};
[[nodiscard]] std::string_view name_of(BoardBreach::Kind kind);

struct Judgement {
  std::vector<BoardFigures> territories;
  BoardTotals totals;
  Demands demands = {};                  // of the board
  std::vector<BoardBreach> broken = {};  // of those
};

// Precondition: the board is of the ground's units and has a territory.
[[nodiscard]] Judgement judged(const BoardGround& ground, const Board& board);

// `breaks` hold after and did not before, or are worse than before; `mends` the other way about, as they were before. A demand that is given up mends
// nothing.
struct BoardEffect {
  std::vector<BoardBreach> breaks;
  std::vector<BoardBreach> mends;
};
[[nodiscard]] BoardEffect effect_of(const Judgement& before, const Judgement& after,
                                    const NewPlan& request);

// The summary of a plan (planning/designed_plan.hpp) after a change: figures of now, what was proven of the bound kept, the gap
// counted anew; none where the number of territories is another than the bound is for.
[[nodiscard]] std::string summary_after(const std::string& summary, const Judgement& judgement,
                                        std::int64_t territories_asked);
// Of a summary with its figures and bound; none where a demand is not met or nothing is proven.
void put_gap(nlohmann::ordered_json& summary);

}  // namespace bailiwick::planning
