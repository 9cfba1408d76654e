// Plans and data sets: what people do with them. Authorise, load, apply the rule, save, tell.
//
// A plan of another company does not exist for one. Everything that changes something is told to the audit log and, as
// plan.updated {id, name, state}, to those who may read plans. Thread-safe.
// Errors: I001 the permission is missing; P050 there is no such plan, P051 there is no such data set (both kNotFound), P052 the
// plan has no design yet (kConflict), P053 a name is empty or too long, P054 the data set has no such measure, P055 the number of
// territories, a tolerance or the time is out of range, P056 the data set is too large; those of reading units (F...).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "planning/plan.hpp"
#include "platform/audit/log.hpp"
#include "platform/db/database.hpp"
#include "platform/events/events.hpp"
#include "platform/identity/principal.hpp"
#include "platform/jobs/queue.hpp"

namespace bailiwick::planning {

// The kind of job that designs a plan; its payload is {"plan": "plan_..."}.
inline constexpr std::string_view kDesignKind = "planning.design";
// The kind of job that proves how good it is; the same payload.
inline constexpr std::string_view kProofKind = "planning.proof";

// What the service works with; all outlive it.
struct PlanningParts {
  platform::db::Database& database;
  platform::jobs::JobQueue& queue;
  const platform::audit::Log& log;
  const platform::events::EventOutbox& outbox;
  UuidSource& ids;
  WallClock clock;
};

struct PlanPage {
  std::vector<Plan> items;     // newest first
  std::optional<PlanId> next;  // `before` of the next page
};

struct PlanCreated {
  Plan plan;
  platform::jobs::Job job;
};

class PlanService {
 public:
  using Principal = platform::identity::Principal;

  explicit PlanService(const PlanningParts& parts) : parts_(parts) {}

  [[nodiscard]] Result<PlanPage> plans(const Principal& principal, std::optional<PlanId> before,
                                       std::int64_t limit) const;
  [[nodiscard]] Result<Plan> plan(const Principal& principal, PlanId id) const;
  // A draft, and the job that designs it.
  [[nodiscard]] Checked<PlanCreated> create(const Principal& principal,
                                            const NewPlan& request) const;
  [[nodiscard]] Result<std::vector<PlanTerritory>> territories(const Principal& principal,
                                                               PlanId id) const;

  [[nodiscard]] Result<std::vector<Dataset>> datasets(const Principal& principal) const;
  // The bytes of a CSV file of units; every bad row is told.
  [[nodiscard]] Checked<Dataset> add_dataset(const Principal& principal, const std::string& name,
                                             std::string csv) const;

  // For the design job, which acts for whoever asked: what it needs, and what it leaves behind.
  struct DesignInput {
    Plan plan;
    std::string units_csv;
  };
  [[nodiscard]] Result<DesignInput> design_input(TenantId tenant, PlanId id) const;
  // Inside the transaction that ends the job.
  [[nodiscard]] Result<void> save_design(platform::db::Connection& connection,
                                         const platform::jobs::Job& job, PlanId id,
                                         const DesignedPlan& designed) const;

  // For the proof's job, likewise. P052 where the plan has no design.
  struct ProofInput {
    DesignInput design;
    std::string plan_csv;
  };
  [[nodiscard]] Result<ProofInput> proof_input(TenantId tenant, PlanId id) const;
  [[nodiscard]] Result<void> save_proof(platform::db::Connection& connection, TenantId tenant,
                                        PlanId id, const PlanProof& proof) const;

 private:
  [[nodiscard]] Errors mistakes_of(const NewPlan& request,
                                   const std::optional<Dataset>& dataset) const;
  [[nodiscard]] Result<void> queue_proof(platform::db::Connection& connection,
                                         const platform::jobs::Job& design, const Plan& plan) const;

  PlanningParts parts_;
};

}  // namespace bailiwick::planning
