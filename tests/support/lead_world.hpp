// For tests of routing: a company with the CRM and assignment rules, where "North" has an owner and two overlay positions, and the desk that leads arrive at.
#pragma once

#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "crm/migrations.hpp"
#include "crm/service.hpp"
#include "planning/lead_job.hpp"
#include "tests/support/assignment_world.hpp"

namespace bailiwick::testing {

using Json = nlohmann::json;

class LeadTest : public AssignmentTest {
 protected:
  std::vector<db::MigrationModule> more_modules() override {
    return {alignment::alignment_migrations(), crm::crm_migrations(),
            platform::jobs::jobs_migrations(), platform::events::events_migrations(),
            market::market_migrations(),       planning::planning_migrations()};
  }

  void SetUp() override {
    AssignmentTest::SetUp();
    if (IsSkipped()) return;
    crm = std::make_unique<crm::Services>(crm::CrmParts{
        world->database(), world->log(), outbox(), *align, world->ids(), world->clock(), &slot});
    const planning::LeadParts lead{.planning = {world->database(), *queue, world->log(), outbox(),
                                                world->ids(), world->clock()},
                                   .alignment = *align,
                                   .assignment = *rules};
    desk = std::make_unique<planning::PlanningLeadDesk>(lead);
    slot.desk = desk.get();
    leads.emplace(planning::LeadServiceParts{.lead = lead, .desk = *desk, .records = crm->records});
    queue->add_kind(planning::lead_sweep_kind(*leads));
    anna = seat("anna", north, alignment::Part::kOwner);
    bob = seat("bob", north, alignment::Part::kOverlay);
    cleo = seat("cleo", north, alignment::Part::kOverlay);
    add(formula(north, "country == \"NL\""));
    EXPECT_EQ(activate(today), "");
  }

  // Somebody on a position of their own in a territory.
  Principal seat(const std::string& name, TerritoryId territory, alignment::Part part) {
    const auto person = world->add_person(admin, Role::kRep, name + "@acme.example").principal;
    const alignment::Period always{.from = today};
    const auto position = align->add_position(admin, {.id = {}, .title = name + " seat"})->id;
    EXPECT_TRUE(
        align->hold(admin, {.position = position, .period = always, .person = person.person}));
    EXPECT_TRUE(align->assign(
        admin, {.territory = territory, .position = position, .period = always, .part = part}));
    return person;
  }

  // On, around the clock in UTC, as `change` has it besides.
  template <class Change>
  void put_policy(Change&& change) {
    planning::LeadPolicy policy = planning::default_policy("UTC");
    policy.is_on = true;
    policy.hours.clear();
    for (std::size_t day = 0; day < 7; ++day) policy.hours.push_back({day, "00:00", "24:00"});
    change(policy);
    const auto put = leads->change(admin, policy, std::nullopt);
    EXPECT_TRUE(put) << put.error().front().message;
  }
  void put_policy() {
    put_policy([](planning::LeadPolicy&) {});
  }

  // As a web form adds it: by a token of somebody who sees everything.
  Principal form() {
    Principal token = admin;
    token.channel = identity::Channel::kToken;
    return token;
  }
  crm::Record arrive(const Principal& principal, Json body) {
    if (!body.contains("company")) body["company"] = "Some company";
    const auto added = crm->records.add(principal, crm::ObjectKind::kLead, body);
    EXPECT_TRUE(added) << added.error().front().message;
    return added ? added->items.front().record : crm::blank_record(crm::ObjectKind::kLead);
  }
  crm::Record arrive(const Json& body = {{"country", "NL"}}) { return arrive(form(), body); }
  planning::LeadRouting routing_of(const crm::Record& lead) {
    const auto view = leads->routing(admin, planning::LeadId(lead.id.uuid));
    EXPECT_TRUE(view) << view.error().message;
    return view && view->routing ? *view->routing : planning::LeadRouting();
  }
  std::optional<PersonId> owner_of(const crm::Record& lead) {
    const auto page = crm->records.record(admin, lead.id);
    EXPECT_TRUE(page);
    const auto owner = planning::reference_of(page->items.front().record, "owner");
    return owner ? std::optional(PersonId(*owner)) : std::nullopt;
  }
  Json change(const Principal& principal, const crm::Record& lead, const Json& body) {
    const auto changed = crm->records.change(principal, lead.id, std::nullopt, body);
    EXPECT_TRUE(changed) << changed.error().front().message;
    return {};
  }
  AccountId add_account(const Json& body, TerritoryId territory) {
    Json whole = body;
    whole["territory"] = territory.text();
    const auto added = crm->records.add(admin, crm::ObjectKind::kAccount, whole);
    EXPECT_TRUE(added) << added.error().front().message;
    return AccountId(added->items.front().record.id.uuid);
  }
  void pass(std::int64_t minutes) { world->now = world->now.plus_seconds(minutes * 60); }
  std::optional<Instant> sweep() {
    const auto next = leads->sweep(admin.tenant);
    EXPECT_TRUE(next) << next.error().message;
    return next ? *next : std::nullopt;
  }

  crm::LeadSlot slot;
  std::unique_ptr<crm::Services> crm;
  std::unique_ptr<planning::PlanningLeadDesk> desk;
  std::optional<planning::LeadService> leads;
  Principal anna;
  Principal bob;
  Principal cleo;
};

}  // namespace bailiwick::testing
