// Goal: jobs run, are tried again, cancelled, given back and taken back as docs/spec/jobs.md says, and each has one result.
// Method: workers with short leases on both databases; a clock that is put forward; handlers that say when they run.
#include "platform/jobs/worker.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <map>
#include <mutex>
#include <set>
#include <stdexcept>
#include <thread>

#include "platform/jobs/migrations.hpp"
#include "platform/jobs/store.hpp"
#include "tests/support/platform_world.hpp"

namespace bailiwick::platform::jobs {
namespace {

using db::Connection;
namespace support = bailiwick::testing;

class WorkerTest : public support::PlatformTest {
 protected:
  WorkerTest() : PlatformTest({jobs_migrations()}) {}

  void TearDown() override {
    if (HasFatalFailure() || IsSkipped()) return;
    EXPECT_TRUE(troubles_.empty()) << troubles_.front().message;
  }

  Job enqueue(const std::string& kind, std::string lane = "", std::optional<TenantId> tenant = {}) {
    const auto job = write([&](Connection& connection) {
      return queue_.enqueue(connection, {.tenant = tenant.value_or(tenant_),
                                         .created_by = person_,
                                         .kind = kind,
                                         .title = "A test",
                                         .lane = lane});
    });
    EXPECT_TRUE(job) << job.error().message;
    return job.value_or(Job{});
  }
  Job stored(const Job& job) {
    const auto found =
        read([&](Connection& connection) { return find(connection, job.tenant, job.id); });
    return found && *found ? **found : Job{};
  }
  bool reaches(const Job& job, JobState state) {
    return support::becomes_true([&] { return stored(job).state == state; });
  }
  WorkerOptions options(int threads = 2) {
    WorkerOptions made;
    made.threads = threads;
    made.poll = Seconds(0.1);
    made.grace = Seconds(0.2);
    made.backoff = {Seconds(0.02), Seconds(0.05)};
    made.on_trouble = [this](const Error& error) {
      const std::lock_guard lock(mutex_);
      troubles_.push_back(error);
    };
    made.on_attempt = [this](const AttemptMeasure& measure) {
      const std::lock_guard lock(mutex_);
      measures_.push_back(measure);
    };
    return made;
  }

