// Goal: a lead that arrives has its territory, its owner and its clock at once, turns are fair and nobody gets more than they take, whoever adds leads
// at the same time. Method: leads added as forms, imports and people add them, on both databases; threads.
#include "planning/lead_desk.hpp"

#include <gtest/gtest.h>

#include <thread>

#include "tests/support/lead_world.hpp"

namespace bailiwick::planning {
namespace {

namespace db = platform::db;
using bailiwick::testing::Json;
using platform::identity::Principal;

class LeadDeskTest : public bailiwick::testing::LeadTest {
 protected:
  // How many leads each has, and how many nobody.
  std::map<PersonId, int> counts(const std::vector<crm::Record>& all) {
    std::map<PersonId, int> counts;
    for (const crm::Record& lead : all) ++counts[owner_of(lead).value_or(PersonId())];
    return counts;
  }
};

TEST_P(LeadDeskTest, WithoutAPolicyALeadBelongsToWhoeverAddsIt) {
  const crm::Record lead = arrive(bob, {{"country", "NL"}});
  EXPECT_EQ(owner_of(lead), bob.person);
  EXPECT_FALSE(leads->routing(admin, LeadId(lead.id.uuid))->routing);
  put_policy([](LeadPolicy& policy) { policy.is_on = false; });
  EXPECT_EQ(owner_of(arrive()), admin.person);
}

TEST_P(LeadDeskTest, ALeadIsInItsTerritoryWithAnOwnerAndAClock) {
  put_policy([](LeadPolicy& policy) { policy.minutes = 90; });
  const crm::Record lead = arrive();
  EXPECT_EQ(reference_of(lead, "territory"), north.uuid());
  const LeadRouting routing = routing_of(lead);
  EXPECT_EQ(routing.state, LeadState::kRunning);
  EXPECT_EQ(routing.owner, owner_of(lead));
  EXPECT_EQ(routing.due_at, world->now.plus_seconds(90 * 60));
  EXPECT_EQ(routing.why.territory_by, TerritoryBy::kRule);
  EXPECT_EQ(routing.why.rule_name, "country == \"NL\"");
  EXPECT_EQ(routing.why.owner_by, OwnerBy::kPolicy);
  EXPECT_EQ(routing.why.candidates.size(), 3U);
}

TEST_P(LeadDeskTest, WhereNothingFitsTheLeadWaitsAndSaysWhy) {
  put_policy([](LeadPolicy& policy) { policy.has_overlays = false; });
  EXPECT_EQ(routing_of(arrive({{"country", "BE"}})).why.waits, WaitReason::kNoTerritory);
  EXPECT_EQ(routing_of(arrive({{"territory", south.text()}})).why.waits, WaitReason::kNoPeople);
  put_policy([&](LeadPolicy& policy) {
    policy.has_overlays = false;
    policy.people = {{.person = anna.person, .is_away = true}};
  });
  const LeadRouting routing = routing_of(arrive());
  EXPECT_EQ(routing.state, LeadState::kWaiting);
  EXPECT_EQ(routing.why.waits, WaitReason::kNobodyFits);
  EXPECT_EQ(routing.why.candidates.front().fate, CandidateFate::kAway);
  EXPECT_EQ(routing.due_at, world->now.plus_seconds(240 * 60));
}

TEST_P(LeadDeskTest, WhatIsGivenIsKept) {
  put_policy();
  const crm::Record lead =
      arrive({{"owner", bob.person.text()}, {"territory", south.text()}, {"country", "NL"}});
  EXPECT_EQ(owner_of(lead), bob.person);
  const LeadRouting routing = routing_of(lead);
  EXPECT_EQ(routing.territory, south);
  EXPECT_EQ(routing.why.territory_by, TerritoryBy::kGiven);
  EXPECT_EQ(routing.why.owner_by, OwnerBy::kGiven);
}

TEST_P(LeadDeskTest, ARepKeepsTheirOwnLeadsUnlessThePolicySaysOtherwise) {
  put_policy();
  for (int i = 0; i < 3; ++i) EXPECT_EQ(owner_of(arrive(cleo, {{"country", "NL"}})), cleo.person);
  put_policy([](LeadPolicy& policy) { policy.does_keep_own = false; });
  const std::vector<crm::Record> all = {arrive(cleo, {{"country", "NL"}}),
                                        arrive(cleo, {{"country", "NL"}}),
                                        arrive(cleo, {{"country", "NL"}})};
  EXPECT_EQ(counts(all).size(), 3U);
  // Where it goes is nothing they see: it is added all the same.
  EXPECT_FALSE(owner_of(arrive(cleo, {{"country", "BE"}})));
}

TEST_P(LeadDeskTest, TheFirstActivityOfTheOwnerOrANewStatusAnswersIt) {
  put_policy();
  const auto call = [&](const Principal& who, const crm::Record& lead) {
    const auto added = crm->records.add(who, crm::ObjectKind::kActivity,
                                        {{"kind", "call"},
                                         {"subject", "Hello"},
                                         {"happened_at", to_text(world->now)},
                                         {"lead", lead.id.text()}});
    EXPECT_TRUE(added) << added.error().front().message;
  };
  const crm::Record first = arrive({{"owner", bob.person.text()}, {"territory", north.text()}});
  call(anna, first);
  EXPECT_EQ(routing_of(first).state, LeadState::kRunning);
  pass(10);
  call(bob, first);
  EXPECT_EQ(routing_of(first).state, LeadState::kAnswered);
  EXPECT_EQ(routing_of(first).answered_at, world->now);
  const crm::Record second = arrive();
  change(admin, second, {{"job_title", "Buyer"}});
  EXPECT_EQ(routing_of(second).state, LeadState::kRunning);
  change(admin, second, {{"status", "working"}});
  EXPECT_EQ(routing_of(second).state, LeadState::kAnswered);
  const crm::Record third = arrive();
  ASSERT_TRUE(crm->records.hide(admin, third.id, std::nullopt));
  ASSERT_TRUE(crm->records.restore(admin, third.id));
  EXPECT_EQ(routing_of(third).state, LeadState::kRunning);
}

TEST_P(LeadDeskTest, ALeadThatIsMergedAwayMakesRoomForAnother) {
  put_policy([](LeadPolicy& policy) { policy.capacity = 1; });
  const crm::Record kept = arrive();
  const crm::Record away = arrive();
  arrive();
  const crm::Record waiting = arrive();
  EXPECT_EQ(routing_of(waiting).state, LeadState::kWaiting);
  const auto merge = crm->merges.merge(
      admin, {.kept = kept.id, .other = away.id.uuid, .fields = {}, .version = {}});
  ASSERT_TRUE(merge) << merge.error().message;
  sweep();
  EXPECT_EQ(routing_of(kept).state, LeadState::kRunning);
  EXPECT_EQ(routing_of(waiting).state, LeadState::kRunning);
  ASSERT_TRUE(crm->merges.undo(admin, kept.id, merge->id));
  EXPECT_EQ(routing_of(away).state, LeadState::kRunning);
}

TEST_P(LeadDeskTest, AnOwnerGivenByHandBeginsTheClockAnew) {
  put_policy([](LeadPolicy& policy) { policy.minutes = 60; });
  const crm::Record lead = arrive();
  pass(30);
  const Principal other = owner_of(lead) == anna.person ? bob : anna;
  change(admin, lead, {{"owner", other.person.text()}, {"territory", south.text()}});
  LeadRouting routing = routing_of(lead);
  EXPECT_EQ(routing.owner, other.person);
  EXPECT_EQ(routing.due_at, world->now.plus_seconds(3'600));
  EXPECT_EQ(routing.why.owner_by, OwnerBy::kHand);
  EXPECT_EQ(routing.territory, south);
  change(admin, lead, {{"owner", nullptr}});
  routing = routing_of(lead);
  EXPECT_EQ(routing.state, LeadState::kWaiting);
  EXPECT_EQ(routing.why.waits, WaitReason::kReleased);
}

TEST_P(LeadDeskTest, TheOwnerOfAProtectedAccountGetsItsLeads) {
  put_policy([](LeadPolicy& policy) { policy.protect = "is_key_account"; });
  const Principal dirk = seat("dirk", south, alignment::Part::kOwner);
  const AccountId key = add_account({{"name", "Globex BV"},
                                     {"website", "https://www.globex.example"},
                                     {"postal_code", "1012 AB"},
                                     {"is_key_account", true}},
                                    south);
  const AccountId plain = add_account({{"name", "Initech"}, {"postal_code", "2000"}}, south);
  for (const Json& body :
       {Json{{"country", "NL"}, {"email", "Ann@Globex.example"}},
        Json{{"country", "NL"}, {"company", "Globex B.V."}, {"postal_code", "1012ab"}}}) {
    const crm::Record lead = arrive(body);
    EXPECT_EQ(owner_of(lead), dirk.person);
    EXPECT_EQ(reference_of(lead, "account"), key.uuid());
    const LeadRouting routing = routing_of(lead);
    EXPECT_EQ(routing.territory, south);
    EXPECT_TRUE(routing.why.is_protected);
    EXPECT_EQ(routing.why.owner_by, OwnerBy::kAccount);
  }
  // An account that is not protected is told, and decides nothing.
  const crm::Record other =
      arrive({{"country", "NL"}, {"company", "Initech"}, {"postal_code", "2000"}});
  EXPECT_EQ(routing_of(other).why.account, plain);
  EXPECT_EQ(routing_of(other).why.account_by, "name");
  EXPECT_EQ(routing_of(other).territory, north);
}

TEST_P(LeadDeskTest, CapacityHoldsForProtectedAccountsToo) {
  put_policy([](LeadPolicy& policy) {
    policy.protect = "is_key_account";
    policy.capacity = 1;
  });
  add_account({{"name", "Globex"}, {"website", "globex.example"}, {"is_key_account", true}}, north);
  const Json body = {{"email", "ann@globex.example"}};
  EXPECT_EQ(owner_of(arrive(body)), anna.person);
  const crm::Record second = arrive(body);
  EXPECT_TRUE(owner_of(second) && owner_of(second) != anna.person);
  EXPECT_EQ(routing_of(second).territory, north);
}

TEST_P(LeadDeskTest, AnImportIsRoutedInTurns) {
  put_policy([](LeadPolicy& policy) { policy.capacity = 4; });
  std::vector<crm::Record> wanted(14, crm::blank_record(crm::ObjectKind::kLead));
  const crm::ObjectSpec& object = crm::object_of(crm::ObjectKind::kLead);
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    wanted[i].values[object.at("company")] = "Company " + std::to_string(i);
    wanted[i].values[object.at("country")] = std::string("NL");
    wanted[i].external_id = std::to_string(i);
  }
  std::vector<std::size_t> fields = {object.at("company"), object.at("country")};
  std::ranges::sort(fields);
  crm::RecordBatch batch{.actor = {admin.tenant, admin.person},
                         .object = crm::ObjectKind::kLead,
                         .fields = fields,
                         .custom_keys = {},
                         .records = wanted};
  batch.is_dry = true;
  const auto write = [&] {
    return world->database().write(
        [&](db::Connection& connection) { return crm->writer.write(connection, batch); });
  };
  ASSERT_TRUE(write());
  EXPECT_EQ(*crm->records.count(admin, {.object = crm::ObjectKind::kLead}), 0);
  batch.is_dry = false;
  ASSERT_TRUE(write());
  const auto page = crm->records.list(admin, {.object = crm::ObjectKind::kLead, .limit = 50});
  std::vector<crm::Record> all;
  for (const auto& item : page->items) all.push_back(item.record);
  const auto shares = counts(all);
  for (const Principal& who : {anna, bob, cleo}) EXPECT_EQ(shares.at(who.person), 4);
  EXPECT_EQ(shares.at(PersonId()), 2);
}

TEST_P(LeadDeskTest, ManyAtOnceAreFairAndNobodyGetsMoreThanTheyTake) {
  put_policy([](LeadPolicy& policy) { policy.capacity = 12; });
  constexpr int kThreads = 6;
  constexpr int kEach = 7;
  std::vector<std::vector<crm::Record>> made(kThreads);
  std::vector<std::thread> threads;
  for (int t = 0; t < kThreads; ++t)
    threads.emplace_back([&, t] {
      for (int i = 0; i < kEach; ++i) {
        const auto add = [&] {
          return crm->records.add(form(), crm::ObjectKind::kLead,
                                  {{"company", "Co " + std::to_string(t)}, {"country", "NL"}});
        };
        auto added = add();
        // A machine that has much else to do may answer that it is busy.
        for (int again = 0; again < 10 && !added; ++again) {
          EXPECT_EQ(added.error().front().code, ErrorCode::kUnavailable)
              << added.error().front().message;
          added = add();
        }
        if (added) made[static_cast<std::size_t>(t)].push_back(added->items.front().record);
      }
    });
  for (std::thread& thread : threads) thread.join();
  std::vector<crm::Record> all;
  for (const auto& some : made) all.insert(all.end(), some.begin(), some.end());
  ASSERT_EQ(all.size(), static_cast<std::size_t>(kThreads * kEach));
  const auto shares = counts(all);
  for (const Principal& who : {anna, bob, cleo}) EXPECT_EQ(shares.at(who.person), 12);
  EXPECT_EQ(shares.at(PersonId()), kThreads * kEach - 36);
  put_policy([](LeadPolicy& policy) { policy.capacity = 100; });
  std::vector<crm::Record> more;
  for (int i = 0; i < 8; ++i) more.push_back(arrive());
  for (const auto& [person, count] : counts(more)) EXPECT_TRUE(count == 2 || count == 3);
}

INSTANTIATE_TEST_SUITE_P(Both, LeadDeskTest, bailiwick::testing::on_both(),
                         bailiwick::testing::dialect_name);

}  // namespace
}  // namespace bailiwick::planning
