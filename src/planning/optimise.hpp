// A part of a board as a territory design problem, and what came of it as a patch: docs/spec/plan-studio.md, "Offers". Pure.
//
// The part is the units of some territories, which keep their number, their places and their shares of the whole plan. Units that are locked stay. The
// search begins with the board as it is, so that what is good stays.
#pragma once

#include <optional>
#include <vector>

#include "base/result.hpp"
#include "engine/territory/model.hpp"
#include "planning/board_judge.hpp"

namespace bailiwick::planning {

inline constexpr double kOptimiseSecondsMin = 0.1;
inline constexpr double kOptimiseSecondsMax = 600.0;

struct OptimiseRequest {
  std::vector<std::int32_t> territories = {};  // empty: all
  double seconds = 10.0;                       // in [kOptimiseSecondsMin, kOptimiseSecondsMax]
  std::vector<PlanBalance> balance = {};       // empty: as the plan was asked
  // The most of the first measure that may change hands, a share in [0, 1].
  std::optional<double> disruption_cap = {};
  std::uint64_t seed = 1;
};

struct BoardPart {
  territory::Problem problem;
  std::vector<std::int32_t> units;        // of the board, one a unit of the problem
  std::vector<std::int32_t> territories;  // of the board, one a territory of the problem
};

// Errors, all at once: P101 a territory that is not there or named twice, P055 the time or a tolerance is out of range, P054 an unknown
// measure.
[[nodiscard]] Checked<BoardPart> part_of(const BoardGround& ground, const Board& board,
                                         const OptimiseRequest& request, const NewPlan& asked);

// The moves that make the board's part what `plan` says.
[[nodiscard]] BoardPatch patch_of(const BoardPart& part, const Board& board,
                                  const territory::Plan& plan);

// The moves of a patch into or out of one of the territories; all of them where none is named.
[[nodiscard]] BoardPatch about(const BoardPatch& patch,
                               const std::vector<std::int32_t>& territories);

}  // namespace bailiwick::planning
