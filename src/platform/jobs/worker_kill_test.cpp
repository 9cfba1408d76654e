// Goal: whatever moment a worker's process is killed at, each job has one result, saved once, and no attempt runs twice.
// Method: worker processes (this program again, running the test `Child` alone) are killed with SIGKILL in the middle of their jobs,
// again and again, until all jobs are done. On PostgreSQL two processes work at once.
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <string>
#include <thread>

#include "platform/jobs/migrations.hpp"
#include "platform/jobs/store.hpp"
#include "platform/jobs/worker.hpp"
#include "tests/support/platform_world.hpp"

namespace bailiwick::platform::jobs {
namespace {

using db::Connection;
namespace support = bailiwick::testing;

constexpr const char* kLocation = "BAILIWICK_KILL_TEST_DATABASE";
constexpr int kJobs = 30;
constexpr int kRounds = 60;

constexpr std::string_view kTables =
    "CREATE TABLE saved (tenant_id {id} NOT NULL, job_id {id} NOT NULL, attempt {int64} NOT NULL, "
    "PRIMARY KEY (tenant_id, job_id, attempt)){strict};\n"
    "CREATE TABLE begun (tenant_id {id} NOT NULL, job_id {id} NOT NULL, attempt {int64} NOT NULL, "
    "PRIMARY KEY (tenant_id, job_id, attempt)){strict};\n";

std::vector<db::MigrationModule> modules() {
  return {jobs_migrations(), {"kill", {{1, "tables", kTables}}}};
}

Result<JobOutcome> work(db::Database& database, JobContext& context) {
  const Job& job = context.job();
  // A second run of the same attempt meets its row.
  const auto begun = database.write([&](Connection& connection) {
    return connection.execute("INSERT INTO begun (tenant_id, job_id, attempt) VALUES ($1, $2, $3)",
                              {job.tenant, job.id, job.attempts});
  });
  if (!begun) return fail(ErrorCode::kInvalidInput, "T009", begun.error().message);
  std::this_thread::sleep_for(std::chrono::milliseconds(10));
  return JobOutcome{.result = std::to_string(job.attempts),
                    .save = [&job](Connection& connection) -> Result<void> {
                      const auto done = connection.execute(
                          "INSERT INTO saved (tenant_id, job_id, attempt) VALUES ($1, $2, $3)",
                          {job.tenant, job.id, job.attempts});
                      if (!done) return tl::unexpected(done.error());
                      return {};
                    }};
}

struct Queues {
  support::TestClock clock;
  UuidSource ids = crypto::secure_uuid_source(clock.wall());
  JobQueue queue{clock.wall(), ids};
  explicit Queues(db::Database& database) {
    queue.add_kind({.name = "work",
                    .run = [&database](JobContext& context) { return work(database, context); },
                    .attempts_max = 1'000});
  }
};

// Runs jobs until it is killed. Does nothing when the suite is run as a whole.
TEST(WorkerKill, Child) {
  const char* location = std::getenv(kLocation);
  if (location == nullptr) GTEST_SKIP() << "skipped: only as a process of its own";
  auto database = db::open_database({.location = location});
  ASSERT_TRUE(database);
  Queues queues(**database);
  WorkerOptions options;
  options.threads = 3;
  options.lease = Seconds(0.3);
  options.poll = Seconds(0.02);
  options.backoff = {Seconds(0.01), Seconds(0.02)};
  Worker worker(**database, queues.queue, options);
  worker.start();
  std::this_thread::sleep_for(std::chrono::seconds(60));
}

pid_t start_child(const std::string& location) {
  const pid_t child = ::fork();
  if (child != 0) return child;
  ::setenv(kLocation, location.c_str(), 1);
  ::execl("/proc/self/exe", "worker", "--gtest_filter=WorkerKill.Child", "--gtest_brief=1",
          nullptr);
  ::_exit(127);
}

class WorkerKillTest : public support::PlatformTest {
 protected:
  WorkerKillTest() : PlatformTest(modules()) {}
  std::int64_t count(db::Sql sql) {
    const auto found = read([&](Connection& connection) {
      return db::query_one(connection, sql, {}, [](const db::Row& row) { return row.int64(0); });
    });
    return found.value().value();
  }
};
INSTANTIATE_TEST_SUITE_P(Both, WorkerKillTest, support::on_both(), support::dialect_name);

TEST_P(WorkerKillTest, every_job_has_one_result_however_often_its_workers_are_killed) {
  {
    Queues queues(database());
    for (int i = 0; i < kJobs; ++i) {
      ASSERT_TRUE(write([&](Connection& connection) {
        return queues.queue.enqueue(connection, {.tenant = tenant_, .kind = "work"});
      }));
    }
  }
  const int processes = GetParam() == db::Dialect::kPostgres ? 2 : 1;
  Rng rng(7);
  int killed = 0;
  for (int round = 0;
       round < kRounds && count("SELECT count(*) FROM job WHERE state <> 'succeeded'") > 0;
       ++round) {
    std::vector<pid_t> children;
    for (int i = 0; i < processes; ++i) children.push_back(start_child(made_.options.location));
    // Some jobs further, however slow the machine is; then at any moment of the next ones.
    const std::int64_t goal =
        count("SELECT count(*) FROM begun") + 1 + static_cast<std::int64_t>(rng.below(8));
    EXPECT_TRUE(support::becomes_true([&] {
      return count("SELECT count(*) FROM begun") >= goal ||
             count("SELECT count(*) FROM job WHERE state <> 'succeeded'") == 0;
    }));
    std::this_thread::sleep_for(std::chrono::milliseconds(rng.below(15)));
    for (const pid_t child : children) {
      ::kill(child, SIGKILL);
      ::waitpid(child, nullptr, 0);
      ++killed;
    }
  }
  EXPECT_GT(killed, 1);
  EXPECT_EQ(count("SELECT count(*) FROM job WHERE state = 'succeeded'"), kJobs);
  EXPECT_EQ(count("SELECT count(*) FROM saved"), kJobs);
  EXPECT_EQ(count("SELECT count(*) FROM saved s JOIN job j ON j.tenant_id = s.tenant_id AND "
                  "j.job_id = s.job_id AND "
                  "j.attempts = s.attempt"),
            kJobs)
      << "what was saved is of the attempt that succeeded";
  EXPECT_EQ(count("SELECT count(*) FROM job WHERE problem_rule = 'T009'"), 0)
      << "an attempt ran twice";
}

}  // namespace
}  // namespace bailiwick::platform::jobs
