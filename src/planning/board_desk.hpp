// Boards in memory, ready to be looked at and changed: as they stand in the database, with what their figures are counted on.
//
// A desk is one revision of one plan and never changes. Opening a plan asks the database for its revision and reads the rest only where that is new;
// grounds are shared by plans of one data set that ask for the same. Thread-safe.
// Errors: P050 there is no such plan, P052 it has no design yet, P105 its data set has more units than a board; P106; those of ground_of().
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "planning/board_judge.hpp"
#include "planning/board_store.hpp"
#include "planning/service.hpp"

namespace bailiwick::planning {

struct Desk {
  Plan plan;
  std::int64_t revision = 0;
  std::shared_ptr<const BoardGround> ground;
  Board board;
  Judgement judgement;
  std::vector<std::int32_t>
      colours;  // one a territory, 0 .. kMapColours - 1; neighbours differ where they can
};
using DeskPtr = std::shared_ptr<const Desk>;

// A desk after a change: judged, and coloured like the one before except where neighbours came to look alike.
[[nodiscard]] DeskPtr desk_after(const Desk& before, const BoardPatch& patch);
// Of any board on the ground of a desk.
[[nodiscard]] DeskPtr desk_with(const Desk& like, Board board);

class BoardDesks {
 public:
  static constexpr std::size_t kDesksMax = 16;
  static constexpr std::size_t kGroundsMax = 4;

  // What it works with outlives it.
  explicit BoardDesks(const PlanningParts& parts) : parts_(parts) {}

  // The plan as it is now. Makes the board of a plan that was designed before there were boards, or whose design is new.
  [[nodiscard]] Checked<DeskPtr> open(TenantId tenant, PlanId plan) const;
  void keep(TenantId tenant, DeskPtr desk) const;

 private:
  struct Entry {
    TenantId tenant;
    DeskPtr desk;
  };
  struct Ground {
    std::string key;
    std::shared_ptr<const BoardGround> ground;
  };
  [[nodiscard]] DeskPtr kept(TenantId tenant, PlanId plan) const;
  [[nodiscard]] Checked<std::shared_ptr<const BoardGround>> ground(TenantId tenant,
                                                                   const Plan& plan) const;
  [[nodiscard]] Result<Board> adopted(TenantId tenant, const Plan& plan, Board board) const;
  [[nodiscard]] Checked<Board> first(TenantId tenant, const Plan& plan,
                                     const BoardGround& ground) const;

  PlanningParts parts_;
  mutable std::mutex mutex_;
  mutable std::vector<Entry> desks_;     // the latest used last
  mutable std::vector<Ground> grounds_;  // likewise
};

}  // namespace bailiwick::planning
