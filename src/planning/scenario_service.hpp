// Scenarios: plans that begin with the board of another, are compared with it, and merged into it. docs/spec/plan-studio.md.
//
// plans.read compares, plans.manage branches and merges. Thread-safe.
// Errors: those of BoardService; P053 a name, P112 the plans divide different data sets (kConflict), P113 they have no common base (kConflict), P114 a
// choice names a unit or a territory that is none (kInvalidInput).
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "planning/board_diff.hpp"
#include "planning/board_service.hpp"

namespace bailiwick::planning {

struct PlanDiff {
  DeskPtr ours;
  DeskPtr theirs;
  BoardDiff diff;
};

struct MergeRequest {
  struct Take {
    std::string unit;
    MergeSide side = MergeSide::kOurs;
  };
  struct TakeName {
    TerritoryId id;
    MergeSide side = MergeSide::kOurs;
  };
  PlanId from = {};
  std::vector<Take> take = {};
  std::vector<TakeName> take_names = {};
  std::optional<MergeSide> take_all = {};
  std::optional<std::string> reason = {};
  bool is_preview = false;
};

struct PlanMerge {
  BoardMerge merge;
  BoardOutcome outcome;  // written unless it was a preview or conflicts are left
};

class ScenarioService {
 public:
  using Principal = platform::identity::Principal;

  // What it works with outlives it.
  ScenarioService(const PlanningParts& parts, const BoardDesks& desks, const BoardService& boards)
      : parts_(parts), desks_(desks), boards_(boards) {}

  // A draft with the board of `plan`, which it remembers as its base.
  [[nodiscard]] Checked<Plan> branch(const Principal& principal, PlanId plan,
                                     const std::string& name) const;
  // Without another plan: the one it was branched from.
  [[nodiscard]] Checked<PlanDiff> compare(const Principal& principal, PlanId plan,
                                          std::optional<PlanId> with) const;
  [[nodiscard]] Checked<PlanMerge> merge(const Principal& principal, PlanId plan,
                                         const MergeRequest& request) const;

 private:
  // The board from which both went on, and the scenario that remembers it.
  struct Base {
    PlanId holder;
    bool is_parent = false;  // one of the two was branched from the other
    Board board;
  };
  [[nodiscard]] Checked<Base> base_of(TenantId tenant, const Desk& ours, const Desk& theirs) const;

  PlanningParts parts_;
  const BoardDesks& desks_;
  const BoardService& boards_;
};

}  // namespace bailiwick::planning
