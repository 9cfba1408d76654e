// Goal: a job exists exactly when its transaction did, within its limits; listeners hear of it inside that transaction.
#include "platform/jobs/queue.hpp"

#include <gtest/gtest.h>

#include "platform/jobs/migrations.hpp"
#include "platform/jobs/store.hpp"
#include "tests/support/platform_world.hpp"

namespace bailiwick::platform::jobs {
namespace {

using db::Connection;
namespace support = bailiwick::testing;

class QueueTest : public support::PlatformTest {
 protected:
  QueueTest() : PlatformTest({jobs_migrations()}) {
    const JobHandler nothing = [](JobContext&) -> Result<JobOutcome> { return JobOutcome{}; };
    queue_.add_kind({.name = "work", .run = nothing});
    queue_.add_kind({.name = "hidden", .run = nothing, .is_internal = true});
  }

  Result<Job> enqueue(NewJob wanted, bool commits = true) {
    wanted.tenant = tenant_;
    return write([&](Connection& connection) -> Result<Job> {
      auto job = queue_.enqueue(connection, wanted);
      if (job && !commits) return fail(ErrorCode::kConflict, "T000", "rolled back");
      return job;
    });
  }
  std::vector<Job> listed() {
    return read([&](Connection& connection) { return list(connection, tenant_, {}); }).value();
  }
  std::string rule_of(NewJob wanted) {
    const auto job = enqueue(std::move(wanted));
    return job ? "" : job.error().rule;
  }

  JobQueue queue_{clock_.wall(), ids_};
};
INSTANTIATE_TEST_SUITE_P(Both, QueueTest, support::on_both(), support::dialect_name);

TEST_P(QueueTest, a_job_exists_once_its_transaction_has_committed) {
  EXPECT_FALSE(enqueue({.kind = "work"}, false));
  EXPECT_TRUE(listed().empty());
  const auto job =
      enqueue({.created_by = person_, .kind = "work", .title = "Zoë's", .payload = "[1]"});
  ASSERT_TRUE(job);
  ASSERT_EQ(listed().size(), 1U);
  const Job stored = listed()[0];
  EXPECT_EQ(stored.id, job->id);
  EXPECT_EQ(stored.created_by, person_);
  EXPECT_EQ(stored.title, "Zoë's");
  EXPECT_EQ(stored.payload, "[1]");
  EXPECT_EQ(stored.state, JobState::kQueued);
  EXPECT_EQ(stored.run_at, stored.created_at);
}

TEST_P(QueueTest, an_internal_job_is_neither_listed_nor_announced) {
  int told = 0;
  queue_.on_change([&](Connection&, const Job&) -> Result<void> {
    ++told;
    return {};
  });
  ASSERT_TRUE(enqueue({.kind = "hidden"}));
  EXPECT_TRUE(listed().empty());
  EXPECT_EQ(told, 0);
  ASSERT_TRUE(enqueue({.kind = "work"}));
  EXPECT_GE(told, 1);
}

TEST_P(QueueTest, a_listener_that_fails_takes_the_job_back) {
  queue_.on_change([](Connection&, const Job&) -> Result<void> {
    return fail(ErrorCode::kInvalidInput, "T001", "not told");
  });
  EXPECT_EQ(rule_of({.kind = "work"}), "T001");
  EXPECT_TRUE(listed().empty());
}

TEST_P(QueueTest, the_waiting_job_of_a_lane_runs_at_the_earlier_time) {
  const Instant now = clock_.now();
  const auto late = enqueue({.kind = "work", .run_at = now.plus_seconds(100), .lane = "a"});
  const auto later = enqueue({.kind = "work", .run_at = now.plus_seconds(200), .lane = "a"});
  EXPECT_EQ(later->id, late->id);
  EXPECT_EQ(later->run_at, now.plus_seconds(100));
  const auto soon = enqueue({.kind = "work", .run_at = now, .lane = "a"});
  EXPECT_EQ(soon->id, late->id);
  EXPECT_EQ(listed().at(0).run_at, now);
}

TEST_P(QueueTest, J001_J002_J003_what_cannot_be_a_job_is_refused) {
  EXPECT_EQ(rule_of({.kind = "other"}), "J001");
  EXPECT_EQ(rule_of({.kind = "work", .title = std::string(kTitleBytesMax, 'x')}), "");
  EXPECT_EQ(rule_of({.kind = "work", .title = std::string(kTitleBytesMax + 1, 'x')}), "J002");
  EXPECT_EQ(rule_of({.kind = "work", .lane = std::string(kLaneBytesMax + 1, 'x')}), "J002");
  const std::string most = '"' + std::string(kPayloadBytesMax - 2, 'x') + '"';
  EXPECT_EQ(rule_of({.kind = "work", .payload = most}), "");
  EXPECT_EQ(rule_of({.kind = "work", .payload = most + " "}), "J002");
  EXPECT_EQ(rule_of({.kind = "work", .payload = "{"}), "J003");
}

TEST_P(QueueTest, kinds_are_known_by_name) {
  EXPECT_EQ(queue_.kinds(), (std::vector<std::string>{"hidden", "work"}));
  EXPECT_EQ(queue_.kind("work")->attempts_max, 5);
  EXPECT_EQ(queue_.kind("other"), nullptr);
}

}  // namespace
}  // namespace bailiwick::platform::jobs