  JobQueue queue_{clock_.wall(), ids_};
  std::mutex mutex_;
  std::vector<Error> troubles_;
  std::vector<AttemptMeasure> measures_;
};
INSTANTIATE_TEST_SUITE_P(Both, WorkerTest, support::on_both(), support::dialect_name);

TEST_P(WorkerTest, a_job_runs_and_keeps_its_result) {
  queue_.add_kind({.name = "sum", .run = [](JobContext& job) -> Result<JobOutcome> {
                     job.progress(0.5, "half");
                     return JobOutcome{.result = R"({"sum":3})"};
                   }});
  Worker worker(database(), queue_, options());
  worker.start();
  const Job job = enqueue("sum");
  ASSERT_TRUE(reaches(job, JobState::kSucceeded));
  const Job done = stored(job);
  EXPECT_EQ(done.result, R"({"sum":3})");
  EXPECT_EQ(done.progress, 1.0);
  EXPECT_EQ(done.attempts, 1);
  EXPECT_TRUE(done.started_at && done.finished_at);
  worker.stop();
  ASSERT_EQ(measures_.size(), 1U);
  EXPECT_EQ(measures_[0].kind, "sum");
}

TEST_P(WorkerTest, an_error_worth_it_is_tried_again_and_any_other_is_not) {
  std::atomic<int> tries{0};
  queue_.add_kind({.name = "flaky", .run = [&](JobContext&) -> Result<JobOutcome> {
                     if (++tries < 3) return fail(ErrorCode::kUnavailable, "T000", "not now");
                     return JobOutcome{};
                   }});
  queue_.add_kind({.name = "wrong", .run = [](JobContext&) -> Result<JobOutcome> {
                     return fail(ErrorCode::kInfeasible, "T001", "never");
                   }});
  queue_.add_kind(
      {.name = "down",
       .run = [](JobContext&) -> Result<JobOutcome> { throw std::runtime_error("oops"); },
       .attempts_max = 2});
  Worker worker(database(), queue_, options());
  worker.start();
  const Job flaky = enqueue("flaky");
  const Job wrong = enqueue("wrong");
  const Job down = enqueue("down");
  EXPECT_TRUE(reaches(flaky, JobState::kSucceeded));
  EXPECT_EQ(stored(flaky).attempts, 3);
  EXPECT_FALSE(stored(flaky).problem);
  EXPECT_TRUE(reaches(wrong, JobState::kFailed));
  EXPECT_EQ(stored(wrong).attempts, 1);
  EXPECT_EQ(stored(wrong).problem, (Error{ErrorCode::kInfeasible, "T001", "never"}));
  EXPECT_TRUE(reaches(down, JobState::kFailed));
  EXPECT_EQ(stored(down).attempts, 2);
  EXPECT_EQ(stored(down).problem->rule, "J011");
}

TEST_P(WorkerTest, J012_a_result_that_is_no_JSON_fails_the_job) {
  queue_.add_kind({.name = "bad", .run = [](JobContext&) -> Result<JobOutcome> {
                     return JobOutcome{.result = "{"};
                   }});
  Worker worker(database(), queue_, options());
  worker.start();
  const Job job = enqueue("bad");
  EXPECT_TRUE(reaches(job, JobState::kFailed));
  EXPECT_EQ(stored(job).problem->rule, "J012");
}

TEST_P(WorkerTest, what_a_handler_saves_and_its_result_stand_or_fall_together) {
  queue_.add_kind({.name = "save", .run = [](JobContext& job) -> Result<JobOutcome> {
                     return JobOutcome{.save = [&job](Connection& connection) -> Result<void> {
                       const auto done = connection.execute(
                           "UPDATE job SET title = 'saved' WHERE tenant_id = $1 AND job_id = $2",
                           {job.job().tenant, job.job().id});
                       if (!done) return tl::unexpected(done.error());
                       if (job.job().attempts < 2)
                         return fail(ErrorCode::kInternal, "T002", "not saved");
                       return {};
                     }};
                   }});
  Worker worker(database(), queue_, options());
  worker.start();
  const Job job = enqueue("save");
  EXPECT_TRUE(reaches(job, JobState::kSucceeded));
  EXPECT_EQ(stored(job).attempts, 2);
  EXPECT_EQ(stored(job).title, "saved");
}

TEST_P(WorkerTest, a_running_job_hears_that_it_is_cancelled) {
  std::atomic<bool> is_running{false};
  queue_.add_kind({.name = "long", .run = [&](JobContext& job) -> Result<JobOutcome> {
                     const Budget budget = job.budget_of(Seconds(10));
                     is_running = true;
                     while (!budget.is_over())
                       std::this_thread::sleep_for(std::chrono::milliseconds(1));
                     return fail(ErrorCode::kCancelled, "T003", "stopped");
                   }});
  Worker worker(database(), queue_, options());
  worker.start();
  const Job job = enqueue("long");
  ASSERT_TRUE(support::becomes_true([&] { return is_running.load(); }));
  ASSERT_TRUE(write([&](Connection& connection) { return request_cancel(connection, job); }));
  EXPECT_TRUE(reaches(job, JobState::kCancelled));
  EXPECT_EQ(stored(job).failures, 0);
}

TEST_P(WorkerTest, a_stopping_worker_gives_its_job_back_without_a_failure) {
  std::atomic<int> runs{0};
  queue_.add_kind({.name = "long", .run = [&](JobContext& job) -> Result<JobOutcome> {
                     if (++runs > 1) return JobOutcome{};
                     const Budget budget = job.budget_of_iterations(1'000'000);
                     while (!budget.is_over())
                       std::this_thread::sleep_for(std::chrono::milliseconds(1));
                     EXPECT_TRUE(job.is_stopping());
                     EXPECT_TRUE(job.budget_of(Seconds(1)).is_over());
                     return fail(ErrorCode::kCancelled, "T003", "stopped");
                   }});
  Worker first(database(), queue_, options());
  first.start();
  const Job job = enqueue("long");
  ASSERT_TRUE(support::becomes_true([&] { return runs.load() == 1; }));
  first.stop();
  EXPECT_EQ(first.running_count(), 0);
  EXPECT_EQ(stored(job).state, JobState::kQueued);
  EXPECT_EQ(stored(job).failures, 0);
  Worker second(database(), queue_, options());
  second.start();
  EXPECT_TRUE(reaches(job, JobState::kSucceeded));
  EXPECT_EQ(stored(job).attempts, 2);
}

TEST_P(WorkerTest, a_stopping_worker_lets_a_short_job_finish) {
  std::atomic<bool> is_running{false};
  queue_.add_kind({.name = "short", .run = [&](JobContext&) -> Result<JobOutcome> {
                     is_running = true;
                     std::this_thread::sleep_for(std::chrono::milliseconds(50));
                     return JobOutcome{};
                   }});
  Worker worker(database(), queue_, options());
  worker.start();
  const Job job = enqueue("short");
  ASSERT_TRUE(support::becomes_true([&] { return is_running.load(); }));
  worker.stop();
  EXPECT_EQ(stored(job).state, JobState::kSucceeded);
}

TEST_P(WorkerTest, J010_a_worker_that_lost_its_lease_changes_nothing_any_more) {
  std::atomic<int> runs{0};
  std::atomic<bool> may_end{false};
  queue_.add_kind({.name = "slow", .run = [&](JobContext& job) -> Result<JobOutcome> {
                     if (++runs == 1) {
                       while (!may_end) std::this_thread::sleep_for(std::chrono::milliseconds(1));
                       job.progress(0.9, "late");
                       return JobOutcome{.result = R"("first")"};
                     }
                     return JobOutcome{.result = R"("second")"};
                   }});
  // The first worker sleeps through its lease: its watching thread beats once in 100 s.
  auto patient = options(1);
  patient.lease = Seconds(300);
  patient.on_trouble = {};
  Worker first(database(), queue_, patient);
  first.start();
  const Job job = enqueue("slow");
  ASSERT_TRUE(support::becomes_true([&] { return runs.load() == 1; }));
  clock_.put_forward(400);
  Worker second(database(), queue_, options());
  second.start();
  ASSERT_TRUE(reaches(job, JobState::kSucceeded));
  may_end = true;
  first.stop();
  const Job done = stored(job);
  EXPECT_EQ(done.result, R"("second")");
  EXPECT_EQ(done.progress, 1.0);
  EXPECT_EQ(done.attempts, 2);
  EXPECT_EQ(done.failures, 1);
}

TEST_P(WorkerTest, jobs_of_a_lane_run_one_at_a_time_and_waiting_ones_are_one) {
  std::atomic<int> at_once{0};
  std::atomic<int> most{0};
  std::atomic<int> runs{0};
  queue_.add_kind({.name = "lane", .run = [&](JobContext&) -> Result<JobOutcome> {
                     most = std::max(most.load(), ++at_once);
                     std::this_thread::sleep_for(std::chrono::milliseconds(5));
                     --at_once;
                     ++runs;
                     return JobOutcome{};
                   }});
  const Job first = enqueue("lane", "a");
  EXPECT_EQ(enqueue("lane", "a").id, first.id);
  EXPECT_NE(enqueue("lane", "b").id, first.id);
  auto quiet = options(4);
  quiet.on_trouble = {};
  Worker worker(database(), queue_, quiet);
  worker.start();
  for (int i = 0; i < 20; ++i) {
    enqueue("lane", "c");
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
  const Job last = enqueue("lane", "c");
  EXPECT_TRUE(reaches(last, JobState::kSucceeded));
  EXPECT_TRUE(reaches(first, JobState::kSucceeded));
  worker.stop();
  EXPECT_LE(most, 3);  // three lanes
  EXPECT_GE(runs, 3);
}

TEST_P(WorkerTest, a_job_that_wants_another_turn_gets_it) {
  std::atomic<int> runs{0};
  queue_.add_kind({.name = "turns", .run = [&](JobContext&) -> Result<JobOutcome> {
                     if (++runs < 3) return JobOutcome{.again_at = clock_.now().plus_millis(10)};
                     return JobOutcome{};
                   }});
  Worker worker(database(), queue_, options());
  worker.start();
  const Job job = enqueue("turns", "lane");
  EXPECT_TRUE(reaches(job, JobState::kSucceeded));
  EXPECT_EQ(runs, 3);
  EXPECT_EQ(stored(job).failures, 0);
}

TEST_P(WorkerTest, companies_take_turns) {
  std::mutex mutex;
  std::vector<TenantId> order;
  queue_.add_kind({.name = "turn", .run = [&](JobContext& job) -> Result<JobOutcome> {
                     const std::lock_guard lock(mutex);
                     order.push_back(job.job().tenant);
                     return JobOutcome{};
                   }});
  for (int i = 0; i < 10; ++i) enqueue("turn");
  const TenantId small(ids_.next());
  const Job last = enqueue("turn", "", small);
  Worker worker(database(), queue_, options(1));
  worker.start();
  EXPECT_TRUE(reaches(last, JobState::kSucceeded));
  worker.stop();
  const auto found = std::find(order.begin(), order.end(), small);
  EXPECT_LE(found - order.begin(), 1) << "it waited for the ten of the other company";
}

TEST_P(WorkerTest, two_workers_never_run_the_same_attempt) {
  std::mutex mutex;
  std::map<std::string, int> attempts;
  queue_.add_kind({.name = "once", .run = [&](JobContext& job) -> Result<JobOutcome> {
                     const std::lock_guard lock(mutex);
                     ++attempts[job.job().id.text() + ":" + std::to_string(job.job().attempts)];
                     return JobOutcome{};
                   }});
  auto quiet = options(2);
  Worker one(database(), queue_, quiet);
  Worker two(database(), queue_, quiet);
  one.start();
  two.start();
  std::vector<Job> jobs;
  for (int i = 0; i < 60; ++i) jobs.push_back(enqueue("once"));
  for (const Job& job : jobs) EXPECT_TRUE(reaches(job, JobState::kSucceeded));
  one.stop();
  two.stop();
  EXPECT_EQ(attempts.size(), 60U);
  for (const auto& [attempt, count] : attempts) EXPECT_EQ(count, 1) << attempt;
}

TEST_P(WorkerTest, finished_jobs_are_removed_after_their_days_and_housekeeping_is_called) {
  queue_.add_kind(
      {.name = "sum", .run = [](JobContext&) -> Result<JobOutcome> { return JobOutcome{}; }});
  const Job old = enqueue("sum");
  {
    Worker worker(database(), queue_, options());
    worker.start();
    ASSERT_TRUE(reaches(old, JobState::kSucceeded));
  }
  clock_.put_forward(31 * 86'400);
  std::atomic<int> calls{0};
  auto keeping = options();
  keeping.housekeeping.push_back([&](db::Database&) -> Result<void> {
    ++calls;
    return {};
  });
  Worker worker(database(), queue_, keeping);
  worker.start();
  EXPECT_TRUE(support::becomes_true([&] { return calls.load() == 1; }));
  EXPECT_TRUE(stored(old).id.is_nil());
}

}  // namespace
}  // namespace bailiwick::platform::jobs
