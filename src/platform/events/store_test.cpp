// Goal: the outbox's SQL on both databases: positions are taken in blocks, events come in order, old ones go.
#include "platform/events/store.hpp"

#include <gtest/gtest.h>

#include "platform/events/migrations.hpp"
#include "tests/support/platform_world.hpp"

namespace bailiwick::platform::events {
namespace {

using db::Connection;
namespace support = bailiwick::testing;

class EventStoreTest : public support::PlatformTest {
 protected:
  EventStoreTest() : PlatformTest({events_migrations()}) {}

  StoredEvent add(std::int64_t position) {
    StoredEvent stored = {EventId(ids_.next()),
                          position,
                          {tenant_, "plan.updated", {.person = person_}, "{}"},
                          clock_.now()};
    EXPECT_TRUE(write([&](Connection& connection) { return insert(connection, stored); }));
    return stored;
  }
  std::size_t count_after(std::int64_t position, std::int64_t most = 100) {
    return read([&](Connection& connection) {
             return events_after(connection, tenant_, position, most);
           })
        ->size();
  }
};
INSTANTIATE_TEST_SUITE_P(Both, EventStoreTest, support::on_both(), support::dialect_name);

TEST_P(EventStoreTest, positions_are_taken_in_blocks) {
  const auto take = [&](std::int64_t count) {
    return write([&](Connection& connection) { return take_positions(connection, tenant_, count); })
        .value();
  };
  EXPECT_EQ(take(1), 1);
  EXPECT_EQ(take(10), 11);
  EXPECT_EQ(
      read([&](Connection& connection) { return last_position(connection, tenant_); }).value(), 11);
  EXPECT_EQ(read([&](Connection& connection) {
              return last_position(connection, TenantId(ids_.next()));
            }).value(),
            0);
}

TEST_P(EventStoreTest, events_without_a_position_are_not_read_until_they_have_one) {
  StoredEvent first = add(0);
  const StoredEvent second = add(0);
  EXPECT_EQ(count_after(0), 0U);
  const auto waiting =
      read([](Connection& connection) { return without_position(connection, 10); }).value();
  ASSERT_EQ(waiting.size(), 2U);
  EXPECT_EQ(waiting[0].id, first.id);
  EXPECT_EQ(waiting[1].id, second.id);
  first.position = 5;
  EXPECT_TRUE(write([&](Connection& connection) { return set_position(connection, first); }));
  EXPECT_EQ(count_after(4), 1U);
  EXPECT_EQ(count_after(5), 0U);
  EXPECT_EQ(read([](Connection& connection) { return without_position(connection, 10); })->size(),
            1U);
}

TEST_P(EventStoreTest, a_position_is_given_once) {
  add(1);
  const StoredEvent twice = {
      EventId(ids_.next()), 1, {tenant_, "plan.updated", {.person = person_}, "{}"}, clock_.now()};
  const auto done = write([&](Connection& connection) { return insert(connection, twice); });
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, ErrorCode::kConflict);
}

TEST_P(EventStoreTest, old_events_go_but_none_that_nobody_has_been_told) {
  add(1);
  add(2);
  add(0);
  const auto removed = [&](std::int64_t seconds, std::int64_t most) {
    return write([&](Connection& connection) {
             return prune(connection, clock_.now().plus_seconds(seconds), most);
           })
        .value();
  };
  EXPECT_EQ(removed(-60, 10), 0);
  EXPECT_EQ(removed(60, 1), 1);
  EXPECT_EQ(removed(60, 10), 1);
  EXPECT_EQ(read([](Connection& connection) { return without_position(connection, 10); })->size(),
            1U);
}

}  // namespace
}  // namespace bailiwick::platform::events
