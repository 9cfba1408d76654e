// An approved plan becomes real: its territories stand in the tree, its units are rules of postal codes, accounts move from a day on, and the plan that
// was active goes to the archive. All in the transaction that ends the job: readers see the one plan or the other.
//
// Whoever gives up or takes over accounts gets a task. plans.manage and territories.manage. Thread-safe.
// Errors: I001; those of BoardDesks::open() and of AssignmentService; P115 the plan is not approved (kConflict), P116 a country or a day is none, P117 a
// unit is no postal code, P118 a territory holds more units than a rule (kLimit), P119 the plan was changed since its activation was asked for (kConflict).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "planning/activation_store.hpp"
#include "planning/assignment_service.hpp"
#include "planning/board_service.hpp"
#include "planning/handover.hpp"

namespace bailiwick::planning {

// The kind of job; its payload is {"plan", "revision", "valid_from", "country", "parent"?}.
inline constexpr std::string_view kActivateKind = "planning.activate";

struct PlanActivationRequest {
  PlanId plan;
  LocalDate valid_from;
  std::string country;                // whose postal codes its units are, as accounts write it
  std::optional<TerritoryId> parent;  // under which new territories stand; absent: at the top
};

struct PlanActivationPreview {
  std::vector<BoardTerritory> added;  // territories that are not in the tree yet
  AssignmentPreview accounts;
};

// What activating and taking it back work with; all outlive them.
struct ActivationParts {
  PlanningParts planning;
  const BoardDesks& desks;
  const BoardService& boards;
  const AssignmentService& assignment;
  const alignment::AlignmentService& alignment;
  const HandoverDesk& handovers;
};

class PlanActivation {
 public:
  using Principal = platform::identity::Principal;
  using Connection = platform::db::Connection;

  explicit PlanActivation(const ActivationParts& parts) : parts_(parts) {}

  // Of a plan in any state.
  [[nodiscard]] Checked<PlanActivationPreview> preview(const Principal& principal,
                                                       const PlanActivationRequest& request) const;
  [[nodiscard]] Checked<platform::jobs::Job> activate(const Principal& principal,
                                                      const PlanActivationRequest& request) const;

  // For the job. All is made ready here, and written by save() in the transaction that ends the job.
  struct Prepared {
    DeskPtr desk;
    PlanActivationRequest request;
    std::vector<BoardTerritory> added;
    std::vector<AssignmentRule> units_rules;
    std::optional<RuleSetId> set_before;
    AssignmentService::Activation activation;
  };
  [[nodiscard]] Checked<Prepared> prepare(const platform::jobs::Job& job,
                                          const AssignmentService::OnCount& on_count) const;
  Result<void> save(Connection& connection, const platform::jobs::Job& job,
                    const Prepared& prepared) const;

 private:
  struct Draft {
    std::vector<BoardTerritory> added;
    std::vector<AssignmentRule> units_rules;
    AssignmentService::UnstoredRules rules;
  };
  [[nodiscard]] Checked<Draft> draft(TenantId tenant, const Desk& desk,
                                     const PlanActivationRequest& request) const;
  // What it added to the tree or called otherwise.
  Result<std::vector<ActivatedTerritory>> put_territories(Connection& connection,
                                                          const Principal& system,
                                                          const Prepared& prepared) const;
  // The plan that was active, if any.
  Result<std::optional<PlanId>> archive_active(Connection& connection, const Principal& system,
                                               PlanId next) const;
  // Adds the tasks of those whose accounts change hands.
  Result<void> hand_over(Connection& connection, const Principal& system,
                         std::span<const AccountFlow> flows, ActivationMade& made) const;

  ActivationParts parts_;
};

}  // namespace bailiwick::planning
