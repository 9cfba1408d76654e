// Goal: a planner sets how leads are routed and tries it, people see where their leads went and take those that wait, and nobody sees or does more than
// they may. Method: every use case and every refusal, on both databases.
#include "planning/lead_service.hpp"

#include <gtest/gtest.h>

#include "tests/support/lead_world.hpp"

namespace bailiwick::planning {
namespace {

using bailiwick::testing::Json;
using bailiwick::testing::Role;
using lead_store::QueueKind;
using platform::identity::Principal;

class LeadServiceTest : public bailiwick::testing::LeadTest {
 protected:
  static LeadId id_of(const crm::Record& lead) { return LeadId(lead.id.uuid); }
  std::vector<LeadId> queue(const Principal& who, QueueKind kind, bool is_mine = false) {
    std::vector<LeadId> all;
    const auto read = leads->queue(who, {.kind = kind, .is_mine = is_mine});
    EXPECT_TRUE(read) << read.error().message;
    for (const auto& item : read->items) all.push_back(item.routing.lead);
    return all;
  }
};

TEST_P(LeadServiceTest, APolicyIsReadChangedAndToldOf) {
  const auto before = leads->policy(admin);
  ASSERT_TRUE(before);
  EXPECT_EQ(before->version, 0);
  EXPECT_FALSE(before->is_on);
  LeadPolicy policy = *before;
  policy.is_on = true;
  policy.people = {{.person = anna.person, .capacity = 3}};
  ASSERT_TRUE(leads->change(admin, policy, 0));
  EXPECT_EQ(rule_of(leads->change(admin, policy, 0)), "P087");
  ASSERT_TRUE(leads->change(admin, policy, 1));
  ASSERT_TRUE(leads->change(admin, policy, std::nullopt));
  const auto after = leads->policy(admin);
  EXPECT_EQ(after->version, 3);
  EXPECT_EQ(after->people, policy.people);
  EXPECT_EQ(events(admin.tenant).back().event.name, "lead_policy.updated");
  EXPECT_TRUE(world->is_audit_intact(admin.tenant));
}

TEST_P(LeadServiceTest, EveryMistakeOfAPolicyIsToldAndNothingIsWritten) {
  LeadPolicy policy = default_policy("Mars/Olympus");
  policy.hours = {{0, "17:00", "09:00"}};
  policy.capacity = 0;
  policy.minutes = kResponseMinutesMax + 1;
  policy.protect = "revenue >";
  policy.people = {{.person = PersonId(world->ids().next())}};
  const auto refused = leads->change(admin, policy, std::nullopt);
  ASSERT_FALSE(refused);
  std::vector<std::string> rules;
  for (const Error& error : refused.error()) rules.push_back(error.rule);
  rules.erase(std::unique(rules.begin(), rules.end()), rules.end());
  ASSERT_GE(rules.size(), 6U);
  EXPECT_EQ(std::vector(rules.begin(), rules.begin() + 4),
            (std::vector<std::string>{"P081", "P082", "P083", "P084"}));
  EXPECT_EQ(rules.back(), "P086");
  EXPECT_EQ(rules[4].front(), 'Q');
  EXPECT_EQ(leads->policy(admin)->version, 0);
}

TEST_P(LeadServiceTest, ALeadIsTriedWithoutBeingAdded) {
  put_policy();
  const Json lead = {{"company", "Tried"}, {"country", "NL"}};
  const auto tried = leads->preview(admin, {.lead = lead});
  ASSERT_TRUE(tried) << tried.error().front().message;
  EXPECT_EQ(tried->decision.territory, north);
  EXPECT_EQ(tried->territories.at(north), "North");
  EXPECT_EQ(tried->people.at(*tried->decision.owner).substr(0, 6), "Person");
  // Another policy, on a Sunday.
  LeadPolicy policy = default_policy("UTC");
  policy.hours = {{1, "09:00", "17:00"}};  // all others begin a day later
  policy.people = {
      {.person = cleo.person, .hours = std::vector<WrittenHours>{{0, "08:00", "12:00"}}}};
  const auto sunday = leads->preview(
      admin, {.lead = lead, .policy = policy, .at = parse_instant("2026-11-29T12:00:00Z")});
  ASSERT_TRUE(sunday);
  EXPECT_EQ(sunday->decision.owner, cleo.person);
  EXPECT_EQ(sunday->decision.due_at, parse_instant("2026-11-30T12:00:00Z"));
  EXPECT_EQ(*crm->records.count(admin, {.object = crm::ObjectKind::kLead}), 0);
  // What is wrong with either is told.
  policy.capacity = 0;
  const Json bad = {{"countri", "NL"}};
  const auto refused = leads->preview(admin, {.lead = bad, .policy = policy});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().back().pointer, "/policy/capacity");
  EXPECT_EQ(refused.error().front().rule, "R008");
  // Turns are as they were.
  const auto first = owner_of(arrive());
  EXPECT_EQ(leads->preview(admin, {.lead = lead})->decision.owner ==
                leads->preview(admin, {.lead = lead})->decision.owner,
            true);
  EXPECT_NE(leads->preview(admin, {.lead = lead})->decision.owner, first);
}

TEST_P(LeadServiceTest, ALeadThatWaitsIsTakenOnce) {
  put_policy([&](LeadPolicy& policy) {
    policy.people = {{.person = anna.person, .is_away = true},
                     {.person = bob.person, .is_away = true},
                     {.person = cleo.person, .is_away = true}};
  });
  const crm::Record lead = arrive();
  const auto taken = leads->take(bob, id_of(lead));
  ASSERT_TRUE(taken) << taken.error().front().message;
  EXPECT_EQ(taken->routing->owner, bob.person);
  EXPECT_EQ(taken->routing->why.owner_by, OwnerBy::kTaken);
  EXPECT_EQ(owner_of(lead), bob.person);
  EXPECT_EQ(rule_of(leads->take(cleo, id_of(lead))), "P088");
  const crm::Record elsewhere = arrive({{"territory", south.text()}});
  EXPECT_EQ(rule_of(leads->take(bob, id_of(elsewhere))), "P080");
  EXPECT_TRUE(leads->take(admin, id_of(elsewhere)));
}

TEST_P(LeadServiceTest, APlannerSendsALeadToSomebodyOrAnew) {
  const Principal planner =
      world->add_person(admin, Role::kPlanner, "planner@acme.example").principal;
  const crm::Record old = arrive(bob, {{"country", "NL"}});
  EXPECT_EQ(rule_of(leads->send(planner, id_of(old), std::nullopt)), "P089");
  put_policy();
  const auto sent = leads->send(planner, id_of(old), cleo.person);
  ASSERT_TRUE(sent) << sent.error().front().message;
  EXPECT_EQ(sent->routing->owner, cleo.person);
  EXPECT_EQ(sent->routing->why.owner_by, OwnerBy::kHand);
  EXPECT_EQ(owner_of(old), cleo.person);
  const auto anew = leads->send(planner, id_of(old), std::nullopt);
  ASSERT_TRUE(anew) << anew.error().front().message;
  EXPECT_EQ(anew->routing->why.owner_by, OwnerBy::kPolicy);
  EXPECT_EQ(anew->routing->territory, north);
  EXPECT_EQ(rule_of(leads->send(planner, id_of(old), PersonId(world->ids().next()))), "P086");
}

TEST_P(LeadServiceTest, TheQueueShowsWhatWaitsWhatIsLateAndWhatIsDue) {
  put_policy([](LeadPolicy& policy) {
    policy.minutes = 60;
    policy.capacity = 1;
    policy.is_late_reassigned = false;
  });
  std::vector<crm::Record> all;
  for (int i = 0; i < 4; ++i) {
    all.push_back(arrive());
    pass(5);
  }
  EXPECT_EQ(queue(admin, QueueKind::kWaiting), (std::vector{id_of(all[3])}));
  EXPECT_EQ(queue(admin, QueueKind::kDue),
            (std::vector{id_of(all[0]), id_of(all[1]), id_of(all[2])}));
  pass(42);
  EXPECT_EQ(queue(admin, QueueKind::kLate), (std::vector{id_of(all[0])}));
  EXPECT_TRUE(routing_of(all[0]).state == LeadState::kRunning);
  EXPECT_TRUE(leads->routing(admin, id_of(all[0]))->is_late);
  const auto page = leads->queue(admin, {.kind = QueueKind::kDue, .limit = 1});
  EXPECT_EQ(page->due, 2);
  EXPECT_EQ(page->late, 1);
  EXPECT_EQ(page->waiting, 1);
  ASSERT_TRUE(page->next);
  const auto rest = leads->queue(admin, {.kind = QueueKind::kDue, .after = page->next, .limit = 5});
  ASSERT_EQ(rest->items.size(), 1U);
  EXPECT_EQ(rest->items[0].routing.lead, id_of(all[2]));
  EXPECT_EQ(rest->items[0].company, "Some company");
  EXPECT_FALSE(rest->next);
}

TEST_P(LeadServiceTest, EverybodySeesTheLeadsOfTheirOwnTerritories) {
  put_policy();
  const Principal dirk = seat("dirk", south, alignment::Part::kOwner);
  const crm::Record lead = arrive();
  const crm::Record nowhere = arrive({{"country", "BE"}});
  EXPECT_TRUE(leads->routing(bob, id_of(lead)));
  EXPECT_EQ(rule_of(leads->routing(dirk, id_of(lead))), "P080");
  EXPECT_EQ(rule_of(leads->routing(bob, id_of(nowhere))), "P080");
  EXPECT_TRUE(queue(dirk, QueueKind::kDue).empty());
  EXPECT_TRUE(queue(bob, QueueKind::kWaiting).empty());
  EXPECT_EQ(queue(bob, QueueKind::kDue).size(), 1U);
  EXPECT_EQ(queue(bob, QueueKind::kDue, true).size(), owner_of(lead) == bob.person ? 1U : 0U);
  ASSERT_TRUE(crm->records.hide(admin, lead.id, std::nullopt));
  EXPECT_TRUE(queue(admin, QueueKind::kDue).empty());
  const auto other = world->add_company("other");
  EXPECT_EQ(rule_of(leads->routing(other, id_of(nowhere))), "P080");
  EXPECT_TRUE(queue(other, QueueKind::kWaiting).empty());
}

TEST_P(LeadServiceTest, AnAccountThatOneDoesNotSeeIsNotNamed) {
  put_policy();
  add_account({{"name", "Initech"}, {"postal_code", "2000"}}, south);
  const crm::Record lead =
      arrive({{"country", "NL"}, {"company", "Initech"}, {"postal_code", "2000"}});
  EXPECT_TRUE(leads->routing(admin, id_of(lead))->routing->why.account);
  const LeadWhy why = leads->routing(bob, id_of(lead))->routing->why;
  EXPECT_FALSE(why.account);
  EXPECT_EQ(why.account_by, "name");
}

TEST_P(LeadServiceTest, OnlyWhoMayReadsAndChanges) {
  put_policy();
  const crm::Record lead = arrive();
  const Json body = {{"company", "x"}};
  EXPECT_EQ(rule_of(leads->change(bob, default_policy("UTC"), std::nullopt)), "I001");
  EXPECT_EQ(rule_of(leads->send(bob, id_of(lead), std::nullopt)), "I001");
  EXPECT_EQ(rule_of(leads->preview(bob, {.lead = body})), "I001");
  Principal nobody = bob;
  nobody.permissions.clear();
  EXPECT_EQ(rule_of(leads->policy(nobody)), "I001");
  EXPECT_EQ(rule_of(leads->preview(nobody, {.lead = body})), "I001");
  EXPECT_EQ(rule_of(leads->routing(nobody, id_of(lead))), "I001");
  EXPECT_EQ(rule_of(leads->take(nobody, id_of(lead))), "I001");
  EXPECT_EQ(rule_of(leads->queue(nobody, {})), "I001");
}

INSTANTIATE_TEST_SUITE_P(Both, LeadServiceTest, bailiwick::testing::on_both(),
                         bailiwick::testing::dialect_name);

}  // namespace
}  // namespace bailiwick::planning
