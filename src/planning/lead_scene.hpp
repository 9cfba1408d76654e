// What decisions about leads go by, made ready: the policy, calendars, compiled rules and formula, and who holds the positions of each territory. Read once for
// each state of the company and kept; whether it has changed is asked in the transaction of each decision, so that it is never old.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "alignment/service.hpp"
#include "base/result.hpp"
#include "crm/service.hpp"
#include "formula/program.hpp"
#include "planning/assignment_service.hpp"
#include "planning/lead_policy.hpp"
#include "planning/lead_store.hpp"

namespace bailiwick::planning {

// Who holds positions of a territory today.
struct TerritoryPeople {
  std::optional<PersonId> owner = {};
  std::vector<PersonId> overlays = {};  // each once, without the owner
};

struct LeadScene {
  lead_store::Stamp stamp = {};
  LocalDate day = {};
  LeadPolicy policy = {};
  Calendars calendars = {};
  crm::AccountFields fields = {};
  std::vector<TerritoryPlace> tree = {};
  std::shared_ptr<const RuleBook> book = {};             // null: no rules are active
  std::shared_ptr<const formula::Program> protect = {};  // null: no account is protected
  std::map<TerritoryId, TerritoryPeople> people = {};
};

// All of them outlive it.
struct LeadParts {
  PlanningParts planning;
  const alignment::AlignmentService& alignment;
  const AssignmentService& assignment;
};

// The formula of the policy; null where it is empty, or does not fit the fields any more.
[[nodiscard]] std::shared_ptr<const formula::Program> protection_of(
    const LeadPolicy& policy, const formula::Schema& accounts);

// Thread-safe.
class LeadScenes {
 public:
  explicit LeadScenes(const LeadParts& parts) : parts_(parts) {}

  using Connection = platform::db::Connection;
  // In the transaction of the connection. O(1) queries where nothing has changed, else O(territories + rules).
  [[nodiscard]] Result<std::shared_ptr<const LeadScene>> scene(Connection& connection,
                                                               TenantId tenant) const;

 private:
  static constexpr std::size_t kKeptMax = 64;  // companies
  [[nodiscard]] std::shared_ptr<const LeadScene> kept(TenantId tenant) const;
  void keep(TenantId tenant, std::shared_ptr<const LeadScene> scene) const;
  Result<void> read_people(TenantId tenant, LeadScene& scene) const;

  LeadParts parts_;
  mutable std::mutex mutex_;
  mutable std::map<TenantId, std::shared_ptr<const LeadScene>> kept_;
};

}  // namespace bailiwick::planning
