#include "platform/jobs/verdict.hpp"

#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>

namespace bailiwick::platform::jobs {
namespace {

bool is_worth_another_try(ErrorCode code) {
  return code == ErrorCode::kIo || code == ErrorCode::kTooMany || code == ErrorCode::kUnavailable ||
         code == ErrorCode::kInternal || code == ErrorCode::kCancelled;
}

Job finished(Job job, JobState state, Instant now) {
  job.state = state;
  job.finished_at = now;
  return job;
}

Job queued(Job job, Instant run_at) {
  job.state = JobState::kQueued;
  job.run_at = run_at;
  job.progress = 0;
  job.message.clear();
  return job;
}

}  // namespace

Result<Job> after_value(Job job, const JobOutcome& outcome, Instant now) {
  if (outcome.again_at) {
    if (job.is_cancel_requested) return finished(std::move(job), JobState::kCancelled, now);
    job.failures = 0;
    job.problem.reset();
    return queued(std::move(job), *outcome.again_at);
  }
  if (outcome.result.size() > kResultBytesMax || !nlohmann::json::accept(outcome.result)) {
    return fail(ErrorCode::kLimit, "J012",
                fmt::format("The result of a job of kind '{}' is not JSON of at most {} bytes.",
                            job.kind, kResultBytesMax));
  }
  job.result = outcome.result;
  job.problem.reset();
  job.progress = 1;
  return finished(std::move(job), JobState::kSucceeded, now);
}

Job after_error(Job job, const Error& error, const Ending& ending, Rng& rng) {
  if (job.is_cancel_requested && is_worth_another_try(error.code)) {
    return finished(std::move(job), JobState::kCancelled, ending.now);
  }
  if (ending.reason == StopReason::kStopping && error.code == ErrorCode::kCancelled) {
    return queued(std::move(job), ending.now);
  }
  ++job.failures;
  job.problem = error;
  if (!is_worth_another_try(error.code) || job.failures >= ending.kind.attempts_max) {
    return finished(std::move(job), JobState::kFailed, ending.now);
  }
  const Seconds wait = wait_after(job.failures, ending.backoff, rng);
  return queued(std::move(job), ending.now.plus_millis(std::llround(wait.value() * 1000)));
}

}  // namespace bailiwick::platform::jobs
