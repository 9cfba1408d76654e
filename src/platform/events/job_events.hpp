// Tells browsers and webhooks of jobs: "job.updated" with the job as the API shows it, for who may see everyone's jobs and for who
// asked for it.
#pragma once

#include "platform/events/events.hpp"
#include "platform/jobs/queue.hpp"

namespace bailiwick::platform::events {

// To be called while the program is put together; `outbox` outlives the queue's use.
void announce_jobs(jobs::JobQueue& queue, const EventOutbox& outbox);

}  // namespace bailiwick::platform::events
