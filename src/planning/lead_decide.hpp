// Decides where a lead goes: which account it comes from, which territory it is in, who takes it and until when they are to respond.
//
//   account     crm::matching_accounts; protected where the policy's formula holds for it: the first that is
//   territory   the lead's own; else the protected account's; else that of the rule that wins for the lead, as if it were an account
//   owner       the lead's own; whoever adds it, where the policy has them keep it; the owner of the protected account's territory, who is asked
//               first; else choose_person() among the people of the territory
//
// Reads in the transaction of the connection and writes nothing. What it decides within one transaction counts in what it decides next.
#pragma once

#include <map>
#include <memory>
#include <optional>

#include "base/result.hpp"
#include "crm/service.hpp"
#include "planning/lead_model.hpp"
#include "planning/lead_scene.hpp"

namespace bailiwick::planning {

class LeadDecider {
 public:
  using Connection = platform::db::Connection;
  struct Company {
    TenantId tenant;
    std::shared_ptr<const LeadScene> scene;
  };

  LeadDecider(Connection& connection, Company company)
      : connection_(connection), company_(std::move(company)) {}

  struct Ask {
    Instant at;
    std::optional<PersonId> keeper = {};  // who adds it and keeps it
    std::optional<PersonId> late = {};    // who had it and let the time pass
    std::int64_t turn = 0;                // the number of this lead
  };
  // Of the lead's fields `owner`, `territory` and `account` hold where they are filled.
  [[nodiscard]] Result<LeadDecision> decide(const crm::Record& lead, const Ask& ask);
  // Somebody has it, however they came by it.
  [[nodiscard]] std::optional<Instant> due_for(PersonId person, Instant at) const;
  // In the company's hours.
  [[nodiscard]] std::optional<Instant> due_for_company(Instant at) const;
  // The turn that decide() took, to be written down.
  [[nodiscard]] const std::optional<lead_store::TurnOf>& turn_taken() const { return turn_taken_; }

 private:
  struct Person {
    bool is_active = false;
    std::int64_t open_leads = 0;
  };
  [[nodiscard]] const LeadScene& scene() const { return *company_.scene; }
  Result<void> find_account(const crm::Record& lead, LeadDecision& decision);
  Result<void> find_territory(const crm::Record& lead, LeadDecision& decision);
  Result<void> find_owner(const crm::Record& lead, const Ask& ask, LeadDecision& decision);
  [[nodiscard]] Result<bool> ask_people(const std::vector<PersonId>& people, const Ask& ask,
                                        LeadDecision& decision);
  [[nodiscard]] Result<Person*> person(PersonId id);
  [[nodiscard]] Result<lead_store::Turns*> turns(TerritoryId territory);
  [[nodiscard]] Result<LeadCandidate> candidate(PersonId id, const Ask& ask,
                                                const lead_store::Turns& turns);

  Connection& connection_;
  Company company_;
  std::map<PersonId, Person> people_;
  std::map<TerritoryId, lead_store::Turns> turns_;
  std::optional<lead_store::TurnOf> turn_taken_;
};

}  // namespace bailiwick::planning
