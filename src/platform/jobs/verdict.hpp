// What becomes of a job once an attempt has ended: the only place that decides between succeeded, failed, cancelled and again.
// Pure but for the Rng.
#pragma once

#include "base/result.hpp"
#include "base/rng.hpp"
#include "platform/jobs/backoff.hpp"
#include "platform/jobs/jobs.hpp"
#include "platform/jobs/run.hpp"

namespace bailiwick::platform::jobs {

struct Ending {
  const JobKind& kind;
  StopReason reason = StopReason::kNone;
  Instant now;
  Backoff backoff;
};

// The handler gave a value: J012 where the result is no JSON or too large.
[[nodiscard]] Result<Job> after_value(Job job, const JobOutcome& outcome, Instant now);
// The handler gave an error, threw (J011) or vanished with its worker (J010).
[[nodiscard]] Job after_error(Job job, const Error& error, const Ending& ending, Rng& rng);

}  // namespace bailiwick::platform::jobs
