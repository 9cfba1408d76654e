// Goal: events get their positions soon after their commit, with two sequencers at work, and none on SQLite harms.
#include "platform/events/sequencer.hpp"

#include <gtest/gtest.h>

#include "platform/events/migrations.hpp"
#include "platform/events/store.hpp"
#include "tests/support/platform_world.hpp"

namespace bailiwick::platform::events {
namespace {

using db::Connection;
namespace support = bailiwick::testing;

class SequencerTest : public support::PlatformTest {
 protected:
  SequencerTest() : PlatformTest({events_migrations()}) {}
  EventOutbox outbox_{clock_.wall(), ids_};
};
INSTANTIATE_TEST_SUITE_P(Both, SequencerTest, support::on_both(), support::dialect_name);

TEST_P(SequencerTest, two_sequencers_give_each_position_once) {
  Sequencer one(database(), outbox_);
  Sequencer two(database(), outbox_);
  one.start();
  two.start();
  for (int i = 0; i < 50; ++i) {
    const auto done = write([&](Connection& connection) {
      return outbox_.emit(connection, {tenant_, "plan.updated", {.person = person_}, "{}"});
    });
    ASSERT_TRUE(done) << done.error().message;
  }
  EXPECT_TRUE(support::becomes_true([&] {
    return read([&](Connection& connection) {
             return last_position(connection, tenant_);
           }).value() == 50;
  }));
  one.stop();
  two.stop();
  const auto events = read([&](Connection& connection) {
                        return events_after(connection, tenant_, 0, 100);
                      }).value();
  ASSERT_EQ(events.size(), 50U);
  EXPECT_EQ(events.back().position, 50);
}

}  // namespace
}  // namespace bailiwick::platform::events
