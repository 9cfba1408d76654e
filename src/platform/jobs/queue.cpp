#include "platform/jobs/queue.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <nlohmann/json.hpp>

#include "platform/jobs/store.hpp"

namespace bailiwick::platform::jobs {
namespace {

Result<void> check(const NewJob& wanted) {
  const auto too_long = [](std::string_view what, std::size_t size, std::size_t size_max) {
    return fail(ErrorCode::kLimit, "J002",
                fmt::format("The {} of a job has {} bytes; at most {} are possible.", what, size,
                            size_max));
  };
  if (wanted.title.size() > kTitleBytesMax)
    return too_long("title", wanted.title.size(), kTitleBytesMax);
  if (wanted.lane.size() > kLaneBytesMax)
    return too_long("lane", wanted.lane.size(), kLaneBytesMax);
  if (wanted.payload.size() > kPayloadBytesMax)
    return too_long("payload", wanted.payload.size(), kPayloadBytesMax);
  if (!nlohmann::json::accept(wanted.payload)) {
    return fail(ErrorCode::kInvalidInput, "J003", "The payload of a job is not JSON.");
  }
  return {};
}

}  // namespace

void JobQueue::add_kind(JobKind kind) {
  assert(!kind.name.empty() && kind.run && kind.attempts_max >= 1);
  const bool is_new = kinds_.emplace(kind.name, kind).second;
  assert(is_new && "a kind is added once");
  static_cast<void>(is_new);
}

const JobKind* JobQueue::kind(std::string_view name) const {
  const auto found = kinds_.find(name);
  return found == kinds_.end() ? nullptr : &found->second;
}

std::vector<std::string> JobQueue::kinds() const {
  std::vector<std::string> names;
  for (const auto& [name, kind] : kinds_) names.push_back(name);
  return names;
}

Result<Job> JobQueue::enqueue(db::Connection& connection, const NewJob& wanted) const {
  const JobKind* known = kind(wanted.kind);
  if (known == nullptr) {
    return fail(ErrorCode::kInvalidInput, "J001",
                fmt::format("There are no jobs of kind '{}'.", wanted.kind));
  }
  if (const auto checked = check(wanted); !checked) return tl::unexpected(checked.error());
  const Instant now = clock_();
  const Instant run_at = wanted.run_at.value_or(now);
  if (!wanted.lane.empty()) {
    auto waiting = find_waiting(connection, wanted.tenant, wanted.lane);
    if (!waiting) return tl::unexpected(waiting.error());
    if (*waiting) {
      if (run_at >= (*waiting)->run_at) return std::move(**waiting);
      (*waiting)->run_at = run_at;
      if (const auto done = set_run_at(connection, **waiting); !done)
        return tl::unexpected(done.error());
      return std::move(**waiting);
    }
  }
  Job job;
  job.tenant = wanted.tenant;
  job.id = JobId(ids_.next());
  job.kind = wanted.kind;
  job.title = wanted.title;
  job.lane = wanted.lane;
  job.payload = wanted.payload;
  job.created_by = wanted.created_by;
  job.created_at = now;
  job.run_at = run_at;
  job.is_internal = known->is_internal;
  if (const auto done = insert(connection, job); !done) return tl::unexpected(done.error());
  if (const auto told = announce(connection, job); !told) return tl::unexpected(told.error());
  return job;
}

Result<void> JobQueue::announce(db::Connection& connection, const Job& job) const {
  if (job.is_internal) return {};
  for (const OnChange& listener : listeners_) {
    if (auto told = listener(connection, job); !told) return told;
  }
  return {};
}

}  // namespace bailiwick::platform::jobs
