// What people may do with jobs: look, cancel, start again. One's own always; those of others by permission.
//
// A job one may not see does not exist for one. Thread-safe.
// Errors: J004 there is no such job (kNotFound), J005 a finished job cannot be cancelled, J006 only a failed or cancelled job can be
// started again (both kConflict), I001 the permission to change the jobs of others is missing.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "platform/audit/log.hpp"
#include "platform/db/database.hpp"
#include "platform/identity/principal.hpp"
#include "platform/jobs/queue.hpp"
#include "platform/jobs/store.hpp"

namespace bailiwick::platform::jobs {

struct JobPage {
  std::vector<Job> items;     // newest first
  std::optional<JobId> next;  // `before` of the next page; nothing on the last
};

class JobService {
 public:
  JobService(db::Database& database, const JobQueue& queue, const audit::Log& log)
      : database_(database), queue_(queue), log_(log) {}

  // Everyone's with kJobsRead, else one's own, whatever the filter says. limit 1 .. 200.
  [[nodiscard]] Result<JobPage> list(const identity::Principal& principal, JobFilter filter) const;
  [[nodiscard]] Result<Job> get(const identity::Principal& principal, JobId id) const;
  // A waiting job is cancelled at once, a running one as soon as it hears of it.
  [[nodiscard]] Result<Job> cancel(const identity::Principal& principal, JobId id) const;
  // Queues a failed or cancelled job again, with all its tries.
  [[nodiscard]] Result<Job> retry(const identity::Principal& principal, JobId id) const;

 private:
  [[nodiscard]] Result<Job> visible(db::Connection& connection,
                                    const identity::Principal& principal, JobId id) const;
  [[nodiscard]] Result<Job> record(db::Connection& connection, const identity::Principal& principal,
                                   const Job& job, audit::Word action) const;

  db::Database& database_;
  const JobQueue& queue_;
  audit::Log log_;
};

}  // namespace bailiwick::platform::jobs
