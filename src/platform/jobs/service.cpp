#include "platform/jobs/service.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "platform/identity/environment.hpp"

namespace bailiwick::platform::jobs {
namespace {

using identity::Permission;
using identity::Principal;

bool is_own(const Principal& principal, const Job& job) {
  return !principal.person.is_nil() && job.created_by == principal.person;
}

Result<void> may_change(const Principal& principal, const Job& job) {
  return is_own(principal, job) ? Result<void>()
                                : identity::require(principal, Permission::kJobsManage);
}

tl::unexpected<Error> has_changed(JobId id) {
  return fail(ErrorCode::kConflict, "J005",
              fmt::format("Job {} has just changed; look at it again.", id.text()));
}

}  // namespace

Result<JobPage> JobService::list(const Principal& principal, JobFilter filter) const {
  if (!principal.may(Permission::kJobsRead)) filter.created_by = principal.person;
  const std::int64_t limit = std::clamp<std::int64_t>(filter.limit, 1, 200);
  filter.limit = limit + 1;
  auto jobs = database_.read(
      [&](db::Connection& connection) { return jobs::list(connection, principal.tenant, filter); });
  if (!jobs) return tl::unexpected(jobs.error());
  JobPage page;
  if (static_cast<std::int64_t>(jobs->size()) > limit) {
    jobs->pop_back();
    page.next = jobs->back().id;
  }
  page.items = std::move(*jobs);
  for (Job& job : page.items) queue_.live().refresh(job);
  return page;
}

Result<Job> JobService::visible(db::Connection& connection, const Principal& principal,
                                JobId id) const {
  auto job = find(connection, principal.tenant, id);
  if (!job) return tl::unexpected(job.error());
  const bool is_visible = *job && !(*job)->is_internal &&
                          (is_own(principal, **job) || principal.may(Permission::kJobsRead));
  if (!is_visible)
    return fail(ErrorCode::kNotFound, "J004", fmt::format("There is no job {}.", id.text()));
  return std::move(**job);
}

Result<Job> JobService::get(const Principal& principal, JobId id) const {
  auto job = database_.read(
      [&](db::Connection& connection) { return visible(connection, principal, id); });
  if (job) queue_.live().refresh(*job);
  return job;
}

Result<Job> JobService::record(db::Connection& connection, const Principal& principal,
                               const Job& job, audit::Word action) const {
  const auto kept = log_.append(connection, {job.tenant, actor_of(principal), action, job.id.text(),
                                             audit::Details().code("kind", job.kind)});
  if (!kept) return tl::unexpected(kept.error());
  if (const auto told = queue_.announce(connection, job); !told)
    return tl::unexpected(told.error());
  return job;
}

Result<Job> JobService::cancel(const Principal& principal, JobId id) const {
  const auto seen = get(principal, id);
  if (!seen) return seen;
  if (const auto allowed = may_change(principal, *seen); !allowed)
    return tl::unexpected(allowed.error());
  // Told before it is written: the write waits for the transaction that the attempt may be in.
  const bool is_told = queue_.live().cancel(*seen);
  return database_.write([&](db::Connection& connection) -> Result<Job> {
    auto job = visible(connection, principal, id);
    if (!job) return job;
    if (is_told && job->state == JobState::kCancelled)
      return record(connection, principal, *job, "job.cancelled");
    if (is_finished(job->state)) {
      return fail(ErrorCode::kConflict, "J005",
                  fmt::format("Job {} has {} already; there is nothing to cancel.", id.text(),
                              name_of(job->state)));
    }
    job->is_cancel_requested = true;
    if (job->state == JobState::kRunning) {
      const auto asked = request_cancel(connection, *job);
      if (!asked) return tl::unexpected(asked.error());
      if (!*asked) return has_changed(id);
    } else {
      job->state = JobState::kCancelled;
      job->finished_at = queue_.now();
      const auto is_done = change(connection, *job, JobState::kQueued);
      if (!is_done) return tl::unexpected(is_done.error());
      if (!*is_done) return has_changed(id);
    }
    return record(connection, principal, *job, "job.cancelled");
  });
}

Result<Job> JobService::retry(const Principal& principal, JobId id) const {
  return database_.write([&](db::Connection& connection) -> Result<Job> {
    auto job = visible(connection, principal, id);
    if (!job) return job;
    if (const auto allowed = may_change(principal, *job); !allowed)
      return tl::unexpected(allowed.error());
    const JobState from = job->state;
    if (from != JobState::kFailed && from != JobState::kCancelled) {
      return fail(ErrorCode::kConflict, "J006",
                  fmt::format("Job {} is {}; only a failed or cancelled job can be started again.",
                              id.text(), name_of(from)));
    }
    job->state = JobState::kQueued;
    job->run_at = queue_.now();
    job->finished_at.reset();
    job->failures = 0;
    job->is_cancel_requested = false;
    job->progress = 0;
    job->message.clear();
    const auto is_done = change(connection, *job, from);
    if (!is_done) return tl::unexpected(is_done.error());
    if (!*is_done) return has_changed(id);
    return record(connection, principal, *job, "job.retried");
  });
}

}  // namespace bailiwick::platform::jobs
