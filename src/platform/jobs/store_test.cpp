// Goal: the SQL of jobs keeps its promises on both databases: claims, fences, lanes, lists. Method: one connection at a time.
#include "platform/jobs/store.hpp"

#include <gtest/gtest.h>

#include "platform/jobs/migrations.hpp"
#include "tests/support/platform_world.hpp"

namespace bailiwick::platform::jobs {
namespace {

using db::Connection;
namespace support = bailiwick::testing;
const std::vector<std::string> kKinds = {"other", "work"};

class StoreTest : public support::PlatformTest {
 protected:
  StoreTest() : PlatformTest({jobs_migrations()}) {}

  Job add(Job job = {}) {
    if (job.tenant.is_nil()) job.tenant = tenant_;
    job.id = JobId(ids_.next());
    if (job.kind.empty()) job.kind = "work";
    job.created_at = clock_.now();
    if (job.run_at == Instant()) job.run_at = job.created_at;
    const auto done = write([&](Connection& connection) { return insert(connection, job); });
    EXPECT_TRUE(done) << done.error().message;
    return job;
  }
  std::optional<Job> take(Instant now, TenantId tenant) {
    const auto job = write([&](Connection& connection) {
      return claim(connection, {tenant, kKinds, now, now.plus_seconds(30)});
    });
    EXPECT_TRUE(job) << job.error().message;
    return job.value_or(std::nullopt);
  }
  std::optional<Job> take() { return take(clock_.now(), tenant_); }
  std::vector<Candidate> waiting() {
    return read(
               [&](Connection& connection) { return candidates(connection, kKinds, clock_.now()); })
        .value();
  }

  template <class F>
  auto changed(F&& work) {
    const auto done = write(std::forward<F>(work));
    EXPECT_TRUE(done) << done.error().message;
    return done.value();
  }
};
INSTANTIATE_TEST_SUITE_P(Both, StoreTest, support::on_both(), support::dialect_name);

TEST_P(StoreTest, the_oldest_job_that_could_run_is_claimed_once) {
  const Job later = add({.kind = "work", .run_at = clock_.now().plus_seconds(100)});
  const Job second = add();
  const Job first = add({.kind = "work", .run_at = clock_.now().plus_seconds(-100)});
  add({.kind = "unknown"});
  const auto one = take();
  ASSERT_TRUE(one);
  EXPECT_EQ(one->id, first.id);
  EXPECT_EQ(one->state, JobState::kRunning);
  EXPECT_EQ(one->attempts, 1);
  EXPECT_EQ(take()->id, second.id);
  EXPECT_FALSE(take());
  EXPECT_EQ(take(clock_.now().plus_seconds(200), tenant_)->id, later.id);
}

TEST_P(StoreTest, companies_with_work_are_found_and_those_without_are_not) {
  const TenantId other(ids_.next());
  const TenantId idle(ids_.next());
  add();
  add();
  add({.tenant = other, .kind = "work"});
  add({.tenant = idle, .kind = "work", .run_at = clock_.now().plus_seconds(100)});
  ASSERT_TRUE(take());
  const auto found = waiting();
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].tenant, tenant_);
  EXPECT_EQ(found[0].running, 1);
  EXPECT_EQ(found[1].tenant, other);
  EXPECT_EQ(found[1].running, 0);
  EXPECT_FALSE(take(clock_.now(), idle));
}

TEST_P(StoreTest, a_lane_with_a_running_job_is_passed_over) {
  add({.kind = "work", .lane = "a"});
  add({.kind = "work", .lane = "a"});
  ASSERT_TRUE(take());
  EXPECT_FALSE(take());
  EXPECT_TRUE(waiting().empty());
  const Job other = add({.kind = "work", .lane = "b"});
  EXPECT_EQ(take()->id, other.id);
}

TEST_P(StoreTest, an_attempt_that_is_over_changes_nothing) {
  add();
  const Job held = *take();
  Job stale = held;
  stale.attempts = held.attempts - 1;
  const auto all = [&](const Job& job) {
    Job done = job;
    done.state = JobState::kSucceeded;
    done.result = "{}";
    const Hold renewed =
        changed([&](Connection& c) { return renew(c, job, clock_.now().plus_seconds(60)); });
    const bool told = changed([&](Connection& c) { return set_progress(c, job); });
    const bool settled = changed([&](Connection& c) { return settle(c, done); });
    return std::tuple(renewed, told, settled);
  };
  EXPECT_EQ(all(stale), std::tuple(Hold::kLost, false, false));
  EXPECT_EQ(all(held), std::tuple(Hold::kHeld, true, true));
  EXPECT_EQ(all(held), std::tuple(Hold::kLost, false, false)) << "a second result";
}

