#include "platform/events/job_events.hpp"

#include "platform/jobs/job_json.hpp"

namespace bailiwick::platform::events {

void announce_jobs(jobs::JobQueue& queue, const EventOutbox& outbox) {
  queue.on_change([&outbox](db::Connection& connection, const jobs::Job& job) {
    return outbox.emit(connection, {.tenant = job.tenant,
                                    .name = "job.updated",
                                    .audience = {identity::Permission::kJobsRead, job.created_by},
                                    .data = jobs::to_json(job, jobs::Detail::kWithoutResult)});
  });
}

}  // namespace bailiwick::platform::events
