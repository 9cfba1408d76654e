// Where a lead was sent, how long there is to respond, and why: as values. Pure. docs/spec/lead-routing.md has the meaning.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"
#include "base/uuid.hpp"
#include "planning/assignment_model.hpp"
#include "planning/lead_route.hpp"

namespace bailiwick::planning {

// As crm calls them: here they are ids and no more.
struct LeadTag {
  static constexpr std::string_view kPrefix = "lead";
};
using LeadId = Uid<LeadTag>;

enum class LeadState {
  kWaiting,   // in the queue: nobody has it
  kRunning,   // somebody has it and has not responded yet
  kAnswered,  // by an activity of the owner, or a change of its status
  kClosed,    // hidden
};
[[nodiscard]] std::string_view name_of(LeadState state);
[[nodiscard]] std::optional<LeadState> parse_lead_state(std::string_view word);

enum class TerritoryBy { kNone, kGiven, kAccount, kRule };
[[nodiscard]] std::string_view name_of(TerritoryBy by);  // "none", "given", ...
[[nodiscard]] std::optional<TerritoryBy> parse_territory_by(std::string_view word);

enum class OwnerBy {
  kNone,     // it waits
  kGiven,    // whoever added it said so
  kOwn,      // whoever added it keeps it
  kAccount,  // the account's owner
  kPolicy,   // chosen by the policy
  kLate,     // the same, after the first owner let the time pass
  kHand,     // somebody gave it to them
  kTaken,    // they took it out of the queue
};
[[nodiscard]] std::string_view name_of(OwnerBy by);
[[nodiscard]] std::optional<OwnerBy> parse_owner_by(std::string_view word);

enum class WaitReason {
  kNone,
  kNoTerritory,  // no rule offers it to any
  kNoPeople,     // nobody holds a position of its territory
  kNobodyFits,   // all of them are away, full or never at work
  kReleased,     // somebody took it away from its owner
};
[[nodiscard]] std::string_view name_of(WaitReason reason);
[[nodiscard]] std::optional<WaitReason> parse_wait_reason(std::string_view word);

struct ToldCandidate {
  PersonId person;
  CandidateFate fate = CandidateFate::kTaken;
  std::int64_t open_leads = 0;
  std::int64_t capacity = 0;
  std::optional<Instant> begins = {};
  friend bool operator==(const ToldCandidate&, const ToldCandidate&) = default;
};

struct LeadWhy {
  std::optional<AccountId> account = {};  // that the lead comes from
  std::string account_by = {};            // how it was found: "given", "contact", "domain", "name"
  bool is_protected = false;              // the account is
  TerritoryBy territory_by = TerritoryBy::kNone;
  std::optional<RuleId> rule = {};
  std::string rule_name = {};
  OwnerBy owner_by = OwnerBy::kNone;
  WaitReason waits = WaitReason::kNone;
  std::optional<LeadMethod> method = {};  // where the policy chose
  std::vector<ToldCandidate> candidates = {};
  friend bool operator==(const LeadWhy&, const LeadWhy&) = default;
};

struct LeadDecision {
  std::optional<TerritoryId> territory = {};
  std::optional<PersonId> owner = {};
  std::optional<Instant> due_at = {};  // absent: there are no working hours to count
  LeadWhy why = {};
};

struct LeadRouting {
  LeadId lead = {};
  LeadState state = LeadState::kWaiting;
  std::optional<TerritoryId> territory = {};
  std::optional<PersonId> owner = {};
  Instant arrived_at = {};
  std::optional<Instant> assigned_at = {};  // to the owner
  std::optional<Instant> due_at = {};       // of a waiting lead: in the company's hours
  std::optional<Instant> answered_at = {};
  std::optional<Instant> late_at = {};  // when it was seen to be late
  std::int64_t moves = 0;               // to another because it was late
  LeadWhy why = {};
  std::int64_t version = 1;
};

// Whether the time to respond has passed, or had when somebody responded.
[[nodiscard]] bool is_late(const LeadRouting& routing, Instant now);

}  // namespace bailiwick::planning
