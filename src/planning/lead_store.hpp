// The only SQL of routing: plain functions inside a transaction of the caller.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "crm/service.hpp"
#include "planning/lead_model.hpp"
#include "planning/lead_policy.hpp"
#include "platform/db/database.hpp"

namespace bailiwick::planning::lead_store {

namespace db = platform::db;

// Nothing where none was written down.
[[nodiscard]] Result<std::optional<LeadPolicy>> policy(db::Connection& connection, TenantId tenant);
struct PolicyChange {
  TenantId tenant;
  Instant at;
  PersonId by = {};
};
// False where the version that is there is not one less.
[[nodiscard]] Result<bool> put_policy(db::Connection& connection, const PolicyChange& change,
                                      const LeadPolicy& policy);

// The last of `count` new turns, where routing is on: locks the company's routing until the transaction ends. Nothing where it is off.
[[nodiscard]] Result<std::optional<std::int64_t>> take_turns(db::Connection& connection,
                                                             TenantId tenant, std::int64_t count);
// What the decisions of a company hang on: two that are equal stand for the same policy, rules and alignment.
struct Stamp {
  std::int64_t policy_version = 0;
  Instant policy_changed_at = {};
  std::optional<RuleSetId> set = {};  // the active one
  std::int64_t set_version = 0;
  std::int64_t alignment_revision = 0;
  friend bool operator==(const Stamp&, const Stamp&) = default;
};
[[nodiscard]] Result<Stamp> stamp(db::Connection& connection, TenantId tenant);

using Turns = std::map<PersonId, std::int64_t>;
[[nodiscard]] Result<Turns> turns(db::Connection& connection, TenantId tenant,
                                  TerritoryId territory);
struct TurnOf {
  TerritoryId territory;
  PersonId person;
  std::int64_t turn = 0;
};
Result<void> set_turn(db::Connection& connection, TenantId tenant, const TurnOf& turn);

Result<void> insert_routing(db::Connection& connection, TenantId tenant,
                            const LeadRouting& routing);
// All but the arrival; the version grows. False where it is another.
[[nodiscard]] Result<bool> update_routing(db::Connection& connection, TenantId tenant,
                                          const LeadRouting& routing);
[[nodiscard]] Result<std::optional<LeadRouting>> routing(db::Connection& connection,
                                                         TenantId tenant, LeadId lead);

// Running leads that became late by then and were not seen to, the earliest first.
[[nodiscard]] Result<std::vector<LeadRouting>> newly_late(db::Connection& connection,
                                                          TenantId tenant, Instant now,
                                                          std::int64_t limit);
// Waiting leads behind a place, the earliest due first.
struct QueuePlace {
  Instant due_at;
  LeadId lead;
};
// Where a lead stands in a list by when it is due.
[[nodiscard]] QueuePlace place_of(const LeadRouting& routing);
[[nodiscard]] Result<std::vector<LeadRouting>> waiting(db::Connection& connection, TenantId tenant,
                                                       const std::optional<QueuePlace>& after,
                                                       std::int64_t limit);
// When the next running lead becomes late that was not seen to be.
[[nodiscard]] Result<std::optional<Instant>> next_due(db::Connection& connection, TenantId tenant);
[[nodiscard]] Result<bool> is_any_waiting(db::Connection& connection, TenantId tenant);

// A lead of a list, with what the list shows of it.
struct QueuedLead {
  LeadRouting routing;
  std::string company = {};
  std::string name = {};  // of the person
  std::string status = {};
  std::string source = {};
  std::string city = {};
  std::string country = {};
};
enum class QueueKind { kWaiting, kLate, kDue };
struct QueueAsk {
  QueueKind kind = QueueKind::kWaiting;
  Instant now;
  bool is_mine = false;  // of the viewer alone
  std::optional<QueuePlace> after = {};
  std::int64_t limit = 50;
};
// Of the leads that the viewer sees, the earliest due first; a waiting lead without a due instant comes last.
[[nodiscard]] Result<std::vector<QueuedLead>> queue(db::Connection& connection,
                                                    const crm::Viewer& viewer, const QueueAsk& ask);
// How many there are, up to kQueueCountMax.
inline constexpr std::int64_t kQueueCountMax = 1'000;
[[nodiscard]] Result<std::int64_t> queue_count(db::Connection& connection,
                                               const crm::Viewer& viewer, const QueueAsk& ask);

}  // namespace bailiwick::planning::lead_store
