// Goal: a timeline tells everything of an account once, the latest first, whatever the size of its pages.
// Method: entries of all objects, many at one moment, read whole and by pages of every size.
#include "crm/timeline.hpp"

#include <set>

#include "tests/support/crm_world.hpp"

namespace bailiwick::crm {
namespace {

using bailiwick::testing::dialect_name;
using bailiwick::testing::Json;
using bailiwick::testing::on_both;

class TimelineTest : public bailiwick::testing::CrmTest {};

INSTANTIATE_TEST_SUITE_P(Both, TimelineTest, on_both(), dialect_name);

TEST_P(TimelineTest, TellsAllOnceByPagesOfEverySize) {
  const Json account = add(admin, ObjectKind::kAccount, {{"name", "Acme"}});
  const Json of = account.at("id");
  for (const char* day : {"2025-11-24", "2025-11-24", "2025-11-20"})
    add(admin, ObjectKind::kOrder,
        {{"account", of},
         {"kind", "order"},
         {"day", day},
         {"amount", {{"amount", "1.00"}, {"currency", "EUR"}}}});
  for (const char* at : {"2025-11-24T00:00:00Z", "2025-11-24T12:00:00Z", "2025-11-21T12:00:00Z",
                         "2025-11-24T12:00:00Z"})
    add(admin, ObjectKind::kActivity,
        {{"account", of}, {"kind", "call"}, {"subject", "Call"}, {"happened_at", at}});
  for (int n = 0; n < 3; ++n) add(admin, ObjectKind::kNote, {{"account", of}, {"subject", "Note"}});
  add(admin, ObjectKind::kTask, {{"account", of}, {"subject", "Task"}});
  add(admin, ObjectKind::kFinding,
      {{"account", of},
       {"kind", "need"},
       {"subject", "Need"},
       {"day", "2025-11-24"},
       {"source", "Visit"}});
  add(admin, ObjectKind::kOpportunity,
      {{"account", of}, {"name", "Deal"}, {"stage", "standard.needs"}});
  const auto whole = timelines().timeline(admin, id_of(account), "", 100);
  ASSERT_TRUE(whole) << whole.error().message;
  ASSERT_EQ(whole->items.size(), 13U);
  EXPECT_FALSE(whole->next);
  for (std::size_t i = 1; i < whole->items.size(); ++i)
    EXPECT_GE(whole->items[i - 1].at, whole->items[i].at);
  for (std::int64_t size = 1; size <= 6; ++size) {
    std::vector<RecordId> told;
    std::string cursor;
    do {
      const auto page = timelines().timeline(admin, id_of(account), cursor, size);
      ASSERT_TRUE(page) << page.error().message;
      for (const TimelineEntry& entry : page->items) told.push_back(entry.item.record.id);
      cursor = page->next.value_or("");
      ASSERT_LE(told.size(), 13U);
    } while (!cursor.empty());
    std::vector<RecordId> expected;
    for (const TimelineEntry& entry : whole->items) expected.push_back(entry.item.record.id);
    EXPECT_EQ(told, expected) << size;
  }
}

TEST_P(TimelineTest, RefusesACursorOfAnotherList) {
  const Json account = add(admin, ObjectKind::kAccount, {{"name", "Acme"}});
  for (const char* wrong : {"x", R"(["timeline",[],"00000000000000000000000000"])",
                            R"(["timeline",[1,99],"00000000000000000000000000"])"})
    EXPECT_EQ(timelines().timeline(admin, id_of(account), wrong, 10).error().rule, "R014");
}

}  // namespace
}  // namespace bailiwick::crm
