// The only SQL of boards and their changes: plain functions inside a transaction of the caller.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "planning/board.hpp"
#include "planning/board_history.hpp"
#include "planning/store.hpp"
#include "platform/db/database.hpp"

namespace bailiwick::planning::board_store {

namespace db = platform::db;
using store::PlanKey;

struct BoardRow {
  std::int64_t revision = 0;  // the number of its last change
  Board board;
};

// False where the plan has a board already.
[[nodiscard]] Result<bool> insert_board(db::Connection& connection, const PlanKey& key,
                                        const Board& board);
[[nodiscard]] Result<std::optional<std::int64_t>> revision(db::Connection& connection,
                                                           const PlanKey& key);
// P106 where its bytes are no board (kInternal).
[[nodiscard]] Result<std::optional<BoardRow>> board(db::Connection& connection, const PlanKey& key);
// From revision `next.revision - 1`; false where it is another now.
[[nodiscard]] Result<bool> update_board(db::Connection& connection, const PlanKey& key,
                                        const BoardRow& next);

// The plan's state, valid_from, summary and number of territories; its version grows, and files that were made of an
// earlier board go.
struct PlanNow {
  PlanState state = PlanState::kDraft;
  std::optional<LocalDate> valid_from;
  std::string summary;
  std::int64_t territory_count = 0;
};
[[nodiscard]] Result<void> update_plan(db::Connection& connection, const PlanKey& key,
                                       const PlanNow& now);
// Replaces the plan's rows of territories.
[[nodiscard]] Result<void> replace_territories(db::Connection& connection, const PlanKey& key,
                                               const std::vector<PlanTerritory>& territories);
// A file of the plan, made of its board.
[[nodiscard]] Result<void> keep_file(db::Connection& connection, const PlanKey& key,
                                     std::string_view name, std::string_view content);

[[nodiscard]] Result<void> insert_change(db::Connection& connection, const PlanKey& key,
                                         const BoardChange& change, const BoardPatch& patch);
// Newest first, those before `before`.
[[nodiscard]] Result<std::vector<BoardChange>> changes(db::Connection& connection,
                                                       const PlanKey& key,
                                                       std::optional<std::int64_t> before,
                                                       std::int64_t limit);
// The last one of the kind "state": of a plan in review, who sent it there, when and why.
[[nodiscard]] Result<std::optional<BoardChange>> last_state_change(db::Connection& connection,
                                                                   const PlanKey& key);
// All, ascending, without their texts and territories: what undo_target() wants.
[[nodiscard]] Result<std::vector<BoardChange>> change_heads(db::Connection& connection,
                                                            const PlanKey& key);
// Of changes with a number above `after`, ascending.
[[nodiscard]] Result<std::vector<NumberedPatch>> patches(db::Connection& connection,
                                                         const PlanKey& key, std::int64_t after);
[[nodiscard]] Result<std::optional<NumberedPatch>> patch(db::Connection& connection,
                                                         const PlanKey& key, std::int64_t number);

[[nodiscard]] Result<void> put_base(db::Connection& connection, const PlanKey& key,
                                    const Board& board);
[[nodiscard]] Result<std::optional<Board>> base(db::Connection& connection, const PlanKey& key);

// The plan that is active, if any.
[[nodiscard]] Result<std::optional<PlanId>> active_plan(db::Connection& connection,
                                                        TenantId tenant);

}  // namespace bailiwick::planning::board_store
