// Taking back what made a plan active: accounts return, the rules and the plan of before hold again, territories that it added leave the tree. All in the
// transaction that ends the job. docs/spec/plan-studio.md, "Activation".
//
// plans.read looks; plans.manage and territories.manage together take back. Thread-safe.
// Errors: I001; P050; P109 a reason is missing or too long; P140 the plan is not active by the last activation, or rules were activated since; P141 the
// plan before it is no longer in the archive (all kConflict); those of taking territories out of the tree (L...).
#pragma once

#include <string>
#include <vector>

#include "base/result.hpp"
#include "planning/plan_activation.hpp"

namespace bailiwick::planning {

// The kind of job; its payload is {"activation", "plan", "reason"}.
inline constexpr std::string_view kRollbackKind = "planning.rollback";
inline constexpr std::int64_t kActivationsListed = 100;

class PlanRollback {
 public:
  using Principal = platform::identity::Principal;
  using Connection = platform::db::Connection;

  explicit PlanRollback(const ActivationParts& parts) : parts_(parts) {}

  // Newest first, kActivationsListed at most.
  [[nodiscard]] Checked<std::vector<ActivationMade>> activations(const Principal& principal,
                                                                 PlanId plan) const;
  [[nodiscard]] Checked<platform::jobs::Job> ask(const Principal& principal, PlanId plan,
                                                 const std::string& reason) const;
  // For the job, inside the transaction that ends it.
  Result<void> roll_back(Connection& connection, const platform::jobs::Job& job) const;

 private:
  // The plan's last activation, where it can be taken back.
  [[nodiscard]] Result<ActivationMade> last_of(Connection& connection, TenantId tenant,
                                               PlanId plan) const;
  Result<void> rules_back(Connection& connection, const Principal& system,
                          const ActivationMade& made) const;
  Result<void> leave_tree(const Principal& system, const ActivationMade& made,
                          RolledBack& done) const;
  Result<void> states_back(Connection& connection, const Principal& system,
                           const ActivationMade& made, const std::string& reason) const;

  ActivationParts parts_;
};

}  // namespace bailiwick::planning
