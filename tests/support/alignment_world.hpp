// For tests of alignment: a company with the tables of alignment and events, and the service.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "alignment/migrations.hpp"
#include "alignment/service.hpp"
#include "platform/events/migrations.hpp"
#include "platform/events/store.hpp"
#include "tests/support/identity_world.hpp"

namespace bailiwick::testing {

class AlignmentTest : public IdentityTest {
 protected:
  std::vector<db::MigrationModule> more_modules() override {
    return {alignment::alignment_migrations(), platform::events::events_migrations()};
  }
  const platform::events::EventOutbox& outbox() {
    if (!outbox_) outbox_.emplace(world->clock(), world->ids());
    return *outbox_;
  }
  alignment::AlignmentService service() {
    return alignment::AlignmentService(
        {world->database(), world->log(), outbox(), world->ids(), world->clock()});
  }
  // All that was told, in order.
  std::vector<platform::events::StoredEvent> events(TenantId tenant) {
    const auto read = world->database().write([&](db::Connection& connection) {
      const auto sequenced = outbox().sequence(connection, 1'000);
      EXPECT_TRUE(sequenced);
      return platform::events::events_after(connection, tenant, 0, 1'000);
    });
    EXPECT_TRUE(read);
    return read ? *read : std::vector<platform::events::StoredEvent>();
  }

 private:
  std::optional<platform::events::EventOutbox> outbox_;
};

}  // namespace bailiwick::testing
