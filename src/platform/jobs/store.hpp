// The SQL of jobs, and no other folder's. Each function is one statement, or two that belong together, inside the caller's transaction.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "platform/db/database.hpp"
#include "platform/jobs/jobs.hpp"

namespace bailiwick::platform::jobs {

[[nodiscard]] Result<void> insert(db::Connection& connection, const Job& job);
[[nodiscard]] Result<std::optional<Job>> find(db::Connection& connection, TenantId tenant,
                                              JobId id);
// The job of the lane that waits, the first where there are several.
[[nodiscard]] Result<std::optional<Job>> find_waiting(db::Connection& connection, TenantId tenant,
                                                      const std::string& lane);
// A waiting job shall run earlier.
[[nodiscard]] Result<void> set_run_at(db::Connection& connection, const Job& job);

// Companies with a job of these kinds that could run now, by id, and how many of their jobs are running.
// O(companies with waiting jobs), each a few index look-ups.
struct Candidate {
  TenantId tenant;
  std::int64_t running = 0;
};
[[nodiscard]] Result<std::vector<Candidate>> candidates(db::Connection& connection,
                                                        std::span<const std::string> kinds,
                                                        Instant now);

struct Claim {
  TenantId tenant;
  std::span<const std::string> kinds;
  Instant now;
  Instant lease_until;
};
// The company's oldest job that could run, now running as a new attempt; nothing where another worker was quicker.
[[nodiscard]] Result<std::optional<Job>> claim(db::Connection& connection, const Claim& claim);

// What follows changes a running job only if `job.attempts` is still the attempt that runs.
enum class Hold { kLost, kHeld, kCancelRequested };
[[nodiscard]] Result<Hold> renew(db::Connection& connection, const Job& job, Instant lease_until);
[[nodiscard]] Result<Hold> look(db::Connection& connection, const Job& job);
// Writes progress and message; false where the attempt is not the running one any more.
[[nodiscard]] Result<bool> set_progress(db::Connection& connection, const Job& job);
// Writes state, run_at, finished_at, failures, progress, message, result and problem, and ends the lease; false as above.
[[nodiscard]] Result<bool> settle(db::Connection& connection, const Job& job);

// Running jobs whose lease has ended, at most `count_max`.
[[nodiscard]] Result<std::vector<Job>> expired(db::Connection& connection, Instant now,
                                               std::int64_t count_max);

// Whether this attempt of the job still runs with a lease that has ended.
[[nodiscard]] Result<bool> is_expired(db::Connection& connection, const Job& job, Instant now);

// Changes a job that does not run: state, run_at, finished_at, failures, cancel request; false where its state is not `from` any more.
[[nodiscard]] Result<bool> change(db::Connection& connection, const Job& job, JobState from);
// Asks a running job to stop.
[[nodiscard]] Result<bool> request_cancel(db::Connection& connection, const Job& job);

struct JobFilter {
  std::optional<std::string> kind = {};
  std::optional<JobState> state = {};
  std::optional<PersonId> created_by = {};
  std::optional<JobId> before = {};  // older than this one
  std::int64_t limit = 50;
};
// Newest first, internal ones left out.
[[nodiscard]] Result<std::vector<Job>> list(db::Connection& connection, TenantId tenant,
                                            const JobFilter& filter);

struct StateCount {
  JobState state = JobState::kQueued;
  std::int64_t count = 0;
};
// How many wait and how many run, of all companies, for metrics.
[[nodiscard]] Result<std::vector<StateCount>> unfinished(db::Connection& connection);

// Removes jobs that finished before then, at most `count_max`; how many.
[[nodiscard]] Result<std::int64_t> prune(db::Connection& connection, Instant before,
                                         std::int64_t count_max);

}  // namespace bailiwick::platform::jobs
