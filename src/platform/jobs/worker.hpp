// Takes jobs from one database and runs them: some threads, and one that watches over them.
//
// Any number of workers, in one process or many, share a database. Which job comes next: the company with the fewest running
// jobs first, companies with equally many in turn, and of a company the job that could run longest. A claim is a lease of
// `lease`; the watching thread renews it every third of that, hears of cancellations, and takes back jobs whose worker has vanished
// (their lease ended): that counts as a failure, so that a job which kills its worker is given up in the end. Leases
// compare clocks of several machines: these should agree within a few seconds (NTP). Where they do not, jobs may be run again too
// early, but still only one attempt can write a result.
//
// stop(): no further job is taken; running ones may finish within `grace`, then their budgets end, and a handler that answers
// kCancelled has its job given back at once. Members are thread-safe.
// Errors that end up in jobs: J010 the worker vanished, J011 the handler threw, J012 the result is not JSON or too large.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/quantity.hpp"
#include "base/result.hpp"
#include "platform/db/database.hpp"
#include "platform/jobs/backoff.hpp"
#include "platform/jobs/queue.hpp"

namespace bailiwick::platform::jobs {

// An attempt that ended, for metrics.
struct AttemptMeasure {
  std::string kind;
  JobState state = JobState::kSucceeded;  // kQueued: it will be tried again
  Seconds waited;                         // from when it could run until it was taken
  Seconds ran;
};

struct WorkerOptions {
  int threads = 2;  // 1 .. kThreadsMax
  Seconds lease = Seconds(30);
  Seconds poll = Seconds(1);    // looks for work at least so often; commits wake it at once
  Seconds grace = Seconds(20);  // running jobs may finish for so long after stop()
  Backoff backoff = {};
  std::int64_t keep_days = 30;  // finished jobs are removed after so many days
  std::uint64_t seed = 0;       // of the jitter; differs from process to process
  std::function<void(const AttemptMeasure&)> on_attempt = {};
  std::function<void(const Error&)> on_trouble =
      {};  // the database did not answer, say; work goes on
  // Run about once an hour by the watching thread: what other folders want removed.
  std::vector<std::function<Result<void>(db::Database&)>> housekeeping = {};

  inline static constexpr int kThreadsMax = 64;
};

class Worker {
 public:
  // Both outlive the worker.
  Worker(db::Database& database, const JobQueue& queue, WorkerOptions options);
  ~Worker();  // stop()
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;

  void start();
  // Returns once no job is running here. Once stopped it stays so.
  void stop();
  [[nodiscard]] int running_count() const;

 private:
  class Core;
  std::shared_ptr<Core> core_;
};

}  // namespace bailiwick::platform::jobs
