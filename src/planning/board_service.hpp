// Changing plans: what people do with boards. Authorise, load, apply the rule, save, tell. The rules are those of docs/spec/plan-studio.md.
//
// plans.read looks, plans.manage changes. Each change is a line of the plan's history, of the audit log, and an event plan.changed {id, revision,
// kind, by} to those who may read plans. Nothing is lost when two change at once: a change that concerns the same units is refused. Thread-safe.
// Errors: I001; those of BoardDesks::open() and patch_of(); P100 the plan is no draft (kConflict), P103 somebody else was quicker, or moved on what is
// to be taken back (kConflict), P107 there is nothing to undo or redo (kConflict), P108 there is no such change (kNotFound), P109 a reason is too
// long; P110 the state does not follow from the one it has, or is not for this person (kConflict); P111 too many changes at once (kUnavailable).
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "planning/board_desk.hpp"
#include "planning/board_history.hpp"

namespace bailiwick::planning {

inline constexpr std::size_t kReasonLengthMax = 1'000;  // code points

// What undo or redo would take back.
struct UndoRedo {
  std::optional<BoardChange> undo;
  std::optional<BoardChange> redo;
};

struct BoardView {
  DeskPtr desk;
  UndoRedo undo_redo;
  std::optional<Plan> parent;  // of a scenario
};

struct BoardOutcome {
  DeskPtr before;
  DeskPtr after;
  BoardPatch patch;
  BoardEffect effect;
  std::optional<BoardChange> change;  // absent of a preview, and where nothing changes
  UndoRedo undo_redo;
};

struct BoardChangePage {
  std::vector<BoardChange> items;    // newest first
  std::optional<std::int64_t> next;  // `before` of the next page
};

class BoardService {
 public:
  using Principal = platform::identity::Principal;
  using Connection = platform::db::Connection;

  // What it works with outlives it.
  BoardService(const PlanningParts& parts, const BoardDesks& desks)
      : parts_(parts), desks_(desks) {}

  [[nodiscard]] Checked<BoardView> board(const Principal& principal, PlanId plan) const;
  // Without `is_preview` it is written.
  [[nodiscard]] Checked<BoardOutcome> change(const Principal& principal, PlanId plan,
                                             const NewBoardChange& change, bool is_preview) const;
  [[nodiscard]] Checked<BoardOutcome> undo(const Principal& principal, PlanId plan) const;
  [[nodiscard]] Checked<BoardOutcome> redo(const Principal& principal, PlanId plan) const;
  // As it was after the change of that number; 0: as it was designed.
  [[nodiscard]] Checked<BoardOutcome> restore(const Principal& principal, PlanId plan,
                                              std::int64_t number,
                                              const std::optional<std::string>& reason) const;
  [[nodiscard]] Result<BoardChangePage> changes(const Principal& principal, PlanId plan,
                                                std::optional<std::int64_t> before,
                                                std::int64_t limit) const;
  // Review, approval, back to draft, the archive. Not "active": that is for the activation.
  // `beside` runs in the transaction that writes it. Whether approvals are open is for PlanApprovals, which people ask.
  [[nodiscard]] Checked<Plan> set_state(
      const Principal& principal, PlanId plan, PlanState state,
      const std::optional<std::string>& reason,
      const std::function<Result<void>(Connection&)>& beside = {}) const;
  // store::kUnitsFile or store::kMapFile of the board as it is now.
  [[nodiscard]] Checked<std::string> file(const Principal& principal, PlanId plan,
                                          std::string_view name) const;

  // For other services of the capability. What a change is to be, of the board as it is; asked anew where somebody was quicker. `beside` runs in the
  // transaction that writes it.
  struct Wanted {
    BoardChangeKind kind = BoardChangeKind::kEdit;
    BoardPatch patch;
    std::optional<std::string> reason = {};
    std::optional<std::int64_t> takes_back = {};
    std::optional<PlanState> state = {};
    std::function<Result<void>(Connection&)> beside = {};
  };
  using Want = std::function<Checked<Wanted>(const Desk&)>;
  [[nodiscard]] Checked<BoardOutcome> make(const Principal& principal, PlanId plan,
                                           const Want& want, bool is_preview) const;
  // The board as it was after a change.
  [[nodiscard]] Checked<Board> board_after(TenantId tenant, const Desk& now,
                                           std::int64_t number) const;
  // The rows that the plan's territories are listed from.
  [[nodiscard]] static std::vector<PlanTerritory> rows_of(const Desk& desk);
  // Inside a transaction of the caller: the plan comes into a state by the system's doing. P119 where its revision is another than
  // `expected`.
  struct Entering {
    PlanId plan;
    PlanState state = PlanState::kActive;
    std::optional<LocalDate> valid_from = {};
    std::optional<std::int64_t> expected = {};
    std::optional<std::string> reason = {};
  };
  Result<void> enter_state(Connection& connection, const Principal& principal,
                           const Entering& entering) const;

 private:
  // The desk as the next revision of its plan; false where it has another by now.
  [[nodiscard]] Result<bool> write(Connection& connection, const Principal& principal,
                                   const Desk& after, const Wanted& wanted,
                                   const BoardChange& change) const;
  // The line of history, and who is told of it.
  Result<void> record(Connection& connection, const Principal& principal, PlanId plan,
                      const BoardChange& change, const BoardPatch& patch) const;
  [[nodiscard]] Result<UndoRedo> undo_redo(TenantId tenant, PlanId plan, PersonId person) const;
  [[nodiscard]] Checked<Wanted> taking_back(const Principal& principal, const Desk& desk,
                                            BoardChangeKind kind) const;
  [[nodiscard]] Checked<void> nobody_was_quicker(TenantId tenant, const Desk& desk,
                                                 std::int64_t revision,
                                                 const BoardPatch& patch) const;
  [[nodiscard]] Checked<Wanted> state_change(const Principal& principal, const Desk& desk,
                                             PlanState state,
                                             const std::optional<std::string>& reason) const;

  PlanningParts parts_;
  const BoardDesks& desks_;
};

}  // namespace bailiwick::planning