TEST_P(StoreTest, a_request_to_cancel_is_heard_by_who_runs_it) {
  add();
  const Job held = *take();
  EXPECT_EQ(changed([&](Connection& c) { return look(c, held); }), Hold::kHeld);
  EXPECT_TRUE(changed([&](Connection& c) { return request_cancel(c, held); }));
  EXPECT_EQ(changed([&](Connection& c) { return look(c, held); }), Hold::kCancelRequested);
  EXPECT_EQ(changed([&](Connection& c) { return renew(c, held, clock_.now()); }),
            Hold::kCancelRequested);
}

TEST_P(StoreTest, leases_that_ended_are_found) {
  add();
  const Job held = *take();
  const auto lost = [&](std::int64_t seconds) {
    return read([&](Connection& c) { return expired(c, clock_.now().plus_seconds(seconds), 10); })
        .value();
  };
  EXPECT_TRUE(lost(20).empty());
  ASSERT_EQ(lost(40).size(), 1U);
  EXPECT_EQ(lost(40)[0].id, held.id);
  EXPECT_TRUE(
      changed([&](Connection& c) { return is_expired(c, held, clock_.now().plus_seconds(40)); }));
  EXPECT_FALSE(changed([&](Connection& c) { return is_expired(c, held, clock_.now()); }));
}

TEST_P(StoreTest, a_problem_comes_back_as_it_was) {
  add();
  Job job = *take();
  job.state = JobState::kFailed;
  job.finished_at = clock_.now();
  job.problem = Error{ErrorCode::kInfeasible, "T001", "two pins in one unit"};
  ASSERT_TRUE(changed([&](Connection& c) { return settle(c, job); }));
  const auto stored = read([&](Connection& c) { return find(c, tenant_, job.id); }).value();
  EXPECT_EQ(stored->problem, job.problem);
}

TEST_P(StoreTest, a_list_is_filtered_and_paged_newest_first) {
  const TenantId other(ids_.next());
  add({.tenant = other, .kind = "work"});
  const Job one = add({.kind = "work", .created_by = person_});
  const Job two = add({.kind = "other"});
  add({.kind = "work", .is_internal = true});
  const auto ids = [&](JobFilter filter) {
    std::vector<JobId> found;
    for (const Job& job : read([&](Connection& c) { return list(c, tenant_, filter); }).value())
      found.push_back(job.id);
    return found;
  };
  EXPECT_EQ(ids({}), (std::vector{two.id, one.id}));
  EXPECT_EQ(ids({.kind = "work"}), std::vector{one.id});
  EXPECT_EQ(ids({.created_by = person_}), std::vector{one.id});
  EXPECT_EQ(ids({.state = JobState::kRunning}), std::vector<JobId>());
  EXPECT_EQ(ids({.before = two.id}), std::vector{one.id});
  EXPECT_EQ(ids({.limit = 1}), std::vector{two.id});
}

TEST_P(StoreTest, what_waits_and_runs_is_counted_and_what_is_old_removed) {
  add();
  Job job = *take();
  add();
  const auto counts = read([](Connection& c) { return unfinished(c); }).value();
  ASSERT_EQ(counts.size(), 2U);
  EXPECT_EQ(counts[0].count, 1);
  EXPECT_EQ(counts[1].count, 1);
  job.state = JobState::kCancelled;
  job.finished_at = clock_.now();
  ASSERT_TRUE(changed([&](Connection& c) { return settle(c, job); }));
  EXPECT_EQ(changed([&](Connection& c) { return prune(c, clock_.now().plus_seconds(-60), 10); }),
            0);
  EXPECT_EQ(changed([&](Connection& c) { return prune(c, clock_.now().plus_seconds(60), 10); }), 1);
}

TEST_P(StoreTest, a_job_that_does_not_run_is_changed_from_its_state_only) {
  Job job = add();
  job.state = JobState::kCancelled;
  EXPECT_FALSE(changed([&](Connection& c) { return change(c, job, JobState::kFailed); }));
  EXPECT_TRUE(changed([&](Connection& c) { return change(c, job, JobState::kQueued); }));
  EXPECT_FALSE(changed([&](Connection& c) { return change(c, job, JobState::kQueued); }));
}

}  // namespace
}  // namespace bailiwick::platform::jobs
