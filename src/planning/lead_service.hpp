// Routing as people use it: the policy and what it would do, where a lead was sent and why, the queue, and routing by hand.
//
// plans.read reads the policy and tries it; plans.manage changes it and sends leads elsewhere; crm.read shows the routing of the leads that one sees;
// crm.write takes one of these out of the queue. The policy's changes are told to the audit log and, as lead_policy.updated {}, to those who may read
// it; a lead's, as any change of a record is. Thread-safe.
// Errors: I001; P080 no such lead within the scope (kNotFound); P081 to P086 of a policy (lead_policy.hpp); P086 nobody of the company, or not active; P087
// the policy or the lead changed since it was read (kPrecondition); P088 the lead does not wait (kConflict); P089 leads are not routed (kConflict);
// those of crm's records.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "crm/service.hpp"
#include "planning/lead_desk.hpp"
#include "planning/lead_json.hpp"
#include "planning/lead_model.hpp"
#include "planning/lead_names.hpp"
#include "planning/lead_policy.hpp"
#include "planning/lead_store.hpp"

namespace bailiwick::planning {

// All of them outlive it.
struct LeadServiceParts {
  LeadParts lead;
  const PlanningLeadDesk& desk;
  const crm::RecordService& records;
};

struct LeadView {
  LeadId lead;
  std::optional<LeadRouting> routing;  // absent: it came before leads were routed
  bool is_late = false;
  TerritoryNames territories;  // what those are called that it names
  PersonNames people;
};

struct LeadTrial {
  LeadDecision decision;
  TerritoryNames territories;
  PersonNames people;
};

struct LeadQueueAsk {
  lead_store::QueueKind kind = lead_store::QueueKind::kWaiting;
  bool is_mine = false;
  std::optional<lead_store::QueuePlace> after = {};
  std::int64_t limit = 50;
};
struct LeadQueue {
  std::vector<lead_store::QueuedLead> items;
  Instant now;
  std::int64_t waiting = 0;  // each up to lead_store::kQueueCountMax
  std::int64_t late = 0;
  std::int64_t due = 0;
  std::optional<lead_store::QueuePlace> next = {};
  TerritoryNames territories;
  PersonNames people;
};

class LeadService {
 public:
  using Principal = platform::identity::Principal;
  using Connection = platform::db::Connection;

  explicit LeadService(const LeadServiceParts& parts) : parts_(parts) {}

  [[nodiscard]] Result<LeadPolicy> policy(const Principal& principal) const;
  // version: as it was read, 0 where none was written down; absent: whichever it is.
  [[nodiscard]] Checked<LeadPolicy> change(const Principal& principal, LeadPolicy policy,
                                           std::optional<std::int64_t> version) const;
  // Where a lead with these fields would go then, by this policy, or by the one that is there. Nothing is changed.
  struct Trial {
    const nlohmann::json& lead;
    std::optional<LeadPolicy> policy = {};
    std::optional<Instant> at = {};
  };
  [[nodiscard]] Checked<LeadTrial> preview(const Principal& principal, const Trial& trial) const;

  [[nodiscard]] Result<LeadView> routing(const Principal& principal, LeadId lead) const;
  [[nodiscard]] Checked<LeadView> take(const Principal& principal, LeadId lead) const;
  // To somebody, or as the policy has it.
  [[nodiscard]] Checked<LeadView> send(const Principal& principal, LeadId lead,
                                       std::optional<PersonId> person) const;
  [[nodiscard]] Result<LeadQueue> queue(const Principal& principal, const LeadQueueAsk& ask) const;

  // For the job: late leads are marked and, by the policy, sent on; waiting ones are tried again. When it is to be done again, if at all.
  [[nodiscard]] Result<std::optional<Instant>> sweep(TenantId tenant) const;

 private:
  // What is to become of a lead.
  struct Move {
    LeadDecision decision;
    OwnerBy owner_by = OwnerBy::kPolicy;
    std::int64_t moves = 0;
  };
  [[nodiscard]] Result<crm::Record> seen(const Principal& principal, LeadId lead) const;
  [[nodiscard]] Result<LeadView> view(Connection& connection, const Principal& principal,
                                      LeadId lead) const;
  Result<void> apply(Connection& connection, const Principal& principal, const crm::Record& lead,
                     const Move& move) const;
  Result<void> check_person(Connection& connection, TenantId tenant, PersonId person) const;
  [[nodiscard]] Result<Errors> mistakes_in(Connection& connection, TenantId tenant,
                                           const LeadPolicy& policy) const;
  // The work of take() and send(): on a lead that is seen, with the company's routing locked.
  template <class Work>
  [[nodiscard]] Checked<LeadView> moved(const Principal& principal, LeadId lead, Work&& work) const;
  struct Swept {
    std::size_t count = 0;
    std::optional<lead_store::QueuePlace> last = {};
  };
  struct Again {
    TenantId tenant;
    const LeadRouting& routing;
    std::int64_t turn = 0;
  };
  [[nodiscard]] Result<bool> try_again(Connection& connection, LeadDecider& decider,
                                       const crm::Record& lead, const Again& again) const;
  [[nodiscard]] Result<Swept> sweep_some(Connection& connection, TenantId tenant,
                                         const std::vector<LeadRouting>& routings) const;

  LeadServiceParts parts_;
};

}  // namespace bailiwick::planning
