#include "planning/lead_decide.hpp"

#include <algorithm>

#include "alignment/service.hpp"
#include "formula/evaluate.hpp"
#include "planning/assignment_run.hpp"
#include "platform/identity/people_store.hpp"

namespace bailiwick::planning {
namespace {

namespace identity = platform::identity;

const LeadPerson* said_of(const LeadPolicy& policy, PersonId person) {
  const auto found = std::ranges::find(policy.people, person, &LeadPerson::person);
  return found == policy.people.end() ? nullptr : &*found;
}

bool does_hold(const formula::Program& program, const std::vector<formula::Value>& row) {
  const formula::Value value = formula::evaluate_row(program, 0, row);
  const auto* truth = std::get_if<bool>(&value.data());
  return truth != nullptr && *truth;
}

ToldCandidate told(const LeadCandidate& one, CandidateFate fate) {
  return {.person = one.person,
          .fate = fate,
          .open_leads = one.open_leads,
          .capacity = one.capacity,
          .begins = one.begins};
}

}  // namespace

std::optional<Instant> LeadDecider::due_for(PersonId person, Instant at) const {
  return after_work(scene().calendars.of(person), at, scene().policy.minutes);
}

std::optional<Instant> LeadDecider::due_for_company(Instant at) const {
  return after_work(scene().calendars.of_company(), at, scene().policy.minutes);
}

Result<LeadDecision> LeadDecider::decide(const crm::Record& lead, const Ask& ask) {
  turn_taken_.reset();
  LeadDecision decision;
  auto done = find_account(lead, decision);
  if (done) done = find_territory(lead, decision);
  if (done) done = find_owner(lead, ask, decision);
  if (!done) return tl::unexpected(done.error());
  decision.due_at = decision.owner ? due_for(*decision.owner, ask.at) : due_for_company(ask.at);
  return decision;
}

Result<void> LeadDecider::find_account(const crm::Record& lead, LeadDecision& decision) {
  const auto matches = crm::matching_accounts(connection_, company_.tenant, lead, scene().fields);
  if (!matches) return tl::unexpected(matches.error());
  const auto take = [&](const crm::AccountMatch& match, bool is_protected) {
    decision.why.account = match.account;
    decision.why.account_by = std::string(crm::name_of(match.by));
    decision.why.is_protected = is_protected;
  };
  if (!matches->empty()) take(matches->front(), false);
  if (scene().protect == nullptr) return {};
  for (const crm::AccountMatch& match : *matches)
    if (does_hold(*scene().protect, match.row)) {
      take(match, true);
      break;
    }
  return {};
}

Result<void> LeadDecider::find_territory(const crm::Record& lead, LeadDecision& decision) {
  if (const auto* given = std::get_if<Uuid>(&lead.value("territory"))) {
    decision.territory = TerritoryId(*given);
    decision.why.territory_by = TerritoryBy::kGiven;
    return {};
  }
  if (decision.why.is_protected) {
    const auto territory =
        alignment::territory_of(connection_, company_.tenant, *decision.why.account, scene().day);
    if (!territory) return tl::unexpected(territory.error());
    decision.territory = *territory;
    if (*territory) decision.why.territory_by = TerritoryBy::kAccount;
    if (*territory) return {};
  }
  if (scene().book == nullptr) return {};
  AccountTable table(scene().fields.schema);
  table.add(AccountId(lead.id.uuid), crm::as_account(lead, scene().fields));
  const auto decided = planning::decide(*scene().book, table.batch());
  if (!decided) return tl::unexpected(decided.error());
  if (decided->winners.front() == kNoRule) return {};
  const auto winner = static_cast<std::size_t>(decided->winners.front());
  const AssignmentRule& rule = scene().book->rules[winner].rule;
  decision.territory = rule.territory;
  decision.why.territory_by = TerritoryBy::kRule;
  decision.why.rule = rule.id;
  decision.why.rule_name = rule.name;
  return {};
}

Result<void> LeadDecider::find_owner(const crm::Record& lead, const Ask& ask,
                                     LeadDecision& decision) {
  const auto own = [&](PersonId person, OwnerBy by) -> Result<void> {
    decision.owner = person;
    decision.why.owner_by = by;
    const auto known = this->person(person);
    if (!known) return tl::unexpected(known.error());
    ++(*known)->open_leads;
    return {};
  };
  if (const auto* given = std::get_if<Uuid>(&lead.value("owner")))
    return own(PersonId(*given), OwnerBy::kGiven);
  if (ask.keeper) return own(*ask.keeper, OwnerBy::kOwn);
  if (!decision.territory) {
    decision.why.waits = WaitReason::kNoTerritory;
    return {};
  }
  const auto found = scene().people.find(*decision.territory);
  const TerritoryPeople people = found == scene().people.end() ? TerritoryPeople() : found->second;
  const bool is_of_account = decision.why.territory_by == TerritoryBy::kAccount;
  if (is_of_account && people.owner) {
    const auto has_owner = ask_people({*people.owner}, ask, decision);
    if (!has_owner) return tl::unexpected(has_owner.error());
    if (*has_owner) {
      decision.why.owner_by = OwnerBy::kAccount;
      decision.why.method.reset();
      return {};
    }
  }
  std::vector<PersonId> all;
  if (people.owner) all.push_back(*people.owner);
  if (scene().policy.has_overlays || is_of_account)
    all.insert(all.end(), people.overlays.begin(), people.overlays.end());
  if (all.empty()) {
    decision.why.waits = WaitReason::kNoPeople;
    return {};
  }
  const auto is_taken = ask_people(all, ask, decision);
  if (!is_taken) return tl::unexpected(is_taken.error());
  if (!*is_taken) decision.why.waits = WaitReason::kNobodyFits;
  return {};
}

Result<bool> LeadDecider::ask_people(const std::vector<PersonId>& people, const Ask& ask,
                                     LeadDecision& decision) {
  const LeadPolicy& policy = scene().policy;
  const auto turns = this->turns(*decision.territory);
  if (!turns) return tl::unexpected(turns.error());
  std::vector<LeadCandidate> candidates;
  for (const PersonId id : people) {
    const auto one = candidate(id, ask, **turns);
    if (!one) return tl::unexpected(one.error());
    candidates.push_back(*one);
  }
  const LeadChoice choice =
      choose_person({.method = policy.method, .at = ask.at, .minutes = policy.minutes}, candidates);
  decision.why.candidates.clear();
  for (std::size_t i = 0; i < candidates.size(); ++i)
    decision.why.candidates.push_back(told(candidates[i], choice.fates[i]));
  if (!choice.taken) return false;
  const PersonId taken = candidates[*choice.taken].person;
  decision.owner = taken;
  decision.why.owner_by = ask.late ? OwnerBy::kLate : OwnerBy::kPolicy;
  decision.why.method = policy.method;
  (**turns)[taken] = ask.turn;
  turn_taken_ = {.territory = *decision.territory, .person = taken, .turn = ask.turn};
  ++people_[taken].open_leads;
  return true;
}

Result<LeadDecider::Person*> LeadDecider::person(PersonId id) {
  const auto [at, is_new] = people_.emplace(id, Person());
  if (!is_new) return &at->second;
  const auto found = identity::find_person(connection_, {company_.tenant, id});
  if (!found) return tl::unexpected(found.error());
  at->second.is_active = *found && (*found)->status == identity::PersonStatus::kActive;
  const auto open = crm::open_leads(connection_, company_.tenant, id);
  if (!open) return tl::unexpected(open.error());
  at->second.open_leads = *open;
  return &at->second;
}

Result<lead_store::Turns*> LeadDecider::turns(TerritoryId territory) {
  const auto found = turns_.find(territory);
  if (found != turns_.end()) return &found->second;
  auto read = lead_store::turns(connection_, company_.tenant, territory);
  if (!read) return tl::unexpected(read.error());
  return &turns_.emplace(territory, std::move(*read)).first->second;
}

Result<LeadCandidate> LeadDecider::candidate(PersonId id, const Ask& ask,
                                             const lead_store::Turns& turns) {
  const auto known = person(id);
  if (!known) return tl::unexpected(known.error());
  const LeadPerson* said = said_of(scene().policy, id);
  const auto turn = turns.find(id);
  const Calendar& calendar = scene().calendars.of(id);
  const auto begins = next_work(calendar, ask.at);
  std::optional<LocalDate> begins_on;
  if (begins) begins_on = calendar.zone.wall_time(*begins).day;
  return LeadCandidate{
      .person = id,
      .is_active = (*known)->is_active,
      .is_away = said != nullptr && said->is_away,
      .had_it = ask.late == id,
      .open_leads = (*known)->open_leads,
      .capacity = said != nullptr && said->capacity ? *said->capacity : scene().policy.capacity,
      .last_turn = turn == turns.end() ? 0 : turn->second,
      .begins = begins,
      .begins_on = begins_on};
}

}  // namespace bailiwick::planning
