// The door to jobs for all who want work done: which kinds there are, and enqueue() inside the caller's transaction, so
// that a job exists exactly when what it is about exists.
//
//   queue.add_kind({.name = "planning.design", .run = [&](JobContext& job) { return design(job); }});
//   database.write([&](Connection& c) { ...; return queue.enqueue(c, {.tenant = t, .kind = "planning.design", ...}); });
//
// add_kind() and on_change() are called while the program is put together, before threads start; the rest is thread-safe.
// Errors: J001 the kind is unknown, J002 a text is too long, J003 the payload is not JSON.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"
#include "base/uuid.hpp"
#include "platform/db/database.hpp"
#include "platform/jobs/jobs.hpp"
#include "platform/jobs/live_runs.hpp"

namespace bailiwick::platform::jobs {

class JobQueue {
 public:
  // Hears of each change of a job that is not internal, inside the transaction that makes it.
  using OnChange = std::function<Result<void>(db::Connection&, const Job&)>;

  JobQueue(WallClock clock, UuidSource& ids) : clock_(std::move(clock)), ids_(ids) {}

  void add_kind(JobKind kind);
  void on_change(OnChange listener) { listeners_.push_back(std::move(listener)); }

  // The new job, or the waiting one of its lane. Errors J001, J002, J003 and db's.
  [[nodiscard]] Result<Job> enqueue(db::Connection& connection, const NewJob& wanted) const;

  [[nodiscard]] const JobKind* kind(std::string_view name) const;
  [[nodiscard]] std::vector<std::string> kinds() const;  // in alphabetical order
  [[nodiscard]] Instant now() const { return clock_(); }
  // What runs in this process.
  [[nodiscard]] LiveRuns& live() const { return live_; }
  // Tells the listeners; nothing for an internal job.
  [[nodiscard]] Result<void> announce(db::Connection& connection, const Job& job) const;

 private:
  WallClock clock_;
  UuidSource& ids_;
  std::map<std::string, JobKind, std::less<>> kinds_;
  std::vector<OnChange> listeners_;
  mutable LiveRuns live_;
};

}  // namespace bailiwick::platform::jobs
