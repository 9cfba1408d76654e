// Goal: each way an attempt can end leads to the state that docs/spec/jobs.md says. Method: one row a way.
#include "platform/jobs/verdict.hpp"

#include <gtest/gtest.h>

namespace bailiwick::platform::jobs {
namespace {

const Instant kNow(1'000'000'000'000'000);
const JobKind kKind = {.name = "test",
                       .run = [](JobContext&) -> Result<JobOutcome> { return JobOutcome{}; },
                       .attempts_max = 3};

Job running(std::int64_t failures = 0) {
  Job job;
  job.state = JobState::kRunning;
  job.failures = failures;
  job.attempts = failures + 1;
  return job;
}

Job ended(const Job& job, ErrorCode code, StopReason reason = StopReason::kNone) {
  Rng rng(1);
  return after_error(job, {code, "T000", "why"}, {kKind, reason, kNow, {Seconds(10), Seconds(60)}},
                     rng);
}

TEST(Verdict, a_value_succeeds) {
  const auto job = after_value(running(1), {.result = "[1]"}, kNow);
  ASSERT_TRUE(job);
  EXPECT_EQ(job->state, JobState::kSucceeded);
  EXPECT_EQ(job->result, "[1]");
  EXPECT_EQ(job->progress, 1.0);
  EXPECT_EQ(job->finished_at, kNow);
}

TEST(Verdict, a_value_is_kept_even_where_it_was_cancelled) {
  Job job = running();
  job.is_cancel_requested = true;
  EXPECT_EQ(after_value(job, {}, kNow)->state, JobState::kSucceeded);
}

TEST(Verdict, another_turn_costs_no_try_unless_it_was_cancelled) {
  const auto job = after_value(running(2), {.again_at = kNow.plus_seconds(5)}, kNow);
  EXPECT_EQ(job->state, JobState::kQueued);
  EXPECT_EQ(job->run_at, kNow.plus_seconds(5));
  EXPECT_EQ(job->failures, 0);
  Job cancelled = running();
  cancelled.is_cancel_requested = true;
  EXPECT_EQ(after_value(cancelled, {.again_at = kNow}, kNow)->state, JobState::kCancelled);
}

TEST(Verdict, J012_a_result_has_its_form_and_its_limit) {
  EXPECT_EQ(after_value(running(), {.result = "{"}, kNow).error().rule, "J012");
  EXPECT_EQ(after_value(running(), {.result = ""}, kNow).error().rule, "J012");
  const std::string most = '"' + std::string(kResultBytesMax - 2, 'x') + '"';
  EXPECT_TRUE(after_value(running(), {.result = most}, kNow));
  EXPECT_EQ(after_value(running(), {.result = most + " "}, kNow).error().rule, "J012");
}

TEST(Verdict, what_may_pass_is_tried_again_until_the_tries_are_used_up) {
  for (const ErrorCode code : {ErrorCode::kIo, ErrorCode::kTooMany, ErrorCode::kUnavailable,
                               ErrorCode::kInternal, ErrorCode::kCancelled}) {
    const Job again = ended(running(1), code);
    EXPECT_EQ(again.state, JobState::kQueued) << name_of(code);
    EXPECT_EQ(again.failures, 2);
    EXPECT_GE(again.run_at, kNow.plus_seconds(10));
    EXPECT_LE(again.run_at, kNow.plus_seconds(20));
    EXPECT_EQ(again.problem->rule, "T000");
    const Job dead = ended(running(2), code);
    EXPECT_EQ(dead.state, JobState::kFailed) << name_of(code);
    EXPECT_EQ(dead.finished_at, kNow);
  }
}

TEST(Verdict, what_would_fail_again_fails_at_once) {
  for (const ErrorCode code :
       {ErrorCode::kInvalidInput, ErrorCode::kInfeasible, ErrorCode::kNotFound, ErrorCode::kLimit,
        ErrorCode::kUnauthenticated, ErrorCode::kForbidden, ErrorCode::kConflict,
        ErrorCode::kPrecondition}) {
    EXPECT_EQ(ended(running(), code).state, JobState::kFailed) << name_of(code);
  }
}

TEST(Verdict, a_cancelled_job_is_not_tried_again) {
  Job job = running();
  job.is_cancel_requested = true;
  EXPECT_EQ(ended(job, ErrorCode::kCancelled).state, JobState::kCancelled);
  EXPECT_EQ(ended(job, ErrorCode::kUnavailable).state, JobState::kCancelled);
  EXPECT_EQ(ended(job, ErrorCode::kInvalidInput).state, JobState::kFailed);
}

TEST(Verdict, a_stopping_worker_costs_no_try) {
  const Job job = ended(running(2), ErrorCode::kCancelled, StopReason::kStopping);
  EXPECT_EQ(job.state, JobState::kQueued);
  EXPECT_EQ(job.failures, 2);
  EXPECT_EQ(job.run_at, kNow);
}

}  // namespace
}  // namespace bailiwick::platform::jobs
