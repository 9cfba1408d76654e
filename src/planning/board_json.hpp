// Boards, changes, diffs and merges as the API shows them: the shapes of docs/spec/plan-studio.md. Pure.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "planning/board_service.hpp"
#include "planning/scenario_service.hpp"

namespace bailiwick::planning {

[[nodiscard]] nlohmann::json totals_json(const BoardTotals& totals);
[[nodiscard]] nlohmann::json board_json(const BoardView& view);
[[nodiscard]] nlohmann::json outcome_json(const BoardOutcome& outcome);
[[nodiscard]] nlohmann::json change_json(const BoardChange& change);
[[nodiscard]] nlohmann::json diff_json(const PlanDiff& diff);
[[nodiscard]] nlohmann::json merge_json(const PlanMerge& merge);

// Of bodies that their schemas have accepted.
[[nodiscard]] NewBoardChange new_board_change_of(const nlohmann::json& body);
[[nodiscard]] MergeRequest merge_request_of(const nlohmann::json& body);

}  // namespace bailiwick::planning
