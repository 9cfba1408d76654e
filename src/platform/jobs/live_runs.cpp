#include "platform/jobs/live_runs.hpp"

#include <algorithm>
#include <utility>

#include "platform/jobs/run.hpp"

namespace bailiwick::platform::jobs {

void LiveRuns::add(std::shared_ptr<Run> run) {
  const std::lock_guard lock(mutex_);
  runs_.push_back(std::move(run));
}

void LiveRuns::remove(const Run& run) {
  const std::lock_guard lock(mutex_);
  std::erase_if(runs_, [&](const std::shared_ptr<Run>& one) { return one.get() == &run; });
}

std::shared_ptr<Run> LiveRuns::find(const Job& job) const {
  if (job.state != JobState::kRunning) return nullptr;
  const std::lock_guard lock(mutex_);
  const auto found = std::ranges::find_if(runs_, [&](const std::shared_ptr<Run>& run) {
    return run->job().id == job.id && run->job().tenant == job.tenant &&
           run->job().attempts == job.attempts;
  });
  return found == runs_.end() ? nullptr : *found;
}

bool LiveRuns::cancel(const Job& job) const {
  const auto run = find(job);
  if (run) run->stop(StopReason::kCancelled);
  return run != nullptr;
}

void LiveRuns::refresh(Job& job) const {
  const auto run = find(job);
  if (!run) return;
  Job told = run->with_progress();
  if (told.progress == 0 && told.message.empty()) return;  // nothing was told yet
  job.progress = told.progress;
  job.message = std::move(told.message);
}

}  // namespace bailiwick::platform::jobs
