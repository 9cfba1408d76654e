// Goal: who asked for a job, and who may see all jobs, hear of it; internal ones make no event.
#include "platform/events/job_events.hpp"

#include <gtest/gtest.h>

#include "platform/events/migrations.hpp"
#include "platform/events/store.hpp"
#include "platform/jobs/migrations.hpp"
#include "tests/support/platform_world.hpp"

namespace bailiwick::platform::events {
namespace {

using db::Connection;
namespace support = bailiwick::testing;

class JobEventsTest : public support::PlatformTest {
 protected:
  JobEventsTest() : PlatformTest({jobs::jobs_migrations(), events_migrations()}) {}
};
INSTANTIATE_TEST_SUITE_P(Both, JobEventsTest, support::on_both(), support::dialect_name);

TEST_P(JobEventsTest, a_job_is_told_to_who_asked_for_it) {
  jobs::JobQueue queue(clock_.wall(), ids_);
  const EventOutbox outbox(clock_.wall(), ids_);
  const jobs::JobHandler nothing = [](jobs::JobContext&) -> Result<jobs::JobOutcome> {
    return jobs::JobOutcome{};
  };
  queue.add_kind({.name = "work", .run = nothing});
  queue.add_kind({.name = "hidden", .run = nothing, .is_internal = true});
  announce_jobs(queue, outbox);
  const auto job = write([&](Connection& connection) -> Result<jobs::Job> {
    const auto hidden = queue.enqueue(connection, {.tenant = tenant_, .kind = "hidden"});
    if (!hidden) return hidden;
    return queue.enqueue(connection,
                         {.tenant = tenant_, .created_by = person_, .kind = "work", .title = "T"});
  });
  ASSERT_TRUE(job) << job.error().message;
  ASSERT_TRUE(write([&](Connection& connection) { return outbox.sequence(connection, 10); }));
  const auto events = read([&](Connection& connection) {
                        return events_after(connection, tenant_, 0, 10);
                      }).value();
  ASSERT_EQ(events.size(), 1U);
  EXPECT_EQ(events[0].event.name, "job.updated");
  EXPECT_EQ(events[0].event.audience.person, person_);
  EXPECT_EQ(events[0].event.audience.permission, identity::Permission::kJobsRead);
  EXPECT_NE(events[0].event.data.find(job->id.text()), std::string::npos);
}

}  // namespace
}  // namespace bailiwick::platform::events
