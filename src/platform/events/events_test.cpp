// Goal: an event is there exactly when its transaction is, for its audience and no one else, with positions that never leave a gap.
#include "platform/events/events.hpp"

#include <gtest/gtest.h>

#include <thread>

#include "platform/events/migrations.hpp"
#include "platform/events/store.hpp"
#include "tests/support/platform_world.hpp"

namespace bailiwick::platform::events {
namespace {

using db::Connection;
using identity::Permission;
using identity::Role;
namespace support = bailiwick::testing;

class EventsTest : public support::PlatformTest {
 protected:
  EventsTest() : PlatformTest({events_migrations()}) {}

  Event event(std::string name = "plan.updated", std::string data = "{}") {
    return {tenant_, std::move(name), {.permission = Permission::kPlansRead}, std::move(data)};
  }
  std::string emit(const Event& event, bool commits = true) {
    const auto done = write([&](Connection& connection) -> Result<void> {
      auto emitted = outbox_.emit(connection, event);
      if (emitted && !commits) return fail(ErrorCode::kConflict, "T000", "rolled back");
      return emitted;
    });
    return done ? "" : done.error().rule;
  }
  // What the sequencer does on PostgreSQL.
  void sequence() {
    ASSERT_TRUE(write([&](Connection& connection) { return outbox_.sequence(connection, 1'000); }));
  }
  std::vector<StoredEvent> stored() {
    return read([&](Connection& connection) { return events_after(connection, tenant_, 0, 1'000); })
        .value();
  }

  EventOutbox outbox_{clock_.wall(), ids_};
};
INSTANTIATE_TEST_SUITE_P(Both, EventsTest, support::on_both(), support::dialect_name);

TEST_P(EventsTest, an_event_is_kept_with_its_transaction_or_not_at_all) {
  EXPECT_EQ(emit(event("plan.updated", R"({"id":1})")), "");
  EXPECT_EQ(emit(event(), false), "T000");
  EXPECT_EQ(emit({tenant_, "job.updated", {.person = person_}, "{\n\"id\": 2\n}"}), "");
  sequence();
  const auto events = stored();
  ASSERT_EQ(events.size(), 2U);
  EXPECT_EQ(events[0].position, 1);
  EXPECT_EQ(events[0].event.data, R"({"id":1})");
  EXPECT_EQ(events[0].event.audience.permission, Permission::kPlansRead);
  EXPECT_TRUE(events[0].event.audience.person.is_nil());
  EXPECT_EQ(events[1].position, 2);
  EXPECT_EQ(events[1].event.data, R"({"id":2})") << "one line";
  EXPECT_EQ(events[1].event.audience.person, person_);
  EXPECT_FALSE(events[1].event.audience.permission);
}

TEST_P(EventsTest, positions_have_no_gaps_however_many_write_and_number_at_once) {
  constexpr int kEach = 25;
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < kEach; ++i) {
        EXPECT_EQ(emit(event("plan.updated", R"({"thread":)" + std::to_string(t) + R"(,"number":)" +
                                                 std::to_string(i) + "}")),
                  "");
        if (i % 5 == 0) sequence();
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  sequence();
  const auto events = stored();
  ASSERT_EQ(events.size(), 4U * kEach);
  std::vector<int> next(4, 0);
  for (std::size_t i = 0; i < events.size(); ++i) {
    EXPECT_EQ(events[i].position, static_cast<std::int64_t>(i + 1));
    const char thread = events[i].event.data[10];
    int& expected = next[static_cast<std::size_t>(thread - '0')];
    EXPECT_NE(events[i].event.data.find("\"number\":" + std::to_string(expected) + "}"),
              std::string::npos)
        << "one thread's events, each committed before the next began, are in their order";
    ++expected;
  }
}

TEST_P(EventsTest, companies_are_numbered_apart) {
  const TenantId other(ids_.next());
  emit(event());
  Event foreign = event();
  foreign.tenant = other;
  emit(foreign);
  emit(event());
  sequence();
  EXPECT_EQ(stored().size(), 2U);
  EXPECT_EQ(read([&](Connection& connection) { return last_position(connection, other); }).value(),
            1);
}

TEST_P(EventsTest, listeners_hear_of_each_event_once_with_its_position) {
  std::vector<std::int64_t> heard;
  outbox_.on_publish([&](Connection&, const StoredEvent& event) -> Result<void> {
    heard.push_back(event.position);
    return {};
  });
  emit(event());
  emit(event());
  sequence();
  sequence();
  EXPECT_EQ(heard, (std::vector<std::int64_t>{1, 2}));
}

TEST_P(EventsTest, only_the_audience_may_see) {
  const auto planner = support::somebody(tenant_, person_, Role::kPlanner);
  identity::Principal nobody;
  nobody.tenant = tenant_;
  EXPECT_TRUE(may_see(planner, {.permission = Permission::kPlansRead}));
  EXPECT_FALSE(may_see(nobody, {.permission = Permission::kPlansRead}));
  EXPECT_TRUE(may_see(planner, {.person = person_}));
  EXPECT_FALSE(may_see(planner, {.person = PersonId(ids_.next())}));
  EXPECT_FALSE(may_see(nobody, {})) << "no person is not the nil person";
}

TEST_P(EventsTest, E001_E002_E003_what_is_no_event_is_refused) {
  EXPECT_EQ(emit(event("plan")), "E001");
  EXPECT_EQ(emit(event("Plan.updated")), "E001");
  EXPECT_EQ(emit(event("plan..updated")), "E001");
  EXPECT_EQ(emit(event("plan.updated\nid: 9")), "E001");
  EXPECT_EQ(emit(event("plan." + std::string(96, 'x'))), "E001");
  EXPECT_EQ(emit(event("plan." + std::string(95, 'x'))), "");
  EXPECT_EQ(emit(event("plan.updated", "[1]")), "E002");
  EXPECT_EQ(emit(event("plan.updated", "{")), "E002");
  EXPECT_EQ(emit(event("plan.updated", R"({"x":")" + std::string(kEventBytesMax, 'x') + "\"}")),
            "E002");
  EXPECT_EQ(emit({tenant_, "plan.updated", {}, "{}"}), "E003");
}

}  // namespace
}  // namespace bailiwick::platform::events
