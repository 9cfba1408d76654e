// One attempt at one job while it runs: what its handler sees (JobContext), and what the worker tells it.
#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <mutex>
#include <string>
#include <vector>

#include "platform/jobs/jobs.hpp"

namespace bailiwick::platform::jobs {

enum class StopReason { kNone, kCancelled, kStopping, kLeaseLost };

// Thread-safe.
class Run : public JobContext {
 public:
  // Writes the job's progress; called on the handler's thread.
  using WriteProgress = std::function<void(Run&, const Job&)>;
  Run(Job job, Instant lease_until, WriteProgress write)
      : job_(std::move(job)), lease_until_(lease_until), write_(std::move(write)) {}

  [[nodiscard]] const Job& job() const override { return job_; }
  void progress(double fraction, std::string_view message) override;
  [[nodiscard]] Budget budget_of(Seconds duration) override;
  [[nodiscard]] Budget budget_of_iterations(std::int64_t limit) override;
  [[nodiscard]] bool is_stopping() const override { return reason_ != StopReason::kNone; }

  // Ends all budgets handed out and to come. The first reason stands, but a lost lease outweighs all.
  void stop(StopReason reason);
  [[nodiscard]] StopReason reason() const { return reason_; }
  // What progress() was last told, written or not.
  [[nodiscard]] Job with_progress() const;

  [[nodiscard]] Instant lease_until() const { return Instant(lease_until_); }
  void set_lease_until(Instant instant) { lease_until_ = instant; }

 private:
  Budget watched(Budget budget);

  const Job job_;
  std::atomic<Instant> lease_until_;
  WriteProgress write_;
  std::atomic<StopReason> reason_{StopReason::kNone};
  mutable std::mutex mutex_;
  std::vector<Budget> budgets_;
  double fraction_ = 0;
  std::string message_;
  std::optional<std::chrono::steady_clock::time_point> written_at_;
};

}  // namespace bailiwick::platform::jobs
