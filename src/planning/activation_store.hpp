// The only SQL of activations that were made: plain functions inside a transaction of the caller.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "planning/assignment_model.hpp"
#include "planning/plan.hpp"
#include "platform/db/database.hpp"

namespace bailiwick::planning {

struct ActivationTag {
  static constexpr std::string_view kPrefix = "activation";
};
using ActivationId = Uid<ActivationTag>;

struct ActivatedTerritory {
  TerritoryId id;
  std::string name;                             // as the plan calls it
  std::optional<std::string> name_before = {};  // absent: it was added to the tree
};

// What taking it back came to.
struct RolledBack {
  Instant at;
  PersonId by;
  std::int64_t accounts = 0;     // that are where they were before
  std::int64_t moved_since = 0;  // that somebody had moved since, and that stayed
  std::int64_t closed = 0;       // territories that left the tree
  std::int64_t kept = 0;         // that stay in it: accounts had been moved there
};

// What became of the alignment when a plan became active.
struct ActivationMade {
  ActivationId id;
  PlanId plan;
  JobId job;
  LocalDate valid_from;
  std::string country;
  Instant at;
  PersonId by;
  RuleSetId set;
  std::optional<RuleSetId> set_before = {};
  std::optional<PlanId> plan_before = {};
  std::int64_t revision = 0;  // of the alignment
  std::int64_t accounts = 0;  // in another territory by it
  std::vector<ActivatedTerritory> territories = {};
  std::vector<Uuid> tasks = {};
  std::optional<RolledBack> rolled_back = {};
};

namespace activation_store {

namespace db = platform::db;

[[nodiscard]] Result<void> insert(db::Connection& connection, TenantId tenant,
                                  const ActivationMade& made);
// Of one plan, or of all; newest first.
[[nodiscard]] Result<std::vector<ActivationMade>> activations(db::Connection& connection,
                                                              TenantId tenant,
                                                              std::optional<PlanId> plan,
                                                              std::int64_t limit);
// False where it was taken back already.
[[nodiscard]] Result<bool> roll_back(db::Connection& connection, TenantId tenant, ActivationId id,
                                     const RolledBack& done);

}  // namespace activation_store
}  // namespace bailiwick::planning
