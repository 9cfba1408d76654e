// Goal: the desk of the demonstration is alive: leads of three weeks that somebody has, that wait, that are late, that were answered, each with believable times.
// Method: the demonstration without units, read through the services of leads.
#include "main/demo_leads.hpp"

#include <gtest/gtest.h>

#include <map>
#include <set>

#include "platform/crypto/random.hpp"
#include "tests/support/demo_company.hpp"

namespace bailiwick {
namespace {

constexpr std::int64_t kDaySeconds = 86'400;

// Its times follow each other, and none is still to come but when it is due.
void expect_past(const planning::LeadRouting& routing, Instant now) {
  EXPECT_LE(routing.arrived_at, now);
  EXPECT_GE(routing.arrived_at, now.plus_seconds(-kDaySeconds * kDemoLeadDays - 60));
  EXPECT_GE(routing.assigned_at.value_or(now), routing.arrived_at);
  EXPECT_LE(routing.assigned_at.value_or(now), now);
  EXPECT_GT(routing.answered_at.value_or(now), routing.arrived_at);
  EXPECT_LE(routing.answered_at.value_or(now), now);
}

TEST(DemoLeads, AreRoutedAnsweredLateAndWaiting) {
  const testing::DemoCompany installed;
  ASSERT_TRUE(installed) << installed.fault();
  const auto all = installed.all();
  const auto list =
      installed->crm().records.list(all, {.object = crm::ObjectKind::kLead, .limit = 200});
  ASSERT_TRUE(list);
  EXPECT_EQ(list->items.size(), kDemoLeads);
  const Instant now = platform::crypto::system_wall_clock()().plus_seconds(2);
  std::map<std::string, int> statuses;
  std::map<planning::LeadState, int> states;
  std::set<PersonId> owners;
  int of_accounts = 0;
  int late = 0;
  for (const auto& item : list->items) {
    ++statuses[std::get<std::string>(item.record.value("status"))];
    const auto view = installed->leads().routing(all, planning::LeadId(item.record.id.uuid));
    ASSERT_TRUE(view && view->routing);
    const planning::LeadRouting& routing = *view->routing;
    expect_past(routing, now);
    EXPECT_EQ(routing.arrived_at, item.record.created_at);
    EXPECT_TRUE(routing.territory) << "its state is one of a region's";
    ++states[routing.state];
    if (routing.owner) owners.insert(*routing.owner);
    of_accounts += routing.why.is_protected ? 1 : 0;
    late += view->is_late ? 1 : 0;
  }
  for (const char* status : {"new", "working", "qualified", "disqualified"})
    EXPECT_GT(statuses[status], 0) << status;
  EXPECT_GT(states[planning::LeadState::kAnswered], 15);
  EXPECT_GT(states[planning::LeadState::kRunning], 2);
  EXPECT_GT(states[planning::LeadState::kWaiting], 2) << "nobody is there for the Northeast";
  EXPECT_GT(late, 0);
  EXPECT_EQ(owners.size(), 3U) << "the rep and inside sales";
  EXPECT_GT(of_accounts, 2);
}

}  // namespace
}  // namespace bailiwick
